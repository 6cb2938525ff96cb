package packet

import "parley/views/parts"

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	any := func() bool { return p.recipe.Name != "" }
	pages := func() bool { return p.page.pages() > 1 }
	seen := func() bool { return p.page.pages() > 0 }
	moves := func() bool { r, ok := p.currentRow(); return ok && (r.part != "" || p.onJudgement()) }
	type c = parts.Command
	return []parts.Command{
		c{Name: "Other forms…", Enabled: p.CanExport, Run: p.ExportForm},
		c{Name: "Part on or off", Key: "Space", Divided: true, Enabled: func() bool { r, ok := p.currentRow(); return ok && r.toggle != nil }, Run: func() {
			if r, ok := p.currentRow(); ok && r.toggle != nil {
				r.toggle()
			}
		}},
		c{Name: "Move part or judgement up", Key: "Ctrl ↑", Enabled: moves, Run: func() { p.MoveBy(-1) }},
		c{Name: "Move part or judgement down", Key: "Ctrl ↓", Enabled: moves, Run: func() { p.MoveBy(1) }},
		c{Name: "Print all parts", Enabled: any, Run: p.AllParts},
		c{Name: "Print two pages", Enabled: any, Run: p.TwoPages},
		c{Name: "Next page", Under: "Page", Key: "PgDn", Divided: true, Enabled: pages, Run: func() { p.page.turn(1) }},
		c{Name: "Page before", Under: "Page", Key: "PgUp", Enabled: pages, Run: func() { p.page.turn(-1) }},
		c{Name: "Width or whole page", Under: "Page", Enabled: seen, Run: p.page.turnFitting},
		c{Name: "Larger page", Under: "Page", Key: "+", Enabled: seen, Run: func() { p.page.enlarge(1.2) }},
		c{Name: "Smaller page", Under: "Page", Key: "−", Enabled: seen, Run: func() { p.page.enlarge(1 / 1.2) }},
		c{Name: "Mend the chosen point", Key: "Enter", Divided: true, Enabled: p.canMend, Run: p.Mend},
		c{Name: "Next point", Key: "N", Enabled: func() bool { return p.toMend() > 0 }, Run: p.NextPoint},
		c{Name: "Add a judgement…", Key: "J", Divided: true, Enabled: any, Run: p.AddJudgement},
		c{Name: "Remove the judgement", Key: "Del", Enabled: p.onJudgement, Run: p.RemoveJudgement},
		c{Name: "Bottom line…", Enabled: any, Run: func() { p.entry.open(keyBottom) }},
		c{Name: "What changed since…", Enabled: any, Run: p.ChooseSince},
		c{Name: "Drafts side by side…", Enabled: any, Run: p.ChooseDrafts},
		c{Name: "Recipes…", Under: "Recipe", Key: "R", Divided: true, Enabled: any, Run: p.ChooseRecipe},
		c{Name: "New recipe…", Under: "Recipe", Enabled: any, Run: p.NewRecipe},
		c{Name: "Rename the recipe…", Under: "Recipe", Enabled: any, Run: p.RenameRecipe},
		c{Name: "Duplicate the recipe…", Under: "Recipe", Enabled: any, Run: p.DuplicateRecipe},
		c{Name: "Same packet, next week", Under: "Recipe", Enabled: any, Run: p.NextWeek},
		c{Name: "Delete the recipe", Under: "Recipe", Enabled: p.kept, Run: p.DeleteRecipe},
	}
}
