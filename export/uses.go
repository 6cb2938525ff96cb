package export

import (
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
)

// usedOn names the pages on which the source's quotations are cited or its text is compared with other drafts, linked:
// "p. 1, p. 3 (Q12, Q13)".
func (d *doc) usedOn(s *dossier.Source) []span {
	var pages []use
	var numbers []string
	add := func(to anchor) {
		if page := d.pageOf(to); page > 0 && !slices.ContainsFunc(pages, func(u use) bool { return u.page == page }) {
			pages = append(pages, use{page, to})
		}
	}
	for _, m := range d.passages(s) {
		numbers = append(numbers, "Q"+itoa(m.number))
		for _, r := range d.runs {
			switch r.parts[0] {
			case dossier.PartFront:
				if d.judged(m.number) {
					add(anchor{'f', 0})
				}
			case dossier.PartIssues:
				add(anchor{'q', m.number})
			default:
				add(useIn(r, m.number))
			}
		}
	}
	if slices.ContainsFunc(d.p.Drafts, func(f dossier.Draft) bool { return f.Source == s.Number }) && d.pageOf(anchor{'d', 0}) > 0 {
		add(anchor{'d', 0})
		numbers = append(numbers, "draft text")
	}
	if len(pages) == 0 {
		return nil
	}
	slices.SortFunc(pages, func(a, b use) int { return a.page - b.page })
	var spans []span
	for i, u := range pages[:min(mostUses, len(pages))] {
		if i > 0 {
			spans = append(spans, span{text: ", ", look: factValue})
		}
		spans = append(spans, span{text: fmt.Sprintf("p.\u00a0%d", u.page), look: factValue.in(blue), link: u.to})
	}
	more := func(n int) string {
		if n <= mostUses {
			return ""
		}
		return fmt.Sprintf(" and %d more", n-mostUses)
	}
	return append(spans, span{text: more(len(pages)) + " (" + strings.Join(numbers[:min(mostUses, len(numbers))], ", ") + more(len(numbers)) + ")", look: factValue})
}

const mostUses = 12

// use is a page on which a quotation is cited.
type use struct {
	page int
	to   anchor
}

// useIn names the place where a run cites a quotation first.
func useIn(r *run, quote int) anchor { return anchor{'u', quote<<6 | r.index} }

// judged reports whether a key judgement cites a quotation.
func (d *doc) judged(quote int) bool {
	return slices.ContainsFunc(d.p.Judgements, func(j dossier.CitedJudgement) bool { return slices.Contains(j.Quotes, quote) })
}
