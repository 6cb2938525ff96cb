package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// searchField stands in the pane bar and looks like an entry; it opens the palette.
type searchField struct {
	widget.BaseWidget
	kit     *parts.Kit
	open    func()
	focused bool
	rect    *canvas.Rectangle
	ring    *canvas.Rectangle
	words   *parts.Label
	key     *parts.KeyHint
}

var (
	_ fyne.Focusable     = (*searchField)(nil)
	_ fyne.Tappable      = (*searchField)(nil)
	_ desktop.Cursorable = (*searchField)(nil)
)

func newSearchField(k *parts.Kit, open func()) *searchField {
	f := &searchField{kit: k, open: open, key: parts.NewKeyHint(k, "Ctrl K"),
		words: parts.NewElided(k, "Go to or do anything", look.Body, look.InkFaint)}
	f.ExtendBaseWidget(f)
	return f
}

// Tapped opens the palette.
func (f *searchField) Tapped(*fyne.PointEvent) { f.open() }

// TypedKey opens the palette on Enter and Space and passes other keys on.
func (f *searchField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.open()
	default:
		f.kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (f *searchField) TypedRune(rune) {}

// FocusGained shows the ring.
func (f *searchField) FocusGained() { f.focused = true; f.Refresh() }

// FocusLost hides the ring.
func (f *searchField) FocusLost() { f.focused = false; f.Refresh() }

// Cursor shows that one can type.
func (f *searchField) Cursor() desktop.Cursor { return desktop.TextCursor }

// CreateRenderer implements fyne.Widget.
func (f *searchField) CreateRenderer() fyne.WidgetRenderer {
	f.rect, f.ring = canvas.NewRectangle(nil), parts.NewRing(f.kit, look.CornerField)
	f.rect.CornerRadius, f.rect.StrokeWidth = look.CornerField, 1
	dress := func() {
		p := f.kit.Look.Palette()
		f.rect.FillColor, f.rect.StrokeColor = p.Paper, p.Field
		f.ring.StrokeColor, f.ring.Hidden = p.Focus, !f.focused
	}
	dress()
	return &parts.Drawing{Of: f, Objs: parts.Fixed(f.rect, f.words, f.key, f.ring), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(120, 28) },
		Lay: func(s fyne.Size) {
			parts.Put(f.rect, 0, 0, s.Width, s.Height)
			parts.Put(f.ring, 0, 0, s.Width, s.Height)
			w := f.key.MinSize().Width
			parts.Put(f.key, s.Width-w-8, 0, w, s.Height)
			parts.Put(f.words, 9, 0, s.Width-w-24, s.Height)
		}}
}
