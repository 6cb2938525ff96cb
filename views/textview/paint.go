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
	d := &v.draw
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
		for _, r := range v.layout.Rects(sel, first, last) {
			d.rect(v.x(r.X), v.y(r.Y), r.Width, v.lineHeight(), p.TxSel)
		}
	}
	v.paintKinds(in, first, last, p)
	v.paintFine(first, last, p)
	for i := first; i <= last; i++ {
		v.paintBlock(i, p)
	}
	v.paintLanes(in, first, last, p)
	if v.focused && v.Selection().Empty() {
		x, y := v.layout.Place(v.caret)
		d.rect(v.x(x)-1, v.y(y)+3, 2, v.lineHeight()-6, p.Focus)
	}
	v.paintRing(first, last, p)
	if y, h := v.bar(); h > 0 {
		bar := d.rect(s.Width-barWidth, y, barWidth-2, h, p.Edge)
		bar.CornerRadius = 3
	}
}

// x and y turn places of the layout into places of the widget, on whole dp so that lines stay sharp.
func (v *View) x(x float32) float32 { return float32(math.Round(float64(v.left() + x))) }
func (v *View) y(y float32) float32 { return float32(math.Round(float64(y - v.scroll + textTop))) }

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

// paintTints lays the ground under accepted statements, deeper where two overlap, and under the current one.
func (v *View) paintTints(marks []Mark, first, last int, p *look.Palette) {
	var cuts []int
	var current *Mark
	for i, m := range marks {
		if m.ID == v.current {
			current = &marks[i]
		}
		if !m.Proposed {
			cuts = append(cuts, m.Span.Start, m.Span.End)
		}
	}
	sort.Ints(cuts)
	for i := 1; i < len(cuts); i++ {
		s := dossier.Span{Start: cuts[i-1], End: cuts[i]}
		if s.Empty() {
			continue
		}
		n := 0
		for _, m := range marks {
			if !m.Proposed && m.Span.Start <= s.Start && m.Span.End >= s.End {
				n++
			}
		}
		switch {
		case n == 1:
			v.paintGround(s, first, last, p.Hl)
		case n > 1:
			v.paintGround(s, first, last, p.Hl2)
		}
	}
	if current != nil {
		ground := p.Cur
		if current.Proposed {
			ground = p.Sel
		}
		v.paintGround(current.Span, first, last, ground)
	}
}

func (v *View) paintGround(s dossier.Span, first, last int, ground color.Color) {
	for _, r := range v.layout.Rects(s, first, last) {
		v.draw.rect(v.x(r.X), v.y(r.Y)+2, r.Width, v.lineHeight()-4, ground)
	}
}

// paintKinds draws under each statement how its words are given, in the party's colour, and a dashed frame round one
// that nobody has decided on.
func (v *View) paintKinds(marks []Mark, first, last int, p *look.Palette) {
	d := &v.draw
	for i, m := range marks {
		ink := p.Soft
		if m.Party >= 0 {
			ink = p.Party(m.Party)
		}
		lower := float32(0)
		for _, other := range marks[i+1:] { // an outer statement's line lies lower, so that both are seen
			if other.Span.Start >= m.Span.End {
				break
			}
			if other.Span.End <= m.Span.End && other.ID != m.ID {
				lower = 3
			}
		}
		rects := v.layout.Rects(m.Span, first, last)
		for n, r := range rects {
			x, y := v.x(r.X), v.y(r.Y)+v.lineHeight()-4+lower
			switch m.Kind {
			case dossier.Direct:
				d.rect(x, y, r.Width, 2, ink)
			case dossier.Indirect:
				d.image(v.pattern(r.Width, 2, 2, 2, false, ink), x, y)
			default:
				d.rect(x, y, r.Width, 1, ink)
				d.rect(x, y+2, r.Width, 1, ink)
			}
			if !m.Proposed || m.ID == v.current {
				continue
			}
			top, h := v.y(r.Y)+1, v.lineHeight()-4
			d.image(v.pattern(r.Width, 1, 3, 3, false, ink), x, top)
			if n == 0 {
				d.image(v.pattern(h, 1, 3, 3, true, ink), x, top)
			}
			if n == len(rects)-1 {
				d.image(v.pattern(h, 1, 3, 3, true, ink), x+r.Width-1, top)
			}
		}
	}
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
		for _, r := range v.layout.Rects(f.Span, first, last) {
			x, y := v.x(r.X), v.y(r.Y)+v.lineHeight()-4
			switch f.Kind {
			case FineSpeaker:
				v.draw.rect(x, y, r.Width, 1, p.Text)
			case FineCue:
				v.draw.image(v.pattern(r.Width, 1, 1, 2, false, p.Text), x, y)
			case FineHop:
				v.draw.image(v.pattern(r.Width, 1, 4, 3, false, p.Text), x, y)
			}
		}
	}
}

