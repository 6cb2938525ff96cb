package commands

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// things are the kinds whose history can be asked for by name.
var things = []string{"document", "statement", "party", "actor", "issue", "tag", "recipe", "saved search"}

func (s *session) versionsCommand() *cobra.Command {
	var asJSON bool
	var asOf string
	c := &cobra.Command{
		Use:   "versions DOSSIER KIND NAME",
		Short: "Tell what was done to one thing, and make it what it was",
		Long: `Lists the actions that changed one thing, the newest first, with what each changed: a statement with its readings and
tags, a document's facts, a party, an issue. KIND is document or statement with a number, or party, actor, issue, tag,
recipe or "saved search" with a name; what was deleted is found too. --restore makes it what it was right after an
action, --as-of what it was at a time; both can be undone.`,
		Example: `  parley versions talks.parley statement 12
  parley versions talks.parley statement 12 --restore 57
  parley versions talks.parley issue Harbour --as-of "2026-11-17 18:00"`,
		Args: args(3, 3),
		ValidArgsFunction: func(c *cobra.Command, a []string, to string) ([]string, cobra.ShellCompDirective) {
			if len(a) == 1 {
				return things, cobra.ShellCompDirectiveNoFileComp
			}
			return completeDossier(c, a, to)
		},
	}
	restore := c.Flags().Int64("restore", 0, "make it what it was right after this `action`")
	c.Flags().StringVar(&asOf, "as-of", "", "make it what it was at this `time`: 2026-11-17, or \"2026-11-17 18:00\"")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		at, err := momentOf(asOf)
		if err != nil {
			return usageError{err}
		}
		if *restore > 0 && asOf != "" {
			return usageError{errors.New("--restore and --as-of cannot be had together")}
		}
		return s.on(c.Context(), a[0], func(w *app.Workbench) error {
			thing := dossier.Thing(strings.ToLower(a[1]))
			id, label, err := w.FindThing(c.Context(), thing, a[2])
			if err != nil {
				return err
			}
			if *restore > 0 || asOf != "" {
				if err := w.RestoreAsOf(c.Context(), thing, id, label, *restore, at); err != nil {
					return err
				}
				fmt.Fprintf(s.Out, "Restored: %s\n", shown(label))
				return nil
			}
			versions, err := w.HistoryOf(c.Context(), thing, id)
			if err != nil {
				return err
			}
			s.printVersions(versions, asJSON)
			return nil
		})
	}
	return c
}

// momentOf reads a day, which counts up to its end, or a minute, both in the machine's zone.
func momentOf(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.ParseInLocation("2006-01-02 15:04", s, time.Local); err == nil {
		return t, nil
	}
	t, err := time.ParseInLocation("2006-01-02", s, time.Local)
	if err != nil {
		return t, fmt.Errorf("%q is not a time: write 2026-11-17, or \"2026-11-17 18:00\"", s)
	}
	return t.AddDate(0, 0, 1).Add(-time.Millisecond), nil
}

func (s *session) printVersions(versions []dossier.Version, asJSON bool) {
	for _, v := range versions {
		a := v.Action
		if asJSON {
			changes := []map[string]string{}
			for _, c := range v.Changes {
				changes = append(changes, map[string]string{"field": c.Field, "before": c.Before, "after": c.After})
			}
			printJSON(s.Out, map[string]any{"action": a.ID, "kind": v.Kind, "name": a.Name, "at": a.At.UTC().Format(time.RFC3339), "analyst": a.Analyst, "changes": changes})
			continue
		}
		kind := map[string]string{"undo": "Undone: ", "redo": "Done again: "}[v.Kind]
		fmt.Fprintf(s.Out, "%5d  %s  %s%s  %s\n", a.ID, a.At.Local().Format("2 Jan 2006 15:04"), kind, shown(a.Name), a.Analyst)
		for _, c := range v.Changes {
			fmt.Fprintf(s.Out, "       %s: %s → %s\n", c.Field, orNothing(c.Before), orNothing(c.After))
		}
	}
}

func orNothing(value string) string {
	if value == "" {
		return "–"
	}
	return shown(strings.ReplaceAll(value, "\n", " "))
}

