package export

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"parley/dossier"
)

//go:embed packet.css
var packetCSS string

// htmlWriter writes content as one page that needs nothing else: no scripts, no fonts, no pictures from elsewhere.
type htmlWriter struct {
	strings.Builder
	c *content
}

func writeHTML(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	c := newContent(p)
	w := &htmlWriter{c: c}
	css := packetCSS + c.printMarking()
	sum := sha256.Sum256([]byte(css))
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html lang=%q>\n<head>\n<meta charset=\"utf-8\">\n", langTag(c.lang))
	fmt.Fprintf(w, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
		base64.StdEncoding.EncodeToString(sum[:]))
	w.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Parley\">\n")
	fmt.Fprintf(w, "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n", escapeHTML(shownText(flat(c.facts.title()))), css)
	w.marking("header")
	w.WriteString("<main>\n")
	w.pieces(c.pieces)
	w.WriteString("</main>\n")
	w.marking("footer")
	w.WriteString("</body>\n</html>\n")
	return []byte(w.String()), nil, nil
}

// printMarking puts the marking into the margins of printed pages, top and bottom.
func (c *content) printMarking() string {
	left := joinedText(" · ", c.p.Recipe.Reference, c.facts.title())
	css := fmt.Sprintf("@page{@top-left{content:%s}@bottom-left{content:counter(page) \" of \" counter(pages) %s}}\n", cssString(left), cssString("   "+c.handling))
	if c.label != "" {
		css += fmt.Sprintf("@page{@top-right{content:%[1]s;%[2]s}@bottom-right{content:%[1]s;%[2]s}}\n", cssString(c.label),
			fmt.Sprintf("background:#000;color:#%06X;font-weight:700;font-size:12pt;padding:0 2.5mm;margin:7mm 0 8.6mm", int(c.colour)))
	}
	if strings.EqualFold(c.p.Recipe.Paper, "Letter") {
		css += "@page{size:letter}\n"
	}
	return css
}

func joinedText(separator string, texts ...string) string {
	var list []string
	for _, t := range texts {
		if t = shownText(flat(t)); t != "" {
			list = append(list, t)
		}
	}
	return strings.Join(list, separator)
}

// cssString writes a text as a string of CSS; escapes leave nothing that could end it, or the style element.
func cssString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xA0 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\%X ", r) // the space ends the escape
		}
	}
	b.WriteByte('"')
	return b.String()
}

var escapeHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace

var langForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// langTag is a language as documents name it; empty where it is not known.
func langTag(lang string) string {
	if !langForm.MatchString(lang) || strings.EqualFold(lang, "und") {
		return ""
	}
	return lang
}

func (w *htmlWriter) marking(element string) {
	if w.c.label == "" && w.c.handling == "" {
		return
	}
	fmt.Fprintf(w, "<%s class=\"marking\">", element)
	fmt.Fprintf(w, "<span class=\"handling\">%s</span>", escapeHTML(w.c.handling))
	if w.c.label != "" {
		fmt.Fprintf(w, "<span class=\"label %s\">%s</span>", labelClass(w.c.colour), escapeHTML(w.c.label))
	}
	fmt.Fprintf(w, "</%s>\n", element)
}

func labelClass(c colour) string {
	switch c {
	case 0xFF2B2B:
		return "red"
	case 0xFFC000:
		return "amber"
	case 0x33FF00:
		return "green"
	}
	return "clear"
}

func (w *htmlWriter) pieces(list []piece) {
	for i := range list {
		w.piece(&list[i])
	}
}

func stanceClass(s dossier.Stance, silent bool) string {
	switch {
	case silent:
		return "silent"
	case s == dossier.StanceNone:
		return "unset"
	}
	return string(s)
}

// open begins an element with class, anchor, language and direction.
func (w *htmlWriter) open(element string, p *piece, classes ...string) {
	fmt.Fprintf(w, "<%s", element)
	if class := strings.Join(strings.Fields(strings.Join(classes, " ")), " "); class != "" {
		fmt.Fprintf(w, " class=\"%s\"", escapeHTML(class))
	}
	if p.anchor != "" {
		fmt.Fprintf(w, " id=\"%s\"", p.anchor)
	}
	if p.text != "" {
		fmt.Fprintf(w, " lang=\"%s\"", langTag(p.lang))
		if rightToLeft(p.lang, p.text) {
			w.WriteString(" dir=\"rtl\"")
		} else {
			w.WriteString(" dir=\"ltr\"")
		}
	}
	w.WriteString(">")
}

