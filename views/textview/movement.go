package textview

import (
	"unicode"

	"parley/dossier"
	"parley/typeset"
)

// graphemeWindow is how far around a place graphemes are looked for; none is longer in real text.
const graphemeWindow = 64

// next returns the grapheme boundary after an offset, previous the one before it.
func (l *Layout) next(offset int) int {
	end := min(len(l.text), offset+graphemeWindow)
	for _, g := range typeset.Graphemes(l.text[offset:end]) {
		if g > 0 {
			return offset + g
		}
	}
	return end
}

func (l *Layout) previous(offset int) int {
	start := max(0, offset-graphemeWindow)
	at := start
	for _, g := range typeset.Graphemes(l.text[start:offset]) {
		if start+g < offset {
			at = start + g
		}
	}
	return at
}

// snap moves an offset to the nearest grapheme boundary at or before it.
func (l *Layout) snap(offset int) int {
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

// wordAfter returns the beginning of the next word, wordBefore that of the word before.
func (l *Layout) wordAfter(offset int) int {
	for offset < len(l.text) && !unicode.IsSpace(l.text[offset]) {
		offset++
	}
	for offset < len(l.text) && unicode.IsSpace(l.text[offset]) {
		offset++
	}
	return offset
}

func (l *Layout) wordBefore(offset int) int {
	for offset > 0 && unicode.IsSpace(l.text[offset-1]) {
		offset--
	}
	for offset > 0 && !unicode.IsSpace(l.text[offset-1]) {
		offset--
	}
	return offset
}

// sentenceAfter and sentenceBefore go by end marks: enough for moving, reading has its own.
func (l *Layout) sentenceAfter(offset int) int {
	for at := offset; at < len(l.text); at++ {
		if l.endsSentence(at) {
			return l.skipSpace(at + 1)
		}
	}
	return len(l.text)
}

func (l *Layout) sentenceBefore(offset int) int {
	at := offset - 1
	for at > 0 && (unicode.IsSpace(l.text[at]) || l.endsSentence(at)) {
		at--
	}
	for ; at > 0; at-- {
		if l.endsSentence(at - 1) {
			return l.skipSpace(at)
		}
	}
	return 0
}

func (l *Layout) endsSentence(at int) bool {
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

func (l *Layout) skipSpace(at int) int {
	for at < len(l.text) && unicode.IsSpace(l.text[at]) {
		at++
	}
	return at
}

// paragraphAfter and paragraphBefore give where the next paragraph begins, and this one or the one before.
func (l *Layout) paragraphAfter(offset int) int {
	for i := l.blockOf(offset) + 1; i < len(l.blocks); i++ {
		if l.blocks[i].first {
			return l.blocks[i].span.Start
		}
	}
	return len(l.text)
}

func (l *Layout) paragraphBefore(offset int) int {
	if len(l.blocks) == 0 {
		return 0
	}
	for i := l.blockOf(offset); i >= 0; i-- {
		if l.blocks[i].first && l.blocks[i].span.Start < offset {
			return l.blocks[i].span.Start
		}
	}
	return 0
}

// paragraphAt gives the span of the paragraph that holds an offset.
func (l *Layout) paragraphAt(offset int) dossier.Span {
	if len(l.blocks) == 0 {
		return dossier.Span{}
	}
	i := l.blockOf(offset)
	first, last := i, i
	for first > 0 && !l.blocks[first].first {
		first--
	}
	for last < len(l.blocks)-1 && !l.blocks[last].last {
		last++
	}
	return dossier.Span{Start: l.blocks[first].span.Start, End: l.blocks[last].span.End}
}

// wordAt gives the word at an offset, for a double click.
func (l *Layout) wordAt(offset int) dossier.Span {
	p := l.paragraphAt(offset)
	if p.Empty() {
		return p
	}
	start, end := typeset.WordAt(l.text[p.Start:p.End], min(max(offset-p.Start, 0), p.End-p.Start-1))
	return dossier.Span{Start: p.Start + start, End: p.Start + end}
}

// Step returns the place a letter or a word away from an offset.
func (v *View) Step(offset int, u Unit, back bool) int {
	switch {
	case u == Word && back:
		return v.layout.wordBefore(offset)
	case u == Word:
		at := offset // the end of the word, not the beginning of the next: a statement ends with a word
		for at < len(v.text) && unicode.IsSpace(v.text[at]) {
			at++
		}
		for at < len(v.text) && !unicode.IsSpace(v.text[at]) {
			at++
		}
		return at
	case back:
		return v.layout.previous(offset)
	}
	return v.layout.next(offset)
}