func (s *session) trashCommand() *cobra.Command {
	var asJSON bool
	var limit int
	var restore []string
	c := &cobra.Command{
		Use:   "trash DOSSIER",
		Short: "List what was deleted, and bring it back",
		Long: `Lists everything that was deleted and can be brought back, the newest first: documents, statements, actors, parties,
issues, notes, tags, recipes and saved searches. A document comes back with its statements, an issue with its readings.
--restore takes the numbers of this list, as it is now, or all.`,
		Example: `  parley trash talks.parley
  parley trash talks.parley --restore 1,3`,
		Args:              args(1, 1),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				if len(restore) > 0 {
					return s.bringBack(c.Context(), w, restore)
				}
				list, more, err := w.Trash(c.Context(), limit)
				if err != nil {
					return err
				}
				s.printTrash(list, more, asJSON)
				return nil
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.Flags().IntVar(&limit, "limit", 200, "at most this many `things`; 0: all")
	c.Flags().StringSliceVar(&restore, "restore", nil, "`numbers` in the list to bring back, or all")
	return c
}

func (s *session) bringBack(ctx context.Context, w *app.Workbench, which []string) error {
	list, _, err := w.Trash(ctx, 0)
	if err != nil {
		return err
	}
	items := list
	if len(which) != 1 || which[0] != "all" {
		items = nil
		for _, n := range which {
			i, err := strconv.Atoi(strings.TrimSpace(n))
			if err != nil || i < 1 || i > len(list) {
				return usageError{fmt.Errorf("there is no number %q in the trash, which holds %s", n, count(len(list), "thing"))}
			}
			items = append(items, list[i-1])
		}
	}
	if err := w.BringBack(ctx, items); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "Brought back: %s.\n", count(len(items), "thing"))
	return nil
}

func (s *session) printTrash(list []dossier.Deleted, more, asJSON bool) {
	for i, item := range list {
		if asJSON {
			printJSON(s.Out, map[string]any{"n": i + 1, "kind": item.Thing, "id": item.ID.String(), "number": item.Number, "label": item.Label,
				"at": item.At.UTC().Format(time.RFC3339), "analyst": item.Analyst, "action": item.Action})
			continue
		}
		name := string(item.Thing)
		if item.Number > 0 {
			name = fmt.Sprintf("%s %d", item.Thing, item.Number)
		}
		label := []rune(strings.ReplaceAll(item.Label, "\n", " "))
		if len(label) > 70 {
			label = append(label[:69], '…')
		}
		fmt.Fprintf(s.Out, "%4d  %s  %s  %s  %s\n", i+1, item.At.Local().Format("2 Jan 2006 15:04"), name, shown(string(label)), item.Analyst)
	}
	switch {
	case asJSON:
	case len(list) == 0:
		fmt.Fprintln(s.Out, "The trash is empty.")
	case more:
		fmt.Fprintln(s.Out, "There is more; --limit 0 lists all.")
	}
}

func (s *session) deleteCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "delete DOSSIER KIND NAME",
		Short: "Delete a document, statement, party or issue; it can be brought back",
		Long: `Deletes a document with its statements, a statement, or an issue with its readings; a party becomes an actor like
others. KIND is document or statement with a number, or party or issue with a name. undo takes it back, and so does
trash at any time.`,
		Example: `  parley delete talks.parley document 3
  parley delete talks.parley issue Harbour`,
		Args:              args(3, 3),
		ValidArgsFunction: completeDossier,
		RunE: func(c *cobra.Command, a []string) error {
			return s.on(c.Context(), a[0], func(w *app.Workbench) error {
				thing := dossier.Thing(strings.ToLower(a[1]))
				id, label, err := w.FindThing(c.Context(), thing, a[2])
				if err != nil {
					return err
				}
				switch thing {
				case dossier.ThingDocument:
					err = w.DeleteDocuments(c.Context(), []dossier.ID{id})
				case dossier.ThingStatement:
					err = w.RemoveStatements(c.Context(), id)
				case dossier.ThingParty:
					err = w.RemoveParty(c.Context(), id)
				case dossier.ThingIssue:
					err = w.RemoveIssue(c.Context(), id)
				default:
					return usageError{fmt.Errorf("a %s cannot be deleted here; write document, statement, party or issue", thing)}
				}
				if err != nil {
					return err
				}
				fmt.Fprintf(s.Out, "Deleted: %s. It lies in the trash.\n", shown(label))
				return nil
			})
		},
	}
}
