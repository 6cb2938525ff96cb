package views

import (
	"context"

	"parley/dossier"
	"parley/views/beside"
	"parley/views/picker"
)

// openBeside shows two documents side by side: the two that are chosen in the library, or the one in the reader and
// another that is asked for.
func (w *window) openBeside() {
	if chosen := w.library.Selected(); len(chosen) == 2 {
		w.beside(chosen[0], chosen[1])
		return
	}
	first := w.document()
	if first == dossier.None {
		return
	}
	var docs []dossier.Document
	const most = 2000 // of more, the last ones: others are opened from the library, two chosen with Space
	w.act(func(ctx context.Context) (err error) {
		docs, _, err = w.work.Documents(ctx, dossier.DocumentFilter{Limit: most})
		return err
	}, func() {
		var items []picker.Item
		var ids []dossier.ID
		for _, d := range docs {
			if d.ID == first {
				continue
			}
			items = append(items, picker.Item{Name: d.Title, Note: d.Outlet + " · " + d.Published.Short(w.desk.Now().Year())})
			ids = append(ids, d.ID)
		}
		if len(items) == 0 {
			w.desk.Note("There is no other document yet.")
			return
		}
		picker.Open(w.desk, picker.Options{Title: "Beside which document?", Placeholder: "Title", Items: items, Picked: func(i int) { w.beside(first, ids[i]) }})
	})
}

func (w *window) beside(left, right dossier.ID) {
	beside.Open(beside.Options{Desk: w.desk, Left: left, Right: right, Shape: w.reading.article.Shape(), Open: func(document dossier.ID, at dossier.Span) {
		w.remember()
		w.show(0)
		w.reading.read(document, dossier.None, at)
	}})
}
