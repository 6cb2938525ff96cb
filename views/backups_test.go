package views

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/app"
	"parley/dossier"
)

// sheetOf gives the list that a sheet of backups shows, opened anew.
func sheetOf(t *testing.T, w *window, paths ...string) *backups {
	t.Helper()
	w.openBackups(paths...)
	s := w.desk.Sheets.Top()
	b := &backups{w: w, paths: paths, lines: newLines(w), sheet: s}
	all, err := b.load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b.items = all
	return b
}

// done waits until the jobs of the workbench are done.
func done(t *testing.T, work *app.Workbench) {
	t.Helper()
	if !work.Jobs().Wait(20 * time.Second) {
		t.Fatal("a job does not end")
	}
}

// Ensures that the sheet says of each backup when it was made and what it holds, and that restoring one brings it back
// and keeps what was there, which then stands in the list too.
func TestRestoreFromTheSheet(t *testing.T) {
	ctx := context.Background()
	w, work := opened(t)
	path := w.summary.Path
	if _, err := work.AddDocument(ctx, []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	if _, err := work.Backup(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := work.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	w.restore()
	if s := w.desk.Sheets.Top(); s == nil {
		t.Fatal("no sheet is open")
	} else {
		s.Close()
	}
	b := sheetOf(t, w, path)
	if len(b.items) != 1 || !b.usable(0) || b.usable(1) {
		t.Fatalf("listed %+v", b.items)
	}
	if l := backupLine(b.items[0].backup, false); !strings.Contains(l.name, "1 document, 2 statements · Add") || l.state != "by hand, verified" {
		t.Errorf("line %+v", l)
	}
	b.choose(0)
	w.desk.Sheets.Top().Confirm()
	done(t, work)
	w.handle()
	if s, err := work.Summary(ctx); err != nil || s.Documents != 1 || s.Path != path {
		t.Fatalf("restored %+v, %v", s, err)
	}
	b = sheetOf(t, w, path)
	if len(b.items) != 2 || b.items[0].backup.Kind != dossier.BackupReplaced || backupLine(b.items[0].backup, false).state != "replaced by a restore, not verified" {
		t.Errorf("listed %+v", b.items)
	}
}

// Ensures that who opens a damaged dossier is led from the error to its backups, also where it is not open and cannot be.
func TestDamagedLeadsToBackups(t *testing.T) {
	ctx := context.Background()
	w, work := opened(t)
	path := w.summary.Path
	if _, err := work.AddDocument(ctx, []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	if _, err := work.Backup(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if err := work.CloseDossier(); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DossierClosed})
	for _, damage := range []string{"Dear Sir", "SQLite format 3\x00" + strings.Repeat("no page", 3000)} {
		if err := os.WriteFile(path, []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		w.message.Clear()
		w.openPath(path)
		done(t, work)
		w.hear(app.Event{Kind: app.JobsChanged})
		m := w.message.Messages()
		if len(m) != 1 || m[0].Action != "Restore a backup…" {
			t.Fatalf("said %+v", m)
		}
		m[0].Do()
		b := sheetOf(t, w, path)
		if len(b.items) == 0 {
			t.Fatal("no backup is listed")
		}
		for w.desk.Sheets.Top() != nil {
			w.desk.Sheets.Top().Close()
		}
		for i := range b.items {
			if b.items[i].backup.Kind == dossier.BackupByHand {
				b.choose(i)
			}
		}
		w.desk.Sheets.Top().Confirm()
		done(t, work)
		w.handle()
		if s, err := work.Summary(ctx); err != nil || s.Documents != 1 {
			t.Fatalf("restored %+v, %v", s, err)
		}
		if err := work.CloseDossier(); err != nil {
			t.Fatal(err)
		}
		w.hear(app.Event{Kind: app.DossierClosed})
	}
}

// Ensures that what a check found is shown with a button that repairs where something can be rebuilt, and that a notice
// stands in the bar without stopping anything.
func TestRepairFromTheSheet(t *testing.T) {
	ctx := context.Background()
	w, work := opened(t)
	if _, err := work.AddDocument(ctx, []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("parley-sqlite3", w.summary.Path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DELETE FROM search_statement"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	w.check()
	done(t, work)
	w.desk.Sheets.Top().Confirm()
	done(t, work)
	if found, err := work.Check(ctx, nil); err != nil || len(found) > 0 {
		t.Errorf("after the repair: %v, %v", found, err)
	}
	if kept, err := filepath.Glob(filepath.Join(filepath.Dir(w.summary.Path), "backups", "*.repair-*")); err != nil || len(kept) != 1 {
		t.Errorf("kept %v, %v", kept, err)
	}
	for w.desk.Sheets.Top() != nil {
		w.desk.Sheets.Top().Close()
	}
	w.hear(app.Event{Kind: app.Notice, Words: "No backup was made: the disk is full."},
		app.Event{Kind: app.Notice, Words: "A check found something wrong.", Findings: []dossier.Finding{{Where: "journal", Sentence: "It is short."}}})
	m := w.message.Messages()
	if len(m) != 2 || m[1].Action != "" || m[0].Action != "Show what" {
		t.Fatalf("said %+v", m)
	}
	m[0].Do()
	if w.desk.Sheets.Top() == nil {
		t.Error("the findings are not shown")
	}
}
