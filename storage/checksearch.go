package storage

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

const (
	indexedAtOnce = 500  // entries of a search table that are compared in one transaction
	lookedUp      = 5000 // entries of each search table that are looked up by a word of theirs
)

// search compares the search tables with the rows that they are made from. A contentless index cannot be read back, but
// it tells which entries there are, how many words each column of each entry has, and how often each word stands in the
// whole; besides, some entries are looked up by their longest word.
func (c *checker) search() error {
	for _, s := range searches {
		total, err := c.number("SELECT count(*) FROM " + s.name + "_docsize")
		if err != nil {
			return err
		}
		left, err := c.number("SELECT count(*) FROM " + s.name + "_docsize z WHERE NOT EXISTS (" + s.source + strings.Replace(s.one, "?", "z.id", 1) + ")")
		if err != nil {
			return err
		}
		before, err := c.number("SELECT hlc FROM dossier")
		if err != nil {
			return err
		}
		compared := indexComparison{name: s.name, keyed: s.keyed, every: max(1, total/lookedUp)}
		for last, more := int64(-1), true; more; {
			if err := c.snapshot(func(tx *sql.Tx) (err error) {
				last, more, err = c.compareIndex(tx, withFacts(s.source, s.facts)+strings.Replace(s.one, "=", ">", 1), last, &compared)
				return err
			}); err != nil {
				return err
			}
			c.progress.step(min(compared.done, total), total, "search")
		}
		words, err := c.wordCounts(s.name)
		if err != nil {
			return err
		}
		after, err := c.number("SELECT hlc FROM dossier")
		if err != nil {
			return err
		}
		if compared.missing+left > 0 {
			c.add("search", repairIt, bySearch, "The search index lacks %s and holds %d that are gone.", entries(compared.missing), left)
		}
		if compared.differ > 0 {
			c.add("search", repairIt, bySearch, "The search index does not find %s by what stands there.", entries(compared.differ))
		}
		// While somebody changes the dossier the two are of different moments.
		if compared.missing+left+compared.differ == 0 && words != compared.words && before == after {
			c.add("search", repairIt, bySearch, "The search index holds other words than the texts do.")
		}
	}
	return nil
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprint(n, " entries")
}

type indexComparison struct {
	name                  string
	keyed                 bool // its last column holds keys
	every                 int  // one entry of so many is looked up
	done, missing, differ int
	words                 uint64 // see wordCounts
}

// compareIndex compares the next entries after a row.
func (c *checker) compareIndex(tx *sql.Tx, source string, last int64, to *indexComparison) (next int64, more bool, err error) {
	columns := "id, a, b, c, text"
	if to.keyed {
		columns += ", keys, date, lang"
	}
	rows, err := tx.QueryContext(c.ctx, "WITH source("+columns+") AS ("+source+" ORDER BY 1 LIMIT ?) SELECT source.*, z.sz FROM source LEFT JOIN "+
		to.name+"_docsize z ON z.id = source.id", last, indexedAtOnce)
	if err != nil {
		return 0, false, err
	}
	defer rows.Close()
	var lookups [][2]any
	n := 0
	for next = last; rows.Next(); n++ {
		var e entry
		var sizes []byte
		if err := e.scan(rows, to.keyed, &sizes); err != nil {
			return 0, false, err
		}
		next = max(next, e.id)
		to.done++
		if sizes == nil {
			to.missing++
			continue
		}
		longest, same := to.compare(sizes, e.columns(to.name)[1:])
		if !same {
			to.differ++
		} else if longest != "" && to.done%to.every == 0 {
			lookups = append(lookups, [2]any{e.id, quote(longest)})
		}
	}
	if err := rows.Err(); err != nil || len(lookups) == 0 {
		return next, n == indexedAtOnce, err
	}
	asked, err := json.Marshal(lookups)
	if err != nil {
		return 0, false, err
	}
	var lost int
	if err := tx.QueryRowContext(c.ctx, "SELECT count(*) FROM json_each(?) AS asked WHERE NOT EXISTS (SELECT 1 FROM "+to.name+
		" WHERE "+to.name+" MATCH asked.value ->> 1 AND rowid = asked.value ->> 0)", string(asked)).Scan(&lost); err != nil {
		return 0, false, err
	}
	to.differ += lost
	return next, n == indexedAtOnce, nil
}

// compare counts the words of the columns of one entry and compares them with what FTS5 counted, kept as SQLite's varints.
func (to *indexComparison) compare(sizes []byte, columns []any) (longest string, same bool) {
	same = true
	for i, column := range columns {
		words := 0
		for text := column.(string); text != ""; {
			var word string
			if word, text, _ = strings.Cut(text, " "); word == "" {
				continue
			}
			words++
			to.words += hashOf(word)
			if len(word) > len(longest) && !(to.keyed && i == len(columns)-1) {
				longest = word
			}
		}
		counted, n := 0, 0
		for n < len(sizes) {
			b := sizes[n]
			n++
			if counted = counted<<7 | int(b&0x7F); b < 0x80 {
				break
			}
		}
		sizes = sizes[n:]
		same = same && counted == words
	}
	return longest, same
}

// wordCounts gives the sum over all words of an index of their hash times how often they stand there.
func (c *checker) wordCounts(search string) (sum uint64, err error) {
	conn, err := c.db.Conn(c.ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	// The table of words lies in the memory of this connection; query_only refuses to make even that.
	const table = "temp.words_of_"
	_, err = conn.ExecContext(c.ctx, "PRAGMA query_only = 0; CREATE VIRTUAL TABLE IF NOT EXISTS "+table+search+" USING fts5vocab(main, "+search+", 'row')")
	_, back := conn.ExecContext(c.ctx, "PRAGMA query_only = 1")
	if err = errors.Join(err, back); err != nil {
		return 0, err
	}
	rows, err := conn.QueryContext(c.ctx, "SELECT term, cnt FROM "+table+search)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var word string
		var n uint64
		if err := rows.Scan(&word, &n); err != nil {
			return 0, err
		}
		sum += n * hashOf(word)
	}
	return sum, rows.Err()
}

// hashOf is FNV-1a.
func hashOf(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}
