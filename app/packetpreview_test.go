package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"parley/dossier"
	"parley/export"
)

// Ensures that one preview gives the points, the pages and the numbers of each part, and that what stops it is told.
func TestPacketPreview(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	r := dossier.Recipe{Name: "Brief", Marking: "TLP:AMBER", Parts: []dossier.Part{dossier.PartFront, dossier.PartMatrix, dossier.PartIssues, dossier.PartSources},
		Judgements: []dossier.Judgement{{Text: "The fee will stay.", Likelihood: "likely", Statements: []int{1}}}}
	v := must[*PacketPreview](t)(w.Preview(ctx, r))
	flight := must[Preflight](t)(w.Preflight(ctx, r))
	if v.Pages < 2 || v.Empty || len(v.Points) != len(flight.Points) || v.Quotes != flight.Quotes || v.Title != "Talks" || !v.CutOff.Known() {
		t.Errorf("%d pages, %+v; alone %+v", v.Pages, v.Preflight, flight)
	}
	for part, want := range map[dossier.Part]string{dossier.PartFront: "1 judgement", dossier.PartMatrix: "2 × 2", dossier.PartIssues: "2 issues",
		dossier.PartGaps: "left out", dossier.PartSources: "4 sources"} {
		if v.Counts[part] != want {
			t.Errorf("%s: %q, want %q", part, v.Counts[part], want)
		}
	}
	if !slices.Contains(v.Passed, "All 4 quotations match their sources") || len(v.Passed) != 3 {
		t.Errorf("passed %q", v.Passed)
	}
	img := v.Image(1, 2)
	if wide, high := v.Size(1); img == nil || img.Rect.Dx() != int(wide*2+0.5) || img.Rect.Dy() != int(high*2+0.5) || v.Image(v.Pages+1, 2) != nil {
		t.Error("the picture has not the size of the page")
	}
	found := map[dossier.ID]int{} // the pages that quote a statement
	for page := 1; page <= v.Pages; page++ {
		here := map[dossier.ID]bool{}
		wide, high := v.Size(page)
		for x := 0.0; x < wide; x += 4 {
			for y := 0.0; y < high; y += 2 {
				if q, ok := v.QuotedAt(page, x, y); ok && q.Document != dossier.None && !here[q.Statement] {
					here[q.Statement] = true
					found[q.Statement]++
				}
			}
		}
	}
	if len(found) != 4 {
		t.Errorf("%d statements are found on the pages", len(found))
	}
	for id, pages := range found {
		if pages != 2 {
			t.Errorf("statement %v stands on %d pages, want its issue section and its source", id, pages)
		}
	}
	empty := must[*PacketPreview](t)(w.Preview(ctx, dossier.Recipe{From: dossier.Day(2027, 1, 1), Parts: dossier.TwoPages}))
	if !empty.Empty {
		t.Errorf("%+v", empty.Preflight)
	}
	if _, err := w.Preview(ctx, dossier.Recipe{Parties: []string{"Nobody"}}); err == nil {
		t.Error("a party that is not there was taken")
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := w.Preview(cancelled, r); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Ensures that a point says what mends it: the statement and document of a quotation, the document of a source, the
// judgement, the field of the recipe.
func TestPointsLead(t *testing.T) {
	w, _ := corridor(t)
	p := must[dossier.Packet](t)(w.Gather(context.Background(), dossier.Recipe{}))
	got := points(p, []export.Problem{{Quote: 2}, {Source: 1}, {Judgement: 3, Field: "judgements"}, {Field: "bottom_line"}, {Quote: 99, Source: 99}})
	q := p.Quotes[1]
	want := []Point{{Statement: q.Statement, Document: p.Sources[q.Source-1].Document.ID}, {Document: p.Sources[0].Document.ID},
		{Judgement: 3, Field: "judgements"}, {Field: "bottom_line"}, {}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

// Ensures that recipes are renamed, changed under the name of the change, deleted, and brought back by undo; and that
// statements to cite are found by number and by words, the last of them unfinished.
func TestRecipes(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	for _, err := range []error{w.ChangeRecipe(ctx, "Move Gaps up", dossier.Recipe{Name: "Weekly", Title: "One"}), w.RenameRecipe(ctx, "Weekly", "Each week"), w.DeleteRecipe(ctx, "each week")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{"Delete recipe “each week”", "Rename recipe “Weekly” to “Each week”", "Move Gaps up"} {
		a := must[dossier.Action](t)(w.Undo(ctx))
		if list := must[[]dossier.Recipe](t)(w.Recipes(ctx)); a.Name != want || len(list) != []int{1, 1, 0}[i] {
			t.Errorf("undone %q, then %+v", a.Name, list)
		}
	}
	all := must[[]dossier.Statement](t)(w.FindAccepted(ctx, "", 10))
	if len(all) != 4 {
		t.Fatalf("%d accepted", len(all))
	}
	for query, want := range map[string]int{"symbolic fe": 1, "price": 2, "4": 1, "0": 0, "nothing of it": 0, `"sink the corridor"`: 1} {
		if got := must[[]dossier.Statement](t)(w.FindAccepted(ctx, query, 10)); len(got) != want {
			t.Errorf("%q found %d, want %d", query, len(got), want)
		}
	}
	if got := must[[]dossier.Statement](t)(w.StatementsByNumber(ctx, []int{all[2].Number, 999, all[0].Number})); len(got) != 2 || got[0].ID != all[2].ID {
		t.Errorf("by number: %+v", got)
	}
}

// Ensures that what is changed through a dossier that is held reaches it or is refused, also where a copy is open, which has
// the same ID and recipes of the same names.
func TestHeldRecipes(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	held := must[Held](t)(w.Hold())
	if err := held.ChangeRecipe(ctx, "Change the title", dossier.Recipe{Name: "Weekly", Title: "One"}); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveCopy(ctx, filepath.Join(t.TempDir(), "copy.parley")); err != nil {
		t.Fatal(err)
	}
	refused := func(where string, held Held) {
		t.Helper()
		for _, err := range []error{held.ChangeRecipe(ctx, "Change the title", dossier.Recipe{Name: "Weekly", Title: "Two"}), held.RenameRecipe(ctx, "Weekly", "Each week"),
			held.DeleteRecipe(ctx, "Weekly")} {
			if !errors.Is(err, ErrLetGo) {
				t.Errorf("%s: %v", where, err)
			}
		}
	}
	refused("with a copy open", held)
	refused("with nothing held", Held{})
	if list := must[[]dossier.Recipe](t)(w.Recipes(ctx)); len(list) != 1 || list[0].Name != "Weekly" || list[0].Title != "One" {
		t.Errorf("the copy holds %+v", list)
	}
	if err := w.CloseDossier(); err != nil {
		t.Fatal(err)
	}
	refused("with nothing open", held)
}

// Ensures that a sentence becomes a key judgement of the recipe that is named, of the last packet's where none is, or of a new
// one; that many at once all stay, in one action each; and that a full front page is said and takes none.
func TestAddJudgement(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	all := must[[]dossier.Statement](t)(w.FindAccepted(ctx, "", 10))
	sentence := dossier.Sentence{Body: "The fee stays.", Confidence: dossier.HighConfidence, Rests: []dossier.ID{all[1].ID, all[0].ID}}
	judgements := func(name string) []dossier.Judgement {
		for _, r := range must[[]dossier.Recipe](t)(w.Recipes(ctx)) {
			if r.Name == name {
				return r.Judgements
			}
		}
		return nil
	}
	if name := must[string](t)(w.AddJudgement(ctx, "", sentence)); name != UsualRecipe {
		t.Errorf("a new recipe is called %q", name)
	}
	numbers := []int{min(all[0].Number, all[1].Number), max(all[0].Number, all[1].Number)}
	if got := judgements(UsualRecipe); len(got) != 1 || got[0].Text != sentence.Body || got[0].Confidence != dossier.HighConfidence || !slices.Equal(got[0].Statements, numbers) {
		t.Errorf("%+v", got)
	}
	if err := w.SaveRecipe(ctx, dossier.Recipe{Name: "Weekly", Title: "The week"}); err != nil {
		t.Fatal(err)
	}
	must[ExportReport](t)(w.Export(ctx, dossier.Recipe{Name: "Weekly", Title: "The week"}, filepath.Join(t.TempDir(), "week.pdf"), nil))
	if name := must[string](t)(w.AddJudgement(ctx, "", sentence)); name != "Weekly" {
		t.Errorf("the recipe of the last packet is %q", name)
	}
	var group sync.WaitGroup
	for range dossier.MostJudgements - 1 {
		group.Go(func() {
			if name, err := w.AddJudgement(ctx, "brief", sentence); err != nil || name != "brief" {
				t.Error(name, err)
			}
		})
	}
	group.Wait()
	if got := judgements(UsualRecipe); len(got) != dossier.MostJudgements {
		t.Errorf("%d of %d stayed", len(got), dossier.MostJudgements)
	}
	if _, err := w.AddJudgement(ctx, UsualRecipe, sentence); err == nil || len(judgements(UsualRecipe)) != dossier.MostJudgements {
		t.Errorf("one more: %v", err)
	}
	if a := must[dossier.Action](t)(w.Undo(ctx)); a.Name != "Add a key judgement" || len(judgements(UsualRecipe)) != dossier.MostJudgements-1 {
		t.Errorf("undone %q", a.Name)
	}
}

// Ensures that a packet is not written under a name that promises a form which there is not.
func TestExportRefusesOtherForms(t *testing.T) {
	w, _ := corridor(t)
	path := filepath.Join(t.TempDir(), "brief.rtf")
	_, err := w.Export(context.Background(), dossier.Recipe{}, path, nil)
	if _, stat := os.Stat(path); err == nil || !os.IsNotExist(stat) {
		t.Errorf("%v, %v", err, stat)
	}
}
