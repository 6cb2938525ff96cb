package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// ButtonKind says how much a button weighs.
type ButtonKind int

// The kinds of buttons: plain, the one primary action of a view, and words in link colour.
const (
	Plain ButtonKind = iota
	Primary
	LinkWords
)

// Button is an action in words with its key inside. Enter and Space do it while it has the focus.
type Button struct {
	widget.BaseWidget
	kit      *Kit
	kind     ButtonKind
	words    string
	hint     *KeyHint
	disabled bool
	focused  bool
	hovered  bool
	OnTapped func()

	rect *canvas.Rectangle
	text *canvas.Text
	ring *canvas.Rectangle
}

var (
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Disableable   = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

// NewButton returns a button; key is only shown, the menu or the pane acts on it.
func NewButton(k *Kit, words, key string, kind ButtonKind, tapped func()) *Button {
	b := &Button{kit: k, kind: kind, words: words, hint: NewKeyHint(k, key), OnTapped: tapped}
	if kind == Primary {
		b.hint.ink = func(p *look.Palette) color.NRGBA { return p.OnHead }
	}
	b.ExtendBaseWidget(b)
	return b
}

// Words returns the words on the button.
func (b *Button) Words() string { return b.words }

// Set changes the words.
func (b *Button) Set(words string) {
	b.words = words
	b.Refresh()
}

// Key is the key that is shown.
func (b *Button) Key() string { return b.hint.key }

// SetKey changes the key that is shown.
func (b *Button) SetKey(key string) {
	b.hint.Set(key)
	b.Refresh()
}

// Enable, Disable and Disabled implement fyne.Disableable. A disabled button keeps the focus chain whole by leaving it.
func (b *Button) Enable() { b.setDisabled(false) }

// Disable makes the button do nothing and look it.
func (b *Button) Disable() { b.setDisabled(true) }

// Disabled reports whether the button does nothing.
func (b *Button) Disabled() bool { return b.disabled }

func (b *Button) setDisabled(d bool) {
	if b.disabled != d {
		b.disabled = d
		b.Refresh()
	}
}

// Tapped does the action.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey does the action on Enter and Space and passes other keys on.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.Tapped(nil)
	default:
		b.kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (b *Button) TypedRune(rune) {}

// FocusGained shows the ring.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides the ring.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn, MouseMoved and MouseOut show the hover.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor shows a hand over an action that can be done.
func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

const buttonHeight = 28

// Padding is the room between the edge and the words.
func (b *Button) Padding() float32 { return b.padding() }

func (b *Button) padding() float32 {
	if b.kind == LinkWords {
		return 4
	}
	return look.Space3
}

func (b *Button) minWidth() float32 {
	w := b.kit.Look.Width(b.words, b.style()) + 2*b.padding()
	if kw := b.hint.width(); kw > 0 {
		w += kw + look.Space2 - b.padding() + 7
	}
	return w
}

func (b *Button) style() look.Style {
	switch b.kind {
	case Primary:
		return look.BodyBold
	case LinkWords:
		return look.Second
	}
	return look.Body
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.rect = canvas.NewRectangle(nil)
	b.rect.CornerRadius = look.CornerField
	b.text = b.kit.Look.Text(b.words, b.style(), nil)
	b.ring = NewRing(b.kit, look.CornerField)
	b.dress()
	return &Drawing{Of: b, Objs: Fixed(b.rect, b.text, b.hint, b.ring), Ink: b.dress,
		Min: func() fyne.Size {
			h := float32(buttonHeight)
			if b.kind == LinkWords {
				h = 20
			}
			return fyne.NewSize(b.minWidth(), h)
		},
		Lay: b.lay}
}

func (b *Button) dress() {
	p := b.kit.palette()
	b.text.Text = b.words
	b.rect.StrokeWidth, b.rect.StrokeColor = 1, p.Edge
	b.rect.FillColor, b.text.Color = p.Paper, p.Text
	switch {
	case b.kind == LinkWords:
		b.rect.FillColor, b.rect.StrokeWidth, b.text.Color = color.Transparent, 0, p.Link
		if b.disabled {
			b.text.Color = p.Faint
		}
	case b.disabled:
		b.rect.FillColor, b.text.Color = p.Chrome, p.Faint
	case b.kind == Primary:
		b.rect.FillColor, b.rect.StrokeWidth, b.text.Color = p.Head, 0, p.OnHead
	}
	if b.hovered && !b.disabled && b.kind != Primary {
		b.rect.FillColor = p.Hover
	}
	if b.kind == Primary {
		b.hint.ink = func(p *look.Palette) color.NRGBA { return p.OnHead }
		if b.disabled {
			b.hint.ink = look.InkFaint
		}
	}
	b.hint.Refresh()
	b.ring.StrokeColor = p.Focus
	b.ring.Hidden = !b.focused
}

func (b *Button) lay(s fyne.Size) {
	h := float32(buttonHeight)
	if b.kind == LinkWords {
		h = min(20, s.Height)
	}
	y := (s.Height - h) / 2
	Put(b.rect, 0, y, s.Width, h)
	ringBy := float32(2) // outside a filled button the ring needs a gap to be seen
	if b.kind != Primary {
		ringBy = 0
	}
	Put(b.ring, -ringBy, y-ringBy, s.Width+2*ringBy, h+2*ringBy)
	free := s.Width - b.minWidth()
	look.PlaceLine(b.text, fyne.NewPos(b.padding()+max(0, free/2), y), h)
	kw := b.hint.width()
	Put(b.hint, s.Width-kw-7, y+(h-keyHintHeight)/2, kw, keyHintHeight)
}

func alpha(c color.NRGBA, percent int) color.NRGBA {
	c.A = uint8(int(c.A) * percent / 100)
	return c
}
