package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"parley/dossier"
)

// Repair checks the dossier, rebuilds of what is derived the parts that were found wrong, and checks again. mended says
// in words what was rebuilt; left is what is wrong still, which only a backup or a person can mend. Before anything is
// rebuilt the file is copied page by page, as it is, to backup; where nothing can be mended, backup is empty.
func (d *Dossier) Repair(ctx context.Context, progress Steps) (backup string, mended []string, left []dossier.Finding, err error) {
	const op = "The repair was not made"
	if d.locked != "" {
		return "", nil, nil, refuse(ErrReadOnly, "%s: this dossier is open for reading only. Save a copy elsewhere and repair that.", op)
	}
	found, err := d.check(ctx, progress, false)
	if err != nil {
		return "", nil, nil, err
	}
	if !slices.ContainsFunc(found, func(f finding) bool { return f.Derived }) {
		return "", nil, shown(found), nil
	}
	if backup, err = d.copyAside(ctx); err != nil {
		return "", nil, shown(found), err
	}
	for _, part := range repairs {
		var of []finding
		for _, f := range found {
			if f.by == part.by {
				of = append(of, f)
			}
		}
		if len(of) == 0 {
			continue
		}
		progress.step(0, 0, part.what)
		if err := part.rebuild(d, ctx, of); err != nil {
			if ctx.Err() != nil {
				return backup, mended, shown(found), ctx.Err()
			}
			mended = append(mended, fmt.Sprintf("Not mended: %s (%v)", part.what, border("it could not be rebuilt", err)))
			continue
		}
		mended = append(mended, part.done)
	}
	after, err := d.check(ctx, progress, false)
	return backup, mended, shown(after), err
}

// repairs are made in this order: what is looked up by an index needs a whole one, and search is made from all else.
var repairs = []struct {
	by         mending
	what, done string
	rebuild    func(*Dossier, context.Context, []finding) error
}{
	{byIndexes, "indexes", "The damaged indexes were rebuilt from their tables.", (*Dossier).rebuildIndexes},
	{byDates, "dates", "Documents and statements are sorted by their dates again.", (*Dossier).rebuildDates},
	{byNames, "names", "Names are found in every spelling of their letters again.", (*Dossier).rebuildNames},
	{byCopies, "positions", "The grid of positions was made anew from the statements and their readings.", (*Dossier).rebuildCopies},
	{byUndoMarks, "the journal", "What can be undone and redone was told anew from the journal.", (*Dossier).rebuildUndoMarks},
	{bySearch, "search", "The search index and the traces of near copies were made anew from the texts.", func(d *Dossier, ctx context.Context, _ []finding) error { return d.Reindex(ctx) }},
}

// copyAside copies the file as it is, damage and all. VACUUM INTO would refuse some damage and drop other; pages are
// copied whatever they hold.
func (d *Dossier) copyAside(ctx context.Context) (string, error) {
	to := BackupPath(d.path, dossier.BackupRepair, d.opts.now())
	op := "The repair was not made, since " + filepath.Base(to) + " was not written"
	if err := MakeBackupFolder(d.path); err != nil {
		return "", err
	}
	if err := d.room(to); err != nil {
		return "", err
	}
	temp, err := tempBeside(to)
	if err != nil {
		return "", border(op, err)
	}
	defer removeDatabase(temp)
	if err := copyPages(ctx, d.read, temp); err != nil {
		return "", border(op, err)
	}
	return to, border(op, place(temp, to))
}

// copyPages copies what a connection sees, page by page in one step, so that it is of one moment.
func copyPages(ctx context.Context, from *sql.DB, to string) error {
	target, err := pool(to, "mode=rw&_journal_mode=OFF&_synchronous=OFF", 1) // it is synced before it gets its name
	if err != nil {
		return err
	}
	defer target.Close()
	return raw(ctx, target, func(into *sqlite3.SQLiteConn) error {
		return raw(ctx, from, func(out *sqlite3.SQLiteConn) error {
			b, err := into.Backup("main", out, "main")
			if err != nil {
				return err
			}
			for done := false; !done && err == nil; {
				if err = ctx.Err(); err == nil {
					done, err = b.Step(-1)
				}
			}
			return errors.Join(err, b.Finish())
		})
	})
}

// raw gives the driver's own connection.
func raw(ctx context.Context, db *sql.DB, fn func(*sqlite3.SQLiteConn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(c any) error { return fn(c.(*sqlite3.SQLiteConn)) })
}

// derived changes what is no part of the journal, in one transaction.
func (d *Dossier) derived(ctx context.Context, fn func(tx *sql.Tx) error) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := d.sameFile(); err != nil {
		return err
	}
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	d.rest.after(d)
	return tx.Commit()
}

func (d *Dossier) rebuildIndexes(ctx context.Context, found []finding) error {
	return d.derived(ctx, func(tx *sql.Tx) error {
		done := map[string]bool{}
		for _, f := range found {
			index, ok := strings.CutPrefix(f.Where, indexPlace)
			if !ok || done[index] {
				continue
			}
			done[index] = true
			if _, err := tx.ExecContext(ctx, `REINDEX "`+strings.ReplaceAll(index, `"`, `""`)+`"`); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *Dossier) rebuildDates(ctx context.Context, _ []finding) error {
	return d.derived(ctx, func(tx *sql.Tx) error {
		for _, t := range []struct{ table, date, key string }{{"document", "published", "published_key"}, {"statement", "said", "said_key"}} {
			right := map[int64]int64{}
			if err := eachIn(ctx, tx, "SELECT id, "+t.date+", "+t.key+" FROM "+t.table, func(row scanner) error {
				var id, key int64
				var s string
				err := row.Scan(&id, &s, &key)
				if date, bad := dossier.ParseDate(s); err == nil && bad == nil && dateKey(date) != key {
					right[id] = dateKey(date)
				}
				return err
			}); err != nil {
				return err
			}
			for id, key := range right {
				if _, err := tx.ExecContext(ctx, "UPDATE "+t.table+" SET "+t.key+" = ? WHERE id = ?", key, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (d *Dossier) rebuildNames(ctx context.Context, _ []finding) error {
	return d.derived(ctx, func(tx *sql.Tx) error {
		for _, table := range foldedTables {
			right := map[int64]string{}
			if err := eachIn(ctx, tx, "SELECT id, name, folded FROM "+table, func(row scanner) error {
				var id int64
				var name, folded string
				err := row.Scan(&id, &name, &folded)
				if is := foldName(name); err == nil && is != folded {
					right[id] = is
				}
				return err
			}); err != nil {
				return err
			}
			for id, folded := range right {
				if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET folded = ? WHERE id = ?", folded, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func (d *Dossier) rebuildCopies(ctx context.Context, _ []finding) error {
	return d.derived(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE coding SET (party_id, status, date_key, reported_key, shown) = (
			SELECT s.party_id, `+rightStatus+`, `+rightDate+`, d.published_key, `+rightShown+`
			FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id WHERE c.id = coding.id)
			WHERE id IN (SELECT c.id `+wrongCopies+`)`); err != nil {
			return err
		}
		return mendUtterances(ctx, tx)
	})
}

func (d *Dossier) rebuildUndoMarks(ctx context.Context, _ []finding) error {
	return d.derived(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE action SET undone = w.right_undone, dropped = w.right_dropped
			FROM (SELECT id, right_undone, right_dropped `+wrongUndoMarks+`) AS w WHERE action.id = w.id`)
		return err
	})
}

// eachIn is each inside a transaction.
func eachIn(ctx context.Context, tx *sql.Tx, query string, fn func(scanner) error) error {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
