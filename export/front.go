package export

import (
	"fmt"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	bottomLineWords = 60
	contentsLine    = 4.7
)

// front is the first page: who, when and for whom; the bottom line; where the parties stand; what it rests on; the
// contents. It is one page; what does not fit is pointed to, and said in Preflight where it was written by hand.
func (d *doc) front() {
	d.where, d.quote = "front page", 0
	d.y = 26.6
	d.y = d.drawAt(d.oneLine("NEGOTIATION BRIEFING", kindLook, d.width()), marginX, d.y) + 0.8
	full := d.set(plain(flat(d.title()), titleLook), d.width(), typeset.Auto)
	if len(full.lines) > 3 {
		d.found = append(d.found, Problem{Where: "front page", Sentence: "the title takes more than three lines; the rest is left out there"})
	}
	d.y = d.drawAt(d.clipped(d.title(), titleLook, d.width(), 3), marginX, d.y) + 3
	d.frontFacts()
	d.bottomLine()
	contents := d.contentsHeight()
	summary := []*block{d.sourceSummary(), d.terms()}
	below := contents + 6
	for _, b := range summary {
		below += b.height() + 2
	}
	d.whereTheyStand(d.room() - below - 4)
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.2, rule)
	d.y += 2
	for _, b := range summary {
		d.y = d.drawAt(b, marginX, d.y) + 1.4
	}
	d.y += 2
	d.contents()
	if d.room() < -0.5 {
		d.found = append(d.found, Problem{Stops: true, Where: "front page",
			Sentence: "it does not fit on one page: shorten the bottom line or the title"})
	}
}

func (d *doc) frontFacts() {
	cut := d.p.CutOff
	if !cut.Known() {
		cut = d.p.Summary.To
	}
	cells := [][2]string{{"Reference", flat(d.p.Recipe.Reference)}, {"Issued", d.issuedLabel()}, {"Information cut-off", cut.Label()},
		{"Prepared for", flat(d.p.Recipe.PreparedFor)}}
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.3, navy)
	d.y += 1.6
	column := d.width() / 4
	lowest := d.y
	k := 0
	for _, c := range cells {
		if c[1] == "" {
			continue
		}
		x := marginX + column*float64(k)
		y := d.drawAt(d.oneLine(c[0], factLabel.as(7.5, 11), column-3), x, d.y)
		lowest = max(lowest, d.drawAt(d.clipped(c[1], frontValue, column-3, 2), x, y))
		k++
	}
	d.y = lowest + 1.6
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.2, rule)
	d.y += 5
}

func (d *doc) issuedLabel() string {
	r := d.p.Recipe.Issued
	if r.Known() {
		return r.Label()
	}
	return dossier.Date{Time: d.p.Issued.UTC(), Precision: dossier.PrecisionMinute}.Label()
}

func (d *doc) bottomLine() {
	text := flat(d.p.Recipe.BottomLine)
	if text == "" {
		return
	}
	if n := words(text); n > bottomLineWords {
		d.found = append(d.found, Problem{Where: "front page",
			Sentence: fmt.Sprintf("the bottom line has %d words; a reader takes in %d", n, bottomLineWords)})
	}
	head, last := lastSentence(text)
	var spans []span
	if head != "" {
		spans = append(spans, span{text: head + " ", look: bottomLook})
	}
	spans = append(spans, span{text: last, look: bottomLook.with(serifSemi)})
	b := d.set(spans, d.width()-7-8, typeset.Auto)
	h := b.height() + 12
	d.cur.fill(marginX, d.y, d.width(), h, boxGrey)
	d.cur.fill(marginX, d.y, 1.6, h, navy)
	y := d.y
	d.within(heading2, func() { y = d.drawAt(d.oneLine("BOTTOM LINE", kindLook.as(8, 11), 60), marginX+7, d.y+2.4) })
	d.drawAt(b, marginX+7, y+1.2)
	d.y += h + 5
}

// lastSentence parts a text before its last sentence, which is the one in bold.
func lastSentence(s string) (head, last string) {
	for i := len(s) - 2; i > 0; i-- {
		if s[i] == ' ' && strings.ContainsRune(".!?", rune(s[i-1])) && i > 3 {
			return s[:i], s[i+1:]
		}
	}
	return "", s
}

