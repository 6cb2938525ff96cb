package storage

import (
	"context"

	"parley/dossier"
)

// AddIssue adds an issue and returns it; where one of that name is there, that one is returned unchanged. An empty
// letter is chosen from the name; it comes last unless Order says otherwise.
func (tx *Tx) AddIssue(i dossier.Issue) (dossier.Issue, error) {
	if i.Name = tidy(i.Name); i.Name == "" {
		return i, refuse(ErrInvalid, "The issue was not added: it needs a name.")
	}
	ids, err := tx.ids("SELECT id FROM issue WHERE folded = ? AND deleted_at IS NULL", foldName(i.Name))
	if err != nil {
		return i, err
	}
	if len(ids) > 0 {
		return tx.issue(ids[0])
	}
	parent, err := tx.findOrNone("issue", "issue above it", i.ParentID)
	if err != nil {
		return i, err
	}
	places, err := tx.ids("SELECT id FROM issue WHERE deleted_at IS NULL")
	if err != nil {
		return i, err
	}
	if i.Letter, err = tx.letter("issue", i.Name, i.Letter, false); err != nil {
		return i, err
	}
	if i.ID == dossier.None {
		i.ID = dossier.NewID()
	}
	id, err := tx.insert("issue", i.ID, fields{"parent_id": parent, "name": i.Name, "folded": foldName(i.Name),
		"definition": i.Definition, "letter": i.Letter, "place": len(places) + 1})
	if err != nil {
		return i, err
	}
	if err := tx.arrange("issue", id, i.Order); err != nil {
		return i, err
	}
	return tx.issue(id)
}

// UpdateIssue changes an issue's name, definition, letter, place and the issue it belongs under.
func (tx *Tx) UpdateIssue(i dossier.Issue) error {
	id, err := tx.find("issue", "issue", i.ID)
	if err != nil {
		return err
	}
	if i.Name = tidy(i.Name); i.Name == "" {
		return refuse(ErrInvalid, "The issue was not changed: it needs a name.")
	}
	holders, err := tx.ids("SELECT id FROM issue WHERE folded = ? AND deleted_at IS NULL", foldName(i.Name))
	if err != nil {
		return err
	}
	if len(holders) > 0 && holders[0] != id {
		return refuse(ErrConflict, "The issue was not changed: there is already one called %s. Choose another name.", i.Name)
	}
	parent, err := tx.findOrNone("issue", "issue above it", i.ParentID)
	if err != nil {
		return err
	}
	if parent != nil {
		below, err := tx.ids(`WITH RECURSIVE below(id) AS (VALUES (?1) UNION SELECT i.id FROM issue i JOIN below b ON i.parent_id = b.id)
			SELECT id FROM below WHERE id = ?2`, id, parent)
		if err != nil {
			return err
		}
		if len(below) > 0 {
			return refuse(ErrInvalid, "The issue was not changed: it cannot stand under itself.")
		}
	}
	if err := tx.update("issue", id, fields{"parent_id": parent, "name": i.Name, "folded": foldName(i.Name), "definition": i.Definition}); err != nil {
		return err
	}
	if err := tx.setLetter("issue", id, i.Letter); err != nil {
		return err
	}
	return tx.arrange("issue", id, i.Order)
}

// RemoveIssue removes an issue and the readings on it; issues under it move up to the one above.
func (tx *Tx) RemoveIssue(uid dossier.ID) error {
	id, err := tx.find("issue", "issue", uid)
	if err != nil {
		return err
	}
	codings, err := tx.ids("SELECT id FROM coding WHERE issue_id = ? AND deleted_at IS NULL", id)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := tx.remove("coding", c); err != nil {
			return err
		}
	}
	_, now, err := tx.row("issue", "id", id, fields{"parent_id": nil})
	if err != nil {
		return err
	}
	children, err := tx.ids("SELECT id FROM issue WHERE parent_id = ? AND deleted_at IS NULL", id)
	if err != nil {
		return err
	}
	for _, c := range children {
		if err := tx.update("issue", c, now); err != nil {
			return err
		}
	}
	if err := tx.remove("issue", id); err != nil {
		return err
	}
	return tx.arrange("issue", 0, 0)
}

const selectIssues = `SELECT i.uid, p.uid, i.name, i.definition, i.letter, i.place FROM issue i LEFT JOIN issue p ON p.id = i.parent_id WHERE i.deleted_at IS NULL`

func scanIssue(row scanner) (i dossier.Issue, err error) {
	err = row.Scan(&i.ID, &i.ParentID, &i.Name, &i.Definition, &i.Letter, &i.Order)
	return i, err
}

func (tx *Tx) issue(id int64) (dossier.Issue, error) {
	return scanIssue(tx.tx.QueryRowContext(tx.ctx, selectIssues+" AND i.id = ?", id))
}

// Issues lists the issues in their order.
func (d *Dossier) Issues(ctx context.Context) ([]dossier.Issue, error) {
	var list []dossier.Issue
	err := d.each(ctx, selectIssues+" ORDER BY i.place, i.id", func(row scanner) error {
		i, err := scanIssue(row)
		list = append(list, i)
		return err
	})
	return list, border("The issues were not read", err)
}
