package commands

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) checkCommand() *cobra.Command {
	var asJSON, repair, quick bool
	c := &cobra.Command{
		Use:   "check DOSSIER",
		Short: "Verify the database, every hash, every passage and all that is derived; --repair rebuilds what is derived",
		Long: `Reads every page of the database, follows every reference, hashes every text and every paste again, compares every
passage with its text, the journal with the rows, and what is derived from them — the search index, the traces of near
copies, the grid of positions, the keys of dates and names — with what it is made from.

--repair rebuilds of what is derived the parts that are wrong, and says what it rebuilt and what is left, with what to
do. Before that the file is copied, as it is, to backups/NAME.repair-TIME.parley. Texts, passages and the journal are
never changed: what is wrong with those, only a backup can mend. --quick leaves out the texts and what is derived.

Exit status 1 where anything is wrong, or left wrong.`,
		Example: `  parley check talks.parley
  parley check talks.parley --repair`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			if repair && quick {
				return usageError{fmt.Errorf("--quick looks at nothing that --repair could rebuild")}
			}
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				if repair {
					return s.repair(c.Context(), w, asJSON)
				}
				return s.check(c.Context(), w, quick, asJSON)
			})
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "rebuild what is derived and wrong")
	c.Flags().BoolVar(&quick, "quick", false, "only what takes seconds: the pages, the references, the journal")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func (s *session) check(ctx context.Context, w *app.Workbench, quick, asJSON bool) error {
	sum, err := w.Summary(ctx)
	if err != nil {
		return err
	}
	look := w.Check
	if quick {
		look = w.QuickCheck
	}
	findings, err := look(ctx, s.progress())
	if err != nil {
		return err
	}
	repairs, err := w.Repairs(ctx, dossier.None)
	if err != nil {
		return err
	}
	if asJSON {
		printJSON(s.Out, map[string]any{"documents": sum.Documents, "statements": sum.Statements, "to_place_anew": len(repairs), "findings": some(findings)})
	} else {
		s.printFindings(findings)
		if len(findings) == 0 {
			fmt.Fprintf(s.Out, "All is well: %s and %s checked.\n", count(sum.Documents, "document"), count(sum.Statements, "statement"))
		}
		if len(repairs) > 0 { // nothing is wrong with them where they stand
			fmt.Fprintf(s.Out, "To place anew in a corrected text: %s. See parley repair.\n", count(len(repairs), "statement"))
		}
		for _, f := range findings {
			if f.Derived {
				fmt.Fprintf(s.Out, "To mend what can be mended: parley check %s --repair\n", sum.Path)
				break
			}
		}
	}
	if len(findings) > 0 {
		return errFailed
	}
	return nil
}

func (s *session) repair(ctx context.Context, w *app.Workbench, asJSON bool) error {
	r, err := w.Repair(ctx, s.progress())
	if err != nil {
		return err
	}
	if asJSON {
		printJSON(s.Out, map[string]any{"backup": r.Backup, "mended": append([]string{}, r.Mended...), "findings": some(r.Left)})
	} else {
		if r.Backup != "" {
			fmt.Fprintln(s.Out, "The file as it was is kept as", r.Backup)
		}
		for _, m := range r.Mended {
			fmt.Fprintln(s.Out, m)
		}
		s.printFindings(r.Left)
		switch {
		case len(r.Left) > 0:
			fmt.Fprintf(s.Out, "Left: %s that no repair can mend.\n", count(len(r.Left), "finding"))
		case len(r.Mended) > 0:
			fmt.Fprintln(s.Out, "Checked again: all is well.")
		default:
			fmt.Fprintln(s.Out, "All is well: there is nothing to repair.")
		}
	}
	if len(r.Left) > 0 {
		return errFailed
	}
	return nil
}

// some makes an empty list of none, for programs that read it.
func some(findings []dossier.Finding) []dossier.Finding {
	return append([]dossier.Finding{}, findings...)
}

func (s *session) printFindings(findings []dossier.Finding) {
	for _, f := range findings {
		fmt.Fprintf(s.Out, "%s: %s", f.Where, f.Sentence)
		if f.Mend != "" {
			fmt.Fprintf(s.Out, " %s", f.Mend)
		}
		fmt.Fprintln(s.Out)
	}
}
