package reading

// signed reads “Q” — Ann Roe: a quotation with the name behind a dash.
func (rd *reader) signed(p *paragraph, k int) bool {
	u := p.units[k]
	if !p.quoteOpens(u.a) {
		return false
	}
	end := p.pairs[p.toks[u.a].pair].close + 1
	if end+1 >= u.b || !isDash(&p.toks[end]) || p.quoteWords(p.toks[u.a].pair) < 5 {
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

func isDash(t *token) bool {
	switch t.text {
	case "—", "–", "--", "-":
		return true
	}
	return false
}

// turn gives the name before a colon at the head of a line, as in a transcript: "ROE:", "Ann Roe:".
func (rd *reader) turn(p *paragraph) np {
	for i := 1; i < len(p.toks) && i <= 6; i++ {
		if p.toks[i].text == ":" {
			if i+2 >= len(p.toks) || p.toks[0].run < 0 && !p.toks[0].upper {
				return np{}
			}
			return np{a: 0, b: i}
		}
		if !p.toks[i].word() || p.toks[i].pair >= 0 || !p.toks[i].capital {
			return np{}
		}
	}
	return np{}
}

// countTurns counts lines that begin with a name and a colon: from three on the text is a transcript.
func (rd *reader) countTurns() {
	for i := range rd.paras {
		if p := &rd.paras[i]; p.Role == RoleBody && p.toks[0].capital && rd.turn(p).ok() {
			rd.turns++
		}
	}
}

// transcript takes the words after "ROE:" in a transcript, a statement for each line.
func (rd *reader) transcript(p *paragraph, k int) bool {
	if rd.turns < 3 || !p.toks[0].capital {
		return false
	}
	s := rd.turn(p)
	if !s.ok() || p.quoteOpens(s.b+1) {
		return false
	}
	u := p.units[k]
	a := u.a
	if k == 0 {
		a = s.b + 1
	}
	if a >= u.b {
		return false
	}
	group := len(rd.found)
	if last := rd.lastIn(p.index, k-1); last != nil {
		group = last.group
	}
	rd.add(attribution{para: p.index, unit: k, speakerPara: p.index, cuePara: p.index, group: group, speaker: s, a: a, b: u.b,
		cue: cue{a: s.b, b: s.b + 1, lemma: ":"}, hasCue: true, frame: "transcript", spanConf: 0.85, speakConf: 0.9, reason: "line of a transcript"})
	return true
}
