package reading

// clauseAround gives where the clause begins that ends in a quotation: Die Karte sei „unannehmbar“, sagte Brandt.
func (w *packReader) clauseAround(p *packParagraph, from, open int) int {
	if open-1 < from || !p.toks[open-1].word() || p.toks[open-1].pair >= 0 {
		return open
	}
	a := from
	for i := open - 1; i >= from; i-- {
		if t := &p.toks[i]; t.pair < 0 && (t.text == ":" || t.text == ";" || t.text == "(") {
			a = i + 1
			break
		}
	}
	for a < open && p.toks[a].kind == tokPunct {
		a++
	}
	first := open + 1
	for first < len(p.toks) && !p.toks[first].word() {
		first++
	}
	fragment := first < len(p.toks) && !p.toks[first].capital && !p.pk.caseless
	if open-a < 2 && !fragment || open == a {
		return open
	}
	return a
}

// secondHalf adds the quotation that goes on behind the attribution: «…», dit NAME, «…».
func (w *packReader) secondHalf(p *packParagraph, k int, c *packCue, base attribution, from int) int {
	u := p.units[k]
	for i := from; i < u.b && i-from < 26; i++ {
		t := &p.toks[i]
		if p.opens(i) {
			b := &p.toks[i-1]
			if b.kind != tokPunct || b.text == "(" {
				if p.pairs[t.pair].closed && p.quoteWords(t.pair) <= 5 {
					i = p.pairs[t.pair].close
					continue
				}
			}
			base.a, base.b = i, p.pairs[t.pair].close+1
			base.frame, base.reason = "split", "goes on after “"+w.rd.slice(p.span(c.a, c.b))+"”"
			w.add(p, base)
			return base.b
		}
		if kind, _ := p.pk.kindOf(t.low); kind != "" && i > from && !t.capital {
			return from
		}
	}
	return from
}

// clauseEnd finds where a reported clause ends: with the unit, or before a second attribution.
func (w *packReader) clauseEnd(p *packParagraph, k int, cues []packCue, ci, start int) int {
	u, toks, pk := p.units[k], p.toks, p.pk
	limit := u.b
	for di := ci + 1; di < len(cues); di++ {
		d := &cues[di]
		if d.left <= start+2 || d.negated {
			continue
		}
		f := pk.ahead(p.paragraph, u, d)
		if f.start < 0 {
			if isComma(&toks[d.left-1]) && !d.joined && (d.clitic.ok() || pk.speakerBehind(p.paragraph, d, u.b).ok()) && !d.kind.has('x') {
				continue
			}
			continue
		}
		if d.kind.has('h') && isComma(&toks[d.left-1]) {
			limit = d.left - 1
			break
		}
		if d.joined {
			limit = d.left
			break
		}
		if pk.is("and", &toks[d.left-1]) {
			limit = d.left - 1
			break
		}
	}
	for i := start + 3; i+1 < limit; i++ { // ", selon la police", ", mais a renvoyé l'affaire"
		if toks[i].pair >= 0 {
			i = p.pairs[toks[i].pair].close
			continue
		}
		if !pk.late && isComma(&toks[i-1]) && pk.is("and", &toks[i]) && pk.is("auxiliary", &toks[i+1]) {
			limit = i - 1
			break
		}
		if n, _ := pk.accordingLength(p.paragraph, i, limit); n > 0 && isComma(&toks[i-1]) {
			if s := pk.phrase(p.paragraph, i+n, limit); s.ok() && s.b+1 >= limit {
				limit = i - 1
				break
			}
		}
	}
	for limit > start+1 && toks[limit-1].pair < 0 && isComma(&toks[limit-1]) {
		limit--
	}
	return limit
}

