package storage

import (
	"encoding/json"

	"parley/dossier"
)

// statuses limits codings to what the filter takes.
func statuses(f dossier.PositionFilter) string {
	if f.WithProposed {
		return " AND c.status <> 'rejected'"
	}
	return " AND c.status = 'accepted'"
}

// dateRange limits codings to the days that the filter names; without any, nothing is compared.
func dateRange(f dossier.PositionFilter) (where string, args []any) {
	if !f.From.Known() && !f.AsOf.Known() {
		return "", nil
	}
	low, high := keyRange(f.From, f.AsOf)
	column := dayColumn(f)
	return " AND " + column + " >= ? AND " + column + " < ?", []any{low, high}
}

// dayColumn is the key of the day that the filter is about.
func dayColumn(f dossier.PositionFilter) string {
	if f.Day == dossier.DayReported {
		return "c.reported_key"
	}
	return "c.date_key"
}

// taken limits codings to what the filter takes, but for what stands across and down. All of it is about the reading c;
// where the filter is narrow, also about its statement s and its document d.
func taken(f dossier.PositionFilter) (where string, args []any, err error) {
	where, args = dateRange(f)
	where += statuses(f)
	if len(f.Outlets) > 0 {
		list, err := uidList(f.Outlets)
		if err != nil {
			return "", nil, err
		}
		where += " AND d.outlet_id IN (SELECT id FROM actor WHERE uid IN (SELECT unhex(value) FROM json_each(?)))"
		args = append(args, list)
	}
	if len(f.Kinds) > 0 {
		list, err := json.Marshal(f.Kinds)
		if err != nil {
			return "", nil, err
		}
		where += " AND s.kind IN (SELECT value FROM json_each(?))"
		args = append(args, string(list))
	}
	if len(f.Analysts) > 0 {
		list, err := json.Marshal(f.Analysts)
		if err != nil {
			return "", nil, err
		}
		where += " AND c.analyst_id IN (SELECT id FROM analyst WHERE name IN (SELECT value FROM json_each(?)))"
		args = append(args, string(list))
	}
	if f.MinConfidence > 0 {
		where += " AND (s.by_hand = 1 OR s.confidence >= ?)"
		args = append(args, f.MinConfidence)
	}
	if len(f.Grades) > 0 {
		list, err := json.Marshal(f.Grades)
		if err != nil {
			return "", nil, err
		}
		where += " AND EXISTS (SELECT 1 FROM json_each(?) g WHERE d.grade <> '' AND substr(d.grade, 1, length(g.value)) = g.value COLLATE NOCASE)"
		args = append(args, string(list))
	}
	return where, args, nil
}

// across is the row of what stands across for a reading c.
func across(by dossier.Dimension) string {
	switch by {
	case dossier.AcrossSpeakers:
		return "s.actor_id"
	case dossier.AcrossOutlets:
		return "d.outlet_id"
	}
	return "c.party_id"
}
