package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/dossier"
	"parley/storage"
)

// UsualRecipe is the name of a recipe that nobody named.
const UsualRecipe = "Brief"

// ErrLetGo is returned by what is changed through a Held whose dossier is not open any more.
var ErrLetGo = errors.New("The recipe was not changed: its dossier is not open any more. Open it and change the recipe there.") //lint:ignore ST1005 a sentence for people

// Held is a dossier as it stood open when it was held. What is changed through it reaches this dossier or none: recipes are
// known by their names, which another dossier may have too, and a copy of a dossier has its ID. The zero one holds none.
type Held struct {
	w *Workbench
	d *storage.Dossier
}

// Hold holds the open dossier. It keeps nothing open.
func (w *Workbench) Hold() (h Held, err error) {
	err = w.with(func(d *storage.Dossier) error {
		h = Held{w, d}
		return nil
	})
	return h, err
}

// change makes one action of fn in the dossier that is held.
func (h Held) change(ctx context.Context, what string, fn func(*storage.Tx) error) error {
	if h.w == nil {
		return ErrLetGo
	}
	err := h.w.with(func(d *storage.Dossier) error {
		if d != h.d {
			return ErrLetGo
		}
		return h.w.changeIn(ctx, d, what, Event{Kind: PacketsChanged}, fn)
	})
	if errors.Is(err, ErrNoDossier) {
		return ErrLetGo
	}
	return err
}

// ChangeRecipe keeps a recipe under its name; what names the change, for undo and the history: "Move Gaps up".
func (h Held) ChangeRecipe(ctx context.Context, what string, r dossier.Recipe) error {
	return h.change(ctx, what, func(tx *storage.Tx) error { return tx.SaveRecipe(r) })
}

// RenameRecipe gives a recipe another name, which no other one may have.
func (h Held) RenameRecipe(ctx context.Context, from, to string) error {
	return h.change(ctx, fmt.Sprintf("Rename recipe “%s” to “%s”", from, strings.TrimSpace(to)), func(tx *storage.Tx) error {
		return tx.RenameRecipe(from, to)
	})
}

// DeleteRecipe takes a recipe away; undo and the trash bring it back. The packets made from it stay.
func (h Held) DeleteRecipe(ctx context.Context, name string) error {
	return h.change(ctx, fmt.Sprintf("Delete recipe “%s”", name), func(tx *storage.Tx) error { return tx.DeleteRecipe(name) })
}

// ChangeRecipe does what Held.ChangeRecipe does, in the dossier that is open.
func (w *Workbench) ChangeRecipe(ctx context.Context, what string, r dossier.Recipe) error {
	h, err := w.Hold()
	if err != nil {
		return err
	}
	return h.ChangeRecipe(ctx, what, r)
}

// RenameRecipe does what Held.RenameRecipe does, in the dossier that is open.
func (w *Workbench) RenameRecipe(ctx context.Context, from, to string) error {
	h, err := w.Hold()
	if err != nil {
		return err
	}
	return h.RenameRecipe(ctx, from, to)
}

// DeleteRecipe does what Held.DeleteRecipe does, in the dossier that is open.
func (w *Workbench) DeleteRecipe(ctx context.Context, name string) error {
	h, err := w.Hold()
	if err != nil {
		return err
	}
	return h.DeleteRecipe(ctx, name)
}

