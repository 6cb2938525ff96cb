package storage

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/dossier"
)

// cutPattern takes a regular expression out of what was typed: re:/pattern/ or re:/pattern/i, at the beginning. What
// stands behind it are filters.
func cutPattern(query string) (pattern, rest string, ok bool) {
	body, found := strings.CutPrefix(strings.TrimSpace(clean(query)), "re:/")
	if !found {
		return "", "", false
	}
	end := strings.LastIndexByte(body, '/')
	if end < 0 { // still being typed
		return body, "", true
	}
	pattern, rest = body[:end], body[end+1:]
	flags := rest[:len(rest)-len(strings.TrimLeft(rest, "ims"))]
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	return pattern, rest[len(flags):], true
}

// patternPage is how many texts are held at a time while a pattern is looked for.
const patternPage = 200

// searchPattern reads texts, the newest first, and stops when there are enough places. Where the filters ask for what
// only statements have, it reads the words of statements. A pattern takes a time that grows with the text alone.
func (d *Dossier) searchPattern(ctx context.Context, pattern, rest string, limit int) (res dossier.SearchResult, err error) {
	re, err := regexp.Compile(pattern)
	var wrong *syntax.Error
	switch {
	case errors.As(err, &wrong):
		res.Notes = []string{fmt.Sprintf("The pattern is not understood: %s: “%s”.", wrong.Code, wrong.Expr)}
		return res, nil
	case err != nil:
		res.Notes = []string{"The pattern is not understood: " + err.Error() + "."}
		return res, nil
	case pattern == "" || re.MatchString(""):
		res.Notes = []string{"The pattern fits no words at all, so it would be found everywhere. Ask for at least one letter."}
		return res, nil
	}
	q := parseQuery(rest)
	keys, notes, err := d.resolve(ctx, q.filters())
	if err != nil {
		return res, err
	}
	res.Notes = notes
	table := "search_text"
	for _, m := range keys {
		if !slices.Contains(m.tables, table) {
			table = "search_statement"
		}
	}
	e := q.expressionFor(table, keys)
	if q.kind != isNone && e.none() {
		return res, nil
	}
	p := patternSearch{d: d, re: re, limit: limit, within: e.text, table: table}
	return p.run(ctx, res)
}

type patternSearch struct {
	d      *Dossier
	re     *regexp.Regexp
	limit  int
	table  string
	within string // an expression for the search table, or empty: everywhere
}

func (p patternSearch) run(ctx context.Context, res dossier.SearchResult) (dossier.SearchResult, error) {
	source, key := textOf, "d.id"
	if p.table == "search_statement" {
		source, key = "SELECT s.id, '', '', '', s.exact FROM statement s WHERE s.deleted_at IS NULL", "s.id"
	}
	var args []any
	if p.within != "" {
		source += " AND " + key + " IN (SELECT rowid FROM " + p.table + " WHERE " + p.table + " MATCH ?)"
		args = append(args, p.within)
	}
	source += " AND " + key + " < ? ORDER BY " + key + " DESC LIMIT ?"
	cuts := map[int64]dossier.Hit{} // snippets alone
	var found []match
	for last := int64(1) << 62; ; {
		page := 0
		err := p.d.each(ctx, source, func(row scanner) error {
			var a, b, c, text string
			if err := row.Scan(&last, &a, &b, &c, &text); err != nil {
				return err
			}
			page++
			if spans := p.places(text); len(spans) > 0 && len(found) < p.limit {
				found = append(found, match{table: p.table, id: last})
				var h dossier.Hit
				h.Snippet, h.Marks, h.Place = snippetAt(text, spans)
				cuts[last] = h
			}
			return ctx.Err()
		}, append(slices.Clone(args), last, patternPage)...)
		if err != nil {
			return res, err
		}
		if page < patternPage || len(found) == p.limit {
			break
		}
	}
	var err error
	res.Hits, err = p.d.hits(ctx, found, nil, func(row int64, h *dossier.Hit) {
		start := h.Place.Start // of a statement in its text
		c := cuts[row]
		h.Snippet, h.Marks, h.Place = c.Snippet, c.Marks, dossier.Span{Start: start + c.Place.Start, End: start + c.Place.End}
	})
	res.Total, res.Ranked = len(res.Hits), len(res.Hits)
	if len(found) == p.limit {
		res.Notes = append(res.Notes, fmt.Sprintf("The newest %d are listed; there may be more.", p.limit))
	}
	return res, err
}

// places gives where the pattern fits, in code points of the text.
func (p patternSearch) places(text string) []dossier.Span {
	const most = 50
	var spans []dossier.Span
	at, point := 0, 0
	for _, m := range p.re.FindAllStringIndex(text, most) {
		point += utf8.RuneCountInString(text[at:m[0]])
		span := dossier.Span{Start: point}
		point += utf8.RuneCountInString(text[m[0]:m[1]])
		at = m[1]
		if span.End = point; !span.Empty() {
			spans = append(spans, span)
		}
	}
	return spans
}
