// Package storage keeps a dossier: one SQLite file, with its schema, its queries, its search, its journal and its
// backups. Nothing else in Parley knows SQL.
//
// One connection writes; a pool of others reads and never waits for it; in a folder that other machines reach, one
// connection does both. Every change goes through Change and becomes one action of the journal. Every error that a
// person may see is one sentence (see errors.go).
package storage

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/mattn/go-sqlite3"

	"parley/dossier"
)

// Options are what a dossier is opened with.
type Options struct {
	Now     func() time.Time // the clock; nil: time.Now
	Analyst string           // recorded with each action; empty: the name of the system's user
	Shared  bool             // treat the folder as one that other machines reach, also where it does not look like one
}

// Dossier is an open dossier. It is safe for concurrent use.
type Dossier struct {
	path    string
	opts    Options
	uid     dossier.ID
	device  uuid.UUID
	file    os.FileInfo // the file as it was opened
	as      string      // the settings of its reading connections
	locked  string      // why it is read-only, in words; empty: it can be written
	shared  string      // why other machines may reach its folder, in words; empty: they do not
	unclean bool        // see Unclean
	gone    []int       // processes of this machine that had it open and are no longer there
	write   *sql.DB     // nil where it is read-only
	read    *sql.DB     // the same as write where it is shared

	writing sync.Mutex // one change at a time; held before the writer's connection is asked for
	present int64      // when this process last said that it has the dossier open; 0: never; guarded by writing

	rest rest // brings the file to rest when nothing happens

	watch       sync.Mutex // guards what follows
	watcher     *sql.Conn  // one reading connection, so that its data_version can be compared with the one before
	seenReader  int64
	seenWriter  int64
	seenAction  int64 // the newest action that was made here or noticed: a heartbeat is no change to show
	wroteOthers bool  // another process or handle wrote and ChangedElsewhere has not yet said so
}

// Create makes a new dossier and opens it. The schema is written in one transaction under a temporary name, so a
// crash leaves no half-made dossier under the given one. An existing file is refused with ErrConflict.
func Create(ctx context.Context, path, title string, o Options) (*Dossier, error) {
	op := filepath.Base(path) + " was not made"
	title = clean(title)
	if title == "" {
		return nil, refuse(ErrInvalid, "The dossier was not made: it needs a title.")
	}
	if _, err := os.Lstat(path); err == nil {
		return nil, refuse(ErrConflict, "%s: there is already a file of that name. Open it, or choose another name.", op)
	}
	temp, err := tempBeside(path)
	if err != nil {
		return nil, border(op, err)
	}
	defer removeDatabase(temp)
	if err := found(ctx, temp, title, o.now()); err != nil {
		return nil, border(op, err)
	}
	if err := placeNew(temp, path); err != nil {
		if errors.Is(err, os.ErrExist) {
			return nil, refuse(ErrConflict, "%s: there is already a file of that name. Open it, or choose another name.", op)
		}
		return nil, border(op, err)
	}
	d, err := Open(ctx, path, o)
	if err != nil { // no room for more than the file itself: a second try must not find it
		removeDatabase(path)
	}
	return d, err
}

// Open opens an existing dossier. One of an older Parley is brought up to date after a verified backup; one
// of a newer Parley, or one that may not be written, is opened for reading only (see ReadOnly).
func Open(ctx context.Context, path string, o Options) (*Dossier, error) {
	return open(ctx, path, o, migrations)
}

func open(ctx context.Context, path string, o Options, steps []string) (*Dossier, error) {
	name := filepath.Base(path)
	op := name + " was not opened"
	info, err := os.Stat(path)
	if err != nil {
		return nil, border(op, err)
	}
	if !info.Mode().IsRegular() {
		return nil, refuse(ErrNotDossier, "%s is not a file. Choose a dossier (NAME.parley).", name)
	}
	d := &Dossier{path: path, opts: o, file: info, device: device(), shared: sharedFolder(path), unclean: leftovers(path)}
	if o.Shared && d.shared == "" {
		d.shared = "a folder that other machines may reach"
	}
	if err := d.connect(ctx, steps); err != nil {
		d.closePools()
		if wrapped := border(op, err); errors.Is(wrapped, ErrNotDossier) {
			return nil, &Error{name + " is not a Parley dossier. It was left as it is.", ErrNotDossier, err}
		} else {
			return nil, wrapped
		}
	}
	return d, nil
}

