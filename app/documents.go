package app

import (
	"context"
	"fmt"
	"strings"

	"parley/dossier"
	"parley/reading"
	"parley/storage"
)

// AddDocument reads a text and stores it with its proposals. The bytes are kept as they came. A text that is already
// in the dossier is not stored twice: the document that holds it is returned with an error that says so.
func (w *Workbench) AddDocument(ctx context.Context, raw []byte, f Facts) (doc dossier.Document, err error) {
	p, err := read(ctx, raw, f)
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
		a, err = article(ctx, d, id, false, w.structureOf)
		return err
	})
	return a, err
}

// structure is what the paragraphs of a text were found to be, for the document that was opened last: each decision on
// one of its statements loads it again.
type structure struct {
	of         string // the revision and the facts that reading was told
	paragraphs []dossier.Paragraph
}

// structureOf gives the paragraphs of a text. What each is follows from the text and the facts, so it is not stored.
func (w *Workbench) structureOf(doc dossier.Document, text string) []dossier.Paragraph {
	key := strings.Join([]string{doc.Revision.String(), doc.Title, doc.Outlet, doc.Lang, doc.Published.String()}, "\x00")
	w.laid.Lock()
	defer w.laid.Unlock()
	if w.last.of != key {
		w.last = structure{key, paragraphs(structureOf(doc, text))}
	}
	return w.last.paragraphs
}

func structureOf(doc dossier.Document, text string) reading.Article {
	return reading.Structure(text, reading.Options{Published: doc.Published.Time, Outlet: doc.Outlet, Title: doc.Title, Lang: doc.Lang})
}

func article(ctx context.Context, d *storage.Dossier, id dossier.ID, withRaw bool,
	layOut func(dossier.Document, string) []dossier.Paragraph) (a dossier.Article, err error) {
	if a.Document, err = d.Document(ctx, id); err != nil {
		return a, err
	}
	if a.Revision, err = d.Revision(ctx, a.Document.Revision, withRaw); err != nil {
		return a, err
	}
	all, err := d.Statements(ctx, storage.StatementFilter{Document: id,
		Statuses: []dossier.Status{dossier.Proposed, dossier.Accepted}})
	for _, s := range all {
		if s.RevisionID == a.Revision.ID {
			a.Statements = append(a.Statements, s)
		} else { // its offsets mean nothing in this text
			a.Earlier = append(a.Earlier, s)
		}
	}
	a.Paragraphs = layOut(a.Document, a.Revision.Text)
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

// DocumentIndex gives the order of the documents that a filter takes; DocumentRows reads some of them with their counts
// and tags.
func (w *Workbench) DocumentIndex(ctx context.Context, f dossier.DocumentFilter) ([]dossier.DocumentKey, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.DocumentKey, error) { return d.DocumentIndex(ctx, f) })
}

// DocumentRows reads documents with their counts and tags; those that are gone are left out.
func (w *Workbench) DocumentRows(ctx context.Context, ids []dossier.ID) (map[dossier.ID]dossier.Document, error) {
	return ask(w, func(d *storage.Dossier) (map[dossier.ID]dossier.Document, error) { return d.DocumentRows(ctx, ids) })
}

// Copies groups documents whose texts are nearly the same: for each member the one that was published first.
func (w *Workbench) Copies(ctx context.Context) (map[dossier.ID]dossier.ID, error) {
	return ask(w, func(d *storage.Dossier) (map[dossier.ID]dossier.ID, error) { return d.Copies(ctx) })
}
