package reading

import "strings"

// accordingLength gives how many tokens a phrase such as "d'après" takes at i, or 0; and the gender of a pronoun in it.
func (pk *pack) accordingLength(p *paragraph, i, end int) (n int, self string) {
	toks := p.toks
	for _, ph := range pk.accordingAt(toks[i].low) {
		n := 1 + len(ph.rest)
		if i+n >= end || !restMatches(toks, i+1, ph.rest) {
			continue
		}
		if ph.person && !pk.personAhead(p, i, i+n, end) {
			continue
		}
		switch next := toks[i+n].low; {
		case ph.glued == "":
			return n, ph.self
		case next == ph.glued && i+n+1 < end:
			return n + 1, ""
		case strings.HasPrefix(next, ph.glued):
			return n, ""
		}
	}
	return 0, ""
}

// according reads "selon S, C", "C, selon S" and "C1, selon S, C2".
func (w *packReader) according(p *packParagraph, k, i, n int, self string, covered, group int) int {
	pk, u, toks := p.pk, p.units[k], p.toks
	a := i + n
	for a < u.b && pk.class["stop"][toks[a].low] && pk.class["link"][toks[a].low] {
		a++
	}
	s := pk.phrase(p.paragraph, a, u.b)
	if self != "" {
		s = np{a: i, b: i + n, clause: i}
		for x := i; x < i+n; x++ {
			if pk.is("possessive", &toks[x]) {
				s = np{a: x, b: x + 1, clause: x}
			}
		}
	}
	if !s.ok() && !pk.caseless && a < u.b && toks[a].word() && !pk.ends(&toks[a]) && pk.inflected {
		s = np{a: a, b: a + 1, clause: a}
		for s.b < u.b && s.b-s.a < 5 && toks[s.b].word() && !pk.ends(&toks[s.b]) {
			s.b++
		}
	}
	if !s.ok() {
		return covered
	}
	if pk.noSource(p.paragraph, s) {
		return i + n
	}
	base := w.base(p, k, i, i+n, group)
	base.cue.kind = cueKind("g" + self) // its noun phrase does not stand in the first case
	base.speaker, base.spanConf, base.speakConf = s, 0.85, 0.92
	base.reason = "clause beside “" + w.rd.slice(p.span(i, i+n)) + "”"
	lead := i
	for lead > u.a && toks[lead-1].pair < 0 && (pk.is("adverb", &toks[lead-1]) || pk.is("and", &toks[lead-1]) || pk.is("that", &toks[lead-1])) {
		lead--
	}
	if lead <= covered {
		return w.accordingFirst(p, u, base)
	}
	// behind what was said
	base.frame = "C, according to S"
	if q, _ := p.quoteBefore(i, covered); q >= 0 {
		base.a, base.b = p.pairs[q].open, p.pairs[q].close+1
		base.a = w.clauseAround(p, covered, base.a)
		w.add(p, base)
		return s.b
	}
	if x := len(p.found); x > 0 && p.found[x-1].unit == k && covered > u.a && i-covered < 3 {
		return s.b
	}
	start := covered
	for j := i - 1; j >= covered; j-- {
		if toks[j].pair < 0 && (toks[j].text == "(" || toks[j].text == ";" || toks[j].text == ":" || isDash(toks[j].text) && toks[j].text != "-") && j < i-1 {
			start = j + 1
			break
		}
	}
	parted := isComma(&toks[i-1]) || toks[i-1].text == "(" || isDash(toks[i-1].text)
	rest := max(s.b, i+n)
	inside := false
	if !parted && rest < u.b && !(toks[rest].kind == tokPunct) {
		if inside = pk.late && toks[i-1].word() && (n > 1 || pk.class["body"][toks[s.b-1].low]); !inside { // steigt nach Angaben der Behörden weiter
			return i + n
		}
	}
	end := i
	for end > start && toks[end-1].kind == tokPunct && toks[end-1].pair < 0 {
		end--
	}
	if end <= start || start > u.a && toks[start-1].text == "(" && end-start < 2 {
		return i + n
	}
	base.a, base.b = start, end
	w.add(p, base)
	if inside {
		base.a, base.b, base.spanConf = rest, u.b, 0.7
		w.add(p, base)
		return u.b
	}
	if parted && rest+2 < u.b && isComma(&toks[rest]) && toks[rest+1].pair < 0 && !pk.apposition(p.paragraph, rest+1, u.b) && !pk.is("relative", &toks[rest+1]) && !pk.is("and", &toks[rest+1]) {
		base.a, base.b, base.spanConf = rest+1, u.b, 0.7
		w.add(p, base)
		return u.b
	}
	return rest
}

