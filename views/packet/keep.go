package packet

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"parley/app"
	"parley/dossier"
	"parley/views/parts"
)

// save is a change of the recipes that is still to be kept: one action each, so that Undo takes them back one by one. It
// belongs to the dossier in which it was made.
type save struct {
	of     app.Held
	what   string
	recipe dossier.Recipe // where it is renamed or deleted, its name alone
	from   string         // the name before it is renamed
	delete bool
}

func (s save) run(ctx context.Context) error {
	switch {
	case s.from != "":
		return s.of.RenameRecipe(ctx, s.from, s.recipe.Name)
	case s.delete:
		return s.of.DeleteRecipe(ctx, s.recipe.Name)
	}
	return s.of.ChangeRecipe(ctx, s.what, s.recipe)
}

// plain reports whether the save keeps a recipe as it is seen here: if it fails it is tried again. What renames or deletes
// is taken back.
func (s save) plain() bool { return s.from == "" && !s.delete }

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
	p.refill("")
	p.edited()
	p.queue(what, r)
}

// queue keeps a recipe under the name of its change. A dossier that is open for reading keeps none, but makes packets.
func (p *Pane) queue(what string, r dossier.Recipe) {
	if p.data.readOnly {
		p.loose = true
		p.allow()
		return
	}
	p.saves = append(p.saves, save{of: p.data.held, what: what, recipe: r})
	p.keep()
}

// try shows what is being typed, without keeping it.
func (p *Pane) try(change func(r *dossier.Recipe)) {
	r := clone(p.recipe)
	change(&r)
	p.tried = &r
	p.edited()
}

// keep stores what is still to be kept, one change after the other in their order. Where one cannot be kept, it and those
// after it wait: they are tried again with the next change, and before the dossier is left.
func (p *Pane) keep() {
	if p.saving {
		return
	}
	if len(p.saves) == 0 {
		p.settled()
		return
	}
	p.saving = true
	next, mine := p.saves[0], p.opening
	p.desk.Go(func() {
		err := next.run(context.Background())
		p.desk.Do(func() {
			if mine != p.opening {
				if err != nil {
					p.lost(next.what, next.recipe.Name)
				}
				return
			}
			p.saving = false
			if err != nil && next.plain() {
				p.loose = true
				p.allow()
				p.desk.Fail(err)
				p.settled()
				return
			}
			p.loose = false
			p.saves = p.saves[1:]
			p.carried = max(0, p.carried-1)
			p.done(next, err)
			p.allow()
			if p.keep(); !p.saving && p.shown {
				p.names.Reload()
			}
		})
	})
}

// done takes up what came of a save. A recipe that was not renamed has its old name again, with all that was changed since.
func (p *Pane) done(s save, err error) {
	switch {
	case err != nil:
		if s.from != "" {
			p.rename(s.recipe.Name, s.from)
		}
		p.desk.Fail(err)
	case s.delete:
		if p.recipe.Name == s.recipe.Name {
			p.recipe, p.order, p.tried = dossier.Recipe{}, nil, nil
		}
		p.desk.Note(fmt.Sprintf("Deleted recipe “%s”. Undo Ctrl Z", s.recipe.Name))
	}
}

// rename gives the recipe, and what is still to be kept of it, another name here.
func (p *Pane) rename(from, to string) {
	if p.recipe.Name == from {
		p.recipe.Name = to
	}
	if p.tried != nil && p.tried.Name == from {
		p.tried.Name = to
	}
	for i := range p.saves {
		if p.saves[i].recipe.Name == from {
			p.saves[i].recipe.Name = to
		}
		if p.saves[i].from == from {
			p.saves[i].from = to
		}
	}
	p.refill("name")
}

// Settle keeps what is being typed and calls then, on the interface thread, once all that was changed is kept; unkept names
// what could not be.
func (p *Pane) Settle(then func(unkept []string)) {
	p.entry.leave()
	p.waiting = append(p.waiting, then)
	p.keep()
}

// settled tells those who wait that nothing is being kept now.
func (p *Pane) settled() {
	var unkept []string
	for _, s := range p.saves {
		unkept = append(unkept, fmt.Sprintf("“%s” of the recipe “%s”", s.what, s.recipe.Name))
	}
	waiting := p.waiting
	p.waiting = nil
	for _, then := range waiting {
		then(unkept)
	}
}

// Carry gives what keeps, in a copy of the dossier that is being made, what could not be kept in the dossier itself; stay is
// called, on the interface thread, where there is no copy to go on in.
func (p *Pane) Carry() (keep func(ctx context.Context, copied app.Held) error, stay func()) {
	saves, mine := slices.Clone(p.saves), p.opening
	p.carried = len(saves)
	if p.loose && len(saves) == 0 { // of a dossier that is open for reading
		saves = append(saves, save{what: "Change the recipe", recipe: clone(p.recipe)})
	}
	return func(ctx context.Context, copied app.Held) error {
			for _, s := range saves {
				s.of = copied
				if err := s.run(ctx); err != nil {
					return err
				}
			}
			return nil
		}, func() {
			if mine == p.opening {
				p.carried = 0
			}
		}
}

// Chosen calls then, on the interface thread, with the name of the recipe that is worked on, once what was changed in it is
// kept; the name is empty while nobody has looked at the recipes.
func (p *Pane) Chosen(then func(recipe string)) {
	p.Settle(func([]string) { then(p.recipe.Name) })
}

// lost says what is not kept because its dossier was left before.
func (p *Pane) lost(what, recipe string) {
	p.desk.Say(parts.Message{Warning: true, Words: fmt.Sprintf("Not kept: “%s” of the recipe “%s”. Its dossier was closed before; open it and do it again.", what, recipe)})
}

// leaveDossier forgets what was being kept and typed, and says so: the dossier is not open any more.
func (p *Pane) leaveDossier() {
	saves := p.saves[p.carried:]
	if p.saving && p.carried == 0 {
		saves = saves[1:] // the first one says itself what came of it
	}
	name := p.recipe.Name
	p.saves, p.saving, p.carried, p.loose = nil, false, 0, false
	p.opening++
	for _, s := range saves {
		p.lost(s.what, s.recipe.Name)
	}
	if key := p.entry.key; key != "" && p.entry.field().Entry.Text != typedFacts[key].get(p.recipe) {
		p.lost(p.entry.field().Entry.Text, name)
	}
	p.entry.cancel()
	p.settled()
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
// another name; at first what app.ChosenRecipe chooses.
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
	if i >= 0 {
		return v.recipes[i]
	}
	return app.ChosenRecipe("", v.recipes, v.issued)
}
