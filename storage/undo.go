package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"parley/dossier"
)

// Undo takes back the newest action that is not undone, also one of an earlier day. Actions are undone in the reverse
// of the order in which they were done, so each finds the rows as it left them.
func (d *Dossier) Undo(ctx context.Context) (dossier.Action, error) {
	return d.travel(ctx, `SELECT id, name, at, analyst FROM action WHERE state = 'done' ORDER BY id DESC LIMIT 1`, "undone",
		say(ErrNothingToUndo, "There is nothing to undo."))
}

// Redo does the action again that was undone last. After a new change there is nothing to redo.
func (d *Dossier) Redo(ctx context.Context) (dossier.Action, error) {
	return d.travel(ctx, `SELECT id, name, at, analyst FROM action WHERE state = 'undone' ORDER BY id LIMIT 1`, "done",
		say(ErrNothingToRedo, "There is nothing to redo."))
}

func (d *Dossier) travel(ctx context.Context, query, state string, none error) (a dossier.Action, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	err = d.transact(ctx, func(tx *Tx) error {
		var at int64
		err := tx.tx.QueryRowContext(ctx, query).Scan(&a.ID, &a.Name, &at, &a.Analyst)
		if errors.Is(err, sql.ErrNoRows) {
			return none
		}
		if err != nil {
			return err
		}
		a.At, a.Undone = time.UnixMilli(at).UTC(), state == "undone"
		changes, err := tx.changesOf(a.ID)
		if err != nil {
			return err
		}
		a.Rows = len(changes)
		if a.Undone {
			for i := len(changes) - 1; i >= 0; i-- {
				if err := tx.undo(changes[i]); err != nil {
					return err
				}
			}
		} else {
			for _, c := range changes {
				if err := tx.redo(c); err != nil {
					return err
				}
			}
		}
		_, err = tx.tx.ExecContext(ctx, `UPDATE action SET state = ? WHERE id = ?`, state, a.ID)
		return err
	})
	return a, wrap("undo", err)
}

func (tx *Tx) changesOf(action int64) ([]change, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, `SELECT tbl, row, uid, before, after FROM change WHERE action_id = ? ORDER BY id`, action)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []change
	for rows.Next() {
		var c change
		var before, after sql.NullString
		if err := rows.Scan(&c.table, &c.row, &c.uid, &before, &after); err != nil {
			return nil, err
		}
		if c.before, err = readJournal(before); err != nil {
			return nil, err
		}
		if c.after, err = readJournal(after); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// readJournal reads columns; numbers keep all their digits.
func readJournal(s sql.NullString) (map[string]any, error) {
	if !s.Valid {
		return nil, nil
	}
	var values map[string]any
	dec := json.NewDecoder(strings.NewReader(s.String))
	dec.UseNumber()
	if err := dec.Decode(&values); err != nil {
		return nil, err
	}
	for name, v := range values {
		n, isNumber := v.(json.Number)
		if !isNumber {
			continue
		}
		if i, err := n.Int64(); err == nil {
			values[name] = i
		} else if f, err := n.Float64(); err == nil {
			values[name] = f
		}
	}
	return values, nil
}

// undo brings a row back to what it was before a change: a row that was made is hidden.
func (tx *Tx) undo(c change) error {
	values := c.before
	if values == nil {
		values = map[string]any{"deleted_at": tx.now.UnixMilli()}
	}
	return tx.apply(c, values)
}

// redo changes a row again: a row that was made is shown again.
func (tx *Tx) redo(c change) error {
	values := c.after
	if values == nil {
		values = map[string]any{"deleted_at": nil}
	}
	return tx.apply(c, values)
}

func (tx *Tx) apply(c change, values map[string]any) error {
	for name := range values {
		if indexed[name] {
			tx.touch(c.table, c.row)
		}
	}
	return tx.set(c.table, c.row, values)
}

// History lists actions, newest first; limit 0 lists all.
func (d *Dossier) History(ctx context.Context, limit int) ([]dossier.Action, error) {
	if limit <= 0 {
		limit = -1
	}
	rows, err := d.read.QueryContext(ctx, `SELECT id, name, at, analyst, state, (SELECT count(*) FROM change WHERE action_id = action.id)
		FROM action ORDER BY id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, wrap("history", err)
	}
	defer rows.Close()
	var out []dossier.Action
	for rows.Next() {
		var a dossier.Action
		var at int64
		var state string
		if err := rows.Scan(&a.ID, &a.Name, &at, &a.Analyst, &state, &a.Rows); err != nil {
			return nil, wrap("history", err)
		}
		a.At, a.Undone = time.UnixMilli(at).UTC(), state != "done"
		out = append(out, a)
	}
	return out, wrap("history", rows.Err())
}
