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

// sourceText puts the paragraphs of a text that are to be printed on pages, with a mark where some are left out, and
// returns their numbers.
func (d *doc) sourceText(ctx context.Context, t *preparedText) (shown []int, err error) {
	for i := range t.paragraphs {
		if i%200 == 199 {
			if err := cancelled(ctx); err != nil {
				return nil, err
			}
		}
		if !t.prints(i) {
			continue
		}
		if last := 0; t.which == aroundQuoted {
			if len(shown) > 0 {
				last = shown[len(shown)-1]
			}
			if i > last {
				d.leftOut()
			}
		}
		shown = append(shown, i+1)
		d.sourceParagraph(t, i)
		t.blocks[i] = nil // its pages have all that is needed of it
	}
	if t.which == aroundQuoted && len(shown) > 0 && shown[len(shown)-1] < len(t.paragraphs) {
		d.leftOut()
	}
	return shown, nil
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
