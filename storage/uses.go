package storage

import (
	"context"

	"parley/dossier"
)

// Uses counts what uses each actor, party and issue. It reads covering indexes only.
func (d *Dossier) Uses(ctx context.Context) (map[dossier.ID]dossier.Uses, error) {
	uses := map[dossier.ID]dossier.Uses{}
	for _, count := range []struct {
		query string
		add   func(*dossier.Uses, int)
	}{
		{"SELECT a.uid, n FROM (SELECT actor_id AS id, count(*) AS n FROM statement WHERE actor_id IS NOT NULL AND deleted_at IS NULL AND status <> 'rejected' GROUP BY actor_id) JOIN actor a USING (id)",
			func(u *dossier.Uses, n int) { u.Said = n }},
		{"SELECT a.uid, n FROM (SELECT party_id AS id, count(*) AS n FROM statement WHERE party_id IS NOT NULL AND deleted_at IS NULL AND status <> 'rejected' GROUP BY party_id) JOIN actor a USING (id)",
			func(u *dossier.Uses, n int) { u.For = n }},
		{"SELECT a.uid, n FROM (SELECT outlet_id AS id, count(*) AS n FROM document WHERE outlet_id IS NOT NULL AND deleted_at IS NULL GROUP BY outlet_id) JOIN actor a USING (id)",
			func(u *dossier.Uses, n int) { u.Documents = n }},
		{"SELECT a.uid, n FROM (SELECT party_id AS id, count(*) AS n FROM membership WHERE deleted_at IS NULL AND actor_id <> party_id GROUP BY party_id) JOIN actor a USING (id)",
			func(u *dossier.Uses, n int) { u.Members = n }},
		{"SELECT i.uid, n FROM (SELECT issue_id AS id, count(*) AS n FROM coding WHERE deleted_at IS NULL GROUP BY issue_id) JOIN issue i USING (id)",
			func(u *dossier.Uses, n int) { u.Coded = n }},
	} {
		err := d.each(ctx, count.query, func(row scanner) error {
			var id dossier.ID
			var n int
			err := row.Scan(&id, &n)
			u := uses[id]
			count.add(&u, n)
			uses[id] = u
			return err
		})
		if err != nil {
			return nil, border("The uses of names were not counted", err)
		}
	}
	return uses, nil
}
