package storage

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"parley/dossier"
)

// Grid puts the parties' positions side by side: for each party on each issue the newest statement with a stance and
// how many there are. Of words that several outlets have the first telling stands for all. Statements that nobody dated
// count into every AsOf, since nothing says that they are later.
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
	g.By = f.Dim()
	if g.By == dossier.AcrossParties {
		g.Parties = wanted(parties, f.Parties, func(p dossier.Party) dossier.ID { return p.ID })
	} else if g.Parties, err = d.columns(ctx, f); err != nil {
		return g, err
	}
	if len(f.Issues) == 0 { // the tree from top to bottom
		ordered := dossier.IssueTree(issues, nil)
		for i := range ordered {
			issues[i] = ordered[i].Issue
		}
	}
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

const (
	wholeCoding = "coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id"
	// factsOfCoding is wholeCoding for queries that need no more of statements and documents than these indexes hold.
	factsOfCoding = "coding c JOIN statement s INDEXED BY statement_facts ON s.id = c.statement_id JOIN document d INDEXED BY document_facts ON d.id = s.document_id"
)

// columns gives the speakers or outlets that stand across: those asked for, else those with most statements.
func (d *Dossier) columns(ctx context.Context, f dossier.PositionFilter) ([]dossier.Party, error) {
	where, args, err := taken(f)
	if err != nil {
		return nil, err
	}
	only, limit := "", dossier.MostColumns
	if len(f.Parties) > 0 {
		list, err := uidList(f.Parties)
		if err != nil {
			return nil, err
		}
		only, limit = " WHERE a.uid IN (SELECT unhex(value) FROM json_each(?))", len(f.Parties)
		args = append(args, list)
	}
	var list []dossier.Party
	err = d.each(ctx, `SELECT a.uid, a.name, coalesce(p.letter, ''), coalesce(p.colour, -1), n FROM (
		SELECT `+across(f.Dim())+` AS id, count(*) AS n FROM `+factsOfCoding+` WHERE c.shown = 1`+where+` GROUP BY 1) w
		JOIN actor a ON a.id = w.id LEFT JOIN party p ON p.id = a.id AND p.deleted_at IS NULL`+only+`
		ORDER BY n DESC, a.folded LIMIT ?`, func(row scanner) error {
		p := dossier.Party{Order: len(list) + 1}
		err := row.Scan(&p.ID, &p.Name, &p.Letter, &p.Colour, &p.Statements)
		list = append(list, p)
		return err
	}, append(args, limit)...)
	if err != nil {
		return nil, err
	}
	return wanted(list, f.Parties, func(p dossier.Party) dossier.ID { return p.ID }), nil
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
	names, err := d.rowNames(ctx, f.Dim())
	if err != nil {
		return err
	}
	newest := map[cellKey]*dossier.Cell{}
	var statements []int64
	rows, args, err := cellRows(f)
	if err != nil {
		return err
	}
	err = d.each(ctx, rows, func(row scanner) error {
		var issue, party, last, statement int64
		var reports, again int
		var stance dossier.Stance
		if err := row.Scan(&issue, &party, &reports, &last, &statement, &stance, &again); err != nil {
			return err
		}
		cell := place[[2]dossier.ID{names.issues[issue], names.across[party]}]
		if cell == nil {
			return nil // not asked for
		}
		cell.Reports, cell.Count, cell.Stance = reports, reports-again, stance
		newest[cellKey{statement, issue}] = cell
		statements = append(statements, statement)
		return nil
	}, args...)
	if err == nil {
		err = d.countOnce(ctx, f, names, place)
	}
	if err != nil || len(statements) == 0 {
		return err
	}
	list, err := json.Marshal(statements)
	if err != nil {
		return err
	}
	err = d.each(ctx, selectCoded+" AND c.statement_id IN (SELECT value FROM json_each(?))", func(row scanner) error {
		issue, statement, c, err := scanCoded(row)
		if cell := newest[cellKey{statement, issue}]; cell != nil {
			cell.Newest = c
		}
		return err
	}, string(list))
	if err == nil {
		err = d.firstTold(ctx, f, newestCells(newest))
	}
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

// cellRows is the query for the cells: what is on the covering index alone where the filter is not narrow. The readings
// that repeat an utterance are counted with it only where it reads the rows anyway, see countOnce.
func cellRows(f dossier.PositionFilter) (query string, args []any, err error) {
	where, args, err := taken(f)
	if err != nil {
		return "", nil, err
	}
	from, column, again := "coding c", across(f.Dim()), "0"
	if f.Narrow() || f.Dim() != dossier.AcrossParties {
		from, again = factsOfCoding, "count(c.utterance) - count(DISTINCT c.utterance)"
	}
	return `SELECT c.issue_id, ` + column + ` AS across, count(*), max(c.date_key << 28 | c.statement_id), c.statement_id, c.stance, ` + again + `
		FROM ` + from + ` WHERE c.shown = 1 AND ` + column + ` IS NOT NULL` + where + ` GROUP BY c.issue_id, across`, args, nil
}

// countOnce takes what repeats an utterance off the counts: few readings do, and an index holds them alone.
func (d *Dossier) countOnce(ctx context.Context, f dossier.PositionFilter, names rowNames, place map[[2]dossier.ID]*dossier.Cell) error {
	if f.Narrow() || f.Dim() != dossier.AcrossParties {
		return nil // cellRows did
	}
	dates, args := dateRange(f)
	return d.each(ctx, `SELECT c.issue_id, c.party_id, count(*) - count(DISTINCT c.utterance) FROM coding c INDEXED BY coding_told
		WHERE c.shown = 1 AND c.utterance IS NOT NULL`+dates+statuses(f)+` GROUP BY c.issue_id, c.party_id`, func(row scanner) error {
		var issue, party int64
		var again int
		err := row.Scan(&issue, &party, &again)
		if cell := place[[2]dossier.ID{names.issues[issue], names.across[party]}]; err == nil && cell != nil {
			cell.Count -= again
		}
		return err
	}, args...)
}

type rowNames struct{ issues, across map[int64]dossier.ID }

// rowNames gives the IDs behind the rows that the grid's index holds.
func (d *Dossier) rowNames(ctx context.Context, by dossier.Dimension) (rowNames, error) {
	n := rowNames{map[int64]dossier.ID{}, map[int64]dossier.ID{}}
	of := "party"
	if by != dossier.AcrossParties {
		of = "actor"
	}
	for table, into := range map[string]map[int64]dossier.ID{"issue": n.issues, of: n.across} {
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

// searched says what the grid rests on: the documents in the time asked for, of the outlets and grades asked for, and how
// many statements are coded.
func (d *Dossier) searched(ctx context.Context, f dossier.PositionFilter, g *dossier.Grid) error {
	low, high := keyRange(f.From, f.AsOf)
	args := []any{low, high}
	only := " AND d.deleted_at IS NULL AND d.published_key >= ?1 AND d.published_key < ?2"
	for _, of := range []struct {
		where string
		list  func() (string, error)
		on    bool
	}{{" AND d.outlet_id IN (SELECT id FROM actor WHERE uid IN (SELECT unhex(value) FROM json_each(?3)))", func() (string, error) { return uidList(f.Outlets) }, len(f.Outlets) > 0},
		{" AND EXISTS (SELECT 1 FROM json_each(?4) g WHERE d.grade <> '' AND substr(d.grade, 1, length(g.value)) = g.value COLLATE NOCASE)",
			func() (string, error) { b, err := json.Marshal(f.Grades); return string(b), err }, len(f.Grades) > 0}} {
		list := "[]"
		if of.on {
			var err error
			if list, err = of.list(); err != nil {
				return err
			}
			only += of.where
		}
		args = append(args, list)
	}
	var from, to string
	err := d.read.QueryRowContext(ctx, `SELECT
		coalesce((SELECT published FROM document d WHERE published_key > 0`+only+` ORDER BY published_key LIMIT 1), ''),
		coalesce((SELECT published FROM document d WHERE published_key > 0`+only+` ORDER BY published_key DESC LIMIT 1), ''),
		(WITH RECURSIVE o(id) AS (SELECT min(outlet_id) FROM document UNION ALL -- from one outlet to the next, past its documents
			SELECT (SELECT min(outlet_id) FROM document WHERE outlet_id > o.id) FROM o WHERE o.id IS NOT NULL)
			SELECT count(*) FROM o WHERE EXISTS (SELECT 1 FROM document d WHERE d.outlet_id = o.id`+only+`)),
		(SELECT count(*) FROM statement WHERE status = 'accepted' AND deleted_at IS NULL)
			- (SELECT count(DISTINCT statement_id) FROM coding INDEXED BY coding_coded WHERE status = 'accepted' AND deleted_at IS NULL)`, args...).
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
	where, args, err := taken(f)
	if err != nil {
		return err
	}
	by, table := across(f.Dim()), "party"
	if f.Dim() != dossier.AcrossParties {
		table = "actor"
	}
	for _, only := range []struct {
		ids    []dossier.ID
		column string
		table  string
	}{{f.Parties, by, table}, {f.Issues, "c.issue_id", "issue"}} {
		if len(only.ids) == 0 {
			continue
		}
		list, err := uidList(only.ids)
		if err != nil {
			return err
		}
		where += " AND " + only.column + " IN (SELECT id FROM " + only.table + " WHERE uid IN (SELECT unhex(value) FROM json_each(?)))"
		args = append(args, list)
	}
	// In the order of this index each statement is counted once without a list of those seen; naming an issue needs
	// another one.
	from := "coding c INDEXED BY coding_coded"
	switch {
	case f.Narrow() || f.Dim() != dossier.AcrossParties:
		from = factsOfCoding
	case len(f.Issues) > 0:
		from = "coding c"
	}
	return d.read.QueryRowContext(ctx, `SELECT count(DISTINCT c.statement_id) FROM `+from+`
		WHERE c.deleted_at IS NULL AND c.shown = 1 AND `+by+` IS NOT NULL`+where, args...).Scan(&g.Coded)
}

const selectCoded = `SELECT c.issue_id, s.id, s.uid, d.uid, s.number, p.uid, i.uid, c.stance, s.exact, s.kind, s.act, s.status,
	a.uid, coalesce(a.name, s.speaker_text), s.role, CASE s.said WHEN '' THEN d.published ELSE s.said END, s.said <> '',
	d.published, o.uid, coalesce(o.name, ''), d.wire, s.hops, coalesce(c.utterance, 0), d.title, d.lang, c.reason, n.name,
	s.translation, s.translation_lang, s.translator
	FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id JOIN issue i ON i.id = c.issue_id
	JOIN analyst n ON n.id = c.analyst_id LEFT JOIN actor p ON p.id = s.party_id LEFT JOIN actor a ON a.id = s.actor_id
	LEFT JOIN actor o ON o.id = d.outlet_id WHERE c.shown = 1`

func scanCoded(row scanner) (issue, statement int64, c dossier.CodedStatement, err error) {
	var date, published, hops string
	err = row.Scan(&issue, &statement, &c.StatementID, &c.DocumentID, &c.Number, &c.PartyID, &c.IssueID, &c.Stance, &c.Exact,
		&c.Kind, &c.Act, &c.Status, &c.SpeakerID, &c.Speaker, &c.Role, &date, &c.SaidKnown, &published, &c.OutletID, &c.Outlet, &c.Wire,
		&hops, &c.Utterance, &c.Title, &c.Lang, &c.Reason, &c.Analyst,
		&c.Translation.Text, &c.Translation.Lang, &c.Translation.By)
	c.Date, c.Published = readDate(date), readDate(published)
	if err == nil && hops != "[]" {
		err = json.Unmarshal([]byte(hops), &c.Hops)
	}
	return issue, statement, c, err
}

// Sequence lists the statements of what stands across on an issue, newest first.
func (d *Dossier) Sequence(ctx context.Context, party, issue dossier.ID, f dossier.PositionFilter) ([]dossier.CodedStatement, error) {
	where, args, err := taken(f)
	var list []dossier.CodedStatement
	if err == nil {
		table := "party"
		if f.Dim() != dossier.AcrossParties {
			table = "actor"
		}
		err = d.each(ctx, selectCoded+` AND `+across(f.Dim())+` = (SELECT id FROM `+table+` WHERE uid = ? AND deleted_at IS NULL)
			AND c.issue_id = (SELECT id FROM issue WHERE uid = ? AND deleted_at IS NULL)`+where+`
			ORDER BY c.date_key DESC, c.statement_id DESC`, func(row scanner) error {
			_, _, c, err := scanCoded(row)
			list = append(list, c)
			return err
		}, append([]any{party[:], issue[:]}, args...)...)
	}
	return list, border("The statements under a position were not read", err)
}
