package reading

import "strings"

// objectContent reads a noun phrase as what was said: denied the allegations, demanded the release of all prisoners.
func (rd *reader) objectContent(p *paragraph, u unit, c *cue, f forwardContent) forwardContent {
	toks := p.toks
	en := &rd.lx.en
	i := c.b
	for i < u.b && toks[i].word() && !strings.HasSuffix(toks[i].low, "ing") && (en.adverbs[toks[i].low] && !en.aux[toks[i].low] && !toks[i].is("all") && !toks[i].is("both") && !toks[i].is("any")) {
		i++
	}
	if i >= u.b || !toks[i].word() || toks[i].pair >= 0 && toks[i].pair != toks[c.a].pair {
		return f
	}
	if toks[i].is("what") && i+4 < u.b && en.pronouns[toks[i+1].low] != "" && (toks[i+2].is("called") || toks[i+2].is("described")) { // "what he called"
		i += 3
		if toks[i].is("as") {
			i++
		}
		if p.quoteOpens(i) || toks[i].is("the") || toks[i].is("a") || toks[i].is("an") {
			f.start, f.object = i, true
			return f
		}
	}
	t := &toks[i]
	gerund := strings.HasSuffix(t.low, "ing") && len(t.low) > 5 && !t.capital
	switch {
	case en.preps[t.low], en.aux[t.low], en.boundaries[t.low], clauseWords[t.low], t.is("to"), t.is("and"), t.is("or"), t.is("as"), t.is("by"), t.is("it"):
		return f
	case en.pronouns[t.low] != "", t.is("him"), t.is("them"), t.is("us"), t.is("me"), strings.HasSuffix(t.low, "self"), strings.HasSuffix(t.low, "selves"):
		return f
	}
	if _, n := rd.dateAt(toks[:u.b], i); n > 0 {
		return f
	}
	end := rd.objectEnd(p, u, i, u.b)
	if end-i < 2 && !en.matters[t.low] {
		return f
	}
	matter := c.kind.has('n') && !(c.lemma == "deny" && deniedThings[toks[end-1].low])
	if !matter {
		for k := i; k < end && k-i < 12; k++ {
			if k > i && en.preps[toks[k].low] && !toks[k].is("of") {
				break
			}
			if en.matters[toks[k].low] {
				matter = true
				break
			}
		}
	}
	if !matter || gerund && !gerundVerbs[c.lemma] {
		return f
	}
	f.start, f.object = i, true
	return f
}

// future says whether a verb is only announced: "will announce its plan".
func (rd *reader) future(toks []token, v, from int) bool {
	k := v - 1
	for k > from && rd.lx.en.adverbs[toks[k].low] && !rd.lx.en.aux[toks[k].low] {
		k--
	}
	return k >= from && (toks[k].is("will") || toks[k].is("to") || toks[k].is("'ll") || toks[k].is("’ll") || toks[k].is("shall"))
}

// closedLater says whether the whole clause is somebody else's: "The parties are denying the result, a spokesman said".
func (rd *reader) closedLater(p *paragraph, u unit, cues []cue, ci, start int) bool {
	for di := ci + 1; di < len(cues); di++ {
		d := &cues[di]
		if d.ing || d.according || d.negated > 0 || !d.kind.has('s') || d.a <= start || !rd.closesClause(p, u, d) {
			continue
		}
		s := rd.subjectBefore(p, d.a, start)
		if s.ok() && s.clause-1 > start && p.toks[s.clause-1].text == "," && p.toks[s.clause-1].pair < 0 && rd.forward(p, u, d, -1).start < 0 {
			return true
		}
	}
	return false
}

// shows says whether a subject can show or find something without "that": a poll, a study, pictures.
func (rd *reader) shows(p *paragraph, s np) bool {
	for i := s.a; i < s.b; i++ {
		t := &p.toks[i]
		if rd.lx.en.documents[singular(t.low)] || rd.lx.en.documents[t.low] || showing[singular(t.low)] {
			return true
		}
	}
	return false
}

var showing = wordSet{"poll": true, "survey": true, "study": true, "research": true, "figure": true, "data": true, "result": true, "image": true, "video": true, "footage": true, "picture": true, "photo": true, "record": true,
	"analysis": true, "estimate": true, "statistic": true, "interview": true, "investigation": true, "inquiry": true, "review": true, "finding": true, "evidence": true, "transcript": true, "map": true, "audit": true, "researcher": true, "scientist": true, "projection": true, "return": true}

// deniedThings are withheld, not disputed: denied him bail.
var deniedThings = wordSet{"bail": true, "entry": true, "access": true, "permission": true, "visa": true, "visas": true, "asylum": true, "parole": true}

