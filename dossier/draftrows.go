package dossier

import (
	"context"
	"slices"
	"strings"
)

// CompareDrafts puts the provisions of drafts side by side, in the order of the last one; what only earlier ones have
// stands where it stood in them. Provisions belong together by their words and by their numbers. byNumber is how many
// provisions were so many that they were put together by the same words or the same number alone, without comparing each
// with each. It fails where the context ends.
func CompareDrafts(ctx context.Context, texts []string) (list []ClauseRow, byNumber int, err error) {
	if len(texts) == 0 {
		return nil, 0, nil
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
		m := clauseMatcher{ctx: ctx, old: now, new: clauses}
		of, err := m.match()
		if err != nil {
			return nil, 0, err
		}
		byNumber += m.byNumber
		moved := make([]bool, len(rows)) // it stands elsewhere in this draft, and goes there
		for j, i := range of {
			if i >= 0 && !m.inOrder[j] {
				moved[i] = true
			}
		}
		merged := make([]*aligned, 0, len(rows)+len(clauses))
		at := 0
		upTo := func(end int) {
			for ; at < end; at++ {
				if !moved[at] {
					merged = append(merged, rows[at])
				}
			}
		}
		next := make([]int, len(clauses)) // the row up to which those go first that this draft has no longer
		for j, end := len(clauses)-1, len(rows); j >= 0; j-- {
			if m.inOrder[j] {
				end = of[j]
			}
			next[j] = end
		}
		for j, i := range of {
			upTo(next[j])
			if i < 0 {
				r := &aligned{clauses: make([]*Clause, len(texts))}
				r.clauses[draft] = &clauses[j]
				merged = append(merged, r)
				continue
			}
			rows[i].clauses[draft] = &clauses[j]
			merged = append(merged, rows[i])
			if m.inOrder[j] {
				at = i + 1
			}
		}
		upTo(len(rows))
		rows = merged
	}
	list = make([]ClauseRow, len(rows))
	for i, r := range rows {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		list[i] = clauseRow(r.clauses)
	}
	return list, byNumber, nil
}

func clauseRow(clauses []*Clause) ClauseRow {
	row := ClauseRow{Head: true, Status: ClauseAgreed, Texts: make([][]ClausePiece, len(clauses))}
	var first *Clause
	var numbers []string
	for n, c := range clauses {
		if c == nil {
			row.Status = ClauseMissing
			continue
		}
		if first == nil {
			first = c
		}
		row.Head = row.Head && c.Head
		if c.Number != "" && !slices.ContainsFunc(numbers, func(n string) bool { return Fold(n) == Fold(c.Number) }) {
			numbers = append(numbers, c.Number)
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
	row.Number = strings.Join(numbers, " → ")
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
