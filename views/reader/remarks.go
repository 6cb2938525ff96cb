package reader

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
)

// membership is the one that the speaker of a statement had on its day; nil: none is known.
func (p *Pane) membership(s dossier.Statement) *dossier.Membership {
	for _, a := range p.data.actors {
		if a.ID == s.ActorID && s.ActorID != dossier.None {
			if i := dossier.MembershipOn(a.Memberships, p.day(s)); i >= 0 {
				return &a.Memberships[i]
			}
		}
	}
	return nil
}

// day is when a statement was said, else published.
func (p *Pane) day(s dossier.Statement) dossier.Date {
	if s.Said.Known() {
		return s.Said
	}
	return p.data.article.Document.Published
}

// roleWords is the speaker's role at the time, and where it is known from.
func (p *Pane) roleWords(s dossier.Statement) string {
	if s.Role != "" {
		return s.Role
	}
	m := p.membership(s)
	if m == nil || m.Role == "" {
		return ""
	}
	words := m.Role
	if m.From.Known() {
		words += ", since " + m.From.Label()
	}
	return words
}

// askRole asks in which role the speaker spoke.
func (p *Pane) askRole() {
	p.withTarget(func(t target) {
		hint := "Foreign minister"
		if m := p.membership(t.statement); m != nil && m.Role != "" {
			hint = "empty: " + m.Role + ", the role of the membership"
		}
		ask.Open(p.Desk, ask.Question{Title: t.title("Role of the speaker"), Hint: hint, Text: t.statement.Role, Answer: func(text string) {
			t.do("role", func(ctx context.Context, s dossier.Statement) error { return p.Desk.Workbench.SetRole(ctx, s.ID, text) })
		}})
	})
}

// askNote adds a note; where there are some, one can be chosen to be changed.
func (p *Pane) askNote() {
	p.withTarget(func(t target) {
		notes := p.data.remarks.Notes[t.statement.ID]
		add := func(text string) {
			if strings.TrimSpace(text) == "" {
				return
			}
			t.do("note", func(ctx context.Context, s dossier.Statement) error {
				_, err := p.Desk.Workbench.AddNote(ctx, dossier.Note{StatementID: s.ID, Body: text})
				return err
			})
		}
		if t.fresh || len(notes) == 0 {
			ask.Open(p.Desk, ask.Question{Title: t.title("Note"), Hint: "What is to be remembered of it", Lines: true, Answer: add})
			return
		}
		var items []picker.Item
		for _, n := range notes {
			items = append(items, picker.Item{Name: oneLine(n.Body), Note: n.Analyst})
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(t.statement), Title: t.title("Notes"), Placeholder: "Choose a note to change it, or type a new one", Items: items,
			Make: "Add note", Picked: func(i int) { p.editNote(notes[i]) }, Made: add})
	})
}

// editNote changes a note, or deletes it where nothing is left of it.
func (p *Pane) editNote(n dossier.Note) {
	ask.Open(p.Desk, ask.Question{Title: "Note of " + n.Analyst + ", " + p.clock(n.Created), Hint: "empty: delete the note", Text: n.Body, Lines: true, Answer: func(text string) {
		p.Desk.Act(func(ctx context.Context) error {
			if strings.TrimSpace(text) == "" {
				return p.Desk.Workbench.DeleteNote(ctx, n.ID)
			}
			return p.Desk.Workbench.EditNote(ctx, n.ID, text)
		}, nil)
	}})
}

// pickTag puts a tag on the statement, or takes one off that it has.
func (p *Pane) pickTag() {
	p.withTarget(func(t target) {
		w := p.Desk.Workbench
		var all []dossier.Tag
		p.Desk.Act(func(ctx context.Context) (err error) {
			all, err = w.Tags(ctx, dossier.None)
			return err
		}, func() {
			has := p.data.remarks.Tags[t.statement.ID]
			var items []picker.Item
			for _, name := range has {
				items = append(items, picker.Item{Name: name, Note: "has it; Enter takes it off"})
			}
			slices.SortStableFunc(all, func(a, b dossier.Tag) int { return b.Documents + b.Statements - a.Documents - a.Statements })
			for _, tag := range all {
				if !slices.Contains(has, tag.Name) {
					items = append(items, picker.Item{Name: tag.Name, Note: "on " + parts.Number(tag.Documents+tag.Statements)})
				}
			}
			put := func(name string) {
				t.do("tag", func(ctx context.Context, s dossier.Statement) error { return w.Tag(ctx, name, nil, []dossier.ID{s.ID}) })
			}
			picker.Open(p.Desk, picker.Options{At: p.beside(t.statement), Title: t.title("Tags"), Placeholder: "Name of a tag", Items: items, Make: "New tag", Made: put,
				Picked: func(i int) {
					if i >= len(has) {
						put(items[i].Name)
						return
					}
					t.do("tag", func(ctx context.Context, s dossier.Statement) error {
						return w.Untag(ctx, has[i], nil, []dossier.ID{s.ID})
					})
				}})
		})
	})
}

// remarkRows shows role, tags, notes and links where there are any.
func (p *Pane) remarkRows(s dossier.Statement) []fyne.CanvasObject {
	k, r := p.Desk.Kit, p.data.remarks
	var rows []fyne.CanvasObject
	if tags := r.Tags[s.ID]; len(tags) > 0 {
		rows = append(rows, p.fact("Tags", strings.Join(tags, ", "), "", "T", -1, p.pickTag))
	}
	for i, n := range r.Notes[s.ID] {
		label, key := "", ""
		if i == 0 {
			label, key = "Notes", "N"
		}
		rows = append(rows, p.fact(label, n.Analyst+", "+p.clock(n.Updated), n.Body, key, -1, func() { p.editNote(n) }))
	}
	for i, l := range r.Links[s.ID] {
		label, key := "", ""
		if i == 0 {
			label, key = "Links", "L"
		}
		under := p.Desk.Kit.Look.Elide(oneLine(l.Exact), look.Second, 400)
		if l.Reason != "" {
			under += "\n" + l.Reason
		}
		rows = append(rows, p.fact(label, p.linkWords(l), under, key, -1, func() { p.openLink(l) }))
	}
	if len(rows) > 0 {
		rows = append([]fyne.CanvasObject{newRule(k)}, rows...)
	}
	return rows
}

// oneLine is the beginning of a text on one line.
func oneLine(s string) string {
	const most = 160
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strings.Join(strings.Fields(s), " ")
}

// linkWords says what one statement does to the other: "softens 12 · Dorvath, 14 Nov".
func (p *Pane) linkWords(l dossier.LinkEnd) string {
	verb := string(l.Kind)
	if l.Back {
		verb = map[dossier.LinkKind]string{dossier.Contradicts: "contradicted by", dossier.Repeats: "repeated by", dossier.Softens: "softened by",
			dossier.Hardens: "hardened by", dossier.Retracts: "retracted by", dossier.Answers: "answered by"}[l.Kind]
	}
	return fmt.Sprintf("%s %d · %s", verb, l.Number, p.whoWhen(l.Speaker, l.Date))
}

func (p *Pane) whoWhen(who string, when dossier.Date) string {
	day := when.Short(p.Desk.Now().Year())
	switch {
	case who == "":
		return day
	case !when.Known():
		return who
	}
	return who + ", " + day
}
