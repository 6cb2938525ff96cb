package storage

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A backup opens as the dossier it was; it replaces only an earlier backup of the same dossier; restoring keeps what
// was there, with its last changes.
func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "talks.parley"), filepath.Join(dir, "backup.parley")
	d, err := Create(ctx, path, "Talks", options())
	must(t, err)
	furnish(t, d)
	want := dump(t, d)
	must(t, d.Backup(ctx, backup))
	must(t, addIssue(d, "Later"))
	must(t, d.Backup(ctx, backup))
	_, err = d.Undo(ctx)
	must(t, err)
	must(t, d.Backup(ctx, backup))
	wantErr(t, d.Backup(ctx, path), ErrConflict)
	foreign := filepath.Join(dir, "letter.txt")
	must(t, os.WriteFile(foreign, []byte("Dear"), 0o600))
	wantErr(t, d.Backup(ctx, foreign), ErrConflict)
	wantErr(t, d.Backup(ctx, filepath.Join(dir, "no", "b.parley")), ErrNotFound)
	must(t, addIssue(d, "Lost?"))
	must(t, d.Close())

	wantErr(t, Restore(ctx, foreign, path, options()), ErrNotDossier)
	wantErr(t, Restore(ctx, path, path, options()), ErrConflict)
	must(t, Restore(ctx, backup, path, options()))
	d, err = Open(ctx, path, options())
	must(t, err)
	if got := dump(t, d); got != want {
		t.Fatal(difference(got, want))
	}
	must(t, d.Close())
	kept, err := filepath.Glob(filepath.Join(dir, "talks.replaced-*.parley"))
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	d, err = Open(ctx, kept[0], options())
	must(t, err)
	if issues, err := d.Issues(ctx); err != nil || issues[len(issues)-1].Name != "Lost?" {
		t.Fatal(issues, err)
	}
	must(t, d.Close())
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 4 {
		t.Fatal(entries, err)
	}
}

// A damaged dossier with its -wal is set aside whole, so that the -wal is not applied to what takes its place.
func TestRestoreSetsTheWalAside(t *testing.T) {
	path := filled(t)
	backup := filepath.Join(t.TempDir(), "b.parley")
	d, err := Open(ctx, path, options())
	must(t, err)
	must(t, d.Backup(ctx, backup))
	must(t, d.Close())
	must(t, os.WriteFile(path, []byte("damaged"), 0o600))
	must(t, os.WriteFile(path+"-wal", []byte("old log"), 0o600))
	must(t, Restore(ctx, backup, path, options()))
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Fatal("the old -wal is still beside the restored file")
	}
	kept, _ := filepath.Glob(strings.TrimSuffix(path, ".parley") + ".replaced-*")
	if len(kept) != 2 {
		t.Fatal(kept)
	}
	d, err = Open(ctx, path, options())
	must(t, err)
	must(t, d.Close())
}
