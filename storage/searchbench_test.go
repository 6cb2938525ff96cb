package storage

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
)

// Each class of search in the large dossier, beside the bare driver, which only says which rows match: unranked and
// without the words.
func BenchmarkSearch(b *testing.B) {
	d := largeDossier(b)
	w := func(rank int) string { return "w" + strconv.FormatInt(int64(rank), 36) }
	for _, class := range []struct {
		name string
		make func(r *rand.Rand) string
	}{
		{"common", func(r *rand.Rand) string { return w(r.IntN(20)) }},
		{"middle", func(r *rand.Rand) string { return w(100 + r.IntN(900)) }},
		{"rare", func(r *rand.Rand) string { return w(10000 + r.IntN(90000)) }},
		{"and", func(r *rand.Rand) string { return w(r.IntN(1000)) + " " + w(r.IntN(1000)) }},
		{"or", func(r *rand.Rand) string { return w(r.IntN(1000)) + " OR " + w(r.IntN(1000)) }},
		{"not", func(r *rand.Rand) string { return w(100+r.IntN(900)) + " -" + w(r.IntN(1000)) }},
		{"near", func(r *rand.Rand) string { return "NEAR(" + w(r.IntN(1000)) + " " + w(r.IntN(1000)) + ", 5)" }},
		{"phrase2-common", func(r *rand.Rand) string { return `"` + w(r.IntN(100)) + " " + w(r.IntN(100)) + `"` }},
		{"phrase3", func(r *rand.Rand) string {
			return `"` + w(r.IntN(100)) + " " + w(r.IntN(1000)) + " " + w(r.IntN(1000)) + `"`
		}},
		{"prefix3", func(r *rand.Rand) string { return w(36*36 + r.IntN(36*36))[:3] + "*" }},
		{"prefix5", func(r *rand.Rand) string { return w(36*36*36 + r.IntN(36*36*36))[:4] + "*" }},
		{"common-of-party", func(r *rand.Rand) string {
			return w(r.IntN(20)) + fmt.Sprintf(` party:"Party %d"`, r.IntN(benchParties))
		}},
		{"middle-on-issue", func(r *rand.Rand) string {
			return w(100+r.IntN(900)) + fmt.Sprintf(` issue:"Issue %d" stance:supports`, r.IntN(benchIssues))
		}},
		{"middle-in-month", func(r *rand.Rand) string {
			return w(100+r.IntN(900)) + fmt.Sprintf(" date:%d-%02d", 2020+r.IntN(5), 1+r.IntN(12))
		}},
		{"filters-alone", func(r *rand.Rand) string {
			return fmt.Sprintf(`party:"Party %d" issue:"Issue %d" date:2022`, r.IntN(benchParties), r.IntN(benchIssues))
		}},
		{"pattern", func(r *rand.Rand) string { return "re:/" + w(r.IntN(1000)) + "[0-9] w/" }},
	} {
		b.Run(class.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 3))
			query := ""
			percentiles(b, func() {
				query = class.make(r)
				_, err := d.Search(ctx, query, 50)
				must(b, err)
			}, func() {
				q := parseQuery(query)
				keys, _, err := d.resolve(ctx, q.filters())
				must(b, err)
				for _, table := range []string{"search_text", "search_statement"} {
					if e := q.expressionFor(table, keys); e.text != "" {
						drain(b, d, "SELECT rowid FROM "+table+" WHERE "+table+" MATCH ?", e.text)
					}
				}
			})
		})
	}
}
