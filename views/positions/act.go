package positions

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/shifts"
	"parley/views/sides"
)

// fold hides the parts of an issue, or shows them.
func (p *Pane) fold(issue dossier.ID) {
	p.folded[issue] = !p.folded[issue]
	p.setGrid(p.grid.opened)
	p.moved()
}

// foldHere folds the parts of the issue under the cursor; of one without parts those of the issue above.
func (p *Pane) foldHere() {
	row := p.grid.cursor.row
	if row < 0 || row >= len(p.grid.nodes) {
		return
	}
	n := p.grid.nodes[row]
	if n.Children == 0 {
		for i := row - 1; i >= 0 && n.Level > 0; i-- {
			if p.grid.nodes[i].Level < n.Level {
				p.grid.move(i, p.grid.cursor.col)
				p.fold(p.grid.nodes[i].ID)
				return
			}
		}
		p.Desk.Note("This issue has no parts to fold.")
		return
	}
	p.fold(n.ID)
}

func (p *Pane) letter(r rune) bool {
	switch r {
	case 'f', 'F':
		p.chooseFilter()
		return true
	case 'v', 'V':
		p.chooseView()
		return true
	case 'm', 'M':
		p.mark()
		return true
	case 's', 'S':
		p.listShifts()
		return true
	case 'z', 'Z':
		p.foldHere()
		return true
	case 'y', 'Y':
		p.throughTime()
		return true
	case '<':
		p.setAgainst(p.against + 1)
		return true
	case '>':
		p.setAgainst(max(1, p.against-1))
		return true
	}
	step := map[rune]int{'[': -1, ']': 1, '{': -7, '}': 7}[r]
	if step == 0 || !p.data.grid.To.Known() && !p.filter.AsOf.Known() {
		return false
	}
	p.asOf.step(step)
	return true
}

func (p *Pane) openPassage() {
	if s, ok := p.grid.statement(); ok {
		p.OpenPassage(s.DocumentID, s.StatementID)
	} else if _, ok := p.grid.current(); ok {
		p.Desk.Note("No statement found here: there is no passage to open.")
	}
}

// toggle opens the row under the cursor with every statement under its cells, or folds it.
func (p *Pane) toggle() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	if p.grid.isOpen() {
		p.grid.open(c.IssueID, nil)
		p.note()
		return
	}
	row, f, mine := p.grid.data.Cells[p.grid.cursor.row], p.filter, p.turn
	var list sequences
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.sequences(ctx, row, f)
		return err
	}, func() {
		if mine != p.turn {
			return // another filter or dossier is shown: these are not its statements
		}
		if len(list) == 0 {
			p.Desk.Note("No statement found on this issue.")
			return
		}
		p.grid.open(c.IssueID, list)
		p.note()
	})
}

// listShifts lists what does not go together under the filters.
func (p *Pane) listShifts() { p.openShifts(0) }

func (p *Pane) openShifts(at int) {
	shifts.Open(shifts.Options{Desk: p.Desk, Filter: p.filter, Parties: p.data.grid.Parties, Issues: p.data.grid.Issues,
		OpenPassage: p.OpenPassage, Closed: p.Focus, At: at, Left: func(at int) { p.shiftsLeft = at }})
}

// SideBySide shows the chosen parties on the issue under the cursor side by side; where only one cell is chosen, those
// from it on that have a position there, up to four.
func (p *Pane) SideBySide() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	list := p.grid.columnsChosen()
	if n := len(list); n > sides.MostColumns { // those next to where choosing began
		if p.grid.anchor != nil && p.grid.anchor.col > p.grid.cursor.col {
			list = list[n-sides.MostColumns:]
		}
		p.Desk.Note(fmt.Sprintf("%d are chosen; %d stand side by side.", n, sides.MostColumns))
	}
	if len(list) < 2 {
		list = nil
		row := p.grid.data.Cells[p.grid.cursor.row]
		n := len(p.grid.data.Parties)
		for i := range n {
			if col := (p.grid.cursor.col + i) % n; row[col].Count > 0 || i == 0 {
				list = append(list, p.grid.data.Parties[col])
			}
		}
	}
	var ids []dossier.ID
	for _, party := range list[:min(len(list), sides.MostColumns)] {
		ids = append(ids, party.ID)
	}
	p.compared = true
	p.sides.Open(c.IssueID, ids, p.filter)
	p.Refresh()
	p.Focus()
}

// throughTime shows what the party of the cell said on the issue side by side with itself: a column up to each day on
// which its stance turned.
func (p *Pane) throughTime() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	if c.Count == 0 {
		p.Desk.Note("No statement found here: there is nothing to follow through time.")
		return
	}
	p.compared = true
	p.sides.OpenDays(c.IssueID, c.PartyID, nil, p.filter)
	p.Refresh()
	p.Focus()
}

// leaveSides goes back from what stood side by side to the same cell of the grid.
func (p *Pane) leaveSides() {
	p.compared = false
	p.sides.Close()
	p.Refresh()
	p.Focus()
	p.moved()
}

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	cell := func() bool { _, ok := p.grid.current(); return p.live && ok && !p.compared }
	live := func() bool { return p.live && !p.compared }
	return append(p.gridCommands(cell, live), p.sides.Commands(func() bool { return p.live && p.compared })...)
}

func (p *Pane) gridCommands(cell, live func() bool) []parts.Command {
	return []parts.Command{
		{Name: "Open the passage", Key: "Enter", Enabled: cell, Run: p.openPassage},
		{Name: "Open or fold the row", Key: "Space", Enabled: cell, Run: p.toggle},
		{Name: "Fold or show the parts of the issue", Key: "Z", Enabled: cell, Run: p.foldHere},
		{Name: "Side by side", Key: "Ctrl B", Enabled: cell, Run: p.SideBySide,
			Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierControl}},
		{Name: "One party through time", Key: "Y", Enabled: cell, Run: p.throughTime},
		{Name: "Mark a shift…", Key: "M", Enabled: cell, Run: p.mark},
		{Name: "Filter…", Key: "F", Enabled: live, Run: p.chooseFilter, Divided: true},
		{Name: "Views…", Key: "V", Enabled: live, Run: p.chooseView},
		{Name: "Shifts and contradictions…", Key: "S", Enabled: live, Run: p.listShifts},
		{Name: "What changed…", Enabled: func() bool { return live() && len(p.marked.changes)+len(p.marked.contrasts) > 0 }, Run: p.listChanges},
		{Name: "As of a day earlier", Under: "Day", Key: "[", Enabled: cell, Run: func() { p.asOf.step(-1) }, Divided: true},
		{Name: "As of a day later", Under: "Day", Key: "]", Enabled: cell, Run: func() { p.asOf.step(1) }},
		{Name: "As of a week earlier", Under: "Day", Key: "{", Enabled: cell, Run: func() { p.asOf.step(-7) }},
		{Name: "As of a week later", Under: "Day", Key: "}", Enabled: cell, Run: func() { p.asOf.step(7) }},
		{Name: "As of the newest", Under: "Day", Enabled: cell, Run: func() { p.setAsOf(dossier.Date{}) }},
		{Name: "Compare with a day earlier", Under: "Day", Key: "<", Enabled: cell, Run: func() { p.setAgainst(p.against + 1) }},
		{Name: "Compare with a day later", Under: "Day", Key: ">", Enabled: cell, Run: func() { p.setAgainst(max(1, p.against-1)) }},
	}
}
