// Package storage keeps a dossier in one SQLite file: schema, queries, search, journal, backup.
//
// There is one writer connection and a pool that only reads. Everything that writes goes through Change: one
// transaction, one named action of the journal, or nothing at all.
package storage

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"

	sqlite3 "github.com/mattn/go-sqlite3"

	"parley/dossier"
)

// TextLimit is the largest text of a document, in bytes.
const TextLimit = 2 << 20

// applicationID stands in the file's head ("PARL"), so that another program's file is refused.
const applicationID = 0x5041524C

// Options set up a dossier; every field may be zero.
type Options struct {
	Now     func() time.Time // nil: time.Now
	Analyst string           // recorded with each action; empty: the name of the account
}

// Dossier is an open dossier file. It is safe for concurrent use.
type Dossier struct {
	path     string
	now      func() time.Time
	analyst  string
	readOnly string // why it can only be read, in words; empty: it can be written

	write *sql.DB // one connection
	read  *sql.DB

	mu      sync.Mutex // one Change at a time; guards what follows
	file    os.FileInfo
	version int64 // data_version of the writer's connection when last asked
}

const driverName = "parley-sqlite3"

func init() {
	sql.Register(driverName, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		c.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, 64<<20)
		c.SetLimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000)
		_, err := c.Exec(`PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;
			PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864`, nil)
		return err
	}})
}

// source is a data source name. Pragmas stand in it so that they hold for every connection of a pool.
func source(path, query string) string {
	u := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: query}
	return u.String()
}

const (
	// FULL is named because the driver sets NORMAL, which loses acknowledged commits in a power cut.
	writerQuery = "mode=rw&_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_foreign_keys=1&_busy_timeout=5000" +
		"&_cache_size=-65536&_secure_delete=FAST&_stmt_cache_size=128"
	readerQuery   = "mode=rw&_query_only=1&_txlock=deferred&_busy_timeout=5000&_cache_size=-32768&_stmt_cache_size=128"
	lockedQuery   = "mode=ro&_query_only=1&_txlock=deferred&_busy_timeout=5000&_stmt_cache_size=128"
	unmovingQuery = lockedQuery + "&immutable=1" // for a folder in which not even the lock file can be made
)

// Create makes a dossier file with the whole schema, under a temporary name until it is complete, and opens it. It
// refuses a file that is there.
func Create(ctx context.Context, path, title string, o Options) (*Dossier, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, say(ErrConflict, "Not made: %s is there already. Open it, or choose another name.", filepath.Base(path))
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, say(ErrNotFound, "Not made: there is no folder %s.", filepath.Dir(path))
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".parley-new-*")
	if err != nil {
		return nil, wrap("make the dossier", err)
	}
	tmp.Close()
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(tmp.Name() + suffix)
		}
	}()
	if err := build(ctx, tmp.Name(), title, o); err != nil {
		return nil, wrap("make the dossier", err)
	}
	// Link fails where the name was taken meanwhile; Rename would replace that file.
	if err := os.Link(tmp.Name(), path); errors.Is(err, fs.ErrExist) {
		return nil, say(ErrConflict, "Not made: %s is there already. Open it, or choose another name.", filepath.Base(path))
	} else if err != nil {
		if err := os.Rename(tmp.Name(), path); err != nil { // a file system without links
			return nil, wrap("make the dossier", err)
		}
	}
	syncFolder(path)
	return Open(ctx, path, o)
}

func build(ctx context.Context, path, title string, o Options) error {
	db, err := sql.Open(driverName, source(path, writerQuery))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := hasFTS5(ctx, db); err != nil {
		return err
	}
	if err := migrate(ctx, db); err != nil {
		return err
	}
	device := make([]byte, 16)
	if _, err := rand.Read(device); err != nil {
		return err
	}
	id := dossier.NewID()
	_, err = db.ExecContext(ctx, `INSERT INTO dossier (id, uid, title, created_at, device, fold_version) VALUES (1, ?, ?, ?, ?, ?)`,
		id[:], title, now(o).UnixMilli(), device, foldVersion)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	if err != nil {
		return err
	}
	return db.Close()
}

func now(o Options) time.Time {
	if o.Now != nil {
		return o.Now()
	}
	return time.Now()
}

// Open opens a dossier. One that can only be read, or is from a newer Parley, is opened for reading; ReadOnly says why.
// It never makes a file.
func Open(ctx context.Context, path string, o Options) (*Dossier, error) {
	name := filepath.Base(path)
	if err := looksRight(path); err != nil {
		return nil, err
	}
	d := &Dossier{path: path, now: o.Now, analyst: o.Analyst}
	if d.now == nil {
		d.now = time.Now
	}
	if d.analyst == "" {
		if u, err := user.Current(); err == nil {
			d.analyst = u.Username
			if u.Name != "" {
				d.analyst = u.Name
			}
		}
	}
	if f, err := os.OpenFile(path, os.O_RDWR, 0); err != nil {
		d.readOnly = fmt.Sprintf("%s may not be written by you. It is open for reading only.", name)
	} else {
		f.Close()
	}
	var err error
	if d.file, err = os.Stat(path); err != nil {
		return nil, wrap("open the dossier", err)
	}
	if d.readOnly == "" {
		err = d.openWriter(ctx)
	}
	if err == nil {
		err = d.openReaders(ctx)
	}
	if err != nil {
		d.closePools()
		return nil, wrap("open "+name, err)
	}
	return d, nil
}

