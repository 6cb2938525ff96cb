package app

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"parley/dossier"
	"parley/storage"
)

// judgements cites what the key judgements rest on, and says of each statement that cannot be cited why.
func (g *gatherer) judgements() error {
	if !g.packet.Prints(dossier.PartFront) {
		return nil
	}
	for _, j := range g.packet.Recipe.Judgements {
		cited := dossier.CitedJudgement{Judgement: j}
		for _, number := range j.Statements {
			s, why, err := g.statement(number)
			if err != nil {
				return err
			}
			if why == "" {
				var n int
				if n, err = g.cite(s); err != nil {
					return err
				}
				cited.Quotes = append(cited.Quotes, n)
				continue
			}
			cited.Unresolved = append(cited.Unresolved, dossier.Unresolved{Statement: number, ID: s.StatementID, Document: s.DocumentID, Why: why})
		}
		g.packet.Judgements = append(g.packet.Judgements, cited)
	}
	return nil
}

// statement finds a statement by its number; why says in words what keeps it from being cited.
func (g *gatherer) statement(number int) (c dossier.CodedStatement, why string, err error) {
	id, err := g.d.FindThing(g.ctx, dossier.ThingStatement, strconv.Itoa(number))
	if errors.Is(err, storage.ErrNotFound) {
		return c, "is not in the dossier", nil
	}
	if err != nil {
		return c, "", err
	}
	found, err := g.d.Statements(g.ctx, storage.StatementFilter{IDs: []dossier.ID{id}})
	if err != nil {
		return c, "", err
	}
	if len(found) == 0 {
		return c, "was deleted", nil
	}
	s := found[0]
	c = dossier.CodedStatement{StatementID: s.ID, DocumentID: s.DocumentID, Number: s.Number, Date: s.Said, SaidKnown: s.Said.Known()}
	if !c.SaidKnown {
		doc, err := g.d.Document(g.ctx, s.DocumentID)
		if errors.Is(err, storage.ErrNotFound) {
			return c, "stands in a document that was deleted", nil
		}
		if err != nil {
			return c, "", err
		}
		c.Date = doc.Published
	}
	switch s.Status {
	case dossier.Rejected:
		day := s.DecidedAt.Local()
		return c, "was rejected on " + dossier.Day(day.Year(), day.Month(), day.Day()).Short(g.packet.Issued.Year()), nil
	case dossier.Proposed:
		return c, "is not accepted yet", nil
	}
	return c, "", nil
}

// matrix cites the newest words of each cell.
func (g *gatherer) matrix() error {
	if !g.packet.Prints(dossier.PartMatrix) {
		return nil
	}
	for _, row := range g.packet.Grid.Cells {
		for _, c := range row {
			if c.Count == 0 {
				continue
			}
			if _, err := g.cite(c.Newest); err != nil {
				return err
			}
		}
	}
	return nil
}

// moments lists every statement in time, words that several outlets have once, with the stance before and after it.
func (g *gatherer) moments() error {
	if !g.packet.Prints(dossier.PartTimeline) {
		return nil
	}
	p := &g.packet
	party, issue := map[dossier.ID]string{}, map[dossier.ID]string{}
	for _, x := range p.Grid.Parties {
		party[x.ID] = x.Name
	}
	for _, x := range p.Grid.Issues {
		issue[x.ID] = x.Name
	}
	type line struct {
		said dossier.CodedStatement
		dossier.PacketMoment
	}
	var lines []line
	err := g.d.EachSequence(g.ctx, g.filter, func(sequence []dossier.CodedStatement) error {
		was := dossier.StanceNone
		told := map[int64]bool{}
		for _, c := range sequence {
			if c.Utterance != 0 && told[c.Utterance] || c.Stance == dossier.StanceNone {
				continue
			}
			told[c.Utterance] = true
			m := dossier.PacketMoment{Issue: issue[c.IssueID], Party: party[c.PartyID], Date: c.Date, Stance: c.Stance}
			if c.Date.Known() { // of what nobody dated nobody knows what came before it
				m.Was, m.Moved = was, dossier.Move(was, c.Stance)
				was = c.Stance
			}
			if m.Party == "" || m.Issue == "" {
				continue
			}
			lines = append(lines, line{c, m})
		}
		return g.ctx.Err()
	})
	if err != nil {
		return err
	}
	sort.SliceStable(lines, func(a, b int) bool {
		x, y := lines[a].said, lines[b].said
		if x.Date.Known() != y.Date.Known() {
			return x.Date.Known() // what nobody dated stands at the end
		}
		if !x.Date.Time.Equal(y.Date.Time) {
			return x.Date.Time.Before(y.Date.Time)
		}
		return x.Number < y.Number
	})
	for _, l := range lines {
		if l.Quote, err = g.cite(l.said); err != nil {
			return err
		}
		p.Timeline = append(p.Timeline, l.PacketMoment)
	}
	return nil
}

