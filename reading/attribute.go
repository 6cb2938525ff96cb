package reading

// attribute finds the statements unit by unit, each paragraph with the frames of its language.
func (rd *reader) attribute() {
	rd.readPacks()
	for i := range rd.paras {
		p := &rd.paras[i]
		if rd.transcriptLine(p) {
			continue
		}
		switch p.Role {
		case RoleTitle, RoleHeading:
			if rd.packFor(p) == nil && len(p.toks) <= 40 {
				rd.headline(p)
			}
			continue
		case RoleBoilerplate, RolePublished, RoleCredit, RoleByline, RoleOutlet:
			continue
		}
		for k := range p.units {
			if p.Role == RoleBody && k == 0 && !rd.art.Dateline.Span.Empty() && rd.art.Dateline.Span.Start == p.toks[0].start && len(p.units) > 1 {
				continue
			}
			rd.attributeUnit(p, k)
		}
	}
	rd.continueStatements()
}

// lastIn gives the latest attribution of a unit found so far, or nil.
func (rd *reader) lastIn(para, unit int) *attribution {
	if n := len(rd.found); n > 0 && rd.found[n-1].para == para && rd.found[n-1].unit == unit {
		return &rd.found[n-1]
	}
	return nil
}

func (rd *reader) add(a attribution) {
	if a.b <= a.a {
		return
	}
	a.outer, a.copied = -1, -1
	rd.found = append(rd.found, a)
}

func (rd *reader) attributeUnit(p *paragraph, k int) {
	u := p.units[k]
	cues := rd.findCues(p, u, -1)
	toks := p.toks
	covered := u.a // everything before is taken by a statement
	group := len(rd.found)
	for ci := range cues {
		c := &cues[ci]
		if c.a < covered {
			continue
		}
		if c.according {
			covered = rd.accordingTo(p, k, cues, ci, covered, group)
			continue
		}
		if replyVerbs[c.lemma] && c.negated == 0 {
			if s := rd.subjectBefore(p, c.a, u.a); s.ok() && (toks[s.a].is("neither") || toks[s.a].is("none") || toks[s.a].is("no")) {
				c.negated = c.a + 1 // "Neither ministry responded to requests for comment"
			}
		}
		if c.negated > 0 {
			covered = rd.negatedCue(p, k, cues, ci, covered, group)
			continue
		}
		covered = rd.verbCue(p, k, cues, ci, covered, group)
	}
	if covered > u.a || !rd.signed(p, k) && !rd.colonQuote(p, k) {
		rd.nounCue(p, k, covered)
	}
	if rd.lastIn(p.index, k) == nil {
		rd.passiveCue(p, k, covered, group)
	}
	rd.askedWhether(p, k, len(rd.found))
}

