package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

const envoyArticle = `Envoy names a date
By Mira Tollan, Lake Herald
14 November 2026

HALMAR — Arvenia's foreign minister, Ilan Dorvath, said on Thursday that the guns would leave the corridor “before the snow”.

“We have waited long enough,” Dorvath said. “There will be no second winter.”

Read also: The corridor in five charts
`

func open(t *testing.T) (*Workbench, string) {
	t.Helper()
	w := New(Options{Analyst: "A. Tester", ConfigDir: t.TempDir(), Now: func() time.Time {
		return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	}})
	path := filepath.Join(t.TempDir(), "talks.parley")
	if err := w.Create(context.Background(), path, "Talks"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return w, path
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Ensures that the main job works from paste to position: proposals, party, issue, stance, grid, undo across a restart.
func TestMainJob(t *testing.T) {
	ctx := context.Background()
	w, path := open(t)
	doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	if doc.Title != "Envoy names a date" || doc.Outlet != "Lake Herald" || doc.Published.String() != "2026-11-14" {
		t.Errorf("facts = %q, %q, %q", doc.Title, doc.Outlet, doc.Published)
	}
	a := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	if len(a.Statements) < 3 {
		t.Fatalf("%d statements proposed, want 3", len(a.Statements))
	}
	for _, s := range a.Statements {
		if s.Actor != "Ilan Dorvath" || s.Status != dossier.Proposed {
			t.Errorf("statement %d: %q by %q is %s", s.Number, s.Passage.Exact, s.Actor, s.Status)
		}
		if !s.Passage.Holds([]rune(a.Revision.Text)) {
			t.Errorf("statement %d does not stand in its text", s.Number)
		}
	}
	party := must[dossier.Party](t)(w.AddParty(ctx, "Arvenia", "", nil))
	issue := must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Withdrawal"}))
	first := a.Statements[0]
	if err := w.SetParty(ctx, party.ID, first.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.SetStance(ctx, first.ID, issue.ID, dossier.Supports, "names a time"); err != nil {
		t.Fatal(err)
	}
	g := must[dossier.Grid](t)(w.Grid(ctx, dossier.PositionFilter{}))
	if len(g.Cells) != 1 || g.Cells[0][0].Stance != dossier.Supports || g.Cells[0][0].Newest.Exact != first.Passage.Exact {
		t.Fatalf("grid = %+v", g)
	}
	if g := must[dossier.Grid](t)(w.Grid(ctx, dossier.PositionFilter{AsOf: dossier.Day(2026, 11, 1)})); g.Cells[0][0].Count != 0 {
		t.Error("a statement of 12 November stands in the grid as of 1 November")
	}
	if err := w.CloseDossier(); err != nil {
		t.Fatal(err)
	}
	if err := w.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	if x := must[dossier.Action](t)(w.Undo(ctx)); x.Name != "Set stance of statement 1" {
		t.Errorf("undone after a restart: %q", x.Name)
	}
	if g := must[dossier.Grid](t)(w.Grid(ctx, dossier.PositionFilter{})); g.Cells[0][0].Count != 0 {
		t.Error("undo left the stance in the grid")
	}
	must[dossier.Action](t)(w.Redo(ctx))
	if g := must[dossier.Grid](t)(w.Grid(ctx, dossier.PositionFilter{})); g.Cells[0][0].Count != 1 {
		t.Error("redo did not bring the stance back")
	}
}

// Ensures that the same text is kept once, and that the answer says where it is.
func TestSameText(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	_, err := w.AddDocument(ctx, []byte(strings.ReplaceAll(envoyArticle, "\n", "\r\n")), Facts{})
	var same *SameTextError
	if !errors.As(err, &same) || same.Document.Number != 1 {
		t.Errorf("the same text with other line ends gave %v", err)
	}
}

// Ensures that bad input gets a sentence and leaves the dossier as it was.
func TestBadInput(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	for name, raw := range map[string]string{"empty": "", "white": " \n\t\u200b\n", "NUL": "\x00\x00", "10 MB": strings.Repeat("a", 10<<20)} {
		if _, err := w.AddDocument(ctx, []byte(raw), Facts{}); err == nil || strings.Contains(err.Error(), "panic") {
			t.Errorf("%s: error is %v", name, err)
		}
		if _, err := w.Draft(ctx, []byte(raw), Facts{}); err == nil {
			t.Errorf("%s: the sheet takes it", name)
		}
	}
	s := must[dossier.Summary](t)(w.Summary(ctx))
	if s.Documents != 0 || s.UndoName != "" {
		t.Errorf("after bad input there are %d documents and %q to undo", s.Documents, s.UndoName)
	}
	for name, raw := range map[string]string{"broken UTF-8": "He said: “go\xff\xfe away.”", "overrides": "She said: “\u202eyes\u202c.”",
		"emoji": "“👍🏽 fine,” Ana Bel said.", "NUL inside": "Ana Bel said\x00 no."} {
		if _, err := w.AddDocument(ctx, []byte(raw), Facts{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if findings := must[[]dossier.Finding](t)(w.Check(ctx, nil)); len(findings) > 0 {
		t.Errorf("check finds %v", findings)
	}
}

// Ensures that an import reads folders, says what failed, keeps the rest, and is one step of undo.
func TestImport(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": envoyArticle, "b.txt": envoyArticle, "c.txt": "", "d.html": "<p>Ana Bel said: “No.”</p><p>End</p>", "e.bin": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := must[ImportResult](t)(w.Import(ctx, []string{dir, filepath.Join(dir, "none.txt")}, Facts{}, nil))
	if len(r.Added) != 2 || len(r.Same) != 1 || len(r.Failed) != 2 {
		t.Fatalf("added %d, same %v, failed %v", len(r.Added), r.Same, r.Failed)
	}
	must[dossier.Action](t)(w.Undo(ctx))
	if s := must[dossier.Summary](t)(w.Summary(ctx)); s.Documents != 0 {
		t.Errorf("%d documents after undo of the import", s.Documents)
	}
	must[dossier.Action](t)(w.Redo(ctx))
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := w.Import(cancelled, []string{dir}, Facts{}, nil); err == nil {
		t.Error("a cancelled import gave no error")
	}
}

// Ensures that subscribers hear of a change after its commit, in order, and no more after cancel.
func TestEvents(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	got := make(chan Event, 16)
	cancel := w.Subscribe(func(e Event) { got <- e })
	doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	for {
		e := <-got
		if e.Kind == DossierOpened {
			continue // published before or after Subscribe: delivery is on another goroutine
		}
		if e.Kind != DocumentsChanged || len(e.Documents) != 1 || e.Documents[0] != doc.ID {
			t.Errorf("event = %+v", e)
		}
		break
	}
	cancel()
	must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "X"}))
	if err := w.Close(); err != nil { // delivers what is queued
		t.Fatal(err)
	}
	if len(got) != 0 {
		t.Errorf("%d events after cancel", len(got))
	}
}

// Ensures that a batch that does not fit changes nothing and names every line that does not fit.
func TestCodeAllOrNothing(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	_, err := w.Code(ctx, Batch{Codes: []BatchCode{
		{Quote: "We have waited long enough", Party: "Arvenia", Issue: "Withdrawal", Stance: "supports"},
		{Quote: "nobody said this", Issue: "Withdrawal", Stance: "supports"},
		{Statement: 99, Issue: "Withdrawal", Stance: "perhaps"},
	}})
	if err == nil || !strings.Contains(err.Error(), "code 2") || !strings.Contains(err.Error(), "code 3") {
		t.Errorf("error = %v", err)
	}
	if s := must[dossier.Summary](t)(w.Summary(ctx)); s.Parties != 0 || s.Coded != 0 {
		t.Errorf("a batch that failed left %d parties and %d codings", s.Parties, s.Coded)
	}
}

// Ensures that jobs can be listed and cancelled, and that Wait waits.
func TestJobs(t *testing.T) {
	j := newJobs(time.Now, func() {})
	started := make(chan bool)
	id := j.Start("Import", func(ctx context.Context, p Progress) (string, error) {
		p.step(1, 3, "a.txt")
		close(started)
		<-ctx.Done()
		return "", ctx.Err()
	})
	<-started
	if l := j.List(); len(l) != 1 || l[0].Done != 1 || l[0].Total != 3 || l[0].Ended {
		t.Errorf("running jobs: %+v", l)
	}
	if j.Wait(time.Millisecond) {
		t.Error("Wait came back while a job ran")
	}
	j.Cancel(id)
	if !j.Wait(5 * time.Second) {
		t.Fatal("a cancelled job did not end")
	}
	if l := j.List(); len(l) != 1 || !l[0].Ended || !errors.Is(l[0].Err, context.Canceled) {
		t.Errorf("ended jobs: %+v", l)
	}
}

// Ensures that an article opened again is laid out the same, and that who was told in the same outlet is one hop.
func TestArticleAgain(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	text := "Envoy names a date\n\nLake Herald\n\n“We wait,” Ilan Dorvath told Lake Herald on Tuesday."
	doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(text), Facts{Outlet: "Lake Herald", Published: dossier.Day(2026, 11, 18)}))
	a := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	if again := must[dossier.Article](t)(w.Article(ctx, doc.ID)); len(again.Paragraphs) != len(a.Paragraphs) || a.Paragraphs[1].Role != "outlet" {
		t.Errorf("paragraphs = %+v", again.Paragraphs)
	}
	hops := a.Statements[0].Hops
	if len(hops) != 2 || hops[0].Name != "Ilan Dorvath" || hops[1].Name != "Lake Herald" || hops[1].Kind != dossier.HopPublisher {
		t.Errorf("chain = %+v", hops)
	}
}

// A dossier whose file was replaced while it was open takes no change, says so, and goes on in a copy with everything
// that was kept; the stranger stays as it is.
func TestGoesOnInACopy(t *testing.T) {
	ctx := context.Background()
	w, path := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("a stranger"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := w.AddIssue(ctx, dossier.Issue{Name: "Harbour"})
	if err == nil || !CopyHelps(err) {
		t.Fatalf("the change was kept, or no copy is offered: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "copy.parley")
	if err := w.SaveCopy(ctx, copied); err != nil {
		t.Fatal(err)
	}
	if _, err := w.AddIssue(ctx, dossier.Issue{Name: "Harbour"}); err != nil {
		t.Fatal(err)
	}
	s := must[dossier.Summary](t)(w.Summary(ctx))
	if s.Path != copied || s.Documents != 1 || s.Issues != 1 {
		t.Errorf("the copy holds %+v", s)
	}
	if b, _ := os.ReadFile(path); string(b) != "a stranger" {
		t.Error("the stranger was changed")
	}
}
