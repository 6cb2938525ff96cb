package reading

// nameIn gives the proper name in a noun phrase, without titles and what belongs to them.
func (pk *pack) nameIn(p *paragraph, s np) (a, b int) {
	toks := p.toks
	if pk.caseless {
		return pk.caselessName(p, s)
	}
	b = s.b
	if b > s.a && toks[b-1].pair >= 0 {
		return 0, 0
	}
	a = b
	for a > s.a {
		t := &toks[a-1]
		_, _, role := pk.role(t.low)
		if t.capital && !role && !pk.class["body"][t.low] && !pk.class["determiner"][t.low] {
			a--
			continue
		}
		if a < b && a-3 >= s.a && nameParticles[t.low] && nameParticles[toks[a-2].low] && toks[a-3].capital && toks[a].capital && pk.knownName(toks[a-3].low) {
			a -= 2
			continue
		}
		if a < b && a-2 >= s.a && nameParticles[t.low] && toks[a-2].capital && toks[a].capital {
			if _, _, role := pk.role(toks[a-2].low); !role && !pk.class["body"][toks[a-2].low] && !pk.class["determiner"][toks[a-2].low] && !pk.officeLink(toks, s.a, a-2) {
				a--
				continue
			}
		}
		break
	}
	if a == b {
		return 0, 0
	}
	if pk.nouns && b-a > 2 {
		a = b - 2
	}
	if a > s.a && toks[a-1].pair < 0 {
		t := &toks[a-1]
		if pk.class["link"][t.low] || pk.class["determiner"][t.low] && a-1 >= s.a {
			if _, ok := pk.first[toks[min(a+1, b-1)].low]; ok && b-a > 2 {
				return a + 1, b
			}
			return 0, 0
		}
	}
	return a, b
}

// officeLink says whether a capitalised word belongs to an office: "ministre des Affaires de …".
func (pk *pack) officeLink(toks []token, from, i int) bool {
	return i > from && (pk.class["link"][toks[i-1].low] || pk.class["determiner"][toks[i-1].low])
}

func (pk *pack) caselessName(p *paragraph, s np) (a, b int) {
	toks := p.toks
	last := -1 // the last word that cannot be part of a name
	for i := s.a; i < s.b; i++ {
		l := toks[i].low
		_, first := pk.first[l]
		if first {
			if s.b-i <= 3 && s.b-i >= 2 || last >= 0 && s.b-i == 1 {
				return i, s.b
			}
			continue
		}
		_, _, role := pk.role(l)
		if role || pk.has("body", l) || pk.class["common"][l] || pk.class["link"][l] || pk.hasArticle(l) && (last == i-1 || i == s.a || i-1 == last+1 && i+1 < s.b && s.b-i != 2 && !pk.knownName(toks[i-1].low)) {
			if i == s.b-1 && last != i-1 && !role && !(pk.hasArticle(l) && i-1 == last+1 && last >= 0) {
				continue
			}
			last = i
			continue
		}
	}
	a = last + 1
	if last < 0 {
		a = s.a
	}
	switch n := s.b - a; {
	case n >= 2 && n <= 3:
		return a, s.b
	case n == 1 && (last >= 0 || s.b-s.a == 1):
		return a, s.b
	}
	return 0, 0
}
