package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"time"

	"parley/dossier"
)

// newestKey orders codings of one cell by day and, within a minute, by the order of coding, in one integer: minutes
// since 1970 above 33 bits of row number.
const newestKey = `(c.said_sort / 60000) * 8589934592 + c.id`

// period turns a filter into bounds of said_sort. A day that is unknown (0) passes where no first day is asked for.
func period(f dossier.PositionFilter) (from, to int64) {
	from, to = math.MinInt64, math.MaxInt64
	if f.From.Known() {
		from = f.From.Time.UnixMilli()
	}
	if f.AsOf.Known() {
		to = endOf(f.AsOf).UnixMilli() - 1
	}
	return from, to
}

// endOf gives the first moment after a date.
func endOf(d dossier.Date) time.Time {
	switch d.Precision {
	case dossier.PrecisionYear:
		return d.Time.AddDate(1, 0, 0)
	case dossier.PrecisionMonth:
		return d.Time.AddDate(0, 1, 0)
	case dossier.PrecisionWeek:
		return d.Time.AddDate(0, 0, 7)
	case dossier.PrecisionMinute:
		return d.Time.Add(time.Minute)
	}
	return d.Time.AddDate(0, 0, 1)
}

func statuses(f dossier.PositionFilter) (accepted, other string) {
	if f.WithProposed {
		return string(dossier.Accepted), string(dossier.Proposed)
	}
	return string(dossier.Accepted), string(dossier.Accepted)
}

// Grid gives, for each issue and party, the newest coded statement and how many there are.
func (d *Dossier) Grid(ctx context.Context, f dossier.PositionFilter) (dossier.Grid, error) {
	g, err := d.grid(ctx, f)
	return g, wrap("positions", err)
}

func (d *Dossier) grid(ctx context.Context, f dossier.PositionFilter) (g dossier.Grid, err error) {
	tx, err := d.read.BeginTx(ctx, nil) // one state for all that follows
	if err != nil {
		return g, err
	}
	defer tx.Rollback()
	g.AsOf = d.now().UTC()
	if f.AsOf.Known() {
		g.AsOf = f.AsOf.Time
	}
	parties, err := scanParties(tx.QueryContext(ctx, partySelect+` ORDER BY p.rank, p.id`))
	if err != nil {
		return g, err
	}
	issues, err := scanIssues(tx.QueryContext(ctx, issueSelect))
	if err != nil {
		return g, err
	}
	g.Parties = pick(parties, f.Parties, func(p dossier.Party) dossier.ID { return p.ID })
	g.Issues = pick(issues, f.Issues, func(i dossier.Issue) dossier.ID { return i.ID })
	g.Cells = make([][]dossier.Cell, len(g.Issues))
	column, line := map[dossier.ID]int{}, map[dossier.ID]int{}
	for i, issue := range g.Issues {
		line[issue.ID] = i
		g.Cells[i] = make([]dossier.Cell, len(g.Parties))
		for j, p := range g.Parties {
			column[p.ID] = j
			g.Cells[i][j] = dossier.Cell{PartyID: p.ID, IssueID: issue.ID}
		}
	}
	newest, err := newestOfCells(ctx, tx, f)
	if err != nil {
		return g, err
	}
	rows, err := codedStatements(ctx, tx, `c.id IN (SELECT value FROM json_each(?))`, newest.list())
	if err != nil {
		return g, err
	}
	for _, r := range rows {
		i, ok := line[r.IssueID]
		j, ok2 := column[r.PartyID]
		if !ok || !ok2 {
			continue
		}
		n := newest[r.coding]
		g.Cells[i][j] = dossier.Cell{PartyID: r.PartyID, IssueID: r.IssueID, Stance: r.Stance, Newest: r.CodedStatement, Count: n}
		p := &g.Parties[j]
		p.Statements += n
		if r.Date.Time.After(p.Last.Time) {
			p.Last = r.Date
		}
		g.Coded += n
	}
	return g, searched(ctx, tx, f, &g)
}

