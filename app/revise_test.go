package app

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/dossier"
)

// Ensures that a correction does what its preview says, that what is in doubt is listed with its place and what differs,
// is not painted into the text, stops a packet, and is placed anew by one action that undo takes back.
func TestRevise(t *testing.T) {
	ctx := context.Background()
	w, path := open(t)
	doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	a := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	party := must[dossier.Party](t)(w.AddParty(ctx, "Arvenia", "", nil))
	issue := must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Withdrawal"}))
	for _, s := range a.Statements {
		for _, err := range []error{w.SetParty(ctx, party.ID, s.ID), w.SetStance(ctx, s.ID, issue.ID, dossier.Supports, "")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	before := must[Preflight](t)(w.Preflight(ctx, dossier.Recipe{}))
	if before.Stops() > 0 {
		t.Fatalf("before the correction: %+v", before.Points)
	}

	text := strings.Replace(envoyArticle, "no second winter", "no third winter", 1)
	preview := must[Revision](t)(w.PreviewRevision(ctx, doc.ID, Input{Name: "text", Raw: []byte(text)}))
	if preview.Same || preview.Changes != (dossier.Changes{Lines: 1, Added: 1, Removed: 1}) || preview.Carried.Doubtful != 1 || preview.Carried.Lost != 0 {
		t.Errorf("preview = %+v", preview)
	}
	if again := must[dossier.Article](t)(w.Article(ctx, doc.ID)); again.Revision.ID != a.Revision.ID {
		t.Error("the preview changed the text")
	}
	done := must[Revision](t)(w.Revise(ctx, doc.ID, Input{Name: "text", Raw: []byte(text)}))
	if done.Carried != preview.Carried || done.Changes != preview.Changes {
		t.Errorf("done %+v, said before %+v", done, preview)
	}
	if same := must[Revision](t)(w.PreviewRevision(ctx, doc.ID, Input{Name: "text", Raw: []byte(strings.ReplaceAll(text, "\n", "\r\n"))})); !same.Same {
		t.Error("the current text with other ends of lines is not the same")
	}
	if _, err := w.Revise(ctx, doc.ID, Input{Name: "text", Raw: []byte(text)}); err == nil || !strings.HasPrefix(err.Error(), "The text was not corrected: ") {
		t.Errorf("the same text again: %v", err)
	}

	now := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	if len(now.Earlier) != 1 || len(now.Statements) != len(a.Statements)-1 {
		t.Fatalf("%d on the text, %d to place anew", len(now.Statements), len(now.Earlier))
	}
	for _, s := range now.Statements {
		if !s.Passage.Holds([]rune(now.Revision.Text)) {
			t.Errorf("statement %d would be painted where its words do not stand", s.Number)
		}
	}
	list := must[[]Repair](t)(w.Repairs(ctx, dossier.None))
	if len(list) != 1 || len(list[0].Candidates) != 1 {
		t.Fatalf("repairs = %+v", list)
	}
	r, place := list[0], list[0].Candidates[0]
	words := []rune(place.Exact)
	if r.Statement.Passage.Exact != "“There will be no second winter.”" || place.Exact != "“There will be no third winter.”" || len(place.Come) != 1 ||
		string(words[place.Come[0].Start:place.Come[0].End]) != "third" || !place.Holds([]rune(now.Revision.Text)) || place.Paragraph < 2 {
		t.Errorf("repair = %+v", r)
	}

	// The packet compares each quotation with the text on which it stands, and is not written.
	flight := must[Preflight](t)(w.Preflight(ctx, dossier.Recipe{}))
	if flight.Stops() != 1 || !strings.Contains(flight.Points[0].Sentence, "stands on an earlier text of document 1") || flight.Points[0].Statement != r.Statement.ID {
		t.Errorf("points = %+v", flight.Points)
	}
	p := must[dossier.Packet](t)(w.Gather(ctx, dossier.Recipe{}))
	for _, q := range p.Quotes {
		if !q.Passage.Holds([]rune(p.Sources[q.Source-1].Revision.Text)) {
			t.Errorf("Q%d does not stand in its source", q.Number)
		}
	}
	if len(p.Sources) != 2 || p.Summary.Documents != 1 {
		t.Errorf("%d sources of %d documents", len(p.Sources), p.Summary.Documents)
	}
	if _, err := w.Export(ctx, dossier.Recipe{}, path+".pdf", nil); err == nil {
		t.Error("the packet was written")
	}
	if findings := must[[]dossier.Finding](t)(w.Check(ctx, nil)); len(findings) > 0 {
		t.Errorf("check: %v", findings)
	}

	if err := w.ConfirmAnchor(ctx, r.Statement.ID, place.Span); err != nil {
		t.Fatal(err)
	}
	if flight := must[Preflight](t)(w.Preflight(ctx, dossier.Recipe{})); flight.Stops() > 0 {
		t.Errorf("after placing: %+v", flight.Points)
	}
	must[ExportReport](t)(w.Export(ctx, dossier.Recipe{}, path+".pdf", nil))
	if v := must[Verification](t)(w.Verify(ctx, path+".pdf")); !v.OK() {
		t.Errorf("the packet differs: %+v", v.Dossier)
	}
	if err := w.ConfirmAnchor(ctx, r.Statement.ID, place.Span); err == nil {
		t.Error("a statement that stands on the current text was placed anew")
	}
	must[dossier.Action](t)(w.Undo(ctx)) // the export
	if x := must[dossier.Action](t)(w.Undo(ctx)); x.Name != fmt.Sprintf("Place statement %d anew", r.Statement.Number) {
		t.Errorf("undone: %q", x.Name)
	}
	must[dossier.Action](t)(w.Undo(ctx))
	if back := must[dossier.Article](t)(w.Article(ctx, doc.ID)); back.Revision.ID != a.Revision.ID || len(back.Earlier) != 0 || len(back.Statements) != len(a.Statements) {
		t.Error("undo did not bring the text and its statements back")
	}
	if v := must[Verification](t)(w.Verify(ctx, path+".pdf")); v.OK() {
		t.Error("a packet whose words are not the dossier's any more is called right")
	}
}

// What a corrected text has come to hold is proposed, in the same step of undo; what stands there already, was rejected or
// may be placed anew is not proposed again.
func TestReviseProposes(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(envoyArticle), Facts{}))
	a := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	if err := w.Reject(ctx, a.Statements[0].ID); err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(envoyArticle, "\nRead also", "\n“The bridge is ours,” said Oda Merrin, the council's speaker.\n\nRead also", 1)
	text = strings.Replace(text, "waited long enough", "waited far long enough", 1) // of a statement that is to be placed anew
	done := must[Revision](t)(w.Revise(ctx, doc.ID, Input{Name: "text", Raw: []byte(text)}))
	now := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	var fresh []string
	for _, s := range now.Statements {
		known := false
		for _, old := range a.Statements {
			known = known || old.ID == s.ID
		}
		if !known {
			fresh = append(fresh, s.Passage.Exact+" "+s.Actor+" "+string(s.Status))
		}
	}
	if done.Proposed != 1 || len(fresh) != 1 || fresh[0] != "“The bridge is ours,” Oda Merrin proposed" {
		t.Errorf("proposed %d: %q", done.Proposed, fresh)
	}
	if len(now.Earlier) != 1 {
		t.Errorf("%d to place anew", len(now.Earlier))
	}
	undone := must[dossier.Action](t)(w.Undo(ctx))
	back := must[dossier.Article](t)(w.Article(ctx, doc.ID))
	if !strings.HasPrefix(undone.Name, "Correct the text") || back.Revision.ID != a.Revision.ID || len(back.Statements) != len(a.Statements)-1 {
		t.Errorf("undo of %q leaves %d statements", undone.Name, len(back.Statements))
	}
}
