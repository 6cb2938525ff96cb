package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
	"parley/storage"
)

// notes says of a packet what its reader should not find out alone: what its recipe asks for in vain, days that do not fit
// together, a reference that was used.
func (g *gatherer) notes() error {
	p := &g.packet
	for _, m := range p.Recipe.Mistakes() {
		if m.Field != "scale" { // export tells of it beside the judgements, where it matters
			p.Notes = append(p.Notes, dossier.PacketNote{Stops: true, Where: "recipe", Field: m.Field, Sentence: m.Sentence})
		}
	}
	look := func(where, field, format string, of ...any) {
		p.Notes = append(p.Notes, dossier.PacketNote{Where: where, Field: field, Sentence: fmt.Sprintf(format, of...)})
	}
	issued := p.Recipe.Issued
	if !issued.Known() {
		issued = dossier.Date{Time: p.Issued, Precision: dossier.PrecisionMinute}
	}
	if dossier.After(p.CutOff, issued) {
		look("front page", "issued", "the packet is dated %s, before its information cut-off on %s: move one of them", issued.Label(), p.CutOff.Label())
	}
	if p.Prints(dossier.PartDrafts) {
		if len(p.Drafts) == 1 {
			look(dossier.PartDrafts.Words(), "drafts", "one draft alone is chosen: choose a second one that it is compared with")
		}
		if p.ByNumber > 0 {
			look(dossier.PartDrafts.Words(), "drafts", "the drafts differ in too many provisions to compare each with each: %d were put together by their numbers alone", p.ByNumber)
		}
	}
	g.lateJudgements()
	if err := g.lateSentences(); err != nil {
		return err
	}
	return g.usedReference(look)
}

// lateJudgements tells of key judgements that rest on what was said after the cut-off.
func (g *gatherer) lateJudgements() {
	p := &g.packet
	for i, j := range p.Judgements {
		for _, n := range j.Quotes {
			if q := p.Quotes[n-1]; dossier.After(q.Said, p.Recipe.CutOff) {
				p.Notes = append(p.Notes, dossier.PacketNote{Where: fmt.Sprintf("judgement %d", i+1), Field: "judgements", Judgement: i + 1,
					Sentence: fmt.Sprintf("it cites statement %d of %s, later than the cut-off on %s: take the citation out, or move the cut-off", q.OfNumber, q.Said.Label(), p.Recipe.CutOff.Label())})
			}
		}
	}
}

// lateSentences tells of analysts' sentences that rest on what was said after the cut-off: the packet prints the sentence
// and not the statement.
func (g *gatherer) lateSentences() error {
	p := &g.packet
	if !p.Recipe.CutOff.Known() {
		return nil
	}
	for _, section := range p.Sections {
		printed := slices.Clone(section.Sentences)
		for _, panel := range section.Panels {
			if panel.Summary.Body != "" {
				printed = append(printed, panel.Summary)
			}
		}
		for _, one := range printed {
			if len(one.Rests) == 0 {
				continue
			}
			found, err := g.d.Statements(g.ctx, storage.StatementFilter{IDs: one.Rests})
			if err != nil {
				return err
			}
			for _, s := range found {
				c, err := g.dated(s)
				if errors.Is(err, storage.ErrNotFound) {
					continue
				}
				if err != nil {
					return err
				}
				if dossier.After(c.Date, p.Recipe.CutOff) {
					p.Notes = append(p.Notes, dossier.PacketNote{Where: fmt.Sprintf("%s, %s", section.Issue.Name, one.Kind.Words()), Quote: g.quote[s.ID],
						Sentence: fmt.Sprintf("it rests on statement %d of %s, later than the cut-off on %s: write it anew, or move the cut-off", c.Number, c.Date.Label(), p.Recipe.CutOff.Label())})
				}
			}
		}
	}
	return nil
}

// usedReference tells where another packet was issued under the reference. Printing the same one again is no other.
func (g *gatherer) usedReference(look func(where, field, format string, of ...any)) error {
	p := &g.packet
	if strings.TrimSpace(p.Recipe.Reference) == "" {
		return nil
	}
	issued, err := g.issuedBefore()
	if err != nil {
		return err
	}
	for _, old := range issued {
		if old.Recipe.Reference != p.Recipe.Reference {
			continue
		}
		if old.Positions, err = g.d.IssuedPositions(g.ctx, old.ID); err != nil {
			return err
		}
		same, err := sameContent(old, *p)
		if err != nil {
			return err
		}
		if !same {
			at := old.Recipe.Issued // as it is printed
			if !at.Known() {
				at = dossier.Date{Time: old.IssuedAt.UTC(), Precision: dossier.PrecisionMinute}
			}
			look("front page", "reference", "“%s” was issued already, on %s, with other content: give this packet a reference of its own", p.Recipe.Reference, at.Label())
			return nil
		}
	}
	return nil
}

// sameContent reports whether a packet that was issued says what this one does: the same recipe but for its name and its
// day, the same positions and as many quotations. What one was compared with follows from the rest.
func sameContent(old dossier.IssuedPacket, p dossier.Packet) (bool, error) {
	plain := func(r dossier.Recipe) (string, error) {
		r.Name, r.Since, r.Issued = "", "", dossier.Date{}
		b, err := json.Marshal(r)
		return string(b), err
	}
	was, err := plain(old.Recipe)
	if err != nil {
		return false, err
	}
	is, err := plain(p.Recipe)
	if err != nil || was != is || old.Quotes != len(p.Quotes) {
		return false, err
	}
	if old.Positions == nil { // a packet of an earlier version of the program did not keep them
		return true, nil
	}
	before, err := json.Marshal(old.Positions)
	if err != nil {
		return false, err
	}
	now, err := json.Marshal(dossier.PositionsOf(p.Grid))
	return string(before) == string(now), err
}