// pick takes the chosen ones in the order of choosing, or all.
func pick[T any](all []T, want []dossier.ID, id func(T) dossier.ID) []T {
	if len(want) == 0 {
		return all
	}
	var out []T
	for _, w := range want {
		for _, v := range all {
			if id(v) == w {
				out = append(out, v)
			}
		}
	}
	return out
}

// cellCounts maps the newest coding of each cell to the cell's number of statements.
type cellCounts map[int64]int

func (c cellCounts) list() string {
	ids := make([]int64, 0, len(c))
	for id := range c {
		ids = append(ids, id)
	}
	b, err := json.Marshal(ids)
	if err != nil {
		panic(err) // integers
	}
	return string(b)
}

func newestOfCells(ctx context.Context, tx *sql.Tx, f dossier.PositionFilter) (cellCounts, error) {
	from, to := period(f)
	one, other := statuses(f)
	// The columns beside max() come from the row that has the maximum (sqlite.org/lang_select.html#bareagg).
	rows, err := tx.QueryContext(ctx, `SELECT c.id, count(DISTINCT c.statement_id), max(`+newestKey+`) FROM coding c INDEXED BY coding_grid
		WHERE c.deleted_at IS NULL AND c.party_id IS NOT NULL AND c.stance <> '' AND c.status IN (?, ?)
		AND c.said_sort >= ? AND c.said_sort <= ? GROUP BY c.party_id, c.issue_id`, one, other, from, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := cellCounts{}
	for rows.Next() {
		var id, key int64
		var n int
		if err := rows.Scan(&id, &n, &key); err != nil {
			return nil, err
		}
		out[id] = n
	}
	return out, rows.Err()
}

// coded is a statement under a position with the row of its coding.
type coded struct {
	dossier.CodedStatement
	coding int64
}

func codedStatements(ctx context.Context, tx *sql.Tx, where string, args ...any) ([]coded, error) {
	rows, err := tx.QueryContext(ctx, `SELECT c.id, s.uid, d.uid, s.id, p.uid, i.uid, c.stance, s.exact, s.kind, s.status,
		coalesce(a.name, s.speaker), s.role, s.said, d.published, coalesce(o.name, ''), d.title, d.lang, c.reason, c.analyst
		FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id
		JOIN actor p ON p.id = c.party_id JOIN issue i ON i.id = c.issue_id
		LEFT JOIN actor a ON a.id = s.actor_id LEFT JOIN actor o ON o.id = d.outlet_id
		WHERE `+where+` ORDER BY `+newestKey+` DESC`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []coded
	for rows.Next() {
		var c coded
		var statement, document, party, issue []byte
		var said, published string
		err := rows.Scan(&c.coding, &statement, &document, &c.Number, &party, &issue, (*string)(&c.Stance), &c.Exact, (*string)(&c.Kind),
			(*string)(&c.Status), &c.Speaker, &c.Role, &said, &published, &c.Outlet, &c.Title, &c.Lang, &c.Reason, &c.Analyst)
		if err != nil {
			return nil, err
		}
		copy(c.StatementID[:], statement)
		copy(c.DocumentID[:], document)
		copy(c.PartyID[:], party)
		copy(c.IssueID[:], issue)
		c.SaidKnown = said != ""
		if !c.SaidKnown {
			said = published
		}
		if c.Date, err = dossier.ParseDate(said); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// searched tells what a silence rests on: the days and outlets of the documents that were looked through.
func searched(ctx context.Context, tx *sql.Tx, f dossier.PositionFilter, g *dossier.Grid) error {
	from, to := period(f)
	var first, last sql.NullInt64
	err := tx.QueryRowContext(ctx, `SELECT min(nullif(published_sort, 0)), max(nullif(published_sort, 0)), count(DISTINCT outlet_id)
		FROM document WHERE deleted_at IS NULL AND published_sort >= ? AND published_sort <= ?`, from, to).Scan(&first, &last, &g.Outlets)
	if err != nil {
		return err
	}
	day := func(ms int64) dossier.Date {
		t := time.UnixMilli(ms).UTC()
		return dossier.Day(t.Year(), t.Month(), t.Day())
	}
	if first.Valid {
		g.From, g.To = day(first.Int64), day(last.Int64)
	}
	return tx.QueryRowContext(ctx, `SELECT count(*) FROM statement s WHERE s.deleted_at IS NULL AND s.status = 'accepted'
		AND NOT EXISTS (SELECT 1 FROM coding c WHERE c.statement_id = s.id AND c.deleted_at IS NULL)`).Scan(&g.Uncoded)
}

// Sequence lists the statements under one position, newest first.
func (d *Dossier) Sequence(ctx context.Context, party, issue dossier.ID, f dossier.PositionFilter) ([]dossier.CodedStatement, error) {
	tx, err := d.read.BeginTx(ctx, nil)
	if err != nil {
		return nil, wrap("positions", err)
	}
	defer tx.Rollback()
	from, to := period(f)
	one, other := statuses(f)
	rows, err := codedStatements(ctx, tx, `p.uid = ? AND i.uid = ? AND c.deleted_at IS NULL AND c.stance <> '' AND c.status IN (?, ?)
		AND c.said_sort >= ? AND c.said_sort <= ?`, party[:], issue[:], one, other, from, to)
	if err != nil {
		return nil, wrap("positions", err)
	}
	var out []dossier.CodedStatement
	seen := map[dossier.ID]bool{}
	for _, r := range rows {
		if !seen[r.StatementID] { // one line for a statement that two analysts coded
			seen[r.StatementID] = true
			out = append(out, r.CodedStatement)
		}
	}
	return out, nil
}

// Summary counts what the dossier holds and tells what can be undone.
func (d *Dossier) Summary(ctx context.Context) (s dossier.Summary, err error) {
	var id []byte
	err = d.read.QueryRowContext(ctx, `SELECT uid, title,
		(SELECT count(*) FROM document WHERE deleted_at IS NULL),
		(SELECT count(*) FROM statement WHERE deleted_at IS NULL AND status <> 'rejected'),
		(SELECT count(*) FROM statement WHERE deleted_at IS NULL AND status = 'proposed'),
		(SELECT count(DISTINCT document_id) FROM statement WHERE deleted_at IS NULL AND status = 'proposed'),
		(SELECT count(*) FROM party WHERE deleted_at IS NULL), (SELECT count(*) FROM issue WHERE deleted_at IS NULL),
		(SELECT count(*) FROM coding WHERE deleted_at IS NULL),
		coalesce((SELECT name FROM action WHERE state = 'done' ORDER BY id DESC LIMIT 1), ''),
		coalesce((SELECT name FROM action WHERE state = 'undone' ORDER BY id LIMIT 1), '')
		FROM dossier`).Scan(&id, &s.Title, &s.Documents, &s.Statements, &s.Undecided, &s.ToDecideIn, &s.Parties, &s.Issues, &s.Coded, &s.UndoName, &s.RedoName)
	copy(s.ID[:], id)
	s.Path, s.WhyLocked = d.path, d.readOnly
	s.ReadOnly = d.readOnly != ""
	return s, wrap("summary", err)
}

// Days counts the coded statements of each day that is known, in order.
func (d *Dossier) Days(ctx context.Context, f dossier.PositionFilter) ([]dossier.DayCount, error) {
	one, other := statuses(f)
	rows, err := d.read.QueryContext(ctx, `SELECT said_sort / 86400000, count(DISTINCT statement_id) FROM coding
		WHERE deleted_at IS NULL AND party_id IS NOT NULL AND stance <> '' AND status IN (?, ?) AND said_sort > 0 GROUP BY 1 ORDER BY 1`, one, other)
	if err != nil {
		return nil, wrap("positions", err)
	}
	defer rows.Close()
	var out []dossier.DayCount
	for rows.Next() {
		var day int64
		var n int
		if err := rows.Scan(&day, &n); err != nil {
			return nil, wrap("positions", err)
		}
		t := time.Unix(day*86400, 0).UTC()
		out = append(out, dossier.DayCount{Day: dossier.Day(t.Year(), t.Month(), t.Day()), Statements: n})
	}
	return out, wrap("positions", rows.Err())
}
