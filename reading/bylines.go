package reading

import "strings"

// bylineLine: "By Jane Roe", "By Jane Roe and John Poe, Reuters", "Reporting by Jane Roe; Editing by John Poe", "Jane Roe
// in Beirut and John Poe in Paris", "Reuters Staff".
func (pg *page) bylineLine(i int) bool {
	l := &pg.lines[i]
	if len(l.p.toks) > 60 || l.p.hasPair() || l.reported {
		return false
	}
	if pg.has("agency", l.key) {
		if pg.rd.art.Byline.Value == "" && strings.HasPrefix(l.key, "reuters ") {
			s := pg.rd.trimmed(l.p.Span)
			pg.rd.art.Byline = Fact{pg.rd.slice(s), "line in the place of an author’s name", s}
		}
		return true
	}
	if rest, ok := pg.starts("credits", l.low); ok {
		label := l.low[:len(l.low)-len(rest)]
		k := tokensIn(l.p.toks, label)
		if k < len(l.p.toks) && (l.p.toks[k].capital || caseless(l.p.toks[k].text)) && len(pg.names(l.p, k)) > 0 {
			if strings.Contains(label, "reporting") && !strings.Contains(label, "additional") {
				pg.takeByline(l.p, k, "line “"+strings.TrimLeft(label, "(")+" …”")
			}
			return true
		}
		return false
	}
	rest, ok := pg.starts("byline", l.low)
	if !ok || len(l.p.toks) > 40 || l.ends && !strings.HasSuffix(l.low, ")") || rest == "" {
		return false
	}
	label := l.low[:len(l.low)-len(rest)]
	k := tokensIn(l.p.toks, label)
	if k >= len(l.p.toks) {
		return false
	}
	if a := pageWordsOnce().wires[strings.TrimSpace(rest)]; a != "" && l.words <= 5 { // "Von dpa"
		if s := pg.rd.trimmed(Span{l.p.toks[k].start, l.p.End}); pg.rd.art.Wire.Value == "" {
			pg.rd.art.Wire = Fact{a, "in the place of an author’s name", s}
		}
		return true
	}
	t := &l.p.toks[k]
	if !t.capital && !caseless(t.text) && t.low != "de" && t.low != "al" || pg.rd.lx.en.weekdays[t.low] != "" || pg.rd.lx.en.months[t.low] != "" && k+1 < len(l.p.toks) && l.p.toks[k+1].digit {
		return false
	}
	names := pg.names(l.p, k)
	if len(names) == 0 || !pg.nothingElse(l.p, names) {
		return false
	}
	pg.takeByline(l.p, k, "line that begins with “"+strings.TrimSpace(pg.rd.slice(Span{l.p.toks[0].start, l.p.toks[k].start}))+"”")
	if stamps, _, _, _ := pg.rd.stampLine(l.p.Span, pg.words); len(stamps) > 0 {
		pg.keepStamps(i, stamps)
	}
	return true
}

// credits says whether a line names who also worked on a report.
func (pg *page) credits(l *line) bool {
	_, ok := pg.starts("credits", l.low)
	return ok
}

// author is a name in a line, tokens a to b, and where what belongs to it ends.
type author struct{ a, b, end int }

// names reads "Jane Roe in Beirut and John Poe, …" from token k on.
func (pg *page) names(p *paragraph, k int) []author {
	toks := p.toks
	var out []author
	for len(out) < 8 {
		j := k
		for j < len(toks) && j-k < 6 && pg.nameWord(&toks[j]) {
			j++
		}
		for j > k && !toks[j-1].capital && !caseless(toks[j-1].text) {
			j--
		}
		if j == k {
			return out
		}
		a := author{k, j, j}
		if j+1 < len(toks) && inSection(pg.words, "in", toks[j].low) { // "in Beirut"
			e := j + 1
			for e < len(toks) && e-j < 5 && (toks[e].capital || caseless(toks[e].text)) && !pg.joins(&toks[e]) {
				e++
			}
			if e > j+1 {
				a.end = e
			}
		}
		out = append(out, a)
		k = a.end
		if k+1 < len(toks) && pg.joins(&toks[k]) {
			k++
			continue
		}
		if k+1 < len(toks) && toks[k].text == "," {
			if pg.joins(&toks[k+1]) && k+2 < len(toks) {
				k += 2
				continue
			}
			if pg.authorFollows(toks, k+1) {
				k++
				continue
			}
		}
		return out
	}
	return out
}

func (pg *page) nameWord(t *token) bool {
	if !t.word() || t.digit || pg.joins(t) {
		return false
	}
	return t.capital || nameParticles[t.low] || caseless(t.text) && !inSection(pg.words, "byline", t.low)
}

func (pg *page) joins(t *token) bool { return inSection(pg.words, "and", t.low) }

// authorFollows says whether another author stands behind a comma, and not the outlet, the post or the place.
func (pg *page) authorFollows(toks []token, k int) bool {
	j := k
	for j < len(toks) && j-k < 4 && pg.nameWord(&toks[j]) {
		if inSection(pg.words, "post", toks[j].low) {
			return false
		}
		j++
	}
	if j-k < 2 || pg.rd.outletLike(toks[k:j], pg.words) || pg.rd.isPlace(toks[k:j]) {
		return false
	}
	// in a list of three, "and" or another comma follows; of two, nothing
	return j == len(toks) || pg.joins(&toks[j]) || toks[j].text == "," || inSection(pg.words, "in", toks[j].low)
}

