package export

import (
	"context"
	"fmt"
	"strings"

	"parley/dossier"
)

// docxWriter writes content as a Word document (ECMA-376, transitional), with the styles of docxstyles.go.
type docxWriter struct {
	strings.Builder
	c         *content
	landscape bool
	bookmarks int
	bar       colour // at the left of what is written
	barred    bool
	fill      string // behind it, or empty
	deep      int    // tables around
	inHead    bool   // of a table
}

const wordMime = "application/vnd.openxmlformats-officedocument.wordprocessingml."

func writeDOCX(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	c := newContent(p)
	w := &docxWriter{c: c}
	w.WriteString(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + relationBase + `"><w:body>`)
	w.pieces(c.pieces)
	w.WriteString(w.section() + `</w:body></w:document>`)
	b, err := officeFile(p, c.facts.title(), "word/document.xml", []filePart{
		{"word/document.xml", wordMime + "document.main+xml", w.String()},
		{"word/_rels/document.xml.rels", relationsMime, relationList([3]string{"rId1", relationBase + "/styles", "styles.xml"},
			[3]string{"rId2", relationBase + "/header", "header1.xml"}, [3]string{"rId3", relationBase + "/footer", "footer1.xml"},
			[3]string{"rId4", relationBase + "/fontTable", "fontTable.xml"}, [3]string{"rId5", relationBase + "/settings", "settings.xml"})},
		{"word/styles.xml", wordMime + "styles+xml", c.docxStyles()},
		{"word/header1.xml", wordMime + "header+xml", c.docxRunning("hdr")},
		{"word/footer1.xml", wordMime + "footer+xml", c.docxRunning("ftr")},
		{"word/fontTable.xml", wordMime + "fontTable+xml", docxFonts},
		{"word/settings.xml", wordMime + "settings+xml", docxSettings},
	})
	return b, nil, err
}

// docxPage is a sheet in twentieths of a point, its short side first.
func (c *content) docxPage() (short, long int) {
	if strings.EqualFold(c.p.Recipe.Paper, "Letter") {
		return 12240, 15840
	}
	return 11906, 16838
}

// section ends a section of pages.
func (w *docxWriter) section() string {
	width, height := w.c.docxPage()
	orientation := ""
	if w.landscape {
		width, height, orientation = height, width, ` w:orient="landscape"`
	}
	return fmt.Sprintf(`<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:type w:val="nextPage"/><w:pgSz w:w="%d" w:h="%d"%s/>`+
		`<w:pgMar w:top="1500" w:right="1134" w:bottom="1400" w:left="1134" w:header="500" w:footer="450" w:gutter="0"/></w:sectPr>`, width, height, orientation)
}

func (w *docxWriter) pieces(list []piece) {
	for i := range list {
		w.piece(&list[i])
	}
}

