package storage

import (
	"context"
	"strings"

	"parley/dossier"
)

// SaveSearch keeps a query under a name; one of that name is replaced.
func (tx *Tx) SaveSearch(s dossier.SavedSearch) error {
	name, query := tidy(s.Name), strings.TrimSpace(s.Query)
	if name == "" || query == "" {
		return refuse(ErrInvalid, "The search was not kept: it needs a name and something to look for.")
	}
	had, err := tx.ids("SELECT id FROM saved_search WHERE folded = ? AND deleted_at IS NULL", foldName(name))
	if err != nil {
		return err
	}
	f := fields{"name": name, "folded": foldName(name), "query": query}
	if len(had) > 0 {
		return tx.update("saved_search", had[0], f)
	}
	if s.ID == dossier.None {
		s.ID = dossier.NewID()
	}
	_, err = tx.insert("saved_search", s.ID, f)
	return err
}

// DeleteSearch forgets a saved search.
func (tx *Tx) DeleteSearch(id dossier.ID) error {
	row, err := tx.find("saved_search", "saved search", id)
	if err != nil {
		return err
	}
	return tx.remove("saved_search", row)
}

// SavedSearches lists them by name.
func (d *Dossier) SavedSearches(ctx context.Context) ([]dossier.SavedSearch, error) {
	var list []dossier.SavedSearch
	err := d.each(ctx, "SELECT uid, name, query FROM saved_search WHERE deleted_at IS NULL ORDER BY folded", func(row scanner) error {
		var s dossier.SavedSearch
		err := row.Scan(&s.ID, &s.Name, &s.Query)
		list = append(list, s)
		return err
	})
	return list, border("The saved searches were not read", err)
}
