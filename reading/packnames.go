package reading

import (
	"slices"
	"sort"
	"strings"
)

// packPeople are the people of the paragraphs read with packs.
type packPeople struct {
	byLast  map[string][]int
	heads   map[int][]string // entity → the heads of its titles
	mention []sighting       // outside quotations, in the order of the text
}

// names finds whom the speakers are. First the full names of the text, then each speaker in order.
func (w *packReader) names() {
	rd := w.rd
	w.people = packPeople{byLast: map[string][]int{}, heads: map[int][]string{}}
	w.forget()
	for i := range w.paras {
		w.introduced(&w.paras[i])
	}
	for i := range rd.found {
		x := &rd.found[i]
		if p := w.at(x.speakerPara); p != nil && x.speaker.ok() && !x.cue.kind.has('g') {
			w.enter(p, x.speaker, genderOf(x.cue.kind))
		}
	}
	for i := range w.paras {
		w.sightings(&w.paras[i])
	}
	sort.SliceStable(w.people.mention, func(a, b int) bool { return w.people.mention[a].Start < w.people.mention[b].Start })
	rd.found = slices.DeleteFunc(rd.found, func(x attribution) bool {
		p := w.at(x.speakerPara)
		return x.cue.kind.has('?') && (p == nil || w.bySurname(p, x.speaker.a) < 0)
	})
	var spoke []sighting
	for i := range rd.found {
		x := &rd.found[i]
		p := w.at(x.speakerPara)
		if p == nil || !x.speaker.ok() {
			continue
		}
		ent := -1
		if r := p.toks[x.speaker.a].run; r >= 0 && p.runs[r].a == x.speaker.a {
			ent = p.runs[r].ent
		} else {
			ent = w.whom(p, x, spoke)
			if ent >= 0 {
				p.mark(x.speaker, ent)
			}
		}
		spoke = append(spoke, sighting{p.span(x.speaker.a, x.speaker.b), ent, p.index})
	}
	for _, m := range w.people.mention {
		e := &rd.people.list[m.ent].Entity
		e.Mentions = append(e.Mentions, m.Span)
		if form := rd.slice(m.Span); form != e.Name && !slices.Contains(e.Aliases, form) && len(e.Aliases) < 20 {
			e.Aliases = append(e.Aliases, form)
		}
	}
	rd.people.seen = append(rd.people.seen, w.people.mention...)
	sort.SliceStable(rd.people.seen, func(a, b int) bool { return rd.people.seen[a].Start < rd.people.seen[b].Start })
}

func genderOf(k cueKind) string {
	switch {
	case k.has('f'):
		return "f"
	case k.has('m'):
		return "m"
	}
	return ""
}

// mark makes the words of a speaker one name, so that the article resolves them as found here.
func (p *packParagraph) mark(s np, ent int) {
	k := len(p.runs)
	p.runs = append(p.runs, nameRun{a: s.a, b: s.b, nameA: s.a, nameB: s.b, ent: ent})
	for i := s.a; i < s.b; i++ {
		p.toks[i].run = k
	}
}

