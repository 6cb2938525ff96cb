package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Chip is a choice that is on or off, such as a filter or a marking.
type Chip struct {
	widget.BaseWidget
	kit     *Kit
	words   string
	on      bool
	cross   bool // shows × while on
	focused bool
	// OnTapped is called after a tap, Enter or Space; it decides whether the chip goes on or off.
	OnTapped func()

	rect *canvas.Rectangle
	text *canvas.Text
	ring *canvas.Rectangle
}

var (
	_ fyne.Focusable     = (*Chip)(nil)
	_ fyne.Tappable      = (*Chip)(nil)
	_ desktop.Cursorable = (*Chip)(nil)
)

// NewChip returns a chip that is off.
func NewChip(k *Kit, words string, tapped func()) *Chip {
	c := &Chip{kit: k, words: words, OnTapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// NewFilterChip returns a chip that shows × while it is on.
func NewFilterChip(k *Kit, words string, tapped func()) *Chip {
	c := NewChip(k, words, tapped)
	c.cross = true
	return c
}

// On reports whether the chip is on.
func (c *Chip) On() bool { return c.on }

// Words returns the words on the chip.
func (c *Chip) Words() string { return c.words }

// Set changes the words and whether the chip is on.
func (c *Chip) Set(words string, on bool) {
	if c.words != words || c.on != on {
		c.words, c.on = words, on
		c.Refresh()
	}
}

// Tapped calls OnTapped.
func (c *Chip) Tapped(*fyne.PointEvent) {
	if c.OnTapped != nil {
		c.OnTapped()
	}
}

// TypedKey taps on Enter and Space and passes other keys on.
func (c *Chip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.Tapped(nil)
	default:
		c.kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (c *Chip) TypedRune(rune) {}

// FocusGained shows the ring.
func (c *Chip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the ring.
func (c *Chip) FocusLost() { c.focused = false; c.Refresh() }

// Cursor shows a hand.
func (c *Chip) Cursor() desktop.Cursor { return desktop.PointerCursor }

const chipHeight = 24

func (c *Chip) shown() string {
	if c.cross && c.on {
		return c.words + "  ×"
	}
	return c.words
}

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.rect = canvas.NewRectangle(nil)
	c.rect.CornerRadius = look.CornerChip
	c.text = c.kit.Look.Text(c.words, look.Second, nil)
	c.ring = NewRing(c.kit, look.CornerChip)
	dress := func() {
		p := c.kit.palette()
		c.text.Text, c.text.Color = c.shown(), p.Text
		c.rect.FillColor, c.rect.StrokeColor, c.rect.StrokeWidth = p.Paper, p.Edge, 1
		if c.on {
			c.rect.FillColor, c.rect.StrokeColor = p.Sel, p.Focus
		}
		c.ring.StrokeColor, c.ring.Hidden = p.Focus, !c.focused
	}
	dress()
	return &Drawing{Of: c, Objs: Fixed(c.rect, c.text, c.ring), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(c.kit.Look.Width(c.shown(), look.Second)+20, chipHeight) },
		Lay: func(s fyne.Size) {
			y := (s.Height - chipHeight) / 2
			Put(c.rect, 0, y, s.Width, chipHeight)
			Put(c.ring, 0, y, s.Width, chipHeight)
			look.PlaceLine(c.text, fyne.NewPos((s.Width-c.text.MinSize().Width)/2, y), chipHeight)
		}}
}
