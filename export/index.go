package export

import (
	"slices"

	"parley/dossier"
	"parley/typeset"
)

const indexColumns = 3

var (
	indexLook = look{sans, 8, 11, ink}
	indexHead = map[dossier.IndexKind]string{dossier.IndexPerson: "People", dossier.IndexParty: "Parties", dossier.IndexPlace: "Places", dossier.IndexIssue: "Issues"}
)

// indexLine is an entry or a head, set to the width of a column.
type indexLine struct {
	b    *block
	head bool
	kind dossier.IndexKind
}

// index lists people, parties, places and issues with the pages on which they are found, each page or run of pages a link.
func (d *doc) index() {
	d.where, d.quote = dossier.PartIndex.Words(), 0
	width := (d.width() - gutter*(indexColumns-1)) / indexColumns
	var lines []indexLine
	total := 0.0
	for _, kind := range dossier.IndexKinds {
		first := true
		for _, e := range d.p.Index {
			if e.Kind != kind {
				continue
			}
			spans := d.indexEntry(e)
			if spans == nil {
				continue
			}
			if first {
				lines = append(lines, indexLine{d.oneLine(indexHead[kind], headLook.as(9.5, 14).in(navy), width), true, kind})
				first = false
			}
			lines = append(lines, indexLine{d.set(spans, width, typeset.LeftToRight), false, kind})
		}
	}
	for _, l := range lines {
		total += l.height()
	}
	if len(lines) == 0 {
		d.nothing(dossier.PartIndex)
		return
	}
	d.newPage(false)
	d.chapter("", d.where, 0, d.y-4)
	d.y = d.drawAt(d.oneLine(d.where, sectionLook.as(15, 20), d.width()), marginX, d.y-2) + 2
	for len(lines) > 0 {
		start := d.y
		goal := start + max(total/indexColumns+6, 40) // columns of one length, where all fits on the page
		for c := range indexColumns {
			x, y := marginX+float64(c)*(width+gutter), start
			limit := min(d.cur.h-bottom, goal)
			if c == indexColumns-1 {
				limit = d.cur.h - bottom
			}
			for fresh := true; len(lines) > 0; fresh = false {
				l := lines[0]
				if fresh && !l.head && (c > 0 || len(d.pages) > 1) {
					again := d.oneLine(indexHead[l.kind]+" (continued)", headLook.as(9.5, 14).in(navy), width)
					d.within(roleArtifact, func() { y = d.drawAt(again, x, y) + 0.4 })
				}
				needed := l.height()
				if l.head && len(lines) > 1 { // a head stays with its first entry
					needed += lines[1].height()
				}
				if y+needed > limit && !(fresh && y+needed > d.cur.h-bottom) {
					break
				}
				if l.head && y > start {
					y += 2
				}
				y = d.drawAt(l.b, x, y) + l.gap()
				total -= l.height()
				lines = lines[1:]
			}
			d.y = max(d.y, y)
		}
		if len(lines) > 0 {
			d.newPage(false)
		}
	}
}

func (l indexLine) gap() float64 {
	if l.head {
		return 0.4
	}
	return 0.7
}

func (l indexLine) height() float64 {
	h := l.b.height() + l.gap()
	if l.head {
		h += 2
	}
	return h
}

// indexed is a page of an entry, and where on it the name is found.
type indexed struct {
	page int
	to   anchor
}

// mostReferences bounds an entry, so that it stays within a column.
const mostReferences = 120

// indexEntry is a name and its pages; nil where none of them is printed. They are the pages on which it speaks or is
// cited, whatever their part is, and those of the appendix on which its words stand.
func (d *doc) indexEntry(e dossier.IndexEntry) []span {
	var refs []indexed
	add := func(to anchor) bool {
		page := d.pageOf(to)
		if page > 0 && !slices.ContainsFunc(refs, func(r indexed) bool { return r.page == page }) {
			refs = append(refs, indexed{page, to})
		}
		return page > 0
	}
	if e.Section > 0 {
		add(anchor{'i', e.Section})
	}
	for _, n := range e.Quotes {
		add(anchor{'q', n})
		for k := 0; add(citedAt(n, k)); k++ {
		}
		if e.Kind != dossier.IndexIssue { // a source knows nothing of our issues
			add(anchor{'p', n})
		}
	}
	for _, n := range e.Sources {
		add(anchor{'s', n})
	}
	if len(refs) == 0 {
		return nil
	}
	slices.SortStableFunc(refs, func(a, b indexed) int { return a.page - b.page })
	out := []span{{text: clip(flat(e.Name), 70), look: indexLook}}
	sep := "\u00a0\u00a0"
	for i, shown := 0, 0; i < len(refs); shown++ {
		if shown == mostReferences {
			return append(out, separator(" and "+count(len(refs)-i, "more page", "more pages"), indexLook))
		}
		j := i + 1
		for j < len(refs) && refs[j].page == refs[j-1].page+1 {
			j++
		}
		pages := itoa(refs[i].page)
		if j > i+1 { // pages in a row
			pages += "–" + itoa(refs[j-1].page)
		}
		out = append(out, separator(sep, indexLook), span{text: pages, look: indexLook.in(blue), link: refs[i].to})
		sep, i = ", ", j
	}
	return out
}
