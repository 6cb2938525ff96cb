package dossier

import (
	"strings"
	"sync/atomic"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// FoldDropped marks a code point that vanishes without ending its word: points, harakat, accents, zero-width characters.
const FoldDropped = "\x00"

// foldPages keeps what FoldRune found, by page of 256 code points of the basic plane.
var foldPages [256]atomic.Pointer[[256]string]

// FoldRune gives what a code point becomes in the index: "" between words, FoldDropped, or its folded letters.
func FoldRune(r rune) string {
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
		return FoldDropped // tatweel, soft hyphen, zero-width, direction controls, variation selectors
	case accent(r):
		return FoldDropped
	}
	if s, ok := alike[r]; ok {
		return s
	}
	source := string(r)
	if !Unspaced(r) {
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

// Unspaced reports whether a letter belongs to a script that is written without spaces between words, or, as Korean,
// with endings joined to them.
func Unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
