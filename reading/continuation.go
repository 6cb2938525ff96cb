package reading

import "sort"

// continueStatements gives quotations without a verb of their own to who spoke before: a quotation that follows
// "…,” he said." in the paragraph, a paragraph in quotation marks after an attributed one, and plain sentences that
// an "according to" before them still governs.
func (rd *reader) continueStatements() {
	sort.SliceStable(rd.found, func(i, j int) bool {
		a, b := &rd.found[i], &rd.found[j]
		if a.para != b.para {
			return a.para < b.para
		}
		return a.a < b.a
	})
	own := rd.found
	rd.found = make([]attribution, 0, len(own)+8)
	next := 0
	for i := range rd.paras {
		p := &rd.paras[i]
		for k := range p.units {
			first := next
			for next < len(own) && (own[next].para < i || own[next].para == i && own[next].a < p.units[k].b) {
				next++
			}
			rd.found = append(rd.found, own[first:next]...)
			if next > first || p.Role != RoleBody {
				continue
			}
			rd.continueUnit(p, k, own[next:])
		}
	}
	for ; next < len(own); next++ {
		rd.found = append(rd.found, own[next])
	}
}

// onlyQuote says whether a unit is nothing but quotations, and gives its extent.
func (p *paragraph) onlyQuote(u unit) (a, b int, ok bool) {
	a, b = -1, -1
	words := 0
	for i := u.a; i < u.b; i++ {
		t := &p.toks[i]
		if t.pair < 0 {
			if t.word() {
				return 0, 0, false
			}
			continue
		}
		if t.word() {
			words++
		}
		if a < 0 {
			a = i
		}
		b = i + 1
	}
	return a, b, words > 0
}

func (rd *reader) continueUnit(p *paragraph, k int, after []attribution) {
	u := p.units[k]
	var prev *attribution
	if n := len(rd.found); n > 0 {
		prev = &rd.found[n-1]
	}
	a, b, quoted := p.onlyQuote(u)
	if !quoted {
		rd.governed(p, k, prev)
		return
	}
	carried := p.pairs[p.toks[a].pair].open == 0 && a == 0 && p.index > 0 && rd.paras[p.index-1].opened
	switch {
	case prev != nil && prev.para == p.index && prev.unit == k-1 && rd.endsQuoted(prev):
		rd.copySpeaker(prev, p, k, a, b, "continued", 0.88, "goes on after the attributed quotation before it")
	case carried && prev != nil && prev.para == p.index-1:
		rd.copySpeaker(prev, p, k, a, b, "continued ¶", 0.92, "the quotation of the paragraph before is still open")
	case p.opened && k == len(p.units)-1 && len(after) > 0 && after[0].para == p.index+1 && after[0].a == 0 && (prev == nil || prev.para < p.index):
		x := after[0]
		x.a, x.b, x.unit, x.para = a, b, k, p.index
		x.cuePara, x.speakerPara = after[0].cuePara, after[0].speakerPara
		x.frame, x.speakConf, x.reason = "continued ¶", 0.85, "the quotation goes on in the next paragraph, which is attributed"
		rd.add(x)
	case b-a < 5:
		return // one word in marks with nobody beside it
	case k+1 < len(p.units) && len(after) > 0 && after[0].para == p.index && after[0].unit == k+1 && after[0].frame == "Q, S cue" && p.quoteOpens(p.units[k+1].a):
		x := after[0]
		x.a, x.b, x.unit = a, b, k
		x.frame, x.speakConf, x.reason = "continued", 0.8, "the quotation goes on in the next sentence, which is attributed"
		rd.add(x)
	case k == 0 && prev != nil && prev.para == p.index-1 && prev.unit >= len(rd.paras[prev.para].units)-1:
		rd.copySpeaker(prev, p, k, a, b, "continued ¶", 0.8, "paragraph in quotation marks after an attributed one")
	case b-a > 6:
		rd.floating(p, k, a, b, prev)
	}
}

