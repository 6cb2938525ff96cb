package packet

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"strings"
)

// currentRow is the row of the recipe that has the keyboard, or had it last.
func (p *Pane) currentRow() (row, bool) {
	i := p.list.Current()
	if i < 0 || i >= len(p.rows) {
		return row{}, false
	}
	return p.rows[i], true
}

func (p *Pane) openRow(i int) {
	if i >= 0 && i < len(p.rows) && p.rows[i].open != nil {
		p.rows[i].open()
	}
}

// clickRow ticks a box, and opens what is a value or a name that leads somewhere, at the first click.
func (p *Pane) clickRow(i int, at fyne.Position) bool {
	if i >= len(p.rows) {
		return false
	}
	r := p.rows[i]
	const boxEnd, valueAt = 36, 84
	switch {
	case r.kind == rowCheck && at.X < boxEnd:
		p.list.GoTo(i)
		r.toggle()
		return true
	case r.kind == rowGroup, r.kind == rowLink, r.kind == rowName, r.kind == rowFact && at.X >= valueAt:
		p.list.GoTo(i)
		p.openRow(i)
		return true
	}
	return false
}

// rowKey works the recipe: Space turns, Del removes a judgement; Page Up and Down are the page's.
func (p *Pane) rowKey(e *fyne.KeyEvent) bool {
	r, ok := p.currentRow()
	switch {
	case e.Name == fyne.KeySpace:
		if ok && r.toggle != nil {
			r.toggle()
		}
		return true
	case e.Name == fyne.KeyDelete:
		p.RemoveJudgement()
		return true
	}
	return p.key(e)
}

// key takes the keys that hold in the whole pane.
func (p *Pane) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyPageDown:
		p.page.turn(1)
	case fyne.KeyPageUp:
		p.page.turn(-1)
	default:
		return false
	}
	return true
}

// rune takes the letters that hold in the whole pane.
func (p *Pane) rune(r rune) {
	switch unicode.ToLower(r) {
	case 'n':
		p.NextPoint()
	case 'j':
		p.AddJudgement()
	case 'r':
		p.ChooseRecipe()
	}
}

func (p *Pane) rowShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierControl {
		return
	}
	switch c.KeyName {
	case fyne.KeyUp:
		p.MoveBy(-1)
	case fyne.KeyDown:
		p.MoveBy(1)
	}
}

// onJudgement reports whether a judgement is chosen.
func (p *Pane) onJudgement() bool {
	r, ok := p.currentRow()
	return ok && strings.HasPrefix(r.key, judgementKey)
}
