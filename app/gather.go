package app

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"parley/dossier"
	"parley/storage"
)

// Gather collects and numbers everything that a packet of this recipe shows.
func (w *Workbench) Gather(ctx context.Context, r dossier.Recipe) (dossier.Packet, error) {
	return ask(w, func(d *storage.Dossier) (dossier.Packet, error) { return gather(ctx, d, r, w.now()) })
}

// gatherer numbers quotes and sources in the order in which they are cited: those of the issue sections first, where they
// are printed, so that they count up from page to page.
type gatherer struct {
	ctx     context.Context
	d       *storage.Dossier
	filter  dossier.PositionFilter
	packet  dossier.Packet
	quote   map[dossier.ID]int // by statement
	source  map[dossier.ID]int // by revision
	article map[dossier.ID]dossier.Article
	place   map[dossier.ID]string // datelines, by document
	issued  []dossier.IssuedPacket
}

func gather(ctx context.Context, d *storage.Dossier, r dossier.Recipe, now time.Time) (dossier.Packet, error) {
	summary, err := d.Summary(ctx)
	if err != nil {
		return dossier.Packet{}, err
	}
	filter := dossier.PositionFilter{AsOf: r.CutOff, From: r.From}
	if filter.Parties, err = chosen(ctx, r.Parties, "party", func() ([]named, error) { return partyNames(ctx, d) }); err != nil {
		return dossier.Packet{}, err
	}
	if filter.Issues, err = chosen(ctx, r.Issues, "issue", func() ([]named, error) { return issueNames(ctx, d) }); err != nil {
		return dossier.Packet{}, err
	}
	g := gatherer{ctx: ctx, d: d, filter: filter, quote: map[dossier.ID]int{}, source: map[dossier.ID]int{}, article: map[dossier.ID]dossier.Article{},
		place: map[dossier.ID]string{}}
	p := &g.packet
	p.Recipe, p.DossierID, p.Dossier, p.Parts = r, summary.ID, summary.Title, r.Printed()
	if p.Recipe.Title == "" {
		p.Recipe.Title = summary.Title
	}
	p.Issued = now.UTC().Truncate(time.Minute)
	if r.Issued.Known() {
		p.Issued = r.Issued.Time.UTC()
	}
	if p.Grid, err = d.Grid(ctx, filter); err != nil {
		return *p, err
	}
	p.Selected = p.Grid.Coded
	p.CutOff = r.CutOff
	if !p.CutOff.Known() {
		p.CutOff = p.Grid.To
	}
	for i, issue := range p.Grid.Issues {
		section := dossier.Section{Issue: issue, Number: i + 1}
		for j, party := range p.Grid.Parties {
			panel, err := g.panel(party, issue, p.Grid.Cells[i][j])
			if err != nil {
				return *p, err
			}
			section.Panels = append(section.Panels, panel)
		}
		p.Sections = append(p.Sections, section)
	}
	for _, part := range []func() error{g.judgements, g.matrix, g.moments, g.shifts, g.gaps, g.sentences, g.changes, g.drafts} {
		if err := ctx.Err(); err != nil {
			return *p, err
		}
		if err := part(); err != nil {
			return *p, err
		}
	}
	g.finishSources()
	g.index()
	g.summarise()
	if err := g.notes(); err != nil {
		return *p, err
	}
	return *p, nil
}

// panel cites every statement of a party on an issue, newest first, where the issue sections are printed.
func (g *gatherer) panel(party dossier.Party, issue dossier.Issue, cell dossier.Cell) (dossier.Panel, error) {
	panel := dossier.Panel{Party: party, Stance: cell.Stance}
	if cell.Count == 0 || !g.packet.Prints(dossier.PartIssues) {
		return panel, nil
	}
	sequence, err := g.d.Sequence(g.ctx, party.ID, issue.ID, g.filter)
	if err != nil {
		return panel, err
	}
	for _, c := range sequence {
		n, err := g.cite(c)
		if err != nil {
			return panel, err
		}
		panel.Quotes = append(panel.Quotes, n)
		panel.Dots = append(panel.Dots, dossier.Dot{Date: c.Date, Stance: c.Stance})
	}
	return panel, nil
}

// cite returns the number of a statement's quote, giving it one when it is cited for the first time.
func (g *gatherer) cite(c dossier.CodedStatement) (int, error) {
	if n, ok := g.quote[c.StatementID]; ok {
		return n, nil
	}
	a, err := g.articleOf(c.DocumentID)
	if err != nil {
		return 0, err
	}
	for _, s := range slices.Concat(a.Statements, a.Earlier) {
		if s.ID != c.StatementID {
			continue
		}
		n, err := g.sourceOf(a, s)
		if err != nil {
			return 0, err
		}
		q := dossier.Quote{Number: len(g.packet.Quotes) + 1, Source: n, Statement: s.ID, OfNumber: s.Number, Passage: s.Passage,
			Kind: s.Kind, Act: s.Act, Lang: a.Document.Lang, Speaker: first(s.Actor, s.SpeakerText), Role: s.Role, Party: s.Party,
			Said: c.Date, SaidKnown: c.SaidKnown, Translation: s.Translation, Hops: s.Hops,
			Paragraph: paragraphAt(g.packet.Sources[n-1].Paragraphs, s.Passage.Start)}
		if s.Anonymous {
			q.Speaker = s.SpeakerText
		}
		for _, coding := range s.Codings {
			q.Issues = append(q.Issues, dossier.Reading{Issue: coding.Issue, Stance: coding.Stance, Reason: coding.Reason})
		}
		g.packet.Quotes = append(g.packet.Quotes, q)
		g.quote[s.ID] = q.Number
		return q.Number, nil
	}
	return 0, fmt.Errorf("statement %d is cited but is not in its document; run “parley check”", c.Number)
}

