package reader

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/parts"
	"parley/views/picker"
	"parley/views/remark"
)

// other is a statement that another one can be linked to.
type other struct {
	id       dossier.ID
	document dossier.ID
	number   int
	date     dossier.Date
	words    string // as it is offered
}

// mostOthers is how many statements are offered: more than that are found by search, not in a list.
const mostOthers = 400

// pickLink links the statement to another one; what it is linked to already can be gone to, explained or taken away.
func (p *Pane) pickLink() {
	s := p.statementNow()
	if s == nil || p.locked() || !p.view.Selection().Empty() {
		p.Desk.Note("No statement is current. Press Tab for the next one: only what is a statement can be linked.")
		return
	}
	from := *s
	var others []other
	p.Desk.Act(func(ctx context.Context) (err error) {
		others, err = p.others(ctx, from)
		return err
	}, func() {
		links := p.data.remarks.Links[from.ID]
		var items []picker.Item
		for _, l := range links {
			items = append(items, picker.Item{Name: p.linkWords(l) + " · " + remark.OneLine(l.Exact), Note: "linked"})
		}
		for _, o := range others {
			items = append(items, picker.Item{Name: o.words})
		}
		picker.Open(p.Desk, picker.Options{At: p.beside(from), Title: fmt.Sprintf("Link statement %d to", from.Number), Subtitle: "same issue first, then the same speaker, then this article",
			Placeholder: "Speaker, number or words of the other statement", Items: items, Picked: func(i int) {
				if i < len(links) {
					p.openLink(links[i])
					return
				}
				p.pickLinkKind(from, others[i-len(links)])
			}})
	})
}

// others gathers what a statement may be linked to: the likeliest first.
func (p *Pane) others(ctx context.Context, s dossier.Statement) ([]other, error) {
	w := p.Desk.Workbench
	seen := map[dossier.ID]bool{s.ID: true}
	var out []other
	add := func(o other) {
		if !seen[o.id] && len(out) < mostOthers {
			seen[o.id] = true
			out = append(out, o)
		}
	}
	offer := func(o dossier.Statement, in dossier.Document) {
		speaker, day := cmp.Or(o.Actor, o.SpeakerText), o.Said
		if !day.Known() {
			day = in.Published
		}
		add(other{o.ID, o.DocumentID, o.Number, day, fmt.Sprintf("%d · %s · %s", o.Number, p.whoWhen(speaker, day), remark.OneLine(o.Passage.Exact))})
	}
	parties := []dossier.ID{}
	if s.PartyID != dossier.None {
		parties = append(parties, s.PartyID)
	}
	for _, party := range p.data.parties {
		if party.ID != s.PartyID {
			parties = append(parties, party.ID)
		}
	}
	for _, party := range parties {
		for _, c := range s.Codings {
			if len(out) >= mostOthers {
				break
			}
			list, err := w.Sequence(ctx, party, c.IssueID, dossier.PositionFilter{})
			if err != nil {
				return nil, err
			}
			for _, o := range list {
				add(other{o.StatementID, o.DocumentID, o.Number, o.Date, fmt.Sprintf("%d · %s · %s", o.Number, p.whoWhen(o.Speaker, o.Date), remark.OneLine(o.Exact))})
			}
		}
	}
	if s.Actor != "" && len(out) < mostOthers {
		found, err := w.Search(ctx, `speaker:"`+strings.ReplaceAll(s.Actor, `"`, " ")+`"`, 100)
		if err != nil {
			return nil, err
		}
		var documents []dossier.ID // in the order of the hits
		byDocument := map[dossier.ID][]dossier.ID{}
		for _, h := range found.Hits {
			if h.StatementID != dossier.None && !seen[h.StatementID] {
				if byDocument[h.DocumentID] == nil {
					documents = append(documents, h.DocumentID)
				}
				byDocument[h.DocumentID] = append(byDocument[h.DocumentID], h.StatementID)
			}
		}
		for _, document := range documents {
			doc, statements, err := w.Statements(ctx, document, byDocument[document])
			if err != nil {
				return nil, err
			}
			for _, o := range statements {
				offer(o, doc)
			}
		}
	}
	for _, o := range p.data.article.Statements {
		offer(o, p.data.article.Document)
	}
	return out, nil
}

// linkNotes say what each kind of link means.
var linkNotes = map[dossier.LinkKind]string{dossier.Contradicts: "both cannot hold", dossier.Repeats: "says the same again", dossier.Softens: "asks for less",
	dossier.Hardens: "asks for more", dossier.Retracts: "takes it back", dossier.Answers: "replies to it"}

// pickLinkKind asks what the later of two statements does to the earlier one.
func (p *Pane) pickLinkKind(s dossier.Statement, o other) {
	from, to, title, note := s.ID, o.id, fmt.Sprintf("What %d does to %d", s.Number, o.number), ""
	if day := p.day(s); o.date.Known() && day.Known() && o.date.Time.After(day.Time) {
		from, to, title, note = o.id, s.ID, fmt.Sprintf("What %d does to %d", o.number, s.Number), fmt.Sprintf("%d is the later one", o.number)
	}
	var items []picker.Item
	for _, kind := range dossier.LinkKinds {
		items = append(items, picker.Item{Name: string(kind), Note: linkNotes[kind]})
	}
	picker.Open(p.Desk, picker.Options{At: p.beside(s), Title: title, Subtitle: note, Placeholder: "contradicts, repeats, softens …", Items: items, Picked: func(i int) {
		p.Desk.Act(func(ctx context.Context) error {
			return p.Desk.Workbench.AddLink(ctx, dossier.Link{From: from, To: to, Kind: dossier.LinkKinds[i]})
		}, nil)
	}})
}

// openLink offers what can be done with a link.
func (p *Pane) openLink(l dossier.LinkEnd) {
	w := p.Desk.Workbench
	items := []picker.Item{{Name: "Go to the statement", Note: remark.OneLine(l.Exact)}, {Name: "Give a reason", Note: l.Reason}, {Name: "Remove the link"}}
	picker.Open(p.Desk, picker.Options{Title: parts.SentenceCase(p.linkWords(l)), Placeholder: "Choose", Items: items, Picked: func(i int) {
		switch i {
		case 0:
			p.goElsewhere(l.DocumentID, l.Other)
		case 1:
			ask.Open(p.Desk, ask.Question{Title: "Reason: " + p.linkWords(l), Hint: "One short sentence", Text: l.Reason, Answer: func(text string) {
				link := l.Link
				link.Reason = strings.TrimSpace(text)
				p.Desk.Act(func(ctx context.Context) error { return w.AddLink(ctx, link) }, nil)
			}})
		case 2:
			p.Desk.Act(func(ctx context.Context) error { return w.RemoveLink(ctx, l.ID) }, nil)
		}
	}})
}

// goElsewhere opens a statement, in this text or in another one.
func (p *Pane) goElsewhere(document, statement dossier.ID) {
	if p.GoTo != nil {
		p.GoTo(document, statement)
		return
	}
	p.OpenStatement(document, statement)
}
