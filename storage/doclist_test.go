package storage

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// The index of a list has the documents that its filter takes, in the order asked for, both ways round; the naive way is
// to read them all and sort them.
func TestDocumentIndex(t *testing.T) {
	d := newDossier(t)
	furnish(t, d)
	_, err := d.Change(ctx, "Mark", func(tx *Tx) error {
		docs, _, err := d.documentsIn(tx)
		if err != nil {
			return err
		}
		docs[1].State, docs[1].Outlet, docs[1].OutletID, docs[1].Title, docs[1].Lang = dossier.DocumentDone, "Älvdal Press", dossier.None, "Ärger am Tor", "de-AT"
		return tx.UpdateDocument(docs[1])
	})
	must(t, err)
	all, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	must(t, err)
	tagged, err := rowsOf(t, d)
	must(t, err)
	less := map[dossier.DocumentSort]func(a, b dossier.Document) int{
		dossier.ByPublished: func(a, b dossier.Document) int {
			if c := b.Published.Time.Compare(a.Published.Time); c != 0 {
				return c
			}
			return b.Number - a.Number
		},
		dossier.ByAdded: func(a, b dossier.Document) int { return b.Number - a.Number },
		dossier.ByTitle: func(a, b dossier.Document) int { return strings.Compare(dossier.Fold(a.Title), dossier.Fold(b.Title)) },
		dossier.ByOutlet: func(a, b dossier.Document) int {
			return strings.Compare(dossier.Fold(a.Outlet), dossier.Fold(b.Outlet))
		},
		dossier.ByStatements: func(a, b dossier.Document) int { return b.Statements - a.Statements },
		dossier.ByToDecide:   func(a, b dossier.Document) int { return b.Undecided - a.Undecided },
	}
	filters := map[string]struct {
		f    dossier.DocumentFilter
		take func(dossier.Document) bool
	}{
		"all":       {dossier.DocumentFilter{}, func(dossier.Document) bool { return true }},
		"done":      {dossier.DocumentFilter{State: dossier.DocumentDone}, func(x dossier.Document) bool { return x.State == dossier.DocumentDone }},
		"open":      {dossier.DocumentFilter{ToDecide: true}, func(x dossier.Document) bool { return x.Undecided > 0 }},
		"outlet":    {dossier.DocumentFilter{OutletNamed: "alvdal"}, func(x dossier.Document) bool { return x.Outlet == "Älvdal Press" }},
		"german":    {dossier.DocumentFilter{Lang: "de"}, func(x dossier.Document) bool { return strings.HasPrefix(x.Lang, "de") }},
		"tagged":    {dossier.DocumentFilter{Tag: "URGENT"}, func(x dossier.Document) bool { return slices.Contains(tagged[x.ID].Tags, "urgent") }},
		"no such":   {dossier.DocumentFilter{Tag: "nothing"}, func(dossier.Document) bool { return false }},
		"both ways": {dossier.DocumentFilter{State: dossier.DocumentDone, ToDecide: true}, func(x dossier.Document) bool { return x.State == dossier.DocumentDone && x.Undecided > 0 }},
	}
	for name, filter := range filters {
		for _, by := range dossier.DocumentSorts {
			for _, up := range []bool{false, true} {
				f := filter.f
				f.Sort, f.Ascending = by, up
				keys, err := d.DocumentIndex(ctx, f)
				must(t, err)
				var want []dossier.Document
				for _, x := range all {
					if filter.take(x) {
						want = append(want, x)
					}
				}
				byID := map[dossier.ID]dossier.Document{}
				for _, x := range want {
					byID[x.ID] = x
				}
				if len(keys) != len(want) {
					t.Fatalf("%s by %q: %d documents, want %d", name, by, len(keys), len(want))
				}
				for i := 1; i < len(keys); i++ {
					a, b := byID[keys[i-1].ID], byID[keys[i].ID]
					if c := less[by](a, b); c > 0 && !up || c < 0 && up {
						t.Errorf("%s by %q, ascending %v: document %d stands before %d", name, by, up, a.Number, b.Number)
					}
				}
			}
		}
	}
}

// documentsIn lists the documents within a change.
func (d *Dossier) documentsIn(tx *Tx) (docs []dossier.Document, total int, err error) {
	err = each(tx.ctx, tx.tx, selectDocuments+" ORDER BY d.id", func(row scanner) error {
		doc, err := scanDocument(row)
		docs = append(docs, doc)
		return err
	})
	return docs, len(docs), err
}

// rowsOf reads all documents by their identity.
func rowsOf(t *testing.T, d *Dossier) (rows map[dossier.ID]dossier.Document, err error) {
	t.Helper()
	all, _, err := d.Documents(ctx, dossier.DocumentFilter{})
	must(t, err)
	var ids []dossier.ID
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	rows, err = d.DocumentRows(ctx, append(ids, dossier.NewID()))
	if len(rows) != len(all) {
		t.Errorf("%d rows of %d documents", len(rows), len(all))
	}
	for _, x := range all {
		if got := rows[x.ID]; got.Title != x.Title || got.Statements != x.Statements || got.Undecided != x.Undecided {
			t.Errorf("row %+v, want %+v", got, x)
		}
	}
	return rows, err
}

// Copies of one text in several outlets are one group, under the one that was published first; other texts, and those
// that only share a foot, are in none.
func TestCopies(t *testing.T) {
	d := newDossier(t)
	wire := strings.Join(fruits(120, 1), " ") + "."
	other := strings.Join(fruits(120, 7), " ") + "."
	foot := " Sign up to our letter and read more of our stories every single morning."
	add := func(day int, text string) dossier.ID {
		doc, rev, _, _ := sample(t, day)
		doc.Published = dossier.Day(2026, 11, day)
		rev.Text = text
		rev.SHA256 = sha256.Sum256([]byte(text))
		var id dossier.ID
		_, err := d.Change(ctx, fmt.Sprint("Add ", day), func(tx *Tx) error {
			made, err := tx.AddDocument(doc, rev, nil, nil)
			id = made.ID
			return err
		})
		must(t, err)
		return id
	}
	second := add(12, wire+foot)
	first := add(11, wire+" Our correspondent adds one more sentence to it here.")
	third := add(13, strings.Replace(wire, " apple ", " pear ", 1)+foot)
	lone := add(14, other+foot)
	copies, err := d.Copies(ctx)
	must(t, err)
	if len(copies) != 3 || copies[first] != first || copies[second] != first || copies[third] != first {
		t.Errorf("groups %v; first %v, second %v, third %v", copies, first, second, third)
	}
	if _, in := copies[lone]; in {
		t.Error("a text of its own is called a copy")
	}
}

// fruits makes words that repeat in no order.
func fruits(n, seed int) []string {
	names := []string{"apple", "plum", "quince", "medlar", "cherry", "sloe", "damson", "pear", "fig", "grape", "mulberry"}
	out := make([]string, n)
	for i := range out {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		out[i] = names[(seed>>8)%len(names)]
	}
	return out
}
