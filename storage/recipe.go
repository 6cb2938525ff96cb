package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"parley/dossier"
)

// SaveRecipe keeps a recipe under its name; one of the same name is replaced.
func (tx *Tx) SaveRecipe(r dossier.Recipe) error {
	if r.Name = tidy(r.Name); r.Name == "" {
		return refuse(ErrInvalid, "The recipe was not kept: it needs a name.")
	}
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f := fields{"name": r.Name, "folded": foldName(r.Name), "body": string(body)}
	had, err := tx.ids("SELECT id FROM recipe WHERE folded = ? AND deleted_at IS NULL", foldName(r.Name))
	if err != nil {
		return err
	}
	if len(had) > 0 {
		return tx.update("recipe", had[0], f)
	}
	_, err = tx.insert("recipe", dossier.NewID(), f)
	return err
}

// RenameRecipe gives a recipe another name. ErrConflict where another one has it.
func (tx *Tx) RenameRecipe(from, to string) error {
	const op = "The recipe was not renamed"
	if to = tidy(to); to == "" {
		return refuse(ErrInvalid, op+": it needs a name.")
	}
	row, r, err := tx.recipe(from)
	if err != nil {
		return err
	}
	others, err := tx.ids("SELECT id FROM recipe WHERE folded = ? AND deleted_at IS NULL AND id <> ?", foldName(to), row)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return refuse(ErrConflict, op+": there is already one called %s. Take another name.", to)
	}
	r.Name = to
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return tx.update("recipe", row, fields{"name": to, "folded": foldName(to), "body": string(body)})
}

// DeleteRecipe takes a recipe away; the packets that were made from it stay.
func (tx *Tx) DeleteRecipe(name string) error {
	row, _, err := tx.recipe(name)
	if err != nil {
		return err
	}
	return tx.remove("recipe", row)
}

// recipe finds a recipe by its name, in any case.
func (tx *Tx) recipe(name string) (row int64, r dossier.Recipe, err error) {
	var body string
	err = tx.tx.QueryRowContext(tx.ctx, "SELECT id, body FROM recipe WHERE folded = ? AND deleted_at IS NULL", foldName(tidy(name))).Scan(&row, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, r, refuse(ErrNotFound, "There is no recipe called %s. It may have been deleted; Undo or the trash brings it back.", name)
	}
	if err != nil {
		return 0, r, err
	}
	return row, r, json.Unmarshal([]byte(body), &r)
}

// AddIssued records a packet that was made.
func (tx *Tx) AddIssued(p dossier.IssuedPacket) error {
	if p.FileSHA256 == [32]byte{} {
		return refuse(ErrInvalid, "The packet was not recorded: its hash is missing.")
	}
	recipe, err := json.Marshal(p.Recipe)
	if err != nil {
		return err
	}
	if p.ID == dossier.None {
		p.ID = dossier.NewID()
	}
	if p.IssuedAt.IsZero() {
		p.IssuedAt = fromMillis(tx.now)
	}
	f := fields{"recipe": string(recipe), "path": p.Path, "sha256": p.FileSHA256,
		"issued_at": millis(p.IssuedAt), "pages": p.Pages, "quotes": p.Quotes, "sources": p.Sources}
	if p.DataSHA256 != [32]byte{} {
		f["data_sha256"] = p.DataSHA256
	}
	if p.Positions != nil {
		positions, err := json.Marshal(p.Positions)
		if err != nil {
			return err
		}
		f["positions"] = string(positions)
	}
	_, err = tx.insert("issued", p.ID, f)
	return err
}

// Recipes lists the recipes by name.
func (d *Dossier) Recipes(ctx context.Context) ([]dossier.Recipe, error) {
	var list []dossier.Recipe
	err := d.each(ctx, "SELECT body FROM recipe WHERE deleted_at IS NULL ORDER BY folded", func(row scanner) error {
		var body string
		if err := row.Scan(&body); err != nil {
			return err
		}
		var r dossier.Recipe
		err := json.Unmarshal([]byte(body), &r)
		list = append(list, r)
		return err
	})
	return list, border("The recipes were not read", err)
}

// Issued lists the packets that were made, newest first, without their positions: IssuedPositions reads those of one.
func (d *Dossier) Issued(ctx context.Context) ([]dossier.IssuedPacket, error) {
	var list []dossier.IssuedPacket
	err := d.each(ctx, "SELECT uid, recipe, path, sha256, issued_at, pages, quotes, sources, data_sha256 FROM issued WHERE deleted_at IS NULL ORDER BY issued_at DESC, id DESC", func(row scanner) error {
		var p dossier.IssuedPacket
		var recipe string
		var sum, data []byte
		var at int64
		if err := row.Scan(&p.ID, &recipe, &p.Path, &sum, &at, &p.Pages, &p.Quotes, &p.Sources, &data); err != nil {
			return err
		}
		copy(p.FileSHA256[:], sum)
		copy(p.DataSHA256[:], data)
		p.IssuedAt = fromMillis(at)
		err := json.Unmarshal([]byte(recipe), &p.Recipe)
		list = append(list, p)
		return err
	})
	return list, border("The packets were not read", err)
}

// IssuedPositions reads what a packet said of the parties' positions; nil where it was issued before that was recorded.
func (d *Dossier) IssuedPositions(ctx context.Context, id dossier.ID) (list []dossier.PacketPosition, err error) {
	err = d.each(ctx, "SELECT positions FROM issued WHERE uid = ? AND positions IS NOT NULL", func(row scanner) error {
		var positions string
		if err := row.Scan(&positions); err != nil {
			return err
		}
		return json.Unmarshal([]byte(positions), &list)
	}, id[:])
	return list, border("The positions of the packet were not read", err)
}
