package storage

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"parley/dossier"
)

// A full disk is said in words, nothing that was kept is lost, and work goes on when there is room again.
func TestFullDisk(t *testing.T) {
	d := newDossier(t)
	furnish(t, d)
	before := dump(t, d)
	limit := func(pages int) {
		_, err := d.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages))
		must(t, err)
	}
	var pages int
	must(t, d.write.QueryRow("PRAGMA page_count").Scan(&pages))
	limit(pages + 3)
	var failed error
	_, failed = d.Change(ctx, "Paste", func(tx *Tx) error {
		_, err := tx.AddDocument(dossier.Document{}, dossier.Revision{Text: strings.Repeat("long text ", 50000)}, nil, nil)
		return err
	})
	wantErr(t, failed, ErrDiskFull)
	if got := dump(t, d); got != before {
		t.Fatal(difference(got, before))
	}
	limit(1 << 30)
	must(t, addIssue(d, "Room again"))
}

// The same on a real small disk: at every size the last change that was acknowledged is there.
func TestFullDiskForReal(t *testing.T) {
	if runtime.GOOS != "linux" || os.Geteuid() != 0 {
		t.Skip("mounting a small disk needs root; TestFullDisk injects the fault everywhere")
	}
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", dir).Run(); err != nil {
		t.Skipf("mount: %v; TestFullDisk injects the fault everywhere", err)
	}
	defer exec.Command("umount", dir).Run()
	path := filepath.Join(dir, "talks.parley")
	d, err := Create(ctx, path, "Small", options())
	must(t, err)
	kept := 0
	for ; kept < 10000; kept++ {
		_, err = d.Change(ctx, "Add", func(tx *Tx) error {
			_, err := tx.AddIssue(dossier.Issue{Name: fmt.Sprint("Issue ", kept), Definition: strings.Repeat("long words ", 800)})
			return err
		})
		if err != nil {
			break
		}
	}
	wantErr(t, err, ErrDiskFull)
	wantErr(t, d.Backup(ctx, filepath.Join(dir, "b.parley")), ErrDiskFull)
	if issues, err := d.Issues(ctx); err != nil || len(issues) != kept {
		t.Fatal(len(issues), kept, err)
	}
	_ = d.Close() // no room to tidy up
	d, err = Open(ctx, path, options())
	must(t, err)
	defer d.Close()
	if issues, err := d.Issues(ctx); err != nil || len(issues) != kept {
		t.Fatal(len(issues), kept, err)
	}
	if findings, err := d.Check(ctx, nil); err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
	files, err := os.ReadDir(dir)
	must(t, err)
	for _, f := range files {
		if strings.HasSuffix(f.Name(), ".tmp") {
			t.Error("left behind: ", f.Name())
		}
	}
	t.Log(kept, "changes fitted")
}

// A dossier replaced, moved or deleted while it is open is not written any more; the stranger is left alone, and
// what was open can still be saved.
func TestReplacedWhileOpen(t *testing.T) {
	for _, fault := range []string{"replaced", "moved", "deleted"} {
		path := filled(t)
		stranger := filled(t)
		d, err := Open(ctx, path, options())
		must(t, err)
		must(t, addIssue(d, "Before"))
		switch fault {
		case "replaced":
			must(t, os.Rename(stranger, path))
		case "moved":
			must(t, os.Rename(path, path+".away"))
		case "deleted":
			must(t, os.Remove(path))
		}
		before, _ := os.ReadFile(path)
		wantErr(t, addIssue(d, "After"), ErrMoved)
		_, err = d.Undo(ctx)
		wantErr(t, err, ErrMoved)
		saved := filepath.Join(t.TempDir(), "saved.parley")
		must(t, d.Backup(ctx, saved))
		must(t, d.Close())
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s: the stranger was changed", fault)
		}
		if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
			t.Errorf("%s: a -wal of %d bytes lies beside the stranger", fault, wal.Size())
		}
		if fault == "replaced" {
			d, err := Open(ctx, path, options())
			must(t, err)
			if issues, err := d.Issues(ctx); err != nil || len(issues) != 3 {
				t.Fatal(issues, err)
			}
			must(t, d.Close())
		}
		d, err = Open(ctx, saved, options())
		must(t, err)
		if issues, err := d.Issues(ctx); err != nil || len(issues) != 4 {
			t.Fatal(issues, err)
		}
		must(t, d.Close())
	}
}

// A disk that reports no space while a file is made is said in the same words.
func TestErrorsAtTheBorder(t *testing.T) {
	wantErr(t, border("It was not made", fmt.Errorf("x: %w", syscall.ENOSPC)), ErrDiskFull)
	wantErr(t, border("It was not made", fmt.Errorf("x: %w", os.ErrPermission)), ErrReadOnly)
	for _, errno := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		wantErr(t, border("It was not made", errno), ErrDiskFull)
		wantErr(t, border("It was not made", sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: errno}), ErrDiskFull)
		wantErr(t, border("It was not made", sqlite3.Error{Code: sqlite3.ErrCantOpen, SystemErrno: errno}), ErrDiskFull)
	}
	wantErr(t, border("It was not made", sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.EIO}), ErrDamaged)
}
