package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"parley/dossier"
)

// HeatMap is a table of numbers that is drawn as shades, each with its number in it, so that it is read in black and white.
type HeatMap struct {
	Title         string
	Rows, Columns []string
	Values        [][]float64 // NaN: nothing to say
	Words         func(row, column int) string
	Most          float64 // the value that is drawn darkest
}

// HeatMapCSV writes the numbers with their names; what has nothing to say is empty.
func HeatMapCSV(w io.Writer, h HeatMap) error {
	out := csv.NewWriter(w)
	rows := [][]string{append([]string{""}, h.Columns...)}
	for i, name := range h.Rows {
		row := []string{name}
		for _, v := range h.Values[i] {
			words := ""
			if !math.IsNaN(v) {
				words = strconv.FormatFloat(v, 'f', -1, 64)
			}
			row = append(row, words)
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// svg is a drawing in the making. Its measures are its own units.
type svg struct{ strings.Builder }

func (b *svg) open(width, height float64, title string) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" font-family="Noto Sans, sans-serif" font-size="12" fill="#1A1D21">`+"\n", width, height)
	fmt.Fprintf(b, `<rect width="%g" height="%g" fill="#FFFFFF"/>`+"\n", width, height)
	if title != "" {
		fmt.Fprintf(b, `<text x="16" y="26" font-size="16" font-weight="600">%s</text>`+"\n", escaped(title))
	}
}

func (b *svg) text(x, y float64, anchor, fill, words string) {
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, anchor, fill, escaped(words))
}

func (b *svg) close(w io.Writer) error {
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// short cuts a name to what a place holds.
func short(name string, letters int) string {
	if r := []rune(name); len(r) > letters {
		return string(r[:letters-1]) + "…"
	}
	return name
}

// wrapped breaks a name into lines of so many letters, the last one cut short.
func wrapped(name string, letters, most int) (lines []string) {
	for _, word := range strings.Fields(name) {
		n := len(lines)
		if n > 0 && len([]rune(lines[n-1]))+1+len([]rune(word)) <= letters {
			lines[n-1] += " " + word
			continue
		}
		if n == most {
			lines[n-1] = short(lines[n-1]+" "+word, letters)
			break
		}
		lines = append(lines, short(word, letters))
	}
	return lines
}

// The colours of text and lines.
const (
	textInk, softInk, lineInk = "#1A1D21", "#565C64", "#DDE1E6"
)

// HeatMapSVG draws it: the darker the more.
func HeatMapSVG(w io.Writer, h HeatMap) error {
	const left, top, cell, high = 190.0, 96.0, 86.0, 34.0
	var b svg
	b.open(left+cell*float64(len(h.Columns))+40, top+high*float64(len(h.Rows))+20, h.Title)
	for j, name := range h.Columns {
		lines := wrapped(name, 12, 3)
		for n, line := range lines {
			b.text(left+cell*(float64(j)+0.5), top-8-14*float64(len(lines)-1-n), "middle", textInk, line)
		}
	}
	for i, name := range h.Rows {
		y := top + high*float64(i)
		b.text(left-10, y+high/2+4, "end", textInk, short(name, 26))
		for j, v := range h.Values[i] {
			x := left + cell*float64(j)
			fill, ink, words := "#FFFFFF", softInk, ""
			if !math.IsNaN(v) {
				share := 0.0
				if h.Most > 0 {
					share = max(0, min(1, v/h.Most))
				}
				shade := int(255 - 190*share)
				fill, words = fmt.Sprintf("#%02X%02X%02X", shade, shade, shade), h.Words(i, j)
				if ink = textInk; shade < 140 {
					ink = "#FFFFFF"
				}
			}
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%g" height="%g" fill="%s" stroke="%s"/>`+"\n", x, y, cell, high, fill, lineInk)
			b.text(x+cell/2, y+high/2+4, "middle", ink, words)
		}
	}
	return b.close(w)
}

// Series are the stances of one party on one issue over time, the oldest first, each told once.
type Series struct {
	Party, Issue string
	Statements   []dossier.CodedStatement
}

// StancesCSV writes a line for each.
func StancesCSV(w io.Writer, list []Series) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"issue", "party", "date", "precision", "date_is_said", "stance", "statement"}}
	for _, s := range list {
		for _, c := range s.Statements {
			rows = append(rows, []string{s.Issue, s.Party, c.Date.String(), string(c.Date.Precision), strconv.FormatBool(c.SaidKnown), string(c.Stance), strconv.Itoa(c.Number)})
		}
	}
	return out.WriteAll(rows)
}

// stanceLevel is how high a stance stands in a plot over time, from the foot.
var stanceLevel = map[dossier.Stance]float64{dossier.Opposes: 0, dossier.Ambiguous: 1, dossier.Conditional: 2, dossier.Supports: 3}

