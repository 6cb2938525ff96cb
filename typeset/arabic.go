package typeset

import "unicode"

// forms says where the presentation forms of a letter begin and how many there are: 1 isolated; 2 isolated, final;
// 4 isolated, final, initial, medial, in this order (Unicode's blocks Arabic Presentation Forms A and B).
type forms struct {
	first rune
	count int
}

func arabicForms(r rune) (forms, bool) {
	if r < 0x621 || r > 0x6D3 {
		return forms{}, false
	}
	f, ok := presentation[r]
	return f, ok
}

var presentation = map[rune]forms{
	0x621: {0xFE80, 1}, 0x622: {0xFE81, 2}, 0x623: {0xFE83, 2}, 0x624: {0xFE85, 2}, 0x625: {0xFE87, 2}, 0x626: {0xFE89, 4},
	0x627: {0xFE8D, 2}, 0x628: {0xFE8F, 4}, 0x629: {0xFE93, 2}, 0x62A: {0xFE95, 4}, 0x62B: {0xFE99, 4}, 0x62C: {0xFE9D, 4},
	0x62D: {0xFEA1, 4}, 0x62E: {0xFEA5, 4}, 0x62F: {0xFEA9, 2}, 0x630: {0xFEAB, 2}, 0x631: {0xFEAD, 2}, 0x632: {0xFEAF, 2},
	0x633: {0xFEB1, 4}, 0x634: {0xFEB5, 4}, 0x635: {0xFEB9, 4}, 0x636: {0xFEBD, 4}, 0x637: {0xFEC1, 4}, 0x638: {0xFEC5, 4},
	0x639: {0xFEC9, 4}, 0x63A: {0xFECD, 4}, 0x641: {0xFED1, 4}, 0x642: {0xFED5, 4}, 0x643: {0xFED9, 4}, 0x644: {0xFEDD, 4},
	0x645: {0xFEE1, 4}, 0x646: {0xFEE5, 4}, 0x647: {0xFEE9, 4}, 0x648: {0xFEED, 2}, 0x649: {0xFEEF, 2}, 0x64A: {0xFEF1, 4},
	0x671: {0xFB50, 2}, 0x679: {0xFB66, 4}, 0x67A: {0xFB5E, 4}, 0x67B: {0xFB52, 4}, 0x67E: {0xFB56, 4}, 0x67F: {0xFB62, 4},
	0x680: {0xFB5A, 4}, 0x683: {0xFB76, 4}, 0x684: {0xFB72, 4}, 0x686: {0xFB7A, 4}, 0x687: {0xFB7E, 4}, 0x688: {0xFB88, 2},
	0x68C: {0xFB84, 2}, 0x68D: {0xFB82, 2}, 0x68E: {0xFB86, 2}, 0x691: {0xFB8C, 2}, 0x698: {0xFB8A, 2}, 0x6A4: {0xFB6A, 4},
	0x6A6: {0xFB6E, 4}, 0x6A9: {0xFB8E, 4}, 0x6AD: {0xFBD3, 4}, 0x6AF: {0xFB92, 4}, 0x6B1: {0xFB9A, 4}, 0x6B3: {0xFB96, 4},
	0x6BA: {0xFB9E, 2}, 0x6BB: {0xFBA0, 4}, 0x6BE: {0xFBAA, 4}, 0x6C0: {0xFBA4, 2}, 0x6C1: {0xFBA6, 4}, 0x6C5: {0xFBE0, 2},
	0x6C6: {0xFBD9, 2}, 0x6C7: {0xFBD7, 2}, 0x6C8: {0xFBDB, 2}, 0x6C9: {0xFBE2, 2}, 0x6CB: {0xFBDE, 2}, 0x6CC: {0xFBFC, 4},
	0x6D0: {0xFBE4, 4}, 0x6D2: {0xFBAE, 2}, 0x6D3: {0xFBB0, 2},
}

// lamAlef gives the isolated ligature of lam with the alef r; the final one follows it.
func lamAlef(r rune) rune {
	switch r {
	case 0x622:
		return 0xFEF5
	case 0x623:
		return 0xFEF7
	case 0x625:
		return 0xFEF9
	case 0x627:
		return 0xFEFB
	}
	return 0
}

const (
	tatweel      = 0x640
	nonJoiner    = 0x200C
	joiner       = 0x200D
	lam          = 0x644
	isolatedForm = 0
	finalForm    = 1
	initialForm  = 2
	medialForm   = 3
)

// Joinable reports whether Join can set an Arabic letter as it should be: a few letters of Kurdish, Sindhi, Uyghur and
// others have no presentation forms and stay unjoined. Anything that is no Arabic letter is joinable.
func Joinable(r rune) bool {
	if r < 0x620 || r > 0x8C7 || r > 0x77F && r < 0x8A0 || r > 0x6FF && r < 0x750 || !unicode.Is(unicode.Lo, r) {
		return true
	}
	_, ok := arabicForms(r)
	return ok
}

// isTransparent tells characters that joining looks through: vowel marks and other marks.
func isTransparent(r rune) bool { return r >= 0x300 && unicode.Is(unicode.Mn, r) }

// neighbour finds the next character that joining looks at, going by step; 0 where there is none within reach. Marks
// are looked through for a word's length at most, so that a million of them cost no square.
func neighbour(p []rune, i, step int) rune {
	for n := 0; n < 64; n++ {
		i += step
		if i < 0 || i >= len(p) {
			return 0
		}
		if !isTransparent(p[i]) {
			return p[i]
		}
	}
	return 0
}

// joinsNext reports whether r connects to the letter after it, joinsPrevious to the one before.
func joinsNext(r rune) bool {
	if r == tatweel || r == joiner {
		return true
	}
	f, ok := arabicForms(r)
	return ok && f.count == 4
}

func joinsPrevious(r rune) bool {
	if r == tatweel || r == joiner {
		return true
	}
	f, ok := arabicForms(r)
	return ok && f.count >= 2
}

// Join returns p[start:end] with every Arabic letter in the form that its neighbours in p ask for, and lam with alef as
// one ligature; the order stays as stored. It is for painters that put glyphs by character, such as a PDF with
// Unicode-mapped fonts. covers says whether the font has a form (nil: it has all); a letter stays as it is where not.
func Join(p []rune, start, end int, covers func(rune) bool) []rune {
	out := make([]rune, 0, end-start)
	take := func(form, letter rune) {
		if covers != nil && !covers(form) {
			form = letter
		}
		out = append(out, form)
	}
	for i := start; i < end; i++ {
		r := p[i]
		f, ok := arabicForms(r)
		if !ok {
			if !IsInvisible(r) {
				out = append(out, r)
			}
			continue
		}
		before := f.count >= 2 && joinsNext(neighbour(p, i, -1))
		after := f.count == 4 && joinsPrevious(neighbour(p, i, 1))
		if r == lam && i+1 < end {
			alef := i + 1
			for alef < end && alef < i+8 && isTransparent(p[alef]) {
				alef++
			}
			if alef < end {
				if ligature := lamAlef(p[alef]); ligature != 0 {
					if before {
						ligature++
					}
					if covers == nil || covers(ligature) {
						out = append(out, ligature)
						out = append(out, p[i+1:alef]...) // marks on the lam
						i = alef
						continue
					}
				}
			}
		}
		form := isolatedForm
		switch {
		case before && after:
			form = medialForm
		case after:
			form = initialForm
		case before:
			form = finalForm
		}
		take(f.first+rune(form), r)
	}
	return out
}
