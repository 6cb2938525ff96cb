package names

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/app"
	"parley/dossier"
	"parley/views/parts"
)

// entry is one line of a section, with its words made ready.
type entry struct {
	id       dossier.ID
	name     string
	letter   string
	note     string // beside it: further names, what the issue is about
	count    string // what uses it
	colour   int    // of a party; -1: none
	level    int    // of an issue in the tree
	children int
	folded   bool

	actor dossier.Actor
	party dossier.Party
	issue dossier.Issue
}

// data is what a section shows and its form offers.
type data struct {
	entries []entry
	parties []dossier.Party
	issues  []dossier.Issue
}

// field is one line of a form.
type field struct {
	label, hint string
	lines       bool // several
	get         func(entry) string
}

// section is one of the five lists.
type section struct {
	title, noun string
	thing       dossier.Thing
	empty       string
	start       bool // a start list is offered
	colours     bool
	fields      []field
	load        func(ctx context.Context, w *app.Workbench, p *Pane) (data, error)
	save        func(ctx context.Context, w *app.Workbench, e entry, values []string, d data) error
	remove      func(ctx context.Context, w *app.Workbench, e entry) error
}

func name(e entry) string { return e.name }

var sections = []section{
	{
		title: "Actors", noun: "actor", thing: dossier.ThingActor,
		empty: "No people or bodies yet. They come with the articles that are added; others are added here.",
		fields: []field{{"Name", "Ilan Dorvath", false, name}, {"Kind", "person, body, outlet, document or other", false, func(e entry) string { return string(e.actor.Kind) }},
			{"Further names", "One a line, in any script", true, func(e entry) string { return strings.Join(e.actor.Aliases, "\n") }},
			{"Speaks for", "One a line: party; role; since; until", true, func(e entry) string { return dossier.WriteMemberships(e.actor.Memberships) }}},
		load: func(ctx context.Context, w *app.Workbench, _ *Pane) (data, error) {
			list, err := w.Actors(ctx)
			if err != nil {
				return data{}, err
			}
			return actorData(ctx, w, list, func(u dossier.Uses) string { return counts(u.Said, "statement", u.Documents, "document") })
		},
		save: func(ctx context.Context, w *app.Workbench, e entry, v []string, d data) error {
			a := e.actor
			a.Name, a.Kind, a.Aliases = v[0], dossier.ActorKind(strings.ToLower(v[1])), lines(v[2])
			kinds := []dossier.ActorKind{dossier.ActorPerson, dossier.ActorBody, dossier.ActorOutlet, dossier.ActorDocument, dossier.ActorOther}
			if a.Kind == "" {
				a.Kind = dossier.ActorPerson
			}
			if !slices.Contains(kinds, a.Kind) {
				return &wrong{1, "Write person, body, outlet, document or other"}
			}
			members, err := dossier.ReadMemberships(v[3], d.parties, e.actor.Memberships)
			if err != nil {
				return &wrong{3, parts.SentenceCase(err.Error())}
			}
			a.Memberships = members
			_, err = w.SaveActor(ctx, a)
			return err
		},
		remove: func(ctx context.Context, w *app.Workbench, e entry) error { return w.RemoveActor(ctx, e.id) },
	},
	{
		title: "Parties", noun: "party", thing: dossier.ThingParty, colours: true,
		empty: "No parties yet. A party is whoever takes positions: a state, a movement, an office.",
		fields: []field{{"Name", "Northern Council", false, name}, {"Letter", "in the margin of the article; empty: chosen for you", false, func(e entry) string { return e.letter }},
			{"Who speaks for it", "Names, with commas between", false, func(e entry) string { return e.note }}},
		load: func(ctx context.Context, w *app.Workbench, _ *Pane) (data, error) {
			d := data{}
			var err error
			if d.parties, err = w.Parties(ctx); err != nil {
				return d, err
			}
			actors, err := w.Actors(ctx)
			if err != nil {
				return d, err
			}
			uses, err := w.Uses(ctx)
			members := map[dossier.ID][]string{}
			for _, a := range actors {
				for _, m := range a.Memberships {
					if a.ID != m.PartyID && !slices.Contains(members[m.PartyID], a.Name) {
						members[m.PartyID] = append(members[m.PartyID], a.Name)
					}
				}
			}
			for _, p := range d.parties {
				d.entries = append(d.entries, entry{id: p.ID, name: p.Name, letter: p.Letter, colour: p.Colour, party: p, note: strings.Join(members[p.ID], ", "),
					count: counts(uses[p.ID].For, "statement", 0, "")})
			}
			return d, err
		},
		save: func(ctx context.Context, w *app.Workbench, e entry, v []string, _ data) error {
			if e.id == dossier.None {
				_, err := w.AddParty(ctx, v[0], v[1], commas(v[2]))
				return err
			}
			p := e.party
			p.Name = v[0]
			if v[1] != "" {
				p.Letter = v[1]
			}
			return w.Together(ctx, "Edit party “"+p.Name+"”", func(ctx context.Context) error {
				if err := w.EditParty(ctx, p); err != nil || v[2] == e.note {
					return err
				}
				return setMembers(ctx, w, p, commas(v[2]))
			})
		},
		remove: func(ctx context.Context, w *app.Workbench, e entry) error { return w.RemoveParty(ctx, e.id) },
	},
	{
		title: "Issues", noun: "issue", thing: dossier.ThingIssue, start: true,
		empty: "No issues yet. An issue is what the parties take positions on: a fee, a border, a date.",
		fields: []field{{"Name", "Transit fee", false, name}, {"Letter", "Shift and this letter sets the issue in the reader", false, func(e entry) string { return e.letter }},
			{"What it is about", "One sentence", true, func(e entry) string { return e.issue.Definition }}},
		load: func(ctx context.Context, w *app.Workbench, p *Pane) (data, error) {
			d := data{}
			var err error
			if d.issues, err = w.Issues(ctx); err != nil {
				return d, err
			}
			uses, err := w.Uses(ctx)
			folded, _ := p.foldedNow.Load().(map[dossier.ID]bool)
			for _, n := range tree(d.issues, folded) {
				d.entries = append(d.entries, entry{id: n.issue.ID, name: n.issue.Name, letter: n.issue.Letter, colour: -1, issue: n.issue, note: n.issue.Definition,
					level: n.level, children: n.children, folded: folded[n.issue.ID], count: counts(uses[n.issue.ID].Coded, "reading", 0, "")})
			}
			return d, err
		},
		save: func(ctx context.Context, w *app.Workbench, e entry, v []string, _ data) error {
			i := e.issue
			i.Name, i.Definition = v[0], v[2]
			if v[1] != "" || e.id == dossier.None {
				i.Letter = v[1]
			}
			if e.id == dossier.None {
				_, err := w.AddIssue(ctx, i)
				return err
			}
			return w.EditIssue(ctx, i)
		},
		remove: func(ctx context.Context, w *app.Workbench, e entry) error { return w.RemoveIssue(ctx, e.id) },
	},
	{
		title: "Outlets", noun: "outlet", thing: dossier.ThingActor,
		empty:  "No outlets yet. They come with the articles that are added.",
		fields: []field{{"Name", "Lake Herald", false, name}, {"Further names", "One a line, in any script", true, func(e entry) string { return strings.Join(e.actor.Aliases, "\n") }}},
		load: func(ctx context.Context, w *app.Workbench, _ *Pane) (data, error) {
			list, err := w.Outlets(ctx)
			if err != nil {
				return data{}, err
			}
			return actorData(ctx, w, list, func(u dossier.Uses) string { return counts(u.Documents, "document", 0, "") })
		},
		save: func(ctx context.Context, w *app.Workbench, e entry, v []string, _ data) error {
			a := e.actor
			a.Name, a.Aliases = v[0], lines(v[1])
			if e.id == dossier.None {
				a.Kind = dossier.ActorOutlet
			}
			_, err := w.SaveActor(ctx, a)
			return err
		},
		remove: func(ctx context.Context, w *app.Workbench, e entry) error { return w.RemoveActor(ctx, e.id) },
	},
	{
		title: "Tags", noun: "tag", thing: dossier.ThingTag,
		empty:  "No tags yet. T puts one on a statement or a document.",
		fields: []field{{"Name", "urgent", false, name}},
		load: func(ctx context.Context, w *app.Workbench, _ *Pane) (data, error) {
			tags, err := w.Tags(ctx, dossier.None)
			d := data{}
			for _, t := range tags {
				d.entries = append(d.entries, entry{id: t.ID, name: t.Name, colour: -1, count: counts(t.Statements, "statement", t.Documents, "document")})
			}
			return d, err
		},
		save: func(ctx context.Context, w *app.Workbench, e entry, v []string, _ data) error {
			if e.id == dossier.None {
				return w.Tag(ctx, v[0], nil, nil)
			}
			return w.RenameTag(ctx, e.id, v[0])
		},
		remove: func(ctx context.Context, w *app.Workbench, e entry) error { return w.DeleteTag(ctx, e.id) },
	},
}

