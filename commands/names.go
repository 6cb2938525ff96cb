package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/app"
	"parley/dossier"
)

// nameKinds are the lists of names, by the word for one of them.
var nameKinds = map[string]dossier.Thing{"actor": dossier.ThingActor, "party": dossier.ThingParty, "issue": dossier.ThingIssue, "outlet": dossier.ThingActor, "tag": dossier.ThingTag}

func (s *session) namesCommand() *cobra.Command {
	var rename, split, as, member string
	var merge, alias []string
	var preview, start, asJSON bool
	c := &cobra.Command{
		Use:   "names DOSSIER [actor|party|issue|outlet|tag [NAME]]",
		Short: "List actors, parties, issues, outlets and tags; rename, merge and split them",
		Long: `Lists names with what uses them. With a name and a flag it changes that one: --merge makes others a part of it, --split
makes a further name of an actor an actor of its own, or the readings of one stance on an issue an issue called --as. Each is
one step of undo.`,
		Example: `  parley names talks.parley actor
  parley names talks.parley actor "Ilan Dorvath" --merge "Elan Dorvath" --preview
  parley names talks.parley actor "Ilan Dorvath" --alias Dorvath --member "Arvenia; Foreign minister; 2024-03"
  parley names talks.parley actor "Ilan Dorvath" --split Dorvath
  parley names talks.parley issue Fee --split opposes --as "No fee"
  parley names talks.parley issue --start-list`,
		Args: args(1, 3),
		ValidArgsFunction: func(c *cobra.Command, a []string, to string) ([]string, cobra.ShellCompDirective) {
			if len(a) == 1 {
				return []string{"actor", "party", "issue", "outlet", "tag"}, cobra.ShellCompDirectiveNoFileComp
			}
			return completeDossier(c, a, to)
		},
	}
	c.Flags().StringVar(&rename, "rename", "", "give it another `name`")
	c.Flags().StringArrayVar(&merge, "merge", nil, "make this `name` a part of it; may be given again")
	c.Flags().BoolVar(&preview, "preview", false, "with --merge: only count what would change")
	c.Flags().StringVar(&split, "split", "", "the further `name`, or the stance, that becomes one of its own")
	c.Flags().StringVar(&as, "as", "", "the `name` of the issue that is split off")
	c.Flags().StringArrayVar(&alias, "alias", nil, "add a further `name` to an actor; may be given again")
	c.Flags().StringVar(&member, "member", "", "add a `membership` to an actor: \"party; role; since; until\"")
	c.Flags().BoolVar(&start, "start-list", false, "add issues that most talks have")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON lines")
	c.RunE = func(c *cobra.Command, a []string) error {
		ctx := c.Context()
		kind := ""
		if len(a) > 1 {
			kind = strings.ToLower(a[1])
			if _, ok := nameKinds[kind]; !ok {
				return usageError{fmt.Errorf("%q is none of actor, party, issue, outlet, tag", a[1])}
			}
		}
		changes := rename != "" || len(merge) > 0 || split != "" || len(alias) > 0 || member != ""
		if changes && len(a) < 3 {
			return usageError{errors.New("say which one: parley names DOSSIER KIND NAME")}
		}
		return s.on(ctx, a[0], func(w *app.Workbench) error {
			switch {
			case start && kind == "issue":
				return s.said(w.AddIssues(ctx, dossier.StartList), "Added.")
			case start:
				return usageError{errors.New("--start-list is for issues")}
			case !changes:
				return s.listNames(ctx, w, kind, asJSON)
			}
			thing := nameKinds[kind]
			id, _, err := w.FindThing(ctx, thing, a[2])
			if err != nil {
				return err
			}
			switch {
			case len(merge) > 0:
				return s.mergeNames(ctx, w, thing, a[2], id, merge, preview)
			case split != "" && kind == "issue":
				stance := dossier.Stance(strings.ToLower(split))
				if !slices.Contains([]dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous}, stance) || as == "" {
					return usageError{errors.New("an issue is split by --split supports, conditional, opposes or ambiguous, with --as NAME")}
				}
				_, err := w.SplitIssue(ctx, id, as, []dossier.Stance{stance})
				return s.said(err, "Split off.")
			case split != "":
				_, err := w.SplitActor(ctx, id, split)
				return s.said(err, "Split off.")
			}
			return s.editName(ctx, w, kind, id, rename, alias, member)
		})
	}
	return c
}

