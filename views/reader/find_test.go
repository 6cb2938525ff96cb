package reader

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/dossier"
)

// Words are found whatever their case and marks, counted, gone through round the ends; Esc leaves what was found selected.
func TestFind(t *testing.T) {
	p, _, _ := bench(t, "The gate, the Gate and the GÁTE.\n\nNo other word is here but the gate.", "Lake Herald")
	p.view.SetCaret(6)
	p.Find()
	f := p.article.find
	f.field.Entry.SetText("gate")
	if len(f.found) != 4 || f.count.Words() != "2 of 4" {
		t.Fatalf("found %v, says %q", f.found, f.count.Words())
	}
	key := func(n fyne.KeyName) { f.key(&fyne.KeyEvent{Name: n}) }
	for _, want := range []string{"3 of 4", "4 of 4", "1 of 4"} {
		key(fyne.KeyReturn)
		if f.count.Words() != want {
			t.Errorf("Enter gives %q, want %q", f.count.Words(), want)
		}
	}
	key(fyne.KeyUp)
	p.FindNext(true)
	if f.count.Words() != "3 of 4" || p.view.Selection() != f.found[2] {
		t.Errorf("back: %q, %v", f.count.Words(), p.view.Selection())
	}
	f.field.Entry.SetText("nothing like it")
	if f.count.Words() != "Not in this text" {
		t.Errorf("says %q", f.count.Words())
	}
	f.field.Entry.SetText("other")
	key(fyne.KeyEscape)
	if f.open || p.view.Words(p.view.Selection()) != "other" {
		t.Errorf("after Esc %q is selected", p.view.Words(p.view.Selection()))
	}
	p.view.Select(dossier.Span{Start: 4, End: 8})
	p.FindNext(false) // opens with the selected words
	if f.field.Entry.Text != "gate" || f.count.Words() != "1 of 4" {
		t.Errorf("with selected words: %q, %q", f.field.Entry.Text, f.count.Words())
	}
}
