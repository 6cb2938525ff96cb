package reading

import (
	"strings"
	"unicode"
)

// page is a text in which the roles of the lines are being found.
type page struct {
	rd        *reader
	words     []*pageWords
	lines     []line
	first     int // first line of running text, or -1
	last      int // last line of running text, or -1
	title     int // the line that is the title, or -1
	headEnd   int // the lines before this one are the head of the page: title, author, date
	stamps    []stamp
	stampLine []int // the line that each stamp stands in
}

// line is what a paragraph looks like.
type line struct {
	p        *paragraph
	low      string // lower case, without bullets before it; of a long paragraph only the beginning
	zero     string // the same with every number as 0
	key      string // the same without marks at the end
	words    int
	long     bool // running text: ends as a sentence and has some words, or is long anyway
	ends     bool // ends as a sentence or in a colon or comma
	bullet   bool
	table    bool // has a tab: cells of a table
	reported bool // "said", "told": somebody's words are in it
	urged    bool // the same, or "warned", "wrote": no call to the reader, even where it begins like one
	done     bool // its role is settled
	bare     bool // settled as a date or a line of time alone
}

// beginning is how much of a long paragraph is compared with the lists, in code points.
const beginning = 320

// layOut gives each paragraph its role and takes the facts of the article from the lines around the body.
func (rd *reader) layOut() {
	pg := &page{rd: rd, words: rd.pageWords(), first: -1, last: -1, title: -1}
	pg.look()
	if len(pg.lines) > 1 {
		pg.markLetter()
		pg.markLines()
		pg.markSections()
		pg.findBody()
		pg.findTitle()
		pg.markHead()
		pg.markBody()
		pg.markTail()
	}
	rd.gluedCaption()
	pg.takeFacts()
	rd.local = wordSet{}
	for _, s := range []string{rd.art.Outlet.Value, rd.o.Outlet, rd.art.Wire.Value} {
		if s != "" {
			rd.local[strings.ToLower(s)] = true
			rd.local[strings.TrimPrefix(strings.ToLower(s), "the ")] = true
		}
	}
}

// look measures every line.
func (pg *page) look() {
	rd := pg.rd
	pg.lines = make([]line, len(rd.paras))
	for i := range rd.paras {
		p := &rd.paras[i]
		s := p.Span
		if s.End-s.Start > beginning {
			s.End = s.Start + beginning
		}
		text := rd.slice(s)
		l := &pg.lines[i]
		*l = line{p: p, low: keyOf(text, false), zero: keyOf(text, true), key: bareKey(text), long: p.isLong(), ends: p.endsLikeText()}
		for k := range p.toks {
			if p.toks[k].word() {
				l.words++
			}
			switch p.toks[k].low {
			case "said", "told", "says", "asked", "replied":
				l.reported, l.urged = true, true
			case "warned", "added", "argued", "insisted", "urged", "wrote", "declared", "claimed", "announced", "explained", "stated", "noted", "shouted", "begged", "promised", "threatened", "was", "were", "had":
				l.urged = true
			}
		}
		l.long = l.long || len(p.toks) >= 8 && p.endsBeforeBracket()
		if l.long && l.words <= 18 && !p.hasPair() && p.asks() && oneSentence(p.toks) {
			l.long = false // a question: a headline or a sub-heading as well as text
		}
		l.table = strings.Contains(strings.TrimSpace(text), "\t")
		l.bullet = strings.ContainsRune("•·▪●◦‣*-–—>", firstRune(strings.TrimSpace(text)))
	}
}

// set settles the role of a line.
func (pg *page) set(i int, r Role) {
	pg.lines[i].p.Role, pg.lines[i].done = r, true
}

// has says whether an entry of a section is the whole line.
func (pg *page) has(section, s string) bool { return inSection(pg.words, section, s) }

