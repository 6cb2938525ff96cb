package reading

import "strings"

// skipOffice goes from after a title word over "of State", "for the Middle East and North Africa" to the name.
func (rd *reader) skipOffice(toks []token, i int) int {
	en := &rd.lx.en
	for i < len(toks) && (toks[i].is("of") || toks[i].is("for") || toks[i].is("to")) {
		i++
		for i < len(toks) && (toks[i].is("the") || toks[i].is("and")) {
			i++
		}
		took := false
		for i < len(toks) {
			n := 0
			for w := 3; w > 0; w-- {
				if i+w <= len(toks) && rd.isPlace(toks[i:i+w]) {
					n = w
					break
				}
			}
			if n == 0 && (en.offices[toks[i].low] || en.bodies[toks[i].low]) {
				n = 1
			}
			if n == 0 {
				break
			}
			took = true
			i += n
			for i+1 < len(toks) && (toks[i].is("and") || toks[i].is("the")) {
				i++
			}
		}
		if took {
			continue
		}
		// An unknown complement: if a known first name follows, the name begins there; else the last two words.
		for k := i; k < len(toks); k++ {
			if _, ok := en.first[toks[k].low]; ok && k > i && k+1 < len(toks) {
				return k
			}
		}
		if len(toks)-i >= 3 && !rd.bodyLike(toks[i:]) {
			return len(toks) - 2
		}
		return len(toks)
	}
	return i
}

// tradeBefore takes "Norwegian mediator" before "Anders Holm" as the role.
func (rd *reader) tradeBefore(p *paragraph, run *nameRun) {
	if run.titled || run.a == 0 {
		return
	}
	i := run.a - 1
	en := &rd.lx.en
	t := &p.toks[i]
	comma := false
	if t.text == "," && i > 0 && run.nameB-run.nameA > 1 {
		if rd.officeBefore(p, run, i) {
			return
		}
		comma = true
		i--
		t = &p.toks[i]
	}
	g, ok := en.roles[strings.TrimSuffix(t.low, "s")]
	if g2, ok2 := en.roles[t.low]; ok2 {
		g, ok = g2, true
	} else if ok && t.low != strings.TrimSuffix(t.low, "s") {
		ok = false // plural: "ministers Roe and Poe"
	}
	if !ok || t.capital && !comma {
		return
	}
	end := t.end
	start := t.start
	det := false
	for k := i - 1; k >= 0 && i-k < 8; k-- {
		w := &p.toks[k]
		if en.dets[w.low] {
			det = true
			break
		}
		if !w.word() || en.preps[w.low] || en.boundaries[w.low] || en.aux[w.low] || en.pronouns[w.low] != "" || w.is("and") || endsSentence(w) {
			break
		}
		if _, verb := en.verbs[w.low]; verb {
			break
		}
		start = w.start
	}
	if comma && !det {
		return
	}
	run.role = Span{start, end}
	if g != "" {
		run.gender = g
	}
}

// officeBefore takes "The chair of the Northern Council" before ", Nadia Haddad," as the role.
func (rd *reader) officeBefore(p *paragraph, run *nameRun, comma int) bool {
	en := &rd.lx.en
	if run.b < len(p.toks) && p.toks[run.b].word() && !p.toks[run.b].is("said") && !p.toks[run.b].is("told") {
		return false
	}
	start, head, det := comma, -1, false
	for k := comma - 1; k >= 0 && comma-k < 12; k-- {
		w := &p.toks[k]
		possessive := w.is("'s") || w.is("’s")
		if !w.word() || en.aux[w.low] || en.boundaries[w.low] || en.pronouns[w.low] != "" || w.pair != p.toks[comma].pair || rd.finiteVerb(p.toks, k) {
			break
		}
		if _, ok := en.roles[w.low]; ok && !possessive {
			head = k
		}
		start = k
		if en.dets[w.low] && (k == 0 || !en.preps[p.toks[k-1].low]) {
			det = true
			break
		}
		det = det || possessive
	}
	for start < comma && (en.preps[p.toks[start].low] || en.dets[p.toks[start].low] && (p.toks[start].is("the") || p.toks[start].is("its") || p.toks[start].is("their") || p.toks[start].is("a") || p.toks[start].is("an"))) {
		start++
	}
	if head < 0 || !det || start >= comma {
		return false
	}
	run.role = Span{p.toks[start].start, p.toks[comma-1].end}
	if g := en.roles[p.toks[head].low]; g != "" {
		run.gender = g
	}
	return true
}

// tradeAfter takes the apposition "an Ottawa New Democrat MP" after "Paul Dewar," as the role.
func (rd *reader) tradeAfter(p *paragraph, run *nameRun) {
	if !run.role.Empty() || run.nameB-run.nameA < 2 || run.b+1 >= len(p.toks) || p.toks[run.b].text != "," {
		return
	}
	en := &rd.lx.en
	i := run.b + 1
	start := i
	if en.dets[p.toks[i].low] {
		start = i + 1
	}
	if rd.finiteVerb(p.toks, i) || strings.HasSuffix(p.toks[i].low, "ed") && i+1 < len(p.toks) && en.dets[p.toks[i+1].low] {
		return // "Tiell, sounded a more hopeful note"
	}
	for k := i; k < len(p.toks) && k-i < 16; k++ {
		w := &p.toks[k]
		if k > i && strings.HasSuffix(w.low, "ed") && k+1 < len(p.toks) && en.dets[p.toks[k+1].low] {
			return
		}
		if !w.word() && w.text != "’" || w.pair != p.toks[i].pair {
			return
		}
		if g, ok := en.roles[w.low]; ok {
			run.role = Span{p.toks[start].start, w.end}
			// what follows "of", "for" or "to" belongs to the role
			for x := k + 1; x < len(p.toks) && x-k < 10 && p.toks[x].word() && !en.aux[p.toks[x].low] && !en.boundaries[p.toks[x].low]; x++ {
				if _, verb := en.verbs[p.toks[x].low]; verb {
					break
				}
				run.role.End = p.toks[x].end
			}
			if g != "" && run.gender == "" {
				run.gender = g
			}
			return
		}
		if en.aux[w.low] || en.boundaries[w.low] || k == i && !en.dets[w.low] && !w.capital && w.end-w.start < 4 {
			return
		}
	}
}
