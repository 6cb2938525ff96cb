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

// part is a row that belongs to a thing: its own, and those that have no life without it.
type part struct {
	table string
	uid   dossier.ID
}

// partsOf gives the rows of each thing; ? is its uid. Its own row comes first.
var partsOf = map[dossier.Thing]string{
	dossier.ThingDocument: `SELECT 'document', uid FROM document WHERE uid = ?1
		UNION ALL SELECT 'tagging', uid FROM tagging WHERE document_id = (SELECT id FROM document WHERE uid = ?1)`,
	dossier.ThingStatement: `SELECT 'statement', uid FROM statement WHERE uid = ?1
		UNION ALL SELECT 'coding', uid FROM coding WHERE statement_id = (SELECT id FROM statement WHERE uid = ?1)
		UNION ALL SELECT 'tagging', uid FROM tagging WHERE statement_id = (SELECT id FROM statement WHERE uid = ?1)`,
	dossier.ThingActor: `SELECT 'actor', uid FROM actor WHERE uid = ?1
		UNION ALL SELECT 'actor_name', uid FROM actor_name WHERE actor_id = (SELECT id FROM actor WHERE uid = ?1)
		UNION ALL SELECT 'membership', uid FROM membership WHERE actor_id = (SELECT id FROM actor WHERE uid = ?1)`,
	dossier.ThingParty: `SELECT 'party', uid FROM party WHERE uid = ?1
		UNION ALL SELECT 'actor', uid FROM actor WHERE uid = ?1
		UNION ALL SELECT 'actor_name', uid FROM actor_name WHERE actor_id = (SELECT id FROM actor WHERE uid = ?1)
		UNION ALL SELECT 'membership', uid FROM membership WHERE party_id = (SELECT id FROM actor WHERE uid = ?1)`,
	dossier.ThingIssue:       "SELECT 'issue', uid FROM issue WHERE uid = ?1",
	dossier.ThingNote:        "SELECT 'note', uid FROM note WHERE uid = ?1",
	dossier.ThingTag:         "SELECT 'tag', uid FROM tag WHERE uid = ?1",
	dossier.ThingRecipe:      "SELECT 'recipe', uid FROM recipe WHERE uid = ?1",
	dossier.ThingSavedSearch: "SELECT 'saved_search', uid FROM saved_search WHERE uid = ?1",
}

// querier is a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func parts(ctx context.Context, q querier, t dossier.Thing, id dossier.ID) ([]part, error) {
	query, ok := partsOf[t]
	if !ok {
		return nil, refuse(ErrInvalid, "There is no history of a %q.", t)
	}
	rows, err := q.QueryContext(ctx, query, id[:])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []part
	for rows.Next() {
		var p part
		if err := rows.Scan(&p.table, &p.uid); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	if len(list) == 0 {
		return nil, refuse(ErrNotFound, "There is no such %s in this dossier.", t)
	}
	return list, rows.Err()
}

// step is one change of one row, with the action that made it.
type step struct {
	action dossier.Action
	kind   string
	part   part
	change
}

