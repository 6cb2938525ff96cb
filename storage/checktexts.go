package storage

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"runtime"
	"sync"
	"unicode/utf8"

	"parley/dossier"
)

// textsAtOnce is how many texts are read in one transaction of a check.
const textsAtOnce = 500

// evidence is one text with what rests on it.
type evidence struct {
	revision         int64
	document, number int
	of               int64 // the document's row
	text             string
	hash             []byte
	deflated         []byte // the pasted bytes
	size             int
	rawHash          []byte
	deleted          bool
	statements       []resting
	traces, mark     int64 // how many traces of near copies there are, and the sum of their low halves
	found            []finding
}

// resting is a statement with its passage and its date.
type resting struct {
	number   int
	document int64
	passage  dossier.Passage
	said     string
	saidKey  int64
}

// texts goes through the revisions, those of deleted documents too: they can be brought back. They are read in the order
// of the file by one goroutine and compared on all cores.
func (c *checker) texts() error {
	total, err := c.number("SELECT count(*) FROM revision")
	if err != nil {
		return err
	}
	version, err := c.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	done := 0
	for last, more := int64(-1), true; more; {
		var some []*evidence
		if err := c.snapshot(func(tx *sql.Tx) (err error) {
			some, err = c.compareSome(tx, last, version >= 3, func() { done++; c.progress.step(done, total, "documents") })
			return err
		}); err != nil {
			return err
		}
		for _, e := range some {
			last = e.revision
			for _, f := range e.found {
				c.put(f.Mend, f)
			}
		}
		more = len(some) == textsAtOnce
	}
	return nil
}

// compareSome reads the next texts after a row, each with its statements, and compares them.
func (c *checker) compareSome(tx *sql.Tx, last int64, traced bool, one func()) (some []*evidence, err error) {
	var to int64
	if err := tx.QueryRowContext(c.ctx, "SELECT coalesce(max(id), 0) FROM (SELECT id FROM revision WHERE id > ? ORDER BY id LIMIT ?)", last, textsAtOnce).Scan(&to); err != nil {
		return nil, err
	}
	texts, err := tx.QueryContext(c.ctx, `SELECT r.id, r.document_id, d.number, r.number, r.text, r.sha256, r.deleted_at IS NOT NULL, w.deflated, w.size, w.sha256
		FROM revision r JOIN document d ON d.id = r.document_id LEFT JOIN revision_raw w ON w.revision_id = r.id
		WHERE r.id > ? AND r.id <= ? ORDER BY r.id`, last, to)
	if err != nil {
		return nil, err
	}
	defer texts.Close()
	statements, err := tx.QueryContext(c.ctx, `SELECT revision_id, number, document_id, start, "end", exact, before, after, said, said_key
		FROM statement WHERE revision_id > ? AND revision_id <= ? ORDER BY revision_id`, last, to)
	if err != nil {
		return nil, err
	}
	defer statements.Close()
	nextTraces := func(int64) (n, mark int64, err error) { return 0, 0, nil }
	if traced {
		rows, err := tx.QueryContext(c.ctx, `SELECT revision_id, count(*), sum(hash & 0xFFFFFFFF) FROM shingle
			WHERE revision_id > ? AND revision_id <= ? GROUP BY revision_id ORDER BY revision_id`, last, to)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		nextTraces = traceCounts(rows)
	}
	slots := make(chan bool, runtime.NumCPU()) // so that few texts are held in memory at a time
	var comparing sync.WaitGroup
	defer comparing.Wait()
	pending, of := resting{}, int64(-1)
	for texts.Next() {
		e := &evidence{}
		if err := texts.Scan(&e.revision, &e.of, &e.document, &e.number, &e.text, &e.hash, &e.deleted, &e.deflated, (*nullInt)(&e.size), &e.rawHash); err != nil {
			return nil, err
		}
		for of <= e.revision {
			if of == e.revision {
				e.statements = append(e.statements, pending)
			}
			if !statements.Next() {
				of = 1<<63 - 1
				break
			}
			p := &pending.passage
			if err := statements.Scan(&of, &pending.number, &pending.document, &p.Start, &p.End, &p.Exact, &p.Before, &p.After, &pending.said, &pending.saidKey); err != nil {
				return nil, err
			}
		}
		if e.traces, e.mark, err = nextTraces(e.revision); err != nil {
			return nil, err
		}
		some = append(some, e)
		slots <- true
		comparing.Go(func() {
			e.compare(traced)
			<-slots
		})
		one()
	}
	if err := statements.Err(); err != nil {
		return nil, err
	}
	return some, texts.Err()
}

// traceCounts gives for texts in rising order how many traces there are of each.
func traceCounts(rows *sql.Rows) func(int64) (int64, int64, error) {
	at, n, mark := int64(-1), int64(0), int64(0)
	return func(revision int64) (int64, int64, error) {
		for at < revision {
			if !rows.Next() {
				at = 1<<63 - 1
				return 0, 0, rows.Err()
			}
			if err := rows.Scan(&at, &n, &mark); err != nil {
				return 0, 0, err
			}
		}
		if at == revision {
			return n, mark, nil
		}
		return 0, 0, nil
	}
}

func (e *evidence) add(where, mend string, by mending, sentence string) {
	e.found = append(e.found, finding{dossier.Finding{Where: where, Sentence: sentence, Mend: mend, Derived: by != byNothing}, by})
}

// compare looks at one text and forgets it.
func (e *evidence) compare(traced bool) {
	where := fmt.Sprintf("document %d, text %d", e.document, e.number)
	if sum := sha256.Sum256([]byte(e.text)); string(sum[:]) != string(e.hash) || !utf8.ValidString(e.text) {
		e.add(where, restoreBackup, byNothing, "The text is not the one that was stored: its hash differs.")
	}
	raw, err := inflate(e.deflated, e.size)
	if sum := sha256.Sum256(raw); err != nil || string(sum[:]) != string(e.rawHash) {
		e.add(where, restoreBackup, byNothing, "The pasted bytes are not the ones that were stored: their hash differs.")
	}
	letters := []rune(e.text)
	for _, s := range e.statements {
		of := fmt.Sprintf("statement %d in document %d", s.number, e.document)
		if s.document != e.of {
			e.add(of, restoreBackup, byNothing, "It refers to the text of another document.")
		}
		if right, ok := dossier.NewPassage(letters, s.passage.Span); !ok || right != s.passage {
			e.add(of, "Open the statement and mark its passage again, or restore a backup.", byNothing, "Its words do not stand at their place in the text.")
		}
		if f, wrong := keptDate(of, s.said, s.saidKey); wrong {
			e.found = append(e.found, f)
		}
	}
	if traced && (!e.deleted || e.traces > 0) {
		var mark int64
		all := runs(e.text)
		kept := thin(all, sparsity(len(all)))
		for _, r := range kept {
			mark += r & 0xFFFFFFFF
		}
		if int64(len(kept)) != e.traces || mark != e.mark {
			e.add(where, repairIt, bySearch, "The traces by which near copies of it are found are not those of its text.")
		}
	}
	e.text, e.deflated, e.statements = "", nil, nil
}

// nullInt reads a missing number as 0.
type nullInt int

// Scan implements sql.Scanner.
func (n *nullInt) Scan(v any) error {
	i, _ := v.(int64)
	*n = nullInt(i)
	return nil
}
