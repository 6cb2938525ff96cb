package sides

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

var ctx = context.Background()

// talks is a view, on a dossier in which Arvenia softens on fees and Kesh does not, and the grid of that.
func talks(t *testing.T) (*View, *stage.Stage, *app.Workbench, dossier.Grid) {
	t.Helper()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for _, a := range []struct {
		day  int
		text string
	}{{1, "Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”"},
		{2, "Speaker Sela Marun of Kesh said: “The fee is the price of the road and it stays.”"},
		{20, "Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”"}} {
		if _, err := w.AddDocument(ctx, []byte(a.text), app.Facts{Outlet: "Herald", Published: dossier.Day(2026, 10, a.day)}); err != nil {
			t.Fatal(err)
		}
	}
	batch, err := app.ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"issues":[{"name":"Fees"},{"name":"Road"}],"codes":[
		{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},{"quote":"the road and it stays","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`), "json")
	if err == nil {
		_, err = w.Code(ctx, batch)
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := w.Grid(ctx, dossier.PositionFilter{})
	if err != nil || len(g.Parties) != 2 || len(g.Issues) != 2 {
		t.Fatal(g, err)
	}
	s := stage.New(t, w)
	v := New(Deps{Desk: s.Desk, OpenPassage: func(_, _ dossier.ID) {}, Back: func() {}})
	s.Show(v, 1366, 672)
	return v, s, w, g
}

func partiesOf(g dossier.Grid) (ids []dossier.ID) {
	for _, p := range g.Parties {
		ids = append(ids, p.ID)
	}
	return ids
}

// headsOf names the columns, with " | " between them.
func headsOf(v *View) string {
	var names []string
	for _, h := range v.heads {
		names = append(names, h.name.Words())
	}
	return strings.Join(names, " | ")
}

// saidIn gives the words of the first row as they are shown: the original, then its translation; with | between columns.
func saidIn(v *View) string {
	if len(v.rows) == 0 {
		return ""
	}
	var columns []string
	for _, cell := range v.rows[0].cells {
		words := ""
		for _, e := range cell {
			words += e.words.Text()
			if e.other != nil {
				words += " / " + e.other.Text() + " (" + e.credit.Words() + ")"
			}
		}
		columns = append(columns, words)
	}
	return strings.Join(columns, "|")
}

// One party stands side by side with itself, a column up to each day on which its stance turned, or up to chosen days; a
// translation stands under the words until it is turned off.
func TestThroughTime(t *testing.T) {
	v, s, w, g := talks(t)
	if err := w.SetTranslation(ctx, g.Cells[0][0].Newest.StatementID, dossier.Translation{Text: "Une taxe symbolique ne coulerait pas les pourparlers.", By: "K. Olander"}); err != nil {
		t.Fatal(err)
	}
	v.OpenDays(g.Issues[0].ID, g.Parties[0].ID, nil, dossier.PositionFilter{})
	if headsOf(v) != "Up to 1 Oct | 1 Oct – 20 Oct" {
		t.Fatalf("%q", headsOf(v))
	}
	const first, second = "“There will be no fee on any freight of ours.”", "|“A symbolic fee would not sink the corridor talks.” / Une taxe symbolique ne coulerait pas les pourparlers. (tr. en → fr, K. Olander)"
	if at := saidIn(v); at != second && at != first+second {
		t.Errorf("%q", at)
	}
	v.TypedRune('t')
	if at := saidIn(v); strings.Contains(at, "Une taxe") {
		t.Errorf("turned off: %q", at)
	}
	v.TypedRune('y')
	s.Pick("2026-10-25, 2026-09-30")
	if headsOf(v) != "Up to 30 Sep | 30 Sep – 25 Oct" {
		t.Errorf("%q", headsOf(v))
	}
	v.TypedRune('c')
	s.Pick("Kesh")
	if headsOf(v) != "Arvenia | Kesh" {
		t.Errorf("with another party: %q", headsOf(v))
	}
}

// What is loaded beside the interface thread is what was wished, whatever is wished meanwhile, and the newest wish is shown.
func TestWishesWhileLoading(t *testing.T) {
	v, s, _, g := talks(t)
	threads := stage.Spread(s.Desk)
	v.Open(g.Issues[0].ID, partiesOf(g), dossier.PositionFilter{})
	v.OpenDays(g.Issues[0].ID, g.Parties[0].ID, nil, dossier.PositionFilter{WithProposed: true})
	v.Open(g.Issues[1].ID, partiesOf(g), dossier.PositionFilter{From: dossier.Day(2026, 10, 2)})
	threads.Join()
	if v.data.issue.Name != "Road" || headsOf(v) != "Arvenia | Kesh" || len(s.Errors) > 0 {
		t.Errorf("%s: %q, said %v", v.data.issue.Name, headsOf(v), s.Errors)
	}
}

// A sentence rests on the newest statements when it is written first; a word that is mended later leaves that as it was
// chosen, and leaves it out of date.
func TestMendedSentenceRestsOnTheSame(t *testing.T) {
	v, s, w, g := talks(t)
	v.Open(g.Issues[0].ID, partiesOf(g), dossier.PositionFilter{AsOf: dossier.Day(2026, 10, 5)})
	v.TypedRune('g')
	s.Pick("Both speak of feees.")
	s.Pick("High")
	sentence := func() dossier.Sentence {
		t.Helper()
		list, err := w.Sentences(ctx, dossier.None)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	first := sentence()
	if len(first.Rests) != 2 {
		t.Fatalf("a new one rests on %d", len(first.Rests))
	}
	v.Open(g.Issues[0].ID, partiesOf(g), dossier.PositionFilter{})
	stale := v.sentences[0].stale.Words()
	if stale != "Out of date: Arvenia spoke again on 20 Oct" {
		t.Fatalf("%q", stale)
	}
	v.TypedRune('g')
	s.Pick("Both speak of fees.")
	s.Pick("Low")
	if got := sentence(); got.Body != "Both speak of fees." || got.Confidence != dossier.LowConfidence || !slices.Equal(got.Rests, first.Rests) {
		t.Errorf("mended: %+v, rested on %v", got, first.Rests)
	}
	if v.sentences[0].stale.Words() != stale || !strings.Contains(s.LastNote(), "R changes") {
		t.Errorf("it says %q, and %q", v.sentences[0].stale.Words(), s.LastNote())
	}
	v.TypedRune('r')
	s.Pick("A symbolic fee")
	s.Desk.Sheets.Top().Close()
	if got := sentence(); len(got.Rests) != 3 {
		t.Errorf("chosen with R: %v", got.Rests)
	}
}

// P makes a key judgement in the recipe on which the packet pane works, whatever other recipes there are.
func TestJudgementOfTheChosenRecipe(t *testing.T) {
	v, s, w, g := talks(t)
	v.Recipe = func(then func(string)) { then("Weekly") }
	for _, name := range []string{"Brief", "Weekly"} {
		if err := w.SaveRecipe(ctx, dossier.Recipe{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	v.Open(g.Issues[0].ID, partiesOf(g), dossier.PositionFilter{})
	v.TypedRune('g')
	s.Pick("Both speak of fees.")
	s.Pick("High")
	v.TypedRune('p')
	list, err := w.Recipes(ctx)
	if err != nil || len(list) != 2 || len(list[0].Judgements) != 0 || len(list[1].Judgements) != 1 || !strings.Contains(s.LastNote(), "“Weekly”") {
		t.Errorf("%+v %v, %q", list, err, s.LastNote())
	}
}
