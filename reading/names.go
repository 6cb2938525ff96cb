package reading

import "strings"

// nameRun is a sequence of capitalised words with what joins them: "US Secretary of State Antony Blinken". Tokens,
// half-open; the name proper is nameA to nameB, what stands before it is a title.
type nameRun struct {
	a, b         int
	nameA, nameB int
	kind         EntityKind
	role         Span // title or trade, in code points
	gender       string
	titled       bool
	ent          int
}

var nameParticles = wordSet{"de": true, "la": true, "van": true, "von": true, "der": true, "den": true, "bin": true, "ibn": true, "bint": true, "al": true, "el": true, "da": true, "dos": true, "du": true, "di": true, "del": true, "ben": true, "le": true, "ul": true, "e": true, "y": true}

// nameWord says whether a token can stand in a name.
func nameWord(t *token) bool {
	if !t.word() {
		return false
	}
	if t.capital {
		return true
	}
	return strings.HasPrefix(t.low, "al-") || strings.HasPrefix(t.low, "el-") || strings.HasPrefix(t.low, "ash-") || strings.HasPrefix(t.low, "as-") && len(t.low) > 6
}

// startsSentence says whether token i is the first word of a sentence, a line or a quotation.
func (p *paragraph) startsSentence(i int) bool {
	for i--; i >= 0; i-- {
		t := &p.toks[i]
		if t.kind == tokMark || t.text == "(" || t.text == "[" {
			return true
		}
		return endsSentence(t) || t.text == ":" || t.text == "—" || t.text == "–" || t.text == "•" || strings.HasSuffix(t.text, ".") && t.end-t.start > 2
	}
	return true
}

// functionWord says whether a capitalised word at the head of a sentence is just a common word.
func (rd *reader) functionWord(t *token) bool {
	en := &rd.lx.en
	l := t.low
	if i := strings.IndexAny(l, "'’"); i > 0 && en.pronouns[l[:i]] != "" {
		return true // "It's"
	}
	if en.dets[l] || en.preps[l] || en.boundaries[l] || en.adverbs[l] && l != "will" || en.aux[l] && l != "will" && l != "may" || en.pronouns[l] != "" {
		return true
	}
	switch l {
	case "and", "but", "or", "not", "yes", "there", "here", "how", "why", "what", "according", "i", "i'm", "i’m", "we", "who", "asked", "let", "please", "thank", "another", "other", "well", "yet", "following", "earlier", "last", "next":
		return true
	}
	if _, verb := en.verbs[l]; verb && len(l) > 4 {
		return true
	}
	if en.weekdays[l] != "" || en.months[l] != "" && l != "may" && l != "april" && l != "june" {
		return true
	}
	return strings.HasSuffix(l, "ly") && len(l) > 4 && l != "italy"
}

// runsOf finds the name sequences of a paragraph.
func (rd *reader) runsOf(p *paragraph) {
	toks := p.toks
	en := &rd.lx.en
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		if !nameWord(t) || rd.functionWord(t) && (!t.upper || t.low == "i" || t.end-t.start < 2) {
			continue
		}
		j := i + 1
		joined := false // inside "of …" or "for …"
		for j < len(toks) && j-i < 24 {
			n := &toks[j]
			apart := n.start-toks[j-1].end > 1
			if apart {
				break
			}
			if nameWord(n) && !(n.pair != toks[j-1].pair) {
				if en.weekdays[n.low] != "" || n.is("i") {
					break
				}
				j++
				continue
			}
			if n.digit && j+1 < len(toks) && toks[j+1].capital && n.end-n.start <= 3 && len(toks[j-1].text) > 1 {
				j++
				continue
			}
			if j+1 >= len(toks) {
				break
			}
			next := &toks[j+1]
			switch {
			case nameParticles[n.low] && next.capital && n.word():
				j += 2
				continue
			case (n.is("'s") || n.is("’s")) && next.capital && en.bodies[next.low] && rd.heads(toks[i:j]):
				j += 2 // the Prime Minister's Office
				continue
			case n.is("of") || n.is("for") || n.is("to") && rd.heads(toks[j-1:j]):
				k := j + 1
				if toks[k].is("the") && k+1 < len(toks) {
					k++
				}
				if toks[k].capital && (rd.heads(toks[i:j]) || n.is("of") && !rd.isPersonName(toks[i:j])) {
					joined = true
					j = k + 1
					continue
				}
			case n.is("and") && joined && next.capital && rd.isPlace(toks[j-2:j]):
				j += 2
				continue
			case n.is("and") && joined && next.capital && j+2 < len(toks) && rd.heads(toks[i:j]) && en.bodies[toks[i].low]:
				j += 2
				continue
			}
			break
		}
		// A common word at the head of a sentence is not the beginning of a name.
		run := nameRun{a: i, b: j, ent: -1}
		rd.classify(p, &run)
		if run.b > run.a {
			k := len(p.runs)
			p.runs = append(p.runs, run)
			for x := run.a; x < run.b; x++ {
				toks[x].run = k
			}
		}
		i = j - 1
	}
}

