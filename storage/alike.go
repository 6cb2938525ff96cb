package storage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"sort"
	"strconv"

	"parley/dossier"
)

// Near copies are found by runs of five words, folded as for search: two texts that share many are versions of one.
// Of each text some runs are kept as hashes, by a rule that every text obeys: those whose hash is a multiple of a power
// of two, which is larger the longer the text. So of what two texts share, both keep what is a multiple of the larger
// power; and a note of sixty words keeps all its runs, where one in sixteen would leave it three.
const (
	runWords   = 5
	wantedRuns = 64 // a text keeps at least about half as many, where it has them
	mostSparse = 16 // but at least one run in sixteen, however long it is

	// commonRun is the number of texts from which on a run says nothing about its text: a newsletter's foot, a menu.
	commonRun = 200
	// alikeShare is the share of runs, either way, from which on texts are called near copies.
	alikeShare = 0.5
	// comparedWhole is the length in bytes up to which two texts are compared run by run; longer ones keep so many runs
	// that these alone give the share to a few in a hundred.
	comparedWhole = 64 << 10
)

// runs gives the hash of every run of five words of a text, each once, in rising order.
func runs(text string) []int64 {
	var last [runWords]uint64
	var out []int64
	n := 0
	words(text, func(w word) bool {
		h := uint64(14695981039346656037) // FNV-1a
		for i := 0; i < len(w.folded); i++ {
			h = (h ^ uint64(w.folded[i])) * 1099511628211
		}
		copy(last[:], last[1:])
		last[runWords-1] = h
		if n++; n < runWords {
			return true
		}
		var run uint64
		for _, h := range last {
			run = run*0x9E3779B97F4A7C15 + h
		}
		run ^= run >> 32 // the low bits decide what is kept: let all bits take part
		run *= 0xD6E8FEB86659FD93
		run ^= run >> 32
		out = append(out, int64(run))
		return true
	})
	slices.Sort(out)
	return slices.Compact(out)
}

// sparsity gives of how many runs a text of n keeps one.
func sparsity(n int) int64 {
	every := int64(1)
	for every < mostSparse && int64(n) > wantedRuns*every {
		every *= 2
	}
	return every
}

// thin keeps of runs those that are multiples.
func thin(runs []int64, every int64) []int64 {
	var kept []int64
	for _, r := range runs {
		if r%every == 0 {
			kept = append(kept, r)
		}
	}
	return kept
}

// trace keeps some runs of a text, so that near copies of it are found.
func (tx *Tx) trace(revision int64, text string) error {
	all := runs(text)
	_, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO shingle (hash, revision_id) SELECT value, ?1 FROM json_each(?2)",
		revision, jsonNumbers(thin(all, sparsity(len(all)))))
	return err
}

// jsonNumbers writes numbers as SQLite's json_each reads them, so that one query is about all of them.
func jsonNumbers(numbers []int64) string {
	b := []byte{'['}
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, ']'))
}

// tracedAtOnce is how many runs are held in memory while all texts are traced anew: sorted, they are written many times
// faster than in the order of the texts.
const tracedAtOnce = 1 << 20

// retrace keeps the runs of all texts anew.
func (tx *Tx) retrace(ctx context.Context) error {
	if _, err := tx.tx.ExecContext(tx.ctx, "DELETE FROM shingle"); err != nil {
		return err
	}
	rows, err := tx.tx.QueryContext(tx.ctx, "SELECT id, text FROM revision") // deleted ones too: they can come back
	if err != nil {
		return err
	}
	defer rows.Close()
	type kept struct{ run, revision int64 }
	var held []kept
	write := func() error {
		slices.SortFunc(held, func(a, b kept) int {
			return cmp.Or(cmp.Compare(a.run, b.run), cmp.Compare(a.revision, b.revision))
		})
		for _, k := range held {
			if _, err := tx.tx.ExecContext(tx.ctx, "INSERT INTO shingle (hash, revision_id) VALUES (?, ?)", k.run, k.revision); err != nil {
				return err
			}
		}
		held = held[:0]
		return nil
	}
	for rows.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		var revision int64
		var text string
		if err := rows.Scan(&revision, &text); err != nil {
			return err
		}
		all := runs(text)
		for _, r := range thin(all, sparsity(len(all))) {
			held = append(held, kept{r, revision})
		}
		if len(held) >= tracedAtOnce {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return write()
}

// asker is what a query can be put to: the readers of a dossier, or a transaction that sees what it has added itself.
type asker interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// NearCopies finds documents whose text is nearly that of text, the likest first: at least alikeShare of the runs of five
// words of the one stand in the other. A text of fewer than five words is like nothing.
func (d *Dossier) NearCopies(ctx context.Context, text string, limit int) ([]dossier.Likeness, error) {
	likes, err := nearCopies(ctx, d.read, text, limit)
	return likes, border("Near copies were not looked for", err)
}

// NearCopies is NearCopies of a dossier, with what this transaction has added.
func (tx *Tx) NearCopies(text string, limit int) ([]dossier.Likeness, error) {
	return nearCopies(tx.ctx, tx.tx, text, limit)
}

func nearCopies(ctx context.Context, from asker, text string, limit int) ([]dossier.Likeness, error) {
	all := runs(text)
	every := sparsity(len(all))
	shared, err := sharedRuns(ctx, from, thin(all, every))
	if err != nil || len(shared) == 0 {
		return nil, err
	}
	candidates := make([]int64, 0, len(shared))
	for revision := range shared {
		candidates = append(candidates, revision)
	}
	sort.Slice(candidates, func(i, j int) bool {
		a, b := candidates[i], candidates[j]
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) < 0
	})
	var likes []dossier.Likeness
	for _, revision := range candidates[:min(len(candidates), 2*limit+1)] { // looked at closely: the next cannot be liker by much
		l, err := compared(ctx, from, revision, text, all, shared[revision])
		if errors.Is(err, sql.ErrNoRows) {
			continue // deleted
		}
		if err != nil {
			return nil, err
		}
		if l.Share >= alikeShare || l.Reverse >= alikeShare {
			likes = append(likes, l)
		}
	}
	sort.SliceStable(likes, func(i, j int) bool {
		return max(likes[i].Share, likes[i].Reverse) > max(likes[j].Share, likes[j].Reverse)
	})
	return likes[:min(len(likes), limit)], nil
}

