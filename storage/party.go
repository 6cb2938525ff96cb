package storage

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"parley/dossier"
)

// AddParty makes the actor of that name a party, and the members' actors its members; actors that are missing are
// made. An empty letter is chosen from the name. Statements without a party are filled where their actor is the party
// or a member, or where the party was named as a candidate. Adding a party that is there adds the missing members.
func (tx *Tx) AddParty(name, letter string, members []string) (dossier.Party, error) {
	if name = tidy(name); name == "" {
		return dossier.Party{}, refuse(ErrInvalid, "The party was not added: it needs a name.")
	}
	id, err := tx.actor(name, dossier.ActorBody, nil)
	if err != nil {
		return dossier.Party{}, err
	}
	if err := tx.makeParty(id, name, letter); err != nil {
		return dossier.Party{}, err
	}
	for _, member := range members {
		if member = tidy(member); member == "" {
			continue
		}
		actor, err := tx.actor(member, dossier.ActorPerson, nil)
		if err != nil {
			return dossier.Party{}, err
		}
		if actor == id {
			continue
		}
		has, err := tx.ids("SELECT id FROM membership WHERE actor_id = ? AND party_id = ? AND deleted_at IS NULL", actor, id)
		if err != nil {
			return dossier.Party{}, err
		}
		if len(has) == 0 {
			if err := tx.join(actor, id); err != nil {
				return dossier.Party{}, err
			}
		}
	}
	if err := tx.fillParties(`s.actor_id = ?1 OR s.actor_id IN (SELECT actor_id FROM membership WHERE party_id = ?1 AND deleted_at IS NULL)`, id); err != nil {
		return dossier.Party{}, err
	}
	if err := tx.fillCandidates(id); err != nil {
		return dossier.Party{}, err
	}
	return scanParty(tx.tx.QueryRowContext(tx.ctx, selectParties+" AND p.id = ?", id))
}

func (tx *Tx) join(actor, party int64) error {
	_, err := tx.insert("membership", dossier.NewID(), fields{"actor_id": actor, "party_id": party, "role": "", "since": "", "until": ""})
	return err
}

// makeParty adds the party's row, or brings back the one of a party that was removed before.
func (tx *Tx) makeParty(id int64, name, letter string) error {
	live, err := tx.ids("SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", id)
	if err != nil || len(live) > 0 {
		return err
	}
	places, err := tx.ids("SELECT place FROM party WHERE deleted_at IS NULL ORDER BY place")
	if err != nil {
		return err
	}
	if letter, err = tx.letter("party", name, letter, len(places) >= 8); err != nil {
		return err
	}
	colours, err := tx.ids("SELECT colour FROM party WHERE deleted_at IS NULL")
	if err != nil {
		return err
	}
	colour := int64(0)
	for slices.Contains(colours, colour) {
		colour++
	}
	f := fields{"letter": letter, "colour": colour, "place": len(places) + 1}
	removed, err := tx.ids("SELECT id FROM party WHERE id = ?", id)
	if err != nil {
		return err
	}
	if len(removed) > 0 {
		f["deleted_at"] = nil
		return tx.update("party", id, f)
	}
	var uid dossier.ID
	if err := tx.tx.QueryRowContext(tx.ctx, "SELECT uid FROM actor WHERE id = ?", id).Scan(&uid); err != nil {
		return err
	}
	f["id"] = id
	_, err = tx.insert("party", uid, f)
	return err
}

// letter checks the letter given, or chooses a free one: one letter of the name, two from the ninth on.
func (tx *Tx) letter(table, name, letter string, two bool) (string, error) {
	taken := func(l string) (bool, error) {
		ids, err := tx.ids("SELECT id FROM "+table+" WHERE letter = ? AND deleted_at IS NULL", l)
		return len(ids) > 0, err
	}
	if letter = strings.ToUpper(tidy(letter)); letter != "" {
		is, err := taken(letter)
		if err == nil && is {
			err = refuse(ErrConflict, "The change was not kept: the letter %s is already in use. Choose another.", letter)
		}
		return letter, err
	}
	var letters []string
	for _, r := range strings.ToUpper(name) {
		if unicode.IsLetter(r) {
			letters = append(letters, string(r))
		}
	}
	var wishes []string
	if !two {
		wishes = append(wishes, letters...)
		for r := 'A'; r <= 'Z'; r++ {
			wishes = append(wishes, string(r))
		}
	}
	if len(letters) > 0 {
		for _, l := range letters[1:] {
			wishes = append(wishes, letters[0]+l)
		}
	}
	for n := 1; ; n++ {
		for _, w := range wishes {
			if is, err := taken(w); err != nil || !is {
				return w, err
			}
		}
		first := "X"
		if len(letters) > 0 {
			first = letters[0]
		}
		wishes = []string{fmt.Sprintf("%s%d", first, n)}
	}
}

