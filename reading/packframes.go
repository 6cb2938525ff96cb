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
		if m := pk.accordingLength(p.paragraph, i, u.b); m > 0 {
			covered = max(covered, w.according(p, k, i, m, covered, group))
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

// openVerb reads « … », sourit NAME: any one word, with its pronoun, between a quotation with a comma and somebody.
func (w *packReader) openVerb(p *packParagraph, k, group int) {
	pk, u, toks := p.pk, p.units[k], p.toks
	if pk.caseless || pk == noPack {
		return
	}
	for i := u.a; i < u.b; i++ {
		if toks[i].pair < 0 {
			continue
		}
		q := toks[i].pair
		i = p.pairs[q].close
		if !p.pairs[q].closed || p.quoteWords(q) < 2 && !(i+1 < u.b && (isDash(toks[i+1].text) || i+2 < u.b && isDash(toks[i+2].text))) {
			continue
		}
		v := i + 1
		for v < u.b && v-i < 3 && toks[v].pair < 0 && (isComma(&toks[v]) || isDash(toks[v].text)) {
			v++
		}
		for v < u.b && v-i < 5 && pk.is("object", &toks[v]) {
			v++
		}
		if v == i+1 || v+1 >= u.b || !toks[v].word() || toks[v].capital || toks[v].pair >= 0 || pk.ends(&toks[v]) || pk.class["determiner"][toks[v].low] || pk.class["link"][toks[v].low] || pk.pronouns[toks[v].low] != "" {
			continue
		}
		if _, _, role := pk.role(toks[v].low); role {
			continue
		}
		a := v + 1
		for a < u.b && pk.is("object", &toks[a]) && !pk.is("determiner", &toks[a]) {
			a++
		}
		s := pk.phrase(p.paragraph, a, u.b)
		if !s.ok() || pk.class["link"][toks[s.a].low] && !pk.class["determiner"][toks[s.a].low] || !pk.somebody(p.paragraph, s, s.b).ok() {
			continue
		}
		base := w.base(p, k, v, v+1, group)
		base.a, base.b, base.speaker = p.pairs[q].open, i+1, s
		base.frame, base.spanConf, base.speakConf, base.reason = "Q, verb S", 0.75, 0.7, "quotation before a verb and somebody"
		w.add(p, base)
		return
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
		if s.ok() && pk.caseless && pk.leansOn(p.toks[s.a].low) {
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
	if s.ok() && pk.caseless && pk.leansOn(p.toks[s.a].low) {
		return np{}
	}
	return s
}

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
	for i := start + 3; i+1 < limit; i++ { // ", selon la police"
		if toks[i].pair >= 0 {
			i = p.pairs[toks[i].pair].close
			continue
		}
		if n := pk.accordingLength(p.paragraph, i, limit); n > 0 && isComma(&toks[i-1]) {
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

// nextParagraph gives the line behind a colon to its speaker, if that is all quotation.
func (w *packReader) nextParagraph(p *packParagraph, base attribution) {
	q := w.at(p.index + 1)
	if q == nil || q.silent {
		return
	}
	if a, b, ok := q.onlyQuote(q.units[0]); ok {
		base.para, base.unit, base.a, base.b = q.index, 0, a, b
		base.frame, base.spanConf, base.reason = "next ¶", 0.88, "the line after the colon"
		w.add(q, base)
	}
}

// colon reads NAME: “…” without a verb, and a sentence about somebody with a colon and a quotation at its end: Le maire
// hausse les épaules : « … »
func (w *packReader) colon(p *packParagraph, k, group int) {
	u, toks, pk := p.units[k], p.toks, p.pk
	for i := u.a + 1; i+1 < u.b && i-u.a < 30; i++ {
		if toks[i].pair >= 0 {
			return
		}
		if toks[i].text != ":" {
			continue
		}
		if !p.opens(i + 1) {
			return
		}
		base := w.base(p, k, i, i+1, group)
		base.a, base.b = i+1, p.pairs[toks[i+1].pair].close+1
		base.frame, base.spanConf, base.speakConf, base.reason = "S: Q", 0.85, 0.8, "quotation after a name and a colon"
		s := pk.phrase(p.paragraph, u.a, i)
		if pk == noPack {
			s = np{a: u.a, b: i, clause: u.a}
			for x := u.a; x < i; x++ {
				if !toks[x].capital || i-u.a > 4 {
					return
				}
			}
		}
		if s.ok() && s.b == i && s.b-s.a == 1 && !pk.somebody(p.paragraph, s, i).ok() && (pk.nouns || pk.caseless && !pk.knownName(toks[s.a].low) || !pk.caseless && !w.rd.people.inner[toks[s.a].low]) {
			return // "Résultat : « … »"
		}
		if s.ok() && s.b != i {
			if s = pk.somebody(p.paragraph, s, i); s.ok() && p.quoteWords(toks[i+1].pair) < 3 {
				return
			}
			base.spanConf, base.speakConf, base.reason = 0.75, 0.65, "quotation after a colon, in a sentence about somebody"
		}
		if !s.ok() {
			return
		}
		base.speaker = s
		w.add(p, base)
		return
	}
}

// somebody gives the person that a sentence begins with, by title, name or pronoun, or nothing.
func (pk *pack) somebody(p *paragraph, s np, end int) np {
	toks := p.toks
	if s.b < end && isComma(&toks[s.b]) {
		if r := pk.phrase(p, s.b+1, end); r.ok() && r.b < end && isComma(&toks[r.b]) && pk.pureName(p, r, s.b+1, r.b) {
			return r
		}
	}
	if g := pk.pronouns[toks[s.a].low]; s.b == s.a+1 && (g == "m" || g == "f") {
		return s
	}
	for i := s.a; i < s.b; i++ {
		if _, _, ok := pk.role(toks[i].low); ok {
			return s
		}
		if _, ok := pk.first[toks[i].low]; ok && (pk.caseless || toks[i].capital) && i+1 < s.b {
			return s
		}
	}
	return np{}
}
