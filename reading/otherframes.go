package reading

// accordingTo reads "According to S, C", "C, according to S" and "C1, according to S, C2".
func (rd *reader) accordingTo(p *paragraph, k int, cues []cue, ci, covered, group int) int {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	s := rd.phraseAfter(p, c.b, u.b)
	if !s.ok() {
		return covered
	}
	word := rd.slice(p.span(c.a, c.b))
	base := attribution{para: p.index, unit: k, cue: *c, hasCue: true, speakerPara: p.index, cuePara: p.index, group: group, speaker: s,
		spanConf: 0.88, speakConf: 0.93, reason: "clause beside “" + word + "”"}
	lead := c.a
	for lead > covered && toks[lead-1].pair < 0 && (toks[lead-1].is("but") || toks[lead-1].is("and") || toks[lead-1].is("that") || toks[lead-1].text == "," && lead-1 == covered) {
		lead--
	}
	if a := rd.lastIn(p.index, k); a != nil && lead <= covered && covered > u.a && !rd.hasFinite(p, s.b, u.b) {
		rd.addHop(a, p, s) // "…, Roe said, according to a readout"
		return max(covered, s.b)
	}
	if lead <= covered { // in front
		i := s.b
		for i < u.b && toks[i].text != "," && i-s.b < 30 && toks[i].pair < 0 {
			if toks[i].run >= 0 || rd.lx.en.dets[toks[i].low] || rd.lx.en.pronouns[toks[i].low] != "" {
				if i == s.b {
					break // "According to Rathbun the property was returned"
				}
			}
			i++
		}
		if i > s.b && i < u.b && toks[i].text == "," && i-s.b < 12 && toks[i-1].word() && !rd.hasFinite(p, s.b, i) {
			base.speaker.b = i // "a report by the commission"
		}
		if i < u.b && toks[i].text == "," {
			i = rd.closeApposition(p, u, i)
			i++
		}
		if i >= u.b {
			return covered
		}
		f := forwardContent{start: i, quote: p.quoteOpens(i)}
		base.a, base.b = i, rd.contentEnd(p, u, f, cues, ci)
		base.frame = "according to S, C"
		rd.add(base)
		return base.b
	}
	if a := rd.lastIn(p.index, k); a != nil && (covered >= c.a || !rd.hasFinite(p, covered, c.a)) {
		rd.addHop(a, p, s)
		return max(covered, s.b)
	}
	to := c.a
	base.frame = "C, according to S"
	if end := rd.backward(p, k, c, to, covered, s.b, base); end > 0 {
		rd.found[len(rd.found)-1].frame = "C, according to S"
		if end < u.b && toks[end].text == "," && end+2 < u.b && !rd.cueAt(cues, end+1) && !toks[end+1].is("who") && !toks[end+1].is("which") && !toks[end+1].is("a") && !toks[end+1].is("an") && !toks[end+1].is("the") && toks[end+1].pair < 0 && rd.hasFinite(p, end+1, u.b) && toks[end+1].run < 0 {
			base.a, base.b = end+1, rd.contentEnd(p, u, forwardContent{start: end + 1}, cues, ci)
			base.spanConf = 0.6
			rd.add(base)
			return base.b
		}
		return s.b
	}
	return covered
}

// closeApposition goes from the comma after "According to Roe" over ", a lawyer," to the comma before the content.
func (rd *reader) closeApposition(p *paragraph, u unit, i int) int {
	toks := p.toks
	if i+1 >= u.b {
		return i
	}
	n := &toks[i+1]
	if !(n.is("who") || n.is("which") || rd.lx.en.dets[n.low]) {
		return i
	}
	for k := i + 1; k < u.b && k-i < 24; k++ {
		if toks[k].text == "," && toks[k].pair < 0 {
			return k
		}
		if !n.is("who") && !n.is("which") && rd.finiteVerb(toks, k) {
			return i
		}
	}
	return i
}

