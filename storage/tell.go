package storage

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"parley/dossier"
)

// Readings of one party on one issue with one stance whose statements hold the same words, said at the same time, are one
// utterance: it counts once, however many outlets have it. "There will be no fee" and "there will be a fee" have most of
// their words in common: that the analyst read both alike tells them apart. An utterance is a set of readings in which each has the words of another one
// of it; it bears the row of its first statement. What is kept in coding.utterance follows from the rows alone, so that
// undo and a repair come to the same.

// told is a reading as it is compared.
type told struct {
	coding, statement int64
	issue, party      int64
	outlet            int64 // 0: not known
	counts            bool  // it is shown, has a party and was not rejected
	had, want         int64
	from, to          int64 // days; 0 where that is not known exactly enough
	date              dossier.Date
	stance            dossier.Stance
	words             dossier.Wording
	exact             string
}

const (
	selectTold = `SELECT c.id, c.statement_id, c.issue_id, coalesce(c.party_id, 0), c.shown = 1 AND c.party_id IS NOT NULL AND c.status IN ('accepted', 'proposed'),
		coalesce(c.utterance, 0), c.stance, s.exact, CASE s.said WHEN '' THEN d.published ELSE s.said END,
		coalesce(d.outlet_id, 0) FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id WHERE `
	// monthDays is how long before its last day the earliest date of something in the same month is sorted.
	monthDays = 31
)

func scanTold(row scanner) (*told, error) {
	t := &told{}
	var date string
	err := row.Scan(&t.coding, &t.statement, &t.issue, &t.party, &t.counts, &t.had, &t.stance, &t.exact, &date, &t.outlet)
	t.date = readDate(date)
	if from, to, ok := days(t.date); ok && t.date.Precision != dossier.PrecisionYear {
		t.from, t.to = from, to
	}
	return t, err
}

// tell finds the utterances of the readings that this transaction changed anew.
func (tx *Tx) tell() error {
	if len(tx.retold) == 0 {
		return nil
	}
	list := jsonNumbers(slices.Sorted(maps.Keys(tx.retold)))
	rows := map[int64]*told{}
	add := func(row scanner) error {
		t, err := scanTold(row)
		if rows[t.coding] == nil {
			rows[t.coding] = t
		}
		return err
	}
	// With each reading those that it was counted with: of one that went elsewhere they are left behind.
	if err := each(tx.ctx, tx.tx, selectTold+`c.id IN (SELECT id FROM coding WHERE statement_id IN (SELECT value FROM json_each(?1))
		UNION SELECT id FROM coding WHERE utterance IN (SELECT utterance FROM coding WHERE statement_id IN (SELECT value FROM json_each(?1)) AND utterance IS NOT NULL))`,
		add, list); err != nil {
		return err
	}
	cells := map[[2]int64][]*told{}
	for _, t := range rows {
		if t.counts {
			cells[[2]int64{t.issue, t.party}] = append(cells[[2]int64{t.issue, t.party}], t)
		}
	}
	for cell, changed := range cells {
		for _, r := range nearby(changed) {
			if err := each(tx.ctx, tx.tx, selectTold+`c.shown = 1 AND c.issue_id = ? AND c.party_id = ? AND c.date_key >= ? AND c.date_key < ?`,
				add, cell[0], cell[1], r[0]<<keyDay, (r[1]+1)<<keyDay); err != nil {
				return err
			}
		}
	}
	var groups []int64
	for _, t := range rows {
		if t.had != 0 {
			groups = append(groups, t.had)
		}
	}
	if len(groups) > 0 {
		slices.Sort(groups)
		if err := each(tx.ctx, tx.tx, selectTold+"c.utterance IN (SELECT value FROM json_each(?))", add, jsonNumbers(slices.Compact(groups))); err != nil {
			return err
		}
	}
	return tx.setUtterances(slices.Collect(maps.Values(rows)))
}

func (tx *Tx) setUtterances(rows []*told) error {
	utterances(rows)
	for _, t := range rows {
		if t.want != t.had {
			if _, err := tx.tx.ExecContext(tx.ctx, "UPDATE coding SET utterance = nullif(?, 0) WHERE id = ?", t.want, t.coding); err != nil {
				return err
			}
		}
	}
	return nil
}

