package export

import (
	"regexp"
	"slices"
	"strings"

	"parley/typeset"
)

// role is what a part of a page is to somebody who hears it read or reads it with a program (ISO 32000-1, 14.8.4).
type role uint8

const (
	roleNone role = iota
	roleDocument
	roleSection
	roleDivision
	roleHeading1
	roleHeading2
	roleHeading3
	roleParagraph
	roleTable
	roleRow
	roleColumnHead
	roleRowHead
	roleCell
	roleQuote
	roleNote
	roleContents
	roleEntry
	roleLink
	roleFigure
	roleSign     // a sign that stands for words
	roleArtifact // what repeats or decorates: nothing of it is read out
	roleRunning  // the same, of the head and foot of a page
)

var roleNames = [...]string{roleDocument: "Document", roleSection: "Sect", roleDivision: "Div", roleHeading1: "H1", roleHeading2: "H2", roleHeading3: "H3", roleParagraph: "P",
	roleTable: "Table", roleRow: "TR", roleColumnHead: "TH", roleRowHead: "TH", roleCell: "TD", roleQuote: "BlockQuote", roleNote: "Note",
	roleContents: "TOC", roleEntry: "TOCI", roleLink: "Link", roleFigure: "Figure", roleSign: "Span"}

// holdsText says whether words stand in an element of the role itself; in others each block is a paragraph.
func (r role) holdsText() bool {
	switch r {
	case roleHeading1, roleHeading2, roleHeading3, roleParagraph, roleLink, roleFigure, roleSign, roleArtifact, roleRunning:
		return true
	}
	return false
}

// element is a node of the structure tree. Its children stand in the order in which they are read.
type element struct {
	role     role
	parent   *element
	children []child
	lang     string // BCP 47; empty: that of the parent
	alt      string // of a figure: what it shows
	says     string // of a sign: the words that it stands for
	columns  int    // that a cell takes; 0: one
	object   int    // its number in the file
}

// child is an element, a stretch of a page's content, or the area of a link on a page.
type child struct {
	element *element
	page    *page
	content int // number of the stretch on page; -1: the area is meant
	area    int // number of a link of the page
}

// The packet's structure is made while it is laid out: begin and end stand around what belongs together. What nobody
// speaks for is put in its place by itself: a block of text is a paragraph of the element that is open, or a heading
// by its look; rectangles and lines are decoration; a linked span is a link, and the sign of a stance says its name.

// begin opens an element within the one that is open, until end.
func (d *doc) begin(r role) *element {
	if r >= roleArtifact || d.innermost().role >= roleArtifact {
		if d.innermost().role >= roleArtifact {
			r = d.innermost().role
		}
		e := &element{role: r}
		d.opened = append(d.opened, e)
		return e
	}
	e := d.innermost().add(r)
	d.opened = append(d.opened, e)
	return e
}

// resume opens an element again that was ended: a column that goes on after its neighbours.
func (d *doc) resume(e *element) { d.opened = append(d.opened, e) }

// linkHome is where a link belongs that stands in what is not read out: beside it.
func (d *doc) linkHome() *element {
	for i := len(d.opened) - 1; i >= 0; i-- {
		if r := d.opened[i].role; r == roleSection || r == roleDivision {
			return d.opened[i]
		}
	}
	return d.root
}

func (d *doc) end() { d.opened = d.opened[:len(d.opened)-1] }

// within draws something as one element.
func (d *doc) within(r role, draw func()) *element {
	e := d.begin(r)
	draw()
	d.end()
	return e
}

// innermost is the innermost element that was begun.
func (d *doc) innermost() *element {
	if len(d.opened) == 0 {
		return d.root
	}
	return d.opened[len(d.opened)-1]
}

func (e *element) add(r role) *element {
	c := &element{role: r, parent: e}
	e.children = append(e.children, child{element: c})
	return c
}

// tag remembers the element of a block or a statement from the first time that it is drawn, so that what goes on on
// another page stays one thing.
type tag struct {
	element *element
	alone   bool       // no other block belongs to it
	parts   []*element // of the spans of a block, where they are elements of their own
}

// elementOf is the element of a block's words.
func (d *doc) elementOf(b *block) *element {
	if in := d.innermost(); in.role >= roleArtifact {
		return in
	}
	if b.element == nil {
		if b.element = d.innermost(); !b.element.role.holdsText() {
			b.element, b.alone = b.element.add(b.role(b.element.role)).inLanguage(b.lang), true
			if b.rightToLeft() && !b.linked() {
				b.element.says = b.logical(b.lines)
			}
		}
	}
	return b.element
}

