package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"parley/dossier"
)

// rankedAtMost is how many of the newest matches are ranked: scoring takes a hundred times as long as finding.
const rankedAtMost = 5000

// Search finds words in texts, statements and names. Any input is a query. Matches are the best of the newest 5,000 of
// each kind; Total counts all.
func (d *Dossier) Search(ctx context.Context, text string, limit int) (dossier.SearchResult, error) {
	start := time.Now()
	r := dossier.SearchResult{}
	q := parseQuery(text)
	if len(q.alternatives) == 0 {
		return r, nil
	}
	if limit <= 0 {
		limit = 50
	}
	var lists [3][]dossier.Hit
	for i, find := range []func(context.Context, query, int, *dossier.SearchResult) ([]dossier.Hit, error){d.findActors, d.findStatements, d.findDocuments} {
		hits, err := find(ctx, q, limit, &r)
		if err != nil {
			return r, wrap("search", err)
		}
		lists[i] = hits
	}
	// Names first, then statements and texts in turn, each best first.
	names := lists[0][:min(len(lists[0]), max(1, limit/5))]
	r.Hits = append(r.Hits, names...)
	for i := 0; len(r.Hits) < limit && (i < len(lists[1]) || i < len(lists[2])); i++ {
		for _, list := range lists[1:] {
			if i < len(list) && len(r.Hits) < limit {
				r.Hits = append(r.Hits, list[i])
			}
		}
	}
	r.Took = time.Since(start)
	return r, nil
}

// ranked gives the part of a query that ranks the newest matches of an index; deleted rows are not in it.
func (d *Dossier) ranked(ctx context.Context, index, match string, r *dossier.SearchResult) (after int64, err error) {
	var total int
	if err := d.read.QueryRowContext(ctx, `SELECT count(*) FROM `+index+` WHERE `+index+` MATCH ?`, match).Scan(&total); err != nil {
		return 0, err
	}
	r.Total += total
	r.Ranked += min(total, rankedAtMost)
	if total <= rankedAtMost {
		return 0, nil
	}
	err = d.read.QueryRowContext(ctx, `SELECT rowid FROM `+index+` WHERE `+index+` MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?`, match, rankedAtMost).Scan(&after)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return after, err
}

