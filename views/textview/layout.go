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

// Layout places a text in lines. It is pure: widths come from a measurer.
type Layout struct {
	text     []rune
	blocks   []block
	tops     []float32 // of the blocks, and at last the whole height
	width    float32
	line     float32 // height of a line
	gap      float32 // between paragraphs
	measurer *typeset.Measurer
	options  typeset.Options
}

// NewLayout cuts a text into blocks; nothing is measured yet. The paragraphs lie in the text in order.
func NewLayout(text []rune, paragraphs []dossier.Span, m *typeset.Measurer, o typeset.Options) *Layout {
	l := &Layout{text: text, measurer: m, options: o}
	for i, p := range paragraphs {
		for start := p.Start; start < p.End || start == p.Start; {
			end := l.cut(start, p.End)
			l.blocks = append(l.blocks, block{span: dossier.Span{Start: start, End: end}, paragraph: i, first: start == p.Start, last: end == p.End})
			if start = end; start >= p.End {
				break
			}
		}
	}
	l.tops = make([]float32, len(l.blocks)+1)
	return l
}

// cut gives the end of a block that begins at start: the paragraph's, or the last space before the block is too long.
func (l *Layout) cut(start, end int) int {
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

// Resize sets the width of lines, their height and the gap between paragraphs; heights are estimates until measured.
func (l *Layout) Resize(width, line, gap float32) {
	if width == l.width && line == l.line && gap == l.gap {
		return
	}
	l.width, l.line, l.gap = max(width, 40), line, gap
	for i := range l.blocks {
		b := &l.blocks[i]
		b.lines, b.measured = nil, false
		perLine := max(1, int(l.width/(line*0.29))) // letters of a serif at its usual line height
		b.height = float32((b.span.End-b.span.Start)/perLine+1) * line
		if b.last {
			b.height += gap
		}
	}
	l.sum(0)
}

func (l *Layout) sum(from int) {
	for i := from; i < len(l.blocks); i++ {
		l.tops[i+1] = l.tops[i] + l.blocks[i].height
	}
}

// Height is that of the whole text.
func (l *Layout) Height() float32 { return l.tops[len(l.blocks)] }

// measure lays out a block and returns by how much its height has changed.
func (l *Layout) measure(i int) float32 {
	b := &l.blocks[i]
	if b.measured {
		return 0
	}
	b.lines = typeset.Lines(l.text[b.span.Start:b.span.End], l.width, l.measurer, l.options)
	b.measured = true
	old := b.height
	b.height = float32(len(b.lines)) * l.line
	if b.last {
		b.height += l.gap
	}
	if b.height != old {
		l.sum(i)
	}
	return b.height - old
}

// blockAt gives the block that holds a height; the first or last one beyond the text.
func (l *Layout) blockAt(y float32) int {
	i := sort.Search(len(l.blocks), func(i int) bool { return l.tops[i+1] > y })
	return min(i, len(l.blocks)-1)
}

// blockOf gives the block that holds an offset.
func (l *Layout) blockOf(offset int) int {
	i := sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].span.Start > offset })
	return max(0, i-1)
}

// show measures the blocks between two heights and returns them, with how much the first of them has grown: by that
// the text below it moves.
func (l *Layout) show(from, to float32) (first, last int, grown float32) {
	if len(l.blocks) == 0 {
		return 0, -1, 0
	}
	first = l.blockAt(from)
	grown = l.measure(first)
	for last = first; last < len(l.blocks)-1; last++ {
		l.measure(last)
		if l.tops[last+1] >= to {
			break
		}
	}
	l.measure(last)
	return first, last, grown
}

// lineOf gives the line of a measured block that holds an offset.
func (b *block) lineOf(offset int) int {
	at := offset - b.span.Start
	i := sort.Search(len(b.lines), func(i int) bool { return b.lines[i].Start > at })
	return max(0, i-1)
}

// left is where a line begins: lines of a right-to-left paragraph end at the right edge.
func (l *Layout) left(line typeset.Line) float32 {
	if line.RTL {
		return l.width - line.Width
	}
	return 0
}

// Place returns where the caret stands before the character at an offset: x, and the top of its line.
func (l *Layout) Place(offset int) (x, y float32) {
	if len(l.blocks) == 0 {
		return 0, 0
	}
	offset = min(max(offset, 0), len(l.text))
	i := l.blockOf(offset)
	l.measure(i)
	b := &l.blocks[i]
	n := b.lineOf(min(offset, b.span.End))
	line := b.lines[n]
	at := min(offset-b.span.Start, b.span.End-b.span.Start)
	return l.left(line) + line.X(l.text[b.span.Start:b.span.End], at, l.measurer), l.tops[i] + float32(n)*l.line
}

// Offset returns the grapheme boundary nearest to a place.
func (l *Layout) Offset(x, y float32) int {
	if len(l.blocks) == 0 {
		return 0
	}
	i := l.blockAt(max(0, y))
	l.measure(i)
	b := &l.blocks[i]
	n := min(max(0, int((y-l.tops[i])/l.line)), len(b.lines)-1)
	line := b.lines[n]
	return b.span.Start + line.Offset(l.text[b.span.Start:b.span.End], x-l.left(line), l.measurer)
}

// Rect is a part of a line.
type Rect struct{ X, Y, Width float32 }

// Rects returns the parts of the lines of measured blocks first to last that a span covers, from the top.
func (l *Layout) Rects(s dossier.Span, first, last int) []Rect {
	var out []Rect
	for i := max(first, 0); i <= last && i < len(l.blocks); i++ {
		b := &l.blocks[i]
		if !b.measured || b.span.End <= s.Start || b.span.Start >= s.End {
			continue
		}
		text := l.text[b.span.Start:b.span.End]
		from, to := max(s.Start-b.span.Start, 0), min(s.End-b.span.Start, len(text))
		for n := b.lineOf(b.span.Start + from); n < len(b.lines); n++ {
			line := b.lines[n]
			if line.Start >= to {
				break
			}
			for _, e := range line.Extents(text, max(from, line.Start), min(to, line.End), l.measurer) {
				if e.Width > 0 {
					out = append(out, Rect{l.left(line) + e.X, l.tops[i] + float32(n)*l.line, e.Width})
				}
			}
		}
	}
	return out
}

// lineBounds gives the span of the line that holds an offset, without the space at its end.
func (l *Layout) lineBounds(offset int) dossier.Span {
	if len(l.blocks) == 0 {
		return dossier.Span{}
	}
	i := l.blockOf(offset)
	l.measure(i)
	b := &l.blocks[i]
	n := b.lineOf(min(offset, b.span.End))
	line := b.lines[n]
	end := line.End
	for n < len(b.lines)-1 && end > line.Start && l.text[b.span.Start+end-1] == ' ' {
		end--
	}
	return dossier.Span{Start: b.span.Start + line.Start, End: b.span.Start + end}
}
