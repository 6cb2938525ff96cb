package reading

// packCue is a verb of speech in a unit. Its kinds, by letter: q quotation, t clause with "that", s clause without it,
// p participle that needs its auxiliary, i only behind what was said, x nobody is named, f and m the gender it shows, n more than one, h a participle that shares the subject before it.
type packCue struct {
	cue
	left, right int // where the words before it end and those behind it begin, what leans on it left out
	clitic      np
	joined      bool // a conjunction is written onto it
	negated     bool
	as          bool // "as the minister said"
}

// cuesOf finds the verbs of speech of a unit outside quotations.
func (pk *pack) cuesOf(p *paragraph, u unit) []packCue {
	toks := p.toks
	var out []packCue
	for i := u.a; i < u.b; i++ {
		t := &toks[i]
		if t.pair >= 0 || !t.word() {
			continue
		}
		kind, joined := pk.kindOf(t.low)
		n := 1
		for _, ph := range pk.cuePhrase[t.low] {
			if i+len(ph.rest) < u.b && restMatches(toks, i+1, ph.rest) {
				kind, n = ph.kind, 1+len(ph.rest)
				break
			}
		}
		if kind == "" || t.capital && i > u.a && (toks[i-1].word() || pk.nouns) {
			continue
		}
		if i+1 < u.b && toks[i+1].pair < 0 {
			if _, next := pk.kindOf(toks[i+1].low); next && !joined && n == 1 {
				n = 2 // "חזרה ואמרה"
			}
		}
		c := packCue{cue: cue{a: i, b: i + n, kind: kind, lemma: t.low}, left: i, right: i + n, joined: joined}
		if i > u.a {
			b := &toks[i-1]
			if pk.class["determiner"][b.low] && !pk.class["object"][b.low] || pk.class["link"][b.low] || pk.class["no-verb"][b.low] {
				continue // a noun: "l'annonce", "la demande"
			}
		}
		if !pk.group(p, u, &c) {
			continue
		}
		out = append(out, c)
		i = c.b - 1
	}
	return out
}

// group takes the auxiliary, the pronouns and the negation that go with a verb; false where it lacks its auxiliary.
func (pk *pack) group(p *paragraph, u unit, c *packCue) bool {
	toks := p.toks
	aux := -1
	reach := 4
	if pk.late && c.kind.has('p') {
		reach = 16
	}
	for i := c.a - 1; i >= u.a && c.a-i <= reach; i-- {
		t := &toks[i]
		if t.pair >= 0 {
			break
		}
		if pk.is("auxiliary", t) {
			aux = i
			break
		}
		if !t.word() || isComma(t) {
			break
		}
		if reach == 4 && !pk.is("adverb", t) && !pk.is("negation", t) && pk.pronouns[t.low] == "" && !pk.is("object", t) {
			break
		}
	}
	if aux < 0 && c.kind.has('p') {
		return false
	}
	if aux >= 0 && c.a-aux > 1 {
		for i := aux + 1; i < c.a; i++ {
			if pk.is("negation", &toks[i]) {
				c.negated = true
			}
			if i == aux+1 && toks[i].start == toks[aux].end && pk.pronouns[toks[i].low] != "" {
				c.clitic = np{a: i, b: i + 1, clause: i}
			}
		}
		if reach > 4 {
			c.right = aux + 1 // „Q“, hat Brandt gesagt
		}
	}
	if aux >= 0 {
		c.left = aux
		if reach == 4 {
			c.a = aux
		}
	}
	for c.left > u.a && toks[c.left-1].pair < 0 && toks[c.left-1].word() && c.a-c.left < 6 {
		t := &toks[c.left-1]
		if pk.is("negation", t) {
			c.negated = true
		} else if !pk.is("object", t) && (!pk.is("adverb", t) || c.left-1 == u.a) {
			break
		}
		c.left--
	}
	if c.b < u.b && pk.cliticAt(toks, c.b) && toks[c.b].pair < 0 {
		c.clitic = np{a: c.b, b: c.b + 1, clause: c.b}
		c.right = c.b + 1
	}
	for i := c.right; i < min(u.b, c.right+3) && toks[i].pair < 0 && toks[i].word(); i++ {
		if pk.is("that", &toks[i]) || pk.joinedThat(&toks[i], true) {
			break
		}
		if pk.is("negation", &toks[i]) {
			c.negated = true
		}
	}
	if c.left > u.a && pk.is("as", &toks[c.left-1]) {
		c.as = true
		c.left--
	}
	return true
}

