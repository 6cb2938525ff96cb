package reading

import (
	"strings"
	"unicode"
)

// publishedLine: "Published 31 October 2024 10:02 GMT", "Updated 2 hours ago", a line that is nothing but a date.
func (pg *page) publishedLine(i int) bool {
	l := &pg.lines[i]
	if l.words > 40 || l.p.hasPair() || l.reported {
		return false
	}
	stamps, labels, others, relative := pg.rd.stampLine(l.p.Span, pg.words)
	months := 0
	for k := range l.p.toks {
		for _, w := range pg.words {
			if w.months[l.p.toks[k].low] > 0 {
				months++
				break
			}
		}
	}
	if len(stamps) == 0 {
		others -= min(others, months)
	}
	switch {
	case len(stamps) > 0 && others > 0 && others <= 5 && i < 8 && !l.ends && !pg.labelFirst(l) && pg.authorAndDay(l, stamps):
	case labels > 0 && (len(stamps) > 0 || relative || months > 0 && hasDigit(l.low)):
		if others > 6 || l.ends && others > 1 || !pg.labelFirst(l) && others > 0 {
			return false
		}
	case labels > 0 && others == 0 && hasDigit(l.low) && !l.ends && pg.labelFirst(l) && strings.Contains(l.zero, "0:0"):
	case len(stamps) > 0:
		if others > 0 && (others > 3 && (others > 4 || !strings.Contains(l.low, "|")) || stamps[0].date.Precision != PrecisionMinute || l.ends || pg.lines[i].words > 14) {
			return false
		}
		l.bare = true
	case relative:
		if others > 0 || l.words > 6 || l.ends {
			return false
		}
		l.bare = true
	case months > 0 && hasDigit(l.low) && others == 0 && l.words <= 4 && !l.ends:
		l.bare = true // a date without its year, or weekday and day
	default:
		return false
	}
	pg.keepStamps(i, stamps)
	return true
}

// authorAndDay reads "Jane Roe, Geneva 05.03.2014 / World": names around a date, with a mark between them.
func (pg *page) authorAndDay(l *line, stamps []stamp) bool {
	s := stamps[0]
	marks := false
	for k := range l.p.toks {
		t := &l.p.toks[k]
		inside := false
		for _, x := range stamps {
			inside = inside || t.start >= x.date.Span.Start && t.end <= x.date.Span.End
		}
		if inside {
			continue
		}
		switch {
		case t.word() && !t.capital && !t.digit && !inSection(pg.words, "published", t.low) && !inSection(pg.words, "in", t.low):
			return false
		case t.text == "|" || t.text == "/" || t.text == "·" || t.text == "•" || t.text == "," || isDash(t.text):
			marks = true
		}
	}
	if !marks {
		return false
	}
	if names := pg.names(l.p, 0); len(names) > 0 && names[0].b < len(l.p.toks) && names[0].b-names[0].a < 4 && (pg.firstName(l.p, names[0]) || pg.placed(l.p, names[0], s)) {
		pg.takeByline(&paragraph{toks: l.p.toks[:names[0].b]}, 0, "name beside the date")
	}
	return true
}

// placed says whether a place stands between a name of two words and the date: "Marko Engel, Halmar 05.03.2014".
func (pg *page) placed(p *paragraph, a author, s stamp) bool {
	if a.b-a.a < 2 || a.b+1 >= len(p.toks) || p.toks[a.b].text != "," || pg.rd.outletLike(p.toks[a.a:a.b], pg.words) {
		return false
	}
	t := &p.toks[a.b+1]
	return t.capital && t.end < s.date.Span.Start
}

// labelFirst says whether a line begins with a word like "published".
func (pg *page) labelFirst(l *line) bool {
	_, p := pg.starts("published", l.low)
	_, u := pg.starts("updated", l.low)
	return p || u
}

func (pg *page) keepStamps(i int, stamps []stamp) {
	for _, s := range stamps {
		pg.stamps = append(pg.stamps, s)
		pg.stampLine = append(pg.stampLine, i)
	}
}

