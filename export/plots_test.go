package export

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"parley/dossier"
)

// wellFormed reads a drawing and counts an element.
func wellFormed(t *testing.T, drawing, element string) (n int) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(drawing))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return n
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, drawing)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == element {
			n++
		}
	}
}

// A plot draws all that it is given, says each number in words, and is well-formed whatever the names are; also of nothing.
func TestPlots(t *testing.T) {
	var b bytes.Buffer
	h := HeatMap{Title: "A & B <c>", Rows: []string{`"one"`, "two"}, Columns: []string{"x", "a very long name of an outlet that goes on"}, Values: [][]float64{{1, math.NaN()}, {0, 40}}, Most: 40}
	h.Words = func(i, j int) string { return fmt.Sprintf("n%.0f", h.Values[i][j]) }
	if err := HeatMapSVG(&b, h); err != nil || wellFormed(t, b.String(), "rect") != 5 || !strings.Contains(b.String(), ">n40<") || strings.Contains(b.String(), "NaN") {
		t.Errorf("%v\n%s", err, b.String())
	}
	b.Reset()
	if err := HeatMapCSV(&b, h); err != nil {
		t.Error(err)
	}
	if rows, err := csv.NewReader(&b).ReadAll(); err != nil || len(rows) != 3 || rows[1][2] != "" || rows[2][2] != "40" {
		t.Errorf("%v %v", rows, err)
	}
	series := []Series{{Party: "A<", Issue: "Fees & dues", Statements: []dossier.CodedStatement{{Date: dossier.Day(2026, 1, 1), Stance: dossier.Opposes}, {Stance: dossier.Supports}, {Date: dossier.Day(2026, 3, 1), Stance: dossier.Conditional}}}}
	b.Reset()
	if err := StancesSVG(&b, series); err != nil || wellFormed(t, b.String(), "title") != 2 || !strings.Contains(b.String(), "1 undated") {
		t.Errorf("%v\n%s", err, b.String())
	}
	parties := []dossier.Party{{ID: dossier.NewID(), Name: "A"}, {ID: dossier.NewID(), Name: "B"}, {ID: dossier.NewID(), Name: "<C>"}}
	list := []dossier.Agreement{{A: parties[0].ID, B: parties[1].ID, Share: 0.75, Shared: 4}, {A: parties[0].ID, B: parties[2].ID, Share: 0.25, Shared: 2}, {A: parties[1].ID, B: parties[2].ID}}
	b.Reset()
	if err := NetworkSVG(&b, parties, list); err != nil || wellFormed(t, b.String(), "circle") != 3 || wellFormed(t, b.String(), "path") != 2 || strings.Count(b.String(), "dasharray") != 1 {
		t.Errorf("%v\n%s", err, b.String())
	}
	for _, draw := range []func(io.Writer) error{func(w io.Writer) error { return HeatMapSVG(w, HeatMap{}) }, func(w io.Writer) error { return StancesSVG(w, nil) }, func(w io.Writer) error { return NetworkSVG(w, nil, nil) }} {
		b.Reset()
		if err := draw(&b); err != nil || wellFormed(t, b.String(), "svg") != 1 {
			t.Error(err, b.String())
		}
	}
}
