package reading

import (
	"sort"
	"strings"
)

// resolved is whom a mention means, how sure that is and why.
type resolved struct {
	ent    int // -1: nobody known
	anon   bool
	conf   float64
	reason string
}

// said is a statement already resolved, for the pronouns after it.
type said struct {
	para, unit, ent int
	anon            string // last word of a mention without a name
	nobody          bool   // a person spoke, but it is not known who
}

// resolve finds whom a noun phrase means. Unresolved is an answer: a wrong name is worse than none.
func (rd *reader) resolve(p *paragraph, unitIndex int, s np, before []said) resolved {
	toks := p.toks
	en := &rd.lx.en
	if g := en.pronouns[toks[s.a].low]; g != "" && s.b == s.a+1 {
		switch g {
		case "m", "f":
			return rd.pronoun(p, unitIndex, s, g, before)
		case "n", "p":
			return rd.bodyPronoun(p, before, g)
		}
		return resolved{ent: -1, conf: 0}
	}
	if t := &toks[s.a]; s.b == s.a+1 && rd.turns >= 3 && s.b < len(toks) && toks[s.b].text == ":" && rd.questionLabel(t) {
		if (t.is("a") || t.is("answer")) && rd.interviewee >= 0 {
			return resolved{ent: rd.interviewee, conf: 0.85, reason: "the person whom the introduction names"}
		}
		return resolved{ent: -1, reason: "a label, not a name"}
	}
	a, b := rd.head(p, s)
	if a >= b {
		a, b = s.a, s.b
	}
	// the last name in the head of the phrase
	ent, full := -1, false
	for i := b - 1; i >= a; i-- {
		r := toks[i].run
		if r < 0 || p.runs[r].ent < 0 {
			continue
		}
		if i+1 < s.b && (toks[i+1].is("'s") || toks[i+1].is("’s")) {
			continue
		}
		id := p.runs[r].ent
		kind := rd.people.list[id].Kind
		if ent < 0 || kind == EntityPerson {
			ent = id
			full = p.runs[r].nameB-p.runs[r].nameA > 1
		}
		if kind == EntityPerson {
			break
		}
		i = p.runs[r].a
	}
	last := &toks[b-1]
	_, role := en.roles[last.low]
	if ent < 0 && toks[s.a].is("the") && s.b-s.a <= 3 && strings.HasSuffix(last.low, "-year-old") {
		return rd.pronoun(p, unitIndex, s, "", before)
	}
	if ent >= 0 {
		named := last.run >= 0 && p.runs[last.run].ent >= 0 || rd.people.list[ent].Kind == EntityPerson && !role
		if named {
			if full || rd.people.list[ent].last == "" {
				return resolved{ent: ent, conf: 0.97, reason: "named in full"}
			}
			x := &rd.people.list[ent]
			if strings.Contains(x.Name, " ") {
				return resolved{ent: ent, conf: 0.93, reason: "part of the name " + x.Name}
			}
			return resolved{ent: ent, conf: 0.9, reason: "named"}
		}
	}
	if p.Role == RoleTitle && last.capital { // in a headline every word may have a capital
		if ids := rd.people.byLast[strings.TrimSuffix(last.low, ".")]; len(ids) == 1 {
			return resolved{ent: ids[0], conf: 0.85, reason: "surname of " + rd.people.list[ids[0]].Name}
		}
	}
	if id := rd.namedBeside(p, s); id >= 0 {
		return resolved{ent: id, conf: 0.95, reason: "named beside it"}
	}
	first := toks[s.a].low
	if first == "a" || first == "an" || first == "one" || first == "others" || first == "both" || first == "another" || first == "some" || first == "several" || first == "two" || first == "three" || first == "many" || last.is("sources") || last.is("source") || (last.is("officials") && first != "the") {
		return resolved{ent: -1, anon: true, conf: 0.5, reason: "not named"}
	}
	if rd.plural(last) {
		return resolved{ent: -1, anon: !strings.HasPrefix(first, "the"), reason: "more than one"}
	}
	for i := len(before) - 1; i >= max(0, len(before)-60) && first == "the"; i-- {
		if before[i].anon != "" && before[i].anon == last.low {
			return resolved{ent: -1, anon: true, reason: "not named"}
		}
	}
	if r := rd.byRole(p, a, b, s, toks[s.a].start); r.ent >= 0 {
		return r
	}
	return rd.byBody(p, a, b, toks[s.a].start)
}

