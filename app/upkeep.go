package app

import (
	"context"
	"errors"
	"path/filepath"

	"parley/dossier"
	"parley/storage"
)

// Check verifies the dossier: the database, every hash, every passage against its text, the journal, and all that is
// derived.
func (w *Workbench) Check(ctx context.Context, p Progress) ([]dossier.Finding, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Finding, error) {
		return d.Check(ctx, storage.Steps(p))
	})
}

// QuickCheck is the part of Check that takes seconds.
func (w *Workbench) QuickCheck(ctx context.Context, p Progress) ([]dossier.Finding, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Finding, error) { return d.QuickCheck(ctx, storage.Steps(p)) })
}

// Repaired is what came of a repair.
type Repaired struct {
	Backup string            // the file as it was before; empty: nothing was changed
	Mended []string          // what was rebuilt, in sentences
	Left   []dossier.Finding // what is wrong still
}

// Repair checks the dossier and rebuilds of what is derived the parts that were found wrong.
func (w *Workbench) Repair(ctx context.Context, p Progress) (r Repaired, err error) {
	err = w.with(func(d *storage.Dossier) error {
		r.Backup, r.Mended, r.Left, err = d.Repair(ctx, storage.Steps(p))
		return err
	})
	if r.Backup != "" {
		w.bus.publish(Event{Kind: Elsewhere})
	}
	return r, err
}

// SaveCopy writes the open dossier under another name and goes on there: also where its own file was moved, deleted or
// replaced, may not be written, or lies on a full disk.
func (w *Workbench) SaveCopy(ctx context.Context, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if err := w.with(func(d *storage.Dossier) error { return d.Backup(ctx, to) }); err != nil {
		return err
	}
	return w.Open(ctx, to)
}

// CopyHelps reports whether an error is one after which the work can go on in a copy.
func CopyHelps(err error) bool {
	for _, kind := range []error{storage.ErrMoved, storage.ErrReadOnly, storage.ErrDiskFull} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// BackupHelps reports whether an error is one after which a backup should be restored.
func BackupHelps(err error) bool {
	return errors.Is(err, storage.ErrDamaged) || errors.Is(err, storage.ErrNotDossier)
}
