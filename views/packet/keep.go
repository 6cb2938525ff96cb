package packet

import (
	"context"
	"reflect"
	"slices"

	"parley/app"
	"parley/dossier"
)

// save is a change of the recipe that is still to be kept: one action each, so that Undo takes them back one by one.
type save struct {
	what   string
	recipe dossier.Recipe
}

// now is the recipe as it is seen: with what is being typed.
func (p *Pane) now() dossier.Recipe {
	if p.tried != nil {
		return *p.tried
	}
	return p.recipe
}

// edit changes the recipe and keeps it under the name of the change.
func (p *Pane) edit(what string, change func(r *dossier.Recipe)) {
	r := clone(p.recipe)
	change(&r)
	p.tried = nil
	if reflect.DeepEqual(r, p.recipe) {
		p.edited()
		return
	}
	p.recipe = r
	p.loose = p.loose || p.data.readOnly // such a dossier still makes packets
	p.refill("")
	p.edited()
	if p.data.readOnly {
		return
	}
	p.saves = append(p.saves, save{what, r})
	p.keep()
}

// try shows what is being typed, without keeping it.
func (p *Pane) try(change func(r *dossier.Recipe)) {
	r := clone(p.recipe)
	change(&r)
	p.tried = &r
	p.edited()
}

// keep stores what is still to be kept, one change after the other in their order.
func (p *Pane) keep() {
	if p.saving || len(p.saves) == 0 {
		return
	}
	p.saving = true
	next := p.saves[0]
	p.saves = p.saves[1:]
	p.desk.Go(func() {
		err := p.desk.Workbench.ChangeRecipe(context.Background(), next.what, next.recipe)
		p.desk.Do(func() {
			p.saving, p.loose = false, err != nil
			if err != nil {
				p.saves = nil
				p.desk.Fail(err)
			}
			p.keep()
			if !p.saving && p.shown {
				p.names.Reload()
			}
		})
	})
}

// clone copies a recipe with its lists, so that a change leaves the one before as it was.
func clone(r dossier.Recipe) dossier.Recipe {
	r.Parties, r.Issues, r.Parts, r.Drafts = slices.Clone(r.Parties), slices.Clone(r.Issues), slices.Clone(r.Parts), slices.Clone(r.Drafts)
	r.Judgements = slices.Clone(r.Judgements)
	for i := range r.Judgements {
		r.Judgements[i].Statements = slices.Clone(r.Judgements[i].Statements)
	}
	return r
}

// chosenOf finds the recipe that is worked on among those kept: by its name; by all else, where an undo has given it
// another name; at first the one of the last packet.
func chosenOf(v loaded, was dossier.Recipe) dossier.Recipe {
	byName := func(name string) int {
		return slices.IndexFunc(v.recipes, func(r dossier.Recipe) bool { return r.Name == name })
	}
	i := byName(was.Name)
	if i < 0 && was.Name != "" {
		i = slices.IndexFunc(v.recipes, func(r dossier.Recipe) bool {
			r.Name = was.Name
			return reflect.DeepEqual(r, was)
		})
	}
	for _, x := range v.issued {
		if i < 0 {
			i = byName(x.Recipe.Name)
		}
	}
	switch {
	case i >= 0:
		return v.recipes[i]
	case len(v.recipes) > 0:
		return v.recipes[0]
	}
	return dossier.Recipe{Name: app.UsualRecipe}
}
