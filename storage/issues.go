package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"parley/dossier"
)

// AddIssue adds an issue; one of that name that is there is returned instead. An empty letter is chosen.
func (tx *Tx) AddIssue(i dossier.Issue) (dossier.Issue, error) {
	i.Name = strings.TrimSpace(i.Name)
	key := nameKey(i.Name)
	if key == "" {
		return i, say(ErrInvalid, "Not added: an issue needs a name.")
	}
	all, err := scanIssues(tx.tx.QueryContext(tx.ctx, issueSelect))
	if err != nil {
		return i, err
	}
	letters := map[string]bool{}
	for _, known := range all {
		if nameKey(known.Name) == key {
			return known, nil
		}
		letters[known.Letter] = true
		i.Order = max(i.Order, known.Order+1)
	}
	if i.Order == 0 {
		i.Order = 1
	}
	if i.Letter = strings.ToUpper(strings.TrimSpace(i.Letter)); i.Letter == "" || letters[i.Letter] {
		i.Letter = freeLetter(i.Name, letters)
	}
	if i.ID == dossier.None {
		i.ID = dossier.NewID()
	}
	parent, err := tx.parent(i.ParentID)
	if err != nil {
		return i, err
	}
	_, err = tx.insert("issue", i.ID, column{"parent_id", parent}, column{"name", i.Name}, column{"folded", key},
		column{"definition", i.Definition}, column{"letter", i.Letter}, column{"rank", i.Order})
	return i, err
}

func (tx *Tx) parent(id dossier.ID) (any, error) {
	if id == dossier.None {
		return nil, nil
	}
	return tx.rowOf("issue", id)
}

// UpdateIssue changes an issue.
func (tx *Tx) UpdateIssue(i dossier.Issue) error {
	row, err := tx.rowOf("issue", i.ID)
	if err != nil {
		return err
	}
	key := nameKey(i.Name)
	if key == "" {
		return say(ErrInvalid, "Not changed: an issue needs a name.")
	}
	others, err := tx.ids(`SELECT id FROM issue WHERE folded = ? AND id <> ? AND deleted_at IS NULL`, key, row)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return say(ErrConflict, "Not changed: there is an issue “%s” already.", i.Name)
	}
	parent, err := tx.parent(i.ParentID)
	if err != nil {
		return err
	}
	return tx.update("issue", row, column{"parent_id", parent}, column{"name", strings.TrimSpace(i.Name)}, column{"folded", key},
		column{"definition", i.Definition}, column{"letter", strings.TrimSpace(i.Letter)}, column{"rank", i.Order})
}

// RemoveIssue hides an issue with its codings; issues under it move up to its parent.
func (tx *Tx) RemoveIssue(id dossier.ID) error {
	row, err := tx.rowOf("issue", id)
	if err != nil {
		return err
	}
	codings, err := tx.ids(`SELECT id FROM coding WHERE issue_id = ? AND deleted_at IS NULL`, row)
	if err != nil {
		return err
	}
	for _, c := range codings {
		if err := tx.hide("coding", c); err != nil {
			return err
		}
	}
	var parent sql.NullInt64
	if err := tx.tx.QueryRowContext(tx.ctx, `SELECT parent_id FROM issue WHERE id = ?`, row).Scan(&parent); err != nil {
		return err
	}
	children, err := tx.ids(`SELECT id FROM issue WHERE parent_id = ? AND deleted_at IS NULL`, row)
	if err != nil {
		return err
	}
	for _, c := range children {
		if err := tx.update("issue", c, column{"parent_id", parent}); err != nil {
			return err
		}
	}
	return tx.hide("issue", row)
}

const issueSelect = `SELECT i.uid, coalesce(p.uid, zeroblob(16)), i.name, i.definition, i.letter, i.rank
	FROM issue i LEFT JOIN issue p ON p.id = i.parent_id WHERE i.deleted_at IS NULL ORDER BY i.rank, i.id`

func scanIssues(rows *sql.Rows, err error) ([]dossier.Issue, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Issue
	for rows.Next() {
		var i dossier.Issue
		var id, parent []byte
		if err := rows.Scan(&id, &parent, &i.Name, &i.Definition, &i.Letter, &i.Order); err != nil {
			return nil, err
		}
		copy(i.ID[:], id)
		copy(i.ParentID[:], parent)
		out = append(out, i)
	}
	return out, rows.Err()
}

// Issues lists the issues in their order.
func (d *Dossier) Issues(ctx context.Context) ([]dossier.Issue, error) {
	i, err := scanIssues(d.read.QueryContext(ctx, issueSelect))
	return i, wrap("list issues", err)
}

// Actors lists people, bodies and outlets with their names and memberships.
func (d *Dossier) Actors(ctx context.Context) ([]dossier.Actor, error) { return d.actors(ctx, "") }

// Outlets lists the outlets.
func (d *Dossier) Outlets(ctx context.Context) ([]dossier.Actor, error) {
	return d.actors(ctx, " AND a.kind = 'outlet'")
}