// forget takes out of the table of people what English rules found in the paragraphs that are not English.
func (w *packReader) forget() {
	pe := &w.rd.people
	foreign := map[int]bool{}
	for i := range w.paras {
		foreign[w.paras[i].index] = true
	}
	kept := make([]int, len(pe.list))
	for i := range kept {
		kept[i] = -1
	}
	seen := pe.seen[:0:0]
	for _, s := range pe.seen {
		if !foreign[s.para] {
			kept[s.ent] = 0
			seen = append(seen, s)
		}
	}
	old := pe.list
	pe.list = nil
	for id := range old {
		if kept[id] < 0 {
			continue
		}
		kept[id] = len(pe.list)
		x := old[id]
		own := x.Mentions[:0:0]
		for _, m := range x.Mentions {
			if !w.inForeign(m) {
				own = append(own, m)
			}
		}
		x.Mentions = own
		pe.list = append(pe.list, x)
	}
	for i := range seen {
		seen[i].ent = kept[seen[i].ent]
	}
	pe.seen = seen
	renumber := func(m map[string]int) {
		for k, id := range m {
			if id < 0 {
				continue
			}
			if kept[id] < 0 {
				delete(m, k)
				continue
			}
			m[k] = kept[id]
		}
	}
	renumber(pe.byName)
	renumber(pe.byWord)
	for k, ids := range pe.byLast {
		out := ids[:0:0]
		for _, id := range ids {
			if kept[id] >= 0 {
				out = append(out, kept[id])
			}
		}
		pe.byLast[k] = out
	}
	for i := range w.rd.paras {
		for k := range w.rd.paras[i].runs {
			if r := &w.rd.paras[i].runs[k]; r.ent >= 0 {
				r.ent = kept[r.ent]
			}
		}
	}
}

func (w *packReader) inForeign(m Span) bool {
	k := sort.Search(len(w.paras), func(k int) bool { return w.paras[k].End > m.Start })
	return k < len(w.paras) && w.paras[k].Start <= m.Start
}

// enter makes or finds the person that a noun phrase names in full.
func (w *packReader) enter(p *packParagraph, s np, gender string) int {
	pk, rd := p.pk, w.rd
	a, b := pk.nameIn(p.paragraph, s)
	if b-a < 2 {
		return -1
	}
	head, roleGender := "", ""
	for i := s.a; i < a; i++ {
		if g, h, ok := pk.role(p.toks[i].low); ok && head == "" {
			head, roleGender = h, g
			if g == "" && i > s.a && pk.class["determiner-f"][p.toks[i-1].low] {
				roleGender = "f"
			} else if g == "" && i > s.a && pk.class["determiner-m"][p.toks[i-1].low] {
				roleGender = "m"
			}
		}
	}
	if gender == "" {
		gender = roleGender
	}
	if gender == "" {
		gender = pk.first[p.toks[a].low]
	}
	span := p.span(a, b)
	name := rd.slice(span)
	id, ok := rd.people.byName[strings.ToLower(name)]
	if !ok {
		last := fold(strings.ToLower(p.toks[b-1].text))
		id = rd.newEntity(name, EntityPerson, span, p.index, last)
		w.people.byLast[last] = append(w.people.byLast[last], id)
	}
	x := &rd.people.list[id]
	if x.gender == "" {
		x.gender = gender
	}
	if head != "" {
		if x.Role == "" {
			r := Span{p.toks[s.a].start, p.toks[a-1].end}
			if pk.class["determiner"][p.toks[s.a].low] && a-1 > s.a {
				r.Start = p.toks[s.a+1].start
			}
			x.Role = rd.slice(r)
		}
		if !slices.Contains(w.people.heads[id], head) {
			w.people.heads[id] = append(w.people.heads[id], head)
		}
	}
	return id
}

