package storage

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"parley/dossier"
)

// What goes in comes out: facts, text, pasted bytes, statements with their chain, names and counts.
func TestRoundTrip(t *testing.T) {
	d := newDossier(t)
	doc, sts := paste(t, d, 1)
	if doc.Number != 1 || doc.Statements != 2 || doc.Undecided != 2 {
		t.Fatalf("%+v", doc)
	}
	got, err := d.Document(ctx, doc.ID)
	must(t, err)
	if !reflect.DeepEqual(got, doc) {
		t.Fatalf("\n got %+v\nwant %+v", got, doc)
	}
	_, want, _, _ := sample(t, 1)
	rev, err := d.Revision(ctx, doc.Revision, true)
	must(t, err)
	if rev.Text != want.Text || string(rev.Raw) != string(want.Raw) || rev.SHA256 != sha256.Sum256([]byte(want.Text)) ||
		rev.RawSHA256 != sha256.Sum256(want.Raw) || rev.RawSize != len(want.Raw) || !reflect.DeepEqual(rev.Flags, want.Flags) {
		t.Fatalf("%+v", rev)
	}
	list, err := d.Statements(ctx, StatementFilter{Document: doc.ID})
	must(t, err)
	if len(list) != 2 || !reflect.DeepEqual(list, []dossier.Statement{sts[1], sts[0]}) {
		t.Fatalf("\n got %+v\nwant %+v", list, sts)
	}
	if list[0].Actor != "Dana Levi" || list[0].Party != "Southland" || list[0].PartyID != dossier.None || list[0].Number != 1 {
		t.Fatalf("%+v", list[0])
	}
	same, ok, err := d.DocumentByText(ctx, rev.SHA256)
	if err != nil || !ok || same.ID != doc.ID {
		t.Fatal(same, ok, err)
	}
	outlets, err := d.Outlets(ctx)
	if err != nil || len(outlets) != 1 || outlets[0].Name != "The Herald" || outlets[0].Kind != dossier.ActorOutlet {
		t.Fatal(outlets, err)
	}
	findings, err := d.Check(ctx, nil)
	if err != nil || len(findings) > 0 {
		t.Fatal(findings, err)
	}
}

// A closed dossier is one file, and opens again with everything in it.
func TestOneFileAtRest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "50% #1 ünï.parley")
	d, err := Create(ctx, path, "Name", options())
	must(t, err)
	doc, _ := paste(t, d, 3)
	must(t, d.Close())
	files, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(files) != 1 {
		t.Fatal(files)
	}
	d, err = Open(ctx, path, options())
	must(t, err)
	defer d.Close()
	if got, err := d.Document(ctx, doc.ID); err != nil || got.Title != doc.Title {
		t.Fatal(got, err)
	}
	_, err = Create(ctx, path, "Name", options())
	wantErr(t, err, ErrConflict)
}

// Words that do not stand in the text are refused, and the whole paste with them.
func TestAlteredWordsAreRefused(t *testing.T) {
	d := newDossier(t)
	doc, rev, sts, actors := sample(t, 1)
	sts[0].Passage.Exact = strings.ToUpper(sts[0].Passage.Exact)
	before := dump(t, d)
	_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
		_, err := tx.AddDocument(doc, rev, sts, actors)
		return err
	})
	wantErr(t, err, ErrInvalid)
	if dump(t, d) != before {
		t.Fatal("something was kept")
	}
}

// A cancelled change leaves nothing, whenever it was cancelled; the next one goes through.
func TestCancelled(t *testing.T) {
	d := newDossier(t)
	before := dump(t, d)
	stop, cancel := context.WithCancel(ctx)
	_, err := d.Change(stop, "Import", func(tx *Tx) error {
		if _, err := tx.AddIssue(dossier.Issue{Name: "One"}); err != nil {
			return err
		}
		cancel()
		_, err := tx.AddIssue(dossier.Issue{Name: "Two"})
		return err
	})
	if !errors.Is(err, context.Canceled) || dump(t, d) != before {
		t.Fatal(err)
	}
	must(t, addIssue(d, "Three"))
}

// Checks, searches and lists run side by side with changes, without waiting for each other for ever.
func TestManyAtOnce(t *testing.T) {
	d := newDossier(t)
	furnish(t, d)
	done := make(chan error)
	for range 4 {
		go func() {
			findings, err := d.Check(ctx, nil)
			if err == nil && len(findings) > 0 {
				err = fmt.Errorf("%v", findings)
			}
			done <- err
		}()
		go func() {
			_, err := d.ChangedElsewhere(ctx)
			for range 20 {
				if err == nil {
					_, err = d.Search(ctx, "crossing", 0)
				}
				if err == nil {
					_, err = d.Grid(ctx, dossier.PositionFilter{})
				}
			}
			done <- err
		}()
		go func() {
			var err error
			for range 20 {
				if err == nil {
					_, err = d.Undo(ctx)
				}
				if err == nil {
					_, err = d.Redo(ctx)
				}
			}
			if errors.Is(err, ErrNothingToUndo) || errors.Is(err, ErrNothingToRedo) {
				err = nil // another goroutine was there first
			}
			done <- err
		}()
	}
	for range 12 {
		must(t, <-done)
	}
}