func (d *Dossier) findStatements(ctx context.Context, q query, limit int, r *dossier.SearchResult) ([]dossier.Hit, error) {
	after, err := d.ranked(ctx, "statement_fts", q.match(), r)
	if err != nil {
		return nil, err
	}
	rows, err := d.read.QueryContext(ctx, `SELECT s.uid, d.uid, d.title, coalesce(o.name, ''), d.published, s.exact, s.start, s.end
		FROM (SELECT rowid, rank FROM statement_fts WHERE statement_fts MATCH ? AND rowid > ? ORDER BY rank LIMIT ?) f
		JOIN statement s ON s.id = f.rowid JOIN document d ON d.id = s.document_id LEFT JOIN actor o ON o.id = d.outlet_id ORDER BY f.rank`,
		q.match(), after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Hit
	for rows.Next() {
		h := dossier.Hit{Kind: "statement"}
		var id, document []byte
		var published, exact string
		if err := rows.Scan(&id, &document, &h.Title, &h.Outlet, &published, &exact, &h.Place.Start, &h.Place.End); err != nil {
			return nil, err
		}
		copy(h.StatementID[:], id)
		copy(h.DocumentID[:], document)
		if h.Published, err = dossier.ParseDate(published); err != nil {
			return nil, err
		}
		h.Snippet, h.Marks, _ = snippet([]rune(exact), q)
		out = append(out, h)
	}
	return out, rows.Err()
}

func (d *Dossier) findDocuments(ctx context.Context, q query, limit int, r *dossier.SearchResult) ([]dossier.Hit, error) {
	after, err := d.ranked(ctx, "document_fts", q.match(), r)
	if err != nil {
		return nil, err
	}
	rows, err := d.read.QueryContext(ctx, `SELECT d.uid, d.title, coalesce(o.name, ''), d.published,
		(SELECT text FROM revision WHERE document_id = d.id ORDER BY number DESC LIMIT 1)
		FROM (SELECT rowid, rank FROM document_fts WHERE document_fts MATCH ? AND rowid > ? ORDER BY rank LIMIT ?) f
		JOIN document d ON d.id = f.rowid LEFT JOIN actor o ON o.id = d.outlet_id ORDER BY f.rank`, q.match(), after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Hit
	for rows.Next() {
		h := dossier.Hit{Kind: "document"}
		var id []byte
		var published, text string
		if err := rows.Scan(&id, &h.Title, &h.Outlet, &published, &text); err != nil {
			return nil, err
		}
		copy(h.DocumentID[:], id)
		if h.Published, err = dossier.ParseDate(published); err != nil {
			return nil, err
		}
		h.Snippet, h.Marks, h.Place = snippet([]rune(text), q)
		out = append(out, h)
	}
	return out, rows.Err()
}

func (d *Dossier) findActors(ctx context.Context, q query, limit int, r *dossier.SearchResult) ([]dossier.Hit, error) {
	if _, err := d.ranked(ctx, "actor_fts", q.match(), r); err != nil {
		return nil, err
	}
	rows, err := d.read.QueryContext(ctx, `SELECT a.uid, a.name, n.name FROM (SELECT rowid, rank FROM actor_fts WHERE actor_fts MATCH ? ORDER BY rank LIMIT ?) f
		JOIN actor_name n ON n.id = f.rowid JOIN actor a ON a.id = n.actor_id ORDER BY f.rank`, q.match(), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []dossier.Hit
	for rows.Next() {
		h := dossier.Hit{Kind: "actor"}
		var id []byte
		var name string
		if err := rows.Scan(&id, &h.Title, &name); err != nil {
			return nil, err
		}
		copy(h.ActorID[:], id)
		h.Snippet, h.Marks, _ = snippet([]rune(name), q)
		out = append(out, h)
	}
	return out, rows.Err()
}

const (
	snippetBefore = 40  // code points before the first match
	snippetLength = 180 // code points
	snippetWindow = 100_000
)

// snippet cuts out the surroundings of the first match and marks what matches in it. Marks are in code points of the
// snippet; place is the first match in the text.
func snippet(text []rune, q query) (string, []dossier.Span, dossier.Span) {
	start, place := 0, dossier.Span{}
	for at := 0; at < len(text); at += snippetWindow { // a long text is folded piece by piece, up to its first match
		piece := text[at:min(len(text), at+snippetWindow+snippetLength)]
		if marks := matches(piece, q); len(marks) > 0 {
			place = dossier.Span{Start: at + marks[0].Start, End: at + marks[0].End}
			start = max(0, place.Start-snippetBefore)
			break
		}
	}
	for start > 0 && start < place.Start && isToken(text[start-1]) && isToken(text[start]) {
		start++ // begin with a whole word
	}
	cut := text[start:min(len(text), start+snippetLength)]
	lead, tail := "", ""
	if start > 0 {
		lead = "… "
	}
	if start+len(cut) < len(text) {
		tail = " …"
	}
	marks := matches(cut, q)
	for i := range marks {
		marks[i].Start += len([]rune(lead))
		marks[i].End += len([]rune(lead))
	}
	return lead + string(cut) + tail, marks, place
}

// matches finds the words of a query in a text, by place and without overlap.
func matches(text []rune, q query) []dossier.Span {
	f := foldWithOrigin(text)
	wanted := map[string]bool{}
	var prefixes []string
	for _, c := range q.alternatives {
		for _, t := range c.must {
			for i, w := range t.words {
				if t.prefix && i == len(t.words)-1 {
					prefixes = append(prefixes, w)
				} else {
					wanted[w] = true
				}
			}
		}
	}
	var out []dossier.Span
	for i := 0; i < len(f.text); {
		if !isToken(f.text[i]) {
			i++
			continue
		}
		j := i
		for j < len(f.text) && isToken(f.text[j]) {
			j++
		}
		word := string(f.text[i:j])
		found := wanted[word]
		for _, p := range prefixes {
			found = found || len(word) >= len(p) && word[:len(p)] == p
		}
		if found {
			s := dossier.Span{Start: f.from[i], End: f.from[j-1] + 1}
			if n := len(out); n > 0 && s.Start < out[n-1].End {
				out[n-1].End = max(out[n-1].End, s.End)
			} else {
				out = append(out, s)
			}
		}
		i = j
	}
	return out
}
