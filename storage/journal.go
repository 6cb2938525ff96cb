package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"parley/dossier"
)

// Tx is the inside of a Change. Its methods validate, and return ErrNotFound, ErrConflict or ErrInvalid; after an
// error, return it from the Change's function. A Tx is for one goroutine and ends with its Change.
type Tx struct {
	d       *Dossier
	ctx     context.Context // without cancel, see begin
	asked   context.Context // the caller's
	tx      *sql.Tx
	now     int64 // milliseconds
	analyst int64
	batch   int64 // the first action of the work that this one goes on with, or 0
	changes []change
	dirty   map[string]map[int64]bool // search table → row → it is new
	retold  map[int64]bool            // statements whose words, day, party or readings changed
	actors  map[string]int64          // folded name → row, found in this transaction
	found   map[part]int64            // rows that are there, looked up or made in this transaction
	names   nameLookups
	inserts map[string]insertion // the last one into each table
	fresh   map[int64]bool       // statements made in this transaction, with the readings of them
	read    map[[3]int64]bool
	numbers map[string]int // table → the last number given out, once one was
}

// fields are columns of a row.
type fields map[string]any

// change is one changed row as the journal keeps it. before is nil for a new row, which stands in its table: to read
// a row as it was, its later changes are taken back from what it is now.
type change struct {
	table         string
	uid           dossier.ID
	before, after fields
}

// journaled are the tables whose rows may be changed, and so are brought back by undo. Each has uid and deleted_at.
var journaled = map[string]bool{"document": true, "revision": true, "statement": true, "coding": true, "actor": true,
	"actor_name": true, "membership": true, "party": true, "issue": true, "recipe": true, "issued": true, "note": true, "tag": true,
	"tagging": true, "link": true, "saved_search": true, "verdict": true, "sentence": true, "saved_view": true}

// insert adds a row and notes it for the journal.
func (tx *Tx) insert(table string, uid dossier.ID, f fields) (int64, error) {
	if err := tx.asked.Err(); err != nil {
		return 0, err
	}
	into := tx.insertInto(table, f)
	values := make([]any, 0, len(into.columns)+1)
	for _, c := range into.columns {
		values = append(values, plain(f[c]))
	}
	res, err := tx.tx.ExecContext(tx.ctx, into.query, append(values, uid[:])...)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	tx.changes = append(tx.changes, change{table: table, uid: uid})
	tx.found[part{table, uid}] = id
	tx.forgetNames(table)
	return id, tx.touch(table, id, f, true)
}

// insertion is a statement that adds a row, with the order of its values; the uid is the last.
type insertion struct {
	columns []string
	query   string
}

// insertInto writes the statement for a row of these columns, or gives the one that the last row of the table took.
func (tx *Tx) insertInto(table string, f fields) insertion {
	last := tx.inserts[table]
	same := len(last.columns) == len(f)
	for _, c := range last.columns {
		_, has := f[c]
		same = same && has
	}
	if same && last.query != "" {
		return last
	}
	into := insertion{columns: sortedNames(f)}
	into.query = "INSERT INTO " + table + " ("
	for _, c := range into.columns {
		into.query += `"` + c + `", `
	}
	into.query += "uid) VALUES (" + strings.Repeat("?, ", len(f)) + "?)"
	tx.inserts[table] = into
	return into
}

// update changes columns of a row and notes those that are different for the journal. It is the only way in which
// a row is changed, undo and redo included.
func (tx *Tx) update(table string, id int64, f fields) error {
	if err := tx.asked.Err(); err != nil {
		return err
	}
	uid, before, err := tx.row(table, "id", id, f)
	if err != nil {
		return err
	}
	after := fields{}
	for c, v := range f {
		if v = plain(v); reflect.DeepEqual(v, before[c]) {
			delete(before, c)
		} else {
			after[c] = v
		}
	}
	if len(after) == 0 {
		return nil
	}
	set, values := make([]string, 0, len(after)), make([]any, 0, len(after)+1)
	for _, c := range sortedNames(after) {
		set = append(set, `"`+c+`" = ?`)
		values = append(values, after[c])
	}
	if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE "+table+" SET "+strings.Join(set, ", ")+" WHERE id = ?", append(values, id)...); err != nil {
		return err
	}
	tx.changes = append(tx.changes, change{table, uid, before, after})
	tx.forgetNames(table)
	if _, deleted := after["deleted_at"]; deleted {
		delete(tx.found, part{table, uid})
	}
	return tx.touch(table, id, after, false)
}

