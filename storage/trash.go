package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"parley/dossier"
)

// bins say where each kind of deleted thing is found, and how it is called. Statements that went with their document
// come back with it, and an actor's own bin leaves out that it was a party.
var bins = []struct {
	thing dossier.Thing
	table string
	query string // uid, number, label, deleted_at
}{
	{dossier.ThingDocument, "document", "SELECT uid, number, title, deleted_at FROM document WHERE deleted_at IS NOT NULL"},
	{dossier.ThingStatement, "statement", `SELECT s.uid, s.number, s.exact, s.deleted_at FROM statement s JOIN document d ON d.id = s.document_id
		WHERE s.deleted_at IS NOT NULL AND d.deleted_at IS NULL`},
	{dossier.ThingActor, "actor", "SELECT uid, 0, name, deleted_at FROM actor WHERE deleted_at IS NOT NULL"},
	{dossier.ThingParty, "party", "SELECT p.uid, 0, a.name, p.deleted_at FROM party p JOIN actor a ON a.id = p.id WHERE p.deleted_at IS NOT NULL"},
	{dossier.ThingIssue, "issue", "SELECT uid, 0, name, deleted_at FROM issue WHERE deleted_at IS NOT NULL"},
	{dossier.ThingNote, "note", "SELECT uid, 0, body, deleted_at FROM note WHERE deleted_at IS NOT NULL"},
	{dossier.ThingTag, "tag", "SELECT uid, 0, name, deleted_at FROM tag WHERE deleted_at IS NOT NULL"},
	{dossier.ThingRecipe, "recipe", "SELECT uid, 0, name, deleted_at FROM recipe WHERE deleted_at IS NOT NULL"},
	{dossier.ThingSavedSearch, "saved_search", "SELECT uid, 0, name, deleted_at FROM saved_search WHERE deleted_at IS NOT NULL"},
}

// deletedBy tells which action deleted a row last. A row that is gone because its making was undone is no trash: redo
// brings it.
const deletedBy = `SELECT a.kind, a.name, n.name FROM change c JOIN action a ON a.id = c.action_id JOIN analyst n ON n.id = a.analyst_id
	WHERE c.uid = ? AND c.tbl = ? AND c.after ->> 'deleted_at' IS NOT NULL ORDER BY a.id DESC LIMIT 1`

// Trash lists what was deleted, the newest first; limit 0: all. more says that there is more of it.
func (d *Dossier) Trash(ctx context.Context, limit int) (list []dossier.Deleted, more bool, err error) {
	const op = "The trash was not read"
	tables := map[dossier.Thing]string{}
	var all []dossier.Deleted
	for _, b := range bins {
		tables[b.thing] = b.table
		query := b.query + " ORDER BY 4 DESC"
		if limit > 0 { // what an undo took away may be among them, so more are read than are asked for
			query += fmt.Sprintf(" LIMIT %d", 4*limit+100)
		}
		if err := d.each(ctx, query, func(row scanner) error {
			item := dossier.Deleted{Thing: b.thing}
			var at int64
			err := row.Scan(&item.ID, &item.Number, &item.Label, &at)
			item.At = fromMillis(at)
			all = append(all, item)
			return err
		}); err != nil {
			return nil, false, border(op, err)
		}
	}
	slices.SortStableFunc(all, func(a, b dossier.Deleted) int { return b.At.Compare(a.At) })
	for _, item := range all {
		if limit > 0 && len(list) == limit {
			return list, true, nil
		}
		var kind string
		err := d.read.QueryRowContext(ctx, deletedBy, item.ID[:], tables[item.Thing]).Scan(&kind, &item.Action, &item.Analyst)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, false, border(op, err)
		}
		if err == nil && kind != "undo" {
			list = append(list, item)
		}
	}
	return list, false, nil
}

// BringBack takes things out of the trash, as one action that can be undone: a document with the statements that went
// with it, a party with what was taken off it.
func (tx *Tx) BringBack(items []dossier.Deleted) error {
	tables := map[dossier.Thing]string{}
	for _, b := range bins {
		tables[b.thing] = b.table
	}
	for _, item := range items {
		table, ok := tables[item.Thing]
		if !ok {
			return refuse(ErrInvalid, "Nothing was brought back: there is no trash for a %q.", item.Thing)
		}
		rows, err := tx.ids("SELECT id FROM "+table+" WHERE uid = ? AND deleted_at IS NOT NULL", item.ID[:])
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return refuse(ErrNotFound, "Nothing was brought back: the %s “%s” is not in the trash.", item.Thing, item.Label)
		}
		if err := tx.bringBack(table, item); err != nil {
			return err
		}
	}
	return nil
}

// bringBack takes back what the deleting action did to the thing and to what went with it, where nothing has changed
// that since. Other things which that action deleted stay where they are.
func (tx *Tx) bringBack(table string, item dossier.Deleted) error {
	var action int64
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT c.action_id FROM change c WHERE c.uid = ? AND c.tbl = ? AND c.after ->> 'deleted_at' IS NOT NULL
		ORDER BY c.action_id DESC LIMIT 1`, item.ID[:], table).Scan(&action)
	if err != nil {
		return err
	}
	all, err := tx.changesOf(action)
	if err != nil {
		return err
	}
	for i := len(all) - 1; i >= 0; i-- {
		c := all[i]
		p := part{c.table, c.uid}
		if c.uid != item.ID || c.table != table {
			if c.before == nil {
				continue
			}
			goes, err := tx.wentWith(item, c, p)
			if err != nil {
				return err
			}
			if !goes {
				continue
			}
		}
		if err := tx.restoreRow(p, c.before); err != nil {
			return err
		}
	}
	if table == "party" || table == "issue" {
		return tx.arrange(table, 0, 0)
	}
	return nil
}

// wentWith reports whether another row that the same action changed went with the thing, and still is as it was left.
func (tx *Tx) wentWith(item dossier.Deleted, c change, p part) (bool, error) {
	now, err := rowNow(tx.ctx, tx.tx, p)
	if err != nil {
		return false, err
	}
	for column, left := range c.after {
		if !reflect.DeepEqual(now[column], left) {
			return false, nil
		}
	}
	switch item.Thing {
	case dossier.ThingDocument: // one action may delete several
		document, err := tx.ids("SELECT id FROM document WHERE uid = ?", item.ID[:])
		return err == nil && c.table == "statement" && now["document_id"] == document[0], err
	case dossier.ThingStatement:
		return false, nil
	}
	_, arranged := c.after["place"]
	return !arranged, nil // a party, an issue and a tag go alone; what moved up behind them is arranged anew
}
