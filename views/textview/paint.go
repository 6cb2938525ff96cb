package textview

import (
	"image/color"
	"math"
	"sort"
	"strconv"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/typeset"
	"parley/views/look"
)

// lay draws what is in sight.
func (v *View) lay(s fyne.Size) {
	d := &v.pool
	d.begin()
	if s.Width < 10 || s.Height < 10 {
		return
	}
	v.fit()
	v.scroll = min(max(0, v.scroll), v.bottom())
	first, last, _ := v.layout.show(v.scroll-textTop, v.scroll+s.Height)
	v.scroll = min(v.scroll, v.bottom())
	if last < first {
		return
	}
	p := v.kit.Look.Palette()
	in := v.inSight(first, last)
	v.paintTints(in, first, last, p)
	if sel := v.Selection(); !sel.Empty() {
		for _, r := range v.layout.rects(sel, first, last) {
			if v.seen(r) {
				d.rect(v.x(r.X), v.y(r.Y), r.Width, r.Height, p.TxSel)
			}
		}
	}
	v.paintFound(first, last, p)
	v.paintKinds(in, first, last, p)
	v.paintFine(first, last, p)
	for i := first; i <= last; i++ {
		v.paintBlock(i, p)
	}
	v.paintLanes(in, first, last, p)
	v.paintRing(in, first, last, p)
	v.paintHandles(in, first, last, p)
	v.paintCaret(in, first, last, p)
	if y, h := v.bar(); h > 0 {
		bar := d.rect(s.Width-barWidth, y, barWidth-2, h, p.Edge)
		bar.CornerRadius = 3
	}
	if v.scroll != v.told {
		v.told = v.scroll
		if v.OnScroll != nil {
			v.OnScroll()
		}
	}
}

// x and y turn places of the layout into places of the widget, on whole dp so that lines stay sharp.
func (v *View) x(x float32) float32 { return float32(math.Round(float64(v.left() + x))) }
func (v *View) y(y float32) float32 { return float32(math.Round(float64(y - v.scroll + textTop))) }

// seen reports whether a part of a line is within the widget: a long block is measured whole, but not drawn so.
func (v *View) seen(r rect) bool {
	y := v.y(r.Y)
	return y+r.Height+4 > 0 && y < v.Size().Height
}

// inSight returns the marks that touch blocks first to last.
func (v *View) inSight(first, last int) []Mark {
	from, to := v.layout.blocks[first].span.Start, v.layout.blocks[last].span.End
	i := sort.Search(len(v.marks), func(i int) bool { return v.marks[i].Span.Start >= from-v.longest })
	var out []Mark
	for ; i < len(v.marks) && v.marks[i].Span.Start < to; i++ {
		if v.marks[i].Span.End > from {
			out = append(out, v.marks[i])
		}
	}
	return out
}

// tint is a stretch of text under one, or under several, accepted statements.
type tint struct {
	dossier.Span
	several bool
}

// in reports whether a stretch lies within a span.
func (t tint) in(s dossier.Span) bool { return s.Start <= t.Start && t.End <= s.End }

// isolated is the mark under the pointer where others lie over it: it alone keeps its ground then, so that one sees
// where it begins and ends.
func (v *View) isolated(marks []Mark) *Mark {
	for i, m := range marks {
		if m.ID != v.hovered || v.hovered == dossier.None {
			continue
		}
		for _, o := range marks {
			if o.ID != m.ID && o.Span.Start < m.Span.End && m.Span.Start < o.Span.End {
				return &marks[i]
			}
		}
	}
	return nil
}

