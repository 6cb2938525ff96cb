package reading

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// whom resolves the speaker of a statement, or gives -1.
func (w *packReader) whom(p *packParagraph, x *attribution, spoke []sighting) int {
	pk, rd, s := p.pk, w.rd, x.speaker
	if g := genderOf(x.cue.kind); g != "" && x.cue.kind.has('g') {
		return w.pronounOf(p, s, g, spoke)
	}
	if s.b == s.a+1 {
		if g := pk.pronoun(p.toks[s.a].low); g != "" {
			if x.cue.kind.has('n') {
				return -1 // "sie sagten"
			}
			return w.pronounOf(p, s, g, spoke)
		}
	}
	a, b := pk.nameIn(p.paragraph, s)
	if b-a >= 2 {
		if x.cue.kind.has('g') && (pk.inflected || pk.caseless) {
			if id := w.inflected(p, a, b); id >= 0 {
				return id
			}
			if pk.inflected {
				return -1
			}
		}
		return w.enter(p, s, genderOf(x.cue.kind))
	}
	if b-a == 1 {
		if id := w.bySurname(p, a); id >= 0 {
			return id
		}
		if id := w.inflected(p, a, b); id >= 0 && x.cue.kind.has('g') {
			return id
		}
		if len(w.people.byLast[p.toks[a].low]) > 1 || x.cue.kind.has('g') && pk.inflected || pk.caseless && s.b-s.a > 1 || pk.caseless && !pk.knownName(p.toks[a].low) {
			return -1
		}
		if utf8.RuneCountInString(p.toks[a].text) < 2 || strings.HasSuffix(p.toks[a].text, ".") {
			return -1
		}
		if alone := s.b-s.a == 1 && !pk.caseless; alone && (p.startsSentence(a) || x.cue.kind.has('n')) && (pk.nouns || !rd.people.inner[strings.ToLower(p.toks[a].text)]) && !pk.knownName(p.toks[a].low) {
			return -1 // the capital is that of the sentence
		}
		name := rd.slice(p.span(a, b))
		if id, ok := rd.people.byName[strings.ToLower(name)]; ok {
			return id
		}
		kind := EntityUnknown
		if s.b-s.a > 1 {
			kind = EntityPerson
		}
		id := rd.newEntity(name, kind, p.span(a, b), p.index, p.toks[a].low)
		w.people.byLast[p.toks[a].low] = append(w.people.byLast[p.toks[a].low], id)
		return id
	}
	if id := w.besideRole(p, s); id >= 0 {
		return id
	}
	if id := w.byTitle(p, s); id >= 0 {
		return id
	}
	return w.body(p, x)
}

func (pk *pack) knownName(w string) bool {
	_, ok := pk.first[w]
	return ok || pk.class["surname"][w]
}

// besideRole: "la ministre des Affaires étrangères, Anne Lebrun,".
func (w *packReader) besideRole(p *packParagraph, s np) int {
	if s.b+1 >= len(p.toks) || !isComma(&p.toks[s.b]) {
		return -1
	}
	known := false
	for i := s.a; i < s.b; i++ {
		_, _, ok := p.pk.role(p.toks[i].low)
		known = known || ok
	}
	r := p.pk.phrase(p.paragraph, s.b+1, len(p.toks))
	if !known || !r.ok() || r.b-r.a > 4 || !p.pk.pureName(p.paragraph, r, s.b+1, r.b) || r.b < len(p.toks) && p.toks[r.b].word() && p.toks[r.b].pair < 0 {
		return -1
	}
	if p.pk.caseless && r.b-r.a < 2 {
		return -1
	}
	return w.enter(p, r, w.genderOfRole(p, s))
}

// byTitle: "la ministre" is who alone was introduced as a minister before.
func (w *packReader) byTitle(p *packParagraph, s np) int {
	pk := p.pk
	head, n := "", 0
	for i := s.a; i < s.b; i++ {
		t := &p.toks[i]
		if pk.class["determiner-weak"][t.low] {
			return -1
		}
		if g, h, ok := pk.role(t.low); ok && head == "" {
			if g == "p" {
				return -1 // more than one
			}
			head = h
		} else if !pk.class["determiner"][t.low] {
			n++
		}
	}
	if head == "" || n > 0 || pk.caseless && !pk.hasArticle(p.toks[s.a].low) {
		return -1
	}
	g := w.genderOfRole(p, s)
	found := -1
	for k := len(w.people.mention) - 1; k >= 0; k-- {
		m := w.people.mention[k]
		if m.Start >= p.toks[s.a].start || m.ent == found {
			continue
		}
		if len(w.people.mention)-k > 300 {
			break
		}
		x := &w.rd.people.list[m.ent]
		fits := false
		for _, h := range w.people.heads[m.ent] {
			fits = fits || pk.sameHead(h, head)
		}
		if !fits || g != "" && x.gender != "" && x.gender != g {
			continue
		}
		if found >= 0 {
			return -1 // two of them
		}
		found = m.ent
	}
	return found
}

// sameHead says whether two titles are one: of a compound the last part counts, and "שרת" is "שרה" before a name.
func (pk *pack) sameHead(a, b string) bool {
	if a == b || strings.HasSuffix(a, b) || strings.HasSuffix(b, a) {
		return true
	}
	for x := range pk.class["head-ending"] {
		for y := range pk.class["head-ending"] {
			if u, ok := strings.CutSuffix(a, x); ok && strings.HasSuffix(b, y) && strings.TrimSuffix(b, y) == u {
				return true
			}
		}
	}
	return false
}

