package timeline

import (
	"context"
	"image"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

// Whatever is done to it, the scale keeps something of what there is in sight, and a day stays where the pointer is.
func TestScale(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	s := scale{first: 20000, last: 20800, width: 1000}
	s.whole()
	if s.x(s.first) < 0 || s.x(s.last+1) > s.width {
		t.Errorf("all of it does not fit: %+v", s)
	}
	for range 2000 {
		switch random.IntN(3) {
		case 0:
			x := random.Float32() * s.width
			before := s.day(x)
			factor := 0.5 + random.Float64()
			s.zoom(factor, x)
			inside := s.from > s.first && s.to < s.last
			if inside && math.Abs(s.day(x)-before) > 0.01 {
				t.Fatalf("zooming moved day %f to %f", before, s.day(x))
			}
		case 1:
			s.pan(random.Float64()*4 - 2)
		case 2:
			day := s.first + float64(random.IntN(801))
			s.reveal(day)
			if x := s.x(day + 0.5); x < 0 || x > s.width {
				t.Fatalf("day %f is not in sight: %+v", day, s)
			}
		}
		if s.to-s.from < leastSpan-0.001 || s.to < s.first || s.from > s.last+1 {
			t.Fatalf("nothing is in sight: %+v", s)
		}
	}
}

// Ticks are in order, in sight, and never nearer to one another than asked, from days to centuries.
func TestTicks(t *testing.T) {
	for _, span := range []float64{3, 10, 40, 200, 1000, 5000, 40000} {
		s := scale{first: 10000, last: 10000 + span, from: 10000, to: 10000 + span, width: 1000}
		list := s.ticks(64)
		if len(list) == 0 || len(list) > 20 {
			t.Errorf("%f days: %d ticks", span, len(list))
		}
		for i, k := range list {
			if k.day < s.from || k.day > s.to || i > 0 && s.x(k.day)-s.x(list[i-1].day) < 55 {
				t.Errorf("%f days: tick %d on day %f", span, i, k.day)
			}
		}
	}
}

// Marks that would be drawn over one another are one with their number; each stance, what is known by the month, and what
// nobody dated stand for themselves.
func TestPlaced(t *testing.T) {
	a, b := dossier.NewID(), dossier.NewID()
	month := dossier.Date{Time: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Precision: dossier.PrecisionMonth}
	moments := []dossier.Moment{
		{PartyID: a, Date: dossier.Day(2026, 11, 2), Stance: dossier.Supports, Count: 1}, {PartyID: a, Date: dossier.Day(2026, 11, 3), Stance: dossier.Supports, Count: 2},
		{PartyID: a, Date: dossier.Day(2026, 11, 3), Stance: dossier.Opposes, Count: 1}, {PartyID: a, Date: month, Stance: dossier.Supports, Count: 1},
		{PartyID: b, Stance: dossier.Supports, Count: 4}, {PartyID: dossier.NewID(), Date: dossier.Day(2026, 11, 3), Stance: dossier.Supports, Count: 9}}
	s := scale{first: dayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), last: dayOf(time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)), width: 1000}
	s.whole()
	marks := placed(moments, map[dossier.ID]int{a: 0, b: 1}, s)
	counts := map[string]int{}
	for _, m := range marks {
		key := string(m.stance)
		if !m.exact {
			key += " some time"
		}
		if m.undated {
			key = "undated"
		}
		counts[key] += m.count
	}
	if len(marks) != 4 || counts["supports"] != 3 || counts["opposes"] != 1 || counts["supports some time"] != 1 || counts["undated"] != 4 {
		t.Errorf("%d marks, %v", len(marks), counts)
	}
	if marks = placed(moments, map[dossier.ID]int{a: 0, b: 1}, scale{first: s.first, last: s.last, from: dayOf(moments[0].Date.Time), to: dayOf(moments[0].Date.Time) + 3, width: 1000}); len(marks) != 5 {
		t.Errorf("closer there are %d marks", len(marks))
	}
}

