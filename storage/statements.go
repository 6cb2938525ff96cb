package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"parley/dossier"
)

// addStatement stores a statement of a document whose rows are known and sets its number.
func (tx *Tx) addStatement(s *dossier.Statement, document, revision int64, published dossier.Date, text []rune) error {
	if !s.Passage.Holds(text) {
		return say(ErrInvalid, "Not kept: the words of a statement do not stand in its text at its place.")
	}
	if s.ID == dossier.None {
		s.ID = dossier.NewID()
	}
	if s.Status == dossier.Accepted && s.DecidedAt.IsZero() {
		s.DecidedBy, s.DecidedAt = tx.d.analyst, tx.now
	}
	columns, err := tx.statementColumns(*s, published)
	if err != nil {
		return err
	}
	var outer any
	if s.OuterID != dossier.None {
		outer = s.OuterID[:]
	}
	columns = append(columns, column{"document_id", document}, column{"revision_id", revision}, column{"grp", s.Group},
		column{"outer_uid", outer}, column{"confidence", s.Confidence}, column{"reason", s.Reason}, column{"by_hand", s.ByHand},
		column{"decided_by", s.DecidedBy}, column{"decided_at", millis(s.DecidedAt)}, column{"status", string(s.Status)})
	row, err := tx.insert("statement", s.ID, columns...)
	s.Number = int(row)
	return err
}

// statementColumns are the columns that an analyst can change, with actor and party resolved.
func (tx *Tx) statementColumns(s dossier.Statement, published dossier.Date) ([]column, error) {
	var actor, party sql.NullInt64
	var err error
	if strings.TrimSpace(s.Actor) != "" {
		if actor, err = tx.actor(s.Actor, dossier.ActorOther, nil); err != nil {
			return nil, err
		}
	}
	said := sortKey(s.Said)
	if !s.Said.Known() {
		said = sortKey(published)
	}
	candidate := s.Party
	if s.PartyID != dossier.None {
		row, err := tx.rowOf("actor", s.PartyID)
		if err != nil {
			return nil, err
		}
		party, candidate = sql.NullInt64{Int64: row, Valid: true}, ""
	} else if party, err = tx.partyFor(actor, s.Party, said); err != nil {
		return nil, err
	} else if party.Valid {
		candidate = ""
	}
	hops := s.Hops
	if hops == nil {
		hops = []dossier.Hop{}
	}
	chain, err := json.Marshal(hops)
	if err != nil {
		return nil, err
	}
	return []column{
		{"start", s.Passage.Start}, {"end", s.Passage.End}, {"exact", s.Passage.Exact}, {"before", s.Passage.Before}, {"after", s.Passage.After},
		{"kind", string(s.Kind)}, {"speaker", s.SpeakerText}, {"speaker_start", s.SpeakerSpan.Start}, {"speaker_end", s.SpeakerSpan.End},
		{"actor_id", actor}, {"role", s.Role}, {"party_id", party}, {"party_text", candidate}, {"anonymous", s.Anonymous},
		{"cue", s.CueText}, {"cue_start", s.CueSpan.Start}, {"cue_end", s.CueSpan.End},
		{"said", s.Said.String()}, {"said_sort", said}, {"said_text", s.SaidText}, {"said_reason", s.SaidReason}, {"hops", string(chain)},
	}, nil
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// AddStatement stores a statement of a document that is there.
func (tx *Tx) AddStatement(s dossier.Statement) (dossier.Statement, error) {
	document, err := tx.rowOf("document", s.DocumentID)
	if err != nil {
		return s, err
	}
	revision, published, text, err := tx.textOf(document, s.RevisionID)
	if err != nil {
		return s, err
	}
	err = tx.addStatement(&s, document, revision, published, text)
	return s, err
}

func (tx *Tx) textOf(document int64, revision dossier.ID) (row int64, published dossier.Date, text []rune, err error) {
	var date, body string
	err = tx.tx.QueryRowContext(tx.ctx, `SELECT r.id, d.published, r.text FROM revision r JOIN document d ON d.id = r.document_id
		WHERE r.uid = ? AND d.id = ?`, revision[:], document).Scan(&row, &date, &body)
	if err != nil {
		return 0, published, nil, say(ErrNotFound, "Not changed: the text of this statement is not in the dossier.")
	}
	published, err = dossier.ParseDate(date)
	return row, published, []rune(body), err
}

// UpdateStatement changes a statement, all but its identity, its document and its status. Its passage is compared with
// the text again.
func (tx *Tx) UpdateStatement(s dossier.Statement) error {
	row, err := tx.rowOf("statement", s.ID)
	if err != nil {
		return err
	}
	document, err := tx.rowOf("document", s.DocumentID)
	if err != nil {
		return err
	}
	_, published, text, err := tx.textOf(document, s.RevisionID)
	if err != nil {
		return err
	}
	if !s.Passage.Holds(text) {
		return say(ErrInvalid, "Not kept: the words of the statement do not stand in its text at its place.")
	}
	columns, err := tx.statementColumns(s, published)
	if err != nil {
		return err
	}
	return tx.updateStatement(row, columns...)
}

// updateStatement changes columns of a statement and, with them, the copies that its codings keep.
func (tx *Tx) updateStatement(row int64, columns ...column) error {
	if err := tx.update("statement", row, columns...); err != nil {
		return err
	}
	var copies []column
	for _, c := range columns {
		switch c.name {
		case "party_id", "said_sort", "status":
			copies = append(copies, c)
		}
	}
	if len(copies) == 0 {
		return nil
	}
	codings, err := tx.ids(`SELECT id FROM coding WHERE statement_id = ? AND deleted_at IS NULL`, row)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := tx.update("coding", c, copies...); err != nil {
			return err
		}
	}
	return nil
}

