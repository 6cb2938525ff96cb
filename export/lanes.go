package export

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"parley/dossier"
)

// Lanes are the moments of a timeline with those who stand on its lanes, in their order.
type Lanes struct {
	Parties []dossier.Party
	Moments []dossier.Moment // in order of time
}

// TimelineCSV writes a line for each party, time as it is known and stance.
func TimelineCSV(w io.Writer, l Lanes) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"party", "date", "precision", "date_is_said", "stance", "statements"}}
	for _, p := range l.Parties {
		for _, m := range l.Moments {
			if m.PartyID == p.ID {
				rows = append(rows, []string{p.Name, m.Date.String(), string(m.Date.Precision), strconv.FormatBool(m.SaidKnown), string(m.Stance), strconv.Itoa(m.Count)})
			}
		}
	}
	return out.WriteAll(rows)
}

// The measures of the drawing, in its own units.
const (
	svgWidth, svgLeft, svgRight = 1200.0, 180.0, 100.0
	svgHead, svgLane            = 40.0, 84.0
)

// svgShapes draw each stance so that it is told without colour: a disc, half a disc, a square, a rhombus.
var svgShapes = map[dossier.Stance]string{
	dossier.Supports:    `<circle r="5" fill="#0F6B62"/>`,
	dossier.Conditional: `<circle r="5" fill="#FFFFFF" stroke="#7A5600"/><path d="M0-5A5 5 0 0 0 0 5Z" fill="#7A5600"/>`,
	dossier.Opposes:     `<rect x="-4.5" y="-4.5" width="9" height="9" fill="#98281F"/>`,
	dossier.Ambiguous:   `<path d="M0-6L6 0L0 6L-6 0Z" fill="#FFFFFF" stroke="#44546E"/>`,
}

// TimelineSVG draws the lanes: a shape for each stance, the number beside it where there are several, a line over the time
// in which something lies that is not known by the day, a line under what is dated by its publication, and what nobody
// dated at the right.
func TimelineSVG(w io.Writer, l Lanes) error {
	first, last := time.Time{}, time.Time{}
	for _, m := range l.Moments {
		from, to, ok := m.Date.Bounds()
		if !ok {
			continue
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	span := math.Max(1, last.Sub(first).Hours()/24+1)
	x := func(t time.Time) float64 {
		return svgLeft + (t.Sub(first).Hours()/24)/span*(svgWidth-svgLeft-svgRight)
	}
	height := svgHead + svgLane*float64(len(l.Parties)) + 40
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" font-family="Noto Sans, sans-serif" font-size="12" fill="#1A1D21">`+"\n", svgWidth, height)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" fill="#FFFFFF"/>`+"\n", svgWidth, height)
	if !first.IsZero() {
		step := math.Max(1, math.Ceil(span/10))
		for d := 0.0; d < span; d += step {
			t := first.AddDate(0, 0, int(d))
			fmt.Fprintf(&b, `<path d="M%.1f %g V%g" stroke="#DDE1E6"/><text x="%.1f" y="24" fill="#565C64">%s</text>`+"\n", x(t), svgHead-8, height-40, x(t), t.Format("2 Jan 2006"))
		}
	}
	fmt.Fprintf(&b, `<text x="%g" y="24" fill="#565C64">No date</text>`+"\n", svgWidth-svgRight+20)
	for i, p := range l.Parties {
		top := svgHead + svgLane*float64(i)
		fmt.Fprintf(&b, `<text x="16" y="%g" font-weight="600">%s</text><path d="M16 %g H%g" stroke="#C8CDD3"/>`+"\n", top+24, escaped(p.Name), top+svgLane, svgWidth-16)
		level := map[int]int{} // by place along the lane
		for _, m := range l.Moments {
			if m.PartyID != p.ID {
				continue
			}
			at := svgWidth - svgRight + 30
			from, to, known := m.Date.Bounds()
			if known {
				at = (x(from) + x(to.AddDate(0, 0, 1))) / 2
			}
			bin := int(at / 24)
			y := top + 14 + float64(level[bin]%4)*18
			level[bin]++
			if known && !to.Equal(from) {
				fmt.Fprintf(&b, `<path d="M%.1f %.1f H%.1f" stroke="#7F8790" stroke-width="2"/>`, x(from), y, x(to.AddDate(0, 0, 1)))
			}
			fmt.Fprintf(&b, `<g transform="translate(%.1f %.1f)">%s`, at, y, svgShapes[m.Stance])
			if m.Count > 1 {
				fmt.Fprintf(&b, `<text x="8" y="4" font-size="10">%d</text>`, m.Count)
			}
			if known && !m.SaidKnown {
				b.WriteString(`<path d="M-5 8 H5" stroke="#565C64"/>`)
			}
			fmt.Fprintf(&b, "<title>%s, %s: %d %s</title></g>\n", escaped(p.Name), m.Date.Label(), m.Count, m.Stance)
		}
	}
	at := 16.0
	for _, s := range dossier.Stances {
		fmt.Fprintf(&b, `<g transform="translate(%g %g)">%s<text x="10" y="4">%s</text></g>`+"\n", at+6, height-16, svgShapes[s], s)
		at += 110
	}
	fmt.Fprintf(&b, `<text x="%g" y="%g" fill="#565C64">A line under a mark: day of publication. A line through it: said some time in it.</text>`+"\n</svg>\n", at, height-12)
	_, err := io.WriteString(w, b.String())
	return err
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
