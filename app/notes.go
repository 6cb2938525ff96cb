package app

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/storage"
)

// Notes lists the notes on a document, statement, actor or issue, the oldest first; with None all.
func (w *Workbench) Notes(ctx context.Context, on dossier.ID) ([]dossier.Note, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Note, error) { return d.Notes(ctx, on) })
}

// Remarks gives the notes, tags and links of all statements of a document.
func (w *Workbench) Remarks(ctx context.Context, document dossier.ID) (dossier.Remarks, error) {
	return ask(w, func(d *storage.Dossier) (dossier.Remarks, error) { return d.Remarks(ctx, document) })
}

// AddNote puts a remark on one thing.
func (w *Workbench) AddNote(ctx context.Context, n dossier.Note) (dossier.Note, error) {
	err := w.remark(ctx, fmt.Sprintf("Note “%s”", shorten(n.Body, 40)), func(tx *storage.Tx) (err error) {
		n, err = tx.AddNote(n)
		return err
	})
	return n, err
}

// EditNote changes what a note says.
func (w *Workbench) EditNote(ctx context.Context, id dossier.ID, body string) error {
	return w.remark(ctx, fmt.Sprintf("Edit note “%s”", shorten(body, 40)), func(tx *storage.Tx) error { return tx.EditNote(id, body) })
}

// DeleteNote moves a note to the trash.
func (w *Workbench) DeleteNote(ctx context.Context, id dossier.ID) error {
	return w.remark(ctx, "Delete note", func(tx *storage.Tx) error { return tx.DeleteNote(id) })
}

// Tags lists the tags by name; those of one document or statement, where on is not None.
func (w *Workbench) Tags(ctx context.Context, on dossier.ID) ([]dossier.Tag, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Tag, error) { return d.Tags(ctx, on) })
}

// Tag puts a tag on documents and statements; it is made where there is none of that name.
func (w *Workbench) Tag(ctx context.Context, name string, documents, statements []dossier.ID) error {
	return w.remark(ctx, fmt.Sprintf("Tag “%s”", shorten(name, 40)), func(tx *storage.Tx) error { return tx.Tag(name, documents, statements) })
}

// Untag takes a tag off documents and statements.
func (w *Workbench) Untag(ctx context.Context, name string, documents, statements []dossier.ID) error {
	return w.remark(ctx, fmt.Sprintf("Take off the tag “%s”", shorten(name, 40)), func(tx *storage.Tx) error { return tx.Untag(name, documents, statements) })
}

// RenameTag changes the name of a tag everywhere.
func (w *Workbench) RenameTag(ctx context.Context, id dossier.ID, name string) error {
	return w.remark(ctx, fmt.Sprintf("Rename a tag to “%s”", shorten(name, 40)), func(tx *storage.Tx) error { return tx.RenameTag(id, name) })
}

// DeleteTag takes a tag off everything and moves it to the trash.
func (w *Workbench) DeleteTag(ctx context.Context, id dossier.ID) error {
	return w.remark(ctx, "Delete tag", func(tx *storage.Tx) error { return tx.DeleteTag(id) })
}

// Links lists the links from and to a statement; with None all.
func (w *Workbench) Links(ctx context.Context, statement dossier.ID) ([]dossier.Link, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Link, error) { return d.Links(ctx, statement) })
}

// StatementNumbers gives the numbers by which people know statements.
func (w *Workbench) StatementNumbers(ctx context.Context, ids []dossier.ID) (map[dossier.ID]int, error) {
	return ask(w, func(d *storage.Dossier) (map[dossier.ID]int, error) {
		numbers := map[dossier.ID]int{}
		if len(ids) == 0 {
			return numbers, nil
		}
		found, err := d.Statements(ctx, storage.StatementFilter{IDs: ids})
		for _, s := range found {
			numbers[s.ID] = s.Number
		}
		return numbers, err
	})
}

// AddLink says what one statement does to another.
func (w *Workbench) AddLink(ctx context.Context, l dossier.Link) error {
	return w.remark(ctx, fmt.Sprintf("Link: %s", l.Kind), func(tx *storage.Tx) error { return tx.AddLink(l) })
}

// RemoveLink takes a link away.
func (w *Workbench) RemoveLink(ctx context.Context, id dossier.ID) error {
	return w.remark(ctx, "Remove link", func(tx *storage.Tx) error { return tx.RemoveLink(id) })
}

// SavedSearches lists the queries that are kept under a name.
func (w *Workbench) SavedSearches(ctx context.Context) ([]dossier.SavedSearch, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.SavedSearch, error) { return d.SavedSearches(ctx) })
}

// SaveSearch keeps a query under a name; one of that name is replaced.
func (w *Workbench) SaveSearch(ctx context.Context, name, query string) error {
	return w.remark(ctx, fmt.Sprintf("Save search “%s”", shorten(name, 40)), func(tx *storage.Tx) error {
		return tx.SaveSearch(dossier.SavedSearch{Name: name, Query: query})
	})
}

// DeleteSearch forgets a saved search; it goes to the trash.
func (w *Workbench) DeleteSearch(ctx context.Context, id dossier.ID) error {
	return w.remark(ctx, "Delete saved search", func(tx *storage.Tx) error { return tx.DeleteSearch(id) })
}

// remark changes what no pane but the one that asked shows, yet: notes, tags, links, saved searches.
func (w *Workbench) remark(ctx context.Context, name string, fn func(*storage.Tx) error) error {
	return w.change(ctx, name, Event{Kind: StatementsChanged}, fn)
}
