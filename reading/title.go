package reading

import "strings"

// findTitle chooses among the lines above the text the one that is its headline: by its length, its words that come
// back in the text, its repetition, and the author, date or sub-headline below it.
func (pg *page) findTitle() {
	rd := pg.rd
	if rd.art.Title.Value != "" || pg.first < 0 {
		return // from the head of a letter; or nothing but short lines: none is taken for a title
	}
	body := pg.bodyWords()
	best, bestScore := -1, -1000
	for i := range pg.lines[:pg.headEnd] {
		l := &pg.lines[i]
		if best < 0 && i > 0 && pg.sentence(i-1) {
			return // the text has begun
		}
		if pg.sentence(i) && (l.p.hasPair() || len(l.p.toks) > 1 && l.p.toks[1].text == ":") {
			continue // spoken, or a line of a transcript
		}
		if l.done || len(l.p.toks) < 2 || len(l.p.toks) > 34 || l.words < 1 || l.long && l.words > 18 || i > pg.first || l.p.introduces() || l.bullet && len(l.p.toks) > 2 && pg.lines[0].p != l.p {
			continue
		}
		score := pg.titleScore(i, body, best < 0)
		if best >= 0 && bestScore >= 8 {
			score -= 5 // the headline stands before the sub-headline
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 || best == pg.first {
		return
	}
	pg.title = best
	pg.set(best, RoleTitle)
	pg.takeTitle(best)
}

// sentence says whether a line reads as a sentence of the text, a spoken one included, however short: “No.”
func (pg *page) sentence(i int) bool {
	l := &pg.lines[i]
	if l.done || !l.ends || l.p.introduces() {
		return false
	}
	if !l.p.hasPair() {
		return !l.p.asks()
	}
	q := l.p.pairs[0]
	return q.open == 0 && q.close == len(l.p.toks)-1 && !q.single && !pg.dateFollows(i)
}

// dateFollows says whether the author or the date stands in the next two lines.
func (pg *page) dateFollows(i int) bool {
	for k := i + 1; k < len(pg.lines) && k <= i+2; k++ {
		if r := pg.lines[k].p.Role; r == RoleByline || r == RolePublished {
			return true
		}
	}
	return false
}

func (pg *page) titleScore(i int, body wordSet, first bool) int {
	l := &pg.lines[i]
	toks := l.p.toks
	score := 0
	switch {
	case l.words >= 5 && l.words <= 20:
		score += 6
	case l.words >= 3:
		score += 3
	case l.words == 1:
		score -= 6
	}
	if first {
		score += 2
	}
	plain, known := 0, 0
	for k := range toks {
		t := &toks[k]
		if !t.word() {
			continue
		}
		if !t.capital && !t.digit {
			plain++
		}
		if len(t.low) > 3 && body[t.low] {
			known++
		}
	}
	if plain > 0 {
		score += 2
	}
	score += min(8, 2*known)
	if known == 0 {
		score -= 2
	}
	if l.p.asks() || l.p.hasPair() {
		score++
	}
	if l.long {
		score -= 3
	}
	if rd := pg.rd; rd.o.Title != "" && strings.EqualFold(strings.TrimSpace(rd.slice(l.p.Span)), strings.TrimSpace(rd.o.Title)) {
		score += 20
	}
	if pg.rd.isOutletLine(l.p, pg.words) {
		score -= 8
	}
	for k := i + 1; k < len(pg.lines) && k <= i+4; k++ {
		n := &pg.lines[k]
		if !n.done && n.key == l.key {
			score += 6
		} else if !n.done && strings.HasPrefix(n.key, l.key) {
			score += 2
		}
		if n.done && (n.p.Role == RoleByline || n.p.Role == RolePublished) {
			score += 3
			break
		}
		if !n.done && n.key != "" && n.key != l.key && strings.HasSuffix(l.key, n.key) && n.words > 3 {
			score -= 12 // "World|Headline", and the headline below it
		}
		if k == i+1 && n.long {
			score += 2
		}
	}
	menu := func(k int) bool {
		return k >= 0 && k < pg.headEnd && k != i && (pg.lines[k].words <= 2 && pg.lines[k].p.Role != RolePublished && pg.lines[k].p.Role != RoleByline && pg.lines[k].p.Role != RoleCredit)
	}
	if menu(i-1) && menu(i+1) {
		score -= 2
	}
	return score
}

// bodyWords are the words of the first lines of running text.
func (pg *page) bodyWords() wordSet {
	w := wordSet{}
	n := 0
	for i := pg.headEnd; i < len(pg.lines) && n < 600; i++ {
		l := &pg.lines[i]
		if l.done || !l.long {
			continue
		}
		for k := range l.p.toks {
			if n++; n > 900 {
				break
			}
			if t := &l.p.toks[k]; t.word() {
				w[t.low] = true
			}
		}
	}
	return w
}

// takeTitle makes the fact of the title's line: without an outlet's name behind a dash or a bar.
func (pg *page) takeTitle(i int) {
	rd := pg.rd
	p := pg.lines[i].p
	s := rd.trimmed(p.Span)
	ground := "line above the text, with words of it"
	switch {
	case i == 0:
		ground = "first line, no full stop, text follows"
	case i > 0 && i+1 < len(pg.lines) && pg.lines[i+1].p.Role == RoleByline:
		ground = "line above the author’s name"
	}
	for k := i + 1; k < pg.headEnd; k++ {
		if !pg.lines[k].done && pg.lines[k].key == pg.lines[i].key {
			ground = "line above the text that stands there twice"
		}
	}
	if cut, outlet, ok := pg.appended(p); ok {
		s = rd.trimmed(Span{p.Start, cut})
		ground += ", without what is behind the bar"
		if !outlet.Empty() && rd.art.Outlet.Value == "" {
			rd.art.Outlet = Fact{rd.slice(outlet), "behind the headline", outlet}
		}
	}
	rd.art.Title = Fact{rd.slice(s), ground, s}
}

// appended finds " - Outlet" and " | Section | Outlet" at the end of a headline: where the headline itself ends, and
// the outlet, if it is one.
func (pg *page) appended(p *paragraph) (cut int, outlet Span, ok bool) {
	rd := pg.rd
	toks := p.toks
	for k := len(toks) - 2; k > 1; k-- {
		t := &toks[k]
		if t.pair >= 0 {
			break
		}
		bar := t.text == "|" || t.text == "»" || t.text == "›"
		if !bar && !isDash(t.text) {
			continue
		}
		if toks[k-1].end == t.start || toks[k+1].start == t.end {
			continue // no blanks around it
		}
		name := toks[k+1:]
		for j := range name {
			if name[j].text == "|" || isDash(name[j].text) {
				name = name[:j]
				break
			}
		}
		if len(name) == 0 || len(name) > 6 {
			break
		}
		s := Span{name[0].start, name[len(name)-1].end}
		known := rd.outletLike(name, pg.words)
		if !known && (!bar || k < 4 || len(name) > 5) {
			continue
		}
		cut, ok = toks[k-1].end, true
		if known && outlet.Empty() {
			outlet = s
		}
	}
	return cut, outlet, ok
}

// trimmed is a span without white space at its ends.
func (rd *reader) trimmed(s Span) Span {
	for s.Start < s.End && (isSpace(rd.runes[s.Start]) || passable(rd.runes[s.Start])) {
		s.Start++
	}
	for s.End > s.Start && (isSpace(rd.runes[s.End-1]) || passable(rd.runes[s.End-1])) {
		s.End--
	}
	return s
}

// isOutletLine: a line that is a known outlet, the one that was given, or a capitalised name ending in a word like
// "Post" or "News Agency".
func (rd *reader) isOutletLine(p *paragraph, words []*pageWords) bool {
	if len(p.toks) > 6 {
		return false
	}
	low := keyOf(rd.slice(p.Span), false)
	if rd.lx.en.outlets[low] || rd.o.Outlet != "" && low == strings.ToLower(rd.o.Outlet) {
		return true
	}
	return rd.outletLike(p.toks, words)
}

// outletLike says whether words are the name of an outlet: a known one, or capitalised ones the last of which is such
// a word.
func (rd *reader) outletLike(toks []token, words []*pageWords) bool {
	if len(toks) == 0 || len(toks) > 6 {
		return false
	}
	if low := joinLow(toks); rd.lx.en.outlets[low] {
		return true
	}
	caps := 0
	for i := range toks {
		if !toks[i].capital && !rd.lx.en.preps[toks[i].low] && !toks[i].is("the") && !toks[i].is("'s") && !toks[i].is("’s") {
			return false
		}
		if toks[i].capital && !toks[i].is("the") {
			caps++
		}
	}
	last := &toks[len(toks)-1]
	if !last.capital || strings.HasPrefix(joinLow(toks), "breaking") {
		return false
	}
	switch last.low {
	case "world", "breaking", "latest", "local", "top":
		return false
	}
	if caps < 2 || rd.newsSection(toks) {
		return false
	}
	return inSection(words, "outlet", last.low)
}

// newsSection: "World News", "Local News", "Latest News" are parts of a page.
func (rd *reader) newsSection(toks []token) bool {
	if len(toks) != 2 {
		return false
	}
	switch toks[1].low {
	case "news", "today", "weekly", "daily", "media", "wire", "review", "record", "radio", "tv":
	default:
		return false
	}
	switch toks[0].low {
	case "world", "local", "latest", "breaking", "top", "us", "uk", "business", "sports", "political", "politics", "international", "national", "regional", "more", "related", "all", "our", "live", "on", "watch", "health",
		"tech", "technology", "science", "entertainment", "the", "recent", "other", "good", "bad", "great", "big", "fake", "this":
		return true
	}
	return false
}
