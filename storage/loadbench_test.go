package storage

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"parley/dossier"
)

// loadBare writes the same rows into the same tables with prepared statements of the bare driver: the texts and their
// bytes, statements, readings, the journal, and the search tables last in each transaction. It checks nothing.
func loadBare(b *testing.B, path string, documents int) time.Duration {
	b.Helper()
	d, err := Create(ctx, path, "Bare", Options{Analyst: "bench"})
	must(b, err)
	defer d.Close()
	r := rand.New(rand.NewPCG(1, 1))
	next := vocabulary(r)
	addNames(b, d)
	began := time.Now()
	for from := 0; from < documents; from += batch {
		tx, err := d.write.Begin()
		must(b, err)
		bare := bareLoader{b: b, tx: tx, r: r}
		bare.action = bare.run("INSERT INTO action (hlc, device, analyst_id, kind, name, at, rows) VALUES (?, zeroblob(16), 1, 'do', 'Import', 0, 0)", from)
		for n := from; n < min(from+batch, documents); n++ {
			bare.add(n, next)
		}
		bare.search()
		must(b, tx.Commit())
	}
	return time.Since(began)
}

type bareLoader struct {
	b       *testing.B
	tx      *sql.Tx
	r       *rand.Rand
	indexed []func()
	action  int64
	changes int
}

// change notes a new row in the journal.
func (l *bareLoader) change(table string, uid []byte) []byte {
	l.changes++
	l.run("INSERT INTO change (action_id, n, tbl, uid) VALUES (?, ?, ?, ?)", l.action, l.changes, table, uid)
	return uid
}

func (l *bareLoader) run(query string, args ...any) int64 {
	res, err := l.tx.Exec(query, args...) // the driver keeps it prepared
	must(l.b, err)
	id, err := res.LastInsertId()
	must(l.b, err)
	return id
}

func (l *bareLoader) add(n int, next func() string) {
	doc, rev, sts := article(l.r, next, n)
	id := func() []byte { u := dossier.NewID(); return u[:] }
	raw, err := deflate([]byte(rev.Text))
	must(l.b, err)
	hash := sha256.Sum256([]byte(rev.Text))
	document := l.run(`INSERT INTO document (uid, number, title, author, url, lang, published, published_key, retrieved_at, marking, grade, wire, state)
		VALUES (?, ?, ?, '', '', 'en', ?, ?, 0, '', '', '', 'new')`, l.change("document", id()), n+1, doc.Title, doc.Published.String(), dateKey(doc.Published))
	revision := l.run(`INSERT INTO revision (uid, document_id, number, text, sha256, norm, encoding, flags) VALUES (?, ?, 1, ?, ?, 'nfc-lf-1', 'utf-8', '[]')`,
		l.change("revision", id()), document, rev.Text, hash[:])
	l.run("INSERT INTO revision_raw (revision_id, deflated, size, sha256) VALUES (?, ?, ?, ?)", revision, raw, len(rev.Text), hash[:])
	l.indexed = append(l.indexed, func() {
		l.run("INSERT INTO search_text (rowid, facts, body) VALUES (?, ?, ?)", document, foldText(doc.Title, doc.Outlet), foldText(rev.Text))
	})
	for i, s := range sts {
		party := 1 + l.r.IntN(benchParties)
		statement := l.run(`INSERT INTO statement (uid, number, document_id, revision_id, start, "end", exact, before, after, kind, status,
			speaker_text, speaker_start, speaker_end, actor_id, role, party_id, party_text, anonymous, cue_text, cue_start, cue_end, said, said_key,
			said_text, said_reason, hops, "group", confidence, reason, by_hand) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'direct', 'accepted', '', 0, 0, ?, '', ?, '', 0,
			'', 0, 0, '', 0, '', '', '[{"kind":"outlet","name":"Outlet","text":"","span":{"start":0,"end":0},"named":true}]', 0, 0, '', 0)`,
			l.change("statement", id()), 10*n+i+1, document, revision, s.Passage.Start, s.Passage.End, s.Passage.Exact, s.Passage.Before, s.Passage.After, party, party)
		l.run("INSERT INTO coding (uid, statement_id, issue_id, analyst_id, stance, reason, coded_at) VALUES (?, ?, ?, 1, 'supports', '', 0)",
			l.change("coding", id()), statement, 1+l.r.IntN(benchIssues))
		l.indexed = append(l.indexed, func() {
			l.run("INSERT INTO search_statement (rowid, words) VALUES (?, ?)", statement, foldText(s.Passage.Exact))
		})
	}
}

func (l *bareLoader) search() {
	for _, insert := range l.indexed {
		insert()
	}
}

// Loading: documents with ten coded statements each, 100 to a transaction; beside the same rows by the bare driver.
func BenchmarkLoad(b *testing.B) {
	const documents = 3000
	var ours, bare time.Duration
	rounds := 0
	for b.Loop() {
		dir := b.TempDir()
		ours += loadOurs(b, filepath.Join(dir, fmt.Sprint("ours", rounds, ".parley")), documents)
		bare += loadBare(b, filepath.Join(dir, fmt.Sprint("bare", rounds, ".parley")), documents)
		rounds++
	}
	rate := func(d time.Duration) float64 { return float64(rounds*documents*10) / d.Seconds() }
	b.ReportMetric(rate(ours), "ours-statements/s")
	b.ReportMetric(rate(bare), "driver-statements/s")
	b.ReportMetric(ours.Seconds()/bare.Seconds(), "times-driver")
	b.ReportMetric(0, "ns/op")
}
