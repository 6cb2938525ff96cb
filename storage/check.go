package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"regexp"
	"sync"

	"parley/dossier"
)

// Steps tells how far a check or a repair is: what is under way, and how much of it is done; total 0: not known.
type Steps func(done, total int, what string)

func (s Steps) step(done, total int, what string) {
	if s != nil {
		s(done, total, what)
	}
}

// Check reads the whole dossier and compares what can be compared: the database with itself, references, every text
// and every pasted byte with its hash, every passage with its text, the journal with the rows, and what is derived —
// search, near copies, the grid's copies, keys of dates and names — with what it is made from. It changes nothing.
func (d *Dossier) Check(ctx context.Context, progress Steps) ([]dossier.Finding, error) {
	found, err := d.check(ctx, progress, false)
	return shown(found), err
}

// QuickCheck is the part of Check that takes seconds: the pages of the database, the references and the journal.
func (d *Dossier) QuickCheck(ctx context.Context, progress Steps) ([]dossier.Finding, error) {
	found, err := d.check(ctx, progress, true)
	return shown(found), err
}

func (d *Dossier) check(ctx context.Context, progress Steps, quick bool) ([]finding, error) {
	const op = "The check was not finished"
	if err := d.sameFile(); err != nil {
		return nil, err
	}
	// Connections of its own: FTS5's part of integrity_check looks at what an older connection remembers of the index,
	// and takes what was merged away since for damage.
	settings := d.as
	if settings == sharing {
		settings = reading // a check begins transactions, and none may take the lock of writers
	}
	run := func(ctx context.Context, steps ...func(*checker) error) ([]finding, error) {
		db, err := pool(d.path, settings, 1)
		if err != nil {
			return nil, err
		}
		defer db.Close()
		c := checker{db: db, path: d.path, ctx: ctx, progress: progress}
		for _, step := range steps {
			err := step(&c)
			if errors.Is(border("", err), ErrDamaged) {
				c.add("database", restoreBackup, byNothing, "A part of the file cannot be read (%v).", err)
			} else if err != nil {
				return c.findings, err
			}
		}
		c.countMore()
		return c.findings, nil
	}
	if quick {
		found, err := run(ctx, (*checker).length, (*checker).pages, (*checker).references, (*checker).journal)
		return found, border(op, err)
	}
	// SQLite's own check of its pages takes most of the time, and one core: the rest goes beside it.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var pages []finding
	var pagesErr error
	var reading sync.WaitGroup
	reading.Go(func() { pages, pagesErr = run(ctx, (*checker).length, (*checker).database) })
	found, err := run(ctx, (*checker).references, (*checker).texts, (*checker).dates, (*checker).names, (*checker).copies, (*checker).journal, (*checker).search)
	if err != nil {
		cancel() // a damaged page ends both; which of them says so is all one
	} else {
		progress.step(0, 0, "the database")
	}
	reading.Wait()
	if err == nil {
		err = pagesErr
	}
	return append(pages, found...), border(op, err)
}

// finding is a finding with what would mend it.
type finding struct {
	dossier.Finding
	by mending
}

// mending is a part that a repair rebuilds.
type mending int

const (
	byNothing mending = iota // it is no copy of anything: only a backup has it
	byIndexes
	byDates
	byNames
	byCopies
	byUndoMarks
	bySearch
)

func shown(found []finding) []dossier.Finding {
	var list []dossier.Finding
	for _, f := range found {
		list = append(list, f.Finding)
	}
	return list
}

type checker struct {
	db       *sql.DB
	path     string
	ctx      context.Context
	progress Steps
	findings []finding
	of       map[string]int // how many there are of each sentence
}

const (
	restoreBackup = "Keep this file and restore the newest good backup."
	repairIt      = "A repair rebuilds it."
	listedOfKind  = 200 // findings of one kind that are listed; the rest is counted
)

func (c *checker) add(where, mend string, by mending, format string, args ...any) {
	c.put(format, finding{dossier.Finding{Where: where, Sentence: fmt.Sprintf(format, args...), Mend: mend, Derived: by != byNothing}, by})
}

