package dossier

import (
	"strings"
	"unicode"
)

// Finder finds words in a text regardless of case, of marks on letters, of which quotation marks and dashes are used,
// and of how many spaces stand between. What it finds are places of the text as it is stored.
type Finder struct {
	folded []rune
	at     []int32 // of each folded letter, where it stands in the text
	length int
}

// NewFinder takes a text in code points.
func NewFinder(text []rune) *Finder {
	f := &Finder{length: len(text)}
	f.folded = make([]rune, 0, len(text))
	f.at = make([]int32, 0, len(text))
	for i, r := range text {
		foldLetter(r, func(r rune) {
			if n := len(f.folded); r == ' ' && n > 0 && f.folded[n-1] == ' ' {
				return
			}
			f.folded, f.at = append(f.folded, r), append(f.at, int32(i))
		})
	}
	return f
}

// Find gives the places of some words, in order and without overlap; at most so many.
func (f *Finder) Find(words string, most int) []Span {
	var want []rune
	for _, r := range words {
		foldLetter(r, func(r rune) {
			if n := len(want); r == ' ' && n > 0 && want[n-1] == ' ' {
				return
			}
			want = append(want, r)
		})
	}
	if len(want) == 0 || len(want) == 1 && want[0] == ' ' {
		return nil
	}
	var out []Span
	for i := 0; i+len(want) <= len(f.folded) && len(out) < most; {
		n := 0
		for n < len(want) && f.folded[i+n] == want[n] {
			n++
		}
		if n < len(want) {
			i++
			continue
		}
		end := f.length
		if i+n < len(f.at) {
			end = int(f.at[i+n])
		}
		if last := int(f.at[i+n-1]) + 1; want[n-1] == ' ' || end < last {
			end = last
		}
		out = append(out, Span{int(f.at[i]), end})
		i += n
	}
	return out
}

// foldLetter gives what a character counts as: a letter what it counts as in the search, a mark on a letter nothing, and
// anything else itself, in the form in which people type it.
func foldLetter(r rune, give func(rune)) {
	switch f := FoldRune(r); f {
	case FoldDropped:
	case "":
		switch same, ok := sameMark[r]; {
		case ok:
			r = same
		case r <= ' ' || unicode.IsSpace(r):
			r = ' '
		case r == '…':
			give('.')
			give('.')
			r = '.'
		}
		give(r)
	default:
		for _, c := range f {
			give(c)
		}
	}
}

// sameMark are marks that people type in one way and print in several.
var sameMark = map[rune]rune{'“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '״': '"', '‘': '\'', '’': '\'', '‚': '\'', '׳': '\'', '‹': '\'', '›': '\'',
	'–': '-', '—': '-', '‑': '-', '−': '-', '־': '-'}

// Fold gives the form in which two spellings of a name are the same to whom types one: small letters without marks.
func Fold(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		foldLetter(r, func(r rune) {
			if n := len(out); r == ' ' && n > 0 && out[n-1] == ' ' {
				return
			}
			out = append(out, r)
		})
	}
	return strings.TrimSpace(string(out))
}
