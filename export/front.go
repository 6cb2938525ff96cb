package export

import (
	"fmt"
	"math"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	bottomLineWords = 60
)

// front is one page that stands alone: who, when and for whom; the bottom line; the key judgements; what changed and who
// is silent; what it rests on; the contents. Lists are cut to the room that is left, with a line that says how much is
// left out and where it stands; what was written by hand is never cut, and no letter is made smaller: where that does not
// fit, the packet is not written.
func (d *doc) front() {
	d.where, d.quote = "front page", 0
	d.y = 26.6
	d.y = d.drawAt(d.oneLine("NEGOTIATION BRIEFING", kindLook, d.width()), marginX, d.y) + 0.8
	full := d.set(plain(flat(d.title()), titleLook), d.width(), typeset.Auto)
	if len(full.lines) > 3 {
		d.found = append(d.found, Problem{Where: "front page", Field: "title", Sentence: "the title takes more than three lines; the rest is left out there"})
	}
	d.y = d.drawAt(d.clipped(d.title(), titleLook, d.width(), 3), marginX, d.y) + 3
	d.frontFacts()
	d.bottomLine()
	rows := d.judgementRows()
	d.where = "front page"
	summary := []*block{d.sourceSummary()}
	if terms := d.terms(); terms != nil {
		summary = append(summary, terms)
	}
	below := judgementsHeight(rows) + 4.4
	for _, b := range summary {
		below += b.height() + 1.4
	}
	d.contentsMost = mostContents
	free := d.room() - below - d.contentsHeight()
	if len(rows) > 0 && free < 34 { // the issues share a line of the contents, so that more of the lists is seen
		d.contentsMost = fewContents
		free = d.room() - below - d.contentsHeight()
	}
	changes := d.sideLists(free)
	free -= changes.height
	d.judgements(rows)
	changes.draw(d)
	if len(rows) == 0 || free > 45 {
		d.whereTheyStand(free - 4)
	}
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.2, rule)
	d.y += 2
	for _, b := range summary {
		d.y = d.drawAt(b, marginX, d.y) + 1.4
	}
	d.y += 2
	d.contents()
	if d.room() < -0.5 {
		d.found = append(d.found, d.tooFull(len(full.lines)))
	}
}

// tooFull names what to shorten on a front page that does not fit.
func (d *doc) tooFull(titleLines int) Problem {
	p := Problem{Stops: true, Where: "front page", Field: "judgements"}
	what := "the key judgements or the reasons of their confidence"
	switch {
	case words(d.p.Recipe.BottomLine) > bottomLineWords:
		p.Field, what = "bottom_line", fmt.Sprintf("the bottom line to %d words", bottomLineWords)
	case titleLines > 2:
		p.Field, what = "title", "the title to two lines"
	case len(d.p.Judgements) == 0:
		p.Field, what = "bottom_line", "the bottom line or the title"
	}
	p.Sentence = fmt.Sprintf("it does not fit on one page, by %.0f mm: shorten %s", math.Ceil(-d.room()), what)
	return p
}

// sideBySide are the lists of what changed and of who is silent, as many lines of each as there is room for.
type sideBySide struct {
	lists  []*bullets
	shown  []int
	width  float64
	height float64
	lines  []*block // in place of lists for which there is no room
}

func (d *doc) sideLists(free float64) sideBySide {
	s := sideBySide{width: (d.width() - 6) / 2}
	for _, b := range []*bullets{d.changed(s.width), d.quiet(s.width)} {
		if b != nil {
			s.lists = append(s.lists, b)
		}
	}
	if len(s.lists) == 1 {
		s.width = d.width()
		if s.lists[0] = d.changed(s.width); s.lists[0] == nil {
			s.lists[0] = d.quiet(s.width)
		}
	}
	for _, b := range s.lists {
		n := b.fit(min(free-4.5, 62))
		if n < 0 {
			return s.inLines(d)
		}
		s.shown = append(s.shown, n)
		s.height = max(s.height, b.height(n)+4.2)
	}
	return s
}

