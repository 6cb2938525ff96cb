package reading

import (
	"slices"
	"strings"
	"unicode"
)

// person is an entity in work.
type person struct {
	Entity
	gender string // m, f, or "" where nothing tells
	roles  []string
	last   string // last word of the name, lower case
	spoke  bool
	first  int // where the full name stands first
	para   int
}

// sighting is a mention of an entity, in the order of the text.
type sighting struct {
	Span
	ent, para int
}

type people struct {
	list   []person
	byName map[string]int
	byLast map[string][]int
	byWord map[string]int // first names and acronyms
	seen   []sighting
	common wordSet // words that also stand in lower case: no names
	inner  wordSet // words that stand with a capital inside a sentence
}

var nameSuffixes = wordSet{"jr": true, "jr.": true, "sr": true, "sr.": true, "ii": true, "iii": true, "iv": true}

// findPeople makes the table of entities: first the full names, then every mention in the order of the text.
func (rd *reader) findPeople() {
	pe := &rd.people
	pe.byName, pe.byLast, pe.byWord = map[string]int{}, map[string][]int{}, map[string]int{}
	pe.common, pe.inner = wordSet{}, wordSet{}
	for i := range rd.paras {
		for k := range rd.paras[i].toks {
			if t := &rd.paras[i].toks[k]; t.word() && !t.capital && !t.digit {
				pe.common[t.low] = true
			} else if t.capital && k > 0 && !rd.paras[i].startsSentence(k) {
				pe.inner[t.low] = true
			}
		}
	}
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role == RoleBoilerplate || p.Role == RolePublished {
			continue
		}
		if rd.capitalised(p) {
			continue
		}
		rd.runsOf(p)
		if p.Role == RoleCredit || p.Role == RoleByline {
			continue // photographers and authors are not of the story
		}
		for k := range p.runs {
			rd.addFull(p, &p.runs[k])
		}
	}
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role == RoleCredit || p.Role == RoleByline {
			continue
		}
		for k := range p.runs {
			rd.sight(p, &p.runs[k])
		}
	}
	for i := range rd.paras {
		if p := &rd.paras[i]; rd.capitalised(p) {
			rd.headlineNames(p)
		}
	}
	rd.giveParties()
}

func (p *paragraph) span(a, b int) Span { return Span{p.toks[a].start, p.toks[b-1].end} }

func lastWord(toks []token) string {
	for i := len(toks) - 1; i >= 0; i-- {
		if toks[i].word() && !nameSuffixes[toks[i].low] && !toks[i].is("'s") && !toks[i].is("’s") {
			return strings.TrimSuffix(toks[i].low, ".")
		}
	}
	return ""
}

// addFull enters persons named in full, bodies and outlets.
func (rd *reader) addFull(p *paragraph, run *nameRun) {
	pe := &rd.people
	n := run.nameB - run.nameA
	if n <= 0 || run.kind == EntityPlace || run.kind == EntityUnknown || run.kind == EntityPerson && n < 2 {
		if run.kind != EntityUnknown || n < 2 || run.titled {
			return
		}
		if p.startsSentence(run.nameA) && pe.common[p.toks[run.nameA].low] {
			return // "Recent Reports": a common word opens the sentence
		}
	}
	s := p.span(run.nameA, run.nameB)
	name := rd.slice(s)
	key := strings.ToLower(name)
	id, ok := pe.byName[key]
	if known, short := pe.byWord[key]; !ok && short && known >= 0 && n == 1 && p.toks[run.nameA].upper {
		return // "WHO" after "World Health Organisation"
	}
	if !ok {
		id = len(pe.list)
		x := person{Entity: Entity{Name: name, Kind: run.kind}, last: lastWord(p.toks[run.nameA:run.nameB]), first: s.Start, para: p.index}
		pe.byName[key] = id
		pe.list = append(pe.list, x)
		if run.kind == EntityPerson || run.kind == EntityUnknown {
			pe.byLast[x.last] = append(pe.byLast[x.last], id)
			f := p.toks[run.nameA].low
			if _, taken := pe.byWord[f]; !taken && n > 1 {
				pe.byWord[f] = id
			} else if taken {
				pe.byWord[f] = -1
			}
		} else if n > 1 {
			if a := acronym(p.toks[run.nameA:run.nameB]); len(a) > 1 {
				pe.byWord[strings.ToLower(a)] = id
			}
		}
	}
	x := &pe.list[id]
	if run.kind == EntityPerson {
		x.Kind = EntityPerson
	}
	if x.gender == "" {
		x.gender = run.gender
	}
	if !run.role.Empty() {
		role := strings.TrimSpace(rd.slice(run.role))
		if x.Role == "" {
			x.Role = role
		}
		if !slices.Contains(x.roles, strings.ToLower(role)) && len(x.roles) < 12 {
			x.roles = append(x.roles, strings.ToLower(role))
		}
	}
}

