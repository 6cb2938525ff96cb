package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"parley/dossier"
)

// speller puts changed columns into words.
type speller struct {
	ctx   context.Context
	q     querier
	known map[string]string // names of rows, by table and number
	err   error
}

// fieldWords names the columns that people set; the others follow from them or are inner.
var fieldWords = map[string]map[string]string{
	"document": {"title": "title", "author": "author", "url": "address", "lang": "language", "published": "published", "marking": "marking",
		"grade": "grade", "wire": "agency", "state": "state", "outlet_id": "outlet"},
	"statement": {"exact": "words", "kind": "kind", "act": "act", "status": "status", "speaker_text": "speaker in the text", "actor_id": "speaker",
		"role": "role", "party_id": "party", "said": "said", "outer_id": "within", "hops": "chain of reporting",
		"translation": "translation", "translator": "translator"},
	"coding":       {"stance": "stance", "reason": "reason"},
	"actor":        {"name": "name", "kind": "kind"},
	"actor_name":   {"name": "further name"},
	"party":        {"letter": "letter", "colour": "colour", "place": "place"},
	"membership":   {"role": "role", "since": "since", "until": "until", "party_id": "member of"},
	"issue":        {"name": "name", "definition": "definition", "letter": "letter", "place": "place", "parent_id": "under"},
	"note":         {"body": "note"},
	"tag":          {"name": "name"},
	"tagging":      {"tag_id": "tag"},
	"recipe":       {"name": "name", "body": "recipe"},
	"saved_search": {"name": "name", "query": "search"},
	"saved_view":   {"name": "name", "body": "view"},
	"verdict":      {"verdict": "verdict", "reason": "reason"},
	"sentence":     {"body": "sentence", "confidence": "confidence", "parties": "about"},
}

// changes lists what a step did to a row that is now as given.
func (s *speller) changes(p part, row, before, after fields) []dossier.FieldChange {
	var list []dossier.FieldChange
	for column, word := range fieldWords[p.table] {
		now, changed := after[column]
		if !changed {
			continue
		}
		c := dossier.FieldChange{Field: s.field(p, word, row), Before: s.value(p.table, column, before[column]), After: s.value(p.table, column, now)}
		if c.Before != c.After {
			list = append(list, c)
		}
	}
	if at, changed := after["deleted_at"]; changed && len(before) > 0 {
		c := dossier.FieldChange{Field: s.field(p, strings.ReplaceAll(p.table, "_", " "), row), Before: "there", After: "deleted"}
		if at == nil {
			c.Before, c.After = c.After, c.Before
		}
		list = append(list, c)
	}
	return list
}

// field says of a coding which issue it is on.
func (s *speller) field(p part, word string, row fields) string {
	if p.table == "coding" {
		if issue, ok := row["issue_id"].(int64); ok {
			return word + " on " + s.name("issue", issue)
		}
	}
	return word
}

func (s *speller) value(table, column string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int64:
		if to, ok := refersTo[table][column]; ok {
			return s.name(to, v)
		}
		return fmt.Sprint(v)
	case string:
		if column == "hops" {
			return s.chain(v)
		}
		if column == "published" || column == "said" {
			return readDate(v).Label()
		}
		return v
	}
	return fmt.Sprint(v)
}

// chain names the links of a chain of reporting.
func (s *speller) chain(hops string) string {
	var list []dossier.Hop
	if err := json.Unmarshal([]byte(hops), &list); err != nil {
		s.err = errors.Join(s.err, err)
	}
	names := make([]string, len(list))
	for i, h := range list {
		if names[i] = h.Name; h.Name == "" {
			names[i] = h.Text
		}
	}
	return strings.Join(names, ", ")
}

// name gives the name of a row that another refers to.
func (s *speller) name(table string, id int64) string {
	key := fmt.Sprint(table, id)
	if n, ok := s.known[key]; ok {
		return n
	}
	query := map[string]string{"party": "SELECT name FROM actor WHERE id = ?", "statement": "SELECT 'statement ' || number FROM statement WHERE id = ?",
		"document": "SELECT title FROM document WHERE id = ?"}[table]
	if query == "" {
		query = "SELECT name FROM " + table + " WHERE id = ?"
	}
	var n string
	if err := s.q.QueryRowContext(s.ctx, query, id).Scan(&n); err != nil && !errors.Is(err, sql.ErrNoRows) {
		s.err = errors.Join(s.err, err)
	}
	s.known[key] = n
	return n
}