// paintRing draws the ring round the current statement, line by line.
func (v *View) paintRing(first, last int, p *look.Palette) {
	if v.current == dossier.None {
		return
	}
	for _, m := range v.inSight(first, last) {
		if m.ID != v.current {
			continue
		}
		rects := v.layout.Rects(m.Span, first, last)
		for n, r := range rects {
			x, y, h := v.x(r.X)-1, v.y(r.Y), v.lineHeight()-1
			v.draw.rect(x, y, r.Width+2, 2, p.Focus)
			v.draw.rect(x, y+h-1, r.Width+2, 2, p.Focus)
			if n == 0 || v.layout.blocks[first].span.Start > m.Span.Start {
				v.draw.rect(x, y, 2, h, p.Focus)
			}
			if n == len(rects)-1 {
				v.draw.rect(x+r.Width, y, 2, h, p.Focus)
			}
		}
	}
}

// paintBlock draws the lines of a block and the number of its paragraph.
func (v *View) paintBlock(i int, p *look.Palette) {
	b := &v.layout.blocks[i]
	par := v.paragraphs[b.paragraph]
	ink := p.Text
	if par.Faint {
		ink = p.Faint
	}
	if b.first && par.Number > 0 {
		number := strconv.Itoa(par.Number)
		w := v.kit.Look.Width(number, look.Small)
		v.draw.words(number, v.left()-textLeft+numberRight-w, v.y(v.layout.tops[i]), v.lineHeight(), v.kit.Look, look.Small, p.Soft)
	}
	text := v.text[b.span.Start:b.span.End]
	for n, line := range b.lines {
		y := v.y(v.layout.tops[i] + float32(n)*v.layout.line)
		if y+v.lineHeight() < 0 {
			continue
		}
		if y > v.Size().Height {
			break
		}
		for _, run := range line.Runs {
			style, runInk := v.style(look.Font(run.Style)), ink
			if par.Strong && style.Font == look.Serif {
				style.Font = look.SerifSemiBold
			}
			if run.Tag != "" {
				runInk = p.Wrong().Dark // a control that is made visible
			}
			v.draw.words(typeset.Text(text, run), v.left()+v.layout.left(line)+run.X, y, v.lineHeight(), v.kit.Look, style, runInk)
		}
	}
}

// paintLanes draws beside each paragraph a bar for each party that is quoted in it, from its first to its last line.
func (v *View) paintLanes(marks []Mark, first, last int, p *look.Palette) {
	type lane struct {
		paragraph, party int
		letter           string
		from, to         float32
	}
	var lanes []lane
	for _, m := range marks {
		if m.Party < 0 {
			continue
		}
		rects := v.layout.Rects(m.Span, first, last)
		if len(rects) == 0 {
			continue
		}
		par := v.layout.blocks[v.layout.blockOf(m.Span.Start)].paragraph
		found := false
		for i := range lanes {
			if lanes[i].paragraph == par && lanes[i].party == m.Party {
				lanes[i].from, lanes[i].to = min(lanes[i].from, rects[0].Y), max(lanes[i].to, rects[len(rects)-1].Y)
				found = true
			}
		}
		if !found {
			lanes = append(lanes, lane{par, m.Party, m.Letter, rects[0].Y, rects[len(rects)-1].Y})
		}
	}
	used := map[int]int{}
	for _, l := range lanes {
		n := used[l.paragraph]
		used[l.paragraph]++
		if n > 2 {
			continue
		}
		ink := p.Party(l.party)
		x := v.left() - textLeft + laneFirst + float32(n)*lanePitch
		y := v.y(l.from)
		letter := l.letter
		if n == 2 {
			more := 0
			for _, other := range lanes {
				if other.paragraph == l.paragraph {
					more++
				}
			}
			if more > 3 {
				letter = "+" + strconv.Itoa(more-2)
			}
		}
		w := v.kit.Look.Width(letter, look.LaneLetter)
		v.draw.words(letter, x+laneWidth/2-w/2, y-1, 12, v.kit.Look, look.LaneLetter, ink)
		v.draw.rect(x, y+12, laneWidth, v.y(l.to)+v.lineHeight()-4-(y+12), ink)
	}
}
