package commands

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) viewsCommand() *cobra.Command {
	var p positionFlags
	var save string
	var remove bool
	c := &cobra.Command{
		Use:   "views DOSSIER [NAME]",
		Short: "List the saved views of the positions with the flags that choose the same, keep one or delete one",
		Long: `A view is what chooses positions: parties, issues, days, outlets and the rest. The window shows it with V; positions,
compare, shifts, gaps, timeline and plot take it with --view. Keeping and deleting can be undone.`,
		Example: `  parley views talks.parley --save "Since the floods" --from 2026-11-08 --only Arvenia
  parley positions talks.parley --view "Since the floods"
  parley views talks.parley "Since the floods" --delete`,
		Args:              args(1, 2),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			keep := c.Flags().Changed("save")
			switch {
			case keep && strings.TrimSpace(save) == "":
				return usageError{fmt.Errorf("--save needs the name of the view")}
			case keep && (remove || len(a) > 1):
				return usageError{fmt.Errorf("--save takes the name itself; it cannot be had with another name or --delete")}
			case remove && len(a) < 2:
				return usageError{fmt.Errorf("name the view that is deleted: parley views %s NAME --delete", a[0])}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				switch {
				case keep:
					f, err := p.filter(c, w)
					if err != nil {
						return err
					}
					return s.said(w.SaveView(c.Context(), dossier.View{Name: save, Filter: f}), "Kept.")
				case remove:
					v, err := viewOf(c.Context(), w, a[1])
					if err != nil {
						return err
					}
					return s.said(w.DeleteView(c.Context(), v), "Deleted. Undo brings it back.")
				}
				var list []dossier.View
				var err error
				if len(a) > 1 {
					var v dossier.View
					v, err = viewOf(c.Context(), w, a[1])
					list = append(list, v)
				} else {
					list, err = w.Views(c.Context())
				}
				if err != nil {
					return err
				}
				return s.printViews(c.Context(), w, list)
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	c.Flags().StringVar(&save, "save", "", "keep what the other flags choose under this `name`")
	c.Flags().BoolVar(&remove, "delete", false, "delete the view")
	return c
}

// printViews writes each view with the flags by which positions chooses the same.
func (s *session) printViews(ctx context.Context, w *app.Workbench, list []dossier.View) error {
	if len(list) == 0 {
		fmt.Fprintln(s.Out, "No view is kept. --save NAME keeps one, with the flags that choose.")
		return nil
	}
	names := map[dossier.ID]string{}
	parties, err := w.Parties(ctx)
	if err != nil {
		return err
	}
	for _, p := range parties {
		names[p.ID] = p.Name
	}
	issues, err := w.Issues(ctx)
	if err != nil {
		return err
	}
	for _, i := range issues {
		names[i.ID] = i.Name
	}
	actors, err := w.Actors(ctx)
	if err != nil {
		return err
	}
	for _, a := range actors {
		names[a.ID] = a.Name
	}
	for _, v := range list {
		flags := flagsOf(v.Filter, names)
		if len(flags) == 0 {
			flags = []string{"all positions"}
		}
		fmt.Fprintln(s.Out, shown(v.Name+": "+strings.Join(flags, " ")))
	}
	return nil
}

// flagsOf says a filter in flags. What was deleted since has no name and is left out.
func flagsOf(f dossier.PositionFilter, names map[dossier.ID]string) (flags []string) {
	add := func(flag, value string) {
		if strings.ContainsAny(value, " \"'") {
			value = strconv.Quote(value)
		}
		flags = append(flags, "--"+flag+" "+value)
	}
	if f.Dim() != dossier.AcrossParties {
		add("by", string(f.Dim()))
	}
	for _, of := range []struct {
		flag string
		day  dossier.Date
	}{{"as-of", f.AsOf}, {"from", f.From}} {
		if of.day.Known() {
			add(of.flag, of.day.String())
		}
	}
	if f.Day == dossier.DayReported {
		add("day", string(f.Day))
	}
	for _, of := range []struct {
		flag string
		ids  []dossier.ID
	}{{"only", f.Parties}, {"issue", f.Issues}, {"outlet", f.Outlets}} {
		for _, id := range of.ids {
			if names[id] != "" {
				add(of.flag, names[id])
			}
		}
	}
	for _, k := range f.Kinds {
		add("kind", string(k))
	}
	for _, g := range f.Grades {
		add("grade", g)
	}
	for _, a := range f.Analysts {
		add("read-by", a)
	}
	if f.MinConfidence > 0 {
		add("confidence", strconv.FormatFloat(f.MinConfidence, 'g', -1, 64))
	}
	if f.WithProposed {
		flags = append(flags, "--proposed")
	}
	return flags
}

// viewOf finds a saved view by its name.
func viewOf(ctx context.Context, w *app.Workbench, name string) (dossier.View, error) {
	list, err := w.Views(ctx)
	var names []string
	for _, v := range list {
		if strings.EqualFold(v.Name, strings.TrimSpace(name)) {
			return v, err
		}
		names = append(names, v.Name)
	}
	switch {
	case err != nil:
		return dossier.View{}, err
	case len(names) == 0:
		return dossier.View{}, fmt.Errorf("no view is kept in this dossier; parley views DOSSIER --save NAME keeps one")
	}
	return dossier.View{}, fmt.Errorf("there is no view called %q; there is: %s", name, strings.Join(names, ", "))
}
