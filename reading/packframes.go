package reading

import "sort"

// readUnit tries the frames of one sentence, verb by verb and "according to" by "according to".
func (w *packReader) readUnit(p *packParagraph, k int) {
	u := p.units[k]
	pk := p.pk
	cues := pk.cuesOf(p.paragraph, u)
	covered := u.a
	group := len(w.rd.found) + len(p.found)
	n := len(p.found)
	ci := 0
	for i := u.a; i < u.b; i++ {
		if p.toks[i].pair >= 0 {
			i = p.pairs[p.toks[i].pair].close
			continue
		}
		if i < covered {
			i = covered - 1
			continue
		}
		for ci < len(cues) && cues[ci].b <= i {
			ci++
		}
		if ci < len(cues) && cues[ci].b-1 == i {
			covered = max(covered, w.verb(p, k, cues, ci, covered, group))
			continue
		}
		if m, self := pk.accordingLength(p.paragraph, i, u.b); m > 0 {
			covered = max(covered, w.according(p, k, i, m, self, covered, group))
		} else if pk.postposed[p.toks[i].low] {
			covered = max(covered, w.postposed(p, k, i, covered, group))
		}
	}
	if len(p.found) == n {
		w.openVerb(p, k, group)
	}
	if len(p.found) == n {
		w.colon(p, k, group)
	}
}

func (w *packReader) base(p *packParagraph, k, a, b, group int) attribution {
	return attribution{para: p.index, unit: k, cue: cue{a: a, b: b, lemma: p.toks[a].low}, hasCue: true, speakerPara: p.index, cuePara: p.index, group: group}
}

// quoteBefore gives the quotation that ends right before token i, marks between left out; -1 if there is none.
func (p *packParagraph) quoteBefore(i, from int) (q int, parted bool) {
	for j := i - 1; j >= from && i-j < 5; j-- {
		t := &p.toks[j]
		if t.pair >= 0 {
			if p.pairs[t.pair].close == j {
				return t.pair, parted
			}
			return -1, parted
		}
		if t.kind != tokPunct || t.text == ":" || t.text == ";" || t.text == "(" {
			return -1, parted
		}
		parted = true
	}
	return -1, parted
}

// verb reads the frames of one verb and gives how far the unit is then taken.
func (w *packReader) verb(p *packParagraph, k int, cues []packCue, ci, covered, group int) int {
	c := &cues[ci]
	pk, toks, u := p.pk, p.toks, p.units[k]
	if c.negated {
		return c.b
	}
	base := w.base(p, k, c.a, c.b, group)
	base.cue.kind = c.kind
	word := w.rd.slice(p.span(c.a, c.b))
	f := pk.ahead(p.paragraph, u, c)
	if c.kind.has('i') {
		f = packContent{start: -1}
	}

	// «…», dit NAME
	q, parted := p.quoteBefore(c.left, covered)
	if q < 0 && !pk.caseless && c.left-2 > covered && c.left == c.a { // «…», — коротко ответила она
		if t := &toks[c.left-1]; t.word() && !t.capital && t.pair < 0 && !pk.ends(t) && !pk.class["determiner"][t.low] && !pk.class["link"][t.low] && pk.pronouns[t.low] == "" && !pk.somebodyWord(t) {
			if q, parted = p.quoteBefore(c.left-1, covered); !parted {
				q = -1
			}
		}
	}
	var before np
	if q < 0 && !c.kind.has('i') && (f.start < 0 || f.quote) {
		if s, _ := pk.subject(p.paragraph, covered, c.left); s.ok() && s.b <= c.left {
			if q2, parted2 := p.quoteBefore(s.a, covered); q2 >= 0 && parted2 {
				q, parted, before = q2, parted2, s
			}
		}
	}
	if q >= 0 && parted && f.that && f.start > c.b {
		f = packContent{start: -1} // "…», sostiene un diplomático que pide …": a relative clause
	}
	if q >= 0 && !parted && f.start >= 0 && p.quoteWords(q) <= 5 {
		q = -1 // the name of a company before its verb
	}
	if q >= 0 && (c.kind.has('q') || c.kind.has('p')) && !(f.start >= 0 && f.that) {
		s := before
		if !s.ok() {
			s = pk.speakerBehind(p.paragraph, c, u.b)
		}
		base.a, base.b = p.pairs[q].open, p.pairs[q].close+1
		base.frame, base.spanConf, base.speakConf = "Q, cue S", 0.92, 0.9
		base.reason = "quotation before “" + word + "”"
		if a := w.clauseAround(p, covered, base.a); a < base.a {
			base.a, base.frame, base.spanConf = a, "C, cue S", 0.8
		}
		if c.kind.has('x') {
			s = np{}
		}
		base.speaker = s
		if !s.ok() {
			base.speakConf = 0
		}
		w.add(p, base)
		return w.secondHalf(p, k, c, base, max(c.b, s.b))
	}

	if f.quote && c.left > covered && isComma(&toks[c.left-1]) && f.start == c.b && p.quoteWords(toks[f.start].pair) <= 3 && p.pairs[toks[f.start].pair].close+1 < u.b && isComma(&toks[p.pairs[toks[f.start].pair].close+1]) {
		return covered // Paul Roche, dit « le Rouge », …
	}
	s, shared := np{}, false
	if f.start >= 0 || f.next {
		end := u.b
		if f.start >= 0 {
			end = f.start
		}
		s, shared = w.speaker(p, c, covered, end)
		if f.that && s.ok() && s.b <= c.a && pk.objectBehind(p.paragraph, c, f.start) {
			return covered // "a annoncé une mesure que personne n'attendait"
		}
		if shared {
			if n := len(p.found); n > 0 && p.found[n-1].unit == k && p.found[n-1].speaker.ok() {
				s = p.found[n-1].speaker
				base.cue.kind += p.found[n-1].cue.kind
			}
		}
		if colon := f.quote && toks[f.start-1].text == ":"; !s.ok() && !colon {
			if !c.kind.has('x') && (!pk.dropped || !w.subjectLeftOut(p, c, covered)) {
				return covered
			}
		}
	}
	base.speaker, base.speakConf = s, 0.88
	if !s.ok() {
		base.speakConf = 0
	}
	switch {
	case f.quote:
		base.a, base.b = f.start, p.pairs[toks[f.start].pair].close+1
		base.frame, base.spanConf, base.reason = "S cue Q", 0.93, "quotation after “"+word+"”"
		end := base.b
		w.add(p, base)
		return end
	case f.start >= 0:
		base.a, base.b = f.start, w.clauseEnd(p, k, cues, ci, f.start)
		base.frame, base.spanConf, base.reason = "S cue that C", 0.88, "clause after “"+word+" "+toks[f.start].text+"”"
		if f.bare {
			base.frame, base.spanConf, base.reason = "S cue C", 0.8, "clause of reported speech after “"+word+"”"
		}
		end := base.b
		w.add(p, base)
		return end
	case f.next:
		w.nextParagraph(p, base)
		return c.b
	}
	return w.clauseBefore(p, k, cues, ci, covered, base)
}

