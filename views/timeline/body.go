package timeline

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
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

// move puts the cursor on a mark and brings it into sight.
func (b *body) move(i int) {
	p := b.p
	if i < 0 || i >= len(p.marks) {
		return
	}
	p.cursor = i
	m := p.marks[i]
	if !m.undated {
		p.scale.reveal((m.from + m.to) / 2)
		p.arrange()
	}
	top := float32(m.lane) * laneHigh
	h := b.Size().Height - axisHigh
	p.top = max(min(p.top, top), top+laneHigh-h)
	p.moved()
	b.Refresh()
}

// beside gives the mark of the lane above or below that is nearest in time; the same one where there is none.
func (b *body) beside(by int) int {
	p := b.p
	m, ok := p.current()
	if !ok {
		return p.cursor
	}
	for lane := m.lane + by; lane >= 0 && lane < len(p.data.grid.Parties); lane += by {
		best, far := -1, float32(0)
		for i, o := range p.marks {
			if o.lane != lane {
				continue
			}
			d := o.x - m.x
			if d < 0 {
				d = -d
			}
			if o.undated != m.undated {
				d += 1e6
			}
			if best < 0 || d < far {
				best, far = i, d
			}
		}
		if best >= 0 {
			return best
		}
	}
	return p.cursor
}

// next gives the next moment of the lane in time, also beyond what is in sight.
func (b *body) next(by int) {
	p := b.p
	m, ok := p.current()
	if !ok {
		return
	}
	if i := p.cursor + by; i >= 0 && i < len(p.marks) && p.marks[i].lane == m.lane && (!p.marks[i].undated || m.undated || by < 0) {
		b.move(i)
		return
	}
	// What is out of sight has no mark yet.
	who := p.data.grid.Parties[m.lane].ID
	var to *dossier.Moment
	for i := range p.data.moments {
		o := &p.data.moments[i]
		first, _, known := o.Date.Bounds()
		if o.PartyID != who || !known || m.undated {
			continue
		}
		at := dayOf(first)
		if by > 0 && at >= m.to && at >= p.scale.to && (to == nil || o.Date.Time.Before(to.Date.Time)) || by < 0 && at < m.from && at < p.scale.from && (to == nil || !o.Date.Time.Before(to.Date.Time)) {
			to = o
		}
	}
	if to == nil {
		if i := p.cursor + by; i >= 0 && i < len(p.marks) && p.marks[i].lane == m.lane {
			b.move(i)
		}
		return
	}
	p.scale.reveal(dayOf(to.Date.Time))
	p.arrange()
	for i, o := range p.marks {
		if o.same(mark{stance: to.Stance, moments: []dossier.Moment{*to}}) {
			b.move(i)
			return
		}
	}
}

// TypedKey moves the cursor; other keys go to the window.
func (b *body) TypedKey(e *fyne.KeyEvent) {
	p := b.p
	switch e.Name {
	case fyne.KeyLeft:
		b.next(-1)
	case fyne.KeyRight:
		b.next(1)
	case fyne.KeyUp:
		b.move(b.beside(-1))
	case fyne.KeyDown:
		b.move(b.beside(1))
	case fyne.KeyHome:
		p.showWhole()
		b.move(0)
	case fyne.KeyEnd:
		p.showWhole()
		b.move(len(p.marks) - 1)
	case fyne.KeyPageUp:
		p.pan(-0.8)
	case fyne.KeyPageDown:
		p.pan(0.8)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.openMark()
	case fyne.KeyEscape:
		if p.brush == nil {
			p.Desk.Kit.PassKey(e)
			return
		}
		p.brush = nil
		p.tell()
		p.Refresh()
	default:
		p.Desk.Kit.PassKey(e)
	}
}

// TypedRune does what the letters say.
func (b *body) TypedRune(r rune) {
	p := b.p
	switch r {
	case '+', '=':
		p.zoom(0.7)
	case '-', '−', '_':
		p.zoom(1 / 0.7)
	case '0':
		p.showWhole()
	case '[':
		p.pan(-0.25)
	case ']':
		p.pan(0.25)
	case 'i', 'I':
		p.chooseIssue()
	case 'p', 'P':
		p.openPositions()
	case 'e', 'E':
		p.Export()
	case 'g', 'G':
		p.ExportPlot()
	}
}

// FocusGained and FocusLost show where the keyboard is.
func (b *body) FocusGained() { b.p.focused = true; b.Refresh() }

// FocusLost hides it.
func (b *body) FocusLost() { b.p.focused = false; b.Refresh() }

// Scrolled zooms at the pointer; with Shift, or a wheel across, it goes through time.
func (b *body) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DX != 0:
		b.p.pan(-float64(e.Scrolled.DX) / 600)
	case parts.Shifted():
		b.p.pan(-float64(e.Scrolled.DY) / 600)
	case e.Position.X < inset+laneWidth:
		b.p.top -= e.Scrolled.DY * 2
		b.Refresh()
	case e.Scrolled.DY > 0:
		b.p.zoomAt(0.85, e.Position.X-inset-laneWidth)
	case e.Scrolled.DY < 0:
		b.p.zoomAt(1/0.85, e.Position.X-inset-laneWidth)
	}
}

// MouseDown puts the cursor on the mark under the pointer.
func (b *body) MouseDown(e *desktop.MouseEvent) {
	b.p.Focus()
	b.p.grabbed = false
	i := b.hit(e.Position)
	b.again = i >= 0 && i == b.p.cursor
	if i >= 0 {
		b.move(i)
	}
}

// MouseUp does nothing: a drag ends by itself.
func (b *body) MouseUp(*desktop.MouseEvent) {}

// Tapped opens the passage of a mark that was under the cursor already.
func (b *body) Tapped(*fyne.PointEvent) {
	if b.again {
		b.p.openMark()
	}
}

// hit gives the mark at a place, -1 where there is none.
func (b *body) hit(at fyne.Position) int {
	for i, m := range b.p.marks {
		if x, y := b.place(m); at.X >= x-4 && at.X < x+22 && at.Y >= y-1 && at.Y < y+19 && at.Y >= axisHigh {
			return i
		}
	}
	return -1
}

// Dragged chooses the time from where the pointer was pressed.
func (b *body) Dragged(e *fyne.DragEvent) {
	p := b.p
	x := e.Position.X - inset - laneWidth
	if x < 0 || x > p.scale.width {
		return
	}
	at := float64(int(p.scale.day(x)))
	if !p.grabbed {
		from := float64(int(p.scale.day(min(max(0, x-e.Dragged.DX), p.scale.width))))
		p.grabbed, p.brush = true, &[2]float64{from, from}
		b.began = from
	}
	from := b.began
	p.brush = &[2]float64{min(from, at), max(from, at)}
	p.tell()
	b.Refresh()
}

// DragEnd keeps what was chosen.
func (b *body) DragEnd() { b.p.grabbed = false }

// picture draws all lanes, and the time that is in sight, as in print: twice as many dots as on the screen.
func (p *Pane) picture() image.Image {
	b := newBody(p)
	ground := parts.NewGround(p.Desk.Kit, look.InkPaper)
	size := fyne.NewSize(p.body.Size().Width, axisHigh+laneHigh*float32(len(p.data.grid.Parties))+inset)
	top, focused, cursor := p.top, p.focused, p.cursor
	p.top, p.focused, p.cursor = 0, false, -1
	defer func() { p.top, p.focused, p.cursor = top, focused, cursor }()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(2)
	c.SetContent(container.NewWithoutLayout(ground, b))
	c.Resize(size)
	ground.Resize(size)
	b.Resize(size)
	return c.Capture()
}