func (w *htmlWriter) piece(p *piece) {
	switch p.kind {
	case pieceHeading:
		element := fmt.Sprintf("h%d", p.level)
		w.open(element, p, p.role)
		w.runs(p.runs)
		fmt.Fprintf(w, "</%s>\n", element)
	case pieceParagraph:
		if p.number != "" {
			fmt.Fprintf(w, "<div class=\"numbered\"><span class=\"number\">%s</span>", escapeHTML(p.number))
		}
		w.open("p", p, p.role)
		w.runs(p.runs)
		w.WriteString("</p>")
		if p.number != "" {
			w.WriteString("</div>")
		}
		w.WriteString("\n")
	case pieceGroup:
		element := "div"
		switch p.role {
		case "statement":
			element = "blockquote"
		case "panel":
			element = "section"
		}
		w.open(element, p, p.role, stanceClass(p.stance, p.silent))
		w.WriteString("\n")
		w.pieces(p.inner)
		fmt.Fprintf(w, "</%s>\n", element)
	case pieceTable:
		w.table(p)
	case pieceBar:
		fmt.Fprintf(w, "<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"line\" width=\"100\" height=\"4\"/><rect x=\"%d\" width=\"%d\" height=\"4\"/></svg>\n",
			p.low, max(1, p.high-p.low))
	case pieceContents:
		w.contents()
	}
}

func (w *htmlWriter) table(p *piece) {
	fmt.Fprintf(w, "<div class=\"table\"><table class=\"%s\">\n", p.role)
	if len(p.widths) > 0 {
		w.WriteString("<colgroup>")
		for _, n := range p.widths {
			fmt.Fprintf(w, "<col width=\"%d%%\">", n)
		}
		w.WriteString("</colgroup>\n")
	}
	if len(p.head) > 0 {
		w.WriteString("<thead><tr>")
		for _, c := range p.head {
			w.WriteString("<th scope=\"col\">")
			w.pieces(c.inner)
			w.WriteString("</th>")
		}
		w.WriteString("</tr></thead>\n")
	}
	w.WriteString("<tbody>\n")
	for _, row := range p.rows {
		w.WriteString("<tr>")
		for _, c := range row {
			class := ""
			if c.tinted || c.silent {
				class = " class=\"tinted " + stanceClass(c.stance, c.silent) + "\""
			}
			fmt.Fprintf(w, "<td%s>", class)
			w.pieces(c.inner)
			w.WriteString("</td>")
		}
		w.WriteString("</tr>\n")
	}
	w.WriteString("</tbody>\n</table></div>\n")
}

// entries are the headings that the contents list: parts and issues.
func (c *content) entries() []piece {
	var out []piece
	for _, p := range c.pieces {
		if p.kind == pieceHeading && p.level == 2 && p.anchor != "" && p.anchor != "judgements" {
			out = append(out, p)
		}
	}
	return out
}

func (w *htmlWriter) contents() {
	list := w.c.entries()
	if len(list) == 0 {
		return
	}
	w.WriteString("<nav class=\"contents\"><h2>Contents</h2><ul>\n")
	for _, p := range list {
		fmt.Fprintf(w, "<li><a href=\"#%s\">", p.anchor)
		w.runs(p.runs)
		w.WriteString("</a></li>\n")
	}
	w.WriteString("</ul></nav>\n")
}

// elements are what a run's style becomes, the outer first.
var elements = []struct {
	style       runStyle
	open, close string
}{
	{styleName, "<bdi>", "</bdi>"}, {styleBold, "<strong>", "</strong>"}, {styleItalic, "<em>", "</em>"},
	{styleSmall, "<small>", "</small>"}, {styleMono, "<code>", "</code>"}, {styleAdded, "<ins>", "</ins>"}, {styleDeleted, "<del>", "</del>"},
	{styleBracket, "<b class=\"bracket\">", "</b>"}, {styleMarked, "<mark>", "</mark>"},
}

func (w *htmlWriter) runs(list []textRun) {
	for _, r := range list {
		if r.text == "" && r.anchor == "" {
			continue
		}
		var ends []string
		push := func(open, end string) { w.WriteString(open); ends = append(ends, end) }
		class := ""
		if r.style&styleCite != 0 {
			class = " class=\"cite\""
		}
		id := ""
		if r.anchor != "" {
			id = " id=\"" + r.anchor + "\""
		}
		switch {
		case r.link != "":
			push(fmt.Sprintf("<a%s%s href=\"#%s\">", class, id, r.link), "</a>")
		case id != "" || class != "":
			push("<span"+class+id+">", "</span>")
		}
		if r.style&styleGlyph != 0 {
			push("<span class=\"glyph "+stanceClass(r.stance, r.silent)+"\">", "</span>")
		} else if r.stance != dossier.StanceNone || r.silent {
			push("<span class=\"word "+stanceClass(r.stance, r.silent)+"\">", "</span>")
		}
		for _, e := range elements {
			if r.style&e.style != 0 {
				push(e.open, e.close)
			}
		}
		w.WriteString(escapeHTML(r.text))
		for i := len(ends) - 1; i >= 0; i-- {
			w.WriteString(ends[i])
		}
	}
}
