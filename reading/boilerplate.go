package reading

import "strings"

// markLetter reads the head of a letter: From, To, Date, Subject.
func (pg *page) markLetter() {
	rd := pg.rd
	heads, subject := 0, -1
	var marked []int
	for i := range pg.lines[:min(8, len(pg.lines))] {
		l := &pg.lines[i]
		if rest, ok := pg.starts("mail", l.low); ok && strings.HasPrefix(rest, ":") && l.words < 40 {
			heads++
			marked = append(marked, i)
			continue
		}
		if rest, ok := pg.starts("subject", l.low); ok && strings.HasPrefix(rest, ":") && l.words < 40 {
			heads++
			subject = i
		}
	}
	if heads < 2 {
		return
	}
	for _, i := range marked {
		if stamps, _, _, _ := rd.stampLine(pg.lines[i].p.Span, pg.words); len(stamps) > 0 {
			pg.keepStamps(i, stamps)
			pg.set(i, RolePublished)
			continue
		}
		pg.set(i, RoleBoilerplate)
	}
	if subject < 0 {
		return
	}
	p := pg.lines[subject].p
	pg.set(subject, RoleTitle)
	pg.title = subject
	for k := range p.toks {
		if p.toks[k].text == ":" && k+1 < len(p.toks) {
			s := rd.trimmed(Span{p.toks[k].end, p.End})
			rd.art.Title = Fact{rd.slice(s), "subject of the letter", s}
			return
		}
	}
}

// markLines settles the lines that tell what they are by themselves.
func (pg *page) markLines() {
	known := pg.rd.capitals()
	for i := range pg.lines {
		l := &pg.lines[i]
		switch {
		case l.done:
		case i <= 40 && l.glued(known) && pg.textWithin(i, 12):
			pg.set(i, RoleCredit)
		case pg.moreAuthors(i):
			pg.set(i, RoleByline)
		case pg.publishedLine(i):
			pg.set(i, RolePublished)
		case !hasLetter(l.low), pg.rd.isURL(l.p):
			pg.set(i, RoleBoilerplate)
		case pg.bylineLine(i):
			pg.set(i, RoleByline)
		case strings.HasPrefix(l.low, "©") && strings.Contains(l.low, "/") && !hasDigit(l.low) && l.words <= 8:
			pg.set(i, RoleCredit)
		case pg.captionLabel(l):
			pg.set(i, RoleCaption)
		case pg.creditLine(l):
			pg.set(i, RoleCredit)
		case pg.isBoilerplate(l):
			pg.set(i, RoleBoilerplate)
		}
	}
}

func (pg *page) isBoilerplate(l *line) bool {
	stop := strings.HasSuffix(l.low, ".") && !strings.HasSuffix(l.low, "..") // "Yes." is an answer
	if pg.has("opencomments", l.key) {
		return true
	}
	if l.words <= 12 && (!stop || l.words > 2) && pg.has("line", l.key) {
		return true
	}
	if l.words > 1 && l.words <= 14 && !l.ends && pg.allButtons(l) {
		return true
	}
	quoted := l.p.hasPair() && l.long
	if rest, ok := pg.starts("start", l.zero); ok && !l.reported && !quoted && !(l.urged && l.ends && pg.call(l)) {
		return rest == "" || !l.p.opened
	}
	if len(l.p.toks) > 60 || l.reported && (l.long || quoted) {
		return false
	}
	if rest, ok := pg.starts("label", l.low); ok && labelEnds(rest) && l.words <= 30 {
		return true
	}
	if _, ok := pg.starts("short", l.zero); ok && l.words <= 9 && (!l.ends || l.p.asks()) {
		return true
	}
	if strings.Count(l.low, "|") >= 2 && shortParts(l.low, "|") || (strings.Count(l.low, ">") >= 2 || strings.Count(l.low, "›") >= 2 || strings.Count(l.low, "»") >= 2 && !strings.Contains(l.low, "«")) && len(l.p.toks) < 20 && !l.ends {
		return true
	}
	if quoted || l.reported {
		return false
	}
	for _, w := range pg.words {
		for _, h := range w.holds {
			if at := strings.Index(l.zero, h); at >= 0 && separate(h, l.zero[at+len(h):]) && (l.words <= 14 || !strings.HasSuffix(h, " read")) {
				return true
			}
		}
	}
	return false
}

// call says whether a line begins with a call that could as well be made by somebody in the story: "Sign up to the …".
func (pg *page) call(l *line) bool {
	switch firstWord(l.low) {
	case "sign", "subscribe", "join", "support", "follow", "click", "make", "find", "help", "try", "keep", "stay", "create", "start", "get", "donate", "enter":
		return true
	}
	return false
}

