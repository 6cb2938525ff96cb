package storage

import (
	"fmt"
	"slices"
	"strings"
)

// every is the key that each text and each statement has, for queries that only exclude.
const every = "=all"

// expression is a query written for FTS5: a text, or one of the two that need none.
type expression struct {
	text string
	all  bool // it takes every row; with an empty text and without all, none
}

func (e expression) none() bool { return e.text == "" && !e.all }

// expressionFor writes a query for one search table. keys holds what each filter was found to mean; a filter that
// does not apply to the table takes nothing.
func (n node) expressionFor(table string, keys map[filter]meaning) expression {
	switch n.kind {
	case isTerm:
		return expression{text: n.term.match()}
	case isNear:
		terms := make([]string, len(n.kids))
		for i, kid := range n.kids {
			terms[i] = kid.term.match()
		}
		return expression{text: fmt.Sprintf("NEAR(%s, %d)", strings.Join(terms, " "), n.distance)}
	case isFilter:
		return keys[n.filter].expression(table)
	case isNot:
		e := n.kids[0].expressionFor(table, keys)
		switch {
		case e.none():
			return expression{all: true}
		case e.all:
			return expression{}
		}
		return expression{text: "(" + quote(compact(every)) + " NOT (" + e.text + "))"}
	case isAny:
		return anyOf(n.kids, table, keys)
	case isAll:
		return allOf(n.kids, table, keys)
	}
	return expression{}
}

func anyOf(kids []node, table string, keys map[filter]meaning) expression {
	var some []string
	for _, kid := range kids {
		e := kid.expressionFor(table, keys)
		if e.all {
			return e
		}
		if !e.none() {
			some = append(some, e.text)
		}
	}
	if len(some) == 0 {
		return expression{}
	}
	return expression{text: "(" + strings.Join(some, " OR ") + ")"}
}

func allOf(kids []node, table string, keys map[filter]meaning) expression {
	kids, joint := together(kids, keys)
	var with, without []string
	for _, kid := range kids {
		if kid.kind == isNot {
			e := kid.kids[0].expressionFor(table, keys)
			if e.all {
				return expression{}
			}
			if !e.none() {
				without = append(without, e.text)
			}
			continue
		}
		e := kid.expressionFor(table, keys)
		if e.none() {
			return expression{}
		}
		if !e.all {
			with = append(with, e.text)
		}
	}
	if joint != nil {
		e := joint.expression(table)
		if e.none() {
			return expression{}
		}
		with = append(with, e.text)
	}
	switch {
	case len(with) == 0 && len(without) == 0:
		return expression{all: true}
	case len(with) == 0:
		with = []string{quote(compact(every))}
	}
	text := "(" + strings.Join(with, " AND ") + ")"
	if len(without) > 0 {
		text = "(" + text + " NOT (" + strings.Join(without, " OR ") + "))"
	}
	return expression{text: text}
}

// together takes an issue and a stance that stand side by side as one: the stance on that issue.
func together(kids []node, keys map[filter]meaning) (rest []node, joint *meaning) {
	var issue, stance *meaning
	for _, kid := range kids {
		if kid.kind == isFilter {
			m := keys[kid.filter]
			switch {
			case kid.filter.name == "issue" && issue == nil:
				issue = &m
				continue
			case kid.filter.name == "stance" && stance == nil:
				stance = &m
				continue
			}
		}
		rest = append(rest, kid)
	}
	if issue == nil || stance == nil {
		return kids, nil
	}
	both := meaning{tables: []string{"search_statement"}}
	for _, i := range issue.keys {
		for _, s := range stance.keys {
			both.keys = append(both.keys, i+s[1:]) // =i7 and =ssupports: =i7ssupports
		}
	}
	return rest, &both
}

// meaning is what a filter was found to mean: keys of the index, any of which will do, in the tables that have them.
type meaning struct {
	keys   []string
	tables []string
}

func (m meaning) expression(table string) expression {
	if len(m.keys) == 0 || !slices.Contains(m.tables, table) {
		return expression{}
	}
	quoted := make([]string, len(m.keys))
	for i, k := range m.keys {
		quoted[i] = quote(compact(k))
	}
	return expression{text: "(" + strings.Join(quoted, " OR ") + ")"}
}

// filters lists the filters of a query.
func (n node) filters() []filter {
	if n.kind == isFilter {
		return []filter{n.filter}
	}
	var list []filter
	for _, kid := range n.kids {
		list = append(list, kid.filters()...)
	}
	return list
}

// quote makes one FTS5 string: nothing in it has a meaning there.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func (t term) match() string {
	m := quote(strings.Join(t.words, " "))
	if t.prefix {
		m += " *"
	}
	return m
}
