package names

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/parts"
	"parley/views/picker"
)

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	known := func() bool { _, ok := p.current(); return ok }
	in := func(sections ...int) func() bool {
		return func() bool { return known() && slices.Contains(sections, p.section) }
	}
	return []parts.Command{
		{Name: "New name", Key: "N", Run: p.Add},
		{Name: "Merge…", Key: "M", Enabled: known, Run: p.Merge},
		{Name: "Split…", Key: "S", Enabled: in(Actors, Outlets, Issues), Run: p.Split},
		{Name: "Remove", Key: "Del", Enabled: known, Run: p.Remove},
		{Name: "Move up", Key: "Ctrl ↑", Divided: true, Enabled: in(Parties, Issues), Run: func() { p.MoveBy(-1) }},
		{Name: "Move down", Key: "Ctrl ↓", Enabled: in(Parties, Issues), Run: func() { p.MoveBy(1) }},
		{Name: "Put under the one above", Key: "Ctrl →", Enabled: in(Issues), Run: func() { p.Nest(true) }},
		{Name: "Take out again", Key: "Ctrl ←", Enabled: in(Issues), Run: func() { p.Nest(false) }},
		{Name: "Show its statements", Divided: true, Enabled: known, Run: p.ShowStatements},
		{Name: "Add a start list of issues…", Run: p.addStartList},
	}
}

// showFormAnew fills the form with the current entry, whatever was typed.
func (p *Pane) showFormAnew() {
	p.form.adding, p.form.section = false, -1
	p.showForm()
}

// Add begins a new entry.
func (p *Pane) Add() {
	p.form.adding, p.form.section = false, -1
	p.form.show(entry{colour: -1})
	p.form.adding = true
	p.form.focus()
}

// Remove takes the chosen entries out; the trash and Undo bring them back.
func (p *Pane) Remove() {
	chosen, s, w := p.chosen(), sections[p.section], p.deps.Desk.Workbench
	if len(chosen) == 0 {
		return
	}
	p.deps.Desk.Act(func(ctx context.Context) error {
		return w.Together(ctx, "Remove "+parts.Count(len(chosen), s.noun), func(ctx context.Context) error {
			for _, e := range chosen {
				if err := s.remove(ctx, w, e); err != nil {
					return err
				}
			}
			return nil
		})
	}, func() {
		p.deps.Desk.Note("Removed " + parts.Count(len(chosen), s.noun) + ". Undo Ctrl Z")
		p.loader.Restart()
	})
}

// Merge makes the chosen entries one, after it was said in numbers what that does. With one chosen, the other is asked
// for.
func (p *Pane) Merge() {
	chosen := p.chosen()
	switch len(chosen) {
	case 0:
		return
	case 1:
		var items []picker.Item
		var others []entry
		for _, e := range p.data.entries {
			if e.id != chosen[0].id {
				others = append(others, e)
				items = append(items, picker.Item{Name: e.name, Note: e.count})
			}
		}
		picker.Open(p.deps.Desk, picker.Options{Title: "Merge “" + chosen[0].name + "” with", Placeholder: "The other name", Items: items,
			Picked: func(i int) { p.keepWhich([]entry{chosen[0], others[i]}) }})
	default:
		p.keepWhich(chosen)
	}
}

func (p *Pane) keepWhich(chosen []entry) {
	var items []picker.Item
	for _, e := range chosen {
		items = append(items, picker.Item{Name: e.name, Note: e.count})
	}
	picker.Open(p.deps.Desk, picker.Options{Title: fmt.Sprintf("Which of the %d names stays?", len(chosen)), Placeholder: "The name that stays", Items: items,
		Picked: func(i int) { p.previewMerge(chosen[i], append(slices.Clone(chosen[:i]), chosen[i+1:]...)) }})
}

func (p *Pane) previewMerge(keep entry, others []entry) {
	thing, w := sections[p.section].thing, p.deps.Desk.Workbench
	if thing == dossier.ThingParty {
		thing = dossier.ThingActor // a party is merged as the actor that it is
	}
	var ids []dossier.ID
	var names []string
	for _, o := range others {
		ids, names = append(ids, o.id), append(names, "“"+o.name+"”")
	}
	var would dossier.Preview
	p.deps.Desk.Act(func(ctx context.Context) (err error) {
		would, err = w.PreviewMerge(ctx, thing, keep.id, ids)
		return err
	}, func() {
		said := []string{strings.Join(names, ", ") + " will be part of “" + keep.name + "”.", mergeWords(would), "Undo takes it back, also tomorrow."}
		ask.Confirm(p.deps.Desk, "Merge into “"+keep.name+"”", said, "Merge", func() {
			p.deps.Desk.Act(func(ctx context.Context) error { return w.Merge(ctx, thing, keep.name, keep.id, ids) }, func() {
				p.deps.Desk.Note("Merged into “" + keep.name + "”. Undo Ctrl Z")
				p.sought = keep.name
				p.loader.Restart()
			})
		})
	})
}

// mergeWords says what a merge moves and what it drops.
func mergeWords(would dossier.Preview) string {
	nouns := []struct{ table, noun string }{{"statement", "statement"}, {"document", "document"}, {"coding", "reading"}, {"membership", "membership"},
		{"actor_name", "further name"}, {"note", "note"}, {"tagging", "tagged thing"}}
	var moved, gone []string
	for _, n := range nouns {
		if c := would.Changed[n.table]; c > 0 {
			moved = append(moved, parts.Count(c, n.noun))
		}
		if c := would.Removed[n.table]; c > 0 && n.table != "actor_name" {
			gone = append(gone, parts.Count(c, n.noun))
		}
	}
	words := "Nothing else hangs on them."
	if len(moved) > 0 {
		words = "It takes over " + strings.Join(moved, ", ") + "."
	}
	if len(gone) > 0 {
		words += " What is there twice goes to the trash: " + strings.Join(gone, ", ") + "; of two readings the newer one stays."
	}
	return words
}

