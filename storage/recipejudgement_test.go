package storage

import (
	"testing"

	"parley/dossier"
)

// A key judgement is added to what a recipe holds, under any case of its name, or to a new one; a full front page takes none
// and stays as it was.
func TestAddToRecipe(t *testing.T) {
	d := newDossier(t)
	add := func(name string) error {
		_, err := d.Change(ctx, "Add a key judgement", func(tx *Tx) error { return tx.AddToRecipe(name, dossier.Judgement{Text: "The fee stays."}) })
		return err
	}
	_, err := d.Change(ctx, "Recipe", func(tx *Tx) error {
		return tx.SaveRecipe(dossier.Recipe{Name: "Weekly", Title: "The week", Judgements: []dossier.Judgement{{Text: "The road stays shut."}}})
	})
	must(t, err)
	for range dossier.MostJudgements - 1 {
		must(t, add("WEEKLY"))
	}
	must(t, add("Monthly"))
	wantErr(t, add("Weekly"), ErrInvalid)
	wantErr(t, add(" "), ErrInvalid)
	list, err := d.Recipes(ctx)
	if err != nil || len(list) != 2 || list[0].Name != "Monthly" || len(list[0].Judgements) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	if r := list[1]; r.Name != "Weekly" || r.Title != "The week" || len(r.Judgements) != dossier.MostJudgements || r.Judgements[0].Text != "The road stays shut." {
		t.Errorf("%+v", r)
	}
}
