package storage

import (
	"context"
	"errors"

	"parley/dossier"
)

// errPreview ends a transaction that is only to be looked at.
var errPreview = errors.New("storage: only a preview")

// Preview does a change, counts what it changes, and takes it back. Of the rows that are removed, only those count that
// are not brought back elsewhere.
func (d *Dossier) Preview(ctx context.Context, fn func(*Tx) error) (dossier.Preview, error) {
	counts := dossier.Preview{Changed: map[string]int{}, Removed: map[string]int{}}
	_, err := d.transact(ctx, "The preview was not made", func(tx *Tx) (dossier.Action, error) {
		if err := fn(tx); err != nil {
			return dossier.Action{}, err
		}
		last := map[part]bool{} // whether it is removed in the end
		for _, c := range tx.changes {
			_, removed := c.after["deleted_at"]
			last[part{c.table, c.uid}] = removed && c.after["deleted_at"] != nil
		}
		for p, removed := range last {
			if removed {
				counts.Removed[p.table]++
			} else {
				counts.Changed[p.table]++
			}
		}
		return dossier.Action{}, errPreview
	})
	if errors.Is(err, errPreview) {
		err = nil
	}
	return counts, err
}
