package storage

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/dossier"
)

// maxTerms is how many words of a query are searched for; the rest of a pasted page is left out. It keeps FTS5's
// expression within its depth, as maxDepth does for brackets.
const (
	maxTerms   = 32
	maxFilters = 16
	maxDepth   = 8
)

// term is a run of words that must stand side by side; the last may be the beginning of one.
type term struct {
	words  []string
	prefix bool
}

type nodeKind int

const (
	isNone   nodeKind = iota // nothing was asked
	isTerm                   // words
	isNear                   // terms at most distance words apart
	isFilter                 // a fact: party:Arvenia
	isAll                    // every one of kids
	isAny                    // one of kids
	isNot                    // not its only kid
)

// node is a part of a query that was understood.
type node struct {
	kind     nodeKind
	term     term
	distance int
	filter   filter
	kids     []node
}

// filter is a fact that is asked for, as it was typed.
type filter struct {
	name   string
	value  string
	prefix bool // it ended in *
}

// filterNames are the facts that can be asked for.
var filterNames = []string{"party", "issue", "outlet", "stance", "date", "kind", "act", "status", "lang", "tag", "speaker"}

// parseQuery understands words, "phrases", prefix*, AND (which is meant without saying), OR, NOT and -, brackets,
// NEAR(a b, 10) and a NEAR/10 b, and filters as party:Arvenia or outlet:"Lake Herald". Nothing that can be typed is
// an error: what makes no sense is taken as words.
func parseQuery(s string) node {
	p := queryParser{tokens: tokens(norm.NFC.String(clean(s)))}
	n := p.any(0)
	for p.at < len(p.tokens) { // a bracket that closes nothing
		p.at++
		n = join(isAll, n, p.any(0))
	}
	return n
}

type queryParser struct {
	tokens         []token
	at             int
	terms, filters int
}

func (p *queryParser) any(depth int) node {
	n := p.all(depth)
	for p.at < len(p.tokens) && p.tokens[p.at].is("OR") {
		p.at++
		n = join(isAny, n, p.all(depth))
	}
	return n
}

func (p *queryParser) all(depth int) node {
	var n node
	not, near := false, 0
	for p.at < len(p.tokens) {
		t := p.tokens[p.at]
		if t.is("OR") || t.kind == ')' {
			break
		}
		p.at++
		var one node
		switch {
		case t.is("AND"):
			continue
		case t.is("NOT"):
			not = true
			continue
		case t.kind == 'n' && len(t.inner) == 0: // a NEAR/5 b
			near = t.distance
			continue
		case t.kind == '(' && depth >= maxDepth:
			continue // too deep to mean anything
		case t.kind == '(':
			one = p.any(depth + 1)
			if p.at < len(p.tokens) && p.tokens[p.at].kind == ')' {
				p.at++
			}
		default:
			one = p.one(t)
		}
		if one.kind == isNone {
			continue
		}
		if near > 0 && one.kind == isTerm && joinNear(&n, one, near) {
			near = 0
			continue
		}
		near = 0
		if not || t.not {
			one = node{kind: isNot, kids: []node{one}}
		}
		not = false
		n = join(isAll, n, one)
	}
	return n
}

// one understands a token that is neither a bracket nor a word between others.
func (p *queryParser) one(t token) node {
	switch t.kind {
	case 'f':
		if p.filters++; p.filters > maxFilters || strings.TrimSpace(t.text) == "" {
			return node{}
		}
		return node{kind: isFilter, filter: filter{t.name, t.text, t.prefix}}
	case 'n':
		n := node{kind: isNear, distance: t.distance}
		for _, inner := range t.inner {
			if one := p.one(inner); one.kind == isTerm {
				n.kids = append(n.kids, one)
			}
		}
		if len(n.kids) < 2 {
			return join(isAll, n.kids...)
		}
		return n
	}
	term := foldTerm(t)
	if len(term.words) == 0 || p.terms >= maxTerms {
		return node{}
	}
	p.terms += len(term.words)
	return node{kind: isTerm, term: term}
}

// join puts parts together, flat, and leaves out those that ask for nothing.
func join(kind nodeKind, parts ...node) node {
	n := node{kind: kind}
	for _, part := range parts {
		switch part.kind {
		case isNone:
		case kind:
			n.kids = append(n.kids, part.kids...)
		default:
			n.kids = append(n.kids, part)
		}
	}
	switch len(n.kids) {
	case 0:
		return node{}
	case 1:
		return n.kids[0]
	}
	return n
}

// joinNear brings a term near the last one of n.
func joinNear(n *node, one node, distance int) bool {
	last := n
	if n.kind == isAll {
		last = &n.kids[len(n.kids)-1]
	}
	if last.kind != isTerm {
		return false
	}
	*last = node{kind: isNear, distance: distance, kids: []node{*last, one}}
	return true
}

// token is a piece of what was typed. kind: 0 a word, 'q' in quotation marks, 'f' a filter, 'n' NEAR, '(' and ')'.
type token struct {
	kind     rune
	text     string
	prefix   bool
	not      bool // - stood before it
	name     string
	inner    []token
	distance int
}

