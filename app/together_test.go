package app

import (
	"context"
	"errors"
	"testing"

	"parley/dossier"
)

// Making a statement and coding it in one gesture is one step of undo and of redo; what fails on the way leaves what was
// kept before it as a step of its own.
func TestTogether(t *testing.T) {
	w, _ := open(t)
	ctx := context.Background()
	doc, err := w.AddDocument(ctx, []byte("The gate opened at dawn and nobody came to see it."), Facts{Outlet: "Lake Herald"})
	if err != nil {
		t.Fatal(err)
	}
	count := func() int {
		a, err := w.Article(ctx, doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(a.Statements)
	}
	gesture := func(span dossier.Span, party string, then error) error {
		return w.Together(ctx, "New statement with its party", func(ctx context.Context) error {
			s, err := w.AddStatement(ctx, doc.ID, span)
			if err != nil {
				return err
			}
			return w.Together(ctx, "inner", func(ctx context.Context) error {
				p, err := w.AddParty(ctx, party, "", nil)
				if err != nil {
					return err
				}
				return errors.Join(w.SetParty(ctx, p.ID, s.ID), then)
			})
		})
	}
	if err := gesture(dossier.Span{Start: 0, End: 8}, "Arvenia", nil); err != nil {
		t.Fatal(err)
	}
	parties := func() int {
		list, err := w.Parties(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if count() != 1 || parties() != 1 {
		t.Fatalf("%d statements, %d parties", count(), parties())
	}
	if h, err := w.History(ctx, 10); err != nil || len(h) != 2 || h[0].Name != "New statement with its party" {
		t.Errorf("the history lists %+v, %v", h, err)
	}
	a, err := w.Undo(ctx)
	if err != nil || a.Name != "New statement with its party" || count() != 0 || parties() != 0 {
		t.Errorf("undo of %q (%v): %d statements, %d parties", a.Name, err, count(), parties())
	}
	if _, err = w.Redo(ctx); err != nil || count() != 1 || parties() != 1 {
		t.Errorf("redo (%v): %d statements, %d parties", err, count(), parties())
	}
	failed := errors.New("no more room")
	if err := gesture(dossier.Span{Start: 9, End: 20}, "Mesen", failed); !errors.Is(err, failed) || count() != 2 {
		t.Errorf("%v, %d statements", err, count())
	}
	if _, err = w.Undo(ctx); err != nil || count() != 1 || parties() != 1 {
		t.Errorf("undo of what was kept (%v): %d statements, %d parties", err, count(), parties())
	}
}