// connect opens the pools: looks first what the file is, without the means to change it.
func (d *Dossier) connect(ctx context.Context, steps []string) error {
	d.mayWriteBeside() // before they are mapped into memory
	version, minReader, err := d.look(ctx)
	if err != nil {
		return err
	}
	switch {
	case minReader > len(steps):
		return refuse(ErrReadOnly, "%s is from a newer Parley that this one cannot read. Install the newer Parley to open it.", filepath.Base(d.path))
	case version > len(steps):
		d.locked = "This file is from a newer Parley. It is open for reading only."
	case d.locked == "":
		if d.locked, err = d.meetOthers(ctx, version); err != nil {
			return err
		}
	}
	if d.locked == "" {
		if d.shared != "" {
			_ = d.read.Close() // it would keep the file from leaving write-ahead logging
		}
		if d.locked, err = d.openWriter(ctx); err != nil {
			return err
		}
	}
	if d.locked != "" {
		if version < len(steps) {
			return refuse(ErrReadOnly, "%s is from an older Parley and may not be written, so it cannot be brought up to date. Copy it to a folder of yours and open the copy.", filepath.Base(d.path))
		}
		_ = d.read.Close()
		d.read, err = pool(d.path, d.as, readConns)
		return err
	}
	if d.shared != "" {
		d.as, d.read = sharing, d.write
	}
	if version < len(steps) {
		if err := d.migrate(ctx, steps, version); err != nil {
			return err
		}
	}
	if d.shared == "" {
		_ = d.read.Close()
		d.as = reading
		if d.read, err = pool(d.path, reading, readConns); err != nil {
			return err
		}
		if err := d.read.PingContext(ctx); err != nil {
			return err
		}
	}
	if err := d.refold(ctx); err != nil {
		return err
	}
	return d.arrive(ctx)
}

// look opens the file for reading only and reads its identity. Where no -shm can be made beside it and no -wal lies
// there, the file is read as immutable. A journal that a crash left must be rolled back before anything is read.
func (d *Dossier) look(ctx context.Context) (version, minReader int, err error) {
	tries := []string{looking, unmoving}
	if journal, statErr := os.Stat(d.path + "-journal"); statErr == nil && journal.Size() > 0 {
		tries = []string{recovering}
	}
	for _, settings := range tries {
		d.as = settings
		if d.read, err = pool(d.path, settings, readConns); err != nil {
			return 0, 0, err
		}
		if err = hasFTS5(ctx, d.read); err == nil {
			version, minReader, err = identity(ctx, d.read, filepath.Base(d.path))
		}
		if err == nil {
			err = d.read.QueryRowContext(ctx, "SELECT uid, (SELECT coalesce(max(id), 0) FROM action) FROM dossier").Scan(&d.uid, &d.seenAction)
		}
		var e sqlite3.Error
		if !errors.As(err, &e) || e.Code != sqlite3.ErrCantOpen && e.Code != sqlite3.ErrReadonly {
			return version, minReader, err
		}
		for _, suffix := range []string{"-wal", "-journal"} {
			if left, statErr := os.Stat(d.path + suffix); statErr == nil && left.Size() > 0 {
				return 0, 0, refuse(ErrReadOnly, "%s was not opened: its last changes lie in %s%s and its folder may not be written. Copy both files to a folder of yours and open the copy.",
					filepath.Base(d.path), filepath.Base(d.path), suffix)
			}
		}
		d.locked = "This file's folder may not be written. It is open for reading only."
		_ = d.read.Close()
	}
	return version, minReader, err
}

// mayWriteBeside gives SQLite's files the permissions of the dossier: those that were made while it could only be read
// would keep it so for ever.
func (d *Dossier) mayWriteBeside() {
	const owner = 0o200
	mode := d.file.Mode().Perm()
	for _, suffix := range []string{"-wal", "-shm"} {
		if info, err := os.Stat(d.path + suffix); err == nil && mode&owner != 0 && info.Mode().Perm()&owner == 0 {
			_ = os.Chmod(d.path+suffix, mode) // where that is not allowed, opening says what is wrong
		}
	}
}