// inLines gives each list one line over the whole width.
func (s sideBySide) inLines(d *doc) sideBySide {
	out := sideBySide{height: 3}
	for _, b := range s.lists {
		out.lines = append(out.lines, d.set(b.short(), d.width(), typeset.LeftToRight))
		out.height += out.lines[len(out.lines)-1].height() + 0.8
	}
	return out
}

func (s sideBySide) draw(d *doc) {
	for _, b := range s.lines {
		d.y = d.drawAt(b, marginX, d.y) + 0.8
	}
	if len(s.lines) > 0 {
		d.y += 2.6
	}
	lowest := d.y
	for i, b := range s.lists {
		lowest = max(lowest, d.drawBullets(b, s.shown[i], marginX+float64(i)*(s.width+6), d.y, s.width))
	}
	if len(s.lists) > 0 {
		d.y = lowest + 4
	}
}

func (d *doc) frontFacts() {
	cut := d.p.CutOff
	if !cut.Known() {
		cut = d.p.Summary.To
	}
	cells := [][4]string{{"Reference", flat(d.p.Recipe.Reference), "reference", "reference"}, {"Issued", d.issuedLabel()}, {"Information cut-off", cut.Label()},
		{"Prepared for", flat(d.p.Recipe.PreparedFor), "prepared_for", "name of whom it is prepared for"}}
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
		value := d.clipped(c[1], frontValue, column-3, 2)
		if c[2] != "" {
			value = d.fitted("front page", c[2], c[3], c[1], frontValue, column-3, 2)
		}
		lowest = max(lowest, d.drawAt(value.atLeft(), x, y))
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
	d.within(roleHeading2, func() { y = d.drawAt(d.oneLine("BOTTOM LINE", kindLook.as(8, 11), 60), marginX+7, d.y+2.4) })
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
		b := d.set(plain(d.uncodedWords(), bodyLook.in(grey)), d.width(), typeset.Auto)
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
	d.begin(roleTable)
	rest := ""
	for i := range g.Issues {
		at := anchor{}
		for _, e := range d.chapters() {
			if e.number == itoa(d.issueNumber(i)) && e.title == flat(g.Issues[i].Name) {
				at = e.to
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
			rest = count(len(g.Issues)-i, "more issue", "more issues")
			if d.prints(dossier.PartMatrix) {
				rest += ": see the position matrix"
			}
			break
		}
		d.begin(roleRow)
		d.begin(roleRowHead)
		d.begin(roleLink)
		d.drawAt(d.oneLine(itoa(d.issueNumber(i)), smallHead.in(navy), 6), marginX, d.y)
		d.drawAt(name, marginX+7, d.y)
		if at.kind != 0 {
			d.cur.link(marginX, d.y, nameColumn-3, name.height(), at)
		}
		d.end()
		d.end()
		d.within(roleCell, func() { d.drawAt(stand, marginX+nameColumn, d.y+0.2) })
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
	g := grid(d.p.Grid)
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
	for _, of := range g.standing(i) {
		for k := range of.names {
			of.names[k] = clip(of.names[k], 40)
		}
		add(of.look, of.names)
	}
	return spans
}

func (d *doc) sourceSummary() *block {
	return d.set([]span{{text: "Source summary. ", look: summaryLook.with(sansSemi)}, {text: d.sourceWords(), look: summaryLook}}, d.width(), typeset.Auto)
}

// terms explain the signs that the packet uses; nil where it uses none.
func (d *doc) terms() *block {
	text := ""
	if len(d.p.Judgements) > 0 {
		text = "Likelihood words carry the ranges shown (" + scaleName(d.p.Recipe.Scale) + "). Confidence rates the evidence, not the event. "
	}
	if len(d.p.Sources) > 0 {
		text += "[S1] = source 1"
		if !d.prints(dossier.PartSources) {
			text += ", attached as S1.txt"
		}
		text += ". Without quotation marks: the outlet’s own words. Grades: letter = reliability of source, digit = credibility of item; F6 = not judged."
	}
	if text == "" {
		return nil
	}
	return d.set([]span{{text: "Terms. ", look: summaryLook.with(sansSemi)}, {text: text, look: summaryLook.in(grey)}}, d.width(), typeset.Auto)
}
