package export

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"parley/dossier"
)

// markdownWriter writes content as Markdown (CommonMark with the tables of GitHub). Stored words are escaped so that what
// a reader sees rendered is them, letter for letter, also where a renderer makes quotation marks or dashes of its own.
// Marks inside a source's text are HTML elements: asterisks are not read as marks beside a quotation mark.
type markdownWriter struct {
	strings.Builder
	c *content
}

func writeMarkdown(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	c := newContent(p)
	w := &markdownWriter{c: c}
	marking := strings.Join(nonEmpty(boldMarkdown(c.label), escapeMarkdown(c.handling)), " · ")
	if marking != "" {
		w.WriteString(marking + "\n\n")
	}
	w.pieces(c.pieces, "")
	out := strings.TrimRight(w.String(), "\n") + "\n"
	if marking != "" {
		out += "\n" + marking + "\n"
	}
	return []byte(out), nil, nil
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// boldMarkdown is a text of its own line in bold.
func boldMarkdown(text string) string {
	p := []rune(text)
	return boldSpan(p, 0, len(p), '\n', '\n', true)
}

// boldSpan is a stretch of a text in bold, between before and after in what is written. Asterisks are read as marks only
// where CommonMark takes them for the edge of words; so white space goes outside of them, and what else would keep them
// from being read. Where nothing is left, the text stands as it is.
func boldSpan(p []rune, from, to int, before, after rune, oneLine bool) string {
	beside := func(i int) rune {
		switch {
		case i < from:
			return before
		case i >= to:
			return after
		}
		return p[i]
	}
	marks := func(outer, inner rune) bool { // whether asterisks may stand between them
		return !unicode.IsSpace(inner) && (!unicode.IsPunct(inner) && !unicode.IsSymbol(inner) || outer == '\n' || outer == '\t' || unicode.Is(unicode.Zs, outer) || unicode.IsPunct(outer))
	}
	start, end := from, to
	for start < end && !marks(beside(start-1), p[start]) {
		start++
	}
	for end > start && !marks(beside(end), p[end-1]) {
		end--
	}
	if start == end {
		return escapeSpan(p, from, to, oneLine)
	}
	return escapeSpan(p, from, start, oneLine) + "**" + escapeSpan(p, start, end, oneLine) + "**" + escapeSpan(p, end, to, oneLine)
}

// pieces writes blocks, each line after prefix: "> " in a block quotation.
func (w *markdownWriter) pieces(list []piece, prefix string) {
	for i := range list {
		w.piece(&list[i], prefix)
	}
}

// block writes a block and the empty line after it.
func (w *markdownWriter) block(prefix, text string) {
	for _, line := range strings.Split(text, "\n") {
		w.WriteString(prefix + line + "\n")
	}
	w.WriteString(strings.TrimRight(prefix, " ") + "\n")
}

func anchorMarkdown(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "<a id=\"" + anchor + "\"></a>"
}

func (w *markdownWriter) piece(p *piece, prefix string) {
	switch p.kind {
	case pieceHeading:
		// No newline can stand in a heading: names in it are one line.
		w.block(prefix, strings.Repeat("#", p.level)+" "+anchorMarkdown(p.anchor)+w.inline(p.runs, false))
	case pieceParagraph:
		w.paragraph(p, prefix)
	case pieceGroup:
		switch p.role {
		case "bottom-line", "statement":
			if p.anchor != "" {
				w.block(prefix, anchorMarkdown(p.anchor))
			}
			inner := markdownWriter{c: w.c}
			inner.pieces(p.inner, prefix+"> ")
			w.WriteString(strings.TrimSuffix(inner.String(), prefix+">\n") + strings.TrimRight(prefix, " ") + "\n") // ends with its last line
		case "list", "index":
			for _, item := range p.inner {
				w.WriteString(prefix + "- " + w.inline(item.runs, false) + "\n")
			}
			w.WriteString(strings.TrimRight(prefix, " ") + "\n")
		default:
			w.pieces(p.inner, prefix)
		}
	case pieceTable:
		w.table(p, prefix)
	case pieceContents:
		list := w.c.entries()
		if len(list) == 0 {
			return
		}
		w.block(prefix, "## Contents")
		for _, e := range list {
			w.WriteString(prefix + "- [" + w.inline(unlinked(e.runs), false) + "](#" + e.anchor + ")\n")
		}
		w.WriteString(prefix + "\n")
	}
}

func unlinked(runs []textRun) []textRun {
	out := make([]textRun, len(runs))
	for i, r := range runs {
		out[i] = textRun{text: r.text}
	}
	return out
}

func (w *markdownWriter) paragraph(p *piece, prefix string) {
	text := w.inline(p.runs, false)
	if p.number != "" {
		text = "<small>" + escapeMarkdown(p.number) + "</small> " + text
	}
	if text == "" {
		return
	}
	if p.text != "" && rightToLeft(p.lang, p.text) {
		w.block(prefix, "<div dir=\"rtl\" lang=\""+langTag(p.lang)+"\">")
		w.block(prefix, text)
		w.block(prefix, "</div>")
		return
	}
	w.block(prefix, text)
}

// table writes a table; facts, which have no head, become a list.
func (w *markdownWriter) table(p *piece, prefix string) {
	if len(p.rows) == 0 && len(p.head) == 0 {
		return
	}
	if len(p.head) == 0 {
		for _, row := range p.rows {
			w.WriteString(prefix + "- " + w.cell(row[0]) + ": " + w.cell(row[1]) + "\n")
		}
		w.WriteString(strings.TrimRight(prefix, " ") + "\n")
		return
	}
	line := func(cells []contentCell) {
		w.WriteString(prefix + "|")
		for _, c := range cells {
			w.WriteString(" " + w.cell(c) + " |")
		}
		w.WriteString("\n")
	}
	line(p.head)
	w.WriteString(prefix + "|" + strings.Repeat(" --- |", len(p.head)) + "\n")
	for _, row := range p.rows {
		line(row)
	}
	w.WriteString(strings.TrimRight(prefix, " ") + "\n")
}

// cell writes a cell on one line.
func (w *markdownWriter) cell(c contentCell) string {
	var lines []string
	var walk func([]piece)
	walk = func(list []piece) {
		for i := range list {
			switch p := &list[i]; p.kind {
			case pieceParagraph:
				text := w.inline(p.runs, true)
				if p.text != "" && rightToLeft(p.lang, p.text) {
					text = "<span dir=\"rtl\" lang=\"" + langTag(p.lang) + "\">" + text + "</span>"
				}
				lines = append(lines, text)
			case pieceGroup:
				if p.anchor != "" {
					lines = append(lines, anchorMarkdown(p.anchor))
				}
				walk(p.inner)
			}
		}
	}
	walk(c.inner)
	return strings.Join(nonEmpty(lines...), "<br>")
}

var markdownElements = []struct {
	style       runStyle
	open, close string
}{{styleItalic, "<i>", "</i>"}, {styleMono, "<code>", "</code>"}, {styleAdded, "<ins>", "</ins>"},
	{styleDeleted, "<del>", "</del>"}, {styleMarked, "<mark>", "</mark>"}}

// inline writes runs; in a table no line may end.
func (w *markdownWriter) inline(list []textRun, oneLine bool) string {
	whole := make([]rune, 0, 256) // the paragraph's text: what is escaped depends on what stands beside it
	for _, r := range list {
		whole = append(whole, []rune(r.text)...)
	}
	var b strings.Builder
	at := 0
	for _, r := range list {
		n := len([]rune(r.text))
		text := escapeSpan(whole, at, at+n, oneLine)
		if r.style&(styleBold|styleBracket) != 0 {
			before, after := '[', ']'
			if r.link == "" {
				before, after = neighbour(whole, at-1), neighbour(whole, at+n)
			}
			text = boldSpan(whole, at, at+n, before, after, oneLine)
		}
		at += n
		if text == "" && r.anchor == "" {
			continue
		}
		b.WriteString(anchorMarkdown(r.anchor))
		for i := len(markdownElements) - 1; i >= 0; i-- {
			if e := markdownElements[i]; r.style&e.style != 0 {
				text = e.open + text + e.close
			}
		}
		if r.link != "" {
			text = fmt.Sprintf("[%s](#%s)", text, r.link)
		}
		if so := b.String(); strings.HasPrefix(text, "**") && strings.HasSuffix(so, "**") { // two in bold are one
			b.Reset()
			b.WriteString(strings.TrimSuffix(so, "**"))
			text = strings.TrimPrefix(text, "**")
		}
		b.WriteString(text)
	}
	return b.String()
}

// neighbour is a character of a paragraph; beyond its edges a line ends.
func neighbour(p []rune, i int) rune {
	if i < 0 || i >= len(p) {
		return '\n'
	}
	return p[i]
}

func escapeMarkdown(s string) string {
	p := []rune(s)
	return escapeSpan(p, 0, len(p), true)
}

// escapeSpan escapes a stretch of a text. White space at the edge of a line, which a renderer would drop, becomes an
// entity, a line's end a hard break.
func escapeSpan(p []rune, from, to int, oneLine bool) string {
	at := func(i int) rune { return neighbour(p, i) }
	blank := func(i int) bool { // all before or after it in its line is space: a renderer drops it
		j, k := i, i
		for at(j) == ' ' || at(j) == '\t' {
			j--
		}
		for at(k) == ' ' || at(k) == '\t' {
			k++
		}
		return at(j) == '\n' || at(k) == '\n'
	}
	first := func(i int) bool { return at(i-1) == '\n' }
	var b strings.Builder
	for i := from; i < to; i++ {
		switch r := p[i]; r {
		case '\n':
			if oneLine || i == 0 || i == len(p)-1 {
				b.WriteString("&#10;")
			} else {
				b.WriteString("\\\n")
			}
		case ' ', '\t':
			if blank(i) && (oneLine || i == 0 || i == len(p)-1 || at(i-1) == '\n' || at(i+1) == '\n' || at(i-1) == ' ' || at(i-1) == '\t' || at(i+1) == ' ') || r == '\t' {
				fmt.Fprintf(&b, "&#%d;", r)
			} else {
				b.WriteRune(r)
			}
		case '|':
			b.WriteString("&#124;")
		case '\\':
			if at(i+1) == '\n' { // a renderer may take it for a part of the break
				b.WriteString("&#92;")
			} else {
				b.WriteString("\\\\")
			}
		case '`', '*', '_', '{', '}', '[', ']', '<', '>', '#', '+', '~', '&', '"', '\'', '^', '$':
			b.WriteRune('\\')
			b.WriteRune(r)
		case '-', '=':
			if first(i) || at(i-1) == r || at(i+1) == r {
				b.WriteRune('\\')
			}
			b.WriteRune(r)
		case '.', ')':
			if at(i-1) == r || at(i+1) == r || numbered(p, i) {
				b.WriteRune('\\')
			}
			b.WriteRune(r)
		case '(':
			if unicode.IsLetter(at(i+1)) && (at(i+2) == ')' || at(i+3) == ')') { // (c), (tm)
				b.WriteRune('\\')
			}
			b.WriteRune(r)
		case ':':
			if first(i) || emoji(p, i) {
				b.WriteRune('\\')
			}
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// emoji reports whether a name between colons begins at i, as in :smile:, of which some renderers make a picture.
func emoji(p []rune, i int) bool {
	j := i + 1
	for j < len(p) && (unicode.IsLetter(p[j]) || unicode.IsDigit(p[j]) || p[j] == '_' || p[j] == '+' || p[j] == '-') {
		j++
	}
	return j < len(p) && p[j] == ':'
}

// numbered reports whether only digits stand before i in its line: the beginning of a list.
func numbered(p []rune, i int) bool {
	j := i - 1
	for j >= 0 && p[j] >= '0' && p[j] <= '9' {
		j--
	}
	return j < i-1 && (j < 0 || p[j] == '\n')
}
