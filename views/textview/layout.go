// Package textview shows a long text: wrapped, in any direction, with marks over the words and a selection. It lays
// out and draws only what is in sight.
//
// Offsets count code points of the text, End exclusive; lengths are in dp.
package textview

import (
	"sort"

	"parley/dossier"
	"parley/typeset"
)

// blockLength is how many code points are laid out at once: a paragraph that is longer is cut into several blocks, so
// that a line of two million letters costs no more than what is seen of it.
const blockLength = 4000

// Paragraph is a line of the text as it is to be shown.
type Paragraph struct {
	dossier.Span
	Number int  // shown beside it; 0: none
	Faint  bool // not the article itself: smaller and dimmed, never left out
	Strong bool // a heading

	Changed bool // it was edited
}

// block is a paragraph, or a piece of a long one.
type block struct {
	span      dossier.Span
	paragraph int  // index of the paragraph
	first     bool // the paragraph begins here
	last      bool // and ends here
	lines     []typeset.Line
	measured  bool
	height    float32
}

// metrics are the measures of a layout.
type metrics struct {
	width     float32 // of the widest line
	line      float32 // height of a line
	faintLine float32 // and of one of a faint paragraph
	gap       float32 // between paragraphs
}

// styler gives the style of a character of a paragraph, which stands among others of a script.
type styler func(p Paragraph, r rune, s typeset.Script) typeset.Style

// layout places a text in lines. It is pure: widths come from a measurer.
type layout struct {
	metrics
	text       []rune
	paragraphs []Paragraph
	blocks     []block
	tops       heights
	measurer   *typeset.Measurer
	style      styler
}

// spot is where the caret stands. An offset can be in two places: at the end of a line and the beginning of the next,
// or at both sides of a word that runs against its line. after tells that it is the one beside the letter before it.
type spot struct {
	offset int
	after  bool
}

// rect is a part of a line, or a place in it.
type rect struct{ X, Y, Width, Height float32 }

// newLayout cuts a text into blocks; nothing is measured yet. The paragraphs lie in the text in order.
func newLayout(text []rune, paragraphs []Paragraph, m *typeset.Measurer, style styler) *layout {
	l := &layout{text: text, paragraphs: paragraphs, measurer: m, style: style}
	for i, p := range paragraphs {
		for start := p.Start; ; {
			end := l.cut(start, p.End)
			l.blocks = append(l.blocks, block{span: dossier.Span{Start: start, End: end}, paragraph: i, first: start == p.Start, last: end >= p.End})
			if start = end; start >= p.End {
				break
			}
		}
	}
	l.tops = newHeights(len(l.blocks))
	return l
}

// cut gives the end of a block that begins at start: the paragraph's, or the last space before the block is too long.
func (l *layout) cut(start, end int) int {
	if end-start <= blockLength {
		return end
	}
	for at := start + blockLength; at > start+blockLength/2; at-- {
		if l.text[at-1] == ' ' {
			return at
		}
	}
	g := typeset.Graphemes(l.text[start : start+blockLength])
	if len(g) > 2 {
		return start + g[len(g)-2]
	}
	return start + blockLength
}

// resize sets the measures of all lines and reports whether they are others; heights are estimates until measured.
func (l *layout) resize(m metrics) bool {
	m.width = max(m.width, 40)
	if m == l.metrics {
		return false
	}
	l.metrics = m
	for i := range l.blocks {
		l.guess(&l.blocks[i])
	}
	l.tops.fill(func(i int) float32 { return l.blocks[i].height })
	return true
}

// guess gives a block the height that it probably has, until it is measured.
func (l *layout) guess(b *block) {
	b.lines, b.measured = nil, false
	line := l.lineHeight(b)
	perLine := max(1, int(l.width/max(1, line*0.29))) // letters of a serif at its usual line height
	b.height = float32((b.span.End-b.span.Start)/perLine+1) * line
	if b.last {
		b.height += l.gap
	}
}

// lineHeight is that of the lines of a block.
func (l *layout) lineHeight(b *block) float32 {
	if l.paragraphs[b.paragraph].Faint {
		return l.faintLine
	}
	return l.line
}

// height is that of the whole text.
func (l *layout) height() float32 { return l.tops.above(len(l.blocks)) }

// measure lays out a block and returns by how much its height has changed.
func (l *layout) measure(i int) float32 {
	b := &l.blocks[i]
	if b.measured {
		return 0
	}
	p, text := l.paragraphs[b.paragraph], l.text[b.span.Start:b.span.End]
	b.lines = typeset.Lines(text, l.width, l.measurer,
		typeset.Options{Style: func(at int, s typeset.Script) typeset.Style { return l.style(p, text[at], s) }})
	b.measured = true
	old := b.height
	b.height = float32(len(b.lines)) * l.lineHeight(b)
	if b.last {
		b.height += l.gap
	}
	if b.height != old {
		l.tops.add(i, b.height-old)
	}
	return b.height - old
}

// blockOf gives the block that holds an offset.
func (l *layout) blockOf(offset int) int {
	i := sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].span.Start > offset })
	return max(0, i-1)
}