// tints cuts the text of marks into stretches by how many accepted ones lie over it.
func tints(marks []Mark) []tint {
	type end struct{ at, by int }
	var ends []end
	for _, m := range marks {
		if !m.Proposed && !m.Span.Empty() {
			ends = append(ends, end{m.Span.Start, 1}, end{m.Span.End, -1})
		}
	}
	sort.Slice(ends, func(i, j int) bool { return ends[i].at < ends[j].at })
	var out []tint
	over := 0
	for i, e := range ends {
		over += e.by
		if over > 0 && ends[i+1].at > e.at {
			s := tint{dossier.Span{Start: e.at, End: ends[i+1].at}, over > 1}
			if n := len(out); n > 0 && out[n-1].End == s.Start && out[n-1].several == s.several {
				out[n-1].End = s.End
			} else {
				out = append(out, s)
			}
		}
	}
	return out
}

// paintTints lays the ground under accepted statements, deeper where two overlap, and under the current one.
func (v *View) paintTints(marks []Mark, first, last int, p *look.Palette) {
	alone := v.isolated(marks)
	for _, t := range tints(marks) {
		ground := p.Hl
		if t.several && alone == nil {
			ground = p.Hl2
		}
		if alone != nil && !t.in(alone.Span) {
			ground.A = ground.A / 5 * 2
		}
		v.paintGround(t.Span, first, last, ground)
	}
	for _, m := range marks {
		switch {
		case m.ID != v.current || v.current == dossier.None:
		case m.Proposed:
			v.paintGround(m.Span, first, last, p.Sel)
		default:
			v.paintGround(m.Span, first, last, p.Cur)
		}
	}
}

func (v *View) paintGround(s dossier.Span, first, last int, ground color.Color) {
	for _, r := range v.layout.rects(s, first, last) {
		if v.seen(r) {
			v.pool.rect(v.x(r.X), v.y(r.Y)+2, r.Width, r.Height-4, ground)
		}
	}
}

// paintKinds draws under each statement how its words are given, in the party's colour, and a dashed frame round one
// that nobody has decided on.
func (v *View) paintKinds(marks []Mark, first, last int, p *look.Palette) {
	d := &v.pool
	for i, m := range marks {
		ink := p.Soft
		if m.Party >= 0 {
			ink = p.Party(m.Party)
		}
		lower := float32(0)
		if i+1 < len(marks) && marks[i+1].Span.Start < m.Span.End && m.Span != marks[i+1].Span {
			lower = 3 // another statement stands inside: both lines are to be seen
		}
		rects := v.sharp(v.layout.rects(m.Span, first, last))
		for _, r := range rects {
			y := r.Y + r.Height - 4 + lower
			switch m.Kind {
			case dossier.Direct:
				d.rect(r.X, y, r.Width, 2, ink)
			case dossier.Indirect:
				d.image(v.pattern(r.Width, 2, 2, 2, false, ink), r.X, y)
			default:
				d.rect(r.X, y, r.Width, 1, ink)
				d.rect(r.X, y+2, r.Width, 1, ink)
			}
		}
		if !m.Proposed || m.ID == v.current {
			continue
		}
		for _, e := range outline(rects) {
			switch {
			case e.Foot: // the line of the kind stands there
			case e.Down:
				x := e.X
				if x > rects[0].X && !startsAt(rects, x) {
					x-- // inside the words' own width, so that two frames beside each other do not touch
				}
				d.image(v.pattern(e.Length-4, 1, 3, 3, true, ink), x, e.Y+1)
			default:
				d.image(v.pattern(e.Length, 1, 3, 3, false, ink), e.X, e.Y+1)
			}
		}
	}
}

func startsAt(rects []rect, x float32) bool {
	for _, r := range rects {
		if r.X == x {
			return true
		}
	}
	return false
}

// sharp turns parts of lines into whole places of the widget and leaves out those that are not seen.
func (v *View) sharp(rects []rect) []rect {
	out := rects[:0]
	for _, r := range rects {
		if v.seen(r) {
			x := v.x(r.X)
			out = append(out, rect{x, v.y(r.Y), v.x(r.X+r.Width) - x, r.Height})
		}
	}
	return out
}