// sharedRuns gives for each text how many of the runs it has kept, too. Runs of very many texts count only where a text
// has hardly any others: then it is itself one of very many copies.
func sharedRuns(ctx context.Context, from asker, kept []int64) (map[int64]int, error) {
	var rare, common []int64
	everywhere := 0 // of those that every text keeps, the common ones
	err := pairs(ctx, from, func(run, texts int64) {
		switch {
		case texts > commonRun:
			common = append(common, run)
			if run%mostSparse == 0 {
				everywhere++
			}
		case texts > 0:
			rare = append(rare, run)
		}
	}, `SELECT value, (SELECT count(*) FROM (SELECT 1 FROM shingle WHERE hash = value LIMIT ?2)) FROM json_each(?1)`, jsonNumbers(kept), commonRun+1)
	if err != nil {
		return nil, err
	}
	shared := map[int64]int{}
	count := func(_, revision int64) { shared[revision]++ }
	if len(rare) > 0 {
		return shared, pairs(ctx, from, count, "SELECT value, revision_id FROM json_each(?1) CROSS JOIN shingle ON hash = value", jsonNumbers(rare))
	}
	if len(common) == 0 || everywhere*10 < len(thin(kept, mostSparse))*9 {
		return nil, nil
	}
	for _, run := range common { // the first texts are enough
		if err := pairs(ctx, from, count, "SELECT hash, revision_id FROM shingle WHERE hash = ?1 ORDER BY revision_id LIMIT ?2", run, commonRun); err != nil {
			return nil, err
		}
	}
	return shared, nil
}

// pairs gives the rows of a query of two numbers.
func pairs(ctx context.Context, from asker, visit func(a, b int64), query string, args ...any) error {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a, b int64
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		visit(a, b)
	}
	return rows.Err()
}

// compared measures how far a text is that of a revision; all are its runs, of which both keep some. It gives
// sql.ErrNoRows where the document was deleted or the revision is not its newest, and no share where that can be told
// without reading the text.
func compared(ctx context.Context, from asker, revision int64, text string, all []int64, shared int) (l dossier.Likeness, err error) {
	var document int64
	var size int
	if err := from.QueryRowContext(ctx, `SELECT r.document_id, octet_length(r.text) FROM revision r WHERE r.id = ?1 AND r.deleted_at IS NULL
		AND r.number = (SELECT max(number) FROM revision WHERE document_id = r.document_id AND deleted_at IS NULL)`, revision).
		Scan(&document, &size); err != nil {
		return l, err
	}
	theirCount := int(float64(len(all)) * float64(size) / float64(len(text))) // as if both had words of one length
	every := max(sparsity(len(all)), sparsity(theirCount))
	if float64(shared)*float64(every) < alikeShare/2*float64(min(len(all), theirCount)) {
		return l, nil // half of what there would be on average: some headings, a credit
	}
	if l.Document, err = scanDocument(from.QueryRowContext(ctx, selectDocuments+" AND d.id = ?", document)); err != nil {
		return l, err
	}
	mine := thin(all, mostSparse) // every text keeps those
	if size <= comparedWhole && len(text) <= comparedWhole || len(mine) < wantedRuns/4 {
		var other string
		if err := from.QueryRowContext(ctx, "SELECT text FROM revision WHERE id = ?", revision).Scan(&other); err != nil {
			return l, err
		}
		theirs := runs(other)
		same := inBoth(all, theirs)
		l.Share, l.Reverse = share(same, len(all)), share(same, len(theirs))
		return l, nil
	}
	var theirs []int64
	if err := pairs(ctx, from, func(run, _ int64) { theirs = append(theirs, run) },
		"SELECT hash, revision_id FROM shingle WHERE revision_id = ?", revision); err != nil {
		return l, err
	}
	slices.Sort(theirs)
	theirs = thin(theirs, mostSparse)
	same := inBoth(mine, theirs)
	l.Share, l.Reverse = share(same, len(mine)), share(same, len(theirs))
	return l, nil
}

// inBoth counts what stands in both of two lists in rising order.
func inBoth(a, b []int64) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b, n = a[1:], b[1:], n+1
		}
	}
	return n
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// DocumentByRaw finds the document whose text was made from these bytes, by their hash; nil where there is none. So a file
// that is here already need not be read again.
func (d *Dossier) DocumentByRaw(ctx context.Context, sha256 [32]byte) (*dossier.Document, error) {
	doc, err := scanDocument(d.read.QueryRowContext(ctx, selectDocuments+` AND d.id IN (SELECT r.document_id FROM revision_raw w
		JOIN revision r ON r.id = w.revision_id WHERE w.sha256 = ? AND r.deleted_at IS NULL) ORDER BY d.id LIMIT 1`, sha256[:]))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, border("The document was not looked for", err)
	}
	return &doc, nil
}
