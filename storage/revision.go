package storage

import (
	"context"
	"encoding/json"

	"parley/dossier"
)

// AddRevision makes a corrected text the current one of its document (rev.DocumentID). Every statement that is not
// deleted, rejected ones too, is looked for in it: one whose place is sure moves there, with its speaker, verb and
// chain; any other stays on the text on which it stands, and so is among Repairs. The current text again is refused; an
// older one is not.
func (tx *Tx) AddRevision(rev dossier.Revision) (dossier.Revision, dossier.Carried, error) {
	const not = "The text was not corrected: "
	var c dossier.Carried
	document, err := tx.find("document", "document", rev.DocumentID)
	if err != nil {
		return rev, c, err
	}
	if err := checkText(not, &rev); err != nil {
		return rev, c, err
	}
	same, err := tx.ids("SELECT 1 FROM revision WHERE "+isCurrent+" AND document_id = ? AND sha256 = ?", document, rev.SHA256[:])
	if err != nil {
		return rev, c, err
	}
	if len(same) > 0 {
		return rev, c, refuse(ErrInvalid, not+"it is the same as the current one.")
	}
	// Texts whose adding was undone keep their numbers.
	if err := tx.tx.QueryRowContext(tx.ctx, "SELECT max(number) + 1 FROM revision WHERE document_id = ?", document).Scan(&rev.Number); err != nil {
		return rev, c, err
	}
	id, err := tx.addText(document, rev.Number, rev)
	if err != nil {
		return rev, c, err
	}
	c, err = tx.carry(document, id, rev.Text)
	return rev, c, err
}

// isCurrent is true of the newest text of a document.
const isCurrent = `deleted_at IS NULL AND number = (SELECT max(n.number) FROM revision n WHERE n.document_id = revision.document_id AND n.deleted_at IS NULL)`

// carry moves the statements of a document to a text, each from the text on which it stands.
func (tx *Tx) carry(document, revision int64, text string) (c dossier.Carried, err error) {
	older, err := tx.ids("SELECT DISTINCT revision_id FROM statement WHERE document_id = ? AND deleted_at IS NULL AND revision_id <> ? ORDER BY revision_id", document, revision)
	if err != nil {
		return c, err
	}
	for _, from := range older {
		statements, err := tx.standing("revision_id = ? AND deleted_at IS NULL", from)
		if err != nil {
			return c, err
		}
		was, err := tx.textOf(from)
		if err != nil {
			return c, err
		}
		correction := dossier.NewCorrection(was, text)
		for _, s := range statements {
			if err := tx.asked.Err(); err != nil {
				return c, err
			}
			anchor := correction.Anchor(s.passage)
			c.Count(anchor)
			if !anchor.Sure() {
				continue
			}
			if err := tx.place(s, correction, anchor.Span, revision, nil); err != nil {
				return c, err
			}
		}
	}
	return c, nil
}

// standing is where a statement stands, with its parts.
type standing struct {
	id           int64
	passage      dossier.Passage
	speaker, cue dossier.Span
	hops         []dossier.Hop
}

func (tx *Tx) standing(where string, arg int64) (list []standing, err error) {
	err = each(tx.ctx, tx.tx, `SELECT id, start, "end", exact, before, after, speaker_start, speaker_end, cue_start, cue_end, hops
		FROM statement WHERE `+where+" ORDER BY id", func(row scanner) error {
		var s standing
		var hops string
		if err := row.Scan(&s.id, &s.passage.Start, &s.passage.End, &s.passage.Exact, &s.passage.Before, &s.passage.After,
			&s.speaker.Start, &s.speaker.End, &s.cue.Start, &s.cue.End, &hops); err != nil {
			return err
		}
		list = append(list, s)
		return json.Unmarshal([]byte(hops), &list[len(list)-1].hops)
	}, arg)
	return list, err
}

func (tx *Tx) textOf(revision int64) (text string, err error) {
	err = tx.tx.QueryRowContext(tx.ctx, "SELECT text FROM revision WHERE id = ?", revision).Scan(&text)
	return text, err
}

// place moves a statement to a place of another text. Parts that do not stand there any more stand nowhere; their words
// are kept. more are further columns to set.
func (tx *Tx) place(s standing, c *dossier.Correction, at dossier.Span, revision int64, more fields) error {
	p, ok := dossier.NewPassage(c.Corrected(), at)
	if !ok {
		return refuse(ErrInvalid, "The statement was not placed: there are no words at that place of the text.")
	}
	part := func(was dossier.Span) dossier.Span {
		is, _ := c.Part(was, s.passage.Span, at)
		return is
	}
	speaker, cue := part(s.speaker), part(s.cue)
	for i := range s.hops {
		s.hops[i].Span = part(s.hops[i].Span)
	}
	hops, err := json.Marshal(append([]dossier.Hop{}, s.hops...))
	if err != nil {
		return err
	}
	f := fields{"revision_id": revision, "start": p.Start, "end": p.End, "exact": p.Exact, "before": p.Before, "after": p.After,
		"speaker_start": speaker.Start, "speaker_end": speaker.End, "cue_start": cue.Start, "cue_end": cue.End, "hops": string(hops)}
	for name, v := range more {
		f[name] = v
	}
	return tx.update("statement", s.id, f)
}

// PlaceStatement puts a statement on the current text of its document, at a place that an analyst chose. Its words
// become those of the place, given in kind.
func (tx *Tx) PlaceStatement(statement dossier.ID, at dossier.Span, kind dossier.Kind) error {
	id, err := tx.find("statement", "statement", statement)
	if err != nil {
		return err
	}
	_, now, err := tx.row("statement", "id", id, fields{"revision_id": nil, "document_id": nil})
	if err != nil {
		return err
	}
	current, err := tx.ids("SELECT id FROM revision WHERE "+isCurrent+" AND document_id = ?", now["document_id"])
	if err != nil {
		return err
	}
	if len(current) == 0 {
		return refuse(ErrNotFound, "The statement was not placed: its document has no text.")
	}
	if kind != dossier.Direct && kind != dossier.Indirect && kind != dossier.Mixed {
		return refuse(ErrInvalid, "The statement was not placed: %q is no kind of statement.", kind)
	}
	was, err := tx.textOf(now["revision_id"].(int64))
	if err != nil {
		return err
	}
	text, err := tx.textOf(current[0])
	if err != nil {
		return err
	}
	found, err := tx.standing("id = ?", id)
	if err != nil {
		return err
	}
	return tx.place(found[0], dossier.NewCorrection(was, text), at, current[0], fields{"kind": kind})
}

// Repairs lists the statements that do not stand on the current text of their document, for each of them or for one:
// they were doubtful or lost when it was corrected, or came back from the trash since. Rejected ones are left out, since
// nobody has to decide on them again.
func (d *Dossier) Repairs(ctx context.Context, document dossier.ID) ([]dossier.Statement, error) {
	return d.Statements(ctx, StatementFilter{Document: document, Statuses: []dossier.Status{dossier.Proposed, dossier.Accepted}, Earlier: true})
}
