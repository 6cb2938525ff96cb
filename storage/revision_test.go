package storage

import (
	"crypto/sha256"
	"strings"
	"testing"

	"parley/dossier"
)

// revise corrects a document's text.
func revise(t testing.TB, d *Dossier, document dossier.ID, text string) (dossier.Revision, dossier.Carried) {
	t.Helper()
	var rev dossier.Revision
	var c dossier.Carried
	_, err := d.Change(ctx, "Correct the text", func(tx *Tx) (err error) {
		rev, c, err = tx.AddRevision(dossier.Revision{DocumentID: document, Text: text, Raw: []byte("\xEF\xBB\xBF" + text), Norm: "nfc-lf-1", Encoding: "utf-8"})
		return err
	})
	must(t, err)
	return rev, c
}

func textNow(t testing.TB, d *Dossier, document dossier.ID) dossier.Revision {
	t.Helper()
	doc, err := d.Document(ctx, document)
	must(t, err)
	rev, err := d.Revision(ctx, doc.Revision, true)
	must(t, err)
	return rev
}

func checked(t testing.TB, d *Dossier) {
	t.Helper()
	findings, err := d.Check(ctx, nil)
	must(t, err)
	if len(findings) > 0 {
		t.Errorf("the check found %v", findings)
	}
}

// Ensures that a corrected text carries the statements that surely stand in it, with their parts, leaves the others on
// the text where they stand, keeps the older text as it was, and that undo and redo bring every byte back.
func TestAddRevision(t *testing.T) {
	d := newDossier(t)
	doc, sts := paste(t, d, 1)
	first := textNow(t, d, doc.ID)
	before := dump(t, d)
	text := strings.Replace("A head that was forgotten\n\n"+first.Text, "port stays closed", "port is closed", 1)
	rev, c := revise(t, d, doc.ID, text)
	if rev.Number != 2 || c != (dossier.Carried{Moved: 1, Doubtful: 1}) {
		t.Fatalf("revision %d, carried %+v", rev.Number, c)
	}
	now := textNow(t, d, doc.ID)
	if now.ID != rev.ID || now.Text != text || now.SHA256 != sha256.Sum256([]byte(text)) || string(now.Raw) != "\xEF\xBB\xBF"+text {
		t.Errorf("the current text is %q of revision %d", now.Text, now.Number)
	}
	if old, err := d.Revision(ctx, first.ID, true); err != nil || old.Text != first.Text || string(old.Raw) != string(first.Raw) {
		t.Errorf("the first text became %q, %v", old.Text, err)
	}
	found, err := d.Statements(ctx, StatementFilter{Document: doc.ID})
	must(t, err)
	for _, s := range found {
		switch s.ID {
		case sts[1].ID:
			part := func(span dossier.Span) string { return string([]rune(text)[span.Start:span.End]) }
			if s.RevisionID != rev.ID || !s.Passage.Holds([]rune(text)) || part(s.SpeakerSpan) != "Dana Levi" || part(s.CueSpan) != "said" {
				t.Errorf("the quotation stands at %v of %s, its speaker at %q, its verb at %q", s.Passage.Span, s.RevisionID, part(s.SpeakerSpan), part(s.CueSpan))
			}
		case sts[0].ID:
			if s.RevisionID != first.ID || s.Passage != sts[0].Passage {
				t.Errorf("what was doubtful moved: %+v", s.Passage)
			}
		}
	}
	left, err := d.Repairs(ctx, doc.ID)
	must(t, err)
	if len(left) != 1 || left[0].ID != sts[0].ID {
		t.Fatalf("to place anew: %v", left)
	}
	if everywhere, err := d.Repairs(ctx, dossier.None); err != nil || len(everywhere) != 1 {
		t.Errorf("to place anew in all documents: %v, %v", everywhere, err)
	}
	checked(t, d)
	hits, err := d.Search(ctx, "forgotten", 10)
	if err != nil || len(hits.Hits) == 0 {
		t.Errorf("the corrected text is not found: %v, %v", hits, err)
	}

	// Placed by hand it stands on the current text.
	place := passage(t, text, "the port is closed")
	_, err = d.Change(ctx, "Place statement 1 anew", func(tx *Tx) error { return tx.PlaceStatement(sts[0].ID, place.Span, dossier.Indirect) })
	must(t, err)
	if left, err := d.Repairs(ctx, doc.ID); err != nil || len(left) != 0 {
		t.Errorf("still to place anew: %v, %v", left, err)
	}
	checked(t, d)
	after := dump(t, d)
	for _, step := range []func() error{
		func() error { _, err := d.Undo(ctx); return err }, func() error { _, err := d.Undo(ctx); return err },
	} {
		must(t, step())
	}
	if got := dump(t, d); got != before {
		t.Error("undo:", difference(got, before))
	}
	if now := textNow(t, d, doc.ID); now.ID != first.ID {
		t.Error("after undo the current text is not the first one")
	}
	checked(t, d)
	for range 2 {
		_, err := d.Redo(ctx)
		must(t, err)
	}
	if got := dump(t, d); got != after {
		t.Error("redo:", difference(got, after))
	}
	checked(t, d)
}

