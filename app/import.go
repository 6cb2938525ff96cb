package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"sync/atomic"
	"time"

	"parley/dossier"
	"parley/storage"
)

// ImportParams say what to import.
type ImportParams struct {
	Files  []string   // files, folders and archives
	Inputs []Input    // texts that came some other way
	Facts  Facts      // hold for all, where the table says nothing else
	Table  *FactTable // facts of single files, or nil
}

// ImportResult tells what became of each file.
type ImportResult struct {
	Added      []AddedText
	Statements int             // proposed in the added documents
	Same       []string        // files whose text is already in the dossier
	Failed     []ImportFailure // files that were not added, and why
	Left       []string        // files of folders and archives whose names are not those of texts
	NoRow      []string        // files of which a table of facts says nothing

	first int64 // the action of the first batch: all of them are one step of undo
}

// AddedText is a text that was added.
type AddedText struct {
	dossier.Document
	File     string
	Encoding string             // what its bytes were
	Alike    []dossier.Likeness // documents, older or of the same import, of nearly the same text
}

// ImportFailure is a file that was not added.
type ImportFailure struct {
	File string
	Err  error
}

// A batch is what goes into one transaction: few enough documents that a cancel costs little, many enough that an import
// of an ordinary size is one step of undo; and no more bytes than can be held.
const (
	importBatch      = 500
	importBatchBytes = 96 << 20
)

var errOtherDossier = errors.New("Import stopped: another dossier was opened meanwhile. Run the import again there or here; texts that are in are skipped.") //lint:ignore ST1005 a sentence for people

// Import adds the texts of files; folders and archives are walked for all kinds of texts that are read. Facts that are
// given hold for all. A file that cannot be added is reported and does not stop the others. On cancel, whole batches
// stay and nothing of the current one; run again, it goes on, since a file that is here is known by its bytes alone.
func (w *Workbench) Import(ctx context.Context, files []string, f Facts, p Progress) (ImportResult, error) {
	return w.ImportWith(ctx, ImportParams{Files: files, Facts: f}, p)
}

// ImportWith is Import with facts of single files, and of texts that are no files. A table with problems adds nothing.
func (w *Workbench) ImportWith(ctx context.Context, o ImportParams, p Progress) (r ImportResult, err error) {
	if err := o.Table.refuse(); err != nil {
		return r, err
	}
	m, err := w.startImport(ctx, o, p)
	if err != nil {
		return r, err
	}
	w.backUpBeforeImport(ctx, o)
	next, stop := iter.Pull(m.items(ctx, o))
	defer stop()
	for more := true; more && err == nil; {
		var batch []item
		if batch, more = m.batch(next); len(batch) > 0 && ctx.Err() == nil {
			err = w.with(func(d *storage.Dossier) error {
				if d != m.dossier {
					return errOtherDossier
				}
				return w.store(ctx, d, batch, &r)
			})
		}
		if err == nil {
			err = ctx.Err()
		}
	}
	r.NoRow = m.noRow
	if err == nil {
		m.report(true, "")
	}
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("Import stopped. %d of %d texts are in the dossier; nothing is half done. Run it again to go on.", len(r.Added), m.total.Load()) //lint:ignore ST1005 a sentence for people
	}
	return r, err
}

// importing is one import or preview under way.
type importing struct {
	w        *Workbench
	dossier  *storage.Dossier
	progress Progress
	last     time.Time
	done     int
	total    atomic.Int64 // grows while archives are read
	table    bool         // there is a table of facts
	noRow    []string     // files of which it says nothing
}

func (w *Workbench) startImport(ctx context.Context, o ImportParams, p Progress) (*importing, error) {
	m := &importing{w: w, progress: p, table: o.Table != nil}
	return m, w.with(func(d *storage.Dossier) error {
		m.dossier = d
		return ctx.Err()
	})
}

// report tells how far the import is, at most ten times a second.
func (m *importing) report(always bool, what string) {
	if now := m.w.now(); always || now.Sub(m.last) >= progressInterval {
		m.last = now
		m.progress.step(m.done, int(m.total.Load()), what)
	}
}

// item is what became of one input.
type item struct {
	Input
	row      int // of the table, from 1; 0: none
	proposal proposal
	here     *dossier.Document // its bytes or its text are in the dossier already
	err      error
}

