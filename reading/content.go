package reading

import "strings"

// titleInFront: "In an interview with “State of the Day,” Lopez said the nominee was unfit": the marks hold the name of a
// programme, and the content comes after the verb.
func (rd *reader) titleInFront(p *paragraph, u unit, c *cue, from int) bool {
	if !p.toks[from].word() || !rd.lx.en.preps[p.toks[from].low] {
		return false
	}
	for i := from; i < c.a; i++ {
		if p.quoteOpens(i) {
			if rd.hasFinite(p, from, i) || i+1 >= len(p.toks) || !p.toks[i+1].capital || p.quoteWords(p.toks[i].pair) > 8 {
				return false
			}
			break
		}
	}
	return rd.forward(p, u, c, -1).start >= 0
}

// programme says whether the quotation at i is the name of a programme or a column: CNN's “New Day”.
func (rd *reader) programme(p *paragraph, i int) bool {
	if i < 1 {
		return false
	}
	q := p.pairs[p.toks[i].pair]
	if p.quoteWords(p.toks[i].pair) > 6 || !p.toks[i+1].capital || endsSentence(&p.toks[q.close-1]) {
		return false
	}
	prev := &p.toks[i-1]
	if prev.text == "," || prev.text == ":" {
		return false
	}
	for k := i + 1; k < q.close; k++ {
		if t := &p.toks[k]; t.word() && !t.capital && !t.digit && !rd.lx.en.preps[t.low] && !rd.lx.en.dets[t.low] && !t.is("and") {
			return false
		}
	}
	return prev.is("'s") || prev.is("’s") || prev.is("on") || prev.is("of") || prev.is("with") || prev.is("in") || prev.is("program") || prev.is("programme") || prev.is("show") || prev.capital
}

