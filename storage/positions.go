package storage

import (
	"context"
	"slices"
	"strconv"
	"time"

	"parley/dossier"
)

// Days counts the coded statements of each day that is known, in order of the days.
func (d *Dossier) Days(ctx context.Context, f dossier.PositionFilter) ([]dossier.DayCount, error) {
	narrow := f
	narrow.AsOf, narrow.From = dossier.Date{}, dossier.Date{} // the days beyond are shown too
	where, args, err := taken(narrow)
	from := "coding c"
	if f.Narrow() || f.Dim() != dossier.AcrossParties {
		from = factsOfCoding
	}
	var list []dossier.DayCount
	if err == nil {
		err = d.each(ctx, `SELECT `+dayColumn(f)+` >> `+strconv.Itoa(keyDay)+`, count(DISTINCT c.statement_id) FROM `+from+`
			WHERE c.shown = 1 AND `+across(f.Dim())+` IS NOT NULL AND `+dayColumn(f)+` > 0`+where+` GROUP BY 1 ORDER BY 1`, func(row scanner) error {
			var day int64
			var n int
			err := row.Scan(&day, &n)
			list = append(list, dossier.DayCount{Day: keyedDay(day), Statements: n})
			return err
		}, args...)
	}
	return list, border("The days of the statements were not read", err)
}

// keyedDay gives the date of a day's number.
func keyedDay(day int64) dossier.Date {
	t := time.Unix((day-yearOne)*86400, 0).UTC()
	return dossier.Day(t.Year(), t.Month(), t.Day())
}

// EachSequence hands over the statements under the positions that a filter takes: those of one party (speaker, outlet) on
// one issue at a time, the oldest first. visit must not keep the slice.
func (d *Dossier) EachSequence(ctx context.Context, f dossier.PositionFilter, visit func([]dossier.CodedStatement) error) error {
	const op = "The statements under the positions were not read"
	where, args, err := taken(f)
	if err != nil {
		return border(op, err)
	}
	column := across(f.Dim())
	for _, only := range []struct {
		ids           []dossier.ID
		column, table string
	}{{f.Parties, column, "actor"}, {f.Issues, "c.issue_id", "issue"}} {
		if len(only.ids) == 0 {
			continue
		}
		list, err := uidList(only.ids)
		if err != nil {
			return border(op, err)
		}
		where += " AND " + only.column + " IN (SELECT id FROM " + only.table + " WHERE uid IN (SELECT unhex(value) FROM json_each(?)))"
		args = append(args, list)
	}
	var sequence []dossier.CodedStatement
	key := func(c dossier.CodedStatement) [2]dossier.ID {
		switch f.Dim() {
		case dossier.AcrossSpeakers:
			return [2]dossier.ID{c.IssueID, c.SpeakerID}
		case dossier.AcrossOutlets:
			return [2]dossier.ID{c.IssueID, c.OutletID}
		}
		return [2]dossier.ID{c.IssueID, c.PartyID}
	}
	err = d.each(ctx, selectCoded+" AND i.deleted_at IS NULL AND "+column+" IS NOT NULL"+where+" ORDER BY c.issue_id, "+column+", c.date_key, c.statement_id", func(row scanner) error {
		_, _, c, err := scanCoded(row)
		if err != nil {
			return err
		}
		if len(sequence) > 0 && key(sequence[0]) != key(c) {
			if err := visit(sequence); err != nil {
				return err
			}
			sequence = sequence[:0]
		}
		sequence = append(sequence, c)
		return nil
	}, args...)
	if err == nil && len(sequence) > 0 {
		err = visit(sequence)
	}
	return border(op, err)
}

// Coded gives the readings of these statements that a filter takes, on all their issues.
func (d *Dossier) Coded(ctx context.Context, f dossier.PositionFilter, statements []dossier.ID) ([]dossier.CodedStatement, error) {
	ids, err := uidList(statements)
	var list []dossier.CodedStatement
	var where string
	var args []any
	if err == nil {
		where, args, err = taken(f)
	}
	if err == nil {
		err = d.each(ctx, selectCoded+" AND s.uid IN (SELECT unhex(value) FROM json_each(?))"+where+" ORDER BY s.id, i.place", func(row scanner) error {
			_, _, c, err := scanCoded(row)
			across := map[dossier.Dimension]dossier.ID{dossier.AcrossParties: c.PartyID, dossier.AcrossSpeakers: c.SpeakerID, dossier.AcrossOutlets: c.OutletID}[f.Dim()]
			if (len(f.Parties) == 0 || slices.Contains(f.Parties, across)) && (len(f.Issues) == 0 || slices.Contains(f.Issues, c.IssueID)) {
				list = append(list, c)
			}
			return err
		}, append([]any{ids}, args...)...)
	}
	return list, border("The statements were not read", err)
}

