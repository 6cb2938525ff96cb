package app

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/reading"
	"parley/storage"
)

// AddDocument reads a text and stores it with its proposals. The bytes are kept as they came. A text that is already
// in the dossier is not stored twice: the document that holds it is returned with an error that says so.
func (w *Workbench) AddDocument(ctx context.Context, raw []byte, f Facts) (doc dossier.Document, err error) {
	p, err := read(raw, f)
	if err != nil {
		return doc, err
	}
	err = w.with(func(d *storage.Dossier) error {
		same, found, err := d.DocumentByText(ctx, p.revision.SHA256)
		if err != nil {
			return err
		}
		if found {
			doc = same
			return &SameTextError{same}
		}
		name := fmt.Sprintf("Add “%s”", shorten(p.document.Title, 40))
		_, err = d.Change(ctx, name, func(tx *storage.Tx) error {
			doc, err = tx.AddDocument(p.document, p.revision, p.statements, p.actors)
			return err
		})
		if err == nil {
			w.bus.publish(Event{Kind: DocumentsChanged, Documents: []dossier.ID{doc.ID}, Action: name})
		}
		return err
	})
	return doc, err
}

// SameTextError says that a text is already in the dossier.
type SameTextError struct{ Document dossier.Document }

func (e *SameTextError) Error() string {
	return fmt.Sprintf("Not added: this text is already here, as “%s” (document %d).", e.Document.Title, e.Document.Number)
}

// shorten cuts s to n code points for a label.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// Documents lists documents, newest first, and how many there are in all.
func (w *Workbench) Documents(ctx context.Context, f dossier.DocumentFilter) (rows []dossier.Document, total int, err error) {
	err = w.with(func(d *storage.Dossier) error {
		rows, total, err = d.Documents(ctx, f)
		return err
	})
	return rows, total, err
}

// Article opens a document for reading.
func (w *Workbench) Article(ctx context.Context, id dossier.ID) (a dossier.Article, err error) {
	err = w.with(func(d *storage.Dossier) error {
		a, err = article(ctx, d, id, false)
		return err
	})
	return a, err
}

func article(ctx context.Context, d *storage.Dossier, id dossier.ID, withRaw bool) (a dossier.Article, err error) {
	if a.Document, err = d.Document(ctx, id); err != nil {
		return a, err
	}
	if a.Revision, err = d.Revision(ctx, a.Document.Revision, withRaw); err != nil {
		return a, err
	}
	a.Statements, err = d.Statements(ctx, storage.StatementFilter{Document: id,
		Statuses: []dossier.Status{dossier.Proposed, dossier.Accepted}})
	// What each paragraph is follows from the text, so it is not stored.
	structure := reading.Structure(a.Revision.Text, reading.Options{Published: a.Document.Published.Time,
		Outlet: a.Document.Outlet, Title: a.Document.Title, Lang: a.Document.Lang})
	a.Paragraphs = paragraphs(structure)
	return a, err
}

// EditDocument changes the facts of a document; its text never changes.
func (w *Workbench) EditDocument(ctx context.Context, doc dossier.Document) error {
	e := Event{Kind: DocumentsChanged, Documents: []dossier.ID{doc.ID}}
	return w.change(ctx, fmt.Sprintf("Edit facts of “%s”", shorten(doc.Title, 40)), e, func(tx *storage.Tx) error {
		return tx.UpdateDocument(doc)
	})
}

// SetDocumentState marks documents as new, in work or done.
func (w *Workbench) SetDocumentState(ctx context.Context, ids []dossier.ID, state dossier.DocumentState) error {
	words := map[dossier.DocumentState]string{dossier.DocumentNew: "new", dossier.DocumentWork: "in work", dossier.DocumentDone: "done"}
	e := Event{Kind: DocumentsChanged, Documents: ids}
	return w.with(func(d *storage.Dossier) error {
		docs, numbers, err := documents(ctx, d, ids)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("Mark %s as %s", names("document", numbers), words[state])
		return w.changeIn(ctx, d, name, e, func(tx *storage.Tx) error {
			for _, doc := range docs {
				doc.State = state
				if err := tx.UpdateDocument(doc); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// DeleteDocuments takes documents and their statements out of the dossier; Undo brings them back.
func (w *Workbench) DeleteDocuments(ctx context.Context, ids []dossier.ID) error {
	return w.with(func(d *storage.Dossier) error {
		_, numbers, err := documents(ctx, d, ids)
		if err != nil {
			return err
		}
		e := Event{Kind: DocumentsChanged, Documents: ids}
		return w.changeIn(ctx, d, "Delete "+names("document", numbers), e, func(tx *storage.Tx) error {
			return tx.DeleteDocuments(ids)
		})
	})
}

func documents(ctx context.Context, d *storage.Dossier, ids []dossier.ID) (docs []dossier.Document, numbers []int, err error) {
	for _, id := range ids {
		doc, err := d.Document(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		docs, numbers = append(docs, doc), append(numbers, doc.Number)
	}
	return docs, numbers, nil
}
