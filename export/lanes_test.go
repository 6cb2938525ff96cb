package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// The drawing draws a mark for each moment whatever the names, the table has a row for each; of nothing it says so.
func TestTimelineFiles(t *testing.T) {
	p := plotter(t)
	hostile := dossier.Party{ID: dossier.NewID(), Name: `<script>&"'` + "\x01 قصر"}
	quiet := dossier.Party{ID: dossier.NewID(), Name: "Quiet"}
	l := Lanes{Parties: []dossier.Party{hostile, quiet}, Moments: []dossier.Moment{
		{PartyID: hostile.ID, Stance: dossier.Ambiguous, Count: 1},
		{PartyID: hostile.ID, Date: dossier.Day(2026, 11, 2), SaidKnown: true, Stance: dossier.Supports, Count: 3},
		{PartyID: hostile.ID, Date: dossier.Date{Time: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Precision: dossier.PrecisionMonth}, Stance: dossier.Opposes, Count: 1}}}
	for _, lanes := range []Lanes{l, {}, {Parties: l.Parties}} {
		d := p.Timeline(lanes)
		svg, img := drawn(t, d)
		checkWords(t, p, d, img)
		if got := wellFormed(t, svg, "title"); got != len(lanes.Moments) {
			t.Errorf("%d marks of %d moments", got, len(lanes.Moments))
		}
		if empty := strings.Contains(svg, nothingWords); empty != (len(lanes.Moments) == 0) {
			t.Error(svg)
		}
		var b bytes.Buffer
		if err := TimelineCSV(&b, lanes); err != nil {
			t.Fatal(err)
		}
		if rows, err := csv.NewReader(&b).ReadAll(); err != nil || len(rows) != 1+len(lanes.Moments) {
			t.Errorf("%v %v", rows, err)
		}
	}
}

// However much was said, marks do not lie over one another: those of one kind at one place are one with their number,
// no statement is lost, and a lane is as high as its marks; names of forty parties stand whole.
func TestCrowdedTimeline(t *testing.T) {
	p := plotter(t)
	parties := partiesOf(40)
	l := Lanes{Parties: parties}
	total := 0
	for day := range 300 {
		for k := range 4 {
			l.Moments = append(l.Moments, dossier.Moment{PartyID: parties[day%3].ID, Date: dossier.Date{Time: time.Date(2026, 1, 1+day, 0, 0, 0, 0, time.UTC), Precision: dossier.PrecisionDay},
				SaidKnown: day%2 == 0, Stance: dossier.Stances[k], Count: 1 + k})
			total += 1 + k
		}
	}
	for k := range 4 {
		l.Moments = append(l.Moments, dossier.Moment{PartyID: parties[0].ID, Stance: dossier.Stances[k], Count: 120})
		total += 120
	}
	counted := 0
	for _, party := range parties[:3] {
		marks, levels := p.laneMarks(l.Moments, party.ID, func(at time.Time) float64 {
			return lanesLeft + at.Sub(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24*3
		})
		for i, m := range marks {
			counted += m.count
			if m.level >= levels {
				t.Errorf("level %d of %d", m.level, levels)
			}
			for _, other := range marks[:i] {
				a, b := p.covered(m), p.covered(other)
				if m.level == other.level && a[0] < b[1] && b[0] < a[1] {
					t.Errorf("%+v lies over %+v", m, other)
				}
			}
		}
	}
	if counted != total {
		t.Errorf("%d statements of %d", counted, total)
	}
	d := p.Timeline(l)
	svg, img := drawn(t, d)
	checkWords(t, p, d, img)
	if strings.Contains(svg, "…") {
		t.Error("a name is cut")
	}
}