// namedBeside: "A spokesman for the delegation, Pavel Orsin, said".
func (rd *reader) namedBeside(p *paragraph, s np) int {
	toks := p.toks
	at := s.b + 1
	if at >= len(toks) || toks[s.b].text != "," {
		return -1
	}
	for at < len(toks) && at-s.b < 5 && toks[at].run < 0 && toks[at].word() { // ", shadow chancellor John Mack,"
		at++
	}
	if at >= len(toks) || toks[at].run < 0 {
		return -1
	}
	if at > s.b+1 {
		if _, role := rd.lx.en.roles[toks[at-1].low]; !role {
			return -1
		}
	}
	run := &p.runs[toks[at].run]
	if run.a != at || run.ent < 0 || run.nameB-run.nameA < 2 || rd.pastOrigin(p, run.b) < len(toks) && toks[rd.pastOrigin(p, run.b)].text != "," && !endsSentence(&toks[rd.pastOrigin(p, run.b)]) {
		return -1
	}
	if k := rd.people.list[run.ent].Kind; k != EntityPerson && k != EntityUnknown || rd.plural(&toks[s.b-1]) {
		return -1
	}
	return run.ent
}

// head is the part of a noun phrase that says who it is: after the last possessive, before "of" and "for".
func (rd *reader) head(p *paragraph, s np) (int, int) {
	toks := p.toks
	a, b := s.a, s.b
	for i := s.a; i < s.b; i++ {
		if (toks[i].is("'s") || toks[i].is("’s")) && toks[i].run < 0 && i+1 < s.b {
			a = i + 1
		}
	}
	for i := a + 1; i < s.b; i++ {
		if rd.lx.en.preps[toks[i].low] && toks[i].run < 0 {
			b = i
			break
		}
		if toks[i].text == "," {
			b = i
			break
		}
	}
	return a, b
}

func (rd *reader) plural(t *token) bool {
	_, role := rd.lx.en.roles[singular(t.low)]
	return strings.HasSuffix(t.low, "s") && (role || rd.lx.en.bodyNouns[singular(t.low)]) && rd.lx.en.roles[t.low] == "" && !t.is("forces")
}

// before gives the mentions that begin before a place, as an index into people.seen.
func (rd *reader) seenBefore(at int) int {
	return sort.Search(len(rd.people.seen), func(i int) bool { return rd.people.seen[i].Start >= at })
}

