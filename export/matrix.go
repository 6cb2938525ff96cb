package export

import (
	"context"
	"sort"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	issueColumn      = 41.0
	partiesAcross    = 4
	cellGap          = 0.6
	cellPadding      = 3.2
	minRow           = 22.8 // six to a page
	translationLines = 4
	cellLines        = 8 // of a cell's sentence; the whole stands in the issue section
)

// matrix is the position matrix: issues down, parties across, four to a page.
func (d *doc) matrix(ctx context.Context) error {
	g := d.p.Grid
	if len(g.Parties) == 0 || len(g.Issues) == 0 {
		d.nothing(dossier.PartMatrix)
		return nil
	}
	d.where, d.quote = "position matrix", 0
	for from := 0; from < len(g.Parties); from += partiesAcross {
		if err := cancelled(ctx); err != nil {
			return err
		}
		d.matrixPages(from, min(from+partiesAcross, len(g.Parties)))
	}
	return nil
}

func (d *doc) matrixPages(from, until int) {
	g := d.p.Grid
	d.newPage(true)
	if from == 0 {
		d.chapter("", "Position matrix", 0, d.y-4)
	}
	title := "Position matrix"
	if len(g.Parties) > partiesAcross {
		title += ": parties " + itoa(from+1) + "–" + itoa(until) + " of " + itoa(len(g.Parties))
		if until == from+1 {
			title = "Position matrix: party " + itoa(until) + " of " + itoa(len(g.Parties))
		}
	}
	column := (d.width() - issueColumn) / partiesAcross
	if len(g.Parties) < partiesAcross {
		column = min(85, (d.width()-issueColumn)/float64(len(g.Parties)))
	}
	start := func(title string) {
		d.y = d.drawAt(d.oneLine(title, sectionLook.as(15, 20), d.width()), marginX, 18.2)
		d.y = d.drawAt(d.oneLine(d.matrixNote(), cellMeta.as(7.5, 11), d.width()), marginX, d.y) + 2.4
	}
	start(title)
	d.begin(roleTable)
	d.matrixHead(from, until, column)
	for i := range g.Issues {
		row := d.matrixRow(i, from, until, column)
		if row.height > d.room()-8 { // 8 for the key
			d.begin(roleArtifact) // key, title and head are read out once
			d.matrixKey()
			d.newPage(true)
			start(title + " (continued)")
			d.matrixHead(from, until, column)
			d.end()
		}
		d.within(roleRow, func() { d.drawRow(row, column) })
	}
	d.end()
	d.matrixKey()
}

func (l look) as(size, leading float64) look { l.size, l.leading = size, leading; return l }

func (d *doc) matrixNote() string {
	cut := d.p.CutOff
	if !cut.Known() {
		cut = d.p.Grid.To
	}
	s := "Newest coded statement of each party on each issue"
	if cut.Known() {
		s += ", as of " + dayLabel(cut)
	}
	switch {
	case d.prints(dossier.PartSources):
		return s + ". In brackets: the source, with the passage marked in the appendix."
	case d.bare:
		return s + ". In brackets: the source."
	}
	return s + ". In brackets: the source; its text is attached to this file."
}

func (d *doc) matrixHead(from, until int, column float64) {
	g := d.p.Grid
	subs := make([]*block, 0, until-from)
	names := make([]*block, 0, until-from)
	height := 10.0
	for j := from; j < until; j++ {
		p := g.Parties[j]
		n := d.clipped(p.Name, tableHead, column-4, 2)
		sub := ""
		if p.Statements > 0 {
			sub = count(p.Statements, "statement", "statements")
			if p.Last.Known() {
				sub += ", last " + p.Last.Short(d.year)
			}
		} else {
			sub = "no statements"
		}
		names, subs = append(names, n), append(subs, d.oneLine(sub, tableSub.in(paleBlue), column-4))
		height = max(height, n.height()+4.6)
	}
	w := issueColumn + column*float64(until-from)
	d.cur.fill(marginX, d.y, w, height, navy)
	d.begin(roleRow)
	defer d.end()
	d.within(roleColumnHead, func() { d.drawAt(d.oneLine("Issue", tableHead, issueColumn-4), marginX+2, d.y+0.9) })
	for k := range names {
		x := marginX + issueColumn + column*float64(k) + 2
		d.begin(roleColumnHead)
		y := d.drawAt(names[k], x, d.y+0.9)
		d.drawAt(subs[k], x, y)
		d.end()
	}
	d.y += height + cellGap
}

// row is a row of the matrix before it has a place.
type row struct {
	height float64
	number string
	name   *block
	cells  []cell
}

type cell struct {
	look     stanceStyle
	silent   bool
	arrow    string
	sentence *block
	tr       *block // translation of the sentence, or nil
	meta     *block
}

func (c cell) words() float64 {
	if c.tr == nil {
		return c.sentence.height()
	}
	return c.sentence.height() + 0.5 + c.tr.height()
}

