package storage

import (
	"context"
	"strings"

	"parley/dossier"
)

// noteTargets are the things that a note can be on.
func noteTargets(n dossier.Note) map[string]struct {
	table, what string
	id          dossier.ID
} {
	return map[string]struct {
		table, what string
		id          dossier.ID
	}{"document_id": {"document", "document", n.DocumentID}, "statement_id": {"statement", "statement", n.StatementID},
		"actor_id": {"actor", "actor", n.ActorID}, "issue_id": {"issue", "issue", n.IssueID}}
}

// AddNote puts a remark on one thing and returns it as it was kept.
func (tx *Tx) AddNote(n dossier.Note) (dossier.Note, error) {
	if n.Body = strings.TrimSpace(n.Body); n.Body == "" {
		return n, refuse(ErrInvalid, "The note was not kept: it is empty.")
	}
	f := fields{"analyst_id": tx.analyst, "body": n.Body, "created_at": tx.now, "updated_at": tx.now}
	on := 0
	for column, target := range noteTargets(n) {
		if target.id == dossier.None {
			continue
		}
		row, err := tx.find(target.table, target.what, target.id)
		if err != nil {
			return n, err
		}
		f[column] = row
		on++
	}
	if on != 1 {
		return n, refuse(ErrInvalid, "The note was not kept: it must be on one thing.")
	}
	if n.ID == dossier.None {
		n.ID = dossier.NewID()
	}
	n.Analyst, n.Created, n.Updated = tx.d.opts.analyst(), fromMillis(tx.now), fromMillis(tx.now)
	_, err := tx.insert("note", n.ID, f)
	return n, err
}

// EditNote changes what a note says.
func (tx *Tx) EditNote(id dossier.ID, body string) error {
	if body = strings.TrimSpace(body); body == "" {
		return refuse(ErrInvalid, "The note was not kept: it is empty. Delete it, if it is not wanted.")
	}
	row, err := tx.find("note", "note", id)
	if err != nil {
		return err
	}
	_, now, err := tx.row("note", "id", row, fields{"body": nil})
	if err != nil || now["body"] == clean(body) {
		return err
	}
	return tx.update("note", row, fields{"body": body, "updated_at": tx.now})
}

// DeleteNote marks a note as deleted.
func (tx *Tx) DeleteNote(id dossier.ID) error {
	row, err := tx.find("note", "note", id)
	if err != nil {
		return err
	}
	return tx.remove("note", row)
}

// Notes lists the notes on one thing, the oldest first; with None those of the whole dossier.
func (d *Dossier) Notes(ctx context.Context, on dossier.ID) ([]dossier.Note, error) {
	var list []dossier.Note
	err := d.each(ctx, `SELECT n.uid, d.uid, s.uid, a.uid, i.uid, n.body, w.name, n.created_at, n.updated_at FROM note n
		JOIN analyst w ON w.id = n.analyst_id LEFT JOIN document d ON d.id = n.document_id LEFT JOIN statement s ON s.id = n.statement_id
		LEFT JOIN actor a ON a.id = n.actor_id LEFT JOIN issue i ON i.id = n.issue_id
		WHERE n.deleted_at IS NULL AND (?1 OR n.document_id = (SELECT id FROM document WHERE uid = ?2) OR n.statement_id = (SELECT id FROM statement WHERE uid = ?2)
			OR n.actor_id = (SELECT id FROM actor WHERE uid = ?2) OR n.issue_id = (SELECT id FROM issue WHERE uid = ?2)) ORDER BY n.id`, func(row scanner) error {
		var n dossier.Note
		var created, updated int64
		err := row.Scan(&n.ID, &n.DocumentID, &n.StatementID, &n.ActorID, &n.IssueID, &n.Body, &n.Analyst, &created, &updated)
		n.Created, n.Updated = fromMillis(created), fromMillis(updated)
		list = append(list, n)
		return err
	}, on == dossier.None, on[:])
	return list, border("The notes were not read", err)
}
