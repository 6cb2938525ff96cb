package views

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// paneBar holds the tabs as words, the way to the palette, and what the dossier is.
type paneBar struct {
	widget.BaseWidget
	w           *window
	ground      *parts.Ground
	tabs        []*parts.Tab
	search      *searchField
	name, facts *parts.Label
}

func newPaneBar(w *window) *paneBar {
	b := &paneBar{w: w, ground: parts.NewGround(w.kit, look.InkChrome)}
	for i, p := range w.panes {
		b.tabs = append(b.tabs, parts.NewTab(w.kit, p.Title(), func() { w.show(i) }))
	}
	b.search = newSearchField(w.kit, w.openPalette)
	b.name = parts.NewElided(w.kit, "", look.BodyBold, look.InkText)
	b.facts = parts.NewElided(w.kit, "", look.Second, look.InkSoft)
	b.ExtendBaseWidget(b)
	return b
}

func (b *paneBar) open(i int) {
	for n, t := range b.tabs {
		t.SetOn(n == i)
	}
}

func (b *paneBar) show(s dossier.Summary) {
	b.name.Set(s.Title)
	b.facts.Set(facts(s))
	b.Refresh()
}

// facts says in numbers what a dossier holds.
func facts(s dossier.Summary) string {
	if s.Path == "" {
		return ""
	}
	words := fmt.Sprintf("%s · %s", parts.Count(s.Documents, "document"), parts.Count(s.Statements, "statement"))
	switch {
	case s.ReadOnly:
		words += " · reading only"
	case s.Undecided > 0:
		words += " · " + parts.Number(s.Undecided) + " to decide"
	default:
		words += " · saved"
	}
	return words
}

// CreateRenderer implements fyne.Widget.
func (b *paneBar) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{b.ground}
	for _, t := range b.tabs {
		objects = append(objects, t)
	}
	objects = append(objects, b.search, b.name, b.facts)
	return &parts.Drawing{Of: b, Objs: parts.Fixed(objects...), Lay: b.lay,
		Min: func() fyne.Size { return fyne.NewSize(600, paneBarHigh) }}
}

func (b *paneBar) lay(s fyne.Size) {
	parts.Put(b.ground, 0, 0, s.Width, s.Height)
	x := float32(4)
	for _, t := range b.tabs {
		w := t.MinSize().Width
		parts.Put(t, x, 0, w, s.Height)
		x += w
	}
	factsWidth := b.w.look.Width(b.facts.Words(), look.Second)
	nameWidth := b.w.look.Width(b.name.Words(), look.BodyBold) + 1
	right := s.Width - look.Space4
	searchWidth := float32(272)
	room := right - x - look.Space6
	if room < searchWidth+nameWidth+factsWidth+look.Space6 { // a long name or a narrow window: the facts go first
		searchWidth = min(searchWidth, max(160, room*0.4))
		factsWidth = max(0, min(factsWidth, room-searchWidth-nameWidth-look.Space6))
		nameWidth = max(0, min(nameWidth, room-searchWidth-factsWidth-look.Space6))
	}
	parts.Put(b.facts, right-factsWidth, 0, factsWidth+1, s.Height)
	parts.Put(b.name, right-factsWidth-nameWidth-7, 0, nameWidth, s.Height)
	parts.Put(b.search, right-factsWidth-nameWidth-7-look.Space4-searchWidth, 6, searchWidth, 28)
}