// SetStatus records the analyst's decision on statements.
func (tx *Tx) SetStatus(ids []dossier.ID, status dossier.Status) error {
	for _, id := range ids {
		row, err := tx.rowOf("statement", id)
		if err != nil {
			return err
		}
		var was string
		if err := tx.tx.QueryRowContext(tx.ctx, `SELECT status FROM statement WHERE id = ?`, row).Scan(&was); err != nil {
			return err
		}
		if was == string(status) {
			continue
		}
		by, at := tx.d.analyst, tx.now.UnixMilli()
		if status == dossier.Proposed {
			by, at = "", 0
		}
		if err := tx.updateStatement(row, column{"status", string(status)}, column{"decided_by", by}, column{"decided_at", at}); err != nil {
			return err
		}
	}
	return nil
}

// DeleteStatements hides statements with their codings.
func (tx *Tx) DeleteStatements(ids []dossier.ID) error {
	for _, id := range ids {
		row, err := tx.rowOf("statement", id)
		if err != nil {
			return err
		}
		if err := tx.hideStatement(row); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) hideStatement(row int64) error {
	codings, err := tx.ids(`SELECT id FROM coding WHERE statement_id = ? AND deleted_at IS NULL`, row)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := tx.hide("coding", c); err != nil {
			return err
		}
	}
	return tx.hide("statement", row)
}

// SetCoding says what a statement means for an issue; a coding of the same statement on the same issue is changed.
func (tx *Tx) SetCoding(c dossier.Coding) error {
	statement, err := tx.rowOf("statement", c.StatementID)
	if err != nil {
		return err
	}
	issue, err := tx.rowOf("issue", c.IssueID)
	if err != nil {
		return err
	}
	if c.Analyst == "" {
		c.Analyst = tx.d.analyst
	}
	known, err := tx.ids(`SELECT id FROM coding WHERE statement_id = ? AND issue_id = ? AND deleted_at IS NULL`, statement, issue)
	if err != nil {
		return err
	}
	if len(known) > 0 {
		return tx.update("coding", known[0], column{"stance", string(c.Stance)}, column{"reason", c.Reason}, column{"analyst", c.Analyst},
			column{"coded_at", tx.now.UnixMilli()})
	}
	var party sql.NullInt64
	var said int64
	var status string
	if err := tx.tx.QueryRowContext(tx.ctx, `SELECT party_id, said_sort, status FROM statement WHERE id = ?`, statement).Scan(&party, &said, &status); err != nil {
		return err
	}
	_, err = tx.insert("coding", c.ID, column{"statement_id", statement}, column{"issue_id", issue}, column{"stance", string(c.Stance)},
		column{"reason", c.Reason}, column{"analyst", c.Analyst}, column{"coded_at", tx.now.UnixMilli()}, column{"party_id", party},
		column{"said_sort", said}, column{"status", status})
	return err
}

// RemoveCoding takes an issue off a statement.
func (tx *Tx) RemoveCoding(statement, issue dossier.ID) error {
	s, err := tx.rowOf("statement", statement)
	if err != nil {
		return err
	}
	i, err := tx.rowOf("issue", issue)
	if err != nil {
		return err
	}
	known, err := tx.ids(`SELECT id FROM coding WHERE statement_id = ? AND issue_id = ? AND deleted_at IS NULL`, s, i)
	if err != nil {
		return err
	}
	for _, c := range known {
		if err := tx.hide("coding", c); err != nil {
			return err
		}
	}
	return nil
}

// StatementFilter narrows a list of statements. The zero filter takes all, rejected ones too.
type StatementFilter struct {
	Document dossier.ID
	IDs      []dossier.ID
	Statuses []dossier.Status
	Limit    int // 0: all
	Offset   int
}

