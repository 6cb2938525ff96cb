package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Backup writes a copy of the dossier, as it is at this moment, and opens and checks it before it gets its name. It
// refuses a name that is taken.
func (d *Dossier) Backup(ctx context.Context, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return say(ErrConflict, "No backup was made: %s is there already. Choose another name.", to)
	}
	if info, err := os.Stat(filepath.Dir(to)); err != nil || !info.IsDir() {
		return say(ErrNotFound, "No backup was made: there is no folder %s.", filepath.Dir(to))
	}
	tmp := filepath.Join(filepath.Dir(to), ".parley-backup-"+filepath.Base(to))
	os.Remove(tmp)
	defer os.Remove(tmp)
	db := d.read
	if db == nil {
		db = d.write // while the dossier is being opened
	}
	var documents, statements int
	if err := db.QueryRowContext(ctx, countRows).Scan(&documents, &statements); err != nil {
		return wrap("back up", err)
	}
	// VACUUM writes into another file, so it is no change of this one; the reader's query_only would refuse it.
	if err := vacuumInto(ctx, d.path, tmp); err != nil {
		return wrap("back up", err)
	}
	gotDocuments, gotStatements, err := verifyFile(ctx, tmp)
	if err != nil {
		return wrap("back up", err)
	}
	if gotDocuments < documents || gotStatements < statements {
		return say(ErrDamaged, "No backup was made: the copy holds %d documents and %d statements, the dossier %d and %d.", gotDocuments, gotStatements, documents, statements)
	}
	return wrap("back up", put(tmp, to))
}

const countRows = `SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM statement)`

func vacuumInto(ctx context.Context, from, to string) error {
	db, err := sql.Open(driverName, source(from, "mode=ro&_busy_timeout=5000"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	return err
}

// verifyFile opens a dossier file by itself, checks it and counts its rows.
func verifyFile(ctx context.Context, path string) (documents, statements int, err error) {
	if err := looksRight(path); err != nil {
		return 0, 0, err
	}
	db, err := sql.Open(driverName, source(path, unmovingQuery))
	if err != nil {
		return 0, 0, err
	}
	defer db.Close()
	var result string
	if err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&result); err != nil {
		return 0, 0, err
	}
	if result != "ok" {
		return 0, 0, say(ErrDamaged, "%s is damaged: %s.", filepath.Base(path), result)
	}
	err = db.QueryRowContext(ctx, countRows).Scan(&documents, &statements)
	return documents, statements, err
}

// put makes a finished temporary file durable under its name.
func put(tmp, to string) error {
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, to); err != nil {
		return err
	}
	syncFolder(to)
	return nil
}

// Restore puts a backup in the place of a dossier that is not open here. The backup is checked first; a file that is
// there is kept beside under a name with the time.
func Restore(ctx context.Context, backup, to string, o Options) error {
	if _, _, err := verifyFile(ctx, backup); err != nil {
		return wrap("restore", err)
	}
	if a, err := os.Stat(backup); err == nil {
		if b, err := os.Stat(to); err == nil && os.SameFile(a, b) {
			return say(ErrConflict, "Not restored: the backup and the dossier are the same file.")
		}
	}
	tmp := filepath.Join(filepath.Dir(to), ".parley-restore-"+filepath.Base(to))
	os.Remove(tmp)
	defer os.Remove(tmp)
	if err := copyFile(backup, tmp); err != nil {
		return wrap("restore", err)
	}
	if _, _, err := verifyFile(ctx, tmp); err != nil {
		return wrap("restore", err)
	}
	if err := setAside(to, now(o).UTC().Format("20060102-150405")); err != nil {
		return wrap("restore", err)
	}
	return wrap("restore", put(tmp, to))
}

// setAside renames a dossier with what belongs to it, so that nothing of it meets the file that takes its place.
func setAside(path, stamp string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	base := strings.TrimSuffix(path, filepath.Ext(path)) + ".replaced-" + stamp
	kept := base + ".parley"
	for n := 2; ; n++ {
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			break
		}
		kept = fmt.Sprintf("%s-%d.parley", base, n)
	}
	for _, suffix := range []string{"-wal", "-shm", ""} {
		if err := os.Rename(path+suffix, kept+suffix); err != nil && !(suffix != "" && errors.Is(err, fs.ErrNotExist)) {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	return err
}
