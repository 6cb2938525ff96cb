package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
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
	lanesWidth, lanesLeft, lanesRight = 1200.0, 180.0, 100.0
	lanesHead, laneHigh, laneStep     = 40.0, 84.0, 18.0
)

// Timeline draws the lanes: a shape for each stance, the number beside it where there are several, a line over the time
// in which something lies that is not known by the day, a line under what is dated by its publication, and what nobody
// dated at the right. Shapes of one kind that would lie over one another are one with their number.
func (p *Plotter) Timeline(l Lanes) *Drawing {
	if len(l.Parties) == 0 || len(l.Moments) == 0 {
		return p.nothing("Timeline", nothingWords)
	}
	first, last := bounds(l.Moments)
	span := math.Max(1, last.Sub(first).Hours()/24+1)
	x := func(t time.Time) float64 {
		return lanesLeft + (t.Sub(first).Hours()/24)/span*(lanesWidth-lanesLeft-lanesRight)
	}
	lanes, tops := make([][]laneMark, len(l.Parties)), make([]float64, len(l.Parties)+1)
	tops[0] = lanesHead
	for i, party := range l.Parties {
		var deepest int
		lanes[i], deepest = p.laneMarks(l.Moments, party.ID, x)
		tops[i+1] = tops[i] + math.Max(laneHigh, 28+laneStep*float64(deepest))
	}
	foot := tops[len(l.Parties)]
	d := p.newDrawing(lanesWidth, foot+40)
	const undated = lanesWidth - lanesRight + 20
	if !first.IsZero() {
		step := math.Max(1, math.Ceil(span/10))
		for days := 0.0; days < span; days += step {
			t := first.AddDate(0, 0, int(days))
			d.line(x(t), lanesHead-8, x(t), foot, 1, gridLine)
			if words := t.Format("2 Jan 2006"); x(t)+p.measure(words, wordSize, false)+10 < undated {
				d.text(x(t), 24, "start", grey, words)
			}
		}
	}
	d.text(undated, 24, "start", grey, "No date")
	for i, party := range l.Parties {
		top := tops[i]
		for n, line := range p.broken(party.Name, wordSize, true, lanesLeft-16-14, 4) {
			d.bold(16, top+24+16*float64(n), "start", line)
		}
		d.line(16, tops[i+1], lanesWidth-16, tops[i+1], 1, rule)
		for _, m := range lanes[i] {
			m.draw(d, party.Name, top)
		}
	}
	d.text(d.legend(22, foot+24), foot+28, "start", grey, "A line under a mark: day of publication. A line through it: said some time in it.")
	return d
}

// bounds are the first and the last day of what has a date.
func bounds(moments []dossier.Moment) (first, last time.Time) {
	for _, m := range moments {
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
	return first, last
}

// laneMark is a shape on a lane.
type laneMark struct {
	x, from, to    float64 // its middle, and over what it lies
	stance         dossier.Stance
	count, level   int
	ranged, public bool   // it has a line through it, under it
	first, last    string // when
}

// laneSlot is how close shapes of one kind are that become one.
const laneSlot = 14.0

// laneMarks puts the moments of a party beside and below one another, and says on how many levels.
func (p *Plotter) laneMarks(moments []dossier.Moment, party dossier.ID, x func(time.Time) float64) (marks []laneMark, levels int) {
	type kind struct {
		slot           int
		stance         dossier.Stance
		ranged, public bool
		from, to       int
	}
	at := map[kind]int{}
	for _, m := range moments {
		if m.PartyID != party {
			continue
		}
		mark := laneMark{x: lanesWidth - lanesRight + 30, stance: m.Stance, count: m.Count, first: m.Date.Label(), last: m.Date.Label()}
		mark.from, mark.to = mark.x, mark.x
		if from, to, known := m.Date.Bounds(); known {
			mark.from, mark.to = x(from), x(to.AddDate(0, 0, 1))
			mark.x = (mark.from + mark.to) / 2
			mark.ranged, mark.public = !to.Equal(from), !m.SaidKnown
		}
		k := kind{int(mark.x / laneSlot), m.Stance, mark.ranged, mark.public, 0, 0}
		if mark.ranged {
			k.from, k.to = int(mark.from), int(mark.to)
		}
		if i, ok := at[k]; ok {
			one := &marks[i]
			one.count += m.Count
			one.from, one.to = math.Min(one.from, mark.from), math.Max(one.to, mark.to)
			one.last = mark.last
			continue
		}
		at[k] = len(marks)
		marks = append(marks, mark)
	}
	slices.SortStableFunc(marks, func(a, b laneMark) int { return cmp.Compare(p.covered(a)[0], p.covered(b)[0]) })
	var ends []float64 // of each level
	for i := range marks {
		over := p.covered(marks[i])
		level := slices.IndexFunc(ends, func(end float64) bool { return end <= over[0] })
		if level < 0 {
			level = len(ends)
			ends = append(ends, 0)
		}
		marks[i].level, ends[level] = level, over[1]
	}
	return marks, len(ends)
}

// covered is from where to where a mark takes its lane.
func (p *Plotter) covered(m laneMark) [2]float64 {
	left, right := m.x-8, m.x+8
	if m.count > 1 {
		right += 4 + p.measure(strconv.Itoa(m.count), 10, false)
	}
	if m.ranged {
		left, right = math.Min(left, m.from-2), math.Max(right, m.to+2)
	}
	return [2]float64{left, right}
}

func (m laneMark) draw(d *Drawing, party string, top float64) {
	y := top + 14 + float64(m.level)*laneStep
	when := m.first
	if m.last != m.first {
		when += " to " + m.last
	}
	d.tooltip = fmt.Sprintf("%s, %s: %d %s", party, when, m.count, m.stance)
	if m.ranged {
		d.line(m.from, y, m.to, y, 2, faintLine)
	}
	d.stance(m.x, y, m.stance)
	if m.count > 1 {
		d.add(shape{kind: shapeWords, x: m.x + 8, y: y + 4, words: strconv.Itoa(m.count), size: 10, anchor: "start", fill: ofColour(ink)})
	}
	if m.public {
		d.line(m.x-5, y+8, m.x+5, y+8, 1, grey)
	}
	d.tooltip = ""
}
