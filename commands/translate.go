package commands

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) translateCommand() *cobra.Command {
	var t dossier.Translation
	c := &cobra.Command{
		Use:   "translate DOSSIER STATEMENT [WORDS…]",
		Short: "Keep a statement's words in another language beside the original",
		Long: `STATEMENT is a number. The original is what is cited, compared and printed; the translation stands under it, marked as
one, with who made it. Empty words ("") take it away. Without words, prints what there is.`,
		Example: `  parley translate talks.parley 12 "We agree to no timetable before the first report" --by "K. Olander"
  parley translate talks.parley 12`,
		Args:              args(2, -1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				id, _, err := w.FindThing(c.Context(), dossier.ThingStatement, a[1])
				if err != nil {
					return err
				}
				if len(a) > 2 {
					t.Text = strings.Join(a[2:], " ")
					return s.said(w.SetTranslation(c.Context(), id, t), "Kept.")
				}
				found, err := w.Statement(c.Context(), id)
				if err != nil {
					return err
				}
				fmt.Fprintln(s.Out, shown(found.Passage.Exact))
				if had := found.Translation; had.Text != "" {
					fmt.Fprintf(s.Out, "%s: %s\n", shown(had.Credit("")), shown(had.Text))
				} else {
					fmt.Fprintln(s.Out, "No translation.")
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&t.Lang, "lang", "", "`language` of the translation, such as en (default: as the words tell)")
	c.Flags().StringVar(&t.By, "by", "", "who translated: a `name`, or a program's")
	return c
}
