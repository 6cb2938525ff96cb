package export

import (
	"parley/typeset"
)

// table is rows under a head that is repeated on every page.
type table struct {
	title     string // with "(continued)" it stands over the head of a further page
	columns   []column
	rows      []tableRow
	landscape bool
	ruled     bool // lines between the columns
	keyed     bool // the first column names the row: it is repeated where a row goes on
	group     string

	heads  []tableCell // set once
	height float64     // of the head
	headed bool        // the head was read out
}

type column struct {
	head  string
	sub   []span // below it; may be empty
	width float64
}

// tableRow is a cell for each column, or one over all of them.
type tableRow struct {
	cells []tableCell
	keep  bool   // stays with the row after it
	group string // the row is the head of a group; it is repeated where the group goes on
}

// tableCell is blocks below each other. Tint and bar are drawn where they are set.
type tableCell struct {
	parts     []itemPart
	tint, bar colour

	element  *element // of the structure
	repeated bool     // it was read out before
}

const (
	cellSide   = 2.0 // left and right of what stands in a cell
	cellTop    = 1.5
	cellBottom = 1.7
	barWidth   = 1.0
)

func cellOf(blocks ...*block) tableCell {
	var c tableCell
	for _, b := range blocks {
		c.parts = append(c.parts, itemPart{b: b})
	}
	return c
}

func heightOf(parts []itemPart) float64 { return item{parts: parts}.height() }

func (r tableRow) height() float64 {
	h := 0.0
	for _, c := range r.cells {
		h = max(h, heightOf(c.parts))
	}
	return h + cellTop + cellBottom
}

// inner is the width in which text stands in column i.
func (t *table) inner(i int) float64 { return t.columns[i].width - 2*cellSide }

func (t *table) width() float64 {
	w := 0.0
	for _, c := range t.columns {
		w += c.width
	}
	return w
}

// share gives the columns these parts of the width between the margins.
func (d *doc) share(parts ...float64) []float64 {
	total := 0.0
	for _, p := range parts {
		total += p
	}
	for i := range parts {
		parts[i] *= d.width() / total
	}
	return parts
}

// groupRow is the head of a group of rows; it stays with the first of them.
func (d *doc) groupRow(t *table, name string) tableRow {
	c := cellOf(d.clipped(name, smallHead, t.width()-2*cellSide, 2))
	c.tint = boxGrey
	return tableRow{cells: []tableCell{c}, keep: true, group: name}
}

// table sets the rows. A row is split only where it is taller than half a page, and then no line of a paragraph stands
// alone; rows that stay together begin a new page together.
func (d *doc) table(t *table) {
	half := (d.cur.h - top - bottom) / 2
	d.head(t)
	d.begin(roleTable)
	defer d.end()
	started := false
	for i := 0; i < len(t.rows); {
		until := i + 1
		for until < len(t.rows) && t.rows[until-1].keep {
			until++
		}
		needed := 0.0
		for _, r := range t.rows[i:until] {
			needed += needs(r, half)
		}
		if !started {
			if needed+t.height > d.room() {
				d.newPage(t.landscape)
				d.tableTitle(t)
			}
			d.tableHead(t)
			started = true
		} else if needed > d.room() && needed < 1.8*half {
			d.continueTable(t, t.rows[i].group == "")
		}
		for k, r := range t.rows[i:until] {
			if r.group != "" && i+k+1 < until && r.height()+needs(t.rows[i+k+1], half) > d.room() { // amid more rows than a page holds
				d.continueTable(t, false)
			}
			d.tableRow(t, r, half)
		}
		i = until
	}
}

// needs is the height that a row must find on a page to begin there: its own, or where it may be split some lines.
func needs(r tableRow, half float64) float64 {
	if h := r.height(); h <= half {
		return h
	}
	return 30
}

// continueTable takes the table to a new page: its title, its head, and the head of the group that goes on.
func (d *doc) continueTable(t *table, amidst bool) {
	d.newPage(t.landscape)
	d.tableTitle(t)
	d.tableHead(t)
	if amidst && t.group != "" {
		d.within(roleArtifact, func() { d.drawCells(t, d.groupRow(t, flat(t.group)+" (continued)").cells) })
	}
}

func (d *doc) tableTitle(t *table) {
	d.within(roleArtifact, func() {
		d.y = d.drawAt(d.oneLine(t.title+" (continued)", headLook, d.width()), marginX, d.y-2) + 1
	})
}

