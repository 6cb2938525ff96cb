package storage

import (
	"fmt"

	"parley/dossier"
)

// SplitActor makes an actor of one of another's further names. Statements whose speaker is named so in the text go to it.
func (tx *Tx) SplitActor(uid dossier.ID, name string) (dossier.Actor, error) {
	actor, err := tx.find("actor", "actor", uid)
	if err != nil {
		return dossier.Actor{}, err
	}
	alias, err := tx.ids("SELECT id FROM actor_name WHERE actor_id = ? AND folded = ? AND deleted_at IS NULL", actor, foldName(name))
	if err != nil {
		return dossier.Actor{}, err
	}
	if len(alias) == 0 {
		return dossier.Actor{}, refuse(ErrNotFound, "Nothing was split: “%s” is not among the further names.", tidy(name))
	}
	_, now, err := tx.row("actor_name", "id", alias[0], fields{"name": nil})
	if err != nil {
		return dossier.Actor{}, err
	}
	_, kind, err := tx.row("actor", "id", actor, fields{"kind": nil})
	if err != nil {
		return dossier.Actor{}, err
	}
	a := dossier.Actor{ID: dossier.NewID(), Name: fmt.Sprint(now["name"]), Kind: dossier.ActorKind(fmt.Sprint(kind["kind"]))}
	if err := tx.nameIsFree(a.Name, nil); err != nil {
		return a, err
	}
	if err := tx.remove("actor_name", alias[0]); err != nil {
		return a, err
	}
	made, err := tx.newActor(a)
	if err != nil {
		return a, err
	}
	said, err := tx.ids("SELECT id FROM statement WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", actor)
	if err != nil {
		return a, err
	}
	for _, s := range said {
		_, now, err := tx.row("statement", "id", s, fields{"speaker_text": nil})
		if err != nil {
			return a, err
		}
		if foldName(fmt.Sprint(now["speaker_text"])) != foldName(a.Name) {
			continue
		}
		if err := tx.update("statement", s, fields{"actor_id": made}); err != nil {
			return a, err
		}
	}
	return a, nil
}

// SplitIssue makes an issue of the readings of some stances on another one. It stands beside that one.
func (tx *Tx) SplitIssue(uid dossier.ID, name string, stances []dossier.Stance) (dossier.Issue, error) {
	issue, err := tx.find("issue", "issue", uid)
	if err != nil {
		return dossier.Issue{}, err
	}
	if taken, err := tx.ids("SELECT id FROM issue WHERE folded = ? AND deleted_at IS NULL", foldName(name)); err != nil || len(taken) > 0 {
		if err != nil {
			return dossier.Issue{}, err
		}
		return dossier.Issue{}, refuse(ErrConflict, "Nothing was split: there is already an issue called %s. Choose another name.", tidy(name))
	}
	from, err := tx.issue(issue)
	if err != nil {
		return from, err
	}
	made, err := tx.AddIssue(dossier.Issue{Name: name, ParentID: from.ParentID, Order: from.Order + 1})
	if err != nil {
		return made, err
	}
	to, err := tx.find("issue", "issue", made.ID)
	if err != nil {
		return made, err
	}
	moved := 0
	for _, s := range stances {
		codings, err := tx.ids("SELECT id FROM coding WHERE issue_id = ? AND stance = ? AND deleted_at IS NULL ORDER BY id", issue, string(s))
		if err != nil {
			return made, err
		}
		for _, c := range codings {
			if err := tx.update("coding", c, fields{"issue_id": to}); err != nil {
				return made, err
			}
			moved++
		}
	}
	if moved == 0 {
		return made, refuse(ErrInvalid, "Nothing was split: no statement has that stance on the issue.")
	}
	return made, nil
}
