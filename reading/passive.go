package reading

import "strings"

// passiveCue reads "has been accused of C", "was accused by S of C", "was condemned by S as C": what somebody is said to
// be or to have done, with whoever says so where the sentence names them.
func (rd *reader) passiveCue(p *paragraph, k, covered, group int) {
	u := p.units[k]
	toks := p.toks
	for i := max(u.a, covered) + 1; i+2 < u.b; i++ {
		t := &toks[i]
		v, ok := rd.lx.en.verbs[t.low]
		told := v.kind.has('o') && v.kind.has('t')
		if !ok || t.pair >= 0 || v.ing || v.base || !v.kind.has('o') && !v.kind.has('c') || (v.kind.has('t') || v.kind.has('q')) && !told {
			continue
		}
		k := i - 1
		for k > u.a && rd.lx.en.adverbs[toks[k].low] && !beForms[toks[k].low] {
			k--
		}
		if !beForms[toks[k].low] && !(v.lemma == "accuse" && strings.HasSuffix(t.low, "ed") && toks[i+1].is("of") && toks[k].word() && !haveForm(&toks[k]) && !rd.lx.en.aux[toks[k].low] && rd.lx.en.pronouns[toks[k].low] == "") {
			continue
		}
		x := attribution{para: p.index, unit: p.unitOf(i), speakerPara: p.index, cuePara: p.index, group: group, hasCue: true,
			cue: cue{a: i, b: i + 1, lemma: v.lemma, kind: v.kind}, frame: "passive", spanConf: 0.65, speakConf: 0.85, reason: "“" + rd.slice(p.span(k, i+1)) + "”"}
		at := i + 1
		if toks[at].is("by") {
			s := rd.phraseAfter(p, at+1, u.b)
			if !s.ok() || !rd.canSpeak(p, s) {
				continue
			}
			x.speaker, at = s, s.b
		}
		if told {
			if !x.speaker.ok() || at+2 >= u.b || !toks[at].is("that") {
				continue
			}
			x.a, x.b = at, u.b
			rd.add(x)
			return
		}
		if at+2 >= u.b || !(toks[at].is("of") || toks[at].is("as") || toks[at].is("for") && v.lemma != "thank" || p.quoteOpens(at)) {
			continue
		}
		if !x.speaker.ok() && !(v.lemma == "accuse" && toks[at].is("of")) {
			continue
		}
		x.a, x.b = at, rd.objectEnd(p, u, at, u.b)
		for y := at + 1; y < x.b && !x.speaker.ok(); y++ { // "of undermining the party by Stone"
			if toks[y].is("by") && toks[y].pair < 0 {
				if s := rd.phraseAfter(p, y+1, x.b); s.ok() && s.b >= x.b-1 && rd.canSpeak(p, s) {
					x.speaker, x.b = s, y
				}
			}
		}
		if x.b-x.a >= 3 {
			rd.add(x)
		}
		return
	}
}

// askedWhether reads a question that nobody is named for: "Asked whether the army would come, Roe said", "was asked why".
func (rd *reader) askedWhether(p *paragraph, k, group int) {
	u := p.units[k]
	toks := p.toks
	for i := u.a; i+3 < u.b; i++ {
		t := &toks[i]
		if !t.is("asked") && !t.is("pressed") || t.pair >= 0 {
			continue
		}
		head := i == u.a || i == u.a+1 && (toks[u.a].is("when") || toks[u.a].is("repeatedly"))
		if !head && !beForms[toks[i-1].low] {
			continue
		}
		a := i + 1
		for a < u.b && a-i < 8 && toks[a].word() && !clauseWords[toks[a].low] {
			a++
		}
		if a+2 >= u.b || a-i >= 8 || !clauseWords[toks[a].low] || toks[a].is("who") && a == i+1 && !head || toks[a].is("when") && a > i+1 {
			continue
		}
		b := a + 1
		for b < u.b && !(toks[b].text == "," && toks[b].pair < 0) && !endsSentence(&toks[b]) && b-a < 40 {
			b++
		}
		if b-a < 3 || b < u.b && toks[b].text != "," && !endsSentence(&toks[b]) {
			continue
		}
		for x := range rd.found {
			if y := &rd.found[x]; y.para == p.index && y.a < b && a < y.b {
				return // taken by a statement already
			}
		}
		rd.add(attribution{para: p.index, unit: k, a: a, b: b, speakerPara: p.index, cuePara: p.index, group: group, hasCue: true, act: ActAsks,
			cue: cue{a: i, b: i + 1, lemma: "ask", kind: "w"}, frame: "asked whether", spanConf: 0.85, speakConf: 0.9, reason: "“" + t.text + " " + toks[a].text + "”; nobody is named"})
		return
	}
}