// Claims counts how often each party (speaker, outlet) took each stance on each issue, by the row of the issue. With
// oncePerDocument what a document holds several times counts once.
func (d *Dossier) Claims(ctx context.Context, f dossier.PositionFilter, oncePerDocument bool) ([]dossier.Claim, error) {
	where, args, err := taken(f)
	count := "count(*)"
	if oncePerDocument {
		count = "count(DISTINCT s.document_id)"
	}
	var list []dossier.Claim
	if err == nil {
		err = d.each(ctx, `SELECT a.uid, i.uid, c.stance, `+count+` FROM `+wholeCoding+` JOIN issue i ON i.id = c.issue_id JOIN actor a ON a.id = `+across(f.Dim())+`
			WHERE c.shown = 1 AND i.deleted_at IS NULL AND a.deleted_at IS NULL`+where+` GROUP BY i.id, a.id, c.stance ORDER BY i.place, i.id, a.id, c.stance`, func(row scanner) error {
			var c dossier.Claim
			err := row.Scan(&c.Actor, &c.Issue, &c.Stance, &c.Count)
			list = append(list, c)
			return err
		}, args...)
	}
	return list, border("The stances were not counted", err)
}

// Moments counts what was said at each time as it is known, by whom and with which stance, for a timeline: by those who
// said it, then by time.
func (d *Dossier) Moments(ctx context.Context, f dossier.PositionFilter) ([]dossier.Moment, error) {
	where, args, err := taken(f)
	if err == nil && len(f.Issues) > 0 {
		var list string
		list, err = uidList(f.Issues)
		where += " AND c.issue_id IN (SELECT id FROM issue WHERE uid IN (SELECT unhex(value) FROM json_each(?)))"
		args = append(args, list)
	}
	date := "CASE s.said WHEN '' THEN d.published ELSE s.said END"
	if f.Day == dossier.DayReported {
		date = "d.published"
	}
	var list []dossier.Moment
	if err == nil {
		// A minute counts as its day.
		err = d.each(ctx, `SELECT a.uid, CASE WHEN instr(date, 'T') > 0 THEN substr(date, 1, 10) ELSE date END AS day, known, stance, count(DISTINCT statement_id)
			FROM (SELECT `+across(f.Dim())+` AS across, `+date+` AS date, s.said <> '' AS known, c.stance AS stance, s.id AS statement_id FROM `+wholeCoding+` WHERE c.shown = 1`+where+`)
			JOIN actor a ON a.id = across GROUP BY across, day, known, stance`, func(row scanner) error {
			var m dossier.Moment
			var day string
			err := row.Scan(&m.PartyID, &day, &m.SaidKnown, &m.Stance, &m.Count)
			m.Date = readDate(day)
			list = append(list, m)
			return err
		}, args...)
	}
	slices.SortStableFunc(list, func(a, b dossier.Moment) int { return a.Date.Time.Compare(b.Date.Time) })
	return list, border("The timeline was not read", err)
}

// Reporting counts who reports whom: for each outlet and each speaker the accepted statements.
func (d *Dossier) Reporting(ctx context.Context, f dossier.PositionFilter) ([]dossier.Tie, error) {
	return d.ties(ctx, f, "d.outlet_id", "s.actor_id")
}

// SpeakingFor counts who speaks for whom: for each party and each speaker the statements.
func (d *Dossier) SpeakingFor(ctx context.Context, f dossier.PositionFilter) ([]dossier.Tie, error) {
	return d.ties(ctx, f, "s.party_id", "s.actor_id")
}

func (d *Dossier) ties(ctx context.Context, f dossier.PositionFilter, from, to string) ([]dossier.Tie, error) {
	where, args, err := taken(f)
	var list []dossier.Tie
	if err == nil {
		err = d.each(ctx, `SELECT x.uid, x.name, y.uid, y.name, count(DISTINCT s.id) AS n FROM `+wholeCoding+` JOIN actor x ON x.id = `+from+` JOIN actor y ON y.id = `+to+`
			WHERE c.shown = 1`+where+` GROUP BY x.id, y.id ORDER BY n DESC, x.folded, y.folded`, func(row scanner) error {
			var t dossier.Tie
			err := row.Scan(&t.From, &t.FromName, &t.To, &t.ToName, &t.Count)
			list = append(list, t)
			return err
		}, args...)
	}
	return list, border("Who reports whom was not read", err)
}

// Analysts lists those who have read a statement on an issue, by name.
func (d *Dossier) Analysts(ctx context.Context) ([]string, error) {
	var list []string
	err := d.each(ctx, "SELECT name FROM analyst WHERE id IN (SELECT analyst_id FROM coding) ORDER BY name", func(row scanner) error {
		var name string
		err := row.Scan(&name)
		list = append(list, name)
		return err
	})
	return list, border("The analysts were not read", err)
}
