package storage

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A while after the last change the file is one file again, with everything in it; a reader does not hold a change up.
func TestComesToRest(t *testing.T) {
	d := newDossier(t)
	if d.shared != "" {
		t.Skip("without a write-ahead log the file is always whole; TestOneFileAtRest covers its journal")
	}
	must(t, addIssue(d, "Kept"))
	if wal, err := os.Stat(d.path + "-wal"); err != nil || wal.Size() == 0 {
		t.Fatal("the change is not in the log; there is nothing to bring to rest", err)
	}
	rows, err := d.read.Query("SELECT id FROM issue") // a reader that has not finished
	must(t, err)
	rows.Next()
	must(t, addIssue(d, "Beside a reader"))
	d.comeToRest()
	must(t, rows.Close())
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if wal, err := os.Stat(d.path + "-wal"); err == nil && wal.Size() == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the file did not come to rest")
		}
	}
	copied := filepath.Join(t.TempDir(), "copy.parley")
	b, err := os.ReadFile(d.path)
	must(t, err)
	must(t, os.WriteFile(copied, b, 0o600))
	other, err := Open(ctx, copied, options())
	must(t, err)
	defer other.Close()
	if issues, err := other.Issues(ctx); err != nil || len(issues) != 2 {
		t.Fatal(issues, err)
	}
	must(t, addIssue(d, "Goes on"))
}

// A dossier that another machine has open is read only here, and says where it is open; a machine that has not been
// heard of for long does not count.
func TestOpenOnAnotherMachine(t *testing.T) {
	for _, c := range []struct {
		ago    time.Duration
		locked bool
	}{{0, true}, {9 * time.Minute, true}, {-9 * time.Minute, true}, {11 * time.Minute, false}, {-11 * time.Minute, false}} {
		path := filled(t)
		d, err := Open(ctx, path, options())
		must(t, err)
		_, err = d.write.Exec("INSERT INTO presence (device, process, host, analyst, since, seen) VALUES (randomblob(16), 1, 'LAPTOP-B', 'Dana', 0, ?)",
			millis(options().Now().Add(-c.ago)))
		must(t, err)
		must(t, d.Close())
		d, err = Open(ctx, path, options())
		must(t, err)
		why, locked := d.ReadOnly()
		if locked != c.locked || locked && !strings.Contains(why, "LAPTOP-B, Dana") {
			t.Errorf("%v ago: %v %q", c.ago, locked, why)
		}
		if locked {
			wantErr(t, addIssue(d, "x"), ErrReadOnly)
		} else {
			must(t, addIssue(d, "x"))
		}
		must(t, d.Close())
	}
}

// Closing takes back that the dossier is open; a crash is noticed at the next opening, once; a process that lives is
// none.
func TestUnclean(t *testing.T) {
	path := filled(t)
	open := func(want bool, when string) *Dossier {
		t.Helper()
		d, err := Open(ctx, path, options())
		must(t, err)
		if d.Unclean() != want {
			t.Fatalf("%s: unclean %v", when, d.Unclean())
		}
		return d
	}
	d := open(false, "closed well")
	must(t, addIssue(d, "In the log"))
	beside := open(false, "beside a process that lives")
	must(t, beside.Close())
	d.present = 0 // two handles of one process count as one, and the other has gone
	must(t, addIssue(d, "Here again"))
	dead := exec.Command("true")
	must(t, dead.Run())
	_, err := d.write.Exec("UPDATE presence SET process = ?", dead.Process.Pid)
	must(t, err)
	d.present = 0 // as if it had crashed, it does not take it back
	must(t, d.Close())
	d = open(true, "after a crash")
	if d.shared == "" && d.rest.timer == nil {
		t.Error("what the crash left is not brought into the file")
	}
	must(t, d.Close())
	must(t, open(false, "after that").Close())
}

// A folder that other machines reach is known by its name or by what a service leaves in it, also through a link.
func TestSharedFolder(t *testing.T) {
	dir, err := os.MkdirTemp("/tmp", "folder-")
	if err != nil {
		t.Skip("no /tmp here, and the usual folder may itself lie in a synchronised one; the second round of all tests covers the name:", err)
	}
	defer os.RemoveAll(dir)
	make := func(names ...string) string {
		p := filepath.Join(append([]string{dir}, names...)...)
		must(t, os.MkdirAll(p, 0o700))
		return p
	}
	must(t, os.WriteFile(filepath.Join(make("own"), ".owncloudsync.log"), nil, 0o600))
	must(t, os.Symlink(make("Dropbox", "deep"), filepath.Join(dir, "link")))
	for folder, want := range map[string]string{
		make("Dropbox (Office)", "talks"): "Dropbox", make("OneDrive - Ministry"): "OneDrive", make("Nextcloud"): "Nextcloud",
		make("own", "a", "b"): "ownCloud", filepath.Join(dir, "link"): "Dropbox", make("plain"): "", make("boxes"): "", make("Dropboxes"): "",
	} {
		if got := synchronised(resolved(filepath.Join(folder, "talks.parley"))); got != want {
			t.Errorf("%s: %q, want %q", folder, got, want)
		}
	}
}
