package export

import (
	"fmt"

	"parley/dossier"
	"parley/typeset"
)

// issues sets one section for each issue, and one for cited statements that stand in none.
func (c *content) issues() {
	shown := make([]bool, len(c.p.Quotes)+1)
	for _, s := range c.p.Sections {
		c.issue(s)
		for _, p := range s.Panels {
			for _, n := range p.Quotes {
				shown[n] = true
			}
		}
	}
	others := piece{kind: pieceGroup, role: "statements"}
	for n := 1; n < len(shown); n++ {
		if !shown[n] {
			others.inner = append(others.inner, c.quotation(c.p.Quotes[n-1])...)
		}
	}
	if len(others.inner) > 0 {
		c.add(heading(2, "others", ours("Other statements")), paragraph("note", ours("Cited here, and not set under an issue.")), others)
	}
}

func (c *content) issue(s dossier.Section) {
	name := s.Issue.Name
	if flat(name) == "" {
		name = "Unnamed issue"
	}
	c.add(heading(2, fmt.Sprintf("issue%d", s.Number), oursIn(styleGlyph, itoa(s.Number)), ours("\u2002"), named(name, 0)))
	if flat(s.Issue.Definition) != "" {
		c.add(paragraph("lead", named(s.Issue.Definition, 0)))
	}
	panels := piece{kind: pieceGroup, role: "panels"}
	speaking, silent := voices(s.Panels)
	for _, p := range speaking {
		panels.inner = append(panels.inner, c.panel(s, p))
	}
	if len(s.Panels) == 0 {
		c.add(paragraph("note", ours("No party is set beside this issue.")))
	}
	if len(panels.inner) > 0 {
		c.add(panels)
	}
	if len(silent) > 0 {
		var names [][]textRun
		for _, name := range silent {
			names = append(names, []textRun{named(name, styleBold)})
		}
		c.add(piece{kind: pieceGroup, role: "position", silent: true, inner: []piece{paragraph("stance", stanceRuns("", true)...),
			paragraph("cell", append(joined(", ", names...), oursIn(styleSmall, ". "+c.facts.searched()))...)}})
	}
	t := piece{kind: pieceTable, role: "sentences", widths: []int{20, 80}}
	sentences := func(kind dossier.SentenceKind) {
		for _, sentence := range s.Sentences {
			if sentence.Kind == kind && flat(sentence.Body) != "" {
				t.rows = append(t.rows, []contentCell{textCell(oursIn(styleBold, capital(kind.Words()))), contentCellOf(c.sentence(sentence)...)})
			}
		}
	}
	sentences(dossier.CommonGround)
	sentences(dossier.Difference)
	for _, shift := range c.p.Shifts {
		if shift.Issue == s.Issue.Name {
			t.rows = append(t.rows, []contentCell{textCell(oursIn(styleBold, capital(shift.Word()))), contentCellOf(paragraph("words", c.shiftLine(shift)...))})
		}
	}
	sentences(dossier.NotSaid)
	if len(t.rows) > 0 {
		c.add(t)
	}
}

// shiftLine sums up a pair: who, from what to what, when, and what the analyst made of it.
func (c *content) shiftLine(s dossier.PacketShift) []textRun {
	out := []textRun{named(s.Party, 0)}
	moved := s.Earlier.Stance != s.Later.Stance
	for i, of := range []dossier.CodedStatement{s.Earlier, s.Later} {
		word := [2]string{": was ", ", now "}[i]
		if !moved {
			word = [2]string{": one statement", ", another"}[i]
		}
		out = append(out, ours(word))
		if moved {
			out = append(out, ours(looksOf(of.Stance).word))
		}
		if of.Date.Known() {
			out = append(out, ours(" ("+c.facts.when(of.Date, of.SaidKnown)+")"))
		}
		out = append(out, c.cite([]int{s.EarlierQuote, s.LaterQuote}[i])...)
	}
	if note := flat(s.Note); note != "" && !moved {
		out = append(out, ours(": "), named(note, 0))
	}
	out = append(out, ours("."))
	if reason := flat(s.Verdict.Reason); reason != "" {
		out = append(out, ours(" "+capital(shownText(flat(string(s.Verdict.Kind))))+": "), named(reason, 0))
	}
	return out
}

// sentence is what an analyst wrote, with what it rests on and whether it is still up to date.
func (c *content) sentence(s dossier.CitedSentence) []piece {
	out := []piece{paragraph("words", append([]textRun{named(s.Body, 0)}, c.cites(s.Quotes)...)...)}
	var by [][]textRun
	if flat(s.Analyst) != "" {
		by = append(by, []textRun{named(s.Analyst, 0)})
	}
	if sure := flat(string(s.Confidence)); sure != "" {
		by = append(by, []textRun{ours(shownText(sure) + " confidence")})
	}
	if len(by) > 0 {
		out = append(out, paragraph("note", joined(", ", by...)...))
	}
	if stale := staleWords(s); stale != "" {
		out = append(out, paragraph("note", ours(shownText(stale))))
	}
	return out
}

