package storage

import (
	"context"
	"database/sql"
	"errors"
	"sort"
)

// touch notes which entries of the search tables a changed row makes stale.
func (tx *Tx) touch(table string, id int64, f fields, isNew bool) error {
	changed := func(columns ...string) bool {
		for _, c := range columns {
			if _, ok := f[c]; ok {
				return true
			}
		}
		return isNew
	}
	switch table {
	case "document":
		if changed("title", "author", "outlet_id", "deleted_at", "published", "lang", "state") {
			tx.stale("search_text", id, isNew)
		}
		if !isNew && changed("outlet_id", "published", "lang") { // they are among the facts of its statements
			return tx.staleAll("search_statement", "SELECT id FROM statement WHERE document_id = ?", id)
		}
	case "revision":
		return tx.staleAll("search_text", "SELECT document_id FROM revision WHERE id = ?", id)
	case "statement":
		if changed("exact", "deleted_at", "party_id", "actor_id", "status", "said", "kind", "act") {
			tx.stale("search_statement", id, isNew)
		}
	case "coding":
		return tx.staleAll("search_statement", "SELECT statement_id FROM coding WHERE id = ?", id)
	case "tagging":
		if err := tx.staleAll("search_statement", "SELECT statement_id FROM tagging WHERE id = ? AND statement_id IS NOT NULL", id); err != nil {
			return err
		}
		return tx.staleAll("search_text", "SELECT document_id FROM tagging WHERE id = ? AND document_id IS NOT NULL", id)
	case "note":
		if changed("body", "deleted_at") {
			tx.stale("search_note", id, isNew)
		}
	case "actor":
		if changed("name", "deleted_at") {
			tx.stale("search_actor", id, isNew)
		}
		if !isNew && changed("name") { // the outlet's name stands among the facts of its documents
			return tx.staleAll("search_text", "SELECT id FROM document WHERE outlet_id = ?", id)
		}
	case "actor_name":
		return tx.staleAll("search_actor", "SELECT actor_id FROM actor_name WHERE id = ?", id)
	}
	return nil
}

// staleAll notes the rows that a query gives.
func (tx *Tx) staleAll(search, query string, id int64) error {
	rows, err := tx.ids(query, id)
	for _, row := range rows {
		tx.stale(search, row, false)
	}
	return err
}

func (tx *Tx) stale(search string, id int64, isNew bool) {
	rows := tx.dirty[search]
	if rows == nil {
		rows = map[int64]bool{}
		tx.dirty[search] = rows
	}
	if _, known := rows[id]; !known {
		rows[id] = isNew
	}
}

// The texts behind each search table, for rows that are not deleted.
const (
	textOf = `SELECT d.id, d.title, d.author, coalesce(o.name, ''), r.text FROM document d
		JOIN revision r ON r.document_id = d.id AND r.deleted_at IS NULL
		LEFT JOIN actor o ON o.id = d.outlet_id
		WHERE d.deleted_at IS NULL AND r.number = (SELECT max(number) FROM revision WHERE document_id = d.id AND deleted_at IS NULL)`
	statementOf = `SELECT s.id, s.exact, '', '', '' FROM statement s WHERE s.deleted_at IS NULL`
	noteOf      = `SELECT n.id, n.body, '', '', '' FROM note n WHERE n.deleted_at IS NULL`
	actorOf     = `SELECT a.id, a.name, coalesce((SELECT group_concat(n.name, char(10)) FROM actor_name n
		WHERE n.actor_id = a.id AND n.deleted_at IS NULL), ''), '', '' FROM actor a WHERE a.deleted_at IS NULL`
)

// searches are the search tables: what fills each, and the keys and the date beside the words where it has them.
var searches = []struct {
	name, source, one string
	facts             string // keys, date and language of a row
	insert            string
	keyed             bool
}{
	{"search_text", textOf, " AND d.id = ?", "SELECT " + textKeys + ", d.published, d.lang FROM document d WHERE d.id = ?",
		"INSERT INTO search_text (rowid, facts, body, keys) VALUES (?, ?, ?, ?)", true},
	{"search_statement", statementOf, " AND s.id = ?", "SELECT " + statementKeys + `, CASE s.said WHEN '' THEN d.published ELSE s.said END, d.lang
		FROM statement s JOIN document d ON d.id = s.document_id WHERE s.id = ?`,
		"INSERT INTO search_statement (rowid, words, keys) VALUES (?, ?, ?)", true},
	{"search_note", noteOf, " AND n.id = ?", "", "INSERT INTO search_note (rowid, body) VALUES (?, ?)", false},
	{"search_actor", actorOf, " AND a.id = ?", "", "INSERT INTO search_actor (rowid, names) VALUES (?, ?)", false},
}

