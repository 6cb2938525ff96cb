package storage

import (
	"parley/dossier"
)

// nameLookups keep what a transaction has looked up of names and parties, until it changes one: the statements of an
// import are by few speakers.
type nameLookups struct {
	party map[spokenFor]any
	named map[int64]named
}

type spokenFor struct {
	actor     any // a row, or nil
	day       int64
	precision dossier.Precision
	named     string
}

type named struct {
	uid  dossier.ID
	name string
}

func newNameLookups() nameLookups {
	return nameLookups{map[spokenFor]any{}, map[int64]named{}}
}

// forgetNames is called for each row that is made or changed.
func (tx *Tx) forgetNames(table string) {
	switch table {
	case "actor", "actor_name", "party", "membership":
		tx.names = newNameLookups()
	}
}

// nameOf gives an actor's identity and name.
func (tx *Tx) nameOf(actor int64) (named, error) {
	n, known := tx.names.named[actor]
	if known {
		return n, nil
	}
	err := tx.tx.QueryRowContext(tx.ctx, "SELECT uid, name FROM actor WHERE id = ?", actor).Scan(&n.uid, &n.name)
	if err == nil {
		tx.names.named[actor] = n
	}
	return n, err
}

// partyFor says for whom an actor speaks on a day: for itself where it is a party, else for the party of the
// membership that was valid then (of several, the one that began last); else the named party, where there is one.
func (tx *Tx) partyFor(actor any, day dossier.Date, named string) (party any, err error) {
	key := spokenFor{actor, dateKey(day), day.Precision, named}
	if party, known := tx.names.party[key]; known {
		return party, nil
	}
	if party, err = tx.lookUpParty(actor, day, named); err == nil {
		tx.names.party[key] = party
	}
	return party, err
}

func (tx *Tx) lookUpParty(actor any, day dossier.Date, named string) (any, error) {
	if actor != nil {
		self, err := tx.ids("SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", actor)
		if err != nil {
			return nil, err
		}
		if len(self) > 0 {
			return self[0], nil
		}
		party, err := tx.membershipOn(actor, day)
		if party != nil || err != nil {
			return party, err
		}
	}
	if named = tidy(named); named == "" {
		return nil, nil
	}
	id, ok, err := tx.actorNamed(named)
	if err != nil || !ok {
		return nil, err
	}
	party, err := tx.ids("SELECT id FROM party WHERE id = ? AND deleted_at IS NULL", id)
	if err != nil || len(party) == 0 {
		return nil, err
	}
	return party[0], nil
}

func (tx *Tx) membershipOn(actor any, day dossier.Date) (any, error) {
	rows, err := tx.tx.QueryContext(tx.ctx, "SELECT party_id, since, until FROM membership WHERE actor_id = ? AND deleted_at IS NULL ORDER BY id", actor)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var parties []int64
	var list []dossier.Membership
	for rows.Next() {
		var id int64
		var since, until string
		if err := rows.Scan(&id, &since, &until); err != nil {
			return nil, err
		}
		parties, list = append(parties, id), append(list, dossier.Membership{From: readDate(since), To: readDate(until)})
	}
	if i := dossier.MembershipOn(list, day); i >= 0 {
		return parties[i], rows.Err()
	}
	return nil, rows.Err()
}

// fillParties gives a party to those of the statements that have none and whose actor speaks for one on their day.
func (tx *Tx) fillParties(which string, args ...any) error {
	type open struct {
		id, actor int64
		day       dossier.Date
	}
	rows, err := tx.tx.QueryContext(tx.ctx, `SELECT s.id, s.actor_id, s.said, d.published FROM statement s JOIN document d ON d.id = s.document_id
		WHERE s.party_id IS NULL AND s.actor_id IS NOT NULL AND s.deleted_at IS NULL AND (`+which+`) ORDER BY s.id`, args...)
	if err != nil {
		return err
	}
	var list []open
	for rows.Next() {
		var o open
		var said, published string
		if err := rows.Scan(&o.id, &o.actor, &said, &published); err != nil {
			rows.Close()
			return err
		}
		if o.day = readDate(said); !o.day.Known() {
			o.day = readDate(published)
		}
		list = append(list, o)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, o := range list {
		party, err := tx.partyFor(o.actor, o.day, "")
		if err != nil {
			return err
		}
		if party != nil {
			if err := tx.update("statement", o.id, fields{"party_id": party, "party_text": ""}); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillCandidates gives the party to the statements that named it before it was one.
func (tx *Tx) fillCandidates(party int64) error {
	rows, err := tx.tx.QueryContext(tx.ctx, "SELECT DISTINCT party_text FROM statement WHERE party_id IS NULL AND party_text <> '' AND deleted_at IS NULL")
	if err != nil {
		return err
	}
	var texts []string
	for rows.Next() {
		var t string
		if err := rows.Scan(&t); err != nil {
			rows.Close()
			return err
		}
		texts = append(texts, t)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, t := range texts {
		id, ok, err := tx.actorNamed(t)
		if err != nil {
			return err
		}
		if !ok || id != party {
			continue
		}
		statements, err := tx.ids("SELECT id FROM statement WHERE party_id IS NULL AND party_text = ? AND party_text <> '' AND deleted_at IS NULL ORDER BY id", t)
		if err != nil {
			return err
		}
		for _, s := range statements {
			if err := tx.update("statement", s, fields{"party_id": party, "party_text": ""}); err != nil {
				return err
			}
		}
	}
	return nil
}