// introduced enters who is named behind a title anywhere in a paragraph: "le maire Paul Roche", and between commas
// behind one: "la ministre des Affaires étrangères, Anne Lebrun".
func (w *packReader) introduced(p *packParagraph) {
	pk, toks := p.pk, p.toks
	for i := 0; i < len(toks); i++ {
		if !toks[i].word() {
			continue
		}
		if !pk.caseless && toks[i].capital && pk.knownName(toks[i].low) && i+1 < len(toks) && toks[i+1].capital && toks[i+1].word() && !pk.inflected {
			if r := pk.phrase(p.paragraph, i, min(len(toks), i+6)); r.ok() && r.b-r.a > 1 && r.b-r.a <= 4 && toks[i].pair < 0 {
				w.enter(p, r, "")
			}
		}
		if _, _, ok := pk.role(toks[i].low); !ok || pk.class["oblique"][toks[i].low] {
			continue // what follows "министра" stands in the same case
		}
		a := i
		if i > 0 && pk.class["determiner"][toks[i-1].low] {
			a = i - 1
		}
		level := toks[i].pair
		end := i + 1
		for end < len(toks) && end-i < longestPhrase && toks[end].pair == level && toks[end].word() {
			end++
		}
		s := np{a: a, b: i, clause: a}
		j := i
		for j < end && (j == i || !pk.ends(&toks[j])) {
			j++
		}
		s.b = j
		if level < 0 {
			if r := pk.phrase(p.paragraph, a, end); r.ok() && r.a == a {
				s.b = r.b
			}
		}
		if id := w.enter(p, s, ""); id < 0 && s.b+2 < len(toks) && isComma(&toks[s.b]) && level < 0 {
			r := pk.phrase(p.paragraph, s.b+1, len(toks))
			if r.ok() && r.b-r.a <= 4 && r.b < len(toks) && (isComma(&toks[r.b]) || endsSentence(&toks[r.b])) && pk.pureName(p.paragraph, r, s.b+1, r.b) && r.b-r.a > 1 {
				if id := w.enter(p, r, w.genderOfRole(p, s)); id >= 0 {
					w.giveRole(p, id, s)
				}
			}
		}
		if s.b > i {
			i = s.b - 1
		}
	}
}

func (w *packReader) genderOfRole(p *packParagraph, s np) string {
	for i := s.a; i < s.b; i++ {
		if g, _, ok := p.pk.role(p.toks[i].low); ok {
			if g == "" && i > s.a {
				switch {
				case p.pk.class["determiner-f"][p.toks[i-1].low]:
					return "f"
				case p.pk.class["determiner-m"][p.toks[i-1].low]:
					return "m"
				}
			}
			return g
		}
	}
	return ""
}

func (w *packReader) giveRole(p *packParagraph, id int, s np) {
	x := &w.rd.people.list[id]
	for i := s.a; i < s.b; i++ {
		if _, h, ok := p.pk.role(p.toks[i].low); ok {
			if x.Role == "" {
				x.Role = w.rd.slice(p.span(i, s.b))
			}
			if !slices.Contains(w.people.heads[id], h) {
				w.people.heads[id] = append(w.people.heads[id], h)
			}
			return
		}
	}
}

// sightings finds every mention of the people by the last words of their names.
func (w *packReader) sightings(p *packParagraph) {
	for i := range p.toks {
		t := &p.toks[i]
		if !t.word() {
			continue
		}
		id := w.bySurname(p, i)
		if id < 0 {
			continue
		}
		x := &w.rd.people.list[id]
		a := i
		if n := strings.Count(x.Name, " "); n > 0 && i >= n && strings.EqualFold(w.rd.slice(p.span(i-n, i+1)), x.Name) {
			a = i - n
		}
		if t.pair >= 0 {
			x.Mentions = append(x.Mentions, p.span(a, i+1))
			continue
		}
		w.people.mention = append(w.people.mention, sighting{p.span(a, i+1), id, p.index})
	}
}

func (w *packReader) bySurname(p *packParagraph, i int) int {
	t := &p.toks[i]
	if !p.pk.caseless && !t.capital {
		return -1
	}
	ids := w.people.byLast[t.low]
	if len(ids) == 0 && p.pk.caseless {
		if rest := p.pk.strip(t.low); rest != t.low {
			ids = w.people.byLast[rest]
		}
	}
	if len(ids) != 1 {
		return w.byFullName(p, i, ids)
	}
	return ids[0]
}

// byFullName tells people of one surname apart by the first name before it.
func (w *packReader) byFullName(p *packParagraph, i int, ids []int) int {
	if i == 0 {
		return -1
	}
	for n, id := range ids {
		if n > 12 {
			break
		}
		first, _, _ := strings.Cut(w.rd.people.list[id].Name, " ")
		if fold(strings.ToLower(first)) == p.toks[i-1].low {
			return id
		}
	}
	return -1
}
