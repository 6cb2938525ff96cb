package storage

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldVersion changes whenever fold gives another result for any text: the search index is then filled again.
const foldVersion = 1

// fold brings a text to the form in which it is searched: compatibility forms, case, accents, Hebrew points, Arabic
// vowels, kashida, final and hamza forms, and characters without width make no difference. Scripts that are written
// without spaces become overlapping pairs of letters.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	f := folder{emit: func(r rune, _ int) { b.WriteRune(r) }}
	i := 0
	for _, r := range s {
		f.add(r, i)
		i++
	}
	f.end(i)
	return b.String()
}

// folded is a folded text with the way back: from[i] is the code point of the original that made the i-th one.
type folded struct {
	text []rune
	from []int
}

// foldWithOrigin folds code points and remembers where each came from.
func foldWithOrigin(text []rune) folded {
	out := folded{text: make([]rune, 0, len(text)), from: make([]int, 0, len(text))}
	f := folder{emit: func(r rune, from int) {
		out.text = append(out.text, r)
		out.from = append(out.from, from)
	}}
	for i, r := range text {
		f.add(r, i)
	}
	f.end(len(text))
	return out
}

// folder folds one code point after the other.
type folder struct {
	emit     func(r rune, from int)
	pending  rune // letter of a script without spaces that waits for its neighbour
	at       int
	inPairs  bool
	wasPair  bool
	hasPairs bool
}

func (f *folder) add(r rune, i int) {
	if unspaced(r) {
		switch {
		case f.inPairs:
			if f.wasPair {
				f.emit(' ', f.at)
			}
			f.emit(f.pending, f.at)
			f.emit(r, i)
			f.wasPair = true
		default:
			f.inPairs = true
			f.wasPair = false
			if f.hasPairs {
				f.emit(' ', i)
			}
		}
		f.pending, f.at = r, i
		return
	}
	f.end(i)
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		f.emit(r, i)
		return
	}
	for _, d := range norm.NFKD.String(string(r)) {
		switch {
		case unicode.Is(unicode.Mn, d), unicode.Is(unicode.Cf, d), d == 'ـ':
			continue
		}
		switch d = unicode.ToLower(d); d {
		case 'ß':
			f.emit('s', i)
			d = 's'
		case 'ς':
			d = 'σ'
		case 'ı':
			d = 'i'
		case 'ø':
			d = 'o'
		case 'ł':
			d = 'l'
		case 'ى':
			d = 'ي'
		case 'ة':
			d = 'ه'
		}
		f.emit(d, i)
	}
}

// end closes a run of letters without spaces; one letter alone stands for itself.
func (f *folder) end(int) {
	if f.inPairs {
		if !f.wasPair {
			f.emit(f.pending, f.at)
		}
		f.emit(' ', f.at)
		f.inPairs, f.hasPairs = false, true
	}
}

// unspaced reports whether a letter belongs to a script that is written without spaces between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
