package reading

import "strings"

// signed reads “Q” — Ann Roe: a quotation with the name behind a dash.
func (rd *reader) signed(p *paragraph, k int) bool {
	u := p.units[k]
	if !p.quoteOpens(u.a) {
		return false
	}
	end := p.pairs[p.toks[u.a].pair].close + 1
	if end+1 >= u.b || !isDash(p.toks[end].text) || p.quoteWords(p.toks[u.a].pair) < 5 {
		return false
	}
	s := rd.phraseAfter(p, end+1, u.b)
	if !s.ok() || u.b-s.b > 12 || p.toks[s.a].run < 0 || !rd.personal(p, s) {
		return false
	}
	rd.add(attribution{para: p.index, unit: k, speakerPara: p.index, cuePara: p.index, group: len(rd.found), speaker: s, a: u.a, b: end,
		cue: cue{a: end, b: end + 1, lemma: "—"}, hasCue: true, frame: "Q — S", spanConf: 0.9, speakConf: 0.85, reason: "name behind a dash"})
	return true
}

func isDash(s string) bool {
	switch s {
	case "—", "–", "--", "-":
		return true
	}
	return false
}

// turn gives the label before a colon at the head of a line, as in a transcript: "ROE:", "Ann Roe:", "Q:", "[14:02]
// ANN ROE (R), MAYOR OF TARN:". after is the first token behind the colon.
func (rd *reader) turn(p *paragraph) (label np, after int) {
	toks := p.toks
	a := 0
	if toks[0].text == "[" || toks[0].text == "(" {
		for a < len(toks) && a < 8 && toks[a].text != "]" && toks[a].text != ")" {
			a++
		}
		a++
	}
	if a >= len(toks) || !toks[a].word() || !toks[a].capital || toks[a].pair >= 0 {
		return np{}, 0
	}
	end := -1
	for i := a + 1; i < len(toks) && i-a <= 16; i++ {
		t := &toks[i]
		switch {
		case t.text == ":":
			if end < 0 {
				end = i
			}
			if end-a > 6 || i+1 >= len(toks) || toks[a].run < 0 && !toks[a].upper && !rd.questionLabel(&toks[a]) {
				return np{}, 0
			}
			return np{a: a, b: end, clause: a}, i + 1
		case t.text == "," || t.text == "(":
			if end < 0 {
				end = i
			}
			if !toks[a].upper {
				return np{}, 0
			}
		case t.text == ")" || t.digit:
		case !t.word() || t.pair >= 0 || !t.capital && !nameParticles[t.low] && !rd.lx.en.preps[t.low]:
			return np{}, 0
		}
	}
	return np{}, 0
}

// questionLabel says whether a token is the Q or A of an interview.
func (rd *reader) questionLabel(t *token) bool {
	switch t.low {
	case "q", "a", "question", "answer", "host", "moderator", "interviewer":
		return t.capital
	}
	return false
}

// countTurns counts lines that begin with a label and a colon: from three on the text is a transcript. The person whom
// the lines before the first one name most is who answers to "A:".
func (rd *reader) countTurns() {
	first := -1
	for i := range rd.paras {
		if p := &rd.paras[i]; p.Role != RoleBoilerplate && p.Role != RoleCredit {
			if label, _ := rd.turn(p); label.ok() {
				rd.turns++
				if first < 0 {
					first = p.Start
				}
			}
		}
	}
	rd.interviewee = -1
	if rd.turns < 3 {
		return
	}
	most := 0
	for i := range rd.people.list {
		x := &rd.people.list[i]
		n := 0
		for _, m := range x.Mentions {
			if m.Start < first {
				n++
			}
		}
		switch {
		case x.person() && n > most:
			most, rd.interviewee = n, i
		case x.person() && n == most && n > 0:
			rd.interviewee = -1 // two are named as often: nobody is guessed
		}
	}
}

// transcriptLine takes the words after "ROE:" in a transcript, and the lines without a label that follow, as one
// statement each.
func (rd *reader) transcriptLine(p *paragraph) bool {
	if rd.turns < 3 || p.Role == RoleBoilerplate || p.Role == RoleCredit || p.Role == RoleByline || p.Role == RolePublished {
		return false
	}
	x := attribution{para: p.index, speakerPara: p.index, cuePara: p.index, group: len(rd.found), hasCue: true, frame: "transcript", spanConf: 0.92, speakConf: 0.92, reason: "line of a transcript"}
	label, after := rd.turn(p)
	if !label.ok() {
		if p.Role != RoleBody {
			return false
		}
		n := len(rd.found)
		if n == 0 || rd.found[n-1].frame != "transcript" || rd.found[n-1].para != p.index-1 || p.toks[0].text == "(" || p.toks[0].text == "[" || !p.endsLikeText() || rd.turns < 6 && rd.turnsAfter(p.index) == 0 {
			return false
		}
		before := rd.found[n-1]
		x = before
		x.para, x.unit, x.a, x.b, x.reason = p.index, 0, 0, len(p.toks), "goes on under the label before it"
		x.spanConf, x.speakConf = 0.8, 0.8
		rd.add(x)
		return true
	}
	if after < len(p.toks) && p.quoteOpens(after) || after >= len(p.toks) {
		return false
	}
	x.cue = cue{a: label.b, b: label.b + 1, lemma: ":"}
	t := &p.toks[label.a]
	if label.b == label.a+1 && rd.questionLabel(t) && (t.low[0] == 'q' || t.low[0] != 'a') {
		x.cue.lemma, x.cue.a = "q:", label.a
		if t.low[0] != 'q' {
			x.speaker = label
		}
		x.act = ActAsks
	} else {
		x.speaker = label
	}
	x.a, x.b = after, len(p.toks)
	p.Role, rd.art.Paragraphs[p.index].Role = RoleBody, RoleBody // a short line may have been taken for a heading
	rd.add(x)
	return true
}

// turnsAfter counts labelled lines among the next few paragraphs.
func (rd *reader) turnsAfter(i int) int {
	n := 0
	for k := i + 1; k < len(rd.paras) && k <= i+4; k++ {
		if label, _ := rd.turn(&rd.paras[k]); label.ok() {
			n++
		}
	}
	return n
}

// person says whether an entity is a person, or has a name of two words and nothing tells otherwise.
func (x *person) person() bool {
	return x.Kind == EntityPerson || x.Kind == EntityUnknown && strings.Contains(x.Name, " ")
}