func (v *View) pattern(length float32, thick, on, off int, down bool, ink color.NRGBA) *pattern {
	if v.patterns == nil {
		v.patterns = patterns{}
	}
	return v.patterns.get(length, thick, on, off, down, ink)
}

// paintFine draws the lines under speaker, cue and hops of the current statement.
func (v *View) paintFine(first, last int, p *look.Palette) {
	for _, f := range v.fine {
		if f.Span.Empty() {
			continue
		}
		for _, r := range v.sharp(v.layout.rects(f.Span, first, last)) {
			y := r.Y + r.Height - 4
			switch f.Kind {
			case FineSpeaker:
				v.pool.rect(r.X, y, r.Width, 1, p.Text)
			case FineCue:
				v.pool.image(v.pattern(r.Width, 1, 1, 2, false, p.Text), r.X, y)
			case FineHop:
				v.pool.image(v.pattern(r.Width, 1, 4, 3, false, p.Text), r.X, y)
			}
		}
	}
}

// paintRing draws the ring round the current statement.
func (v *View) paintRing(marks []Mark, first, last int, p *look.Palette) {
	for _, m := range marks {
		if m.ID != v.current || v.current == dossier.None {
			continue
		}
		rects := v.sharp(v.layout.rects(m.Span, first, last))
		for i := range rects {
			rects[i].Width = max(rects[i].Width, 1)
		}
		for _, e := range outline(rects) {
			if e.Down {
				v.pool.rect(e.X-1, e.Y-1, 2, e.Length+2, p.Focus)
			} else {
				v.pool.rect(e.X-1, e.Y-1, e.Length+2, 2, p.Focus)
			}
		}
	}
}

// paintCaret draws the caret; at the current statement it is dark, or it could not be told from the ring there.
func (v *View) paintCaret(marks []Mark, first, last int, p *look.Palette) {
	if i := v.layout.blockOf(v.caret.offset); !v.focused || i < first || i > last || !v.Selection().Empty() {
		return
	}
	ink := p.Focus
	for _, m := range marks {
		if m.ID == v.current && m.Span.Start <= v.caret.offset && v.caret.offset <= m.Span.End {
			ink = p.Text
		}
	}
	c := v.layout.place(v.caret)
	v.pool.rect(v.x(c.X)-1, v.y(c.Y)+3, 2, c.Height-6, ink)
}

// paintBlock draws the lines of a block and the number of its paragraph.
func (v *View) paintBlock(i int, p *look.Palette) {
	b := &v.layout.blocks[i]
	par := v.layout.paragraphs[b.paragraph]
	top, h := v.layout.tops.above(i), v.layout.lineHeight(b)
	ink := p.Text
	if par.Faint {
		ink = p.Faint
	}
	if v.editing {
		par.Number = b.paragraph + 1
		if par.Changed {
			v.pool.rect(v.left()-textLeft+laneFirst+lanePitch, v.y(top)+2, laneWidth, min(b.height, 2*v.Size().Height)-4, p.Focus)
		}
	}
	if b.first && par.Number > 0 {
		number := strconv.Itoa(par.Number)
		w := v.kit.Look.Width(number, look.Small)
		v.pool.words(number, v.left()-textLeft+numberRight-w, v.y(top), h, v.kit.Look, look.Small, p.Soft)
	}
	text := v.text[b.span.Start:b.span.End]
	from := max(0, int((v.scroll-textTop-top)/h)-1)
	for n := from; n < len(b.lines); n++ {
		line := b.lines[n]
		y := v.y(top + float32(n)*h)
		if y > v.Size().Height {
			break
		}
		if y+h < 0 {
			continue
		}
		for _, run := range line.Runs {
			runInk := ink
			if run.Tag != "" {
				runInk = p.Wrong().Dark // a control that is made visible
			}
			v.pool.words(typeset.Text(text, run), v.left()+v.layout.left(line)+run.X, y, h, v.kit.Look, v.dress(run.Style), runInk)
		}
	}
}
