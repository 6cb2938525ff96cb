package reader

import (
	"context"
	"strings"
	"testing"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

// answer types into the sheet on top and confirms it.
func answer(t *testing.T, p *Pane, s *stage.Stage, words string) {
	t.Helper()
	open := s.Desk.Sheets.Top()
	if open == nil {
		t.Fatalf("no sheet is open for %q", words)
	}
	s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(words)
	open.Confirm()
	p.changed(p.shown)
	p.Reload(app.Event{Kind: app.NamesChanged})
}

// Notes, tags, links and the role are set by keys, seen in the card, changed and taken away again.
func TestRemarks(t *testing.T) {
	p, s, _ := bench(t, sample(t), "Lake Herald")
	id := p.statementNow().ID
	typed(p, "n")
	answer(t, p, s, "Ask the ministry\nby phone")
	notes := func() []dossier.Note { return p.data.remarks.Notes[id] }
	if n := notes(); len(n) != 1 || n[0].Body != "Ask the ministry\nby phone" {
		t.Fatalf("notes %+v", n)
	}
	typed(p, "n")
	answer(t, p, s, "Ask the") // the one that is there is found, and opened to be changed
	answer(t, p, s, "They called back")
	if n := notes(); len(n) != 1 || n[0].Body != "They called back" {
		t.Errorf("changed note %+v", n)
	}
	typed(p, "n")
	answer(t, p, s, "They called")
	answer(t, p, s, "")
	if n := notes(); len(n) != 0 {
		t.Errorf("an emptied note stays: %+v", n)
	}
	typed(p, "t")
	answer(t, p, s, "winter")
	typed(p, "t")
	answer(t, p, s, "fees")
	if tags := strings.Join(p.data.remarks.Tags[id], " "); tags != "fees winter" {
		t.Errorf("tags %q", tags)
	}
	typed(p, "t")
	answer(t, p, s, "winter")
	if tags := strings.Join(p.data.remarks.Tags[id], " "); tags != "fees" {
		t.Errorf("a tag that is chosen again is not taken off: %q", tags)
	}
	typed(p, "o")
	answer(t, p, s, "Head of the talks")
	if role := p.roleWords(*p.statementNow()); role != "Head of the talks" {
		t.Errorf("role %q", role)
	}
	second := p.data.article.Statements[p.indexOf(id)+1]
	typed(p, "l")
	answer(t, p, s, second.Passage.Exact[:12])
	answer(t, p, s, "softens")
	links := p.data.remarks.Links[id]
	if len(links) != 1 || links[0].Other != second.ID || links[0].Kind != dossier.Softens || links[0].Back {
		t.Fatalf("links %+v", links)
	}
	if back := p.data.remarks.Links[second.ID]; len(back) != 1 || !strings.HasPrefix(p.linkWords(back[0]), "softened by ") {
		t.Errorf("the other end sees %+v", back)
	}
	typed(p, "l")
	answer(t, p, s, "softens") // the link that is there comes first
	answer(t, p, s, "Give a reason")
	answer(t, p, s, "a lower price")
	if l := p.data.remarks.Links[id]; len(l) != 1 || l[0].Reason != "a lower price" {
		t.Errorf("reason: %+v", l)
	}
	typed(p, "l")
	answer(t, p, s, "softens")
	answer(t, p, s, "Go to")
	if now := p.statementNow(); now == nil || now.ID != second.ID {
		t.Errorf("going to the other end: %+v", now)
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors: %v", s.Errors)
	}
}

// A key on selected words makes the statement and codes it in one step; a picker that is left makes nothing.
func TestSelectionIsOneStep(t *testing.T) {
	p, s, _ := bench(t, "A short note without any quotation in it.\n\nThe second paragraph has some more words.", "Lake Herald")
	ctx := context.Background()
	p.view.Select(dossier.Span{Start: 2, End: 12})
	typed(p, "i")
	s.Desk.Sheets.Top().Close()
	p.changed(p.shown)
	if n := len(p.data.article.Statements); n != 0 {
		t.Errorf("a picker that was left made %d statements", n)
	}
	typed(p, "i")
	answer(t, p, s, "Transit fees")
	if st := p.data.article.Statements; len(st) != 1 || len(st[0].Codings) != 1 || len(p.data.issues) != 1 {
		t.Fatalf("statements %+v", st)
	}
	done, err := s.Desk.Workbench.Undo(ctx)
	p.changed(p.shown)
	p.Reload(app.Event{Kind: app.NamesChanged})
	if err != nil || done.Name != "New statement with its issue" || len(p.data.article.Statements) != 0 || len(p.data.issues) != 0 {
		t.Errorf("undo of %q (%v) leaves %d statements, %d issues", done.Name, err, len(p.data.article.Statements), len(p.data.issues))
	}
}

// The role and the party at the time of speaking follow from the speaker's dated memberships.
func TestRoleByMembership(t *testing.T) {
	p, s, _ := bench(t, sample(t), "Lake Herald")
	w, ctx := s.Desk.Workbench, context.Background()
	var now dossier.Statement
	for _, st := range p.data.article.Statements {
		if st.ActorID != dossier.None {
			now = st
			break
		}
	}
	mesen, err := w.AddParty(ctx, "Mesen", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.NamesChanged})
	for i := range p.data.actors {
		if p.data.actors[i].ID == now.ActorID {
			p.data.actors[i].Memberships = []dossier.Membership{
				{PartyID: mesen.ID, Party: "Mesen", Role: "Deputy", To: dossier.Day(2025, 12, 31)},
				{PartyID: mesen.ID, Party: "Mesen", Role: "Chief negotiator", From: dossier.Day(2026, 1, 1)}}
		}
	}
	now.Role = ""
	now.Said = dossier.Day(2026, 11, 17)
	if got := p.roleWords(now); got != "Chief negotiator, since 1 Jan 2026" {
		t.Errorf("role in 2026: %q", got)
	}
	now.Said = dossier.Day(2025, 3, 1)
	if got := p.roleWords(now); got != "Deputy" {
		t.Errorf("role in 2025: %q", got)
	}
}
