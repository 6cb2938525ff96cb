package timeline

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// body draws the axis, the lanes in sight and their marks, and takes the keys and the pointer.
type body struct {
	widget.BaseWidget
	p       *Pane
	heads   []*laneHead
	texts   []*canvas.Text // pooled: glyphs and counts
	used    int
	rects   []*canvas.Rectangle // pooled: bars, ticks, lines
	drawn   int
	began   float64 // the day where a drag began
	again   bool    // the mark under the pointer was under the cursor already
	band    *canvas.Rectangle
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

var (
	_ fyne.Focusable    = (*body)(nil)
	_ fyne.Scrollable   = (*body)(nil)
	_ fyne.Draggable    = (*body)(nil)
	_ fyne.Tappable     = (*body)(nil)
	_ desktop.Mouseable = (*body)(nil)
)

func newBody(p *Pane) *body {
	b := &body{p: p, band: canvas.NewRectangle(color.Transparent), ring: parts.NewRing(p.Desk.Kit, 4)}
	b.ExtendBaseWidget(b)
	return b
}

// laneHead names a lane.
type laneHead struct {
	name, note *parts.Label
	colour     int
}

// CreateRenderer implements fyne.Widget.
func (b *body) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: b, Lay: b.lay, Objs: func() []fyne.CanvasObject { return b.objects }, Min: func() fyne.Size { return fyne.NewSize(400, 200) }}
}

func (b *body) text(words string, style look.Style, ink color.Color, x, y, high float32) *canvas.Text {
	if b.used == len(b.texts) {
		b.texts = append(b.texts, canvas.NewText("", color.Black))
	}
	t := b.texts[b.used]
	b.used++
	l := b.p.Desk.Kit.Look
	t.Text, t.Color = words, ink
	l.Dress(t, style)
	size := l.Measure(words, style)
	t.Resize(size)
	t.Move(fyne.NewPos(x, y+(high-size.Height)/2))
	b.objects = append(b.objects, t)
	return t
}

func (b *body) rect(x, y, w, h float32, ink color.Color) {
	if b.drawn == len(b.rects) {
		b.rects = append(b.rects, canvas.NewRectangle(color.Black))
	}
	r := b.rects[b.drawn]
	b.drawn++
	r.FillColor = ink
	parts.Put(r, x, y, w, h)
	b.objects = append(b.objects, r)
}

func (b *body) lay(s fyne.Size) {
	p := b.p
	k := p.Desk.Kit
	b.objects, b.used, b.drawn = b.objects[:0], 0, 0
	width := max(100, s.Width-inset-laneWidth-undatedW-inset)
	if width != p.scale.width {
		p.scale.width = width
		p.arrange()
	}
	if len(p.data.moments) == 0 {
		return
	}
	if b.heads == nil {
		for _, party := range p.data.grid.Parties {
			b.heads = append(b.heads, &laneHead{parts.NewElided(k, party.Name, look.BodyBold, look.InkText),
				parts.NewElided(k, parts.Count(party.Statements, "utterance"), look.Small, look.InkSoft), party.Colour})
		}
	}
	p.top = min(max(0, p.top), max(0, float32(len(b.heads))*laneHigh+inset-(s.Height-axisHigh)))
	ink := k.Look.Palette()
	left := float32(inset + laneWidth)
	b.layBrush(s, left, ink)
	b.layLanes(s, left, width, ink)
	b.layMarks(s, left, width, ink)
	// The axis stays over the lanes.
	b.rect(0, 0, s.Width, axisHigh, ink.Chrome)
	b.rect(0, axisHigh-1, s.Width, 1, ink.Line)
	for _, t := range p.scale.ticks(64) {
		x := left + p.scale.x(t.day)
		b.rect(x, axisHigh-6, 1, 6, ink.Edge)
		if x+4+k.Look.Width(t.word, look.Small) < left+width {
			b.text(t.word, look.Small, ink.Soft, x+4, 4, 20)
		}
	}
	b.text("No date", look.Small, ink.Soft, left+width+12, 4, 20)
	b.text("Said", look.Small, ink.Soft, inset, 4, 20)
}

// layBrush shades the time that is chosen.
func (b *body) layBrush(s fyne.Size, left float32, ink *look.Palette) {
	p := b.p
	if p.brush == nil {
		return
	}
	from, to := max(0, p.scale.x(p.brush[0])), min(p.scale.width, p.scale.x(p.brush[1]+1))
	if to <= from {
		return
	}
	b.band.FillColor = ink.Sel
	parts.Put(b.band, left+from, axisHigh, to-from, max(0, min(s.Height, axisHigh+float32(len(b.heads))*laneHigh-p.top)-axisHigh))
	b.objects = append(b.objects, b.band)
}

func (b *body) layLanes(s fyne.Size, left, width float32, ink *look.Palette) {
	for i, h := range b.heads {
		y := axisHigh + float32(i)*laneHigh - b.p.top
		if y+laneHigh < axisHigh || y > s.Height {
			continue
		}
		b.rect(inset, y+12, 3, 16, ink.Party(h.colour))
		parts.Put(h.name, inset+11, y+10, laneWidth-23, 20)
		parts.Put(h.note, inset+11, y+30, laneWidth-23, 16)
		b.objects = append(b.objects, h.name, h.note)
		b.rect(inset, y+laneHigh-1, s.Width-2*inset, 1, ink.Line)
	}
	b.rect(left+width+4, axisHigh, 1, max(0, min(s.Height, axisHigh+float32(len(b.heads))*laneHigh-b.p.top)-axisHigh), ink.Line)
}

// place gives where the glyph of a mark stands in the widget.
func (b *body) place(m mark) (x, y float32) {
	y = axisHigh + float32(m.lane)*laneHigh - b.p.top + 8 + float32(m.level)*18
	left := float32(inset + laneWidth)
	if m.undated {
		return left + b.p.scale.width + 14, y
	}
	return left + m.x - 6, y
}

func (b *body) layMarks(s fyne.Size, left, width float32, ink *look.Palette) {
	ring := false
	for i, m := range b.p.marks {
		x, y := b.place(m)
		if y+18 < axisHigh || y > s.Height || !m.undated && (x < left-8 || x > left+width) {
			continue
		}
		tone := ink.Stance(m.stance).Dark
		if !m.exact && !m.undated { // it lies somewhere in this time
			from, to := max(0, b.p.scale.x(m.from)), min(width, b.p.scale.x(m.to))
			b.rect(left+from, y+8, max(2, to-from), 2, ink.Stance(m.stance).Tint)
			b.rect(left+from, y+4, 1, 10, tone)
			b.rect(left+to-1, y+4, 1, 10, tone)
		}
		g := b.text(look.StanceGlyph(m.stance), look.StanceGlyphs, tone, x, y, 18)
		w := g.Size().Width
		if m.count > 1 {
			c := b.text(parts.Number(m.count), look.SmallBold, tone, x+w+1, y, 18)
			w += c.Size().Width + 1
		}
		if !m.said && !m.undated {
			b.rect(x, y+16, w, 1, tone)
		}
		if i == b.p.cursor {
			b.ring.StrokeColor, b.ring.StrokeWidth, b.ring.FillColor = ink.Edge, 2, color.Transparent
			if b.p.focused {
				b.ring.StrokeColor = ink.Focus
			}
			parts.Put(b.ring, x-4, y-1, w+8, 20)
			b.ring.Show()
			ring = true
		}
	}
	if ring {
		b.objects = append(b.objects, b.ring)
	}
}