// colonQuote reads "Sunak defended the record: “…”", "SMITH: “…”" and a colon at the end of a line before a line in
// quotation marks.
func (rd *reader) colonQuote(p *paragraph, k int) bool {
	u := p.units[k]
	toks := p.toks
	for i := u.a + 1; i < u.b; i++ {
		if toks[i].text != ":" || toks[i].pair >= 0 {
			continue
		}
		next := i+1 == len(toks) && rd.nextIsQuote(p.index)
		if !(i+1 < u.b && p.quoteOpens(i+1)) && !next {
			continue
		}
		s := rd.mainSubject(p, u, i)
		if !s.ok() {
			return false
		}
		base := attribution{para: p.index, unit: k, speakerPara: p.index, cuePara: p.index, group: len(rd.found), speaker: s, spanConf: 0.9, speakConf: 0.8,
			frame: "S: Q", reason: "quotation after a colon"}
		if s.b == i { // the name alone before the colon
			base.cue, base.hasCue = cue{a: i, b: i + 1, lemma: ":"}, true
		} else if s.b < i {
			base.cue, base.hasCue = cue{a: s.b, b: s.b + 1, lemma: toks[s.b].low}, toks[s.b].word()
			base.speakConf = 0.75
		}
		if !rd.canSpeak(p, s) {
			return false
		}
		if next {
			rd.nextParagraph(p, base)
			return true
		}
		base.a, base.b = i+1, rd.quoteRun(p, u, i+1)
		rd.add(base)
		return true
	}
	return false
}

// canSpeak says whether a noun phrase is a person, a body, a pronoun or a paper, as far as that can be told.
func (rd *reader) canSpeak(p *paragraph, s np) bool {
	en := &rd.lx.en
	for i := s.a; i < s.b; i++ {
		t := &p.toks[i]
		if t.run >= 0 && p.runs[t.run].kind != EntityPlace {
			return true
		}
		if g := en.pronouns[t.low]; g != "" && g != "n" {
			return true
		}
		if _, ok := en.roles[singular(t.low)]; ok || en.bodyNouns[t.low] || en.documents[t.low] {
			return true
		}
	}
	return false
}

func singular(w string) string {
	if len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
		return w[:len(w)-1]
	}
	return w
}

// nextIsQuote says whether the paragraph after i is wholly or first a quotation.
func (rd *reader) nextIsQuote(i int) bool {
	return i+1 < len(rd.paras) && rd.paras[i+1].Role == RoleBody && rd.paras[i+1].quoteOpens(0)
}

// nextParagraph gives the quotation at the head of the next paragraph to who was named before the line break.
func (rd *reader) nextParagraph(p *paragraph, base attribution) {
	n := &rd.paras[p.index+1]
	base.para, base.unit = p.index+1, 0
	base.a, base.b = 0, n.pairs[n.toks[0].pair].close+1
	base.frame, base.spanConf, base.speakConf = "S cue: ¶ Q", 0.93, 0.9
	base.reason = "the line before introduces the quotation"
	if len(n.units) > 0 && n.units[0].b < base.b {
		base.b = n.units[0].b
	}
	rd.add(base)
}

// nounCue reads "the minister's claim that C".
func (rd *reader) nounCue(p *paragraph, k, from int) {
	u := p.units[k]
	toks := p.toks
	en := &rd.lx.en
	for i := max(from, u.a) + 1; i+2 < u.b; i++ {
		if toks[i].pair >= 0 || !en.nounCues[toks[i].low] || toks[i].capital || !toks[i+1].is("that") {
			continue
		}
		o := i - 1 // "Roe's recent remarks that"
		for o > u.a && i-o < 4 && toks[o].word() && !toks[o].capital && !en.dets[toks[o].low] && !en.preps[toks[o].low] && !toks[o].is("'s") && !toks[o].is("’s") && toks[o].text != "’" {
			o--
		}
		prev := &toks[o]
		s := np{}
		switch {
		case prev.is("'s") || prev.is("’s") || prev.text == "’":
			s = rd.possessor(p, u, o)
		case prev.is("his") || prev.is("her") || prev.is("their") || prev.is("its"):
			s = np{a: o, b: o + 1, clause: o}
		}
		if !s.ok() {
			continue
		}
		end := u.b
		for x := i + 2; x < u.b; x++ {
			if toks[x].text == "," && toks[x].pair < 0 || toks[x].text == ";" {
				end = x
				break
			}
		}
		rd.add(attribution{para: p.index, unit: k, speakerPara: p.index, cuePara: p.index, group: len(rd.found), speaker: s,
			cue: cue{a: i, b: i + 1, lemma: toks[i].low}, hasCue: true, a: i + 1, b: end, frame: "noun that C", spanConf: 0.6, speakConf: 0.85,
			reason: "clause after “" + toks[i].text + " that”"})
		return
	}
}

func (rd *reader) possessor(p *paragraph, u unit, i int) np {
	a := i
	for a > u.a && i-a < 12 {
		t := &p.toks[a-1]
		if !t.word() || t.pair >= 0 || rd.lx.en.preps[t.low] && !t.is("of") || rd.lx.en.boundaries[t.low] || rd.finiteVerb(p.toks, a-1) {
			break
		}
		a--
		if rd.lx.en.dets[t.low] {
			break
		}
	}
	return np{a: a, b: i, clause: a}
}