// allButtons says whether each word of a line is one that stands alone on pages: "Facebook Twitter Email".
func (pg *page) allButtons(l *line) bool {
	if parts := strings.FieldsFunc(strings.ReplaceAll(strings.TrimSpace(pg.rd.slice(l.p.Span)), "  ", "\t"), func(r rune) bool { return strings.ContainsRune("\t·•|", r) }); len(parts) > 1 {
		known := 0
		for _, part := range parts {
			switch key := bareKey(part); {
			case pg.has("line", key):
				known++
			case strings.Count(key, " ") > 2:
				return false
			}
		}
		if known > 1 && known*2 >= len(parts) {
			return true
		}
	}
	n := 0
	for k := range l.p.toks {
		if t := &l.p.toks[k]; t.word() {
			n++
			if !t.capital || !pg.has("line", t.low) {
				return false
			}
		}
	}
	return n > 1
}

// labelEnds says whether a mark follows a label: "related: …", "also read | …", "more — …".
func labelEnds(rest string) bool {
	for _, m := range []string{":", " :", "|", " |", " - ", " – ", " — ", ">", " >", " »", "»", " ›", " ►", " ▶", " →", "..."} {
		if strings.HasPrefix(rest, m) {
			return true
		}
	}
	return false
}

// shortParts says whether every part of a line between bars has at most three words.
func shortParts(low, sep string) bool {
	for part := range strings.SplitSeq(low, sep) {
		if len(strings.Fields(part)) > 3 {
			return false
		}
	}
	return true
}

// markTail settles what is left below the last line of running text: tags, menus, headlines.
func (pg *page) markTail() {
	pg.markBio()
	if pg.last < 0 {
		return
	}
	n := 0
	for i := pg.last + 1; i < len(pg.lines); i++ {
		if l := &pg.lines[i]; !l.done && !l.ends {
			n++
		}
	}
	if at := pg.last + 1; n > 0 && n <= 3 && at < len(pg.lines) && !pg.lines[at].done {
		if p := pg.lines[at].p; len(p.toks) < 5 && allCapital(p.toks) && pg.firstName(p, author{0, len(p.toks), len(p.toks)}) {
			return // signed
		}
	}
	for i := pg.last + 1; i < len(pg.lines); i++ {
		l := &pg.lines[i]
		if l.done || l.ends || l.bullet && (l.words > 4 || pg.lines[i-1].p.Role != RoleBoilerplate) || l.p.hasPair() || i > 0 && pg.lines[i-1].p.introduces() && pg.lines[i-1].p.Role != RoleBoilerplate {
			continue
		}
		if n == 1 && l.words > 6 && !titleCased(l.p.toks) {
			continue // a sentence that was cut off in copying
		}
		pg.set(i, RoleBoilerplate)
	}
}

// markBio takes a note like "Jane Roe covers the courts" at the head or the end of the page.
func (pg *page) markBio() {
	if pg.rd.art.Byline.Value == "" {
		return
	}
	below := 0
	for i := len(pg.lines) - 1; i >= 0; i-- {
		l := &pg.lines[i]
		if i >= pg.headEnd+2 && below > 1 {
			i = pg.headEnd + 2
			continue
		}
		if l.done && l.p.Role != RoleSubtitle {
			continue
		}
		if pg.isBio(l) {
			if i < pg.headEnd+2 {
				pg.set(i, RoleByline)
			} else {
				pg.set(i, RoleBoilerplate)
			}
			continue
		}
		if l.long {
			below++
		}
	}
	pg.last = -1
	for i := range pg.lines {
		if pg.lines[i].long && !pg.lines[i].done {
			pg.last = i
		}
	}
}

// isBio says whether a line tells who the author is: the author's name, then "covers", "is a", "has reported".
func (pg *page) isBio(l *line) bool {
	by := strings.ToLower(pg.rd.art.Byline.Value)
	if by == "" || l.words > 60 || l.p.hasPair() {
		return false
	}
	for name := range strings.SplitSeq(by, " and ") {
		if rest, ok := strings.CutPrefix(l.low, name+" "); ok && name != "" {
			if _, bio := pg.starts("bio", rest); bio {
				return true
			}
		}
	}
	return false
}

// titleCased says whether most words of a line have a capital.
func titleCased(toks []token) bool {
	caps, n := 0, 0
	for i := range toks {
		if toks[i].word() && len(toks[i].text) > 3 {
			n++
			if toks[i].capital {
				caps++
			}
		}
	}
	return n > 0 && caps*4 >= n*3
}
