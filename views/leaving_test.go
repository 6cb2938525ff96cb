package views

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/views/stage"
)

// typing is a window with a packet whose bottom line is being typed, on a dossier at a path; a change of the recipe made
// before it is still on its way.
func typing(t *testing.T) (w *window, work *app.Workbench, path string, q *stage.Queue) {
	t.Helper()
	w, work = opened(t)
	s, err := work.Summary(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w.show(packetPane)
	q = stage.Hold(t, w.desk)
	w.packet.TwoPages()
	for _, c := range w.packet.Menu() {
		if c.Name == "Bottom line…" {
			c.Run()
		}
	}
	test.Type(w.win.Canvas().Focused(), "They talk.")
	return w, work, s.Path, q
}

// lineIn is the bottom line of the only recipe that a dossier file holds.
func lineIn(t *testing.T, path string) string {
	t.Helper()
	ctx := context.Background()
	work := app.New(app.Options{ConfigDir: t.TempDir()})
	defer work.Close()
	if err := work.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	list, err := work.Recipes(ctx)
	if err != nil || len(list) > 1 {
		t.Fatal(list, err)
	}
	if len(list) == 0 {
		return ""
	}
	return list[0].BottomLine
}

// What is typed in the recipe is in its dossier before another one is opened, before it is closed, and before the window
// goes.
func TestTypedIsKeptBeforeLeaving(t *testing.T) {
	other := filepath.Join(t.TempDir(), "other.parley")
	for name, leave := range map[string]func(w *window){
		"open": func(w *window) {
			w.changeDossier("Making", func(ctx context.Context) error { return w.work.Create(ctx, other, "") })
		},
		"close": (*window).closeDossier,
		"quit":  (*window).quit,
	} {
		w, work, path, q := typing(t)
		gone := false
		w.win.SetOnClosed(func() {
			gone = true
			if err := work.Close(); err != nil { // as the program does
				t.Error(err)
			}
		})
		leave(w)
		if name == "open" && len(w.work.Jobs().List()) > 0 || !work.IsOpen() || gone {
			t.Errorf("%s: did not wait for what was typed", name)
		}
		q.RunAll()
		if !work.Jobs().Wait(10 * time.Second) {
			t.Fatal("the job does not end")
		}
		if name == "quit" && !gone {
			t.Error("the window has not gone")
		}
		if got := lineIn(t, path); got != "They talk." {
			t.Errorf("%s: the dossier holds %q", name, got)
		}
		if name == "open" {
			if got := lineIn(t, other); got != "" {
				t.Errorf("the other dossier holds %q", got)
			}
		}
	}
}

// Where what was typed cannot be kept the window asks before it lets go of it, and a copy of the dossier takes it along.
func TestUnkeptIsAskedFor(t *testing.T) {
	w, work, path, q := typing(t)
	if err := os.Rename(path, path+".away"); err != nil {
		t.Fatal(err)
	}
	w.closeDossier()
	q.RunAll()
	if w.desk.Sheets.Top() == nil || !work.IsOpen() || len(w.message.Messages()) == 0 {
		t.Fatalf("nothing was asked; said %v", w.message.Messages())
	}
	w.desk.Sheets.Top().Close()
	to := filepath.Join(t.TempDir(), "copy.parley")
	w.saveCopyTo(to)
	q.RunAll()
	if !work.Jobs().Wait(10 * time.Second) {
		t.Fatal("the job does not end")
	}
	w.hear(app.Event{Kind: app.DossierOpened})
	q.RunAll()
	list, err := work.Recipes(context.Background())
	if err != nil || len(list) != 1 || list[0].BottomLine != "They talk." || len(w.message.Messages()) > 0 {
		t.Errorf("the copy holds %+v, %v; said %v", list, err, w.message.Messages())
	}
	if err := os.Rename(to, to+".away"); err != nil {
		t.Fatal(err)
	}
	w.show(packetPane)
	q.RunAll()
	w.packet.NewRecipe()
	w.desk.Sheets.Top().Confirm() // without a name it stays open
	test.Type(w.win.Canvas().Focused(), "Weekly")
	w.desk.Sheets.Top().Confirm()
	w.closeDossier()
	q.RunAll()
	w.desk.Sheets.Top().Confirm()
	q.RunAll()
	if work.IsOpen() {
		t.Error("going on without it did not go on")
	}
}
