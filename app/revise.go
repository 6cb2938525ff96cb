package app

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf8"

	"parley/dossier"
	"parley/reading"
	"parley/storage"
)

// Revision is what a corrected text does to a document.
type Revision struct {
	Document dossier.Document
	Text     string // as it is kept
	Same     bool   // it is the current text: there is nothing to correct
	Changes  dossier.Changes
	Carried  dossier.Carried
	Proposed int // new statements, in what is new in the text; known once it was stored
}

// PreviewRevision tells what a corrected text would do to a document, and stores nothing.
func (w *Workbench) PreviewRevision(ctx context.Context, document dossier.ID, in Input) (r Revision, err error) {
	rev, err := revision(ctx, document, in)
	if err != nil {
		return r, err
	}
	err = w.with(func(d *storage.Dossier) error {
		if r, err = compared(ctx, d, rev); err != nil || r.Same {
			return err
		}
		statements, err := d.Statements(ctx, storage.StatementFilter{Document: document})
		if err != nil {
			return err
		}
		from := map[dossier.ID]*dossier.Correction{}
		for _, s := range statements {
			if from[s.RevisionID] == nil {
				was, err := d.Revision(ctx, s.RevisionID, false)
				if err != nil {
					return err
				}
				from[s.RevisionID] = dossier.NewCorrection(was.Text, rev.Text)
			}
			r.Carried.Count(from[s.RevisionID].Anchor(s.Passage))
		}
		return ctx.Err()
	})
	return r, err
}

// Revise makes a corrected text the current one of a document; the older one is kept. Statements whose place in it is
// sure move there; the others are listed by Repairs.
func (w *Workbench) Revise(ctx context.Context, document dossier.ID, in Input) (r Revision, err error) {
	rev, err := revision(ctx, document, in)
	if err != nil {
		return r, err
	}
	err = w.with(func(d *storage.Dossier) error {
		if r, err = compared(ctx, d, rev); err != nil {
			return err
		}
		was, err := d.Revision(ctx, r.Document.Revision, false)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("Correct the text of “%s”", shorten(r.Document.Title, 40))
		e := Event{Kind: DocumentsChanged, Documents: []dossier.ID{document}}
		return w.Together(ctx, name, func(ctx context.Context) error {
			err := w.changeIn(ctx, d, name, e, func(tx *storage.Tx) (err error) {
				_, r.Carried, err = tx.AddRevision(rev)
				return err
			})
			if err != nil {
				return err
			}
			return w.proposeNew(ctx, d, document, was.Text, rev.Text, &r)
		})
	})
	return r, err
}

// proposeNew proposes the statements that a corrected text has come to hold: in words that are new, and where none stands
// already, rejected ones too, and none may be placed anew.
func (w *Workbench) proposeNew(ctx context.Context, d *storage.Dossier, document dossier.ID, was, is string, r *Revision) error {
	doc, err := d.Document(ctx, document)
	if err != nil {
		return err
	}
	taken := map[dossier.Span]bool{}
	standing, err := d.Statements(ctx, storage.StatementFilter{Document: document})
	if err != nil {
		return err
	}
	correction := dossier.NewCorrection(was, is)
	for _, s := range standing {
		if s.RevisionID == doc.Revision {
			taken[s.Passage.Span] = true
			continue
		}
		for _, c := range correction.Anchor(s.Passage).Candidates {
			taken[c.Span] = true
		}
	}
	read := reading.Read(is, reading.Options{Published: doc.Published.Time, Outlet: doc.Outlet, Title: doc.Title, Lang: doc.Lang})
	if err := ctx.Err(); err != nil {
		return err
	}
	found, _ := statements(read, doc.Outlet)
	come := correction.Come()
	touches := func(s dossier.Span, list []dossier.Span) bool {
		for _, o := range list {
			if s.Start < o.End && o.Start < s.End {
				return true
			}
		}
		return false
	}
	occupied := make([]dossier.Span, 0, len(taken))
	for s := range taken {
		occupied = append(occupied, s)
	}
	var fresh []dossier.Statement
	for _, s := range found {
		if touches(s.Passage.Span, come) && !touches(s.Passage.Span, occupied) {
			s.DocumentID, s.RevisionID, s.OuterID = document, doc.Revision, dossier.None
			fresh = append(fresh, s)
		}
	}
	if r.Proposed = len(fresh); len(fresh) == 0 {
		return nil
	}
	return w.changeIn(ctx, d, "Propose statements in the corrected text", Event{Kind: DocumentsChanged, Documents: []dossier.ID{document}}, func(tx *storage.Tx) error {
		for _, s := range fresh {
			if _, err := tx.AddStatement(s); err != nil {
				return err
			}
		}
		return nil
	})
}

