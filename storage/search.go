package storage

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"parley/dossier"
)

// rankedLimit is how many of the newest places are ranked: counting the places of a very common word takes
// milliseconds, scoring them a second.
const rankedLimit = 5000

// match is one row of a search table that matches.
type match struct {
	table string
	id    int64
	rank  float64
}

// Search finds words in the texts, the statements, the notes and the names: best first, of the newest 5,000 of each
// that match. The query holds words, "phrases", prefix*, AND, OR, NOT and -, brackets, NEAR(a b, 10), and filters such
// as party:Arvenia, date:2026-11 (see parseQuery); re:/…/ makes it a regular expression. Nothing that can be typed
// fails: what could not be meant is said in the result's Notes. A query of filters alone lists the newest first.
// limit 0: 50.
func (d *Dossier) Search(ctx context.Context, query string, limit int) (dossier.SearchResult, error) {
	const op = "The search was not made"
	began := time.Now()
	if limit <= 0 {
		limit = 50
	}
	res, err := d.search(ctx, query, limit)
	res.Took = time.Since(began)
	return res, border(op, err)
}

func (d *Dossier) search(ctx context.Context, query string, limit int) (res dossier.SearchResult, err error) {
	if pattern, rest, ok := cutPattern(query); ok {
		return d.searchPattern(ctx, pattern, rest, limit)
	}
	q := parseQuery(query)
	if q.kind == isNone {
		return res, nil
	}
	keys, notes, err := d.resolve(ctx, q.filters())
	if err != nil {
		return res, err
	}
	res.Notes = notes
	want := q.wanted()
	var all []match
	for _, s := range searches {
		e := q.expressionFor(s.name, keys)
		if e.all && s.keyed {
			e.text = quote(compact(every))
		}
		if e.text == "" {
			continue
		}
		hits, total, ranked, err := d.best(ctx, s.name, e.text, limit, len(want) > 0)
		if err != nil {
			return res, err
		}
		all = append(all, hits...)
		res.Total += total
		res.Ranked += ranked
	}
	// Names come first: they are few, and who types one means it. Ranks are better the smaller they are.
	slices.SortStableFunc(all, func(a, b match) int {
		if an, bn := a.table == "search_actor", b.table == "search_actor"; an != bn {
			if an {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.rank, b.rank)
	})
	if len(all) > limit {
		all = all[:limit]
	}
	res.Hits, err = d.hits(ctx, all, want, nil)
	return res, err
}

// best ranks the newest places of one search table; where there are no words to rank by, it gives the newest.
func (d *Dossier) best(ctx context.Context, table, expr string, limit int, rank bool) (hits []match, total, ranked int, err error) {
	if err := d.read.QueryRowContext(ctx, "SELECT count(*) FROM "+table+" WHERE "+table+" MATCH ?", expr).Scan(&total); err != nil || total == 0 {
		return nil, 0, 0, err
	}
	if !rank {
		err = d.each(ctx, "SELECT rowid FROM "+table+" WHERE "+table+" MATCH ? ORDER BY rowid DESC LIMIT ?", func(row scanner) error {
			f := match{table: table}
			err := row.Scan(&f.id)
			hits = append(hits, f)
			return err
		}, expr, limit)
		return hits, total, total, err
	}
	ranked = min(total, rankedLimit)
	var after int64
	if total > rankedLimit {
		err = d.read.QueryRowContext(ctx, "SELECT rowid FROM "+table+" WHERE "+table+" MATCH ? ORDER BY rowid DESC LIMIT 1 OFFSET ?", expr, rankedLimit).Scan(&after)
		if err != nil && !errors.Is(err, sql.ErrNoRows) { // rows may have gone since they were counted
			return nil, 0, 0, err
		}
	}
	err = d.each(ctx, "SELECT rowid, rank FROM "+table+" WHERE "+table+" MATCH ? AND rowid > ? ORDER BY rank LIMIT ?", func(row scanner) error {
		f := match{table: table}
		err := row.Scan(&f.id, &f.rank)
		hits = append(hits, f)
		return err
	}, expr, after, limit)
	return hits, total, ranked, err
}

// hits reads the rows behind the places found, and cuts their snippets; dress, which may be nil, may cut others.
func (d *Dossier) hits(ctx context.Context, list []match, want []term, dress func(row int64, h *dossier.Hit)) ([]dossier.Hit, error) {
	rows := map[string][]int64{}
	for _, f := range list {
		rows[f.table] = append(rows[f.table], f.id)
	}
	made := map[string]map[int64]dossier.Hit{}
	for table, read := range map[string]func(context.Context, string, []term, map[int64]dossier.Hit) error{
		"search_text": d.textHits, "search_statement": d.statementHits, "search_note": d.noteHits, "search_actor": d.actorHits} {
		made[table] = map[int64]dossier.Hit{}
		if len(rows[table]) == 0 {
			continue
		}
		ids, err := json.Marshal(rows[table])
		if err != nil {
			return nil, err
		}
		if err := read(ctx, string(ids), want, made[table]); err != nil {
			return nil, err
		}
	}
	var hits []dossier.Hit
	for _, f := range list {
		if h, ok := made[f.table][f.id]; ok {
			if dress != nil {
				dress(f.id, &h)
			}
			hits = append(hits, h)
		}
	}
	return hits, nil
}

func (d *Dossier) textHits(ctx context.Context, ids string, want []term, into map[int64]dossier.Hit) error {
	return d.each(ctx, `SELECT d.id, d.uid, d.title, coalesce(o.name, ''), d.published, d.author, r.text FROM document d
		JOIN revision r ON r.document_id = d.id AND r.deleted_at IS NULL
			AND r.number = (SELECT max(number) FROM revision WHERE document_id = d.id AND deleted_at IS NULL)
		LEFT JOIN actor o ON o.id = d.outlet_id
		WHERE d.deleted_at IS NULL AND d.id IN (SELECT value FROM json_each(?))`, func(row scanner) error {
		h := dossier.Hit{Kind: "document"}
		var id int64
		var published, author, text string
		if err := row.Scan(&id, &h.DocumentID, &h.Title, &h.Outlet, &published, &author, &text); err != nil {
			return err
		}
		h.Published = readDate(published)
		h.Snippet, h.Marks, h.Place = snippet(text, want)
		into[id] = h
		return nil
	}, ids)
}

func (d *Dossier) statementHits(ctx context.Context, ids string, want []term, into map[int64]dossier.Hit) error {
	return d.each(ctx, `SELECT s.id, s.uid, d.uid, d.title, coalesce(o.name, ''), d.published, s.exact, s.start, s.translation FROM statement s
		JOIN document d ON d.id = s.document_id LEFT JOIN actor o ON o.id = d.outlet_id
		WHERE s.deleted_at IS NULL AND s.id IN (SELECT value FROM json_each(?))`, func(row scanner) error {
		h := dossier.Hit{Kind: "statement"}
		var id int64
		var published, exact, translation string
		var start int
		if err := row.Scan(&id, &h.StatementID, &h.DocumentID, &h.Title, &h.Outlet, &published, &exact, &start, &translation); err != nil {
			return err
		}
		h.Published = readDate(published)
		h.Snippet, h.Marks, h.Place = snippet(exact, want)
		h.Place.Start, h.Place.End = h.Place.Start+start, h.Place.End+start
		if len(h.Marks) == 0 && translation != "" { // found by its translation: the place is that of the original
			if words, marks, _ := snippet(translation, want); len(marks) > 0 {
				h.Snippet, h.Marks = words, marks
			}
		}
		into[id] = h
		return nil
	}, ids)
}

// noteHits lead to what a note is on.
func (d *Dossier) noteHits(ctx context.Context, ids string, want []term, into map[int64]dossier.Hit) error {
	return d.each(ctx, `SELECT n.id, n.uid, d.uid, s.uid, a.uid, coalesce(d.title, a.name, i.name, ''), n.body, coalesce(s.start, 0), coalesce(s."end", 0) FROM note n
		LEFT JOIN statement s ON s.id = n.statement_id LEFT JOIN document d ON d.id = coalesce(n.document_id, s.document_id)
		LEFT JOIN actor a ON a.id = n.actor_id LEFT JOIN issue i ON i.id = n.issue_id
		WHERE n.deleted_at IS NULL AND n.id IN (SELECT value FROM json_each(?))`, func(row scanner) error {
		h := dossier.Hit{Kind: "note"}
		var id int64
		var body string
		if err := row.Scan(&id, &h.NoteID, &h.DocumentID, &h.StatementID, &h.ActorID, &h.Title, &body, &h.Place.Start, &h.Place.End); err != nil {
			return err
		}
		h.Snippet, h.Marks, _ = snippet(body, want)
		into[id] = h
		return nil
	}, ids)
}

func (d *Dossier) actorHits(ctx context.Context, ids string, want []term, into map[int64]dossier.Hit) error {
	return d.each(ctx, `SELECT a.id, a.uid, a.name, coalesce((SELECT group_concat(n.name, ' · ') FROM actor_name n
		WHERE n.actor_id = a.id AND n.deleted_at IS NULL), '') FROM actor a
		WHERE a.deleted_at IS NULL AND a.id IN (SELECT value FROM json_each(?))`, func(row scanner) error {
		h := dossier.Hit{Kind: "actor"}
		var id int64
		var others string
		if err := row.Scan(&id, &h.ActorID, &h.Title, &others); err != nil {
			return err
		}
		names := h.Title
		if others != "" {
			names += " · " + others
		}
		h.Snippet, h.Marks, _ = snippet(names, want)
		into[id] = h
		return nil
	}, ids)
}
