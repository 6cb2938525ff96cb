package export

import (
	"fmt"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// content is a packet as a sequence of pieces, without a form. It is made once, in contentparts.go and its like; HTML,
// Markdown and DOCX are three ways of writing it, so that none of them can say other things than the others.
type content struct {
	p        dossier.Packet
	facts    *doc // the packet's own wording of dates, periods and titles; no page is set with it
	lang     string
	label    string // the marking, or empty
	colour   colour
	handling string
	pieces   []piece
	quoted   map[int]bool // numbers of quotations whose words stand in full
	anchors  map[string]bool
}

// pieceKind is what a piece of content is.
type pieceKind string

const (
	pieceHeading   pieceKind = "heading"
	pieceParagraph pieceKind = "paragraph"
	pieceTable     pieceKind = "table"
	pieceGroup     pieceKind = "group" // holds pieces
	pieceContents  pieceKind = "contents"
	pieceBar       pieceKind = "bar" // a range of chances on a line from 0 to 100 per cent
)

// piece is a block of content.
type piece struct {
	kind   pieceKind
	role   string // how it looks: the name of a class or style
	level  int    // of a heading, from 1
	anchor string
	runs   []textRun
	number string         // of a paragraph of a source
	stance dossier.Stance // of a group or cell in its colour
	silent bool           // a group or cell without a statement
	lang   string         // of a stored text
	text   string         // the stored text whose direction the paragraph has; empty: our own words
	inner  []piece
	head   []contentCell
	rows   [][]contentCell
	widths []int // of a table's columns, in per cent
	low    int   // of a bar, in per cent
	high   int
}

// tableCell is a cell of a table.
type contentCell struct {
	inner  []piece
	stance dossier.Stance
	tinted bool
	silent bool
}

// runStyle is how a run looks and what it is.
type runStyle uint16

const (
	styleBold runStyle = 1 << iota
	styleItalic
	styleSmall   // labels and notes, grey
	styleCite    // a citation
	styleAdded   // to the base draft
	styleDeleted // from it
	styleBracket
	styleMarked // a quoted passage in its source
	styleGlyph  // of a stance
	styleName   // stored words among ours: its direction is kept to itself
	styleMono
)

// run is a stretch of text in one look.
type textRun struct {
	text   string
	style  runStyle
	link   string // to an anchor of this file
	anchor string // that begins here
	stance dossier.Stance
	silent bool
}

// shownText is a stored text as forms for people show it: what could hide something from a reader stands as a tag, as in
// the PDF, and so does what XML and HTML cannot hold.
func shownText(s string) string {
	p := []rune(clean(s))
	return shownSpan(p, 0, len(p))
}

// shownSpan is a stretch of a text; whether a joiner spells depends on what stands beside it, outside the stretch too.
func shownSpan(p []rune, from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		r := p[i]
		tag := typeset.ControlTag(p, i)
		if tag == "" && (r == '\r' || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE) {
			tag = tagFor(r)
		}
		if tag == "" {
			b.WriteRune(r)
		} else {
			b.WriteString(tag)
		}
	}
	return b.String()
}

// rightToLeft reports whether a text runs from right to left, by its language or its first letter.
func rightToLeft(lang, text string) bool {
	if direction(lang, text) == typeset.RightToLeft {
		return true
	}
	for _, r := range text {
		switch typeset.ScriptOf(r) {
		case typeset.Hebrew, typeset.Arabic:
			return true
		case typeset.Western, typeset.Other:
			return false
		}
	}
	return false
}

// newContent makes the content of a packet.
func newContent(p dossier.Packet) *content {
	c := &content{p: p, facts: &doc{p: p, printed: printed(p), bare: true, year: p.Issued.Year(), byStatement: map[dossier.ID]int{}}, lang: p.Recipe.Language,
		quoted: map[int]bool{}, anchors: map[string]bool{}}
	for _, q := range p.Quotes {
		if q.Statement != dossier.None {
			c.facts.byStatement[q.Statement] = q.Number
		}
	}
	if c.lang == "" {
		c.lang = "en"
	}
	c.label, c.colour, c.handling = marking(p.Recipe)
	c.label, c.handling = shownText(c.label), shownText(flat(c.handling))
	c.parts()
	c.closing()
	c.settle(c.pieces)
	return c
}

// closing is the line at the end: how many of the statements are cited, and of how many the words do not stand here whole.
func (c *content) closing() {
	if max(len(c.p.Quotes), c.p.Selected) == 0 {
		return
	}
	line := ClosingCount(c.p) + "."
	if n := len(c.p.Quotes) - len(c.quoted); n > 0 {
		line += fmt.Sprintf(" The words of %d are not printed whole in this form; they stand in the dossier.", n)
	}
	c.add(paragraph("closing", ours(line)))
}

