package packet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/picker"
)

// ChooseRecipe lists the recipes that are kept, and what can be done with the chosen one.
func (p *Pane) ChooseRecipe() {
	var items []picker.Item
	var do []func()
	for _, r := range p.data.recipes {
		item := picker.Item{Name: r.Name, Note: r.Reference}
		if r.Name == p.recipe.Name {
			item.Note = inForce
		}
		items = append(items, item)
		do = append(do, func() { p.take(r) })
	}
	for _, c := range []struct {
		name, note string
		do         func()
	}{{"New recipe…", "", p.NewRecipe}, {"Rename…", p.recipe.Name, p.RenameRecipe}, {"Duplicate…", p.recipe.Name, p.DuplicateRecipe},
		{"Same packet, next week", "days and reference move on", p.NextWeek}, {"Delete", p.recipe.Name, p.DeleteRecipe}} {
		items = append(items, picker.Item{Name: c.name, Note: c.note})
		do = append(do, c.do)
	}
	picker.Open(p.desk, picker.Options{Title: "Recipes", Placeholder: "Name, or what to do", Items: items, Picked: func(i int) { do[i]() }})
}

// take makes a recipe that is kept the chosen one.
func (p *Pane) take(r dossier.Recipe) {
	p.entry.leave()
	p.recipe, p.tried, p.order = r, nil, nil
	p.loose = p.loose && len(p.saves) > 0
	p.refill("name")
	p.startCheck()
}

// NewRecipe asks for a name and begins an empty recipe.
func (p *Pane) NewRecipe() {
	p.askName("New recipe", "", "New recipe “%s”", func(string) dossier.Recipe { return dossier.Recipe{} })
}

// DuplicateRecipe asks for a name and keeps the recipe under it too.
func (p *Pane) DuplicateRecipe() {
	r := clone(p.recipe)
	p.askName("Duplicate the recipe", r.Name+" 2", "Duplicate recipe as “%s”", func(string) dossier.Recipe { return r })
}

// askName asks for the name of another recipe and goes on with it.
func (p *Pane) askName(title, text, what string, make func(name string) dossier.Recipe) {
	p.entry.leave()
	ask.Open(p.desk, ask.Question{Title: title, Hint: "Name", Text: text, Check: p.freeName(""), Answer: func(name string) {
		name = strings.TrimSpace(name)
		r := make(name)
		r.Name = name
		p.take(r)
		p.queue(fmt.Sprintf(what, name), r)
	}})
}

// freeName refuses names that another recipe has.
func (p *Pane) freeName(mine string) func(string) error {
	return func(name string) error {
		name = strings.TrimSpace(name)
		if name == "" {
			return errors.New("A recipe needs a name") //lint:ignore ST1005 a sentence for people
		}
		if slices.ContainsFunc(p.data.recipes, func(r dossier.Recipe) bool { return r.Name != mine && dossier.Fold(r.Name) == dossier.Fold(name) }) {
			return errors.New("There is already one called so") //lint:ignore ST1005 a sentence for people
		}
		return nil
	}
}

// kept reports whether the chosen recipe is in the dossier, or on its way there; one that nothing was changed in yet is not.
func (p *Pane) kept() bool { return p.keptAs(p.recipe.Name) }

func (p *Pane) keptAs(name string) bool {
	return slices.ContainsFunc(p.data.recipes, func(r dossier.Recipe) bool { return r.Name == name }) ||
		slices.ContainsFunc(p.saves, func(s save) bool { return s.recipe.Name == name && !s.delete })
}

// RenameRecipe asks for another name.
func (p *Pane) RenameRecipe() {
	p.entry.leave()
	from := p.recipe.Name
	ask.Open(p.desk, ask.Question{Title: "Rename the recipe", Hint: "Name", Text: from, Check: p.freeName(from), Answer: func(name string) {
		name = strings.TrimSpace(name)
		if name == from {
			return
		}
		renamed := save{of: p.data.held, what: fmt.Sprintf("Rename recipe “%s” to “%s”", from, name), recipe: dossier.Recipe{Name: name}, from: from}
		if p.recipe.Name = name; !p.keptAs(from) {
			p.refill("name")
			p.queue(fmt.Sprintf("New recipe “%s”", name), p.recipe)
			return
		}
		p.refill("name")
		p.saves = append(p.saves, renamed) // what is changed meanwhile is kept after it, under the new name
		p.keep()
	}})
}

// DeleteRecipe takes the recipe away; Undo and the trash bring it back.
func (p *Pane) DeleteRecipe() {
	if !p.kept() {
		p.desk.Note("This recipe is not kept yet: there is nothing to delete.")
		return
	}
	p.entry.cancel()
	name := p.recipe.Name
	p.saves = append(p.saves, save{of: p.data.held, what: fmt.Sprintf("Delete recipe “%s”", name), recipe: dossier.Recipe{Name: name}, delete: true})
	p.keep()
}

// NextWeek moves the days of the recipe on by a week and counts its reference up.
func (p *Pane) NextWeek() {
	p.entry.leave()
	p.edit("Same packet, next week", func(r *dossier.Recipe) { *r = r.NextWeek() })
}