func (rd *reader) endsQuoted(x *attribution) bool {
	p := &rd.paras[x.para]
	return p.quoteEnds(x.b-1) || p.quoteOpens(x.a) || x.b >= 2 && p.quoteEnds(x.b-2)
}

func (rd *reader) copySpeaker(prev *attribution, p *paragraph, k, a, b int, frame string, conf float64, reason string) {
	x := *prev
	x.para, x.unit, x.a, x.b = p.index, k, a, b
	x.frame, x.reason = frame, reason
	x.spanConf, x.speakConf = 0.9, conf*min(1, prev.speakConf+0.05)
	x.hops = nil
	rd.add(x)
}

// floating gives a quotation that nothing introduces to the subject of the sentence before it.
func (rd *reader) floating(p *paragraph, k, a, b int, prev *attribution) {
	q := p
	at := k - 1
	if k == 0 {
		if p.index == 0 || rd.paras[p.index-1].Role != RoleBody {
			return
		}
		q = &rd.paras[p.index-1]
		at = len(q.units) - 1
	}
	if at < 0 {
		return
	}
	if prev != nil && prev.para == q.index && prev.unit == at {
		rd.copySpeaker(prev, p, k, a, b, "floating", 0.7, "the speaker of the sentence before")
		return
	}
	u := q.units[at]
	s := rd.mainSubject(q, u, u.b)
	if !s.ok() || !rd.personal(q, s) {
		if prev != nil && prev.para == q.index && prev.frame != "floating" {
			rd.copySpeaker(prev, p, k, a, b, "floating", 0.5, "nobody named beside it; the speaker before")
		}
		return
	}
	x := attribution{para: p.index, unit: k, a: a, b: b, speaker: s, speakerPara: q.index, cuePara: q.index, group: len(rd.found), frame: "floating",
		spanConf: 0.85, speakConf: 0.55, reason: "nobody named beside it; the subject of the sentence before", impliedSpeaker: true}
	rd.add(x)
}

// personal says whether a noun phrase is a person by name, pronoun or trade.
func (rd *reader) personal(p *paragraph, s np) bool {
	en := &rd.lx.en
	for i := s.a; i < s.b; i++ {
		t := &p.toks[i]
		if t.run >= 0 && p.runs[t.run].kind == EntityPerson || t.run >= 0 && p.runs[t.run].ent >= 0 && rd.people.list[p.runs[t.run].ent].Kind == EntityPerson {
			return true
		}
		if g := en.pronouns[t.low]; g == "m" || g == "f" {
			return true
		}
		if _, ok := en.roles[t.low]; ok && (t.run < 0 || p.runs[t.run].ent < 0 && p.runs[t.run].titled) {
			return true
		}
	}
	return false
}

// governed: "According to Channel 12, … The upper bank will not raise the weir": a sentence in the future or the
// conditional right after one that "according to" governs is still from there.
func (rd *reader) governed(p *paragraph, k int, prev *attribution) {
	if prev == nil || prev.para != p.index || prev.unit != k-1 || prev.frame != "according to S, C" && prev.frame != "governed" {
		return
	}
	u := p.units[k]
	pu := p.units[k-1]
	if !rd.modalVerb(p, u) || !rd.modalVerb(p, pu) {
		return
	}
	if len(rd.findCues(p, u, -1)) > 0 {
		return
	}
	rd.copySpeaker(prev, p, k, u.a, u.b, "governed", 0.7, "future or conditional, still under the “according to” before it")
	rd.found[len(rd.found)-1].spanConf = 0.65
}

// modalVerb says whether the first finite verb of a unit is will or would.
func (rd *reader) modalVerb(p *paragraph, u unit) bool {
	for i := u.a; i < u.b; i++ {
		t := &p.toks[i]
		if t.pair >= 0 {
			continue
		}
		if t.is("will") || t.is("would") || t.is("won't") || t.is("won’t") || t.is("wouldn't") || t.is("wouldn’t") || t.is("shall") {
			return true
		}
	}
	return false
}
