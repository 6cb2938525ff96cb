package commands

import (
	"context"
	"fmt"
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
		Short: "List the saved views of the positions, keep one or delete one",
		Long: `A view is what chooses positions: parties, issues, days, outlets and the rest. The window shows it with V; positions,
shifts, gaps, timeline and plot take it with --view. Keeping and deleting can be undone.`,
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
			case remove != (len(a) > 1):
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
				list, err := w.Views(c.Context())
				if err != nil {
					return err
				}
				for _, v := range list {
					fmt.Fprintln(s.Out, shown(v.Name))
				}
				if len(list) == 0 {
					fmt.Fprintln(s.Out, "No view is kept. --save NAME keeps one, with the flags that choose.")
				}
				return nil
			})
		},
	}
	p.register(c)
	p.byFlag(c)
	c.Flags().StringVar(&save, "save", "", "keep what the other flags choose under this `name`")
	c.Flags().BoolVar(&remove, "delete", false, "delete the view")
	return c
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
