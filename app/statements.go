package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"parley/dossier"
	"parley/reading"
	"parley/storage"
)

// Accept takes proposals as statements.
func (w *Workbench) Accept(ctx context.Context, ids ...dossier.ID) error {
	return w.decide(ctx, "Accept", dossier.Accepted, ids)
}

// Reject turns proposals down; they stay rejected.
func (w *Workbench) Reject(ctx context.Context, ids ...dossier.ID) error {
	return w.decide(ctx, "Reject", dossier.Rejected, ids)
}

func (w *Workbench) decide(ctx context.Context, verb string, status dossier.Status, ids []dossier.ID) error {
	return w.edit(ctx, ids, func(found []dossier.Statement) string { return verb + " " + names("statement", numbers(found)) },
		func(tx *storage.Tx, found []dossier.Statement) error { return tx.SetStatus(idsOf(found), status) })
}

// AcceptAbove accepts every proposal on a document's current text whose confidence is at least the given one, and tells how many.
func (w *Workbench) AcceptAbove(ctx context.Context, document dossier.ID, confidence float64) (n int, err error) {
	err = w.with(func(d *storage.Dossier) error {
		proposed, err := d.Statements(ctx, storage.StatementFilter{Document: document, Statuses: []dossier.Status{dossier.Proposed}})
		if err != nil {
			return err
		}
		doc, err := d.Document(ctx, document)
		if err != nil {
			return err
		}
		var above []dossier.Statement
		for _, s := range proposed {
			if s.Confidence >= confidence && s.RevisionID == doc.Revision { // what is to be placed anew was not seen
				above = append(above, s)
			}
		}
		if n = len(above); n == 0 {
			return nil
		}
		name := fmt.Sprintf("Accept %s of %.2f and above", names("statement", numbers(above)), confidence)
		return w.changeIn(ctx, d, name, changed(above), func(tx *storage.Tx) error {
			return tx.SetStatus(idsOf(above), dossier.Accepted)
		})
	})
	return n, err
}

// AddStatement makes a statement from a selection. It is accepted, since an analyst made it; its kind follows from
// the quotation marks.
func (w *Workbench) AddStatement(ctx context.Context, document dossier.ID, span dossier.Span) (s dossier.Statement, err error) {
	err = w.with(func(d *storage.Dossier) error {
		doc, err := d.Document(ctx, document)
		if err != nil {
			return err
		}
		rev, err := d.Revision(ctx, doc.Revision, false)
		if err != nil {
			return err
		}
		passage, err := passageOf([]rune(rev.Text), span)
		if err != nil {
			return err
		}
		s = dossier.Statement{ID: dossier.NewID(), DocumentID: document, RevisionID: rev.ID, Passage: passage,
			Kind: dossier.Kind(reading.KindOf(rev.Text, reading.Span(passage.Span))), Status: dossier.Accepted,
			Confidence: 1, Reason: "made by hand", ByHand: true, Hops: hops(nil, doc.Outlet)}
		return w.changeIn(ctx, d, "New statement", Event{Kind: StatementsChanged, Documents: []dossier.ID{document},
			Statements: []dossier.ID{s.ID}}, func(tx *storage.Tx) error {
			s, err = tx.AddStatement(s)
			return err
		})
	})
	return s, err
}

