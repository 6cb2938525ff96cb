package views

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
)

// bench is a window on a workbench whose slow work is done at once, so that a test sees what follows.
func bench(t *testing.T) (*window, *app.Workbench) {
	t.Helper()
	a := test.NewTempApp(t)
	work := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander", Now: func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }})
	font := func(name string) []byte {
		b, err := os.ReadFile("../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	w := newWindow(a, work, look.New(font), Resources{Font: font, Version: "1.0"})
	w.desk.Go, w.desk.Do = func(fn func()) { fn() }, func(fn func()) { fn() }
	w.desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(time.Hour) }
	w.win.Resize(fyne.NewSize(1366, 768))
	t.Cleanup(func() {
		w.win.SetCloseIntercept(nil)
		if err := work.Close(); err != nil {
			t.Error(err)
		}
	})
	return w, work
}

// hear hands an event to the window as the workbench would.
func (w *window) hear(events ...app.Event) {
	for _, e := range events {
		w.events.put(e)
	}
	w.handle()
}

func opened(t *testing.T) (*window, *app.Workbench) {
	t.Helper()
	w, work := bench(t)
	if err := work.Create(context.Background(), filepath.Join(t.TempDir(), "talks.parley"), "Corridor talks"); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DossierOpened})
	return w, work
}

const article = `Envoy: 120 monitors, one commander
By Tomas Reyl
14 November 2026

HALMAR — “One mission, one commander, one hundred and twenty monitors,” said Envoy spokeswoman Lea Brandt in a written answer.
`

func (w *window) command(name string) (on bool) {
	for _, g := range w.commands {
		for _, c := range g.commands {
			if c.Name == name {
				return w.can(c)
			}
		}
	}
	return false
}

// No two commands listen to the same key, every one of them does something, and what is shown as its key is what the
// menu listens to.
func TestCommands(t *testing.T) {
	w, _ := bench(t)
	seen := map[string]string{}
	for _, g := range w.commands {
		for _, c := range g.commands {
			if c.Run == nil || c.Name == "" {
				t.Errorf("%s › %q does nothing", g.name, c.Name)
			}
			if c.Shortcut == nil {
				continue
			}
			if other, ok := seen[c.Shortcut.ShortcutName()]; ok {
				t.Errorf("%q and %q have the key %s", other, c.Name, c.Key)
			}
			seen[c.Shortcut.ShortcutName()] = c.Name
			if k, ok := c.Shortcut.(fyne.KeyboardShortcut); ok {
				for mod, word := range map[fyne.KeyModifier]string{ctrl: "Ctrl", shift: "Shift"} {
					if (k.Mod()&mod != 0) != strings.Contains(c.Key, word) {
						t.Errorf("%q shows %q and listens to something else", c.Name, c.Key)
					}
				}
			}
		}
	}
}

// Commands that need a dossier are off without one, and under an open sheet nothing can be changed.
func TestWhatCanBeDone(t *testing.T) {
	w, _ := bench(t)
	for name, want := range map[string]bool{"New…": true, "Open…": true, "Quit": true, "Close": false, "Import files…": false, "History": false, "Export PDF…": false, "Undo": false} {
		if got := w.command(name); got != want {
			t.Errorf("without a dossier %q can be done: %v", name, got)
		}
	}
	w, _ = opened(t)
	for name, want := range map[string]bool{"Close": true, "Import files…": true, "History": true, "Export PDF…": true, "Parties…": true} {
		if got := w.command(name); got != want {
			t.Errorf("with a dossier %q can be done: %v", name, got)
		}
	}
	w.openKeys()
	for name, want := range map[string]bool{"Close": false, "Import files…": false, "Parties…": false, "Quit": true, "Light or dark": true} {
		if got := w.command(name); got != want {
			t.Errorf("under a sheet %q can be done: %v", name, got)
		}
	}
	w.stepBack()
	if w.desk.Sheets.Top() != nil || !w.command("Parties…") {
		t.Error("Escape did not close the sheet")
	}
}

