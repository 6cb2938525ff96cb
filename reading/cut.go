package reading

// cutBefore says where a content must end because cue di begins another attribution; 0 where it lies inside.
func (rd *reader) cutBefore(p *paragraph, u unit, cues []cue, di, start int) int {
	toks := p.toks
	d := &cues[di]
	before := func(i int) int { // the boundary at token i-1: a comma, or a quotation that closes with one
		if i-1 <= start {
			return 0
		}
		if toks[i-1].text == "," && toks[i-1].pair < 0 {
			return i - 1
		}
		if p.quoteEnds(i-1) && i-2 > start && (toks[i-2].text == "," || endsSentence(&toks[i-2])) {
			return i
		}
		if toks[i-1].text == ";" || toks[i-1].text == "—" {
			return i - 1
		}
		return 0
	}
	conj := func(i int) bool {
		return toks[i].is("and") || toks[i].is("but") || toks[i].is("while") || toks[i].is("though") || toks[i].is("although") || toks[i].is("whereas") || toks[i].is("as")
	}
	if d.according {
		if cut := before(d.a); cut > 0 {
			return cut
		}
		return d.a
	}
	i := d.a
	if d.negated > 0 {
		i = d.negated - 1
	}
	for i-1 > start && toks[i-1].word() && (rd.lx.en.adverbs[toks[i-1].low]) && !toks[i-1].capital {
		i--
	}
	if d.ing {
		if cut := before(i); cut > 0 {
			return cut
		}
		if p.quoteEnds(i-1) && i-1 > start {
			return i // "called the rise “wrong” citing …"
		}
		if s := rd.absolute(p, u, d.a); s.ok() && s.a-1 > start {
			return s.a - 1
		}
		if prev := &toks[i-1]; (d.lemma == "say" || d.lemma == "add") && i == d.a && i-1 > start+2 && prev.word() && !rd.lx.en.preps[prev.low] && !rd.lx.en.aux[prev.low] && !prev.is("and") && !prev.is("as") && !prev.is("or") && rd.forward(p, u, d, -1).start >= 0 {
			return i // "he would not accept the result saying the vote was"
		}
		if i-1 > start && conj(i-1) {
			if cut := before(i - 1); cut > 0 {
				return cut
			}
		}
		return 0
	}
	if i-1 > start && conj(i-1) && !toks[i-1].is("as") { // "…, and said that"
		if cut := before(i - 1); cut > 0 {
			return cut
		}
		if f := rd.forward(p, u, d, -1); f.start >= 0 && (p.quoteEnds(i-2) || (d.kind.has('s') || f.that) && !f.object) {
			return i - 1
		}
		return 0
	}
	verb := d.a
	if d.negated > 0 {
		verb = d.negated - 1
	}
	s := rd.subjectBefore(p, verb, start)
	if !s.ok() || s.a <= start {
		return 0
	}
	b := s.a
	if s.clause > start && s.clause < b {
		b = s.clause
	}
	for b-1 > start && toks[b-1].word() && rd.lx.en.adverbs[toks[b-1].low] && toks[b-1].pair < 0 {
		b--
	}
	f := rd.forward(p, u, d, -1)
	if b-1 > start && (toks[b-1].is("who") || toks[b-1].is("which") || toks[b-1].is("whom")) && before(b-1) > 0 {
		return before(b - 1) // "Badir, who it said was a militant"
	}
	if b-2 > start && toks[b-1].is("which") && toks[b-2].is("to") { // ", to which Stone replied"
		return before(b - 2)
	}
	if b-1 > start && conj(b-1) {
		if cut := before(b - 1); cut > 0 && (f.start >= 0 || f.next || d.kind.has('q')) {
			return cut
		}
		if (toks[b-1].is("and") || toks[b-1].is("but") || toks[b-1].is("while") || toks[b-1].is("as")) && f.start >= 0 && (toks[s.a].capital || !toks[b-1].is("as") && d.kind.has('s') && rd.lx.en.dets[toks[s.a].low] && toks[s.b-1].capital) {
			return b - 1
		}
		return 0
	}
	if cut := before(b); cut > 0 && (f.start < 0 && rd.closesClause(p, u, d) || toks[cut].text == ";") {
		return cut
	}
	if cut := before(b); cut > 0 && f.start >= 0 && (f.quote || f.colon || rd.contrast(toks, u)) && (d.kind.has('q') || f.object || f.aimed > 0) {
		return cut // "…, Roe said: “…”"
	}
	return 0
}

// cutAtDash: "… the rate — a move that economists said would cost billions": what hangs on a dash and is said by
// somebody else.
func (rd *reader) cutAtDash(p *paragraph, u unit, d *cue, start int) int {
	s := rd.subjectBefore(p, d.a, start)
	if !s.ok() || s.a <= start {
		return 0
	}
	open := 0 // the dash that is not closed by another
	for i := start + 3; i < s.a; i++ {
		if t := &p.toks[i]; t.pair < 0 && t.kind == tokPunct && isDash(t.text) && t.start > p.toks[i-1].end {
			if open > 0 {
				open = 0
			} else {
				open = i
			}
		}
	}
	if s.a-open < 12 {
		return open
	}
	return 0
}

// cutBeforeOccasion: "accused the host of making trouble after the host said …": what the accusation followed is the
// writer's.
func (rd *reader) cutBeforeOccasion(p *paragraph, u unit, d *cue, start int) int {
	s := rd.subjectBefore(p, d.a, start)
	if !s.ok() || s.a-1 <= start || rd.forward(p, u, d, -1).start < 0 {
		return 0
	}
	switch t := &p.toks[s.a-1]; t.low {
	case "after", "when", "while", "as", "before", "because":
		return s.a - 1
	}
	return 0
}

// contrast says whether a unit sets two attributions against each other: "While Roe said the dam was safe, Stone said it
// was not".
func (rd *reader) contrast(toks []token, u unit) bool {
	t := &toks[u.a]
	return t.is("while") || t.is("although") || t.is("though") || t.is("as") || t.is("whereas") || t.is("after") || t.is("when")
}

// occasionFollows says whether the words from i name where something was said: "in remarks", "during a press briefing".
func (rd *reader) occasionFollows(toks []token, i, end int) bool {
	if t := &toks[i]; !t.is("in") && !t.is("during") && !t.is("at") && !t.is("via") && !t.is("on") {
		return false
	}
	for k := i + 1; k < end && k-i < 5 && toks[k].word(); k++ {
		switch toks[k].low {
		case "remarks", "comments", "interview", "statement", "speech", "post", "tweet", "letter", "briefing", "address", "email", "message", "telegram", "twitter", "facebook":
			return true
		}
	}
	return false
}
