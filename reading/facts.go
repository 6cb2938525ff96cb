package reading

import (
	"strings"
	"unicode"
)

// takeFacts gathers what the lines around the text say of the article.
func (pg *page) takeFacts() {
	rd := pg.rd
	if rd.art.Title.Value == "" && rd.o.Title != "" {
		rd.art.Title = Fact{Value: rd.o.Title, Ground: "given"}
	}
	pg.findURL()
	pg.findDateline()
	pg.findWire()
	if rd.art.Outlet.Value == "" && rd.o.Outlet != "" {
		rd.art.Outlet = Fact{Value: rd.o.Outlet, Ground: "given"}
	}
	pg.findPublished()
}

// isURL says whether a line is an address and nothing else.
func (rd *reader) isURL(p *paragraph) bool {
	s := strings.TrimSpace(rd.slice(p.Span))
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www.")) && !strings.ContainsAny(s, " \t")
}

func (rd *reader) hasURL(p *paragraph) bool {
	return p.End-p.Start <= 2000 && strings.Contains(rd.slice(p.Span), "://")
}

// findURL takes an address that stands alone, else the first one in the text.
func (pg *page) findURL() {
	rd := pg.rd
	for _, alone := range []bool{true, false} {
		for i := range pg.lines {
			p := pg.lines[i].p
			if alone && p.End-p.Start > 4000 || !alone && p.Role == RoleBoilerplate {
				continue
			}
			text := rd.slice(p.Span)
			at := strings.Index(text, "https://")
			if at < 0 {
				at = strings.Index(text, "http://")
			}
			if at < 0 {
				continue
			}
			end := at
			for end < len(text) && text[end] > ' ' && text[end] != '"' && text[end] != '<' && text[end] != '>' && text[end] != ')' {
				end++
			}
			address := strings.TrimRight(text[at:end], ".,;")
			if alone && strings.TrimSpace(text) != text[at:end] && !rd.labeledAddress(text[:at]) {
				continue
			}
			start := p.Start + len([]rune(text[:at]))
			ground := "first address in the text"
			if alone {
				ground = "address in a line of its own"
			}
			rd.art.URL = Fact{address, ground, Span{start, start + len([]rune(address))}}
			return
		}
	}
}

// labeledAddress: "URL: https://…", "Source: https://…".
func (rd *reader) labeledAddress(before string) bool {
	switch strings.Trim(strings.ToLower(before), " :\t<") {
	case "", "url", "link", "source", "original", "read more at", "from", "quelle", "fuente", "источник", "מקור", "المصدر":
		return true
	}
	return false
}

// findDateline reads "BEIRUT, Oct 31 (AP) —", "Beirut/Tel Aviv, Oct. 31 —" and "WASHINGTON (Reuters) -" at the beginning
// of the text.
func (pg *page) findDateline() {
	rd := pg.rd
	seen := 0
	for i := range rd.paras {
		p := &rd.paras[i]
		if p.Role != RoleBody {
			continue
		}
		if seen++; seen > 8 {
			return
		}
		if pg.datelineOf(p, seen == 1) {
			return
		}
		if rd.placeLine(i) {
			toks := p.toks
			e := len(toks) - 1
			for k := range toks {
				if !toks[k].word() {
					e = k
					break
				}
			}
			s := Span{toks[0].start, toks[e-1].end}
			rd.art.Dateline = Fact{titleCase(rd.slice(s)), "line of its own before the text", s}
			return
		}
	}
}

// placeLine: "Halmar:" or "HALMAR, Arvenia" alone above the first line of running text.
func (rd *reader) placeLine(i int) bool {
	p := &rd.paras[i]
	n := len(p.toks)
	if n < 2 || n > 5 || i == 0 || i+1 >= len(rd.paras) {
		return false
	}
	comma := p.toks[1].text == "," || n > 2 && p.toks[2].text == ","
	if p.toks[n-1].text != ":" && !(p.toks[0].upper && comma && p.toks[n-1].capital) {
		return false
	}
	for k := range p.toks[:n-1] {
		if t := &p.toks[k]; !t.capital && t.text != "," {
			return false
		}
	}
	for _, q := range rd.paras[:i] {
		if q.Role == RoleBody {
			return false
		}
	}
	next := &rd.paras[i+1]
	return next.isLong() && next.toks[0].kind != tokMark && next.toks[0].capital
}

