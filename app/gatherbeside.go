package app

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"parley/dossier"
	"parley/storage"
)

// changes compares with the packet that was issued before.
func (g *gatherer) changes() error {
	p := &g.packet
	if p.Recipe.Since == dossier.SinceNone {
		return nil
	}
	issued, err := g.issuedBefore()
	if err != nil {
		return err
	}
	last := -1
	for i, old := range issued {
		if old.Recipe.Reference != "" && old.Recipe.Reference == p.Recipe.Reference {
			continue // an earlier printing of this packet: it would be compared with itself
		}
		if p.Recipe.Since == "" && old.Recipe.Name == p.Recipe.Name && old.IssuedAt.Before(p.Issued) || p.Recipe.Since != "" && old.Recipe.Reference == p.Recipe.Since {
			last = i
			break
		}
	}
	if last < 0 {
		if p.Recipe.Since != "" && p.Recipe.Since != p.Recipe.Reference { // of itself a note tells
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

// issuedBefore lists the packets that were issued, the newest first; the day printed on one is the one that counts.
func (g *gatherer) issuedBefore() ([]dossier.IssuedPacket, error) {
	if g.issued != nil {
		return g.issued, nil
	}
	issued, err := g.d.Issued(g.ctx)
	if err != nil {
		return nil, err
	}
	for i := range issued {
		if day := issued[i].Recipe.Issued; day.Known() {
			issued[i].IssuedAt = day.Time.UTC()
		}
	}
	slices.SortStableFunc(issued, func(a, b dossier.IssuedPacket) int { return b.IssuedAt.Compare(a.IssuedAt) })
	g.issued = issued
	return issued, nil
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
		provisions := 0
		for _, c := range dossier.CutClauses(a.Revision.Text) {
			if !c.Head {
				provisions++
			}
		}
		p.Drafts = append(p.Drafts, dossier.Draft{Source: n, Title: a.Document.Title, Outlet: a.Document.Outlet, Date: a.Document.Published, Clauses: provisions})
	}
	if len(texts) < 2 { // beside itself all of it would be agreed
		return nil
	}
	var err error
	p.Clauses, p.ByNumber, err = dossier.CompareDrafts(g.ctx, texts)
	return err
}