// topic says whether the words before "she said, “will not …”" are the subject of what is quoted.
func (rd *reader) topic(p *paragraph, a, b, quote int) bool {
	en := &rd.lx.en
	t := &p.toks[a]
	if !t.word() || b-a > 12 || quote+1 >= len(p.toks) || p.toks[quote+1].capital || en.preps[t.low] || en.boundaries[t.low] || en.adverbs[t.low] || t.is("but") || t.is("and") || t.is("asked") || strings.HasSuffix(t.low, "ing") || strings.HasSuffix(t.low, "ly") {
		return false
	}
	_, n := rd.dateAt(p.toks[:b], a)
	if b-a <= 3 {
		return n == 0 // "It was, he said, “the worst night”"
	}
	return n == 0 && !rd.hasFinite(p, a, b) && rd.finiteVerb(p.toks, quote+1)
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

// closesClause says whether after a cue nothing follows that it could govern.
func (rd *reader) closesClause(p *paragraph, u unit, c *cue) bool {
	i := c.b
	if c.kind.has('o') {
		if to := rd.phraseAfter(p, i, u.b); to.ok() {
			i = to.b
		}
	}
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

// quoteEndBefore gives where a quotation ends right before the subject, or 0.
func (rd *reader) quoteEndBefore(p *paragraph, s np, from int) int {
	first := s.a
	if s.clause > from && s.clause < s.a && s.a-s.clause < 12 && p.toks[s.a-1].text == "," && !rd.hasFinite(p, s.clause, s.a) {
		first = s.clause // “…,” its spokesman, Omar Tiell, said
	}
	i := first - 1
	for i >= from && i > first-4 && p.toks[i].pair < 0 && (p.toks[i].text == "," || p.toks[i].text == "—" || p.toks[i].text == "–" || p.toks[i].text == "-") {
		i--
	}
	if i >= from && p.quoteEnds(i) {
		return i + 1
	}
	return 0
}

// clauseWithQuote says whether words and quotation make one clause: The deal is “close,” he said.
func (rd *reader) clauseWithQuote(p *paragraph, a, open, to int) bool {
	return open-a >= 2 && p.toks[open-1].word()
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

// remarkNoun are nouns by which a writer comments on what was just said.
var remarkNoun = wordSet{"charge": true, "claim": true, "accusation": true, "allegation": true, "assertion": true, "reference": true, "remark": true, "comment": true, "statement": true, "contention": true, "suggestion": true, "promise": true, "pledge": true, "line": true, "sentiment": true, "threat": true, "demand": true, "request": true, "move": true, "view": true, "phrase": true, "description": true, "figure": true, "warning": true, "idea": true, "proposal": true, "position": true, "offer": true}

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
		cut := rd.cutBefore(p, u, cues, di, f.start)
		if cut <= f.start && f.aimed > 0 {
			cut = rd.cutBeforeOccasion(p, u, d, f.start)
		}
		if cut <= f.start {
			cut = rd.cutAtDash(p, u, d, f.start)
		}
		if cut > f.start {
			limit = cut
			break
		}
	}
	if f.inf { // "urged members to think again and described the scheme as"
		for di := ci + 1; di < len(cues); di++ {
			if d := &cues[di]; d.a-1 > f.start+2 && d.a < limit && (toks[d.a-1].is("and") || toks[d.a-1].is("but")) && !d.ing && (strings.HasSuffix(toks[d.a].low, "ed") || toks[d.a].is("said") || toks[d.a].is("told")) && rd.forward(p, u, d, -1).start >= 0 {
				limit = d.a - 1
				break
			}
		}
	}
	for i := f.start + 3; i+2 < limit; i++ { // "…, however the army rejected the claims"; "asked him to come, and in May he came"
		if toks[i].text != "," || toks[i].pair >= 0 {
			continue
		}
		if n := &toks[i+1]; n.is("however") || f.inf && (n.is("and") || n.is("but")) && rd.hasFinite(p, i+2, min(limit, i+10)) && !strings.HasSuffix(toks[i+2].low, "ing") {
			limit = i
			break
		}
	}
	for i := f.start + 3; i+2 < limit; i++ { // "…, in remarks carried by state television"
		if toks[i].text == "," && toks[i].pair < 0 && rd.occasionFollows(toks, i+1, limit) {
			limit = i
			break
		}
	}
	if f.relative { // "Roe, who said that the dam was safe, has left"
		for i := f.start + 2; i+1 < limit; i++ {
			if toks[i].text == "," && toks[i].pair < 0 && rd.finiteVerb(toks, i+1) {
				limit = i
				break
			}
		}
	}
	for i := f.start + 3; i+3 < limit; i++ { // ", but he declined to elaborate" is the writer's
		if toks[i].is("but") && toks[i].pair < 0 && rd.lx.en.pronouns[toks[i+1].low] != "" && (toks[i+2].is("declined") || toks[i+2].is("refused") || toks[i+2].is("gave") || toks[i+2].is("offered") || toks[i+2].is("did") && toks[i+3].is("not")) {
			limit = i
			break
		}
	}
	if !f.quote && !f.object { // "he opposed the war from the start; in fact, he supported it"
		for i := f.start + 3; i+2 < limit; i++ {
			if toks[i].text == ";" && toks[i].pair < 0 && !toks[i+1].is("that") && !toks[i+1].is("and") {
				limit = i
			}
		}
	}
	if !f.quote {
		for i := f.start + 3; i+2 < limit; i++ { // "…, a charge her campaign denied"
			if toks[i].text == "," && toks[i].pair < 0 || p.quoteEnds(i) && toks[i-1].text == "," {
				if (toks[i+1].is("a") || toks[i+1].is("an")) && remarkNoun[toks[i+2].low] {
					limit = i + 1
				}
			}
		}
	}
	if f.aimed > 0 && !p.quoteOpens(f.aimed-1) {
		limit = min(limit, rd.objectEnd(p, u, f.aimed-1, limit))
	}
	if f.naming > 0 && p.quoteOpens(f.naming-1) { // "called it “a fraud” on social media before leaving"
		if end := rd.quoteRun(p, u, f.naming-1); end < limit {
			if t := &toks[end]; rd.lx.en.preps[t.low] && !t.is("of") && !t.is("for") && !t.is("to") || rd.lx.en.boundaries[t.low] && !t.is("or") {
				return end
			}
		}
	}
	if f.object {
		return min(limit, rd.objectEnd(p, u, f.start, limit))
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

// setOff says whether the quotation that ends before token end is parted from what follows by a mark, or long enough to
// be no part of it: not The “History” section explains.
func (p *paragraph) setOff(end int) bool {
	if end < 2 || end >= len(p.toks) {
		return true
	}
	last := &p.toks[end-2]
	return last.kind == tokPunct || p.toks[end].kind == tokPunct || p.quoteWords(p.toks[end-1].pair) >= 4
}