// mergeNames makes others a part of a name, or counts what that would change.
func (s *session) mergeNames(ctx context.Context, w *app.Workbench, thing dossier.Thing, name string, id dossier.ID, others []string, preview bool) error {
	if thing == dossier.ThingParty {
		thing = dossier.ThingActor // a party is merged as the actor that it is
	}
	var ids []dossier.ID
	for _, o := range others {
		other, _, err := w.FindThing(ctx, thing, o)
		if err != nil {
			return err
		}
		ids = append(ids, other)
	}
	if !preview {
		return s.said(w.Merge(ctx, thing, name, id, ids), "Merged.")
	}
	would, err := w.PreviewMerge(ctx, thing, id, ids)
	if err != nil {
		return err
	}
	for _, side := range []struct {
		words  string
		counts map[string]int
	}{{"would change", would.Changed}, {"would go to the trash", would.Removed}} {
		var tables []string
		for table := range side.counts {
			tables = append(tables, table)
		}
		slices.Sort(tables)
		for _, table := range tables {
			fmt.Fprintf(s.Out, "%s %s\n", count(side.counts[table], strings.ReplaceAll(table, "_", " ")), side.words)
		}
	}
	return nil
}

// editName changes a name, or what is known of an actor.
func (s *session) editName(ctx context.Context, w *app.Workbench, kind string, id dossier.ID, rename string, alias []string, member string) error {
	switch kind {
	case "tag":
		return s.said(w.RenameTag(ctx, id, rename), "Renamed.")
	case "issue":
		issues, err := w.Issues(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(issues, func(i dossier.Issue) bool { return i.ID == id })
		if i < 0 || rename == "" {
			return usageError{errors.New("an issue is changed by --rename, --merge or --split")}
		}
		issues[i].Name = rename
		return s.said(w.EditIssue(ctx, issues[i]), "Renamed.")
	}
	actors, err := w.Actors(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(actors, func(a dossier.Actor) bool { return a.ID == id })
	if i < 0 {
		return errors.New("Nothing was changed: it was deleted.") //lint:ignore ST1005 a sentence for people
	}
	a := actors[i]
	if rename != "" {
		a.Name = rename
	}
	a.Aliases = append(a.Aliases, alias...)
	if member != "" {
		parties, err := w.Parties(ctx)
		if err != nil {
			return err
		}
		more, err := dossier.ReadMemberships(member, parties, nil)
		if err != nil {
			return usageError{err}
		}
		a.Memberships = append(a.Memberships, more...)
	}
	_, err = w.SaveActor(ctx, a)
	return s.said(err, "Changed.")
}

// nameLine is one name as it is listed.
type nameLine struct {
	Kind        string   `json:"kind"`
	Name        string   `json:"name"`
	Letter      string   `json:"letter,omitempty"`
	Also        []string `json:"also,omitempty"`
	Memberships []string `json:"memberships,omitempty"`
	Statements  int      `json:"statements"`
	Documents   int      `json:"documents"`
}

func (s *session) listNames(ctx context.Context, w *app.Workbench, kind string, asJSON bool) error {
	uses, err := w.Uses(ctx)
	if err != nil {
		return err
	}
	var list []nameLine
	add := func(kinds string, load func() error) {
		if err == nil && (kind == "" || kind == kinds) {
			err = load()
		}
	}
	people := func(kind string, load func(context.Context) ([]dossier.Actor, error)) func() error {
		return func() error {
			actors, err := load(ctx)
			for _, a := range actors {
				line := nameLine{Kind: kind, Name: a.Name, Also: a.Aliases, Statements: uses[a.ID].Said, Documents: uses[a.ID].Documents}
				if text := dossier.WriteMemberships(a.Memberships); text != "" {
					line.Memberships = strings.Split(text, "\n")
				}
				list = append(list, line)
			}
			return err
		}
	}
	add("party", func() error {
		parties, err := w.Parties(ctx)
		for _, p := range parties {
			list = append(list, nameLine{Kind: "party", Name: p.Name, Letter: p.Letter, Statements: uses[p.ID].For})
		}
		return err
	})
	add("issue", func() error {
		issues, err := w.Issues(ctx)
		for _, i := range issues {
			list = append(list, nameLine{Kind: "issue", Name: i.Name, Letter: i.Letter, Statements: uses[i.ID].Coded})
		}
		return err
	})
	add("actor", people("actor", w.Actors))
	if kind != "" { // outlets are actors too
		add("outlet", people("outlet", w.Outlets))
	}
	add("tag", func() error {
		tags, err := w.Tags(ctx, dossier.None)
		for _, t := range tags {
			list = append(list, nameLine{Kind: "tag", Name: t.Name, Statements: t.Statements, Documents: t.Documents})
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(list) == 0 && !asJSON {
		fmt.Fprintln(s.Out, "There are none yet.")
	}
	for _, n := range list {
		if asJSON {
			printJSON(s.Out, n)
			continue
		}
		words := fmt.Sprintf("%-7s%s", n.Kind, shown(n.Name))
		if n.Letter != "" {
			words += " (" + n.Letter + ")"
		}
		for _, also := range append(n.Also, n.Memberships...) {
			words += " · " + shown(also)
		}
		fmt.Fprintf(s.Out, "%s: %s, %s\n", words, count(n.Statements, "statement"), count(n.Documents, "document"))
	}
	return nil
}
