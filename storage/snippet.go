package storage

import (
	"strings"

	"parley/dossier"
)

// snippetBefore and snippetLength are code points: what stands before the first match, and the whole snippet.
const (
	snippetBefore = 60
	snippetLength = 220
)

// snippet cuts the words round the first match out of a text, with every match in it marked in code points of the
// snippet; place is the first match in the text. Where nothing matches (the title did), it is the text's beginning.
// It is cut here because SQLite's snippet() takes a time that grows with the square of the matches.
func snippet(text string, want []term) (s string, marks []dossier.Span, place dossier.Span) {
	m := matcher{want: want}
	limit := -1 // where the snippet ends, once something matched
	words(text, func(w word) bool {
		if limit >= 0 && w.start >= limit {
			return false
		}
		if span, ok := m.next(w); ok {
			if limit < 0 {
				limit = span.Start - snippetBefore + snippetLength
			}
			marks = append(marks, span)
		}
		return true
	})
	return snippetAt(text, marks)
}

// snippetAt cuts the words round the first of some places, given in order, out of a text.
func snippetAt(text string, marks []dossier.Span) (s string, shown []dossier.Span, place dossier.Span) {
	from := 0
	if len(marks) > 0 {
		place = marks[0]
		from = max(0, place.Start-snippetBefore)
	}
	runes := cut(text, from, from+snippetLength)
	lead := 0
	if from > 0 { // begin with a whole word
		for i, r := range runes[:min(len(runes), 24)] {
			if r == ' ' || r == '\n' {
				lead = i + 1
				break
			}
		}
		if len(marks) > 0 && from+lead > place.Start {
			lead = 0
		}
	}
	runes, from = runes[lead:], from+lead
	for _, mark := range marks {
		mark.Start, mark.End = mark.Start-from, min(mark.End-from, len(runes))
		if mark.Start >= 0 && mark.Start < mark.End && (len(shown) == 0 || mark.Start >= shown[len(shown)-1].End) {
			shown = append(shown, mark)
		}
	}
	return strings.Map(oneLine, string(runes)), shown, place
}

// oneLine keeps the number of code points, so that the marks hold.
func oneLine(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	return r
}

// cut gives the code points from one to the other, without turning a whole text into them.
func cut(text string, from, to int) []rune {
	runes := make([]rune, 0, to-from)
	at := 0
	for _, r := range text {
		if at >= to {
			break
		}
		if at >= from {
			runes = append(runes, r)
		}
		at++
	}
	return runes
}

// matcher follows a text word by word and finds the terms in it.
type matcher struct {
	want   []term
	recent []word // as many as the longest term has
}

func (m *matcher) next(w word) (dossier.Span, bool) {
	longest := 1
	for _, t := range m.want {
		longest = max(longest, len(t.words))
	}
	m.recent = append(m.recent, w)
	if len(m.recent) > 2*longest+8 {
		m.recent = append(m.recent[:0], m.recent[len(m.recent)-longest:]...)
	}
	for _, t := range m.want {
		n := len(t.words)
		if n == 0 || n > len(m.recent) {
			continue
		}
		last := m.recent[len(m.recent)-n:]
		if t.stands(last) {
			return dossier.Span{Start: last[0].start, End: last[n-1].end}, true
		}
	}
	return dossier.Span{}, false
}

func (t term) stands(last []word) bool {
	for i, w := range t.words {
		if last[i].folded == w || i == len(last)-1 && t.prefix && strings.HasPrefix(last[i].folded, w) {
			continue
		}
		return false
	}
	return true
}
