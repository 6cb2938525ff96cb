package app

import (
	"context"
	"fmt"

	"parley/dossier"
)

// MostBeside is how many columns stand side by side.
const MostBeside = 4

// mostSaid is how many statements of a column are compared: the newest.
const mostSaid = 1000

// Beside is several parties (speakers, outlets) side by side on one issue, or one party up to each of several days.
type Beside struct {
	Issue   dossier.Issue
	Columns []BesideColumn
	Rows    []dossier.AlignedRow // aligned in time, the newest first; of days of one party each column begins with its newest
	Days    []dossier.Date       // of the columns, where all are of one party; else nil
	Year    int                  // of the newest document
}

// BesideColumn is what stands under one head.
type BesideColumn struct {
	Party      dossier.Party // speaker or outlet
	Since      dossier.Date  // of days of one party: the day of the column before, unknown in the first one
	UpTo       dossier.Date
	Cell       dossier.Cell
	Statements []dossier.CodedStatement // newest first
}

// Head names a column: the party, or of days of one party the time; year leaves out the year of dates inside it.
func (c BesideColumn) Head(year int) string {
	switch {
	case !c.UpTo.Known():
		return c.Party.Name
	case c.Since.Known():
		return c.Since.Short(year) + " – " + c.UpTo.Short(year)
	}
	return "Up to " + c.UpTo.Short(year)
}

// SideBySide compares what stands across on an issue, in its order. With days (not nil) and one party it compares what
// that one said up to each of them; an empty list means the days on which its stance turned.
func (w *Workbench) SideBySide(ctx context.Context, issue dossier.ID, parties []dossier.ID, days []dossier.Date, f dossier.PositionFilter) (b Beside, err error) {
	f.Parties, f.Issues = parties, []dossier.ID{issue}
	g, err := w.Grid(ctx, f)
	if err != nil {
		return b, err
	}
	if len(g.Issues) == 0 {
		return b, fmt.Errorf("This issue is not in the dossier any more.") //lint:ignore ST1005 a sentence for people
	}
	b.Issue, b.Year = g.Issues[0], g.To.Time.Year()
	var lists [][]dossier.CodedStatement
	for i, p := range g.Parties {
		list, err := w.Sequence(ctx, p.ID, issue, f)
		if err != nil {
			return b, err
		}
		list = list[:min(len(list), mostSaid)]
		b.Columns = append(b.Columns, BesideColumn{Party: p, Cell: g.Cells[0][i], Statements: list})
		lists = append(lists, list)
	}
	if days != nil && len(b.Columns) == 1 {
		b.byDay(days)
	} else {
		b.Rows = dossier.Align(lists)
	}
	return b, nil
}

// byDay makes columns of the days of one party: each holds what was said since the day before it, up to it.
func (b *Beside) byDay(days []dossier.Date) {
	of := b.Columns[0]
	if len(days) == 0 {
		days = dossier.TurningDays(of.Statements, MostBeside)
	}
	b.Days, b.Columns = days, nil
	var grouped [][]dossier.Corroboration
	longest := 0
	for i, list := range dossier.Periods(of.Statements, days) {
		column := BesideColumn{Party: of.Party, Statements: list, Cell: dossier.Cell{PartyID: of.Party.ID, IssueID: b.Issue.ID, Reports: len(list)}}
		if column.UpTo = days[i]; i > 0 {
			column.Since = days[i-1]
		}
		groups := dossier.Corroborate(list)
		if column.Cell.Count = len(groups); len(list) > 0 {
			column.Cell.Stance, column.Cell.Newest = list[0].Stance, list[0]
		}
		b.Columns, grouped = append(b.Columns, column), append(grouped, groups)
		longest = max(longest, len(groups))
	}
	for n := range longest {
		row := dossier.AlignedRow{Columns: make([][]dossier.Corroboration, len(days))}
		for i, groups := range grouped {
			if n < len(groups) {
				row.Columns[i] = groups[n : n+1]
			}
		}
		b.Rows = append(b.Rows, row)
	}
}
