package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
	"time"

	"parley/dossier"
)

// Tx is one change under way. Its methods are used inside Change only.
type Tx struct {
	ctx     context.Context
	tx      *sql.Tx
	d       *Dossier
	now     time.Time
	changes []change
	index   map[string]map[int64]bool // rows whose search index has to follow, by table
	actors  map[string]int64          // actors by folded name, found in this change
}

// change is one changed row, as the journal keeps it.
type change struct {
	table         string
	row           int64
	uid           []byte
	before, after map[string]any // nil, nil: the row was made
}

// Change runs fn in one transaction and records what it changed as one action of that name. Where fn returns an error,
// or the commit fails, nothing is changed. An action that changed nothing is not recorded.
func (d *Dossier) Change(ctx context.Context, name string, fn func(*Tx) error) (dossier.Action, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var action dossier.Action
	err := d.transact(ctx, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		var err error
		action, err = tx.record(name)
		return err
	})
	return action, wrap(strings.ToLower(name[:min(1, len(name))])+name[min(1, len(name)):], err)
}

// transact runs fn in one transaction of the writer; the search index follows last, which keeps FTS5 fast.
func (d *Dossier) transact(ctx context.Context, fn func(*Tx) error) error {
	if d.readOnly != "" {
		return say(ErrReadOnly, "Not changed: %s Save a copy elsewhere and work on that.", d.readOnly)
	}
	if d.write == nil {
		return errors.New("the dossier is closed")
	}
	if err := d.moved(); err != nil {
		return err
	}
	sqlTx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer sqlTx.Rollback()
	tx := &Tx{ctx: ctx, tx: sqlTx, d: d, now: d.now(), index: map[string]map[int64]bool{}, actors: map[string]int64{}}
	if err := fn(tx); err != nil {
		return err
	}
	if err := tx.updateIndex(); err != nil {
		return err
	}
	return sqlTx.Commit()
}

// column is one value of a row.
type column struct {
	name  string
	value any
}

// insert adds a row, with a fresh identity where uid is zero.
func (tx *Tx) insert(table string, uid dossier.ID, columns ...column) (int64, error) {
	if uid == dossier.None {
		uid = dossier.NewID()
	}
	names, marks, values := []string{"uid"}, []string{"?"}, []any{uid[:]}
	for _, c := range columns {
		names, marks, values = append(names, c.name), append(marks, "?"), append(values, c.value)
	}
	res, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", values...)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	tx.changes = append(tx.changes, change{table: table, row: id, uid: uid[:]})
	tx.touch(table, id)
	return id, nil
}

// indexed are the columns whose change has to reach the search index.
var indexed = map[string]bool{"title": true, "exact": true, "name": true, "deleted_at": true}

// update changes columns of a row; those that already have the value are left alone.
func (tx *Tx) update(table string, row int64, columns ...column) error {
	names := make([]string, len(columns))
	old := make([]any, len(columns)+1)
	pointers := make([]any, len(columns)+1)
	for i, c := range columns {
		names[i] = c.name
		pointers[i] = &old[i]
	}
	pointers[len(columns)] = &old[len(columns)]
	err := tx.tx.QueryRowContext(tx.ctx, "SELECT "+strings.Join(names, ", ")+", uid FROM "+table+" WHERE id = ?", row).Scan(pointers...)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	if err != nil {
		return err
	}
	c := change{table: table, row: row, uid: old[len(columns)].([]byte), before: map[string]any{}, after: map[string]any{}}
	for i, col := range columns {
		value := plain(col.value)
		if value == old[i] {
			continue
		}
		c.before[col.name], c.after[col.name] = old[i], value
		if indexed[col.name] {
			tx.touch(table, row)
		}
	}
	if len(c.after) == 0 {
		return nil
	}
	tx.changes = append(tx.changes, c)
	return tx.set(table, row, c.after)
}

// plain gives a value the type in which the database returns it, so that the two can be compared.
func plain(v any) any {
	switch v := v.(type) {
	case int:
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case sql.NullInt64:
		if !v.Valid {
			return nil
		}
		return v.Int64
	case dossier.Stance:
		return string(v)
	case dossier.Status:
		return string(v)
	}
	return v
}

// set writes columns of a row without recording it.
func (tx *Tx) set(table string, row int64, values map[string]any) error {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	assign, args := make([]string, len(names)), make([]any, 0, len(names)+1)
	for i, name := range names {
		assign[i], args = name+" = ?", append(args, values[name])
	}
	_, err := tx.tx.ExecContext(tx.ctx, "UPDATE "+table+" SET "+strings.Join(assign, ", ")+" WHERE id = ?", append(args, row)...)
	return err
}

// hide deletes a row in a way that can be undone.
func (tx *Tx) hide(table string, row int64) error {
	return tx.update(table, row, column{"deleted_at", tx.now.UnixMilli()})
}

// rowOf finds the row of an identity among those that are not deleted.
func (tx *Tx) rowOf(table string, id dossier.ID) (row int64, err error) {
	err = tx.tx.QueryRowContext(tx.ctx, "SELECT id FROM "+table+" WHERE uid = ? AND deleted_at IS NULL", id[:]).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, say(ErrNotFound, "Not changed: the %s is not in this dossier any more.", table)
	}
	return row, err
}

// record writes the action and its changes into the journal. A new action drops what could have been redone.
func (tx *Tx) record(name string) (dossier.Action, error) {
	if len(tx.changes) == 0 {
		return dossier.Action{}, nil
	}
	var clock int64
	var device []byte
	if err := tx.tx.QueryRowContext(tx.ctx, `SELECT clock, device FROM dossier`).Scan(&clock, &device); err != nil {
		return dossier.Action{}, err
	}
	// A hybrid logical clock: never behind the wall clock, never going back.
	clock = max(clock+1, tx.now.UnixMilli()<<16)
	if _, err := tx.tx.ExecContext(tx.ctx, `UPDATE dossier SET clock = ?`, clock); err != nil {
		return dossier.Action{}, err
	}
	if _, err := tx.tx.ExecContext(tx.ctx, `UPDATE action SET state = 'dropped' WHERE state = 'undone'`); err != nil {
		return dossier.Action{}, err
	}
	res, err := tx.tx.ExecContext(tx.ctx, `INSERT INTO action (name, at, analyst, device, clock) VALUES (?, ?, ?, ?, ?)`,
		name, tx.now.UnixMilli(), tx.d.analyst, device, clock)
	if err != nil {
		return dossier.Action{}, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return dossier.Action{}, err
	}
	for _, c := range tx.changes {
		before, err := journalJSON(c.before)
		if err != nil {
			return dossier.Action{}, err
		}
		after, err := journalJSON(c.after)
		if err != nil {
			return dossier.Action{}, err
		}
		if _, err := tx.tx.ExecContext(tx.ctx, `INSERT INTO change (action_id, tbl, row, uid, before, after) VALUES (?, ?, ?, ?, ?, ?)`,
			id, c.table, c.row, c.uid, before, after); err != nil {
			return dossier.Action{}, err
		}
	}
	return dossier.Action{ID: id, Name: name, At: tx.now, Analyst: tx.d.analyst, Rows: len(tx.changes)}, nil
}

func journalJSON(values map[string]any) (any, error) {
	if values == nil {
		return nil, nil
	}
	for name, v := range values {
		if _, isBlob := v.([]byte); isBlob {
			return nil, fmt.Errorf("column %s holds bytes, which the journal does not take", name)
		}
	}
	b, err := json.Marshal(values)
	return string(b), err
}
