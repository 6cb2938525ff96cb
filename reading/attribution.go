package reading

import "strings"

// attribution is one statement in work: places are tokens of its paragraph.
type attribution struct {
	para, unit     int
	a, b           int // content, b exclusive
	speaker        np
	speakerPara    int
	cue            cue
	hasCue         bool
	cuePara        int
	addressee      np
	said           Date
	frame          string
	group          int
	outer          int
	hops           []hopFound // in order, nearest to the speaker first
	copied         int        // attribution whose speaker this one continues, or -1
	spanConf       float64
	speakConf      float64
	reason         string
	impliedSpeaker bool
	act            Act // where the frame tells; else by the verb
}

type hopFound struct {
	kind HopKind
	para int
	np   np
}

// forwardContent is what stands after a cue.
type forwardContent struct {
	start     int // first token, or -1
	that      bool
	quote     bool
	colon     bool
	addressee np
	said      Date
	hops      []hopFound
	relative  bool // the speaker is taken up by "who"
	inf       bool // "to do"
	naming    int  // token + 1 of the quotation that something is called
	object    bool // a noun phrase
	aimed     int  // token + 1 of what somebody is accused of or praised for: "accused the mayor of"
	next      bool // the content is the next paragraph
}

// quantity are adverbs that belong to what follows: "says only nine trucks came".
var quantity = wordSet{"all": true, "both": true, "only": true, "just": true, "even": true, "still": true, "each": true, "first": true, "never": true, "today": true, "now": true}

// quoteOpens says whether a quotation begins at token i.
func (p *paragraph) quoteOpens(i int) bool {
	return i < len(p.toks) && p.toks[i].pair >= 0 && p.pairs[p.toks[i].pair].open == i && p.toks[i].kind == tokMark
}

// quoteEnds says whether a quotation ends with token i.
func (p *paragraph) quoteEnds(i int) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].pair >= 0 && p.pairs[p.toks[i].pair].close == i
}

// words of a quotation, marks not counted.
func (p *paragraph) quoteWords(k int) int {
	n := 0
	for i := p.pairs[k].open; i <= p.pairs[k].close; i++ {
		if p.toks[i].word() {
			n++
		}
	}
	return n
}

var clauseWords = wordSet{"whether": true, "if": true, "how": true, "why": true, "what": true, "when": true, "where": true, "who": true}

// forward looks for the content after a cue: a quotation, a clause, an infinitive; failing these, for some verbs, the
// object.
func (rd *reader) forward(p *paragraph, u unit, c *cue, level int) forwardContent {
	f := rd.clauseContent(p, u, c, level)
	if f.start < 0 && !f.next && (c.kind.has('n') || c.kind.has('N')) {
		return rd.objectContent(p, u, c, f)
	}
	return f
}