// Ensures that going back to an older text is allowed and brings the statements that had stayed on it home, that the
// current text again is refused, and that a text whose adding was undone does not stand in the way of the next.
func TestRevisionBackAndAgain(t *testing.T) {
	d := newDossier(t)
	doc, sts := paste(t, d, 1)
	first := textNow(t, d, doc.ID)
	_, err := d.Change(ctx, "Reject", func(tx *Tx) error { return tx.SetStatus([]dossier.ID{sts[1].ID}, dossier.Rejected) })
	must(t, err)
	revise(t, d, doc.ID, "Nothing of it is left.\n")
	if left, err := d.Repairs(ctx, doc.ID); err != nil || len(left) != 1 {
		t.Errorf("to place anew: %v, %v: want one, since the other was rejected", left, err)
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if rev, c := revise(t, d, doc.ID, "Quite another text stands here.\n"); rev.Number != 3 || c.Lost != 2 {
		t.Errorf("revision %d, %+v", rev.Number, c)
	}
	if rev, c := revise(t, d, doc.ID, first.Text); rev.Number != 4 || c != (dossier.Carried{Exact: 2}) {
		t.Errorf("back to the first text: revision %d, %+v", rev.Number, c)
	}
	checked(t, d)
	before := dump(t, d)
	for text, kind := range map[string]error{first.Text: ErrInvalid, " \n": ErrInvalid, "a\x00b": ErrInvalid} {
		_, err := d.Change(ctx, "Correct", func(tx *Tx) error {
			_, _, err := tx.AddRevision(dossier.Revision{DocumentID: doc.ID, Text: text})
			return err
		})
		wantErr(t, err, kind)
		if !strings.HasPrefix(err.Error(), "The text was not corrected: ") {
			t.Error(err)
		}
	}
	_, err = d.Change(ctx, "Correct", func(tx *Tx) error {
		_, _, err := tx.AddRevision(dossier.Revision{DocumentID: dossier.NewID(), Text: "x"})
		return err
	})
	wantErr(t, err, ErrNotFound)
	for _, span := range []dossier.Span{{Start: 3, End: 3}, {Start: -1, End: 2}, {Start: 0, End: 1 << 20}} {
		_, err = d.Change(ctx, "Place", func(tx *Tx) error { return tx.PlaceStatement(sts[0].ID, span, dossier.Direct) })
		wantErr(t, err, ErrInvalid)
	}
	if got := dump(t, d); got != before {
		t.Error(difference(got, before))
	}
}

// Ensures that a statement that comes back from the trash after a correction is to be placed anew, not shown at a place
// of a text on which it never stood.
func TestTrashAcrossARevision(t *testing.T) {
	d := newDossier(t)
	doc, sts := paste(t, d, 1)
	_, err := d.Change(ctx, "Delete", func(tx *Tx) error { return tx.DeleteStatements([]dossier.ID{sts[1].ID}) })
	must(t, err)
	revise(t, d, doc.ID, "A head.\n"+textNow(t, d, doc.ID).Text)
	list, _, err := d.Trash(ctx, 0)
	must(t, err)
	_, err = d.Change(ctx, "Bring back", func(tx *Tx) error { return tx.BringBack(list) })
	must(t, err)
	left, err := d.Repairs(ctx, dossier.None)
	must(t, err)
	if len(left) != 1 || left[0].ID != sts[1].ID {
		t.Errorf("to place anew: %v", left)
	}
	checked(t, d)
}
