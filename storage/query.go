package storage

import (
	"strings"
	"unicode"
)

// query is a parsed search: alternatives, each with what has to be there and what must not.
type query struct{ alternatives []conjunction }

type conjunction struct{ must, not []term }

// term is a word, the beginning of a word, or a phrase; folded.
type term struct {
	words  []string // the tokens that the index holds
	prefix bool     // the last word may go on
}

// parseQuery understands words, "phrases", AND, OR, NOT (in capitals), -word and prefix*. Any input is a query; what
// makes no sense is taken as words.
func parseQuery(s string) query {
	var q query
	var c conjunction
	negate := false
	flush := func() {
		if len(c.must) > 0 {
			q.alternatives = append(q.alternatives, c)
		}
		c = conjunction{}
	}
	for _, t := range lexQuery(s) {
		switch {
		case t.text == "OR" && !t.quoted:
			flush()
			negate = false
			continue
		case t.text == "AND" && !t.quoted:
			continue
		case t.text == "NOT" && !t.quoted:
			negate = true
			continue
		}
		if !t.quoted && strings.HasPrefix(t.text, "-") && len(t.text) > 1 {
			negate = true
		}
		made := term{words: tokens(fold(t.text)), prefix: !t.quoted && strings.HasSuffix(t.text, "*")}
		if len(made.words) == 0 {
			continue
		}
		if negate {
			c.not = append(c.not, made)
		} else {
			c.must = append(c.must, made)
		}
		negate = false
	}
	flush()
	return q
}

type lexeme struct {
	text   string
	quoted bool
}

// lexQuery cuts a query at white space, keeping what stands in double quotation marks together.
func lexQuery(s string) []lexeme {
	var out []lexeme
	var b strings.Builder
	in := false
	end := func() {
		if b.Len() > 0 {
			out = append(out, lexeme{b.String(), in})
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
			end()
			in = !in
		case !in && (unicode.IsSpace(r) || r == '(' || r == ')'):
			end()
		default:
			b.WriteRune(r)
		}
	}
	end()
	return out
}

// tokens cuts a folded text as the index does: letters and digits, everything else separates.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isToken(r) })
}

// isToken matches the tokenizer unicode61: letters, digits and private-use characters.
func isToken(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// match gives the query in the language of FTS5. Every word is quoted, so nothing in it is an operator.
func (q query) match() string {
	var parts []string
	for _, c := range q.alternatives {
		part := "(" + join(c.must, " AND ") + ")"
		if len(c.not) > 0 {
			part = "(" + part + " NOT (" + join(c.not, " OR ") + "))"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " OR ")
}

func join(terms []term, with string) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = `"` + strings.Join(t.words, " ") + `"`
		if t.prefix {
			out[i] += " *"
		}
	}
	return strings.Join(out, with)
}