// packContent is what stands behind a verb.
type packContent struct {
	start int // or -1
	that  bool
	quote bool
	bare  bool
	next  bool // a colon or comma at the end of the line
}

// ahead looks for the content behind a verb.
func (pk *pack) ahead(p *paragraph, u unit, c *packCue) packContent {
	toks := p.toks
	f := packContent{start: -1}
	limit := min(u.b, c.b+26)
	commas := 0
	for i := c.b; i < limit; i++ {
		t := &toks[i]
		if t.pair >= 0 {
			if p.opens(i) && c.kind.has('q') {
				b := &toks[i-1]
				closing := p.pairs[t.pair].close
				follows := closing+1 < u.b && (pk.is("that", &toks[closing+1]) || pk.joinedThat(&toks[closing+1], true))
				direct := i == c.b || b.text == ":" || isComma(b) || i == c.clitic.b && c.clitic.ok() || isDash(b.text)
				if !direct && !b.word() {
					return f
				}
				if !follows && (direct || commas == 0 && pk.longBehind(p, c, i)) {
					f.start, f.quote = i, true
					return f
				}
			}
			i = p.pairs[t.pair].close
			limit = min(u.b, max(limit, i+12))
			continue
		}
		switch {
		case t.text == ":":
			if i+1 < u.b && p.opens(i+1) {
				f.start, f.quote = i+1, c.kind.has('q')
				if !f.quote {
					f.start = -1
				}
			} else if i+1 == u.b && u.b == len(toks) {
				f.next = true
			}
			return f
		case isComma(t):
			if commas++; commas > 3 {
				return f
			}
			if i+1 == u.b {
				f.next = u.b == len(toks)
				return f
			}
			if c.kind.has('s') && commas == 1 && pk.reported(p, i+1, u.b) && !pk.is("that", &toks[i+1]) && !pk.is("and", &toks[i+1]) {
				f.start, f.bare = i+1, true
				return f
			}
		case t.text == ".": // of an abbreviation or a day: the unit would have ended else
		case !t.word():
			return f
		case pk.is("that", t) && c.kind.has('t'):
			if i+2 < u.b && (commas%2 == 0 || !isComma(&toks[i-1]) || pk.commaThat) {
				f.start, f.that = i, true
			}
			return f
		case pk.joinedThat(t, i == c.b) && c.kind.has('t'):
			f.start, f.that = i, true
			return f
		case pk.is("boundary", t) || pk.is("and", t) && commas > 0:
			return f
		}
		if k, joined := pk.kindOf(t.low); k != "" && !t.capital && i > c.b+1 && (commas > 0 || joined) && !pk.class["determiner"][toks[i-1].low] {
			return f
		}
	}
	return f
}

// phraseReaches says whether nothing but the speaker stands between a verb and a quotation.
func (pk *pack) phraseReaches(p *paragraph, a, quote int) bool {
	s := pk.phrase(p, a, quote)
	return s.ok() && s.b == quote
}

// reported says whether a clause is in the mood of reported speech.
func (pk *pack) reported(p *paragraph, a, b int) bool {
	for i := a; i < b && i-a < 40; i++ {
		if t := &p.toks[i]; t.pair < 0 && pk.is("subjunctive", t) {
			return true
		}
	}
	return false
}

// longBehind says whether a quotation at i is too long for a name, with nothing but the speaker, or in a script without
// capitals to whom it was said, between it and the verb.
func (pk *pack) longBehind(p *paragraph, c *packCue, i int) bool {
	n := p.quoteWords(p.toks[i].pair)
	return n > 4 && pk.phraseReaches(p, c.right, i) || n > 2 && pk.caseless && i-c.b <= 2 && pk.leansOn(p.toks[c.b].low)
}

// objectBehind says whether a verb has an object before "that", so that this takes up the object; only where no comma
// tells the two apart.
func (pk *pack) objectBehind(p *paragraph, c *packCue, that int) bool {
	if pk.commaThat || pk.caseless {
		return false
	}
	i := c.b
	for i < that && pk.is("adverb", &p.toks[i]) {
		i++
	}
	if i >= that || pk.dateLength(p.toks, i, that) > 0 || isComma(&p.toks[that-1]) {
		return false
	}
	if _, ok := pk.class["determiner"][p.toks[i].low]; ok {
		return true
	}
	return p.toks[i].digit
}
