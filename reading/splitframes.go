package reading

import "strings"

// topicFirst: "The truce, said Ann Roe of the Centre, “was dead on arrival.”": the subject stands before the verb of
// speech, the rest behind the speaker.
func (rd *reader) topicFirst(p *paragraph, k int, cues []cue, ci, covered int, base attribution) int {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	if c.ing || !c.kind.has('s') || c.a-1 <= covered || c.a-covered > 14 || toks[c.a-1].text != "," || toks[c.a-1].pair >= 0 || rd.hasFinite(p, covered, c.a-1) || !rd.nominal(toks[covered:c.a-1]) || toks[covered].text == "," {
		return 0
	}
	s := rd.phraseAfter(p, c.b, u.b)
	if !s.ok() || s.b+2 >= u.b || toks[s.b].text != "," || !rd.canSpeak(p, s) || !(p.quoteOpens(s.b+1) && toks[s.b+2].word() && !toks[s.b+2].capital || rd.finiteVerb(toks, s.b+1)) {
		return 0
	}
	base.speaker, base.a, base.b = s, covered, c.a-1
	base.frame, base.spanConf, base.speakConf, base.reason = "split", 0.8, 0.9, "goes on behind “"+rd.slice(p.span(c.a, s.b))+"”"
	rd.add(base)
	f := forwardContent{start: s.b + 1, quote: p.quoteOpens(s.b + 1)}
	base.a, base.b = s.b+1, rd.contentEnd(p, u, f, cues, ci)
	rd.add(base)
	return base.b
}

// subjectFirst: "The last boat, a spokeswoman said, had to turn back", "By Wednesday, Roe said, a third of the city would
// flood": the head of the clause stands before the speaker, the rest behind the verb.
func (rd *reader) subjectFirst(p *paragraph, k int, cues []cue, ci, covered, before int, s np, base attribution) int {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	if c.ing || !c.kind.has('s') || covered != u.a || before-1 <= covered || before-covered > 14 || s.a > c.a || toks[before-1].text != "," || toks[before-1].pair >= 0 || rd.hasFinite(p, covered, before-1) {
		return 0
	}
	at := c.b
	if c.kind.has('o') {
		if to := rd.phraseAfter(p, at, u.b); to.ok() {
			base.addressee, at = to, to.b
		}
	}
	if at+2 >= u.b || toks[at].text != "," || toks[at].pair >= 0 || p.quoteOpens(at+1) {
		return 0
	}
	verb := rd.finiteVerb(toks, at+1) || toks[at+1].is("could") || toks[at+1].is("must")
	first := &toks[covered]
	lead := rd.lx.en.preps[first.low] && !rd.lx.en.adverbs[first.low]
	if !verb && !(lead && rd.clauseAhead(p, at+1, u.b, &cue{kind: "b"}, -1)) || verb && lead || rd.lx.en.adverbs[first.low] && !rd.lx.en.dets[first.low] || rd.lx.en.boundaries[first.low] {
		return 0
	}
	if lead && !verb { // "In addition", "For his part" lead over
		for i := covered; i < before-1; i++ {
			if toks[i].is("addition") || toks[i].is("part") || toks[i].is("fact") || toks[i].is("contrast") || toks[i].is("response") || rd.lx.en.venues[toks[i].low] || toks[i].capital && i > covered && rd.isPlace(toks[i:i+1]) {
				return 0
			}
		}
	}
	base.a, base.b, base.frame, base.spanConf, base.speakConf = covered, before-1, "split", 0.8, 0.9
	base.reason = "goes on behind “" + rd.slice(p.span(c.a, c.b)) + "”"
	rd.add(base)
	base.a, base.b = at+1, rd.contentEnd(p, u, forwardContent{start: at + 1}, cues, ci)
	rd.add(base)
	return base.b
}