func (g *gatherer) articleOf(document dossier.ID) (dossier.Article, error) {
	a, ok := g.article[document]
	if ok {
		return a, nil
	}
	a, err := article(g.ctx, g.d, document, true, func(doc dossier.Document, text string) []dossier.Paragraph {
		read := structureOf(doc, text)
		g.place[document] = read.Dateline.Value
		return paragraphs(read)
	})
	if err == nil {
		g.article[document] = a
	}
	return a, err
}

// sourceOf returns the number of the text on which a statement stands. One that was not placed anew in a corrected text
// is cited from the text that it stands in, so that its words are compared with the right ones; export refuses it.
func (g *gatherer) sourceOf(a dossier.Article, s dossier.Statement) (int, error) {
	if n, ok := g.source[s.RevisionID]; ok {
		return n, nil
	}
	source := dossier.Source{Number: len(g.packet.Sources) + 1, Document: a.Document, Revision: a.Revision, Paragraphs: a.Paragraphs}
	if s.RevisionID != a.Revision.ID {
		var err error
		if source.Revision, err = g.d.Revision(g.ctx, s.RevisionID, true); err != nil {
			return 0, err
		}
		source.Paragraphs = layOut(a.Document, source.Revision.Text)
	}
	g.packet.Sources = append(g.packet.Sources, source)
	g.source[s.RevisionID] = source.Number
	return source.Number, nil
}

// paragraphAt gives the number, from 1, of the paragraph that holds a place.
func paragraphAt(paragraphs []dossier.Paragraph, place int) int {
	return sort.Search(len(paragraphs), func(i int) bool { return paragraphs[i].Start > place })
}

// finishSources lists under each source its quotes by their place in the text.
func (g *gatherer) finishSources() {
	p := &g.packet
	for _, q := range p.Quotes {
		s := &p.Sources[q.Source-1]
		s.Quotes = append(s.Quotes, q.Number)
	}
	for i := range p.Sources {
		quotes := p.Sources[i].Quotes
		sort.SliceStable(quotes, func(a, b int) bool {
			return p.Quotes[quotes[a]-1].Passage.Start < p.Quotes[quotes[b]-1].Passage.Start
		})
	}
}

// summarise counts what the packet rests on: the cited sources, not the whole dossier, nor drafts that nothing is cited
// from.
func (g *gatherer) summarise() {
	p := &g.packet
	outlets, langs, documents := map[string]bool{}, map[string]bool{}, map[dossier.ID]bool{}
	for _, s := range p.Sources {
		if len(s.Quotes) == 0 {
			continue
		}
		if s.Document.Outlet != "" {
			outlets[s.Document.Outlet] = true
		}
		langs[s.Document.Lang], documents[s.Document.ID] = true, true
		if d := s.Document.Published; d.Known() {
			if !p.Summary.From.Known() || d.Time.Before(p.Summary.From.Time) {
				p.Summary.From = d
			}
			if d.Time.After(p.Summary.To.Time) {
				p.Summary.To = d
			}
		}
	}
	p.Summary.Documents, p.Summary.Outlets, p.Summary.Languages = len(documents), len(outlets), len(langs)
	p.Summary.Statements = len(p.Quotes)
	for _, q := range p.Quotes {
		if len(q.Hops) == 0 || q.Hops[0].Named {
			p.Summary.Named++
		}
	}
}

type named struct {
	id   dossier.ID
	name string
}

func partyNames(ctx context.Context, d *storage.Dossier) (out []named, err error) {
	parties, err := d.Parties(ctx)
	for _, p := range parties {
		out = append(out, named{p.ID, p.Name})
	}
	return out, err
}

func issueNames(ctx context.Context, d *storage.Dossier) (out []named, err error) {
	issues, err := d.Issues(ctx)
	for _, i := range issues {
		out = append(out, named{i.ID, i.Name})
	}
	return out, err
}

// chosen turns names of a recipe into identities, in the recipe's order; no names mean all.
func chosen(ctx context.Context, want []string, noun string, list func() ([]named, error)) ([]dossier.ID, error) {
	if len(want) == 0 {
		return nil, nil
	}
	known, err := list()
	if err != nil {
		return nil, err
	}
	var ids []dossier.ID
	for _, name := range want {
		found := false
		for _, k := range known {
			if strings.EqualFold(k.name, strings.TrimSpace(name)) {
				ids, found = append(ids, k.id), true
			}
		}
		if !found {
			return nil, fmt.Errorf("The recipe names the %s “%s”, which is not in this dossier.", noun, name) //lint:ignore ST1005 a sentence for people
		}
	}
	return ids, nil
}

func layOut(doc dossier.Document, text string) []dossier.Paragraph {
	return paragraphs(structureOf(doc, text))
}