// gerundVerbs take what was done or is to be done: denied shelling the town, suggested meeting again.
var gerundVerbs = wordSet{"deny": true, "admit": true, "acknowledge": true, "suggest": true, "recommend": true, "propose": true, "advocate": true, "mention": true, "recall": true, "oppose": true}

// objectEnd goes from the head of an object over what belongs to it: as far as a comma, a second verb, or words that say
// when and where it was said.
func (rd *reader) objectEnd(p *paragraph, u unit, a, limit int) int {
	toks := p.toks
	en := &rd.lx.en
	closes := func(i int) bool {
		return i >= limit || !toks[i].word() && toks[i].kind != tokMark || toks[i].is("and") || toks[i].is("after")
	}
	for i := a + 1; i < limit; i++ {
		t := &toks[i]
		if t.pair >= 0 && t.pair != toks[a].pair {
			if p.quoteOpens(i) {
				i = min(p.pairs[t.pair].close, limit-1)
			}
			continue
		}
		switch {
		case endsSentence(t), t.text == ";", t.text == ":", t.text == "—", t.text == "–", t.text == "(":
			return i
		case t.text == ",":
			if i+1 < limit && rd.listGoesOn(toks, i+1, limit) {
				continue
			}
			if k := rd.apposition(p, i, limit); k > 0 {
				i = k
				continue
			}
			return i
		case t.is("while"), t.is("when"), t.is("after"), t.is("before"), t.is("although"), t.is("but"), t.is("saying"), t.is("because"), t.is("as") && i+1 < limit && (en.pronouns[toks[i+1].low] != "" || toks[i+1].capital):
			return i
		case t.is("and") && i+2 < limit && (toks[i+1].is("has") || toks[i+1].is("have") || toks[i+1].is("had")) && rd.lx.en.verbs[toks[i+2].low].lemma != "":
			return i
		case t.is("and") && i+1 < limit && rd.lx.en.verbs[toks[i+1].low].lemma != "" && (strings.HasSuffix(toks[i+1].low, "ed") || toks[i+1].is("said") || toks[i+1].is("told")):
			return i
		}
		if en.preps[t.low] && i+1 < limit {
			if _, n := rd.dateAt(toks[:limit], i); n > 0 && closes(i+n) {
				return i
			}
			k := i + 1
			for k < limit && k-i < 4 && (en.dets[toks[k].low] || toks[k].is("written") || toks[k].is("news") || toks[k].is("press")) {
				k++
			}
			if k < limit && en.venues[toks[k].low] && (t.is("in") || t.is("at") || t.is("during") || t.is("on") || t.is("via")) {
				return i
			}
		}
		if _, n := rd.dateAt(toks[:limit], i); n > 0 && closes(i+n) && (rd.timeWord(t) || en.weekdays[t.low] != "") {
			for i > a+1 && (toks[i-1].is("late") || toks[i-1].is("early") || toks[i-1].is("earlier") || toks[i-1].is("later")) {
				i--
			}
			return i
		}
	}
	for limit > a+1 && endsSentence(&toks[limit-1]) {
		limit--
	}
	return limit
}

// apposition gives the comma that closes an apposition begun by the comma at i: "Roe, the chancellor, last week"; 0
// where there is none, or where a new clause follows it.
func (rd *reader) apposition(p *paragraph, i, limit int) int {
	toks := p.toks
	if i+2 >= limit || !(rd.lx.en.dets[toks[i+1].low] || toks[i+1].is("who") || toks[i+1].is("whose")) || !toks[i-1].capital {
		return 0
	}
	for k := i + 2; k+1 < limit && k-i < 14; k++ {
		t := &toks[k]
		if !t.word() && t.text != "," {
			return 0
		}
		if t.text == "," {
			n := &toks[k+1]
			if n.is("and") || n.is("but") || n.is("saying") || strings.HasSuffix(n.low, "ing") || rd.finiteVerb(toks, k+1) || rd.lx.en.boundaries[n.low] || rd.lx.en.pronouns[n.low] != "" {
				return 0
			}
			return k
		}
	}
	return 0
}

// listGoesOn says whether a comma before i joins parts of one list: "food, water and fuel".
func (rd *reader) listGoesOn(toks []token, i, limit int) bool {
	for k := i; k < limit && k-i < 7; k++ {
		t := &toks[k]
		if !t.word() {
			return t.text == "," && k > i && k-i < 5 && rd.listGoesOn(toks, k+1, limit)
		}
		if t.is("and") || t.is("or") {
			return k > i && k+1 < limit && !rd.verbBetween(toks, i, k) && !rd.finiteVerb(toks, k+1)
		}
		if strings.HasSuffix(t.low, "ing") || rd.lx.en.boundaries[t.low] || rd.lx.en.aux[t.low] {
			return false
		}
	}
	return false
}
