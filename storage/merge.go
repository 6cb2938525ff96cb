package storage

import (
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
	if err := tx.moveSentences(to, from); err != nil {
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
		for _, table := range []string{"verdict", "sentence"} {
			if err := tx.moveAll(table, "issue_id", to, id); err != nil {
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
	if err := tx.onlyNewest(); err != nil {
		return err
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
