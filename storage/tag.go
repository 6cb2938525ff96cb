package storage

import (
	"context"
	"errors"

	"parley/dossier"
)

// Tag puts a tag on documents and statements; it is made where there is none of that name.
func (tx *Tx) Tag(name string, documents, statements []dossier.ID) error {
	tag, err := tx.tagNamed(name, true)
	if err != nil {
		return err
	}
	return tx.eachTagged(documents, statements, func(column string, row int64) error {
		had, err := tx.ids("SELECT id FROM tagging WHERE tag_id = ? AND "+column+" = ?", tag, row)
		if err != nil {
			return err
		}
		if len(had) > 0 {
			return tx.update("tagging", had[0], fields{"deleted_at": nil})
		}
		_, err = tx.insert("tagging", dossier.NewID(), fields{"tag_id": tag, column: row})
		return err
	})
}

// Untag takes a tag off documents and statements.
func (tx *Tx) Untag(name string, documents, statements []dossier.ID) error {
	tag, err := tx.tagNamed(name, false)
	if err != nil {
		return err
	}
	return tx.eachTagged(documents, statements, func(column string, row int64) error {
		had, err := tx.ids("SELECT id FROM tagging WHERE tag_id = ? AND "+column+" = ? AND deleted_at IS NULL", tag, row)
		if err != nil {
			return err
		}
		for _, id := range had {
			if err := tx.remove("tagging", id); err != nil {
				return err
			}
		}
		return nil
	})
}

func (tx *Tx) eachTagged(documents, statements []dossier.ID, do func(column string, row int64) error) error {
	for _, things := range []struct {
		ids   []dossier.ID
		table string
	}{{documents, "document"}, {statements, "statement"}} {
		for _, uid := range things.ids {
			row, err := tx.find(things.table, things.table, uid)
			if err != nil {
				return err
			}
			if err := do(things.table+"_id", row); err != nil {
				return err
			}
		}
	}
	return nil
}

// tagNamed finds a tag by its name, or makes it.
func (tx *Tx) tagNamed(name string, make bool) (int64, error) {
	if name = tidy(name); name == "" {
		return 0, refuse(ErrInvalid, "The tag was not kept: it needs a name.")
	}
	had, err := tx.ids("SELECT id FROM tag WHERE folded = ? AND deleted_at IS NULL", foldName(name))
	switch {
	case err != nil:
		return 0, err
	case len(had) > 0:
		return had[0], nil
	case !make:
		return 0, refuse(ErrNotFound, "There is no tag “%s” in this dossier.", name)
	}
	return tx.insert("tag", dossier.NewID(), fields{"name": name, "folded": foldName(name)})
}

// RenameTag changes the name of a tag.
func (tx *Tx) RenameTag(id dossier.ID, name string) error {
	row, err := tx.find("tag", "tag", id)
	if err != nil {
		return err
	}
	if name = tidy(name); name == "" {
		return refuse(ErrInvalid, "The tag was not renamed: it needs a name.")
	}
	err = tx.update("tag", row, fields{"name": name, "folded": foldName(name)})
	if err != nil && errors.Is(border("", err), ErrConflict) {
		return &Error{"The tag was not renamed: there is already a tag “" + name + "”.", ErrConflict, err}
	}
	return err
}

// DeleteTag takes a tag off everything and out of the dossier.
func (tx *Tx) DeleteTag(id dossier.ID) error {
	row, err := tx.find("tag", "tag", id)
	if err != nil {
		return err
	}
	on, err := tx.ids("SELECT id FROM tagging WHERE tag_id = ? AND deleted_at IS NULL", row)
	if err != nil {
		return err
	}
	for _, tagging := range on {
		if err := tx.remove("tagging", tagging); err != nil {
			return err
		}
	}
	return tx.remove("tag", row)
}

// Tags lists the tags by name, with how many documents and statements carry each; of one thing, where on is not None.
func (d *Dossier) Tags(ctx context.Context, on dossier.ID) ([]dossier.Tag, error) {
	var list []dossier.Tag
	err := d.each(ctx, `SELECT g.uid, g.name,
		(SELECT count(*) FROM tagging t JOIN document d ON d.id = t.document_id AND d.deleted_at IS NULL WHERE t.tag_id = g.id AND t.deleted_at IS NULL),
		(SELECT count(*) FROM tagging t JOIN statement s ON s.id = t.statement_id AND s.deleted_at IS NULL WHERE t.tag_id = g.id AND t.deleted_at IS NULL)
		FROM tag g WHERE g.deleted_at IS NULL AND (?1 OR g.id IN (SELECT t.tag_id FROM tagging t WHERE t.deleted_at IS NULL
			AND (t.document_id = (SELECT id FROM document WHERE uid = ?2) OR t.statement_id = (SELECT id FROM statement WHERE uid = ?2)))) ORDER BY g.folded`,
		func(row scanner) error {
			var g dossier.Tag
			err := row.Scan(&g.ID, &g.Name, &g.Documents, &g.Statements)
			list = append(list, g)
			return err
		}, on == dossier.None, on[:])
	return list, border("The tags were not read", err)
}
