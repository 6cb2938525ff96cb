package export

import (
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// item is a statement in a panel: its words, then who said them and where they stand.
type item struct {
	quote int // its number, or 0
	bar   colour
	width float64 // with its bar
	parts []itemPart
	words int // which of the parts are the words themselves

	direct bool // the words are the speaker's
	tag    *tag
}

type itemPart struct {
	b     *block
	above float64 // space before it
}

func (it item) height() float64 {
	var h float64
	for _, p := range it.parts {
		h += p.above + p.b.height()
	}
	return h
}

// translationGap is the space above a translation.
const translationGap = 1.0

// longSummary is how many lines of an analyst's sentence a panel holds.
const longSummary = 14

// panel is a party's column in a row of panels.
type panel struct {
	name  string
	look  stanceStyle
	lead  *block
	items []item
	long  []item // set in full width below the panels

	summary *dossier.CitedSentence // too long for the panel: it is set below
	element *element               // of the structure: a column goes on after its neighbours
}

// panelRow is up to three panels side by side.
type panelRow struct {
	panels          []*panel
	width           float64 // of a panel
	head, box       float64 // heights, the same for all
	firstStatements float64
}

func (d *doc) panelRow(s dossier.Section, of []dossier.Panel, across int) *panelRow {
	r := &panelRow{width: (d.width() - gutter*float64(across-1)) / float64(across)}
	for _, p := range of {
		set := d.panel(s, p, r.width)
		r.panels = append(r.panels, set)
		r.box = max(r.box, set.lead.height()+7.4)
		r.head = max(r.head, d.clipped(set.name, panelHead, r.width-4, 2).height()+2.6)
		if len(set.items) > 0 {
			r.firstStatements = max(r.firstStatements, min(set.items[0].height(), 60))
		}
	}
	return r
}

// needed is the height that the row must find on a page to begin there.
func (r *panelRow) needed() float64 { return r.head + r.box + 4 + r.firstStatements }

func (d *doc) panels(r *panelRow) {
	row, width, headHeight, boxHeight := r.panels, r.width, r.head, r.box
	for continued := false; ; continued = true {
		y := d.y
		for i, p := range row {
			if continued && len(p.items) == 0 {
				continue
			}
			x := marginX + float64(i)*(width+gutter)
			d.cur.fill(x, y, width, headHeight, navy)
			name, as := p.name, roleHeading3
			if continued {
				name, as = flat(name)+" (continued)", roleArtifact
				d.resume(p.element)
			} else {
				p.element = d.begin(roleSection)
			}
			d.within(as, func() { d.drawAt(d.clipped(name, panelHead, width-4, 2), x+2, y+1.3) })
			if !continued {
				d.cur.fill(x, y+headHeight, width, boxHeight, p.look.tint)
				if p.look.tint == white {
					d.cur.fill(x, y+headHeight, width, boxHeight, boxGrey)
				}
				d.stanceLine(p.look, x+2, y+headHeight+1.1)
				d.drawAt(p.lead, x+2, y+headHeight+5.4)
			}
			d.end()
		}
		start := y + headHeight + 3.4
		if !continued {
			start += boxHeight
		}
		lowest := start - 3.4 + 0.2
		more := false
		for i, p := range row {
			if len(p.items) == 0 {
				continue
			}
			x := marginX + float64(i)*(width+gutter)
			d.resume(p.element)
			lowest = max(lowest, d.column(p, x, start, continued))
			d.end()
			more = more || len(p.items) > 0
		}
		for i := 1; i < len(row); i++ {
			x := marginX + float64(i)*(width+gutter) - gutter/2
			d.cur.line(x, y, x, lowest, 0.2, rule)
		}
		d.y = lowest + 4
		if !more {
			return
		}
		d.newPage(false)
	}
}

var panelHead = look{sansBold, 8.5, 11.5, white}

// panel gathers what stands in a party's column.
func (d *doc) panel(s dossier.Section, p dossier.Panel, width float64) *panel {
	out := &panel{name: p.Party.Name, look: looksOf(p.Stance)}
	lead := ""
	switch {
	case len(p.Quotes) == 0:
		out.look = silence
		lead = "No statement found on this issue. " + d.searched()
	case flat(p.Summary.Body) != "":
		if out.lead = d.summary(p.Summary, width-4); len(out.lead.lines) > longSummary {
			out.lead = d.set([]span{{text: d.beginningOf(flat(p.Summary.Body), positionLook, width-4, 8), look: positionLook}, {text: "\u00a0… in full below", look: positionLook.in(grey)}}, width-4, typeset.Auto)
			out.summary = &p.Summary
		}
	default:
		q := d.p.Quotes[p.Quotes[0]-1]
		lead = readingOf(q, s.Issue.Name).Reason
		if lead == "" {
			lead = count(len(p.Quotes), "statement", "statements")
			if q.Said.Known() {
				lead += ", "
				if len(p.Quotes) > 1 {
					lead += "newest "
				}
				lead += d.when(q.Said, q.SaidKnown)
			}
			lead += "."
		}
	}
	if out.lead == nil {
		out.lead = d.excerpt(flat(lead), positionLook, width-4, typeset.Auto, 8)
	}
	for _, n := range p.Quotes {
		q := d.p.Quotes[n-1]
		it := d.quoteItem(q, readingOf(q, s.Issue.Name).Stance, width-3.6)
		if len(it.parts[it.words].b.lines) > longQuote {
			out.long = append(out.long, d.quoteItem(q, readingOf(q, s.Issue.Name).Stance, d.width()-3.6))
			it = d.shortened(it, q, width-3.6)
		}
		out.items = append(out.items, it)
	}
	return out
}

func readingOf(q dossier.Quote, issue string) dossier.Reading {
	for _, r := range q.Issues {
		if r.Issue == issue {
			return r
		}
	}
	return dossier.Reading{}
}

// quoteItem sets a statement: its words as stored, who said it, in what role, when, through whom, and where it stands.
func (d *doc) quoteItem(q dossier.Quote, stance dossier.Stance, width float64) item {
	d.where, d.quote = "Q"+itoa(q.Number), q.Number
	l := quoteLook
	if q.Kind == dossier.Indirect {
		l = reportedLook
	}
	it := item{quote: q.Number, bar: looksOf(stance).dark, width: width + 2.8, tag: &tag{}, direct: q.Kind == dossier.Direct}
	if act := q.Act.Words(); act != "" { // in front: the words alone would be taken for the speaker's position
		it.add(d.clipped(act+":", noteLook.as(7.5, 10), width, 1))
		it.words = 1
	}
	said := d.set(plain(q.Passage.Exact, l), width, direction(q.Lang, q.Passage.Exact))
	said.lang = q.Lang
	it.parts = append(it.parts, itemPart{b: said})
	d.mark(anchor{'w', q.Number}, d.y)
	outlet := d.p.Sources[q.Source-1].Document.Outlet
	if flat(outlet) == "" {
		outlet = "S" + itoa(q.Source)
	}
	switch q.Kind {
	case dossier.Indirect:
		it.add(d.clipped("paraphrased by "+outlet, noteLook.as(7.5, 10), width, 2))
	case dossier.Mixed:
		it.add(d.clipped("in part paraphrased by "+outlet, noteLook.as(7.5, 10), width, 2))
	}
	if q.Translation.Text != "" {
		it.parts = append(it.parts, itemPart{d.translation(q, width, 0), translationGap})
	}
	it.add(d.who(q, width))
	facts := d.set(d.said(q, outlet, 120), width, typeset.LeftToRight)
	if len(facts.lines) > 8 { // a role that no font has grows with its tags
		facts = d.set(d.said(q, outlet, 12), width, typeset.LeftToRight)
	}
	it.add(facts)
	d.quote = 0
	return it
}

// said is the line under a speaker: role, day, through whom, where it stands; names of at most longest characters.
func (d *doc) said(q dossier.Quote, outlet string, longest int) []span {
	var out []span
	if role := flat(q.Role); role != "" {
		out = append(out, span{text: clip(role, longest), look: roleLook}, separator(" · ", roleLook))
	}
	out = append(out, span{text: d.when(q.Said, q.SaidKnown), look: roleLook}, separator(" · ", roleLook), span{text: clip(flat(outlet), longest), look: roleLook})
	if q.Paragraph > 0 {
		out = append(out, separator(", ", roleLook), span{text: "¶\u00a0" + itoa(q.Paragraph), look: roleLook})
	}
	out = append(out, separator(" · ", roleLook), span{text: clip(grade(d.p.Sources[q.Source-1].Document.Grade), 8), look: roleLook})
	if via := reportedVia(q, outlet); via != "" {
		out = append(out, separator(" · ", roleLook), span{text: clip(via, longest), look: roleLook})
	}
	for _, r := range q.Passage.Exact {
		if typeset.IsDirectionControl(r) {
			out = append(out, separator(" · ", roleLook), span{text: "contains direction controls, shown as tags", look: roleLook})
			break
		}
	}
	return append(out, separator("\u00a0", roleLook), d.citation(q.Number))
}

func (it *item) add(b *block) {
	above := 0.0
	if n := len(it.parts); n > 0 && (n-1 == it.words || it.parts[n-1].above == translationGap) { // between the words and what is said of them
		above = 0.8
	}
	it.parts = append(it.parts, itemPart{b, above})
}

// reportedVia names the links between the speaker and the outlet.
func reportedVia(q dossier.Quote, outlet string) string {
	var names []string
	for _, h := range q.Hops {
		if h.Kind == dossier.HopSpeaker || h.Kind == dossier.HopPublisher {
			continue
		}
		name := flat(h.Name)
		if name == "" {
			name = flat(h.Text)
		}
		if name != "" && name != flat(outlet) && name != flat(q.Speaker) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "through " + strings.Join(names, ", ")
}

// column draws as many of a panel's items as the page holds, takes them off the panel and returns the y below.
func (d *doc) column(p *panel, x, y float64, fresh bool) float64 {
	limit := d.cur.h - bottom
	first := fresh
	end := y
	for len(p.items) > 0 {
		it := p.items[0]
		if it.height() <= limit-y {
			d.anchorQuote(it, x, y)
			y = d.drawItem(it, x, y)
			end = y
			y += 4.4
			p.items = p.items[1:]
			first = false
			continue
		}
		begin, rest, ok := it.split(limit - y)
		switch {
		case ok && (first || len(it.parts[it.words].b.lines) > wholeQuote):
			d.anchorQuote(it, x, y)
			end = d.drawItem(begin, x, y)
			p.items[0] = rest
		case first: // nothing of it can be parted: better over the edge than for ever on new pages
			d.anchorQuote(it, x, y)
			end = d.drawItem(it, x, y)
			p.items = p.items[1:]
		}
		break
	}
	return end
}

// split parts an item at a height, so that what is said of the words never stands without two lines of them.
func (it item) split(height float64) (begin, rest item, ok bool) {
	begin, rest = it, it
	for {
		begin.parts, rest.parts = splitParts(it.parts, height)
		n := len(begin.parts)
		if n == 0 || n <= it.words {
			return begin, rest, false
		}
		last := begin.parts[n-1].b
		if n+len(rest.parts) > len(it.parts) { // the cut goes through a paragraph
			rest.words = max(0, it.words-n+1)
			return begin, rest, true
		}
		if n > it.words+1 && it.parts[n-1].above != translationGap { // between two lines about the speaker
			height = heightOf(begin.parts[:it.words+1])
		}
		height = min(height, heightOf(begin.parts)) - 2*last.leading + 0.01
		if height <= 0 {
			return begin, rest, false
		}
	}
}

func (d *doc) anchorQuote(it item, x, y float64) {
	if it.quote > 0 {
		d.markArea(anchor{'q', it.quote}, area{x, y, it.width, min(it.height(), d.cur.h-bottom-y)})
	}
}

func (d *doc) drawItem(it item, x, y float64) float64 {
	d.cur.fill(x, y+0.6, 0.8, it.height()-0.6, it.bar)
	d.openItem(it)
	defer d.end()
	for _, part := range it.parts {
		y = d.drawAt(part.b, x+2.8, y+part.above)
	}
	return y
}

// openItem opens the element of a statement, for the first time or again: a paraphrase is no quotation here either.
func (d *doc) openItem(it item) {
	switch {
	case it.tag == nil:
		d.begin(roleDivision)
	case it.tag.element != nil:
		d.resume(it.tag.element)
	case it.direct:
		it.tag.element = d.begin(roleQuote)
	default:
		it.tag.element = d.begin(roleDivision)
	}
}
