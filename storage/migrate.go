package storage

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationNames lists the migrations in order; the n-th makes version n.
func migrationNames() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	sort.Strings(names)
	return names
}

func schemaVersion() int { return len(migrationNames()) }

// migrate brings a database to the newest schema, each step with its record in one transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	var version int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	for i, name := range migrationNames() {
		if i < version {
			continue
		}
		ddl, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		if err := step(ctx, db, string(ddl), i+1); err != nil {
			return fmt.Errorf("migration %s: %w", filepath.Base(name), err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, ddl string, version int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, s := range []string{ddl, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID), fmt.Sprintf(`PRAGMA user_version = %d`, version)} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// backupBeforeMigration keeps the dossier as it is beside itself: a migration is never the only copy.
func (d *Dossier) backupBeforeMigration(ctx context.Context, version int) error {
	to := strings.TrimSuffix(d.path, filepath.Ext(d.path)) + fmt.Sprintf(".version-%d-%s.parley", version, d.now().UTC().Format("20060102-150405"))
	return d.Backup(ctx, to)
}
