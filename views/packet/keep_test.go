package packet

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

func title(words string) func(*dossier.Recipe) {
	return func(r *dossier.Recipe) { r.Title = words }
}

// What was changed in the recipe of one dossier never comes into another that is opened before it was kept, and what is not
// kept is said, each change and what was being typed.
func TestLateSaves(t *testing.T) {
	p, s, w := talks(t)
	first := filepath.Join(t.TempDir(), "copy of the first.parley")
	if _, err := w.Backup(ctx, first); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() error{
		"another":          func() error { return w.Create(ctx, filepath.Join(t.TempDir(), "other.parley"), "Other") },
		"a copy":           func() error { return w.Open(ctx, first) },
		"none, then a new": func() error { return w.CloseDossier() },
	} {
		s.Errors = nil
		q := stage.Hold(t, s.Desk)
		p.edit("Change the title", title("Secret of the first"))
		p.edit("Change the author", func(r *dossier.Recipe) { r.Author = "K. Olander" })
		p.entry.open(keyFor)
		test.Type(p.focused(), "The delegation")
		p.shown = false // nothing is laid out here
		if err := open(); err != nil {
			t.Fatal(err)
		}
		if w.IsOpen() {
			p.Reload(app.Event{Kind: app.DossierOpened})
		} else {
			p.Reload(app.Event{Kind: app.DossierClosed})
		}
		q.RunAll()
		if !w.IsOpen() {
			if err := w.Create(ctx, filepath.Join(t.TempDir(), "new.parley"), "New"); err != nil {
				t.Fatal(err)
			}
			p.Reload(app.Event{Kind: app.DossierOpened})
		}
		if list, err := w.Recipes(ctx); err != nil || len(list) != 0 {
			t.Errorf("%s: it holds %+v, %v", name, list, err)
		}
		said := strings.Join(s.Errors, "\n")
		for _, lost := range []string{"“Change the title” of the recipe “Brief”", "“Change the author” of the recipe “Brief”", "“The delegation”"} {
			if !strings.Contains(said, lost) {
				t.Errorf("%s: nothing says that %s is not kept: %q", name, lost, said)
			}
		}
		p.Enter()
		q.RunAll()
		p.edit("Change the title", title("Of this one"))
		q.RunAll()
		if r := kept(t, w); r.Title != "Of this one" || r.Author != "" || p.loose {
			t.Errorf("%s: the next change kept %+v, loose %v", name, r, p.loose)
		}
		if _, err := w.Undo(ctx); err != nil { // for the next way
			t.Fatal(err)
		}
		p.Reload(app.Event{Kind: app.PacketsChanged})
		q.RunAll()
	}
}

// A change that cannot be kept waits with those after it; who leaves the dossier is told, and once it can be kept all of it
// is, one action each.
func TestUnkept(t *testing.T) {
	p, s, w := talks(t)
	sum, err := w.Summary(ctx)
	if err != nil {
		t.Fatal(err)
	}
	away := sum.Path + ".away"
	if err := os.Rename(sum.Path, away); err != nil {
		t.Fatal(err)
	}
	p.edit("Change the title", title("One"))
	if len(s.Errors) != 1 || !p.loose {
		t.Fatalf("said %v, loose %v", s.Errors, p.loose)
	}
	p.edit("Change the author", func(r *dossier.Recipe) { r.Author = "K. Olander" })
	p.Reload(app.Event{Kind: app.Elsewhere})
	if p.recipe.Title != "One" || p.recipe.Author != "K. Olander" {
		t.Errorf("what is not kept went: %+v", p.recipe)
	}
	var unkept []string
	p.Settle(func(list []string) { unkept = list })
	if !slices.Equal(unkept, []string{"“Change the title” of the recipe “Brief”", "“Change the author” of the recipe “Brief”"}) {
		t.Errorf("told %q", unkept)
	}
	if err := os.Rename(away, sum.Path); err != nil {
		t.Fatal(err)
	}
	p.Settle(func(list []string) { unkept = list })
	if r := kept(t, w); len(unkept) != 0 || p.loose || r.Title != "One" || r.Author != "K. Olander" {
		t.Errorf("%q, loose %v, %+v", unkept, p.loose, r)
	}
	for _, want := range []string{"Change the author", "Change the title"} {
		if got := undo(t, p, w); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
	}
}

