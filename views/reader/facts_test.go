package reader

import (
	"testing"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
)

// The facts at the head are edited where they stand: Enter keeps them, Esc leaves them, a wrong date is said.
func TestEditFacts(t *testing.T) {
	p, s, doc := bench(t, sample(t), "Lake Herald")
	f := p.article.headFields
	key := func(n fyne.KeyName) {
		f.key(&fyne.KeyEvent{Name: n})
		p.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{doc}})
	}
	before := p.data.article.Document
	f.spot.Tapped(nil)
	if !f.open || f.fields[factOutlet].Entry.Text != "Lake Herald" {
		t.Fatalf("the fields hold %q", f.fields[factOutlet].Entry.Text)
	}
	f.fields[factTitle].Entry.SetText("Another title")
	key(fyne.KeyEscape)
	if f.open || p.data.article.Document.Title != before.Title {
		t.Error("Esc kept what was typed")
	}
	p.EditFacts()
	f.fields[factTitle].Entry.SetText("Another title")
	f.fields[factOutlet].Entry.SetText("Ridge Post")
	f.fields[factDate].Entry.SetText("soon")
	key(fyne.KeyReturn)
	if !f.open || f.fields[factDate].Wrong() == "" {
		t.Error("a wrong date was kept")
	}
	f.fields[factDate].Entry.SetText("2026-11-17")
	key(fyne.KeyReturn)
	now := p.data.article.Document
	if f.open || now.Title != "Another title" || now.Outlet != "Ridge Post" || now.Published.String() != "2026-11-17" || now.Author != before.Author {
		t.Errorf("kept %+v; %v", now, s.Errors)
	}
}
