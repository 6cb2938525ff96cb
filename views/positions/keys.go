package positions

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/views/parts"
)

// move puts the cursor on a cell.
func (g *grid) move(row, col int) {
	if g.frame.rows() == 0 || g.frame.columns == 0 {
		return
	}
	g.cursor, g.line = at{min(max(0, row), g.frame.rows()-1), min(max(0, col), g.frame.columns-1)}, -1
	g.frame.reveal(g.cursor.row, g.cursor.col)
	g.Refresh()
	if g.onMove != nil {
		g.onMove()
	}
}

// TypedKey moves the cursor and opens cells; other keys go to the window.
func (g *grid) TypedKey(e *fyne.KeyEvent) {
	c := g.cursor
	_, h := g.frame.body()
	page := max(1, int(h/rowHeight)-1)
	g.anchorFor(e.Name, parts.Shifted())
	switch e.Name {
	case fyne.KeyLeft:
		g.move(c.row, c.col-1)
	case fyne.KeyRight:
		g.move(c.row, c.col+1)
	case fyne.KeyUp:
		if g.line >= 0 {
			g.moveLine(g.line - 1)
		} else {
			g.move(c.row-1, c.col)
		}
	case fyne.KeyDown:
		if !parts.Shifted() && g.line+1 < len(g.lines()) {
			g.moveLine(g.line + 1)
		} else {
			g.move(c.row+1, c.col)
		}
	case fyne.KeyPageUp:
		g.move(c.row-page, c.col)
	case fyne.KeyPageDown:
		g.move(c.row+page, c.col)
	case fyne.KeyHome:
		g.move(c.row, 0)
	case fyne.KeyEnd:
		g.move(c.row, g.frame.columns-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.onOpen()
	case fyne.KeySpace:
		g.onToggle()
	default:
		g.kit.PassKey(e)
	}
}

// ToEnd goes to the first cell, or to the last one.
func (g *grid) ToEnd(last bool) {
	g.anchor = nil
	if last {
		g.move(g.frame.rows()-1, g.frame.columns-1)
	} else {
		g.move(0, 0)
	}
}

// TypedRune hands letters on.
func (g *grid) TypedRune(r rune) {
	if r != ' ' && g.onKey != nil {
		g.onKey(r)
	}
}

// FocusGained and FocusLost show where the keyboard is.
func (g *grid) FocusGained() { g.setFocus(true) }

// FocusLost hides it.
func (g *grid) FocusLost() { g.setFocus(false) }

func (g *grid) setFocus(on bool) {
	g.focused = on
	g.Refresh()
}

// Scrolled moves the grid; with Shift, or a wheel across, sideways.
func (g *grid) Scrolled(e *fyne.ScrollEvent) {
	g.frame.y -= e.Scrolled.DY * 2
	g.frame.x -= e.Scrolled.DX * 2
	g.frame.clamp()
	g.Refresh()
}

// MouseDown puts the cursor on the cell under the pointer.
func (g *grid) MouseDown(e *desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	g.onBar = e.Position.X > g.Size().Width-inset
	if g.onBar {
		return
	}
	if row, col, ok := g.frame.hit(e.Position.X, e.Position.Y); ok {
		extend := e.Modifier&fyne.KeyModifierShift != 0
		if extend && g.anchor == nil {
			from := g.cursor
			g.anchor = &from
		} else if !extend {
			g.anchor = nil
		}
		g.move(row, col)
		if line := g.frame.lineAt(row, e.Position.Y); !extend && line >= 0 && line < len(g.lines()) {
			g.moveLine(line)
		}
		if !extend && g.overCount(e.Position) {
			g.onCount()
		}
	} else if row, ok := g.overIssue(e.Position); ok {
		g.move(row, g.cursor.col)
		if g.nodes[row].Children > 0 {
			g.onFold(g.nodes[row].ID)
		} else {
			g.onToggle()
		}
	}
}

// MouseUp ends a drag.
func (g *grid) MouseUp(*desktop.MouseEvent) { g.onBar = false }

// Dragged moves the grid by its bar.
func (g *grid) Dragged(e *fyne.DragEvent) {
	if !g.onBar {
		return
	}
	_, h := g.frame.body()
	if all := g.frame.rowTop(g.frame.rows()) + inset; all > h && h > 0 {
		g.frame.y += e.Dragged.DY * all / h
		g.frame.clamp()
		g.Refresh()
	}
}

// DragEnd ends a drag.
func (g *grid) DragEnd() { g.onBar = false }

// DoubleTapped opens the passage of the cell.
func (g *grid) DoubleTapped(e *fyne.PointEvent) {
	if _, _, ok := g.frame.hit(e.Position.X, e.Position.Y); ok {
		g.onOpen()
	}
}