// A pasted article comes into the library and the reader; undo takes it out again, and closing leads to the welcome
// page.
func TestPasteUndoClose(t *testing.T) {
	w, work := opened(t)
	w.app.Clipboard().SetContent(article)
	w.addFromClipboard()
	top := w.desk.Sheets.Top()
	if top == nil {
		t.Fatalf("no sheet; said %v", w.message.Messages())
	}
	top.Confirm()
	w.hear(app.Event{Kind: app.DocumentsChanged})
	docs, _, err := work.Documents(context.Background(), dossier.DocumentFilter{})
	if err != nil || len(docs) != 1 || docs[0].Title != "Envoy: 120 monitors, one commander" || docs[0].Author != "Tomas Reyl" {
		t.Fatalf("stored %+v, %v", docs, err)
	}
	if w.library.First() != docs[0].ID {
		t.Error("the library does not list it")
	}
	if shown, _ := w.reading.article.Current(); shown != docs[0].ID {
		t.Error("the reader does not show it")
	}
	if !strings.HasPrefix(w.undoTitle(), "Undo: ") {
		t.Errorf("the menu offers %q", w.undoTitle())
	}
	w.addFromClipboard() // the same text: it is said, and it cannot be stored twice
	w.desk.Sheets.Top().Confirm()
	w.stepBack()
	if docs, _, _ := work.Documents(context.Background(), dossier.DocumentFilter{}); len(docs) != 1 {
		t.Errorf("%d documents after adding the same text", len(docs))
	}
	w.undo()
	w.hear(app.Event{Kind: app.Elsewhere})
	if w.library.First() != dossier.None {
		t.Error("undo left it in the library")
	}
	w.closeDossier()
	w.hear(app.Event{Kind: app.DossierClosed})
	if w.frame.open || !w.welcome.Visible() {
		t.Error("the welcome page is not shown")
	}
}

// An empty clipboard, or one without a dossier to put it in, is answered with what to do, and nothing is opened.
func TestNothingToPaste(t *testing.T) {
	w, _ := bench(t)
	w.app.Clipboard().SetContent(article)
	w.addFromClipboard()
	if m := w.message.Messages(); len(m) != 1 || !strings.Contains(m[0].Words, "stays on the clipboard") {
		t.Errorf("said %v", m)
	}
	w, _ = opened(t)
	w.app.Clipboard().SetContent(" \n\t")
	w.addFromClipboard()
	if m := w.message.Messages(); len(m) != 1 || w.desk.Sheets.Top() != nil {
		t.Errorf("said %v", m)
	}
	w.stepBack()
	if len(w.message.Messages()) != 0 {
		t.Error("Escape did not close the message")
	}
}

// A dropped text comes into the sheet, a folder is imported as a job, a dossier is opened, and without a dossier texts
// are answered with what to do.
func TestDrop(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "envoy.txt")
	if err := os.WriteFile(file, []byte(article), 0o600); err != nil {
		t.Fatal(err)
	}
	drop := func(w *window, path string) { w.dropped([]fyne.URI{storage.NewFileURI(path)}) }

	w, work := bench(t)
	drop(w, file)
	if len(w.message.Messages()) != 1 || w.desk.Sheets.Top() != nil {
		t.Errorf("without a dossier: said %v", w.message.Messages())
	}
	if err := work.Create(context.Background(), filepath.Join(dir, "a.parley"), ""); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DossierOpened})
	drop(w, file)
	if w.desk.Sheets.Top() == nil {
		t.Fatalf("no sheet; said %v", w.message.Messages())
	}
	w.stepBack()
	drop(w, dir)
	if !work.Jobs().Wait(time.Minute) {
		t.Fatal("the import does not end")
	}
	if docs, _, _ := work.Documents(context.Background(), dossier.DocumentFilter{}); len(docs) != 1 {
		t.Errorf("%d documents came from the folder", len(docs))
	}
}

// Escape after going to a passage leads back to the pane one came from.
func TestWayBack(t *testing.T) {
	w, work := opened(t)
	doc, err := work.AddDocument(context.Background(), []byte(article), app.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged})
	w.show(1)
	w.goTo(doc.ID, dossier.None)
	if w.current != 0 {
		t.Fatal("the reader is not open")
	}
	w.stepBack()
	if w.current != 1 {
		t.Errorf("Escape led to pane %d", w.current)
	}
}

// Export right after typing waits for the check of what was typed, then asks for the file; an unreadable date is said.
func TestExportAfterTyping(t *testing.T) {
	w, work := opened(t)
	if _, err := work.AddDocument(context.Background(), []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged})
	w.show(3)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn} { // to the title
		w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	test.Type(w.win.Canvas().Focused(), "Brief")
	w.packet.Export()
	if w.desk.Sheets.Top() == nil {
		// a dossier without positions may be stopped by the preflight; then that is said
		if len(w.message.Messages()) == 0 {
			t.Error("Export did nothing and said nothing")
		}
		return
	}
	w.stepBack()
}

// A flood of events asks the interface thread once.
func TestMailbox(t *testing.T) {
	var m mailbox
	asked := 0
	for range 100 {
		if m.put(app.Event{Kind: app.JobsChanged}) {
			asked++
		}
	}
	if got := m.take(); asked != 1 || len(got) != 100 {
		t.Errorf("asked %d times for %d events", asked, len(got))
	}
	if !m.put(app.Event{}) {
		t.Error("after taking, the next event does not ask")
	}
}
