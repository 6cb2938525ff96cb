package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"unicode/utf8"

	"parley/dossier"
)

// Check reads the whole dossier and compares what can be compared: the database with itself, references, every text
// and every pasted byte with its hash, every passage with its text, the search tables with the rows. It changes
// nothing. progress counts documents, and may be nil.
func (d *Dossier) Check(ctx context.Context, progress func(done, total int)) ([]dossier.Finding, error) {
	const op = "The check was not finished"
	// Connections of its own: FTS5's part of integrity_check looks at what an older connection remembers of the index,
	// and takes what was merged away since for damage. Two, since a row is looked up while others are still read.
	if err := d.sameFile(); err != nil {
		return nil, err
	}
	db, err := pool(d.path, d.as, 2)
	if err != nil {
		return nil, border(op, err)
	}
	defer db.Close()
	c := checker{db: db, path: d.path, ctx: ctx, progress: progress}
	for _, step := range []func() error{c.length, c.database, c.references, c.texts, c.dates, c.search} {
		if err := step(); err != nil {
			return c.findings, border(op, err)
		}
	}
	return c.findings, nil
}

type checker struct {
	db       *sql.DB
	path     string
	ctx      context.Context
	progress func(done, total int)
	findings []dossier.Finding
}

const restoreBackup = "Keep this file and restore the newest good backup."

func (c *checker) add(where, mend, format string, args ...any) {
	c.findings = append(c.findings, dossier.Finding{Where: where, Sentence: fmt.Sprintf(format, args...), Mend: mend})
}

