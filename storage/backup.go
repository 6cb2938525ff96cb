package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"parley/dossier"
)

// counted are the tables whose rows are counted in a backup: they only ever grow.
var counted = []string{"document", "revision", "revision_raw", "statement", "coding", "actor", "issue", "action", "change"}

// Backup writes a clean copy of the dossier: to a temporary name, opened again and checked, synced, and only then
// given its name. An earlier backup of the same dossier is replaced; any other file is refused with ErrConflict.
// Changes go on meanwhile.
func (d *Dossier) Backup(ctx context.Context, to string) error {
	op := filepath.Base(to) + " was not written"
	if err := d.mayReplace(ctx, to); err != nil {
		return border(op, err)
	}
	if err := d.sameFile(); err != nil && d.locked != "" {
		return err // a dossier that was moved can still be saved: its connection holds the file
	}
	removeStale(filepath.Dir(to), d.opts.now())
	if err := d.room(to); err != nil {
		return err
	}
	temp, err := tempBeside(to)
	if err != nil {
		return border(op, err)
	}
	defer removeDatabase(temp)
	from := d.read
	if d.read == d.write && d.sameFile() == nil { // one connection does all there: the work must not wait for it
		if from, err = pool(d.path, reading, 1); err != nil {
			return border(op, err)
		}
		defer from.Close()
	}
	before, err := counts(ctx, from)
	if err != nil {
		return border(op, err)
	}
	if err := copyDatabase(ctx, from, temp); err != nil {
		return border(op, err)
	}
	if err := verify(ctx, temp, d.uid, before); err != nil {
		return border(op, err)
	}
	return border(op, place(temp, to))
}

// copyDatabase writes what a connection sees into an empty file.
func copyDatabase(ctx context.Context, from *sql.DB, to string) error {
	conn, err := from.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var queryOnly int
	if err := conn.QueryRowContext(ctx, "PRAGMA query_only").Scan(&queryOnly); err != nil {
		return err
	}
	// VACUUM INTO writes the other file alone, but query_only refuses it.
	if _, err := conn.ExecContext(ctx, "PRAGMA query_only = 0"); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "VACUUM INTO ?", to)
	_, back := conn.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf("PRAGMA query_only = %d", queryOnly))
	if err := errors.Join(err, back); err != nil {
		return err
	}
	return nobodyIsIn(ctx, to)
}

// nobodyIsIn takes out of a copy who had the dossier open: nobody has the copy open.
func nobodyIsIn(ctx context.Context, path string) error {
	db, err := pool(path, founding, 1)
	if err != nil {
		return err
	}
	defer db.Close()
	var known bool
	err = db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'presence')").Scan(&known)
	if err == nil && known { // an older schema does not know it
		_, err = db.ExecContext(ctx, "DELETE FROM presence")
	}
	return err
}

func (d *Dossier) mayReplace(ctx context.Context, to string) error {
	info, err := os.Stat(to)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if os.SameFile(info, d.file) {
		return refuse(ErrConflict, "%s was not written: it is the dossier itself. Choose another name.", filepath.Base(to))
	}
	uid, err := whose(ctx, to)
	if err != nil || uid != d.uid {
		return refuse(ErrConflict, "%s was not written: there is already a file of that name, and it is no backup of this dossier. Choose another name.", filepath.Base(to))
	}
	return nil
}

// whose reads which dossier a file is.
func whose(ctx context.Context, path string) (uid dossier.ID, err error) {
	db, err := openToRead(ctx, path)
	if err != nil {
		return uid, err
	}
	defer db.Close()
	if _, _, err := identity(ctx, db, filepath.Base(path)); err != nil {
		return uid, err
	}
	err = db.QueryRowContext(ctx, "SELECT uid FROM dossier").Scan(&uid)
	return uid, err
}

// room refuses before writing where the disk cannot hold a copy.
func (d *Dossier) room(to string) error {
	var need int64
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(d.path + suffix); err == nil {
			need += info.Size()
		}
	}
	if free, ok := freeSpace(filepath.Dir(to)); ok && free < need {
		return refuse(ErrDiskFull, "%s was not written: it needs %.1f MB and the disk has %.1f MB free. Free some space, or choose another disk.",
			filepath.Base(to), float64(need)/(1<<20), float64(free)/(1<<20))
	}
	return nil
}

func counts(ctx context.Context, db *sql.DB) (map[string]int, error) {
	n := map[string]int{}
	for _, table := range counted {
		var c int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&c); err != nil {
			return nil, err
		}
		n[table] = c
	}
	return n, nil
}

