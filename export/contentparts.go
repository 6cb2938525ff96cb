package export

import (
	"fmt"
	"strings"

	"parley/dossier"
)

// parts walks over the parts of the packet in the order in which they are printed.
func (c *content) parts() {
	c.add(paragraph("kind", ours("NEGOTIATION BRIEFING")),
		piece{kind: pieceHeading, level: 1, role: "title", runs: []textRun{named(c.facts.title(), 0)}})
	list := c.p.Parts
	if len(list) == 0 {
		list = dossier.Parts
	}
	appendix := false
	for i, part := range list {
		if i == 1 || i == 0 && part != dossier.PartFront {
			c.add(piece{kind: pieceContents})
		}
		switch part {
		case dossier.PartFront:
			c.front()
		case dossier.PartMatrix:
			c.matrix()
		case dossier.PartIssues:
			c.issues()
		case dossier.PartTimeline:
			c.timeline()
		case dossier.PartShifts:
			c.shifts()
		case dossier.PartGaps:
			c.gaps()
		case dossier.PartDrafts:
			c.drafts()
		case dossier.PartSources:
			c.sources()
			appendix = true
		case dossier.PartIndex:
			c.index()
		}
	}
	if !appendix {
		c.sourceList()
	}
}

// nothing says that a part is empty, where it must.
func (c *content) nothing(part dossier.Part, anchor, title string) {
	if c.facts.named(part) {
		c.add(heading(2, anchor, ours(title)), paragraph("note", ours(c.facts.emptyWords(part))))
	}
}

// matrix is the table of positions: issues down, parties across.
func (c *content) matrix() {
	g := c.p.Grid
	if len(g.Parties) == 0 || len(g.Issues) == 0 {
		c.nothing(dossier.PartMatrix, "matrix", "Position matrix")
		return
	}
	c.add(heading(2, "matrix", ours("Position matrix")))
	c.add(paragraph("note", ours(c.facts.matrixNote())))
	const across = 4 // as on the pages: more columns cannot be read
	for from := 0; from < len(g.Parties); from += across {
		until := min(from+across, len(g.Parties))
		t := piece{kind: pieceTable, role: "matrix", head: heads("Issue"), widths: []int{16}}
		for j := from; j < until; j++ {
			t.widths = append(t.widths, 84/(until-from))
			sub := "no statements"
			if p := g.Parties[j]; p.Statements > 0 {
				sub = count(p.Statements, "statement", "statements")
				if p.Last.Known() {
					sub += ", last " + p.Last.Short(c.facts.year)
				}
			}
			t.head = append(t.head, contentCellOf(paragraph("cell", named(g.Parties[j].Name, 0)), paragraph("sub", ours(sub))))
		}
		for i := range g.Issues {
			n := c.facts.issueNumber(i)
			name := named(g.Issues[i].Name, styleBold)
			name.link = fmt.Sprintf("issue%d", n)
			row := []contentCell{textCell(oursIn(styleBold, itoa(n)+"\u00a0"), name)}
			for j := from; j < until; j++ {
				row = append(row, c.matrixCell(i, j))
			}
			t.rows = append(t.rows, row)
		}
		c.add(t)
	}
	c.add(paragraph("note", ours("↑ ↓ nearer to agreement, or farther from it, than the party’s statement before.")))
}

