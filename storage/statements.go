package storage

import (
	"context"
	"encoding/hex"
	"encoding/json"

	"parley/dossier"
)

// StatementFilter narrows a list of statements. The zero filter takes all that are not deleted, rejected ones too.
type StatementFilter struct {
	Document      dossier.ID
	IDs           []dossier.ID // empty: all
	Statuses      []dossier.Status
	Earlier       bool // only those that stand on an earlier text of their document
	Limit, Offset int  // Limit 0: all
}

const selectStatements = `SELECT s.id, s.uid, s.number, d.uid, r.uid, s.start, s."end", s.exact, s.before, s.after, s.kind, s.act, s.status,
	s.speaker_text, s.speaker_start, s.speaker_end, a.uid, coalesce(a.name, ''), s.role, p.uid, coalesce(p.name, s.party_text), s.anonymous,
	s.cue_text, s.cue_start, s.cue_end, s.said, s.said_text, s.said_reason, s.hops, s."group", o.uid, s.confidence, s.reason,
	s.by_hand, coalesce(n.name, ''), coalesce(s.decided_at, 0), s.translation, s.translation_lang, s.translator
	FROM statement s JOIN document d ON d.id = s.document_id JOIN revision r ON r.id = s.revision_id
	LEFT JOIN actor a ON a.id = s.actor_id LEFT JOIN actor p ON p.id = s.party_id
	LEFT JOIN statement o ON o.id = s.outer_id AND o.deleted_at IS NULL LEFT JOIN analyst n ON n.id = s.decided_by
	WHERE s.deleted_at IS NULL`

func scanStatement(row scanner) (id int64, s dossier.Statement, err error) {
	var said, hops string
	var decided int64
	err = row.Scan(&id, &s.ID, &s.Number, &s.DocumentID, &s.RevisionID, &s.Passage.Start, &s.Passage.End, &s.Passage.Exact,
		&s.Passage.Before, &s.Passage.After, &s.Kind, &s.Act, &s.Status, &s.SpeakerText, &s.SpeakerSpan.Start, &s.SpeakerSpan.End,
		&s.ActorID, &s.Actor, &s.Role, &s.PartyID, &s.Party, &s.Anonymous, &s.CueText, &s.CueSpan.Start, &s.CueSpan.End,
		&said, &s.SaidText, &s.SaidReason, &hops, &s.Group, &s.OuterID, &s.Confidence, &s.Reason, &s.ByHand, &s.DecidedBy, &decided,
		&s.Translation.Text, &s.Translation.Lang, &s.Translation.By)
	if err != nil {
		return id, s, err
	}
	s.Said, s.DecidedAt = readDate(said), fromMillis(decided)
	if hops != "[]" {
		err = json.Unmarshal([]byte(hops), &s.Hops)
	}
	return id, s, err
}

// Statements lists statements with their codings and chains of reporting: by document, then by place, outer before
// inner. It takes two queries, however many there are.
func (d *Dossier) Statements(ctx context.Context, f StatementFilter) ([]dossier.Statement, error) {
	const op = "The statements were not read"
	where, args, err := statementsWhere(f)
	if err != nil {
		return nil, border(op, err)
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1
	}
	var list []dossier.Statement
	var rows []int64
	place := map[int64]int{}
	err = d.each(ctx, selectStatements+where+` ORDER BY s.document_id, s.start, s."end" DESC, s.id LIMIT ? OFFSET ?`, func(row scanner) error {
		id, s, err := scanStatement(row)
		place[id] = len(list)
		list, rows = append(list, s), append(rows, id)
		return err
	}, append(args, limit, max(f.Offset, 0))...)
	if err != nil || len(list) == 0 {
		return nil, border(op, err)
	}
	ids, err := json.Marshal(rows)
	if err != nil {
		return nil, border(op, err)
	}
	err = d.each(ctx, `SELECT c.statement_id, c.uid, i.uid, i.name, c.stance, c.reason, n.name, c.coded_at
		FROM coding c JOIN issue i ON i.id = c.issue_id JOIN analyst n ON n.id = c.analyst_id
		WHERE c.statement_id IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL ORDER BY i.place, c.coded_at, c.id`, func(row scanner) error {
		var id, at int64
		var c dossier.Coding
		err := row.Scan(&id, &c.ID, &c.IssueID, &c.Issue, &c.Stance, &c.Reason, &c.Analyst, &at)
		s := &list[place[id]]
		c.StatementID, c.CodedAt = s.ID, fromMillis(at)
		s.Codings = append(s.Codings, c)
		return err
	}, string(ids))
	return list, border(op, err)
}

func statementsWhere(f StatementFilter) (where string, args []any, err error) {
	if f.Document != dossier.None {
		where += " AND s.document_id = (SELECT id FROM document WHERE uid = ?)"
		args = append(args, f.Document[:])
	}
	if len(f.IDs) > 0 {
		list, err := uidList(f.IDs)
		if err != nil {
			return "", nil, err
		}
		where += " AND s.uid IN (SELECT unhex(value) FROM json_each(?))"
		args = append(args, list)
	}
	if f.Earlier {
		// Few documents were ever corrected; only their statements are looked at.
		where += ` AND s.document_id IN (SELECT document_id FROM revision WHERE number > 1)
			AND s.revision_id IS NOT (SELECT id FROM revision c WHERE c.document_id = s.document_id AND c.deleted_at IS NULL ORDER BY c.number DESC LIMIT 1)`
	}
	if len(f.Statuses) > 0 {
		list, err := json.Marshal(f.Statuses)
		if err != nil {
			return "", nil, err
		}
		where += " AND s.status IN (SELECT value FROM json_each(?))"
		args = append(args, string(list))
	}
	return where, args, nil
}

// uidList gives IDs as one argument, so that a query keeps one text however many there are.
func uidList(ids []dossier.ID) (string, error) {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = hex.EncodeToString(id[:])
	}
	b, err := json.Marshal(list)
	return string(b), err
}