// Statements lists statements with their codings: by document, then by place, the outer before the inner.
func (d *Dossier) Statements(ctx context.Context, f StatementFilter) ([]dossier.Statement, error) {
	where, args := "s.deleted_at IS NULL", []any{}
	if f.Document != dossier.None {
		where += " AND d.uid = ?"
		args = append(args, f.Document[:])
	}
	if f.IDs != nil {
		where += " AND s.uid IN (SELECT unhex(value) FROM json_each(?))"
		args = append(args, hexList(f.IDs))
	}
	if len(f.Statuses) > 0 {
		where += " AND s.status IN (" + strings.TrimSuffix(strings.Repeat("?,", len(f.Statuses)), ",") + ")"
		for _, s := range f.Statuses {
			args = append(args, string(s))
		}
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	tx, err := d.read.BeginTx(ctx, nil) // one state for statements and codings
	if err != nil {
		return nil, wrap("list statements", err)
	}
	defer tx.Rollback()
	rows, err := tx.QueryContext(ctx, `SELECT s.id, s.uid, d.uid, r.uid, s.start, s.end, s.exact, s.before, s.after, s.kind, s.status,
		s.speaker, s.speaker_start, s.speaker_end, coalesce(a.uid, zeroblob(16)), coalesce(a.name, ''), s.role,
		coalesce(p.uid, zeroblob(16)), coalesce(p.name, s.party_text), s.anonymous, s.cue, s.cue_start, s.cue_end,
		s.said, s.said_text, s.said_reason, s.hops, s.grp, coalesce(s.outer_uid, zeroblob(16)), s.confidence, s.reason, s.by_hand,
		s.decided_by, s.decided_at
		FROM statement s JOIN document d ON d.id = s.document_id JOIN revision r ON r.id = s.revision_id
		LEFT JOIN actor a ON a.id = s.actor_id LEFT JOIN actor p ON p.id = s.party_id
		WHERE `+where+` ORDER BY s.document_id, s.start, s.end DESC, s.id LIMIT ? OFFSET ?`, append(args, limit, f.Offset)...)
	if err != nil {
		return nil, wrap("list statements", err)
	}
	defer rows.Close()
	var out []dossier.Statement
	place := map[int64]int{}
	for rows.Next() {
		s, err := scanStatement(rows)
		if err != nil {
			return nil, wrap("list statements", err)
		}
		place[int64(s.Number)] = len(out)
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		return nil, wrap("list statements", err)
	}
	rows.Close()
	return out, wrap("list statements", addCodings(ctx, tx, where, args, out, place))
}

func scanStatement(rows *sql.Rows) (s dossier.Statement, err error) {
	var id, document, revision, actor, party, outer []byte
	var said, hops string
	var decided int64
	err = rows.Scan(&s.Number, &id, &document, &revision, &s.Passage.Start, &s.Passage.End, &s.Passage.Exact, &s.Passage.Before,
		&s.Passage.After, (*string)(&s.Kind), (*string)(&s.Status), &s.SpeakerText, &s.SpeakerSpan.Start, &s.SpeakerSpan.End,
		&actor, &s.Actor, &s.Role, &party, &s.Party, &s.Anonymous, &s.CueText, &s.CueSpan.Start, &s.CueSpan.End,
		&said, &s.SaidText, &s.SaidReason, &hops, &s.Group, &outer, &s.Confidence, &s.Reason, &s.ByHand, &s.DecidedBy, &decided)
	if err != nil {
		return s, err
	}
	for _, c := range []struct {
		to   *dossier.ID
		from []byte
	}{{&s.ID, id}, {&s.DocumentID, document}, {&s.RevisionID, revision}, {&s.ActorID, actor}, {&s.PartyID, party}, {&s.OuterID, outer}} {
		copy(c.to[:], c.from)
	}
	if decided != 0 {
		s.DecidedAt = time.UnixMilli(decided).UTC()
	}
	if s.Said, err = dossier.ParseDate(said); err != nil {
		return s, err
	}
	return s, json.Unmarshal([]byte(hops), &s.Hops)
}

func addCodings(ctx context.Context, tx *sql.Tx, where string, args []any, out []dossier.Statement, place map[int64]int) error {
	rows, err := tx.QueryContext(ctx, `SELECT c.statement_id, c.uid, i.uid, i.name, c.stance, c.reason, c.analyst, c.coded_at
		FROM statement s JOIN document d ON d.id = s.document_id JOIN coding c ON c.statement_id = s.id JOIN issue i ON i.id = c.issue_id
		WHERE c.deleted_at IS NULL AND i.deleted_at IS NULL AND `+where+` ORDER BY i.rank, c.id`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c dossier.Coding
		var statement, at int64
		var id, issue []byte
		if err := rows.Scan(&statement, &id, &issue, &c.Issue, (*string)(&c.Stance), &c.Reason, &c.Analyst, &at); err != nil {
			return err
		}
		i, ok := place[statement]
		if !ok {
			continue // beyond the limit
		}
		copy(c.ID[:], id)
		copy(c.IssueID[:], issue)
		c.StatementID, c.CodedAt = out[i].ID, time.UnixMilli(at).UTC()
		out[i].Codings = append(out[i].Codings, c)
	}
	return rows.Err()
}

// hexList gives identities to a query as one JSON parameter, so that there is no limit on how many.
func hexList(ids []dossier.ID) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + strings.ReplaceAll(id.String(), "-", "") + `"`)
	}
	b.WriteByte(']')
	return b.String()
}
