package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"parley/dossier"
	"parley/storage"
)

// ImportResult tells what became of each file.
type ImportResult struct {
	Added      []dossier.Document
	Statements int             // proposed in the added documents
	Same       []string        // files whose text is already in the dossier
	Failed     []ImportFailure // files that were not added, and why
}

// ImportFailure is a file that was not added.
type ImportFailure struct {
	File string
	Err  error
}

// Input is one text to import: a file, or bytes that came some other way under a name.
type Input struct {
	Name string
	Raw  []byte // nil: read from the file of that name
}

// importBatch is how many documents go into one transaction: few enough that a cancel costs little, many enough that
// an import of an ordinary size is one step of undo.
const importBatch = 500

// Import adds the texts of files; folders are walked for .txt, .text, .md, .html and .htm. Facts that are given hold for all.
// A file that cannot be added is reported and does not stop the others. On cancel, whole batches stay and nothing of
// the current one.
func (w *Workbench) Import(ctx context.Context, files []string, f Facts, p Progress) (ImportResult, error) {
	inputs, failed := expand(files)
	r, err := w.ImportInputs(ctx, inputs, f, p)
	r.Failed = append(failed, r.Failed...)
	return r, err
}

// expand walks folders and keeps files as they are.
func expand(files []string) (inputs []Input, failed []ImportFailure) {
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			failed = append(failed, ImportFailure{file, fileError(err)})
			continue
		}
		if !info.IsDir() {
			inputs = append(inputs, Input{Name: file})
			continue
		}
		var found []string
		err = filepath.WalkDir(file, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				failed = append(failed, ImportFailure{path, fileError(err)})
				return nil
			}
			switch strings.ToLower(filepath.Ext(path)) {
			case ".txt", ".text", ".md", ".html", ".htm":
				if e.Type().IsRegular() {
					found = append(found, path)
				}
			}
			return nil
		})
		if err != nil {
			failed = append(failed, ImportFailure{file, fileError(err)})
		}
		sort.Strings(found)
		for _, path := range found {
			inputs = append(inputs, Input{Name: path})
		}
	}
	return inputs, failed
}

// fileError says in words why a file could not be read.
func fileError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read by you")
	}
	return err
}

// ImportInputs is Import for texts that need not be files.
func (w *Workbench) ImportInputs(ctx context.Context, inputs []Input, f Facts, p Progress) (r ImportResult, err error) {
	for at := 0; at < len(inputs) && err == nil; at += importBatch {
		batch := inputs[at:min(at+importBatch, len(inputs))]
		err = w.importBatch(ctx, batch, f, &r, func(done int, what string) { p.step(at+done, len(inputs), what) })
	}
	if err == nil {
		p.step(len(inputs), len(inputs), "")
	}
	if errors.Is(err, context.Canceled) {
		err = fmt.Errorf("Import stopped. %d of %d texts are in the dossier; nothing is half done.", len(r.Added), len(inputs)) //lint:ignore ST1005 a sentence for people
	}
	return r, err
}

func (w *Workbench) importBatch(ctx context.Context, batch []Input, f Facts, r *ImportResult, step func(int, string)) error {
	type result struct {
		proposal proposal
		err      error
	}
	// Texts are read on all cores, a few ahead of the one that is being checked in, so that memory stays bounded.
	results := make([]chan result, len(batch))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make(chan struct{}, 2*runtime.NumCPU())
	go func() {
		for i, in := range batch {
			select {
			case <-ctx.Done():
				return
			case slots <- struct{}{}:
			}
			go func() {
				p, err := readInput(in, f)
				results[i] <- result{p, err}
			}()
		}
	}()
	return w.with(func(d *storage.Dossier) error {
		var ready []proposal
		seen := map[[32]byte]bool{}
		for i, in := range batch {
			step(i, filepath.Base(in.Name))
			var res result
			select {
			case <-ctx.Done():
				return context.Canceled
			case res = <-results[i]:
				<-slots
			}
			if res.err != nil {
				r.Failed = append(r.Failed, ImportFailure{in.Name, res.err})
				continue
			}
			_, found, err := d.DocumentByText(ctx, res.proposal.revision.SHA256)
			if err != nil {
				return err
			}
			if found || seen[res.proposal.revision.SHA256] {
				r.Same = append(r.Same, in.Name)
				continue
			}
			seen[res.proposal.revision.SHA256] = true
			ready = append(ready, res.proposal)
		}
		if len(ready) == 0 {
			return nil
		}
		return w.store(ctx, d, ready, r)
	})
}

// store adds proposals in one action.
func (w *Workbench) store(ctx context.Context, d *storage.Dossier, ready []proposal, r *ImportResult) error {
	name := fmt.Sprintf("Import %d documents", len(ready))
	if len(ready) == 1 {
		name = fmt.Sprintf("Import “%s”", shorten(ready[0].document.Title, 40))
	}
	var added []dossier.Document
	var ids []dossier.ID
	count := 0
	_, err := d.Change(ctx, name, func(tx *storage.Tx) error {
		for _, p := range ready {
			if err := ctx.Err(); err != nil {
				return err
			}
			doc, err := tx.AddDocument(p.document, p.revision, p.statements, p.actors)
			if err != nil {
				return err
			}
			added, ids, count = append(added, doc), append(ids, doc.ID), count+len(p.statements)
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.Added = append(r.Added, added...)
	r.Statements += count
	w.bus.publish(Event{Kind: DocumentsChanged, Documents: ids, Action: name})
	return nil
}

func readInput(in Input, f Facts) (proposal, error) {
	raw := in.Raw
	if raw == nil {
		info, err := os.Stat(in.Name)
		if err != nil {
			return proposal{}, fileError(err)
		}
		if info.Size() > 8*storage.TextLimit {
			return proposal{}, tooLarge(int(info.Size()))
		}
		if raw, err = os.ReadFile(in.Name); err != nil {
			return proposal{}, fileError(err)
		}
	}
	return read(raw, f)
}
