package reading

import "strings"

// nameRun is a sequence of capitalised words with what joins them: "Tarnish Minister of Rivers Ilse Maro". Tokens,
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
	if i == 0 {
		return true
	}
	t := &p.toks[i-1]
	if t.kind == tokMark || t.text == "(" || t.text == "[" {
		return true
	}
	return endsSentence(t) || t.text == ":" || t.text == "—" || t.text == "–" || t.text == "•" || strings.HasSuffix(t.text, ".") && t.end-t.start > 2
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
	case "and", "but", "or", "not", "yes", "there", "here", "how", "why", "what", "according", "i", "i'm", "i’m", "we", "who", "asked", "let", "please", "thank", "another", "other", "well", "yet", "following", "earlier", "last", "next", "nobody", "everybody", "everyone", "someone", "somebody", "anyone", "anybody", "nothing", "everything", "none", "today", "yesterday", "tomorrow", "tonight", "then", "now", "still", "later", "meanwhile", "image", "caption", "photo", "video", "watch", "read":
		return true
	}
	if _, verb := en.verbs[l]; verb && len(l) > 4 {
		return true
	}
	if en.weekdays[l] != "" || en.months[l] != "" && l != "may" && l != "april" && l != "june" {
		return true
	}
	if _, first := en.first[l]; first {
		return false // "Emily"
	}
	return strings.HasSuffix(l, "ly") && len(l) > 4 && l != "italy"
}

// runsOf finds the name sequences of a paragraph.
func (rd *reader) runsOf(p *paragraph) {
	toks := p.toks
	en := &rd.lx.en
	for i := 0; i < len(toks); i++ {
		t := &toks[i]
		if !nameWord(t) || rd.functionWord(t) && !(t.capital && en.verbs[t.low].base && !p.startsSentence(i) && i+1 < len(toks) && toks[i+1].capital) && (!t.upper || t.low == "i" || t.end-t.start < 2) {
			continue
		}
		if en.months[t.low] != "" && (i > 0 && toks[i-1].digit || i+1 < len(toks) && toks[i+1].digit) {
			continue // "On 2 April Ina Kolb said": a date, and then a name
		}
		j := i + 1
		for j < len(toks) && j-i < 24 {
			next := rd.joinName(p, i, j)
			if next == j {
				break
			}
			j = next
		}
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

// joinName gives how far the name that began at i goes on at j: over a further capitalised word, or over what joins
// one; j itself where it ends.
func (rd *reader) joinName(p *paragraph, i, j int) int {
	toks := p.toks
	en := &rd.lx.en
	n := &toks[j]
	if n.start-toks[j-1].end > 1 {
		return j
	}
	if nameWord(n) && n.pair == toks[j-1].pair {
		if en.weekdays[n.low] != "" || n.is("i") {
			return j
		}
		return j + 1
	}
	if n.digit && j+1 < len(toks) && toks[j+1].capital && n.end-n.start <= 3 && len(toks[j-1].text) > 1 {
		return j + 1 // Channel 4 News
	}
	if n.digit && en.outlets[joinLow(toks[i:j+1])] {
		return j + 1 // Channel 12
	}
	if j+1 >= len(toks) {
		return j
	}
	next := &toks[j+1]
	switch {
	case nameParticles[n.low] && next.capital && n.word():
		return j + 2
	case (n.is("'s") || n.is("’s")) && next.capital && en.bodies[next.low] && rd.heads(toks[i:j]):
		return j + 2 // the Prime Minister's Office
	case n.is("on") && next.capital && en.bodies[toks[j-1].low]:
		return j + 2 // Intergovernmental Authority on Development
	case n.is("of") || n.is("for") || n.is("to") && rd.isRole(&toks[j-1]):
		k := j + 1
		if toks[k].is("the") && k+1 < len(toks) {
			k++
		}
		if toks[k].capital && (rd.heads(toks[j-1:j]) || (j-i < 2 || toks[i].is("united")) && !rd.heads(toks[i:j]) && n.is("of") && !rd.isPersonName(toks[i:j])) {
			return k + 1
		}
	case n.is("and") && next.capital && joinedByOf(toks[i:j]) && rd.isPlace(toks[j-2:j]),
		n.is("and") && next.capital && j+2 < len(toks) && rd.heads(toks[i:j]) && en.bodies[toks[i].low]:
		return j + 2
	}
	return j
}

func joinedByOf(toks []token) bool {
	for i := range toks {
		if toks[i].is("of") || toks[i].is("for") {
			return true
		}
	}
	return false
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
	for len(toks) > 1 {
		if _, title := rd.lx.en.titles[toks[0].low]; !title {
			break
		}
		toks = toks[1:]
	}
	if len(toks) < 2 {
		return len(toks) == 1 && !rd.heads(toks)
	}
	_, ok := rd.lx.en.first[toks[0].low]
	return ok
}

func (rd *reader) isRole(t *token) bool {
	_, ok := rd.lx.en.roles[t.low]
	return ok
}

func (rd *reader) firstName(t *token) bool {
	_, ok := rd.lx.en.first[t.low]
	return ok
}

func joinLow(toks []token) string {
	var b strings.Builder
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ToLower(toks[i].low))
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
	if rd.isPlace(toks) || low == strings.ToLower(rd.art.Dateline.Value) {
		run.kind = EntityPlace
		return
	}
	last := -1
	for i := range toks {
		l := toks[i].low
		if g, ok := en.roles[l]; ok && !(i == len(toks)-1 && i > 0 && rd.isPersonName(toks[:i]) && (i > 1 || rd.firstName(&toks[0]))) {
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
	case len(rest) > 2 && rest[1].is("news"):
		run.kind = EntityOutlet
		run.nameA = run.a
		return
	case last >= 0 && len(rest) == 1 && en.bodies[rest[0].low] || rd.bodyLike(rest) || last >= 0 && rd.bodyLike(toks) && !rd.isPersonName(rest) && rd.bodyLike(toks[last+1:]):
		run.kind = EntityBody
		run.nameA = run.a
		if w := toks[len(toks)-1].low; en.outletWords[w] && !en.bodies[w] {
			run.kind = EntityOutlet
		}
		return
	case rd.local[low]:
		run.kind = EntityOutlet
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
	// Adjectives of nations and places before a name are no part of it: "Norwegian Anders Holm".
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
	if first.upper && n == 1 && first.end-first.start <= 6 && first.end-first.start > 2 && !strings.Contains(first.text, ".") {
		run.kind = EntityBody
	}
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
