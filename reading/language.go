package reading

import (
	"strings"
	"unicode"
)

// letters counts the letters of a text by script, and those that tell one language of a script from another.
type letters struct {
	latin, hebrew, arabic, cyrillic, other int
	notRussian, notUkrainian               int // і ї є ґ · ы э ё ъ
	persian, notPersian, urdu              int // پ چ ژ گ ی ک · ي ك ة أ إ ى · ٹ ڈ ڑ ے
	foreignCyrillic                        int // ў ј љ њ ђ ћ
}

func (l *letters) add(r rune) {
	switch {
	case r < 0x80:
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			l.latin++
		}
	case r >= 0x590 && r < 0x600:
		if unicode.IsLetter(r) {
			l.hebrew++
		}
	case unicode.Is(unicode.Latin, r):
		l.latin++
	case unicode.Is(unicode.Arabic, r):
		if unicode.IsLetter(r) {
			l.arabic++
		}
		switch r {
		case 'پ', 'چ', 'ژ', 'گ', 'ی', 'ک':
			l.persian++
		case 'ي', 'ك', 'ة', 'أ', 'إ', 'ى':
			l.notPersian++
		case 'ٹ', 'ڈ', 'ڑ', 'ے':
			l.urdu++
		}
	case unicode.Is(unicode.Cyrillic, r):
		l.cyrillic++
		switch r {
		case 'і', 'ї', 'є', 'ґ', 'І', 'Ї', 'Є', 'Ґ':
			l.notRussian++
		case 'ы', 'э', 'ё', 'ъ', 'Ы', 'Э', 'Ё':
			l.notUkrainian++
		case 'ў', 'ј', 'љ', 'њ', 'ђ', 'ћ', 'џ', 'Ў', 'Ј', 'Љ', 'Њ', 'Ђ', 'Ћ', 'Џ':
			l.foreignCyrillic++
		}
	case unicode.IsLetter(r):
		l.other++
	}
}

func (l *letters) all() int { return l.latin + l.hebrew + l.arabic + l.cyrillic + l.other }

// script names the language that the script tells, or "" for Latin letters and those that no pack knows.
func (l *letters) script() string {
	all := l.all()
	switch {
	case l.hebrew*2 > all:
		return "he"
	case l.arabic*2 > all:
		switch {
		case l.urdu > 0:
			return "ur"
		case l.persian > l.notPersian:
			return "fa"
		}
		return "ar"
	case l.cyrillic*2 > all:
		switch {
		case l.foreignCyrillic > 1 || l.cyrillic > 400 && l.notUkrainian == 0 && l.notRussian == 0:
			return "und"
		case l.notRussian > l.notUkrainian:
			return "uk"
		}
		return "ru"
	}
	return ""
}

// detectLanguage goes by the script of the letters and, among languages of one script, by their function words.
func (rd *reader) detectLanguage() string {
	var l letters
	for i, r := range rd.runes {
		if i > 40000 {
			break
		}
		l.add(r)
	}
	all := l.all()
	if all == 0 {
		return "und"
	}
	if s := l.script(); s != "" {
		return s
	}
	if l.latin*2 <= all {
		return "und"
	}
	counts := make([]int, len(rd.lx.langs))
	n := 0
	for i := range rd.paras {
		n += rd.tally(rd.paras[i].toks[:min(len(rd.paras[i].toks), 6000-min(n, 6000))], counts)
	}
	best := mostCounted(counts)
	if best < 0 {
		best = rd.tieByLetters(counts)
	}
	if best >= 0 && (counts[best] >= 3 || n < 30 && counts[best] >= 1) {
		return rd.lx.langs[best]
	}
	if n < 12 {
		return "en" // too short to tell; English frames find nothing where they do not fit
	}
	return "und"
}

// tally counts for each language the words that tell it. An elided word tells by its front: "l'" of "l'eau".
func (rd *reader) tally(toks []token, counts []int) int {
	for i := range toks {
		t := &toks[i]
		if !t.word() {
			continue
		}
		bits := rd.lx.tells[t.low]
		if bits == 0 && t.end-t.start < 24 {
			if at := apostropheIn(t.low); at > 0 {
				bits = rd.lx.tells[t.low[:at]+"'"]
			}
		}
		weight := 1
		if bits&(bits-1) == 0 {
			weight = 2 // no other language has it
		}
		for k := 0; bits != 0; k, bits = k+1, bits>>1 {
			if bits&1 != 0 {
				counts[k] += weight
			}
		}
	}
	return len(toks)
}

// apostropheIn gives the place of an apostrophe after the first one to five bytes of a word, or 0.
func apostropheIn(w string) int {
	for i, r := range w {
		if i > 5 {
			return 0
		}
		if r == '\'' || r == '’' {
			return i
		}
	}
	return 0
}

// mostCounted is the index of the highest count, or -1 where two share it or all are 0.
func mostCounted(counts []int) int {
	best, tie := -1, false
	for k, n := range counts {
		switch {
		case n == 0:
		case best < 0 || n > counts[best]:
			best, tie = k, false
		case n == counts[best]:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return best
}

// tieByLetters chooses among languages that are told by equally many words: the one whose own letters stand in the text.
func (rd *reader) tieByLetters(counts []int) int {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	if most == 0 {
		return -1
	}
	best, hits := -1, 0
	for k, lang := range rd.lx.langs {
		if counts[k] < most {
			continue
		}
		n := 0
		for set := range rd.lx.packs[lang].class["letters"] {
			for i, r := range rd.runes {
				if i > 2000 {
					break
				}
				if strings.ContainsRune(set, r) {
					n++
				}
			}
		}
		if n > hits || best < 0 && lang == "en" {
			best, hits = k, n
		}
	}
	return best
}

// ownLanguage tells the language of a paragraph where it is clearly not that of the article, or "".
func (rd *reader) ownLanguage(p *paragraph) string {
	var l letters
	for i := range p.toks {
		if i > 60 {
			break
		}
		if t := &p.toks[i]; t.word() {
			for _, r := range t.text {
				l.add(r)
			}
		}
	}
	if s := l.script(); s != "" {
		return s
	}
	if l.latin*2 <= l.all() || l.latin == 0 || len(p.toks) < 6 {
		return ""
	}
	counts := make([]int, len(rd.lx.langs))
	rd.tally(p.toks[:min(len(p.toks), 40)], counts)
	best := mostCounted(counts)
	if best < 0 || counts[best] < 4 {
		return ""
	}
	for k, lang := range rd.lx.langs {
		if lang == rd.language() && counts[best] < 3*counts[k]+3 {
			return ""
		}
	}
	return rd.lx.langs[best]
}