// settle leaves each anchor in its first place, and takes away links that lead nowhere because their part is not printed.
func (c *content) settle(pieces []piece) {
	eachPiece(pieces, func(q *piece) {
		q.anchor = c.first(q.anchor)
		for i := range q.runs {
			q.runs[i].anchor = c.first(q.runs[i].anchor)
		}
	})
	eachPiece(pieces, func(q *piece) {
		for i := range q.runs {
			if !c.anchors[q.runs[i].link] {
				q.runs[i].link = ""
			}
		}
	})
}

func (c *content) first(anchor string) string {
	if anchor == "" || c.anchors[anchor] {
		return ""
	}
	c.anchors[anchor] = true
	return anchor
}

// eachPiece calls fn for each piece, the outer before the inner.
func eachPiece(pieces []piece, fn func(*piece)) {
	for i := range pieces {
		q := &pieces[i]
		fn(q)
		eachPiece(q.inner, fn)
		for k := range q.head {
			eachPiece(q.head[k].inner, fn)
		}
		for _, row := range q.rows {
			for k := range row {
				eachPiece(row[k].inner, fn)
			}
		}
	}
}

func (c *content) add(pieces ...piece) { c.pieces = append(c.pieces, pieces...) }

func ours(text string) textRun { return textRun{text: text} }

func oursIn(style runStyle, text string) textRun { return textRun{text: text, style: style} }

// named is a stored name or fact among our words.
func named(text string, style runStyle) textRun {
	return textRun{text: shownText(flat(text)), style: style | styleName}
}

func paragraph(role string, runs ...textRun) piece {
	return piece{kind: pieceParagraph, role: role, runs: runs}
}

// stored is a paragraph of stored words, with the direction of their language.
func stored(role, lang, text string, style runStyle) piece {
	return piece{kind: pieceParagraph, role: role, lang: lang, text: text, runs: []textRun{{text: shownText(text), style: style}}}
}

func heading(level int, anchor string, runs ...textRun) piece {
	return piece{kind: pieceHeading, level: level, anchor: anchor, runs: runs}
}

func textCell(runs ...textRun) contentCell {
	return contentCell{inner: []piece{paragraph("cell", runs...)}}
}

func contentCellOf(pieces ...piece) contentCell { return contentCell{inner: pieces} }

func heads(titles ...string) []contentCell {
	var out []contentCell
	for _, t := range titles {
		out = append(out, textCell(ours(t)))
	}
	return out
}

// stanceRuns are glyph and word of a stance.
func stanceRuns(s dossier.Stance, silent bool) []textRun {
	look := looksOf(s)
	if silent {
		look = silence
	}
	return []textRun{{text: look.glyph, style: styleGlyph, stance: s, silent: silent}, {text: "\u00a0" + look.word, style: styleBold, stance: s, silent: silent}}
}

// cite is a citation of a quotation: its source, linked to the marked passage.
func (c *content) cite(quote int) []textRun {
	if quote < 1 || quote > len(c.p.Quotes) {
		return nil
	}
	return []textRun{ours("\u00a0"), {text: fmt.Sprintf("[S%d]", c.p.Quotes[quote-1].Source), style: styleCite, link: fmt.Sprintf("p%d", quote)}}
}

// cites are the citations of quotations, each source once. Where a source is cited for more than one passage, the
// quotations are named so that each has its link: "[S1: Q2, Q5]".
func (c *content) cites(quotes []int) []textRun {
	var out []textRun
	for _, of := range bySource(c.p, quotes) {
		if len(of) == 1 {
			out = append(out, c.cite(of[0])...)
			continue
		}
		out = append(out, ours("\u00a0"), oursIn(styleCite, fmt.Sprintf("[S%d:\u00a0", c.p.Quotes[of[0]-1].Source)))
		for i, n := range of {
			if i > 0 {
				out = append(out, oursIn(styleCite, ",\u00a0"))
			}
			out = append(out, textRun{text: "Q" + itoa(n), style: styleCite, link: fmt.Sprintf("p%d", n)})
		}
		out = append(out, oursIn(styleCite, "]"))
	}
	return out
}

// quoteRef links to a quotation where it is printed in full.
func quoteRef(n int) textRun {
	return textRun{text: "Q" + itoa(n), style: styleCite, link: fmt.Sprintf("q%d", n)}
}

// joined puts a separator between lists of runs; empty ones are passed over.
func joined(separator string, lists ...[]textRun) []textRun {
	var out []textRun
	for _, l := range lists {
		if len(l) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, oursIn(l[0].style&styleSmall, separator))
		}
		out = append(out, l...)
	}
	return out
}
