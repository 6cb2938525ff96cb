package textview

import (
	"slices"

	"parley/dossier"
)

// linesOf gives every line of a text as a paragraph, empty ones too: so each place of the text can hold the caret.
func linesOf(text []rune, from, to int) []Paragraph {
	var out []Paragraph
	start := from
	for i := from; i <= to; i++ {
		if i == to || text[i] == '\n' {
			out = append(out, Paragraph{Span: dossier.Span{Start: start, End: i}})
			start = i + 1
		}
	}
	return out
}

// replace puts words in the place of a span of the text. Only the block, or the lines, that it touches are laid out anew;
// what comes after moves along. The paragraphs must be all lines of the text.
func (l *layout) replace(s dossier.Span, words []rune) {
	delta := len(words) - (s.End - s.Start)
	i, j := l.blockOf(s.Start), l.blockOf(s.End)
	if j > i && l.blocks[j].span.Start == s.End && !l.blocks[j].first {
		j-- // it ends where a piece of a long line ends
	}
	breaks := slices.Contains(words, '\n')
	old := l.text[s.Start:s.End]
	oneBlock := i == j && !breaks && !slices.Contains(old, '\n') && s.End <= l.blocks[i].span.End
	emptied := oneBlock && delta == l.blocks[i].span.Start-l.blocks[i].span.End && !(l.blocks[i].first && l.blocks[i].last)
	if !oneBlock || emptied { // a piece of a long line of which nothing is left is no block any more
		l.replaceLines(s, words, delta)
		return
	}
	l.text = slices.Replace(l.text, s.Start, s.End, words...)
	b := &l.blocks[i]
	b.span.End += delta
	b.lines, b.measured = nil, false
	p := &l.paragraphs[b.paragraph]
	p.End += delta
	p.Changed = true
	l.shift(i+1, b.paragraph+1, delta)
	if b.span.End-b.span.Start > 2*blockLength {
		l.recut(i)
	}
}

// shift moves all blocks and paragraphs from the given ones on.
func (l *layout) shift(block, paragraph, by int) {
	if by == 0 {
		return
	}
	for i := block; i < len(l.blocks); i++ {
		l.blocks[i].span.Start += by
		l.blocks[i].span.End += by
	}
	for i := paragraph; i < len(l.paragraphs); i++ {
		l.paragraphs[i].Start += by
		l.paragraphs[i].End += by
	}
}

// recut cuts a block that has grown too long into several.
func (l *layout) recut(i int) {
	b := l.blocks[i]
	made := l.pieces(b.paragraph, b.span)
	made[0].first, made[len(made)-1].last = b.first, b.last
	l.blocks = slices.Replace(l.blocks, i, i+1, made...)
	l.refill()
}

// pieces cuts a part of a paragraph into blocks, with guessed heights.
func (l *layout) pieces(paragraph int, s dossier.Span) []block {
	var out []block
	for start := s.Start; ; {
		end := l.cut(start, s.End)
		b := block{span: dossier.Span{Start: start, End: end}, paragraph: paragraph, first: start == s.Start, last: end >= s.End}
		l.guess(&b)
		out = append(out, b)
		if start = end; start >= s.End {
			return out
		}
	}
}

// refill adds the heights up anew after blocks have come or gone.
func (l *layout) refill() {
	l.tops = newHeights(len(l.blocks))
	l.tops.fill(func(i int) float32 { return l.blocks[i].height })
}

// replaceLines is replace where lines come or go, or more than a block is touched.
func (l *layout) replaceLines(s dossier.Span, words []rune, delta int) {
	i, j := l.blockOf(s.Start), l.blockOf(s.End)
	p, q := l.blocks[i].paragraph, l.blocks[j].paragraph
	from, to := l.paragraphs[p].Start, l.paragraphs[q].End
	for i > 0 && l.blocks[i-1].paragraph == p {
		i--
	}
	for j+1 < len(l.blocks) && l.blocks[j+1].paragraph == q {
		j++
	}
	l.shift(j+1, q+1, delta)
	l.text = slices.Replace(l.text, s.Start, s.End, words...)
	lines := linesOf(l.text, from, to+delta)
	l.paragraphs = slices.Replace(l.paragraphs, p, q+1, lines...)
	more := len(lines) - (q + 1 - p)
	var made []block
	for n := range lines {
		l.paragraphs[p+n].Changed = true
		made = append(made, l.pieces(p+n, lines[n].Span)...)
	}
	for n := j + 1; n < len(l.blocks); n++ {
		l.blocks[n].paragraph += more
	}
	l.blocks = slices.Replace(l.blocks, i, j+1, made...)
	l.refill()
}
