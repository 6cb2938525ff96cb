package views

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"parley/app"
)

// typeInto types into what has the keyboard.
func (w *window) typeInto(words string) {
	w.win.Canvas().Focused().(interface{ SetText(string) }).SetText(words)
}

// Ctrl K finds and does an action, opens a document, and searches for a party; what cannot be done is said.
func TestPalette(t *testing.T) {
	w, work := opened(t)
	ctx := context.Background()
	doc, err := work.AddDocument(ctx, []byte(article), app.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = work.AddParty(ctx, "Northern Council", "", nil); err != nil {
		t.Fatal(err)
	}
	w.hear(app.Event{Kind: app.DocumentsChanged}, app.Event{Kind: app.NamesChanged})
	enter := func() { w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }

	k := &keyboard{t: t, w: w, work: work}
	k.menu("Ctrl K")
	w.typeInto("light or dark")
	dark := w.look.IsDark()
	enter()
	if w.look.IsDark() == dark || w.desk.Sheets.Top() != nil {
		t.Error("the action was not done")
	}
	if !slices.Equal(w.recent, []string{"Light or dark"}) {
		t.Errorf("remembered %v", w.recent)
	}
	k.menu("Ctrl K")
	enter() // the action that was done last comes first
	if w.look.IsDark() != dark {
		t.Error("the last action was not first")
	}

	k.menu("Ctrl K")
	w.typeInto("@nc")
	enter()
	if w.searching == nil || w.searched != `party:"Northern Council"` {
		t.Errorf("searched for %q", w.searched)
	}
	w.stepBack()

	w.show(1)
	found, err := w.paletteFind(ctx, "monitors commander")
	if err != nil || len(found) == 0 {
		t.Fatalf("found %v, %v", found, err)
	}
	found[len(found)-1].Do()
	if shown, _ := w.reading.article.Current(); shown != doc.ID || w.current != 0 {
		t.Error("the document was not opened")
	}
	w.back()
	if w.current != 1 {
		t.Errorf("back leads to pane %d", w.current)
	}
	k.menu("Ctrl ]")
	if shown, _ := w.reading.article.Current(); shown != doc.ID || w.current != 0 {
		t.Error("forward does not lead to the document")
	}

	w.closeDossier()
	w.hear(app.Event{Kind: app.DossierClosed})
	w.message.Clear()
	k.menu("Ctrl K")
	w.typeInto("Back up")
	enter()
	if w.desk.Sheets.Top() == nil {
		t.Error("an action that cannot be done closed the palette")
	}
	w.stepBack()
}
