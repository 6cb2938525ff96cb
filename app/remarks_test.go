package app

import (
	"context"
	"testing"

	"parley/dossier"
)

// What is put on the statements of a document is read with it: a link is seen from both of its ends.
func TestRemarks(t *testing.T) {
	w, _ := open(t)
	ctx := context.Background()
	ok := must[dossier.Document](t)
	first := ok(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	other := ok(w.AddDocument(ctx, []byte("A week later\n\n“There may be a second winter,” Dorvath said on Thursday."), Facts{Outlet: "Ridge Post", Published: dossier.Day(2026, 11, 21)}))
	early := must[dossier.Article](t)(w.Article(ctx, first.ID)).Statements[0]
	late := must[dossier.Article](t)(w.Article(ctx, other.ID)).Statements[0]
	for _, err := range []error{
		w.Tag(ctx, "winter", nil, []dossier.ID{early.ID}), w.Tag(ctx, "check", nil, []dossier.ID{early.ID, late.ID}), w.Tag(ctx, "whole text", []dossier.ID{first.ID}, nil),
		w.AddLink(ctx, dossier.Link{From: late.ID, To: early.ID, Kind: dossier.Softens, Reason: "may, not will"}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, body := range []string{"Ask the ministry", "They called back"} {
		must[dossier.Note](t)(w.AddNote(ctx, dossier.Note{StatementID: early.ID, Body: body}))
	}
	here := must[dossier.Remarks](t)(w.Remarks(ctx, first.ID))
	if n := here.Notes[early.ID]; len(n) != 2 || n[0].Body != "Ask the ministry" || n[1].Analyst != "A. Tester" || n[0].StatementID != early.ID {
		t.Errorf("notes %+v", n)
	}
	if tags := here.Tags[early.ID]; len(tags) != 2 || tags[0] != "check" || tags[1] != "winter" {
		t.Errorf("tags %v", tags)
	}
	if l := here.Links[early.ID]; len(l) != 1 || !l[0].Back || l[0].Other != late.ID || l[0].DocumentID != other.ID || l[0].Number != late.Number ||
		l[0].Speaker != late.Actor || l[0].Exact != late.Passage.Exact || l[0].From != late.ID || l[0].To != early.ID || l[0].Kind != dossier.Softens || !l[0].Date.Known() {
		t.Errorf("links of the earlier one %+v", l)
	}
	there := must[dossier.Remarks](t)(w.Remarks(ctx, other.ID))
	if l := there.Links[late.ID]; len(l) != 1 || l[0].Back || l[0].Other != early.ID || l[0].From != late.ID || l[0].Reason != "may, not will" {
		t.Errorf("links of the later one %+v", l)
	}
	if len(there.Notes) != 0 || len(there.Tags[late.ID]) != 1 {
		t.Errorf("the other document has %+v", there)
	}
	if err := w.RemoveStatements(ctx, late.ID); err != nil {
		t.Fatal(err)
	}
	if here = must[dossier.Remarks](t)(w.Remarks(ctx, first.ID)); len(here.Links) != 0 {
		t.Errorf("a link to a statement that is gone: %+v", here.Links)
	}
}
