package storage

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxTerms is how many words of a query are searched for; the rest of a pasted page is left out. It keeps FTS5's
// expression within its depth.
const maxTerms = 32

// term is a run of words that must stand side by side; the last may be the beginning of one.
type term struct {
	words  []string
	prefix bool
}

// query is what was typed, understood: any of the groups, each all of its terms and none of its exclusions.
// A query that holds only exclusions finds nothing.
type query struct{ groups []group }

type group struct{ with, without []term }

// parseQuery understands words, "phrases", AND (which is meant without saying), OR, NOT and prefix*. Nothing that can
// be typed is an error: what makes no sense is taken as words.
func parseQuery(s string) query {
	var q query
	var g group
	not := false
	terms := 0
	end := func() {
		if len(g.with) > 0 {
			q.groups = append(q.groups, g)
		}
		g = group{}
	}
	for _, t := range tokens(norm.NFC.String(clean(s))) {
		switch {
		case !t.quoted && t.text == "AND":
		case !t.quoted && t.text == "OR":
			end()
			not = false
		case !t.quoted && t.text == "NOT":
			not = true
		default:
			if term := foldTerm(t); len(term.words) > 0 && terms < maxTerms {
				terms += len(term.words)
				if not {
					g.without = append(g.without, term)
				} else {
					g.with = append(g.with, term)
				}
			}
			not = false
		}
	}
	end()
	return q
}

type token struct {
	text   string
	quoted bool
	prefix bool
}

// tokens cuts what was typed at spaces and at quotation marks that stand at the edge of a word: צה"ל and 5"2 are
// words. A quotation mark that nothing closes reaches to the end.
func tokens(s string) []token {
	var list []token
	runes := []rune(s)
	for i := 0; i < len(runes); {
		switch {
		case unicode.IsSpace(runes[i]) || runes[i] == '(' || runes[i] == ')':
			i++
		case isQuote(runes[i]):
			end := i + 1
			for end < len(runes) && !isQuote(runes[end]) {
				end++
			}
			t := token{text: string(runes[i+1 : end]), quoted: true}
			i = min(end+1, len(runes))
			if i < len(runes) && runes[i] == '*' {
				t.prefix = true
				i++
			}
			list = append(list, t)
		default:
			end := i
			for end < len(runes) && !unicode.IsSpace(runes[end]) && runes[end] != '(' && runes[end] != ')' {
				if isQuote(runes[end]) && (end+1 == len(runes) || !isWordRune(runes[end+1])) {
					break
				}
				end++
			}
			t := token{text: string(runes[i:end])}
			t.prefix = strings.HasSuffix(t.text, "*")
			list = append(list, t)
			i = end
			if i < len(runes) && isQuote(runes[i]) { // a mark that closes nothing
				i++
			}
		}
	}
	return list
}

func isQuote(r rune) bool {
	return r == '"' || r == '“' || r == '”' || r == '„' || r == '«' || r == '»'
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// foldTerm folds a token as the index is folded. A run of a script without spaces ends with its last letter alone in
// the index, where another word follows; in a query it must not, since the run may go on in the text.
func foldTerm(t token) term {
	var list []word
	words(t.text, func(w word) bool {
		list = append(list, w)
		return len(list) < maxTerms
	})
	out := term{prefix: t.prefix}
	for i, w := range list {
		if i > 0 && w.start < list[i-1].end { // the lone last letter of a run of pairs
			pair := []rune(list[i-1].folded)
			if strings.HasSuffix(list[i-1].folded, w.folded) && len(pair) > 1 && w.end == list[i-1].end {
				continue
			}
		}
		out.words = append(out.words, w.folded)
		if i == len(list)-1 && isSingleUnspaced(w) {
			out.prefix = true // 政 finds every word that begins with it
		}
	}
	return out
}

func isSingleUnspaced(w word) bool {
	for _, r := range w.folded {
		return unspaced(r) && w.end-w.start == 1
	}
	return false
}

// quote makes one FTS5 string: nothing in it has a meaning there.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// match writes the query for FTS5; empty: nothing is asked for.
func (q query) match() string {
	var groups []string
	for _, g := range q.groups {
		var with []string
		for _, t := range g.with {
			with = append(with, t.match())
		}
		m := "(" + strings.Join(with, " AND ") + ")"
		for _, t := range g.without {
			m = "(" + m + " NOT " + t.match() + ")"
		}
		groups = append(groups, m)
	}
	return strings.Join(groups, " OR ")
}

func (t term) match() string {
	m := quote(strings.Join(t.words, " "))
	if t.prefix {
		m += " *"
	}
	return m
}

// wanted lists the terms that a snippet shows.
func (q query) wanted() []term {
	var list []term
	for _, g := range q.groups {
		list = append(list, g.with...)
	}
	return list
}
