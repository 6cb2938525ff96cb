package export

import (
	"context"
	"slices"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	panelsAcross = 3
	gutter       = 4.0
	wholeQuote   = 8  // lines; a quotation of so many or fewer is never split
	longQuote    = 30 // lines of a panel; a longer one is set in full width below
)

// issues sets one section for each issue, and one for cited statements that stand in none.
func (d *doc) issues(ctx context.Context) error {
	if len(d.p.Sections) == 0 && len(d.p.Quotes) == 0 {
		d.nothing(dossier.PartIssues)
		return nil
	}
	shown := make([]bool, len(d.p.Quotes)+1)
	first := true
	for _, s := range d.p.Sections {
		if err := cancelled(ctx); err != nil {
			return err
		}
		if first {
			d.newPage(false)
		} else {
			d.y += 5
		}
		d.within(roleSection, func() { d.issue(s, !first) })
		first = false
		for _, p := range s.Panels {
			for _, n := range p.Quotes {
				shown[n] = true
			}
		}
	}
	var others []int
	for n := 1; n < len(shown); n++ {
		if !shown[n] {
			others = append(others, n)
		}
	}
	if len(others) > 0 {
		if first || d.room() < 60 {
			d.newPage(false)
		} else {
			d.y += 6
		}
		d.otherStatements(others)
	}
	return nil
}

// issue sets a section; it begins on a new page where its head and the first statement of each panel do not fit.
func (d *doc) issue(s dossier.Section, follows bool) {
	d.where, d.quote = "issue "+itoa(s.Number), 0
	number := d.oneLine(itoa(s.Number), sectionLook.in(navy), 20)
	indent := max(8, number.width()+3)
	name := s.Issue.Name
	if flat(name) == "" {
		name = "Unnamed issue"
	}
	title := d.clipped(name, sectionLook, d.width()-indent, 3)
	var definition *block
	needed := title.height() + 4
	if flat(s.Issue.Definition) != "" {
		definition = d.clipped(s.Issue.Definition, bodyLook, d.width(), 6)
		needed += definition.height()
	}
	var rows []*panelRow
	speaking, silent := voices(s.Panels)
	across := max(2, min(panelsAcross, len(speaking))) // one or two parties get wider panels
	for from := 0; from < len(speaking); from += across {
		rows = append(rows, d.panelRow(s, speaking[from:min(from+across, len(speaking))], across))
	}
	if len(rows) > 0 {
		needed += rows[0].needed()
	}
	if follows {
		if needed > d.room() {
			d.newPage(false)
		} else {
			d.cur.line(marginX, d.y-2.5, d.cur.w-marginX, d.y-2.5, 0.5, navy)
			d.y += 2.5
		}
	}
	d.where = "issue " + itoa(s.Number)
	d.chapter(itoa(s.Number), flat(name), 0, d.y-4)
	d.mark(anchor{'i', s.Number}, d.y-4)
	d.begin(roleHeading2)
	d.drawAt(number, marginX, d.y-2)
	d.y = d.drawAt(title, marginX+indent, d.y-2) + 0.6
	d.end()
	if definition != nil {
		d.y = d.drawAt(definition, marginX, d.y)
	}
	d.y += 1.5
	if len(s.Panels) == 0 {
		d.y = d.drawAt(d.set(plain("No party is set beside this issue.", summaryLook.in(grey)), d.width(), typeset.Auto), marginX, d.y)
		return
	}
	for i, r := range rows {
		if i > 0 && r.needed() > d.room() {
			d.newPage(false)
		}
		d.panels(r)
	}
	for _, r := range rows {
		for _, p := range r.panels {
			d.longStatements(p)
		}
	}
	d.silence(silent)
	d.findings(s, rows)
	d.timeline(s)
}

// shortened is what stands in a panel for a statement that is too long for its column: its beginning, marked as such,
// and where the whole is.
func (d *doc) shortened(it item, q dossier.Quote, width float64) item {
	l := it.parts[it.words].b.spans[0].look
	it.quote = 0
	note := d.set([]span{{text: "Q" + itoa(q.Number) + " in full below", look: noteLook.as(7.5, 10).in(blue), link: anchor{'q', q.Number}}}, width, typeset.LeftToRight)
	beginning := itemPart{b: d.excerpt(q.Passage.Exact, l, width, direction(q.Lang, q.Passage.Exact), wholeQuote)}
	beginning.b.lang = q.Lang
	parts := append(slices.Clone(it.parts[:it.words]), beginning, itemPart{note, 0.8})
	for _, p := range it.parts[it.words+1:] {
		if p.above != translationGap { // it stands with the whole
			parts = append(parts, p)
		}
	}
	it.parts = parts
	return it
}

// longStatements sets in full what a panel holds only the beginning of.
func (d *doc) longStatements(p *panel) {
	if len(p.long) == 0 {
		return
	}
	if d.room() < 40 {
		d.newPage(false)
	}
	d.y = d.drawAt(d.oneLine("In full: "+p.name, headLook.as(10, 14), d.width()), marginX, d.y) + 1.5
	rest := &panel{items: p.long}
	for fresh := false; len(rest.items) > 0; fresh = true {
		d.y = d.column(rest, marginX, d.y, fresh)
		if len(rest.items) > 0 {
			d.newPage(false)
		}
	}
	d.y += 4
}

// voices parts the parties that said something from the silent ones where there are more than fit side by side: a page
// of empty panels tells nobody anything.
func voices(of []dossier.Panel) (speaking []dossier.Panel, silent []string) {
	if len(of) <= panelsAcross {
		return of, nil
	}
	for _, p := range of {
		if len(p.Quotes) > 0 {
			speaking = append(speaking, p)
		} else {
			silent = append(silent, strings.ReplaceAll(clip(flat(p.Party.Name), 60), " ", "\u00a0"))
		}
	}
	return speaking, silent
}

// silence names the parties that have said nothing, and where it was searched.
func (d *doc) silence(names []string) {
	if len(names) == 0 {
		return
	}
	who := append(list(names, positionLook.with(sansSemi)), separator(". ", positionLook), span{text: d.searched(), look: positionLook.in(grey)})
	b := d.set(who, d.width()-8, typeset.LeftToRight)
	h := b.height() + 8
	if h > d.room() {
		d.newPage(false)
	}
	d.cur.fill(marginX, d.y, d.width(), h, boxGrey)
	d.stanceLine(silence, marginX+2, d.y+1.1)
	d.drawAt(b, marginX+6, d.y+5.6)
	d.y += h + 4
}

// otherStatements lists what is cited and stands under no issue, so that the packet is complete.
func (d *doc) otherStatements(numbers []int) {
	d.where = "other statements"
	d.chapter("", "Other statements", 0, d.y-4)
	d.y = d.drawAt(d.oneLine("Other statements", sectionLook, d.width()), marginX, d.y-2)
	d.y = d.drawAt(d.oneLine("Cited here, and not set under an issue.", summaryLook.in(grey), d.width()), marginX, d.y) + 3
	p := &panel{}
	for _, n := range numbers {
		p.items = append(p.items, d.quoteItem(d.p.Quotes[n-1], dossier.StanceNone, d.width()-10))
	}
	for fresh := false; len(p.items) > 0; fresh = true {
		d.y = d.column(p, marginX, d.y, fresh)
		if len(p.items) > 0 {
			d.newPage(false)
		}
	}
	d.y += 4
}