func (t token) is(word string) bool { return t.kind == 0 && !t.not && t.text == word }

// nearDistance is how far apart NEAR lets words be where no number is given.
const nearDistance = 10

// tokens cuts what was typed at spaces, brackets and at quotation marks that stand at the edge of a word: צה"ל and 5"2
// are words. A quotation mark that nothing closes reaches to the end.
func tokens(s string) []token {
	var list []token
	l := lexer{runes: []rune(s)}
	for l.at < len(l.runes) {
		switch r := l.runes[l.at]; {
		case unicode.IsSpace(r):
			l.at++
		case r == '(' || r == ')':
			list = append(list, token{kind: r})
			l.at++
		default:
			list = append(list, l.next())
		}
	}
	return list
}

type lexer struct {
	runes []rune
	at    int
}

func (l *lexer) next() token {
	not := false
	if r := l.runes[l.at]; (r == '-' || r == '−') && l.at+1 < len(l.runes) && !unicode.IsSpace(l.runes[l.at+1]) && (isWordRune(l.runes[l.at+1]) || isQuote(l.runes[l.at+1])) {
		not = true
		l.at++
	}
	t := l.positive()
	t.not = not
	return t
}

func (l *lexer) positive() token {
	if isQuote(l.runes[l.at]) {
		text, prefix := l.quoted()
		return token{kind: 'q', text: text, prefix: prefix}
	}
	if name := l.filterName(); name != "" {
		l.at += len(name) + 1
		t := token{kind: 'f', name: name}
		if l.at < len(l.runes) && isQuote(l.runes[l.at]) {
			t.text, t.prefix = l.quoted()
			return t
		}
		word := l.word()
		t.text, t.prefix = strings.TrimSuffix(word, "*"), strings.HasSuffix(word, "*")
		return t
	}
	word := l.word()
	if word == "NEAR" && l.at < len(l.runes) && l.runes[l.at] == '(' {
		return l.near()
	}
	if number, found := strings.CutPrefix(word, "NEAR/"); found {
		if n, err := strconv.Atoi(number); err == nil && n >= 0 {
			return token{kind: 'n', distance: min(n, 1000)}
		}
	}
	return token{text: word, prefix: strings.HasSuffix(word, "*")}
}

// filterName gives the name of the filter that begins here, or nothing.
func (l *lexer) filterName() string {
	for _, name := range filterNames {
		if end := l.at + len(name); end < len(l.runes) && l.runes[end] == ':' && strings.EqualFold(string(l.runes[l.at:end]), name) {
			return name
		}
	}
	return ""
}

// quoted reads what stands between quotation marks, and a * behind them.
func (l *lexer) quoted() (text string, prefix bool) {
	end := l.at + 1
	for end < len(l.runes) && !isQuote(l.runes[end]) {
		end++
	}
	text = string(l.runes[l.at+1 : end])
	l.at = min(end+1, len(l.runes))
	if l.at < len(l.runes) && l.runes[l.at] == '*' {
		l.at++
		prefix = true
	}
	return text, prefix
}

func (l *lexer) word() string {
	end := l.at
	for end < len(l.runes) && !unicode.IsSpace(l.runes[end]) && l.runes[end] != '(' && l.runes[end] != ')' {
		if isQuote(l.runes[end]) && (end+1 == len(l.runes) || !isWordRune(l.runes[end+1])) {
			break
		}
		end++
	}
	word := string(l.runes[l.at:end])
	l.at = end
	if l.at < len(l.runes) && isQuote(l.runes[l.at]) { // a mark that closes nothing
		l.at++
	}
	return word
}

// near reads NEAR(a "b c" d, 10) from its bracket on.
func (l *lexer) near() token {
	end := l.at + 1
	for end < len(l.runes) && l.runes[end] != ')' {
		end++
	}
	inside := string(l.runes[l.at+1 : end])
	l.at = min(end+1, len(l.runes))
	t := token{kind: 'n', distance: nearDistance}
	if comma := strings.LastIndexByte(inside, ','); comma >= 0 {
		if n, err := strconv.Atoi(strings.TrimSpace(inside[comma+1:])); err == nil && n >= 0 {
			inside, t.distance = inside[:comma], min(n, 1000)
		}
	}
	inner := lexer{runes: []rune(inside)}
	for inner.at < len(inner.runes) {
		if unicode.IsSpace(inner.runes[inner.at]) || inner.runes[inner.at] == '(' {
			inner.at++
			continue
		}
		one := inner.positive()
		if one.kind == 0 || one.kind == 'q' {
			t.inner = append(t.inner, one)
		}
	}
	if len(t.inner) == 0 { // it asks for nothing, and must not be taken for a word between two
		return token{kind: 'q'}
	}
	return t
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
		return dossier.Unspaced(r) && w.end-w.start == 1
	}
	return false
}

// wanted lists the terms that a snippet shows: all that are asked for, none that are excluded.
func (n node) wanted() []term {
	switch n.kind {
	case isTerm:
		return []term{n.term}
	case isNot:
		return nil
	}
	var list []term
	for _, kid := range n.kids {
		list = append(list, kid.wanted()...)
	}
	return list
}
