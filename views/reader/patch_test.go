package reader

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"parley/app"
	"parley/dossier"
)

// Reading single statements anew leaves the pane as reading the whole article does, whatever was done with them.
func TestPatch(t *testing.T) {
	p, s, doc := bench(t, sample(t), "Lake Herald")
	w, ctx := s.Desk.Workbench, context.Background()
	r := rand.New(rand.NewPCG(7, 7))
	issue, err := w.AddIssue(ctx, dossier.Issue{Name: "Fee"})
	if err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.NamesChanged})
	for round := range 60 {
		all := p.data.article.Statements
		if len(all) == 0 {
			break
		}
		id := all[r.IntN(len(all))].ID
		var err error
		ids := []dossier.ID{id}
		switch r.IntN(7) {
		case 0:
			err = w.Accept(ctx, id)
		case 1:
			err = w.Reject(ctx, id)
		case 2:
			err = w.RemoveStatements(ctx, id)
		case 3:
			err = w.SetStance(ctx, id, issue.ID, dossier.Opposes, "")
		case 4:
			span := p.data.article.Statements[p.indexOf(id)].Passage.Span
			err = w.MoveEnds(ctx, id, dossier.Span{Start: span.Start + 1, End: span.End + 3})
		case 5:
			var made dossier.Statement
			start := r.IntN(800)
			made, err = w.AddStatement(ctx, doc, dossier.Span{Start: start, End: start + 30})
			ids = append(ids, made.ID)
		case 6:
			err = w.SetKind(ctx, id, dossier.Mixed)
		}
		if err != nil {
			t.Fatal(round, err)
		}
		p.Reload(app.Event{Kind: app.StatementsChanged, Documents: []dossier.ID{doc}, Statements: ids})
		want, err := w.Article(ctx, doc)
		if err != nil {
			t.Fatal(err)
		}
		if len(want.Statements) != len(p.data.article.Statements) || want.Document.Undecided != p.data.article.Document.Undecided {
			t.Fatalf("round %d: %d statements, want %d", round, len(p.data.article.Statements), len(want.Statements))
		}
		for i := range want.Statements {
			if !reflect.DeepEqual(want.Statements[i], p.data.article.Statements[i]) {
				t.Fatalf("round %d: statement %d is\n%+v, want\n%+v", round, i, p.data.article.Statements[i], want.Statements[i])
			}
		}
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors %v", s.Errors)
	}
}
