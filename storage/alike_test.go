package storage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// story makes a text of n words that are all its own.
func story(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, seed))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", r.IntN(50000))
	}
	return out
}

func keep(t testing.TB, d *Dossier, title, text string) dossier.Document {
	t.Helper()
	var doc dossier.Document
	_, err := d.Change(ctx, "Add", func(tx *Tx) (err error) {
		doc, err = tx.AddDocument(dossier.Document{Title: title}, dossier.Revision{Text: text, Norm: "nfc-lf-1"}, nil, nil)
		return err
	})
	must(t, err)
	return doc
}

// Ensures that a text with small changes is found as a near copy with its share, both ways, at every length; and that
// one which shares little is not.
func TestNearCopies(t *testing.T) {
	d := newDossier(t)
	for i, n := range []int{60, 200, 700, 3000, 40000} {
		words := story(uint64(i+1), n)
		doc := keep(t, d, fmt.Sprint("Story of ", n), strings.Join(words, " "))
		find := func(name string, text []string, low, high, reverseLow, reverseHigh float64) {
			t.Helper()
			likes, err := d.NearCopies(ctx, strings.Join(text, " "), 3)
			must(t, err)
			if high == 0 {
				if len(likes) > 0 {
					t.Errorf("%d words, %s: found %s", n, name, likes[0].Words())
				}
				return
			}
			if len(likes) != 1 || likes[0].Document.ID != doc.ID {
				t.Errorf("%d words, %s: found %+v", n, name, likes)
				return
			}
			if l := likes[0]; l.Share < low || l.Share > high || l.Reverse < reverseLow || l.Reverse > reverseHigh {
				t.Errorf("%d words, %s: share %.3f, reverse %.3f", n, name, l.Share, l.Reverse)
			}
		}
		changed := slices.Clone(words)
		changed[n/2] = "changed"
		find("one word changed", changed, 1-6/float64(n-4)-0.03, 1, 1-6/float64(n-4)-0.03, 1)
		find("the first half", words[:n/2], 1, 1, 0.4, 0.55)
		find("the whole with as much more", append(slices.Clone(words), story(uint64(i+100), n)...), 0.4, 0.55, 1, 1)
		find("a quarter of it in another", append(slices.Clone(words[:n/4]), story(uint64(i+200), n)...), 0, 0, 0, 0)
		find("another text", story(uint64(i+300), n), 0, 0, 0, 0)
		loud := strings.ToUpper(strings.Join(words, ", ")) + "!"
		find("other case and marks", []string{loud}, 1, 1, 1, 1)
	}
}

// Ensures that a deleted document is no near copy, that undo makes it one again, and that a transaction sees its own.
func TestNearCopiesFollowTheDossier(t *testing.T) {
	d := newDossier(t)
	text := strings.Join(story(7, 120), " ")
	doc := keep(t, d, "One", text)
	count := func() int {
		likes, err := d.NearCopies(ctx, text+" and more", 3)
		must(t, err)
		return len(likes)
	}
	_, err := d.Change(ctx, "Delete", func(tx *Tx) error { return tx.DeleteDocuments([]dossier.ID{doc.ID}) })
	must(t, err)
	if count() != 0 {
		t.Error("a deleted document is found")
	}
	_, err = d.Undo(ctx)
	must(t, err)
	if count() != 1 {
		t.Error("a document that came back is not found")
	}
	must(t, d.Reindex(ctx))
	if count() != 1 {
		t.Error("after the index was rebuilt, the document is not found")
	}
	_, err = d.Change(ctx, "Two", func(tx *Tx) error {
		if _, err := tx.AddDocument(dossier.Document{Title: "Two"}, dossier.Revision{Text: text + " end", Norm: "nfc-lf-1"}, nil, nil); err != nil {
			return err
		}
		likes, err := tx.NearCopies(text+" and more", 3)
		if len(likes) != 2 {
			t.Errorf("the transaction sees %d near copies, want 2", len(likes))
		}
		return err
	})
	must(t, err)
}

// Ensures that a foot which stands under very many texts makes no near copies of them, but that one more of very many
// copies of a text is still seen as one.
func TestCommonRuns(t *testing.T) {
	d := newDossier(t)
	foot := strings.Join(story(1, 100), " ")
	for n := range commonRun + 5 {
		keep(t, d, "Letter", strings.Join(story(uint64(1000+n), 60), " ")+" "+foot)
	}
	likes, err := d.NearCopies(ctx, strings.Join(story(5000, 60), " ")+" "+foot, 3)
	must(t, err)
	if len(likes) != 0 {
		t.Errorf("a common foot makes near copies: %s", likes[0].Words())
	}
	likes, err = d.NearCopies(ctx, foot, 3)
	must(t, err)
	if len(likes) != 3 || likes[0].Share != 1 {
		t.Errorf("a text that stands in very many others is found in %d", len(likes))
	}
}

// Ensures that a document is found by the bytes from which it came, and no longer when it is deleted.
func TestDocumentByRaw(t *testing.T) {
	d := newDossier(t)
	var rev dossier.Revision
	_, err := d.Change(ctx, "Add", func(tx *Tx) error {
		rev = dossier.Revision{Text: "A text.", Norm: "nfc-lf-1", Raw: []byte("A text.\r\n")}
		must(t, checkText("Not added: ", &rev))
		_, err := tx.AddDocument(dossier.Document{Title: "Raw"}, rev, nil, nil)
		return err
	})
	must(t, err)
	doc, err := d.DocumentByRaw(ctx, rev.RawSHA256)
	must(t, err)
	if doc == nil || doc.Title != "Raw" {
		t.Fatalf("found %+v", doc)
	}
	_, err = d.Change(ctx, "Delete", func(tx *Tx) error { return tx.DeleteDocuments([]dossier.ID{doc.ID}) })
	must(t, err)
	if doc, _ = d.DocumentByRaw(ctx, rev.RawSHA256); doc != nil {
		t.Error("a deleted document is found by its bytes")
	}
}
