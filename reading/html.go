package reading

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// looksLikeHTML says whether text is markup: it begins with a tag that pages and clipboard fragments begin with.
func looksLikeHTML(s string) bool {
	head := s
	if len(head) > 4096 {
		head = head[:4096]
	}
	head = strings.ToLower(strings.TrimLeft(head, " \t\r\n\uFEFF\u200B"))
	if strings.HasPrefix(head, "version:") { // the Windows clipboard's header
		if i := strings.Index(head, "<"); i >= 0 && strings.Contains(head[:i], "starthtml") {
			return true
		}
	}
	if strings.HasPrefix(head, "<?xml") {
		if i := strings.Index(head, "?>"); i >= 0 {
			head = strings.TrimLeft(head[i+2:], " \t\r\n")
		}
	}
	if strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<!doctype html") {
		return strings.Contains(head, ">")
	}
	if !strings.HasPrefix(head, "<") {
		return false
	}
	end := 1
	for end < len(head) && (head[end] >= 'a' && head[end] <= 'z' || head[end] >= '1' && head[end] <= '6') {
		end++
	}
	if end == len(head) || !strings.ContainsRune(" \t\r\n/>", rune(head[end])) || !strings.Contains(s, ">") {
		return false
	}
	a := atom.Lookup([]byte(head[1:end]))
	switch a {
	case atom.Meta, atom.Span, atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Font, atom.Center, atom.Style, atom.Script, atom.Title, atom.Link, atom.Img, atom.Picture, atom.Time, atom.Td, atom.Th, atom.Br, atom.Head, atom.U, atom.Small, atom.Big, atom.Iframe, atom.Noscript, atom.Template, atom.Svg:
		return true
	}
	return blockTag(a)
}

// htmlText gives the text of a page with its paragraphs: a line for each block, a blank line between paragraphs, a tab
// between the cells of a table. It works on tokens, not on a tree, so that deep nesting costs nothing. What the page
// hides is left out, and so are soft hyphens and spaces without width, which markup uses for laying out; zw reports the
// latter.
func htmlText(s string) (text string, zw bool) {
	s = fragment(s)
	w := textWriter{}
	if !w.read(s, false) { // something hidden was never closed: hiding is not believed
		w = textWriter{}
		w.read(s, true)
	}
	return w.end(), w.zw
}

// fragment is the part of a clipboard's page that was copied.
func fragment(s string) string {
	head := s
	if len(head) > 400 {
		head = head[:400]
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimLeft(head, " \t\r\n\uFEFF")), "version:") {
		if i := strings.IndexByte(s, '<'); i >= 0 {
			s = s[i:]
		}
	}
	const from, to = "<!--StartFragment-->", "<!--EndFragment-->"
	if a := strings.Index(s, from); a >= 0 {
		if b := strings.LastIndex(s, to); b > a {
			return s[a+len(from) : b]
		}
	}
	return s
}

// tableRow is a row in work.
type tableRow struct {
	text  bool // some cell has text
	lines int  // line ends inside the last cell
}

// textWriter collects the text; breaks are kept back until more text comes.
type textWriter struct {
	b        strings.Builder
	breaks   int  // line ends due before the next text
	tab      bool // a new cell of a table begins
	blank    bool // a blank is due
	pre      int
	rows     []tableRow // open rows, the innermost last
	cellHead bool       // no text in this cell yet
	zw       bool
}

func (w *textWriter) rune(r rune) {
	switch {
	case r == 0xAD || r == 0x200B || r == 0xFEFF || r == 0x2060:
		w.zw = w.zw || r != 0xAD
		return
	case w.pre > 0 && r == '\n':
		w.breaks = min(w.breaks+1, 3)
		return
	case r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f':
		if w.pre == 0 || w.b.Len() == 0 {
			w.blank = true
			return
		}
	}
	if w.b.Len() > 0 {
		switch {
		case w.breaks > 0:
			w.b.WriteString("\n\n\n"[:min(w.breaks, 3)])
			if n := len(w.rows); n > 0 && !w.cellHead {
				w.rows[n-1].lines++
			}
		case w.tab:
			w.b.WriteByte('\t')
		case w.blank:
			w.b.WriteByte(' ')
		}
	}
	if n := len(w.rows); n > 0 {
		w.rows[n-1].text = true
	}
	w.breaks, w.tab, w.blank, w.cellHead = 0, false, false, false
	w.b.WriteRune(r)
}

// line asks for n line ends before the next text. At the head of a cell there is none: the cell's first paragraph
// stands beside the cell before.
func (w *textWriter) line(n int) {
	if !w.cellHead {
		w.breaks = max(w.breaks, n)
	}
	w.blank = false
}

func (w *textWriter) end() string {
	if w.b.Len() > 0 && w.breaks > 0 {
		w.b.WriteString("\n\n\n"[:min(w.breaks, 3)])
	}
	return w.b.String()
}

