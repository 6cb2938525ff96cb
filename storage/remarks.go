package storage

import (
	"context"

	"parley/dossier"
)

// Remarks reads the notes, tags and links of all statements of a document. It takes three queries, however many there
// are.
func (d *Dossier) Remarks(ctx context.Context, document dossier.ID) (dossier.Remarks, error) {
	const op = "The notes, tags and links were not read"
	r := dossier.Remarks{Notes: map[dossier.ID][]dossier.Note{}, Tags: map[dossier.ID][]string{}, Links: map[dossier.ID][]dossier.LinkEnd{}}
	const here = "(SELECT id FROM document WHERE uid = ?1)"
	err := d.each(ctx, `SELECT n.uid, s.uid, n.body, w.name, n.created_at, n.updated_at FROM statement s JOIN note n ON n.statement_id = s.id
		JOIN analyst w ON w.id = n.analyst_id WHERE s.document_id = `+here+` AND n.deleted_at IS NULL ORDER BY n.id`, func(row scanner) error {
		var n dossier.Note
		var created, updated int64
		err := row.Scan(&n.ID, &n.StatementID, &n.Body, &n.Analyst, &created, &updated)
		n.Created, n.Updated = fromMillis(created), fromMillis(updated)
		r.Notes[n.StatementID] = append(r.Notes[n.StatementID], n)
		return err
	}, document[:])
	if err != nil {
		return r, border(op, err)
	}
	err = d.each(ctx, `SELECT s.uid, t.name FROM statement s JOIN tagging g ON g.statement_id = s.id JOIN tag t ON t.id = g.tag_id
		WHERE s.document_id = `+here+` AND g.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.folded`, func(row scanner) error {
		var id dossier.ID
		var name string
		err := row.Scan(&id, &name)
		r.Tags[id] = append(r.Tags[id], name)
		return err
	}, document[:])
	if err != nil {
		return r, border(op, err)
	}
	err = d.each(ctx, `SELECT * FROM (`+linkEnds("from_id", "to_id", "0")+` UNION ALL `+linkEnds("to_id", "from_id", "1")+`) ORDER BY 3, 1`, func(row scanner) error {
		var l dossier.LinkEnd
		var mine dossier.ID
		var id, created int64
		var date string
		err := row.Scan(&id, &mine, &l.Back, &l.ID, &l.Kind, &l.Reason, &l.Analyst, &created, &l.Other, &l.Number, &l.DocumentID, &l.Speaker, &date, &l.Exact)
		l.Created, l.Date = fromMillis(created), readDate(date)
		if l.From, l.To = mine, l.Other; l.Back {
			l.From, l.To = l.Other, mine
		}
		r.Links[mine] = append(r.Links[mine], l)
		return err
	}, document[:])
	return r, border(op, err)
}

// linkEnds selects the links whose one end is a statement of the document ?1, with what is shown of the other end.
func linkEnds(mine, other, back string) string {
	return `SELECT l.id, s.uid, ` + back + `, l.uid, l.kind, l.reason, n.name, l.created_at, o.uid, o.number, d.uid, coalesce(a.name, o.speaker_text),
		CASE o.said WHEN '' THEN d.published ELSE o.said END, o.exact
		FROM statement s JOIN link l ON l.` + mine + ` = s.id JOIN statement o ON o.id = l.` + other + ` JOIN document d ON d.id = o.document_id
		JOIN analyst n ON n.id = l.analyst_id LEFT JOIN actor a ON a.id = o.actor_id
		WHERE s.document_id = (SELECT id FROM document WHERE uid = ?1) AND l.deleted_at IS NULL AND o.deleted_at IS NULL`
}
