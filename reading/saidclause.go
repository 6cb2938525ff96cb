package reading

import "strings"

// speaking are participles by which an aside tells of the saying itself: "Roe, speaking on Monday in Tarn, said".
var speaking = wordSet{"speaking": true, "talking": true, "writing": true, "addressing": true, "appearing": true, "testifying": true, "asked": true, "pressed": true, "questioned": true, "interviewed": true,
	"answering": true, "responding": true, "reacting": true, "quoted": true, "speaks": true, "told": true, "briefing": true, "tweeting": true, "posting": true, "announcing": true, "commenting": true}

// sameClause reports whether a date outside the content belongs to the clause of the cue: not to "who fled on Friday",
// "elected in 2012," or "after troops left on Monday".
func (s *sayings) sameClause(p *paragraph, u unit, x *attribution, w *when) bool {
	if !s.english(x.cuePara) {
		return s.besideCue(p, u, x, w)
	}
	if !s.issued(p, x, w) {
		return false
	}
	if w.a < x.cue.a {
		return s.beforeCue(p, u, x, w)
	}
	return s.afterCue(p, u, x, w)
}

// issuing are participles of what is said in a paper: "in a statement issued on Tuesday".
var issuing = wordSet{"issued": true, "released": true, "published": true, "posted": true, "dated": true, "broadcast": true, "aired": true, "given": true, "delivered": true, "made": true, "held": true,
	"recorded": true, "sent": true, "uploaded": true, "circulated": true, "carried": true, "printed": true, "shared": true, "televised": true, "streamed": true, "obtained": true, "seen": true}

// ofNoun reports whether a date stands right behind a participle that belongs to a noun: "the deal signed on Tuesday".
func ofNoun(toks []token, w *when) bool {
	if w.a < 2 || !toks[w.a-2].word() {
		return false
	}
	t := &toks[w.a-1]
	return t.word() && !t.capital && pastEnding(t.low) && !issuing[t.low] && !speaking[t.low]
}

// issued reports whether a participle before a date fits what it belongs to: a report is released on Tuesday and says, a
// man released on Tuesday says on no day that is told.
func (s *sayings) issued(p *paragraph, x *attribution, w *when) bool {
	if w.a < 1 || !issuing[p.toks[w.a-1].low] {
		return true
	}
	en := &s.rd.lx.en
	paper := func(toks []token) bool {
		for i := range toks {
			if l := toks[i].low; en.documents[l] || en.venues[l] || events[l] {
				return true
			}
		}
		return false
	}
	return paper(p.toks[max(0, w.a-7):w.a-1]) || x.speaker.ok() && x.speakerPara == p.index && paper(p.toks[x.speaker.a:x.speaker.b])
}

func relative(t *token) bool {
	return t.is("who") || t.is("which") || t.is("whose") || t.is("whom") || t.is("where")
}

// subordinates begin a clause of its own; with a verb in it, its day is not that of the statement.
var subordinates = wordSet{"after": true, "before": true, "when": true, "while": true, "as": true, "since": true, "because": true, "although": true, "though": true, "if": true, "once": true, "until": true,
	"that": true, "whether": true, "how": true, "where": true, "following": true}

// beforeCue: the date stands before the verb.
func (s *sayings) beforeCue(p *paragraph, u unit, x *attribution, w *when) bool {
	toks := p.toks
	if en := &s.rd.lx.en; ofNoun(toks, w) && en.preps[toks[u.a].low] { // "In the deal signed on Tuesday, Roe said"
		return false
	}
	// left of the date to the beginning of its part of the sentence
	from := u.a
	for k := w.a - 1; k >= u.a && w.a-k < 24; k-- {
		t := &toks[k]
		if relative(t) && t.pair < 0 {
			return false
		}
		if t.pair >= 0 || t.text == "," || t.text == ";" || t.text == ":" || t.text == "—" || t.text == "–" || endsSentence(t) {
			from = k + 1
			break
		}
	}
	for k := from; k < w.a; k++ {
		if subordinates[toks[k].low] && !toks[k].is("that") && s.finiteIn(p, k+1, w.a) && !s.asking(toks, k+1, w.a) {
			return false
		}
	}
	sameSpeaker := x.speakerPara == x.cuePara
	switch {
	case sameSpeaker && x.speaker.ok() && x.speaker.a < w.a: // between the speaker and the verb
		if from > x.speaker.a && from > u.a && toks[from-1].text == "," && from < w.a {
			t := &toks[from]
			if !speaking[t.low] && !issuing[t.low] && from != w.a && !(s.rd.lx.en.preps[t.low] && !t.is("of") && !t.is("from") && !t.is("with")) && !t.is("earlier") && !t.is("later") && !t.is("also") && !t.is("and") {
				return false
			}
		}
		// "Roe met Poe on Monday and said": the same subject goes on
		return true
	case sameSpeaker && x.speaker.ok():
		// "Troops left on Monday and Roe said": another subject
		if w.b < x.speaker.a && x.speaker.a <= x.cue.a {
			for k := w.b; k < x.speaker.a; k++ {
				t := &toks[k]
				if t.pair >= 0 {
					break
				}
				if (t.is("and") || t.is("but") || t.is("while") || t.is("as") || t.text == ";" || t.is("when")) && s.finiteIn(p, from, k) {
					return false
				}
			}
			if s.finiteIn(p, w.b, x.speaker.a) && w.a > from && !s.asking(toks, from, w.a) { // a clause runs on behind the date
				return s.fronted(toks, from, w)
			}
		}
	}
	return true
}