// read goes over the tokens; with all set, what is hidden by attributes is shown. It reports false where the text ended
// inside something hidden.
func (w *textWriter) read(s string, all bool) bool {
	z := html.NewTokenizer(strings.NewReader(s))
	var hidden atom.Atom // the element that hides, or 0
	var hiddenName string
	depth := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return depth == 0 || hidden == atom.Script || hidden == atom.Style || all
		case html.TextToken:
			if depth > 0 {
				continue
			}
			for _, r := range html.UnescapeString(string(z.Raw())) {
				w.rune(r)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attrs := z.TagName()
			a := atom.Lookup(name)
			if all && a != atom.Script && a != atom.Style {
				z.NextIsNotRawText()
			}
			if depth > 0 {
				if !endsHidden(hidden, a) {
					if string(name) == hiddenName && !voidTag(a) {
						depth++
					}
					continue
				}
				depth, hidden = 0, 0
			}
			if (!all && hiddenTag(a) || all && (a == atom.Script || a == atom.Style)) && !voidTag(a) {
				hidden, hiddenName, depth = a, string(name), 1
				continue
			}
			hide, block := false, false
			if attrs {
				hide, block = shownBy(z)
			}
			if hide && !all {
				if !voidTag(a) {
					hidden, hiddenName, depth = a, string(name), 1
				}
				continue
			}
			w.open(a, block)
		case html.EndTagToken:
			name, _ := z.TagName()
			if depth > 0 {
				if string(name) == hiddenName {
					depth--
				} else if a := atom.Lookup(name); hidden == atom.P && blockTag(a) || hidden == atom.Li && (a == atom.Ul || a == atom.Ol) || (hidden == atom.Td || hidden == atom.Th || hidden == atom.Tr) && a == atom.Table {
					depth = 0
					w.close(a)
				}
				continue
			}
			w.close(atom.Lookup(name))
		}
	}
}

// endsHidden says whether a start tag closes an open hidden element, as browsers have it: a block closes a paragraph,
// an item an item, anything of the body closes the head.
func endsHidden(hidden, a atom.Atom) bool {
	switch hidden {
	case atom.P:
		return blockTag(a)
	case atom.Li:
		return a == atom.Li
	case atom.Td, atom.Th:
		return a == atom.Td || a == atom.Th || a == atom.Tr
	case atom.Tr:
		return a == atom.Tr
	case atom.Head:
		return a != 0 && a != atom.Meta && a != atom.Link && a != atom.Title && a != atom.Style && a != atom.Script && a != atom.Base && a != atom.Noscript && a != atom.Template
	}
	return false
}

// shownBy reads the attributes: is the element hidden, is it made a block?
func shownBy(z *html.Tokenizer) (hide, block bool) {
	for more := true; more; {
		var key, val []byte
		key, val, more = z.TagAttr()
		switch string(key) {
		case "hidden":
			hide = hide || !strings.EqualFold(string(val), "until-found")
		case "aria-hidden":
			hide = hide || strings.EqualFold(strings.TrimSpace(string(val)), "true")
		case "style":
			if len(val) > 4096 {
				val = val[:4096]
			}
			css := strings.ToLower(strings.Join(strings.Fields(string(val)), ""))
			if css == "" {
				continue
			}
			hide = hide || strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden") || strings.Contains(css, "mso-hide:all")
			block = block || strings.Contains(css, "display:block")
		}
	}
	return hide, block
}

func (w *textWriter) open(a atom.Atom, block bool) {
	switch {
	case a == atom.Br:
		w.breaks, w.blank, w.cellHead = min(w.breaks+1, 2), false, false
	case a == atom.Td || a == atom.Th:
		w.cellHead = false
		if n := len(w.rows); n > 0 && w.rows[n-1].text {
			if row := &w.rows[n-1]; row.lines == 0 {
				w.breaks, w.tab = 0, true
			} else {
				row.lines = 0
				w.line(1)
			}
		} else if n == 0 && w.b.Len() > 0 && w.breaks == 0 {
			w.tab = true // cells without a row
		}
		w.cellHead = true
	case a == atom.Tr:
		w.cellHead, w.tab = false, false
		w.line(1)
		if len(w.rows) < 1000 {
			w.rows = append(w.rows, tableRow{})
		}
	case blockTag(a) || block:
		w.line(1)
		if paragraphTag(a) && a != atom.P && w.b.Len() > 0 {
			w.line(2)
		}
		if a == atom.Pre {
			w.pre++
		}
	}
}

func (w *textWriter) close(a atom.Atom) {
	switch {
	case a == atom.Tr || a == atom.Table:
		w.cellHead = false
		if n := len(w.rows); n > 0 {
			w.rows = w.rows[:n-1]
		}
		w.tab = false
		w.line(1)
	case blockTag(a):
		if a == atom.Pre {
			w.pre = max(0, w.pre-1)
		}
		if paragraphTag(a) {
			w.line(2)
		} else {
			w.line(1)
		}
	}
}

func hiddenTag(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Title, atom.Head, atom.Button, atom.Select, atom.Textarea, atom.Object, atom.Audio, atom.Video, atom.Canvas, atom.Datalist, atom.Math:
		return true
	}
	return false
}

func voidTag(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.Hr, atom.Img, atom.Input, atom.Meta, atom.Link, atom.Base, atom.Wbr, atom.Col, atom.Source, atom.Area, atom.Embed, atom.Param, atom.Track:
		return true
	}
	return false
}

func paragraphTag(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Figure, atom.Header, atom.Article:
		return true
	}
	return false
}

func blockTag(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Section, atom.Main, atom.Aside, atom.Footer, atom.Nav, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Tr,
		atom.Thead, atom.Tbody, atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Hr, atom.Pre, atom.Body, atom.Html, atom.Hgroup, atom.Details, atom.Summary, atom.Caption, atom.Center:
		return true
	}
	return paragraphTag(a)
}