// whereTheyStand sums up the matrix in one entry for each issue, as many as fit in height.
func (d *doc) whereTheyStand(height float64) {
	g := d.p.Grid
	if len(g.Issues) == 0 || len(g.Parties) == 0 {
		b := d.set(plain("No position is coded yet: the packet holds the sources and what is cited from them.", bodyLook.in(grey)), d.width(), typeset.Auto)
		d.y = d.drawAt(b, marginX, d.y) + 4
		return
	}
	if height < 24 {
		return
	}
	limit := d.y + height
	d.y = d.drawAt(d.oneLine("Where the parties stand", headLook, d.width()), marginX, d.y) + 0.8
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
	d.y += 1.2
	const nameColumn = 50.0
	d.begin(table)
	rest := ""
	for i := range g.Issues {
		at := anchor{}
		for k, e := range d.entries {
			if e.level == 0 && e.number == itoa(d.issueNumber(i)) && e.title == flat(g.Issues[i].Name) {
				at = anchor{'c', k}
			}
		}
		name := d.clipped(g.Issues[i].Name, smallHead, nameColumn-9, 2)
		stand := d.set(d.standing(i), d.width()-nameColumn, typeset.LeftToRight)
		h := max(name.height(), stand.height()) + 2.2
		more := 0.0
		if i < len(g.Issues)-1 {
			more = 5
		}
		if d.y+h+more > limit {
			rest = count(len(g.Issues)-i, "more issue: see the position matrix", "more issues: see the position matrix")
			break
		}
		d.begin(tableRow)
		d.begin(rowHead)
		d.begin(linkText)
		d.drawAt(d.oneLine(itoa(d.issueNumber(i)), smallHead.in(navy), 6), marginX, d.y)
		d.drawAt(name, marginX+7, d.y)
		if at.kind != 0 {
			d.cur.link(marginX, d.y, nameColumn-3, name.height(), at)
		}
		d.end()
		d.end()
		d.within(tableCell, func() { d.drawAt(stand, marginX+nameColumn, d.y+0.2) })
		d.end()
		d.y += h
		d.cur.line(marginX, d.y-0.9, d.cur.w-marginX, d.y-0.9, 0.2, rule)
	}
	d.end()
	if rest != "" {
		d.y = d.drawAt(d.oneLine(rest, summaryLook.in(grey), d.width()), marginX+7, d.y) + 1
	}
	d.y += 2.5
}

// standing lists the parties by stance: "● Supports: A, B · ■ Opposes: C".
func (d *doc) standing(i int) []span {
	g := d.p.Grid
	var spans []span
	add := func(s stanceStyle, names []string) {
		if len(names) == 0 {
			return
		}
		if len(spans) > 0 {
			spans = append(spans, separator("  ·  ", summaryLook.in(grey)))
		}
		for k := range names {
			if len([]rune(names[k])) <= 30 { // a name of a few words stays on its line
				names[k] = strings.ReplaceAll(names[k], " ", "\u00a0")
			}
		}
		who := list(names, summaryLook)
		switch {
		case len(g.Parties) > 8 && s == silence:
			who = plain(count(len(names), "party", "parties"), summaryLook)
		case len(names) > 6:
			who = append(list(names[:3], summaryLook), separator(fmt.Sprintf(" and %d\u00a0more", len(names)-3), summaryLook))
		}
		if s != silence {
			spans = append(spans, span{text: s.glyph + "\u00a0", look: stanceLook.with(symbols).in(s.dark).as(7.5, 11.2), decoration: true})
		}
		spans = append(spans, span{text: strings.ReplaceAll(s.word, " ", "\u00a0") + ": ", look: summaryLook.with(sansSemi).in(s.dark)})
		spans = append(spans, who...)
	}
	by := map[dossier.Stance][]string{}
	var none []string
	for j, p := range g.Parties {
		name := clip(flat(p.Name), 40)
		if i >= len(g.Cells) || j >= len(g.Cells[i]) || g.Cells[i][j].Count == 0 {
			none = append(none, name)
		} else {
			by[g.Cells[i][j].Stance] = append(by[g.Cells[i][j].Stance], name)
		}
	}
	for _, s := range []dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous, dossier.StanceNone} {
		add(looksOf(s), by[s])
	}
	add(silence, none)
	return spans
}

