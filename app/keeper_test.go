package app

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/dossier"
)

// heard gathers what a workbench tells.
type heard struct {
	mu    sync.Mutex
	words []string
}

func (h *heard) tell(words string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.words = append(h.words, words)
}

func (h *heard) all() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string{}, h.words...)
}

// sitting opens a workbench as the window does, whose idleness is short and whose clock the test moves.
func sitting(t *testing.T) (w *Workbench, path string, later func(time.Duration), h *heard) {
	t.Helper()
	h = &heard{}
	var mu sync.Mutex
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	w = New(Options{Analyst: "A. Tester", ConfigDir: t.TempDir(), Sitting: true, Tell: h.tell, Now: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}})
	w.keeper.idle = 20 * time.Millisecond
	path = filepath.Join(t.TempDir(), "talks.parley")
	if err := w.Create(context.Background(), path, "Talks"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return w, path, func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(d)
	}, h
}

// spoil changes a dossier behind the workbench's back.
func spoil(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("parley-sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// backups waits until there are so many automatic backups.
func backups(t *testing.T, path string, want int) []dossier.Backup {
	t.Helper()
	var list []dossier.Backup
	for range 200 {
		list = must[[]dossier.Backup](t)(BackupsOf(context.Background(), path, true))
		if len(list) == want {
			return list
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("there are %d backups, want %d: %+v", len(list), want, list)
	return nil
}

// Ensures that work at a window is backed up by itself: once nothing changes, not more often than each half hour, and on
// closing; that what is made is verified; and that nothing is made where nothing was changed.
func TestBackupsByThemselves(t *testing.T) {
	ctx := context.Background()
	w, path, later, h := sitting(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	list := backups(t, path, 1)
	if b := list[0]; b.Kind != dossier.BackupAutomatic || b.Documents != 1 || !b.Checked {
		t.Fatalf("%+v", b)
	}
	later(10 * time.Minute)
	must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Withdrawal"}))
	time.Sleep(100 * time.Millisecond)
	backups(t, path, 1)
	if err := w.CloseDossier(); err != nil {
		t.Fatal(err)
	}
	if list = backups(t, path, 2); list[0].LastChange != "Add issue “Withdrawal”" && !strings.Contains(list[0].LastChange, "Withdrawal") {
		t.Errorf("the backup of the closing holds %q", list[0].LastChange)
	}
	later(time.Hour)
	if err := w.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if err := w.CloseDossier(); err != nil {
		t.Fatal(err)
	}
	backups(t, path, 2)
	if said := h.all(); len(said) > 0 {
		t.Errorf("said %q", said)
	}
	for _, j := range w.Jobs().List() {
		if !j.Quiet || j.Err != nil {
			t.Errorf("job %+v", j)
		}
	}
}

// Ensures that a backup that cannot be made stops no work and is said once, in a sentence, to those who subscribed too.
func TestBackupFailureIsSaidOnce(t *testing.T) {
	ctx := context.Background()
	w, path, later, h := sitting(t)
	notices := make(chan Event, 16)
	w.Subscribe(func(e Event) {
		if e.Kind == Notice {
			notices <- e
		}
	})
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "backups"), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "One"}))
	if e := <-notices; !strings.HasPrefix(e.Words, "No backup was made: ") || !strings.HasSuffix(e.Words, ".") {
		t.Errorf("said %q", e.Words)
	}
	for _, name := range []string{"Two", "Three"} {
		later(time.Hour)
		must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: name}))
		time.Sleep(100 * time.Millisecond)
	}
	if err := w.CloseDossier(); err != nil {
		t.Error(err)
	}
	if said := h.all(); len(said) != 1 {
		t.Errorf("said %q", said)
	}
}

