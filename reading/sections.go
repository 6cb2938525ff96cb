package reading

import "strings"

// markSections settles lists of other headlines, readers' comments and notes on the author. All of them stand below the
// first line of running text; above it such words are buttons.
func (pg *page) markSections() {
	all := 0
	for i := range pg.lines {
		if pg.lines[i].long && !pg.lines[i].done {
			all++
		}
	}
	longs := 0
	for i := 0; i < len(pg.lines); i++ {
		l := &pg.lines[i]
		if l.long && !l.done {
			longs++
			continue
		}
		below := all - longs
		if longs == 0 || l.words > 8 {
			continue
		}
		switch {
		case pg.has("opencomments", l.key) && pg.openEnded(i, longs, below), pg.has("comments", l.key) && longs > 1 && pg.commentsFollow(i, below):
			for k := i; k < len(pg.lines); k++ {
				pg.set(k, RoleBoilerplate)
			}
			return
		case pg.has("related", l.key):
			pg.set(i, RoleBoilerplate)
			i = pg.markList(i) - 1
		case pg.has("author", l.key):
			pg.markAuthor(i, longs)
		}
	}
}

// openEnded says whether a form for comments is the end of the article: hardly any running text follows, or signs of
// comments do.
func (pg *page) openEnded(i, before, after int) bool {
	return after == 0 || after < 3 && before > 3 || pg.commentSigns(i) > 0
}

// commentsFollow says whether readers' comments stand below a line like "12 comments". On many pages it is a button
// among others, with the article going on below it.
func (pg *page) commentsFollow(i, after int) bool {
	signs := pg.commentSigns(i)
	if signs > 1 {
		return true
	}
	button := func(k int) bool {
		return k >= 0 && k < len(pg.lines) && pg.lines[k].done && pg.lines[k].words <= 4 && pg.lines[k].p.Role == RoleBoilerplate
	}
	if button(i-1) || button(i+1) {
		return false
	}
	return signs > 0 || after < 4
}

// commentSigns counts lines near the heading that only comments have: "Reply", a name that "says:", a time.
func (pg *page) commentSigns(i int) int {
	n := 0
	for k := i + 1; k < len(pg.lines) && k <= i+14; k++ {
		l := &pg.lines[k]
		switch {
		case l.words <= 3 && (strings.HasPrefix(l.key, "reply") || l.key == "report" || l.key == "report comment"), l.key == "like", l.key == "0 likes", l.key == "flag", l.key == "upvote", l.key == "permalink", strings.HasPrefix(l.key, "sort by"):
			n++
		case l.words <= 6 && (strings.HasSuffix(l.key, " says") || strings.HasSuffix(l.key, " said")) && l.ends:
			n++
		case l.done && l.p.Role == RolePublished && k > i+1:
			n++
		}
	}
	return n
}

// markList takes the headlines under a heading like "Related stories": short lines without a full stop. A list without
// blank lines ends at the first one, so that the sub-heading below it is left alone. It gives
// the first line after the list.
func (pg *page) markList(i int) (end int) {
	close := 0 // items without a blank line between them
	for k := i + 1; k < len(pg.lines); k++ {
		l := &pg.lines[k]
		if !l.done && (l.ends && !l.p.asks() && l.words > 1 || l.long && !(l.p.asks() && l.words <= 16 && !l.p.hasPair()) || l.words > 24 || l.p.introduces() && l.words > 3) {
			return k
		}
		if k > i+1 && !l.p.blank {
			close++
		}
		if close > 0 && l.p.blank && k > i+2 && !l.done && pg.textWithin(k, 3) {
			return k
		}
		if l.done && (pg.has("comments", l.key) || pg.has("opencomments", l.key)) {
			return k
		}
		if l.done && l.p.Role == RoleByline && pg.credits(l) {
			return k
		}
		pg.set(k, RoleBoilerplate)
	}
	return len(pg.lines)
}

// textWithin says whether running text stands in the next n lines.
func (pg *page) textWithin(k, n int) bool {
	for j := k + 1; j < len(pg.lines) && j <= k+n; j++ {
		if pg.lines[j].long && !pg.lines[j].done {
			return true
		}
	}
	return false
}

// markAuthor takes the note below "About the author".
func (pg *page) markAuthor(i, longs int) {
	if i+1 >= len(pg.lines) {
		return
	}
	next := &pg.lines[i+1]
	if next.long && !next.done {
		if longs > 1 && !next.reported && !next.p.hasPair() && strings.HasPrefix(pg.lines[i].key, "a") && strings.Contains(pg.lines[i].key, " ") {
			pg.set(i, RoleBoilerplate)
			pg.set(i+1, RoleBoilerplate)
		}
		return
	}
	if !next.done && len(next.p.toks) <= 5 && allCapital(next.p.toks) {
		pg.set(i, RoleBoilerplate)
		if pg.rd.art.Byline.Value == "" {
			pg.takeByline(next.p, 0, "below “"+strings.TrimSpace(pg.rd.slice(pg.lines[i].p.Span))+"”")
			pg.set(i+1, RoleByline)
			return
		}
		pg.set(i+1, RoleBoilerplate)
	}
}