// starts gives what follows the entry of a section that a line begins with.
func (pg *page) starts(section, low string) (rest string, ok bool) {
	for _, w := range pg.words {
		if r, found := w.begins[section].match(low); found && (!ok || len(r) < len(rest)) {
			rest, ok = r, true
		}
	}
	return rest, ok
}

func (rd *reader) slice(s Span) string {
	if s.Empty() || s.End > len(rd.runes) {
		return ""
	}
	return string(rd.runes[s.Start:s.End])
}

func (p *paragraph) endsLikeText() bool {
	for i := len(p.toks) - 1; i >= 0; i-- {
		t := &p.toks[i]
		if t.kind == tokMark || t.text == ")" {
			continue
		}
		return endsSentence(t) || t.text == ":" || t.text == "," || strings.HasSuffix(t.text, ".")
	}
	return false
}

// endsBeforeBracket says whether a sentence ends before the bracket that ends a line: "… she said. (Reporting by …)".
func (p *paragraph) endsBeforeBracket() bool {
	n := len(p.toks)
	if p.toks[n-1].text != ")" {
		return false
	}
	for i := n - 2; i > 0 && i > n-30; i-- {
		if p.toks[i].text == "(" {
			return endsSentence(&p.toks[i-1]) || p.toks[i-1].kind == tokMark && i > 1 && endsSentence(&p.toks[i-2])
		}
	}
	return false
}

// introduces says whether a line ends in a colon or a comma, so that the next line is what it introduces.
func (p *paragraph) introduces() bool {
	last := p.toks[len(p.toks)-1].text
	return last == ":" || last == ","
}

// isLong says whether a line is running text: it ends as a sentence and has some words, or is long anyway.
func (p *paragraph) isLong() bool {
	n := len(p.toks)
	if n > 40 {
		return true
	}
	if p.hasPair() && n > 6 && p.endsLikeText() {
		return true
	}
	return n >= 8 && p.endsLikeText()
}

func (p *paragraph) hasPair() bool { return len(p.pairs) > 0 }

// asks says whether a line ends in a question mark.
func (p *paragraph) asks() bool {
	for i := len(p.toks) - 1; i >= 0; i-- {
		if p.toks[i].kind != tokMark {
			return p.toks[i].text == "?" || p.toks[i].text == "؟"
		}
	}
	return false
}

// oneSentence says whether no sentence ends before the end of a line.
func oneSentence(toks []token) bool {
	for i := 0; i+1 < len(toks); i++ {
		if endsSentence(&toks[i]) {
			return false
		}
	}
	return true
}

func allCapital(toks []token) bool {
	for i := range toks {
		if !toks[i].capital {
			return false
		}
	}
	return true
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// findBody finds where the running text begins and ends, and how far the head of the page reaches: a line that reads
// like text but has the author or the date below it is a sub-headline.
func (pg *page) findBody() {
	for i := range pg.lines {
		if l := &pg.lines[i]; l.long && !l.done {
			if pg.first < 0 {
				pg.first = i
			}
			pg.last = i
		}
	}
	pg.headEnd = max(pg.first, 0)
	if pg.first < 0 {
		return
	}
	above := false // something that can be a title stands above
	for i := range pg.first {
		above = above || !pg.lines[i].done && pg.lines[i].words > 1
	}
	dated := false // a date stands above already: another one below is a sub-heading of a chronicle
	for i := range pg.first {
		dated = dated || pg.lines[i].p.Role == RolePublished
	}
	longs := 0
	for i := pg.first; above && i < len(pg.lines) && i < pg.first+12; i++ {
		l := &pg.lines[i]
		if l.done && (l.p.Role == RoleByline || l.p.Role == RolePublished && !(l.bare && dated)) && i > pg.first && i < pg.last {
			pg.headEnd = i + 1
			continue
		}
		if l.done || !l.long || pg.captionCredit(i) || pg.isBio(l) {
			continue
		}
		if longs++; longs > 1 || l.words > 45 || l.p.opened {
			return
		}
	}
}
