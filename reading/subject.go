package reading

import "strings"

// subjectBefore finds who is the subject of the verb at token v: the noun phrase to its left, without what may stand
// between ("also", "on Thursday", ", the foreign minister,"). from is the first token that may be looked at.
func (rd *reader) subjectBefore(p *paragraph, v, from int) np {
	toks := p.toks
	en := &rd.lx.en
	level := toks[v].pair
	inside := func(i int) bool { return toks[i].pair == level }
	j := rd.skipBetween(p, v-1, from, level)
	if j < from || !inside(j) {
		return np{}
	}
	t := &toks[j]
	relative := false
	if (t.is("who") || t.is("which")) && j > from {
		relative = true
		j--
		if toks[j].text == "," && j > from {
			j--
		}
		t = &toks[j]
	} else if t.is("that") && j > from && !toks[j-1].capital {
		j--
		t = &toks[j]
	}
	if t.text == ")" {
		k := j
		for k > from && toks[k].text != "(" && j-k < 14 {
			k--
		}
		if toks[k].text != "(" || k <= from {
			return np{}
		}
		j = k - 1
		t = &toks[j]
	}
	if t.text == "," || t.text == "—" || t.text == "–" || t.text == "--" {
		mark := t.text
		k := j - 1
		if k < from {
			return np{}
		}
		for k > from && j-k < 40 && !(toks[k].text == mark && inside(k)) && !endsSentence(&toks[k]) {
			k--
		}
		// "Smith, the minister, a close ally, said": go on to the first comma after the name
		if toks[k].text != mark || k <= from || !inside(k) {
			return np{}
		}
		if rd.clausalAside(toks[k+1 : j]) {
			return np{}
		}
		if r := toks[k+1].run; r >= 0 && p.runs[r].kind == EntityPerson && rd.pastOrigin(p, p.runs[r].b) == j && p.runs[r].nameB-p.runs[r].nameA > 1 && k > from && toks[k-1].word() && toks[k-1].run < 0 {
			if _, ok := en.roles[toks[k-1].low]; ok { // "the ministry's spokeswoman, Ida Holm, said"
				return np{a: k + 1, b: j, clause: rd.clauseStart(p, k-1, from, level)}
			}
		}
		for x := k - 1; x > from && j-x < 40; x-- {
			if toks[x].text == "," && inside(x) && x+1 < k && rd.appositive(toks, x+1) {
				k = x
			} else if endsSentence(&toks[x]) || !inside(x) {
				break
			}
		}
		j = k - 1
		if j < from {
			return np{}
		}
		t = &toks[j]
		if t.text == ")" {
			for j > from && toks[j].text != "(" {
				j--
			}
			j--
			if j < from {
				return np{}
			}
			t = &toks[j]
		}
	}
	if !inside(j) || !t.word() {
		return np{}
	}
	if en.pronouns[t.low] != "" {
		return np{a: j, b: j + 1, clause: rd.clauseStart(p, j, from, level), relative: relative}
	}
	if en.preps[t.low] || en.boundaries[t.low] || t.is("and") || t.is("or") || t.is("to") {
		return np{}
	}
	start := rd.clauseStart(p, j, from, level)
	if start-1 > from && toks[start-1].is("who") && inside(start-1) && !relative { // "sources who spoke with the Post said"
		verbs := 0
		for k := start; k <= j; k++ {
			if rd.finiteVerb(toks, k) {
				verbs++
			}
		}
		if k := start - 2; verbs > 0 && toks[k].word() {
			j = k
			start = rd.clauseStart(p, j, from, level)
		}
	}
	a := rd.trimLeft(p, start, j)
	if a > j {
		return np{}
	}
	a = rd.afterVerb(toks, a, j)
	for i := j; i > a+1; i-- { // "a charge her campaign": a clause that hangs on a noun
		if l := toks[i].low; en.dets[l] && toks[i-1].word() && !en.preps[toks[i-1].low] && !toks[i-1].is("and") && !toks[i-1].is("or") && !en.dets[toks[i-1].low] && toks[i].run < 0 {
			a = i
			break
		}
	}
	if a > j || j-a > 28 {
		return np{}
	}
	if !rd.nominal(toks[a : j+1]) {
		return np{}
	}
	return np{a: a, b: j + 1, clause: start, relative: relative}
}

