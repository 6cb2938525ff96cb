package storage

import (
	"context"
	"database/sql"
	"errors"
	"reflect"

	"parley/dossier"
)

// Undo takes the newest action back and returns it. The journal gains an entry; nothing in it is changed.
// ErrConflict where a row is no longer as the action left it.
func (d *Dossier) Undo(ctx context.Context) (dossier.Action, error) {
	return d.replay(ctx, "undo", "SELECT id FROM action WHERE kind = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1",
		refuse(ErrNothingToUndo, "There is nothing to undo."))
}

// Redo brings back the action that was taken back last, until something else is done.
func (d *Dossier) Redo(ctx context.Context) (dossier.Action, error) {
	return d.replay(ctx, "redo", "SELECT id FROM action WHERE kind = 'do' AND undone = 1 AND dropped = 0 ORDER BY id LIMIT 1",
		refuse(ErrNothingToRedo, "There is nothing to redo."))
}

// replay takes back or brings again an action, with the other parts of the same work: all of them or none.
func (d *Dossier) replay(ctx context.Context, kind, next string, none error) (dossier.Action, error) {
	var done dossier.Action
	back := kind == "undo"
	_, err := d.transact(ctx, "The "+kind+" was not made", func(tx *Tx) (last dossier.Action, err error) {
		var id int64
		if err := tx.tx.QueryRowContext(tx.ctx, next).Scan(&id); errors.Is(err, sql.ErrNoRows) {
			return last, none
		} else if err != nil {
			return last, err
		}
		order := "ASC"
		if back {
			order = "DESC"
		}
		all, err := tx.ids(`SELECT a.id FROM action f JOIN action a ON a.id = f.id OR a.batch = coalesce(f.batch, f.id) OR a.id = f.batch
			WHERE f.id = ? AND a.kind = 'do' AND a.undone = ? AND a.dropped = 0 GROUP BY a.id ORDER BY a.id `+order, id, !back)
		if err != nil {
			return last, err
		}
		for n, part := range all {
			tx.changes = nil
			if err := tx.apply(part, back); err != nil {
				return last, err
			}
			if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE action SET undone = ? WHERE id = ?", back, part); err != nil {
				return last, err
			}
			a, err := scanAction(tx.tx.QueryRowContext(tx.ctx, selectActions+" WHERE a.id = ?", part))
			if err != nil {
				return last, err
			}
			if n == 0 {
				done = a
			}
			if last, err = tx.record(kind, part, a.Name); err != nil {
				return last, err
			}
		}
		return last, nil
	})
	if err != nil {
		return dossier.Action{}, err
	}
	return done, nil
}

// apply takes the changes of an action back, last one first, or makes them again in their order: so every state on
// the way is one that stood before, and no rule of the schema is broken on the way.
func (tx *Tx) apply(action int64, back bool) error {
	changes, err := tx.changesOf(action)
	if err != nil {
		return err
	}
	for i := range changes {
		c := changes[i]
		if back {
			c = changes[len(changes)-1-i]
			c.before, c.after = c.after, c.before
		}
		if err := tx.applyOne(c, back); err != nil {
			return err
		}
	}
	return nil
}

// applyOne brings one row from c.before to c.after.
func (tx *Tx) applyOne(c change, back bool) error {
	if !journaled[c.table] {
		return refuse(ErrDamaged, "The journal is damaged: it names a table %q. Restore the newest good backup.", c.table)
	}
	isNew := c.before == nil && c.after == nil
	if isNew {
		c.after = fields{"deleted_at": nil}
		if back {
			c.after["deleted_at"] = tx.now
		}
	}
	// A party shares its uid with its actor, but not the table: uid is unique in each.
	var id int64
	now := fields{"id": nil}
	for column := range c.after {
		now[column] = nil
	}
	_, now, err := tx.row(c.table, "uid", c.uid[:], now)
	if err != nil {
		return err
	}
	id = now["id"].(int64)
	if isNew && (now["deleted_at"] == nil) != back {
		return tx.otherwise()
	}
	for column, was := range c.before {
		if !reflect.DeepEqual(now[column], was) {
			return tx.otherwise()
		}
	}
	err = tx.update(c.table, id, c.after)
	if err != nil && errors.Is(border("", err), ErrConflict) {
		return &Error{"This cannot be taken back or brought again: something with the same name or letter has come into the dossier since. Rename it, then try again.", ErrConflict, err}
	}
	return err
}

func (tx *Tx) otherwise() error {
	return refuse(ErrConflict, "This cannot be taken back or brought again: what it changed was changed by something else since. Nothing was touched.")
}

func (tx *Tx) changesOf(action int64) ([]change, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, "SELECT tbl, uid, before, after FROM change WHERE action_id = ? ORDER BY n", action)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var changes []change
	for rows.Next() {
		var c change
		var before, after sql.NullString
		if err := rows.Scan(&c.table, &c.uid, &before, &after); err != nil {
			return nil, err
		}
		if c.before, err = readFields(before); err != nil {
			return nil, err
		}
		if c.after, err = readFields(after); err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	return changes, rows.Err()
}

const selectActions = "SELECT a.id, a.name, a.at, n.name, a.undone, a.rows FROM action a JOIN analyst n ON n.id = a.analyst_id"

func scanAction(row interface{ Scan(...any) error }) (a dossier.Action, err error) {
	var at int64
	err = row.Scan(&a.ID, &a.Name, &at, &a.Analyst, &a.Undone, &a.Rows)
	a.At = fromMillis(at)
	return a, err
}

// History lists the actions, newest first; undone ones are marked. The actions of one gesture count once: those that bear
// the name of the first are left out. limit 0: all.
func (d *Dossier) History(ctx context.Context, limit int) ([]dossier.Action, error) {
	const op = "The history was not read"
	if limit <= 0 {
		limit = -1
	}
	rows, err := d.read.QueryContext(ctx, selectActions+` WHERE a.kind = 'do'
		AND (a.batch IS NULL OR a.name <> (SELECT f.name FROM action f WHERE f.id = a.batch)) ORDER BY a.id DESC LIMIT ?`, limit)
	if err != nil {
		return nil, border(op, err)
	}
	defer rows.Close()
	var actions []dossier.Action
	for rows.Next() {
		a, err := scanAction(rows)
		if err != nil {
			return nil, border(op, err)
		}
		actions = append(actions, a)
	}
	return actions, border(op, rows.Err())
}