func (d *doc) tableRow(t *table, r tableRow, half float64) {
	if r.group != "" {
		t.group = r.group
	}
	if h := r.height(); h > d.room() && h <= half {
		d.continueTable(t, r.group == "")
	}
	d.begin(roleRow)
	defer d.end()
	for i := range r.cells {
		c := &r.cells[i]
		c.element = d.begin(roleCell)
		d.end()
		if len(r.cells) == 1 {
			c.element.columns = len(t.columns)
		} else if t.keyed && i == 0 {
			c.element.role = roleRowHead
		}
	}
	for fresh := false; ; fresh = true {
		if r.height() <= d.room() {
			d.drawCells(t, r.cells)
			return
		}
		taken, rest, some := r.split(d.room()-cellTop-cellBottom, t.keyed && len(r.cells) > 1)
		if !some && fresh { // nothing of it can be parted: better over the edge than for ever on new pages
			d.drawCells(t, r.cells)
			return
		}
		if some {
			d.drawCells(t, taken)
		}
		r.cells = rest
		d.continueTable(t, r.group == "")
	}
}

// split parts the cells of a row at a height; some tells whether that takes anything off it. A key stands in both parts.
func (r tableRow) split(height float64, keyed bool) (taken, rest []tableCell, some bool) {
	for i, c := range r.cells {
		a, b := c, c
		b.repeated = keyed && i == 0
		if key := keyed && i == 0; !key || heightOf(c.parts) > height {
			a.parts, b.parts = splitParts(c.parts, height)
			b.repeated = false
			some = some || !key && len(a.parts) > 0
		}
		taken, rest = append(taken, a), append(rest, b)
	}
	return taken, rest, some
}

// splitParts takes as many blocks as fit, and of the next one as many lines as leave none alone.
func splitParts(parts []itemPart, height float64) (taken, rest []itemPart) {
	for i, p := range parts {
		if h := p.above + p.b.height(); h <= height {
			height -= h
			continue
		}
		fit := int((height - p.above) / p.b.leading)
		if len(p.b.lines)-fit < 2 {
			fit = len(p.b.lines) - 2
		}
		if fit < 2 {
			return parts[:i:i], parts[i:]
		}
		begin, end := *p.b, *p.b
		begin.lines, end.lines = p.b.lines[:fit], p.b.lines[fit:]
		return append(parts[:i:i], itemPart{&begin, p.above}), append([]itemPart{{b: &end}}, parts[i+1:]...)
	}
	return parts, nil
}

// head sets the names of the columns and what stands below them.
func (d *doc) head(t *table) {
	if t.heads != nil {
		return
	}
	for i, c := range t.columns {
		cell := cellOf(d.clipped(c.head, tableHead.as(8.5, 11.5), t.inner(i), 2))
		if len(c.sub) > 0 {
			cell.parts = append(cell.parts, itemPart{b: d.set(c.sub, t.inner(i), typeset.LeftToRight)})
		}
		for _, p := range cell.parts {
			p.b.boxed = min(p.b.boxed, p.b.width()) // a Hebrew name begins where the column does
		}
		t.heads = append(t.heads, cell)
		t.height = max(t.height, heightOf(cell.parts)+2.6)
	}
}

func (d *doc) tableHead(t *table) {
	d.head(t)
	if t.headed { // a head that is repeated is read out once
		d.begin(roleArtifact)
	} else {
		d.begin(roleRow)
	}
	defer d.end()
	t.headed = true
	d.cur.fill(marginX, d.y, t.width(), t.height, navy)
	x := marginX
	for i, c := range t.heads {
		y := d.y + 1.3
		d.begin(roleColumnHead)
		for _, p := range c.parts {
			y = d.drawAt(p.b, x+cellSide, y)
		}
		d.end()
		x += t.columns[i].width
	}
	d.y += t.height
}

// drawCells draws cells with their tints, bars and rules at d.y.
func (d *doc) drawCells(t *table, cells []tableCell) {
	h := tableRow{cells: cells}.height()
	x := marginX
	for i, c := range cells {
		w := t.columns[i].width
		if len(cells) == 1 {
			w = t.width()
		}
		if c.tint != 0 {
			d.cur.fill(x, d.y+0.1, w, h-0.2, c.tint)
		}
		if c.bar != 0 {
			d.cur.fill(x, d.y+0.1, barWidth, h-0.2, c.bar)
		}
		y := d.y + cellTop
		if c.repeated || c.element == nil {
			d.begin(roleArtifact)
		} else {
			d.resume(c.element)
		}
		for _, p := range c.parts {
			y = d.drawAt(p.b, x+cellSide, y+p.above)
		}
		d.end()
		if t.ruled && i > 0 {
			d.cur.line(x, d.y, x, d.y+h, 0.2, rule)
		}
		x += w
	}
	d.y += h
	d.cur.line(marginX, d.y, marginX+t.width(), d.y, 0.2, rule)
}