// skipBetween goes left over what stands between subject and verb.
func (rd *reader) skipBetween(p *paragraph, j, from, level int) int {
	toks := p.toks
	en := &rd.lx.en
	for j >= from && toks[j].pair == level {
		t := &toks[j]
		l := t.low
		if !t.word() {
			return j
		}
		if en.adverbs[l] && !t.capital || en.aux[l] || strings.HasSuffix(l, "ly") && len(l) > 4 && !t.capital && !rd.bareNoun(l) {
			j--
			continue
		}
		if n := rd.timeBefore(toks, j, from); n > 0 {
			if j-n < from {
				return j
			}
			j -= n
			continue
		}
		if en.venues[l] || en.outlets[l] { // "Smith in a statement said", "in remarks to al-Ikhbariya television"
			k := j
			for k > from && j-k < 7 && toks[k].word() && toks[k].pair == level && !(toks[k].is("in") || toks[k].is("at") || toks[k].is("during") || toks[k].is("via")) {
				k--
			}
			if (toks[k].is("in") || toks[k].is("at") || toks[k].is("during") || toks[k].is("via")) && k > from && toks[k-1].word() && !en.preps[toks[k-1].low] && j-k <= 4 {
				j = k - 1
				continue
			}
		}
		return j
	}
	return j
}

func (rd *reader) bareNoun(l string) bool {
	switch l {
	case "family", "assembly", "ally", "supply", "monthly", "weekly", "daily", "italy", "july", "rally", "anomaly", "bully", "belly", "elderly":
		return true
	}
	return false
}

// timeBefore gives how many tokens ending at j say when: "on Thursday", "last week", "Oct. 31, 2024".
func (rd *reader) timeBefore(toks []token, j, from int) int {
	for n := 6; n > 0; n-- {
		i := j - n + 1
		if i < from || toks[i].pair != toks[j].pair {
			continue
		}
		if _, k := rd.dateAt(toks[:j+1], i); k == n {
			return n
		}
	}
	return 0
}

// clausalAside says that a part between commas is no apposition, so that the comma belongs to a list or a clause.
func (rd *reader) clausalAside(toks []token) bool {
	return len(toks) > 0 && (toks[0].is("and") || toks[0].is("but") || toks[0].is("that"))
}

// appositive says whether the words from i read like a further apposition rather than a new beginning.
func (rd *reader) appositive(toks []token, i int) bool {
	t := &toks[i]
	if t.is("who") || t.is("which") || t.digit {
		return true
	}
	if rd.lx.en.dets[t.low] && i > 1 && toks[i-2].capital && toks[i-2].word() {
		return true
	}
	if _, ok := rd.lx.en.roles[t.low]; ok && !t.capital {
		return true
	}
	return false
}

// clauseStart goes left from j to the beginning of the clause.
func (rd *reader) clauseStart(p *paragraph, j, from, level int) int {
	toks := p.toks
	en := &rd.lx.en
	i := j
	for i > from {
		t := &toks[i-1]
		if t.pair != level || t.text == ":" || t.text == ";" || t.text == "—" || t.text == "–" || t.text == "--" || t.text == "(" || t.text == ")" || endsSentence(t) {
			break
		}
		if t.text == "," && !(toks[i].word() && toks[i].capital && i-2 >= from && toks[i-2].capital && rd.isPlace(toks[i:i+1]) && i < j) {
			break
		}
		if en.boundaries[t.low] && !t.is("that") && !t.is("like") && !t.is("including") && !t.is("or") && !t.is("and") {
			break
		}
		if t.is("that") && i-2 >= from && !en.preps[toks[i-2].low] {
			break
		}
		if t.is("and") && !rd.joinsNames(toks, i-1, from) {
			break
		}
		if t.is("but") {
			break
		}
		if j-i > 40 {
			break
		}
		i--
	}
	return i
}

// trimLeft drops conjunctions, adverbs and times from the head of the clause that begins at a.
func (rd *reader) trimLeft(p *paragraph, a, j int) int {
	toks := p.toks
	en := &rd.lx.en
	for a <= j {
		t := &toks[a]
		if !t.word() || t.is("and") || t.is("but") || t.is("so") || t.is("meanwhile") || t.is("as") || t.is("however") || en.adverbs[t.low] && !t.is("all") && !t.is("both") || strings.HasSuffix(t.low, "ly") && !rd.bareNoun(t.low) && t.run < 0 {
			a++
			continue
		}
		if _, n := rd.dateAt(toks[:j+1], a); n > 0 && a+n <= j && toks[a].run < 0 {
			a += n
			continue
		}
		if en.boundaries[t.low] && !t.is("that") && a < j {
			a++
			continue
		}
		if en.preps[t.low] && a < j { // "In Washington officials said": go to the last noun phrase
			k := j
			for k > a && !en.dets[toks[k].low] && (toks[k-1].word() && !en.preps[toks[k-1].low] && toks[k-1].capital == toks[k].capital || toks[k-1].is("of")) {
				k--
			}
			if k == a {
				return j + 1
			}
			return k
		}
		break
	}
	return a
}

// afterVerb cuts the phrase behind the last finite verb in it.
func (rd *reader) afterVerb(toks []token, a, j int) int {
	for i := j; i > a; i-- {
		if rd.finiteVerb(toks, i) {
			if i+1 <= j && (rd.lx.en.preps[toks[i+1].low]) {
				return a // a participle: "a man arrested in Paris said"
			}
			return i + 1
		}
	}
	return a
}
