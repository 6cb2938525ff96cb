package storage

import (
	"context"
	"slices"
	"strings"

	"parley/dossier"
)

// actorNamed finds the actor of a name: one that bears it, else the only one that has it among its further names.
func (tx *Tx) actorNamed(name string) (id int64, ok bool, err error) {
	folded := foldName(name)
	if id, ok = tx.actors[folded]; ok {
		return id, true, nil
	}
	found, err := tx.ids("SELECT id FROM actor WHERE folded = ? AND deleted_at IS NULL", folded)
	if err == nil && len(found) == 0 {
		found, err = tx.ids(`SELECT DISTINCT a.id FROM actor_name n JOIN actor a ON a.id = n.actor_id
			WHERE n.folded = ? AND n.deleted_at IS NULL AND a.deleted_at IS NULL LIMIT 2`, folded)
	}
	if err != nil || len(found) != 1 {
		return 0, false, err
	}
	tx.actors[folded] = found[0]
	return found[0], true, nil
}

// actor finds the actor of a name or makes one: as it is described in known, else of the kind given.
func (tx *Tx) actor(name string, kind dossier.ActorKind, known []dossier.Actor) (int64, error) {
	name = tidy(name)
	if id, ok, err := tx.actorNamed(name); ok || err != nil {
		return id, err
	}
	a := dossier.Actor{Name: name, Kind: kind}
	folded := foldName(name)
	for _, k := range known {
		if foldName(k.Name) == folded || slices.ContainsFunc(k.Aliases, func(n string) bool { return foldName(n) == folded }) {
			a = dossier.Actor{ID: k.ID, Name: tidy(k.Name), Kind: k.Kind, Aliases: k.Aliases}
			break
		}
	}
	// A description may be known under its own name though the alias was new.
	if id, ok, err := tx.actorNamed(a.Name); ok || err != nil {
		return id, err
	}
	return tx.newActor(a)
}

func (tx *Tx) newActor(a dossier.Actor) (int64, error) {
	if a.Name == "" {
		return 0, refuse(ErrInvalid, "The actor was not kept: it needs a name.")
	}
	if a.Kind == "" {
		a.Kind = dossier.ActorOther
	}
	if !slices.Contains([]dossier.ActorKind{dossier.ActorPerson, dossier.ActorBody, dossier.ActorOutlet, dossier.ActorDocument, dossier.ActorOther}, a.Kind) {
		return 0, refuse(ErrInvalid, "The actor was not kept: %q is no kind of actor.", a.Kind)
	}
	if a.ID == dossier.None {
		a.ID = dossier.NewID()
	}
	id, err := tx.insert("actor", a.ID, fields{"name": a.Name, "folded": foldName(a.Name), "kind": a.Kind})
	if err != nil {
		return 0, err
	}
	tx.actors[foldName(a.Name)] = id
	return id, tx.setAliases(id, a.Name, a.Aliases)
}

