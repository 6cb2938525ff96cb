package names

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
)

func (p *Pane) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDelete:
		p.Remove()
	case fyne.KeyInsert:
		p.Add()
	case fyne.KeyRight, fyne.KeyLeft:
		p.fold(e.Name == fyne.KeyLeft)
	default:
		return false
	}
	return true
}

func (p *Pane) letter(r rune) {
	switch r {
	case 'n', 'N':
		p.Add()
	case 'm', 'M':
		p.Merge()
	case 's', 'S':
		p.Split()
	case '/':
		p.deps.Desk.Kit.Focus(p.filter.Entry)
	}
}

func (p *Pane) shortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierControl {
		return
	}
	switch c.KeyName {
	case fyne.KeyUp:
		p.MoveBy(-1)
	case fyne.KeyDown:
		p.MoveBy(1)
	case fyne.KeyRight:
		p.Nest(true)
	case fyne.KeyLeft:
		p.Nest(false)
	}
}

// fold hides or shows what stands under an issue.
func (p *Pane) fold(fold bool) {
	e, ok := p.current()
	if !ok || p.section != Issues || e.children == 0 || e.folded == fold {
		return
	}
	p.folded[e.id] = fold
	now := map[dossier.ID]bool{}
	for id, on := range p.folded {
		now[id] = on
	}
	p.foldedNow.Store(now)
	p.loader.Restart()
}