// markHead settles what is left above the text: outlet, menus, sub-headline, captions, author.
func (pg *page) markHead() {
	rd := pg.rd
	if pg.title < 0 {
		for i := range pg.lines[:pg.headEnd] {
			if l := &pg.lines[i]; !l.done && pg.first > 0 && l.words <= 6 && rd.isOutletLine(l.p, pg.words) {
				pg.takeOutletLine(i)
			}
		}
		return
	}
	about := pg.bodyWords()
	title := pg.lines[pg.title]
	for k := range title.p.toks {
		about[title.p.toks[k].low] = true
	}
	subtitle, points := false, false
	for i := range pg.lines[:pg.headEnd] {
		l := &pg.lines[i]
		if l.done {
			continue
		}
		toks := l.p.toks
		if i < pg.title {
			switch {
			case l.key == title.key:
				pg.set(i, RoleTitle)
			case rd.isOutletLine(l.p, pg.words):
				pg.takeOutletLine(i)
			case !l.long && !(l.ends && l.p.hasPair()) && !pg.sentence(i) && (!l.p.introduces() || l.words <= 3):
				pg.set(i, RoleBoilerplate)
			}
			continue
		}
		switch {
		case l.key == title.key:
			pg.set(i, RoleTitle)
		case pg.has("summary", l.key):
			pg.set(i, RoleHeading)
			points = true
		case rd.isOutletLine(l.p, pg.words) && !points:
			pg.takeOutletLine(i)
		case rd.repeatsTitle(l.p) && !strings.HasPrefix(title.key, l.key):
			pg.set(i, RoleCaption)
		case pg.bareAuthor(i, about):
			pg.set(i, RoleByline)
		case pg.postLine(i):
			pg.set(i, RoleByline)
		case pg.captionCredit(i) || describes(l):
			pg.set(i, RoleCaption)
		case points || l.bullet && len(toks) > 2:
			l.done = true // a main point: body
		case !l.long && l.words == 1 && !l.ends:
			pg.set(i, RoleBoilerplate)
		case !l.long && len(toks) <= 4 && allCapital(toks):
			pg.set(i, RoleCaption)
		case len(toks) > 3 && !l.p.introduces() && (!subtitle || !l.long) && !(l.long && l.p.hasPair() && l.p.quoteOpens(0)):
			pg.set(i, RoleSubtitle)
			subtitle = true
		}
	}
}

// moreAuthors: "and", and the name below it, under the line of an author.
func (pg *page) moreAuthors(i int) bool {
	if i < 1 || pg.lines[i-1].p.Role != RoleByline {
		return false
	}
	l := &pg.lines[i]
	if len(l.p.toks) == 1 && pg.joins(&l.p.toks[0]) {
		return true
	}
	return i > 1 && pg.joins(&pg.lines[i-1].p.toks[0]) && len(l.p.toks) < 5 && allCapital(l.p.toks)
}

// postLine: "Rivers correspondent, in Halmar" below the author's name.
func (pg *page) postLine(i int) bool {
	l := &pg.lines[i]
	if i == 0 || pg.lines[i-1].p.Role != RoleByline || l.words > 10 || l.ends {
		return false
	}
	for k := range l.p.toks {
		if inSection(pg.words, "post", l.p.toks[k].low) {
			return true
		}
	}
	return false
}

// creditFollows says whether the next line is a photographer's credit alone.
func (pg *page) creditFollows(i int) bool {
	if i+1 >= len(pg.lines) || pg.lines[i+1].p.Role != RoleCredit {
		return false
	}
	return pg.lines[i+1].words <= 14 && pg.lines[i].words <= 60
}

// captionCredit says whether the next line is a credit as it stands below a caption: in brackets, or the name alone.
func (pg *page) captionCredit(i int) bool {
	if !pg.creditFollows(i) {
		return false
	}
	low := pg.lines[i+1].low
	if pg.lines[i+1].words > 6 && !strings.HasPrefix(low, "(") && !strings.HasPrefix(low, "credit") || pg.lines[i].reported && !pg.lines[i].p.hasPair() && pg.lines[i].words > 25 {
		return false
	}
	if strings.HasPrefix(low, "(") || strings.HasPrefix(low, "credit") || strings.HasPrefix(low, "[") {
		return true
	}
	if strings.HasPrefix(low, "©") {
		return false
	}
	_, label := pg.starts("credit", low)
	return !label
}