// steps lists the changes of rows, the newest first.
func steps(ctx context.Context, q querier, of []part) ([]step, error) {
	type key struct{ Tbl, UID string }
	keys := make([]key, len(of))
	for i, p := range of {
		keys[i] = key{p.table, strings.ToUpper(fmt.Sprintf("%x", p.uid[:]))}
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, `SELECT a.id, a.kind, a.name, a.at, n.name, a.undone, a.rows, c.tbl, c.uid, c.before, c.after
		FROM json_each(?) k JOIN change c ON c.uid = unhex(k.value ->> 'UID') AND c.tbl = k.value ->> 'Tbl'
		JOIN action a ON a.id = c.action_id JOIN analyst n ON n.id = a.analyst_id
		ORDER BY a.id DESC, c.n DESC`, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []step
	for rows.Next() {
		var s step
		var at int64
		var before, after sql.NullString
		if err := rows.Scan(&s.action.ID, &s.kind, &s.action.Name, &at, &s.action.Analyst, &s.action.Undone, &s.action.Rows,
			&s.part.table, &s.part.uid, &before, &after); err != nil {
			return nil, err
		}
		s.action.At, s.table, s.uid = fromMillis(at), s.part.table, s.part.uid
		if s.before, err = readFields(before); err != nil {
			return nil, err
		}
		if s.after, err = readFields(after); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, rows.Err()
}

// rowNow reads every column of a row, as the journal writes values.
func rowNow(ctx context.Context, q querier, p part) (fields, error) {
	rows, err := q.QueryContext(ctx, "SELECT * FROM "+p.table+" WHERE uid = ?", p.uid[:])
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	if !rows.Next() {
		return nil, errors.Join(rows.Err(), sql.ErrNoRows)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return nil, err
	}
	f := fields{}
	for i, c := range columns {
		f[c] = values[i]
	}
	return f, rows.Err()
}

// Versions tells what was done to a thing, the newest first: by whom, when, and which facts it changed.
func (d *Dossier) Versions(ctx context.Context, t dossier.Thing, id dossier.ID) ([]dossier.Version, error) {
	const op = "The history was not read"
	of, err := parts(ctx, d.read, t, id)
	if err != nil {
		return nil, border(op, err)
	}
	all, err := steps(ctx, d.read, of)
	if err != nil {
		return nil, border(op, err)
	}
	now := map[part]fields{}
	for _, p := range of {
		if now[p], err = rowNow(ctx, d.read, p); err != nil {
			return nil, border(op, err)
		}
	}
	say := speller{ctx: ctx, q: d.read, known: map[string]string{}}
	var list []dossier.Version
	for _, s := range all { // each row is followed back from what it is now
		if len(list) == 0 || list[len(list)-1].Action.ID != s.action.ID {
			list = append(list, dossier.Version{Action: s.action, Kind: s.kind})
		}
		v := &list[len(list)-1]
		before := fields{}
		if s.before == nil && s.after == nil {
			s.after = now[s.part]
		}
		for c, was := range s.before {
			before[c] = was
		}
		v.Changes = append(v.Changes, say.changes(s.part, now[s.part], before, s.after)...)
		for c, was := range s.before {
			now[s.part][c] = was
		}
	}
	for i := range list {
		sort.SliceStable(list[i].Changes, func(a, b int) bool { return list[i].Changes[a].Field < list[i].Changes[b].Field })
	}
	return list, border(op, say.err)
}

// RestoreAsOf makes a thing what it was right after an action, or at a time where action is 0, as a new action: it
// can be undone. What it refers to must not have been deleted since.
func (d *Dossier) RestoreAsOf(ctx context.Context, name string, t dossier.Thing, id dossier.ID, action int64, at time.Time) (dossier.Action, error) {
	const op = "Nothing was restored"
	done, err := d.Change(ctx, name, func(tx *Tx) error {
		of, err := parts(tx.ctx, tx.tx, t, id)
		if err != nil {
			return err
		}
		all, err := steps(tx.ctx, tx.tx, of)
		if err != nil {
			return err
		}
		targets := map[part]fields{}
		for _, s := range all {
			if action > 0 && s.action.ID <= action || action == 0 && !s.action.At.After(at) {
				continue
			}
			if targets[s.part] == nil {
				targets[s.part] = fields{}
			}
			if s.before == nil && s.after == nil { // the row did not exist yet
				if s.part == of[0] {
					return refuse(ErrInvalid, "%s: the %s did not exist then.", op, t)
				}
				targets[s.part] = fields{"deleted_at": tx.now}
				continue
			}
			for c, was := range s.before {
				targets[s.part][c] = was
			}
		}
		for _, p := range of {
			if err := tx.restoreRow(p, targets[p]); err != nil {
				return err
			}
		}
		if len(tx.changes) == 0 {
			return refuse(ErrInvalid, "%s: the %s is as it was then.", op, t)
		}
		return nil
	})
	return done, border(op, err)
}

// anchored are the columns that hold for the revision on which a statement stands.
var anchored = []string{"revision_id", "start", "end", "exact", "before", "after", "speaker_start", "speaker_end", "cue_start", "cue_end", "hops"}

func (tx *Tx) restoreRow(p part, target fields) error {
	if len(target) == 0 {
		return nil
	}
	now, err := rowNow(tx.ctx, tx.tx, p)
	if err != nil {
		return err
	}
	if was, ok := target["revision_id"]; ok && was != now["revision_id"] { // the text was corrected since: it stays where it stands now
		for _, c := range anchored {
			delete(target, c)
		}
	}
	for c, table := range refersTo[p.table] {
		to, ok := target[c].(int64)
		if !ok || target[c] == now[c] {
			continue
		}
		gone, err := tx.ids("SELECT 1 FROM "+table+" WHERE id = ? AND deleted_at IS NOT NULL", to)
		if err != nil {
			return err
		}
		if len(gone) > 0 {
			return refuse(ErrConflict, "Nothing was restored: it refers to a %s that was deleted since. Bring that back first.", strings.ReplaceAll(table, "_", " "))
		}
	}
	err = tx.update(p.table, now["id"].(int64), target)
	if err != nil && errors.Is(border("", err), ErrConflict) {
		return &Error{"Nothing was restored: something with the same name or letter has come into the dossier since. Rename it, then try again.", ErrConflict, err}
	}
	return err
}

// refersTo are the columns of each table that hold the row of something that can be deleted.
var refersTo = map[string]map[string]string{
	"document":   {"outlet_id": "actor"},
	"statement":  {"document_id": "document", "actor_id": "actor", "party_id": "party", "outer_id": "statement"},
	"coding":     {"issue_id": "issue", "statement_id": "statement"},
	"issue":      {"parent_id": "issue"},
	"actor_name": {"actor_id": "actor"},
	"membership": {"actor_id": "actor", "party_id": "party"},
	"tagging":    {"tag_id": "tag", "document_id": "document", "statement_id": "statement"},
	"verdict":    {"from_id": "statement", "to_id": "statement", "issue_id": "issue"},
	"sentence":   {"issue_id": "issue"},
	"note":       {"document_id": "document", "statement_id": "statement", "actor_id": "actor", "issue_id": "issue"},
}

// FindThing finds a thing by its number or its name, also where it was deleted; one that is there goes before one that
// is not, and the newest first.
func (d *Dossier) FindThing(ctx context.Context, t dossier.Thing, key string) (id dossier.ID, err error) {
	const last = " ORDER BY deleted_at IS NOT NULL, id DESC LIMIT 1"
	var query string
	var arg any = foldName(key)
	switch t {
	case dossier.ThingDocument, dossier.ThingStatement:
		query, arg = "SELECT uid FROM "+string(t)+" WHERE number = ?", key
	case dossier.ThingParty:
		query = "SELECT uid FROM party WHERE id IN (SELECT id FROM actor WHERE folded = ?1 UNION SELECT actor_id FROM actor_name WHERE folded = ?1)" + last
	case dossier.ThingActor:
		query = "SELECT uid FROM actor WHERE folded = ?1 OR id IN (SELECT actor_id FROM actor_name WHERE folded = ?1)" + last
	case dossier.ThingIssue, dossier.ThingTag, dossier.ThingRecipe, dossier.ThingSavedSearch:
		query = "SELECT uid FROM " + strings.ReplaceAll(string(t), " ", "_") + " WHERE folded = ?" + last
	default:
		return id, refuse(ErrInvalid, "A %s cannot be found by a name.", t)
	}
	err = d.read.QueryRowContext(ctx, query, arg).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return id, refuse(ErrNotFound, "There is no %s “%s” in this dossier.", t, key)
	}
	return id, border("It was not looked for", err)
}