// items reads the inputs on all cores and gives what became of each, in their order.
func (m *importing) items(ctx context.Context, o ImportParams) iter.Seq[item] {
	source := func(yield func(item) bool) {
		for in := range m.inputs(o) {
			it := item{Input: in}
			if !in.left {
				it.row = o.Table.take(in.Name)
			}
			if !yield(it) {
				return
			}
		}
	}
	return inOrder(ctx, source, func(ctx context.Context, it item) item {
		if it.left {
			return it
		}
		var raw []byte
		if raw, it.err = it.read(); it.err != nil {
			return it
		}
		_ = m.w.with(func(d *storage.Dossier) (err error) {
			if d == m.dossier {
				it.here, err = d.DocumentByRaw(ctx, rawHash(raw))
			}
			return err // then it is read as if it were not here, and the store says what is wrong
		})
		if it.here == nil {
			it.proposal, it.err = read(ctx, raw, o.Table.facts(it.row, o.Facts, it.Name))
		}
		it.Raw = nil
		return it
	})
}

// batch takes what goes into the next transaction. more is false at the end.
func (m *importing) batch(next func() (item, bool)) (batch []item, more bool) {
	for texts, size := 0, 0; texts < importBatch && size < importBatchBytes; {
		it, ok := next()
		if !ok {
			return batch, false
		}
		m.done++
		m.report(false, filepath.Base(it.Name))
		batch = append(batch, it)
		if m.table && it.row == 0 && !it.left {
			m.noRow = append(m.noRow, it.Name)
		}
		if it.err == nil && it.here == nil && !it.left {
			texts, size = texts+1, size+it.proposal.revision.RawSize+len(it.proposal.revision.Text)
		}
	}
	return batch, true
}

// store adds the texts of a batch in one action, and tells what became of the others.
func (w *Workbench) store(ctx context.Context, d *storage.Dossier, batch []item, r *ImportResult) error {
	var ready []item
	one := ImportResult{first: r.first} // of this batch: it counts when the transaction is done
	seen := map[[32]byte]bool{}
	for _, it := range batch {
		switch {
		case it.left:
			one.Left = append(one.Left, it.Name)
			continue
		case it.err != nil:
			one.Failed = append(one.Failed, ImportFailure{it.Name, it.err})
			continue
		}
		hash := it.proposal.revision.SHA256
		if it.here == nil && !seen[hash] {
			same, found, err := d.DocumentByText(ctx, hash)
			if err != nil {
				return err
			}
			if found {
				it.here = &same
			}
		}
		if it.here != nil || seen[hash] {
			one.Same = append(one.Same, it.Name)
			continue
		}
		seen[hash] = true
		ready = append(ready, it)
	}
	if len(ready) > 0 {
		if err := w.storeReady(ctx, d, ready, &one); err != nil {
			return err
		}
	}
	r.Added, r.Same, r.Failed, r.Left = append(r.Added, one.Added...), append(r.Same, one.Same...), append(r.Failed, one.Failed...), append(r.Left, one.Left...)
	r.Statements, r.first = r.Statements+one.Statements, one.first
	return nil
}

func (w *Workbench) storeReady(ctx context.Context, d *storage.Dossier, ready []item, r *ImportResult) error {
	name := fmt.Sprintf("Import %d documents", len(ready))
	if len(ready) == 1 {
		name = fmt.Sprintf("Import “%s”", shorten(ready[0].proposal.document.Title, 40))
	}
	if r.first != 0 {
		name += ", continued"
	}
	var ids []dossier.ID
	action, err := d.ChangeNext(ctx, r.first, name, func(tx *storage.Tx) error {
		for _, it := range ready {
			if err := ctx.Err(); err != nil {
				return err
			}
			p := it.proposal
			alike, err := tx.NearCopies(p.revision.Text, alikeShown)
			if err != nil {
				return err
			}
			doc, err := tx.AddDocument(p.document, p.revision, p.statements, p.actors)
			if err != nil {
				return err
			}
			r.Added = append(r.Added, AddedText{Document: doc, File: it.Name, Encoding: p.revision.Encoding, Alike: alike})
			ids, r.Statements = append(ids, doc.ID), r.Statements+len(p.statements)
		}
		return nil
	})
	if err == nil {
		if r.first == 0 {
			r.first = action.ID
		}
		w.bus.publish(Event{Kind: DocumentsChanged, Documents: ids, Action: name})
	}
	return err
}
