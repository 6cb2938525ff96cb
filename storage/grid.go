package storage

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"parley/dossier"
)

// Grid puts the parties' positions side by side: for each party on each issue the newest statement with a stance and
// how many there are. Statements that nobody dated count into every AsOf, since nothing says that they are later.
func (d *Dossier) Grid(ctx context.Context, f dossier.PositionFilter) (dossier.Grid, error) {
	g, err := d.grid(ctx, f)
	return g, border("The positions were not read", err)
}

func (d *Dossier) grid(ctx context.Context, f dossier.PositionFilter) (g dossier.Grid, err error) {
	g.AsOf = d.opts.now().UTC()
	if f.AsOf.Known() {
		g.AsOf = f.AsOf.Time
	}
	parties, err := d.Parties(ctx)
	if err != nil {
		return g, err
	}
	issues, err := d.Issues(ctx)
	if err != nil {
		return g, err
	}
	g.Parties = wanted(parties, f.Parties, func(p dossier.Party) dossier.ID { return p.ID })
	g.Issues = wanted(issues, f.Issues, func(i dossier.Issue) dossier.ID { return i.ID })
	g.Cells = make([][]dossier.Cell, len(g.Issues))
	for i := range g.Cells {
		g.Cells[i] = make([]dossier.Cell, len(g.Parties))
		for p := range g.Cells[i] {
			g.Cells[i][p].IssueID, g.Cells[i][p].PartyID = g.Issues[i].ID, g.Parties[p].ID
		}
	}
	// What the grid rests on is counted beside the cells: each reads a long index.
	var ground dossier.Grid
	ground.Parties, ground.Issues = g.Parties, g.Issues
	counted := make(chan error, 1)
	go func() { counted <- d.searched(ctx, f, &ground) }()
	err = d.fillCells(ctx, f, &g)
	err = errors.Join(<-counted, err)
	g.From, g.To, g.Outlets, g.Uncoded, g.Coded = ground.From, ground.To, ground.Outlets, ground.Uncoded, ground.Coded
	return g, err
}

// wanted gives those of all that are asked for, in the order asked for; all where nothing is asked.
func wanted[T any](all []T, ids []dossier.ID, id func(T) dossier.ID) []T {
	if len(ids) == 0 {
		return all
	}
	var some []T
	for _, want := range ids {
		if i := slices.IndexFunc(all, func(t T) bool { return id(t) == want }); i >= 0 {
			some = append(some, all[i])
		}
	}
	return some
}

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
	return " AND c.date_key >= ? AND c.date_key < ?", []any{low, high}
}

// fillCells reads the covering index once. Date and statement are joined into one number, so that max() gives the
// newest statement, one and the same at every call, and SQLite's bare columns are those of its row.
func (d *Dossier) fillCells(ctx context.Context, f dossier.PositionFilter, g *dossier.Grid) error {
	place := map[[2]dossier.ID]*dossier.Cell{}
	for i := range g.Cells {
		for p := range g.Cells[i] {
			place[[2]dossier.ID{g.Issues[i].ID, g.Parties[p].ID}] = &g.Cells[i][p]
		}
	}
	names, err := d.rowNames(ctx)
	if err != nil {
		return err
	}
	dates, args := dateRange(f)
	type key struct{ statement, issue int64 }
	newest := map[key]*dossier.Cell{}
	var statements []int64
	err = d.each(ctx, `SELECT c.issue_id, c.party_id, count(*), max(c.date_key << 28 | c.statement_id), c.statement_id, c.stance
		FROM coding c WHERE c.shown = 1 AND c.party_id IS NOT NULL`+dates+statuses(f)+`
		GROUP BY c.issue_id, c.party_id`, func(row scanner) error {
		var issue, party, count, last, statement int64
		var stance dossier.Stance
		if err := row.Scan(&issue, &party, &count, &last, &statement, &stance); err != nil {
			return err
		}
		cell := place[[2]dossier.ID{names.issues[issue], names.parties[party]}]
		if cell == nil {
			return nil // not asked for
		}
		cell.Count, cell.Stance = int(count), stance
		newest[key{statement, issue}] = cell
		statements = append(statements, statement)
		return nil
	}, args...)
	if err != nil || len(statements) == 0 {
		return err
	}
	list, err := json.Marshal(statements)
	if err != nil {
		return err
	}
	err = d.each(ctx, selectCoded+" AND c.statement_id IN (SELECT value FROM json_each(?))", func(row scanner) error {
		issue, statement, c, err := scanCoded(row)
		if cell := newest[key{statement, issue}]; cell != nil {
			cell.Newest = c
		}
		return err
	}, string(list))
	if err != nil {
		return err
	}
	for p := range g.Parties {
		g.Parties[p].Statements = 0
		for i := range g.Issues {
			c := g.Cells[i][p]
			g.Parties[p].Statements += c.Count
			if c.Count > 0 && dateKey(c.Newest.Date) > dateKey(g.Parties[p].Last) {
				g.Parties[p].Last = c.Newest.Date
			}
		}
	}
	return nil
}

type rowNames struct{ issues, parties map[int64]dossier.ID }

