package reading

import "strings"

// np is a noun phrase, tokens a to b, b exclusive; clause is where the clause begins that it stands in.
type np struct {
	a, b     int
	clause   int
	relative bool // it is taken up by "who" or "which"
}

func (n np) ok() bool { return n.b > n.a }

// joinsNames says whether "and" at i joins two parts of one subject: "the mayor and the governor", "Roe and Poe".
func (rd *reader) joinsNames(toks []token, i, from int) bool {
	if i <= from || i+1 >= len(toks) {
		return false
	}
	l, r := &toks[i-1], &toks[i+1]
	en := &rd.lx.en
	lo := max(from, i-8) // the list begins behind the last mark
	for k := i - 1; k >= lo; k-- {
		if !toks[k].word() {
			lo = k + 1
			break
		}
	}
	if !l.word() || en.pronouns[r.low] != "" || toks[i-1].pair != toks[i+1].pair {
		return false
	}
	if l.capital && !r.capital && i+2 < len(toks) && !en.dets[r.low] && !en.preps[r.low] && !en.aux[r.low] {
		if _, role := en.roles[singular(toks[i+2].low)]; role { // "White House and congressional officials"
			return !rd.verbBetween(toks, lo, i)
		}
	}
	if l.capital && (r.capital || en.dets[r.low]) {
		return !rd.verbBetween(toks, lo, i)
	}
	_, roleL := en.roles[l.low]
	_, roleR := en.roles[r.low]
	if roleL || roleR {
		return !rd.verbBetween(toks, lo, i)
	}
	return !l.capital && !r.capital && !en.dets[r.low] && !rd.verbBetween(toks, lo, i) && !en.finite[r.low] && !en.aux[r.low]
}

func (rd *reader) verbBetween(toks []token, a, b int) bool {
	for i := a; i < b; i++ {
		if rd.finiteVerb(toks, i) {
			return true
		}
	}
	return false
}

// finiteVerb is a guess by word lists and endings; nouns that look like verbs stay nouns.
func (rd *reader) finiteVerb(toks []token, i int) bool {
	t := &toks[i]
	if !t.word() || t.capital {
		return false
	}
	en := &rd.lx.en
	if en.aux[t.low] {
		return true
	}
	if i > 0 && (en.dets[toks[i-1].low] || en.preps[toks[i-1].low] && !toks[i-1].is("to")) {
		return false
	}
	if en.finite[t.low] {
		return true
	}
	if v, ok := en.verbs[t.low]; ok && !v.ing && !v.base && strings.HasSuffix(t.low, "ed") {
		return true
	}
	if !strings.HasSuffix(t.low, "ed") || len(t.low) < 5 || i == 0 {
		return false
	}
	prev := &toks[i-1]
	if prev.capital || en.pronouns[prev.low] != "" || prev.is("also") {
		return true
	}
	if i+1 >= len(toks) || !prev.word() || strings.HasSuffix(prev.low, "ly") {
		return false
	}
	next := &toks[i+1] // "the army issued a statement", not "elected officials"
	return en.dets[next.low] || en.preps[next.low] || en.pronouns[next.low] != "" || next.capital || strings.HasSuffix(next.low, "ly")
}

// nominal says whether the words can be somebody: they hold a name, a determiner, or a noun that is not a time.
func (rd *reader) nominal(toks []token) bool {
	last := &toks[len(toks)-1]
	en := &rd.lx.en
	if last.is("it") || last.digit && len(toks) == 1 || en.aux[last.low] || en.preps[last.low] {
		return false
	}
	if len(toks) == 1 && (rd.timeWord(last) || last.is("there") || last.is("not") || en.dets[last.low] && !last.is("both") && !last.is("many") && !last.is("some") && !last.is("one") && !last.is("another") && !last.is("several") && !last.is("few")) {
		return false
	}
	if v, ok := en.verbs[last.low]; ok && v.ing {
		return false
	}
	return true
}

// phraseAfter finds the noun phrase that begins at token i: "said SMITH", "according to THE MINISTRY", "told REPORTERS".
func (rd *reader) phraseAfter(p *paragraph, i, end int) np {
	toks := p.toks
	en := &rd.lx.en
	for i < end && toks[i].word() && (en.adverbs[toks[i].low] && !toks[i].is("all") && !toks[i].is("both")) {
		i++
	}
	if i >= end || !toks[i].word() {
		return np{}
	}
	if en.pronouns[toks[i].low] != "" || toks[i].is("him") || toks[i].is("them") || toks[i].is("us") || toks[i].is("me") {
		return np{a: i, b: i + 1, clause: i}
	}
	j := i
	for j < end && j-i < 28 {
		t := &toks[j]
		if t.pair != toks[i].pair {
			break
		}
		if t.text == "’" || t.text == "'" || t.text == "/" && j+1 < end && toks[j+1].word() {
			j++
			continue
		}
		if !t.word() {
			break
		}
		if j > i {
			if t.run >= 0 && t.run == toks[j-1].run {
				j++
				continue
			}
			if clauseWords[t.low] || en.boundaries[t.low] && !t.is("or") || rd.timeWord(t) || en.aux[t.low] || en.pronouns[t.low] != "" || en.adverbs[t.low] && !t.capital || en.weekdays[t.low] != "" {
				break
			}
			if t.is("and") {
				if !rd.joinsNames(toks, j, i) {
					break
				}
				j++
				continue
			}
			if en.preps[t.low] {
				if j+1 < end && strings.HasSuffix(toks[j+1].low, "ing") && len(toks[j+1].low) > 4 && !toks[j+1].capital {
					break // "of hiding the report"
				}
				if !t.is("of") && !t.is("for") && !((t.is("from") || t.is("with") || t.is("at") || t.is("to") || t.is("in")) && j+1 < end && toks[j+1].capital && en.months[toks[j+1].low] == "" && en.weekdays[toks[j+1].low] == "" && !toks[i].capital) {
					break
				}
				j++
				continue
			}
			if en.dets[t.low] && !en.preps[toks[j-1].low] && !toks[j-1].is("and") {
				break
			}
			if rd.finiteVerb(toks, j) {
				break
			}
			if t.run >= 0 && toks[j-1].run >= 0 && t.run != toks[j-1].run && toks[j-1].end < t.start && !toks[j-1].is("and") {
				break
			}
			if t.run >= 0 && t.capital && toks[j-1].word() && !toks[j-1].capital && strings.HasSuffix(toks[j-1].low, "s") && toks[j-1].low != "'s" && toks[j-1].low != "’s" && !en.preps[toks[j-1].low] && rd.plural(&toks[j-1]) {
				break // "told reporters Roe was"
			}
			// a name is complete before a common word: "Rathbun the property", "Smith reporters"
			if toks[j-1].run >= 0 && t.run < 0 && p.runs[toks[j-1].run].kind == EntityPerson && !t.is("'s") && !t.is("’s") {
				if _, role := en.roles[t.low]; role && j+1 < end && toks[j+1].capital {
					j++
					continue // "quipped Evans opponent Dan Barr"
				}
				break
			}
		}
		j++
	}
	for j > i && (en.preps[toks[j-1].low] || toks[j-1].is("and") || en.dets[toks[j-1].low] && j-1 > i) {
		j--
	}
	return np{a: i, b: j, clause: i}
}
