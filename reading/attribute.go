package reading

// attribute finds the statements of an English text, unit by unit.
func (rd *reader) attribute() {
	for i := range rd.paras {
		p := &rd.paras[i]
		switch p.Role {
		case RoleBoilerplate, RoleTitle, RolePublished, RoleCredit, RoleByline, RoleOutlet, RoleHeading:
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

// last gives the latest attribution of a unit found so far, or nil.
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
		covered = rd.verbCue(p, k, cues, ci, covered, group)
	}
	if covered == u.a {
		if !rd.colonQuote(p, k) {
			rd.nounCue(p, k)
		}
	}
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
			if s := rd.phraseAfter(p, c.b, u.b); s.ok() && rd.nominal(toks[s.a:s.b]) && toks[s.a].pair < 0 && (afterQuote || s.b >= u.b || toks[s.b].text == "," || endsSentence(&toks[s.b]) || toks[s.b].is("who")) {
				if afterQuote || rd.hasFinite(p, covered, c.a) && rd.lastSubject(p, c, u).a == 0 {
					base.speaker = s
					if end := rd.backward(p, k, c, c.a, covered, s.b, base); end > 0 {
						return rd.resume(p, k, cues, ci, end, base)
					}
				}
			}
		}
	}

	s := np{}
	if c.ing {
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
	afterQuote := !c.ing && c.kind.has('q') && before > u.a && rd.quoteJustBefore(p, s, c, covered) && s.a < c.a
	if afterQuote {
		if end := rd.backward(p, k, c, rd.quoteEndBefore(p, s, covered), covered, c.b, base); end > 0 {
			return rd.resume(p, k, cues, ci, end, base)
		}
	}
	// “Smith said that …”
	f := rd.forward(p, u, c, -1)
	if f.start >= 0 && (c.kind.has('q') || c.kind.has('t') || c.kind.has('b') || !f.quote || c.kind.has('c') || c.kind.has('o') || c.kind.has('f')) {
		if !(f.quote && !c.kind.has('q') && !c.kind.has('c') && !c.kind.has('o') && !c.kind.has('f') && !c.kind.has('t')) {
			end := rd.contentEnd(p, u, f, cues, ci)
			base.a, base.b = f.start, end
			base.addressee, base.said, base.hops = f.addressee, f.said, f.hops
			if f.that {
				base.a = rd.skipAside(p, f.start, end)
			}
			base.frame = "S cue C"
			base.spanConf, base.speakConf = 0.85, 0.85
			switch {
			case f.quote && p.quoteEnds(end-1):
				base.frame, base.spanConf, base.speakConf = "S cue Q", 0.95, 0.93
				base.reason = "quotation right after “" + rd.slice(p.span(c.a, c.b)) + "”"
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
			rd.add(base)
			return max(end, c.b)
		}
	}
	if f.next && rd.nextIsQuote(p.index) {
		rd.nextParagraph(p, base)
		return c.b
	}
	// C, Smith said.
	if !c.ing && c.kind.has('s') && s.a < c.a && before > covered && toks[before-1].text == "," && toks[before-1].pair < 0 && rd.closesClause(p, u, c) {
		if rd.hasFinite(p, covered, before-1) || covered > u.a {
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

// skipAside: stated that, during the meeting, “…”: where all the rest is one quotation, the quotation is the content.
func (rd *reader) skipAside(p *paragraph, a, end int) int {
	if a+1 >= end || p.toks[a+1].text != "," {
		return a
	}
	for i := a + 2; i+1 < end && i-a < 20; i++ {
		if p.toks[i].text == "," && p.quoteOpens(i+1) && p.pairs[p.toks[i+1].pair].close >= end-2 {
			return i + 1
		}
	}
	return a
}

// lastSubject guards against "John, a lawyer, said Smith …": the comma before the verb may close an apposition.
func (rd *reader) lastSubject(p *paragraph, c *cue, u unit) np { return rd.subjectBefore(p, c.a, u.a) }

func (rd *reader) addHop(a *attribution, p *paragraph, s np) {
	kind := HopSpokesman
	if rd.isOutlet(p, s) {
		kind = HopOutlet
	}
	a.hops = append(a.hops, hopFound{kind, p.index, s})
}

func (rd *reader) isOutlet(p *paragraph, s np) bool {
	for i := s.a; i < s.b; i++ {
		if r := p.toks[i].run; r >= 0 && p.runs[r].kind == EntityOutlet {
			return true
		}
	}
	return false
}

// closesClause says whether after a cue nothing follows that it could govern.
func (rd *reader) closesClause(p *paragraph, u unit, c *cue) bool {
	i := c.b
	for i < u.b {
		t := &p.toks[i]
		if t.text == "," || endsSentence(t) || t.text == ";" || t.text == "—" {
			return true
		}
		if _, n := rd.dateAt(p.toks[:u.b], i); n > 0 {
			i += n
			continue
		}
		if rd.lx.en.preps[t.low] || t.is("as") || t.is("when") || t.is("while") || t.is("earlier") || t.is("later") {
			return true
		}
		return false
	}
	return true
}

func (rd *reader) hasFinite(p *paragraph, a, b int) bool {
	for i := a; i < b; i++ {
		if rd.finiteVerb(p.toks, i) {
			return true
		}
	}
	return false
}

// quoteJustBefore says whether a quotation ends right before the subject, "and" and "but" allowed.
func (rd *reader) quoteJustBefore(p *paragraph, s np, c *cue, from int) bool {
	return rd.quoteEndBefore(p, s, from) > 0
}

func (rd *reader) quoteEndBefore(p *paragraph, s np, from int) int {
	i := s.a - 1
	for i >= from && i > s.a-4 && p.toks[i].pair < 0 && (p.toks[i].text == "," || p.toks[i].text == "—" || p.toks[i].text == "–" || p.toks[i].text == "-") {
		i--
	}
	if i >= from && p.quoteEnds(i) {
		return i + 1
	}
	return 0
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
	if to-a < 2 && !toks[a].word() {
		return 0
	}
	base.a, base.b = a, to
	rd.add(base)
	return cueEnd
}

// clauseWithQuote says whether words and quotation make one clause: The deal is “close,” he said.
func (rd *reader) clauseWithQuote(p *paragraph, a, open, to int) bool {
	return open-a >= 2 && p.toks[open-1].word()
}

// resume looks at what follows "…,” Smith said": the second piece of a split quotation.
func (rd *reader) resume(p *paragraph, k int, cues []cue, ci, at int, base attribution) int {
	u := p.units[k]
	toks := p.toks
	first := len(rd.found) - 1
	i := at
	if d, n := rd.dateWithin(p, at, min(at+8, u.b)); n > 0 {
		rd.found[first].said = d
	}
	// as far as the next comma or mark
	for i < u.b && toks[i].text != "," && !p.quoteOpens(i) && toks[i].text != ":" && toks[i].text != ";" {
		if ci+1 < len(cues) && i >= cues[ci+1].a {
			return at
		}
		if i-at > 24 {
			return at
		}
		i++
	}
	if i >= u.b {
		f := rd.forward(p, u, &cue{a: base.cue.a, b: at, kind: "q"}, -1)
		rd.found[first].addressee = f.addressee
		rd.found[first].hops = append(rd.found[first].hops, f.hops...)
		return at
	}
	comma := toks[i].text == "," || toks[i].text == ":" || toks[i].text == ";"
	j := i
	if comma {
		j++
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
	// The deal, Smith said, is close.
	if comma && toks[i].text == "," && rd.found[first].frame == "C, S cue" && j < u.b && toks[j].word() && !toks[j].capital && !rd.cueAt(cues, j) && !toks[j].is("who") && !toks[j].is("which") && !toks[j].is("and") && !toks[j].is("but") && !toks[j].is("while") && !toks[j].is("as") && !toks[j].is("when") && i == at {
		e := rd.contentEnd(p, u, forwardContent{start: j}, cues, ci)
		base.a, base.b = j, e
		base.frame, base.spanConf, base.speakConf = "split", 0.8, 0.88
		base.reason = "clause goes on after “" + rd.slice(p.span(base.cue.a, base.cue.b)) + "”"
		rd.add(base)
		return e
	}
	return at
}

func (rd *reader) cueAt(cues []cue, i int) bool {
	for k := range cues {
		if cues[k].a == i {
			return true
		}
	}
	return false
}

func (rd *reader) dateWithin(p *paragraph, a, b int) (Date, int) {
	for i := a; i < b; i++ {
		if p.toks[i].pair >= 0 {
			return Date{}, 0
		}
		if d, n := rd.dateAt(p.toks[:b], i); n > 0 {
			return d, n
		}
	}
	return Date{}, 0
}

// quoteRun takes quotations that follow one another, joined by "and" or a comma, as one piece.
func (rd *reader) quoteRun(p *paragraph, u unit, i int) int {
	end := p.pairs[p.toks[i].pair].close + 1
	for end < u.b {
		j := end
		for j < u.b && j-end < 2 && p.toks[j].pair < 0 && (p.toks[j].text == "," || p.toks[j].is("and") || p.toks[j].is("or")) {
			j++
		}
		if j >= u.b || !p.quoteOpens(j) || j == end && !p.quoteOpens(j) {
			break
		}
		end = p.pairs[p.toks[j].pair].close + 1
	}
	return min(end, u.b)
}

// contentEnd finds where a content that begins after a cue ends: with the unit, or before a second attribution.
func (rd *reader) contentEnd(p *paragraph, u unit, f forwardContent, cues []cue, ci int) int {
	toks := p.toks
	if f.start >= u.b {
		return u.b
	}
	limit := u.b
	for di := ci + 1; di < len(cues); di++ {
		d := &cues[di]
		if d.a <= f.start {
			continue
		}
		if cut := rd.cutBefore(p, u, cues, di, f.start); cut > f.start {
			limit = cut
			break
		}
	}
	if f.quote {
		end := rd.quoteRun(p, u, f.start)
		if end >= limit {
			return limit
		}
		last := end - 2
		stop := last >= 0 && toks[last].kind == tokPunct && (endsSentence(&toks[last]) || toks[last].text == ",")
		next := &toks[end]
		long := p.quoteWords(toks[f.start].pair) >= 8
		if stop && long || f.colon || !next.word() && !(next.text == "," && !long) || long && (next.is("and") || next.is("but") || next.is("as") || next.is("while") || next.is("when") || next.is("after") || next.is("before")) {
			return end
		}
		if next.text == "," {
			n2 := nextToken(toks, end+1, limit)
			if n2 == nil || n2.is("but") || n2.is("and") || n2.is("while") || n2.is("which") || n2.is("who") || n2.capital {
				return end
			}
		}
	}
	return limit
}

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
	for i-1 > start && toks[i-1].word() && (rd.lx.en.adverbs[toks[i-1].low]) && !toks[i-1].capital {
		i--
	}
	if d.ing {
		if cut := before(i); cut > 0 {
			return cut
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
		if f := rd.forward(p, u, d, -1); f.start >= 0 && (f.that || f.quote) && d.kind.has('s') {
			return i - 1
		}
		return 0
	}
	s := rd.subjectBefore(p, d.a, start)
	if !s.ok() || s.a <= start {
		return 0
	}
	b := s.a
	for b-1 > start && toks[b-1].word() && rd.lx.en.adverbs[toks[b-1].low] && toks[b-1].pair < 0 {
		b--
	}
	f := rd.forward(p, u, d, -1)
	if b-1 > start && conj(b-1) {
		if cut := before(b - 1); cut > 0 {
			return cut
		}
		if (toks[b-1].is("and") || toks[b-1].is("but") || toks[b-1].is("while")) && f.start >= 0 && toks[s.a].capital {
			return b - 1
		}
		return 0
	}
	if cut := before(b); cut > 0 && (f.start < 0 && rd.closesClause(p, u, d) || toks[cut].text == ";") {
		return cut
	}
	return 0
}

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
				return np{i + 1, c.a, i}
			}
		}
	}
	if a := rd.lastIn(p.index, k); a != nil && a.hasCue && a.speakerPara == p.index {
		return a.speaker
	}
	return rd.mainSubject(p, u, c.a)
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
			if s := rd.subjectBefore(p, cues[x].a, u.a); s.ok() {
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
