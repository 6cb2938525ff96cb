package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/dossier"
	"parley/storage"
)

// HistoryOf tells what was done to one thing, the newest first.
func (w *Workbench) HistoryOf(ctx context.Context, t dossier.Thing, id dossier.ID) ([]dossier.Version, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Version, error) { return d.Versions(ctx, t, id) })
}

// RestoreAsOf makes a thing what it was right after an action, or at a time where action is 0. Undo takes it back.
// what names the thing for the history: "statement 12".
func (w *Workbench) RestoreAsOf(ctx context.Context, t dossier.Thing, id dossier.ID, what string, action int64, at time.Time) error {
	name := fmt.Sprintf("Restore %s as of action %d", what, action)
	if action == 0 {
		name = fmt.Sprintf("Restore %s as of %s", what, at.Local().Format("2 Jan 2006 15:04"))
	}
	return w.after(name, func(d *storage.Dossier) error {
		_, err := d.RestoreAsOf(ctx, name, t, id, action, at)
		return err
	})
}

// Trash lists what was deleted and can be brought back, the newest first; more says that there is more.
func (w *Workbench) Trash(ctx context.Context, limit int) (list []dossier.Deleted, more bool, err error) {
	err = w.with(func(d *storage.Dossier) error {
		list, more, err = d.Trash(ctx, limit)
		return err
	})
	return list, more, err
}

// BringBack takes things out of the trash.
func (w *Workbench) BringBack(ctx context.Context, items []dossier.Deleted) error {
	if len(items) == 0 {
		return nil
	}
	name := fmt.Sprintf("Bring back %d things", len(items))
	if len(items) == 1 {
		name = fmt.Sprintf("Bring back the %s “%s”", items[0].Thing, shorten(items[0].Label, 40))
	}
	return w.after(name, func(d *storage.Dossier) error {
		_, err := d.Change(ctx, name, func(tx *storage.Tx) error { return tx.BringBack(items) })
		return err
	})
}

// after tells subscribers that anything may have changed, once fn has succeeded.
func (w *Workbench) after(name string, fn func(*storage.Dossier) error) error {
	err := w.with(fn)
	if err == nil {
		w.bus.publish(Event{Kind: Elsewhere, Action: name})
	}
	return err
}

// FindThing finds a thing as a person names it: a document or statement by its number, the others by a name. What lies
// in the trash is found too. label names it for the history.
func (w *Workbench) FindThing(ctx context.Context, t dossier.Thing, key string) (id dossier.ID, label string, err error) {
	key = strings.TrimSpace(key)
	label = fmt.Sprintf("%s “%s”", t, shorten(key, 40))
	if t == dossier.ThingDocument || t == dossier.ThingStatement {
		n, err := strconv.Atoi(key)
		if err != nil {
			return id, "", fmt.Errorf("%q is not the number of a %s", key, t)
		}
		label = fmt.Sprintf("%s %d", t, n)
	}
	err = w.with(func(d *storage.Dossier) error {
		id, err = d.FindThing(ctx, t, key)
		return err
	})
	return id, label, err
}