// index brings the search tables up to date with the rows of this transaction.
func (tx *Tx) index() error {
	for _, s := range searches {
		rows := tx.dirty[s.name]
		ids := make([]int64, 0, len(rows))
		for id := range rows {
			ids = append(ids, id)
		}
		sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
		for _, id := range ids {
			if !rows[id] {
				if _, err := tx.tx.ExecContext(tx.ctx, "DELETE FROM "+s.name+" WHERE rowid = ?", id); err != nil {
					return err
				}
			}
			var a, b, c, text string
			err := tx.tx.QueryRowContext(tx.ctx, s.source+s.one, id).Scan(&id, &a, &b, &c, &text)
			if errors.Is(err, sql.ErrNoRows) {
				continue // deleted
			}
			if err != nil {
				return err
			}
			keys, err := tx.keys(s.facts, id)
			if err != nil {
				return err
			}
			if _, err := tx.tx.ExecContext(tx.ctx, s.insert, indexed(s.name, keys, id, a, b, c, text)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// keys reads the keys of a row; facts is the query for them, or empty.
func (tx *Tx) keys(facts string, id int64) (string, error) {
	if facts == "" {
		return "", nil
	}
	var made, date, lang string
	err := tx.tx.QueryRowContext(tx.ctx, facts, id).Scan(&made, &date, &lang)
	return keysOf(made, date, lang), err
}

func indexed(search, keys string, id int64, a, b, c, text string) []any {
	switch search {
	case "search_text":
		return []any{id, foldText(a, b, c), foldText(text), keys}
	case "search_statement":
		return []any{id, foldText(a), keys}
	}
	return []any{id, foldText(a, b)}
}

// refold fills the search tables anew where they were filled by another version of the folding.
func (d *Dossier) refold(ctx context.Context) error {
	var version int
	if err := d.read.QueryRowContext(ctx, "SELECT fold_version FROM dossier").Scan(&version); err != nil || version == foldVersion {
		return err
	}
	return d.Reindex(ctx)
}

// Reindex fills the search tables anew from the rows: they hold nothing of their own.
func (d *Dossier) Reindex(ctx context.Context) error {
	const op = "The search index was not rebuilt"
	if d.locked != "" {
		return refuse(ErrReadOnly, "%s: this dossier is open for reading only.", op)
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.sameFile(); err != nil {
		return err
	}
	tx, err := d.begin(ctx)
	if err != nil {
		return border(op, err)
	}
	defer tx.tx.Rollback()
	for _, s := range searches {
		if _, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO "+s.name+"("+s.name+") VALUES ('delete-all')"); err != nil {
			return border(op, err)
		}
		if err := tx.refill(ctx, s.name, s.source, s.facts, s.insert); err != nil {
			return border(op, err)
		}
	}
	if err := tx.retrace(ctx); err != nil {
		return border(op, err)
	}
	if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE dossier SET fold_version = ?", foldVersion); err != nil {
		return border(op, err)
	}
	return border(op, tx.tx.Commit())
}

func (tx *Tx) refill(ctx context.Context, search, source, facts, insert string) error {
	rows, err := tx.tx.QueryContext(tx.ctx, source)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		var id int64
		var a, b, c, text string
		if err := rows.Scan(&id, &a, &b, &c, &text); err != nil {
			return err
		}
		keys, err := tx.keys(facts, id)
		if err != nil {
			return err
		}
		if _, err := tx.tx.ExecContext(tx.ctx, insert, indexed(search, keys, id, a, b, c, text)...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ids runs a query for row ids and reads all of them.
func (tx *Tx) ids(query string, args ...any) ([]int64, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