// verbCue tries the frames of one verb and gives how far the unit is then taken.
func (rd *reader) verbCue(p *paragraph, k int, cues []cue, ci, covered, group int) int {
	u := p.units[k]
	c := &cues[ci]
	toks := p.toks
	base := attribution{para: p.index, unit: k, cue: *c, hasCue: true, speakerPara: p.index, cuePara: p.index, group: group}

	// “Q,” said Smith · C, said Smith
	if ci == 0 || covered < c.a {
		afterQuote := c.a > u.a && p.quoteEnds(c.a-1)
		afterComma := c.a > u.a && toks[c.a-1].text == "," && toks[c.a-1].pair < 0
		if (afterQuote && !c.ing || afterComma && !c.ing && c.kind.has('s')) && c.b < u.b && c.kind.has('q') {
			at := c.b
			if _, n := rd.dateAt(toks[:u.b], at); n > 0 {
				at += n // "announced on Sunday the party's leader"
			}
			if s := rd.phraseAfter(p, at, u.b); s.ok() && rd.nominal(toks[s.a:s.b]) && toks[s.a].pair < 0 && (afterQuote || s.b >= u.b || toks[s.b].text == "," || endsSentence(&toks[s.b]) || toks[s.b].is("who")) {
				if afterQuote || rd.hasFinite(p, covered, c.a) && !rd.subjectBefore(p, c.a, u.a).ok() {
					base.speaker = s
					if end := rd.backward(p, k, c, c.a, covered, s.b, base); end > 0 {
						return rd.resume(p, k, cues, ci, end, base)
					}
				}
			}
		}
	}

	if end := rd.topicFirst(p, k, cues, ci, covered, base); end > 0 {
		return end
	}
	if c.a == u.a && !c.ing && c.kind.has('q') { // Said Roe: “…”
		if s := rd.phraseAfter(p, c.b, u.b); s.ok() && s.b+1 < u.b && (toks[s.b].text == ":" || toks[s.b].text == ",") && p.quoteOpens(s.b+1) {
			base.speaker, base.a, base.b = s, s.b+1, rd.quoteRun(p, u, s.b+1)
			base.frame, base.spanConf, base.speakConf, base.reason = "cue S: Q", 0.93, 0.9, "quotation after “"+rd.slice(p.span(c.a, s.b))+"”"
			rd.add(base)
			return base.b
		}
	}
	s := np{}
	if who, via := rd.quotedAs(p, u, c); who.ok() {
		s = who
		if via.ok() {
			kind := HopSpokesman
			if rd.isOutlet(p, via) || rd.canSpeak(p, via) && !rd.personal(p, via) {
				kind = HopOutlet
			}
			base.hops = append(base.hops, hopFound{kind, p.index, via})
		}
	} else if c.ing {
		s = rd.participleSubject(p, k, cues, ci)
	} else {
		s = rd.subjectBefore(p, c.a, u.a)
		if !s.ok() && c.a > u.a {
			s = rd.sharedSubject(p, k, cues, ci)
		}
	}
	if !s.ok() {
		return covered
	}
	base.speaker = s
	before := s.clause
	if before < covered {
		before = covered
	}
	afterQuote := !c.ing && c.kind.has('q') && before > u.a && rd.quoteEndBefore(p, s, covered) > 0 && s.a < c.a
	if afterQuote && (rd.titleInFront(p, u, c, covered) || !p.setOff(rd.quoteEndBefore(p, s, covered))) {
		afterQuote = false
	}
	if afterQuote {
		if end := rd.backward(p, k, c, rd.quoteEndBefore(p, s, covered), covered, c.b, base); end > 0 {
			return rd.resume(p, k, cues, ci, end, base)
		}
	}
	if end := rd.subjectFirst(p, k, cues, ci, covered, before, s, base); end > 0 {
		return end
	}
	// “Smith said that …”
	f := rd.forward(p, u, c, -1)
	if f.start >= 0 && !f.quote && c.kind.has('e') && (!f.that && !rd.shows(p, s) || rd.closedLater(p, u, cues, ci, f.start)) {
		f.start = -1 // "Kiev shows no desire to negotiate, a spokesman said"
	}
	if f.start >= 0 && !f.quote && (c.ing || c.kind.has('i') && !f.that || c.kind.has('o') && !c.kind.has('q')) && rd.closedLater(p, u, cues, ci, f.start) {
		f.start = -1 // "Mr Wang urged the country to change course, the statement said"
	}
	if f.start < 0 && !f.next && s.a == u.a+1 && toks[u.a].is("as") && c.kind.has('t') { // "As Roe told reporters after the talks, she expects"
		for i := c.b; i+3 < u.b && i-c.b < 26; i++ {
			if toks[i].text == "," && toks[i].pair < 0 {
				f.start, f.quote = i+1, p.quoteOpens(i+1)
				break
			}
		}
	}
	if f.object && (c.ing && c.a == u.a && !c.kind.has('f') || rd.future(toks, c.a, u.a) || rd.closedLater(p, u, cues, ci, f.start)) {
		f.start = -1
	}
	if f.start >= 0 && (!f.that || c.kind.has('t') || c.kind.has('b') || c.kind.has('w')) && (c.kind.has('q') || c.kind.has('t') || c.kind.has('b') || !f.quote || c.kind.has('c') || c.kind.has('o') || c.kind.has('f')) {
		if !(f.quote && !c.kind.has('q') && !c.kind.has('c') && !c.kind.has('o') && !c.kind.has('f') && !c.kind.has('t')) {
			f.relative = s.relative
			end := rd.contentEnd(p, u, f, cues, ci)
			base.a, base.b = f.start, end
			base.addressee, base.hops = f.addressee, append(base.hops, f.hops...)
			if f.that {
				base.a = rd.skipAside(p, f.start, end)
			}
			base.frame = "S cue C"
			base.spanConf, base.speakConf = 0.85, 0.85
			switch {
			case f.quote && p.quoteEnds(end-1):
				base.frame, base.spanConf, base.speakConf = "S cue Q", 0.95, 0.93
				base.reason = "quotation right after “" + rd.slice(p.span(c.a, c.b)) + "”"
			case f.object:
				base.frame, base.spanConf = "S cue object", 0.6
				if c.kind.has('f') {
					base.frame, base.spanConf = "S cue for C", 0.75
				}
				base.reason = "object of “" + rd.slice(p.span(c.a, c.b)) + "”"
			case f.that:
				base.frame, base.spanConf = "S cue that C", 0.9
				base.reason = "clause after “" + rd.slice(p.span(c.a, c.b)) + " " + toks[f.start].text + "”"
			default:
				base.reason = "clause right after “" + rd.slice(p.span(c.a, c.b)) + "”"
			}
			if c.ing {
				base.frame = "participle"
				base.speakConf = 0.75
			}
			if c.kind.has('m') {
				base.frame = "thought"
				base.spanConf = 0.6
			}
			if f.quote && before-1 > covered && toks[before-1].text == "," && rd.topic(p, covered, before-1, f.start) {
				first := base // "Autonomy, she said, “will not be on the table”"
				first.a, first.b, first.frame = covered, before-1, "split"
				rd.add(first)
			}
			rd.add(base)
			return max(end, c.b)
		}
	}
	if f.next && rd.nextIsQuote(p.index) {
		rd.nextParagraph(p, base)
		return c.b
	}
	// C, Smith said.
	if !c.ing && c.kind.has('s') && !toks[c.a].is("states") && s.a < c.a && before > covered && toks[before-1].text == "," && toks[before-1].pair < 0 && rd.closesClause(p, u, c) {
		if rd.hasFinite(p, covered, before-1) || covered > u.a || c.b+1 < u.b && toks[c.b].text == "," && rd.finiteVerb(toks, c.b+1) {
			if end := rd.backward(p, k, c, before-1, covered, c.b, base); end > 0 {
				return rd.resume(p, k, cues, ci, end, base)
			}
		}
	}
	// a report behind a statement: “…,” CNN reported
	if a := rd.lastIn(p.index, k); a != nil && covered >= s.clause-1 && covered > u.a && !c.ing && s.a >= covered {
		rd.addHop(a, p, s)
	}
	return covered
}

