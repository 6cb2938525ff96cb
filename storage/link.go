package storage

import (
	"context"
	"slices"

	"parley/dossier"
)

// AddLink says what one statement does to another, or changes the reason of such a link.
func (tx *Tx) AddLink(l dossier.Link) error {
	if !slices.Contains(dossier.LinkKinds, l.Kind) {
		return refuse(ErrInvalid, "The link was not kept: %q is no kind of link.", l.Kind)
	}
	from, err := tx.find("statement", "statement", l.From)
	if err != nil {
		return err
	}
	to, err := tx.find("statement", "statement that it is linked to", l.To)
	if err != nil {
		return err
	}
	if from == to {
		return refuse(ErrInvalid, "The link was not kept: a statement cannot be linked to itself.")
	}
	had, err := tx.ids("SELECT id FROM link WHERE from_id = ? AND to_id = ? AND kind = ?", from, to, string(l.Kind))
	if err != nil {
		return err
	}
	if len(had) > 0 {
		return tx.update("link", had[0], fields{"reason": l.Reason, "deleted_at": nil})
	}
	if l.ID == dossier.None {
		l.ID = dossier.NewID()
	}
	_, err = tx.insert("link", l.ID, fields{"from_id": from, "to_id": to, "kind": l.Kind, "reason": l.Reason, "analyst_id": tx.analyst, "created_at": tx.now})
	return err
}

// RemoveLink takes a link away.
func (tx *Tx) RemoveLink(id dossier.ID) error {
	row, err := tx.find("link", "link", id)
	if err != nil {
		return err
	}
	return tx.remove("link", row)
}

// Links lists the links from and to a statement, the oldest first; with None those of the whole dossier.
func (d *Dossier) Links(ctx context.Context, statement dossier.ID) ([]dossier.Link, error) {
	var list []dossier.Link
	err := d.each(ctx, `SELECT l.uid, f.uid, t.uid, l.kind, l.reason, n.name, l.created_at FROM link l JOIN statement f ON f.id = l.from_id
		JOIN statement t ON t.id = l.to_id JOIN analyst n ON n.id = l.analyst_id
		WHERE l.deleted_at IS NULL AND f.deleted_at IS NULL AND t.deleted_at IS NULL AND (?1 OR f.uid = ?2 OR t.uid = ?2) ORDER BY l.id`, func(row scanner) error {
		var l dossier.Link
		var created int64
		err := row.Scan(&l.ID, &l.From, &l.To, &l.Kind, &l.Reason, &l.Analyst, &created)
		l.Created = fromMillis(created)
		list = append(list, l)
		return err
	}, statement == dossier.None, statement[:])
	return list, border("The links were not read", err)
}
