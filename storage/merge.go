package storage

import (
	"context"
	"errors"
	"fmt"

	"parley/dossier"
)

// MergeActors makes several actors one: what they said, published, belong to and are noted with goes to the one that is
// kept, and their names become further names of it. Where one of them is a party, the one that is kept must be one.
func (tx *Tx) MergeActors(keep dossier.ID, others []dossier.ID) error {
	to, from, err := tx.mergeable("actor", "actor", keep, others)
	if err != nil {
		return err
	}
	for _, id := range from {
		if err := tx.mergeActor(to, id); err != nil {
			return err
		}
	}
	return tx.fillParties("s.actor_id = ?", to)
}

func (tx *Tx) mergeActor(to, from int64) error {
	isParty, err := tx.ids("SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", from)
	if err != nil {
		return err
	}
	if len(isParty) > 0 {
		if err := tx.mergeParty(to, from); err != nil {
			return err
		}
	}
	_, now, err := tx.row("actor", "id", from, fields{"name": nil})
	if err != nil {
		return err
	}
	names := []string{fmt.Sprint(now["name"])}
	aliases, err := tx.ids("SELECT id FROM actor_name WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", from)
	if err != nil {
		return err
	}
	for _, id := range aliases {
		_, now, err := tx.row("actor_name", "id", id, fields{"name": nil})
		if err != nil {
			return err
		}
		names = append(names, fmt.Sprint(now["name"]))
		if err := tx.remove("actor_name", id); err != nil {
			return err
		}
	}
	for _, move := range []struct{ table, column string }{{"statement", "actor_id"}, {"document", "outlet_id"}, {"note", "actor_id"}} {
		if err := tx.moveAll(move.table, move.column, to, from); err != nil {
			return err
		}
	}
	if err := tx.moveMemberships("actor_id", to, from); err != nil {
		return err
	}
	if err := tx.remove("actor", from); err != nil {
		return err
	}
	for _, name := range names {
		had, err := tx.ids(`SELECT id FROM actor WHERE id = ?1 AND folded = ?2 UNION ALL
			SELECT id FROM actor_name WHERE actor_id = ?1 AND folded = ?2 AND deleted_at IS NULL`, to, foldName(name))
		if err != nil {
			return err
		}
		if len(had) > 0 {
			continue
		}
		if _, err := tx.insert("actor_name", dossier.NewID(), fields{"actor_id": to, "name": name, "folded": foldName(name)}); err != nil {
			return err
		}
	}
	return nil
}

// mergeParty gives a party's statements and members to another one.
func (tx *Tx) mergeParty(to, from int64) error {
	if ids, err := tx.ids("SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", to); err != nil || len(ids) == 0 {
		if err != nil {
			return err
		}
		return refuse(ErrInvalid, "Nothing was merged: one of the names is a party. Keep that one, or make the other a party first.")
	}
	if err := tx.moveAll("statement", "party_id", to, from); err != nil {
		return err
	}
	if err := tx.moveMemberships("party_id", to, from); err != nil {
		return err
	}
	if err := tx.remove("party", from); err != nil {
		return err
	}
	return tx.arrange("party", 0, 0)
}

// moveAll makes the rows that refer to one thing refer to another one.
func (tx *Tx) moveAll(table, column string, to, from int64) error {
	rows, err := tx.ids("SELECT id FROM "+table+" WHERE "+column+" = ? ORDER BY id", from)
	if err != nil {
		return err
	}
	for _, id := range rows {
		if err := tx.update(table, id, fields{column: to}); err != nil {
			return err
		}
	}
	return nil
}

