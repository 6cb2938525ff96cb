package reading

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
		single := s.ok() && s.b-s.a == 1 && toks[s.a].capital && pk.nouns
		if single && s.b != i && !pk.somebody(p.paragraph, s, i).ok() {
			base.cue.kind = "?" // counts if the name is one of the article
			base.spanConf, base.speakConf, base.speaker, base.reason = 0.7, 0.6, s, "quotation after a colon, in a sentence about somebody"
			w.add(p, base)
			return
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
