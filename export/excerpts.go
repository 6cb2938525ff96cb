package export

import (
	"context"
	"slices"
	"strings"

	"parley/dossier"
)

// extent is which paragraphs of a source are printed.
type extent uint8

const (
	allParagraphs    extent = iota
	aroundQuoted            // the quoted ones and one on each side
	quotedParagraphs        // for a text that no font has
)

// sourceText sets the paragraphs of a text that are to be printed, with a mark where some are left out, and returns their
// numbers and how many the text has.
func (d *doc) sourceText(ctx context.Context, s *dossier.Source, text []rune, which extent) (shown []int, n int, err error) {
	marks := d.passages(s)
	var paragraphs []dossier.Paragraph
	for _, p := range paragraphsOf(s, text) {
		if !p.Empty() && strings.TrimSpace(string(text[p.Start:p.End])) != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	here := make([][]*passage, len(paragraphs))
	for i, p := range paragraphs {
		for len(marks) > 0 && marks[0].End <= p.Start {
			marks = marks[1:]
		}
		for _, m := range marks {
			if m.Start >= p.End {
				break
			}
			if m.End > p.Start {
				here[i] = append(here[i], m)
			}
		}
	}
	quoted := func(i int) bool { return i >= 0 && i < len(here) && len(here[i]) > 0 }
	for i, p := range paragraphs {
		if i%200 == 199 {
			if err := cancelled(ctx); err != nil {
				return nil, 0, err
			}
		}
		if which == quotedParagraphs && !quoted(i) || which == aroundQuoted && !quoted(i-1) && !quoted(i) && !quoted(i+1) {
			continue
		}
		if last := 0; which == aroundQuoted {
			if len(shown) > 0 {
				last = shown[len(shown)-1]
			}
			if i > last {
				d.leftOut()
			}
		}
		shown = append(shown, i+1)
		d.sourceParagraph(s, text[p.Start:p.End], p, i+1, here[i])
	}
	if which == aroundQuoted && len(shown) > 0 && shown[len(shown)-1] < len(paragraphs) {
		d.leftOut()
	}
	return shown, len(paragraphs), nil
}

// leftOut marks that paragraphs of a text are not printed.
func (d *doc) leftOut() {
	b := d.oneLine("[…]", sourceLook.in(grey), textColumn)
	if b.height() > d.room() {
		d.newPage(false)
	}
	d.y = d.drawAt(b, marginX+textIndent, d.y) + 1.6
}

// ranges writes numbers in order as "2–4, 7".
func ranges(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if i == j {
			out = append(out, itoa(numbers[i]))
		} else {
			out = append(out, itoa(numbers[i])+"–"+itoa(numbers[j]))
		}
		i = j + 1
	}
	if len(out) > 8 {
		out = append(slices.Clone(out[:8]), "…")
	}
	return strings.Join(out, ", ")
}

// paragraphsOf takes the paragraphs that reading found, if they cover the text in order, else its lines: the appendix
// must never leave out a word.
func paragraphsOf(s *dossier.Source, text []rune) []dossier.Paragraph {
	at, whole := 0, len(s.Paragraphs) > 0
	for _, p := range s.Paragraphs {
		if p.Start < at || p.End > len(text) || p.End < p.Start || strings.TrimSpace(string(text[at:p.Start])) != "" {
			whole = false
			break
		}
		at = p.End
	}
	if whole && strings.TrimSpace(string(text[at:])) == "" {
		return s.Paragraphs
	}
	var out []dossier.Paragraph
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] == '\n' {
			out = append(out, dossier.Paragraph{Span: dossier.Span{Start: start, End: i}})
			start = i + 1
		}
	}
	return out
}
