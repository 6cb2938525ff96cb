package export

import (
	"fmt"
	"strings"
	"time"

	"parley/dossier"
)

const (
	timelineLabel = 30.0
	timelineRow   = 5.0
)

// timeline draws a dot for every statement on an issue, a row for each party that has one.
func (d *doc) timeline(s dossier.Section) {
	var rows []dossier.Panel
	var from, to time.Time
	dots := 0
	for _, p := range s.Panels {
		dated := false
		for _, dot := range p.Dots {
			if !dot.Date.Known() {
				continue
			}
			t := dot.Date.Time
			if from.IsZero() || t.Before(from) {
				from = t
			}
			if t.After(to) {
				to = t
			}
			dated = true
			dots++
		}
		if dated {
			rows = append(rows, p)
		}
	}
	if dots < 2 { // one dot is no line
		return
	}
	year := to.Year()
	if !from.Before(to) { // all on one day: a week around it
		from, to = from.AddDate(0, 0, -3), to.AddDate(0, 0, 3)
	}
	title := "Statements on this issue"
	if height := 8 + float64(min(len(rows), 30))*timelineRow + 8; height > d.room() {
		d.newPage(false)
		title = "Statements on issue " + itoa(s.Number) + ", " + flat(s.Issue.Name)
	}
	d.where = "timeline of issue " + itoa(s.Number)
	d.y = d.drawAt(d.oneLine(title, headLook.as(10, 14), d.width()), marginX, d.y) + 1.5
	for len(rows) > 0 {
		fit := min(len(rows), max(1, int((d.room()-8)/timelineRow)))
		d.timelineRows(rows[:fit], from, to, year)
		if rows = rows[fit:]; len(rows) > 0 {
			d.newPage(false)
		}
	}
}

func (d *doc) timelineRows(rows []dossier.Panel, from, to time.Time, year int) {
	d.begin(roleFigure).alt = timelineInWords(rows, year)
	defer d.end()
	left := marginX + timelineLabel
	width := d.width() - timelineLabel - 4
	at := func(t time.Time) float64 { return left + width*t.Sub(from).Seconds()/to.Sub(from).Seconds() }
	base := d.y + float64(len(rows))*timelineRow + 1
	d.cur.line(left-1.5, base, left+width+1.5, base, 0.2, rule)
	for _, t := range ticks(from, to) {
		d.cur.line(at(t), d.y, at(t), base, 0.2, rule)
		b := d.oneLine(dossier.Date{Time: t, Precision: dossier.PrecisionDay}.Short(year), cellMeta, 40)
		d.drawAt(b, min(at(t)-b.width()/2, d.cur.w-marginX-b.width()), base+0.8)
	}
	for i, p := range rows {
		y := d.y + float64(i)*timelineRow
		d.drawAt(d.oneLine(p.Party.Name, positionLook, timelineLabel-3), marginX, y+0.5)
		for _, dot := range p.Dots {
			if dot.Date.Known() {
				s := looksOf(dot.Stance)
				b := d.oneLine(s.glyph, stanceLook.with(symbols).in(s.dark).as(8, 10), 8)
				d.drawAt(b, at(dot.Date.Time)-b.width()/2, y+0.7)
			}
		}
	}
	d.y = base + 7
}

// ticks are the ends of the time and what lies between in even steps, far enough apart for their labels.
func ticks(from, to time.Time) []time.Time {
	first, last := from.Truncate(24*time.Hour), to
	out := []time.Time{from}
	span := to.Sub(from)
	steps := [][3]int{{0, 0, 1}, {0, 0, 7}, {0, 1, 0}, {0, 3, 0}, {1, 0, 0}, {5, 0, 0}, {20, 0, 0}, {100, 0, 0}}
	for _, s := range steps {
		approx := time.Duration(s[0]*365+s[1]*30+s[2]) * 24 * time.Hour
		if span/approx > 7 {
			continue
		}
		t := first
		switch {
		case s[0] > 0:
			t = time.Date(first.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		case s[1] > 0:
			t = time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC)
		}
		for n := 0; n < 400; n++ {
			t = t.AddDate(s[0], s[1], s[2])
			if !t.Before(last) {
				break
			}
			if gap := span / 9; t.Sub(from) > gap && to.Sub(t) > gap {
				out = append(out, t)
			}
		}
		break
	}
	return append(out, to)
}

// timelineInWords is the picture for those who do not see it.
func timelineInWords(rows []dossier.Panel, year int) string {
	var b strings.Builder
	b.WriteString("Statements over time.")
	for _, p := range rows {
		fmt.Fprintf(&b, " %s:", flat(p.Party.Name))
		n := 0
		for _, dot := range p.Dots {
			if !dot.Date.Known() {
				continue
			}
			if n++; n <= 12 {
				fmt.Fprintf(&b, " %s %s;", dot.Date.Short(year), looksOf(dot.Stance).word)
			}
		}
		if n > 12 {
			fmt.Fprintf(&b, " and %d more;", n-12)
		}
	}
	return strings.TrimSuffix(b.String(), ";") + "."
}