// backward takes what stands before "Smith said" as the content; to is its end, from where the unit is free.
func (rd *reader) backward(p *paragraph, k int, c *cue, to, from, cueEnd int, base attribution) int {
	toks := p.toks
	for to > from && (toks[to-1].text == "," || toks[to-1].text == "—" || toks[to-1].text == "–") && toks[to-1].pair < 0 {
		to--
	}
	a := from
	for a < to && toks[a].kind == tokPunct && toks[a].text != "[" && toks[a].text != "(" {
		a++
	}
	if a >= to {
		return 0
	}
	base.frame, base.spanConf, base.speakConf = "C, S cue", 0.8, 0.88
	base.reason = "clause before “" + rd.slice(p.span(c.a, c.b)) + "”"
	if p.quoteEnds(to - 1) {
		q := p.pairs[toks[to-1].pair]
		open := q.open
		base.frame, base.spanConf, base.speakConf = "Q, S cue", 0.95, 0.95
		base.reason = "quotation closes before “" + rd.slice(p.span(c.a, c.b)) + "”"
		if open > a {
			// words before the quotation belong to it unless a colon or a sentence stands between
			switch {
			case toks[open-1].text == ":" || endsSentence(&toks[open-1]):
				a = open
			case p.quoteEnds(open - 1):
				a = p.pairs[toks[open-1].pair].open
			case rd.hasFinite(p, a, open) || rd.clauseWithQuote(p, a, open, to):
				base.frame, base.spanConf = "C, S cue", 0.8
			default:
				a = open
				base.spanConf = 0.75
			}
		}
	}
	if base.frame == "C, S cue" { // "…, the president's adviser, Ann Roe said": the office belongs to the speaker
		for x := to - 2; x > a+3 && to-x < 14; x-- {
			if toks[x].text != "," || toks[x].pair >= 0 {
				continue
			}
			_, role := rd.lx.en.roles[toks[to-1].low]
			if role && !rd.hasFinite(p, x+1, to) && base.speaker.a > to && toks[base.speaker.a].capital {
				to = x
			}
			break
		}
	}
	if to-a < 2 && !toks[a].word() {
		return 0
	}
	base.a, base.b = a, to
	rd.add(base)
	return cueEnd
}

func (rd *reader) cueAt(cues []cue, i int) bool {
	for k := range cues {
		if cues[k].a == i {
			return true
		}
	}
	return false
}
