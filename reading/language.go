package reading

import (
	"sort"
	"unicode"
)

// detectLanguage goes by the script of the letters and, among languages of one script, by their function words.
func (rd *reader) detectLanguage() string {
	var latin, hebrew, arabic, cyrillic, other int
	for i, r := range rd.runes {
		if i > 40000 {
			break
		}
		switch {
		case r < 0x80:
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				latin++
			}
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Hebrew, r):
			hebrew++
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		case unicode.IsLetter(r):
			other++
		}
	}
	all := latin + hebrew + arabic + cyrillic + other
	if all == 0 {
		return "und"
	}
	counts := map[string]int{}
	n := 0
	for i := range rd.paras {
		for k := range rd.paras[i].toks {
			if n++; n > 6000 {
				break
			}
			for lang, p := range rd.lx.packs {
				if w := rd.paras[i].toks[k].low; p.function[w] || p.cues[w] {
					counts[lang]++
				}
			}
		}
	}
	langs := make([]string, 0, len(counts))
	for l := range counts {
		langs = append(langs, l)
	}
	sort.Slice(langs, func(a, b int) bool {
		if counts[langs[a]] != counts[langs[b]] {
			return counts[langs[a]] > counts[langs[b]]
		}
		return langs[a] < langs[b]
	})
	switch {
	case hebrew*2 > all:
		return "he"
	case arabic*2 > all && (len(langs) == 0 || langs[0] == "ar"):
		return "ar"
	}
	if len(langs) > 0 && (counts[langs[0]] >= 3 || n < 30 && counts[langs[0]] >= 1) {
		return langs[0]
	}
	if latin*2 > all && n < 12 {
		return "en" // too short to tell; English frames find nothing where they do not fit
	}
	return "und"
}
