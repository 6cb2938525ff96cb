package positions

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

var ctx = context.Background()

// talks opens the pane on a dossier in which Arvenia softens and Kesh says the same in two papers.
func talks(t *testing.T) (*Pane, *stage.Stage, *app.Workbench) {
	t.Helper()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for _, a := range []struct {
		outlet string
		day    int
		text   string
	}{{"Herald", 1, "Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”"},
		{"Herald", 2, "Speaker Sela Marun of Kesh said: “The fee is the price of the road and it stays.”"},
		{"Post", 3, "Speaker Sela Marun of Kesh said: “The fee is the price of the road, and it stays for ever.”"},
		{"Post", 20, "Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”"}} {
		if _, err := w.AddDocument(ctx, []byte(a.text), app.Facts{Outlet: a.outlet, Published: dossier.Day(2026, 10, a.day)}); err != nil {
			t.Fatal(err)
		}
	}
	batch, err := app.ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"issues":[{"name":"Fees"},{"name":"Road"}],"codes":[
		{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},{"quote":"the road and it stays","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"the road, and it stays","party":"Kesh","issue":"Fees","stance":"supports"},{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`), "json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Code(ctx, batch); err != nil {
		t.Fatal(err)
	}
	s := stage.New(t, w)
	s.Desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(0) }
	p := New(Deps{Desk: s.Desk, OpenPassage: func(_, statement dossier.ID) { s.Notes = append(s.Notes, "opened") }})
	s.Show(p, 1366, 672)
	p.Reload(app.Event{Kind: app.DossierOpened})
	return p, s, w
}

func keys(p interface{ TypedRune(rune) }, letters string) {
	for _, r := range letters {
		p.TypedRune(r)
	}
}

// What changed since the other day stands in the cells and at the foot; what is listed there leads to its cell.
func TestMarks(t *testing.T) {
	p, s, _ := talks(t)
	if got := p.grid.marks[placeOf(p.grid.data.Cells[0][0])]; got != "softened ↑" {
		t.Errorf("Arvenia is marked %q", got)
	}
	if got := p.grid.marks[placeOf(p.grid.data.Cells[0][1])]; got != "silent 18 days" {
		t.Errorf("Kesh is marked %q", got)
	}
	if p.changes[0].Words() != "Since 6 Oct: 1 softened · 1 gone silent" {
		t.Errorf("the foot says %q", p.changes[0].Words())
	}
	p.listChanges()
	s.Pick("Kesh")
	if p.grid.cursor != (at{0, 1}) {
		t.Errorf("the cursor is on %+v", p.grid.cursor)
	}
	keys(p.grid, ">>>>>>>>>>>>>")
	if p.changes[0].Words() != "Since 19 Oct: 1 softened · 1 gone silent" { // nothing was searched between the third and the 20th
		t.Errorf("against the day before: %q", p.changes[0].Words())
	}
	keys(p.grid, "[")
	if !p.filter.AsOf.Known() || p.grid.data.Cells[0][0].Stance != dossier.Opposes {
		t.Errorf("as of the day before: %+v", p.grid.data.Cells[0][0])
	}
}

// Every filter in the list does something, and No filter takes all of them back.
func TestFilters(t *testing.T) {
	p, s, _ := talks(t)
	choose := func(words ...string) {
		p.chooseFilter()
		for _, w := range words {
			s.Pick(w)
		}
		for s.Desk.Sheets.Top() != nil { // where more can be chosen, Esc ends it
			s.Desk.Sheets.Top().Close()
		}
	}
	count := func() int { return p.data.grid.Coded }
	for _, c := range []struct {
		words []string
		coded int
	}{{[]string{"Statements since", "2026-10-03"}, 2}, {[]string{"As of…", "2026-10-02"}, 2}, {[]string{"Outlets…", "Herald"}, 2}, {[]string{"Kind of speech", "Indirect"}, 0},
		{[]string{"Grade of", "A"}, 0}, {[]string{"Confidence", "0,5"}, 4}, {[]string{"Read by", "K. Olander"}, 4}, {[]string{"Parties across", "Kesh"}, 2}, {[]string{"Issues…", "Road"}, 0},
		{[]string{"Outlets stand across"}, 4}, {[]string{"first reported"}, 4}} {
		choose(c.words...)
		if count() != c.coded || p.plain() {
			t.Errorf("%v: %d statements, want %d; filter %+v", c.words, count(), c.coded, p.filter)
		}
		choose("No filter")
		if count() != 4 || !p.plain() {
			t.Errorf("after %v the filter is still %+v", c.words, p.filter)
		}
	}
	if len(s.Errors) > 0 {
		t.Error(s.Errors)
	}
}

// What opens a row under one filter comes to nothing once another filter is wished, or another dossier is open.
func TestRowUnderOlderFilter(t *testing.T) {
	p, s, _ := talks(t)
	q := stage.Hold(t, s.Desk)
	p.toggle()
	p.filter.From = dossier.Day(2026, 10, 10)
	p.changed()
	q.Run(1) // the grid under the new filter comes first
	q.RunAll()
	if p.data.grid.Coded != 1 || p.grid.isOpen() {
		t.Errorf("%d statements in the grid; the row is open: %v", p.data.grid.Coded, p.grid.isOpen())
	}
	p.toggle()
	q.RunAll()
	if !p.grid.isOpen() {
		t.Error("the row does not open under the filter that is shown")
	}
	p.toggle()
	p.toggle()
	p.Reload(app.Event{Kind: app.DossierOpened})
	q.RunAll()
	if p.grid.isOpen() || len(p.grid.opened) > 0 {
		t.Errorf("in another dossier %v is open", p.grid.opened)
	}
}

// A view is kept with its filter under a name, shown again, and deleted.
func TestViews(t *testing.T) {
	p, s, w := talks(t)
	p.filter.From = dossier.Day(2026, 10, 3)
	p.changed()
	p.chooseView()
	s.Pick("Late")
	if list, err := w.Views(ctx); err != nil || len(list) != 1 || !strings.HasPrefix(p.counts.Words(), "View: Late · 2 statements") {
		t.Errorf("%v %v %q", list, err, p.counts.Words())
	}
	p.setAsOf(dossier.Date{})
	p.filter = dossier.PositionFilter{}
	p.changed()
	p.chooseView()
	s.Pick("Late")
	if p.data.grid.Coded != 2 || p.view != "Late" {
		t.Errorf("%d statements under the view %q", p.data.grid.Coded, p.view)
	}
	p.chooseView()
	s.Pick("Delete a view")
	s.Pick("Late")
	if list, err := w.Views(ctx); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

// Side by side shows what was said in its time, words told twice once; sentences are kept and go out of date; Esc goes back
// to the cell.
func TestSideBySide(t *testing.T) {
	p, s, w := talks(t)
	p.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	p.SideBySide()
	if !p.compared {
		t.Fatal("nothing stands side by side")
	}
	p.sides.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.LastNote() != "opened" {
		t.Errorf("Enter: %q", s.LastNote())
	}
	keys(p.sides, "g")
	s.Pick("Both speak of a fee.")
	s.Pick("High")
	list, err := w.Sentences(ctx, dossier.None)
	if err != nil || len(list) != 1 || list[0].Body != "Both speak of a fee." || list[0].Confidence != dossier.HighConfidence || len(list[0].Rests) != 3 || len(list[0].Parties) != 2 {
		t.Errorf("%+v %v", list, err)
	}
	keys(p.sides, "r")
	s.Pick("There will be no fee")
	s.Desk.Sheets.Top().Close()
	if list, err = w.Sentences(ctx, dossier.None); err != nil || len(list[0].Rests) != 4 {
		t.Errorf("what it rests on: %+v %v", list, err)
	}
	keys(p.sides, "p")
	if recipes, err := w.Recipes(ctx); err != nil || len(recipes) != 1 || len(recipes[0].Judgements) != 1 || len(recipes[0].Judgements[0].Statements) != 4 || recipes[0].Judgements[0].Text != "Both speak of a fee." {
		t.Errorf("as a key judgement: %+v %v", recipes, err)
	}
	keys(p.sides, "g") // left at the second question, the words are kept all the same
	s.Pick("Both speak of a fee and a road.")
	s.Desk.Sheets.Top().Close()
	if list, err = w.Sentences(ctx, dossier.None); err != nil || list[0].Body != "Both speak of a fee and a road." || list[0].Confidence != dossier.HighConfidence {
		t.Errorf("left at the second question: %+v %v", list, err)
	}
	p.sides.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.compared || p.grid.cursor != (at{0, 1}) {
		t.Errorf("Esc: compared %v, cursor %+v", p.compared, p.grid.cursor)
	}
}

// Y puts the party of the cell side by side with itself, Esc goes back to the cell.
func TestThroughTime(t *testing.T) {
	p, _, _ := talks(t)
	keys(p.grid, "y")
	if !p.compared {
		t.Fatal("nothing stands side by side")
	}
	p.sides.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.compared || p.grid.cursor != (at{0, 0}) {
		t.Errorf("Esc: compared %v, cursor %+v", p.compared, p.grid.cursor)
	}
}

// The parts of an issue fold under it and come back; the cursor finds a cell that was folded away.
func TestFolding(t *testing.T) {
	p, _, w := talks(t)
	issues, err := w.Issues(ctx)
	if err != nil {
		t.Fatal(err)
	}
	issues[1].ParentID = issues[0].ID
	if err := w.EditIssue(ctx, issues[1]); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.NamesChanged})
	if len(p.grid.nodes) != 2 || p.grid.nodes[1].Level != 1 {
		t.Fatalf("%+v", p.grid.nodes)
	}
	p.grid.move(1, 0)
	keys(p.grid, "z")
	if len(p.grid.nodes) != 1 || p.grid.cursor.row != 0 || p.grid.noteOf(0) != "1 part folded" {
		t.Errorf("%+v, cursor %+v, %q", p.grid.nodes, p.grid.cursor, p.grid.noteOf(0))
	}
	p.goTo(place{p.data.grid.Parties[1].ID, issues[1].ID})
	if len(p.grid.nodes) != 2 || p.grid.cursor != (at{1, 1}) {
		t.Errorf("%+v, cursor %+v", p.grid.nodes, p.grid.cursor)
	}
}
