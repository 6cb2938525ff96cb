package positions

import (
	"fmt"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/parts"
)

func placeOf(c dossier.Cell) place { return place{c.PartyID, c.IssueID} }

// anchorFor begins or ends choosing several cells, as a key that moves is pressed.
func (g *grid) anchorFor(key fyne.KeyName, extend bool) {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
	default:
		return
	}
	switch {
	case !extend:
		g.anchor = nil
	case g.anchor == nil:
		from := g.cursor
		g.anchor = &from
	}
}

// chosen reports whether a cell is one of several that are chosen.
func (g *grid) chosen(c at) bool {
	if g.anchor == nil {
		return false
	}
	row0, row1 := min(g.anchor.row, g.cursor.row), max(g.anchor.row, g.cursor.row)
	col0, col1 := min(g.anchor.col, g.cursor.col), max(g.anchor.col, g.cursor.col)
	return c.row >= row0 && c.row <= row1 && c.col >= col0 && c.col <= col1
}

// columnsChosen gives the parties of the chosen cells, in their order; of one cell its own.
func (g *grid) columnsChosen() (list []dossier.Party) {
	for col, p := range g.data.Parties {
		if col == g.cursor.col || g.chosen(at{g.cursor.row, col}) {
			list = append(list, p)
		}
	}
	return list
}

// overCount reports whether a place is that of the count of the cell under the cursor.
func (g *grid) overCount(p fyne.Position) bool {
	x, y, w, _ := g.frame.place(g.cursor.row, g.cursor.col)
	c, ok := g.current()
	return ok && c.Count > 0 && p.X >= x+w-40 && p.X < x+w && p.Y >= y && p.Y < y+stripHeight
}

// overIssue gives the issue whose head is at a place.
func (g *grid) overIssue(p fyne.Position) (row int, ok bool) {
	if p.X < inset || p.X >= inset+issueWidth || p.Y < headHeight || g.frame.rows() == 0 {
		return 0, false
	}
	at := p.Y - headHeight + g.frame.y
	return max(0, g.frame.rowAt(at)), at < g.frame.rowTop(g.frame.rows())
}

// noteOf is the second line of an issue: how many have a position, and what is folded under it.
func (g *grid) noteOf(row int) string {
	note := said(g.data.Cells[row], g.data.By)
	if n := g.nodes[row]; n.Children > 0 && (row+1 == len(g.nodes) || g.nodes[row+1].Level <= n.Level) {
		note = fmt.Sprintf("%s folded", parts.Count(n.Children, "part"))
	}
	return note
}

// setMarks says what changed in the cells.
func (g *grid) setMarks(marks map[place]string) {
	g.marks = marks
	clear(g.cells)
	g.Refresh()
}

// lines are what the open cell under the cursor lists.
func (g *grid) lines() []dossier.Corroboration {
	c, ok := g.current()
	if !ok {
		return nil
	}
	list := g.opened[c.IssueID][c.PartyID]
	return list[:min(len(list), mostLines)]
}

// moveLine puts the cursor on a line of the open cell; -1 on the cell as a whole.
func (g *grid) moveLine(line int) {
	if g.line = line; line >= 0 {
		g.frame.revealLine(g.cursor.row, line)
	} else {
		g.frame.reveal(g.cursor.row, g.cursor.col)
	}
	g.Refresh()
	if g.onMove != nil {
		g.onMove()
	}
}

// statement is the one under the cursor: that of the line, or the newest of the cell.
func (g *grid) statement() (dossier.CodedStatement, bool) {
	c, ok := g.current()
	if list := g.lines(); ok && g.line >= 0 && g.line < len(list) {
		return list[g.line].Tellings[0].CodedStatement, true
	}
	return c.Newest, ok && c.Count > 0
}
