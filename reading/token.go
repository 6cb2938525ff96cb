package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	tokWord tokenKind = iota
	tokPunct
	tokMark // a quotation mark
)

// lexeme is what a word or mark is wherever it stands; equal words of one text share it.
type lexeme struct {
	kind      tokenKind
	capital   bool // begins with a capital letter
	upper     bool // two letters or more, all capitals
	digit     bool // begins with a digit
	text, low string
}

// token is a word or a mark at its place, in code points of the text.
type token struct {
	*lexeme
	start, end int
	pair       int // quotation it stands in, marks included: index into paragraph.pairs, or -1
	run        int // name it is part of: index into paragraph.runs, or -1
}

// own gives a token a lexeme of its own, to be changed.
func (t *token) own() {
	l := *t.lexeme
	t.lexeme = &l
}

// vocabulary holds the lexemes of one text. The zero vocabulary is ready.
type vocabulary struct {
	words, marks map[string]*lexeme
	buf          []byte
	scratch      []token // grows once, so that each paragraph takes no more room than it has tokens
}

// lexeme finds or makes what r is.
func (v *vocabulary) lexeme(r []rune, kind tokenKind) *lexeme {
	if v.words == nil {
		v.words, v.marks = map[string]*lexeme{}, map[string]*lexeme{}
	}
	v.buf = v.buf[:0]
	for _, c := range r {
		v.buf = utf8.AppendRune(v.buf, c)
	}
	known := v.words
	if kind == tokMark {
		known = v.marks
	}
	if l := known[string(v.buf)]; l != nil {
		return l
	}
	text := string(v.buf)
	l := &lexeme{kind: kind, text: text, low: text}
	if kind == tokWord {
		first := r[0]
		if (first == '@' || first == '#') && len(r) > 1 {
			first = r[1]
		}
		l.capital = unicode.IsUpper(first)
		l.digit = first >= '0' && first <= '9'
		l.low = strings.ToLower(text)
		if l.capital && len(r) > 1 {
			l.upper = text == strings.ToUpper(text)
			switch text {
			case "WHO", "US", "IT": // names, not pronouns
				l.low = text
			}
		}
	}
	known[text] = l
	return l
}

func (t *token) word() bool { return t.kind == tokWord }

func (t *token) is(s string) bool { return t.low == s }

func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '`' }

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' }

// passable are marks of direction and joining that stand inside words without meaning.
func passable(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}

func wordRune(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || passable(r)
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == 0xA0 || r > 0x7F && unicode.IsSpace(r)
}

// tokenize cuts r[from:to], which holds no line break, into words and marks.
func tokenize(r []rune, from, to int, abbrevs wordSet, v *vocabulary) []token {
	toks := v.scratch[:0]
	add := func(s, e int, kind tokenKind) {
		toks = append(toks, token{lexeme: v.lexeme(r[s:e], kind), start: s, end: e, pair: -1, run: -1})
	}
	for i := from; i < to; {
		c := r[i]
		if isSpace(c) {
			i++
			continue
		}
		if wordRune(c) && !passable(c) || (c == '@' || c == '#') && i+1 < to && wordRune(r[i+1]) {
			j := wordEnd(r, i, to, abbrevs)
			if k := possessive(r, i, j); k > i {
				add(i, k, tokWord)
				add(k, j, tokWord)
			} else {
				add(i, j, tokWord)
			}
			i = j
			continue
		}
		if passable(c) {
			i++
			continue
		}
		if (c == '\'' || c == '`') && i+1 < to && r[i+1] == c {
			add(i, i+2, tokMark)
			i += 2
			continue
		}
		if strings.ContainsRune("\"“”„‟«»‘’‚‛'‹›「」『』״″", c) {
			add(i, i+1, tokMark)
			i++
			continue
		}
		j := i + 1
		if c == '.' || c == '-' || c == '…' { // "..." and "--" are one mark
			for j < to && r[j] == c {
				j++
			}
		}
		add(i, j, tokPunct)
		i = j
	}
	v.scratch = toks
	return slices.Clone(toks)
}

// wordEnd runs over letters, digits and what joins them: "co-founder", "don't", "U.S.", "1,000", "Gawker.com", "Mr."
func wordEnd(r []rune, i, to int, abbrevs wordSet) int {
	start := i
	i++
	for i < to {
		c := r[i]
		if wordRune(c) {
			i++
			continue
		}
		joined := i+1 < to && wordRune(r[i+1])
		switch {
		case joined && isHyphen(c) && i+2 < to && r[i+2] == '.' && unicode.IsUpper(r[i+1]):
			start = i + 1 // North Korea-U.S.
			i += 2
			continue
		case joined && (isApostrophe(c) || isHyphen(c) || c == '״' || c == '׳' || c == '·'):
			i += 2
			continue
		case joined && c == '&' && unicode.IsUpper(r[i+1]):
			i += 2
			continue
		case joined && (c == '.' || c == ',' || c == ':') && isDigit(r[i-1]) && isDigit(r[i+1]):
			i += 2
			continue
		case joined && (c == '.' || c == '@') && lowerOrDot(r[i-1]) && lowerOrDot(r[i+1]): // addresses
			i += 2
			continue
		case joined && c == '.' && unicode.IsLetter(r[i-1]) && single(r, start, i) && unicode.IsLetter(r[i+1]) && (i+2 >= to || !wordRune(r[i+2])):
			i += 2 // U.S, e.g
			continue
		}
		break
	}
	if i < to && r[i] == '.' {
		if i-start == 1 && unicode.IsUpper(r[start]) && r[start] != 'I' { // an initial
			return i + 1
		}
		if i-start <= 7 && i-start > 2 && isHyphen(r[start+1]) && (r[start] == 'D' || r[start] == 'R' || r[start] == 'I') && unicode.IsUpper(r[start+2]) && (i+1 >= to || r[i+1] == ',' || r[i+1] == ')' || isDash(string(r[i+1]))) { // D-Mich.,
			return i + 1
		}
		if i-start <= 6 && (hasDot(r, start, i) || abbrevs[strings.ToLower(string(r[start:i]))] && !plainWord(r[start:i])) {
			return i + 1
		}
	}
	return i
}

// plainWord keeps "no." and "sat." of running text from being taken for abbreviations.
func plainWord(w []rune) bool {
	return unicode.IsLower(w[0]) && len(w) <= 4 && string(w) != "vs" && string(w) != "v" && string(w) != "etc"
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func lowerOrDot(r rune) bool { return r >= 'a' && r <= 'z' || isDigit(r) || r == '_' }

func hasDot(r []rune, i, j int) bool {
	for ; i < j; i++ {
		if r[i] == '.' {
			return true
		}
	}
	return false
}

// single says that the letter before place i stands alone or after a dot.
func single(r []rune, start, i int) bool { return i-start == 1 || i-start >= 2 && r[i-2] == '.' }

// possessive gives where 's begins in the word r[i:j], or 0. "it's" stays whole: there it is a verb.
func possessive(r []rune, i, j int) int {
	if j-i < 4 || !isApostrophe(r[j-2]) || r[j-1] != 's' && r[j-1] != 'S' {
		return 0
	}
	switch strings.ToLower(string(r[i : j-2])) {
	case "it", "he", "she", "that", "there", "what", "who", "let", "here", "where", "how":
		return 0
	}
	return j - 2
}
