package export

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

func plotter(t testing.TB) *Plotter {
	t.Helper()
	p, err := NewPlotter(testFonts(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawn writes a drawing in both forms, twice, and sees to it that they are well-formed, as large as one another and the same
// bytes again.
func drawn(t *testing.T, d *Drawing) (svg string, picture *image.Gray) {
	t.Helper()
	var forms [2][2]bytes.Buffer
	for i := range forms {
		if err := d.SVG(&forms[i][0]); err != nil {
			t.Fatal(err)
		}
		if err := d.PNG(&forms[i][1]); err != nil {
			t.Fatal(err)
		}
	}
	for k, form := range []string{"SVG", "PNG"} {
		if !bytes.Equal(forms[0][k].Bytes(), forms[1][k].Bytes()) {
			t.Errorf("the same drawing is another %s", form)
		}
	}
	img, err := png.Decode(&forms[0][1])
	if err != nil {
		t.Fatal(err)
	}
	if want := image.Rect(0, 0, int(math.Ceil(2*d.w)), int(math.Ceil(2*d.h))); img.Bounds() != want {
		t.Errorf("the picture is %v, want %v", img.Bounds(), want)
	}
	svg = forms[0][0].String()
	if n := wellFormed(t, svg, "svg"); n != 1 || strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Errorf("%d drawings\n%s", n, svg)
	}
	return svg, inGrey(img)
}

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

// extent is what words of a drawing cover, in its units.
func inkExtent(p *Plotter, s shape) box {
	w := p.measure(s.words, s.size, s.bold)
	x := s.x
	switch s.anchor {
	case "start":
		x += w / 2
	case "end":
		x -= w / 2
	}
	return box{x, s.y - 0.36*s.size, w / 2, 0.4 * s.size}
}

// inked counts the dark pixels of a box of a drawing, or the light ones.
func inked(img *image.Gray, b box, light bool) (n int) {
	for y := int(2 * (b.y - b.h)); y < int(2*(b.y+b.h)); y++ {
		for x := int(2 * (b.x - b.w)); x < int(2*(b.x+b.w)); x++ {
			if !image.Pt(x, y).In(img.Bounds()) {
				continue
			}
			if s := img.GrayAt(x, y).Y; !light && s < 110 || light && s > 200 {
				n++
			}
		}
	}
	return n
}

// checkWords sees to it that all words of a drawing lie within it, that their ink is there in the picture (or their
// light on a dark ground), and that no two lie over one another.
func checkWords(t *testing.T, p *Plotter, d *Drawing, img *image.Gray) {
	t.Helper()
	type covered struct {
		box
		words string
	}
	var all []covered
	for _, s := range d.items {
		if s.kind != shapeWords || s.words == "" {
			continue
		}
		b := inkExtent(p, s)
		if b.x-b.w < 0 || b.x+b.w > d.w || b.y-b.h < 0 || b.y+b.h > d.h {
			t.Errorf("%q is cut off: %+v of %.0f by %.0f", s.words, b, d.w, d.h)
		}
		pixels := int(16 * b.w * b.h)
		if n := inked(img, b, s.fill.colour == white); n < pixels/40 || n > pixels*2/3 {
			t.Errorf("%q has %d of %d pixels", s.words, n, pixels)
		}
		for _, other := range all {
			if dx, dy := other.apart(b, 0, 0); dx != 0 || dy != 0 {
				t.Errorf("%q lies over %q", s.words, other.words)
			}
		}
		all = append(all, covered{b, s.words})
	}
}

// forty is a name of forty letters.
const forty = "The Association of Lake Freight Operator"

var partyNames = []string{"Republic of Arvenia", "Kesh Federation", "<Council> & \"Sons\"", forty, "מפלגת העבודה של הצפון", "حزب الكرامة الوطني", "UN Special Envoy", "Halmar", "Ostrel Coalition", "Guild", "Sarran Post", "Union of Border Villages and Farms"}

func partiesOf(n int) (out []dossier.Party) {
	for i := range n {
		name := partyNames[i%len(partyNames)]
		if i >= len(partyNames) {
			name += fmt.Sprintf(" %d", i)
		}
		out = append(out, dossier.Party{ID: dossier.ID{0: 1, 15: byte(i)}, Name: name})
	}
	return out
}

// A table of shades says each number in words, its names whole and clear of one another, also 40 of them and long ones;
// the darker the more; of nothing it says so.
func TestHeatMap(t *testing.T) {
	p := plotter(t)
	h := HeatMap{Title: "A & B <c>", Rows: []string{`"one"`, "two"}, Columns: []string{"x", "a very long name of an outlet that goes on"}, Values: [][]float64{{1, math.NaN()}, {0, 40}}, Most: 40}
	h.Words = func(i, j int) string { return fmt.Sprintf("n%.0f", h.Values[i][j]) }
	d := p.HeatMap(h)
	svg, img := drawn(t, d)
	if wellFormed(t, svg, "rect") != 5 || !strings.Contains(svg, ">n40<") {
		t.Error(svg)
	}
	checkWords(t, p, d, img)
	var shades []int
	for _, s := range d.items {
		if s.kind == shapeRect {
			shades = append(shades, shade(img, int(2*s.x)+6, int(2*s.y)+6))
		}
	}
	if shades[0] >= shades[2] || shades[3] > 80 || shades[2] != 255 {
		t.Errorf("shades %v of 1, nothing, 0 and 40", shades)
	}
	var b bytes.Buffer
	if err := TiesCSV(&b, "outlet", "speaker", []dossier.Tie{{FromName: "Post", ToName: "Orsin, Pavel", Count: 1}, {FromName: "Herald", ToName: "Dorvath", Count: 40}}); err != nil {
		t.Error(err)
	}
	if rows, err := csv.NewReader(&b).ReadAll(); err != nil || len(rows) != 3 || rows[0][0] != "outlet" || rows[1][1] != "Orsin, Pavel" || rows[2][2] != "40" {
		t.Errorf("%v %v", rows, err)
	}
	big := HeatMap{Title: "Forty", Most: 40, Words: func(i, j int) string { return fmt.Sprint(i + j) }}
	for i, party := range partiesOf(40) {
		big.Rows = append(big.Rows, party.Name)
		row := make([]float64, 40)
		for j := range row {
			row[j] = float64(i)
		}
		big.Values = append(big.Values, row)
	}
	big.Columns = big.Rows
	d = p.HeatMap(big)
	svg, img = drawn(t, d)
	checkWords(t, p, d, img)
	if !strings.Contains(svg, ">"+forty+"<") || strings.Contains(svg, "…") {
		t.Error("a name of forty letters is cut")
	}
	d = p.HeatMap(HeatMap{Title: "Empty"})
	svg, img = drawn(t, d)
	checkWords(t, p, d, img)
	if !strings.Contains(svg, nothingWords) {
		t.Error(svg)
	}
}

// Stances over time draw each dated statement with its title, count what has no date, keep long names, and say so where
// there are none.
func TestStancesPlot(t *testing.T) {
	p := plotter(t)
	dates := []dossier.CodedStatement{{Date: dossier.Day(2026, 1, 1), Stance: dossier.Opposes}, {Stance: dossier.Supports}, {Date: dossier.Day(2026, 3, 1), Stance: dossier.Conditional}}
	d := p.Stances([]Series{{Party: "A<", Issue: "Fees & dues", Statements: dates}})
	svg, img := drawn(t, d)
	checkWords(t, p, d, img)
	if wellFormed(t, svg, "title") != 2 || !strings.Contains(svg, "1 undated") {
		t.Error(svg)
	}
	var list []Series
	for _, party := range partiesOf(40) {
		for _, issue := range []string{"Fees", "The order in which guns and posts are withdrawn", "القدس"} {
			list = append(list, Series{Party: party.Name, Issue: issue, Statements: dates})
		}
	}
	d = p.Stances(list)
	svg, img = drawn(t, d)
	checkWords(t, p, d, img)
	if wellFormed(t, svg, "title") != 240 || strings.Contains(svg, "…") {
		t.Errorf("%d marks of 240, or a name is cut", wellFormed(t, svg, "title"))
	}
	svg, _ = drawn(t, p.Stances(nil))
	if !strings.Contains(svg, nothingWords) {
		t.Error(svg)
	}
	d = p.Stances([]Series{{Party: "A", Issue: "B", Statements: []dossier.CodedStatement{{Stance: dossier.Supports}}}})
	svg, img = drawn(t, d)
	checkWords(t, p, d, img)
	if !strings.Contains(svg, "1 undated") {
		t.Error(svg)
	}
}

// A picture that no program would open is refused with what to do; the drawing has no limit.
func TestTooLarge(t *testing.T) {
	p := plotter(t)
	d := p.newDrawing(100, 9000)
	if img, err := d.picture(); err != nil || img.Bounds().Dy() != 9000 { // one pixel to the unit
		t.Errorf("%v", err)
	}
	d = p.newDrawing(100, 20_000)
	if err := d.PNG(io.Discard); err == nil || !strings.Contains(err.Error(), "SVG") {
		t.Error(err)
	}
	if err := d.SVG(io.Discard); err != nil {
		t.Error(err)
	}
}

// Names stand in the picture as the packet sets them: Hebrew from the right, Arabic joined, what no font has as a tag.
func TestWordsOfPictures(t *testing.T) {
	p := plotter(t)
	shown := func(words string) string {
		d := p.newDrawing(300, 40)
		d.text(10, 20, "start", ink, words)
		img, err := d.picture()
		if err != nil || inked(inGrey(img), box{150, 20, 150, 20}, false) < 20 {
			t.Fatalf("%q: nothing is there (%v)", words, err)
		}
		ops := slices.Clone(p.d.cur.ops) // they are painted in the order in which they are read
		slices.SortStableFunc(ops, func(a, b op) int { return cmp.Compare(a.x, b.x) })
		out := ""
		for _, o := range ops {
			out += o.text
		}
		return out
	}
	for words, want := range map[string]string{"שלום 120": "120 םולש", "لن": "ﻦﻟ", "a 🙂": "a [U+1F642]", "Kesh": "Kesh"} {
		if got := shown(words); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q stands as %q, want %q", words, got, want)
		}
	}
}