// remove marks a row as deleted.
func (tx *Tx) remove(table string, id int64) error {
	return tx.update(table, id, fields{"deleted_at": tx.now})
}

// row reads the columns named in f as they are.
func (tx *Tx) row(table, key string, value any, f fields) (uid dossier.ID, now fields, err error) {
	names := sortedNames(f)
	values, into := make([]any, len(names)), make([]any, 0, len(names)+1)
	columns := `uid`
	into = append(into, &uid)
	for i, c := range names {
		columns += `, "` + c + `"`
		into = append(into, &values[i])
	}
	err = tx.tx.QueryRowContext(tx.ctx, "SELECT "+columns+" FROM "+table+" WHERE "+key+" = ?", value).Scan(into...)
	if err != nil {
		return uid, nil, err
	}
	now = make(fields, len(names))
	for i, c := range names {
		now[c] = values[i]
	}
	return uid, now, nil
}

// plain turns a value into what the driver gives back for it, so that the two can be compared.
func plain(v any) any {
	switch v := v.(type) {
	case nil, int64, float64, []byte:
		return v
	case string:
		return clean(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case int:
		return int64(v)
	case *int64:
		if v == nil {
			return nil
		}
		return *v
	case [32]byte:
		return v[:]
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.String {
		return clean(r.String())
	}
	panic(fmt.Sprintf("storage: a %T cannot be stored", v))
}

// clean makes a string storable: valid UTF-8 without NUL, which SQLite's functions stop at.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

func sortedNames(f fields) []string {
	names := make([]string, 0, len(f))
	for c := range f {
		names = append(names, c)
	}
	sort.Strings(names)
	return names
}

// record writes the action and its changes.
func (tx *Tx) record(kind string, target int64, name string) (dossier.Action, error) {
	var clock int64
	if err := tx.tx.QueryRowContext(tx.ctx, "UPDATE dossier SET hlc = max(hlc + 1, ?) RETURNING hlc", tx.now<<16).Scan(&clock); err != nil {
		return dossier.Action{}, err
	}
	var of, batch any
	if kind != "do" {
		of = target
	}
	if tx.batch != 0 {
		batch = tx.batch
	}
	res, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO action (hlc, device, analyst_id, kind, target, name, at, rows, batch) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		clock, tx.d.device[:], tx.analyst, kind, of, name, tx.now, len(tx.changes), batch)
	if err != nil {
		return dossier.Action{}, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return dossier.Action{}, err
	}
	if err := tx.recordChanges(id); err != nil {
		return dossier.Action{}, err
	}
	return dossier.Action{ID: id, Name: name, At: fromMillis(tx.now), Analyst: tx.d.opts.analyst(), Rows: len(tx.changes)}, nil
}

// recordChanges writes the changed rows, many with one statement.
func (tx *Tx) recordChanges(action int64) error {
	const most = 64
	for from := 0; from < len(tx.changes); from += most {
		some := tx.changes[from:min(from+most, len(tx.changes))]
		values := make([]any, 0, 6*len(some))
		for i, c := range some {
			before, err := c.before.json()
			if err != nil {
				return err
			}
			after, err := c.after.json()
			if err != nil {
				return err
			}
			values = append(values, action, from+i, c.table, c.uid[:], before, after)
		}
		if _, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO change (action_id, n, tbl, uid, before, after) VALUES (?, ?, ?, ?, ?, ?)"+
			strings.Repeat(", (?, ?, ?, ?, ?, ?)", len(some)-1), values...); err != nil {
			return err
		}
	}
	return nil
}

func (f fields) json() (any, error) {
	if f == nil {
		return nil, nil
	}
	b, err := json.Marshal(map[string]any(f))
	return string(b), err
}

func readFields(s sql.NullString) (fields, error) {
	if !s.Valid {
		return nil, nil
	}
	dec := json.NewDecoder(strings.NewReader(s.String))
	dec.UseNumber() // a time in milliseconds does not fit a float64's 53 bits for ever
	var f fields
	if err := dec.Decode(&f); err != nil {
		return nil, err
	}
	for c, v := range f {
		n, ok := v.(json.Number)
		if !ok {
			continue
		}
		if i, err := n.Int64(); err == nil && !bytes.ContainsAny([]byte(n), ".eE") {
			f[c] = i
		} else if f[c], err = n.Float64(); err != nil {
			return nil, err
		}
	}
	return f, nil
}