// role takes large bold type outside of tables and lists for a heading.
func (b *block) role(in role) role {
	l := b.spans[0].look
	if l.face != sansBold || in != roleDocument && in != roleSection {
		return roleParagraph
	}
	switch {
	case l.size >= 20:
		return roleHeading1
	case l.size >= 13:
		return roleHeading2
	case l.size >= 10:
		return roleHeading3
	}
	return roleParagraph
}

// elementIn is the element of a run: that of its block, or within it a link or a sign.
func (d *doc) elementIn(b *block, of *element, r typeset.Run, face faceID) *element {
	if of.role >= roleArtifact || of.role == roleFigure {
		return of
	}
	i := b.spanAt(r.Start)
	if b.spans[i].decoration {
		return &decoration
	}
	if b.spans[i].link.kind != 0 && of.role != roleLink {
		of = b.inner(i, of, roleLink)
	}
	says := ""
	switch {
	case of.says != "":
	case face == symbols && signs[b.p[r.Start]] != "":
		says = signs[b.p[r.Start]]
	case r.RTL:
		says = b.logical([]typeset.Line{{Runs: []typeset.Run{r}}})
	}
	if says == "" {
		return of
	}
	e := of.add(roleSign)
	e.says = says
	return e
}

// Letters of right-to-left scripts are painted from left to right, which programs that show or search pages expect;
// what reads by the structure would read them backwards. So the structure has their words as they are read: those of
// the paragraph, or where it holds links those of each run. (Put into the content itself, line by line, the same words
// come out backwards in readers that turn lines around.)

func (b *block) rightToLeft() bool {
	for _, l := range b.lines {
		for _, r := range l.Runs {
			if r.RTL {
				return true
			}
		}
	}
	return false
}

func (b *block) linked() bool {
	for _, s := range b.spans {
		if s.link.kind != 0 || s.decoration {
			return true
		}
	}
	return false
}

// logical is what lines show in the order in which it is read.
func (b *block) logical(lines []typeset.Line) string {
	var out strings.Builder
	for i, l := range lines {
		if i > 0 && l.Start > 0 && (b.p[l.Start-1] == ' ' || b.p[l.Start-1] == '\n') {
			out.WriteByte(' ')
		}
		for _, r := range b.inReadingOrder(l) {
			if r.Tag != "" {
				out.WriteString(r.Tag)
			} else {
				out.WriteString(string(b.p[r.Start:r.End]))
			}
		}
	}
	return out.String()
}

// inReadingOrder is the order in which the runs of a line are read, and painted.
func (b *block) inReadingOrder(l typeset.Line) []typeset.Run {
	if slices.IsSortedFunc(l.Runs, func(a, b typeset.Run) int { return a.Start - b.Start }) {
		return l.Runs
	}
	runs := slices.Clone(l.Runs)
	slices.SortFunc(runs, func(a, b typeset.Run) int { return a.Start - b.Start })
	return runs
}

// inner is the element of a span within its block, the same on all its lines.
func (b *block) inner(i int, of *element, r role) *element {
	if b.parts == nil {
		b.parts = make([]*element, len(b.spans))
	}
	if b.parts[i] == nil {
		b.parts[i] = of.add(r)
	}
	return b.parts[i]
}

// signs are read out as the words that they stand for.
var signs = map[rune]string{'●': "Supports", '◐': "Conditional", '■': "Opposes", '◇': "Ambiguous",
	'↑': "nearer to agreement", '↓': "farther from agreement", '⇄': "contradicts"}

// speak notes that what is painted next on the page belongs to e, and returns the number of its stretch of content;
// -1 for an artifact, -2 for one of head or foot.
func (p *page) speak(e *element) int32 {
	switch {
	case e.role == roleArtifact:
		p.speaking = nil
		return -1
	case e.role == roleRunning:
		p.speaking = nil
		return -2
	case p.speaking != e:
		p.speaking = e
		e.children = append(e.children, child{page: p, content: len(p.stretches)})
		p.stretches = append(p.stretches, e)
	}
	return int32(len(p.stretches) - 1)
}

// area notes a link of the page as a part of e.
func (p *page) area(e *element, l link) {
	p.areas++
	e.children = append(e.children, child{page: p, content: -1, area: p.areas})
	l.element, l.number = e, p.areas
	p.links = append(p.links, l)
}

var languageForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// inLanguage says in which language the words of an element are, where that is known.
func (e *element) inLanguage(tag string) *element {
	if languageForm.MatchString(tag) && tag != "und" {
		e.lang = tag
	}
	return e
}
