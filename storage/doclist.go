package storage

import (
	"context"
	"encoding/json"
	"slices"
	"sort"
	"strings"
	"time"

	"parley/dossier"
)

// countsByDocument counts the statements of each document once, for lists that are sorted by them.
const countsByDocument = ` LEFT JOIN (SELECT document_id, count(*) AS n FROM statement WHERE deleted_at IS NULL AND status `

// DocumentIndex gives the order of the documents that a filter takes, and nothing else of them: a list of a hundred
// thousand reads the rows that are in sight with DocumentRows.
func (d *Dossier) DocumentIndex(ctx context.Context, f dossier.DocumentFilter) ([]dossier.DocumentKey, error) {
	const op = "The documents were not read"
	where, args := documentsWhere(f)
	down, up := " DESC", " ASC"
	if f.Ascending {
		down, up = up, down
	}
	query, words := "SELECT d.uid, d.published_key, d.retrieved_at, '' FROM document d", false
	order := "d.published_key" + down + ", d.id" + down
	switch f.Sort {
	case dossier.ByAdded:
		order = "d.id" + down
	case dossier.ByTitle:
		query, words = "SELECT d.uid, d.published_key, d.retrieved_at, d.title FROM document d", true
	case dossier.ByOutlet:
		query, words = "SELECT d.uid, d.published_key, d.retrieved_at, coalesce(o.name, '') FROM document d LEFT JOIN actor o ON o.id = d.outlet_id", true
	case dossier.ByStatements, dossier.ByToDecide:
		which := "<> 'rejected'"
		if f.Sort == dossier.ByToDecide {
			which = "= 'proposed'"
		}
		query += countsByDocument + which + " GROUP BY document_id) c ON c.document_id = d.id"
		order = "coalesce(c.n, 0)" + down + ", " + order
	}
	var keys []dossier.DocumentKey
	var names []string
	err := d.each(ctx, query+" WHERE d.deleted_at IS NULL"+where+" ORDER BY "+order, func(row scanner) error {
		var k dossier.DocumentKey
		var published, retrieved int64
		var name string
		if err := row.Scan(&k.ID, &published, &retrieved, &name); err != nil {
			return err
		}
		if published > 0 {
			k.Day = time.Unix((published>>keyDay-yearOne)*86400, 0).UTC()
		} else {
			k.Day = fromMillis(retrieved).Truncate(24 * time.Hour)
		}
		keys = append(keys, k)
		if words {
			names = append(names, dossier.Fold(name))
		}
		return nil
	}, args...)
	if err != nil || !words {
		return keys, border(op, err)
	}
	// By the alphabet, as people spell: SQLite knows no letters beyond ASCII. Nothing comes last.
	at := make([]int, len(keys))
	for i := range at {
		at[i] = i
	}
	sort.SliceStable(at, func(a, b int) bool {
		x, y := names[at[a]], names[at[b]]
		if (x == "") != (y == "") {
			return y == ""
		}
		if f.Ascending {
			return x > y
		}
		return x < y
	})
	sorted := make([]dossier.DocumentKey, len(keys))
	for i, from := range at {
		sorted[i] = keys[from]
	}
	return sorted, nil
}

// DocumentRows reads documents with their counts and tags; those that are gone are left out.
func (d *Dossier) DocumentRows(ctx context.Context, ids []dossier.ID) (map[dossier.ID]dossier.Document, error) {
	const op = "The documents were not read"
	list, err := uidList(ids)
	if err != nil {
		return nil, border(op, err)
	}
	rows := make(map[dossier.ID]dossier.Document, len(ids))
	err = d.each(ctx, selectDocuments+" AND d.uid IN (SELECT unhex(value) FROM json_each(?))", func(row scanner) error {
		doc, err := scanDocument(row)
		rows[doc.ID] = doc
		return err
	}, list)
	if err != nil {
		return nil, border(op, err)
	}
	err = d.each(ctx, `SELECT d.uid, t.name FROM document d JOIN tagging g ON g.document_id = d.id JOIN tag t ON t.id = g.tag_id
		WHERE d.uid IN (SELECT unhex(value) FROM json_each(?)) AND g.deleted_at IS NULL AND t.deleted_at IS NULL ORDER BY t.folded`, func(row scanner) error {
		var id dossier.ID
		var name string
		err := row.Scan(&id, &name)
		if doc, ok := rows[id]; ok {
			doc.Tags = append(doc.Tags, name)
			rows[id] = doc
		}
		return err
	}, list)
	return rows, border(op, err)
}