// shifts takes the contrasts that an analyst has confirmed or explained; those that wait for a verdict are counted.
func (g *gatherer) shifts() error {
	p := &g.packet
	if !p.Prints(dossier.PartShifts) && !p.Prints(dossier.PartFront) && !p.Prints(dossier.PartIssues) {
		return nil
	}
	var list []dossier.Contrast // however many: what an analyst decided on is printed
	err := eachContrast(g.ctx, g.d, g.filter, func(c dossier.Contrast) {
		switch c.Verdict.Kind {
		case dossier.Undecided:
			p.Open++
		case dossier.Confirmed, dossier.Explained:
			list = append(list, c)
		}
	})
	if err != nil {
		return err
	}
	sortContrasts(list)
	names := map[dossier.ID]string{}
	for _, x := range p.Grid.Parties {
		names[x.ID] = x.Name
	}
	for _, x := range p.Grid.Issues {
		names[x.ID] = x.Name
	}
	for _, c := range list {
		s := dossier.PacketShift{Contrast: c, Issue: names[c.Later.IssueID], Party: names[c.Later.PartyID]}
		if s.EarlierQuote, err = g.cite(c.Earlier); err != nil {
			return err
		}
		if s.LaterQuote, err = g.cite(c.Later); err != nil {
			return err
		}
		p.Shifts = append(p.Shifts, s)
	}
	return nil
}

// gaps lists who has not spoken on what. The last words are cited where they are printed.
func (g *gatherer) gaps() error {
	p := &g.packet
	names := map[dossier.ID]string{}
	for _, x := range p.Grid.Parties {
		names[x.ID] = x.Name
	}
	for _, x := range p.Grid.Issues {
		names[x.ID] = x.Name
	}
	for _, gap := range dossier.Gaps(p.Grid) {
		one := dossier.PacketGap{Issue: names[gap.IssueID], Party: names[gap.PartyID], Days: gap.Days, LastSaid: gap.Last.Date}
		one.Last = g.quote[gap.Last.StatementID]
		if one.Last == 0 && gap.Last.StatementID != dossier.None && p.Prints(dossier.PartGaps) {
			var err error
			if one.Last, err = g.cite(gap.Last); err != nil {
				return err
			}
		}
		p.Gaps = append(p.Gaps, one)
	}
	return nil
}

// sentences puts the analyst's sentences beside the positions that they are about.
func (g *gatherer) sentences() error {
	p := &g.packet
	if !p.Prints(dossier.PartIssues) {
		return nil
	}
	list, err := g.d.Sentences(g.ctx, dossier.None)
	if err != nil {
		return err
	}
	for _, s := range list {
		i := slices.IndexFunc(p.Sections, func(x dossier.Section) bool { return x.Issue.ID == s.IssueID })
		if i < 0 {
			continue
		}
		section := &p.Sections[i]
		cited := dossier.CitedSentence{Sentence: s}
		for _, id := range s.Rests {
			if n, ok := g.quote[id]; ok {
				cited.Quotes = append(cited.Quotes, n)
			}
		}
		slices.Sort(cited.Quotes)
		var all []dossier.CodedStatement
		name, here := map[dossier.ID]string{}, 0
		for _, panel := range section.Panels {
			if !slices.Contains(s.Parties, panel.Party.ID) {
				continue
			}
			here++
			sequence, err := g.d.Sequence(g.ctx, panel.Party.ID, s.IssueID, g.filter)
			if err != nil {
				return err
			}
			all = append(all, sequence...)
			for _, c := range sequence {
				name[c.StatementID] = panel.Party.Name
			}
		}
		if here < len(s.Parties) { // it speaks of a party that this packet leaves out
			continue
		}
		if newest, ok := s.Overtaken(all); ok {
			cited.Stale = fmt.Sprintf("%s spoke again on %s", name[newest.StatementID], newest.Date.Short(p.Issued.Year()))
		}
		if s.Kind != dossier.PositionSummary {
			section.Sentences = append(section.Sentences, cited)
			continue
		}
		for k := range section.Panels {
			if section.Panels[k].Party.ID == s.Parties[0] {
				section.Panels[k].Summary = cited
			}
		}
	}
	return nil
}

// changes compares with the packet that was issued before.
func (g *gatherer) changes() error {
	p := &g.packet
	if p.Recipe.Since == dossier.SinceNone {
		return nil
	}
	issued, err := g.d.Issued(g.ctx)
	if err != nil {
		return err
	}
	last := -1
	for i := range issued { // the newest first; the day printed on it is the one that counts
		if day := issued[i].Recipe.Issued; day.Known() {
			issued[i].IssuedAt = day.Time.UTC()
		}
	}
	slices.SortStableFunc(issued, func(a, b dossier.IssuedPacket) int { return b.IssuedAt.Compare(a.IssuedAt) })
	for i, old := range issued {
		if p.Recipe.Since == "" && old.Recipe.Name == p.Recipe.Name && old.IssuedAt.Before(p.Issued) || p.Recipe.Since != "" && old.Recipe.Reference == p.Recipe.Since {
			last = i
			break
		}
	}
	if last < 0 {
		if p.Recipe.Since != "" {
			return fmt.Errorf("The recipe compares with the packet “%s”, which was not issued from this dossier.", p.Recipe.Since) //lint:ignore ST1005 a sentence for people
		}
		return nil
	}
	p.Since = issued[last]
	if p.Since.Positions, err = g.d.IssuedPositions(g.ctx, p.Since.ID); err != nil {
		return err
	}
	before := p.Since.Positions
	if before == nil { // a packet of an earlier version of the program did not say: what was known on its day
		f := g.filter
		if f.AsOf = p.Since.Recipe.CutOff; !f.AsOf.Known() {
			day := p.Since.IssuedAt.UTC()
			f.AsOf = dossier.Day(day.Year(), day.Month(), day.Day())
		}
		grid, err := g.d.Grid(g.ctx, f)
		if err != nil {
			return err
		}
		before = dossier.PositionsOf(grid)
	}
	before = slices.DeleteFunc(slices.Clone(before), func(o dossier.PacketPosition) bool { // what this recipe does not choose is not gone
		return len(g.filter.Parties) > 0 && !slices.Contains(g.filter.Parties, o.PartyID) || len(g.filter.Issues) > 0 && !slices.Contains(g.filter.Issues, o.IssueID)
	})
	p.Changes = dossier.PacketChanges(before, p.Grid, func(id dossier.ID) int { return g.quote[id] })
	return nil
}