// clauseBefore reads a clause without marks before its attribution: Les négociations ont échoué, a reconnu NAME.
func (w *packReader) clauseBefore(p *packParagraph, k int, cues []packCue, ci, covered int, base attribution) int {
	c := &cues[ci]
	pk, u, toks := p.pk, p.units[k], p.toks
	if c.joined || !c.kind.has('q') && !c.kind.has('p') {
		return covered
	}
	word := w.rd.slice(p.span(c.a, c.b))
	if pk.late && pk.is("as", &toks[u.a]) && c.a > u.a+1 && c.b+2 < u.b && isComma(&toks[c.b]) { // Wie das Innenministerium mitteilte, C
		if s := pk.phrase(p.paragraph, u.a+1, c.a); s.ok() {
			base.a, base.b, base.speaker = c.b+1, w.clauseEnd(p, k, cues, ci, c.b+1), s
			base.frame, base.spanConf, base.speakConf, base.reason = "as S cue, C", 0.8, 0.85, "clause after “"+word+"”"
			w.add(p, base)
			return base.b
		}
	}
	if pk.late && c.b < u.b && toks[c.b].kind == tokPunct {
		for i := c.a - 2; i > covered+1 && c.a-i < 12; i-- { // C, wie die Feuerwehr mitteilte
			if !pk.is("as", &toks[i]) || !isComma(&toks[i-1]) {
				continue
			}
			if s := pk.phrase(p.paragraph, i+1, c.a); s.ok() {
				base.a, base.b, base.speaker = covered, i-1, s
				base.frame, base.spanConf, base.speakConf, base.reason = "C, as S cue", 0.8, 0.85, "clause before “"+word+"”"
				w.add(p, base)
				return c.b
			}
		}
	}
	if c.as && c.left-u.a <= 2 { // Как сообщила пресс-служба, C
		s := pk.speakerBehind(p.paragraph, c, u.b)
		for i := s.b; s.ok() && i+2 < u.b && i-s.b < 12; i++ {
			if isComma(&toks[i]) && toks[i].pair < 0 {
				base.a, base.b, base.speaker = i+1, w.clauseEnd(p, k, cues, ci, i+1), s
				base.frame, base.spanConf, base.speakConf, base.reason = "as S cue, C", 0.8, 0.85, "clause after “"+word+"”"
				w.add(p, base)
				return base.b
			}
		}
		return covered
	}
	if c.left-1 <= covered || !isComma(&toks[c.left-1]) && !isDash(toks[c.left-1].text) {
		return covered
	}
	end := c.left - 1
	a := covered
	for a < end && toks[a].kind == tokPunct {
		a++
	}
	for i := a; i < end && i-a < 6; i++ { // a dateline
		if isDash(toks[i].text) && toks[i].text != "-" && toks[a].capital {
			a = i + 1
			break
		}
	}
	if s, _ := pk.subject(p.paragraph, covered, c.left); s.ok() {
		return covered
	}
	if s := pk.phrase(p.paragraph, a, end); s.ok() && (s.b == end || isComma(&toks[s.b])) && !pk.caseless && !c.as && pk.somebody(p.paragraph, s, end).ok() {
		return covered // an apposition ends before the verb
	}
	if end-a < 2 || pk.beginsAdverbial(toks, a) && end-a < 5 {
		return covered
	}
	s := pk.speakerBehind(p.paragraph, c, u.b)
	if !s.ok() && !c.kind.has('x') {
		return covered
	}
	rest := max(s.b, c.b)
	if rest < u.b && !pk.closes(p.paragraph, rest, u.b) {
		return covered
	}
	base.a, base.b, base.speaker = a, end, s
	base.frame, base.spanConf, base.speakConf, base.reason = "C, cue S", 0.78, 0.85, "clause before “"+word+"”"
	if c.kind.has('x') {
		base.speaker, base.speakConf = np{}, 0
	}
	w.add(p, base)
	if c.as && rest+2 < u.b && isComma(&toks[rest]) && toks[rest+1].pair < 0 && !toks[rest+1].capital && !pk.apposition(p.paragraph, rest+1, u.b) && !pk.is("relative", &toks[rest+1]) && !pk.is("and", &toks[rest+1]) {
		base.a, base.b = rest+1, u.b
		w.add(p, base)
		return u.b
	}
	return rest
}

// closes says whether nothing follows at i that a verb could still govern: a mark, or an adverbial.
func (pk *pack) closes(p *paragraph, i, end int) bool {
	t := &p.toks[i]
	if t.pair >= 0 {
		return false
	}
	if t.kind == tokPunct {
		return t.text != ":"
	}
	return pk.ends(t) || pk.dateLength(p.toks, i, end) > 0 || pk.class["preposition"][t.low] || pk.class["link"][t.low]
}