func (w *packReader) accordingFirst(p *packParagraph, u unit, base attribution) int {
	pk, toks := p.pk, p.toks
	i := max(base.speaker.b, base.cue.b)
	from := i
	for i < u.b && i-base.speaker.b < 12 && toks[i].pair < 0 && toks[i].word() && !pk.nouns && !pk.caseless {
		i++ // "un rapport publié mardi"
	}
	if i >= u.b || !isComma(&toks[i]) {
		i = from
	}
	if pk.caseless && i < u.b && toks[i].word() && pk.leansOn(toks[i].low) { // גורמים המעורים בפרטים
		j := i
		for j < u.b && j-i < 4 && toks[j].word() && toks[j].pair < 0 {
			j++
		}
		if j < u.b && isComma(&toks[j]) {
			base.speaker.b, i = j, j
		}
	}
	if i < u.b && isComma(&toks[i]) {
		if e := pk.appositionEnd(p.paragraph, i+1, u.b); e > 0 {
			i = e
		}
		i++
	}
	if i+1 >= u.b {
		return base.cue.b
	}
	base.a, base.b, base.frame = i, u.b, "according to S, C"
	w.add(p, base)
	return u.b
}

// postposed reads "dem Ministerium zufolge".
func (w *packReader) postposed(p *packParagraph, k, i, covered, group int) int {
	pk, u, toks := p.pk, p.units[k], p.toks
	a := i
	for a > covered && i-a < 8 && toks[a-1].pair < 0 && !isComma(&toks[a-1]) && toks[a-1].text != "(" {
		a--
	}
	s := pk.phrase(p.paragraph, a, i)
	for a+1 < i && (!s.ok() || s.b != i) { // ist der Polizei zufolge
		a++
		s = pk.phrase(p.paragraph, a, i)
	}
	if !s.ok() || s.b != i || pk.noSource(p.paragraph, s) {
		return covered
	}
	base := w.base(p, k, i, i+1, group)
	base.cue.kind = "g"
	base.speaker, base.spanConf, base.speakConf, base.reason = s, 0.85, 0.9, "clause beside “"+toks[i].text+"”"
	if s.a <= covered+1 {
		base.a, base.b, base.frame = i+1, u.b, "according to S, C"
		w.add(p, base)
		return u.b
	}
	if isComma(&toks[s.a-1]) {
		base.a, base.b, base.frame = covered, s.a-1, "C, according to S"
		w.add(p, base)
		if i+2 < u.b && isComma(&toks[i+1]) {
			base.a, base.b = i+2, u.b
			w.add(p, base)
			return u.b
		}
		return i + 1
	}
	if s.a-covered >= 1 && i+1 < u.b { // Die Brücke ist der Polizei zufolge gesperrt
		base.a, base.b, base.frame = covered, s.a, "C, according to S"
		w.add(p, base)
		base.a, base.b = i+1, u.b
		w.add(p, base)
		return u.b
	}
	return covered
}

// noSource says whether what follows "according to" is a rule or a plan and not somebody.
func (pk *pack) noSource(p *paragraph, s np) bool {
	for i := s.a; i < s.b && i < s.a+3; i++ {
		if pk.has("no-source", p.toks[i].low) {
			return true
		}
	}
	return false
}

func (pk *pack) apposition(p *paragraph, i, end int) bool {
	if pk.appositionEnd(p, i, end) > 0 {
		return true
	}
	if pk.caseless {
		if _, _, role := pk.role(p.toks[i].low); !role {
			return false
		}
	}
	return pk.phraseCloses(p, i, end)
}

// phraseCloses says whether a noun phrase from i takes all the rest.
func (pk *pack) phraseCloses(p *paragraph, i, end int) bool {
	s := pk.phrase(p, i, end)
	return s.ok() && (s.b >= end || endsSentence(&p.toks[s.b]))
}

// appositionEnd gives the comma that closes an apposition from i, or 0.
func (pk *pack) appositionEnd(p *paragraph, i, end int) int {
	s := pk.phrase(p, i, end)
	if !s.ok() || s.b >= end || !isComma(&p.toks[s.b]) {
		return 0
	}
	if _, _, role := pk.role(p.toks[s.a].low); role {
		return s.b
	}
	for x := s.a; x < s.b; x++ {
		if _, _, role := pk.role(p.toks[x].low); role {
			return s.b
		}
	}
	if pk.pureName(p, s, i, s.b) && !pk.caseless {
		return s.b
	}
	return 0
}

// personAhead says whether a sentence begins with somebody and a comma behind a preposition: "Pour Paul Roche, …".
func (pk *pack) personAhead(p *paragraph, i, a, end int) bool {
	toks := p.toks
	if i > 0 && !endsSentence(&toks[i-1]) && toks[i-1].kind != tokMark {
		return false
	}
	s := pk.phrase(p, a, end)
	if !s.ok() || s.b >= end || !isComma(&toks[s.b]) {
		return false
	}
	return pk.somebody(p, s, end).ok()
}
