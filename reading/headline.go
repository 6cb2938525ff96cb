package reading

import (
	"sort"
	"strings"
)

// headline reads the title of an article: "Roe says the dam is safe", "Roe: the dam is safe", "Dam is safe: minister",
// "Dam is safe, says minister". A headline has no quotation to lean on, so that only a name or an office speaks there.
func (rd *reader) headline(p *paragraph) {
	toks := p.toks
	last := len(toks)
	for last > 0 && endsSentence(&toks[last-1]) {
		last--
	}
	if last < 4 {
		return
	}
	base := attribution{para: p.index, speakerPara: p.index, cuePara: p.index, group: len(rd.found), hasCue: true, spanConf: 0.7, speakConf: 0.85}
	colon := -1
	for i := 1; i < last; i++ {
		if toks[i].text == ":" && toks[i].pair < 0 {
			colon = i
			break
		}
	}
	if p.quoteOpens(0) && colon > 1 && p.quoteEnds(colon-1) && p.pairs[p.toks[0].pair].close == colon-1 { // 'You knew': Roe accuses
		for i := colon + 2; i < last && i-colon < 9; i++ {
			if v, ok := rd.lx.en.verbs[toks[i].low]; (ok && !v.ing || rd.finiteVerb(toks, i)) && rd.headlineSpeaker(p, colon+1, i) {
				q := base
				q.speaker, q.a, q.b, q.cue = np{a: colon + 1, b: i}, 0, colon, cue{a: i, b: i + 1, lemma: v.lemma}
				q.frame, q.reason = "headline Q: S", "quotation before the colon of the headline"
				rd.add(q)
				break
			}
		}
	}
	if colon > 0 {
		base.cue = cue{a: colon, b: colon + 1, lemma: ":"}
		switch {
		case colon <= 6 && rd.headlineSpeaker(p, 0, colon) && last-colon > 3:
			base.speaker, base.a, base.b = np{a: 0, b: colon}, colon+1, last
			base.frame, base.reason = "headline S: C", "name before the colon of the headline"
			rd.add(base)
			return
		case last-colon <= 5 && colon > 3 && rd.headlineSpeaker(p, colon+1, last):
			base.speaker, base.a, base.b = np{a: colon + 1, b: last}, 0, colon
			base.frame, base.reason = "headline C: S", "name behind the colon of the headline"
			rd.add(base)
			return
		}
	}
	for i := last - 2; i > 4 && last-i <= 8; i-- {
		if t := &toks[i]; t.kind == tokPunct && isDash(t.text) && t.start > toks[i-1].end {
			if _, role := rd.lx.en.roles[singular(toks[last-1].low)]; role && rd.headlineSpeaker(p, i+1, last) {
				base.cue = cue{a: i, b: i + 1, lemma: t.text}
				base.speaker, base.a, base.b = np{a: i + 1, b: last}, 0, i
				base.frame, base.reason = "headline C: S", "name behind the dash of the headline"
				rd.add(base)
				return
			}
			last = i // "… – Tarn Post"
			break
		}
	}
	for i := 1; i < last; i++ {
		v, ok := rd.lx.en.verbs[toks[i].low]
		if !ok || toks[i].pair >= 0 || v.base && !rd.plural(&toks[i-1]) || v.ing || !headlineVerbs[v.lemma] {
			continue
		}
		base.cue = cue{a: i, b: i + 1, lemma: v.lemma, kind: v.kind}
		word := "“" + toks[i].text + "” in the headline"
		if (toks[i-1].text == "," || p.quoteEnds(i-1)) && last-i <= 6 && rd.headlineSpeaker(p, i+1, last) { // "Dam is safe, says minister"
			base.speaker, base.a, base.b = np{a: i + 1, b: last}, 0, i
			if toks[i-1].text == "," {
				base.b--
			}
			base.frame, base.reason = "headline C, cue S", word
			rd.add(base)
			return
		}
		from := 0
		if colon > 0 && colon < i {
			from = colon + 1
		}
		for k := from; k < i; k++ {
			if toks[k].text == "," && i-k <= 7 && k > 3 && (i == last-1 || rd.lx.en.preps[toks[i+1].low] || toks[i+1].is("while") || toks[i+1].is("as")) {
				from = k + 1 // "Dam is safe, Roe says"
			}
		}
		if !rd.headlineSpeaker(p, from, i) {
			return
		}
		if from > 3 && toks[from-1].text == "," {
			base.speaker, base.a, base.b = np{a: from, b: i}, 0, from-1
			base.frame, base.reason = "headline C, S cue", word
			rd.add(base)
			return
		}
		if i-from <= 9 && last-i > 3 {
			a := i + 1
			if v.lemma == "tell" || v.lemma == "urge" || v.lemma == "warn" {
				if to := rd.phraseAfter(p, a, last); to.ok() && last-to.b >= 3 && v.lemma != "warn" {
					base.addressee = to
					a = to.b
				}
			}
			base.speaker, base.a, base.b = np{a: from, b: i}, a, last
			base.frame, base.reason = "headline S cue C", word
			rd.add(base)
		}
		return
	}
}