// show measures the blocks between two heights and returns them, with how much the first of them has grown: by that
// the text below it moves.
func (l *layout) show(from, to float32) (first, last int, grown float32) {
	if len(l.blocks) == 0 {
		return 0, -1, 0
	}
	first = l.tops.at(from)
	grown = l.measure(first)
	bottom := l.tops.above(first)
	for last = first; ; last++ {
		l.measure(last)
		bottom += l.blocks[last].height
		if bottom >= to || last == len(l.blocks)-1 {
			return first, last, grown
		}
	}
}

// lineOf gives the line of a measured block in which a spot stands.
func (b *block) lineOf(s spot) int {
	at := min(s.offset, b.span.End) - b.span.Start
	i := max(0, sort.Search(len(b.lines), func(i int) bool { return b.lines[i].Start > at })-1)
	if s.after && i > 0 && b.lines[i].Start == at {
		i--
	}
	return i
}

// line gives the line in which a spot stands, measured, with its block and its number there.
func (l *layout) lineAt(s spot) (b *block, i, n int, line typeset.Line) {
	i = l.blockOf(s.offset)
	if s.after && i > 0 && l.blocks[i].span.Start == s.offset && l.blocks[i-1].span.End == s.offset {
		i-- // the cut between two pieces of a long paragraph
	}
	l.measure(i)
	b = &l.blocks[i]
	n = b.lineOf(s)
	return b, i, n, b.lines[n]
}

// left is where a line begins: lines of a right-to-left paragraph end at the right edge.
func (l *layout) left(line typeset.Line) float32 {
	if line.RTL {
		return l.width - line.Width
	}
	return 0
}

// place returns where the caret stands: a rectangle of no width, as high as its line.
func (l *layout) place(s spot) rect {
	if len(l.blocks) == 0 {
		return rect{}
	}
	s.offset = min(max(s.offset, 0), len(l.text))
	b, i, n, line := l.lineAt(s)
	return rect{X: l.left(line) + l.xIn(b, line, s), Y: l.tops.above(i) + float32(n)*l.lineHeight(b), Height: l.lineHeight(b)}
}

// xIn returns where the caret stands in a line, from the line's left edge.
func (l *layout) xIn(b *block, line typeset.Line, s spot) float32 {
	text := l.text[b.span.Start:b.span.End]
	at := min(max(s.offset-b.span.Start, line.Start), len(text))
	if s.after {
		for _, run := range line.Runs {
			if run.Start >= at || at > run.End {
				continue
			}
			side := line.Extents(text, run.Start, at, l.measurer)
			switch {
			case run.RTL && len(side) > 0:
				return side[0].X
			case len(side) > 0:
				return side[0].X + side[0].Width
			}
		}
	}
	return line.X(text, at, l.measurer)
}

// spotAt returns the grapheme boundary nearest to a place.
func (l *layout) spotAt(x, y float32) spot {
	if len(l.blocks) == 0 {
		return spot{}
	}
	i := l.tops.at(max(0, y))
	l.measure(i)
	b := &l.blocks[i]
	n := min(max(0, int((y-l.tops.above(i))/l.lineHeight(b))), len(b.lines)-1)
	line := b.lines[n]
	x -= l.left(line)
	text := l.text[b.span.Start:b.span.End]
	inside := min(max(x, 0.01), line.Width-0.01) // beyond an end the line gives its last offset, which may be seen elsewhere
	var best spot
	nearest := float32(-1)
	for _, at := range []int{line.Offset(text, x, l.measurer), line.Offset(text, inside, l.measurer)} {
		for _, after := range []bool{false, true} {
			s := spot{b.span.Start + at, after}
			onNext := !after && at == line.End && at > line.Start && (n < len(b.lines)-1 || !b.last)
			if onNext || after && at == line.Start {
				continue
			}
			if d := abs(l.xIn(b, line, s) - inside); nearest < 0 || d+0.02 < nearest {
				best, nearest = s, d
			}
		}
	}
	return best
}

// rects returns the parts of the lines of measured blocks first to last that a span covers, from the top.
func (l *layout) rects(s dossier.Span, first, last int) []rect {
	var out []rect
	first, last = max(first, 0, l.blockOf(s.Start)), min(last, len(l.blocks)-1)
	for i := first; i <= last && l.blocks[i].span.Start < s.End; i++ {
		b := &l.blocks[i]
		if !b.measured || b.span.End <= s.Start {
			continue
		}
		text, top, h := l.text[b.span.Start:b.span.End], l.tops.above(i), l.lineHeight(b)
		from, to := max(s.Start-b.span.Start, 0), min(s.End-b.span.Start, len(text))
		for n := b.lineOf(spot{offset: b.span.Start + from}); n < len(b.lines) && b.lines[n].Start < to; n++ {
			line := b.lines[n]
			for _, e := range line.Extents(text, max(from, line.Start), min(to, line.End), l.measurer) {
				if e.Width > 0 {
					out = append(out, rect{l.left(line) + e.X, top + float32(n)*h, e.Width, h})
				}
			}
		}
	}
	return out
}
