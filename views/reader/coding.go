package reader

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/sheet"
)

func (p *Pane) setParty(n int) {
	if n >= len(p.data.parties) {
		switch len(p.data.parties) {
		case 0:
			p.Desk.Note("No parties yet. Type the name of the first one; the next ones become 2, 3 and so on.")
		default:
			p.Desk.Note(fmt.Sprintf("There are %s. Type the name of another one.", parts.Count(len(p.data.parties), "party")))
		}
		p.pickParty()
		return
	}
	party := p.data.parties[n].ID
	p.withTarget(func(t target) { p.assign(t, party) })
}

// assign says for which party a statement speaks.
func (p *Pane) assign(t target, party dossier.ID) {
	t.do("party", func(ctx context.Context, s dossier.Statement) error {
		return p.Desk.Workbench.SetParty(ctx, party, s.ID)
	})
}

func (p *Pane) pickParty() {
	p.withTarget(func(t target) {
		s := t.statement
		var items []picker.Item
		for i, party := range p.data.parties {
			item := picker.Item{Name: party.Name, Note: party.Letter}
			if i < 9 {
				item.Key = fmt.Sprint(i + 1)
			}
			items = append(items, item)
		}
		text := ""
		if s.PartyID == dossier.None && len(p.data.parties) == 0 {
			text = s.Party // the candidate that reading found
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(s), Title: t.title("Party"), Placeholder: "Name of a party", Text: text,
			Items: items, Make: "Add party", Picked: func(i int) { p.assign(t, p.data.parties[i].ID) },
			Made: func(name string) {
				w := p.Desk.Workbench
				t.do("party", func(ctx context.Context, s dossier.Statement) error {
					return w.Together(ctx, "Add party “"+name+"”", func(ctx context.Context) error {
						made, err := w.AddParty(ctx, name, "", nil)
						if err != nil {
							return err
						}
						return w.SetParty(ctx, made.ID, s.ID)
					})
				})
			}})
	})
}

// beside is where a picker for a statement opens: under its words, or nil where they are not in sight or too long.
func (p *Pane) beside(s dossier.Statement) *sheet.Place {
	at, end := p.view.PlaceOf(s.Passage.Start), p.view.PlaceOf(s.Passage.End)
	size, line := p.view.Size(), p.view.LineHeight()
	if at.Y < line || end.Y > size.Height || end.Y-at.Y > size.Height/3 {
		return nil
	}
	left := min(at.X, size.Width-picker.Width-16)
	if end.Y > at.Y {
		left = p.view.TextLeft(size.Width)
	}
	return &sheet.Place{Position: fyne.CurrentApp().Driver().AbsolutePositionForObject(p.view).AddXY(left, end.Y), Above: end.Y - at.Y + line}
}

// setStance sets the stance on the statement's issue; where it has none, the issue is asked for first.
func (p *Pane) setStance(stance dossier.Stance) {
	p.withTarget(func(t target) {
		codings := t.statement.Codings
		if len(codings) == 0 {
			p.pickIssue(t, stance)
			return
		}
		p.code(t, p.meant(codings), stance)
	})
}

// meant is the issue that a stance is for: the first without one, else the one that was picked last, also by picking it
// again with I.
func (p *Pane) meant(codings []dossier.Coding) dossier.ID {
	for _, c := range codings {
		if c.Stance == dossier.StanceNone {
			return c.IssueID
		}
	}
	for _, id := range p.recent {
		if slices.ContainsFunc(codings, func(c dossier.Coding) bool { return c.IssueID == id }) {
			return id
		}
	}
	return codings[len(codings)-1].IssueID
}

// code says that a statement is about an issue, and what it means for it where the stance is known.
func (p *Pane) code(t target, issue dossier.ID, stance dossier.Stance) {
	p.recent = slices.DeleteFunc(p.recent, func(id dossier.ID) bool { return id == issue })
	p.recent = slices.Insert(p.recent, 0, issue)
	t.do("issue", func(ctx context.Context, s dossier.Statement) error { return p.setCoding(ctx, s.ID, issue, stance) })
}

func (p *Pane) setCoding(ctx context.Context, statement, issue dossier.ID, stance dossier.Stance) error {
	if stance == dossier.StanceNone {
		return p.Desk.Workbench.SetIssue(ctx, statement, issue)
	}
	return p.Desk.Workbench.SetStance(ctx, statement, issue, stance, "")
}

// stances are those that can be picked, with their keys.
var stances = []struct {
	stance dossier.Stance
	name   string
	key    string
}{{dossier.Supports, "Supports", "+"}, {dossier.Conditional, "Conditional", "~"}, {dossier.Opposes, "Opposes", "−"}, {dossier.Ambiguous, "Ambiguous", "?"}}

// pickStance asks what a statement means for one of its issues.
func (p *Pane) pickStance(s dossier.Statement, c dossier.Coding) {
	var items []picker.Item
	for _, st := range stances {
		items = append(items, picker.Item{Name: st.name, Key: st.key})
	}
	t := target{p, s, false}
	picker.Open(p.Desk, picker.Options{At: p.beside(s), Title: "Stance on " + c.Issue, Subtitle: fmt.Sprintf("statement %d", s.Number), Placeholder: "Choose", Items: items,
		Picked: func(i int) { p.code(t, c.IssueID, stances[i].stance) }})
}

func (p *Pane) issuePicker() {
	p.withTarget(func(t target) { p.pickIssue(t, dossier.StanceNone) })
}

// pickIssue asks for an issue and codes the statement with it.
func (p *Pane) pickIssue(t target, stance dossier.Stance) {
	issues := recentFirst(p.data.issues, p.recent)
	var items []picker.Item
	for _, i := range issues {
		items = append(items, picker.Item{Name: i.Name, Note: i.Definition, Key: "Shift " + i.Letter})
	}
	picker.Open(p.Desk, picker.Options{At: p.beside(t.statement), Title: t.title("Issue"), Placeholder: "Name of an issue", Items: items,
		Make: "Create issue", Picked: func(i int) { p.code(t, issues[i].ID, stance) },
		Made: func(name string) {
			w := p.Desk.Workbench
			t.do("issue", func(ctx context.Context, s dossier.Statement) error {
				return w.Together(ctx, "Add issue “"+name+"”", func(ctx context.Context) error {
					made, err := w.AddIssue(ctx, dossier.Issue{Name: name})
					if err != nil {
						return err
					}
					return p.setCoding(ctx, s.ID, made.ID, stance)
				})
			})
		}})
}

// recentFirst puts the issues that were set last before the others, which keep their order.
func recentFirst(issues []dossier.Issue, recent []dossier.ID) []dossier.Issue {
	out := slices.Clone(issues)
	rank := func(i dossier.Issue) int {
		if n := slices.Index(recent, i.ID); n >= 0 {
			return n
		}
		return len(recent)
	}
	slices.SortStableFunc(out, func(a, b dossier.Issue) int { return rank(a) - rank(b) })
	return out
}

func (p *Pane) issueByLetter(letter string) {
	for _, i := range p.data.issues {
		if strings.EqualFold(i.Letter, letter) {
			id := i.ID
			p.withTarget(func(t target) { p.code(t, id, dossier.StanceNone) })
			return
		}
	}
	p.Desk.Note("No issue has the letter " + letter + ".")
}

func (p *Pane) removeIssue(s dossier.Statement, issue dossier.ID) {
	p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.RemoveIssueFrom(ctx, s.ID, issue) }, nil)
}