func (d *doc) matrixRow(i, from, until int, column float64) row {
	g := d.p.Grid
	r := row{number: itoa(d.issueNumber(i))}
	r.name = d.clipped(g.Issues[i].Name, headLook.as(9, 12), issueColumn-10, 10)
	r.height = r.name.height() + 3
	inner := column - cellGap - cellPadding - 1.8
	for j := from; j < until; j++ {
		c := d.matrixCell(i, j, inner)
		if c.silent {
			r.height = max(r.height, 5.6+c.sentence.height()+2.2)
		} else {
			r.height = max(r.height, minRow, 5.6+c.words()+c.meta.height()+2.2)
		}
		r.cells = append(r.cells, c)
	}
	return r
}

func (d *doc) issueNumber(i int) int {
	for _, s := range d.p.Sections {
		if s.Issue.ID == d.p.Grid.Issues[i].ID && s.Issue.ID != dossier.None {
			return s.Number
		}
	}
	return i + 1
}

func (d *doc) matrixCell(i, j int, width float64) cell {
	g := d.p.Grid
	if i >= len(g.Cells) || j >= len(g.Cells[i]) || g.Cells[i][j].Count == 0 {
		return cell{look: silence, silent: true, sentence: d.set(plain(d.searched(), cellLook.in(grey)), width, typeset.Auto),
			meta: d.set(plain("", cellMeta), width, typeset.Auto)}
	}
	c := g.Cells[i][j]
	out := cell{look: looksOf(c.Stance), arrow: d.arrow(c)}
	n := d.byStatement[c.Newest.StatementID]
	sentence := c.Newest.Reason
	dir := typeset.Auto
	l := cellLook
	if sentence == "" {
		sentence = c.Newest.Exact
		if n > 0 {
			q := d.p.Quotes[n-1]
			if sentence = q.Passage.Exact; q.Translation.Text != "" {
				out.tr = d.translation(q, width, translationLines)
			}
		}
		dir = direction(c.Newest.Lang, sentence)
		if c.Newest.Kind == dossier.Indirect {
			l = cellLook.with(sans).as(8.2, 11.6)
		}
	}
	if act := c.Newest.Act.Words(); act != "" && c.Newest.Reason == "" {
		sentence = act + ": " + sentence
	}
	d.quote = n
	out.sentence = d.excerpt(flat(sentence), l, width, dir, cellLines)
	if c.Newest.Reason == "" {
		out.sentence.lang = c.Newest.Lang
	}
	if n > 0 && c.Newest.Reason == "" && !strings.HasSuffix(string(out.sentence.p), "[…]") {
		d.mark(anchor{'w', n}, d.y)
	}
	meta := []span{{text: d.when(c.Newest.Date, c.Newest.SaidKnown), look: cellMeta}}
	switch {
	case c.Newest.Reason != "":
	case c.Newest.Kind == dossier.Indirect:
		meta[0].text += ", paraphrase"
	case c.Newest.Kind == dossier.Mixed:
		meta[0].text += ", in part paraphrase"
	}
	if n > 0 {
		q := d.p.Quotes[n-1]
		meta = append(meta, span{text: "\u00a0", look: cellMeta}, d.citation(n))
		if !d.prints(dossier.PartSources) && !d.prints(dossier.PartIssues) { // nothing else says whose report it is
			s := d.p.Sources[q.Source-1].Document
			meta = append(meta, separator(" ", cellMeta), span{text: clip(flat(s.Outlet), 40), look: cellMeta}, separator(", ", cellMeta), span{text: clip(grade(s.Grade), 8), look: cellMeta})
		}
	} else if c.Newest.Outlet != "" {
		meta[0].text += ", " + flat(c.Newest.Outlet)
	}
	if n := max(c.Count, c.Reports); n > 1 { // as many as the section of the issue quotes
		meta = append(meta, span{text: "  of " + itoa(n), look: cellMeta})
	}
	if meta[0].text == "" {
		meta[0].text = "undated"
	}
	out.meta = d.set(meta, width, typeset.Auto)
	d.quote = 0
	return out
}

// excerpt sets a text on at most n lines; what is left out is marked […], so that no reader takes it for the whole.
func (d *doc) excerpt(text string, l look, width float64, dir typeset.Direction, n int) *block {
	b := d.set(plain(text, l), width, dir)
	if len(b.lines) <= n {
		return b
	}
	fields := strings.Fields(string(b.p[:b.lines[n-1].End]))
	for len(fields) > 1 {
		fields = fields[:len(fields)-1]
		if b = d.set(plain(strings.Join(fields, " ")+" […]", l), width, dir); len(b.lines) <= n {
			return b
		}
	}
	return d.clipped(text, l, width, n)
}

func (d *doc) searched() string {
	g := d.p.Grid
	s := period(g.From, g.To)
	if s == "" {
		s = "Searched the whole dossier"
	} else {
		s = "Searched " + s
	}
	if g.Outlets > 0 {
		s += ", " + count(g.Outlets, "outlet", "outlets")
	}
	return s + "."
}

