package dossier

import (
	"cmp"
	"slices"
)

// AlignedRow is what was said at one time, by each of several.
type AlignedRow struct {
	Date    Date // the day, week, month or year; unknown: nobody dated it
	Columns [][]Corroboration
}

// Align puts sequences beside one another, the newest first: a row for each time as exactly as it is known, what nobody
// dated at the end. Words that several outlets have stand once, at the first time.
func Align(columns [][]CodedStatement) []AlignedRow {
	at := map[string]int{}
	var rows []AlignedRow
	for c, list := range columns {
		for _, group := range Corroborate(list) {
			d := group.Tellings[0].Date
			if d.Precision == PrecisionMinute {
				d = Day(d.Time.Year(), d.Time.Month(), d.Time.Day())
			}
			i, known := at[d.String()]
			if !known {
				i = len(rows)
				at[d.String()] = i
				rows = append(rows, AlignedRow{Date: d, Columns: make([][]Corroboration, len(columns))})
			}
			rows[i].Columns[c] = append(rows[i].Columns[c], group)
		}
	}
	slices.SortStableFunc(rows, func(a, b AlignedRow) int {
		if a.Date.Known() != b.Date.Known() {
			if a.Date.Known() {
				return -1
			}
			return 1
		}
		return cmp.Or(b.Date.Time.Compare(a.Date.Time), cmp.Compare(b.Date.Precision, a.Date.Precision))
	})
	return rows
}