// setAliases makes an actor's further names those given.
func (tx *Tx) setAliases(actor int64, name string, aliases []string) error {
	clear(tx.actors) // a name may lead elsewhere now
	rows, err := tx.tx.QueryContext(tx.ctx, "SELECT id, name FROM actor_name WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", actor)
	if err != nil {
		return err
	}
	had := map[string]int64{}
	for rows.Next() {
		var id int64
		var n string
		if err := rows.Scan(&id, &n); err != nil {
			rows.Close()
			return err
		}
		had[n] = id
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, n := range aliases {
		if n = tidy(n); n == "" || n == name {
			continue
		}
		if _, ok := had[n]; ok {
			had[n] = 0 // kept, or named twice
			continue
		}
		had[n] = 0
		if _, err := tx.insert("actor_name", dossier.NewID(), fields{"actor_id": actor, "name": n, "folded": foldName(n)}); err != nil {
			return err
		}
	}
	gone := make([]int64, 0, len(had))
	for _, id := range had {
		if id != 0 {
			gone = append(gone, id)
		}
	}
	slices.Sort(gone)
	for _, id := range gone {
		if err := tx.remove("actor_name", id); err != nil {
			return err
		}
	}
	return nil
}

// SaveActor adds an actor, or changes its name, kind, further names and memberships to those given. Statements of
// the actor that have no party get that of a membership valid on their day. ErrConflict where the name is another's.
func (tx *Tx) SaveActor(a dossier.Actor) (dossier.Actor, error) {
	a.Name = tidy(a.Name)
	if a.Name == "" {
		return a, refuse(ErrInvalid, "The actor was not kept: it needs a name.")
	}
	var id int64
	known, err := tx.ids("SELECT id FROM actor WHERE uid = ? AND deleted_at IS NULL", a.ID[:])
	if err != nil {
		return a, err
	}
	if err := tx.nameIsFree(a.Name, known); err != nil {
		return a, err
	}
	if len(known) == 0 {
		if a.ID == dossier.None {
			a.ID = dossier.NewID()
		}
		if id, err = tx.newActor(a); err != nil {
			return a, err
		}
	} else {
		id = known[0]
		if a.Kind == "" {
			a.Kind = dossier.ActorOther
		}
		if err := tx.update("actor", id, fields{"name": a.Name, "folded": foldName(a.Name), "kind": a.Kind}); err != nil {
			return a, err
		}
		if err := tx.setAliases(id, a.Name, a.Aliases); err != nil {
			return a, err
		}
	}
	if err := tx.setMemberships(id, &a); err != nil {
		return a, err
	}
	return a, tx.fillParties("s.actor_id = ?", id)
}

func (tx *Tx) nameIsFree(name string, except []int64) error {
	holders, err := tx.ids("SELECT id FROM actor WHERE folded = ? AND deleted_at IS NULL", foldName(name))
	if err != nil {
		return err
	}
	if len(holders) > 0 && !slices.Equal(holders, except) {
		return refuse(ErrConflict, "The name was not kept: there is already an actor called %s. Add it there as a further name.", name)
	}
	return nil
}

func (tx *Tx) setMemberships(actor int64, a *dossier.Actor) error {
	had, err := tx.ids("SELECT id FROM membership WHERE actor_id = ? AND deleted_at IS NULL", actor)
	if err != nil {
		return err
	}
	for i := range a.Memberships {
		m := &a.Memberships[i]
		party, err := tx.find("party", "party of a membership", m.PartyID)
		if err != nil {
			return err
		}
		if err := checkDate("membership", m.From); err != nil {
			return err
		}
		if err := checkDate("membership", m.To); err != nil {
			return err
		}
		f := fields{"party_id": party, "role": m.Role, "since": m.From.String(), "until": m.To.String()}
		row, err := tx.ids("SELECT id FROM membership WHERE uid = ? AND actor_id = ? AND deleted_at IS NULL", m.ID[:], actor)
		if err != nil {
			return err
		}
		if len(row) > 0 {
			had = slices.DeleteFunc(had, func(id int64) bool { return id == row[0] })
			if err := tx.update("membership", row[0], f); err != nil {
				return err
			}
			continue
		}
		m.ID, m.ActorID, f["actor_id"] = dossier.NewID(), a.ID, actor
		if _, err := tx.insert("membership", m.ID, f); err != nil {
			return err
		}
	}
	for _, id := range had {
		if err := tx.remove("membership", id); err != nil {
			return err
		}
	}
	return nil
}

// tidy makes a name of what was typed or read: one line, no spaces around or doubled.
func tidy(name string) string { return strings.Join(strings.Fields(clean(name)), " ") }

// Actors lists all actors by name, with their further names and memberships.
func (d *Dossier) Actors(ctx context.Context) ([]dossier.Actor, error) { return d.actors(ctx, "") }

// Outlets lists the actors that publish: of that kind, or named as the outlet of a document.
func (d *Dossier) Outlets(ctx context.Context) ([]dossier.Actor, error) {
	return d.actors(ctx, ` AND (a.kind = 'outlet' OR EXISTS (SELECT 1 FROM document d WHERE d.outlet_id = a.id AND d.deleted_at IS NULL))`)
}

func (d *Dossier) actors(ctx context.Context, which string) ([]dossier.Actor, error) {
	const op = "The actors were not read"
	var list []dossier.Actor
	place := map[int64]int{}
	err := d.each(ctx, "SELECT a.id, a.uid, a.name, a.kind FROM actor a WHERE a.deleted_at IS NULL"+which+" ORDER BY a.folded", func(row scanner) error {
		var id int64
		var a dossier.Actor
		err := row.Scan(&id, &a.ID, &a.Name, &a.Kind)
		place[id] = len(list)
		list = append(list, a)
		return err
	})
	if err != nil {
		return nil, border(op, err)
	}
	err = d.each(ctx, "SELECT actor_id, name FROM actor_name WHERE deleted_at IS NULL ORDER BY id", func(row scanner) error {
		var id int64
		var name string
		err := row.Scan(&id, &name)
		if i, ok := place[id]; ok {
			list[i].Aliases = append(list[i].Aliases, name)
		}
		return err
	})
	if err != nil {
		return nil, border(op, err)
	}
	err = d.each(ctx, `SELECT m.actor_id, m.uid, p.uid, p.name, m.role, m.since, m.until FROM membership m
		JOIN actor p ON p.id = m.party_id WHERE m.deleted_at IS NULL ORDER BY m.id`, func(row scanner) error {
		var id int64
		var m dossier.Membership
		var since, until string
		err := row.Scan(&id, &m.ID, &m.PartyID, &m.Party, &m.Role, &since, &until)
		if i, ok := place[id]; ok {
			m.ActorID, m.From, m.To = list[i].ID, readDate(since), readDate(until)
			list[i].Memberships = append(list[i].Memberships, m)
		}
		return err
	})
	return list, border(op, err)
}

type scanner interface{ Scan(...any) error }

// each runs a query on the reading side and hands over its rows one by one.
func (d *Dossier) each(ctx context.Context, query string, visit func(scanner) error, args ...any) error {
	return each(ctx, d.read, query, visit, args...)
}

func each(ctx context.Context, db asker, query string, visit func(scanner) error, args ...any) error {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return rows.Err()
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
