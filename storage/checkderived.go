package storage

import (
	"fmt"

	"parley/dossier"
)

// keptDate looks at a date as it is stored, with the key by which it is sorted.
func keptDate(where, date string, key int64) (f finding, wrong bool) {
	d, err := dossier.ParseDate(date)
	switch {
	case err != nil:
		return finding{dossier.Finding{Where: where, Sentence: fmt.Sprintf("Its date %q is not as it was stored.", date), Mend: "Set the date again."}, byNothing}, true
	case dateKey(d) != key:
		return finding{dossier.Finding{Where: where, Sentence: fmt.Sprintf("It is not sorted by its date %q.", date), Mend: repairIt, Derived: true}, byDates}, true
	}
	return f, false
}

// dates looks at the dates of documents; those of statements are looked at with their texts.
func (c *checker) dates() error {
	return each(c.ctx, c.db, "SELECT number, published, published_key FROM document", func(row scanner) error {
		var n int
		var s string
		var key int64
		err := row.Scan(&n, &s, &key)
		if f, wrong := keptDate(fmt.Sprintf("document %d", n), s, key); err == nil && wrong {
			c.put(f.Mend, f)
		}
		return err
	})
}

// foldedTables have names with their folded forms, by which they are found whatever the case and accents.
var foldedTables = []string{"actor", "actor_name", "issue", "recipe", "saved_view"}

func (c *checker) names() error {
	for _, table := range foldedTables {
		if err := each(c.ctx, c.db, "SELECT name, folded FROM "+table, func(row scanner) error {
			var name, folded string
			err := row.Scan(&name, &folded)
			if err == nil && foldName(name) != folded {
				c.add("names", repairIt, byNames, "“%s” is not found by its name.", name)
			}
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// rightCopies are the grid's copies as the triggers of the schema compute them: of the reading c, its statement s and its
// document d.
const (
	rightStatus = "CASE WHEN s.deleted_at IS NULL THEN s.status ELSE '' END"
	rightDate   = "CASE s.said_key WHEN 0 THEN d.published_key ELSE s.said_key END"
	rightShown  = `c.id IS (SELECT n.id FROM coding n WHERE n.statement_id = c.statement_id AND n.issue_id = c.issue_id
		AND n.deleted_at IS NULL AND n.stance <> '' AND s.deleted_at IS NULL ORDER BY n.coded_at DESC, n.id DESC LIMIT 1)`
	wrongCopies = `FROM coding c JOIN statement s ON s.id = c.statement_id JOIN document d ON d.id = s.document_id
		WHERE c.party_id IS NOT s.party_id OR c.status IS NOT ` + rightStatus + ` OR c.date_key IS NOT ` + rightDate + ` OR c.reported_key IS NOT d.published_key OR c.shown <> (` + rightShown + `)`
)

// copies compares what the grid reads with the statements, documents and readings that it is copied from.
func (c *checker) copies() error {
	c.progress.step(0, 0, "positions")
	n, err := c.number("SELECT count(*) " + wrongCopies)
	if err == nil && n > 0 {
		c.add("positions", repairIt, byCopies, "The grid of positions shows readings otherwise than their statements say: %d of them.", n)
	}
	if err != nil {
		return err
	}
	wrong, err := wrongUtterances(c.ctx, c.db)
	if err == nil && len(wrong) > 0 {
		c.add("positions", repairIt, byCopies, "Statements with the same words are not counted as one, or others are: %d of them.", len(wrong))
	}
	return err
}
