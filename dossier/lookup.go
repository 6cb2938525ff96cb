package dossier

import (
	"index/suffixarray"
	"slices"

	"github.com/go-text/typesetting/segmenter"
)

// lookup finds all places of any words in a text, in code points.
type lookup struct {
	text  []rune
	bytes []byte
	at    []int32 // by code point, where it begins in bytes
	index *suffixarray.Index
}

func newLookup(s string) *lookup {
	l := &lookup{text: []rune(s), bytes: []byte(s)}
	l.at = make([]int32, 0, len(l.text))
	for i := range s {
		l.at = append(l.at, int32(i))
	}
	return l
}

// find gives the places of words, in order; at most so many. The array of suffixes is made at the first call.
func (l *lookup) find(words string, most int) []int {
	if l.index == nil {
		l.index = suffixarray.New(l.bytes)
	}
	found := l.index.Lookup([]byte(words), most)
	for i, b := range found {
		found[i], _ = slices.BinarySearch(l.at, int32(b))
	}
	slices.Sort(found)
	return found
}

// clusterWindow is how far around a place characters are told apart; none that people see as one is longer.
const clusterWindow = 48

// clusterEdge says whether a place lies between two characters as people see them (UAX #29).
func clusterEdge(text []rune, i int) bool {
	return snap(text, i, false) == i
}

// snap moves a place inside a character, as people see it, to its beginning, or to its end where up says so.
func snap(text []rune, i int, up bool) int {
	if i <= 0 || i >= len(text) || text[i] < 0x300 && text[i-1] < 0x300 && (text[i] != '\n' || text[i-1] != '\r') {
		return min(max(i, 0), len(text))
	}
	from, to := max(0, i-clusterWindow), min(len(text), i+clusterWindow)
	var seg segmenter.Segmenter
	seg.Init(text[from:to])
	last := from
	for it := seg.GraphemeIterator(); it.Next(); {
		g := from + it.Grapheme().Offset
		switch {
		case g == i:
			return i
		case g > i && up:
			return g
		case g > i:
			return last
		}
		last = g
	}
	if up {
		return to
	}
	return last
}
