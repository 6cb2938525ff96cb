package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// retokenize cuts a paragraph anew by the customs of its language: "n'a" is two words, "dit-il" is two, צה"ל is one.
func (pk *pack) retokenize(r []rune, p *paragraph, v *vocabulary) {
	in := tokenize(r, p.Start, p.End, pk.class["abbreviation"], v)
	out := make([]token, 0, len(in)+len(in)/8)
	for i := 0; i < len(in); i++ {
		t := in[i]
		if low := fold(t.low); low != t.low {
			t.own()
			t.low = low
		}
		if t.kind != tokWord {
			out = append(out, t)
			continue
		}
		if pk.caseless {
			for n := pk.acronym(in, i); n > 0; n = pk.acronym(in, i) {
				i += 2
				t.own()
				t.end = in[i].end
				t.text = string(r[t.start:t.end])
				t.low = fold(strings.ToLower(t.text))
			}
		}
		out = pk.appendSplit(out, r, t)
	}
	p.toks = out
}

// acronym says whether the mark behind word i stands inside an acronym: before its last letter, or before its ending
// where what stands before the mark is more than letters written onto a quoted word.
func (pk *pack) acronym(in []token, i int) int {
	if i+2 >= len(in) || in[i+1].text != "\"" && in[i+1].text != "״" && in[i+1].text != "''" || !in[i+2].word() || in[i+1].start != in[i].end || in[i+2].start != in[i+1].end || !caselessScript(in[i].text) || !caselessScript(in[i+2].text) {
		return 0
	}
	n := in[i+2].end - in[i+2].start
	if n == 1 {
		return 1
	}
	if n > 4 || in[i].end-in[i].start <= 2 && pk.onlyPrefixes(in[i].text) {
		return 0
	}
	return 1
}

func (pk *pack) onlyPrefixes(w string) bool {
	for w != "" {
		before := len(w)
		for _, list := range [][]string{pk.articles, pk.prefixes, pk.joined} {
			for _, x := range list {
				w = strings.TrimPrefix(w, x)
			}
		}
		if len(w) == before {
			return false
		}
	}
	return true
}

// appendSplit adds a word, cut where an elision, a clitic or a preposition joins two.
func (pk *pack) appendSplit(out []token, r []rune, t token) []token {
	cut := func(at int) token { // the front of t up to a place; t becomes the rest
		front := t
		front.own()
		t.own()
		front.end = at
		front.text = string(r[front.start:at])
		front.low = fold(strings.ToLower(front.text))
		t.start = at
		t.text = string(r[at:t.end])
		t.low = fold(strings.ToLower(t.text))
		t.capital = unicode.IsUpper(r[at])
		t.upper = t.end-at > 1 && t.upper
		return front
	}
	if utf8.RuneCountInString(t.low) != t.end-t.start {
		return append(out, t) // vowel signs in between
	}
	for len(pk.elisions) > 0 {
		at := strings.IndexByte(t.low, '\'')
		if at <= 0 || at+1 >= len(t.low) || !pk.elisions[t.low[:at+1]] {
			break
		}
		out = append(out, cut(t.start+utf8.RuneCountInString(t.low[:at+1])))
	}
	for _, c := range pk.clitics {
		front, ok := strings.CutSuffix(t.low, "-"+c)
		if !ok || front == "" {
			continue
		}
		f := cut(t.end - utf8.RuneCountInString(c))
		f.low = strings.TrimSuffix(strings.TrimSuffix(f.low, "-"), "-t")
		return append(out, f, t)
	}
	for _, ph := range pk.gluedBehind(out) {
		if rest, ok := strings.CutPrefix(t.low, ph); ok && utf8.RuneCountInString(rest) > 1 && !strings.HasPrefix(rest, ph) {
			return append(out, cut(t.start+utf8.RuneCountInString(ph)), t)
		}
	}
	return append(out, t)
}

// gluedBehind gives what a phrase that ends here writes onto the next word.
func (pk *pack) gluedBehind(out []token) []string {
	if len(out) == 0 || !pk.caseless || !out[len(out)-1].word() {
		return nil
	}
	for n := 1; n <= 3 && n <= len(out); n++ {
		for _, ph := range pk.accordingAt(out[len(out)-n].low) {
			if ph.glued != "" && len(ph.rest) == n-1 && restMatches(out, len(out)-n+1, ph.rest) {
				return []string{ph.glued}
			}
		}
	}
	return nil
}

func (pk *pack) accordingAt(w string) []packPhrase {
	if list, ok := pk.according[w]; ok {
		return list
	}
	for _, j := range pk.joined {
		if rest, ok := strings.CutPrefix(w, j); ok {
			return pk.according[rest]
		}
	}
	return nil
}

func restMatches(toks []token, i int, rest []string) bool {
	if i+len(rest) > len(toks) {
		return false
	}
	for k, w := range rest {
		if toks[i+k].low != w {
			return false
		}
	}
	return true
}

// caselessScript says whether a word is written in a script that has no capitals.
func caselessScript(w string) bool {
	r := firstRune(w)
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFEFC
}

// caseless says whether a word can be a name by its script alone: one without capitals, of which no list knows the
// word as a common one.
func caseless(w string) bool {
	if !caselessScript(w) {
		return false
	}
	for _, pk := range lexiconOnce().packs {
		if !pk.caseless {
			continue
		}
		l := fold(w)
		if _, _, role := pk.role(l); role || pk.pronouns[l] != "" || pk.pronouns[pk.strip(l)] != "" || pk.has("body", l) || pk.has("common", l) {
			return false
		}
	}
	return true
}