func (c *content) matrixCell(i, j int) contentCell {
	g := c.p.Grid
	if i >= len(g.Cells) || j >= len(g.Cells[i]) || g.Cells[i][j].Count == 0 {
		return contentCell{silent: true, tinted: true, inner: []piece{paragraph("stance", stanceRuns("", true)...), paragraph("note", ours(c.facts.searched()))}}
	}
	cell := g.Cells[i][j]
	stance := stanceRuns(cell.Stance, false)
	if arrow := c.facts.arrow(cell); arrow != "" {
		stance = append(stance, textRun{text: "\u00a0" + arrow, style: styleGlyph, stance: cell.Stance})
	}
	out := contentCell{stance: cell.Stance, tinted: true, inner: []piece{paragraph("stance", stance...)}}
	n := c.facts.byStatement[cell.Newest.StatementID]
	meta := c.facts.when(cell.Newest.Date, cell.Newest.SaidKnown)
	switch {
	case cell.Newest.Reason != "":
		out.inner = append(out.inner, paragraph("words", named(cell.Newest.Reason, 0)))
	case n > 0:
		q := c.p.Quotes[n-1]
		if act := q.Act.Words(); act != "" { // in front: the words alone would be taken for the speaker's position
			out.inner = append(out.inner, paragraph("act", oursIn(styleItalic, act+":")))
		}
		out.inner = append(append(out.inner, c.words(q)), c.translation(q)...)
		meta += map[dossier.Kind]string{dossier.Indirect: ", paraphrase", dossier.Mixed: ", in part paraphrase"}[q.Kind]
	}
	line := append([]textRun{oursIn(styleSmall, meta)}, c.cite(n)...)
	if n > 0 && !c.facts.prints(dossier.PartSources) && !c.facts.prints(dossier.PartIssues) { // nothing else says whose report it is
		q := c.p.Quotes[n-1]
		line = append(line, oursIn(styleSmall, " "), named(c.outlet(q), styleSmall), oursIn(styleSmall, ", "), named(grade(c.p.Sources[q.Source-1].Document.Grade), styleSmall))
	}
	if n == 0 && flat(cell.Newest.Outlet) != "" {
		line = append(line, oursIn(styleSmall, ", "), named(cell.Newest.Outlet, styleSmall))
	}
	if k := max(cell.Count, cell.Reports); k > 1 {
		line = append(line, oursIn(styleSmall, " of "+itoa(k)))
	}
	out.inner = append(out.inner, paragraph("facts", line...))
	return out
}

// timeline lists every statement with the stance after it.
func (c *content) timeline() {
	if len(c.p.Timeline) == 0 {
		c.nothing(dossier.PartTimeline, "timeline", "Timeline")
		return
	}
	c.add(heading(2, "timeline", ours("Timeline")))
	t := piece{kind: pieceTable, role: "timeline", head: heads("Date", "Who", "Statement", "Issue", "Stance after it"), widths: []int{12, 17, 41, 14, 16}}
	for _, m := range c.p.Timeline {
		if m.Quote < 1 || m.Quote > len(c.p.Quotes) {
			continue
		}
		q := c.p.Quotes[m.Quote-1]
		after := stanceRuns(m.Stance, false)
		if m.Moved != dossier.Unmoved && m.Was != dossier.StanceNone {
			after = append(after, oursIn(styleSmall, fmt.Sprintf(", was %s: %s", looksOf(m.Was).word, m.Moved)))
		} else if m.Moved != dossier.Unmoved {
			after = append(after, oursIn(styleSmall, ", "+string(m.Moved)))
		}
		who := []piece{paragraph("cell", named(m.Party, styleBold))}
		if flat(q.Speaker) != "" {
			who = append(who, paragraph("facts", named(q.Speaker, styleSmall)))
		}
		t.rows = append(t.rows, []contentCell{textCell(ours(c.facts.when(m.Date, q.SaidKnown))), contentCellOf(who...),
			contentCellOf(append(c.spoken(q), paragraph("facts", append([]textRun{oursIn(styleSmall, "Q"+itoa(q.Number))}, c.cite(q.Number)...)...))...),
			textCell(named(m.Issue, 0)), textCell(after...)})
	}
	c.add(t)
}

