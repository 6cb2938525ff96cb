package reading

import "strings"

// byRole finds who was introduced as "the Secretary of State", "the Vermont senator".
func (rd *reader) byRole(p *paragraph, a, b int, s np, at int) resolved {
	en := &rd.lx.en
	toks := p.toks
	headWord := ""
	var extra []string
	for i := a; i < s.b; i++ {
		l := toks[i].low
		if !toks[i].word() || en.dets[l] || en.preps[l] || en.adverbs[l] || l == "former" || l == "'s" || l == "’s" {
			continue
		}
		if _, ok := en.roles[l]; ok && i < b {
			if headWord != "" {
				extra = append(extra, headWord)
			}
			headWord = l
			continue
		}
		extra = append(extra, l)
	}
	if headWord == "" {
		return resolved{ent: -1}
	}
	nation := rd.partyIn(strings.Join(extra, " "))
	pe := &rd.people
	end := rd.seenBefore(at)
	best, bestScore := -1, 0
	count := 0
	checked := map[int]bool{}
	for i := end - 1; i >= 0 && end-i < 200; i-- {
		id := pe.seen[i].ent
		if checked[id] {
			continue
		}
		checked[id] = true
		x := &pe.list[id]
		if x.Kind != EntityPerson || x.gender == "m" && en.roles[headWord] == "f" || x.gender == "f" && en.roles[headWord] == "m" {
			continue
		}
		score := 0
		for _, r := range x.roles {
			if !roleHas(r, headWord) {
				continue
			}
			sc := 2
			for _, e := range extra {
				if nation != "" && rd.lx.en.nationWords[e] {
					if x.Party == nation {
						sc += 2
					} else if x.Party != "" {
						sc -= 10
					}
					continue
				}
				if strings.Contains(r, e) {
					sc += 2
				} else if en.offices[e] && otherOffice(en, r) {
					sc -= 10 // the defense minister is not the foreign minister
				} else {
					sc--
				}
			}
			score = max(score, sc)
		}
		if score <= 0 {
			continue
		}
		count++
		if score > bestScore {
			best, bestScore = id, score
		}
	}
	if best < 0 {
		return resolved{ent: -1, reason: "nobody introduced as “" + headWord + "”"}
	}
	conf := 0.85
	if count > 1 {
		conf = 0.7
	}
	return resolved{ent: best, conf: conf, reason: "introduced as “" + pe.list[best].Role + "”"}
}

// otherOffice says whether a role names its own field: "foreign minister".
func otherOffice(en *english, role string) bool {
	for w := range strings.FieldsSeq(role) {
		if en.offices[w] && w != "the" && w != "and" {
			return true
		}
	}
	return false
}

// roleHas says whether a role holds a word; offices that go by two names count as one.
func roleHas(role, word string) bool {
	for w := range strings.FieldsSeq(role) {
		w = strings.Trim(w, ",.")
		if w == word || roleSynonym[w] == word || roleSynonym[word] == w {
			return true
		}
	}
	return false
}

var roleSynonym = map[string]string{"sen": "senator", "gov": "governor", "rep": "representative", "congressman": "rep", "congresswoman": "rep", "gen": "general", "pm": "premier", "minister": "premier", "advisor": "adviser", "spokesman": "spokesperson", "spokeswoman": "spokesperson", "president": "presidential", "prof": "professor", "col": "colonel", "lt": "lieutenant", "capt": "captain", "adm": "admiral", "chairman": "chair", "chairwoman": "chair", "lawmaker": "rep"}

// outletNoun are the nouns that take up any outlet: "the newspaper".
var outletNoun = wordSet{"newspaper": true, "paper": true, "outlet": true, "channel": true, "broadcaster": true, "magazine": true, "network": true, "website": true}

// byBody finds the body taken up by "the ministry", "the agency".
func (rd *reader) byBody(p *paragraph, a, b, at int) resolved {
	last := p.toks[b-1].low
	if !rd.lx.en.bodyNouns[last] {
		return resolved{ent: -1, reason: "nobody of the article fits"}
	}
	pe := &rd.people
	end := rd.seenBefore(at)
	for i := end - 1; i >= 0 && end-i < 200; i-- {
		x := &pe.list[pe.seen[i].ent]
		low := strings.ToLower(x.Name)
		if x.Kind != EntityPerson && (strings.Contains(low, last) || last == "panel" && (strings.Contains(low, "committee") || strings.Contains(low, "commission") || strings.Contains(low, "board"))) || x.Kind == EntityOutlet && outletNoun[last] {
			return resolved{ent: pe.seen[i].ent, conf: 0.8, reason: "takes up “" + x.Name + "”"}
		}
	}
	for i := len(rd.unnamed) - 1; i >= 0; i-- {
		if x := &rd.people.list[rd.unnamed[i]]; strings.HasSuffix(x.Name, " "+last) && b-a <= 2 {
			return resolved{ent: rd.unnamed[i], conf: 0.8, reason: "takes up “" + x.Name + "”"}
		}
		if len(rd.unnamed)-i > 20 {
			break
		}
	}
	return resolved{ent: -1, reason: "no such body before it"}
}

// officeSubject: where the subject of a unit is an office ("The president, campaigning in Orlando, …"), whose it is.
func (rd *reader) officeSubject(p *paragraph, u unit, gender string) (resolved, bool) {
	s := rd.mainSubject(p, u, u.b)
	if !s.ok() || !p.toks[s.a].is("the") {
		return resolved{}, false
	}
	a, b := rd.head(p, s)
	g, role := rd.lx.en.roles[p.toks[b-1].low]
	if !role || g != "" && g != gender || p.toks[b-1].run >= 0 && p.runs[p.toks[b-1].run].ent >= 0 {
		return resolved{}, false
	}
	return rd.byRole(p, a, b, s, p.toks[s.a].start), true
}

// pastOrigin goes from behind a name over "of Ohio" and "(D-Ohio)".
func (rd *reader) pastOrigin(p *paragraph, i int) int {
	toks := p.toks
	if i+1 < len(toks) && toks[i].is("of") && toks[i+1].capital {
		for i++; i < len(toks) && toks[i].capital; i++ {
		}
		return i
	}
	if i+2 < len(toks) && toks[i].text == "(" {
		for k := i + 1; k < len(toks) && k-i < 8; k++ {
			if toks[k].text == ")" {
				return k + 1
			}
		}
	}
	return i
}