// drafts puts the documents that the recipe names side by side, provision by provision.
func (g *gatherer) drafts() error {
	p := &g.packet
	if !p.Prints(dossier.PartDrafts) || len(p.Recipe.Drafts) == 0 {
		return nil
	}
	if len(p.Recipe.Drafts) > dossier.MostDrafts {
		return fmt.Errorf("The recipe names %d drafts; at most %d stand side by side.", len(p.Recipe.Drafts), dossier.MostDrafts) //lint:ignore ST1005 a sentence for people
	}
	var texts []string
	for _, number := range p.Recipe.Drafts {
		id, err := g.d.FindThing(g.ctx, dossier.ThingDocument, strconv.Itoa(number))
		if err == nil {
			_, err = g.d.Document(g.ctx, id)
		}
		if errors.Is(err, storage.ErrNotFound) {
			return fmt.Errorf("The recipe names document %d as a draft, which is not in this dossier.", number) //lint:ignore ST1005 a sentence for people
		}
		if err != nil {
			return err
		}
		a, err := g.articleOf(id)
		if err != nil {
			return err
		}
		n, err := g.sourceOf(a, dossier.Statement{RevisionID: a.Revision.ID})
		if err != nil {
			return err
		}
		texts = append(texts, a.Revision.Text)
		p.Drafts = append(p.Drafts, dossier.Draft{Source: n, Title: a.Document.Title, Outlet: a.Document.Outlet, Date: a.Document.Published,
			Clauses: len(dossier.CutClauses(a.Revision.Text))})
	}
	p.Clauses = dossier.CompareDrafts(texts)
	return nil
}

// index lists people, parties, the places from which sources were filed, and issues.
func (g *gatherer) index() {
	p := &g.packet
	if !p.Prints(dossier.PartIndex) {
		return
	}
	type key struct {
		kind dossier.IndexKind
		name string
	}
	at := map[key]int{}
	entry := func(kind dossier.IndexKind, name string) *dossier.IndexEntry {
		k := key{kind, name}
		i, known := at[k]
		if !known {
			i = len(p.Index)
			at[k] = i
			p.Index = append(p.Index, dossier.IndexEntry{Kind: kind, Name: name})
		}
		return &p.Index[i]
	}
	cite := func(kind dossier.IndexKind, name string, quote int) {
		if name == "" {
			return
		}
		if e := entry(kind, name); !slices.Contains(e.Quotes, quote) {
			e.Quotes = append(e.Quotes, quote)
		}
	}
	for _, q := range p.Quotes {
		if named := len(q.Hops) == 0 || q.Hops[0].Named; named {
			cite(dossier.IndexPerson, q.Speaker, q.Number)
		}
		for _, h := range q.Hops {
			if h.Named && h.Kind == dossier.HopSpokesman {
				cite(dossier.IndexPerson, h.Name, q.Number)
			}
		}
		cite(dossier.IndexParty, q.Party, q.Number)
		for _, r := range q.Issues {
			if slices.ContainsFunc(p.Grid.Issues, func(i dossier.Issue) bool { return i.Name == r.Issue }) {
				cite(dossier.IndexIssue, r.Issue, q.Number)
			}
		}
	}
	for _, s := range p.Sections {
		if p.Prints(dossier.PartIssues) {
			entry(dossier.IndexIssue, s.Issue.Name).Section = s.Number
		}
	}
	for _, s := range p.Sources {
		if place := g.place[s.Document.ID]; place != "" {
			e := entry(dossier.IndexPlace, place)
			e.Sources = append(e.Sources, s.Number)
		}
	}
	order := collate.New(language.Und, collate.IgnoreCase)
	slices.SortStableFunc(p.Index, func(a, b dossier.IndexEntry) int {
		if a.Kind != b.Kind {
			return slices.Index(dossier.IndexKinds, a.Kind) - slices.Index(dossier.IndexKinds, b.Kind)
		}
		return order.CompareString(a.Name, b.Name)
	})
}