// passageOf trims white space from a selection.
func passageOf(text []rune, s dossier.Span) (dossier.Passage, error) {
	s.Start, s.End = max(0, s.Start), min(len(text), s.End)
	for s.Start < s.End && unicode.IsSpace(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && unicode.IsSpace(text[s.End-1]) {
		s.End--
	}
	p, ok := dossier.NewPassage(text, s)
	if !ok {
		return p, errors.New("Nothing was changed: no words are selected.") //lint:ignore ST1005 a sentence for people
	}
	return p, nil
}

// MoveEnds changes which words a statement covers. The kind follows the quotation marks.
func (w *Workbench) MoveEnds(ctx context.Context, id dossier.ID, span dossier.Span) error {
	return w.with(func(d *storage.Dossier) error {
		found, err := statementsByID(ctx, d, []dossier.ID{id})
		if err != nil {
			return err
		}
		s := found[0]
		rev, err := d.Revision(ctx, s.RevisionID, false)
		if err != nil {
			return err
		}
		if s.Passage, err = passageOf([]rune(rev.Text), span); err != nil {
			return err
		}
		s.Kind = dossier.Kind(reading.KindOf(rev.Text, reading.Span(s.Passage.Span)))
		return w.changeIn(ctx, d, fmt.Sprintf("Move ends of statement %d", s.Number), changed(found), func(tx *storage.Tx) error {
			return tx.UpdateStatement(s)
		})
	})
}

// SetSpeaker says who is speaking, by name.
func (w *Workbench) SetSpeaker(ctx context.Context, id dossier.ID, name string) error {
	name = strings.TrimSpace(name)
	return w.editTelling(ctx, []dossier.ID{id}, wide,
		func(found []dossier.Statement) string {
			return fmt.Sprintf("Set speaker of statement %d", found[0].Number)
		},
		func(tx *storage.Tx, found []dossier.Statement) error {
			s := found[0]
			s.Actor, s.ActorID, s.Role = name, dossier.None, ""
			return tx.UpdateStatement(s)
		})
}

// SetRole says in which role a statement was made; empty: that of the speaker's membership on its day.
func (w *Workbench) SetRole(ctx context.Context, id dossier.ID, role string) error {
	return w.update(ctx, id, "Set role in statement %d", func(s *dossier.Statement) { s.Role = strings.TrimSpace(role) })
}

// SetKind says how the words are given.
func (w *Workbench) SetKind(ctx context.Context, id dossier.ID, k dossier.Kind) error {
	return w.update(ctx, id, "Set kind of statement %d", func(s *dossier.Statement) { s.Kind = k })
}

// SetAct says what the speaker does with the words.
func (w *Workbench) SetAct(ctx context.Context, id dossier.ID, a dossier.Act) error {
	return w.update(ctx, id, "Set act of statement %d", func(s *dossier.Statement) { s.Act = a })
}

// SetTranslation keeps a statement's words in another language beside the original; without words it takes them away.
// Where the language is not said it is taken from the words.
func (w *Workbench) SetTranslation(ctx context.Context, id dossier.ID, t dossier.Translation) error {
	if t.Lang == "" && strings.TrimSpace(t.Text) != "" {
		t.Lang = reading.Read(t.Text, reading.Options{}).Lang
	}
	return w.update(ctx, id, "Translate statement %d", func(s *dossier.Statement) { s.Translation = t })
}

// SetSaid says when it was said.
func (w *Workbench) SetSaid(ctx context.Context, id dossier.ID, date dossier.Date) error {
	return w.update(ctx, id, "Set date of statement %d", func(s *dossier.Statement) {
		s.Said, s.SaidText, s.SaidReason = date, "", "set by hand"
	})
}

// SetChain says through whom it was reported, in order from the speaker.
func (w *Workbench) SetChain(ctx context.Context, id dossier.ID, chain []dossier.Hop) error {
	return w.update(ctx, id, "Set chain of statement %d", func(s *dossier.Statement) { s.Hops = chain })
}

// RemoveStatements takes statements out; Undo brings them back.
func (w *Workbench) RemoveStatements(ctx context.Context, ids ...dossier.ID) error {
	return w.edit(ctx, ids, func(found []dossier.Statement) string { return "Remove " + names("statement", numbers(found)) },
		func(tx *storage.Tx, found []dossier.Statement) error { return tx.DeleteStatements(idsOf(found)) })
}

// SetParty says for which party statements speak; a proposal is accepted by it.
func (w *Workbench) SetParty(ctx context.Context, party dossier.ID, ids ...dossier.ID) error {
	return w.editTelling(ctx, ids, wide, func(found []dossier.Statement) string { return "Set party of " + names("statement", numbers(found)) },
		func(tx *storage.Tx, found []dossier.Statement) error {
			if err := tx.SetStatus(undecided(found), dossier.Accepted); err != nil {
				return err
			}
			return tx.SetParty(idsOf(found), party)
		})
}

// SetIssue codes a statement with an issue whose stance is not yet set; a proposal is accepted by it.
func (w *Workbench) SetIssue(ctx context.Context, statement, issue dossier.ID) error {
	return w.code(ctx, statement, "Code statement %d", func(tx *storage.Tx, s dossier.Statement) error {
		for _, c := range s.Codings {
			if c.IssueID == issue {
				return nil
			}
		}
		return tx.SetCoding(dossier.Coding{StatementID: statement, IssueID: issue})
	})
}

// SetStance says what a statement means for an issue; a proposal is accepted by it.
func (w *Workbench) SetStance(ctx context.Context, statement, issue dossier.ID, stance dossier.Stance, reason string) error {
	return w.code(ctx, statement, "Set stance of statement %d", func(tx *storage.Tx, s dossier.Statement) error {
		c := dossier.Coding{StatementID: statement, IssueID: issue, Stance: stance, Reason: reason}
		for _, old := range s.Codings {
			if old.IssueID == issue && reason == "" {
				c.Reason = old.Reason // a stance that is set again by one key keeps the reason
			}
		}
		return tx.SetCoding(c)
	})
}

// RemoveIssueFrom takes an issue off a statement.
func (w *Workbench) RemoveIssueFrom(ctx context.Context, statement, issue dossier.ID) error {
	return w.edit(ctx, []dossier.ID{statement},
		func(found []dossier.Statement) string { return "Remove issue of " + names("statement", numbers(found)) },
		func(tx *storage.Tx, _ []dossier.Statement) error { return tx.RemoveCoding(statement, issue) })
}

func (w *Workbench) code(ctx context.Context, id dossier.ID, name string, fn func(*storage.Tx, dossier.Statement) error) error {
	return w.edit(ctx, []dossier.ID{id},
		func(found []dossier.Statement) string { return fmt.Sprintf(name, found[0].Number) },
		func(tx *storage.Tx, found []dossier.Statement) error {
			if err := tx.SetStatus(undecided(found), dossier.Accepted); err != nil {
				return err
			}
			return fn(tx, found[0])
		})
}

func (w *Workbench) update(ctx context.Context, id dossier.ID, name string, fn func(*dossier.Statement)) error {
	return w.edit(ctx, []dossier.ID{id},
		func(found []dossier.Statement) string { return fmt.Sprintf(name, found[0].Number) },
		func(tx *storage.Tx, found []dossier.Statement) error {
			s := found[0]
			fn(&s)
			return tx.UpdateStatement(s)
		})
}

// edit loads statements, changes them in one action and tells which have changed.
func (w *Workbench) edit(ctx context.Context, ids []dossier.ID, name func([]dossier.Statement) string,
	fn func(*storage.Tx, []dossier.Statement) error) error {
	return w.editTelling(ctx, ids, changed, name, fn)
}

// wide tells in which documents statements have changed, and not which: others may have changed with them, since setting
// a party or a speaker teaches.
func wide(found []dossier.Statement) Event {
	e := changed(found)
	e.Statements = nil
	return e
}

func (w *Workbench) editTelling(ctx context.Context, ids []dossier.ID, tell func([]dossier.Statement) Event, name func([]dossier.Statement) string,
	fn func(*storage.Tx, []dossier.Statement) error) error {
	return w.with(func(d *storage.Dossier) error {
		found, err := statementsByID(ctx, d, ids)
		if err != nil {
			return err
		}
		return w.changeIn(ctx, d, name(found), tell(found), func(tx *storage.Tx) error { return fn(tx, found) })
	})
}

// Statement reads one statement.
func (w *Workbench) Statement(ctx context.Context, id dossier.ID) (s dossier.Statement, err error) {
	found, err := ask(w, func(d *storage.Dossier) ([]dossier.Statement, error) { return statementsByID(ctx, d, []dossier.ID{id}) })
	if err == nil {
		s = found[0]
	}
	return s, err
}

// Statements reads some statements, with the document's facts and counts: what a reader shows anew after a key. Those
// that are gone are left out.
func (w *Workbench) Statements(ctx context.Context, document dossier.ID, ids []dossier.ID) (doc dossier.Document, found []dossier.Statement, err error) {
	err = w.with(func(d *storage.Dossier) error {
		if doc, err = d.Document(ctx, document); err != nil {
			return err
		}
		found, err = d.Statements(ctx, storage.StatementFilter{IDs: ids})
		return err
	})
	return doc, found, err
}

func statementsByID(ctx context.Context, d *storage.Dossier, ids []dossier.ID) ([]dossier.Statement, error) {
	if len(ids) == 0 {
		return nil, errors.New("Nothing was changed: no statement is chosen.") //lint:ignore ST1005 a sentence for people
	}
	found, err := d.Statements(ctx, storage.StatementFilter{IDs: ids})
	if err == nil && len(found) == 0 {
		err = storage.ErrNotFound
	}
	return found, err
}

func changed(found []dossier.Statement) Event {
	e := Event{Kind: StatementsChanged, Statements: idsOf(found)}
	seen := map[dossier.ID]bool{}
	for _, s := range found {
		if !seen[s.DocumentID] {
			seen[s.DocumentID] = true
			e.Documents = append(e.Documents, s.DocumentID)
		}
	}
	return e
}

func idsOf(found []dossier.Statement) []dossier.ID {
	ids := make([]dossier.ID, len(found))
	for i, s := range found {
		ids[i] = s.ID
	}
	return ids
}

func undecided(found []dossier.Statement) []dossier.ID {
	var ids []dossier.ID
	for _, s := range found {
		if s.Status != dossier.Accepted {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func numbers(found []dossier.Statement) []int {
	n := make([]int, len(found))
	for i, s := range found {
		n[i] = s.Number
	}
	return n
}
