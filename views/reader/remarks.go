package reader

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/look"
	"parley/views/remark"
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
		remark.Notes(p.Desk, t.title("Note"), p.beside(t.statement), p.data.remarks.Notes[t.statement.ID], func(text string) {
			t.do("note", func(ctx context.Context, s dossier.Statement) error {
				_, err := p.Desk.Workbench.AddNote(ctx, dossier.Note{StatementID: s.ID, Body: text})
				return err
			})
		})
	})
}

// pickTag puts a tag on the statement, or takes one off that it has.
func (p *Pane) pickTag() {
	p.withTarget(func(t target) {
		w := p.Desk.Workbench
		remark.Tags(p.Desk, t.title("Tags"), p.beside(t.statement), p.data.remarks.Tags[t.statement.ID], func(name string) {
			t.do("tag", func(ctx context.Context, s dossier.Statement) error { return w.Tag(ctx, name, nil, []dossier.ID{s.ID}) })
		}, func(name string) {
			t.do("tag", func(ctx context.Context, s dossier.Statement) error {
				return w.Untag(ctx, name, nil, []dossier.ID{s.ID})
			})
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
		rows = append(rows, p.fact(label, n.Analyst+", "+remark.Clock(p.Desk, n.Updated), n.Body, key, -1, func() { remark.Edit(p.Desk, n) }))
	}
	for i, l := range r.Links[s.ID] {
		label, key := "", ""
		if i == 0 {
			label, key = "Links", "L"
		}
		under := p.Desk.Kit.Look.Elide(remark.OneLine(l.Exact), look.Second, 400)
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

// documentRows shows the tags and notes of the document, where no statement is current.
func (p *Pane) documentRows() []fyne.CanvasObject {
	if p.shown == dossier.None {
		return nil
	}
	var rows []fyne.CanvasObject
	var tags []string
	for _, t := range p.data.tags {
		tags = append(tags, t.Name)
	}
	if len(tags) > 0 {
		rows = append(rows, p.fact("Tags", strings.Join(tags, ", "), "", "", -1, nil))
	}
	for i, n := range p.data.notes {
		label := ""
		if i == 0 {
			label = "Notes"
		}
		rows = append(rows, p.fact(label, n.Analyst+", "+remark.Clock(p.Desk, n.Updated), n.Body, "", -1, func() { remark.Edit(p.Desk, n) }))
	}
	return rows
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
