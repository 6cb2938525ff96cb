package sides

import (
	"image/color"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// columnWidth is the width of a column.
func (v *View) columnWidth() float32 {
	return float32(int((v.Size().Width - 2*inset - dateWidth) / float32(max(1, len(v.data.columns)))))
}

// measure gives the rows their heights at the width of the columns.
func (v *View) measure() {
	w := v.columnWidth()
	if w == v.measured {
		return
	}
	v.measured = w
	v.tops = make([]float32, len(v.rows)+1)
	for i, r := range v.rows {
		r.height = 44
		for _, cell := range r.cells {
			h := float32(0)
			for _, e := range cell {
				h += e.measure(w)
			}
			r.height = max(r.height, h)
		}
		for _, s := range r.summary {
			r.height = max(r.height, 10+s.words.HeightAt(w-2*cellSide)+4+16+10+s.staleHeight())
		}
		v.tops[i+1] = v.tops[i] + r.height
	}
}

func (v *View) bodyHeight() float32 {
	return max(0, v.Size().Height-strip-headHigh-footHigh)
}

func (v *View) clamp() {
	if len(v.tops) == 0 {
		v.scroll = 0
		return
	}
	v.scroll = min(max(0, v.scroll), max(0, v.tops[len(v.tops)-1]+inset-v.bodyHeight()))
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: v, Lay: v.lay, Min: func() fyne.Size { return fyne.NewSize(600, 320) }, Objs: func() []fyne.CanvasObject {
		objects := []fyne.CanvasObject{v.ground, v.clip, v.headGround, v.headLine, v.said, v.back, v.column, v.time, v.turn, v.title, v.facts}
		if len(v.data.rows) == 0 {
			objects = append(objects, v.empty)
		}
		for _, h := range v.heads {
			objects = append(objects, h)
		}
		objects = append(objects, v.footGround, v.footTop)
		for _, s := range v.sentences {
			objects = append(objects, s)
		}
		return objects
	}}
}

func (v *View) lay(s fyne.Size) {
	parts.Put(v.ground, 0, 0, s.Width, s.Height)
	b := v.back.MinSize()
	parts.Put(v.back, inset-8, (strip-b.Height)/2, b.Width, b.Height)
	c := v.column.MinSize()
	right := s.Width - inset - c.Width
	parts.Put(v.column, right, (strip-c.Height)/2, c.Width, c.Height)
	for _, b := range []*parts.Button{v.time, v.turn} {
		b.Hidden = b == v.turn && !v.data.translated()
		if b.Hidden {
			continue
		}
		m := b.MinSize()
		right -= look.Space2 + m.Width
		parts.Put(b, right, (strip-m.Height)/2, m.Width, m.Height)
	}
	x := inset + b.Width + 8
	title := min(v.Desk.Kit.Width(v.title.Words(), look.Heading), max(80, right-x-240))
	parts.Put(v.title, x, 0, title, strip)
	parts.Put(v.facts, x+title+12, 0, max(0, right-12-(x+title+12)), strip)
	parts.Put(v.headGround, 0, strip, s.Width, headHigh)
	parts.Put(v.headLine, inset, strip+headHigh-1, s.Width-2*inset, 1)
	parts.Put(v.said, inset, strip, dateWidth-8, headHigh)
	w := v.columnWidth()
	for i, h := range v.heads {
		parts.Put(h, inset+dateWidth+float32(i)*w, strip, w, headHigh)
	}
	v.measure()
	v.clamp()
	parts.Put(v.clip, 0, strip+headHigh, s.Width, v.bodyHeight())
	parts.Put(v.empty, 0, strip+headHigh, s.Width, v.bodyHeight())
	foot := s.Height - footHigh
	parts.Put(v.footGround, 0, foot, s.Width, footHigh)
	parts.Put(v.footTop, 0, foot, s.Width, 1)
	third := s.Width / 3
	for i, box := range v.sentences {
		parts.Put(box, float32(i)*third, foot, third, footHigh)
	}
	v.body.Refresh()
}