// pronoun resolves he and she: the speaker or the subject of the units before, the nearest first.
func (rd *reader) pronoun(p *paragraph, unitIndex int, s np, gender string, before []said) resolved {
	pe := &rd.people
	fits := func(id int) bool {
		x := &pe.list[id]
		if caseless(x.Name) != caseless(p.toks[s.a].text) {
			return false
		}
		return (x.Kind == EntityPerson || x.Kind == EntityUnknown && (x.gender != "" || x.spoke)) && (gender == "" || x.gender == "" || x.gender == gender)
	}
	take := func(id int, conf float64, reason string) resolved {
		x := &pe.list[id]
		if x.gender == "" {
			x.gender = gender
			conf -= 0.1
		}
		return resolved{ent: id, conf: conf, reason: reason}
	}
	end := rd.seenBefore(p.toks[s.a].start)
	bi := len(before)
	para, k := p.index, unitIndex
	for back := 0; back < 14 && para >= 0; back++ {
		q := &rd.paras[para]
		if k < 0 {
			para--
			if para < 0 || p.index-para > 4 {
				break
			}
			q = &rd.paras[para]
			k = len(q.units)
			if q.Role != RoleBody && q.Role != RoleSubtitle {
				k = 0
			}
			k--
			back--
			continue
		}
		u := q.units[k]
		from := q.toks[u.a].start
		// whoever spoke in that unit
		for bi > 0 && (before[bi-1].para > para || before[bi-1].para == para && before[bi-1].unit > k) {
			bi--
		}
		conf := 0.9
		if para != p.index {
			conf = 0.8
		}
		subject := -1
		for i := rd.seenBefore(from); i < end; i++ {
			x := pe.seen[i]
			if fits(x.ent) && rd.subjectLike(q, u, x.Start) {
				subject = x.ent
				break
			}
		}
		if subject < 0 && (para != p.index || k != unitIndex) {
			for i := rd.seenBefore(from); i < end; i++ {
				if x := pe.seen[i]; fits(x.ent) && rd.agentLike(q, u, x.Start) {
					subject = x.ent // "doubts were raised by Roe"
				}
			}
		}
		if bi > 0 && before[bi-1].para == para && before[bi-1].unit == k && before[bi-1].ent >= 0 && fits(before[bi-1].ent) {
			return take(before[bi-1].ent, conf, "the speaker before")
		}
		if bi > 0 && before[bi-1].para == para && before[bi-1].unit == k && before[bi-1].nobody {
			return resolved{ent: -1, anon: before[bi-1].anon != "", reason: "the speaker before it has no name here"}
		}
		if subject < 0 && (para != p.index || k != unitIndex) {
			if r, ok := rd.officeSubject(q, u, gender); ok {
				if r.ent >= 0 && fits(r.ent) {
					return take(r.ent, conf-0.1, "the subject of the sentence before, "+r.reason)
				}
				return resolved{ent: -1, reason: "the subject before it has no name here"}
			}
		}
		if subject >= 0 {
			return take(subject, conf-0.08, "the subject of the sentence before")
		}
		end = min(end, rd.seenBefore(from))
		k--
	}
	return resolved{ent: -1, reason: "no fitting person before it"}
}

// subjectLike says whether the mention at a place is outside marks, not after a preposition, and not a possessor.
func (rd *reader) subjectLike(p *paragraph, u unit, at int) bool {
	i := u.a + sort.Search(u.b-u.a, func(i int) bool { return p.toks[u.a+i].start >= at })
	if i >= u.b || p.toks[i].pair >= 0 {
		return false
	}
	run := p.toks[i].run
	if run < 0 {
		return false
	}
	end := p.runs[run].b
	if end < len(p.toks) && (p.toks[end].is("'s") || p.toks[end].is("’s")) {
		return false
	}
	a := p.runs[run].a
	for a > u.a && p.toks[a-1].word() && !rd.lx.en.preps[p.toks[a-1].low] && a > p.runs[run].a-4 {
		if rd.finiteVerb(p.toks, a-1) {
			return false // an object
		}
		a--
	}
	return a == u.a || !rd.lx.en.preps[p.toks[a-1].low] || p.toks[a-1].is("like")
}

// agentLike says whether the mention at a place is who did it in a passive sentence: "were raised by veteran MP Ann Roe".
func (rd *reader) agentLike(p *paragraph, u unit, at int) bool {
	i := u.a + sort.Search(u.b-u.a, func(i int) bool { return p.toks[u.a+i].start >= at })
	if i >= u.b || p.toks[i].run < 0 || p.toks[i].pair >= 0 {
		return false
	}
	a := p.runs[p.toks[i].run].a
	for k := a - 1; k > u.a && a-k < 6; k-- {
		t := &p.toks[k]
		if t.is("by") {
			return strings.HasSuffix(p.toks[k-1].low, "ed") || strings.HasSuffix(p.toks[k-1].low, "en") || rd.lx.en.verbs[p.toks[k-1].low].part
		}
		if !t.word() || rd.lx.en.preps[t.low] || rd.lx.en.boundaries[t.low] {
			return false
		}
	}
	return false
}

// bodyPronoun resolves it and they to the body or the group that spoke last.
func (rd *reader) bodyPronoun(p *paragraph, before []said, g string) resolved {
	for i := len(before) - 1; i >= 0 && i > len(before)-3; i-- {
		b := before[i]
		if p.index-b.para > 1 {
			break
		}
		if b.ent >= 0 && rd.people.list[b.ent].Kind != EntityPerson {
			return resolved{ent: b.ent, conf: 0.75, reason: "the body that spoke before"}
		}
		if b.ent < 0 && g == "p" {
			break
		}
	}
	return resolved{ent: -1, reason: "no body spoke before it"}
}