func pane(t *testing.T) (*Pane, *stage.Stage, map[string]any) {
	t.Helper()
	ctx := context.Background()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for i, day := range []dossier.Date{dossier.Day(2026, 1, 5), dossier.Day(2026, 6, 5), {}} {
		text := []string{"Ilan Dorvath said: “There will be no fee on any freight of ours.”", "Ilan Dorvath said: “A symbolic fee would not sink the talks.”", "Sela Marun said: “Our road has its price and it stays so.”"}[i]
		if _, err := w.AddDocument(ctx, []byte(text), app.Facts{Outlet: "Herald", Published: day}); err != nil {
			t.Fatal(err)
		}
	}
	batch, err := app.ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"codes":[{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},
		{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"},{"quote":"Our road","party":"Kesh","issue":"Road","stance":"supports"}]}`), "json")
	if err == nil {
		_, err = w.Code(ctx, batch)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := stage.New(t, w)
	got := map[string]any{}
	p := New(Deps{Desk: s.Desk, OpenPassage: func(document, statement dossier.ID) {
		_, list, err := w.Statements(ctx, document, []dossier.ID{statement})
		if err != nil || len(list) != 1 {
			t.Error(list, err)
			return
		}
		got["opened"] = list[0].Passage.Exact
	}, Positions: func(from, to dossier.Date, issues []dossier.ID) {
		got["positions"] = from.String() + " " + to.String()
	}})
	s.Show(p, 1366, 672)
	p.Reload(app.Event{Kind: app.DossierOpened})
	return p, s, got
}

// The cursor goes from mark to mark, also to what is out of sight, and Enter opens the passage; what nobody dated is there.
func TestKeys(t *testing.T) {
	p, s, got := pane(t)
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			p.body.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	if len(p.marks) != 3 {
		t.Fatalf("%d marks", len(p.marks))
	}
	press(fyne.KeyHome, fyne.KeyReturn)
	if words, _ := got["opened"].(string); !strings.Contains(words, "no fee on any") {
		t.Errorf("opened %q", words)
	}
	for range 12 {
		p.body.TypedRune('+')
	}
	if m, ok := p.current(); !ok || p.scale.to-p.scale.from > 30 || m.stance != dossier.Opposes {
		t.Fatalf("closer: %+v", m)
	}
	press(fyne.KeyRight, fyne.KeyReturn)
	if words, _ := got["opened"].(string); !strings.Contains(words, "A symbolic fee") {
		t.Errorf("after going right: opened %q", words)
	}
	press(fyne.KeyDown, fyne.KeyReturn)
	if words, _ := got["opened"].(string); !strings.Contains(words, "Our road") {
		t.Errorf("below: opened %q", words)
	}
	p.body.TypedRune('0')
	p.brush = &[2]float64{dayOf(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), dayOf(time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC))}
	p.tell()
	if !strings.HasPrefix(p.words.Words(), "1 stance from 1 Jan 2026 to 1 Feb 2026, 1 without a date") {
		t.Errorf("%q", p.words.Words())
	}
	p.body.TypedRune('p')
	if got["positions"] != "2026-01-01 2026-02-01" {
		t.Errorf("positions of %v", got["positions"])
	}
	press(fyne.KeyEscape)
	if p.brush != nil || len(s.Errors) > 0 {
		t.Errorf("brush %v, errors %v", p.brush, s.Errors)
	}
}

// The drawing and the table hold every party and count; the picture is a PNG.
func TestExport(t *testing.T) {
	p, s, _ := pane(t)
	dir := t.TempDir()
	for _, name := range []string{"t.svg", "t.csv", "whole.png"} {
		path := filepath.Join(dir, name)
		if err := s.Desk.Workbench.ExportTimeline(context.Background(), p.filter, path); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if strings.HasSuffix(name, ".png") {
			if img, err := png.Decode(strings.NewReader(string(b))); err != nil || img.Bounds().Dx() != 2400 {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || !strings.Contains(string(b), "Arvenia") || !strings.Contains(string(b), "Kesh") {
			t.Errorf("%s: %v\n%s", name, err, b)
		}
	}
	for _, plot := range app.Plots {
		for _, ending := range app.PlotEndings {
			path := filepath.Join(dir, string(plot)+ending)
			if err := s.Desk.Workbench.ExportPlot(context.Background(), p.filter, plot, path); err != nil || plot.Words() == "" {
				t.Error(plot, err)
			}
			b, err := os.ReadFile(path)
			begins := map[string]string{".png": "\x89PNG", ".svg": "<svg ", ".csv": ""}[ending]
			if err != nil || !strings.HasPrefix(string(b), begins) || len(b) < 20 {
				t.Errorf("%s%s begins with %.10q (%v)", plot, ending, b, err)
			}
		}
	}
	if err := s.Desk.Workbench.ExportPlot(context.Background(), p.filter, app.PlotNetwork, filepath.Join(dir, "t.gif")); err == nil || !strings.Contains(err.Error(), ".png") {
		t.Errorf("a plot as .gif: %v", err)
	}
	path := filepath.Join(dir, "t.png")
	img := p.picture()
	if err := s.Desk.Workbench.WritePicture(context.Background(), path, img); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	got, err := png.Decode(in)
	if err != nil || got.Bounds() != image.Rect(0, 0, 2*1366, 2*(axisHigh+2*laneHigh+inset)) {
		t.Fatalf("%v %v", got.Bounds(), err)
	}
	red := p.Desk.Kit.Look.Palette().Stance(dossier.Opposes).Dark
	drawn, paper := 0, 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			switch r, g, b, _ := got.At(x, y).RGBA(); {
			case uint8(r>>8) == red.R && uint8(g>>8) == red.G && uint8(b>>8) == red.B:
				drawn++
			case r == 0xFFFF && g == 0xFFFF && b == 0xFFFF:
				paper++
			}
		}
	}
	if drawn < 40 || paper < got.Bounds().Dx()*got.Bounds().Dy()/2 {
		t.Errorf("%d dots of the stance opposes, %d of paper", drawn, paper)
	}
	if err := s.Desk.Workbench.WritePicture(context.Background(), filepath.Join(dir, "missing", "t.png"), img); err == nil {
		t.Error("a folder that is not there was written to")
	}
}