// body draws the rows in sight.
type body struct {
	widget.BaseWidget
	v       *View
	sides   []*parts.Ground
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

// CreateRenderer implements fyne.Widget.
func (b *body) CreateRenderer() fyne.WidgetRenderer {
	b.ring = parts.NewRing(b.v.Desk.Kit, 0)
	return &parts.Drawing{Of: b, Lay: b.lay, Objs: func() []fyne.CanvasObject { return b.objects }, Min: func() fyne.Size { return fyne.NewSize(100, 100) }}
}

func (b *body) lay(s fyne.Size) {
	v := b.v
	b.objects = b.objects[:0]
	b.ring.Hide() // until its row is drawn
	if len(v.rows) == 0 || len(v.tops) == 0 {
		return
	}
	w := v.columnWidth()
	p := v.Desk.Kit.Look.Palette()
	from := max(0, sort.Search(len(v.rows), func(i int) bool { return v.tops[i+1] > v.scroll }))
	for i := from; i < len(v.rows) && v.tops[i] < v.scroll+s.Height; i++ {
		r := v.rows[i]
		y := v.tops[i] - v.scroll
		parts.Put(r.day, inset, y+10, dateWidth-8, 20)
		parts.Put(r.note, inset, y+30, dateWidth-8, 16)
		parts.Put(r.line, inset, y+r.height-1, s.Width-2*inset, 1)
		b.objects = append(b.objects, r.day, r.note, r.line)
		for c := range r.cells {
			x := inset + dateWidth + float32(c)*w
			at := y
			for n, e := range r.cells[c] {
				b.objects = append(b.objects, e.put(x, at, w)...)
				if v.cursor.row == i && v.cursor.col == c && v.cursor.n == n {
					b.place(x, at, w, e.height, p.Edge, p.Focus)
				}
				at += e.height
			}
			switch {
			case r.summary != nil:
				sm := r.summary[c]
				h := sm.words.HeightAt(w - 2*cellSide)
				if sm.words.Text() == "" {
					h = -4
				}
				parts.Put(sm.words, x+cellSide, y+10, w-2*cellSide, max(0, h))
				parts.Put(sm.by, x+cellSide, y+14+h, w-2*cellSide, 16)
				parts.Put(sm.stale, x+cellSide, y+30+h, w-2*cellSide, 16)
				b.objects = append(b.objects, sm.words, sm.by, sm.stale)
			case len(r.cells[c]) == 0:
				parts.Put(r.nothing[c], x+cellSide, y+12, w-2*cellSide, 16)
				b.objects = append(b.objects, r.nothing[c])
			}
			if len(r.cells[c]) == 0 && v.cursor.row == i && v.cursor.col == c {
				b.place(x, y, w, r.height, p.Edge, p.Focus)
			}
		}
	}
	for len(b.sides) < len(v.data.columns) {
		b.sides = append(b.sides, parts.NewDivider(v.Desk.Kit))
	}
	end := min(s.Height, v.tops[len(v.tops)-1]-v.scroll)
	for c := range v.data.columns {
		parts.Put(b.sides[c], inset+dateWidth+float32(c)*w, 0, 1, max(0, end))
		b.objects = append(b.objects, b.sides[c])
	}
	if b.ring.Visible() {
		b.objects = append(b.objects, b.ring)
	}
	if all := v.tops[len(v.tops)-1] + inset; all > s.Height && s.Height > 0 {
		v.bar.FillColor, v.bar.CornerRadius = p.Edge, 3
		size := max(24, s.Height*s.Height/all)
		parts.Put(v.bar, s.Width-barWidth, (s.Height-size)*v.scroll/(all-s.Height), barWidth-2, size)
		b.objects = append(b.objects, v.bar)
	}
}

func (b *body) place(x, y, w, h float32, edge, focus color.NRGBA) {
	b.ring.StrokeColor, b.ring.StrokeWidth, b.ring.FillColor = edge, 2, color.Transparent
	if b.v.focused {
		b.ring.StrokeColor = focus
	}
	parts.Put(b.ring, x+1, y, w-1, h-1)
	b.ring.Show()
}

// move puts the cursor on a cell and brings it into sight.
func (v *View) move(to at) {
	if len(v.rows) == 0 {
		return
	}
	to.row = min(max(0, to.row), len(v.rows)-1)
	to.col = min(max(0, to.col), len(v.data.columns)-1)
	to.n = min(max(0, to.n), max(0, len(v.rows[to.row].cells[to.col])-1))
	v.cursor = to
	top := v.tops[to.row]
	for n, e := range v.rows[to.row].cells[to.col] {
		if n < to.n {
			top += e.height
		}
	}
	bottom := v.tops[to.row+1]
	if cell := v.rows[to.row].cells[to.col]; len(cell) > 0 {
		bottom = top + cell[to.n].height
	}
	h := v.bodyHeight()
	v.scroll = max(min(v.scroll, top), min(bottom, top+h)-h)
	v.clamp()
	v.moved()
	v.Refresh()
}

// TypedKey moves the cursor; other keys go to the window.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	c := v.cursor
	switch e.Name {
	case fyne.KeyLeft:
		v.move(at{c.row, c.col - 1, 0})
	case fyne.KeyRight:
		v.move(at{c.row, c.col + 1, 0})
	case fyne.KeyUp:
		if c.n > 0 {
			v.move(at{c.row, c.col, c.n - 1})
		} else if c.row > 0 {
			v.move(at{c.row - 1, c.col, 1 << 20})
		}
	case fyne.KeyDown:
		if c.row < len(v.rows) && c.col < len(v.data.columns) && c.n+1 < len(v.rows[c.row].cells[c.col]) {
			v.move(at{c.row, c.col, c.n + 1})
		} else {
			v.move(at{c.row + 1, c.col, 0})
		}
	case fyne.KeyHome:
		v.move(at{0, c.col, 0})
	case fyne.KeyEnd:
		v.move(at{len(v.rows) - 1, c.col, 1 << 20})
	case fyne.KeyPageUp:
		v.turnPage(-1)
	case fyne.KeyPageDown:
		v.turnPage(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.openPassage()
	case fyne.KeySpace:
		v.turnTellings()
	case fyne.KeyEscape:
		v.Back()
	default:
		v.Desk.Kit.PassKey(e)
	}
}

func (v *View) turnPage(by float32) {
	if len(v.rows) == 0 {
		return
	}
	to := v.tops[v.cursor.row] + by*v.bodyHeight()
	row := sort.Search(len(v.rows), func(i int) bool { return v.tops[i+1] > to })
	v.move(at{row, v.cursor.col, 0})
}

// TypedRune does what the letters say.
func (v *View) TypedRune(r rune) {
	switch r {
	case 'g', 'G':
		v.write(dossier.CommonGround)
	case 'd', 'D':
		v.write(dossier.Difference)
	case 'u', 'U':
		v.write(dossier.NotSaid)
	case 's', 'S':
		v.write(dossier.PositionSummary)
	case 'c', 'C':
		v.chooseColumn()
	case 'p', 'P':
		v.addToPacket()
	case 'r', 'R':
		v.chooseRests()
	case 'y', 'Y':
		v.chooseDays()
	case 't', 'T':
		v.turnTranslations()
	}
}

// FocusGained and FocusLost show where the keyboard is.
func (v *View) FocusGained() { v.focused = true; v.body.Refresh() }

// FocusLost hides it.
func (v *View) FocusLost() { v.focused = false; v.body.Refresh() }

// Scrolled moves the rows.
func (v *View) Scrolled(e *fyne.ScrollEvent) {
	v.scroll -= e.Scrolled.DY * 2
	v.clamp()
	v.body.Refresh()
}

// MouseDown puts the cursor on what is under the pointer.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	v.Focus()
	y := e.Position.Y - strip - headHigh
	v.onBar = e.Position.X > v.Size().Width-inset
	if v.onBar || y < 0 || y > v.bodyHeight() || len(v.rows) == 0 || e.Position.X < inset+dateWidth {
		return
	}
	y += v.scroll
	row := sort.Search(len(v.rows), func(i int) bool { return v.tops[i+1] > y })
	col := int((e.Position.X - inset - dateWidth) / v.columnWidth())
	if row >= len(v.rows) || col >= len(v.data.columns) {
		return
	}
	n, top := 0, v.tops[row]
	for i, en := range v.rows[row].cells[col] {
		if y >= top {
			n = i
		}
		top += en.height
	}
	again := v.cursor == at{row, col, n}
	v.move(at{row, col, n})
	if again {
		v.turnIfTold()
	}
}

// turnIfTold lists other tellings where there are some.
func (v *View) turnIfTold() {
	c := v.cursor
	if cell := v.rows[c.row].cells[c.col]; c.n < len(cell) && len(cell[c.n].group.Tellings) > 1 {
		v.turnTellings()
	}
}

// MouseUp ends a drag.
func (v *View) MouseUp(*desktop.MouseEvent) { v.onBar = false }

// Dragged moves the rows by the bar.
func (v *View) Dragged(e *fyne.DragEvent) {
	if h := v.bodyHeight(); v.onBar && h > 0 && len(v.tops) > 0 {
		v.scroll += e.Dragged.DY * (v.tops[len(v.tops)-1] + inset) / h
		v.clamp()
		v.body.Refresh()
	}
}

// DragEnd ends a drag.
func (v *View) DragEnd() { v.onBar = false }

// DoubleTapped opens the passage.
func (v *View) DoubleTapped(*fyne.PointEvent) { v.openPassage() }