// length looks whether the file ends in the middle of a page: SQLite takes what is missing for zeros and says nothing.
// After a power cut it may, as long as the -wal holds that page.
func (c *checker) length() error {
	var page int64
	if err := c.db.QueryRowContext(c.ctx, "PRAGMA page_size").Scan(&page); err != nil {
		return err
	}
	if wal, err := os.Stat(c.path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	info, err := os.Stat(c.path)
	if err == nil && info.Size()%page != 0 {
		c.add("file", restoreBackup, "The file is cut short: its last page is not whole.")
	}
	return err
}

func (c *checker) database() error {
	return each(c.ctx, c.db, "PRAGMA integrity_check", func(row scanner) error {
		var s string
		err := row.Scan(&s)
		if err == nil && s != "ok" {
			c.add("database", restoreBackup, "The database is damaged: %s.", s)
		}
		return err
	})
}

func (c *checker) references() error {
	return each(c.ctx, c.db, "PRAGMA foreign_key_check", func(row scanner) error {
		var table, parent string
		var id, key sql.NullInt64
		err := row.Scan(&table, &id, &parent, &key)
		if err == nil {
			c.add(fmt.Sprintf("%s %d", table, id.Int64), restoreBackup, "It refers to a %s that is not there.", parent)
		}
		return err
	})
}

// texts goes through the revisions one by one, those of deleted documents too: they can be brought back.
func (c *checker) texts() error {
	revisions, err := c.rows("SELECT id FROM revision ORDER BY id")
	if err != nil {
		return err
	}
	for i, id := range revisions {
		if err := c.text(id); err != nil {
			return err
		}
		if c.progress != nil {
			c.progress(i+1, len(revisions))
		}
	}
	return nil
}

func (c *checker) rows(query string) (ids []int64, err error) {
	err = each(c.ctx, c.db, query, func(row scanner) error {
		var id int64
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

func (c *checker) text(revision int64) error {
	var number, rev, size int
	var text string
	var hash, rawHash, deflated []byte
	err := c.db.QueryRowContext(c.ctx, `SELECT d.number, r.number, r.text, r.sha256, w.deflated, w.size, w.sha256
		FROM revision r JOIN document d ON d.id = r.document_id LEFT JOIN revision_raw w ON w.revision_id = r.id WHERE r.id = ?`, revision).
		Scan(&number, &rev, &text, &hash, &deflated, (*nullInt)(&size), &rawHash)
	if err != nil {
		return err
	}
	where := fmt.Sprintf("document %d, text %d", number, rev)
	if sum := sha256.Sum256([]byte(text)); string(sum[:]) != string(hash) || !utf8.ValidString(text) {
		c.add(where, restoreBackup, "The text is not the one that was stored: its hash differs.")
	}
	raw, err := inflate(deflated, size)
	if sum := sha256.Sum256(raw); err != nil || string(sum[:]) != string(rawHash) {
		c.add(where, restoreBackup, "The pasted bytes are not the ones that were stored: their hash differs.")
	}
	runes := []rune(text)
	return each(c.ctx, c.db, `SELECT s.number, s.start, s."end", s.exact, s.before, s.after FROM statement s WHERE s.revision_id = ? ORDER BY s.id`, func(row scanner) error {
		var n int
		var p dossier.Passage
		if err := row.Scan(&n, &p.Start, &p.End, &p.Exact, &p.Before, &p.After); err != nil {
			return err
		}
		if right, ok := dossier.NewPassage(runes, p.Span); !ok || right != p {
			c.add(fmt.Sprintf("statement %d in document %d", n, number), "Open the statement and mark its passage again, or restore a backup.",
				"Its words do not stand at their place in the text.")
		}
		return nil
	}, revision)
}

// nullInt reads a missing number as 0.
type nullInt int

// Scan implements sql.Scanner.
func (n *nullInt) Scan(v any) error {
	i, _ := v.(int64)
	*n = nullInt(i)
	return nil
}

// dates looks for dates that this program would not have written.
func (c *checker) dates() error {
	return each(c.ctx, c.db, `SELECT 'document ' || number, published, published_key FROM document
		UNION ALL SELECT 'statement ' || number, said, said_key FROM statement`, func(row scanner) error {
		var where, s string
		var key int64
		if err := row.Scan(&where, &s, &key); err != nil {
			return err
		}
		if date, err := dossier.ParseDate(s); err != nil || dateKey(date) != key {
			c.add(where, "Set the date again.", "Its date %q is not as it was stored.", s)
		}
		return nil
	})
}

// search compares which rows are in the search tables with which should be, and looks one word of each row up: a
// contentless index knows no more.
func (c *checker) search() error {
	for _, s := range searches {
		var missing, left int
		live := map[string]string{"search_text": "document", "search_statement": "statement", "search_note": "note", "search_actor": "actor"}[s.name]
		err := c.db.QueryRowContext(c.ctx, `SELECT
			(SELECT count(*) FROM `+live+` WHERE deleted_at IS NULL AND id NOT IN (SELECT id FROM `+s.name+`_docsize)),
			(SELECT count(*) FROM `+s.name+`_docsize WHERE id NOT IN (SELECT id FROM `+live+` WHERE deleted_at IS NULL))`).Scan(&missing, &left)
		if err != nil {
			return err
		}
		if missing+left > 0 {
			c.add("search", "Rebuild the search index.", "The search index lacks %d entries and holds %d that are gone.", missing, left)
		}
		if err := c.lookUp(s.name, s.source, s.one); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) lookUp(search, source, one string) error {
	lost := 0
	err := each(c.ctx, c.db, source, func(row scanner) error {
		var id int64
		var a, b, third, text string
		if err := row.Scan(&id, &a, &b, &third, &text); err != nil {
			return err
		}
		longest := ""
		for _, part := range []string{a, b, third, text} {
			words(part, func(w word) bool {
				if len(w.folded) > len(longest) {
					longest = w.folded
				}
				return true
			})
		}
		if longest == "" {
			return nil
		}
		// Both in one statement, since a change beside the check may have hidden the row meanwhile.
		var live, found bool
		err := c.db.QueryRowContext(c.ctx, "SELECT EXISTS("+source+one+"), EXISTS(SELECT 1 FROM "+search+" WHERE "+search+" MATCH ? AND rowid = ?)",
			id, quote(longest), id).Scan(&live, &found)
		if live && !found {
			lost++
		}
		return err
	})
	if lost > 0 {
		c.add("search", "Rebuild the search index.", "The search index does not find %d entries by their own words.", lost)
	}
	return err
}