// resume looks at what follows "…,” Smith said": the second piece of a split quotation.
func (rd *reader) resume(p *paragraph, k int, cues []cue, ci, at int, base attribution) int {
	u := p.units[k]
	toks := p.toks
	first := len(rd.found) - 1
	i := at
	// as far as the next comma or mark
	if strings.HasSuffix(base.cue.lemma, "as saying") && i < u.b && toks[i].is("by") {
		if by := rd.phraseAfter(p, i+1, u.b); by.ok() {
			rd.addHop(&rd.found[first], p, by)
		}
	}
	for i < u.b && toks[i].text != "," && !(p.quoteOpens(i) && !rd.programme(p, i)) && toks[i].text != ":" && toks[i].text != ";" {
		if p.quoteOpens(i) {
			q := p.pairs[toks[i].pair]
			i = q.close
			if toks[q.close-1].text == "," { // the comma inside “This Week,” parts the pieces
				if i+1 < u.b && p.quoteOpens(i+1) {
					break
				}
			}
		}
		if ci+1 < len(cues) && i >= cues[ci+1].a {
			return at
		}
		if i-at > 24 {
			return at
		}
		i++
	}
	if i < u.b && toks[i].text == "," && !(i+1 < u.b && p.quoteOpens(i+1)) { // "said his wife, Betty, “…”"
		for x := i + 1; x+1 < u.b && x-i < 30 && !rd.cueAt(cues, x); x++ {
			if p.quoteOpens(x) && rd.programme(p, x) {
				x = p.pairs[toks[x].pair].close
				continue
			}
			if toks[x].pair >= 0 {
				break
			}
			if toks[x].text == "," && p.quoteOpens(x+1) {
				i = x
				break
			}
		}
	}
	if i >= u.b {
		kind := cueKind("q")
		if base.cue.kind.has('o') {
			kind = "qo" // "told Reuters"
		}
		f := rd.forward(p, u, &cue{a: base.cue.a, b: at, kind: kind}, -1)
		rd.found[first].addressee = f.addressee
		rd.found[first].hops = append(rd.found[first].hops, f.hops...)
		return at
	}
	comma := toks[i].text == "," || toks[i].text == ":" || toks[i].text == ";"
	if p.quoteEnds(i) && i+1 < u.b {
		i, comma = i+1, true
	}
	j := i
	if comma {
		if toks[i].text == "," || toks[i].text == ":" || toks[i].text == ";" {
			j++
		}
		if j+1 < u.b && (toks[j].is("and") || toks[j].is("but") || toks[j].is("because")) && p.quoteOpens(j+1) {
			j++
		}
	}
	if j < u.b && p.quoteOpens(j) && (comma || j == at) {
		end := rd.quoteRun(p, u, j)
		base.a, base.b = j, end
		base.frame, base.spanConf, base.speakConf = "split", 0.93, 0.93
		base.reason = "goes on after “" + rd.slice(p.span(base.cue.a, base.cue.b)) + "”"
		if e := rd.contentEnd(p, u, forwardContent{start: j, quote: true}, cues, ci); e > end {
			base.b = e
		}
		rd.add(base)
		return base.b
	}
	if comma && j+2 < u.b && rd.found[first].frame == "C, S cue" && toks[i].text == "," && (toks[j].is("provided") || toks[j].is("unless") || toks[j].is("if") || toks[j].is("so") && toks[j+1].is("long")) && rd.hasFinite(p, j+1, u.b) {
		base.a, base.b = j, rd.contentEnd(p, u, forwardContent{start: j}, cues, ci)
		base.frame, base.reason = "split", "the condition goes on after “"+rd.slice(p.span(base.cue.a, base.cue.b))+"”"
		rd.add(base) // "Arvenia will accept it, the minister said, provided that the guns are listed"
		return base.b
	}
	// The deal, Smith said, is close.
	if comma && toks[i].text == "," && rd.found[first].frame == "C, S cue" && j < u.b && toks[j].word() && !toks[j].capital && !rd.cueAt(cues, j) && !toks[j].is("who") && !toks[j].is("which") && !toks[j].is("and") && !toks[j].is("but") && !toks[j].is("while") && !toks[j].is("as") && !toks[j].is("when") && i == at {
		e := rd.contentEnd(p, u, forwardContent{start: j}, cues, ci)
		if !rd.hasFinite(p, j, e) && rd.hasFinite(p, rd.found[first].a, rd.found[first].b) {
			return at // ", the prime minister."
		}
		base.a, base.b = j, e
		base.frame, base.spanConf, base.speakConf = "split", 0.8, 0.88
		base.reason = "clause goes on after “" + rd.slice(p.span(base.cue.a, base.cue.b)) + "”"
		rd.add(base)
		return e
	}
	return at
}
