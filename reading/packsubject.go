package reading

// subject finds the noun phrase before a verb, from at most `from` on: the one nearest to it, asides left out.
func (pk *pack) subject(p *paragraph, from, verb int) (s np, shared bool) {
	toks := p.toks
	i := verb - 1
	if i >= from && pk.is("and", &toks[i]) {
		return np{}, true
	}
	// segments between commas, the last one first
	end := verb
	for n := 0; n < 4 && end >= from; n++ {
		a := end
		for a > from && end-a < 40 {
			t := &toks[a-1]
			if t.pair < 0 && (isComma(t) || t.text == ":" || t.text == ";" || t.text == "؛" || isDash(t.text) && t.text != "-") || t.pair >= 0 && pk.quoteStops(p, a-1) {
				break
			}
			a--
		}
		if a < end {
			if s := pk.subjectIn(p, a, end); s.ok() && (n == 0 || n == 1 && pk.pureName(p, s, a, end) || n > 1 && s.b == end) {
				return s, false
			}
			if n == 0 && pk.beginsAdverbial(toks, a) || a < end && pk.is("relative", &toks[a]) && n == 0 {
				return np{}, false
			}
		}
		if a <= from || !isComma(&toks[a-1]) || n == 0 && a < end {
			break
		}
		end = a - 1
	}
	return np{}, false
}

// quoteStops says whether a quotation is more than the name of a company or a paper.
func (pk *pack) quoteStops(p *paragraph, i int) bool {
	return p.quoteWords(p.toks[i].pair) > 4
}

// pureName: ", Anne Lebrun," between two commas names who was introduced before.
func (pk *pack) pureName(p *paragraph, s np, a, b int) bool {
	if s.a != a || s.b != b || b-a > 4 {
		return false
	}
	for a < b-1 { // Me Henri Dubreuil
		if _, _, role := pk.role(p.toks[a].low); !role || pk.hasArticle(p.toks[a].low) {
			break
		}
		a++
	}
	if !pk.caseless && !p.toks[a].capital {
		return false
	}
	for i := a; i < b; i++ {
		if pk.caseless {
			if _, _, role := pk.role(p.toks[i].low); role || pk.hasArticle(p.toks[i].low) {
				return false
			}
			continue
		}
		if _, _, role := pk.role(p.toks[i].low); role || !p.toks[i].capital && !nameParticles[p.toks[i].low] {
			return false
		}
	}
	return true
}

func (pk *pack) beginsAdverbial(toks []token, i int) bool {
	t := &toks[i]
	if pk.dateLength(toks, i, len(toks)) > 0 {
		return true
	}
	return pk.is("stop", t) || pk.is("preposition", t)
}

// subjectIn finds the subject in the words right before a verb.
func (pk *pack) subjectIn(p *paragraph, a, b int) np {
	toks := p.toks
	for i := b - 1; i >= a && b-i < 24; i-- { // the clause nearest to the verb
		if toks[i].pair >= 0 || !toks[i].word() {
			continue
		}
		if pk.class["boundary"][toks[i].low] || pk.class["that"][toks[i].low] || pk.class["and"][toks[i].low] && !(i > a && i+1 < b && toks[i-1].capital && toks[i+1].capital) && i+1 < b {
			a = i + 1
			break
		}
	}
	for a < b && (toks[a].kind != tokWord || pk.is("adverb", &toks[a]) && !pk.is("determiner", &toks[a]) || pk.is("and", &toks[a])) {
		a++
	}
	if a >= b {
		return np{}
	}
	if n := pk.dateLength(toks, a, b); n > 0 {
		a += n
	} else if pk.caseless && pk.leansOn(toks[a].low) && !pk.has("body", toks[a].low) || pk.beginsAdverbial(toks, a) && !pk.class["determiner"][toks[a].low] {
		if s := pk.bodyBehind(p, a, b); s.ok() {
			return s
		}
		return pk.nameBefore(p, a, b)
	}
	if a >= b || pk.is("relative", &toks[a]) && !pk.class["determiner"][toks[a].low] {
		return np{}
	}
	s := pk.phrase(p, a, b)
	if s.ok() && !pk.caseless && s.b < b-1 && pk.class["preposition"][toks[s.b].low] && pk.nameless(p, s) && b-s.b < 6 {
		j := s.b + 1
		for j < b && toks[j].word() && !pk.ends(&toks[j]) {
			j++
		}
		if j == b { // источник в правительстве
			s.b = b
		}
	}
	return s
}

func (pk *pack) nameless(p *paragraph, s np) bool {
	a, b := pk.nameIn(p, s)
	return a == b
}

// bodyBehind: В министерстве сообщили, что …
func (pk *pack) bodyBehind(p *paragraph, a, b int) np {
	if !pk.inflected || a+1 >= b || !pk.class["body"][p.toks[a+1].low] {
		return np{}
	}
	if s := pk.phrase(p, a+1, b); s.b == b {
		return s
	}
	return np{}
}

// nameBefore takes the name right before a verb behind an adverbial without a comma: На вопрос о сроках Белова ответила.
func (pk *pack) nameBefore(p *paragraph, a, b int) np {
	toks := p.toks
	if pk.caseless || pk.nouns {
		return np{}
	}
	i := b
	for i > a && toks[i-1].capital && toks[i-1].pair < 0 && pk.dates[toks[i-1].low].kind == 0 {
		i--
	}
	if i == b || i <= a+1 || !toks[i-1].word() || pk.ends(&toks[i-1]) || pk.class["link"][toks[i-1].low] || pk.class["determiner"][toks[i-1].low] {
		return np{}
	}
	return np{a: i, b: b, clause: i}
}
