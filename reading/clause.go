package reading

import "strings"

// noteAside takes the venue from words between a cue and its content.
func (rd *reader) noteAside(p *paragraph, a, b int, f *forwardContent) {
	for i := a; i < b; i++ {
		if r := p.toks[i].run; r >= 0 && p.runs[r].kind == EntityOutlet && (i == a || p.toks[i-1].run != r) {
			f.hops = append(f.hops, hopFound{HopVenue, p.index, np{a: p.runs[r].a, b: p.runs[r].b, clause: p.runs[r].a}})
		}
	}
}

// afterVenue skips "in an interview with CNN", "at a rally in Ohio" after a cue, if a content follows; 0 otherwise.
func (rd *reader) afterVenue(p *paragraph, i, end, level int) int {
	toks := p.toks
	en := &rd.lx.en
	venue := false
	for k := i; k < end && k-i < 18; k++ {
		t := &toks[k]
		if t.pair != level {
			if p.quoteOpens(k) {
				return k
			}
			return 0
		}
		if en.venues[t.low] {
			venue = true
		}
		switch {
		case t.text == ":":
			return k
		case t.text == ",":
			if k+1 < end && (toks[k+1].is("that") || p.quoteOpens(k+1)) {
				return k + 1
			}
			return 0
		case !t.word():
			return 0
		case t.is("that") && k > i+1:
			return k
		case k > i && venue && (en.pronouns[t.low] != "" || t.is("there")) && k+1 < end && toks[k+1].word():
			return k
		case k > i+1 && venue && en.dets[t.low] && !en.preps[toks[k-1].low] && !toks[k-1].is("and"):
			return k
		case k > i && en.boundaries[t.low] && !t.is("and") && !t.is("or") && !t.is("before") && !t.is("after"):
			return 0
		}
	}
	return 0
}

// sometime says whether a preposition begins a stretch of time: "over the past year", not "in an interview on Monday".
func (rd *reader) sometime(toks []token, i, end int) bool {
	for k := i + 1; k < end && k-i < 6; k++ {
		if rd.lx.en.venues[toks[k].low] || !toks[k].word() {
			return false
		}
		if toks[k].is("past") || toks[k].is("last") || toks[k].is("next") || toks[k].is("coming") || toks[k].is("previous") {
			return true
		}
	}
	return false
}

// fronted says whether a clause with its adverbial in front begins at i: "said in the north, the army has …".
func (rd *reader) fronted(p *paragraph, i, end, level int) bool {
	toks := p.toks
	en := &rd.lx.en
	for k := i + 1; k < end && k-i < 20; k++ {
		if p.quoteOpens(k) && toks[k].pair != level {
			k = p.pairs[toks[k].pair].close
			continue
		}
		if toks[k].text == "," && toks[k].pair == level {
			return k+2 < end && toks[k+1].word() && rd.clauseAhead(p, k+1, end, &cue{lemma: "", kind: "b"}, level)
		}
		if k > i+1 && k+2 < end && (rd.timeWord(&toks[k]) || toks[k].is("years") || toks[k].is("months") || toks[k].is("weeks") || toks[k].is("days") || toks[k].is("decade")) && toks[k+1].word() && (toks[k+1].capital || en.dets[toks[k+1].low] || en.pronouns[toks[k+1].low] != "") {
			return rd.clauseAhead(p, k+1, end, &cue{lemma: "", kind: "b"}, level) // "over the past year the union has"
		}
		if !toks[k].word() {
			return false
		}
	}
	return false
}