// headlineVerbs are verbs that report words in the present tense of headlines.
var headlineVerbs = wordSet{"say": true, "tell": true, "warn": true, "claim": true, "vow": true, "insist": true, "urge": true, "deny": true, "admit": true, "suggest": true, "confirm": true, "predict": true, "declare": true, "argue": true, "threaten": true, "pledge": true, "promise": true, "accuse": true}

// headlineSpeaker says whether the words are somebody who can be taken for a speaker without a sentence around them.
func (rd *reader) headlineSpeaker(p *paragraph, a, b int) bool {
	if a >= b || b-a > 9 || rd.hasFinite(p, a, b) {
		return false
	}
	en := &rd.lx.en
	for i := a; i < b; i++ {
		t := &p.toks[i]
		if !t.word() && t.text != "," && t.text != "’" || t.pair >= 0 {
			return false
		}
	}
	t := &p.toks[b-1]
	if _, ok := en.roles[singular(t.low)]; ok || en.bodyNouns[t.low] || t.is("poll") || t.is("survey") || t.is("report") || t.is("study") || t.is("sources") || t.is("police") {
		return true
	}
	if t.run >= 0 && p.runs[t.run].kind == EntityPerson && p.runs[t.run].nameB-p.runs[t.run].nameA > 1 {
		return true
	}
	for _, id := range rd.people.byLast[t.low] {
		if k := rd.people.list[id].Kind; (k == EntityPerson || k == EntityUnknown) && rd.namedBelow(p, id) {
			return true
		}
	}
	if id, ok := rd.people.byName[joinLow(p.toks[a:b])]; ok && rd.people.list[id].Kind != EntityPlace && rd.people.list[id].Kind != EntityDocument && rd.namedBelow(p, id) {
		return true
	}
	if id, ok := rd.people.byWord[t.low]; ok && id >= 0 && b-a == 1 {
		return true
	}
	_, nation := en.countries[joinLow(p.toks[a:b])] // "Russia says"
	return nation
}

// namedBelow says whether somebody of a headline is named in the text too.
func (rd *reader) namedBelow(p *paragraph, id int) bool {
	for _, m := range rd.people.list[id].Mentions {
		if m.Start > p.End {
			return true
		}
	}
	return false
}

// capitalised says whether a headline writes every word with a capital, so that a capital tells no name.
func (rd *reader) capitalised(p *paragraph) bool {
	words, capital := 0, 0
	for i := range p.toks {
		if t := &p.toks[i]; t.word() && t.end-t.start > 2 && !t.digit && !rd.lx.en.dets[t.low] && !rd.lx.en.preps[t.low] {
			words++
			if t.capital {
				capital++
			}
		}
	}
	return p.Role == RoleTitle && words > 3 && capital*10 >= words*9
}

// headlineNames marks in a headline of capitals the names that the text below knows.
func (rd *reader) headlineNames(p *paragraph) {
	pe := &rd.people
	for i := range p.toks {
		t := &p.toks[i]
		if !t.word() || !t.capital || t.run >= 0 {
			continue
		}
		id := -1
		if ids := pe.byLast[strings.TrimSuffix(t.low, ".")]; len(ids) == 1 && !pe.common[t.low] {
			id = ids[0]
		} else if w, ok := pe.byWord[t.low]; ok && t.upper {
			id = w
		}
		if id < 0 {
			continue
		}
		x := &pe.list[id]
		run := nameRun{a: i, b: i + 1, nameA: i, nameB: i + 1, kind: x.Kind, ent: id}
		if i > 0 && p.toks[i-1].run < 0 && strings.HasPrefix(strings.ToLower(x.Name), p.toks[i-1].low+" ") {
			run.a, run.nameA = i-1, i-1
		}
		for k := run.a; k < run.b; k++ {
			p.toks[k].run = len(p.runs)
		}
		p.runs = append(p.runs, run)
		s := p.span(run.a, run.b)
		x.Mentions = append([]Span{s}, x.Mentions...)
		pe.seen = append(pe.seen, sighting{s, id, p.index})
	}
	sort.SliceStable(pe.seen, func(i, j int) bool { return pe.seen[i].Start < pe.seen[j].Start })
}