// nothingElse says whether what follows the names can stand in a line of authors: nothing, or the outlet, the post, the
// place or the date behind a mark.
func (pg *page) nothingElse(p *paragraph, names []author) bool {
	end := names[len(names)-1].end
	full := false
	for _, a := range names {
		full = full || a.b-a.a > 1
	}
	if !full && len(p.toks) > 4 {
		return false
	}
	if end >= len(p.toks) {
		return true
	}
	switch t := &p.toks[end]; t.text {
	case ",", "|", "/", ";", "(", "–", "—", "-", "·", "•", "@", "[":
		return len(p.toks)-end <= 22
	default:
		if !full {
			return false
		}
		for k := end; k < len(p.toks) && k < end+6; k++ { // "Rivers editor", "for The Herald", "Updated …"
			if inSection(pg.words, "post", p.toks[k].low) || inSection(pg.words, "published", p.toks[k].low) || inSection(pg.words, "updated", p.toks[k].low) {
				return true
			}
		}
		return t.is("for") || t.is("of") || t.is("on") || t.digit
	}
}

// takeByline makes the fact of the authors from token k on.
func (pg *page) takeByline(p *paragraph, k int, ground string) {
	rd := pg.rd
	names := pg.names(p, k)
	if len(names) == 0 || rd.art.Byline.Value != "" && !strings.Contains(rd.art.Byline.Ground, "reporting by") {
		return
	}
	first, last := names[0], names[len(names)-1]
	s := p.span(first.a, last.b)
	var value strings.Builder
	for i, a := range names {
		if i > 0 { // with the words between them, without the places
			between := strings.ToLower(rd.slice(Span{p.toks[names[i-1].end-1].end, p.toks[a.a].start}))
			join := strings.Join(strings.Fields("|"+between+"|"), " ")
			value.WriteString(join[1 : len(join)-1])
		}
		value.WriteString(titleCaseWords(strings.Join(strings.Fields(rd.slice(p.span(a.a, a.b))), " ")))
	}
	rd.art.Byline = Fact{value.String(), ground, s}
	if j := last.end; j+1 < len(p.toks) && p.toks[j].text == "," {
		e := j + 1
		for e < len(p.toks) && p.toks[e].word() {
			e++
		}
		if rd.outletLike(p.toks[j+1:e], pg.words) && rd.art.Outlet.Value == "" {
			o := p.span(j+1, e)
			if agency := pageWordsOnce().wires[strings.ToLower(rd.slice(o))]; agency != "" {
				rd.art.Wire = Fact{agency, "beside the author’s name", o}
				return
			}
			rd.art.Outlet = Fact{rd.slice(o), "beside the author’s name", o}
		}
	}
}

// titleCaseWords makes "Mira Tollan" of "MIRA TOLLAN".
func titleCaseWords(s string) string {
	if strings.Contains(s, ".") && len(s) < 8 {
		return s
	}
	return titleCase(s)
}

// bareAuthor reads a line of the head that is a name alone or with a post: "Jon Fisk", "Jon Fisk, Rivers editor",
// "Mira Tollan in Halmar and Ana Bel in Tarn". The person must not be one the text is about.
func (pg *page) bareAuthor(i int, about wordSet) bool {
	l := &pg.lines[i]
	if l.ends || l.p.hasPair() || len(l.p.toks) > 24 || pg.rd.art.Byline.Value != "" {
		return false
	}
	names := pg.names(l.p, 0)
	if len(names) == 0 {
		return false
	}
	first := names[0]
	posted := false
	for k := first.a; k < len(l.p.toks); k++ {
		posted = posted || inSection(pg.words, "post", l.p.toks[k].low)
	}
	if surname := first.b - 1; about[l.p.toks[surname].low] && !(posted && surname > 1 && !about[l.p.toks[1].low]) {
		return false
	}
	if t := &l.p.toks[first.a]; pg.rd.lx.en.preps[t.low] || pg.rd.lx.en.dets[t.low] {
		return false // "For Immediate Release"
	}
	if rd := pg.rd; rd.isPlace(l.p.toks[first.a:first.b]) || rd.outletLike(l.p.toks[first.a:first.b], pg.words) {
		return false
	}
	last := names[len(names)-1]
	whole := last.end >= len(l.p.toks)
	if posted && l.words <= 8 && pg.firstName(l.p, first) {
		if !whole || first.b-first.a > 2 { // "Mira Tollan Rivers editor": the post goes on with a capital
			names[0].b = min(first.a+2, first.b)
			pg.takeByline(&paragraph{toks: l.p.toks[:names[0].b]}, 0, "name and post of the author below the headline")
		} else {
			pg.takeByline(l.p, 0, "name and post of the author below the headline")
		}
		return true
	}
	if !whole || posted {
		return false
	}
	placed := len(names) > 1 || last.end > last.b
	near := false
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(pg.lines) && pg.lines[k].done {
			near = near || pg.lines[k].p.Role == RolePublished || strings.Contains(pg.lines[k].key, " read")
		}
	}
	n := first.b - first.a
	if n < 2 || n > 4 || !placed && !near && !pg.firstName(l.p, first) {
		return false
	}
	pg.takeByline(l.p, 0, "name alone below the headline")
	return true
}

func (pg *page) firstName(p *paragraph, a author) bool {
	if a.b-a.a < 2 {
		return false
	}
	_, ok := pg.rd.lx.en.first[p.toks[a.a].low]
	return ok
}