// speaker finds who is the subject of a verb, on the side where its language puts it first.
func (w *packReader) speaker(p *packParagraph, c *packCue, from, end int) (np, bool) {
	pk := p.pk
	if c.kind.has('x') {
		return np{}, false
	}
	if c.kind.has('h') {
		if n := len(p.found); n > 0 && p.found[n-1].cuePara == p.index && p.found[n-1].cue.a >= p.units[p.found[n-1].unit].a && p.found[n-1].unit == p.unitAt(c.a) {
			return np{}, true
		}
		u := p.units[p.unitAt(c.a)]
		s := pk.subjectIn(p.paragraph, u.a, c.left)
		if pk.verbFirst && !s.ok() {
			s = pk.phrase(p.paragraph, u.a+1, c.left)
		}
		return pk.somebody(p.paragraph, s, s.b), false
	}
	if c.clitic.ok() {
		return c.clitic, false
	}
	behind := func() np {
		if c.right >= end {
			return np{}
		}
		s := pk.phrase(p.paragraph, c.right, end)
		if s.ok() && pk.leansBehind(p.toks[s.a].low) {
			return np{}
		}
		return s
	}
	if pk.verbFirst {
		if s := behind(); s.ok() {
			return s, false
		}
	}
	if s, shared := pk.subject(p.paragraph, from, c.left); s.ok() || shared {
		return s, shared
	}
	if s := behind(); s.ok() {
		return s, false
	}
	return np{}, c.joined && c.a > from && len(p.found) > 0
}

// unitAt gives the sentence that token i stands in.
func (p *packParagraph) unitAt(i int) int {
	return min(sort.Search(len(p.units), func(k int) bool { return p.units[k].b > i }), len(p.units)-1)
}

// subjectLeftOut says whether nothing before a verb can be its subject.
func (w *packReader) subjectLeftOut(p *packParagraph, c *packCue, from int) bool {
	if c.left <= from {
		return true
	}
	t := &p.toks[c.left-1]
	return t.kind == tokPunct && !endsSentence(t) && t.text != ")" || p.pk.is("and", t) || p.pk.is("adverb", t)
}

// speakerBehind takes the noun phrase behind a verb that follows what was said.
func (pk *pack) speakerBehind(p *paragraph, c *packCue, end int) np {
	if c.clitic.ok() || c.kind.has('x') {
		return c.clitic
	}
	if c.right >= end {
		return np{}
	}
	s := pk.anyPhrase(p, c.right, end)
	if s.ok() && c.right < c.a && s.b > c.a {
		s.b = c.a // „Q“, hat Brandt gesagt
	}
	if s.ok() && pk.leansBehind(p.toks[s.a].low) {
		return np{}
	}
	return s
}
