package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/dossier"
	"parley/export"
)

// notesOf are the notes of a packet, one a line, those that stop it with a mark.
func notesOf(t *testing.T, w *Workbench, r dossier.Recipe) string {
	t.Helper()
	var lines []string
	for _, n := range must[dossier.Packet](t)(w.Gather(context.Background(), r)).Notes {
		mark := ""
		if n.Stops {
			mark = "! "
		}
		lines = append(lines, mark+n.Where+": "+n.Sentence)
	}
	return strings.Join(lines, "\n")
}

// Ensures that days which do not fit together, a draft alone and what no packet can have are told before a packet is
// written, and that a packet in order has no note.
func TestPacketNotes(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	shifts, _, err := w.Shifts(ctx, dossier.PositionFilter{}, false)
	if err != nil || len(shifts) != 1 {
		t.Fatalf("%+v %v", shifts, err)
	}
	late := shifts[0].Later // of 18 November
	if err := w.Write(ctx, dossier.Sentence{Kind: dossier.PositionSummary, IssueID: late.IssueID, Parties: []dossier.ID{late.PartyID}, Body: "It bends.", Rests: []dossier.ID{late.StatementID}}); err != nil {
		t.Fatal(err)
	}
	rests := []dossier.Judgement{{Text: "Arvenia will pay.", Statements: []int{late.Number}}}
	for _, test := range []struct {
		name   string
		recipe dossier.Recipe
		want   string
	}{
		{"in order", dossier.Recipe{Judgements: rests, Drafts: []int{5, 6}, CutOff: dossier.Day(2026, 11, 18)}, ""},
		{"a late judgement and sentence", dossier.Recipe{Judgements: rests, CutOff: dossier.Day(2026, 11, 10)}, fmt.Sprintf(
			"judgement 1: it cites statement %d of 18 Nov 2026, later than the cut-off on 10 Nov 2026: take the citation out, or move the cut-off\n"+
				"Fees, summary of a position: it rests on statement %d of 18 Nov 2026, later than the cut-off on 10 Nov 2026: write it anew, or move the cut-off", late.Number, late.Number)},
		{"dated before its cut-off", dossier.Recipe{Issued: dossier.Day(2026, 11, 9), CutOff: dossier.Day(2026, 11, 18)},
			"front page: the packet is dated 9 Nov 2026, before its information cut-off on 18 Nov 2026: move one of them"},
		{"dated on the day of its cut-off", dossier.Recipe{Issued: dossier.Day(2026, 11, 18), CutOff: dossier.Day(2026, 11, 18)}, ""},
		{"a cut-off to come", dossier.Recipe{CutOff: dossier.Day(2026, 11, 21)},
			"front page: the packet is dated 20 Nov 2026, 09:00 UTC, before its information cut-off on 21 Nov 2026: move one of them"},
		{"one draft", dossier.Recipe{Drafts: []int{5}}, "Draft text: one draft alone is chosen: choose a second one that it is compared with"},
		{"the same draft", dossier.Recipe{Drafts: []int{5, 5}}, "! recipe: document 5 is named twice as a draft: it would be compared with itself; name each once"},
		{"no such part", dossier.Recipe{Parts: []dossier.Part{"front", "back"}}, "! recipe: there is no part “back”; there are front, matrix, issues, timeline, shifts, gaps, drafts, sources, index"},
		{"no days", dossier.Recipe{From: dossier.Day(2026, 11, 12), CutOff: dossier.Day(2026, 11, 10)},
			"! recipe: it begins on 12 Nov 2026, after its cut-off on 10 Nov 2026: nothing was said between the two; let it begin before\n" +
				fmt.Sprintf("Fees, summary of a position: it rests on statement %d of 18 Nov 2026, later than the cut-off on 10 Nov 2026: write it anew, or move the cut-off", late.Number)},
	} {
		if got := notesOf(t, w, test.recipe); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
	var refused *export.RefusedError
	_, err = w.Export(ctx, dossier.Recipe{Drafts: []int{5, 5}}, filepath.Join(t.TempDir(), "x.md"), nil)
	if !errors.As(err, &refused) || len(Refused(err)) != 1 || Refused(err)[0].Field != "drafts" {
		t.Errorf("what no packet can have was written: %v", err)
	}
	if v := must[Preflight](t)(w.Preflight(ctx, dossier.Recipe{Drafts: []int{5, 5}})); v.Stops() != 1 {
		t.Errorf("preflight has %+v", v.Points)
	}
}

// Ensures that a reference under which another packet was issued is told, that printing the same again is not, and that a
// packet is never compared with itself.
func TestUsedReference(t *testing.T) {
	ctx := context.Background()
	w, later := corridor(t)
	r := dossier.Recipe{Name: "Weekly", Reference: "NB-1", CutOff: dossier.Day(2026, 11, 10)}
	must[ExportReport](t)(w.Export(ctx, r, filepath.Join(t.TempDir(), "1.pdf"), nil))
	later(time.Hour)
	if got := notesOf(t, w, r); got != "" {
		t.Errorf("the same packet again: %s", got)
	}
	list := must[[]dossier.Statement](t)(w.FindAccepted(ctx, "no fee", 1))
	if len(list) != 1 || len(list[0].Codings) != 1 {
		t.Fatalf("%+v", list)
	}
	if err := w.SetStance(ctx, list[0].ID, list[0].Codings[0].IssueID, dossier.Ambiguous, ""); err != nil {
		t.Fatal(err)
	}
	if got := notesOf(t, w, r); !strings.Contains(got, "“NB-1” was issued already") {
		t.Errorf("another stance: %q", got)
	}
	if _, err := w.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	other := r
	other.BottomLine = "They differ."
	want := "front page: “NB-1” was issued already, on 20 Nov 2026, 09:00 UTC, with other content: give this packet a reference of its own"
	if got := notesOf(t, w, other); got != want {
		t.Errorf("other words: %q", got)
	}
	r.CutOff = dossier.Day(2026, 11, 18)
	if got := notesOf(t, w, r); got != want {
		t.Errorf("other statements: %q", got)
	}
	p := must[dossier.Packet](t)(w.Gather(ctx, r))
	if p.Since.ID != dossier.None || len(p.Changes) != 0 {
		t.Errorf("it is compared with itself: %+v", p.Changes)
	}
	r.Since = "NB-1"
	if got := notesOf(t, w, r); !strings.HasPrefix(got, "! recipe: it compares the packet “NB-1” with itself") {
		t.Errorf("since itself: %q", got)
	}
}

// Ensures that drafts from which nothing is cited are no articles and no sources in what a packet counts, and that the
// report counts as the page does, in the short form too.
func TestPacketCounts(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	r := dossier.Recipe{Drafts: []int{5, 6}}
	p := must[dossier.Packet](t)(w.Gather(ctx, r))
	if s := p.Summary; len(p.Sources) != 6 || p.Cited() != 4 || s.Documents != 4 || s.To != dossier.Day(2026, 11, 18) || len(p.Clauses) != 3 || p.Drafts[1].Clauses != 3 {
		t.Errorf("%d sources, %d cited, summary %+v, %d provisions", len(p.Sources), p.Cited(), s, len(p.Clauses))
	}
	report := must[ExportReport](t)(w.Export(ctx, r, filepath.Join(t.TempDir(), "1.pdf"), nil))
	if report.Sources != 4 || report.Closing != "4 of 4 statements, 0 left out" {
		t.Errorf("%d sources, %s", report.Sources, report.Closing)
	}
	r.Parts = dossier.TwoPages
	report = must[ExportReport](t)(w.Export(ctx, r, filepath.Join(t.TempDir(), "2.pdf"), nil))
	if report.Pages != 2 || report.Sources != 2 || report.Closing != "2 of 4 statements, 2 left out by this form of the packet" {
		t.Errorf("two pages: %d pages, %d sources, %s", report.Pages, report.Sources, report.Closing)
	}
}
