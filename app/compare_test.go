package app

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/dossier"
	"parley/export"
	"parley/storage"
)

// Ensures that a packet made to be endless is compared with the dossier in bounds: a text that is named again and again is
// read once, findings are counted where they are too many to list, none is longer than can be shown, and notes do not
// hide what counts against the packet.
func TestCompareIsBounded(t *testing.T) {
	ctx := context.Background()
	w, _ := corridor(t)
	source := must[dossier.Packet](t)(w.Gather(ctx, dossier.Recipe{})).Sources[0]
	long := strings.Repeat("wórd ", 100_000)
	one := export.SourceData{Number: 1, Document: source.Document.ID, Revision: source.Revision.ID, Title: long, Outlet: long}
	v := export.Verification{Data: export.Data{DossierName: long}}
	for range 20_000 {
		v.Data.Sources = append(v.Data.Sources, one)
	}
	for range 3000 {
		v.Data.Quotes = append(v.Data.Quotes, dossier.Quote{Statement: dossier.NewID()})
	}
	var found []dossier.Finding
	err := w.with(func(d *storage.Dossier) (err error) {
		found, err = compare(ctx, d, v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wrong, notes := 0, 0
	for _, f := range found {
		if n := utf8.RuneCountInString(f.Sentence); n > 1000 {
			t.Errorf("%s: a sentence of %d characters", f.Where, n)
		}
		if f.Note {
			notes++
		} else {
			wrong++
		}
	}
	// The dossier, the hash of the text, 19,999 times the same source, 3,000 statements; and title, outlet and what else changed.
	if wrong != mostFindings+1 || notes < 2 || notes > 12 {
		t.Errorf("%d count against it, %d are notes", wrong, notes)
	}
	if last := found[len(found)-1]; last.Sentence != "22001 more are not listed." || last.Note {
		t.Errorf("last: %+v", last)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := w.Verify(cancelled, "none.pdf"); err == nil {
		t.Error("a verification that was cancelled says something")
	}
}
