package storage

import (
	"strings"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldVersion is kept in the dossier; a dossier of another one is indexed again when it is opened for writing.
const foldVersion = 1

// word is one token of a text as it is indexed, and where it stands, in code points of the text.
type word struct {
	folded     string
	start, end int
}

// words cuts a text into folded words. SQLite's own tokenizers know neither Hebrew points nor ß nor Chinese: so the
// index, the query and the marks in a snippet all come from here. visit returns false to stop.
//
// Runs of scripts that are written without spaces become overlapping pairs, and their last letter once more alone,
// so that every letter begins some word of the index.
func words(text string, visit func(word) bool) {
	var b strings.Builder // the word being gathered
	start, at := 0, 0
	var run []word // the run of letters being gathered, one each
	flush := func(end int) bool {
		if b.Len() > 0 {
			w := word{b.String(), start, end}
			b.Reset()
			return visit(w)
		}
		for i, r := range run {
			if i+1 < len(run) {
				r.folded, r.end = r.folded+run[i+1].folded, run[i+1].end
			}
			if !visit(r) {
				return false
			}
		}
		run = run[:0]
		return true
	}
	for _, r := range text {
		f := foldRune(r)
		switch {
		case f == dropped:
		case (r == 0xFF9E || r == 0xFF9F) && len(run) > 0: // the voicing of a half-width kana stands apart: ｶﾞ is ガ
			last := &run[len(run)-1]
			last.folded, last.end = norm.NFC.String(last.folded+f), at+1
		case f == "":
			if !flush(at) {
				return
			}
		case unspaced(r):
			if b.Len() > 0 && !flush(at) {
				return
			}
			if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) { // a vowel sign belongs to its letter
				if n := len(run); n > 0 {
					run[n-1].folded, run[n-1].end = run[n-1].folded+f, at+1
					break
				}
			}
			run = append(run, word{f, at, at + 1})
		default:
			if len(run) > 0 && !flush(at) {
				return
			}
			if b.Len() == 0 {
				start = at
			}
			b.WriteString(f)
		}
		at++
	}
	flush(at)
}

// foldText gives a text as it is indexed: its words with a space between.
func foldText(texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		words(t, func(w word) bool {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.folded)
			return true
		})
	}
	return b.String()
}

// foldName gives the form by which two spellings of a name are the same name. A name without a letter is itself.
func foldName(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(clean(name)) {
		switch f := foldRune(r); f {
		case dropped:
		case "":
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteString(f)
		}
	}
	if b.Len() == 0 {
		return strings.TrimSpace(clean(name))
	}
	return b.String()
}

// dropped marks a code point that vanishes without ending its word: points, harakat, accents, zero-width characters.
const dropped = "\x00"

// foldPages keeps what foldRune found, by page of 256 code points of the basic plane.
var foldPages [256]atomic.Pointer[[256]string]

// foldRune gives what a code point becomes in the index: "" between words, dropped, or its folded letters.
func foldRune(r rune) string {
	if r < 0 || r > 0xFFFF {
		return computeFold(r)
	}
	page := foldPages[r>>8].Load()
	if page == nil {
		page = new([256]string)
		for i := range page {
			page[i] = computeFold(r&^0xFF + rune(i))
		}
		foldPages[r>>8].Store(page)
	}
	return page[r&0xFF]
}

func computeFold(r rune) string {
	switch {
	case r == 'ـ', r == '\u00AD', r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2069,
		r == 0x061C, r == 0xFEFF, r == 0x034F, r >= 0xFE00 && r <= 0xFE0F:
		return dropped // tatweel, soft hyphen, zero-width, direction controls, variation selectors
	case accent(r):
		return dropped
	}
	if s, ok := alike[r]; ok {
		return s
	}
	source := string(r)
	if !unspaced(r) {
		source = norm.NFKD.String(source)
	} else {
		source = norm.NFKC.String(source) // Hangul and kana stay composed
	}
	var b strings.Builder
	for _, c := range cases.Fold().String(source) {
		if s, ok := alike[c]; ok {
			b.WriteString(s)
		} else if d, ok := digit(c); ok {
			b.WriteByte(d)
		} else if !accent(c) && (unicode.IsLetter(c) || unicode.IsNumber(c) || unicode.IsMark(c) || unicode.Is(unicode.Co, c)) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// accent reports whether a mark only colours the letter that carries it. In Thai or Devanagari a mark is a vowel.
func accent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && unicode.In(r, unicode.Inherited, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Greek, unicode.Cyrillic, unicode.Latin) &&
		r != 0x3099 && r != 0x309A
}

// alike are letters that people type in place of each other and that no normalisation brings together.
var alike = map[rune]string{
	'ı': "i", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th",
	'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ħ': "h", 'Ħ': "h",
	'ى': "ي", 'ی': "ي", 'ک': "ك", 'ٱ': "ا", 'ة': "ه", 'ہ': "ه",
}

// digit brings the digits of every script to ASCII; Unicode lays each set out as ten in a row.
func digit(r rune) (byte, bool) {
	if r < 0x80 || !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	zero := r
	for zero > 0 && r-zero < 9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	if r-zero > 9 {
		return 0, false
	}
	return '0' + byte(r-zero), true
}

// unspaced reports whether a letter belongs to a script that is written without spaces between words, or, as Korean,
// with endings joined to them.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