// datelineOf reads the dateline of one paragraph; loose allows one without a date or an agency.
func (pg *page) datelineOf(p *paragraph, loose bool) bool {
	rd, toks := pg.rd, p.toks
	open := 0
	if len(toks) > 4 && toks[0].text == "(" && toks[1].upper { // "(NEW YORK) --"
		open = 1
	}
	j := open
	for j < len(toks) && j < 6 && (toks[j].word() && toks[j].capital && !toks[j].digit || toks[j].text == "/" && j > 0 && j+1 < len(toks) && toks[j+1].capital) {
		j++
	}
	if j == open || toks[j-1].text == "/" {
		return false
	}
	place := Span{toks[open].start, toks[j-1].end}
	upper := toks[open].upper
	var wire Fact
	dated, comma := false, false
	end := -1
	for k := j; k < len(toks) && k < j+14 && end < 0; k++ {
		t := &toks[k]
		if t.word() && !t.digit && (pg.monthName(t.low) || rd.lx.en.weekdays[t.low] != "") {
			dated = true
		}
		comma = comma || t.text == "," && k == j && k+1 < len(toks) && toks[k+1].capital
		if toks[k-1].text == "(" || toks[k-1].text == "/" && k-1 >= j {
			if agency, e := rd.agencyAt(toks, k); e > k && e < len(toks) && (toks[e].text == ")" || toks[e].text == "/") {
				wire = Fact{agency, "named in the dateline", Span{t.start, toks[e-1].end}}
			}
		}
		switch {
		case t.text == "/" && wire.Value != "" && t.start >= wire.Span.End && k+1 < len(toks) && toks[k+1].text == ".": // "October 31. /TASS/."
			end = k + 2
		case t.text == ":" && (wire.Value != "" || upper && loose && (comma || rd.isPlace(toks[open:j]) && k == j)):
			end = k + 1
		case isDash(t.text):
			spaced := k+1 < len(toks) && toks[k+1].start > t.end
			if agency, e := rd.agencyAt(toks, k+1); wire.Value == "" && e < len(toks) && toks[e].text == "." && pageWordsOnce().wires[strings.ToLower(rd.slice(Span{toks[min(k+1, e)].start, toks[e-1].end}))] != "" {
				wire = Fact{agency, "named in the dateline", Span{toks[k+1].start, toks[e-1].end}} // "МОСКВА, 2 дек - РИА Новости."
				end = e + 1
				continue
			}
			if wire.Value == "" && (!spaced && t.text == "-" || !(upper && (loose || dated)) && !(dated && loose && k > j)) {
				return false
			}
			if wire.Value == "" && k == j && len(toks[open].text) < 3 {
				return false
			}
			end = k + 1
		case endsSentence(t) && k+1 < len(toks) && !isDash(toks[k+1].text) && toks[k+1].text != "/", t.kind == tokMark, t.text == ":":
			return false
		}
	}
	if end < 0 {
		return false
	}
	ground := "before the dash at the head of the text"
	if toks[end-1].text == ":" {
		ground = "before the colon at the head of the text"
	}
	rd.art.Dateline = Fact{titleCase(rd.slice(place)), ground, place}
	if wire.Value != "" {
		rd.art.Wire = wire
	}
	p.units = append(p.units, unit{0, end}) // splitUnits goes on from here
	return true
}

func (pg *page) monthName(w string) bool {
	for _, pw := range pg.words {
		if pw.months[w] > 0 {
			return true
		}
	}
	return false
}

// agencyAt reads the name of an agency from token k on: a known one of up to three words, or capitals.
func (rd *reader) agencyAt(toks []token, k int) (string, int) {
	for e := min(k+4, len(toks)); e > k; e-- {
		if a, ok := pageWordsOnce().wires[strings.ToLower(rd.slice(Span{toks[k].start, toks[e-1].end}))]; ok {
			return a, e
		}
	}
	if k < len(toks) && toks[k].upper {
		return toks[k].text, k + 1
	}
	return "", k
}

