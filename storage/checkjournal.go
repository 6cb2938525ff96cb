package storage

import (
	"fmt"
	"slices"
	"strings"
)

// wrongUndoMarks are the actions whose marks differ from what the journal itself tells: undone by the last undo or redo
// of them, and dropped where something else was done after that.
const wrongUndoMarks = `FROM (SELECT a.id, a.undone, a.dropped, coalesce(l.kind = 'undo', 0) AS right_undone,
		coalesce(l.kind = 'undo', 0) AND EXISTS (SELECT 1 FROM action n WHERE n.kind = 'do' AND n.id > l.id) AS right_dropped
	FROM action a LEFT JOIN action l ON l.id = (SELECT max(r.id) FROM action r WHERE r.target = a.id) WHERE a.kind = 'do')
	WHERE undone <> right_undone OR dropped <> right_dropped`

// journal looks whether the journal tells of what is there: every action has all its changes, every change is of a row
// that is there, and the clock only went forward. What the journal lost no other part of the dossier has.
func (c *checker) journal() error {
	c.progress.step(0, 0, "the journal")
	if err := each(c.ctx, c.db, `SELECT a.id, a.name, a.rows, count(c.n), coalesce(max(c.n) + 1, 0) FROM action a
		LEFT JOIN change c ON c.action_id = a.id GROUP BY a.id HAVING a.rows <> count(c.n) OR coalesce(max(c.n) + 1, 0) <> count(c.n)`, func(row scanner) error {
		var id, rows, has, last int
		var name string
		err := row.Scan(&id, &name, &rows, &has, &last)
		if err == nil {
			c.add(fmt.Sprintf("action %d", id), restoreBackup, byNothing, "The journal keeps %d of the %d changes of “%s”, so it cannot be undone.", has, rows, name)
		}
		return err
	}); err != nil {
		return err
	}
	if err := c.changedRows(); err != nil {
		return err
	}
	if err := each(c.ctx, c.db, `SELECT id, name FROM (SELECT id, name, hlc, lag(hlc) OVER (ORDER BY id) AS before FROM action) WHERE hlc <= before
		UNION ALL SELECT a.id, a.name FROM action a, dossier d WHERE a.hlc > d.hlc AND a.id = (SELECT max(id) FROM action)`, func(row scanner) error {
		var id int
		var name string
		err := row.Scan(&id, &name)
		if err == nil {
			c.add(fmt.Sprintf("action %d", id), restoreBackup, byNothing, "The clock of the journal goes back at “%s”.", name)
		}
		return err
	}); err != nil {
		return err
	}
	n, err := c.number("SELECT count(*) " + wrongUndoMarks)
	if err == nil && n > 0 {
		c.add("journal", repairIt, byUndoMarks, "Actions are marked as undone, or not, otherwise than the journal tells: %d of them.", n)
	}
	return err
}

// changedRows looks for changes of rows that are not there.
func (c *checker) changedRows() error {
	var tables []string
	for table := range journaled {
		tables = append(tables, table)
	}
	slices.Sort(tables)
	there := "CASE tbl"
	for _, table := range tables {
		there += " WHEN '" + table + "' THEN EXISTS (SELECT 1 FROM " + table + " WHERE uid = change.uid)"
	}
	return each(c.ctx, c.db, "SELECT action_id, tbl, count(*) FROM change WHERE NOT "+there+" ELSE 0 END GROUP BY action_id, tbl", func(row scanner) error {
		var action, n int
		var table string
		err := row.Scan(&action, &table, &n)
		if err == nil {
			c.add(fmt.Sprintf("action %d", action), restoreBackup, byNothing, "The journal tells of changes of an entry (%[2]s) that is not there: %[1]d of them.", n, strings.ReplaceAll(table, "_", " "))
		}
		return err
	})
}
