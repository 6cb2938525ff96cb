package storage

import (
	"database/sql"
	"fmt"
	"os"
	"strings"
	"testing"

	"parley/dossier"
)

// spoil changes a closed dossier behind its back, as a fault or another program would.
func spoil(t *testing.T, path, statements string) {
	t.Helper()
	raw, err := sql.Open(driverName, path)
	must(t, err)
	_, err = raw.Exec(statements)
	must(t, err)
	must(t, raw.Close())
}

// Every kind of damage to what is derived is found and said in a sentence, a repair mends it and says so, the check is
// clean afterwards, nothing else of the dossier has changed, and the file as it was before is kept.
func TestRepairMendsWhatIsDerived(t *testing.T) {
	for _, c := range []struct{ name, damage, says, mended string }{
		{"an entry of the search index is gone", "DELETE FROM search_text WHERE rowid = 1", "lacks 1 entry", "search index"},
		{"an entry is left over", "DROP TRIGGER statement_kept; INSERT INTO search_statement (rowid, words) VALUES (900, 'ghost')", "holds 1 that are gone", "search index"},
		{"an entry has other words", "DELETE FROM search_statement WHERE rowid = 1; INSERT INTO search_statement (rowid, words) VALUES (1, 'one two three four five six seven')", "does not find 1", "search index"},
		{"as many words, but others", "DELETE FROM search_actor WHERE rowid = 2; INSERT INTO search_actor (rowid, names) VALUES (2, 'southland')", "find", "search index"},
		{"a word is another", "DELETE FROM search_actor WHERE rowid = (SELECT id FROM actor WHERE name = 'Dana Levi'); INSERT INTO search_actor (rowid, names) SELECT id, 'dona levi levi דנה לוי' FROM actor WHERE name = 'Dana Levi'", "other words", "search index"},
		{"a reading stands under another party", "UPDATE coding SET party_id = coalesce(party_id, 0) + 1 WHERE id = 1", "grid of positions", "grid of positions"},
		{"a reading has another status", "UPDATE coding SET status = 'rejected' WHERE id = 1", "grid of positions", "grid of positions"},
		{"a reading has another date", "UPDATE coding SET date_key = 4711 WHERE id = 1", "grid of positions", "grid of positions"},
		{"a reading is hidden", "UPDATE coding SET shown = 1 - shown", "grid of positions", "grid of positions"},
		{"the traces of a text are gone", "DELETE FROM shingle WHERE revision_id = 1", "traces", "near copies"},
		{"the traces of a text are others", "UPDATE shingle SET hash = hash + 1 WHERE revision_id = 2 AND hash = (SELECT max(hash) FROM shingle WHERE revision_id = 2)", "traces", "near copies"},
		{"a document is sorted by another date", "UPDATE document SET published_key = 5 WHERE id = 1", "not sorted by its date", "sorted by their dates"},
		{"a statement is sorted by another date", "UPDATE statement SET said_key = 5 WHERE id = 1", "not sorted by its date", "sorted by their dates"},
		{"an actor is not found by name", "UPDATE actor SET folded = 'nobody' WHERE id = 1", "not found by its name", "every spelling"},
		{"an alias is not found", "UPDATE actor_name SET folded = 'nobody' WHERE id = 1", "not found by its name", "every spelling"},
		{"an issue is not found", "UPDATE issue SET folded = 'nothing' WHERE id = 1", "not found by its name", "every spelling"},
		{"an action is taken for undone", "UPDATE action SET undone = 1 WHERE id = 1", "marked as undone", "told anew from the journal"},
		{"an action cannot be redone", "UPDATE action SET dropped = 1 WHERE id = 2", "marked as undone", "told anew from the journal"},
		{"an index lacks rows", "PRAGMA writable_schema = ON", "An index differs", "indexes were rebuilt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filled(t)
			d, err := Open(ctx, path, options())
			must(t, err)
			whole := dump(t, d)
			must(t, d.Close())
			if c.says == "An index differs" {
				emptyIndex(t, path, "statement_revision")
			} else {
				spoil(t, path, c.damage)
			}
			d, err = Open(ctx, path, options())
			must(t, err)
			defer d.Close()
			found, err := d.Check(ctx, nil)
			must(t, err)
			if !strings.Contains(fmt.Sprint(found), c.says) {
				t.Fatalf("found %v", found)
			}
			for _, f := range found {
				if !f.Derived || !strings.HasSuffix(f.Sentence, ".") || f.Mend == "" {
					t.Errorf("finding %+v", f)
				}
			}
			backup, mended, left, err := d.Repair(ctx, nil)
			must(t, err)
			if len(left) > 0 || !strings.Contains(strings.Join(mended, " "), c.mended) {
				t.Fatalf("mended %q, left %v", mended, left)
			}
			if got := dump(t, d); got != whole {
				t.Fatal(difference(got, whole))
			}
			b, err := DescribeBackup(ctx, dossier.Backup{Path: backup, Kind: dossier.BackupRepair}, false)
			if err != nil || b.Problem != "" || b.Documents != 3 {
				t.Fatalf("the copy before the repair: %+v, %v", b, err)
			}
			before, err := Open(ctx, backup, options())
			must(t, err)
			defer before.Close()
			if found, err := before.Check(ctx, nil); err != nil || !strings.Contains(fmt.Sprint(found), c.says) {
				t.Fatalf("the copy before the repair is not as the dossier was: %v, %v", found, err)
			}
			if backup, mended, left, err := d.Repair(ctx, nil); err != nil || backup != "" || len(mended)+len(left) > 0 {
				t.Fatalf("a repair of a sound dossier: %q, %v, %v, %v", backup, mended, left, err)
			}
		})
	}
}

