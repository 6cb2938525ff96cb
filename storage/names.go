package storage

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"unicode"

	"parley/dossier"
)

// nameKey folds a name for comparing: case, accents and a leading article make no difference.
func nameKey(name string) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(fold(name)), " "), "the ")
}

// actor finds an actor by name or alias, or makes it; aliases that are new are added.
func (tx *Tx) actor(name string, kind dossier.ActorKind, aliases []string) (sql.NullInt64, error) {
	name = strings.TrimSpace(name)
	key := nameKey(name)
	if key == "" {
		return sql.NullInt64{}, nil
	}
	row, known := tx.actors[key]
	if !known {
		err := tx.tx.QueryRowContext(tx.ctx, `SELECT actor_id FROM actor_name WHERE folded = ? AND deleted_at IS NULL ORDER BY main DESC, id LIMIT 1`, key).Scan(&row)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			if row, err = tx.newActor(name, kind); err != nil {
				return sql.NullInt64{}, err
			}
		case err != nil:
			return sql.NullInt64{}, err
		}
		tx.actors[key] = row
	}
	if kind != dossier.ActorOther && kind != "" { // what an actor is becomes clearer, never less clear
		var was string
		if err := tx.tx.QueryRowContext(tx.ctx, `SELECT kind FROM actor WHERE id = ?`, row).Scan(&was); err != nil {
			return sql.NullInt64{}, err
		}
		if was == string(dossier.ActorOther) {
			if err := tx.update("actor", row, column{"kind", string(kind)}); err != nil {
				return sql.NullInt64{}, err
			}
		}
	}
	for _, alias := range aliases {
		if err := tx.addAlias(row, alias); err != nil {
			return sql.NullInt64{}, err
		}
	}
	return sql.NullInt64{Int64: row, Valid: true}, nil
}

func (tx *Tx) newActor(name string, kind dossier.ActorKind) (int64, error) {
	if kind == "" {
		kind = dossier.ActorOther
	}
	row, err := tx.insert("actor", dossier.None, column{"name", name}, column{"kind", string(kind)})
	if err != nil {
		return 0, err
	}
	_, err = tx.insert("actor_name", dossier.None, column{"actor_id", row}, column{"name", name}, column{"folded", nameKey(name)}, column{"main", 1})
	return row, err
}

// addAlias adds a name of several words. A surname alone, or a role, fits too many: within an article it is resolved by
// reading, between articles it would be a guess.
func (tx *Tx) addAlias(actor int64, alias string) error {
	key := nameKey(alias)
	if len(strings.Fields(key)) < 2 {
		return nil
	}
	var known bool
	if err := tx.tx.QueryRowContext(tx.ctx, `SELECT count(*) FROM actor_name WHERE folded = ? AND deleted_at IS NULL`, key).Scan(&known); err != nil || known {
		return err
	}
	_, err := tx.insert("actor_name", dossier.None, column{"actor_id", actor}, column{"name", strings.TrimSpace(alias)}, column{"folded", key}, column{"main", 0})
	return err
}

func (tx *Tx) outlet(name string) (sql.NullInt64, error) {
	return tx.actor(name, dossier.ActorOutlet, nil)
}