// shifts sets what an analyst confirmed: the earlier quotation left, the later one right.
func (c *content) shifts() {
	if len(c.p.Shifts) == 0 && c.p.Open == 0 {
		c.nothing(dossier.PartShifts, "shifts", "Contradictions and shifts")
		return
	}
	c.add(heading(2, "shifts", ours("Contradictions and shifts")))
	if len(c.p.Shifts) == 0 {
		c.add(paragraph("note", ours(c.facts.emptyWords(dossier.PartShifts))))
	}
	for _, s := range c.p.Shifts {
		title := []textRun{ours(capital(s.Word()) + ": "), named(s.Party, 0), ours(" on "), named(s.Issue, 0)}
		c.add(heading(3, "", title...))
		note := c.between(s)
		c.add(paragraph("note", ours(note)))
		if s.Verdict.Reason != "" {
			c.add(paragraph("lead", ours(capital(string(s.Verdict.Kind))+": "), named(s.Verdict.Reason, 0)))
		}
		t := piece{kind: pieceTable, role: "pair", head: heads("Earlier", "Later"), widths: []int{50, 50}}
		row := make([]contentCell, 2)
		for i, n := range []int{s.EarlierQuote, s.LaterQuote} {
			of := s.Earlier
			if i == 1 {
				of = s.Later
			}
			if n < 1 || n > len(c.p.Quotes) {
				row[i] = textCell(ours(fmt.Sprintf("Statement %d is not cited here.", of.Number)))
				continue
			}
			row[i] = contentCell{stance: of.Stance, inner: append([]piece{paragraph("stance", stanceRuns(of.Stance, false)...)}, c.quotation(c.p.Quotes[n-1])...)}
		}
		t.rows = [][]contentCell{row}
		c.add(t)
	}
	if c.p.Open > 0 {
		c.add(paragraph("note", ours(fmt.Sprintf("%s found by rule and not decided on: not printed.", count(c.p.Open, "contrast was", "contrasts were")))))
	}
}

// between says what lies between the two statements of a shift.
func (c *content) between(s dossier.PacketShift) string {
	list := []string{}
	switch {
	case s.Days == 0:
		list = append(list, "on the same day")
	case s.Days > 0:
		list = append(list, count(s.Days, "day", "days")+" between")
	}
	if s.Earlier.SpeakerID != dossier.None && s.Earlier.SpeakerID == s.Later.SpeakerID {
		list = append(list, "the same speaker")
	} else {
		list = append(list, "the same party")
	}
	if s.Movement != dossier.Unmoved {
		list = append(list, shownText(flat(string(s.Movement))))
	}
	if s.Strength != "" {
		list = append(list, "strength: "+shownText(flat(string(s.Strength))))
	}
	if s.Note != "" {
		list = append(list, shownText(flat(s.Note)))
	}
	return strings.Join(list, " · ")
}

// gaps lists who has said nothing on what, since when.
func (c *content) gaps() {
	if len(c.p.Gaps) == 0 {
		c.nothing(dossier.PartGaps, "gaps", "Gaps")
		return
	}
	c.add(heading(2, "gaps", ours("Gaps")))
	c.add(paragraph("note", ours(c.facts.searched())))
	t := piece{kind: pieceTable, role: "gaps", head: heads("Party", "Issue", "Last statement", "Days since"), widths: []int{30, 30, 25, 15}}
	for _, g := range c.p.Gaps {
		last := []textRun{ours("none found")}
		days := "–"
		if g.LastSaid.Known() {
			last = append([]textRun{ours(g.LastSaid.Short(c.facts.year))}, c.cite(g.Last)...)
		}
		if g.Days >= 0 {
			days = itoa(g.Days)
		}
		t.rows = append(t.rows, []contentCell{textCell(named(g.Party, styleBold)), textCell(named(g.Issue, 0)), textCell(last...), textCell(ours(days))})
	}
	c.add(t)
}