func acronym(toks []token) string {
	var b strings.Builder
	for i := range toks {
		if toks[i].capital {
			b.WriteRune(firstRune(toks[i].text))
		}
	}
	return b.String()
}

// sight enters a mention and links it to its entity.
func (rd *reader) sight(p *paragraph, run *nameRun) {
	pe := &rd.people
	if run.kind == EntityPlace || run.nameB <= run.nameA {
		return
	}
	id := rd.lookUp(p, run)
	if id < 0 {
		return
	}
	run.ent = id
	x := &pe.list[id]
	s := p.span(run.nameA, run.nameB)
	x.Mentions = append(x.Mentions, s)
	pe.seen = append(pe.seen, sighting{s, id, p.index})
	if form := rd.slice(s); form != x.Name && !slices.Contains(x.Aliases, form) && len(x.Aliases) < 20 {
		x.Aliases = append(x.Aliases, form)
	}
	if x.gender == "" {
		x.gender = run.gender
	}
	if !run.role.Empty() && run.nameB-run.nameA == 1 {
		if x.Kind == EntityUnknown && !run.titled && run.a > 0 && run.role.End < s.Start {
			x.Kind = EntityPerson // "said mayor Bartlett"
		}
		role := strings.TrimSpace(rd.slice(run.role))
		if _, plain := rd.lx.en.titles[strings.ToLower(role)]; !plain {
			if x.Role == "" {
				x.Role = role
			}
			if l := strings.ToLower(role); !slices.Contains(x.roles, l) && len(x.roles) < 12 {
				x.roles = append(x.roles, l)
			}
		}
	}
}

// lookUp finds the entity that a run names: by the full name, by the surname (of several, who is named most), by the first
// name or an acronym. A single unknown name becomes an entity of its own if it has a title or stands inside a
// sentence, where a capital means a name.
func (rd *reader) lookUp(p *paragraph, run *nameRun) int {
	pe := &rd.people
	toks := p.toks[run.nameA:run.nameB]
	s := p.span(run.nameA, run.nameB)
	name := rd.slice(s)
	if id, ok := pe.byName[strings.ToLower(name)]; ok {
		return id
	}
	last := lastWord(toks)
	best := -1
	for n, id := range pe.byLast[last] {
		if n >= 12 {
			break // no article has so many of one name; hostile text may
		}
		x := &pe.list[id]
		if run.gender != "" && x.gender != "" && run.gender != x.gender && run.titled {
			continue
		}
		if best < 0 || x.first < s.Start {
			if best >= 0 && len(x.Mentions) == 0 && x.first > s.Start {
				continue
			}
			if best >= 0 && (len(pe.list[best].Mentions) > len(x.Mentions) || len(pe.list[best].Mentions) == len(x.Mentions) && lastMention(&pe.list[best]) > lastMention(x)) {
				continue // the bare surname is for the one who is spoken of most
			}
			best = id
		}
	}
	if best >= 0 && (len(toks) == 1 || run.titled) {
		return best
	}
	if len(toks) == 1 {
		if id, ok := pe.byWord[strings.ToLower(last)]; ok && id >= 0 {
			return id
		}
		l := toks[0].low
		_, nation := rd.lx.en.countries[l]
		if nation || rd.lx.en.places[l] {
			return -1
		}
		if !run.titled && (p.startsSentence(run.nameA) && (pe.common[l] || !pe.inner[l] && !rd.looksNamed(p, run)) || rd.functionWord(&toks[0])) {
			return -1
		}
		kind := run.kind
		if run.titled {
			kind = EntityPerson
		}
		return rd.newEntity(name, kind, s, p.index, last)
	}
	if run.kind == EntityPerson || run.kind == EntityUnknown {
		return -1
	}
	return rd.newEntity(name, run.kind, s, p.index, last)
}

// looksNamed says whether a capitalised word at the head of a sentence is a name by what follows: a verb or 's.
func (rd *reader) looksNamed(p *paragraph, run *nameRun) bool {
	if run.nameB >= len(p.toks) {
		return false
	}
	if _, role := rd.lx.en.roles[singular(p.toks[run.nameA].low)]; role || rd.lx.en.documents[singular(p.toks[run.nameA].low)] {
		return false
	}
	n := &p.toks[run.nameB]
	if n.is("'s") || n.is("’s") || p.toks[run.nameA].upper {
		return true
	}
	v, cue := rd.lx.en.verbs[n.low]
	l := p.toks[run.nameA].low
	return !strings.HasSuffix(l, "s") && (rd.lx.en.aux[n.low] || rd.lx.en.finite[n.low] || rd.lx.en.adverbs[n.low] || cue && !v.base && !v.ing)
}

