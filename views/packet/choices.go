package packet

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
)

// inForce marks the choice in force in a picker.
const inForce = "now"

func (p *Pane) chooseScale() {
	var items []picker.Item
	for _, s := range dossier.Scales {
		t := s.Terms()
		item := picker.Item{Name: string(s), Note: fmt.Sprintf("%s … %s", t[0].Word, t[len(t)-1].Word)}
		items = append(items, item)
	}
	picker.Open(p.desk, picker.Options{Title: "Scale of likelihood", Placeholder: "Scale", Items: items, Picked: func(i int) {
		p.edit("Change the scale", func(r *dossier.Recipe) {
			if r.Scale = dossier.Scales[i]; r.Scale == dossier.ScaleICD203 {
				r.Scale = ""
			}
		})
	}})
}

func (p *Pane) choosePaper() {
	var items []picker.Item
	var choices []dossier.Recipe
	for _, paper := range []string{"", "Letter"} {
		for _, excerpts := range []bool{false, true} {
			r := dossier.Recipe{Paper: paper, Excerpts: excerpts}
			note := "the appendix prints each cited text whole"
			if excerpts {
				note = "only what stands around the quotations"
			}
			choices = append(choices, r)
			items = append(items, picker.Item{Name: paperWords(r), Note: note})
		}
	}
	picker.Open(p.desk, picker.Options{Title: "Paper and sources", Placeholder: "A4, Letter, excerpts", Items: items, Picked: func(i int) {
		p.edit("Change paper and sources", func(r *dossier.Recipe) { r.Paper, r.Excerpts = choices[i].Paper, choices[i].Excerpts })
	}})
}

func (p *Pane) chooseForm() {
	picker.Open(p.desk, picker.Options{Title: "Form", Placeholder: "Form", Items: []picker.Item{{Name: "All parts", Note: "in their usual order"},
		{Name: "Two pages", Note: "front page and matrix, for a meeting"}}, Picked: func(i int) { []func(){p.AllParts, p.TwoPages}[i]() }})
}

// ChooseSince asks which issued packet the next one is compared with.
func (p *Pane) ChooseSince() {
	items := []picker.Item{{Name: "The last one of this recipe"}, {Name: "No comparison"}}
	since := []string{"", dossier.SinceNone}
	for _, x := range p.data.issued {
		if x.Recipe.Reference == "" || slices.Contains(since, x.Recipe.Reference) {
			continue // a packet is found by its reference, the newest of several
		}
		since = append(since, x.Recipe.Reference)
		items = append(items, picker.Item{Name: x.Recipe.Reference, Note: strings.TrimSuffix(x.IssuedAt.Local().Format("2 Jan 2006")+" · "+x.Recipe.Name, " · ")})
	}
	if i := slices.Index(since, p.recipe.Since); i >= 0 && items[i].Note == "" {
		items[i].Note = inForce
	}
	picker.Open(p.desk, picker.Options{Title: "What changed since", Subtitle: "the front page tells it", Placeholder: "Reference", Items: items, Picked: func(i int) {
		p.edit("Compare with "+lowerFirst(items[i].Name), func(r *dossier.Recipe) { r.Since = since[i] })
	}})
}

// ChooseDrafts puts a document among the drafts that stand side by side, or takes one out.
func (p *Pane) ChooseDrafts() {
	var docs []dossier.Document
	const most = 2000
	p.desk.Act(func(ctx context.Context) (err error) {
		docs, _, err = p.desk.Workbench.Documents(ctx, dossier.DocumentFilter{Limit: most})
		return err
	}, func() {
		if len(docs) == 0 {
			p.desk.Note("There is no document yet.")
			return
		}
		items := []picker.Item{{Name: "No drafts"}}
		slices.SortStableFunc(docs, func(a, b dossier.Document) int { return p.draftPlace(a.Number) - p.draftPlace(b.Number) })
		for _, d := range docs {
			item := picker.Item{Name: d.Title, Note: fmt.Sprintf("%s · %d", d.Outlet, d.Number)}
			switch at := slices.Index(p.recipe.Drafts, d.Number); {
			case at == 0:
				item.Note = "✓ the base"
			case at > 0:
				item.Note = "✓"
			}
			items = append(items, item)
		}
		picker.Open(p.desk, picker.Options{Title: "Drafts side by side", Subtitle: fmt.Sprintf("at most %d, the base first; takes in or out", dossier.MostDrafts), Placeholder: "Title of a document", Items: items, Picked: func(i int) {
			if i == 0 {
				p.edit("Compare no drafts", func(r *dossier.Recipe) { r.Drafts = nil })
				return
			}
			p.turnDraft(docs[i-1].Number)
		}})
	})
}

// draftPlace sorts chosen drafts before all other documents.
func (p *Pane) draftPlace(number int) int {
	if at := slices.Index(p.recipe.Drafts, number); at >= 0 {
		return at
	}
	return dossier.MostDrafts
}

func (p *Pane) turnDraft(number int) {
	at := slices.Index(p.recipe.Drafts, number)
	if at < 0 && len(p.recipe.Drafts) == dossier.MostDrafts {
		p.desk.Note(fmt.Sprintf("Side by side stand at most %s. Take one out first.", parts.Count(dossier.MostDrafts, "draft")))
		return
	}
	what := fmt.Sprintf("Take document %d as a draft", number)
	if at >= 0 {
		what = fmt.Sprintf("Leave out draft %d", number)
	}
	p.edit(what, func(r *dossier.Recipe) {
		if at >= 0 {
			r.Drafts = slices.Delete(r.Drafts, at, at+1)
		} else {
			r.Drafts = append(r.Drafts, number)
		}
	})
}