// revision reads a corrected text.
func revision(ctx context.Context, document dossier.ID, in Input) (dossier.Revision, error) {
	raw, err := in.read()
	if err != nil {
		return dossier.Revision{}, fmt.Errorf("%s: %w", in.Name, err)
	}
	text, _, err := decode(ctx, in.Name, raw)
	if err != nil {
		return dossier.Revision{}, err
	}
	if !holdsText(text.Body) {
		return dossier.Revision{}, ErrEmptyText
	}
	if len(text.Body) > storage.TextLimit {
		return dossier.Revision{}, tooLarge(len(text.Body))
	}
	return dossier.Revision{DocumentID: document, Text: text.Body, Norm: text.Norm, SHA256: sha256.Sum256([]byte(text.Body)),
		Raw: raw, RawSHA256: sha256.Sum256(raw), RawSize: len(raw), Encoding: text.Encoding, Flags: text.Flags}, nil
}

// compared tells what a corrected text changes in the current one.
func compared(ctx context.Context, d *storage.Dossier, rev dossier.Revision) (r Revision, err error) {
	if r.Document, err = d.Document(ctx, rev.DocumentID); err != nil {
		return r, err
	}
	now, err := d.Revision(ctx, r.Document.Revision, false)
	if err != nil {
		return r, err
	}
	r.Text, r.Same = rev.Text, now.Text == rev.Text
	r.Changes = dossier.NewCorrection(now.Text, rev.Text).Changes()
	return r, nil
}

// Repair is a statement that does not stand on the current text of its document, with the places where it may stand.
type Repair struct {
	Statement  dossier.Statement
	Document   dossier.Document
	Candidates []Place // the likeliest first; none: its words are lost
}

// Place is a place where a statement may stand.
type Place struct {
	dossier.Passage
	Paragraph int            // from 1
	Score     float64        // how alike, 0 to 1
	Gone      []dossier.Span // what the statement's words have and these have not, in code points of the statement's words
	Come      []dossier.Span // what these have instead, in code points of Passage.Exact
}

// Repairs lists the statements that are to be placed anew, of one document or, with None, of all.
func (w *Workbench) Repairs(ctx context.Context, document dossier.ID) (out []Repair, err error) {
	err = w.with(func(d *storage.Dossier) error {
		list, err := d.Repairs(ctx, document)
		if err != nil {
			return err
		}
		type pair struct{ was, is dossier.ID }
		corrections := map[pair]*dossier.Correction{}
		docs, texts := map[dossier.ID]dossier.Document{}, map[dossier.ID]string{}
		text := func(id dossier.ID) (string, error) {
			if _, ok := texts[id]; !ok {
				rev, err := d.Revision(ctx, id, false)
				if err != nil {
					return "", err
				}
				texts[id] = rev.Text
			}
			return texts[id], nil
		}
		for _, s := range list {
			doc, ok := docs[s.DocumentID]
			if !ok {
				if doc, err = d.Document(ctx, s.DocumentID); err != nil {
					return err
				}
				docs[s.DocumentID] = doc
				clear(corrections) // the list goes document by document
				clear(texts)
			}
			is, err := text(doc.Revision)
			if err != nil {
				return err
			}
			key := pair{s.RevisionID, doc.Revision}
			if corrections[key] == nil {
				was, err := text(s.RevisionID)
				if err != nil {
					return err
				}
				corrections[key] = dossier.NewCorrection(was, is)
			}
			out = append(out, Repair{s, doc, places(corrections[key], s.Passage, w.structureOf(doc, is))})
		}
		return nil
	})
	return out, err
}

