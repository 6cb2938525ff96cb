package storage

import (
	"testing"
	"time"

	"parley/dossier"
)

// BenchmarkDocumentList is what the library reads: the order of all documents, a page of rows far down, the row of one
// that has changed, and the groups of near copies. The floor is the bare query of the order in the same run.
func BenchmarkDocumentList(b *testing.B) {
	d := largeDossier(b)
	keys, err := d.DocumentIndex(ctx, dossier.DocumentFilter{})
	must(b, err)
	var page []dossier.ID
	for _, k := range keys[len(keys)/2 : min(len(keys), len(keys)/2+100)] {
		page = append(page, k.ID)
	}
	one := page[:1]
	floor := func(b *testing.B) {
		b.StopTimer()
		start := time.Now()
		rows, err := d.read.QueryContext(ctx, "SELECT uid FROM document WHERE deleted_at IS NULL ORDER BY published_key DESC, id DESC")
		must(b, err)
		for rows.Next() {
			var id []byte
			must(b, rows.Scan(&id))
		}
		must(b, rows.Close())
		b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "ms/floor")
	}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"order", func() error { _, err := d.DocumentIndex(ctx, dossier.DocumentFilter{}); return err }},
		{"order by title", func() error {
			_, err := d.DocumentIndex(ctx, dossier.DocumentFilter{Sort: dossier.ByTitle})
			return err
		}},
		{"order by statements", func() error {
			_, err := d.DocumentIndex(ctx, dossier.DocumentFilter{Sort: dossier.ByStatements})
			return err
		}},
		{"to decide", func() error {
			_, err := d.DocumentIndex(ctx, dossier.DocumentFilter{ToDecide: true})
			return err
		}},
		{"page", func() error { _, err := d.DocumentRows(ctx, page); return err }},
		{"one row", func() error { _, err := d.DocumentRows(ctx, one); return err }},
		{"copies", func() error { _, err := d.Copies(ctx); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			start := time.Now()
			for range b.N {
				must(b, c.do())
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
			floor(b)
		})
	}
}