func actorData(ctx context.Context, w *app.Workbench, list []dossier.Actor, count func(dossier.Uses) string) (data, error) {
	d := data{}
	var err error
	if d.parties, err = w.Parties(ctx); err != nil {
		return d, err
	}
	uses, err := w.Uses(ctx)
	for _, a := range list {
		var notes []string
		for _, m := range a.Memberships {
			if m.PartyID != a.ID {
				notes = append(notes, m.Party)
			}
		}
		notes = append(notes, a.Aliases...)
		d.entries = append(d.entries, entry{id: a.ID, name: a.Name, colour: -1, actor: a, note: strings.Join(notes, " · "), count: count(uses[a.ID])})
	}
	return d, err
}

// setMembers makes those who speak for a party the named ones: the others lose their memberships in it.
func setMembers(ctx context.Context, w *app.Workbench, p dossier.Party, names []string) error {
	if _, err := w.AddParty(ctx, p.Name, p.Letter, names); err != nil {
		return err
	}
	actors, err := w.Actors(ctx)
	if err != nil {
		return err
	}
	for _, a := range actors {
		stays := a.ID == p.ID || slices.ContainsFunc(names, func(n string) bool {
			return dossier.Fold(n) == dossier.Fold(a.Name) || slices.ContainsFunc(a.Aliases, func(alias string) bool { return dossier.Fold(n) == dossier.Fold(alias) })
		})
		kept := slices.DeleteFunc(slices.Clone(a.Memberships), func(m dossier.Membership) bool { return m.PartyID == p.ID && !stays })
		if len(kept) == len(a.Memberships) {
			continue
		}
		a.Memberships = kept
		if _, err := w.SaveActor(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// wrong says which line of a form is wrong, and why.
type wrong struct {
	field int
	words string
}

func (w *wrong) Error() string { return w.words }

// fieldOf gives the line of a form that an error is about: the first one where it is about the whole.
func fieldOf(err error) int {
	var w *wrong
	if errors.As(err, &w) {
		return w.field
	}
	return 0
}

func counts(n int, noun string, m int, second string) string {
	switch {
	case n == 0 && m == 0:
		return ""
	case m == 0:
		return parts.Count(n, noun)
	case n == 0:
		return parts.Count(m, second)
	}
	return fmt.Sprintf("%s, %s", parts.Count(n, noun), parts.Count(m, second))
}

// lines cuts names at line breaks; commas cuts them at commas and semicolons.
func lines(s string) []string { return cut(s, "\n") }

func commas(s string) []string { return cut(s, ",;،؛") }

func cut(s, at string) []string {
	var names []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	return names
}
