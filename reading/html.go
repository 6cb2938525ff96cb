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
	head = strings.ToLower(strings.TrimLeft(head, " \t\r\n\uFEFF"))
	if strings.HasPrefix(head, "version:") { // the Windows clipboard's header
		if i := strings.Index(head, "<"); i >= 0 && strings.Contains(head[:i], "starthtml") {
			return true
		}
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<!--startfragment", "<article", "<div", "<p>", "<p ", "<span", "<h1", "<h2", "<section", "<main", "<table", "<ul", "<blockquote", "<b>", "<a "} {
		if strings.HasPrefix(head, tag) {
			return strings.Contains(head, ">")
		}
	}
	return false
}

// htmlText gives the text of a page with its paragraphs: a line for each block, a blank line between paragraphs.
// It works on tokens, not on a tree, so that deep nesting costs nothing.
func htmlText(s string) string {
	low := s
	if len(low) > 400 {
		low = low[:400]
	}
	if strings.HasPrefix(strings.ToLower(low), "version:") {
		if i := strings.IndexByte(s, '<'); i >= 0 {
			s = s[i:]
		}
	}
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	hidden, pre := 0, 0
	blank, newline := false, true
	line := func() {
		if !newline {
			b.WriteByte('\n')
			newline, blank = true, false
		}
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden > 0 {
				continue
			}
			text := html.UnescapeString(string(z.Raw()))
			if pre > 0 {
				b.WriteString(text)
				newline = strings.HasSuffix(text, "\n")
				continue
			}
			for _, r := range text {
				if r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' {
					blank = true
					continue
				}
				if blank && !newline {
					b.WriteByte(' ')
				}
				blank, newline = false, false
				b.WriteRune(r)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case hiddenTag(a):
				hidden++
			case a == atom.Br:
				b.WriteByte('\n')
				newline, blank = true, false
			case blockTag(a):
				line()
				if a == atom.Pre {
					pre++
				}
			case (a == atom.Td || a == atom.Th) && !newline:
				b.WriteByte('\t')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case hiddenTag(a):
				hidden = max(0, hidden-1)
			case blockTag(a):
				line()
				if a == atom.Pre {
					pre = max(0, pre-1)
				}
				if paragraphTag(a) && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n") {
					b.WriteByte('\n')
				}
			}
		}
	}
}

func hiddenTag(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Title, atom.Head, atom.Button, atom.Select, atom.Textarea:
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
		atom.Thead, atom.Tbody, atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Hr, atom.Pre, atom.Body, atom.Html, atom.Hgroup, atom.Details, atom.Summary, atom.Caption:
		return true
	}
	return paragraphTag(a)
}