// openWriter opens the writing connection; why says in words that the file may only be read.
func (d *Dossier) openWriter(ctx context.Context) (why string, err error) {
	settings := writing
	if d.shared != "" {
		settings = sharing
	}
	db, err := pool(d.path, settings, 1)
	if err != nil {
		return "", err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err == nil { // BEGIN IMMEDIATE succeeds on a file that may only be read: try to write, and take it back
		_, err = tx.ExecContext(ctx, "UPDATE dossier SET hlc = hlc + 1") // the same value would not be written at all
		if err == nil {
			err = tx.QueryRowContext(ctx, "PRAGMA data_version").Scan(&d.seenWriter)
		}
		_ = tx.Rollback()
	}
	if err == nil {
		d.write = db
		return "", nil
	}
	_ = db.Close()
	if errors.Is(border("", err), ErrReadOnly) || errors.Is(border("", err), ErrNotFound) {
		return "This file or its folder may not be written. It is open for reading only.", nil
	}
	return "", err
}

// migrate makes a verified backup in the folder of backups, then raises the schema in one transaction.
func (d *Dossier) migrate(ctx context.Context, steps []string, version int) error {
	if err := d.Backup(ctx, d.beforeMigration()); err != nil {
		return err
	}
	tx, err := d.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := raise(ctx, tx, steps, version); err != nil {
		return err
	}
	return tx.Commit()
}

func (d *Dossier) closePools() error {
	var errs []error
	if d.watcher != nil {
		errs = append(errs, d.watcher.Close())
		d.watcher = nil
	}
	if d.read != nil {
		errs = append(errs, d.read.Close())
	}
	if d.write != nil {
		errs = append(errs, d.write.Close())
	}
	return errors.Join(errs...)
}

// Close brings everything into the one file and lets go of it. Where the file was moved or replaced while it was open
// that is done too, through the open file: an -wal left under the old name would be applied to the stranger there.
func (d *Dossier) Close() error {
	d.rest.stop()
	d.writing.Lock()
	defer d.writing.Unlock()
	d.watch.Lock()
	defer d.watch.Unlock()
	if d.watcher != nil {
		_ = d.watcher.Close()
		d.watcher = nil
	}
	var err error
	if d.read != d.write {
		err = d.read.Close() // first: a reader would hold the checkpoint back
	}
	if d.write != nil {
		if d.sameFile() == nil {
			d.leave()
			_, _ = d.write.Exec("PRAGMA optimize")
		}
		if d.shared != "" {
			_, _ = d.write.Exec("PRAGMA journal_mode = DELETE") // takes the empty journal away
		} else {
			_, _ = d.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)") // where another process reads, it stays for that one
		}
		err = errors.Join(err, d.write.Close())
	}
	return border(filepath.Base(d.path)+" was not closed", err)
}

// Path is the file's path as it was opened.
func (d *Dossier) Path() string { return d.path }

// ID identifies the dossier and every copy of it.
func (d *Dossier) ID() dossier.ID { return d.uid }

// ReadOnly says whether the dossier can only be read, and why in words.
func (d *Dossier) ReadOnly() (why string, locked bool) { return d.locked, d.locked != "" }

// Unclean reports whether the dossier was left by a crash or a power cut before it was opened now. Nothing that was
// kept is lost by that; a check in the background makes sure.
func (d *Dossier) Unclean() bool { return d.unclean }

// sameFile refuses where the path no longer leads to the file that was opened: in WAL mode SQLite would write into
// the vanished file without an error, and later apply its -wal to the stranger.
func (d *Dossier) sameFile() error {
	info, err := os.Stat(d.path)
	if err == nil && os.SameFile(info, d.file) {
		return nil
	}
	return &Error{filepath.Base(d.path) + " was moved, deleted or replaced while it was open, so nothing more is written to it. Save a copy under a new name.", ErrMoved, err}
}

// Summary says what the title bar and the welcome page say of a dossier.
func (d *Dossier) Summary(ctx context.Context) (dossier.Summary, error) {
	s := dossier.Summary{ID: d.uid, Path: d.path, ReadOnly: d.locked != "", WhyLocked: d.locked}
	if d.shared != "" {
		s.Shared = filepath.Base(d.path) + " lies in " + d.shared + ". Work on it on one computer at a time; it is kept safely there, but slower than in a folder of your own."
	}
	err := d.read.QueryRowContext(ctx, `SELECT title,
		(SELECT count(*) FROM document WHERE deleted_at IS NULL),
		(SELECT count(*) FROM statement WHERE deleted_at IS NULL AND status IN ('proposed', 'accepted')),
		(SELECT count(*) FROM statement WHERE deleted_at IS NULL AND status = 'proposed'),
		(SELECT count(DISTINCT document_id) FROM statement WHERE deleted_at IS NULL AND status = 'proposed'),
		(SELECT count(*) FROM party WHERE deleted_at IS NULL),
		(SELECT count(*) FROM issue WHERE deleted_at IS NULL),
		(SELECT count(DISTINCT statement_id) FROM coding WHERE deleted_at IS NULL),
		coalesce((SELECT name FROM action WHERE kind = 'do' AND undone = 0 ORDER BY id DESC LIMIT 1), ''),
		coalesce((SELECT name FROM action WHERE kind = 'do' AND undone = 1 AND dropped = 0 ORDER BY id LIMIT 1), '')
		FROM dossier`).Scan(&s.Title, &s.Documents, &s.Statements, &s.Undecided, &s.ToDecideIn, &s.Parties, &s.Issues,
		&s.Coded, &s.UndoName, &s.RedoName)
	return s, border("The dossier's summary was not read", err)
}

func (o Options) now() time.Time {
	if o.Now == nil {
		return time.Now()
	}
	return o.Now()
}

func (o Options) analyst() string {
	if o.Analyst != "" {
		return clean(o.Analyst)
	}
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return clean(u.Name)
		}
		return clean(u.Username)
	}
	return "analyst"
}
