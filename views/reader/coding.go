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
	p.withStatement(func(s dossier.Statement) {
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.SetParty(ctx, party, s.ID) }, nil)
	})
}

func (p *Pane) pickParty() {
	p.withStatement(func(s dossier.Statement) {
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
		set := func(id dossier.ID) {
			p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.SetParty(ctx, id, s.ID) }, nil)
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(s), Title: fmt.Sprintf("Party of statement %d", s.Number), Placeholder: "Name of a party", Text: text,
			Items: items, Make: "Add party", Picked: func(i int) { set(p.data.parties[i].ID) },
			Made: func(name string) {
				var made dossier.Party
				p.Desk.Act(func(ctx context.Context) (err error) {
					made, err = p.Desk.Workbench.AddParty(ctx, name, "", nil)
					return err
				}, func() { set(made.ID) })
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
	p.withStatement(func(s dossier.Statement) {
		if len(s.Codings) == 0 {
			p.pickIssue(s, stance)
			return
		}
		issue := s.Codings[len(s.Codings)-1].IssueID
		for _, c := range s.Codings {
			if c.Stance == dossier.StanceNone {
				issue = c.IssueID
				break
			}
		}
		p.code(s, issue, stance)
	})
}

func (p *Pane) code(s dossier.Statement, issue dossier.ID, stance dossier.Stance) {
	p.recent = slices.DeleteFunc(p.recent, func(id dossier.ID) bool { return id == issue })
	p.recent = slices.Insert(p.recent, 0, issue)
	p.Desk.Act(func(ctx context.Context) error {
		if stance == dossier.StanceNone {
			return p.Desk.Workbench.SetIssue(ctx, s.ID, issue)
		}
		return p.Desk.Workbench.SetStance(ctx, s.ID, issue, stance, "")
	}, nil)
}

func (p *Pane) issuePicker() {
	p.withStatement(func(s dossier.Statement) { p.pickIssue(s, dossier.StanceNone) })
}

// pickIssue asks for an issue and codes the statement with it.
func (p *Pane) pickIssue(s dossier.Statement, stance dossier.Stance) {
	issues := recentFirst(p.data.issues, p.recent)
	var items []picker.Item
	for _, i := range issues {
		items = append(items, picker.Item{Name: i.Name, Note: i.Definition, Key: "Shift " + i.Letter})
	}
	picker.Open(p.Desk, picker.Options{At: p.beside(s), Title: fmt.Sprintf("Issue of statement %d", s.Number), Placeholder: "Name of an issue", Items: items,
		Make: "Create issue", Picked: func(i int) { p.code(s, issues[i].ID, stance) },
		Made: func(name string) {
			var made dossier.Issue
			p.Desk.Act(func(ctx context.Context) (err error) {
				made, err = p.Desk.Workbench.AddIssue(ctx, dossier.Issue{Name: name})
				return err
			}, func() { p.code(s, made.ID, stance) })
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
			p.withStatement(func(s dossier.Statement) { p.code(s, id, dossier.StanceNone) })
			return
		}
	}
	p.Desk.Note("No issue has the letter " + letter + ".")
}

func (p *Pane) removeIssue(s dossier.Statement, issue dossier.ID) {
	p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.RemoveIssueFrom(ctx, s.ID, issue) }, nil)
}
