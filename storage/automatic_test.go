package storage

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// clocked opens a dossier whose clock the test moves.
func clocked(t *testing.T, path string) (*Dossier, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 14, 18, 5, 0, 0, time.UTC)
	d, err := Open(ctx, path, Options{Analyst: "A. Tester", Now: func() time.Time { return now }})
	must(t, err)
	t.Cleanup(func() { _ = d.Close() })
	return d, &now
}

// An automatic backup is made where there were changes and the newest is old enough, under a name that says so; one made
// by hand counts too; what holds the same is not made twice.
func TestAutomaticBackup(t *testing.T) {
	d, now := clocked(t, filled(t))
	made := func(o Occasion, want bool, when string) string {
		t.Helper()
		path, err := d.AutomaticBackup(ctx, o)
		must(t, err)
		if (path != "") != want {
			t.Fatalf("%s: made %q", when, path)
		}
		return path
	}
	first := made(WhenIdle, true, "the first")
	if want := filepath.Join(BackupFolder(d.Path()), "talks.auto-20261114-180500.parley"); first != want {
		t.Fatalf("%s, want %s", first, want)
	}
	*now = now.Add(2 * time.Hour)
	made(WhenIdle, false, "nothing was changed")
	must(t, addIssue(d, "New"))
	made(WhenIdle, true, "changed since")
	must(t, addIssue(d, "Newer"))
	*now = now.Add(20 * time.Minute)
	if due, later, err := d.BackupDue(ctx, WhenIdle); err != nil || due || !later {
		t.Fatal(due, later, err)
	}
	made(WhenIdle, false, "too early")
	made(BeforeImport, true, "an import waits for one of this state")
	*now = now.Add(30 * time.Second)
	must(t, addIssue(d, "Newest"))
	made(WhenClosing, false, "closed within a minute of the newest")
	*now = now.Add(time.Hour)
	must(t, MakeBackupFolder(d.Path()))
	must(t, d.Backup(ctx, BackupPath(d.Path(), dossier.BackupByHand, *now)))
	made(WhenClosing, false, "there is one made by hand")
	_, err := d.Undo(ctx)
	must(t, err)
	*now = now.Add(time.Hour)
	made(WhenClosing, true, "an undo is a change")

	list, err := FindBackups(d.Path())
	must(t, err)
	if len(list) != 4 || list[0].Kind != dossier.BackupAutomatic || list[1].Kind != dossier.BackupByHand {
		t.Fatalf("%+v", list)
	}
	b, err := DescribeBackup(ctx, list[1], true)
	must(t, err)
	if b.Documents != 3 || b.LastChange != "Add Newest" || !b.Verified || !b.Checked || b.Problem != "" || b.Title == "" || b.LastAt.IsZero() {
		t.Fatalf("%+v", b)
	}
	left, fresh := filepath.Join(BackupFolder(d.Path()), ".talks.auto-20261101-100000.parley.123.tmp"), filepath.Join(BackupFolder(d.Path()), ".talks.auto-20261114-220000.parley.9.tmp")
	for _, name := range []string{left, fresh} {
		must(t, os.WriteFile(name, []byte("half a backup"), 0o600))
	}
	must(t, os.Chtimes(left, now.AddDate(0, 0, -2), now.AddDate(0, 0, -2)))
	must(t, os.Chtimes(fresh, *now, *now))
	*now = now.Add(time.Hour)
	must(t, addIssue(d, "Last"))
	made(WhenIdle, true, "beside what a crash left")
	if _, err := os.Stat(left); err == nil {
		t.Error("what a crash left two days ago is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("what may be being written was removed:", err)
	}
	empty, err := Create(ctx, filepath.Join(t.TempDir(), "empty.parley"), "Empty", options())
	must(t, err)
	defer empty.Close()
	if path, err := empty.AutomaticBackup(ctx, WhenClosing); path != "" || err != nil {
		t.Fatal("an empty dossier was backed up:", path, err)
	}
}

// Only automatic backups of this dossier are deleted: not those made by hand or before a new version, not another
// dossier's, not what only looks like one; and none while the newest holds a text that is not the one that was stored.
func TestThinningDeletesOnlyItsOwn(t *testing.T) {
	path := filled(t)
	d, now := clocked(t, path)
	folder := BackupFolder(path)
	must(t, MakeBackupFolder(path))
	copyTo := func(from, name string) {
		t.Helper()
		raw, err := os.ReadFile(from)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(folder, name), raw, 0o600))
	}
	first, err := d.AutomaticBackup(ctx, WhenIdle)
	must(t, err)
	for n := range 10 {
		copyTo(first, fmt.Sprintf("talks.auto-20200101-1000%02d.parley", n))
	}
	kept := []string{"talks-20200101-100000.parley", "talks.before-20200101-100000.parley", "talks.repair-20200101-100000.parley",
		"talks.auto-20200101-10000.parley", "talks.auto-20200101-100000.txt.parley", "talks2.auto-20200101-100000.parley"}
	for _, name := range kept {
		copyTo(first, name)
	}
	copyTo(filled(t), "talks.auto-20200101-100500.parley") // another dossier that had this name
	kept = append(kept, "talks.auto-20200101-100500.parley", "talks.auto-20200101-100009.parley", filepath.Base(first))

	spoilt := filepath.Join(folder, "talks.auto-20261114-190500.parley")
	*now = now.Add(time.Hour)
	must(t, addIssue(d, "One"))
	_, err = d.write.Exec("DROP TRIGGER revision_immutable; UPDATE revision SET text = replace(text, 'port', 'sort') WHERE id = 1")
	must(t, err)
	_, err = d.AutomaticBackup(ctx, WhenIdle)
	wantErr(t, err, ErrDamaged)
	if before, _ := filepath.Glob(filepath.Join(folder, "talks.auto-20200101-1000??.parley")); len(before) != 10 {
		t.Fatalf("with a damaged text %d of 10 old backups are left", len(before))
	}
	if _, err := os.Stat(spoilt); err != nil {
		t.Fatal("what could be saved was not:", err)
	}
	_, err = d.write.Exec("UPDATE revision SET text = replace(text, 'sort', 'port') WHERE id = 1")
	must(t, err)
	*now = now.Add(time.Hour)
	must(t, addIssue(d, "Two"))
	last, err := d.AutomaticBackup(ctx, WhenIdle)
	must(t, err)
	kept = append(kept, filepath.Base(spoilt), filepath.Base(last))
	entries, err := os.ReadDir(folder)
	must(t, err)
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if len(left) != len(kept) {
		t.Fatalf("left %q\nwant %q", left, kept)
	}
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
			t.Error(name, "was deleted")
		}
	}
}

// A backup that is damaged, cut short, empty or something else says so in a sentence, and hides none of the others.
func TestDescribeBadBackups(t *testing.T) {
	path := filled(t)
	d, _ := clocked(t, path)
	good, err := d.AutomaticBackup(ctx, WhenIdle)
	must(t, err)
	whole, err := os.ReadFile(good)
	must(t, err)
	garbled := append([]byte{}, whole...)
	for i := 4096; i < len(garbled); i += 97 {
		garbled[i] ^= 0x5A
	}
	for name, content := range map[string][]byte{"cut": whole[:len(whole)/2], "empty": nil, "text": []byte("Dear Sir"), "garbled": garbled} {
		bad := filepath.Join(t.TempDir(), name+".parley")
		must(t, os.WriteFile(bad, content, 0o600))
		b, err := DescribeBackup(ctx, dossier.Backup{Path: bad, Kind: dossier.BackupAutomatic}, true)
		must(t, err)
		if b.Verified || b.Checked || !strings.HasSuffix(b.Problem, ".") {
			t.Errorf("%s: %+v", name, b)
		}
		t.Log(name, "—", b.Problem)
		if err := Restore(ctx, bad, path+".new", options()); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
}
