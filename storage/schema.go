package storage

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

// applicationID marks a SQLite file as a dossier: "Prly".
const applicationID = 0x50726c79

//go:embed schema/1.sql
var schema1 string

//go:embed schema/2.sql
var schema2 string

//go:embed schema/3.sql
var schema3 string

//go:embed schema/4.sql
var schema4 string

// migrations lead from each version of the schema to the next: migrations[0] makes version 1 of an empty file.
// A released one is never edited.
var migrations = []string{schema1, schema2, schema3, schema4}

// raise brings the schema of the open transaction from one version to the newest, and records it in the same
// transaction: a crash leaves the old version or the new one.
func raise(ctx context.Context, tx *sql.Tx, steps []string, from int) error {
	for v := from; v < len(steps); v++ {
		if _, err := tx.ExecContext(ctx, steps[v]); err != nil {
			return fmt.Errorf("schema version %d: %w", v+1, err)
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps)))
	return err
}

// found writes the whole schema and the dossier's own row into a new file.
func found(ctx context.Context, path, title string, now time.Time) error {
	db, err := pool(path, founding, 1)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := hasFTS5(ctx, db); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after Commit this does nothing
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	if err := raise(ctx, tx, migrations, 0); err != nil {
		return err
	}
	uid := uuid.Must(uuid.NewV7())
	if _, err := tx.ExecContext(ctx, "INSERT INTO dossier (id, uid, title, created_at, fold_version) VALUES (1, ?, ?, ?, ?)",
		uid[:], title, millis(now), foldVersion); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return db.Close()
}

func hasFTS5(ctx context.Context, db *sql.DB) error {
	var used bool
	if err := db.QueryRowContext(ctx, "SELECT sqlite_compileoption_used('ENABLE_FTS5')").Scan(&used); err != nil {
		return err
	}
	if !used {
		return refuse(ErrNoFTS5, "This Parley was built without search (FTS5): rebuild with `make build`, or go build -tags sqlite_fts5.")
	}
	return nil
}

// identity reads what kind of file this is.
func identity(ctx context.Context, db *sql.DB, name string) (version, minReader int, err error) {
	var app int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return 0, 0, err
	}
	if app != applicationID {
		return 0, 0, refuse(ErrNotDossier, "%s is not a Parley dossier. It was left as it is.", name)
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, 0, err
	}
	if err := db.QueryRowContext(ctx, "SELECT min_reader FROM dossier").Scan(&minReader); err != nil {
		if strings.Contains(err.Error(), "no such") {
			return 0, 0, refuse(ErrDamaged, "%s is damaged: it is a Parley dossier without its first page. Restore the newest good backup.", name)
		}
		return 0, 0, err
	}
	return version, minReader, nil
}
