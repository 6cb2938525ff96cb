package shifts

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

// A shift is explained, dismissed and opened again by keys; its passages are opened by Enter.
func TestVerdicts(t *testing.T) {
	ctx := context.Background()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for day, text := range []string{"Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”", "Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”"} {
		if _, err := w.AddDocument(ctx, []byte(text), app.Facts{Outlet: "Herald", Published: dossier.Day(2026, 10, 1+day)}); err != nil {
			t.Fatal(err)
		}
	}
	batch, err := app.ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]}],"codes":[{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},
		{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`), "json")
	if err == nil {
		_, err = w.Code(ctx, batch)
	}
	if err != nil {
		t.Fatal(err)
	}
	g, err := w.Grid(ctx, dossier.PositionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	st := stage.New(t, w)
	st.Show(canvas.NewRectangle(nil), 1366, 768)
	opened := dossier.None
	s := Open(Options{Desk: st.Desk, Parties: g.Parties, Issues: g.Issues, OpenPassage: func(_, statement dossier.ID) { opened = statement }})
	verdict := func() dossier.Verdict {
		t.Helper()
		list, _, err := w.Shifts(ctx, dossier.PositionFilter{}, true)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0].Verdict
	}
	answer := func(words string) {
		t.Helper()
		st.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(words)
		st.Desk.Sheets.Top().Confirm()
	}
	s.list.TypedRune('e')
	answer("  ")
	if st.Desk.Sheets.Top() == s.sheet {
		t.Error("an explanation without a reason was taken")
	}
	answer("the list came")
	if v := verdict(); v.Kind != dossier.Explained || v.Reason != "the list came" || v.Analyst != "K. Olander" || len(s.found.list) != 1 {
		t.Errorf("%+v", v)
	}
	s.list.TypedRune('x')
	answer("misread")
	if v := verdict(); v.Kind != dossier.Dismissed || len(s.found.list) != 0 {
		t.Errorf("%+v, %d are listed", v, len(s.found.list))
	}
	s.list.TypedRune('t')
	if len(s.found.list) != 1 {
		t.Fatal("what was dismissed is not listed where it is asked for")
	}
	s.list.TypedRune('o')
	if v := verdict(); v.Kind != dossier.Undecided {
		t.Errorf("%+v", v)
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != g.Cells[0][0].Newest.StatementID || st.Desk.Sheets.Top() != nil {
		t.Errorf("opened %v", opened)
	}
	if len(st.Errors) > 0 {
		t.Error(st.Errors)
	}
}

// Whether what was dismissed is listed can be turned while it is being looked for, and the newest wish is shown.
func TestTurnedWhileLooking(t *testing.T) {
	w := app.New(app.Options{ConfigDir: t.TempDir()})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(context.Background(), filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	st := stage.New(t, w)
	st.Show(canvas.NewRectangle(nil), 1366, 768)
	threads := stage.Spread(st.Desk)
	s := Open(Options{Desk: st.Desk})
	for range 3 {
		s.turnDismissed()
	}
	if threads.Join(); !s.found.dismissed || len(st.Errors) > 0 {
		t.Errorf("dismissed too: %v, said %v", s.found.dismissed, st.Errors)
	}
}
