package export

import (
	"context"
	"slices"

	"parley/dossier"
)

// run is a part of the packet, or several that share pages, laid out. Its pages and anchors are counted from its own
// first page, so that it stays as it is while others grow. It is laid out again only where a page number that it prints
// has turned out to be another.
type run struct {
	index   int
	parts   []dossier.Part
	laid    bool
	first   int // pages before it
	pages   []*page
	anchors map[anchor]place
	cited   map[int][]place // where a quotation is cited, once for each page
	entries []entry
	asked   map[anchor]int // the page numbers that it was told, 0 where there was none yet
	found   []Problem
	listed  int      // the chapters that there were, for the front page to list
	element *element // of the structure: what holds its parts
}

// mostPasses is how often the page numbers are looked at; they stand still after two unless a number grows by a digit
// just where that moves a line.
const mostPasses = 3

// flowing are the parts that begin on the page where the one before ends, if there is room: a page for each of three
// short lists is no service.
var flowing = []dossier.Part{dossier.PartTimeline, dossier.PartShifts, dossier.PartGaps}

// printed are the parts to lay out, in order.
func printed(p dossier.Packet) []dossier.Part {
	list := p.Parts
	if len(list) == 0 {
		list = p.Recipe.Parts
	}
	if list = (dossier.Recipe{Parts: list}).Printed(); len(list) == 0 {
		list = dossier.Parts // none of the names is one of a part
	}
	return list
}

// prints reports whether the packet has a part.
func (d *doc) prints(part dossier.Part) bool { return slices.Contains(d.printed, part) }

// named reports whether an empty part must say that it is empty: somebody asked for it, or it is all that there is.
func (d *doc) named(part dossier.Part) bool {
	return len(d.printed) == 1 || slices.Contains(d.p.Recipe.Parts, part)
}

// holds reports whether the packet has a part with something in it: only to such a one a reader is sent.
func (d *doc) holds(part dossier.Part) bool {
	some := true
	switch part {
	case dossier.PartMatrix:
		some = len(d.p.Grid.Parties) > 0 && len(d.p.Grid.Issues) > 0
	case dossier.PartShifts:
		some = len(d.p.Shifts) > 0
	case dossier.PartGaps:
		some = len(d.p.Gaps) > 0
	}
	return some && d.prints(part)
}

// layOut makes all pages. The front page comes last because it names the pages of the others; it is one page wherever
// it stands.
func (d *doc) layOut(ctx context.Context) error {
	for _, part := range d.printed {
		if n := len(d.runs); n > 0 && slices.Contains(flowing, part) && slices.Contains(flowing, d.runs[n-1].parts[0]) {
			d.runs[n-1].parts = append(d.runs[n-1].parts, part)
			continue
		}
		d.runs = append(d.runs, &run{index: len(d.runs), parts: []dossier.Part{part}})
	}
	order := slices.Clone(d.runs)
	slices.SortStableFunc(order, func(a, b *run) int { return isFront(a) - isFront(b) })
	for range mostPasses {
		again := false
		for _, r := range order {
			if r.laid && !d.stale(r) {
				continue
			}
			if err := d.lay(ctx, r); err != nil {
				return err
			}
			again = true
		}
		if !again {
			break
		}
	}
	d.assemble()
	return nil
}

func isFront(r *run) int {
	if r.parts[0] == dossier.PartFront {
		return 1
	}
	return 0
}

// lay lays out a run.
func (d *doc) lay(ctx context.Context, r *run) error {
	d.place()
	d.run = r
	r.pages, r.anchors, r.cited, r.entries, r.found, r.asked = nil, map[anchor]place{}, map[int][]place{}, nil, nil, map[anchor]int{}
	d.pages, d.anchors, d.entries, d.found = nil, r.anchors, nil, nil
	r.element = &element{role: roleDivision}
	d.opened = []*element{r.element}
	w, h := d.paper()
	d.cur = &page{w: w, h: h, doc: d} // to measure on, until the first page begins
	for _, part := range r.parts {
		if err := cancelled(ctx); err != nil {
			return err
		}
		d.where, d.quote = "", 0
		d.begin(roleSection)
		err := d.part(ctx, part)
		d.end()
		if err != nil {
			return err
		}
	}
	d.opened = nil
	r.pages, r.entries, r.found, r.laid = d.pages, d.entries, d.found, true
	r.listed = len(d.chapters())
	d.place()
	return nil
}

func (d *doc) part(ctx context.Context, part dossier.Part) error {
	switch part {
	case dossier.PartFront:
		d.newPage(false)
		d.front()
	case dossier.PartMatrix:
		return d.matrix(ctx)
	case dossier.PartIssues:
		return d.issues(ctx)
	case dossier.PartTimeline:
		d.chronology()
	case dossier.PartShifts:
		d.contrasts()
	case dossier.PartGaps:
		d.gaps()
	case dossier.PartDrafts:
		d.drafts()
	case dossier.PartSources:
		return d.sources(ctx)
	case dossier.PartIndex:
		d.index()
	}
	return nil
}