// takeOutletLine settles the line of an outlet; an agency below the headline is whose text it is.
func (pg *page) takeOutletLine(i int) {
	rd := pg.rd
	s := rd.trimmed(pg.lines[i].p.Span)
	pg.set(i, RoleOutlet)
	if agency := pageWordsOnce().wires[strings.ToLower(rd.slice(s))]; agency != "" && i > pg.title && pg.title >= 0 {
		pg.set(i, RoleByline)
		if rd.art.Wire.Value == "" {
			rd.art.Wire = Fact{agency, "line of its own below the headline", s}
		}
		return
	}
	if rd.art.Outlet.Value == "" {
		rd.art.Outlet = Fact{rd.slice(s), "line of its own above the text", s}
	}
}

func (rd *reader) repeatsTitle(p *paragraph) bool {
	return rd.art.Title.Value != "" && strings.HasPrefix(rd.slice(p.Span), rd.art.Title.Value)
}

// markBody settles sub-headings and captions between lines of running text.
func (pg *page) markBody() {
	for i := pg.headEnd; i < len(pg.lines); i++ {
		l := &pg.lines[i]
		toks := l.p.toks
		if l.done {
			if l.bare && l.p.Role == RolePublished && i > pg.headEnd && i < pg.last { // a day in a chronicle
				pg.set(i, RoleHeading)
				if k := pg.first - 1; k >= 0 && pg.lines[k].bare && pg.lines[k].p.Role == RolePublished && len(pg.lines[i+1].p.toks) > 0 && pg.lines[i+1].long {
					pg.set(k, RoleHeading)
				}
			}
			continue
		}
		if i <= pg.headEnd+1 && i < pg.last && l.long && l.words <= 40 && pg.captionCredit(i) {
			pg.set(i, RoleCaption)
			continue
		}
		if l.long || i == pg.headEnd || i > pg.last || l.bullet && len(toks) > 2 {
			if l.long && l.words <= 40 && !l.reported && describes(l) && pg.creditFollows(i) {
				pg.set(i, RoleCaption)
			}
			continue
		}
		switch {
		case pg.has("summary", l.key):
			pg.set(i, RoleHeading)
		case pg.title >= 0 && len(toks) > 3 && l.key == pg.lines[pg.title].key:
			pg.set(i, RoleTitle)
		case !l.ends && pg.captionCredit(i):
			pg.set(i, RoleCaption)
		case l.p.introduces() || l.reported || l.table || pg.goesOn(i):
		case l.p.asks() && len(toks) <= 12 && !l.p.hasPair() && !strings.Contains(l.low, ":") && pg.between(i):
			pg.set(i, RoleHeading)
		case !l.ends && len(toks) <= 14 && (!l.p.hasPair() || len(toks) <= 12 && pg.between(i)) && !l.p.opened:
			pg.set(i, RoleHeading)
		}
	}
}

// goesOn says whether the next line begins with a small letter, so that a sentence was broken in two.
func (pg *page) goesOn(i int) bool {
	return i+1 < len(pg.lines) && !pg.lines[i+1].done && unicode.IsLower(firstRune(pg.lines[i+1].p.toks[0].text))
}

// between says whether a line stands between two lines of running text.
func (pg *page) between(i int) bool {
	k := i + 1
	for k < len(pg.lines) && pg.lines[k].done && pg.lines[k].p.Role != RoleHeading {
		k++
	}
	j := i - 1
	for j >= 0 && pg.lines[j].done && pg.lines[j].p.Role != RoleHeading {
		j--
	}
	return k < len(pg.lines) && j >= 0 && pg.lines[k].long && (pg.lines[j].long || pg.lines[j].done)
}