func (d *doc) sourceSummary() *block {
	s := d.p.Summary
	text := "Nothing is searched yet."
	if s.Documents > 0 {
		text = count(s.Documents, "article", "articles")
		if s.Outlets > 0 {
			text += " from " + count(s.Outlets, "outlet", "outlets")
		}
		if s.Languages > 1 {
			text += " in " + itoa(s.Languages) + " languages"
		}
		if when := period(s.From, s.To); when != "" {
			text += ", " + when
		}
		text += "; " + count(s.Statements, "accepted statement", "accepted statements")
		if s.Statements > 0 {
			text += ", " + itoa(s.Named) + " with a named speaker"
		}
		text += "."
	}
	switch n := len(d.p.Quotes); {
	case n == 0:
		text += " No statement is cited."
	case n == 1:
		text += " One statement is cited, and compared letter for letter with its source before this file was written."
	default:
		text += fmt.Sprintf(" %d statements from %s are cited, each compared letter for letter with its source before this file was written.",
			n, count(len(d.p.Sources), "source", "sources"))
	}
	if len(d.p.Sources) > 0 {
		text += " The full text of every cited source is in the appendix, with the quoted passages marked, and attached to this file"
		if len(d.attachedOnly) > 0 {
			text += "; of " + strings.Join(d.attachedOnly, ", ") + ", for which no font is here, only the quoted paragraphs are printed"
		}
		text += "."
	}
	return d.set([]span{{text: "Source summary. ", look: summaryLook.with(sansSemi)}, {text: text, look: summaryLook}}, d.width(), typeset.Auto)
}

func (d *doc) terms() *block {
	return d.set([]span{{text: "Terms. ", look: summaryLook.with(sansSemi)},
		{text: "A stance is an analyst’s reading of a statement. Words in quotation marks are the speaker’s as the source gives them; what a source put in its own words " +
			"is set without marks and says by whom. Grades: letter = reliability of the source, digit = credibility of the item; F6 = not judged.",
			look: summaryLook.in(grey)}}, d.width(), typeset.Auto)
}

// chapters are the entries of the contents: no single sources.
func (d *doc) chapters() []entry {
	var out []entry
	for _, e := range d.entries {
		if e.level == 0 {
			out = append(out, e)
		}
	}
	return out
}

const mostContents = 12

func (d *doc) contentsHeight() float64 {
	return float64(max(4, min(len(d.chapters()), mostContents)))*contentsLine + 8
}

func (d *doc) contents() {
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
	d.y += 1.6
	column := (d.width() - 6) / 2
	right := marginX + column + 6
	top := d.y
	d.within(heading2, func() { d.y = d.drawAt(d.oneLine("Contents", smallHead, column), marginX, d.y) + 0.4 })
	chapters := d.chapters()
	left := 0
	if len(chapters) > mostContents { // the last one is the appendix
		left = len(chapters) - mostContents + 1
		last := chapters[len(chapters)-1]
		chapters = append(append([]entry(nil), chapters[:mostContents-2]...), entry{title: count(left, "further part", "further parts"), to: chapters[mostContents-2].to}, last)
	}
	if len(chapters) == 0 {
		d.drawAt(d.oneLine("This page only: nothing is cited and nothing coded.", factValue.in(grey), column), marginX, d.y)
	}
	d.begin(contentsList)
	for _, e := range chapters {
		d.begin(contentsItem)
		d.begin(linkText)
		x := marginX
		if e.number != "" {
			number := d.oneLine(e.number, factValue.with(sansSemi).in(navy), 10)
			d.drawAt(number, x, d.y)
			x += max(4, number.width()+1.6)
		}
		b := d.oneLine(e.title, factValue, marginX+column-12-x)
		d.drawAt(b, x, d.y)
		n := d.oneLine(itoa(d.anchors[e.to].page), factValue, 10)
		d.rightAligned(n, marginX+column, d.y)
		if from, to := x+b.width()+2, marginX+column-n.width()-2; to > from {
			d.cur.line(from, d.y+3.2, to, d.y+3.2, 0.15, rule)
		}
		d.cur.link(marginX, d.y, column, contentsLine, e.to)
		d.y += contentsLine
		d.end()
		d.end()
	}
	d.end()
	lowest := d.y
	d.within(heading2, func() { d.y = d.drawAt(d.oneLine("Release", smallHead, column), right, top) + 0.4 })
	var release [][2]string
	for _, f := range [][2]string{{"Author", d.p.Recipe.Author}, {"Issued", d.issuedLabel()}, {"Dossier", d.p.Dossier},
		{"Check", "“parley verify” compares this file’s quotations with its attachments"}} {
		if f[1] = flat(f[1]); f[1] != "" {
			release = append(release, f)
		}
	}
	for _, f := range release {
		d.drawAt(d.oneLine(f[0], factLabel, 18), right, d.y)
		b := d.clipped(f[1], factValue, column-20, 2)
		d.drawAt(b, right+20, d.y)
		d.y += max(contentsLine, b.height()+0.8)
	}
	d.y = max(lowest, d.y)
}