// place finds where everything stands that is laid out so far. A quotation that no issue section prints stands where it
// is cited first; without an appendix a citation leads to the quotation.
func (d *doc) place() {
	d.placed = make(map[anchor]place, len(d.placed))
	times := map[int]int{}
	first := 0
	for _, r := range d.runs {
		r.first = first
		for a, at := range r.anchors {
			if _, ok := d.placed[a]; !ok {
				d.placed[a] = place{first + at.page, at.y, at.area}
			}
			if a.kind == 'm' {
				d.placed[useIn(r, a.number)] = place{first + at.page, at.y, at.area}
			}
		}
		for n, places := range r.cited {
			for _, at := range places {
				d.placed[citedAt(n, times[n])] = place{first + at.page, at.y, at.area}
				times[n]++
			}
		}
		if isFront(r) == 1 {
			d.placed[anchor{'f', 0}] = place{page: first + 1}
		}
		first += len(r.pages)
		if !r.laid && isFront(r) == 1 {
			first++
		}
	}
	for n := 1; n <= len(d.p.Quotes); n++ {
		quote, ok := d.placed[anchor{'q', n}]
		if _, marked := d.placed[anchor{'p', n}]; !marked && ok {
			d.placed[anchor{'p', n}] = quote
		}
		if mention, cited := d.placed[anchor{'m', n}]; cited && !ok {
			d.placed[anchor{'q', n}] = mention
		}
	}
}

// citing notes that a quotation is cited here. The index only leads to it.
func (d *doc) citing(quote int, y float64) {
	if d.run.parts[0] == dossier.PartIndex {
		return
	}
	d.mark(anchor{'m', quote}, y)
	on := d.run.cited[quote]
	if len(on) == 0 || on[len(on)-1].page != d.cur.number {
		d.run.cited[quote] = append(on, place{page: d.cur.number, y: y})
	}
}

// citedAt names the place on the k-th page, from 0, that cites a quotation.
func citedAt(quote, k int) anchor { return anchor{'k', quote<<20 | k} }

// stale reports whether a run prints a page number that is another by now, or lists other chapters.
func (d *doc) stale(r *run) bool {
	if isFront(r) == 1 && r.listed != len(d.chapters()) {
		return true
	}
	for a, n := range r.asked {
		if d.placed[a].page != n {
			return true
		}
	}
	return false
}

// pageOf is the number of the page that an anchor stands on, or 0 while nobody knows.
func (d *doc) pageOf(a anchor) int {
	n := d.placed[a].page
	d.run.asked[a] = n
	return n
}

// assemble puts the runs behind each other. A packet has a page in any case.
func (d *doc) assemble() {
	d.place()
	d.pages, d.entries, d.found = nil, nil, slices.Clone(d.before)
	for _, r := range d.runs {
		for _, p := range r.pages {
			p.number = len(d.pages) + 1
			d.pages = append(d.pages, p)
		}
		for _, c := range r.element.children {
			c.element.parent = d.root
			d.root.children = append(d.root.children, c)
		}
		d.entries = append(d.entries, r.entries...)
		d.found = append(d.found, r.found...)
		if d.stale(r) {
			d.found = append(d.found, Problem{Where: r.parts[0].Words(), Sentence: "a page number in it may be wrong by one: the numbers did not stand still"})
		}
	}
	d.anchors = d.placed
	for _, p := range d.pages { // what leads nowhere is no link
		p.links = slices.DeleteFunc(p.links, func(l link) bool { _, ok := d.anchors[l.to]; return !ok })
	}
	d.within(roleSection, d.closing)
	for _, p := range d.pages {
		d.frame(p)
	}
	d.arrange()
}

// open begins a part: on a new page, or below the one before where that leaves room for more than a head.
func (d *doc) open(part dossier.Part, landscape bool) {
	if len(d.pages) == 0 || d.cur.landscape != landscape || d.room() < 70 {
		d.newPage(landscape)
	} else {
		d.y += 8
	}
	d.where, d.quote = part.Words(), 0
	d.chapter("", part.Words(), 0, d.y-4)
	d.y = d.drawAt(d.oneLine(part.Words(), sectionLook.as(15, 20), d.width()), marginX, d.y-2) + 0.6
}

// nothing says that a part is empty, where it must.
func (d *doc) nothing(part dossier.Part) {
	if !d.named(part) {
		return
	}
	d.open(part, false)
	d.say(d.emptyWords(part))
}

// say sets a sentence in the packet's own grey words over the whole width.
func (d *doc) say(sentence string) {
	d.y = d.drawAt(d.set(plain(sentence, summaryLook.in(grey)), d.width(), 0), marginX, d.y) + 2.4
}
