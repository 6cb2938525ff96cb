package textview

import (
	"unicode"

	"parley/dossier"
	"parley/typeset"
)

// graphemeWindow is how far around a place graphemes are looked for; none is longer in real text. farthest is how far a
// word or sentence is followed: a text without spaces must not hold up a key.
const (
	graphemeWindow = 64
	farthest       = 20000
)

// next returns the grapheme boundary after an offset, previous the one before it.
func (l *layout) next(offset int) int {
	end := min(len(l.text), offset+graphemeWindow)
	for _, g := range typeset.Graphemes(l.text[offset:end]) {
		if g > 0 {
			return l.settle(offset+g, true)
		}
	}
	return end
}

func (l *layout) previous(offset int) int {
	start := max(0, offset-graphemeWindow)
	at := start
	for _, g := range typeset.Graphemes(l.text[start:offset]) {
		if start+g < offset {
			at = start + g
		}
	}
	return l.settle(at, false)
}

// settle moves an offset out of the empty lines between two paragraphs, where no caret is seen.
func (l *layout) settle(offset int, forward bool) int {
	if len(l.blocks) == 0 {
		return offset
	}
	i := l.blockOf(offset)
	switch end := l.blocks[i].span.End; {
	case offset < l.blocks[i].span.Start:
		return l.blocks[i].span.Start
	case offset <= end:
		return offset
	case forward && i+1 < len(l.blocks):
		return l.blocks[i+1].span.Start
	default:
		return end
	}
}

// snap moves an offset to the nearest grapheme boundary at or before it.
func (l *layout) snap(offset int) int {
	offset = min(max(offset, 0), len(l.text))
	if offset == 0 || offset == len(l.text) {
		return offset
	}
	start := max(0, offset-graphemeWindow)
	at := start
	for _, g := range typeset.Graphemes(l.text[start:min(len(l.text), offset+graphemeWindow)]) {
		if start+g <= offset {
			at = start + g
		}
	}
	return at
}

// beside moves the caret one place to the left or right as it is seen: in a line that runs in both directions that is
// not the order of the text.
func (l *layout) beside(s spot, right bool) spot {
	if len(l.blocks) == 0 {
		return s
	}
	b, _, _, line := l.lineAt(s)
	mixed := false
	for _, run := range line.Runs {
		mixed = mixed || run.RTL != line.RTL
	}
	if !mixed {
		if right != line.RTL {
			return spot{offset: l.next(s.offset)}
		}
		return spot{offset: l.previous(s.offset)}
	}
	start, end := b.span.Start+line.Start, b.span.Start+l.visibleEnd(b, line)
	x := l.xIn(b, line, s)
	best, nearest := spot{}, float32(0)
	for _, g := range typeset.Graphemes(l.text[start:end]) {
		for _, after := range []bool{false, true} {
			o := spot{start + g, after}
			if after && g == 0 || !after && o.offset == end && end == b.span.Start+line.End && !b.last {
				continue // it would be on another line
			}
			d := l.xIn(b, line, o) - x
			if !right {
				d = -d
			}
			if d > 0.5 && (nearest == 0 || d < nearest-0.01) {
				best, nearest = o, d
			}
		}
	}
	switch {
	case nearest > 0:
		return best
	case right != line.RTL:
		return spot{offset: l.next(max(s.offset, end))}
	default:
		return spot{offset: l.previous(start)}
	}
}

// visibleEnd is where the last word of a line ends, within its block.
func (l *layout) visibleEnd(b *block, line typeset.Line) int {
	end := line.End
	for end > line.Start && unicode.IsSpace(l.text[b.span.Start+end-1]) {
		end--
	}
	return end
}

// lineEnds gives where the line of a spot begins, and its end without the space there.
func (l *layout) lineEnds(s spot) (start, end spot) {
	if len(l.blocks) == 0 {
		return s, s
	}
	b, _, _, line := l.lineAt(s)
	at := b.span.Start + l.visibleEnd(b, line)
	return spot{offset: b.span.Start + line.Start}, spot{at, at == b.span.Start+line.End && line.End > line.Start}
}

// wordAfter returns the beginning of the next word, wordBefore that of the word before, wordEnd the end of this one or
// the next.
func (l *layout) wordAfter(offset int) int {
	return l.skip(l.skip(offset, false), true)
}

func (l *layout) wordEnd(offset int) int {
	return l.skip(l.skip(offset, true), false)
}

// skip goes on over spaces, or over what is none.
func (l *layout) skip(offset int, spaces bool) int {
	stop := min(len(l.text), offset+farthest)
	for offset < stop && unicode.IsSpace(l.text[offset]) == spaces {
		offset++
	}
	return l.snap(offset)
}

func (l *layout) wordBefore(offset int) int {
	stop := max(0, offset-farthest)
	for offset > stop && unicode.IsSpace(l.text[offset-1]) {
		offset--
	}
	for offset > stop && !unicode.IsSpace(l.text[offset-1]) {
		offset--
	}
	return l.snap(offset)
}

// sentenceAfter and sentenceBefore go by end marks: enough for moving, reading has its own.
func (l *layout) sentenceAfter(offset int) int {
	stop := min(len(l.text), offset+farthest)
	for at := offset; at < stop; at++ {
		if l.endsSentence(at) {
			return l.skip(at+1, true)
		}
	}
	return l.snap(stop)
}

func (l *layout) sentenceBefore(offset int) int {
	at, stop := offset-1, max(0, offset-farthest)
	for at > stop && (unicode.IsSpace(l.text[at]) || l.endsSentence(at)) {
		at--
	}
	for ; at > stop; at-- {
		if l.endsSentence(at - 1) {
			return l.skip(at, true)
		}
	}
	return l.snap(stop)
}

func (l *layout) endsSentence(at int) bool {
	switch l.text[at] {
	case '\n':
		return true
	case '.', '!', '?', '…', '؟', '。':
		return at+1 < len(l.text) && unicode.IsSpace(l.text[at+1])
	case '”', '"', '»', '’':
		return at > 0 && at+1 < len(l.text) && unicode.IsSpace(l.text[at+1]) && (l.text[at-1] == '.' || l.text[at-1] == '!' || l.text[at-1] == '?')
	}
	return false
}

// paragraphAfter and paragraphBefore give where the next paragraph begins, and this one or the one before.
func (l *layout) paragraphAfter(offset int) int {
	for i := l.blockOf(offset) + 1; i < len(l.blocks); i++ {
		if l.blocks[i].first {
			return l.blocks[i].span.Start
		}
	}
	return len(l.text)
}

func (l *layout) paragraphBefore(offset int) int {
	if len(l.blocks) == 0 {
		return 0
	}
	for i := l.blockOf(offset); i >= 0; i-- {
		if l.blocks[i].first && l.blocks[i].span.Start < offset {
			return l.blocks[i].span.Start
		}
	}
	return l.blocks[0].span.Start
}

// paragraphAt gives the span of the paragraph that holds an offset.
func (l *layout) paragraphAt(offset int) dossier.Span {
	if len(l.blocks) == 0 {
		return dossier.Span{}
	}
	return l.paragraphs[l.blocks[l.blockOf(offset)].paragraph].Span
}

// wordAt gives the word at an offset, for a double click.
func (l *layout) wordAt(offset int) dossier.Span {
	p := l.paragraphAt(offset)
	if p.Empty() {
		return p
	}
	at := min(max(offset-p.Start, 0), p.End-p.Start-1)
	start, end := typeset.WordAt(l.text[p.Start:p.End], at)
	return dossier.Span{Start: p.Start + start, End: p.Start + end}
}