// StancesSVG draws a panel for each party and issue: the stance at each time, from opposes at the foot to supports at the
// head, held until the next one. What nobody dated is left out, and counted.
func StancesSVG(w io.Writer, list []Series) error {
	const width, high, columns, head = 280.0, 118.0, 4, 44.0
	var first, last time.Time
	for _, s := range list {
		for _, c := range s.Statements {
			if !c.Date.Known() {
				continue
			}
			if first.IsZero() || c.Date.Time.Before(first) {
				first = c.Date.Time
			}
			if c.Date.Time.After(last) {
				last = c.Date.Time
			}
		}
	}
	rows := (len(list) + columns - 1) / columns
	var b svg
	b.open(width*columns+16, head+high*float64(rows)+40, "Stances over time")
	span := math.Max(1, last.Sub(first).Hours()/24)
	for n, s := range list {
		x0, y0 := 16+width*float64(n%columns), head+high*float64(n/columns)
		inner, base := width-40, y0+92
		b.text(x0, y0+12, "start", textInk, short(s.Party, 18)+" · "+short(s.Issue, 20))
		for level := range 4 {
			y := base - 20*float64(level)
			fmt.Fprintf(&b, `<path d="M%.1f %.1f h%.1f" stroke="%s"/>`, x0, y, inner, lineInk)
		}
		path, undated := "", 0
		var points strings.Builder
		for _, c := range s.Statements {
			if !c.Date.Known() {
				undated++
				continue
			}
			x := x0 + inner*c.Date.Time.Sub(first).Hours()/24/span
			y := base - 20*stanceLevel[c.Stance]
			if path == "" {
				path = fmt.Sprintf("M%.1f %.1f", x, y)
			} else {
				path += fmt.Sprintf(" H%.1f V%.1f", x, y)
			}
			fmt.Fprintf(&points, `<g transform="translate(%.1f %.1f)">%s<title>%s: %s</title></g>`, x, y, svgShapes[c.Stance], c.Date.Label(), c.Stance)
		}
		if path != "" {
			fmt.Fprintf(&b, `<path d="%s H%.1f" fill="none" stroke="%s"/>`, path, x0+inner, softInk)
		}
		b.WriteString(points.String() + "\n")
		if undated > 0 {
			b.text(x0+inner, y0+12, "end", softInk, fmt.Sprintf("%d undated", undated))
		}
	}
	foot := head + high*float64(rows) + 20
	at := 22.0
	for _, s := range dossier.Stances {
		fmt.Fprintf(&b, `<g transform="translate(%g %g)">%s<text x="10" y="4">%s</text></g>`+"\n", at, foot, svgShapes[s], s)
		at += 110
	}
	if !first.IsZero() {
		b.text(at, foot+4, "start", softInk, "from "+first.Format("2 Jan 2006")+" to "+last.Format("2 Jan 2006")+"; held until the next one")
	}
	return b.close(w)
}

// NetworkSVG draws who agrees with whom: parties on a circle, in their order; the line between two is the thicker the more
// issues they share, whole where they agree on most of the way, dashed where they do not, with the share beside it.
func NetworkSVG(w io.Writer, parties []dossier.Party, list []dossier.Agreement) error {
	const size, radius = 760.0, 270.0
	var b svg
	b.open(size, size+30, "Agreement between the parties")
	at := map[dossier.ID][2]float64{}
	for i, p := range parties {
		angle := 2*math.Pi*float64(i)/float64(max(1, len(parties))) - math.Pi/2
		at[p.ID] = [2]float64{size/2 + radius*math.Cos(angle), size/2 + 10 + radius*math.Sin(angle)}
	}
	most := 1
	for _, a := range list {
		most = max(most, a.Shared)
	}
	for _, a := range list {
		if a.Shared == 0 {
			continue
		}
		p, q := at[a.A], at[a.B]
		dash := ""
		if a.Share < 0.5 {
			dash = ` stroke-dasharray="6 5"`
		}
		fmt.Fprintf(&b, `<path d="M%.1f %.1f L%.1f %.1f" stroke="%s" stroke-width="%.1f"%s/>`+"\n", p[0], p[1], q[0], q[1], softInk, 1+4*float64(a.Shared)/float64(most), dash)
	}
	for _, a := range list { // the numbers over all lines, a third of the way so that crossings stay free
		if a.Shared > 0 && len(parties) <= 12 {
			p, q := at[a.A], at[a.B]
			x, y := p[0]+(q[0]-p[0])*0.36, p[1]+(q[1]-p[1])*0.36
			fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="38" height="16" fill="#FFFFFF"/>`, x-19, y-8)
			b.text(x, y+4, "middle", textInk, fmt.Sprintf("%.0f %%", 100*a.Share))
		}
	}
	for _, p := range parties {
		xy := at[p.ID]
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="9" fill="#FFFFFF" stroke="%s" stroke-width="2"/>`, xy[0], xy[1], textInk)
		y := xy[1] - 16
		if xy[1] > size/2+20 {
			y = xy[1] + 26
		}
		b.text(xy[0], y, "middle", textInk, p.Name)
	}
	b.text(16, size+16, "start", softInk, "Whole: half of the way to full agreement or more. Dashed: less. Thicker: more issues on which both have a position.")
	return b.close(w)
}

// AgreementCSV writes a line for each two parties.
func AgreementCSV(w io.Writer, parties []dossier.Party, list []dossier.Agreement) error {
	names := map[dossier.ID]string{}
	for _, p := range parties {
		names[p.ID] = p.Name
	}
	out := csv.NewWriter(w)
	rows := [][]string{{"party", "other", "agreement", "shared_issues"}}
	for _, a := range list {
		share := ""
		if a.Shared > 0 {
			share = strconv.FormatFloat(math.Round(1000*a.Share)/1000, 'f', -1, 64)
		}
		rows = append(rows, []string{names[a.A], names[a.B], share, strconv.Itoa(a.Shared)})
	}
	return out.WriteAll(rows)
}
