package views

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
)

// A key is bound anew in the sheet, by keys alone: it works at once, is drawn where it is, and is still there in the next
// window; what had it before has none, and what must stay is refused in words.
func TestChangingKeys(t *testing.T) {
	w, work := opened(t)
	if _, err := work.AddDocument(context.Background(), []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged})
	k := &keyboard{t: t, w: w, work: work}
	change := func(name string, press func()) string {
		t.Helper()
		w.openKeyChanges()
		w.typeInto(name)
		k.key(fyne.KeyReturn)
		press()
		said := w.desk.Sheets.Top()
		if said == nil {
			t.Fatal("the sheet is gone")
		}
		w.stepBack()
		return w.keys.Key("Statement/Accept")
	}
	if key := change("Accept statement", func() { k.letter('g', false) }); key != "G" {
		t.Fatalf("Accept has the key %q", key)
	}
	w.reading.article.Focus()
	k.key(fyne.KeyReturn)
	if s := w.reading.article.Statement(); s == nil || s.Status != dossier.Proposed {
		t.Fatalf("Enter still accepts: %+v", s)
	}
	k.letter('g', false)
	a, _ := work.Article(context.Background(), first(t, work))
	if a.Statements[0].Status != dossier.Accepted {
		t.Error("G does not accept")
	}
	if key := change("Accept statement", func() { k.letter('5', false) }); key != "G" {
		t.Errorf("a digit was bound: %q", key)
	}
	change("Find in this text", func() {
		for _, g := range w.commands {
			for _, c := range g.commands {
				if c.Key == "Ctrl H" {
					w.run(c) // the toolkit hands on the keys of items that cannot be done, too
					return
				}
			}
		}
	})
	if got := w.keys.Key("Edit/Find in this text"); got != "Ctrl H" || w.keys.Key("Edit/History") != "" {
		t.Errorf("Find has %q, History %q", got, w.keys.Key("Edit/History"))
	}
	seen := ""
	for _, g := range w.commands {
		for _, c := range g.commands {
			if c.Name == "Find in this text" {
				seen = c.Key
			}
		}
	}
	if seen != "Ctrl H" {
		t.Errorf("the menu shows %q", seen)
	}
	again := newWindow(w.app, work, w.look, w.res)
	if again.keys.Key("Edit/Find in this text") != "Ctrl H" || again.keys.Key("Statement/Accept") != "G" {
		t.Error("the keys are not kept")
	}
	if got := again.reading.article.AcceptKey(); got != "G" {
		t.Errorf("the next window shows %q for accepting", got)
	}
}

func first(t *testing.T, work *app.Workbench) dossier.ID {
	t.Helper()
	docs, _, err := work.Documents(context.Background(), dossier.DocumentFilter{})
	if err != nil || len(docs) == 0 {
		t.Fatal(docs, err)
	}
	return docs[0].ID
}

// F6 goes on from where the keyboard is, and round.
func TestRegions(t *testing.T) {
	w, work := opened(t)
	if _, err := work.AddDocument(context.Background(), []byte(article), app.Facts{}); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged})
	w.show(0)
	w.reading.article.Focus()
	k := &keyboard{t: t, w: w, work: work}
	where := func() string {
		f := w.win.Canvas().Focused()
		switch {
		case w.library.Has(f):
			return "library"
		case w.reading.article.Has(f):
			return "article"
		case w.reading.article.CardHas(f):
			return "card"
		case f == fyne.Focusable(w.bar.tabs[0]):
			return "tabs"
		}
		return "nowhere"
	}
	for _, want := range []string{"card", "tabs", "library", "article"} {
		k.menu("F6")
		if got := where(); got != want {
			t.Fatalf("F6 leads to the %s, want the %s", got, want)
		}
	}
	w.library.FocusFilter() // as a click does
	k.menu("F6")
	if got := where(); got != "article" {
		t.Errorf("from the filter F6 leads to the %s", got)
	}
	k.menu("Shift F6")
	if got := where(); got != "library" {
		t.Errorf("Shift F6 leads to the %s", got)
	}
}