// moveMemberships moves memberships and drops those that are there already, or would make a party its own member.
func (tx *Tx) moveMemberships(column string, to, from int64) error {
	rows, err := tx.ids("SELECT id FROM membership WHERE "+column+" = ? AND deleted_at IS NULL ORDER BY id", from)
	if err != nil {
		return err
	}
	for _, id := range rows {
		_, now, err := tx.row("membership", "id", id, fields{"actor_id": nil, "party_id": nil, "role": nil, "since": nil, "until": nil})
		if err != nil {
			return err
		}
		now[column] = to
		same, err := tx.ids("SELECT id FROM membership WHERE actor_id = ? AND party_id = ? AND role = ? AND since = ? AND until = ? AND deleted_at IS NULL AND id <> ?",
			now["actor_id"], now["party_id"], now["role"], now["since"], now["until"], id)
		if err != nil {
			return err
		}
		if len(same) > 0 || now["actor_id"] == now["party_id"] {
			err = tx.remove("membership", id)
		} else {
			err = tx.update("membership", id, fields{column: to})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// MergeIssues makes several issues one. Where an analyst has read a statement on two of them, the newer reading stays.
func (tx *Tx) MergeIssues(keep dossier.ID, others []dossier.ID) error {
	to, from, err := tx.mergeable("issue", "issue", keep, others)
	if err != nil {
		return err
	}
	for _, id := range from {
		_, now, err := tx.row("issue", "id", id, fields{"parent_id": nil})
		if err != nil {
			return err
		}
		children, err := tx.ids("SELECT id FROM issue WHERE parent_id = ? AND deleted_at IS NULL ORDER BY place", id)
		if err != nil {
			return err
		}
		for _, child := range children {
			above := any(to)
			if child == to { // the one that is kept stood under this one
				above = now["parent_id"]
			}
			if err := tx.update("issue", child, fields{"parent_id": above}); err != nil {
				return err
			}
		}
		codings, err := tx.ids("SELECT id FROM coding WHERE issue_id = ? AND deleted_at IS NULL ORDER BY id", id)
		if err != nil {
			return err
		}
		for _, c := range codings {
			if err := tx.moveCoding(c, to); err != nil {
				return err
			}
		}
		if err := tx.moveAll("note", "issue_id", to, id); err != nil {
			return err
		}
		if err := tx.remove("issue", id); err != nil {
			return err
		}
	}
	return tx.arrange("issue", 0, 0)
}

// moveCoding puts a reading on another issue. Where its analyst has read the statement on that one too, the newer of the
// two stays.
func (tx *Tx) moveCoding(coding, issue int64) error {
	_, now, err := tx.row("coding", "id", coding, fields{"statement_id": nil, "analyst_id": nil, "stance": nil, "reason": nil, "coded_at": nil})
	if err != nil {
		return err
	}
	had, err := tx.ids("SELECT id FROM coding WHERE statement_id = ? AND issue_id = ? AND analyst_id = ?", now["statement_id"], issue, now["analyst_id"])
	if err != nil {
		return err
	}
	if len(had) == 0 {
		return tx.update("coding", coding, fields{"issue_id": issue})
	}
	_, there, err := tx.row("coding", "id", had[0], fields{"coded_at": nil, "deleted_at": nil})
	if err != nil {
		return err
	}
	if err := tx.remove("coding", coding); err != nil {
		return err
	}
	if there["deleted_at"] == nil && there["coded_at"].(int64) >= now["coded_at"].(int64) {
		return nil
	}
	return tx.update("coding", had[0], fields{"stance": now["stance"], "reason": now["reason"], "coded_at": now["coded_at"], "deleted_at": nil})
}

// MergeTags makes several tags one.
func (tx *Tx) MergeTags(keep dossier.ID, others []dossier.ID) error {
	to, from, err := tx.mergeable("tag", "tag", keep, others)
	if err != nil {
		return err
	}
	for _, id := range from {
		on, err := tx.ids("SELECT id FROM tagging WHERE tag_id = ? AND deleted_at IS NULL ORDER BY id", id)
		if err != nil {
			return err
		}
		for _, g := range on {
			_, now, err := tx.row("tagging", "id", g, fields{"document_id": nil, "statement_id": nil})
			if err != nil {
				return err
			}
			had, err := tx.ids("SELECT id FROM tagging WHERE tag_id = ? AND document_id IS ? AND statement_id IS ?", to, now["document_id"], now["statement_id"])
			if err != nil {
				return err
			}
			if len(had) == 0 {
				err = tx.update("tagging", g, fields{"tag_id": to})
			} else if err = tx.remove("tagging", g); err == nil {
				err = tx.update("tagging", had[0], fields{"deleted_at": nil})
			}
			if err != nil {
				return err
			}
		}
		if err := tx.remove("tag", id); err != nil {
			return err
		}
	}
	return nil
}

// mergeable finds the one that is kept and the others.
func (tx *Tx) mergeable(table, what string, keep dossier.ID, others []dossier.ID) (to int64, from []int64, err error) {
	if to, err = tx.find(table, what, keep); err != nil {
		return 0, nil, err
	}
	for _, uid := range others {
		if uid == keep {
			continue
		}
		id, err := tx.find(table, what, uid)
		if err != nil {
			return 0, nil, err
		}
		from = append(from, id)
	}
	if len(from) == 0 {
		return 0, nil, refuse(ErrInvalid, "Nothing was merged: choose two or more.")
	}
	return to, from, nil
}

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

// RemoveActor takes an actor out. What it said stays, by the name in the text alone; its memberships end. A party is
// removed as one first, and an outlet with documents is merged instead.
func (tx *Tx) RemoveActor(uid dossier.ID) error {
	id, err := tx.find("actor", "actor", uid)
	if err != nil {
		return err
	}
	for _, use := range []struct{ query, words string }{
		{"SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", "it is a party. Remove it from the parties first."},
		{"SELECT id FROM document WHERE outlet_id = ? AND deleted_at IS NULL LIMIT 1", "documents were published by it. Merge it with their right outlet instead."},
	} {
		used, err := tx.ids(use.query, id)
		if err != nil {
			return err
		}
		if len(used) > 0 {
			return refuse(ErrInvalid, "The actor was not removed: %s", use.words)
		}
	}
	said, err := tx.ids("SELECT id FROM statement WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", id)
	if err != nil {
		return err
	}
	for _, s := range said {
		if err := tx.update("statement", s, fields{"actor_id": nil}); err != nil {
			return err
		}
	}
	for _, table := range []string{"membership", "actor_name"} {
		rows, err := tx.ids("SELECT id FROM "+table+" WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", id)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := tx.remove(table, row); err != nil {
				return err
			}
		}
	}
	return tx.remove("actor", id)
}
