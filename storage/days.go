package storage

import (
	"context"
	"time"

	"parley/dossier"
)

// Days counts the coded statements of each day that is known, in order of the days.
func (d *Dossier) Days(ctx context.Context, f dossier.PositionFilter) ([]dossier.DayCount, error) {
	var list []dossier.DayCount
	err := d.each(ctx, `SELECT c.date_key >> ?1, count(DISTINCT c.statement_id) FROM coding c
		WHERE c.shown = 1 AND c.party_id IS NOT NULL AND c.date_key > 0`+statuses(f)+` GROUP BY 1 ORDER BY 1`, func(row scanner) error {
		var day int64
		var n int
		if err := row.Scan(&day, &n); err != nil {
			return err
		}
		t := time.Unix((day-yearOne)*86400, 0).UTC()
		list = append(list, dossier.DayCount{Day: dossier.Day(t.Year(), t.Month(), t.Day()), Statements: n})
		return nil
	}, keyDay)
	return list, border("The days of the statements were not read", err)
}