// Split makes a name of its own: of a further name of an actor, or of one stance on an issue.
func (p *Pane) Split() {
	e, ok := p.current()
	if !ok {
		return
	}
	d, w := p.deps.Desk, p.deps.Desk.Workbench
	if p.section == Issues {
		stances := []struct {
			stance dossier.Stance
			name   string
		}{{dossier.Supports, "Supports"}, {dossier.Conditional, "Conditional"}, {dossier.Opposes, "Opposes"}, {dossier.Ambiguous, "Ambiguous"}, {dossier.StanceNone, "stance not set"}}
		var items []picker.Item
		for _, s := range stances {
			items = append(items, picker.Item{Name: s.name})
		}
		picker.Open(d, picker.Options{Title: "Split “" + e.name + "”", Subtitle: "which readings become an issue of their own", Placeholder: "Stance", Items: items, Picked: func(i int) {
			ask.Open(d, ask.Question{Title: "Name of the new issue", Hint: e.name + ", the other part", Answer: func(name string) {
				d.Act(func(ctx context.Context) error {
					_, err := w.SplitIssue(ctx, e.id, name, []dossier.Stance{stances[i].stance})
					return err
				}, func() { p.sought = name; p.loader.Restart() })
			}})
		}})
		return
	}
	if len(e.actor.Aliases) == 0 {
		d.Note("“" + e.name + "” has one name only: there is nothing to split off.")
		return
	}
	var items []picker.Item
	for _, alias := range e.actor.Aliases {
		items = append(items, picker.Item{Name: alias})
	}
	picker.Open(d, picker.Options{Title: "Split “" + e.name + "”", Subtitle: "which further name becomes an actor of its own", Placeholder: "Further name", Items: items, Picked: func(i int) {
		d.Act(func(ctx context.Context) error {
			_, err := w.SplitActor(ctx, e.id, items[i].Name)
			return err
		}, func() { p.sought = items[i].Name; p.loader.Restart() })
	}})
}

// MoveBy changes the place of a party or issue among its like.
func (p *Pane) MoveBy(by int) {
	e, ok := p.current()
	if !ok {
		return
	}
	switch p.section {
	case Parties:
		party := e.party
		party.Order += by
		if party.Order < 1 || party.Order > len(p.data.parties) {
			return
		}
		p.change(e, func(ctx context.Context) error { return p.deps.Desk.Workbench.EditParty(ctx, party) })
	case Issues:
		if i, ok := moved(p.data.issues, e.issue, by); ok {
			p.change(e, func(ctx context.Context) error { return p.deps.Desk.Workbench.EditIssue(ctx, i) })
		}
	}
}

// Nest puts an issue under the one above it, or takes it out again.
func (p *Pane) Nest(under bool) {
	e, ok := p.current()
	if !ok || p.section != Issues {
		return
	}
	do := promoted
	if under {
		do = demoted
	}
	if i, ok := do(p.data.issues, e.issue); ok {
		p.change(e, func(ctx context.Context) error { return p.deps.Desk.Workbench.EditIssue(ctx, i) })
	}
}

func (p *Pane) change(e entry, do func(context.Context) error) {
	p.deps.Desk.Act(do, func() {
		p.sought = e.name
		p.loader.Restart()
	})
}

// recolour gives the current party a colour.
func (p *Pane) recolour(colour int) {
	e, ok := p.current()
	if !ok || p.section != Parties || p.form.adding {
		return
	}
	party := e.party
	party.Colour = colour
	p.form.entry.colour = colour
	p.change(e, func(ctx context.Context) error { return p.deps.Desk.Workbench.EditParty(ctx, party) })
}

// ShowStatements searches for what the name stands for.
func (p *Pane) ShowStatements() {
	e, ok := p.current()
	if !ok || p.deps.Statements == nil {
		return
	}
	key := []string{"speaker", "party", "issue", "outlet", "tag"}[p.section]
	p.deps.Statements(fmt.Sprintf(`%s:"%s"`, key, strings.ReplaceAll(e.name, `"`, " ")))
}

// addStartList offers issues that most talks have.
func (p *Pane) addStartList() {
	have := map[string]bool{}
	for _, i := range p.data.issues {
		have[dossier.Fold(i.Name)] = true
	}
	var list []dossier.Issue
	said := []string{}
	for _, i := range dossier.StartList {
		if !have[dossier.Fold(i.Name)] {
			list = append(list, i)
			said = append(said, i.Name+". "+i.Definition)
		}
	}
	if len(list) == 0 {
		p.deps.Desk.Note("All issues of the start list are here.")
		return
	}
	ask.Confirm(p.deps.Desk, "Add "+parts.Count(len(list), "issue"), said, "Add", func() {
		w := p.deps.Desk.Workbench
		p.deps.Desk.Act(func(ctx context.Context) error { return w.AddIssues(ctx, list) }, func() {
			p.deps.Desk.Note("Added " + parts.Count(len(list), "issue") + ". Remove those that are not wanted; Undo takes all back.")
			p.Open(Issues)
			p.loader.Restart()
		})
	})
}