func (rd *reader) clauseContent(p *paragraph, u unit, c *cue, level int) forwardContent {
	f := forwardContent{start: -1}
	toks := p.toks
	en := &rd.lx.en
	i := c.b
	if c.lemma == "accuse" && i+2 < u.b && toks[i].is("of") && c.a > u.a && (en.pronouns[toks[c.a-1].low] != "" || haveForm(&toks[c.a-1])) {
		f.start = i // "those it accuses of smuggling"
		return f
	}
	if c.kind.has('o') && i < u.b {
		if to := rd.phraseAfter(p, i, u.b); to.ok() && toks[to.a].pair == level && !toks[to.a].is("that") && !en.preps[toks[to.a].low] && !clauseWords[toks[to.a].low] {
			aimed := !c.kind.has('t') && !c.kind.has('q') && !c.kind.has('j') && !c.kind.has('i')
			if aimed {
				return rd.aimedContent(p, u, c, to, f)
			}
			if !(c.kind.has('b') && c.lemma != "tell" && to.b < u.b && rd.finiteVerb(toks, to.b)) { // "warned the talks could fail"
				f.addressee = to
				i = to.b
			}
		}
	}
	if c.kind.has('c') {
		return rd.namingContent(p, u, c, f)
	}
	if c.kind.has('f') {
		if i < u.b && (toks[i].word() || p.quoteOpens(i)) && u.b-i > 2 {
			f.start, f.object = i, !p.quoteOpens(i)
		}
		return f
	}
	if c.lemma == "ask" && rd.anonymity(toks, c.b, u.b) {
		return f
	}
	from := i
	for guard := 0; i < u.b && guard < 30; guard++ {
		t := &toks[i]
		if p.quoteOpens(i) && t.pair != level {
			f.start, f.quote = i, true
			return f
		}
		if t.text == ":" {
			if i+1 < u.b && (p.quoteOpens(i+1) || toks[i+1].word()) {
				f.start, f.colon, f.quote = i+1, true, p.quoteOpens(i+1)
				return f
			}
			if i+1 == u.b {
				f.next = true
			}
			return f
		}
		if isDash(t.text) && t.kind == tokPunct {
			k := i + 1
			for k < u.b && k-i < 24 && toks[k].text != t.text && toks[k].pair == level {
				k++
			}
			if k+1 < u.b && toks[k].text == t.text && (toks[k+1].is("that") || p.quoteOpens(k+1)) {
				i = k + 1
				continue
			}
			return f
		}
		if t.text == "," {
			if i+1 < u.b && p.quoteOpens(i+1) {
				f.start, f.quote = i+1, true
				return f
			}
			if i+1 == u.b && i+1 == len(toks) {
				f.next = true
				return f
			}
			if i+2 < u.b && toks[i+1].is("that") {
				i++
				continue
			}
			if c.kind.has('b') && c.kind.has('s') && i+3 < u.b && (en.dets[toks[i+1].low] || en.pronouns[toks[i+1].low] != "") && !rd.hasFinite(p, u.a, c.a-1) && i == c.b && rd.clauseAhead(p, i+1, u.b, c, level) && rd.plainSubject(p, u, c) {
				f.start = i + 1 // "In addition, Belk said, the sanctions must go"
				return f
			}
			// an aside: "said, in an interview with CNN, that"
			k := i + 1
			for k < u.b && k-i < 24 && toks[k].text != "," && toks[k].pair == level {
				k++
			}
			if k+1 < u.b && toks[k].text == "," && (toks[k+1].is("that") || p.quoteOpens(k+1)) {
				rd.noteAside(p, i+1, k, &f)
				i = k + 1
				continue
			}
			return f
		}
		if !t.word() || t.pair != level {
			return f
		}
		if t.is("that") && i+2 < u.b && (rd.timeWord(&toks[i+1]) || toks[i+1].is("day")) {
			i += 2 // "that evening"
			continue
		}
		if t.is("that") && i+2 < u.b {
			f.start, f.that = i, true
			return f
		}
		if clauseWords[t.low] && (c.kind.has('w') || c.kind.has('t')) && i+2 < u.b {
			if !(t.is("when") || t.is("where") || t.is("if") || t.is("who")) || c.lemma == "ask" && !t.is("when") || c.kind.has('w') && (t.is("if") && (f.addressee.ok() || c.negated > 0) || t.is("who") || t.is("where")) {
				f.start, f.that = i, true
				return f
			}
		}
		if t.is("to") && (c.lemma == "decline" || c.lemma == "refuse") && !refusesToSay(toks, c, u.b) {
			return f
		}
		if t.is("not") && c.kind.has('i') && i == from && i+2 < u.b && toks[i+1].is("to") {
			f.start = i
			if c.kind.has('j') && f.addressee.ok() {
				f.start = f.addressee.a
			}
			return f
		}
		if t.is("to") && c.kind.has('i') && i+1 < u.b && !toks[i+1].capital && !en.dets[toks[i+1].low] && i == from {
			f.start, f.inf = i, true
			if c.kind.has('j') && f.addressee.ok() && !(c.lemma == "ask" && en.pronouns[toks[f.addressee.a].low] != "") {
				f.start = f.addressee.a // "urged the parties to agree": they are part of what is urged
			}
			return f
		}
		if t.is("to") && !c.kind.has('i') { // "said to reporters", "tweeted to Roe"
			to := rd.phraseAfter(p, i+1, u.b)
			if !to.ok() {
				return f
			}
			for x := to.a + 1; x < to.b && c.lemma == "apologize"; x++ {
				if toks[x].is("for") {
					to.b = x
				}
			}
			f.addressee = to
			i = to.b
			continue
		}
		if en.preps[t.low] && c.kind.has('b') && rd.sometime(toks, i, u.b) && rd.fronted(p, i, u.b, level) {
			f.start = i
			return f
		}
		if d, n := rd.dateAt(toks[:u.b], i); n > 0 {
			if f.said.Text == "" {
				f.said = d
			}
			i += n
			continue
		}
		if c.kind.has('b') && i == from && (t.is("while") || t.is("although") || t.is("though") || t.is("because")) && i+1 < u.b && !strings.HasSuffix(toks[i+1].low, "ing") && rd.fronted(p, i, u.b, level) {
			f.start = i // "said while talks had stalled, the union was open"
			return f
		}
		if c.kind.has('t') && (t.is("as") || t.is("after") || t.is("when") || t.is("during") || t.is("following") || t.is("before")) {
			for k := i + 2; k+2 < u.b && k-i < 22 && toks[k].text != "," && toks[k].pair == level && !endsSentence(&toks[k]); k++ {
				if toks[k].is("that") && !en.preps[toks[k-1].low] {
					rd.noteAside(p, i, k, &f)
					f.start, f.that = k, true // "warned as he arrived that"
					return f
				}
			}
		}
		if c.kind.has('b') && i+2 < u.b && (t.is("at") && (toks[i+1].is("least") || toks[i+1].is("most")) || (t.is("about") || t.is("around") || t.is("over") || t.is("up") || t.is("between")) && (toks[i+1].digit || toks[i+1].is("to"))) && rd.clauseAhead(p, i+2, u.b, c, level) {
			f.start = i // "said at least 14 people were killed"
			return f
		}
		if t.is("for") && c.lemma == "apologize" && i+2 < u.b {
			f.start = i + 1
			return f
		}
		if en.preps[t.low] && !t.is("like") {
			if k := rd.afterVenue(p, i, u.b, level); k > i {
				rd.noteAside(p, i, k, &f)
				i = k
				continue
			}
			if c.kind.has('b') && rd.fronted(p, i, u.b, level) {
				f.start = i
			}
			return f
		}
		if i == from && c.kind.has('b') && !en.dets[t.low] && rd.gap(p, u, c) {
			f.start = i // "which he said threaten trade"
			return f
		}
		if i == from && (en.adverbs[t.low] && !en.aux[t.low] && (!quantity[t.low] || i+1 < u.b && (toks[i+1].is("that") || p.quoteOpens(i+1))) || t.is("again")) && !(i+1 < u.b && toks[i+1].word() && c.kind.has('b') && t.is("now")) {
			i++
			from++
			continue
		}
		if c.kind.has('b') && rd.clauseAhead(p, i, u.b, c, level) {
			f.start = i
		}
		return f
	}
	if i >= u.b && i == len(toks) && i > c.a {
		f.next = c.b == i
	}
	return f
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

// noteAside takes times and venues from words between a cue and its content.
func (rd *reader) noteAside(p *paragraph, a, b int, f *forwardContent) {
	for i := a; i < b; i++ {
		if d, n := rd.dateAt(p.toks[:b], i); n > 0 {
			if f.said.Text == "" {
				f.said = d
			}
			i += n - 1
			continue
		}
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

// aimedContent: accused the army OF shelling, criticised the deal FOR …: from whom it is aimed at to the end.
func (rd *reader) aimedContent(p *paragraph, u unit, c *cue, to np, f forwardContent) forwardContent {
	far := 14
	if c.lemma == "accuse" {
		far = 28
	}
	for k := to.b; k < u.b && k-to.b < far; k++ {
		t := &p.toks[k]
		if t.text == "," && k+1 < u.b && p.toks[k+1].run >= 0 && p.runs[p.toks[k+1].run].nameB-p.runs[p.toks[k+1].run].nameA > 1 {
			k = p.runs[p.toks[k+1].run].b // "his rival, Hilda Marsh, of"
			continue
		}
		if t.text == "," && c.lemma == "accuse" {
			continue // several are accused
		}
		if t.is("and") && k+1 < u.b && rd.lx.en.verbs[p.toks[k+1].low].lemma != "" && !rd.lx.en.verbs[p.toks[k+1].low].base {
			break // "applauded the ruling and stressed …"
		}
		if p.quoteOpens(k) || t.is("of") || t.is("for") || t.is("as") || t.is("over") || t.is("on") && k+1 < u.b && (p.toks[k+1].is("its") || p.toks[k+1].is("his") || p.toks[k+1].is("her") || p.toks[k+1].is("their")) {
			f.start, f.aimed = to.a, k+1
			f.addressee = np{}
			return f
		}
		if t.text == "," || endsSentence(t) {
			break
		}
	}
	return f
}

// namingContent: called the plan “a betrayal”, described it as …; only with marks or "as", since "called a meeting"
// is no statement.
func (rd *reader) namingContent(p *paragraph, u unit, c *cue, f forwardContent) forwardContent {
	i := c.b
	if i >= u.b {
		return f
	}
	if p.toks[i].is("to") && c.lemma == "refer" || p.toks[i].is("as") && i+1 < u.b && p.quoteOpens(i+1) && rd.gap(p, u, c) {
		i++ // "a threat which Stone described as “theatre”"
	}
	as := false
	for k := i; k < u.b && k-i < 22; k++ {
		t := &p.toks[k]
		if p.quoteOpens(k) {
			f.start, f.naming = i, k+1
			if k == i && c.lemma != "refer" && !rd.gap(p, u, c) {
				f.start = -1 // "a user labelled “Anonymous”": nobody labels
			}
			return f
		}
		if t.is("as") && (k > i || haveForm(&p.toks[c.a-1])) && c.lemma != "call" {
			as = true
		}
		if t.text == "," || endsSentence(t) || t.is("that") {
			break
		}
	}
	if as && c.lemma != "portray" && c.lemma != "refer" {
		f.start = i
		return f
	}
	if c.lemma == "call" { // "called him a liar"
		to := rd.phraseAfter(p, i, u.b)
		if to.ok() && to.b+1 < u.b && (p.toks[to.b].is("a") || p.toks[to.b].is("an")) {
			f.start = i
		}
	}
	return f
}