func lastMention(x *person) int {
	if n := len(x.Mentions); n > 0 {
		return x.Mentions[n-1].Start
	}
	return -1
}

func (rd *reader) newEntity(name string, kind EntityKind, s Span, para int, last string) int {
	pe := &rd.people
	id := len(pe.list)
	pe.list = append(pe.list, person{Entity: Entity{Name: name, Kind: kind}, last: last, first: s.Start, para: para})
	pe.byName[strings.ToLower(name)] = id
	pe.byLast[last] = append(pe.byLast[last], id)
	return id
}

// giveParties proposes for whom an entity speaks: by the nation named in its role or in its own name.
func (rd *reader) giveParties() {
	for i := range rd.people.list {
		x := &rd.people.list[i]
		for _, role := range x.roles {
			if x.Party = rd.partyIn(role); x.Party != "" {
				break
			}
		}
		if x.Party == "" && x.Role != "" {
			x.Party = rd.partyOfRole(x.Role)
		}
		if x.Party == "" && x.Role != "" {
			x.Party = rd.demonym(x.Role)
		}
		if x.Party == "" && x.Kind == EntityBody {
			x.Party = rd.demonym(x.Name)
		}
		if x.Party == "" && x.Kind != EntityPerson && x.Kind != EntityOutlet {
			x.Party = rd.partyIn(x.Name)
		}
	}
	for i := range rd.people.list { // "Brandt's spokesman" speaks for whom Brandt speaks for
		x := &rd.people.list[i]
		for hops := 0; hops < 3; hops++ {
			ids := rd.people.byLast[strings.ToLower(x.Party)]
			if x.Party == "" || len(ids) == 0 || ids[0] == i || rd.people.list[ids[0]].Kind != EntityPerson {
				break
			}
			x.Party = rd.people.list[ids[0]].Party
		}
	}
}

// demonym gives the place of the text that an adjective is made from, where no list knows either: "Arvenian" of Arvenia.
func (rd *reader) demonym(words string) string {
	for w := range strings.FieldsSeq(words) {
		first := firstRune(w)
		if !unicode.IsUpper(first) || len(w) < 5 {
			continue
		}
		low := strings.ToLower(w)
		for _, end := range []string{"n", "an", "ian", "ese", "i", "ish", "er"} {
			stem, ok := strings.CutSuffix(low, end)
			if !ok || len(stem) < 4 {
				continue
			}
			for _, more := range []string{"", "a", "ia", "e", "y", "land"} {
				if place := stem + more; place != low && rd.people.inner[place] && !rd.people.common[place] {
					return strings.ToUpper(place[:1]) + place[1:]
				}
			}
		}
	}
	return ""
}

// partyOfRole takes whose office it is: "Arvenia's foreign minister", "chair of the Northern Council".
func (rd *reader) partyOfRole(role string) string {
	toks := tokenize([]rune(role), 0, len([]rune(role)), rd.lx.en.abbrevs, &rd.words)
	for i := range toks {
		if (toks[i].is("'s") || toks[i].is("’s")) && i > 0 && toks[i-1].capital {
			return toks[i-1].text
		}
		if (toks[i].is("of") || toks[i].is("for")) && i+1 < len(toks) {
			k := i + 1
			if toks[k].is("the") {
				k++
			}
			var name []string
			for ; k < len(toks) && toks[k].capital; k++ {
				name = append(name, toks[k].text)
			}
			if s := strings.Join(name, " "); s != "" && !rd.lx.en.offices[strings.ToLower(name[0])] {
				return s
			}
		}
	}
	return ""
}

// partyIn gives the first state or movement that the words point to.
func (rd *reader) partyIn(s string) string {
	w := strings.Fields(strings.ToLower(s))
	for i := range w {
		for n := 3; n > 0; n-- {
			if i+n > len(w) {
				continue
			}
			k := strings.Trim(strings.Join(w[i:i+n], " "), ",")
			k = strings.TrimSuffix(strings.TrimSuffix(k, "'s"), "’s")
			if c, ok := rd.lx.en.countries[k]; ok && (strings.ToLower(c.capital) != k || c.name == "Israel") {
				return c.name
			}
		}
	}
	return ""
}