// Settle keeps what is being typed, and waits for all that is on its way.
func TestSettle(t *testing.T) {
	p, s, w := talks(t)
	q := stage.Hold(t, s.Desk)
	p.edit("Change the author", func(r *dossier.Recipe) { r.Author = "K. Olander" })
	p.entry.open(keyTitle)
	test.Type(p.focused(), "Where they stand")
	settled := false
	p.Settle(func(unkept []string) {
		settled = true
		if r := kept(t, w); len(unkept) > 0 || r.Title != "Where they stand" || r.Author != "K. Olander" {
			t.Errorf("%v, %+v", unkept, r)
		}
	})
	if settled {
		t.Error("it did not wait")
	}
	if q.RunAll(); !settled {
		t.Error("it waits for ever")
	}
}

// Renaming and deleting keep their place among the changes: what was changed before and after a refused name stays, under
// the old one.
func TestRenameInOrder(t *testing.T) {
	p, s, w := talks(t)
	p.edit("Change the title", title("One"))
	q := stage.Hold(t, s.Desk)
	p.RenameRecipe()
	s.Pick("Weekly")
	p.edit("Change the title", title("Two"))
	if err := w.SaveRecipe(ctx, dossier.Recipe{Name: "Weekly", Title: "Of somebody else"}); err != nil {
		t.Fatal(err)
	}
	q.RunAll()
	list, err := w.Recipes(ctx)
	if err != nil || len(list) != 2 || list[0].Name != app.UsualRecipe || list[0].Title != "Two" || list[1].Title != "Of somebody else" || len(s.Errors) != 1 {
		t.Errorf("%+v %v, said %q", list, err, s.Errors)
	}
	if p.recipe.Name != app.UsualRecipe || p.recipe.Title != "Two" {
		t.Errorf("chosen %+v", p.recipe)
	}
	p.edit("Change the title", title("Three"))
	p.DeleteRecipe()
	q.RunAll()
	if list, err = w.Recipes(ctx); err != nil || len(list) != 1 || list[0].Name != "Weekly" {
		t.Errorf("after deleting: %+v %v", list, err)
	}
}

// In a copy of the dossier the work goes on with what the dossier itself could not keep.
func TestCarry(t *testing.T) {
	p, _, w := talks(t)
	sum, err := w.Summary(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(sum.Path, sum.Path+".away"); err != nil {
		t.Fatal(err)
	}
	p.edit("Change the title", title("One"))
	keep, _ := p.Carry()
	if err := w.SaveCopy(ctx, filepath.Join(t.TempDir(), "copy.parley")); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.DossierOpened})
	held, err := w.Hold()
	if err == nil {
		err = keep(ctx, held)
	}
	if r := kept(t, w); err != nil || r.Title != "One" || len(p.saves) != 0 {
		t.Errorf("%v, %+v, %d left", err, r, len(p.saves))
	}
}

// What is chosen is known once what was changed in it is kept; a new name counts.
func TestChosen(t *testing.T) {
	p, s, w := talks(t)
	q := stage.Hold(t, s.Desk)
	p.NewRecipe()
	s.Pick("Weekly")
	chosen := ""
	p.Chosen(func(name string) {
		chosen = name
		if r := kept(t, w); r.Name != "Weekly" {
			t.Errorf("kept %+v", r)
		}
	})
	if q.RunAll(); chosen != "Weekly" {
		t.Errorf("chosen %q", chosen)
	}
}
