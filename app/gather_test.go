package app

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// corridor is a dossier in which Arvenia softens on fees, Kesh repeats itself in two papers, and both have a draft.
func corridor(t *testing.T) (*Workbench, func(time.Duration)) {
	t.Helper()
	ctx := context.Background()
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	w := New(Options{Analyst: "A. Tester", ConfigDir: t.TempDir(), Now: func() time.Time { return now }})
	t.Cleanup(func() { _ = w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for _, a := range []struct {
		outlet, text string
		day          int
	}{
		{"Herald", "HALMAR — Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”", 1},
		{"Herald", "SARRAN — Speaker Sela Marun of Kesh said: “The fee is the price of the road and it stays.”", 2},
		{"Post", "Speaker Sela Marun of Kesh said: “The fee is the price of the road, and it stays for ever.”", 3},
		{"Post", "Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”", 18},
		{"Herald", "Article 1\nTrucks pass at all hours.\n\nArticle 2\nThe fee is [two] coins.", 4},
		{"Post", "Article 1\nTrucks pass at most hours.\n\nArticle 2\nThe fee is [two] coins.\n\nArticle 3\nNobody searches the mail.", 5},
	} {
		must[dossier.Document](t)(w.AddDocument(ctx, []byte(a.text), Facts{Outlet: a.outlet, Published: dossier.Day(2026, 11, a.day)}))
	}
	batch := must[Batch](t)(ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"issues":[{"name":"Fees"},{"name":"Road"}],"codes":[
		{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},{"quote":"the road and it stays","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"the road, and it stays","party":"Kesh","issue":"Fees","stance":"supports"},{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`), "json"))
	if _, err := w.Code(ctx, batch); err != nil {
		t.Fatal(err)
	}
	return w, func(d time.Duration) { now = now.Add(d) }
}

// Ensures that a packet gathers each part that its recipe prints, cites what the parts need, and nothing for those that
// are left out.
func TestGatherParts(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	shifts, _, err := w.Shifts(ctx, dossier.PositionFilter{}, false)
	if err != nil || len(shifts) != 1 {
		t.Fatalf("%+v %v", shifts, err)
	}
	before := must[dossier.Packet](t)(w.Gather(ctx, dossier.Recipe{}))
	if len(before.Shifts) != 0 || before.Open != 1 {
		t.Errorf("before a verdict: %d shifts, %d open", len(before.Shifts), before.Open)
	}
	if err := w.Judge(ctx, shifts[0], dossier.Verdict{Kind: dossier.Confirmed}); err != nil {
		t.Fatal(err)
	}
	g := must[dossier.Grid](t)(w.Grid(ctx, dossier.PositionFilter{}))
	both := []dossier.ID{g.Parties[0].ID, g.Parties[1].ID}
	for _, s := range []dossier.Sentence{
		{Kind: dossier.Difference, IssueID: g.Issues[0].ID, Parties: both, Body: "One wants it, one does not.", Rests: []dossier.ID{shifts[0].Earlier.StatementID}},
		{Kind: dossier.PositionSummary, IssueID: g.Issues[0].ID, Parties: both[:1], Body: "Arvenia bends.", Rests: []dossier.ID{shifts[0].Later.StatementID}}} {
		if err := w.Write(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	r := dossier.Recipe{Judgements: []dossier.Judgement{{Text: "Arvenia will pay.", Likelihood: "likely", Statements: []int{shifts[0].Later.Number, 999}}}, Drafts: []int{5, 6}}
	p := must[dossier.Packet](t)(w.Gather(ctx, r))
	got := fmt.Sprintf("%d quotes, %d selected, %d sources; judgement cites %v, unresolved %d %q; %d moments; %d shifts; %d gaps; %d clauses; %d index",
		len(p.Quotes), p.Selected, len(p.Sources), p.Judgements[0].Quotes, p.Judgements[0].Unresolved[0].Statement, p.Judgements[0].Unresolved[0].Why,
		len(p.Timeline), len(p.Shifts), len(p.Gaps), len(p.Clauses), len(p.Index))
	if want := "4 quotes, 4 selected, 6 sources; judgement cites [1], unresolved 999 \"is not in the dossier\"; 3 moments; 1 shifts; 3 gaps; 3 clauses; 8 index"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	last := p.Timeline[len(p.Timeline)-1]
	if last.Party != "Arvenia" || last.Was != dossier.Opposes || last.Stance != dossier.Conditional || last.Moved != dossier.Softened || p.Quotes[last.Quote-1].Passage.Exact != "“A symbolic fee would not sink the corridor talks.”" {
		t.Errorf("timeline ends with %+v", last)
	}
	if s := p.Sections[0].Sentences; len(s) != 1 || s[0].Stale != "Arvenia spoke again on 18 Nov" || len(s[0].Quotes) != 1 {
		t.Errorf("sentences %+v", s)
	}
	if s := p.Sections[0].Panels[0].Summary; s.Body != "Arvenia bends." || s.Stale != "" {
		t.Errorf("summary %+v", s)
	}
	var places []string
	for _, e := range p.Index {
		if e.Kind == dossier.IndexPlace {
			places = append(places, fmt.Sprint(e.Name, e.Sources))
		}
	}
	if strings.Join(places, " ") != "Halmar[2] Sarran[4]" {
		t.Errorf("places %v", places)
	}
	r.Parts = dossier.TwoPages
	p = must[dossier.Packet](t)(w.Gather(ctx, r))
	if len(p.Quotes) != 3 || len(p.Timeline) != 0 || len(p.Clauses) != 0 || len(p.Index) != 0 || len(p.Sections[0].Panels[0].Quotes) != 0 {
		t.Errorf("two pages: %d quotes, %d moments, %d clauses, %d index", len(p.Quotes), len(p.Timeline), len(p.Clauses), len(p.Index))
	}
	for _, wrong := range []dossier.Recipe{{Drafts: []int{99}}, {Drafts: []int{1, 2, 3, 4}}, {Since: "NB-1"}, {Parties: []string{"Nobody"}}} {
		if _, err := w.Gather(ctx, wrong); err == nil {
			t.Errorf("%+v was gathered", wrong)
		}
	}
}

// Ensures that a packet says what changed since the last one of its recipe, or since a named one, and nothing where none
// was issued or none is wanted.
func TestGatherChanges(t *testing.T) {
	ctx := context.Background()
	w, later := corridor(t)
	first := dossier.Recipe{Name: "Weekly", Reference: "NB-1", CutOff: dossier.Day(2026, 11, 10)}
	p := must[dossier.Packet](t)(w.Gather(ctx, first))
	if len(p.Changes) != 0 || p.Since.ID != dossier.None {
		t.Errorf("nothing was issued: %+v", p.Changes)
	}
	must[ExportReport](t)(w.Export(ctx, first, filepath.Join(t.TempDir(), "1.pdf"), nil))
	later(7 * 24 * time.Hour)
	for _, test := range []struct {
		recipe dossier.Recipe
		want   string
	}{
		{dossier.Recipe{Name: "Weekly"}, "NB-1: Arvenia moved softened"},
		{dossier.Recipe{Name: "Other", Since: "NB-1"}, "NB-1: Arvenia moved softened"},
		{dossier.Recipe{Name: "Other"}, ": "},
		{dossier.Recipe{Name: "Weekly", Since: dossier.SinceNone}, ": "},
		{first, "NB-1: "},
	} {
		p := must[dossier.Packet](t)(w.Gather(ctx, test.recipe))
		var list []string
		for _, c := range p.Changes {
			list = append(list, fmt.Sprintf("%s %s %s", c.Party, c.Kind, c.Movement))
		}
		if got := p.Since.Recipe.Reference + ": " + strings.Join(list, ", "); got != test.want {
			t.Errorf("%+v: %q, want %q", test.recipe, got, test.want)
		}
	}
}

// Ensures that a shift that was confirmed stays, in the list and in the packet, when somebody speaks between its two days;
// and goes when the two statements take one stance.
func TestVerdictOutlivesWhatComesBetween(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	shifts, _, err := w.Shifts(ctx, dossier.PositionFilter{}, false)
	if err != nil || len(shifts) != 1 {
		t.Fatalf("%+v %v", shifts, err)
	}
	if err := w.Judge(ctx, shifts[0], dossier.Verdict{Kind: dossier.Confirmed}); err != nil {
		t.Fatal(err)
	}
	must[dossier.Document](t)(w.AddDocument(ctx, []byte("Minister Ilan Dorvath of Arvenia said: “We might study a fee in the spring.”"), Facts{Outlet: "Post", Published: dossier.Day(2026, 11, 10)}))
	if _, err := w.Code(ctx, must[Batch](t)(ReadBatch(strings.NewReader(`[{"quote":"We might study","party":"Arvenia","issue":"Fees","stance":"ambiguous"}]`), "json"))); err != nil {
		t.Fatal(err)
	}
	count := func() string {
		list, total, err := w.Shifts(ctx, dossier.PositionFilter{}, false)
		p := must[dossier.Packet](t)(w.Gather(ctx, dossier.Recipe{}))
		confirmed := 0
		for _, c := range list {
			if c.Verdict.Kind == dossier.Confirmed {
				confirmed++
			}
		}
		return fmt.Sprintf("%d listed, %d confirmed; %d printed, %d open; %d %v", len(list), confirmed, len(p.Shifts), p.Open, total, err)
	}
	if got := count(); got != "3 listed, 1 confirmed; 1 printed, 2 open; 3 <nil>" {
		t.Error(got)
	}
	if err := w.SetStance(ctx, shifts[0].Earlier.StatementID, shifts[0].Earlier.IssueID, dossier.Conditional, ""); err != nil {
		t.Fatal(err)
	}
	if got := count(); got != "2 listed, 0 confirmed; 0 printed, 2 open; 2 <nil>" {
		t.Errorf("read anew: %s", got)
	}
}