func (d *Dossier) actors(ctx context.Context, where string) ([]dossier.Actor, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT a.uid, a.name, a.kind,
		(SELECT json_group_array(n.name) FROM actor_name n WHERE n.actor_id = a.id AND n.main = 0 AND n.deleted_at IS NULL),
		(SELECT json_group_array(json_object('id', hex(m.uid), 'party', p.name, 'party_id', hex(p.uid), 'role', m.role, 'from', m.from_on, 'to', m.to_on))
		 FROM membership m JOIN actor p ON p.id = m.party_id WHERE m.actor_id = a.id AND m.deleted_at IS NULL)
		FROM actor a WHERE a.deleted_at IS NULL`+where+` ORDER BY a.name COLLATE NOCASE, a.id`)
	if err != nil {
		return nil, wrap("list actors", err)
	}
	defer rows.Close()
	var out []dossier.Actor
	for rows.Next() {
		var a dossier.Actor
		var id []byte
		var aliases, memberships string
		if err := rows.Scan(&id, &a.Name, (*string)(&a.Kind), &aliases, &memberships); err != nil {
			return nil, wrap("list actors", err)
		}
		copy(a.ID[:], id)
		if err := json.Unmarshal([]byte(aliases), &a.Aliases); err != nil {
			return nil, wrap("list actors", err)
		}
		var list []struct {
			ID      string `json:"id"`
			Party   string `json:"party"`
			PartyID string `json:"party_id"`
			Role    string `json:"role"`
			From    dossier.Date
			To      dossier.Date
		}
		if err := json.Unmarshal([]byte(memberships), &list); err != nil {
			return nil, wrap("list actors", err)
		}
		for _, m := range list {
			member := dossier.Membership{ActorID: a.ID, Party: m.Party, Role: m.Role, From: m.From, To: m.To}
			if err := member.ID.UnmarshalText([]byte(m.ID)); err != nil {
				return nil, wrap("list actors", err)
			}
			if err := member.PartyID.UnmarshalText([]byte(m.PartyID)); err != nil {
				return nil, wrap("list actors", err)
			}
			a.Memberships = append(a.Memberships, member)
		}
		out = append(out, a)
	}
	return out, wrap("list actors", rows.Err())
}

// SaveRecipe keeps a recipe under its name; one of that name is replaced.
func (tx *Tx) SaveRecipe(r dossier.Recipe) error {
	key := nameKey(r.Name)
	if key == "" {
		return say(ErrInvalid, "Not kept: a recipe needs a name.")
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	known, err := tx.ids(`SELECT id FROM recipe WHERE folded = ? AND deleted_at IS NULL`, key)
	if err != nil {
		return err
	}
	if len(known) > 0 {
		return tx.update("recipe", known[0], column{"name", r.Name}, column{"recipe", string(b)})
	}
	_, err = tx.insert("recipe", dossier.None, column{"name", r.Name}, column{"folded", key}, column{"recipe", string(b)})
	return err
}

// Recipes lists the recipes by name.
func (d *Dossier) Recipes(ctx context.Context) ([]dossier.Recipe, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT recipe FROM recipe WHERE deleted_at IS NULL ORDER BY folded`)
	if err != nil {
		return nil, wrap("list recipes", err)
	}
	defer rows.Close()
	var out []dossier.Recipe
	for rows.Next() {
		var text string
		var r dossier.Recipe
		if err := rows.Scan(&text); err != nil {
			return nil, wrap("list recipes", err)
		}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return nil, wrap("list recipes", err)
		}
		out = append(out, r)
	}
	return out, wrap("list recipes", rows.Err())
}

// AddIssued records a packet that was written.
func (tx *Tx) AddIssued(p dossier.IssuedPacket) error {
	b, err := json.Marshal(p.Recipe)
	if err != nil {
		return err
	}
	_, err = tx.insert("issued", p.ID, column{"recipe", string(b)}, column{"path", p.Path}, column{"file_sha256", p.FileSHA256[:]},
		column{"issued_at", p.IssuedAt.UnixMilli()}, column{"pages", p.Pages}, column{"quotes", p.Quotes}, column{"sources", p.Sources})
	return err
}

// Issued lists the packets that were written, newest first.
func (d *Dossier) Issued(ctx context.Context) ([]dossier.IssuedPacket, error) {
	rows, err := d.read.QueryContext(ctx, `SELECT uid, recipe, path, file_sha256, issued_at, pages, quotes, sources FROM issued
		WHERE deleted_at IS NULL ORDER BY id DESC`)
	if err != nil {
		return nil, wrap("list packets", err)
	}
	defer rows.Close()
	var out []dossier.IssuedPacket
	for rows.Next() {
		var p dossier.IssuedPacket
		var id, sha []byte
		var recipe string
		var at int64
		if err := rows.Scan(&id, &recipe, &p.Path, &sha, &at, &p.Pages, &p.Quotes, &p.Sources); err != nil {
			return nil, wrap("list packets", err)
		}
		copy(p.ID[:], id)
		copy(p.FileSHA256[:], sha)
		p.IssuedAt = time.UnixMilli(at).UTC()
		if err := json.Unmarshal([]byte(recipe), &p.Recipe); err != nil {
			return nil, wrap("list packets", err)
		}
		out = append(out, p)
	}
	return out, wrap("list packets", rows.Err())
}