// looksRight refuses what is no dossier before SQLite touches it: a text, an empty file, another program's database.
func looksRight(path string) error {
	name := filepath.Base(path)
	f, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return say(ErrNotFound, "Not opened: there is no file %s.", path)
	case errors.Is(err, fs.ErrPermission):
		return say(ErrReadOnly, "Not opened: %s may not be read by you.", name)
	case err != nil:
		return wrap("open "+name, err)
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:16]) != "SQLite format 3\x00" ||
		binary.BigEndian.Uint32(head[68:72]) != applicationID {
		return say(ErrNotDossier, "Not opened: %s is not a Parley dossier.", name)
	}
	return nil
}

func (d *Dossier) openWriter(ctx context.Context) (err error) {
	if d.write, err = sql.Open(driverName, source(d.path, writerQuery)); err != nil {
		return err
	}
	d.write.SetMaxOpenConns(1)
	d.write.SetConnMaxLifetime(0)
	if err := hasFTS5(ctx, d.write); err != nil {
		return err
	}
	var version int
	err = d.write.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	var e sqlite3.Error
	switch {
	case errors.As(err, &e) && (e.Code == sqlite3.ErrReadonly || e.Code == sqlite3.ErrCantOpen):
		d.readOnly = fmt.Sprintf("The folder of %s may not be written by you. The dossier is open for reading only.", filepath.Base(d.path))
	case err != nil:
		return err
	case version > schemaVersion():
		d.readOnly = "This file is from a newer Parley. It is open for reading only."
	case version < schemaVersion():
		if err := d.backupBeforeMigration(ctx, version); err != nil {
			return err
		}
		if err := migrate(ctx, d.write); err != nil {
			return err
		}
	}
	if d.readOnly != "" {
		err = d.write.Close()
		d.write = nil
		return err
	}
	if err := d.write.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&d.version); err != nil {
		return err
	}
	return d.refold(ctx)
}

func (d *Dossier) openReaders(ctx context.Context) error {
	queries := []string{readerQuery}
	if d.readOnly != "" {
		queries = []string{lockedQuery}
		if _, err := os.Stat(d.path + "-wal"); err != nil {
			queries = append(queries, unmovingQuery)
		}
	}
	var err error
	for _, q := range queries {
		if d.read, err = sql.Open(driverName, source(d.path, q)); err != nil {
			return err
		}
		d.read.SetMaxOpenConns(3)
		var one int
		if err = d.read.QueryRowContext(ctx, `SELECT id FROM dossier`).Scan(&one); err == nil {
			return nil
		}
		d.read.Close()
		d.read = nil
	}
	return err
}

// hasFTS5 names the cure where the program was built without full-text search.
func hasFTS5(ctx context.Context, db *sql.DB) error {
	var have bool
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'`).Scan(&have); err != nil {
		return err
	}
	if !have {
		return say(ErrNoFTS5, "This Parley was built without full-text search. Build it with “make build”, or with “go build -tags sqlite_fts5”.")
	}
	return nil
}

// Path returns where the dossier lies.
func (d *Dossier) Path() string { return d.path }

// ReadOnly says why the dossier can only be read, if so.
func (d *Dossier) ReadOnly() (why string, locked bool) { return d.readOnly, d.readOnly != "" }

// Close closes the dossier so that the file at rest is one file.
func (d *Dossier) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.read != nil {
		d.read.Close() // before the checkpoint, which readers would hold up
		d.read = nil
	}
	var err error
	if d.write != nil {
		_, err = d.write.Exec(`PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)`)
		if d.moved() != nil {
			err = nil // the file is not ours any more: what was committed lies in the old one
		}
	}
	d.closePools()
	return wrap("close the dossier", err)
}

func (d *Dossier) closePools() {
	for _, db := range []*sql.DB{d.read, d.write} {
		if db != nil {
			db.Close()
		}
	}
	d.read, d.write = nil, nil
}

// moved reports whether the file under the path is no longer the one that was opened. In WAL mode SQLite would go on
// writing into the file that is gone.
func (d *Dossier) moved() error {
	info, err := os.Stat(d.path)
	if err != nil || !os.SameFile(info, d.file) {
		return say(ErrMoved, "Not kept: %s was moved, replaced or deleted by another program. Close the dossier and look where the file went before you go on.", filepath.Base(d.path))
	}
	return nil
}

// ChangedElsewhere reports whether another process or window has written to the dossier since the last call. It does
// not wait for a change that is under way here.
func (d *Dossier) ChangedElsewhere(ctx context.Context) (bool, error) {
	if !d.mu.TryLock() {
		return false, nil
	}
	defer d.mu.Unlock()
	if d.write == nil {
		return false, nil
	}
	var v int64
	if err := d.write.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&v); err != nil {
		return false, wrap("look for changes", err)
	}
	changed := v != d.version
	d.version = v
	return changed, nil
}

// syncFolder makes a new name in a folder survive a power cut, where the system can do that.
func syncFolder(path string) {
	if f, err := os.Open(filepath.Dir(path)); err == nil {
		_ = f.Sync()
		f.Close()
	}
}
