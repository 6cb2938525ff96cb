package export

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// The drawing is well-formed whatever the names, and draws a mark for each moment; the table has a row for each.
func TestTimelineFiles(t *testing.T) {
	hostile := dossier.Party{ID: dossier.NewID(), Name: `<script>&"'` + "\x01 قصر"}
	quiet := dossier.Party{ID: dossier.NewID(), Name: "Quiet"}
	l := Lanes{Parties: []dossier.Party{hostile, quiet}, Moments: []dossier.Moment{
		{PartyID: hostile.ID, Stance: dossier.Ambiguous, Count: 1},
		{PartyID: hostile.ID, Date: dossier.Day(2026, 11, 2), SaidKnown: true, Stance: dossier.Supports, Count: 3},
		{PartyID: hostile.ID, Date: dossier.Date{Time: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Precision: dossier.PrecisionMonth}, Stance: dossier.Opposes, Count: 1}}}
	for _, lanes := range []Lanes{l, {}, {Parties: l.Parties}} {
		var b bytes.Buffer
		if err := TimelineSVG(&b, lanes); err != nil {
			t.Fatal(err)
		}
		titles := strings.Count(b.String(), "<title>")
		d := xml.NewDecoder(&b)
		for {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if titles != len(lanes.Moments) {
			t.Errorf("%d marks of %d moments", titles, len(lanes.Moments))
		}
		if err := TimelineCSV(&b, lanes); err != nil {
			t.Fatal(err)
		}
		if rows, err := csv.NewReader(&b).ReadAll(); err != nil || len(rows) != 1+len(lanes.Moments) {
			t.Errorf("%v %v", rows, err)
		}
	}
}