func titleCase(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	up := true
	return strings.Map(func(r rune) rune {
		if up {
			up = false
			return r
		}
		if r == ' ' || r == '-' || r == '/' || r == '\'' || r == '’' {
			up = true
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// findWire takes the agency from "Source: Reuters", from a line of its own, from the line of rights.
func (pg *page) findWire() {
	rd := pg.rd
	px := pageWordsOnce()
	for i := range pg.lines {
		l := &pg.lines[i]
		if l.words > 40 {
			continue
		}
		if rd.art.Wire.Value == "" && l.p.Role != RoleBody && l.p.Role != RoleTitle && l.p.Role != RoleCredit {
			if a := px.wires[l.key]; a != "" && i > pg.title && l.p.Role != RoleOutlet {
				rd.art.Wire = Fact{a, "line of its own", rd.trimmed(l.p.Span)}
				continue
			}
		}
		if rd.art.Wire.Value == "" && l.words <= 8 && !l.long && l.p.Role != RoleTitle {
			if rest, ok := pg.starts("source", l.low); ok && strings.HasPrefix(strings.TrimSpace(rest), ":") {
				name := strings.Trim(rest, " :.,")
				if a := px.wires[name]; a != "" {
					rd.art.Wire = Fact{a, "named as the source", rd.trimmed(l.p.Span)}
					if l.p.Role == RoleBody || l.p.Role == RoleHeading {
						pg.set(i, RoleBoilerplate)
					}
				}
			}
		}
		if l.p.Role == RoleBoilerplate && (strings.HasPrefix(l.low, "copyright") || strings.HasPrefix(l.low, "©")) {
			pg.takeRights(l)
		}
	}
}

// takeRights takes the outlet from "© 2024 The Valley Times Company"; of an agency it is the agency.
func (pg *page) takeRights(l *line) {
	rd := pg.rd
	toks := l.p.toks
	for k := range toks {
		if !isYear(&toks[k]) {
			continue
		}
		for e := min(len(toks), k+7); e > k+1; e-- {
			low := joinLow(toks[k+1 : e])
			s := Span{toks[k+1].start, toks[e-1].end}
			if a := pageWordsOnce().wires[low]; a != "" {
				if rd.art.Wire.Value == "" {
					rd.art.Wire = Fact{a, "named in the line of rights", s}
				}
				return
			}
			if rd.art.Outlet.Value == "" && rd.o.Outlet == "" && rd.outletLike(toks[k+1:e], pg.words) {
				rd.art.Outlet = Fact{rd.slice(s), "named in the line of rights", s}
				return
			}
		}
		return
	}
}

// findPublished dates the article: what the analyst gave goes before what stands in the text, "published" before a bare
// date, and that before "updated".
func (pg *page) findPublished() {
	rd := pg.rd
	if !rd.o.Published.IsZero() {
		rd.anchor = rd.o.Published
		rd.art.Published = Date{Time: rd.o.Published, Precision: PrecisionDay, Reason: "given"}
		return
	}
	best, bestRank := -1, 0
	for k, s := range pg.stamps {
		role := pg.lines[pg.stampLine[k]].p.Role
		if role != RolePublished && role != RoleByline {
			continue
		}
		rank := 3
		switch {
		case s.updated:
			rank = 1
		case s.labeled:
			rank = 4
		case pg.stampLine[k] > pg.last && pg.last >= 0:
			rank = 2
		}
		if rank > bestRank {
			best, bestRank = k, rank
		}
	}
	if best < 0 {
		return
	}
	d := pg.stamps[best].date
	ground := map[int]string{1: "line with “updated”; none says when it was published", 2: "date below the text", 3: "line of its own with a date", 4: "line that says when it was published"}[bestRank]
	d.Reason = ground + "; " + d.Reason
	rd.art.Published = d
	rd.anchor = d.Time
}
