package commands

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) searchCommand() *cobra.Command {
	var asJSON, isPattern, list bool
	var limit int
	var save, saved, forget string
	c := &cobra.Command{
		Use:   "search DOSSIER QUERY",
		Short: "Find words in texts, statements, notes and names",
		Long: `Finds words, "phrases", prefix*, AND, OR, NOT or -, brackets, NEAR(a b, 10) or a NEAR/10 b. Case, accents, Hebrew
points and Arabic vowels make no difference. Filters narrow it: party:, issue:, outlet:, speaker:, tag: and a name;
stance:, kind:, act:, status:, lang: and a word; date: and a year, month, day, or two of them with .. between. A name
with a space stands in quotation marks. Any input is a query; without words the newest are listed. A statement stands with
its number, by which a recipe cites it.

--regex looks for a regular expression instead (also re:/…/i in the query), with filters behind --.`,
		Example: `  parley search talks.parley 'monitors "within 21 days"'
  parley search talks.parley 'ceasefire -fee party:Arvenia date:2026-11'
  parley search talks.parley 'issue:"Transit fees" stance:opposes' --save "Against fees"
  parley search talks.parley --saved "Against fees" --json --limit 20`,
		Args:              args(1, -1),
		ValidArgsFunction: completeDossier,
	}
	f := c.Flags()
	f.BoolVar(&asJSON, "json", false, "print JSON lines")
	f.IntVar(&limit, "limit", 50, "at most this many `places`")
	f.BoolVar(&isPattern, "regex", false, "the query is a regular expression")
	f.StringVar(&save, "save", "", "keep the query under this `name`")
	f.StringVar(&saved, "saved", "", "make the search that is kept under this `name`")
	f.StringVar(&forget, "forget", "", "delete the search that is kept under this `name`")
	f.BoolVar(&list, "list-saved", false, "list the searches that are kept")
	c.RunE = func(c *cobra.Command, a []string) error {
		ctx := c.Context()
		query := strings.Join(a[1:], " ")
		if isPattern {
			if len(a) < 2 {
				return usageError{errors.New("say what to look for")}
			}
			if strings.TrimSpace(a[1]) == "" {
				return usageError{errors.New("say what to look for: an empty expression is everywhere")}
			}
			if _, err := regexp.Compile(a[1]); err != nil {
				return usageError{fmt.Errorf("%q is no regular expression: %w", a[1], err)}
			}
			query = "re:/" + a[1] + "/ " + strings.Join(a[2:], " ")
		}
		return s.on(ctx, a[0], func(w *app.Workbench) error {
			switch {
			case list || forget != "" || saved != "":
				kept, err := s.savedQuery(ctx, w, list, forget, saved)
				if err != nil || kept == "" {
					return err
				}
				query = strings.TrimSpace(kept + " " + query)
			case strings.TrimSpace(query) == "":
				return usageError{errors.New("say what to look for: parley search DOSSIER QUERY")}
			}
			if save != "" {
				if err := w.SaveSearch(ctx, save, query); err != nil {
					return err
				}
			}
			r, err := w.Search(ctx, query, limit)
			if err != nil {
				return err
			}
			var ids []dossier.ID
			for _, h := range r.Hits {
				if h.StatementID != dossier.None {
					ids = append(ids, h.StatementID)
				}
			}
			numbers, err := w.StatementNumbers(ctx, ids)
			if err != nil {
				return err
			}
			s.printHits(r, numbers, asJSON)
			return nil
		})
	}
	return c
}

// savedQuery lists or forgets kept searches, or gives the query of one.
func (s *session) savedQuery(ctx context.Context, w *app.Workbench, list bool, forget, saved string) (string, error) {
	kept, err := w.SavedSearches(ctx)
	if err != nil {
		return "", err
	}
	if list {
		for _, k := range kept {
			fmt.Fprintf(s.Out, "%s: %s\n", shown(k.Name), shown(k.Query))
		}
		if len(kept) == 0 {
			fmt.Fprintln(s.Out, "No searches are kept.")
		}
		return "", nil
	}
	for _, k := range kept {
		switch {
		case forget != "" && strings.EqualFold(k.Name, forget):
			return "", s.said(w.DeleteSearch(ctx, k.ID), "Deleted. It lies in the trash.")
		case forget == "" && strings.EqualFold(k.Name, saved):
			return k.Query, nil
		}
	}
	return "", fmt.Errorf("no search is kept under %q; --list-saved lists them", saved+forget)
}
