package app

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/storage"
)

// Parties lists the parties in their order.
func (w *Workbench) Parties(ctx context.Context) ([]dossier.Party, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Party, error) { return d.Parties(ctx) })
}

// Issues lists the issues in their order.
func (w *Workbench) Issues(ctx context.Context) ([]dossier.Issue, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Issue, error) { return d.Issues(ctx) })
}

// Actors lists people and bodies with their names and memberships.
func (w *Workbench) Actors(ctx context.Context) ([]dossier.Actor, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Actor, error) { return d.Actors(ctx) })
}

// Outlets lists the outlets.
func (w *Workbench) Outlets(ctx context.Context) ([]dossier.Actor, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Actor, error) { return d.Outlets(ctx) })
}

// ask reads something of the open dossier.
func ask[T any](w *Workbench, fn func(*storage.Dossier) (T, error)) (v T, err error) {
	err = w.with(func(d *storage.Dossier) error {
		v, err = fn(d)
		return err
	})
	return v, err
}

// namesEvent is published where names change: statements show them too.
var namesEvent = Event{Kind: NamesChanged}

// AddParty adds a party, with the names of those who speak for it. Statements of theirs that have no party get it.
// An empty letter is chosen. Adding a party that is there adds the members that are missing.
func (w *Workbench) AddParty(ctx context.Context, name, letter string, members []string) (p dossier.Party, err error) {
	err = w.change(ctx, fmt.Sprintf("Add party “%s”", name), namesEvent, func(tx *storage.Tx) error {
		p, err = tx.AddParty(name, letter, members)
		return err
	})
	return p, err
}

// EditParty changes the name, letter, colour or order of a party.
func (w *Workbench) EditParty(ctx context.Context, p dossier.Party) error {
	return w.change(ctx, fmt.Sprintf("Edit party “%s”", p.Name), namesEvent, func(tx *storage.Tx) error { return tx.UpdateParty(p) })
}

// RemoveParty takes a party out of the comparison; the actor and its statements stay.
func (w *Workbench) RemoveParty(ctx context.Context, id dossier.ID) error {
	return w.change(ctx, "Remove party", namesEvent, func(tx *storage.Tx) error { return tx.RemoveParty(id) })
}

// AddIssue adds an issue. An empty letter is chosen. Adding one that is there gives that one.
func (w *Workbench) AddIssue(ctx context.Context, i dossier.Issue) (added dossier.Issue, err error) {
	err = w.change(ctx, fmt.Sprintf("Add issue “%s”", i.Name), namesEvent, func(tx *storage.Tx) error {
		added, err = tx.AddIssue(i)
		return err
	})
	return added, err
}

// EditIssue changes the name, definition, letter, order or parent of an issue.
func (w *Workbench) EditIssue(ctx context.Context, i dossier.Issue) error {
	return w.change(ctx, fmt.Sprintf("Edit issue “%s”", i.Name), namesEvent, func(tx *storage.Tx) error { return tx.UpdateIssue(i) })
}

// RemoveIssue takes an issue and its codings out; Undo brings them back.
func (w *Workbench) RemoveIssue(ctx context.Context, id dossier.ID) error {
	return w.change(ctx, "Remove issue", namesEvent, func(tx *storage.Tx) error { return tx.RemoveIssue(id) })
}

// Undo takes back the newest action that is not undone, also one of an earlier day.
func (w *Workbench) Undo(ctx context.Context) (dossier.Action, error) {
	return w.step(func(d *storage.Dossier) (dossier.Action, error) { return d.Undo(ctx) })
}

// Redo does the action again that was undone last.
func (w *Workbench) Redo(ctx context.Context) (dossier.Action, error) {
	return w.step(func(d *storage.Dossier) (dossier.Action, error) { return d.Redo(ctx) })
}

func (w *Workbench) step(fn func(*storage.Dossier) (dossier.Action, error)) (dossier.Action, error) {
	a, err := ask(w, fn)
	if err == nil {
		w.bus.publish(Event{Kind: Elsewhere, Action: a.Name})
	}
	return a, err
}

// History lists actions, newest first.
func (w *Workbench) History(ctx context.Context, limit int) ([]dossier.Action, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Action, error) { return d.History(ctx, limit) })
}

// Search finds words in texts, statements and names; any input is a valid query.
func (w *Workbench) Search(ctx context.Context, query string, limit int) (dossier.SearchResult, error) {
	return ask(w, func(d *storage.Dossier) (dossier.SearchResult, error) { return d.Search(ctx, query, limit) })
}
