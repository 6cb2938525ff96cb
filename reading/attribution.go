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

// quoteWords counts the words of a quotation, without its marks.
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
		if _, n := rd.dateAt(toks[:u.b], i); n > 0 {
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
