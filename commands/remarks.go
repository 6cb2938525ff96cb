package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

func (s *session) noteCommand() *cobra.Command {
	var remove, edit int
	var asJSON bool
	c := &cobra.Command{
		Use:   "note DOSSIER [KIND NAME [WORDS…]]",
		Short: "Put a note on a document, statement, actor or issue, or list the notes",
		Long: `With words, puts a note on one thing: a document or statement by its number, an actor or issue by its name. Without,
lists the notes on it, or all of the dossier. --edit and --delete take the number of that list.`,
		Example: `  parley note talks.parley statement 12 "Ask the desk for the recording"
  parley note talks.parley
  parley note talks.parley statement 12 --delete 1`,
		Args:              args(1, -1),
		ValidArgsFunction: completeDossier,
	}
	c.Flags().IntVar(&edit, "edit", 0, "give the note of this `number` other words")
	c.Flags().IntVar(&remove, "delete", 0, "delete the note of this `number` in the list")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		if len(a) == 2 {
			return usageError{errors.New("say which one: parley note DOSSIER KIND NAME")}
		}
		return s.on(c.Context(), a[0], func(w *app.Workbench) error {
			on, err := s.noteTarget(c.Context(), w, a[1:])
			if err != nil {
				return err
			}
			if len(a) > 3 && edit == 0 {
				on.Body = strings.Join(a[3:], " ")
				_, err := w.AddNote(c.Context(), on)
				return s.said(err, "Noted.")
			}
			list, err := w.Notes(c.Context(), one(on.DocumentID, on.StatementID, on.ActorID, on.IssueID))
			if err != nil {
				return err
			}
			if n := max(remove, edit); n > len(list) {
				return usageError{fmt.Errorf("there is no note %d; there are %d", n, len(list))}
			}
			if edit > 0 && len(a) > 3 {
				return s.said(w.EditNote(c.Context(), list[edit-1].ID, strings.Join(a[3:], " ")), "Changed.")
			}
			if remove > 0 {
				return s.said(w.DeleteNote(c.Context(), list[remove-1].ID), "Deleted. It lies in the trash.")
			}
			s.printNotes(list, asJSON)
			return nil
		})
	}
	return c
}

// noteTarget finds what a note is on; without arguments the whole dossier.
func (s *session) noteTarget(ctx context.Context, w *app.Workbench, a []string) (n dossier.Note, err error) {
	if len(a) == 0 {
		return n, nil
	}
	thing := dossier.Thing(strings.ToLower(a[0]))
	id, _, err := w.FindThing(ctx, thing, a[1])
	switch thing {
	case dossier.ThingDocument:
		n.DocumentID = id
	case dossier.ThingStatement:
		n.StatementID = id
	case dossier.ThingActor, dossier.ThingParty:
		n.ActorID = id
	case dossier.ThingIssue:
		n.IssueID = id
	default:
		return n, usageError{fmt.Errorf("a note is on a document, statement, actor or issue, not on a %q", a[0])}
	}
	return n, err
}

func one(ids ...dossier.ID) dossier.ID {
	for _, id := range ids {
		if id != dossier.None {
			return id
		}
	}
	return dossier.None
}

// said prints what was done, where it was.
func (s *session) said(err error, words string) error {
	if err == nil {
		fmt.Fprintln(s.Out, words)
	}
	return err
}

func (s *session) printNotes(list []dossier.Note, asJSON bool) {
	for i, n := range list {
		if asJSON {
			printJSON(s.Out, map[string]any{"n": i + 1, "id": n.ID.String(), "on": one(n.DocumentID, n.StatementID, n.ActorID, n.IssueID).String(),
				"note": n.Body, "analyst": n.Analyst, "at": n.Updated.UTC().Format(time.RFC3339)})
			continue
		}
		fmt.Fprintf(s.Out, "%4d  %s  %s  %s\n", i+1, n.Updated.Local().Format("2 Jan 2006 15:04"), shown(strings.ReplaceAll(n.Body, "\n", " ")), n.Analyst)
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(s.Out, "There are no notes.")
	}
}

func (s *session) tagCommand() *cobra.Command {
	var remove, asJSON bool
	var rename, drop string
	c := &cobra.Command{
		Use:   "tag DOSSIER [NAME KIND NUMBER…]",
		Short: "Put a tag on documents or statements, or list the tags",
		Long: `Puts a tag on documents or statements, by their numbers; the tag is made where there is none of that name. Without a
name, lists the tags. What is tagged is found by tag:NAME in a search.`,
		Example: `  parley tag talks.parley urgent statement 12 14
  parley tag talks.parley urgent document 3 --remove
  parley tag talks.parley urgent --rename pressing
  parley tag talks.parley --drop pressing`,
		Args:              args(1, -1),
		ValidArgsFunction: completeDossier,
	}
	c.Flags().BoolVar(&remove, "remove", false, "take the tag off")
	c.Flags().StringVar(&rename, "rename", "", "give the tag another `name`")
	c.Flags().StringVar(&drop, "drop", "", "take the tag of this `name` off everything and delete it")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		ctx := c.Context()
		return s.on(ctx, a[0], func(w *app.Workbench) error {
			switch {
			case drop != "":
				id, _, err := w.FindThing(ctx, dossier.ThingTag, drop)
				if err != nil {
					return err
				}
				return s.said(w.DeleteTag(ctx, id), "Deleted. It lies in the trash.")
			case rename != "" && len(a) == 2:
				id, _, err := w.FindThing(ctx, dossier.ThingTag, a[1])
				if err != nil {
					return err
				}
				return s.said(w.RenameTag(ctx, id, rename), "Renamed.")
			case len(a) == 1:
				list, err := w.Tags(ctx, dossier.None)
				if err != nil {
					return err
				}
				s.printTags(list, asJSON)
				return nil
			case len(a) < 4:
				return usageError{errors.New("say on what: parley tag DOSSIER NAME document|statement NUMBER…")}
			}
			documents, statements, err := numbered(ctx, w, a[2], a[3:])
			if err != nil {
				return err
			}
			if remove {
				return s.said(w.Untag(ctx, a[1], documents, statements), "Taken off.")
			}
			return s.said(w.Tag(ctx, a[1], documents, statements), "Tagged.")
		})
	}
	return c
}

