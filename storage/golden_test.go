package storage

import (
	"compress/gzip"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"parley/dossier"
)

// goldens are dossiers as released versions of the program made them, by its commands.
var goldens = []struct {
	file                            string
	version                         int
	documents, statements, readings int
	undoable                        int
}{
	{"v1.parley.gz", 1, 1, 18, 2, 3},
	{"v2.parley.gz", 2, 8, 118, 34, 5},
	{"v3.parley.gz", 3, 7, 134, 35, 9},
}

// unpack puts a golden file into a folder of its own.
func unpack(t *testing.T, file string) string {
	t.Helper()
	in, err := os.Open(filepath.Join("testdata", file))
	must(t, err)
	defer in.Close()
	z, err := gzip.NewReader(in)
	must(t, err)
	raw, err := io.ReadAll(z)
	must(t, err)
	path := filepath.Join(t.TempDir(), "golden.parley")
	must(t, os.WriteFile(path, raw, 0o600))
	return path
}

// content writes every row of every table of a file as it is, deleted ones too, in the columns that it has: but for the
// search tables, and what is no part of the work.
func content(t *testing.T, path string) map[string]string {
	t.Helper()
	db, err := openToRead(ctx, path)
	must(t, err)
	defer db.Close()
	return contentOf(t, db)
}

func contentOf(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	var tables []string
	must(t, each(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' AND name NOT IN ('presence', 'shingle', 'analyst')", func(row scanner) error {
		var name string
		err := row.Scan(&name)
		tables = append(tables, name)
		return err
	}))
	all := map[string]string{}
	for _, table := range tables {
		rows, err := db.Query("SELECT * FROM " + table)
		must(t, err)
		columns, err := rows.Columns()
		must(t, err)
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			must(t, rows.Scan(into...))
			for i, c := range columns {
				if c != "fold_version" {
					h := sha256.Sum256(fmt.Appendf([]byte(all[table+"."+c]), "%v|", values[i]))
					all[table+"."+c] = string(h[:])
				}
			}
		}
		must(t, rows.Err())
		rows.Close()
	}
	return all
}

// sameContent makes sure that nothing that a file held is gone or changed.
func sameContent(t *testing.T, before, after map[string]string, when string) {
	t.Helper()
	var names []string
	for name := range before {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if before[name] != after[name] {
			t.Errorf("%s: %s is not what it was", when, name)
		}
	}
}

// A dossier of every released version of the schema opens, is brought up to date with nothing lost after a backup that is
// whole, is sound, and everything that was done in the old version can be undone and redone.
func TestGoldenVersions(t *testing.T) {
	for _, golden := range goldens {
		path := unpack(t, golden.file)
		before := content(t, path)
		d, err := Open(ctx, path, options())
		must(t, err)
		sameContent(t, before, contentOf(t, d.read), golden.file)
		var version int
		must(t, d.read.QueryRow("PRAGMA user_version").Scan(&version))
		if version != len(migrations) {
			t.Errorf("%s: version %d after opening", golden.file, version)
		}
		list, err := d.Statements(ctx, StatementFilter{})
		must(t, err)
		readings := 0
		for _, s := range list {
			readings += len(s.Codings)
			if golden.version == 1 && s.Act != dossier.Says {
				t.Errorf("%s: statement %d: act %q", golden.file, s.Number, s.Act)
			}
		}
		_, docs, err := d.Documents(ctx, dossier.DocumentFilter{})
		must(t, err)
		if docs != golden.documents || len(list) != golden.statements || readings != golden.readings {
			t.Errorf("%s: %d documents, %d statements, %d readings", golden.file, docs, len(list), readings)
		}
		if found, err := d.Check(ctx, nil); err != nil || len(found) > 0 {
			t.Errorf("%s: %v, %v", golden.file, found, err)
		}
		backups, err := FindBackups(path)
		must(t, err)
		if len(backups) != 1 || backups[0].Kind != dossier.BackupMigration {
			t.Fatalf("%s: backups %+v", golden.file, backups)
		}
		b, err := DescribeBackup(ctx, backups[0], true)
		if err != nil || !b.Checked || b.Documents != golden.documents || b.Statements != golden.statements {
			t.Errorf("%s: the backup before it: %+v, %v", golden.file, b, err)
		}
		sameContent(t, before, content(t, b.Path), "the backup of "+golden.file)
		if golden.version == 3 { // a sentence with one word more in another paper
			var tellings int
			must(t, d.read.QueryRow("SELECT count(*) FROM coding WHERE utterance IS NOT NULL").Scan(&tellings))
			if tellings != 2 {
				t.Errorf("%s: %d tellings of the same words", golden.file, tellings)
			}
		}
		undoAndRedo(t, d, golden.undoable, golden.file)
		must(t, d.Close())
	}
}

// undoAndRedo takes everything back and brings it again.
func undoAndRedo(t *testing.T, d *Dossier, want int, file string) {
	t.Helper()
	whole := dump(t, d)
	n := 0
	for ; ; n++ {
		if _, err := d.Undo(ctx); errors.Is(err, ErrNothingToUndo) {
			break
		} else if err != nil {
			t.Fatalf("%s: undo %d: %v", file, n+1, err)
		}
	}
	if _, left, err := d.Documents(ctx, dossier.DocumentFilter{}); err != nil || left != 0 || n != want {
		t.Errorf("%s: %d actions undone, want %d; %d documents left, %v", file, n, want, left, err)
	}
	if found, err := d.Check(ctx, nil); err != nil || len(found) > 0 {
		t.Errorf("%s: after undoing all: %v, %v", file, found, err)
	}
	for range n {
		_, err := d.Redo(ctx)
		must(t, err)
	}
	if got := dump(t, d); got != whole {
		t.Errorf("%s: redone: %s", file, difference(got, whole))
	}
	if found, err := d.Check(ctx, nil); err != nil || len(found) > 0 {
		t.Errorf("%s: after redoing all: %v, %v", file, found, err)
	}
}

// A newer dossier that an older program may still read opens for reading only and says why; one that it may not read is
// refused, says what to do, and neither is changed by a byte.
func TestNewerIsLeftAlone(t *testing.T) {
	for _, c := range []struct {
		minReader int
		says      string
	}{{1, "This file is from a newer Parley. It is open for reading only."}, {99, "from a newer Parley that this one cannot read. Install the newer Parley to open it."}} {
		path := filled(t)
		spoil(t, path, fmt.Sprintf("PRAGMA user_version = 99; UPDATE dossier SET min_reader = %d", c.minReader))
		before, err := os.ReadFile(path)
		must(t, err)
		said := ""
		if d, err := Open(ctx, path, options()); err != nil {
			said = err.Error()
			wantErr(t, err, ErrReadOnly)
		} else {
			said, _ = d.ReadOnly()
			if made, err := d.AutomaticBackup(ctx, WhenClosing); made != "" || err != nil {
				t.Errorf("a newer dossier was backed up: %q, %v", made, err)
			}
			_, _, _, err = d.Repair(ctx, nil)
			wantErr(t, err, ErrReadOnly)
			must(t, d.Close())
		}
		if !strings.HasSuffix(said, c.says) {
			t.Errorf("said %q, want %q", said, c.says)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Errorf("the newer dossier was changed: %v", err)
		}
	}
}
