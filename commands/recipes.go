package commands

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"parley/app"
)

func (s *session) recipesCommand() *cobra.Command {
	var remove, nextWeek, asJSON bool
	var rename string
	c := &cobra.Command{
		Use:   "recipes DOSSIER [NAME]",
		Short: "List the recipes of packets, or print one as a file",
		Long: `With a name, prints the recipe as TOML: change it and give it to "parley brief --recipe". Without, lists what is kept.
--next-week moves its days by seven and counts its reference up, and what was written stays, to be revised. Deleting, renaming and
moving can be undone.`,
		Example: `  parley recipes talks.parley
  parley recipes talks.parley Weekly > weekly.toml
  parley recipes talks.parley Weekly --rename "Weekly, Geneva"
  parley recipes talks.parley Weekly --next-week`,
		Args:              args(1, 2),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			renames := c.Flags().Changed("rename")
			if (remove || renames || nextWeek) && len(a) < 2 {
				return usageError{fmt.Errorf("name the recipe: parley recipes %s NAME", a[0])}
			}
			if remove && (renames || nextWeek) || renames && nextWeek {
				return usageError{fmt.Errorf("only one of --delete, --rename and --next-week can be had")}
			}
			if renames && strings.TrimSpace(rename) == "" {
				return usageError{fmt.Errorf("the recipe %q was not renamed: a recipe has a name; say which, as in --rename \"Weekly, Geneva\"", a[1])}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				if len(a) == 1 {
					return s.listRecipes(c, w, asJSON)
				}
				r, err := recipeOf(c.Context(), w, a[1])
				if err != nil {
					return err
				}
				switch {
				case remove:
					return s.said(w.DeleteRecipe(c.Context(), r.Name), "Deleted. Undo brings it back.")
				case renames:
					return s.said(w.RenameRecipe(c.Context(), r.Name, rename), "Renamed.")
				}
				if nextWeek {
					next := r.NextWeek()
					said := "Moved on"
					if next.CutOff.Known() {
						said += ", up to " + next.CutOff.Label()
					}
					if next.Reference != r.Reference {
						said += ", " + next.Reference
					}
					return s.said(w.ChangeRecipe(c.Context(), "Same packet, next week", next), shown(said)+".")
				}
				if asJSON {
					printJSON(s.Out, r)
					return nil
				}
				return toml.NewEncoder(s.Out).Encode(r)
			})
		},
	}
	c.Flags().BoolVar(&nextWeek, "next-week", false, "make it the same packet a week later")
	c.Flags().BoolVar(&remove, "delete", false, "delete the recipe")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.Flags().StringVar(&rename, "rename", "", "give the recipe another `name`")
	return c
}

func (s *session) listRecipes(c *cobra.Command, w *app.Workbench, asJSON bool) error {
	list, err := w.Recipes(c.Context())
	if err != nil {
		return err
	}
	for _, r := range list {
		if asJSON {
			printJSON(s.Out, r)
			continue
		}
		facts := []string{r.Name}
		for _, f := range []string{r.Reference, r.Title, r.Marking} {
			if f != "" {
				facts = append(facts, f)
			}
		}
		fmt.Fprintln(s.Out, shown(strings.Join(facts, " · ")))
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(s.Out, "No recipe is kept. parley brief --name NAME --save-recipe keeps one.")
	}
	return nil
}

func (s *session) packetsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "packets DOSSIER",
		Short: "List the packets that were issued, newest first, with their hashes",
		Example: `  parley packets talks.parley
  parley packets talks.parley --json`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				list, err := w.Issued(c.Context())
				if err != nil {
					return err
				}
				for _, p := range list {
					if asJSON {
						printJSON(s.Out, map[string]any{"reference": p.Recipe.Reference, "title": p.Recipe.Title, "written": p.IssuedAt.UTC(), "issued": p.Recipe.Issued.String(),
							"path": p.Path, "pages": p.Pages, "quotations": p.Quotes, "sources": p.Sources,
							"sha256": fmt.Sprintf("%x", p.FileSHA256), "data_sha256": fmt.Sprintf("%x", p.DataSHA256)})
						continue
					}
					name := p.Recipe.Reference
					if name == "" {
						name = p.Recipe.Title
					}
					fmt.Fprintf(s.Out, "%s  %s · %s, %s · %s\n    SHA-256 %x\n", p.IssuedAt.Local().Format("2 Jan 2006 15:04"), shown(name), count(p.Pages, "page"),
						count(p.Quotes, "quotation"), shown(p.Path), p.FileSHA256)
				}
				if len(list) == 0 && !asJSON {
					fmt.Fprintln(s.Out, "No packet was issued from this dossier yet.")
				}
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	return c
}