// numbered finds documents or statements by their numbers.
func numbered(ctx context.Context, w *app.Workbench, kind string, numbers []string) (documents, statements []dossier.ID, err error) {
	thing := dossier.Thing(strings.ToLower(kind))
	if thing != dossier.ThingDocument && thing != dossier.ThingStatement {
		return nil, nil, usageError{fmt.Errorf("%q is neither document nor statement", kind)}
	}
	for _, n := range numbers {
		id, _, err := w.FindThing(ctx, thing, n)
		if err != nil {
			return nil, nil, err
		}
		if thing == dossier.ThingDocument {
			documents = append(documents, id)
		} else {
			statements = append(statements, id)
		}
	}
	return documents, statements, nil
}

func (s *session) printTags(list []dossier.Tag, asJSON bool) {
	for _, t := range list {
		if asJSON {
			printJSON(s.Out, map[string]any{"tag": t.Name, "documents": t.Documents, "statements": t.Statements})
			continue
		}
		fmt.Fprintf(s.Out, "%s  on %s and %s\n", shown(t.Name), count(t.Documents, "document"), count(t.Statements, "statement"))
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(s.Out, "There are no tags.")
	}
}

func (s *session) linkCommand() *cobra.Command {
	var asJSON, remove bool
	var reason string
	kinds := make([]string, len(dossier.LinkKinds))
	for i, k := range dossier.LinkKinds {
		kinds[i] = string(k)
	}
	c := &cobra.Command{
		Use:   "link DOSSIER [FROM KIND TO]",
		Short: "Say what one statement does to another, or list the links",
		Long:  "FROM and TO are the numbers of statements; KIND is " + strings.Join(kinds[:len(kinds)-1], ", ") + " or " + kinds[len(kinds)-1] + ".",
		Example: `  parley link talks.parley 14 contradicts 3 --reason "No fee, now a symbolic one"
  parley link talks.parley 14 contradicts 3 --remove`,
		Args:              args(1, 4),
		ValidArgsFunction: completeDossier,
	}
	c.Flags().StringVar(&reason, "reason", "", "why")
	c.Flags().BoolVar(&remove, "remove", false, "take the link away")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		ctx := c.Context()
		if len(a) != 1 && len(a) != 4 || len(a) == 4 && !slices.Contains(kinds, a[2]) {
			return usageError{fmt.Errorf("write parley link DOSSIER FROM KIND TO, with one of %s", strings.Join(kinds, ", "))}
		}
		return s.on(ctx, a[0], func(w *app.Workbench) error {
			if len(a) == 1 {
				return s.printLinks(ctx, w, asJSON)
			}
			_, ids, err := numbered(ctx, w, string(dossier.ThingStatement), []string{a[1], a[3]})
			if err != nil {
				return err
			}
			link := dossier.Link{From: ids[0], To: ids[1], Kind: dossier.LinkKind(a[2]), Reason: reason}
			if !remove {
				return s.said(w.AddLink(ctx, link), "Linked.")
			}
			had, err := w.Links(ctx, link.From)
			if err != nil {
				return err
			}
			for _, l := range had {
				if l.From == link.From && l.To == link.To && l.Kind == link.Kind {
					return s.said(w.RemoveLink(ctx, l.ID), "Taken away.")
				}
			}
			return fmt.Errorf("statement %s does not stand as one that %s statement %s", a[1], a[2], a[3])
		})
	}
	return c
}

func (s *session) printLinks(ctx context.Context, w *app.Workbench, asJSON bool) error {
	list, err := w.Links(ctx, dossier.None)
	if err != nil {
		return err
	}
	var ids []dossier.ID
	for _, l := range list {
		ids = append(ids, l.From, l.To)
	}
	numbers, err := w.StatementNumbers(ctx, ids)
	if err != nil {
		return err
	}
	for _, l := range list {
		if asJSON {
			printJSON(s.Out, map[string]any{"from": numbers[l.From], "kind": l.Kind, "to": numbers[l.To], "reason": l.Reason, "analyst": l.Analyst})
			continue
		}
		line := "statement " + strconv.Itoa(numbers[l.From]) + " " + string(l.Kind) + " statement " + strconv.Itoa(numbers[l.To])
		if l.Reason != "" {
			line += ": " + l.Reason
		}
		fmt.Fprintln(s.Out, shown(line))
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(s.Out, "There are no links.")
	}
	return nil
}