// partyFor finds the party of a speaker: the speaker itself, a party that it is a member of on that day, or the one
// that it is said to speak for.
func (tx *Tx) partyFor(actor sql.NullInt64, candidate string, said int64) (sql.NullInt64, error) {
	var row int64
	if actor.Valid {
		err := tx.tx.QueryRowContext(tx.ctx, `SELECT p.actor_id FROM party p WHERE p.actor_id = ?1 AND p.deleted_at IS NULL
			UNION ALL SELECT m.party_id FROM membership m JOIN party p ON p.actor_id = m.party_id AND p.deleted_at IS NULL
			WHERE m.actor_id = ?1 AND m.deleted_at IS NULL
			AND (m.from_on = '' OR m.from_on <= date(?2/1000, 'unixepoch')) AND (m.to_on = '' OR m.to_on >= date(?2/1000, 'unixepoch')) LIMIT 1`,
			actor.Int64, said).Scan(&row)
		if err == nil {
			return sql.NullInt64{Int64: row, Valid: true}, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return sql.NullInt64{}, err
		}
	}
	if candidate == "" {
		return sql.NullInt64{}, nil
	}
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT p.actor_id FROM actor_name n JOIN party p ON p.actor_id = n.actor_id AND p.deleted_at IS NULL
		WHERE n.folded = ? AND n.deleted_at IS NULL LIMIT 1`, nameKey(candidate)).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return sql.NullInt64{}, nil
	}
	return sql.NullInt64{Int64: row, Valid: err == nil}, err
}

// SetParty says for which party statements speak. An actor that has no party yet becomes a member, and its other
// statements that have none get the party, too.
func (tx *Tx) SetParty(ids []dossier.ID, party dossier.ID) error {
	p, err := tx.rowOf("actor", party)
	if err != nil {
		return err
	}
	for _, id := range ids {
		row, err := tx.rowOf("statement", id)
		if err != nil {
			return err
		}
		if err := tx.updateStatement(row, column{"party_id", p}, column{"party_text", ""}); err != nil {
			return err
		}
		var actor sql.NullInt64
		var kind, role string
		err = tx.tx.QueryRowContext(tx.ctx, `SELECT s.actor_id, coalesce(a.kind, ''), s.role FROM statement s LEFT JOIN actor a ON a.id = s.actor_id WHERE s.id = ?`, row).
			Scan(&actor, &kind, &role)
		if err != nil {
			return err
		}
		if !actor.Valid || kind == string(dossier.ActorOutlet) || kind == string(dossier.ActorDocument) || actor.Int64 == p {
			continue // outlets carry other people's words
		}
		if err := tx.join(actor.Int64, p, role); err != nil {
			return err
		}
	}
	return nil
}

// join makes an actor that has no party a member of one.
func (tx *Tx) join(actor, party int64, role string) error {
	var has bool
	err := tx.tx.QueryRowContext(tx.ctx, `SELECT count(*) FROM (SELECT 1 FROM membership WHERE actor_id = ?1 AND deleted_at IS NULL
		UNION ALL SELECT 1 FROM party WHERE actor_id = ?1 AND deleted_at IS NULL)`, actor).Scan(&has)
	if err != nil || has {
		return err
	}
	if _, err := tx.insert("membership", dossier.None, column{"actor_id", actor}, column{"party_id", party}, column{"role", role}); err != nil {
		return err
	}
	return tx.fill(`SELECT id FROM statement WHERE actor_id = ? AND party_id IS NULL AND deleted_at IS NULL`, actor, party)
}

// fill gives a party to the statements of a query that takes one actor.
func (tx *Tx) fill(query string, actor, party int64) error {
	rows, err := tx.ids(query, actor)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := tx.updateStatement(row, column{"party_id", party}, column{"party_text", ""}); err != nil {
			return err
		}
	}
	return nil
}

// AddParty adds a party; the actor of that name is found or made, and so are the members. Statements without a party
// get it where their speaker is a member, is the party, or is said to speak for it. Adding a party that is there adds
// the members that are missing.
func (tx *Tx) AddParty(name, letter string, members []string) (dossier.Party, error) {
	name = strings.TrimSpace(name)
	if nameKey(name) == "" {
		return dossier.Party{}, say(ErrInvalid, "Not added: a party needs a name.")
	}
	actor, err := tx.actor(name, dossier.ActorBody, nil)
	if err != nil {
		return dossier.Party{}, err
	}
	known, err := tx.ids(`SELECT id FROM party WHERE actor_id = ? AND deleted_at IS NULL`, actor.Int64)
	if err != nil {
		return dossier.Party{}, err
	}
	if len(known) == 0 {
		if err := tx.newParty(actor.Int64, name, letter); err != nil {
			return dossier.Party{}, err
		}
	}
	for _, member := range members {
		a, err := tx.actor(member, dossier.ActorOther, nil)
		if err != nil {
			return dossier.Party{}, err
		}
		if a.Valid && a.Int64 != actor.Int64 {
			if err := tx.join(a.Int64, actor.Int64, ""); err != nil {
				return dossier.Party{}, err
			}
		}
	}
	if err := tx.fill(`SELECT id FROM statement WHERE actor_id = ? AND party_id IS NULL AND deleted_at IS NULL`, actor.Int64, actor.Int64); err != nil {
		return dossier.Party{}, err
	}
	if err := tx.fillCandidates(name, actor.Int64); err != nil {
		return dossier.Party{}, err
	}
	p, err := scanParties(tx.tx.QueryContext(tx.ctx, partySelect+` AND a.id = ?`, actor.Int64))
	if err != nil || len(p) == 0 {
		return dossier.Party{}, err
	}
	return p[0], nil
}

// fillCandidates gives the party to statements whose speaker is said to speak for something of that name.
func (tx *Tx) fillCandidates(name string, party int64) error {
	rows, err := tx.tx.QueryContext(tx.ctx, `SELECT id, party_text FROM statement WHERE party_text <> '' AND party_id IS NULL AND deleted_at IS NULL`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var fits []int64
	for rows.Next() {
		var id int64
		var candidate string
		if err := rows.Scan(&id, &candidate); err != nil {
			return err
		}
		if nameKey(candidate) == nameKey(name) {
			fits = append(fits, id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	for _, id := range fits {
		if err := tx.updateStatement(id, column{"party_id", party}, column{"party_text", ""}); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) newParty(actor int64, name, letter string) error {
	rows, err := tx.tx.QueryContext(tx.ctx, `SELECT letter, colour, rank FROM party WHERE deleted_at IS NULL`)
	if err != nil {
		return err
	}
	defer rows.Close()
	letters, colours, rank := map[string]bool{}, map[int]bool{}, 0
	for rows.Next() {
		var l string
		var c, r int
		if err := rows.Scan(&l, &c, &r); err != nil {
			return err
		}
		letters[l], colours[c], rank = true, true, max(rank, r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	colour := 0
	for colours[colour] {
		colour++
	}
	if letter = strings.TrimSpace(letter); letter == "" || letters[letter] {
		letter = freeLetter(name, letters)
	}
	_, err = tx.insert("party", dossier.None, column{"actor_id", actor}, column{"letter", letter}, column{"colour", colour}, column{"rank", rank + 1})
	return err
}

// freeLetter chooses a letter of the name that is not taken, else two, else the first with a number.
func freeLetter(name string, taken map[string]bool) string {
	var letters []string
	for _, r := range name {
		if unicode.IsLetter(r) {
			letters = append(letters, string(unicode.ToUpper(r)))
		}
	}
	if len(letters) == 0 {
		letters = []string{"X"}
	}
	for _, l := range letters {
		if !taken[l] {
			return l
		}
	}
	for _, l := range letters[1:] {
		if two := letters[0] + strings.ToLower(l); !taken[two] {
			return two
		}
	}
	for n := rune('a'); ; n++ {
		if two := letters[0] + string(n); !taken[two] {
			return two
		}
	}
}

// UpdateParty changes the name, letter, colour and order of a party.
func (tx *Tx) UpdateParty(p dossier.Party) error {
	actor, err := tx.rowOf("actor", p.ID)
	if err != nil {
		return err
	}
	known, err := tx.ids(`SELECT id FROM party WHERE actor_id = ? AND deleted_at IS NULL`, actor)
	if err != nil {
		return err
	}
	if len(known) == 0 {
		return say(ErrNotFound, "Not changed: “%s” is no party of this dossier.", p.Name)
	}
	if err := tx.rename(actor, p.Name); err != nil {
		return err
	}
	return tx.update("party", known[0], column{"letter", strings.TrimSpace(p.Letter)}, column{"colour", p.Colour}, column{"rank", p.Order})
}

// rename gives an actor a new name; the old one stays as an alias, so that articles go on finding the actor.
func (tx *Tx) rename(actor int64, name string) error {
	name = strings.TrimSpace(name)
	if nameKey(name) == "" {
		return say(ErrInvalid, "Not changed: a name is needed.")
	}
	others, err := tx.ids(`SELECT actor_id FROM actor_name WHERE folded = ? AND deleted_at IS NULL AND main = 1 AND actor_id <> ?`, nameKey(name), actor)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return say(ErrConflict, "Not changed: there is a “%s” already.", name)
	}
	if err := tx.update("actor", actor, column{"name", name}); err != nil {
		return err
	}
	own, err := tx.ids(`SELECT id FROM actor_name WHERE actor_id = ? AND folded = ? AND deleted_at IS NULL`, actor, nameKey(name))
	if err != nil {
		return err
	}
	mains, err := tx.ids(`SELECT id FROM actor_name WHERE actor_id = ? AND main = 1 AND deleted_at IS NULL`, actor)
	if err != nil {
		return err
	}
	for _, m := range mains {
		if err := tx.update("actor_name", m, column{"main", 0}); err != nil {
			return err
		}
	}
	if len(own) > 0 {
		return tx.update("actor_name", own[0], column{"main", 1}, column{"name", name})
	}
	_, err = tx.insert("actor_name", dossier.None, column{"actor_id", actor}, column{"name", name}, column{"folded", nameKey(name)}, column{"main", 1})
	return err
}

// RemoveParty takes a party out of the comparison. The actor stays, and its statements stay its; those that spoke for
// the party speak for none.
func (tx *Tx) RemoveParty(id dossier.ID) error {
	actor, err := tx.rowOf("actor", id)
	if err != nil {
		return err
	}
	if err := tx.fillNone(actor); err != nil {
		return err
	}
	for _, q := range []struct{ table, query string }{
		{"membership", `SELECT id FROM membership WHERE party_id = ? AND deleted_at IS NULL`},
		{"party", `SELECT id FROM party WHERE actor_id = ? AND deleted_at IS NULL`},
	} {
		rows, err := tx.ids(q.query, actor)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := tx.hide(q.table, row); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) fillNone(party int64) error {
	rows, err := tx.ids(`SELECT id FROM statement WHERE party_id = ? AND deleted_at IS NULL`, party)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := tx.updateStatement(row, column{"party_id", nil}); err != nil {
			return err
		}
	}
	return nil
}

// SaveActor makes or changes an actor: its name, kind and aliases.
func (tx *Tx) SaveActor(a dossier.Actor) (dossier.Actor, error) {
	if a.ID == dossier.None {
		row, err := tx.actor(a.Name, a.Kind, a.Aliases)
		if err != nil {
			return a, err
		}
		if !row.Valid {
			return a, say(ErrInvalid, "Not added: a name is needed.")
		}
		var id []byte
		err = tx.tx.QueryRowContext(tx.ctx, `SELECT uid FROM actor WHERE id = ?`, row.Int64).Scan(&id)
		copy(a.ID[:], id)
		return a, err
	}
	row, err := tx.rowOf("actor", a.ID)
	if err != nil {
		return a, err
	}
	if err := tx.rename(row, a.Name); err != nil {
		return a, err
	}
	for _, alias := range a.Aliases {
		if err := tx.addAlias(row, alias); err != nil {
			return a, err
		}
	}
	return a, tx.update("actor", row, column{"kind", string(a.Kind)})
}

const partySelect = `SELECT a.uid, a.name, p.letter, p.colour, p.rank FROM party p JOIN actor a ON a.id = p.actor_id
	WHERE p.deleted_at IS NULL AND a.deleted_at IS NULL`

func scanParties(rows *sql.Rows, err error) ([]dossier.Party, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Party
	for rows.Next() {
		var p dossier.Party
		var id []byte
		if err := rows.Scan(&id, &p.Name, &p.Letter, &p.Colour, &p.Order); err != nil {
			return nil, err
		}
		copy(p.ID[:], id)
		out = append(out, p)
	}
	return out, rows.Err()
}

// Parties lists the parties in their order.
func (d *Dossier) Parties(ctx context.Context) ([]dossier.Party, error) {
	p, err := scanParties(d.read.QueryContext(ctx, partySelect+` ORDER BY p.rank, p.id`))
	return p, wrap("list parties", err)
}
