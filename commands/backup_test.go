package commands

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Ensures that a restore lists what there is, takes the latest, a time or a file, keeps what was there, and says in one
// line what it cannot find.
func TestRestoreFromTheList(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "restore @t.parley", "There is no backup of")
	p.want(0, "", "import @t.parley @a.txt")
	p.want(1, "", "restore @t.parley --from latest", "There is no backup that can be restored")
	p.want(0, "", "backup @t.parley", "Backed up to")
	p.want(0, "", "undo @t.parley")
	out := p.want(0, "", "restore @t.parley", "by hand, verified when it was made", "1 document, 2 statements; last change: Import “Envoy names a date”")
	if strings.Contains(out, "Undo") {
		t.Errorf("the backup holds what came after it:\n%s", out)
	}
	p.want(0, "", "restore @t.parley --verify", "verified just now")
	var line backupLine
	if err := json.Unmarshal([]byte(p.want(0, "", "restore @t.parley --json")), &line); err != nil || line.Documents != 1 || !line.Verified {
		t.Errorf("%+v, %v", line, err)
	}
	p.want(1, "", "restore @t.parley --from 2001-01-01", "no backup of 2001-01-01 or before")
	p.want(2, "", "restore @t.parley x.parley --from latest", "name one backup")
	p.want(0, "", "restore @t.parley --from latest", "Restored")
	p.want(0, "", "check @t.parley", "1 document")
	p.want(0, "", "restore @t.parley", "replaced by a restore, not verified yet")
	p.want(0, "", "restore @t.parley --from 2999-01-01", "Restored")
	p.write("backups/t.auto-20261101-100000.parley", "not a dossier")
	p.want(0, "", "restore @t.parley", "not usable: ")
	p.want(1, "", "restore @t.parley --list --verify", "not usable: ")
}

// Ensures that a dossier that is damaged is restored although it cannot be opened, and is kept as it was.
func TestRestoreOverDamage(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, "", "backup @t.parley")
	p.write("t.parley", "SQLite format 3\x00 and then nothing that makes sense")
	p.want(1, "", "check @t.parley")
	p.want(0, "", "restore @t.parley --from latest", "Restored")
	p.want(0, "", "check @t.parley", "All is well")
	kept, err := filepath.Glob(p.path("t.replaced-*.parley"))
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	if b, err := os.ReadFile(kept[0]); err != nil || !strings.Contains(string(b), "makes sense") {
		t.Errorf("the damaged file was not kept as it was: %q, %v", b, err)
	}
}

// Ensures that a check says what it found and that a repair could mend it, that the repair does, and what each prints
// for programs.
func TestCheckAndRepair(t *testing.T) {
	p := newPlace(t)
	p.want(0, "", "import @t.parley @a.txt")
	p.want(0, "", "check @t.parley --repair", "there is nothing to repair")
	db, err := sql.Open("parley-sqlite3", p.path("t.parley"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("DELETE FROM search_statement; UPDATE statement SET before = 'x' WHERE number = 2"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	p.want(0, "", "check @t.parley --quick", "All is well")
	p.want(1, "", "check @t.parley", "search: The search index lacks 2 entries", "statement 2 in document 1: Its words do not stand", "--repair")
	var report struct {
		Backup   string
		Mended   []string
		Findings []struct {
			Where   string
			Derived bool
		}
	}
	if err := json.Unmarshal([]byte(p.want(1, "", "check @t.parley --repair --json")), &report); err != nil ||
		len(report.Mended) != 1 || len(report.Findings) != 1 || report.Findings[0].Derived || report.Backup == "" {
		t.Errorf("%+v, %v", report, err)
	}
	p.want(1, "", "check @t.parley --repair", "Left: 1 finding that no repair can mend")
	p.want(2, "", "check @t.parley --repair --quick")
}

// Ensures that before more than one text comes in a backup is made of what was there, and that where none can be made
// the import goes on and says so once.
func TestImportBacksUpFirst(t *testing.T) {
	p := newPlace(t)
	p.write("b.txt", "Ana Bel said: “No.”")
	p.write("c.txt", "Ana Bel said: “Yes.”")
	p.want(0, "", "import @t.parley @a.txt @b.txt")
	if _, err := os.Stat(p.path("backups")); err == nil {
		t.Error("an empty dossier was backed up")
	}
	p.want(0, "", "import @t.parley @c.txt")
	if _, err := os.Stat(p.path("backups")); err == nil {
		t.Error("one text made a backup")
	}
	p.want(0, "", "import @t.parley @a.txt @b.txt")
	p.want(0, "", "import @t.parley @a.txt @b.txt") // nothing has changed since
	made, err := filepath.Glob(p.path("backups/t.auto-*.parley"))
	if err != nil || len(made) != 1 {
		t.Error(made, err)
	}
	p.want(0, "", "undo @t.parley")
	if err := os.RemoveAll(p.path("backups")); err != nil {
		t.Fatal(err)
	}
	p.write("backups", "a file where the folder should be")
	p.write("d.txt", "Ana Bel said: “Perhaps.”")
	p.write("e.txt", "Ana Bel said: “Never.”")
	_, errs, status := p.run("", "import @t.parley @d.txt @e.txt")
	if status != 0 || strings.Count(errs, "No backup was made") != 1 {
		t.Errorf("status %d: %s", status, errs)
	}
	p.want(0, "", "check @t.parley", "All is well")
}
