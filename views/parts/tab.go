package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Tab is the name of a pane in the pane bar, as a word.
type Tab struct {
	widget.BaseWidget
	kit      *Kit
	words    string
	on       bool
	focused  bool
	hovered  bool
	OnTapped func()

	text, bold *canvas.Text
	bar, ring  *canvas.Rectangle
}

var (
	_ fyne.Focusable    = (*Tab)(nil)
	_ fyne.Tappable     = (*Tab)(nil)
	_ desktop.Hoverable = (*Tab)(nil)
)

// NewTab returns a tab that is not the open one.
func NewTab(k *Kit, words string, tapped func()) *Tab {
	t := &Tab{kit: k, words: words, OnTapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// SetOn says whether this is the open tab.
func (t *Tab) SetOn(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// Tapped opens the tab.
func (t *Tab) Tapped(*fyne.PointEvent) { t.OnTapped() }

// TypedKey opens the tab on Enter and Space and passes other keys on.
func (t *Tab) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.OnTapped()
	default:
		t.kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (t *Tab) TypedRune(rune) {}

// FocusGained shows the ring.
func (t *Tab) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost hides the ring.
func (t *Tab) FocusLost() { t.focused = false; t.Refresh() }

// MouseIn, MouseMoved and MouseOut show the hover.
func (t *Tab) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved does nothing.
func (t *Tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (t *Tab) MouseOut() { t.hovered = false; t.Refresh() }

// CreateRenderer implements fyne.Widget.
func (t *Tab) CreateRenderer() fyne.WidgetRenderer {
	t.text = t.kit.Look.Text(t.words, look.Body, nil)
	t.bold = t.kit.Look.Text(t.words, look.BodyBold, nil)
	t.bar, t.ring = canvas.NewRectangle(nil), NewRing(t.kit, 0)
	dress := func() {
		p := t.kit.palette()
		t.text.Color, t.bold.Color, t.bar.FillColor = p.Soft, p.Text, p.Head
		if t.hovered {
			t.text.Color = p.Text
		}
		t.text.Hidden, t.bold.Hidden, t.bar.Hidden = t.on, !t.on, !t.on
		t.ring.StrokeColor, t.ring.Hidden = p.Focus, !t.focused
	}
	dress()
	const side = 12
	return &Drawing{Of: t, Objs: Fixed(t.text, t.bold, t.bar, t.ring), Ink: dress,
		// the width is that of the bold words, so that opening a tab moves no other
		Min: func() fyne.Size { return fyne.NewSize(t.kit.Look.Width(t.words, look.BodyBold)+2*side, 40) },
		Lay: func(s fyne.Size) {
			look.PlaceLine(t.text, fyne.NewPos(side, 0), s.Height)
			look.PlaceLine(t.bold, fyne.NewPos(side, 0), s.Height)
			Put(t.bar, side, s.Height-3, s.Width-2*side, 3)
			Put(t.ring, 2, 6, s.Width-4, s.Height-12)
		}}
}
