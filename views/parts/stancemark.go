package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
)

// StanceMark shows a stance by glyph, word and tint, so that it is told without colour too.
type StanceMark struct {
	widget.BaseWidget
	kit    *Kit
	stance dossier.Stance
	rect   *canvas.Rectangle
	glyph  *canvas.Text
	word   *canvas.Text
	dashes *Dashes
}

// NewStanceMark returns the mark of a stance; StanceNone reads "stance not set" in a dashed frame.
func NewStanceMark(k *Kit, s dossier.Stance) *StanceMark {
	m := &StanceMark{kit: k, stance: s}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the stance.
func (m *StanceMark) Set(s dossier.Stance) {
	if m.stance != s {
		m.stance = s
		m.Refresh()
	}
}

const markHeight = 20

func (m *StanceMark) wordStyle() look.Style {
	if m.stance == dossier.StanceNone {
		return look.Second
	}
	return look.SecondBold
}

func (m *StanceMark) glyphWidth() float32 {
	if m.stance == dossier.StanceNone {
		return 0
	}
	return 16
}

func (m *StanceMark) width() float32 {
	return 8 + m.glyphWidth() + m.kit.Look.Width(look.StanceWord(m.stance), m.wordStyle()) + 8
}

// CreateRenderer implements fyne.Widget.
func (m *StanceMark) CreateRenderer() fyne.WidgetRenderer {
	k := m.kit
	m.rect = canvas.NewRectangle(nil)
	m.rect.CornerRadius = look.CornerMark
	m.glyph, m.word = k.Look.Text("", look.StanceGlyphs, nil), k.Look.Text("", look.SecondBold, nil)
	m.dashes = NewDashes()
	dress := func() {
		p := k.palette()
		tone := p.Stance(m.stance)
		none := m.stance == dossier.StanceNone
		m.rect.FillColor = tone.Tint
		if none {
			m.rect.FillColor = color.Transparent
		}
		m.glyph.Text, m.glyph.Color, m.glyph.Hidden = look.StanceGlyph(m.stance), tone.Dark, none
		m.word.Text, m.word.Color = look.StanceWord(m.stance), tone.Dark
		k.Look.Dress(m.word, m.wordStyle())
	}
	dress()
	return &Drawing{Of: m, Ink: dress,
		Objs: func() []fyne.CanvasObject {
			return append([]fyne.CanvasObject{m.rect, m.glyph, m.word}, m.dashes.Objects()...)
		},
		Min: func() fyne.Size { return fyne.NewSize(m.width(), markHeight) },
		Lay: func(s fyne.Size) {
			y, w := (s.Height-markHeight)/2, m.width()
			Put(m.rect, 0, y, w, markHeight)
			look.PlaceLine(m.glyph, fyne.NewPos(8, y), markHeight)
			look.PlaceLine(m.word, fyne.NewPos(8+m.glyphWidth(), y), markHeight)
			m.dashes.Clear()
			if m.stance == dossier.StanceNone {
				m.dashes.Frame(0, y, w, markHeight, k.palette().Field)
			}
		}}
}

// Dashes are dashed lines made of short rectangles, since the toolkit has none: 3 on, 3 off, 1 thick.
type Dashes struct {
	pool []*canvas.Rectangle
	used int
}

// NewDashes returns no lines yet.
func NewDashes() *Dashes { return &Dashes{} }

// Clear takes all lines away.
func (d *Dashes) Clear() { d.used = 0 }

// Objects returns the rectangles in use.
func (d *Dashes) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, d.used)
	for i := range out {
		out[i] = d.pool[i]
	}
	return out
}

func (d *Dashes) dash(x, y, w, h float32, c color.Color) {
	if d.used == len(d.pool) {
		d.pool = append(d.pool, canvas.NewRectangle(c))
	}
	r := d.pool[d.used]
	d.used++
	r.FillColor = c
	Put(r, x, y, w, h)
}

// Line draws a dashed line of a length from x, y, across or down.
func (d *Dashes) Line(x, y, length float32, across bool, c color.Color) {
	for at := float32(0); at < length; at += 6 {
		n := min(3, length-at)
		if across {
			d.dash(x+at, y, n, 1, c)
		} else {
			d.dash(x, y+at, 1, n, c)
		}
	}
}

// Frame draws a dashed frame.
func (d *Dashes) Frame(x, y, w, h float32, c color.Color) {
	d.Line(x, y, w, true, c)
	d.Line(x, y+h-1, w, true, c)
	d.Line(x, y, h, false, c)
	d.Line(x+w-1, y, h, false, c)
}
