package storage

import (
	"context"
	"database/sql"
	"errors"
	"sort"
)

// indexes says, for each table whose rows are searched, its index and the query that gives the texts of a live row.
var indexes = map[string]struct{ index, columns, texts string }{
	"document": {"document_fts", "title, text", `SELECT d.title, (SELECT text FROM revision WHERE document_id = d.id ORDER BY number DESC LIMIT 1)
		FROM document d WHERE d.id = ? AND d.deleted_at IS NULL`},
	"statement":  {"statement_fts", "exact", `SELECT exact, '' FROM statement WHERE id = ? AND deleted_at IS NULL`},
	"actor_name": {"actor_fts", "name", `SELECT name, '' FROM actor_name WHERE id = ? AND deleted_at IS NULL`},
}

// touch notes that a row's search index has to follow it.
func (tx *Tx) touch(table string, row int64) {
	if _, searched := indexes[table]; !searched {
		return
	}
	if tx.index[table] == nil {
		tx.index[table] = map[int64]bool{}
	}
	tx.index[table][row] = true
}

// updateIndex brings the search index to the state of the rows that were touched. It comes last in a transaction,
// because a statement with a savepoint between would write the index out each time.
func (tx *Tx) updateIndex() error {
	for table, rows := range tx.index {
		ordered := make([]int64, 0, len(rows))
		for row := range rows {
			ordered = append(ordered, row)
		}
		sort.Slice(ordered, func(i, j int) bool { return ordered[i] < ordered[j] })
		for _, row := range ordered {
			if err := indexRow(tx.ctx, tx.tx, table, row); err != nil {
				return err
			}
		}
	}
	return nil
}

func indexRow(ctx context.Context, tx *sql.Tx, table string, row int64) error {
	x := indexes[table]
	if _, err := tx.ExecContext(ctx, `DELETE FROM `+x.index+` WHERE rowid = ?`, row); err != nil {
		return err
	}
	var first, second string
	err := tx.QueryRowContext(ctx, x.texts, row).Scan(&first, &second)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // deleted: not to be found
	}
	if err != nil {
		return err
	}
	if table == "document" {
		_, err = tx.ExecContext(ctx, `INSERT INTO document_fts (rowid, title, text) VALUES (?, ?, ?)`, row, fold(first), fold(second))
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO `+x.index+` (rowid, `+x.columns+`) VALUES (?, ?)`, row, fold(first))
	return err
}

// refold fills the index again where it was filled by another version of fold.
func (d *Dossier) refold(ctx context.Context) error {
	var version int
	if err := d.write.QueryRowContext(ctx, `SELECT fold_version FROM dossier`).Scan(&version); err != nil || version == foldVersion {
		return err
	}
	return d.transact(ctx, func(tx *Tx) error {
		for table, x := range indexes {
			if _, err := tx.tx.ExecContext(ctx, `INSERT INTO `+x.index+` (`+x.index+`) VALUES ('delete-all')`); err != nil {
				return err
			}
			rows, err := tx.ids(`SELECT id FROM ` + table + ` WHERE deleted_at IS NULL`)
			if err != nil {
				return err
			}
			for _, row := range rows {
				tx.touch(table, row)
			}
		}
		_, err := tx.tx.ExecContext(ctx, `UPDATE dossier SET fold_version = ?`, foldVersion)
		return err
	})
}