// emptyIndex makes the root page of an index one without entries, as a disk that gives back zeros would.
func emptyIndex(t *testing.T, path, index string) {
	t.Helper()
	raw, err := sql.Open(driverName, path)
	must(t, err)
	var root, size int64
	must(t, raw.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = ?", index).Scan(&root))
	must(t, raw.QueryRow("PRAGMA page_size").Scan(&size))
	must(t, raw.Close())
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	page := make([]byte, size)
	page[0] = 10 // a leaf of an index
	page[5], page[6] = byte(size>>8), byte(size)
	_, err = f.WriteAt(page, (root-1)*size)
	must(t, err)
}

// What only a backup has is found, said with what to do, and left alone by a repair, which mends beside it what it can.
func TestRepairLeavesEvidenceAlone(t *testing.T) {
	for _, c := range []struct{ damage, says, mend string }{
		{"DROP TRIGGER revision_immutable; UPDATE revision SET text = replace(text, 'port', 'sort') WHERE id = 1", "hash differs", "backup"},
		{"DROP TRIGGER statement_kept; UPDATE statement SET before = 'other' WHERE id = 2", "do not stand at their place", "mark its passage again"},
		{"DROP TRIGGER change_kept; DELETE FROM change WHERE action_id = 1 AND n = 1", "keeps 8 of the 9 changes", "backup"},
		{"INSERT INTO change (action_id, n, tbl, uid) VALUES (1, 9, 'issue', randomblob(16)); UPDATE action SET rows = 10 WHERE id = 1", "(issue) that is not there", "backup"},
		{"UPDATE action SET hlc = 1 WHERE id = 3", "clock of the journal goes back", "backup"},
		{"PRAGMA foreign_keys = OFF; DROP TRIGGER statement_identity; UPDATE statement SET outer_id = 4711 WHERE id = 2", "refers to a statement", "backup"},
		{"UPDATE document SET published = 'soon' WHERE id = 1", "is not as it was stored", "Set the date again"},
	} {
		path := filled(t)
		spoil(t, path, c.damage+"; DELETE FROM search_statement WHERE rowid = 3")
		d, err := Open(ctx, path, options())
		must(t, err)
		found, err := d.Check(ctx, nil)
		must(t, err)
		_, mended, left, err := d.Repair(ctx, nil)
		must(t, err)
		if len(left) == 0 || len(mended) == 0 || len(left) >= len(found) {
			t.Errorf("%s: found %v, mended %v, left %v", c.damage, found, mended, left)
		}
		for _, f := range left {
			if f.Derived || !strings.Contains(f.Mend, c.mend) {
				t.Errorf("%s: left %+v", c.damage, f)
			}
		}
		if !strings.Contains(fmt.Sprint(left), c.says) {
			t.Errorf("%s: left %v, want %q", c.damage, left, c.says)
		}
		must(t, d.Close())
	}
}

// Undone, redone and dropped actions are no fault; a quick check sees the journal and not the texts.
func TestCheckKnowsUndoAndRedo(t *testing.T) {
	path := filled(t)
	d, err := Open(ctx, path, options())
	must(t, err)
	defer d.Close()
	for _, step := range "uurruudur" {
		switch step {
		case 'u':
			_, err = d.Undo(ctx)
		case 'r':
			_, err = d.Redo(ctx)
		case 'd':
			err = addIssue(d, "Another")
		}
		must(t, err)
		if found, err := d.Check(ctx, nil); err != nil || len(found) > 0 {
			t.Fatalf("after %c: %v, %v", step, found, err)
		}
	}
	must(t, d.derived(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE action SET undone = 1 - undone; UPDATE actor SET folded = 'nobody' WHERE id = 1")
		return err
	}))
	if found, err := d.QuickCheck(ctx, nil); err != nil || len(found) != 1 || !strings.Contains(found[0].Sentence, "undone") {
		t.Fatal(found, err)
	}
}
