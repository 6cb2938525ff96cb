package dossier

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clause is a provision of a draft: its number as it stands, and its words without it.
type Clause struct {
	Number string
	Text   string // as stored, but for white space at its ends
}

// numbered matches the head of a provision, in the languages that are read: "Article 4", "§ 2", "2.1", "(b)", "المادة 3",
// "סעיף 2", "Статья 1".
var numbered = regexp.MustCompile(`^\s*((?i:(?:article|art\.|artículo|artikel|section|sec\.|clause|paragraph|para\.|annex|annexe|chapter|chapitre|protocol|preamble|статья|стаття|пункт|المادة|مادة|סעיף|פרק)(?:\s+(?:\p{Nd}+(?:\.\p{Nd}+)*\p{L}{0,3}|[IVXLC]+|[A-Z])\b)?)|§+\s*\p{Nd}+(?:\.\p{Nd}+)*|\p{Nd}+(?:\.\p{Nd}+)+|\p{Nd}+(?:[.)])|\((?:\p{Nd}+|[a-z]|[ivx]+)\))[.:)]?(?:\s+|$)`)

// CutClauses cuts a draft into its provisions at the lines that begin with a number. What stands before the first one is
// a provision without a number; a text without numbers is cut into its paragraphs, counted in brackets.
func CutClauses(text string) []Clause {
	var list []Clause
	found := false
	var last []int
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if m := numbered.FindStringSubmatch(line); m != nil && (m[1] != "" && !bareWord(m[1])) && goesOn(&last, m[1], line[len(m[0]):]) {
			found = true
			list = append(list, Clause{Number: strings.Join(strings.Fields(strings.TrimRight(m[1], ".:")), " "), Text: strings.TrimSpace(line[len(m[0]):])})
			continue
		}
		if n := len(list); n > 0 {
			list[n-1].Text = strings.TrimSpace(list[n-1].Text + "\n" + strings.TrimRight(line, " \t"))
		} else {
			list = append(list, Clause{Text: strings.TrimSpace(line)})
		}
	}
	if found {
		return list
	}
	list = nil
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, Clause{Text: line})
		}
	}
	return list
}

