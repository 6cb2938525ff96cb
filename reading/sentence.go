package reading

import (
	"sort"
	"unicode"
)

// unit is what one attribution can reach: a sentence seen from outside its quotations, so that a quotation of three
// sentences with its "he said" is one unit. Tokens a to b, b exclusive.
type unit struct{ a, b int }

// longestUnit, in tokens, keeps every search inside a unit linear in hostile text.
const longestUnit = 400

// endsSentence says whether token i is a mark that can end a sentence.
func endsSentence(t *token) bool {
	switch t.text {
	case ".", "!", "?", "…", "...", "....", "。", "؟", "！", "？":
		return t.kind == tokPunct
	}
	return false
}

// splitUnits cuts a paragraph into units.
func (rd *reader) splitUnits(p *paragraph) {
	toks := p.toks
	start := 0
	if n := len(p.units); n > 0 { // a dateline
		start = p.units[n-1].b
	}
	for i := start; i < len(toks); i++ {
		if i+1 == len(toks) {
			break
		}
		cut := false
		if toks[i].pair < 0 {
			cut = endsSentence(&toks[i]) && beginsSentence(toks, i+1) ||
				i-start > longestUnit ||
				toks[i].word() && rd.dotEnds(toks, i)
		} else if q := p.pairs[toks[i].pair]; i == q.close {
			last := i - 1
			if last >= q.open && endsSentence(&toks[last]) && beginsSentence(toks, i+1) && !isDash(toks[i+1].text) {
				cut = !rd.attributionFollows(p, i+1, toks[last].text == "." && !q.single)
			} else if i-start > longestUnit {
				cut = true
			}
		}
		if cut {
			p.units = append(p.units, unit{start, i + 1})
			start = i + 1
		}
	}
	if start < len(toks) {
		p.units = append(p.units, unit{start, len(toks)})
	}
}

// beginsSentence says whether a sentence can begin with token i: a capital, a digit, an opening mark, or a letter of
// a script without capitals.
func beginsSentence(toks []token, i int) bool {
	t := &toks[i]
	if t.kind == tokMark {
		_, after := glued(toks, i)
		return after
	}
	if t.kind == tokPunct {
		return t.text == "(" || t.text == "[" || t.text == "—" || t.text == "–" || t.text == "-" || t.text == "•"
	}
	if t.capital || t.digit {
		return true
	}
	for _, r := range t.text {
		return unicode.IsLetter(r) && !unicode.IsLower(r) || r == '#' || r == '@'
	}
	return false
}

// dotEnds says whether the dot inside an abbreviation token also ends the sentence: "… in the U.S. The minister …".
func (rd *reader) dotEnds(toks []token, i int) bool {
	t := &toks[i]
	if t.text[len(t.text)-1] != '.' || i+1 >= len(toks) || toks[i+1].start == t.end || !beginsSentence(toks, i+1) {
		return false
	}
	switch t.low {
	case "u.s.", "u.k.", "u.n.", "d.c.", "a.m.", "p.m.", "etc.", "jr.", "sr.", "inc.", "ltd.", "co.", "corp.":
	default:
		return false
	}
	n := &toks[i+1]
	return n.kind == tokMark || rd.lx.en.dets[n.low] || rd.lx.en.pronouns[n.low] != "" || rd.lx.en.preps[n.low] && n.low != "of" || n.is("but") || n.is("and")
}

// attributionFollows says whether "Smith said." or "said Smith" stands right after a closed quotation at from, so
// that both are one unit. After a full stop inside the marks a new sentence is the rule, so that only a bare
// "Smith said." counts.
func (rd *reader) attributionFollows(p *paragraph, from int, afterStop bool) bool {
	toks := p.toks
	if !toks[from].word() {
		return false
	}
	limit := min(from+12, len(toks))
	for i := from; i < limit; i++ {
		t := &toks[i]
		if t.kind == tokMark || endsSentence(t) {
			return false
		}
		if v, ok := rd.lx.en.verbs[t.low]; ok && !v.ing && i > from {
			if i+1 >= len(toks) || endsSentence(&toks[i+1]) {
				return true
			}
			return !afterStop && toks[i+1].text == ","
		}
	}
	return false
}

// sentences are cut for display and counting: like units, but also inside quotations, closing marks included.
func sentencesOf(p *paragraph) []Span {
	var out []Span
	toks := p.toks
	start := 0
	for i := 0; i < len(toks); i++ {
		if !endsSentence(&toks[i]) {
			continue
		}
		end := i
		for end+1 < len(toks) && toks[end+1].start == toks[end].end && (toks[end+1].kind == tokMark || endsSentence(&toks[end+1]) || toks[end+1].text == ")" || toks[end+1].text == "]") {
			end++
		}
		if end+1 < len(toks) && beginsSentence(toks, end+1) {
			out = append(out, Span{toks[start].start, toks[end].end})
			start = end + 1
		}
		i = end
	}
	if start < len(toks) {
		out = append(out, Span{toks[start].start, toks[len(toks)-1].end})
	}
	return out
}

// unitOf gives the unit that token i stands in.
func (p *paragraph) unitOf(i int) int {
	k := sort.Search(len(p.units), func(k int) bool { return p.units[k].b > i })
	return max(0, min(k, len(p.units)-1))
}
