package storage

import (
	"context"
	"errors"

	"parley/dossier"
)

// Change runs fn in one transaction, which becomes one action of the journal under the name given. An error of fn,
// or a cancelled context, takes everything back; until Change returns nil the caller must keep what was typed. An
// action that changed nothing leaves no entry, and the Action returned is zero. A Change inside fn would wait for
// itself for ever.
func (d *Dossier) Change(ctx context.Context, name string, fn func(*Tx) error) (dossier.Action, error) {
	return d.ChangeNext(ctx, 0, name, fn)
}

// ChangeNext is Change for the next part of work that is too large for one transaction: undo and redo take the parts as
// one. first is the ID of the first part's action, 0 for that part itself.
func (d *Dossier) ChangeNext(ctx context.Context, first int64, name string, fn func(*Tx) error) (dossier.Action, error) {
	if name = clean(name); name == "" {
		return dossier.Action{}, refuse(ErrInvalid, "The change was not kept: it has no name for the history.")
	}
	return d.transact(ctx, "The change was not kept", func(tx *Tx) (dossier.Action, error) {
		if err := fn(tx); err != nil || len(tx.changes) == 0 {
			return dossier.Action{}, err
		}
		if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE action SET dropped = 1 WHERE kind = 'do' AND undone = 1 AND dropped = 0"); err != nil {
			return dossier.Action{}, err
		}
		tx.batch = first
		return tx.record("do", 0, name)
	})
}

// transact is the one way to write. The search tables come last: FTS5 flushes what it holds at every statement that
// opens a savepoint, so mixed with the rows they cost twice the time.
func (d *Dossier) transact(ctx context.Context, op string, fn func(*Tx) (dossier.Action, error)) (dossier.Action, error) {
	if d.locked != "" {
		return dossier.Action{}, refuse(ErrReadOnly, "%s: this dossier is open for reading only. Save a copy elsewhere to work on it.", op)
	}
	if err := ctx.Err(); err != nil {
		return dossier.Action{}, err
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.sameFile(); err != nil {
		return dossier.Action{}, err
	}
	tx, err := d.begin(ctx)
	if err != nil {
		return dossier.Action{}, border(op, err)
	}
	defer tx.tx.Rollback() // after Commit this does nothing
	action, err := fn(tx)
	if err != nil || len(tx.changes) == 0 {
		return dossier.Action{}, border(op, err)
	}
	if err := tx.tell(); err != nil {
		return dossier.Action{}, border(op, err)
	}
	if err := tx.index(); err != nil {
		return dossier.Action{}, border(op, err)
	}
	due := d.presenceDue(tx.now)
	if due {
		if err := d.sayPresent(tx.ctx, tx.tx, tx.now); err != nil {
			return dossier.Action{}, border(op, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return dossier.Action{}, err
	}
	if err := tx.tx.Commit(); err != nil {
		return dossier.Action{}, border(op, err)
	}
	if due {
		d.present = tx.now
	}
	d.watch.Lock()
	d.seenAction = max(d.seenAction, action.ID)
	d.watch.Unlock()
	d.rest.after(d)
	return action, nil
}

// begin opens the transaction. Its statements do not listen to the context one by one, which would cost a goroutine
// each; every changed row asks, and transact before the commit.
func (d *Dossier) begin(ctx context.Context) (*Tx, error) {
	free := context.WithoutCancel(ctx)
	sqlTx, err := d.write.BeginTx(free, nil)
	if err != nil {
		return nil, err
	}
	tx := &Tx{d: d, ctx: free, asked: ctx, tx: sqlTx, now: millis(d.opts.now()), dirty: map[string]map[int64]bool{}, actors: map[string]int64{},
		found: map[part]int64{}, numbers: map[string]int{}, names: newNameLookups(),
		inserts: map[string]insertion{}, fresh: map[int64]bool{}, retold: map[int64]bool{}, read: map[[3]int64]bool{}}
	if err = d.noticeOthers(tx); err == nil {
		tx.analyst, err = tx.analystID(d.opts.analyst())
	}

	if err != nil {
		return nil, errors.Join(err, sqlTx.Rollback())
	}
	return tx, nil
}

// noticeOthers keeps in mind that somebody else wrote: within the transaction nobody can, so what is new
// when it begins is theirs.
func (d *Dossier) noticeOthers(tx *Tx) error {
	var seen int64
	if err := tx.tx.QueryRowContext(tx.ctx, "PRAGMA data_version").Scan(&seen); err != nil {
		return err
	}
	d.watch.Lock()
	defer d.watch.Unlock()
	if seen == d.seenWriter {
		return nil
	}
	d.seenWriter = seen
	return d.noticeActions(tx.ctx, tx.tx)
}

func (tx *Tx) analystID(name string) (id int64, err error) {
	uid := dossier.NewID()
	if _, err = tx.tx.ExecContext(tx.ctx, "INSERT INTO analyst (uid, name) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", uid[:], name); err != nil {
		return 0, err
	}
	err = tx.tx.QueryRowContext(tx.ctx, "SELECT id FROM analyst WHERE name = ?", name).Scan(&id)
	return id, err
}

// find gives the row of a thing that is not deleted. what names it in words: "statement".
func (tx *Tx) find(table, what string, uid dossier.ID) (int64, error) {
	if id, ok := tx.found[part{table, uid}]; ok {
		return id, nil
	}
	ids, err := tx.ids("SELECT id FROM "+table+" WHERE uid = ? AND deleted_at IS NULL", uid[:])
	if err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, refuse(ErrNotFound, "The change was not kept: the %s is not in this dossier, or was deleted.", what)
	}
	tx.found[part{table, uid}] = ids[0]
	return ids[0], nil
}

// nextNumber gives the number of a new document or statement: numbers count on and are never used again.
func (tx *Tx) nextNumber(table string) (int, error) {
	if tx.numbers[table] == 0 {
		var last int
		if err := tx.tx.QueryRowContext(tx.ctx, "SELECT coalesce(max(number), 0) FROM "+table).Scan(&last); err != nil {
			return 0, err
		}
		tx.numbers[table] = last
	}
	tx.numbers[table]++
	return tx.numbers[table], nil
}

// findOrNone is find for a reference that may be empty.
func (tx *Tx) findOrNone(table, what string, uid dossier.ID) (any, error) {
	if uid == dossier.None {
		return nil, nil
	}
	return tx.find(table, what, uid)
}