// FindAccepted looks for accepted statements to be cited: by their number, or by words as in Search, of which the last
// may be unfinished; without words it lists some. limit is how many at most.
func (w *Workbench) FindAccepted(ctx context.Context, words string, limit int) ([]dossier.Statement, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Statement, error) {
		accepted := []dossier.Status{dossier.Accepted}
		words = strings.TrimSpace(words)
		if words == "" {
			return d.Statements(ctx, storage.StatementFilter{Statuses: accepted, Limit: limit})
		}
		var ids []dossier.ID
		if n, err := strconv.Atoi(words); err == nil && n > 0 {
			id, err := d.FindThing(ctx, dossier.ThingStatement, words)
			if errors.Is(err, storage.ErrNotFound) {
				return nil, nil
			} else if err != nil {
				return nil, err
			}
			ids = append(ids, id)
		} else {
			query := words
			if last, _ := utf8.DecodeLastRuneInString(words); !strings.ContainsRune(`*"”)/`, last) {
				query += "*"
			}
			found, err := d.Search(ctx, query+" status:accepted", limit)
			if err != nil {
				return nil, err
			}
			for _, h := range found.Hits {
				if h.Kind == "statement" && h.StatementID != dossier.None {
					ids = append(ids, h.StatementID)
				}
			}
		}
		if len(ids) == 0 {
			return nil, nil
		}
		list, err := d.Statements(ctx, storage.StatementFilter{IDs: ids, Statuses: accepted})
		if err != nil {
			return nil, err
		}
		at := map[dossier.ID]dossier.Statement{}
		for _, s := range list {
			at[s.ID] = s
		}
		list = list[:0]
		for _, id := range ids { // in the order of the search
			if s, ok := at[id]; ok {
				list = append(list, s)
				delete(at, id)
			}
		}
		return list, nil
	})
}

// StatementsByNumber returns the statements of these numbers, whatever was decided on them; those that are not there are
// left out.
func (w *Workbench) StatementsByNumber(ctx context.Context, numbers []int) ([]dossier.Statement, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Statement, error) {
		var out []dossier.Statement
		for _, n := range numbers {
			id, err := d.FindThing(ctx, dossier.ThingStatement, strconv.Itoa(n))
			if errors.Is(err, storage.ErrNotFound) {
				continue
			} else if err != nil {
				return nil, err
			}
			found, err := d.Statements(ctx, storage.StatementFilter{IDs: []dossier.ID{id}})
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		return out, nil
	})
}

// ChosenRecipe finds among the recipes that are kept the one of a name; without a name the one of the last packet, else the
// first. Where there is none it is a new one.
func ChosenRecipe(name string, recipes []dossier.Recipe, issued []dossier.IssuedPacket) dossier.Recipe {
	find := func(name string) int {
		return slices.IndexFunc(recipes, func(r dossier.Recipe) bool { return dossier.Fold(r.Name) == dossier.Fold(name) })
	}
	i := find(name)
	switch {
	case i >= 0:
		return recipes[i]
	case name != "":
		return dossier.Recipe{Name: name}
	}
	for _, x := range issued {
		if i = find(x.Recipe.Name); i >= 0 {
			return recipes[i]
		}
	}
	if len(recipes) > 0 {
		return recipes[0]
	}
	return dossier.Recipe{Name: UsualRecipe}
}

// AddJudgement makes a key judgement of an analyst's sentence, with its confidence and the statements that it rests on, in
// the recipe of a name, or a new one; without a name in the one that ChosenRecipe chooses. It gives the recipe's name.
func (w *Workbench) AddJudgement(ctx context.Context, recipe string, s dossier.Sentence) (string, error) {
	err := w.with(func(d *storage.Dossier) error {
		if recipe == "" {
			recipes, err := d.Recipes(ctx)
			if err != nil {
				return err
			}
			issued, err := d.Issued(ctx)
			if err != nil {
				return err
			}
			recipe = ChosenRecipe("", recipes, issued).Name
		}
		j := dossier.Judgement{Text: s.Body, Confidence: s.Confidence}
		if len(s.Rests) > 0 {
			found, err := d.Statements(ctx, storage.StatementFilter{IDs: s.Rests})
			if err != nil {
				return err
			}
			for _, st := range found {
				j.Statements = append(j.Statements, st.Number)
			}
		}
		slices.Sort(j.Statements)
		// The recipe is read in the change itself: what another window or a command has just kept in it stays.
		return w.changeIn(ctx, d, "Add a key judgement", Event{Kind: PacketsChanged}, func(tx *storage.Tx) error { return tx.AddToRecipe(recipe, j) })
	})
	return recipe, err
}