// panel is a party on an issue: stance, position, quotations.
func (c *content) panel(s dossier.Section, p dossier.Panel) piece {
	name := p.Party.Name
	if flat(name) == "" {
		name = "Unnamed party"
	}
	out := piece{kind: pieceGroup, role: "panel", stance: p.Stance, silent: len(p.Quotes) == 0}
	out.inner = append(out.inner, heading(3, "", named(name, 0)))
	position := piece{kind: pieceGroup, role: "position", stance: p.Stance, silent: out.silent}
	position.inner = append(position.inner, paragraph("stance", stanceRuns(p.Stance, out.silent)...))
	switch {
	case out.silent:
		position.inner = append(position.inner, paragraph("note", ours("No statement found on this issue. "+c.facts.searched())))
	case flat(p.Summary.Body) != "":
		position.inner = append(position.inner, c.sentence(p.Summary)...)
	default:
		q := c.p.Quotes[p.Quotes[0]-1]
		if reason := readingOf(q, s.Issue.Name).Reason; flat(reason) != "" {
			position.inner = append(position.inner, paragraph("words", named(reason, 0)))
			break
		}
		lead := count(len(p.Quotes), "statement", "statements")
		if q.Said.Known() {
			lead += ", "
			if len(p.Quotes) > 1 {
				lead += "newest "
			}
			lead += c.facts.when(q.Said, q.SaidKnown)
		}
		position.inner = append(position.inner, paragraph("words", ours(lead+".")))
	}
	out.inner = append(out.inner, position)
	for _, n := range p.Quotes {
		q := c.p.Quotes[n-1]
		group := c.quotation(q)
		group[0].stance = readingOf(q, s.Issue.Name).Stance
		out.inner = append(out.inner, group...)
	}
	return out
}

// words are the stored words of a quotation, letter for letter. One that is paraphrased has no marks but its own.
func (c *content) words(q dossier.Quote) piece {
	role := "quote"
	if q.Kind == dossier.Indirect {
		role = "reported"
	}
	c.quoted[q.Number] = true
	return stored(role, q.Lang, q.Passage.Exact, 0)
}

// spoken is what stands of a statement wherever it is printed: the act in front, the original, then the translation, and
// whose the words are where they are not the speaker's.
func (c *content) spoken(q dossier.Quote) []piece {
	var out []piece
	if act := q.Act.Words(); act != "" { // in front: the words alone would be taken for the speaker's position
		out = append(out, paragraph("act", oursIn(styleItalic, act+":")))
	}
	out = append(out, c.words(q))
	out = append(out, c.translation(q)...)
	switch outlet := c.outlet(q); q.Kind {
	case dossier.Indirect:
		out = append(out, paragraph("note", ours("paraphrased by "), named(outlet, 0)))
	case dossier.Mixed:
		out = append(out, paragraph("note", ours("in part paraphrased by "), named(outlet, 0)))
	}
	return out
}

// translation is one paragraph, or none.
func (c *content) translation(q dossier.Quote) []piece {
	t := q.Translation
	if t.Text == "" {
		return nil
	}
	tr := stored("translation", t.Lang, t.Text, styleItalic)
	tr.runs = append([]textRun{oursIn(styleSmall, "tr.\u00a0")}, tr.runs...)
	if flat(t.By) != "" {
		tr.runs = append(tr.runs, oursIn(styleSmall, " (translated by "), named(t.By, styleSmall), oursIn(styleSmall, ")"))
	}
	return []piece{tr}
}

func (c *content) outlet(q dossier.Quote) string {
	if outlet := c.p.Sources[q.Source-1].Document.Outlet; flat(outlet) != "" {
		return outlet
	}
	return fmt.Sprintf("S%d", q.Source)
}

// quotation is a statement in full: its words, who said them, in what role, when, through whom, and where they stand.
func (c *content) quotation(q dossier.Quote) []piece {
	group := piece{kind: pieceGroup, role: "statement", anchor: fmt.Sprintf("q%d", q.Number)}
	if len(q.Issues) > 0 {
		group.stance = q.Issues[0].Stance
	}
	group.inner = c.spoken(q)
	speaker := q.Speaker
	if flat(speaker) == "" {
		speaker = "Speaker not named"
	}
	group.inner = append(group.inner, paragraph("speaker", named(speaker, styleBold)))
	outlet := c.outlet(q)
	lists := [][]textRun{{oursIn(styleSmall, "Q"+itoa(q.Number))}}
	if flat(q.Role) != "" {
		lists = append(lists, []textRun{named(q.Role, styleSmall)})
	}
	where := []textRun{named(outlet, styleSmall)}
	if q.Paragraph > 0 {
		where = append(where, oursIn(styleSmall, ", ¶\u00a0"+itoa(q.Paragraph)))
	}
	lists = append(lists, []textRun{oursIn(styleSmall, c.facts.when(q.Said, q.SaidKnown))}, where,
		[]textRun{named(grade(c.p.Sources[q.Source-1].Document.Grade), styleSmall)})
	if via := reportedVia(q, outlet); via != "" {
		lists = append(lists, []textRun{named(via, styleSmall)})
	}
	for _, r := range q.Passage.Exact + q.Translation.Text {
		if typeset.IsDirectionControl(r) {
			lists = append(lists, []textRun{oursIn(styleSmall, "contains direction controls, shown as tags")})
			break
		}
	}
	group.inner = append(group.inner, paragraph("facts", append(joined(" · ", lists...), c.cite(q.Number)...)...))
	return []piece{group}
}