// verify opens a copy and makes sure that it is whole: SQLite's own check, the dossier that it should be, and no
// fewer rows than there were when it was begun.
func verify(ctx context.Context, path string, uid dossier.ID, least map[string]int) error {
	name := filepath.Base(path)
	db, err := openToRead(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	version, minReader, err := identity(ctx, db, name)
	if err != nil {
		return err
	}
	if minReader > len(migrations) || version == 0 {
		return refuse(ErrReadOnly, "%s is from a newer Parley that this one cannot read. Install the newer Parley to open it.", name)
	}
	var is dossier.ID
	if err := db.QueryRowContext(ctx, "SELECT uid FROM dossier").Scan(&is); err != nil {
		return err
	}
	if uid != dossier.None && is != uid {
		return fmt.Errorf("the copy is of another dossier")
	}
	var ok string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&ok); err != nil {
		return err
	}
	if ok != "ok" {
		return refuse(ErrDamaged, "The copy is damaged (%s), so it was not kept. Check the disk, then try again.", ok)
	}
	has, err := counts(ctx, db)
	if err != nil {
		return err
	}
	for table, n := range least {
		if has[table] < n {
			return fmt.Errorf("the copy holds %d rows of %s, and there are %d", has[table], table, n)
		}
	}
	return nil
}

// Restore brings a backup to the path of a dossier, which must not be open. The backup is verified first and stays as
// it is; a file at the path, damaged or not, is kept beside it as NAME.replaced-YYYYMMDD-HHMMSS.parley.
func Restore(ctx context.Context, backup, to string, o Options) error {
	op := filepath.Base(to) + " was not restored"
	from, err := os.Stat(backup)
	if err != nil {
		return border(op, err)
	}
	if info, err := os.Stat(to); err == nil && os.SameFile(info, from) {
		return refuse(ErrConflict, "%s: it is the backup itself. Choose another backup or another name.", op)
	}
	db, err := openToRead(ctx, backup)
	if err != nil {
		return border(op, err)
	}
	defer db.Close()
	if err := hasFTS5(ctx, db); err != nil {
		return err
	}
	if _, _, err := identity(ctx, db, filepath.Base(backup)); err != nil {
		return border(op, err)
	}
	least, err := counts(ctx, db)
	if err != nil {
		return border(op, err)
	}
	removeStale(filepath.Dir(to), o.now())
	temp, err := tempBeside(to)
	if err != nil {
		return border(op, err)
	}
	defer removeDatabase(temp)
	if err := copyDatabase(ctx, db, temp); err != nil { // brings a -wal beside the backup with it
		return border(op, err)
	}
	if err := verify(ctx, temp, dossier.None, least); err != nil {
		return border(op, err)
	}
	if err := setAside(to, o.now()); err != nil {
		return border(op, err)
	}
	return border(op, place(temp, to))
}

// openToRead opens a file that may lie in a folder that cannot be written. One that nobody has open is read as it lies,
// so that nothing is left beside it.
func openToRead(ctx context.Context, path string) (*sql.DB, error) {
	tries := []string{unmoving, looking}
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if _, err := os.Lstat(path + suffix); err == nil {
			tries = []string{looking, unmoving}
		}
	}
	var db *sql.DB
	var err error
	for _, settings := range tries {
		if db, err = pool(path, settings, 1); err != nil {
			return nil, err
		}
		var n int
		if err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n); err == nil {
			return db, nil
		}
		_ = db.Close()
		if wal, statErr := os.Stat(path + "-wal"); statErr == nil && wal.Size() > 0 {
			break
		}
	}
	return nil, err
}

// setAside gives the file at path, and what SQLite left beside it, a name that says when. Its -wal must go along:
// left behind it would be applied to the file that takes the place.
func setAside(path string, now time.Time) error {
	ext := filepath.Ext(path)
	name := strings.TrimSuffix(path, ext) + marks[dossier.BackupReplaced] + now.UTC().Format(backupTime)
	aside := name + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s-%d%s", name, n, ext)
	}
	// A link first: a crash on the way leaves a dossier at its path and a whole one aside.
	beside := []string{"-wal", "-shm", "-journal"}
	linked := true
	for _, suffix := range append(beside, "") {
		err := os.Link(path+suffix, aside+suffix)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil { // a file system without links
			linked = false
			err = os.Rename(path+suffix, aside+suffix)
		}
		if err != nil {
			return err
		}
	}
	if err := syncFolder(aside); err != nil || !linked {
		return err
	}
	for _, suffix := range beside {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