// nearby gives the ranges of days in which something may have been said at the same time as one of these, each range
// once.
func nearby(rows []*told) (ranges [][2]int64) {
	for _, t := range rows {
		if t.from != 0 {
			ranges = append(ranges, [2]int64{t.from - monthDays - dossier.WordingDays, t.to + dossier.WordingDays})
		}
	}
	slices.SortFunc(ranges, func(a, b [2]int64) int { return cmp.Compare(a[0], b[0]) })
	var out [][2]int64
	for _, r := range ranges {
		if n := len(out); n > 0 && r[0] <= out[n-1][1]+1 {
			out[n-1][1] = max(out[n-1][1], r[1])
		} else {
			out = append(out, r)
		}
	}
	return out
}

// utterances says of each row which utterance it belongs to: the rows must hold all that may belong together.
func utterances(rows []*told) {
	cells := map[[2]int64][]*told{}
	for _, t := range rows {
		if t.want = 0; t.counts && t.from != 0 {
			cells[[2]int64{t.issue, t.party}] = append(cells[[2]int64{t.issue, t.party}], t)
		}
	}
	for _, cell := range cells {
		utterancesOf(cell)
	}
}

// utterancesOf does it for one party on one issue. Only rows that have a run of words in common are compared.
func utterancesOf(cell []*told) {
	group := make([]int, len(cell))
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	with := map[int64][]int{} // run → rows that have it
	shared := make([]int, len(cell))
	for i, t := range cell {
		group[i] = i
		t.words = dossier.NewWording(t.exact)
		var near []int // rows that have a run in common with this one, and how many of its runs
		for _, run := range t.words.Runs() {
			for _, j := range with[run] {
				if shared[j] == 0 {
					near = append(near, j)
				}
				shared[j]++
			}
			if same := with[run]; len(same) == 0 || same[len(same)-1] != i {
				with[run] = append(same, i)
			}
		}
		for _, j := range near {
			if a, b := root(i), root(j); a != b && dossier.EnoughRuns(t.words, cell[j].words, shared[j]) && t.sameAs(cell[j]) {
				group[a] = b
			}
			shared[j] = 0
		}
	}
	first, size := map[int]int64{}, map[int]int{}
	for i, t := range cell {
		g := root(i)
		size[g]++
		if first[g] == 0 || t.statement < first[g] {
			first[g] = t.statement
		}
	}
	for i, t := range cell {
		if g := root(i); size[g] > 1 {
			t.want = first[g]
		}
	}
}

// sameAs reports whether two readings are of one utterance. Other words in a place are another outlet's doing on the same
// day; on another day, or in the same outlet, they are another utterance.
func (t *told) sameAs(o *told) bool {
	if t.stance != o.stance || !dossier.SameTime(t.date, o.date) {
		return false
	}
	switch dossier.CompareWordings(t.words, o.words) {
	case dossier.SameWords:
		return true
	case dossier.OtherWords:
		return t.outlet != o.outlet && t.from == o.from && t.to == o.to
	}
	return false
}

// wrongUtterances gives the readings whose utterance is not what follows from the rows.
func wrongUtterances(ctx context.Context, db asker) (wrong []*told, err error) {
	keep := func(rows []*told) {
		utterances(rows)
		for _, t := range rows {
			if t.want != t.had {
				wrong = append(wrong, &told{coding: t.coding, had: t.had, want: t.want})
			}
		}
	}
	var cell []*told
	err = each(ctx, db, selectTold+"c.shown = 1 AND c.party_id IS NOT NULL AND c.status IN ('accepted', 'proposed') ORDER BY c.issue_id, c.party_id", func(row scanner) error {
		t, err := scanTold(row)
		if len(cell) > 0 && (cell[0].issue != t.issue || cell[0].party != t.party) {
			keep(cell)
			cell = cell[:0]
		}
		cell = append(cell, t)
		return err
	})
	if err != nil {
		return nil, err
	}
	keep(cell)
	err = each(ctx, db, selectTold+"c.utterance IS NOT NULL AND NOT (c.shown = 1 AND c.party_id IS NOT NULL AND c.status IN ('accepted', 'proposed'))", func(row scanner) error {
		t, err := scanTold(row)
		wrong = append(wrong, t)
		return err
	})
	return wrong, err
}

// mendUtterances puts right what wrongUtterances finds.
func mendUtterances(ctx context.Context, tx *sql.Tx) error {
	wrong, err := wrongUtterances(ctx, tx)
	if err != nil {
		return err
	}
	for _, t := range wrong {
		if _, err := tx.ExecContext(ctx, "UPDATE coding SET utterance = nullif(?, 0) WHERE id = ?", t.want, t.coding); err != nil {
			return err
		}
	}
	return nil
}
