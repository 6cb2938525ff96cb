package storage

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/dossier"
)

// The sizes of the dossier that is measured: PARLEY_BENCH_DOCUMENTS changes it (each has ten coded statements).
func benchSize() int {
	if n, err := strconv.Atoi(os.Getenv("PARLEY_BENCH_DOCUMENTS")); err == nil && n > 0 {
		return n
	}
	return 10000
}

var (
	large     *Dossier
	largeOnce sync.Once
)

// vocabulary gives words whose commonness falls as in a language.
func vocabulary(r *rand.Rand) func() string {
	z := rand.NewZipf(r, 1.07, 2.7, 199_999)
	return func() string { return "w" + strconv.FormatUint(z.Uint64(), 36) }
}

// largeDossier makes, once, a dossier of benchSize documents with ten coded statements each.
func largeDossier(b *testing.B) *Dossier {
	b.Helper()
	largeOnce.Do(func() {
		dir, err := os.MkdirTemp("", "storage-bench-")
		must(b, err)
		path := filepath.Join(dir, "large.parley")
		took := loadOurs(b, path, benchSize())
		info, err := os.Stat(path)
		must(b, err)
		fmt.Printf("loaded %d documents, %d coded statements in %.1f s: %.0f statements/s; file %.0f MB\n", benchSize(), 10*benchSize(),
			took.Seconds(), float64(10*benchSize())/took.Seconds(), float64(info.Size())/(1<<20))
		large, err = Open(ctx, path, Options{Analyst: "bench"})
		must(b, err)
	})
	return large
}

// batch is how many documents are loaded in one transaction.
const batch = 100

// benchParties and benchIssues are those of the dossier that is measured.
const (
	benchParties = 40
	benchIssues  = 60
)

// addNames makes the parties and issues that a load refers to.
func addNames(b *testing.B, d *Dossier) (parties []dossier.Party, issues []dossier.Issue) {
	_, err := d.Change(ctx, "Parties and issues", func(tx *Tx) error {
		for n := range benchParties {
			p, err := tx.AddParty(fmt.Sprint("Party ", n), "", nil)
			if err != nil {
				return err
			}
			parties = append(parties, p)
		}
		for n := range benchIssues {
			i, err := tx.AddIssue(dossier.Issue{Name: fmt.Sprint("Issue ", n)})
			if err != nil {
				return err
			}
			issues = append(issues, i)
		}
		return nil
	})
	must(b, err)
	return parties, issues
}

// loadOurs adds documents with ten coded statements each through Change, and closes the dossier.
func loadOurs(b *testing.B, path string, documents int) time.Duration {
	b.Helper()
	d, err := Create(ctx, path, "Large", Options{Analyst: "bench"})
	must(b, err)
	r := rand.New(rand.NewPCG(1, 1))
	next := vocabulary(r)
	parties, issues := addNames(b, d)
	began := time.Now()
	for from := 0; from < documents; from += batch {
		_, err := d.Change(ctx, "Import", func(tx *Tx) error {
			for n := from; n < min(from+batch, documents); n++ {
				doc, rev, sts := article(r, next, n)
				for i := range sts {
					sts[i].Actor, sts[i].Status = parties[r.IntN(len(parties))].Name, dossier.Accepted
				}
				if _, err := tx.AddDocument(doc, rev, sts, nil); err != nil {
					return err
				}
				for _, s := range sts {
					c := dossier.Coding{StatementID: s.ID, IssueID: issues[r.IntN(len(issues))].ID, Stance: dossier.Supports}
					if err := tx.SetCoding(c); err != nil {
						return err
					}
				}
			}
			return nil
		})
		must(b, err)
	}
	must(b, d.Close())
	return time.Since(began)
}

func article(r *rand.Rand, next func() string, n int) (dossier.Document, dossier.Revision, []dossier.Statement) {
	var t strings.Builder
	var spans []dossier.Span
	for i := range 10 {
		start := t.Len()
		for range 20 + r.IntN(10) {
			t.WriteString(next() + " ")
		}
		spans = append(spans, dossier.Span{Start: start, End: t.Len() - 1})
		for range 10 {
			t.WriteString(next() + " ")
		}
		_ = i
	}
	runes := []rune(t.String())
	sts := make([]dossier.Statement, len(spans))
	for i, s := range spans {
		p, _ := dossier.NewPassage(runes, s)
		sts[i] = dossier.Statement{Passage: p, Kind: dossier.Direct, Hops: []dossier.Hop{{Kind: dossier.HopOutlet, Name: "Outlet", Named: true}}}
	}
	return dossier.Document{Title: fmt.Sprint("Title ", n, " ", next()), Outlet: fmt.Sprint("Outlet ", n%40), Lang: "en",
		Published: dossier.Date{Time: time.Date(2020, 1, 1+n%2000, 0, 0, 0, 0, time.UTC), Precision: dossier.PrecisionDay}}, dossier.Revision{Text: t.String(), Norm: "nfc-lf-1"}, sts
}

// percentiles runs fn and reports its p50 and p99 in milliseconds beside those of the bare driver's query, which is
// run in turn with it.
func percentiles(b *testing.B, fn, bare func()) {
	b.Helper()
	var ours, floor []float64
	for b.Loop() {
		began := time.Now()
		fn()
		ours = append(ours, float64(time.Since(began))/1e6)
		began = time.Now()
		bare()
		floor = append(floor, float64(time.Since(began))/1e6)
	}
	reportPercentiles(b, ours, "ours")
	reportPercentiles(b, floor, "driver")
	b.ReportMetric(0, "ns/op") // it would add the two together
}