// pronounOf resolves he and she: the one fitting person of this paragraph and the one before, or the last speaker.
func (w *packReader) pronounOf(p *packParagraph, s np, g string, spoke []sighting) int {
	if g != "m" && g != "f" {
		return -1
	}
	at := p.toks[s.a].start
	fits := func(id int) bool {
		x := &w.rd.people.list[id]
		return x.Kind == EntityPerson && (x.gender == "" || x.gender == g)
	}
	last := -1
	if n := len(spoke); n > 0 {
		nobody := spoke[n-1].ent < 0 || w.rd.people.list[spoke[n-1].ent].Kind != EntityPerson
		if nobody && p.index-spoke[n-1].para <= 1 && !w.namedSince(p, spoke[n-1].End, at, -1, fits) {
			return -1 // a body or somebody without a name spoke last
		}
		if p.index-spoke[n-1].para <= 1 && spoke[n-1].ent >= 0 && fits(spoke[n-1].ent) {
			last = spoke[n-1].ent
		}
	}
	if n := len(spoke); n == 0 || spoke[n-1].para != p.index {
		if one, many := w.lone(p, at, 0, fits); one >= 0 && !many {
			w.learn(one, g)
			return one
		}
	}
	one, many := w.lone(p, at, 1, fits)
	if one < 0 && last < 0 {
		known := func(id int) bool { return fits(id) && w.rd.people.list[id].gender == g }
		one, many = w.lone(p, at, 2, known)
	}
	switch {
	case !many && one >= 0 && (last < 0 || last == one):
		w.learn(one, g)
		return one
	case last >= 0 && w.rd.people.list[last].gender == g && !w.namedSince(p, spoke[len(spoke)-1].End, at, last, fits):
		return last
	}
	return -1
}

// lone gives the one fitting person named before a place, as far back as some paragraphs; many: there are more.
func (w *packReader) lone(p *packParagraph, at, back int, fits func(int) bool) (one int, many bool) {
	one = -1
	end := sort.Search(len(w.people.mention), func(k int) bool { return w.people.mention[k].Start >= at })
	for k := end - 1; k >= 0 && end-k < 40; k-- {
		m := w.people.mention[k]
		if p.index-m.para > back {
			break
		}
		if m.ent == one || !fits(m.ent) {
			continue
		}
		many = many || one >= 0
		one = m.ent
	}
	return one, many
}

func (w *packReader) learn(id int, g string) {
	if x := &w.rd.people.list[id]; x.gender == "" {
		x.gender = g
	}
}

// namedSince says whether somebody else who fits was named between two places.
func (w *packReader) namedSince(p *packParagraph, from, to, but int, fits func(int) bool) bool {
	k := sort.Search(len(w.people.mention), func(k int) bool { return w.people.mention[k].Start >= from })
	for n := 0; k < len(w.people.mention) && w.people.mention[k].Start < to && n < 200; k, n = k+1, n+1 {
		if m := w.people.mention[k]; m.ent != but && fits(m.ent) && (but >= 0 || !w.inWords(m)) {
			return true
		}
	}
	return false
}

// inWords says whether a mention stands in what somebody is said to have said.
func (w *packReader) inWords(m sighting) bool {
	p := w.at(m.para)
	if p == nil {
		return false
	}
	k := sort.Search(len(p.found), func(k int) bool { return p.toks[p.found[k].b-1].end > m.Start })
	return k < len(p.found) && p.toks[p.found[k].a].start <= m.Start
}

// inflected finds the one person whose name differs from the words only in its endings and prefixes.
func (w *packReader) inflected(p *packParagraph, a, b int) int {
	pk := p.pk
	last := p.toks[b-1].low
	found := -1
	try := func(key string) bool {
		for n, id := range w.people.byLast[key] {
			if n > 12 {
				break
			}
			if b-a > 1 && !pk.sameStem(p.toks[a].low, fold(strings.ToLower(w.rd.people.list[id].Name))) {
				continue
			}
			if found >= 0 && found != id {
				return false
			}
			found = id
		}
		return true
	}
	keys := []string{last}
	stem := pk.stem(last)
	for _, e := range append([]string{""}, pk.endings...) {
		keys = append(keys, stem+e)
	}
	if pk.caseless {
		keys = append(keys, pk.strip(last))
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		if !try(k) {
			return -1
		}
	}
	return found
}

// stem takes the longest known ending off a word.
func (pk *pack) stem(w string) string {
	best := w
	for _, e := range pk.endings {
		if rest, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(rest) >= 3 && len(rest) < len(best) {
			best = rest
		}
	}
	return best
}

// sameStem says whether a word and the first word of a name are one name in two cases.
func (pk *pack) sameStem(w, name string) bool {
	first, _, _ := strings.Cut(name, " ")
	return w == first || pk.stem(w) == pk.stem(first) || pk.strip(w) == first
}

// body makes an entity of a ministry or the like that is named by more than its noun.
func (w *packReader) body(p *packParagraph, x *attribution) int {
	pk, s := p.pk, x.speaker
	if x.cue.kind.has('g') && (pk.inflected || pk.nouns) {
		return -1
	}
	a := s.a
	for a < s.b && pk.class["determiner"][p.toks[a].low] {
		a++
	}
	if s.b-a < 2 || !pk.class["body"][p.toks[a].low] {
		return -1
	}
	name := w.rd.slice(p.span(a, s.b))
	if id, ok := w.rd.people.byName[strings.ToLower(name)]; ok {
		return id
	}
	return w.rd.newEntity(name, EntityBody, p.span(a, s.b), p.index, p.toks[s.b-1].low)
}
