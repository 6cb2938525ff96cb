// Package match finds names by a few typed letters, the likeliest first, in any script and regardless of case and
// marks.
package match

import (
	"sort"
	"strings"
	"unicode/utf8"

	"parley/dossier"
)

// Names are ready to be matched.
type Names struct{ folded []string }

// New takes names, those that are to come first among equals first.
func New(names []string) Names {
	n := Names{make([]string, len(names))}
	for i, name := range names {
		n.folded[i] = dossier.Fold(name)
	}
	return n
}

// How well typed letters fit a name, the best first.
const (
	same      = iota
	begins    // the name begins with them
	words     // each typed word begins a word of the name, in their order
	scattered // each typed word begins a word of the name
	initials  // they are the first letters of its words
	within    // they stand somewhere in the name
	gaps      // they stand in the name in their order, with others between

	notAtAll = -1
)

// Find gives the indexes of the names that fit what was typed, the best first and among equals as they were given.
func (n Names) Find(typed string) []int {
	typed = dossier.Fold(typed)
	type hit struct{ i, rank, size int }
	hits := make([]hit, 0, len(n.folded))
	for i, name := range n.folded {
		if r, size := rank(name, typed); r != notAtAll {
			hits = append(hits, hit{i, r, size})
		}
	}
	sort.SliceStable(hits, func(a, b int) bool {
		if hits[a].rank != hits[b].rank {
			return hits[a].rank < hits[b].rank
		}
		return hits[a].size < hits[b].size
	})
	out := make([]int, len(hits))
	for i, h := range hits {
		out[i] = h.i
	}
	return out
}

// rank says how well typed letters fit a name; size, among those with gaps, over how many letters they are spread.
func rank(name, typed string) (rank, size int) {
	switch {
	case typed == "":
		return same, 0
	case name == typed:
		return same, 0
	case strings.HasPrefix(name, typed):
		return begins, 0
	}
	parts := strings.Fields(typed)
	if ok, inOrder := wordsBegin(name, parts); ok && inOrder {
		return words, 0
	} else if ok {
		return scattered, 0
	}
	if len(parts) == 1 && beginnings(name, typed) {
		return initials, 0
	}
	if strings.Contains(name, typed) {
		return within, 0
	}
	const near = 4 // letters that are spread further have nothing to do with each other
	if spread, ok := inOrder(name, strings.ReplaceAll(typed, " ", "")); ok && spread <= near*len(typed) {
		return gaps, spread
	}
	return notAtAll, 0
}

// wordStart reports whether a word begins at a byte of a name.
func wordStart(name string, at int) bool {
	return at == 0 || strings.ContainsRune(" -/('\"", rune(name[at-1]))
}

// wordsBegin reports whether each part begins a word of the name, and whether in their order.
func wordsBegin(name string, parts []string) (ok, inOrder bool) {
	inOrder = true
	last := -1
	for _, part := range parts {
		found := -1
		for from := 0; from < len(name); {
			i := strings.Index(name[from:], part)
			if i < 0 {
				break
			}
			if i += from; wordStart(name, i) {
				if found < 0 || found <= last && i > last {
					found = i
				}
				if found > last {
					break
				}
			}
			from = i + 1
		}
		if found < 0 {
			return false, false
		}
		inOrder = inOrder && found > last
		last = found
	}
	return true, inOrder
}

// beginnings reports whether letters are the first ones of words of the name, one after the other.
func beginnings(name, letters string) bool {
	for i, r := range name {
		if wordStart(name, i) && strings.HasPrefix(letters, string(r)) {
			letters = letters[utf8.RuneLen(r):]
		}
	}
	return letters == ""
}

// inOrder reports whether letters stand in a name in their order, and over how many letters they are spread.
func inOrder(name, letters string) (spread int, ok bool) {
	if letters == "" {
		return 0, false
	}
	at, first := 0, -1
	for _, r := range letters {
		i := strings.IndexRune(name[at:], r)
		if i < 0 {
			return 0, false
		}
		if first < 0 {
			first = at + i
		}
		at += i + utf8.RuneLen(r)
	}
	return at - first, true
}
