package storage

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

func addIssue(d *Dossier, name string) error {
	_, err := d.Change(ctx, "Add "+name, func(tx *Tx) error { _, err := tx.AddIssue(dossier.Issue{Name: name}); return err })
	return err
}

// filled makes a closed dossier with something in it.
func filled(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "talks.parley")
	d, err := Create(ctx, path, "The talks", options())
	must(t, err)
	furnish(t, d)
	must(t, d.Close())
	return path
}

// A file that is no dossier is refused in words and left as it was, byte for byte, with nothing beside it.
func TestForeignFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	other, err := sql.Open(driverName, filepath.Join(dir, "other.db"))
	must(t, err)
	_, err = other.Exec("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
	must(t, err)
	must(t, other.Close())
	must(t, os.WriteFile(filepath.Join(dir, "text.parley"), []byte(strings.Repeat("Not a dossier. ", 500)), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "empty.parley"), nil, 0o600))
	must(t, os.Mkdir(filepath.Join(dir, "folder.parley"), 0o700))
	for _, name := range []string{"other.db", "text.parley", "empty.parley", "folder.parley"} {
		path := filepath.Join(dir, name)
		before, _ := os.ReadFile(path)
		_, err := Open(ctx, path, options())
		wantErr(t, err, ErrNotDossier)
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
	_, err = Open(ctx, filepath.Join(dir, "missing.parley"), options())
	wantErr(t, err, ErrNotFound)
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 4 {
		t.Fatal(files, err)
	}
}

// A dossier of a newer Parley opens for reading only, and says so; one that this Parley cannot read is refused.
func TestNewerDossier(t *testing.T) {
	path := filled(t)
	raw, err := sql.Open(driverName, path)
	must(t, err)
	_, err = raw.Exec("PRAGMA user_version = 99")
	must(t, err)
	d, err := Open(ctx, path, options())
	must(t, err)
	why, locked := d.ReadOnly()
	if !locked || !strings.Contains(why, "newer Parley") {
		t.Fatal(why, locked)
	}
	if docs, _, err := d.Documents(ctx, dossier.DocumentFilter{}); err != nil || len(docs) != 3 {
		t.Fatal(docs, err)
	}
	wantErr(t, addIssue(d, "x"), ErrReadOnly)
	_, err = d.Undo(ctx)
	wantErr(t, err, ErrReadOnly)
	must(t, d.Close())
	_, err = raw.Exec("UPDATE dossier SET min_reader = 99")
	must(t, err)
	must(t, raw.Close())
	_, err = Open(ctx, path, options())
	wantErr(t, err, ErrReadOnly)
}

// An older dossier is brought up to date after a backup that opens; where a step fails, all stays as it was.
func TestMigration(t *testing.T) {
	path := filled(t)
	_, err := open(ctx, path, options(), append(slices.Clone(migrations), "CREATE TABLE extra (a); CREATE TABLE extra (a);"))
	if err == nil {
		t.Fatal("a failing migration was accepted")
	}
	d, err := Open(ctx, path, options())
	must(t, err)
	must(t, d.Close())
	d, err = open(ctx, path, options(), append(slices.Clone(migrations), "CREATE TABLE extra (a INTEGER) STRICT;"))
	must(t, err)
	var version int
	must(t, d.read.QueryRow("PRAGMA user_version").Scan(&version))
	must(t, d.Close())
	backups, err := filepath.Glob(filepath.Join(BackupFolder(path), "*.before-*.parley"))
	if err != nil || len(backups) == 0 || version != len(migrations)+1 {
		t.Fatal(backups, version, err)
	}
	old, err := Open(ctx, backups[0], options())
	must(t, err)
	if _, locked := old.ReadOnly(); locked {
		t.Fatal("the backup is locked")
	}
	must(t, old.Close())
}

// A file that may not be written opens for reading only, and says so.
func TestReadOnlyFile(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the flag that root obeys is Linux's; TestErrorsAtTheBorder has the words")
	}
	for _, what := range []string{"file", "folder"} {
		path := filled(t)
		target := path
		if what == "folder" {
			target = filepath.Dir(path)
		}
		if os.Geteuid() == 0 {
			if out, err := exec.Command("chattr", "+i", target).CombinedOutput(); err != nil {
				t.Skipf("chattr: %s; an ordinary user tries it with chmod", out)
			}
			defer exec.Command("chattr", "-i", target).Run()
		} else {
			must(t, os.Chmod(target, map[string]os.FileMode{"file": 0o400, "folder": 0o500}[what]))
			defer os.Chmod(target, 0o700)
		}
		d, err := Open(ctx, path, options())
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		why, locked := d.ReadOnly()
		t.Log(what, locked, why)
		if !locked && what == "file" {
			t.Fatal("open for writing")
		}
		if locked {
			wantErr(t, addIssue(d, "x"), ErrReadOnly)
		}
		if docs, _, err := d.Documents(ctx, dossier.DocumentFilter{}); err != nil || len(docs) != 3 {
			t.Fatal(docs, err)
		}
		must(t, d.Close())
	}
}

// Two handles on one file both write, neither loses, and each sees that the other wrote, but not itself.
func TestTwoHandles(t *testing.T) {
	path := filled(t)
	a, err := Open(ctx, path, Options{Analyst: "A"})
	must(t, err)
	defer a.Close()
	b, err := Open(ctx, path, Options{Analyst: "B"})
	must(t, err)
	defer b.Close()
	changed := func(d *Dossier, want bool, when string) {
		t.Helper()
		if got, err := d.ChangedElsewhere(ctx); err != nil || got != want {
			t.Fatalf("%s: changed %v, %v", when, got, err)
		}
	}
	changed(a, false, "at first")
	changed(b, false, "at first")
	must(t, addIssue(a, "From A"))
	changed(a, false, "own change")
	changed(b, true, "A wrote")
	changed(b, false, "asked again")
	must(t, addIssue(b, "From B"))
	must(t, addIssue(a, "From A again"))
	changed(a, true, "B wrote before A did")
	changed(a, false, "asked again")
	done := make(chan error, 2)
	for _, d := range []*Dossier{a, b} {
		go func() {
			for n := range 40 {
				if err := addIssue(d, fmt.Sprint(d.opts.Analyst, n)); err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	must(t, <-done)
	must(t, <-done)
	if issues, err := b.Issues(ctx); err != nil || len(issues) != 3+3+80 {
		t.Fatal(len(issues), err)
	}
	last, err := a.Undo(ctx)
	must(t, err)
	if history, err := b.History(ctx, 1); err != nil || history[0].ID != last.ID || !history[0].Undone {
		t.Fatal(history, err)
	}
}
