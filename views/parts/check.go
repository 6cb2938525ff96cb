package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Check is a box that is ticked or not, with words.
type Check struct {
	widget.BaseWidget
	kit     *Kit
	words   string
	note    string // at the right, in numbers
	on      bool
	focused bool
	OnTap   func(on bool)

	box, ring        *canvas.Rectangle
	tick, text, side *canvas.Text
}

var (
	_ fyne.Focusable = (*Check)(nil)
	_ fyne.Tappable  = (*Check)(nil)
)

// NewCheck returns a box with words and, at the right, a note.
func NewCheck(k *Kit, words, note string, on bool, tap func(on bool)) *Check {
	c := &Check{kit: k, words: words, note: note, on: on, OnTap: tap}
	c.ExtendBaseWidget(c)
	return c
}

// On reports whether the box is ticked.
func (c *Check) On() bool { return c.on }

// SetOn ticks the box or not, without calling OnTap.
func (c *Check) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// Tapped turns the box round.
func (c *Check) Tapped(*fyne.PointEvent) {
	c.on = !c.on
	c.Refresh()
	if c.OnTap != nil {
		c.OnTap(c.on)
	}
}

// TypedKey turns the box round on Space and Enter and passes other keys on.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	default:
		c.kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (c *Check) TypedRune(rune) {}

// FocusGained shows the ring.
func (c *Check) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost hides the ring.
func (c *Check) FocusLost() { c.focused = false; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	k := c.kit
	c.box, c.ring = canvas.NewRectangle(nil), NewRing(k, look.CornerMark)
	c.box.CornerRadius = look.CornerMark
	c.tick = k.Look.Text("✓", look.StanceGlyphs, nil)
	c.text, c.side = k.Look.Text(c.words, look.Body, nil), k.Look.Text(c.note, look.Small, nil)
	dress := func() {
		p := k.palette()
		c.box.StrokeColor, c.box.StrokeWidth, c.box.FillColor = p.Field, 1, p.Paper
		if c.on {
			c.box.FillColor, c.box.StrokeColor = p.Head, p.Head
		}
		c.tick.Color, c.tick.Hidden = p.OnHead, !c.on
		c.text.Color, c.side.Color = p.Text, p.Soft
		if !c.on {
			c.text.Color = p.Soft
		}
		c.ring.StrokeColor, c.ring.Hidden = p.Focus, !c.focused
	}
	dress()
	return &Drawing{Of: c, Objs: Fixed(c.box, c.tick, c.text, c.side, c.ring), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(22, 28) },
		Lay: func(s fyne.Size) {
			y := (s.Height - 14) / 2
			Put(c.box, 1, y, 14, 14)
			Put(c.ring, -2, y-3, 20, 20)
			look.PlaceLine(c.tick, fyne.NewPos(8-c.tick.MinSize().Width/2, y), 14)
			room := s.Width - 22
			if c.note != "" {
				w := k.Look.Width(c.note, look.Small)
				room -= w + look.Space2
				look.PlaceLine(c.side, fyne.NewPos(s.Width-w, 0), s.Height)
			}
			c.text.Text = k.Look.Elide(c.words, look.Body, room)
			look.PlaceLine(c.text, fyne.NewPos(22, 0), s.Height)
		}}
}