// goesOn reports whether a number follows on the one before: "2.5 million" and "Article 9 of the earlier treaty" at the
// beginning of a line that was wrapped begin no provision. Letters and Roman numbers are taken as they are.
func goesOn(last *[]int, head, rest string) bool {
	fields := strings.Fields(head)
	label := fields[len(fields)-1]
	var number []int
	for _, part := range strings.FieldsFunc(label, func(r rune) bool { return r == '.' || r == ')' || r == '(' || r == '§' }) {
		n, digits := 0, 0
		for _, r := range part {
			f := FoldRune(r)
			if len(f) != 1 || f[0] < '0' || f[0] > '9' {
				break
			}
			n, digits = 10*n+int(f[0]-'0'), digits+1
			if digits > 4 {
				return false
			}
		}
		if digits == 0 {
			return true
		}
		number = append(number, n)
	}
	if len(number) == 0 {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(rest); len(fields) > 1 && unicode.IsLower(r) {
		return false
	}
	ok := follows(*last, number)
	if ok {
		*last = number
	}
	return ok
}

// follows reports whether a number may stand after another: at any depth the next one, or the first below it; the first of
// all may be any of a single part.
func follows(last, number []int) bool {
	if len(last) == 0 {
		return len(number) == 1 || number[len(number)-1] <= 1
	}
	shared := 0
	for shared < len(last) && shared < len(number) && last[shared] == number[shared] {
		shared++
	}
	switch {
	case shared == len(number): // the same again ("4bis" after "4"), or a shallower one: (1) after 1.2 counts anew
		return shared == len(last) || len(number) == 1
	case len(number) == 1 && number[0] == 1: // counted anew in another part
		return true
	case shared == len(last): // deeper
		return number[shared] <= 1
	}
	return len(number) == shared+1 && number[shared] == last[shared]+1 || len(number) == shared+2 && number[shared] == last[shared]+1 && number[shared+1] <= 1
}

// bareWord reports whether a head is a word that only with a number begins a provision: "Section" in the middle of a
// sentence is none. A preamble has no number.
func bareWord(head string) bool {
	return !strings.EqualFold(head, "preamble") && !strings.ContainsFunc(head, func(r rune) bool {
		return r == '§' || r == '(' || r >= '0' && r <= '9' || FoldRune(r) != "" && FoldRune(r)[0] >= '0' && FoldRune(r)[0] <= '9'
	}) && !romanOrLetter.MatchString(head)
}

var romanOrLetter = regexp.MustCompile(`\s(?:[IVXLC]+|[A-Z])$`)

// CompareDrafts puts the provisions of drafts side by side, those of the first one, the base, in its order, what only
// others have where it stands in them. Provisions belong together by their words and by their numbers, and keep their
// order.
func CompareDrafts(texts []string) []ClauseRow {
	if len(texts) == 0 {
		return nil
	}
	base := CutClauses(texts[0])
	type aligned struct{ clauses []*Clause }
	rows := make([]*aligned, len(base))
	for i := range base {
		rows[i] = &aligned{clauses: make([]*Clause, len(texts))}
		rows[i].clauses[0] = &base[i]
	}
	for n, text := range texts[1:] {
		draft := n + 1
		clauses := CutClauses(text)
		now := make([]Clause, len(rows)) // each row by the first draft that has it
		for i, r := range rows {
			for _, c := range r.clauses {
				if c != nil {
					now[i] = *c
					break
				}
			}
		}
		var merged []*aligned
		at := 0
		for j, i := range matchClauses(now, clauses) {
			if i < 0 {
				r := &aligned{clauses: make([]*Clause, len(texts))}
				r.clauses[draft] = &clauses[j]
				merged = append(merged, r)
				continue
			}
			merged = append(merged, rows[at:i+1]...)
			rows[i].clauses[draft] = &clauses[j]
			at = i + 1
		}
		rows = append(merged, rows[at:]...)
	}
	out := make([]ClauseRow, len(rows))
	for i, r := range rows {
		out[i] = clauseRow(r.clauses)
	}
	return out
}

func clauseRow(clauses []*Clause) ClauseRow {
	row := ClauseRow{Status: ClauseAgreed, Texts: make([][]ClausePiece, len(clauses))}
	var first *Clause
	for n, c := range clauses {
		if c == nil {
			row.Status = ClauseMissing
			continue
		}
		if first == nil {
			first = c
			row.Number = c.Number
		}
		if row.Status == ClauseAgreed && (c.Text != first.Text || strings.ContainsAny(c.Text, "[]")) {
			row.Status = ClauseOpen
		}
		switch {
		case n == 0:
			row.Texts[n] = brackets(c.Text, PieceSame)
		case clauses[0] == nil: // the base has nothing to compare with
			row.Texts[n] = brackets(c.Text, PieceAdded)
		default:
			row.Texts[n] = pieces(clauses[0].Text, c.Text)
		}
	}
	return row
}

// pieces writes a text as what it has in common with the base, what it adds and what it leaves out.
func pieces(base, text string) (out []ClausePiece) {
	a, b := []rune(base), []rune(text)
	at, bt := 0, 0
	for _, r := range append(slices.Clone(align(a, b)), run{len(a), len(b), 0}) {
		if r.a > at {
			out = append(out, ClausePiece{string(a[at:r.a]), PieceDeleted})
		}
		if r.b > bt {
			out = append(out, brackets(string(b[bt:r.b]), PieceAdded)...)
		}
		if r.n > 0 {
			out = append(out, brackets(string(b[r.b:r.b+r.n]), PieceSame)...)
		}
		at, bt = r.a+r.n, r.b+r.n
	}
	return out
}

// brackets takes square brackets out of a stretch as pieces of their own.
func brackets(text string, kind PieceKind) (out []ClausePiece) {
	from := 0
	for i, r := range text {
		if r != '[' && r != ']' {
			continue
		}
		if i > from {
			out = append(out, ClausePiece{text[from:i], kind})
		}
		out = append(out, ClausePiece{string(r), PieceBracket})
		from = i + 1
	}
	if from < len(text) {
		out = append(out, ClausePiece{text[from:], kind})
	}
	return out
}

// How much two provisions must have in common to belong together: the share of the words of both, to which the same
// number adds sameNumber.
const (
	clauseAlike = 0.34
	sameNumber  = 0.3
)

// matchClauses gives for each new provision the old one that it belongs to, or -1: the pairs that have most in common and
// keep the order of both.
func matchClauses(old, new []Clause) []int {
	a, b := wordCounts(old), wordCounts(new)
	best := make([][]float64, len(old)+1) // of the rest from i and j on
	for i := range best {
		best[i] = make([]float64, len(new)+1)
	}
	score := make([][]float64, len(old))
	for i := len(old) - 1; i >= 0; i-- {
		score[i] = make([]float64, len(new))
		for j := len(new) - 1; j >= 0; j-- {
			s := shared(a[i], b[j])
			if old[i].Number != "" && Fold(old[i].Number) == Fold(new[j].Number) {
				s += sameNumber
			}
			if s < clauseAlike {
				s = 0
			}
			score[i][j] = s
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s > 0 {
				best[i][j] = max(best[i][j], s+best[i+1][j+1])
			}
		}
	}
	out := make([]int, len(new))
	i := 0
	for j := range new {
		out[j] = -1
		for i < len(old) && best[i][j] > best[i][j+1] { // this one belongs to one from i on
			if score[i][j] > 0 && best[i][j] == score[i][j]+best[i+1][j+1] {
				out[j] = i
				i++
				break
			}
			i++
		}
	}
	return out
}

type wordCount struct {
	of map[uint64]int
	n  int
}

func wordCounts(clauses []Clause) []wordCount {
	out := make([]wordCount, len(clauses))
	for i, c := range clauses {
		out[i].of = map[uint64]int{}
		for _, w := range NewWording(c.Text) {
			out[i].of[w]++
			out[i].n++
		}
	}
	return out
}

// shared is the share of the words of both that they have in common (Dice's coefficient).
func shared(a, b wordCount) float64 {
	if a.n+b.n == 0 {
		return 0
	}
	common := 0
	for w, n := range a.of {
		common += min(n, b.of[w])
	}
	return 2 * float64(common) / float64(a.n+b.n)
}
