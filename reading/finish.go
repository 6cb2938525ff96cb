package reading

import (
	"sort"
	"strings"
)

// finish resolves names and dates, links nested statements and writes the article.
func (rd *reader) finish() {
	sort.SliceStable(rd.found, func(i, j int) bool {
		a, b := rd.contentSpan(&rd.found[i]), rd.contentSpan(&rd.found[j])
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	rd.dropOverlaps()
	rd.dropEmpty()
	var before []said
	groups := map[int]int{}
	for i := range rd.found {
		x := &rd.found[i]
		st := rd.statement(x, before)
		g, ok := groups[x.group]
		if !ok {
			g = len(groups)
			groups[x.group] = g
		}
		st.Group = g
		mark := said{para: x.para, unit: x.unit, ent: st.Speaker.Entity}
		if st.Speaker.Anon && x.speaker.ok() {
			q := &rd.paras[x.speakerPara]
			_, b := rd.head(q, x.speaker)
			mark.anon = q.toks[b-1].low
		}
		if st.Speaker.Entity < 0 && x.speaker.ok() {
			mark.nobody = rd.personal(&rd.paras[x.speakerPara], x.speaker) || st.Speaker.Anon
		}
		if e := st.Speaker.Entity; e >= 0 {
			rd.people.list[e].spoke = true
			rd.learnGender(x, e)
		}
		before = append(before, mark)
		rd.art.Statements = append(rd.art.Statements, st)
	}
	rd.dateStatements()
	rd.nestInQuotations(before)
	for i := range rd.people.list {
		if x := &rd.people.list[i]; x.Kind == EntityPerson || x.Kind == EntityUnknown {
			x.Gender = x.gender
		}
		rd.art.Entities = append(rd.art.Entities, rd.people.list[i].Entity)
	}
}

// learnGender takes the gender of a speaker from "Marsh said she …", where nobody else is named.
func (rd *reader) learnGender(x *attribution, ent int) {
	who := &rd.people.list[ent]
	if who.gender != "" || who.Kind != EntityPerson && who.Kind != EntityUnknown || !x.hasCue || x.cuePara != x.para || x.a < x.cue.b || x.a > x.cue.b+1 {
		return
	}
	toks := rd.paras[x.para].toks
	i := x.a
	if toks[i].is("that") {
		i++
	}
	if i < x.b && toks[i].pair < 0 {
		if g := rd.lx.en.pronouns[toks[i].low]; g == "m" || g == "f" {
			who.gender = g
		}
	}
}

func (rd *reader) contentSpan(x *attribution) Span {
	p := &rd.paras[x.para]
	a, b := x.a, x.b
	s := p.span(a, b)
	return s
}

// dropOverlaps keeps the surer of two statements that overlap.
func (rd *reader) dropOverlaps() {
	out := rd.found[:0]
	for _, x := range rd.found {
		if n := len(out); n > 0 && out[n-1].para == x.para && x.a < out[n-1].b {
			if x.spanConf > out[n-1].spanConf+0.1 {
				out[n-1] = x
			}
			continue
		}
		out = append(out, x)
	}
	rd.found = out
}

// dropEmpty drops what holds no word but "that": "reported that, according to X, …" leaves nothing for who reported.
func (rd *reader) dropEmpty() {
	out := rd.found[:0]
	for _, x := range rd.found {
		for _, t := range rd.paras[x.para].toks[x.a:x.b] {
			if t.word() && !t.is("that") {
				out = append(out, x)
				break
			}
		}
	}
	rd.found = out
}

func (rd *reader) statement(x *attribution, before []said) Statement {
	p := &rd.paras[x.para]
	st := Statement{Span: rd.contentSpan(x), Outer: -1, Frame: x.frame}
	st.Kind, st.Act = rd.kindOf(p, x.a, x.b), rd.actOf(x)
	if x.frame == "transcript" {
		st.Kind = Direct // a transcript gives the words themselves, without marks
	}
	st.Speaker, st.Addressee = Mention{Entity: -1}, Mention{Entity: -1}
	st.Confidence = Confidence{Span: x.spanConf, Speaker: x.speakConf, Reason: x.reason}
	if x.speaker.ok() {
		var why string
		st.Speaker, st.Confidence.Name, why = rd.mention(&rd.paras[x.speakerPara], x, x.speaker, before)
		if why != "" {
			st.Confidence.Reason += "; speaker: " + why
		}
	}
	if x.hasCue {
		st.Cue = rd.paras[x.cuePara].span(x.cue.a, x.cue.b)
		st.CueText = rd.slice(st.Cue)
	}
	if x.addressee.ok() && x.cuePara == x.para {
		st.Addressee, _, _ = rd.mention(p, x, x.addressee, before)
	}
	if x.frame == "nested" {
		st.Said = rd.saidInside(x)
	}
	st.Chain = rd.chain(x, &st, before)
	rd.judge(x, &st)
	return st
}

// mention makes a Mention of a noun phrase, with how sure its name is and why.
func (rd *reader) mention(p *paragraph, x *attribution, s np, before []said) (Mention, float64, string) {
	unitIndex := p.unitOf(s.a)
	if p.index != x.para {
		unitIndex = max(0, len(p.units)-1)
	}
	m := Mention{Span: p.span(s.a, s.b), Entity: -1}
	m.Text = rd.slice(m.Span)
	r := rd.resolve(p, unitIndex, s, before)
	if r.ent >= 0 {
		m.Entity, m.Name = r.ent, rd.people.list[r.ent].Name
		return m, r.conf, r.reason
	}
	m.Anon = r.anon
	if rd.packFor(p) == nil { // "police" and "commission" are French, too
		if id := rd.unnamedBody(p, s); id >= 0 && !r.anon {
			m.Entity, m.Name = id, rd.people.list[id].Name
			return m, 0.85, "a body without a name of its own"
		}
		if id := rd.speakingPlace(p, x, s); id >= 0 {
			m.Entity, m.Name = id, rd.people.list[id].Name
			return m, 0.85, "a state by its name or capital"
		}
		if id := rd.document(p, s); id >= 0 {
			m.Entity, m.Name = id, rd.people.list[id].Name
			return m, 0.8, "a paper, not a person"
		}
	} else if caseless(p.toks[s.a].text) {
		m.Entity = rd.caselessName(m.Text, lastWord(p.toks[s.a:s.b]), m.Span, p.index)
		m.Name = rd.people.list[m.Entity].Name
		return m, 0.7, "named"
	}
	return m, 0, r.reason
}

// speakingPlace makes an entity of a state or capital that says something: "Moscow accused the West".
func (rd *reader) speakingPlace(p *paragraph, x *attribution, s np) int {
	if p.index != x.speakerPara || s != x.speaker {
		return -1
	}
	a := s.a
	if p.toks[a].is("the") && a+1 < s.b {
		a++
	}
	name := rd.slice(p.span(a, s.b))
	c, ok := rd.lx.en.countries[strings.ToLower(name)]
	if !ok || !p.toks[a].capital {
		return -1
	}
	if id, known := rd.people.byName[strings.ToLower(name)]; known {
		return id
	}
	id := rd.newEntity(name, EntityBody, p.span(a, s.b), p.index, p.toks[s.b-1].low)
	rd.people.list[id].Party = c.name
	return id
}

// unnamedBody makes an entity of a body that has no proper name: "the Israeli military", "Roe's office".
func (rd *reader) unnamedBody(p *paragraph, s np) int {
	en := &rd.lx.en
	_, b := rd.head(p, s)
	t := &p.toks[b-1]
	if !en.bodyNouns[t.low] || t.run >= 0 && p.runs[t.run].ent >= 0 || s.b-s.a < 3 && !(b-s.a == 2 && en.dets[p.toks[s.a].low]) || p.toks[s.a].is("its") || p.toks[s.a].is("his") || p.toks[s.a].is("her") || p.toks[s.a].is("their") {
		return -1
	}
	name := rd.slice(p.span(s.a, s.b))
	if first := &p.toks[s.a]; en.dets[first.low] {
		name = first.low + rd.slice(Span{first.end, p.toks[s.b-1].end})
	}
	if id, ok := rd.people.byName[strings.ToLower(name)]; ok {
		return id
	}
	id := rd.newEntity(name, EntityBody, p.span(s.a, s.b), p.index, t.low)
	rd.people.list[id].Party = rd.partyIn(name)
	rd.unnamed = append(rd.unnamed, id)
	return id
}

// caselessName finds or makes the entity of a name in a script without capitals, where only its place tells a name.
func (rd *reader) caselessName(text, last string, s Span, para int) int {
	if id, ok := rd.people.byName[strings.ToLower(text)]; ok {
		return id
	}
	for _, id := range rd.people.byLast[last] {
		return id
	}
	return rd.newEntity(text, EntityUnknown, s, para, last)
}

// document makes an entity of a paper that states something: "The main point of the agreement" → "the agreement".
func (rd *reader) document(p *paragraph, s np) int {
	en := &rd.lx.en
	for i := s.b - 1; i >= s.a; i-- {
		t := &p.toks[i]
		if !en.documents[t.low] || t.run >= 0 {
			continue
		}
		if i+1 < s.b && !en.preps[p.toks[i+1].low] && !strings.HasSuffix(p.toks[i+1].low, "ed") {
			continue // "a law enforcement official"
		}
		a := i
		for a > s.a && !en.dets[p.toks[a].low] && p.toks[a-1].word() && !en.preps[p.toks[a-1].low] {
			a--
		}
		name := strings.ToLower(rd.slice(p.span(a, a+1))) + rd.slice(Span{p.toks[a].end, t.end})
		if first := &p.toks[a]; !en.dets[first.low] {
			name = rd.slice(p.span(a, i+1))
		}
		if id, ok := rd.people.byName[strings.ToLower(name)]; ok {
			return id
		}
		return rd.newEntity(name, EntityDocument, p.span(a, i+1), p.index, t.low)
	}
	return -1
}

// kindOf goes by how many of the letters stand in quotation marks.
func (rd *reader) kindOf(p *paragraph, a, b int) Kind {
	in, all := 0, 0
	for i := a; i < b; i++ {
		t := &p.toks[i]
		if !t.word() {
			continue
		}
		all += t.end - t.start
		if t.pair >= 0 {
			in += t.end - t.start
		}
	}
	return kindOfShare(in, all)
}