// UpdateParty changes a party's name, letter, colour and place; the others move aside.
func (tx *Tx) UpdateParty(p dossier.Party) error {
	id, err := tx.find("party", "party", p.ID)
	if err != nil {
		return err
	}
	if p.Name = tidy(p.Name); p.Name == "" {
		return refuse(ErrInvalid, "The party was not changed: it needs a name.")
	}
	if err := tx.nameIsFree(p.Name, []int64{id}); err != nil {
		return err
	}
	if err := tx.update("actor", id, fields{"name": p.Name, "folded": foldName(p.Name)}); err != nil {
		return err
	}
	clear(tx.actors)
	if err := tx.setLetter("party", id, p.Letter); err != nil {
		return err
	}
	if err := tx.update("party", id, fields{"colour": max(p.Colour, 0)}); err != nil {
		return err
	}
	return tx.arrange("party", id, p.Order)
}

func (tx *Tx) setLetter(table string, id int64, letter string) error {
	letter = strings.ToUpper(tidy(letter))
	if letter == "" {
		return nil // keeps the one it has
	}
	holders, err := tx.ids("SELECT id FROM "+table+" WHERE letter = ? AND deleted_at IS NULL", letter)
	if err != nil {
		return err
	}
	if len(holders) > 0 && holders[0] != id {
		return refuse(ErrConflict, "The change was not kept: the letter %s is already in use. Choose another.", letter)
	}
	return tx.update(table, id, fields{"letter": letter})
}

// arrange gives the row its place, counted from 1, and numbers all others round it without a gap. A place of 0
// leaves the order as it is.
func (tx *Tx) arrange(table string, id int64, place int) error {
	order, err := tx.ids("SELECT id FROM " + table + " WHERE deleted_at IS NULL ORDER BY place, id")
	if err != nil {
		return err
	}
	if at := slices.Index(order, id); at >= 0 && place > 0 {
		order = slices.Delete(order, at, at+1)
		order = slices.Insert(order, min(place-1, len(order)), id)
	}
	for i, row := range order {
		if err := tx.update(table, row, fields{"place": i + 1}); err != nil {
			return err
		}
	}
	return nil
}

// RemoveParty makes the actor an actor like others. Its statements keep its name as a candidate, so that adding the
// party again brings them back; its memberships end.
func (tx *Tx) RemoveParty(uid dossier.ID) error {
	id, err := tx.find("party", "party", uid)
	if err != nil {
		return err
	}
	var name string
	if err := tx.tx.QueryRowContext(tx.ctx, "SELECT name FROM actor WHERE id = ?", id).Scan(&name); err != nil {
		return err
	}
	statements, err := tx.ids("SELECT id FROM statement WHERE party_id = ?", id)
	if err != nil {
		return err
	}
	for _, s := range statements {
		if err := tx.update("statement", s, fields{"party_id": nil, "party_text": name}); err != nil {
			return err
		}
	}
	members, err := tx.ids("SELECT id FROM membership WHERE party_id = ? AND deleted_at IS NULL", id)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := tx.remove("membership", m); err != nil {
			return err
		}
	}
	if err := tx.remove("party", id); err != nil {
		return err
	}
	return tx.arrange("party", 0, 0)
}

const selectParties = `SELECT a.uid, a.name, p.letter, p.colour, p.place FROM party p JOIN actor a ON a.id = p.id WHERE p.deleted_at IS NULL`

func scanParty(row scanner) (p dossier.Party, err error) {
	err = row.Scan(&p.ID, &p.Name, &p.Letter, &p.Colour, &p.Order)
	return p, err
}

// Parties lists the parties in their order.
func (d *Dossier) Parties(ctx context.Context) ([]dossier.Party, error) {
	var list []dossier.Party
	err := d.each(ctx, selectParties+" ORDER BY p.place, p.id", func(row scanner) error {
		p, err := scanParty(row)
		list = append(list, p)
		return err
	})
	return list, border("The parties were not read", err)
}