// heads says whether the words hold a title or the head of a body's name, so that "of …" belongs to them.
func (rd *reader) heads(toks []token) bool {
	for i := range toks {
		l := toks[i].low
		if _, ok := rd.lx.en.roles[l]; ok {
			return true
		}
		if rd.lx.en.bodies[l] || l == "bank" || l == "house" {
			return true
		}
	}
	return false
}

func (rd *reader) isPersonName(toks []token) bool {
	if len(toks) < 2 {
		return len(toks) == 1 && !rd.heads(toks)
	}
	_, ok := rd.lx.en.first[toks[0].low]
	return ok
}

func joinLow(toks []token) string {
	var b strings.Builder
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].low)
	}
	return b.String()
}

func (rd *reader) isPlace(toks []token) bool {
	s := joinLow(toks)
	_, c := rd.lx.en.countries[s]
	return c || rd.lx.en.places[s]
}

// classify splits a run into title and name and says what the name is.
func (rd *reader) classify(p *paragraph, run *nameRun) {
	en := &rd.lx.en
	toks := p.toks[run.a:run.b]
	low := joinLow(toks)
	run.nameA, run.nameB = run.a, run.b
	bare := strings.TrimPrefix(low, "the ")
	if en.outlets[low] || en.outlets["the "+low] {
		run.kind = EntityOutlet
		return
	}
	if en.named[bare] {
		run.kind = EntityBody
		return
	}
	if rd.isPlace(toks) {
		run.kind = EntityPlace
		return
	}
	last := -1
	for i := range toks {
		l := toks[i].low
		if g, ok := en.roles[l]; ok && !(i == len(toks)-1 && i > 0 && rd.isPersonName(toks[:i])) {
			last = i
			if g != "" {
				run.gender = g
			}
		} else if g, ok := en.titles[l]; ok && i < len(toks)-1 {
			last = i
			if g != "" {
				run.gender = g
			}
		}
	}
	name := last + 1
	if last >= 0 {
		name = rd.skipOffice(toks, last+1)
	}
	rest := toks[name:]
	switch {
	case last >= 0 && len(rest) == 0:
		run.kind = EntityUnknown // an office alone: "the Secretary of State"
		run.titled = true
		run.nameA = run.b
		run.role = Span{toks[0].start, toks[len(toks)-1].end}
		return
	case rd.bodyLike(rest) || last >= 0 && rd.bodyLike(toks) && !rd.isPersonName(rest) && rd.bodyLike(toks[last+1:]):
		run.kind = EntityBody
		run.nameA = run.a
		if w := toks[len(toks)-1].low; en.outletWords[w] && !en.bodies[w] {
			run.kind = EntityOutlet
		}
		return
	case len(rest) > 1 && en.outletWords[rest[len(rest)-1].low] && rest[len(rest)-1].capital:
		run.kind = EntityOutlet
		return
	}
	if last >= 0 {
		run.titled = true
		run.role = Span{toks[0].start, toks[name-1].end}
		run.nameA = run.a + name
	}
	// Adjectives of nations and places before a name are no part of it: "Israeli Benjamin Netanyahu".
	for run.nameB-run.nameA > 2 {
		if _, ok := en.countries[p.toks[run.nameA].low]; !ok {
			break
		}
		run.nameA++
	}
	if n := run.nameB - run.nameA; n == 0 || n > 6 {
		run.kind = EntityUnknown
		return
	}
	if n := run.nameB - run.nameA; n > 1 && rd.isPlace(p.toks[run.nameB-1:run.nameB]) && !run.titled && !rd.isPersonName(p.toks[run.nameA:run.nameB]) {
		run.kind = EntityUnknown
		return
	}
	rd.tradeBefore(p, run)
	rd.tradeAfter(p, run)
	n := run.nameB - run.nameA
	first := &p.toks[run.nameA]
	g, known := en.first[first.low]
	if known && g != "" && run.gender == "" {
		run.gender = g
	}
	if run.titled || known && n > 1 || !run.role.Empty() && n > 1 {
		run.kind = EntityPerson
		if rd.isPlace(p.toks[run.nameA:run.nameB]) {
			run.kind = EntityPlace
		}
		return
	}
	if first.upper && n == 1 && first.end-first.start <= 6 && !strings.Contains(first.text, ".") {
		run.kind = EntityBody
	}
}

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

func (rd *reader) bodyLike(toks []token) bool {
	for i := range toks {
		l := strings.TrimSuffix(toks[i].low, "'")
		if rd.lx.en.bodies[l] && (len(toks) > 1 || l == "parliament" || l == "congress" || l == "senate" || l == "knesset" || l == "pentagon" || l == "kremlin") {
			return true
		}
	}
	return false
}

// tradeBefore takes "American mediator" before "Amos Hochstein" as the role.
func (rd *reader) tradeBefore(p *paragraph, run *nameRun) {
	if run.titled || run.a == 0 {
		return
	}
	i := run.a - 1
	en := &rd.lx.en
	t := &p.toks[i]
	comma := false
	if t.text == "," && i > 0 && run.nameB-run.nameA > 1 { // "the Republican nominee, Donald Trump,"
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
	for k := i; k < len(p.toks) && k-i < 16; k++ {
		w := &p.toks[k]
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