// rowNames gives the IDs behind the rows that the grid's index holds.
func (d *Dossier) rowNames(ctx context.Context) (rowNames, error) {
	n := rowNames{map[int64]dossier.ID{}, map[int64]dossier.ID{}}
	for table, into := range map[string]map[int64]dossier.ID{"issue": n.issues, "party": n.parties} {
		err := d.each(ctx, "SELECT id, uid FROM "+table+" WHERE deleted_at IS NULL", func(row scanner) error {
			var id int64
			var uid dossier.ID
			err := row.Scan(&id, &uid)
			into[id] = uid
			return err
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// searched says what the grid rests on: the documents in the time asked for, and how many statements are coded.
func (d *Dossier) searched(ctx context.Context, f dossier.PositionFilter, g *dossier.Grid) error {
	low, high := keyRange(f.From, f.AsOf)
	var from, to string
	err := d.read.QueryRowContext(ctx, `SELECT
		coalesce((SELECT published FROM document WHERE deleted_at IS NULL AND published_key > 0 AND published_key >= ?1 AND published_key < ?2 ORDER BY published_key LIMIT 1), ''),
		coalesce((SELECT published FROM document WHERE deleted_at IS NULL AND published_key > 0 AND published_key >= ?1 AND published_key < ?2 ORDER BY published_key DESC LIMIT 1), ''),
		(WITH RECURSIVE o(id) AS (SELECT min(outlet_id) FROM document UNION ALL -- from one outlet to the next, past its documents
			SELECT (SELECT min(outlet_id) FROM document WHERE outlet_id > o.id) FROM o WHERE o.id IS NOT NULL)
			SELECT count(*) FROM o WHERE EXISTS (SELECT 1 FROM document d WHERE d.outlet_id = o.id AND d.deleted_at IS NULL
				AND d.published_key >= ?1 AND d.published_key < ?2)),
		(SELECT count(*) FROM statement WHERE status = 'accepted' AND deleted_at IS NULL)
			- (SELECT count(DISTINCT statement_id) FROM coding INDEXED BY coding_coded WHERE status = 'accepted' AND deleted_at IS NULL)`, low, high).
		Scan(&from, &to, &g.Outlets, &g.Uncoded)
	if err != nil {
		return err
	}
	g.From, g.To = readDate(from), readDate(to)
	return d.coded(ctx, f, g)
}

// coded counts the statements under the cells, each once however many issues it is coded on.
func (d *Dossier) coded(ctx context.Context, f dossier.PositionFilter, g *dossier.Grid) error {
	if len(g.Parties) == 0 || len(g.Issues) == 0 {
		return nil
	}
	where, args := dateRange(f)
	for _, only := range []struct {
		ids    []dossier.ID
		column string
		table  string
	}{{f.Parties, "party_id", "party"}, {f.Issues, "issue_id", "issue"}} {
		if len(only.ids) == 0 {
			continue
		}
		list, err := uidList(only.ids)
		if err != nil {
			return err
		}
		where += " AND c." + only.column + " IN (SELECT id FROM " + only.table + " WHERE uid IN (SELECT unhex(value) FROM json_each(?)))"
		args = append(args, list)
	}
	// In the order of this index each statement is counted once without a list of those seen; naming an issue needs
	// another one.
	from := "coding c INDEXED BY coding_coded"
	if len(f.Issues) > 0 {
		from = "coding c"
	}
	return d.read.QueryRowContext(ctx, `SELECT count(DISTINCT c.statement_id) FROM `+from+`
		WHERE c.deleted_at IS NULL AND c.shown = 1 AND c.party_id IS NOT NULL`+statuses(f)+where, args...).Scan(&g.Coded)
}

const selectCoded = `SELECT c.issue_id, s.id, s.uid, d.uid, s.number, p.uid, i.uid, c.stance, s.exact, s.kind, s.act, s.status,
	coalesce(a.name, s.speaker_text), s.role, CASE s.said WHEN '' THEN d.published ELSE s.said END, s.said <> '',
	coalesce(o.name, ''), d.title, d.lang, c.reason, n.name
	FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id JOIN issue i ON i.id = c.issue_id
	JOIN analyst n ON n.id = c.analyst_id LEFT JOIN actor p ON p.id = s.party_id LEFT JOIN actor a ON a.id = s.actor_id
	LEFT JOIN actor o ON o.id = d.outlet_id WHERE c.shown = 1`

func scanCoded(row scanner) (issue, statement int64, c dossier.CodedStatement, err error) {
	var date string
	err = row.Scan(&issue, &statement, &c.StatementID, &c.DocumentID, &c.Number, &c.PartyID, &c.IssueID, &c.Stance, &c.Exact,
		&c.Kind, &c.Act, &c.Status, &c.Speaker, &c.Role, &date, &c.SaidKnown, &c.Outlet, &c.Title, &c.Lang, &c.Reason, &c.Analyst)
	c.Date = readDate(date)
	return issue, statement, c, err
}

// Sequence lists the statements of a party on an issue, newest first.
func (d *Dossier) Sequence(ctx context.Context, party, issue dossier.ID, f dossier.PositionFilter) ([]dossier.CodedStatement, error) {
	low, high := keyRange(f.From, f.AsOf)
	var list []dossier.CodedStatement
	err := d.each(ctx, selectCoded+` AND c.party_id = (SELECT id FROM party WHERE uid = ? AND deleted_at IS NULL)
		AND c.issue_id = (SELECT id FROM issue WHERE uid = ? AND deleted_at IS NULL) AND c.date_key >= ? AND c.date_key < ?`+statuses(f)+`
		ORDER BY c.date_key DESC, c.statement_id DESC`, func(row scanner) error {
		_, _, c, err := scanCoded(row)
		list = append(list, c)
		return err
	}, party[:], issue[:], low, high)
	return list, border("The statements under a position were not read", err)
}
