package storage

import (
	"context"
	"slices"
	"strings"
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
		if !isNew && changed("published", "outlet_id") { // by which statements without a day of their own are dated, and told apart
			undated, err := tx.ids("SELECT id FROM statement WHERE document_id = ?", id)
			if err != nil {
				return err
			}
			for _, s := range undated {
				tx.retold[s] = true
			}
		}
		if !isNew && changed("outlet_id", "published", "lang") { // they are among the facts of its statements
			return tx.staleAll("search_statement", "SELECT id FROM statement WHERE document_id = ?", id)
		}
	case "revision":
		return tx.staleAll("search_text", "SELECT document_id FROM revision WHERE id = ?", id)
	case "statement":
		if changed("exact", "deleted_at", "party_id", "actor_id", "status", "said", "kind", "act", "translation") {
			tx.stale("search_statement", id, isNew)
		}
		if !isNew && changed("exact", "deleted_at", "party_id", "status", "said") {
			tx.retold[id] = true
		}
	case "coding":
		if statement, ok := f["statement_id"].(int64); ok {
			tx.retold[statement] = true
			tx.stale("search_statement", statement, false)
			return nil
		}
		statements, err := tx.ids("SELECT statement_id FROM coding WHERE id = ?", id)
		for _, s := range statements {
			tx.retold[s] = true
			tx.stale("search_statement", s, false)
		}
		return err
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
	statementOf = `SELECT s.id, s.exact, s.translation, '', '' FROM statement s JOIN document d ON d.id = s.document_id WHERE s.deleted_at IS NULL`
	noteOf      = `SELECT n.id, n.body, '', '', '' FROM note n WHERE n.deleted_at IS NULL`
	actorOf     = `SELECT a.id, a.name, coalesce((SELECT group_concat(n.name, char(10)) FROM actor_name n
		WHERE n.actor_id = a.id AND n.deleted_at IS NULL), ''), '', '' FROM actor a WHERE a.deleted_at IS NULL`
)

// searches are the search tables: what fills each, and the keys and the date beside the words where it has them.
var searches = []struct {
	name, source, one string
	facts             string // columns beside those of source: keys, date and language of a row
	insert            string
	keyed             bool
}{
	{"search_text", textOf, " AND d.id = ?", textKeys + ", d.published, d.lang",
		"INSERT INTO search_text (rowid, facts, body, keys) VALUES (?, ?, ?, ?)", true},
	{"search_statement", statementOf, " AND s.id = ?", statementKeys + ", CASE s.said WHEN '' THEN d.published ELSE s.said END, d.lang",
		"INSERT INTO search_statement (rowid, words, keys) VALUES (?, ?, ?)", true},
	{"search_note", noteOf, " AND n.id = ?", "", "INSERT INTO search_note (rowid, body) VALUES (?, ?)", false},
	{"search_actor", actorOf, " AND a.id = ?", "", "INSERT INTO search_actor (rowid, names) VALUES (?, ?)", false},
}

// withFacts adds columns to those of a source, if there are any.
func withFacts(source, facts string) string {
	if facts == "" {
		return source
	}
	return strings.Replace(source, " FROM ", ", "+facts+" FROM ", 1)
}

// entry is a row of a search table to be.
type entry struct {
	id               int64
	a, b, c, text    string
	keys, date, lang string
}

// scan reads an entry, and what else the query gives.
func (e *entry) scan(row scanner, keyed bool, more ...any) error {
	into := []any{&e.id, &e.a, &e.b, &e.c, &e.text}
	if keyed {
		into = append(into, &e.keys, &e.date, &e.lang)
	}
	return row.Scan(append(into, more...)...)
}

// columns gives what is written into the search table.
func (e *entry) columns(search string) []any {
	switch search {
	case "search_text":
		return []any{e.id, foldText(e.a, e.b, e.c), foldText(e.text), keysOf(e.keys, e.date, e.lang)}
	case "search_statement":
		return []any{e.id, foldText(e.a, e.b), keysOf(e.keys, e.date, e.lang)}
	}
	return []any{e.id, foldText(e.a, e.b)}
}

// index brings the search tables up to date with the rows of this transaction.
func (tx *Tx) index() error {
	for _, s := range searches {
		rows := tx.dirty[s.name]
		ids := make([]int64, 0, len(rows))
		for id := range rows {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			if !rows[id] {
				if _, err := tx.tx.ExecContext(tx.ctx, "DELETE FROM "+s.name+" WHERE rowid = ?", id); err != nil {
					return err
				}
			}
		}
		const most = 500 // rows are read many at a time: a query for each would take longer than the row
		for some := range slices.Chunk(ids, most) {
			query := withFacts(s.source, s.facts) + strings.Replace(s.one, "= ?", "IN (SELECT value FROM json_each(?))", 1)
			if err := tx.fill(s.name, query, s.insert, s.keyed, jsonNumbers(some)); err != nil {
				return err
			}
		}
	}
	return nil
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
		if err := tx.fill(s.name, withFacts(s.source, s.facts), s.insert, s.keyed); err != nil {
			return border(op, err)
		}
	}
	if err := tx.retrace(ctx); err != nil {
		return border(op, err)
	}
	if err := mendUtterances(ctx, tx.tx); err != nil {
		return border(op, err)
	}
	if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE dossier SET fold_version = ?", foldVersion); err != nil {
		return border(op, err)
	}
	return border(op, tx.tx.Commit())
}

// fill writes the rows that a query gives into a search table; those that are deleted are not among them.
func (tx *Tx) fill(search, query, insert string, keyed bool, args ...any) error {
	rows, err := tx.tx.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := tx.asked.Err(); err != nil {
			return err
		}
		var e entry
		if err := e.scan(rows, keyed); err != nil {
			return err
		}
		if _, err := tx.tx.ExecContext(tx.ctx, insert, e.columns(search)...); err != nil {
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