// clauseAhead says whether a clause without "that" begins at i: there is a finite verb in it before long.
func (rd *reader) clauseAhead(p *paragraph, i, end int, c *cue, level int) bool {
	toks := p.toks
	en := &rd.lx.en
	t := &toks[i]
	if !t.word() || en.preps[t.low] || t.is("as") || t.is("so") && !(i+1 < end && toks[i+1].word()) || t.is("and") || t.is("or") || t.is("but") || t.is("than") || t.is("little") || t.is("nothing") || t.is("when") || t.is("while") || t.is("much") {
		return false
	}
	if en.boundaries[t.low] && !t.is("if") && !t.is("although") && !t.is("while") && !t.is("that") && !t.is("since") && !t.is("because") {
		return false
	}
	limit := min(end, i+28)
	plain := c.lemma == "say" || c.lemma == "tell" || c.lemma == "add" || c.lemma == "claim" || c.lemma == "insist"
	if plain && end-i > 3 && (en.dets[t.low] || t.capital || en.pronouns[t.low] != "" || strings.HasSuffix(t.low, "s")) {
		return true
	}
	if en.aux[t.low] && i+1 < end && c.b == i || t.is("never") { // "a move that economists said would cost billions"
		return true
	}
	relative := false
	for k := i + 1; k < limit; k++ {
		w := &toks[k]
		if p.quoteOpens(k) && w.pair != level && !toks[k-1].word() {
			return false // a quotation of its own: "conceded defeat, saying: “…”"
		}
		if w.is("that") || w.is("which") || w.is("who") {
			relative = true // the next verb belongs to "the locations that would be given"
			continue
		}
		if relative && rd.finiteVerb(toks, k) {
			relative = false
			for k+1 < limit && rd.finiteVerb(toks, k+1) {
				k++
			}
			continue
		}
		if endsSentence(w) && w.pair == level || w.text == ";" {
			return false
		}
		if w.text == "," && w.pair == level && !plain && k+1 < limit && (en.pronouns[toks[k+1].low] != "" || toks[k+1].capital && !toks[k-1].capital) {
			return false // "announced a cut on Wednesday, he faced"
		}
		if k == i+1 && en.pronouns[t.low] != "" && w.word() {
			return true
		}
		if rd.finiteVerb(toks, k) {
			return true
		}
		if w.word() && !w.capital && (pastEnding(w.low) || thirdPerson(w.low, toks[k-1].low, t)) && plain {
			return true
		}
	}
	return false
}

func pastEnding(w string) bool { return len(w) > 4 && w[len(w)-2:] == "ed" }

// thirdPerson guesses a third person: a word in -s after a word that is not a plural.
func thirdPerson(w, prev string, first *token) bool {
	return len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && prev[len(prev)-1] != 's' && (first.capital || first.low == "it")
}

// plainSubject says whether nothing but a time or a connecting word stands before the subject of a cue, so that there is
// nothing in front that could be the content.
func (rd *reader) plainSubject(p *paragraph, u unit, c *cue) bool {
	s := rd.subjectBefore(p, c.a, u.a)
	if !s.ok() {
		return false
	}
	if s.a == u.a {
		return true
	}
	t := &p.toks[u.a]
	return s.a-u.a <= 5 && (rd.lx.en.preps[t.low] || rd.lx.en.adverbs[t.low] || t.is("apart"))
}

// gap says whether the cue stands in a relative clause whose subject is left open: "measures which he said threaten".
func (rd *reader) gap(p *paragraph, u unit, c *cue) bool {
	if c.ing || c.a <= u.a+1 {
		return false
	}
	s := rd.subjectBefore(p, c.a, u.a)
	if !s.ok() || s.a <= u.a+1 {
		return false
	}
	t := &p.toks[s.a-1]
	return t.is("which") || t.is("who") || t.is("that") && p.toks[s.a-2].word() && rd.lx.en.verbs[p.toks[s.a-2].low].lemma == ""
}

// anonymity: "asked not to be named" is no statement.
func (rd *reader) anonymity(toks []token, i, end int) bool {
	for k := i; k < end && k-i < 7; k++ {
		switch toks[k].low {
		case "named", "identified", "anonymous", "anonymity", "quoted":
			return true
		}
	}
	return false
}
