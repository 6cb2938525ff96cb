package reading

// packFor gives the pack that a paragraph is read with: that of its own script where it is not the article's, so that a
// Hebrew line in an English article is read as Hebrew; nil for English.
func (rd *reader) packFor(p *paragraph) *pack {
	lang := rd.language()
	if s := p.script(); s != "" && s != lang {
		lang = s
	}
	if lang == "en" {
		return nil
	}
	return rd.lx.packs[lang]
}

// script names the language whose script most words of a paragraph are written in, where one script tells.
func (p *paragraph) script() string {
	he, ar, cyr, all := 0, 0, 0, 0
	for i := range p.toks {
		if !p.toks[i].word() || i > 400 {
			continue
		}
		all++
		switch r := firstRune(p.toks[i].text); {
		case r >= 0x590 && r < 0x600:
			he++
		case r >= 0x600 && r <= 0x8FF:
			ar++
		case r >= 0x400 && r < 0x530:
			cyr++
		}
	}
	switch {
	case he*2 > all:
		return "he"
	case ar*2 > all:
		return "ar"
	case cyr*2 > all:
		return "ru"
	}
	return ""
}

// packUnit finds statements with the frames that every language shares: a quotation with a verb of speech and a name
// beside it, "name verb: quotation", and a clause under the language's "that".
func (rd *reader) packUnit(pk *pack, p *paragraph, k int) {
	u := p.units[k]
	toks := p.toks
	group := len(rd.found)
	for i := u.a; i < u.b; i++ {
		if toks[i].pair >= 0 || !pk.cues[toks[i].low] {
			continue
		}
		base := attribution{para: p.index, unit: k, cue: cue{a: i, b: i + 1, lemma: toks[i].low}, hasCue: true, speakerPara: p.index, cuePara: p.index, group: group}
		// the quotation before: «…», a déclaré NAME
		if q := rd.packQuoteBefore(p, u, i); q >= 0 {
			s := rd.packName(pk, p, i+1, u.b, 1)
			if !s.ok() {
				s = rd.packName(pk, p, i-1, u.a, -1)
			}
			base.a, base.b = p.pairs[q].open, p.pairs[q].close+1
			base.speaker, base.frame = s, "Q, cue S"
			base.spanConf, base.speakConf, base.reason = 0.9, 0.8, "quotation before “"+toks[i].text+"”"
			rd.add(base)
			for j := i + 1; j < u.b; j++ { // the second half
				if p.quoteOpens(j) {
					base.a, base.b = j, p.pairs[toks[j].pair].close+1
					base.frame = "split"
					rd.add(base)
					break
				}
			}
			return
		}
		// the quotation after: NAME verb: “…”
		for j := i + 1; j < u.b && j-i < 30; j++ {
			if !p.quoteOpens(j) {
				continue
			}
			s := rd.packName(pk, p, i-1, u.a, -1)
			if !s.ok() {
				s = rd.packName(pk, p, i+1, j, 1)
			}
			base.a, base.b = j, min(u.b, p.pairs[toks[j].pair].close+1)
			for x := i + 1; x < j; x++ { // words under "that" before the marks belong to the statement
				if pk.that[toks[x].low] {
					base.a, base.b = x, u.b
					break
				}
			}
			base.speaker, base.frame = s, "S cue Q"
			base.spanConf, base.speakConf, base.reason = 0.88, 0.75, "quotation after “"+toks[i].text+"”"
			rd.add(base)
			return
		}
		// NAME verb that …
		for j := i + 1; j < u.b && j-i < 12; j++ {
			if !pk.that[toks[j].low] {
				continue
			}
			s := rd.packName(pk, p, i-1, u.a, -1)
			if !s.ok() {
				s = rd.packName(pk, p, i+1, j, 1)
			}
			if !s.ok() {
				break
			}
			base.a, base.b, base.speaker, base.frame = j, u.b, s, "S cue that C"
			base.spanConf, base.speakConf, base.reason = 0.75, 0.7, "clause after “"+toks[i].text+" "+toks[j].text+"”"
			rd.add(base)
			return
		}
	}
	// NAME: “…”
	for i := u.a + 1; i+1 < u.b; i++ {
		if toks[i].text == ":" && toks[i].pair < 0 && p.quoteOpens(i+1) {
			s := rd.packName(pk, p, i-1, u.a, -1)
			rd.add(attribution{para: p.index, unit: k, a: i + 1, b: min(u.b, p.pairs[toks[i+1].pair].close+1), speaker: s, speakerPara: p.index, cuePara: p.index,
				cue: cue{a: i, b: i + 1, lemma: ":"}, hasCue: true, group: group, frame: "S: Q", spanConf: 0.88, speakConf: 0.7, reason: "quotation after a colon"})
			return
		}
	}
}

// packQuoteBefore gives the quotation that ends within two words before the verb at i, or -1.
func (rd *reader) packQuoteBefore(p *paragraph, u unit, i int) int {
	for j := i - 1; j >= u.a && i-j < 8; j-- {
		if p.quoteEnds(j) {
			return p.toks[j].pair
		}
		if p.toks[j].text == ":" || p.toks[j].text == ";" {
			return -1
		}
	}
	return -1
}

// packName takes the words beside a verb that can be its subject: capitalised words, or in scripts without capitals
// the nearest two to five words up to a mark.
func (rd *reader) packName(pk *pack, p *paragraph, i, end, step int) np {
	toks := p.toks
	in := func(j int) bool { return step > 0 && j < end || step < 0 && j >= end }
	first, last := -1, -1
	for j, n := i, 0; in(j) && n < 10; j, n = j+step, n+1 {
		t := &toks[j]
		if !t.word() || t.pair >= 0 || pk.stop[t.low] {
			break
		}
		if t.capital || caseless(t.text) {
			if first < 0 {
				first = j
			}
			last = j
			if caseless(t.text) && n >= 3 {
				break
			}
			continue
		}
		if first >= 0 && !nameParticles[t.low] {
			break
		}
	}
	if first < 0 {
		return np{}
	}
	if first > last {
		first, last = last, first
	}
	return np{a: first, b: last + 1, clause: first}
}

// caseless says whether a word is written in a script that has no capitals.
func caseless(w string) bool {
	r := firstRune(w)
	return r >= 0x590 && r <= 0x8FF || r >= 0xFB1D && r <= 0xFEFC
}
