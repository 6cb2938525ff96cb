package names

import (
	"context"
	"strings"

	"parley/dossier"
	"parley/views/desk"
)

// Parties opens the sheet of the parties.
func Parties(d *desk.Desk) {
	w := d.Workbench
	open(d, kind{
		title: "Parties", noun: "party", rest: "Who speaks for it", restHint: "Names, with commas between",
		letterHint: "stands in the margin of the article; empty: chosen for you",
		empty:      "No parties yet. A party is whoever takes positions: a state, a movement, an office.",
		load: func(ctx context.Context) ([]entry, error) {
			parties, err := w.Parties(ctx)
			if err != nil {
				return nil, err
			}
			actors, err := w.Actors(ctx)
			if err != nil {
				return nil, err
			}
			members := map[dossier.ID][]string{}
			for _, a := range actors {
				for _, m := range a.Memberships {
					if a.ID != m.PartyID {
						members[m.PartyID] = append(members[m.PartyID], a.Name)
					}
				}
			}
			entries := make([]entry, len(parties))
			for i, p := range parties {
				entries[i] = entry{id: p.ID, name: p.Name, letter: p.Letter, order: p.Order, colour: p.Colour, party: p,
					rest: strings.Join(members[p.ID], ", ")}
			}
			return entries, nil
		},
		add: func(ctx context.Context, e entry) error {
			_, err := w.AddParty(ctx, e.name, e.letter, split(e.rest))
			return err
		},
		edit: func(ctx context.Context, e entry) error {
			p := e.party
			p.Name = e.name
			if e.letter != "" {
				p.Letter = e.letter
			}
			if err := w.EditParty(ctx, p); err != nil || e.rest == "" {
				return err
			}
			_, err := w.AddParty(ctx, e.name, e.letter, split(e.rest)) // adds the members that are missing
			return err
		},
		remove:       func(ctx context.Context, e entry) error { return w.RemoveParty(ctx, e.id) },
		removedWords: " from the parties; the statements stay",
	})
}

// Issues opens the sheet of the issues.
func Issues(d *desk.Desk) {
	w := d.Workbench
	open(d, kind{
		title: "Issues", noun: "issue", rest: "What it is about", restHint: "One sentence",
		letterHint: "Shift and this letter sets the issue in the reader",
		empty:      "No issues yet. An issue is what the parties take positions on: a fee, a border, a date.",
		load: func(ctx context.Context) ([]entry, error) {
			issues, err := w.Issues(ctx)
			if err != nil {
				return nil, err
			}
			entries := make([]entry, len(issues))
			for i, s := range issues {
				entries[i] = entry{id: s.ID, name: s.Name, letter: s.Letter, rest: s.Definition, order: s.Order, colour: -1, issue: s}
			}
			return entries, nil
		},
		add: func(ctx context.Context, e entry) error {
			_, err := w.AddIssue(ctx, dossier.Issue{Name: e.name, Letter: e.letter, Definition: e.rest})
			return err
		},
		edit: func(ctx context.Context, e entry) error {
			i := e.issue
			i.Name, i.Definition = e.name, e.rest
			if e.letter != "" {
				i.Letter = e.letter
			}
			return w.EditIssue(ctx, i)
		},
		remove: func(ctx context.Context, e entry) error { return w.RemoveIssue(ctx, e.id) },
	})
}

// split cuts names at commas and semicolons.
func split(s string) []string {
	var names []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '،' }) {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	return names
}