// places gives the candidates of a passage, as they are shown.
func places(c *dossier.Correction, p dossier.Passage, paragraphs []dossier.Paragraph) (out []Place) {
	a := c.Anchor(p)
	if a.Sure() { // brought back since
		a.Candidates = []dossier.Candidate{{Span: a.Span, Score: 1}}
	}
	for _, k := range a.Candidates {
		if at, ok := dossier.NewPassage(c.Corrected(), k.Span); ok {
			gone, come := dossier.Differences(p.Exact, at.Exact)
			out = append(out, Place{Passage: at, Paragraph: paragraphAt(paragraphs, at.Start), Score: k.Score, Gone: gone, Come: come})
		}
	}
	return out
}

// ConfirmAnchor places a statement on the current text of its document: at a candidate, or wherever the analyst says.
// Its words become those that stand there; its kind follows the quotation marks where they changed.
func (w *Workbench) ConfirmAnchor(ctx context.Context, statement dossier.ID, span dossier.Span) error {
	return w.with(func(d *storage.Dossier) error {
		found, err := statementsByID(ctx, d, []dossier.ID{statement})
		if err != nil {
			return err
		}
		s := found[0]
		doc, err := d.Document(ctx, s.DocumentID)
		if err != nil {
			return err
		}
		if s.RevisionID == doc.Revision {
			return fmt.Errorf("Nothing was changed: statement %d stands on the current text. Move its ends instead.", s.Number) //lint:ignore ST1005 a sentence for people
		}
		rev, err := d.Revision(ctx, doc.Revision, false)
		if err != nil {
			return err
		}
		at, err := passageOf([]rune(rev.Text), span)
		if err != nil {
			return err
		}
		kind := s.Kind
		if at.Exact != s.Passage.Exact {
			kind = dossier.Kind(reading.KindOf(rev.Text, reading.Span(at.Span)))
		}
		return w.changeIn(ctx, d, fmt.Sprintf("Place statement %d anew", s.Number), changed(found), func(tx *storage.Tx) error {
			return tx.PlaceStatement(s.ID, at.Span, kind)
		})
	})
}

// PlaceAt places a statement on the words given, which must stand once in the current text of its document.
func (w *Workbench) PlaceAt(ctx context.Context, statement dossier.ID, words string) error {
	words = strings.TrimSpace(words)
	var at dossier.Span
	err := w.with(func(d *storage.Dossier) error {
		found, err := statementsByID(ctx, d, []dossier.ID{statement})
		if err != nil {
			return err
		}
		doc, err := d.Document(ctx, found[0].DocumentID)
		if err != nil {
			return err
		}
		rev, err := d.Revision(ctx, doc.Revision, false)
		if err != nil {
			return err
		}
		n := strings.Count(rev.Text, words)
		if words == "" || n == 0 {
			return fmt.Errorf("Nothing was changed: “%s” does not stand in the text of document %d.", shorten(words, 60), doc.Number) //lint:ignore ST1005 a sentence for people
		}
		if n > 1 {
			return fmt.Errorf("Nothing was changed: “%s” stands in document %d in %d places. Give more of the words.", shorten(words, 60), doc.Number, n) //lint:ignore ST1005 a sentence for people
		}
		at.Start = utf8.RuneCountInString(rev.Text[:strings.Index(rev.Text, words)])
		at.End = at.Start + utf8.RuneCountInString(words)
		return nil
	})
	if err != nil {
		return err
	}
	return w.ConfirmAnchor(ctx, statement, at)
}