// when writes the date of a statement; where only the day of publication is known, it says so.
func (d *doc) when(date dossier.Date, said bool) string {
	if !date.Known() {
		return "undated"
	}
	if !said {
		return "published " + date.Short(d.year)
	}
	return date.Short(d.year)
}

// rank orders the stances from refusal to agreement; -1: not on that scale.
func rank(s dossier.Stance) int {
	switch s {
	case dossier.Opposes:
		return 0
	case dossier.Conditional:
		return 1
	case dossier.Supports:
		return 2
	}
	return -1
}

// contradicted reports whether an analyst has confirmed that a party contradicts itself on an issue.
func (d *doc) contradicted(c dossier.Cell) bool {
	for _, s := range d.p.Shifts {
		if s.Verdict.Kind == dossier.Confirmed && s.Contradiction() && c.IssueID != dossier.None && s.Later.IssueID == c.IssueID && s.Later.PartyID == c.PartyID {
			return true
		}
	}
	return false
}

// arrow says whether the newest stance is nearer to agreement than the one before it that differs.
func (d *doc) arrow(c dossier.Cell) string {
	if d.contradicted(c) {
		return "⇄"
	}
	for _, s := range d.p.Sections {
		if s.Issue.ID != c.IssueID {
			continue
		}
		for _, panel := range s.Panels {
			if panel.Party.ID != c.PartyID {
				continue
			}
			dots := append([]dossier.Dot(nil), panel.Dots...)
			sort.SliceStable(dots, func(a, b int) bool { return dots[a].Date.Time.Before(dots[b].Date.Time) })
			for k := len(dots) - 1; k >= 0; k-- {
				was, is := rank(dots[k].Stance), rank(c.Stance)
				if was < 0 || is < 0 || was == is || !dots[k].Date.Known() || !dots[k].Date.Time.Before(c.Newest.Date.Time) {
					continue
				}
				if is > was {
					return "↑"
				}
				return "↓"
			}
		}
	}
	return ""
}

func (d *doc) drawRow(r row, column float64) {
	h := r.height
	d.begin(roleRowHead)
	d.drawAt(d.oneLine(r.number, headLook.as(9, 12).in(navy), 7), marginX, d.y+0.8)
	d.drawAt(r.name, marginX+6, d.y+0.8)
	d.end()
	d.cur.line(marginX, d.y+h-0.1, marginX+issueColumn-cellGap, d.y+h-0.1, 0.2, rule)
	for k, c := range r.cells {
		d.begin(roleCell)
		x := marginX + issueColumn + column*float64(k)
		w := column - cellGap
		if c.silent {
			d.cur.dashed(x+0.3, d.y+0.3, w-0.6, h-0.9, rule)
		} else {
			d.cur.fill(x, d.y, w, h-cellGap, c.look.tint)
			d.cur.fill(x, d.y, 1.0, h-cellGap, c.look.dark)
		}
		d.stanceLine(c.look, x+cellPadding, d.y+0.9)
		if c.arrow != "" {
			d.rightAligned(d.oneLine(c.arrow, stanceLook.with(symbols).in(c.look.dark).as(8.5, 10), 8), x+w-1.8, d.y+0.9)
		}
		y := d.drawAt(c.sentence, x+cellPadding, d.y+5.2)
		if c.tr != nil {
			d.drawAt(c.tr, x+cellPadding, y+0.5)
		}
		d.drawAt(c.meta, x+cellPadding, d.y+h-cellGap-c.meta.height()-0.9)
		d.end()
	}
	d.y += h
}

// stanceLine draws glyph and word; only the word is read out.
func (d *doc) stanceLine(s stanceStyle, x, y float64) {
	d.within(roleArtifact, func() { d.drawAt(d.oneLine(s.glyph, stanceLook.with(symbols).in(s.dark), 5), x, y) })
	d.drawAt(d.oneLine(s.word, stanceLook.in(s.dark), 60), x+4, y)
}

func (d *doc) matrixKey() {
	x, y := marginX, d.y+1.8
	for _, s := range []stanceStyle{looksOf(dossier.Supports), looksOf(dossier.Conditional), looksOf(dossier.Opposes), looksOf(dossier.Ambiguous), silence} {
		d.cur.fill(x, y, 4.4, 4.4, s.tint)
		d.within(roleArtifact, func() { d.drawAt(d.oneLine(s.glyph, stanceLook.with(symbols).in(s.dark), 5), x+0.9, y+0.4) })
		b := d.oneLine(s.word, factValue.as(7.5, 10), 60)
		d.drawAt(b, x+6, y+0.4)
		x += 6 + b.width() + 6
	}
	d.drawAt(d.oneLine("↑ ↓ nearer to agreement, or farther from it, than before · ⇄ contradicts itself", factValue.as(7.5, 10), d.width()-(x-marginX)), x, y+0.4)
	d.y += 8
}