// Ensures that a dossier that a crash left is checked beside the work when it is opened, with a short word where all is
// well and the findings where not.
func TestAfterACrash(t *testing.T) {
	ctx := context.Background()
	for _, spoilt := range []bool{false, true} {
		w, path, _, h := sitting(t)
		must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "One"}))
		crashed := filepath.Join(t.TempDir(), "talks.parley")
		for _, suffix := range []string{"", "-wal"} { // as a crash leaves them
			raw, err := os.ReadFile(path + suffix)
			if suffix != "" && os.IsNotExist(err) {
				continue // in a shared folder there is no log
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(crashed+suffix, raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		spoil(t, crashed, "UPDATE presence SET process = 1 << 30") // the process that had it open is gone
		if spoilt {
			spoil(t, crashed, "UPDATE action SET rows = 5")
		}
		if err := w.Open(ctx, crashed); err != nil {
			t.Fatal(err)
		}
		if !w.Jobs().Wait(10 * time.Second) {
			t.Fatal("the check did not end")
		}
		said := strings.Join(h.all(), "\n")
		for _, j := range w.Jobs().List() {
			said += j.Result
		}
		if want := map[bool]string{false: "Everything that was saved is there.", true: "a check found something wrong"}[spoilt]; !strings.Contains(said, want) {
			t.Errorf("spoilt %v: said %q", spoilt, said)
		}
	}
}

// Ensures that closing does not wait for a backup under way, and that asking whether a dossier is open never waits.
func TestClosingEndsQuietWork(t *testing.T) {
	w, _, _, _ := sitting(t)
	began := make(chan bool)
	w.jobs.start("Endless", true, func(ctx context.Context, _ Progress) (string, error) {
		w.mu.RLock()
		defer w.mu.RUnlock()
		close(began)
		<-ctx.Done()
		return "", ctx.Err()
	})
	<-began
	closed := make(chan error)
	go func() { closed <- w.CloseDossier() }()
	for range 50 {
		at := time.Now()
		w.IsOpen()
		if waited := time.Since(at); waited > 500*time.Millisecond {
			t.Errorf("IsOpen waited %v", waited)
		}
		time.Sleep(time.Millisecond)
	}
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("closing waits for ever")
	}
}

// Ensures that a backup is chosen by its time, and the latest that can be restored, and never what was set aside.
func TestChooseBackup(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 30, 0, 0, time.Local) }
	list := []dossier.Backup{
		{Path: "replaced", Kind: dossier.BackupReplaced, At: at(20, 9)},
		{Path: "damaged", Kind: dossier.BackupAutomatic, At: at(19, 18), Problem: "It is damaged."},
		{Path: "evening", Kind: dossier.BackupAutomatic, At: at(19, 17)},
		{Path: "morning", Kind: dossier.BackupByHand, At: at(19, 8)},
		{Path: "before", Kind: dossier.BackupMigration, At: at(1, 8)},
	}
	for what, want := range map[string]string{"latest": "evening", "2026-11-19": "evening", "2026-11-19 12:00": "morning", "2026-11-19T08:30": "morning",
		"2026-11-18": "before", "some/file.parley": "some/file.parley"} {
		if got, err := ChooseBackup(list, what); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", what, got, err, want)
		}
	}
	if _, err := ChooseBackup(list, "2020-01-01"); err == nil {
		t.Error("a backup of before the first was found")
	}
	if _, err := ChooseBackup(nil, "latest"); err == nil {
		t.Error("a backup was found among none")
	}
}

// Ensures that a repair mends what is derived and tells subscribers that anything may have changed.
func TestRepairTells(t *testing.T) {
	ctx := context.Background()
	w, path := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	spoil(t, path, "DELETE FROM search_statement")
	told := make(chan Event, 16)
	w.Subscribe(func(e Event) {
		if e.Kind == Elsewhere {
			told <- e
		}
	})
	if found := must[[]dossier.Finding](t)(w.Check(ctx, nil)); len(found) != 1 || !found[0].Derived {
		t.Fatalf("found %+v", found)
	}
	if r := must[Repaired](t)(w.Repair(ctx, nil)); len(r.Mended) != 1 || len(r.Left) > 0 || r.Backup == "" {
		t.Fatalf("%+v", r)
	}
	<-told
}