func documentsWhere(f dossier.DocumentFilter) (where string, args []any) {
	if f.State != "" {
		where += " AND d.state = ?"
		args = append(args, string(f.State))
	}
	if f.Outlet != dossier.None {
		where += " AND d.outlet_id = (SELECT id FROM actor WHERE uid = ?)"
		args = append(args, f.Outlet[:])
	}
	if name := foldName(f.OutletNamed); name != "" {
		where += " AND d.outlet_id IN (SELECT id FROM actor WHERE instr(folded, ?) > 0 UNION SELECT actor_id FROM actor_name WHERE deleted_at IS NULL AND instr(folded, ?) > 0)"
		args = append(args, name, name)
	}
	if f.Lang != "" {
		where += " AND (d.lang = ? OR substr(d.lang, 1, ?) = ?)"
		args = append(args, f.Lang, len(f.Lang)+1, f.Lang+"-")
	}
	if f.Tag != "" {
		where += ` AND d.id IN (SELECT g.document_id FROM tagging g JOIN tag t ON t.id = g.tag_id
			WHERE g.deleted_at IS NULL AND t.deleted_at IS NULL AND t.folded = ? AND g.document_id IS NOT NULL)`
		args = append(args, foldName(f.Tag))
	}
	if f.ToDecide {
		where += " AND EXISTS (SELECT 1 FROM statement s WHERE s.document_id = d.id AND s.status = 'proposed' AND s.deleted_at IS NULL)"
	}
	// Each word typed is the beginning of one in the title, the outlet or the author.
	var match []string
	words(clean(f.Text), func(w word) bool {
		match = append(match, "facts : "+quote(w.folded)+" *")
		return len(match) < maxTerms
	})
	if len(match) > 0 {
		where += " AND d.id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)"
		args = append(args, strings.Join(match, " AND "))
	}
	return where, args
}

// copiesShare is the share of the kept runs of the shorter text from which on two texts are folded in a list.
const copiesShare = 0.6

// Copies finds groups of documents whose current texts are nearly the same, as wire copies are: for each member of a
// group the one that stands for it, which was published first. It compares the kept runs of all texts at once.
func (d *Dossier) Copies(ctx context.Context) (map[dossier.ID]dossier.ID, error) {
	const op = "Near copies were not looked for"
	type pair struct{ a, b int64 }
	shared := map[pair]int{}
	err := d.each(ctx, `SELECT json_group_array(revision_id) FROM shingle GROUP BY hash HAVING count(*) BETWEEN 2 AND ?`, func(row scanner) error {
		var list string
		var ids []int64
		if err := row.Scan(&list); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(list), &ids); err != nil {
			return err
		}
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if p := (pair{a, b}); shared[p] > 0 || len(shared) < mostPairs {
					shared[p]++
				}
			}
		}
		return nil
	}, commonInList)
	if err != nil || len(shared) == 0 {
		return nil, border(op, err)
	}
	involved := map[int64]bool{}
	for p := range shared {
		involved[p.a], involved[p.b] = true, true
	}
	ids := make([]int64, 0, len(involved))
	for id := range involved {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	type text struct {
		document dossier.ID
		kept     int
		order    int64
	}
	texts := map[int64]text{}
	err = d.each(ctx, `SELECT r.id, d.uid, (SELECT count(*) FROM shingle s WHERE s.revision_id = r.id), CASE d.published_key WHEN 0 THEN 1 << 62 ELSE d.published_key END
		FROM revision r JOIN document d ON d.id = r.document_id WHERE r.id IN (SELECT value FROM json_each(?)) AND r.deleted_at IS NULL AND d.deleted_at IS NULL
		AND r.id = (SELECT id FROM revision c WHERE c.document_id = d.id AND c.deleted_at IS NULL ORDER BY c.number DESC LIMIT 1)`, func(row scanner) error {
		var id int64
		var t text
		err := row.Scan(&id, &t.document, &t.kept, &t.order)
		texts[id] = t
		return err
	}, jsonNumbers(ids))
	if err != nil {
		return nil, border(op, err)
	}
	stands := map[int64]int64{}
	var root func(int64) int64
	root = func(id int64) int64 {
		if up, ok := stands[id]; ok && up != id {
			up = root(up)
			stands[id] = up
			return up
		}
		return id
	}
	for p, n := range shared {
		a, ok := texts[p.a]
		b, ok2 := texts[p.b]
		if !ok || !ok2 || a.document == b.document || float64(n) < copiesShare*float64(min(a.kept, b.kept)) || n < fewestShared {
			continue
		}
		x, y := root(p.a), root(p.b)
		if x == y {
			continue
		}
		if tx, ty := texts[x], texts[y]; ty.order < tx.order || ty.order == tx.order && y < x {
			x, y = y, x
		}
		stands[y] = x
	}
	out := map[dossier.ID]dossier.ID{}
	for id := range stands {
		r := root(id)
		out[texts[id].document], out[texts[r].document] = texts[r].document, texts[r].document
	}
	return out, nil
}

const (
	commonInList = 40 // a run that more texts share says nothing about them: a foot, a menu
	fewestShared = 3  // runs
	mostPairs    = 4 << 20
)
