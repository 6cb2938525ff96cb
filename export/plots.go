package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
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

// TiesCSV writes a line for each tie, however many there are; from and to head its columns: "outlet" and "speaker".
func TiesCSV(w io.Writer, from, to string, ties []dossier.Tie) error {
	out := csv.NewWriter(w)
	rows := [][]string{{from, to, "statements"}}
	for _, t := range ties {
		rows = append(rows, []string{t.FromName, t.ToName, strconv.Itoa(t.Count)})
	}
	return out.WriteAll(rows)
}

// nothingWords stand where there is nothing to draw.
const nothingWords = "Nothing to draw: no accepted statement with a party, an issue and a stance is among those chosen."

// nothing is a drawing that says why it is empty.
func (p *Plotter) nothing(title, words string) *Drawing {
	d := p.newDrawing(max(p.measure(words, wordSize, false), p.measure(title, 16, true))+32, 84)
	d.title(title)
	d.text(16, 56, "start", grey, words)
	return d
}

// HeatMap draws it: the darker the more. Names are broken into lines where they are long.
func (p *Plotter) HeatMap(h HeatMap) *Drawing {
	const cell, leading, widest, lowest = 86.0, 14.0, 240.0, 34.0
	if len(h.Rows) == 0 || len(h.Columns) == 0 {
		return p.nothing(h.Title, nothingWords)
	}
	left, headLines := 0.0, 1
	heads, names := make([][]string, len(h.Columns)), make([][]string, len(h.Rows))
	for j, name := range h.Columns {
		heads[j] = p.broken(name, wordSize, false, cell-6, 5)
		headLines = max(headLines, len(heads[j]))
	}
	for i, name := range h.Rows {
		names[i] = p.broken(name, wordSize, false, widest, 2)
		for _, line := range names[i] {
			left = max(left, p.measure(line, wordSize, false))
		}
	}
	left += 26
	top := 48 + leading*float64(headLines)
	d := p.newDrawing(max(left+cell*float64(len(h.Columns))+24, p.measure(h.Title, 16, true)+32), top+lowest*float64(len(h.Rows))+20)
	d.title(h.Title)
	for j, lines := range heads {
		for n, line := range lines {
			d.text(left+cell*(float64(j)+0.5), top-8-leading*float64(len(lines)-1-n), "middle", ink, line)
		}
	}
	for i, lines := range names {
		y := top + lowest*float64(i)
		for n, line := range lines {
			d.text(left-10, y+lowest/2+4+leading*(float64(n)-float64(len(lines)-1)/2), "end", ink, line)
		}
		for j, v := range h.Values[i] {
			x := left + cell*float64(j)
			ground, letters, words := white, grey, ""
			if !math.IsNaN(v) {
				share := 0.0
				if h.Most > 0 {
					share = max(0, min(1, v/h.Most))
				}
				shade := colour(255 - 190*share)
				ground, words = shade<<16|shade<<8|shade, h.Words(i, j)
				if letters = ink; shade < 140 {
					letters = white
				}
			}
			d.rect(x, y, cell, lowest, ofColour(ground), ofColour(gridLine))
			d.text(x+cell/2, y+lowest/2+4, "middle", letters, words)
		}
	}
	return d
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

// Stances draws a panel for each party and issue: the stance at each time, from opposes at the foot to supports at the
// head, held until the next one. What nobody dated is left out, and counted.
func (p *Plotter) Stances(list []Series) *Drawing {
	const width, most, inner, step = 300.0, 4, 268.0, 20.0
	const title = "Stances over time"
	if len(list) == 0 {
		return p.nothing(title, nothingWords)
	}
	panels := make([]stancePanel, len(list))
	columns := min(most, len(list))
	var tops, bottoms []float64 // of the rows
	foot := 44.0
	for n, s := range list {
		panels[n] = p.stancePanel(s, inner)
		if n%columns == 0 {
			tops, bottoms = append(tops, foot), append(bottoms, foot)
		}
		row := len(tops) - 1
		bottoms[row] = max(bottoms[row], tops[row]+panels[n].high)
		foot = bottoms[row]
	}
	first, last := dated(list)
	span := math.Max(1, last.Sub(first).Hours()/24)
	held := ""
	if !first.IsZero() {
		held = "from " + first.Format("2 Jan 2006") + " to " + last.Format("2 Jan 2006") + "; held until the next one"
	}
	heldWidth := p.measure(held, wordSize, false)
	legend := 22 + 110*float64(len(dossier.Stances))
	beside := legend+heldWidth <= width*float64(columns)
	high := foot + 40
	if !beside {
		high += 22
	}
	d := p.newDrawing(max(width*float64(columns), legend, 16+heldWidth)+16, high)
	d.title(title)
	for n, s := range list {
		x0, y0 := 16+width*float64(n%columns), tops[n/columns]
		base := bottoms[n/columns] - 24 // the panels of a row stand on one line
		panels[n].draw(d, x0, y0, inner)
		for level := range 4 {
			y := base - step*float64(level)
			d.line(x0, y, x0+inner, y, 1, gridLine)
		}
		p.sequence(d, s.Statements, func(t time.Time) float64 { return x0 + inner*t.Sub(first).Hours()/24/span }, func(s dossier.Stance) float64 { return base - step*stanceLevel[s] }, x0+inner)
	}
	end := d.legend(22, foot+20)
	if beside {
		d.text(end, foot+24, "start", grey, held)
	} else {
		d.text(16, foot+46, "start", grey, held)
	}
	return d
}

// stancePanel is what stands above the steps of a panel.
type stancePanel struct {
	party, issue []string
	undated      string
	high         float64 // of the whole panel
}

func (p *Plotter) stancePanel(s Series, width float64) (out stancePanel) {
	undated := 0
	for _, c := range s.Statements {
		if !c.Date.Known() {
			undated++
		}
	}
	free := width
	if undated > 0 {
		out.undated = fmt.Sprintf("%d undated", undated)
		free -= p.measure(out.undated, wordSize, false) + 10
	}
	out.party, out.issue = p.broken(s.Party, wordSize, true, free, 2), p.broken(s.Issue, wordSize, false, width, 2)
	out.high = 16*float64(len(out.party)+len(out.issue)) + 102
	return out
}

func (s stancePanel) draw(d *Drawing, x, y, width float64) {
	y += 12
	if s.undated != "" {
		d.text(x+width, y, "end", grey, s.undated)
	}
	for _, line := range s.party {
		d.bold(x, y, "start", line)
		y += 16
	}
	for _, line := range s.issue {
		d.text(x, y, "start", ink, line)
		y += 16
	}
}

// sequence draws the steps from stance to stance, and a shape for each.
func (p *Plotter) sequence(d *Drawing, list []dossier.CodedStatement, x func(time.Time) float64, y func(dossier.Stance) float64, end float64) {
	var path []step
	for _, c := range list {
		if !c.Date.Known() {
			continue
		}
		if n := len(path); n > 0 {
			path = append(path, step{to: [2]float64{x(c.Date.Time), path[n-1].to[1]}})
		}
		path = append(path, step{move: len(path) == 0, to: [2]float64{x(c.Date.Time), y(c.Stance)}})
	}
	if n := len(path); n > 0 {
		d.add(shape{steps: append(path, step{to: [2]float64{end, path[n-1].to[1]}}), line: ofColour(grey), width: 1})
	}
	for _, c := range list {
		if c.Date.Known() {
			d.tooltip = fmt.Sprintf("%s: %s", c.Date.Label(), c.Stance)
			d.stance(x(c.Date.Time), y(c.Stance), c.Stance)
			d.tooltip = ""
		}
	}
}

// dated is from when until when something has a date.
func dated(list []Series) (first, last time.Time) {
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
	return first, last
}