// put adds a finding of a kind.
func (c *checker) put(kind string, f finding) {
	if c.of == nil {
		c.of = map[string]int{}
	}
	if c.of[kind]++; c.of[kind] <= listedOfKind {
		c.findings = append(c.findings, f)
	}
}

// countMore says how many findings were left out.
func (c *checker) countMore() {
	for _, n := range c.of {
		if n > listedOfKind {
			c.findings = append(c.findings, finding{Finding: dossier.Finding{Where: "and more", Sentence: fmt.Sprintf("There are %d more of one kind, which are not listed.", n-listedOfKind)}})
		}
	}
}

var (
	ofSearch = regexp.MustCompile(`FTS5 table|search_[a-z]+`)
	ofIndex  = regexp.MustCompile(`(?:missing from|entries in|entry in|out of order for|entry of) index (\S+)`)
)

// length looks whether the file ends in the middle of a page: SQLite takes what is missing for zeros and says nothing.
// After a power cut it may, as long as the -wal holds that page.
func (c *checker) length() error {
	page, err := c.number("PRAGMA page_size")
	if err != nil {
		return err
	}
	if wal, err := os.Stat(c.path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	info, err := os.Stat(c.path)
	if err == nil && info.Size()%int64(page) != 0 {
		c.add("file", restoreBackup, byNothing, "The file is cut short: its last page is not whole.")
	}
	return err
}

// database reads every page, and compares every index with its table and the search index with itself.
func (c *checker) database() error {
	return c.integrity("PRAGMA integrity_check")
}

// pages reads every page.
func (c *checker) pages() error {
	c.progress.step(0, 0, "the database")
	return c.integrity("PRAGMA quick_check")
}

func (c *checker) integrity(pragma string) error {
	return each(c.ctx, c.db, pragma, func(row scanner) error {
		var s string
		if err := row.Scan(&s); err != nil || s == "ok" {
			return err
		}
		switch {
		case ofSearch.MatchString(s):
			c.add("search", repairIt, bySearch, "The search index is damaged: %s.", s)
		case ofIndex.MatchString(s):
			c.add(indexPlace+ofIndex.FindStringSubmatch(s)[1], repairIt, byIndexes, "An index differs from its table: %s.", s)
		default:
			c.add("database", restoreBackup, byNothing, "The database is damaged: %s.", s)
		}
		return nil
	})
}

// indexPlace stands before the name of an index.
const indexPlace = "index "

// references looks for rows that refer to rows that are not there. Of the traces of near copies, which are many times as
// many rows as all else, only their texts are looked for.
func (c *checker) references() error {
	if err := each(c.ctx, c.db, `SELECT f."table", f.rowid, f.parent FROM sqlite_schema s, pragma_foreign_key_check(s.name) f
		WHERE s.type = 'table' AND s.sql LIKE '%REFERENCES%' AND s.name <> 'shingle'`, func(row scanner) error {
		var table, parent string
		var id sql.NullInt64
		err := row.Scan(&table, &id, &parent)
		if err == nil {
			c.add(fmt.Sprintf("%s %d", table, id.Int64), restoreBackup, byNothing, "It refers to a %s that is not there.", parent)
		}
		return err
	}); err != nil {
		return err
	}
	n, err := c.number("SELECT count(*) FROM (SELECT DISTINCT revision_id AS id FROM shingle) t WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = t.id)")
	if err == nil && n > 0 {
		c.add("near copies", repairIt, bySearch, "Traces of near copies refer to %d texts that are not there.", n)
	}
	return err
}

// snapshot runs fn in one reading transaction, so that all it reads is of one moment. Each is short: in a folder that
// other machines reach, writers wait for it.
func (c *checker) snapshot(fn func(tx *sql.Tx) error) error {
	tx, err := c.db.BeginTx(c.ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return fn(tx)
}

// number reads one number.
func (c *checker) number(query string, args ...any) (n int, err error) {
	err = c.db.QueryRowContext(c.ctx, query, args...).Scan(&n)
	return n, err
}