// drafts sets the provisions of the drafts side by side.
func (c *content) drafts() {
	if len(c.p.Drafts) == 0 {
		return
	}
	c.add(heading(2, "drafts", ours("Draft text")))
	if len(c.p.Drafts) == 1 && len(c.p.Clauses) == 0 {
		c.add(paragraph("note", ours("One draft alone is chosen for this packet; it takes a second one to compare it with.")))
		return
	}
	t := piece{kind: pieceTable, role: "drafts", head: heads("Provision"), widths: []int{14}}
	for i, d := range c.p.Drafts {
		t.widths = append(t.widths, 86/len(c.p.Drafts))
		facts := joined(", ", runsIf(named(d.Outlet, 0)), runsIf(ours(d.Date.Label())), runsIf(textRun{text: fmt.Sprintf("[S%d]", d.Source), style: styleCite, link: fmt.Sprintf("s%d", d.Source)}))
		if i == 0 {
			facts = joined(" · ", []textRun{oursIn(styleBold, "base text")}, facts)
		}
		t.head = append(t.head, contentCellOf(paragraph("cell", named(d.Title, 0)), paragraph("sub", facts...)))
	}
	for _, row := range c.p.Clauses {
		cells := []contentCell{contentCellOf(paragraph("cell", named(provisionName(row), styleBold)), paragraph("facts", oursIn(styleSmall, string(row.Status))))}
		for i := range c.p.Drafts {
			if i >= len(row.Texts) || len(row.Texts[i]) == 0 {
				cells = append(cells, contentCell{silent: true, inner: []piece{paragraph("note", ours("No such provision."))}})
				continue
			}
			cells = append(cells, contentCellOf(c.clause(row.Texts[i], c.p.Drafts[i])))
		}
		t.rows = append(t.rows, cells)
	}
	if n := c.p.ByNumber; n > 0 {
		c.add(paragraph("note", ours(fmt.Sprintf("Too many provisions differ to compare each with each: %d are put together by their numbers alone.", n))))
	}
	c.add(paragraph("note", oursIn(styleAdded, "added"), ours(" and "), oursIn(styleDeleted, "deleted"),
		ours(" beside the base text; "), oursIn(styleBracket, "[brackets]"), ours(" hold what is not agreed.")), t)
}

// provisionName is what stands before a provision. The head of a draft is none, and a paragraph may have no number.
func provisionName(row dossier.ClauseRow) string {
	switch {
	case row.Head:
		return "Head"
	case flat(row.Number) == "":
		return "¶"
	}
	return row.Number
}

func (c *content) clause(pieces []dossier.ClausePiece, d dossier.Draft) piece {
	out := piece{kind: pieceParagraph, role: "draft"}
	if d.Source > 0 && d.Source <= len(c.p.Sources) {
		out.lang = c.p.Sources[d.Source-1].Document.Lang
	}
	styles := map[dossier.PieceKind]runStyle{dossier.PieceAdded: styleAdded, dossier.PieceDeleted: styleDeleted, dossier.PieceBracket: styleBracket}
	for _, q := range pieces {
		out.text += q.Text
		out.runs = append(out.runs, textRun{text: shownText(q.Text), style: styles[q.Kind]})
	}
	return out
}

// index lists names and where they are found.
func (c *content) index() {
	if len(c.p.Index) == 0 {
		c.nothing(dossier.PartIndex, "index", "Index")
		return
	}
	c.add(heading(2, "index", ours("Index")))
	for _, kind := range dossier.IndexKinds {
		group := piece{kind: pieceGroup, role: "index"}
		for _, e := range c.p.Index {
			if e.Kind != kind {
				continue
			}
			var at [][]textRun
			if e.Section > 0 {
				at = append(at, []textRun{{text: "section " + itoa(e.Section), style: styleCite, link: fmt.Sprintf("issue%d", e.Section)}})
			}
			for _, n := range e.Quotes {
				at = append(at, []textRun{quoteRef(n)})
			}
			for _, n := range e.Sources {
				at = append(at, []textRun{{text: "S" + itoa(n), style: styleCite, link: fmt.Sprintf("s%d", n)}})
			}
			group.inner = append(group.inner, paragraph("entry", append([]textRun{named(e.Name, 0), ours("  ")}, joined(", ", at...)...)...))
		}
		if len(group.inner) > 0 {
			c.add(heading(3, "", ours(capital(string(kind)))), group)
		}
	}
}

// runsIf is a run, or nothing where it has no text.
func runsIf(r textRun) []textRun {
	if r.text == "" {
		return nil
	}
	return []textRun{r}
}
