package reading

import "strings"

// participleSubject: "…, Smith said, noting that": whoever spoke last in the unit, else the subject of the unit;
// "with Smith saying".
func (rd *reader) participleSubject(p *paragraph, k int, cues []cue, ci int) np {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	if c.a > u.a {
		prev := &toks[c.a-1]
		if beForms[prev.low] || rd.lx.en.adverbs[prev.low] && c.a-2 >= u.a && beForms[toks[c.a-2].low] {
			return rd.subjectBefore(p, c.a, u.a)
		}
		for i := c.a - 1; i >= u.a && c.a-i < 12 && toks[i].pair < 0 && toks[i].word(); i-- {
			if toks[i].is("with") && i+1 < c.a && !rd.hasFinite(p, i+1, c.a) {
				return np{a: i + 1, b: c.a, clause: i}
			}
		}
	}
	if c.a == u.a { // "Repeating calls for a vote, Roe said …"
		for i := c.b; i+1 < u.b && i-c.b < 40; i++ {
			if toks[i].text == "," && toks[i].pair < 0 {
				if s := rd.phraseAfter(p, i+1, u.b); s.ok() && rd.canSpeak(p, s) && s.b < u.b && rd.finiteVerb(toks, s.b) {
					return s
				}
			}
		}
		return np{}
	}
	if s := rd.absolute(p, u, c.a); s.ok() {
		return s
	}
	if a := rd.lastIn(p.index, k); a != nil && a.hasCue && a.speakerPara == p.index {
		return a.speaker
	}
	for i := c.a - 1; i > u.a+1; i-- { // "Similar views were shared by Roe, saying"
		if toks[i].is("by") && toks[i].pair < 0 && strings.HasSuffix(toks[i-1].low, "ed") && beForms[toks[i-2].low] {
			if s := rd.phraseAfter(p, i+1, c.a); s.ok() && rd.canSpeak(p, s) {
				return s
			}
		}
	}
	return rd.mainSubject(p, u, c.a)
}

// absolute gives the subject of its own that a participle has: "…, the government recommending that".
func (rd *reader) absolute(p *paragraph, u unit, v int) np {
	toks := p.toks
	i := v - 1
	for i > u.a && v-i < 8 && toks[i].word() && toks[i].pair < 0 && !rd.lx.en.preps[toks[i].low] {
		i--
	}
	if i <= u.a || toks[i].text != "," || v-i < 2 || toks[i].pair >= 0 {
		return np{}
	}
	s := np{a: i + 1, b: v, clause: i + 1}
	first := &toks[s.a]
	if !first.capital && !rd.lx.en.dets[first.low] || rd.functionWord(first) && !rd.lx.en.dets[first.low] || rd.hasFinite(p, s.a, s.b) || !rd.canSpeak(p, s) || strings.HasSuffix(toks[v-1].low, "ly") {
		return np{}
	}
	if _, n := rd.dateAt(toks[:v], s.a); n > 0 || s.b == s.a+1 && (first.upper && first.end-first.start < 4 || rd.isPlace(toks[s.a:s.b])) {
		return np{} // "in Kewaunee, WI"
	}
	return s
}

// sharedSubject: "Smith tweeted to Roe and said that": the subject of the verb before.
func (rd *reader) sharedSubject(p *paragraph, k int, cues []cue, ci int) np {
	u := p.units[k]
	c := &cues[ci]
	j := rd.skipBetween(p, c.a-1, u.a, -1)
	if j < u.a {
		return np{}
	}
	t := &p.toks[j]
	if !(t.is("and") || t.is("but") || t.is("then") || t.is("or") || t.text == "," || p.quoteEnds(j)) {
		return np{}
	}
	if a := rd.lastIn(p.index, k); a != nil && a.hasCue && a.speakerPara == p.index {
		return a.speaker
	}
	if p.quoteEnds(j) {
		return np{}
	}
	for x := ci - 1; x >= 0; x-- {
		if !cues[x].ing && !cues[x].according {
			v := cues[x].a
			if cues[x].negated > 0 {
				v = cues[x].negated - 1
			}
			if s := rd.subjectBefore(p, v, u.a); s.ok() {
				return s
			}
		}
	}
	return rd.mainSubject(p, u, j)
}

// mainSubject is the first noun phrase of the unit before its verb, adverbials in front left out.
func (rd *reader) mainSubject(p *paragraph, u unit, end int) np {
	toks := p.toks
	i := u.a
	for guard := 0; i < end && guard < 6; guard++ {
		t := &toks[i]
		if !t.word() || t.pair >= 0 {
			if t.pair >= 0 {
				return np{}
			}
			i++
			continue
		}
		_, n := rd.dateAt(toks[:end], i)
		adverbial := n > 0 || rd.lx.en.preps[t.low] || rd.lx.en.boundaries[t.low] && !t.is("that") || rd.lx.en.adverbs[t.low] && !rd.lx.en.dets[t.low] || t.is("speaking") || t.is("asked")
		if !adverbial {
			break
		}
		k := i
		for k < end && k-i < 30 && !(toks[k].text == "," && toks[k].pair < 0) {
			k++
		}
		if k >= end || k-i >= 30 {
			if n > 0 {
				i += n
				continue
			}
			return np{}
		}
		i = k + 1
	}
	if i < end && (toks[i].is("and") || toks[i].is("but")) {
		i++
	}
	if i >= end {
		return np{}
	}
	s := rd.phraseAfter(p, i, end)
	if !s.ok() || !rd.nominal(toks[s.a:s.b]) {
		return np{}
	}
	return s
}