func (w *docxWriter) piece(p *piece) {
	switch p.kind {
	case pieceHeading:
		if p.level == 2 && p.anchor != "judgements" {
			if wide := p.anchor == "matrix" || p.anchor == "drafts"; wide != w.landscape { // wide tables lie across
				w.WriteString(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>` + w.section() + `</w:pPr></w:p>`)
				w.landscape = wide
			}
		}
		style := fmt.Sprintf("Heading%d", p.level)
		switch {
		case p.role == "title":
			style = "Title"
		case p.role == "source":
			style = "SourceHead"
		case p.anchor == "judgements":
			style = "Heading3"
		}
		w.paragraph(p, style)
	case pieceParagraph:
		style, ok := docxRoles[p.role]
		if !ok {
			style = "Normal"
		}
		w.paragraph(p, style)
	case pieceGroup:
		if p.role == "statement" {
			bar, barred := w.bar, w.barred
			w.bar, w.barred = looksOf(p.stance).dark, true
			if p.anchor != "" && len(p.inner) > 0 {
				p.inner[0].anchor = p.anchor
			}
			w.pieces(p.inner)
			w.bar, w.barred = bar, barred
			w.gap(false)
			return
		}
		switch look := looksOf(p.stance); {
		case p.role == "bottom-line":
			w.bar, w.barred, w.fill = navy, true, hexColour(boxGrey)
		case p.role == "position" && p.silent:
			w.fill = hexColour(boxGrey)
		case p.role == "position":
			w.fill = hexColour(look.tint)
		}
		w.pieces(p.inner)
		if p.role == "bottom-line" || p.role == "position" {
			w.barred, w.fill = false, ""
			w.gap(!p.silent)
		}
	case pieceTable:
		w.table(p)
	case pieceContents:
		w.contents()
	}
}

// paragraph writes a paragraph; right-to-left words make it one of their direction.
func (w *docxWriter) paragraph(p *piece, style string) {
	rtl := p.text != "" && rightToLeft(p.lang, p.text)
	w.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>`)
	if w.fill != "" || w.barred && style != "Speaker" && style != "Facts" && style != "Note" { // with what is said of it
		w.WriteString(`<w:keepNext/>`)
	}
	if w.barred {
		fmt.Fprintf(w, `<w:pBdr><w:left w:val="single" w:sz="18" w:space="6" w:color="%s"/></w:pBdr>`, hexColour(w.bar))
	}
	if w.fill != "" {
		w.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + w.fill + `"/>`)
	}
	if rtl {
		w.WriteString(`<w:bidi/>`)
	}
	switch {
	case w.barred && rtl: // what Word calls left is in such a paragraph the right
		w.WriteString(`<w:ind w:left="170" w:right="170"/>`)
	case w.barred:
		w.WriteString(`<w:ind w:left="170"/>`)
	}
	w.WriteString(`</w:pPr>`)
	end := w.bookmark(p.anchor)
	if p.number != "" {
		w.textRun(textRun{text: p.number + "\u2002", style: styleSmall}, "", false)
	}
	for _, r := range p.runs {
		w.textRun(r, p.lang, rtl)
	}
	w.WriteString(end + `</w:p>`)
}

// contents lists the parts in two columns, so that a front page stays one.
func (w *docxWriter) contents() {
	entries := w.c.entries()
	if len(entries) == 0 {
		return
	}
	w.paragraph(&piece{runs: []textRun{ours("Contents")}}, "ContentsHead")
	columns := make([]contentCell, 2)
	for i, e := range entries {
		runs := unlinked(e.runs)
		for k := range runs {
			runs[k].link = e.anchor
		}
		half := &columns[i*2/len(entries)]
		half.inner = append(half.inner, paragraph("contents", runs...))
	}
	w.table(&piece{role: "release", rows: [][]contentCell{columns}})
}

// gap sets a little space, outside tables; what it keeps together stands on one page.
func (w *docxWriter) gap(keep bool) {
	next := ""
	if keep {
		next = `<w:keepNext/>`
	}
	if w.deep == 0 {
		w.WriteString(`<w:p><w:pPr><w:pStyle w:val="Gap"/>` + next + `</w:pPr></w:p>`)
	}
}

func hexColour(c colour) string { return fmt.Sprintf("%06X", int(c)) }

// bookmark begins a bookmark and returns its end.
func (w *docxWriter) bookmark(anchor string) string {
	if anchor == "" {
		return ""
	}
	w.bookmarks++
	fmt.Fprintf(w, `<w:bookmarkStart w:id="%d" w:name="%s"/>`, w.bookmarks, anchor)
	return fmt.Sprintf(`<w:bookmarkEnd w:id="%d"/>`, w.bookmarks)
}

func (w *docxWriter) textRun(r textRun, lang string, rtl bool) {
	if r.text == "" && r.anchor == "" {
		return
	}
	end := w.bookmark(r.anchor)
	if r.link != "" {
		w.WriteString(`<w:hyperlink w:anchor="` + r.link + `" w:history="1">`)
	}
	for _, part := range byDirection(r.text, rtl) {
		w.WriteString(`<w:r>` + w.runProperties(r, lang, part.rtl) + runText(part.text) + `</w:r>`)
	}
	if r.link != "" {
		w.WriteString(`</w:hyperlink>`)
	}
	w.WriteString(end)
}

// tablesRuled are the roles of tables whose head is a dark bar.
var tablesRuled = map[string]bool{"matrix": true, "timeline": true, "gaps": true, "drafts": true, "pair": true, "sources": true}

func (w *docxWriter) table(p *piece) {
	short, long := w.c.docxPage()
	width := short - 2*1134
	if w.landscape {
		width = long - 2*1134
	}
	columns := len(p.head)
	for _, row := range p.rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	w.deep++
	w.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "bottom", "insideH"} {
		if p.role != "facts" && p.role != "release" && (side != "insideH" || p.role != "front") {
			fmt.Fprintf(w, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="%s"/>`, side, hexColour(rule))
		}
	}
	w.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = width / columns
		if i < len(p.widths) {
			widths[i] = width * p.widths[i] / 100
		}
		fmt.Fprintf(w, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	w.WriteString(`</w:tblGrid>`)
	if len(p.head) > 0 {
		w.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		for i, c := range p.head {
			fill := ""
			style := "HeadPlain"
			if tablesRuled[p.role] {
				fill, style, w.inHead = hexColour(navy), "HeadCell", true
			}
			w.cell(c, widths[i], fill, style)
			w.inHead = false
		}
		w.WriteString(`</w:tr>`)
	}
	for _, row := range p.rows {
		w.WriteString(`<w:tr>`)
		for i, c := range row {
			fill := ""
			if c.tinted && !c.silent {
				fill = hexColour(looksOf(c.stance).tint)
			}
			w.cell(c, widths[i], fill, "")
		}
		w.WriteString(`</w:tr>`)
	}
	w.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>`)
	w.deep--
}

// cell writes a cell; one without content holds an empty paragraph, as Word wants it.
func (w *docxWriter) cell(c contentCell, width int, fill, style string) {
	fmt.Fprintf(w, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if fill != "" {
		w.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + fill + `"/>`)
	}
	w.WriteString(`</w:tcPr>`)
	for i := range c.inner {
		p := &c.inner[i]
		if style != "" && p.kind == pieceParagraph {
			if p.role == "sub" {
				style = "HeadSub"
			}
			w.paragraph(p, style)
			continue
		}
		w.piece(p)
	}
	if len(c.inner) == 0 {
		w.WriteString(`<w:p/>`)
	}
	w.WriteString(`</w:tc>`)
}