func reportPercentiles(b *testing.B, list []float64, name string) {
	slices.Sort(list)
	b.ReportMetric(list[len(list)/2], name+"-p50-ms")
	b.ReportMetric(list[int(math.Min(float64(len(list)-1), float64(len(list))*0.99))], name+"-p99-ms")
}

// drain reads all rows of a query on the reading side, as the bare driver gives them.
func drain(b *testing.B, d *Dossier, query string, args ...any) {
	rows, err := d.read.Query(query, args...)
	must(b, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(b, err)
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		must(b, rows.Scan(into...))
	}
	must(b, rows.Err())
}

func BenchmarkCommit(b *testing.B) {
	d := newDossier(b)
	_, err := d.write.Exec("CREATE TABLE bare (a TEXT)")
	must(b, err)
	n := 0
	percentiles(b, func() {
		n++
		must(b, addRecipe(d, n))
	}, func() {
		_, err := d.write.Exec("INSERT INTO bare VALUES ('a line of text')")
		must(b, err)
	})
}

func addRecipe(d *Dossier, n int) error {
	_, err := d.Change(ctx, "Save", func(tx *Tx) error { return tx.SaveRecipe(dossier.Recipe{Name: fmt.Sprint("Recipe ", n)}) })
	return err
}

// One paste of an article with ten statements, into a large dossier; the driver writes the text and ten rows.
func BenchmarkPaste(b *testing.B) {
	d := largeDossier(b)
	r := rand.New(rand.NewPCG(7, 7))
	next := vocabulary(r)
	n := 0
	percentiles(b, func() {
		n++
		doc, rev, sts := article(r, next, n)
		_, err := d.Change(ctx, "Paste", func(tx *Tx) error {
			_, err := tx.AddDocument(doc, rev, sts, nil)
			return err
		})
		must(b, err)
	}, func() {
		_, rev, sts := article(r, next, n)
		tx, err := d.write.Begin()
		must(b, err)
		_, err = tx.Exec("CREATE TABLE IF NOT EXISTS bare (a TEXT)")
		must(b, err)
		_, err = tx.Exec("INSERT INTO bare VALUES (?)", rev.Text)
		must(b, err)
		for _, s := range sts {
			_, err = tx.Exec("INSERT INTO bare VALUES (?)", s.Passage.Exact)
			must(b, err)
		}
		must(b, tx.Commit())
	})
}

func BenchmarkListAll(b *testing.B) {
	d := largeDossier(b)
	percentiles(b, func() {
		_, _, err := d.Documents(ctx, dossier.DocumentFilter{Limit: 10000})
		must(b, err)
	}, func() { drain(b, d, selectDocuments+" ORDER BY d.published_key DESC, d.id DESC LIMIT 10000") })
}

func BenchmarkListPage(b *testing.B) {
	d := largeDossier(b)
	percentiles(b, func() {
		_, _, err := d.Documents(ctx, dossier.DocumentFilter{Limit: 100})
		must(b, err)
	}, func() { drain(b, d, selectDocuments+" ORDER BY d.published_key DESC, d.id DESC LIMIT 100") })
}

func BenchmarkStatementsOfDocument(b *testing.B) {
	d := largeDossier(b)
	docs, _, err := d.Documents(ctx, dossier.DocumentFilter{Limit: 100})
	must(b, err)
	n := 0
	percentiles(b, func() {
		n++
		_, err := d.Statements(ctx, StatementFilter{Document: docs[n%100].ID})
		must(b, err)
	}, func() {
		drain(b, d, selectStatements+" AND s.document_id = (SELECT id FROM document WHERE uid = ?)", docs[n%100].ID[:])
	})
}

// bareGrid reads what a grid is made of: the newest and the count of each cell, then the rows of the newest.
func bareGrid(b *testing.B, d *Dossier, f dossier.PositionFilter) {
	query, args, err := cellRows(f)
	must(b, err)
	var newest []int64
	must(b, d.each(ctx, query, func(row scanner) error {
		var issue, party, count, last, statement, again int64
		var stance string
		err := row.Scan(&issue, &party, &count, &last, &statement, &stance, &again)
		newest = append(newest, statement)
		return err
	}, args...))
	drain(b, d, selectCoded+" AND c.statement_id IN (SELECT value FROM json_each(?))", jsonNumbers(newest))
}

func benchmarkGrid(b *testing.B, next func() dossier.PositionFilter) {
	d := largeDossier(b)
	percentiles(b, func() {
		_, err := d.Grid(ctx, next())
		must(b, err)
	}, func() { bareGrid(b, d, next()) })
}

func BenchmarkGrid(b *testing.B) {
	benchmarkGrid(b, func() dossier.PositionFilter { return dossier.PositionFilter{} })
}

// The grid as of another day at each turn.
func BenchmarkGridAsOf(b *testing.B) {
	day := 0
	benchmarkGrid(b, func() dossier.PositionFilter {
		day++
		t := time.Date(2026, 1, 1+day%300, 0, 0, 0, 0, time.UTC)
		return dossier.PositionFilter{AsOf: dossier.Day(t.Year(), t.Month(), t.Day())}
	})
}

// The grid by the day of reporting, and narrowed to kinds of speech, which the index does not hold.
func BenchmarkGridReported(b *testing.B) {
	benchmarkGrid(b, func() dossier.PositionFilter {
		return dossier.PositionFilter{AsOf: dossier.Day(2026, 6, 1), Day: dossier.DayReported}
	})
}

func BenchmarkGridNarrow(b *testing.B) {
	benchmarkGrid(b, func() dossier.PositionFilter {
		return dossier.PositionFilter{Kinds: []dossier.Kind{dossier.Direct}}
	})
}
