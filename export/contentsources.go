package export

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
)

// sources is the appendix: every cited document with its facts and its text, the quoted passages marked.
func (c *content) sources() {
	if len(c.p.Sources) == 0 {
		return
	}
	c.add(heading(2, "sources", ours("Source appendix")))
	for i := range c.p.Sources {
		c.source(&c.p.Sources[i])
	}
}

// sourceList names the sources where the appendix is not printed, so that a citation still leads somewhere.
func (c *content) sourceList() {
	if len(c.p.Sources) == 0 {
		return
	}
	c.add(heading(2, "sources", ours("Sources")))
	t := piece{kind: pieceTable, role: "sources", head: heads("", "Title", "Outlet", "Published", "Grade"), widths: []int{8, 42, 22, 18, 10}}
	for _, s := range c.p.Sources {
		number := textRun{text: fmt.Sprintf("S%d", s.Number), style: styleBold, anchor: fmt.Sprintf("s%d", s.Number)}
		for _, q := range c.p.Quotes {
			if q.Source == s.Number {
				number.anchor = fmt.Sprintf("p%d", q.Number)
				break
			}
		}
		t.rows = append(t.rows, []contentCell{textCell(number), textCell(named(titleOf(s.Document), 0)), textCell(named(s.Document.Outlet, 0)),
			textCell(ours(s.Document.Published.Label())), textCell(named(grade(s.Document.Grade), 0))})
	}
	c.add(t)
}

func titleOf(d dossier.Document) string {
	if flat(d.Title) == "" {
		return "Untitled"
	}
	return d.Title
}

func (c *content) source(s *dossier.Source) {
	doc := s.Document
	c.add(piece{kind: pieceHeading, level: 3, role: "source", anchor: fmt.Sprintf("s%d", s.Number),
		runs: []textRun{ours(fmt.Sprintf("S%d\u2002", s.Number)), named(titleOf(doc), 0), ours("\u2002"), named(grade(doc.Grade), styleGlyph)}})
	pasted := ""
	if !doc.Retrieved.IsZero() {
		pasted = doc.Retrieved.UTC().Format("2 Jan 2006, 15:04 UTC")
	}
	facts := factTable("facts", [][2]string{{"Outlet", doc.Outlet}, {"Language", languageName(doc.Lang)}, {"Author", doc.Author}, {"Grade", gradeWords(doc.Grade)},
		{"Published", doc.Published.Label()}, {"Pasted", pasted}, {"Wire", doc.Wire}, {"URL", doc.URL}, {"Marking", doc.Marking}})
	if len(facts) == 0 {
		facts = []piece{{kind: pieceTable, role: "facts", widths: []int{24, 76}}}
	}
	hash := func(label string, sum []byte) {
		facts[0].rows = append(facts[0].rows, []contentCell{textCell(oursIn(styleSmall, label)), textCell(oursIn(styleMono, hex.EncodeToString(sum)))})
	}
	hash("SHA-256", s.Revision.SHA256[:])
	if s.Revision.RawSize > 0 && s.Revision.RawSHA256 != [32]byte{} && s.Revision.RawSHA256 != s.Revision.SHA256 {
		hash("as pasted", s.Revision.RawSHA256[:])
	}
	c.add(facts...)
	c.sourceText(s)
}

// textParagraph is a paragraph of a source with the quotations that stand in it.
type textParagraph struct {
	dossier.Paragraph
	number int
	marks  []*passage
}

// sourceText sets the whole text, or around the quoted passages where the recipe asks for excerpts.
func (c *content) sourceText(s *dossier.Source) {
	text := []rune(s.Revision.Text)
	passages := c.facts.passages(s)
	var all []textParagraph
	for _, p := range paragraphsOf(s, text) {
		if p.Empty() || strings.TrimSpace(string(text[p.Start:p.End])) == "" {
			continue
		}
		tp := textParagraph{Paragraph: p, number: len(all) + 1}
		for _, m := range passages {
			if m.Start < p.End && m.End > p.Start {
				tp.marks = append(tp.marks, m)
			}
		}
		all = append(all, tp)
	}
	kept := all
	if c.p.Recipe.Excerpts {
		kept = nil
		for i, p := range all { // a quoted paragraph with one on either side: what its words answer and what follows
			if len(p.marks) > 0 || i > 0 && len(all[i-1].marks) > 0 || i+1 < len(all) && len(all[i+1].marks) > 0 {
				kept = append(kept, p)
			}
		}
	}
	group := piece{kind: pieceGroup, role: "text", lang: s.Document.Lang}
	last := 0
	for _, p := range kept {
		if p.number > last+1 {
			group.inner = append(group.inner, paragraph("note", ours(leftOut(last+1, p.number-1))))
		}
		last = p.number
		group.inner = append(group.inner, c.sourceParagraph(s, text, p))
	}
	if last < len(all) {
		group.inner = append(group.inner, paragraph("note", ours(leftOut(last+1, len(all)))))
	}
	note := fmt.Sprintf("Complete text as stored, %s.", count(len(all), "paragraph", "paragraphs"))
	switch {
	case len(all) == 0:
		note = "The stored text is empty."
	case len(kept) < len(all):
		note = fmt.Sprintf("Excerpt: %d of %s as stored.", len(kept), count(len(all), "paragraph", "paragraphs"))
	}
	c.add(group, paragraph("note", ours(note)))
}

func leftOut(from, to int) string {
	if from == to {
		return fmt.Sprintf("[¶%d left out]", from)
	}
	return fmt.Sprintf("[¶%d–%d left out]", from, to)
}

// sourceParagraph cuts a paragraph where passages begin and end, so that those that overlap are marked too. Its words are
// the stored ones; at its end stand the numbers of the quotations, linked to where they are printed.
func (c *content) sourceParagraph(s *dossier.Source, text []rune, p textParagraph) piece {
	out := piece{kind: pieceParagraph, role: "source", number: "¶" + itoa(p.number), lang: s.Document.Lang, text: string(text[p.Start:p.End])}
	switch p.Role {
	case "title", "heading":
		out.role = "source-title"
	case "caption", "credit", "boilerplate", "byline", "outlet", "published":
		out.role = "source-aside"
	}
	cuts := []int{p.Start, p.End}
	for _, m := range p.marks {
		cuts = append(cuts, max(m.Start, p.Start), min(m.End, p.End))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := 0; i+1 < len(cuts); i++ {
		r := textRun{text: shownSpan(text, cuts[i], cuts[i+1])}
		for _, m := range p.marks {
			if m.Start < cuts[i+1] && m.End > cuts[i] {
				r.style |= styleMarked
				c.quoted[m.number] = true
				if !m.noted && r.anchor == "" {
					m.noted = true
					r.anchor = fmt.Sprintf("p%d", m.number)
				}
			}
		}
		out.runs = append(out.runs, r)
	}
	for i, m := range p.marks {
		note := quoteRef(m.number)
		if !m.noted { // another passage begins at the same letter
			m.noted = true
			note.anchor = fmt.Sprintf("p%d", m.number)
		}
		if i == 0 {
			out.runs = append(out.runs, oursIn(styleSmall, "\u2002← "))
		} else {
			out.runs = append(out.runs, oursIn(styleSmall, ", "))
		}
		out.runs = append(out.runs, note)
	}
	return out
}
