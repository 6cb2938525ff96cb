package app

import (
	"context"
	"errors"
	"fmt"

	"parley/dossier"
	"parley/storage"
)

// Uses counts what uses each actor, party and issue.
func (w *Workbench) Uses(ctx context.Context) (map[dossier.ID]dossier.Uses, error) {
	return ask(w, func(d *storage.Dossier) (map[dossier.ID]dossier.Uses, error) { return d.Uses(ctx) })
}

// Merge makes several actors, issues or tags one; Thing says which. A party is merged as the actor that it is.
func (w *Workbench) Merge(ctx context.Context, thing dossier.Thing, name string, keep dossier.ID, others []dossier.ID) error {
	return w.change(ctx, fmt.Sprintf("Merge into “%s”", shorten(name, 40)), namesEvent, merging(thing, keep, others))
}

// PreviewMerge counts what Merge would change, and changes nothing.
func (w *Workbench) PreviewMerge(ctx context.Context, thing dossier.Thing, keep dossier.ID, others []dossier.ID) (dossier.Preview, error) {
	return ask(w, func(d *storage.Dossier) (dossier.Preview, error) { return d.Preview(ctx, merging(thing, keep, others)) })
}

func merging(thing dossier.Thing, keep dossier.ID, others []dossier.ID) func(*storage.Tx) error {
	return func(tx *storage.Tx) error {
		switch thing {
		case dossier.ThingIssue:
			return tx.MergeIssues(keep, others)
		case dossier.ThingTag:
			return tx.MergeTags(keep, others)
		}
		return tx.MergeActors(keep, others)
	}
}

// SaveActor adds an actor, or changes its name, kind, further names and memberships to those given.
func (w *Workbench) SaveActor(ctx context.Context, a dossier.Actor) (saved dossier.Actor, err error) {
	name := fmt.Sprintf("Edit actor “%s”", shorten(a.Name, 40))
	if a.ID == dossier.None {
		name = fmt.Sprintf("Add actor “%s”", shorten(a.Name, 40))
	}
	err = w.change(ctx, name, namesEvent, func(tx *storage.Tx) error {
		saved, err = tx.SaveActor(a)
		return err
	})
	return saved, err
}

// RemoveActor takes an actor out; what it said stays, by the name in the text alone.
func (w *Workbench) RemoveActor(ctx context.Context, id dossier.ID) error {
	return w.change(ctx, "Remove actor", namesEvent, func(tx *storage.Tx) error { return tx.RemoveActor(id) })
}

// SplitActor makes an actor of one of another's further names, with the statements whose speaker is named so.
func (w *Workbench) SplitActor(ctx context.Context, id dossier.ID, name string) (a dossier.Actor, err error) {
	err = w.change(ctx, fmt.Sprintf("Split off “%s”", shorten(name, 40)), namesEvent, func(tx *storage.Tx) error {
		a, err = tx.SplitActor(id, name)
		return err
	})
	return a, err
}

// SplitIssue makes an issue of the readings of some stances on another one.
func (w *Workbench) SplitIssue(ctx context.Context, id dossier.ID, name string, stances []dossier.Stance) (i dossier.Issue, err error) {
	err = w.change(ctx, fmt.Sprintf("Split off “%s”", shorten(name, 40)), namesEvent, func(tx *storage.Tx) error {
		i, err = tx.SplitIssue(id, name, stances)
		return err
	})
	return i, err
}

// AddIssues adds several issues in one action; those that are there stay as they are.
func (w *Workbench) AddIssues(ctx context.Context, list []dossier.Issue) error {
	name := fmt.Sprintf("Add %d issues", len(list))
	return w.change(ctx, name, namesEvent, func(tx *storage.Tx) error {
		for _, i := range list {
			_, err := tx.AddIssue(i)
			if errors.Is(err, storage.ErrConflict) { // its letter is another one's: it gets a free one
				i.Letter = ""
				_, err = tx.AddIssue(i)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