// fronted: the date is the first words of its part of the sentence, "On Monday, as troops left, Roe said".
func (s *sayings) fronted(toks []token, from int, w *when) bool {
	return w.a == from || toks[from].is("and") || toks[from].is("but") || toks[from].is("then")
}

// asking: "when asked on Monday", which tells of the saying itself.
func (s *sayings) asking(toks []token, a, b int) bool {
	for i := a; i < b; i++ {
		if speaking[toks[i].low] || s.rd.lx.en.venues[toks[i].low] && i > a {
			return true
		}
	}
	return false
}

// afterCue: the date stands behind the verb.
func (s *sayings) afterCue(p *paragraph, u unit, x *attribution, w *when) bool {
	toks := p.toks
	if ofNoun(toks, w) && w.a-1 > x.cue.b {
		return false
	}
	comma := -1 // the last one before the date
	for k := x.cue.b; k < w.a; k++ {
		t := &toks[k]
		if t.pair >= 0 {
			comma = -1
			continue
		}
		switch {
		case relative(t):
			return false
		case t.text == ";" || endsSentence(t) && k+1 < w.a && !s.rd.lx.en.dets[toks[k+1].low] && toks[k+1].capital && !strings.HasSuffix(toks[k-1].text, "."):
			return false
		case t.text == ",":
			comma = k
		case (t.is("and") || t.is("but")) && s.finiteIn(p, k+1, w.a):
			return false
		case subordinates[t.low] && !s.asking(toks, k+1, w.a):
			end := w.b
			for end < u.b && end-w.b < 12 && toks[end].pair < 0 && toks[end].text != "," && !endsSentence(&toks[end]) {
				end++
			}
			if s.finiteIn(p, k+1, w.a) || s.finiteIn(p, w.b, end) || s.plainPast(p, k+1, w.a) {
				return false
			}
		}
	}
	if comma >= 0 && comma+1 < w.a { // "said Roe, elected in 2012"
		t := &toks[comma+1]
		if !speaking[t.low] && comma+1 != w.a && !(s.rd.lx.en.preps[t.low] && !t.is("of") && !t.is("from") && !t.is("with")) && !t.is("earlier") && !t.is("later") && !t.is("late") && !t.is("early") && !t.is("the") {
			return false
		}
		if t.is("the") && !s.asking(toks, comma+1, w.a) && toks[w.a].is("in") {
			return false
		}
		if !t.is("the") && s.finiteIn(p, comma+1, w.a) && !s.asking(toks, comma, w.a) {
			return false
		}
	}
	return true
}

// finiteIn reports whether there is a finite verb among the tokens, outside quotation marks.
func (s *sayings) finiteIn(p *paragraph, a, b int) bool {
	for i := a; i < b; i++ {
		if p.toks[i].pair < 0 && s.rd.finiteVerb(p.toks, i) {
			return true
		}
	}
	return false
}

// plainPast reports a word in -ed right behind a noun: "after the army crossed on Monday".
func (s *sayings) plainPast(p *paragraph, a, b int) bool {
	for i := a + 1; i < b; i++ {
		if t := &p.toks[i]; t.word() && t.pair < 0 && !t.capital && pastEnding(t.low) && p.toks[i-1].word() && !s.rd.lx.en.dets[p.toks[i-1].low] && !s.rd.lx.en.preps[p.toks[i-1].low] {
			return true
		}
	}
	return false
}

// besideCue is the test for the languages of which only a table is held: the date stands in no relative clause, and in no
// part between commas that begins with something other than a time or a place.
func (s *sayings) besideCue(p *paragraph, u unit, x *attribution, w *when) bool {
	c := s.read[x.cuePara]
	if c == nil {
		return false
	}
	from := max(u.a, w.a-16)
	if w.a > x.cue.a {
		from = max(from, x.cue.b)
	}
	for k := w.a - 1; k >= from; k-- {
		t := &p.toks[k]
		if _, n := c.find(p.toks, k, classRelative); n > 0 {
			return false
		}
		if t.pair >= 0 || endsSentence(t) {
			return true
		}
		if t.text != "," && t.text != "،" {
			continue
		}
		if k+1 == w.a || w.a < x.cue.a && (!x.speaker.ok() || x.speakerPara != x.cuePara || x.speaker.a > w.a) {
			return true
		}
		_, small := c.find(p.toks, k+1, classSmall)
		return small > 0
	}
	return true
}
