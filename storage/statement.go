package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"

	"parley/dossier"
)

// page is the text that statements stand on.
type page struct {
	document, revision int64
	doc, rev           dossier.ID
	text               []rune
	published          dossier.Date
}

// addStatements adds the statements found in one text, each after the one that it is nested in.
func (tx *Tx) addStatements(p page, statements []dossier.Statement, actors []dossier.Actor) error {
	at := make(map[dossier.ID]int, len(statements))
	for i := range statements {
		if statements[i].ID == dossier.None {
			statements[i].ID = dossier.NewID()
		}
		at[statements[i].ID] = i
	}
	rows := make([]int64, len(statements))
	visiting := make([]bool, len(statements))
	var add func(i int) error
	add = func(i int) error {
		if rows[i] != 0 {
			return nil
		}
		if visiting[i] {
			return refuse(ErrInvalid, "The document was not added: a statement is nested in itself.")
		}
		visiting[i] = true
		var outer any
		if uid := statements[i].OuterID; uid != dossier.None {
			o, ok := at[uid]
			if !ok {
				return refuse(ErrInvalid, "The document was not added: a statement is nested in one that is not there.")
			}
			if err := add(o); err != nil {
				return err
			}
			outer = rows[o]
		}
		var err error
		rows[i], err = tx.newStatement(p, &statements[i], outer, actors)
		return err
	}
	for i := range statements {
		if err := add(i); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) newStatement(p page, s *dossier.Statement, outer any, actors []dossier.Actor) (int64, error) {
	if s.ID == dossier.None {
		s.ID = dossier.NewID()
	}
	s.DocumentID, s.RevisionID = p.doc, p.rev
	if s.Status == "" {
		s.Status = dossier.Proposed
	}
	f, err := tx.statementFields(p, s, outer, actors, true)
	if err != nil {
		return 0, err
	}
	if s.Status != dossier.Proposed {
		f["decided_by"], f["decided_at"] = tx.analyst, tx.now
		s.DecidedBy, s.DecidedAt = tx.d.opts.analyst(), fromMillis(tx.now)
	}
	if s.Number, err = tx.nextNumber("statement"); err != nil {
		return 0, err
	}
	f["number"], f["document_id"] = s.Number, p.document
	id, err := tx.insert("statement", s.ID, f)
	tx.fresh[id] = true
	return id, err
}

// statementFields checks a statement against its text and gives its columns. A party that nobody set is looked for
// where fill says so.
func (tx *Tx) statementFields(p page, s *dossier.Statement, outer any, actors []dossier.Actor, fill bool) (fields, error) {
	if err := checkStatement(p, s); err != nil {
		return nil, err
	}
	hops, err := json.Marshal(append([]dossier.Hop{}, s.Hops...))
	if err != nil {
		return nil, err
	}
	s.Actor = tidy(s.Actor)
	actor, err := tx.named(s.ActorID, s.Actor, "actor")
	if err == nil && actor == nil && s.Actor != "" {
		actor, err = tx.actor(s.Actor, dossier.ActorOther, actors)
	}
	if err != nil {
		return nil, err
	}
	party, err := tx.statementParty(p, s, actor, fill)
	if err != nil {
		return nil, err
	}
	if err := tx.fillNames(s, actor, party); err != nil {
		return nil, err
	}
	candidate := ""
	if party == nil {
		candidate = s.Party
	}
	return fields{"revision_id": p.revision, "start": s.Passage.Start, "end": s.Passage.End, "exact": s.Passage.Exact,
		"before": s.Passage.Before, "after": s.Passage.After, "kind": s.Kind, "act": s.Act, "status": s.Status,
		"speaker_text": s.SpeakerText, "speaker_start": s.SpeakerSpan.Start, "speaker_end": s.SpeakerSpan.End,
		"actor_id": actor, "role": s.Role, "party_id": party, "party_text": candidate, "anonymous": s.Anonymous,
		"cue_text": s.CueText, "cue_start": s.CueSpan.Start, "cue_end": s.CueSpan.End,
		"said": s.Said.String(), "said_key": dateKey(s.Said), "said_text": s.SaidText, "said_reason": s.SaidReason,
		"hops": string(hops), "group": s.Group, "outer_id": outer, "confidence": s.Confidence, "reason": s.Reason,
		"by_hand": s.ByHand, "translation": s.Translation.Text, "translation_lang": s.Translation.Lang, "translator": s.Translation.By}, nil
}

func checkStatement(p page, s *dossier.Statement) error {
	const not = "The statement was not kept: "
	if !s.Passage.Holds(p.text) {
		return refuse(ErrInvalid, not+"its words do not stand at their place in the text. Mark the passage again.")
	}
	s.Passage, _ = dossier.NewPassage(p.text, s.Passage.Span)
	for _, span := range append([]dossier.Span{s.SpeakerSpan, s.CueSpan}, spansOf(s.Hops)...) {
		if span.Start < 0 || span.End < span.Start || span.End > len(p.text) {
			return refuse(ErrInvalid, not+"its speaker, verb or source lies outside the text. Mark it again.")
		}
	}
	if s.Kind != dossier.Direct && s.Kind != dossier.Indirect && s.Kind != dossier.Mixed {
		return refuse(ErrInvalid, not+"%q is no kind of statement.", s.Kind)
	}
	if s.Act == "" {
		s.Act = dossier.Says
	}
	if !slices.Contains(dossier.Acts, s.Act) {
		return refuse(ErrInvalid, not+"%q is nothing that a speaker does.", s.Act)
	}
	t := &s.Translation
	if t.Text, t.Lang, t.By = strings.TrimSpace(clean(t.Text)), strings.TrimSpace(t.Lang), tidy(t.By); t.Text == "" {
		*t = dossier.Translation{} // of nothing there is no language and no translator
	}
	if err := checkStatus(s.Status); err != nil {
		return err
	}
	if math.IsNaN(s.Confidence) || math.IsInf(s.Confidence, 0) {
		return refuse(ErrInvalid, not+"its confidence is not a number.")
	}
	return checkDate("statement", s.Said)
}

func spansOf(hops []dossier.Hop) []dossier.Span {
	spans := make([]dossier.Span, len(hops))
	for i, h := range hops {
		spans[i] = h.Span
	}
	return spans
}

func checkStatus(st dossier.Status) error {
	if st != dossier.Proposed && st != dossier.Accepted && st != dossier.Rejected {
		return refuse(ErrInvalid, "The change was not kept: %q is no state of a statement.", st)
	}
	return nil
}

func (tx *Tx) statementParty(p page, s *dossier.Statement, actor any, fill bool) (any, error) {
	s.Party = tidy(s.Party)
	if party, err := tx.named(s.PartyID, s.Party, "party"); err != nil {
		return nil, err
	} else if party != nil {
		return tx.find("party", "party", s.PartyID)
	}
	day := s.Said
	if !day.Known() {
		day = p.published
	}
	if !fill || s.PartyID != dossier.None { // the analyst named another, or none
		actor = nil
	}
	return tx.partyFor(actor, day, s.Party)
}

// fillNames makes the statement's names those of the rows found.
func (tx *Tx) fillNames(s *dossier.Statement, actor, party any) error {
	s.ActorID, s.PartyID = dossier.None, dossier.None
	for _, n := range []struct {
		row  any
		id   *dossier.ID
		name *string
	}{{actor, &s.ActorID, &s.Actor}, {party, &s.PartyID, &s.Party}} {
		if n.row == nil {
			continue
		}
		of, err := tx.nameOf(n.row.(int64))
		if err != nil {
			return err
		}
		*n.id, *n.name = of.uid, of.name
	}
	return nil
}

// page reads the text that a statement stands on.
func (tx *Tx) page(revision int64) (page, error) {
	p := page{revision: revision}
	var text, published string
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT d.id, d.uid, r.uid, r.text, d.published FROM revision r JOIN document d ON d.id = r.document_id
		WHERE r.id = ? AND r.deleted_at IS NULL AND d.deleted_at IS NULL`, revision).Scan(&p.document, &p.doc, &p.rev, &text, &published)
	p.text, p.published = []rune(text), readDate(published)
	if errors.Is(err, sql.ErrNoRows) {
		err = refuse(ErrNotFound, "The change was not kept: the text is not in this dossier, or was deleted.")
	}
	return p, err
}

// AddStatement adds one statement to a document's text and returns it as it was kept, with its number.
func (tx *Tx) AddStatement(s dossier.Statement) (dossier.Statement, error) {
	document, err := tx.find("document", "document", s.DocumentID)
	if err != nil {
		return s, err
	}
	revision, err := tx.ids("SELECT id FROM revision WHERE document_id = ?1 AND deleted_at IS NULL AND (uid = ?2 OR ?3) ORDER BY number DESC LIMIT 1",
		document, s.RevisionID[:], s.RevisionID == dossier.None)
	if err != nil {
		return s, err
	}
	if len(revision) == 0 {
		return s, refuse(ErrNotFound, "The statement was not kept: its text is not in this dossier.")
	}
	p, err := tx.page(revision[0])
	if err != nil {
		return s, err
	}
	outer, err := tx.outer(s.OuterID, document)
	if err != nil {
		return s, err
	}
	_, err = tx.newStatement(p, &s, outer, nil)
	return s, err
}

// outer finds the statement that another is nested in; it must be of the same document.
func (tx *Tx) outer(uid dossier.ID, document int64) (any, error) {
	outer, err := tx.findOrNone("statement", "statement that this one is nested in", uid)
	if err != nil || outer == nil {
		return nil, err
	}
	same, err := tx.ids("SELECT id FROM statement WHERE id = ? AND document_id = ?", outer, document)
	if err == nil && len(same) == 0 {
		err = refuse(ErrInvalid, "The statement was not kept: it is nested in one of another document.")
	}
	return outer, err
}

// UpdateStatement changes everything of a statement but its identity, number and document; codings have their own
// methods. The passage is compared with the text again. Where Actor or Party is not a name of ActorID or PartyID, the
// name decides; with neither there is none.
func (tx *Tx) UpdateStatement(s dossier.Statement) error {
	id, err := tx.find("statement", "statement", s.ID)
	if err != nil {
		return err
	}
	_, now, err := tx.row("statement", "id", id, fields{"revision_id": nil, "document_id": nil, "status": nil})
	if err != nil {
		return err
	}
	p, err := tx.page(now["revision_id"].(int64))
	if err != nil {
		return err
	}
	outer, err := tx.outer(s.OuterID, p.document)
	if err != nil {
		return err
	}
	if outer != nil {
		round, err := tx.ids(`WITH RECURSIVE up(id) AS (VALUES (?1) UNION SELECT s.outer_id FROM statement s JOIN up ON s.id = up.id WHERE s.outer_id IS NOT NULL)
			SELECT id FROM up WHERE id = ?2`, outer, id)
		if err != nil {
			return err
		}
		if len(round) > 0 {
			return refuse(ErrInvalid, "The statement was not changed: it cannot be nested in itself.")
		}
	}
	f, err := tx.statementFields(p, &s, outer, nil, false)
	if err != nil {
		return err
	}
	if now["status"] != string(s.Status) {
		tx.decide(f, s.Status)
	}
	return tx.update("statement", id, f)
}

// decide records who decided and when; a proposal is undecided again.
func (tx *Tx) decide(f fields, st dossier.Status) {
	f["status"], f["decided_by"], f["decided_at"] = st, tx.analyst, tx.now
	if st == dossier.Proposed {
		f["decided_by"], f["decided_at"] = nil, nil
	}
}

// SetStatus accepts, rejects or proposes statements again, and records the analyst and the time. Those that have the
// status already keep theirs.
func (tx *Tx) SetStatus(ids []dossier.ID, st dossier.Status) error {
	if err := checkStatus(st); err != nil {
		return err
	}
	for _, uid := range ids {
		id, err := tx.find("statement", "statement", uid)
		if err != nil {
			return err
		}
		_, now, err := tx.row("statement", "id", id, fields{"status": nil})
		if err != nil {
			return err
		}
		if now["status"] == string(st) {
			continue
		}
		f := fields{}
		tx.decide(f, st)
		if err := tx.update("statement", id, f); err != nil {
			return err
		}
	}
	return nil
}

// SetParty sets for whom statements were made; None clears it. An actor that speaks for nobody yet becomes a member
// of the party, and its other statements without a party get it too.
func (tx *Tx) SetParty(ids []dossier.ID, party dossier.ID) error {
	row, err := tx.findOrNone("party", "party", party)
	if err != nil {
		return err
	}
	var speakers []int64
	for _, uid := range ids {
		id, err := tx.find("statement", "statement", uid)
		if err != nil {
			return err
		}
		_, now, err := tx.row("statement", "id", id, fields{"actor_id": nil})
		if err != nil {
			return err
		}
		if err := tx.update("statement", id, fields{"party_id": row, "party_text": ""}); err != nil {
			return err
		}
		if actor, ok := now["actor_id"].(int64); ok && row != nil && !slices.Contains(speakers, actor) {
			speakers = append(speakers, actor)
		}
	}
	for _, actor := range speakers {
		bound, err := tx.ids(`SELECT id FROM membership WHERE actor_id = ?1 AND deleted_at IS NULL
			UNION ALL SELECT id FROM party WHERE id = ?1 AND deleted_at IS NULL`, actor)
		if err != nil {
			return err
		}
		if len(bound) > 0 {
			continue
		}
		if err := tx.join(actor, row.(int64)); err != nil {
			return err
		}
		if err := tx.fillParties("s.actor_id = ?", actor); err != nil {
			return err
		}
	}
	return nil
}

// DeleteStatements marks statements as deleted; undo brings them back.
func (tx *Tx) DeleteStatements(ids []dossier.ID) error {
	for _, uid := range ids {
		id, err := tx.find("statement", "statement", uid)
		if err != nil {
			return err
		}
		if err := tx.remove("statement", id); err != nil {
			return err
		}
	}
	return nil
}
