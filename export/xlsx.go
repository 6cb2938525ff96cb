package export

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"parley/dossier"
)

// longestCell is how many UTF-16 units a cell of a spreadsheet holds.
const longestCell = 32767

const (
	sheetMain = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	sheetMime = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// sheetStyles: 1 is text, 2 a head. A text cell has the format "@" and the quotation prefix, the apostrophe that a person
// types before a text: so no value is ever a formula, not even when somebody edits its cell, and its words stay as they are.
const sheetStyles = xmlHead + `<styleSheet xmlns="` + sheetMain + `">` +
	`<fonts count="2"><font><sz val="10"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF24384C"/></patternFill></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
	`<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// quoteWidths are the widths of the columns in characters, by the order of quoteColumns.
var quoteWidths = []int{8, 8, 11, 22, 20, 20, 10, 9, 70, 50, 16, 24, 13, 40, 12, 11, 22, 40, 40, 20, 7, 10, 40, 24}

// writeXLSX writes the quote list as a spreadsheet, and on a second sheet what packet it is of.
func writeXLSX(_ context.Context, p dossier.Packet) ([]byte, []Problem, error) {
	var told []Problem
	label, _, handling := marking(p.Recipe)
	title := (&doc{p: p}).title()
	var rows strings.Builder
	n := 1
	add := func(style int, row []string) {
		fmt.Fprintf(&rows, `<row r="%d">`, n)
		for i, v := range row {
			if v != "" {
				fmt.Fprintf(&rows, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, columnName(i), n, style, cellText(v))
			}
		}
		rows.WriteString(`</row>`)
		n++
	}
	add(2, quoteColumns)
	for _, row := range quoteRows(p) {
		for i := range row {
			row[i] = shownText(row[i])
		}
		more := rowParts(row)
		if len(more) > 1 {
			told = append(told, Problem{Where: "Q" + row[0], Sentence: fmt.Sprintf("a cell holds %d characters: what is longer goes on in the same column of the next %s",
				longestCell, count(len(more)-1, "row", "rows"))})
		}
		for _, part := range more {
			add(1, part)
		}
	}
	last := fmt.Sprintf("%s%d", columnName(len(quoteColumns)-1), n-1)
	var columns strings.Builder
	for i, w := range quoteWidths {
		fmt.Fprintf(&columns, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, w)
	}
	running := func(left string) string {
		return escapeXML(strings.ReplaceAll("&L"+escapeRunning(left)+"&R&B"+escapeRunning(label), "\n", " "))
	}
	margins := `<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>` +
		`<headerFooter><oddHeader>` + running(joinedText(" · ", p.Recipe.Reference, title)) + `</oddHeader><oddFooter>` + running(shownText(flat(handling))) + `</oddFooter></headerFooter>`
	sheet := func(view, columns, data, filter string) string {
		return xmlHead + `<worksheet xmlns="` + sheetMain + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` + view + `<cols>` + columns + `</cols><sheetData>` + data + `</sheetData>` + filter + margins + `</worksheet>`
	}
	list := sheet(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
		columns.String(), rows.String(), `<autoFilter ref="A1:`+last+`"/>`)
	rows.Reset()
	n = 1
	for _, f := range [][2]string{{"Title", title}, {"Reference", p.Recipe.Reference}, {"Marking", label}, {"Handling", handling}, {"Issued", (&doc{p: p}).issuedLabel()},
		{"Author", p.Recipe.Author}, {"Dossier", p.Dossier}, {"Complete", ClosingCount(p)}} {
		if v := shownText(flat(f[1])); v != "" {
			add(1, []string{f[0], string([]rune(v)[:min(len([]rune(v)), longestCell/2)])})
		}
	}
	about := sheet("", `<col min="1" max="1" width="14" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/>`, rows.String(), "")
	book := xmlHead + `<workbook xmlns="` + sheetMain + `" xmlns:r="` + relationBase + `"><sheets><sheet name="Quotations" sheetId="1" r:id="rId1"/><sheet name="Packet" sheetId="2" r:id="rId2"/></sheets>` +
		`<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Quotations!$A$1:$` + columnName(len(quoteColumns)-1) + fmt.Sprintf("$%s</definedName>", strings.TrimLeft(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) +
		`<definedName name="_xlnm.Print_Titles" localSheetId="0">Quotations!$1:$1</definedName></definedNames></workbook>`
	b, err := officeFile(p, title, "xl/workbook.xml", []filePart{
		{"xl/workbook.xml", sheetMime + "sheet.main+xml", book},
		{"xl/_rels/workbook.xml.rels", relationsMime, relationList([3]string{"rId1", relationBase + "/worksheet", "worksheets/sheet1.xml"},
			[3]string{"rId2", relationBase + "/worksheet", "worksheets/sheet2.xml"}, [3]string{"rId3", relationBase + "/styles", "styles.xml"})},
		{"xl/worksheets/sheet1.xml", sheetMime + "worksheet+xml", list},
		{"xl/worksheets/sheet2.xml", sheetMime + "worksheet+xml", about},
		{"xl/styles.xml", sheetMime + "styles+xml", sheetStyles},
	})
	return b, told, err
}

// escapeRunning writes a text for the head or foot of a sheet, where & begins a code.
func escapeRunning(s string) string {
	most := 110 // a head may hold 255 UTF-16 units
	for _, r := range s {
		if r == '&' || r > 0xFFFF {
			most = 55
		}
	}
	r := []rune(s)
	return strings.ReplaceAll(string(r[:min(len(r), most)]), "&", "&&")
}

func columnName(i int) string {
	if i >= 26 {
		return columnName(i/26-1) + columnName(i%26)
	}
	return string(rune('A' + i))
}

var escapeForm = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// cellText writes a value: what looks like the format's own escape of a character is escaped itself.
func cellText(s string) string {
	for escapeForm.MatchString(s) { // again, since matches may share an underscore
		s = escapeForm.ReplaceAllString(s, "\x00$1")
	}
	return escapeXML(strings.ReplaceAll(s, "\x00", "_x005F_"))
}

// rowParts cuts a row so that each cell holds its value: nothing is left out of what is too long for one.
func rowParts(row []string) [][]string {
	out := [][]string{row}
	for i, v := range row {
		if len(v) <= longestCell { // bytes are never fewer than UTF-16 units
			continue
		}
		var pieces []string
		units, start := 0, 0
		for at, r := range v {
			size := 1
			if r > 0xFFFF {
				size = 2
			}
			if units+size > longestCell {
				pieces = append(pieces, v[start:at])
				units, start = 0, at
			}
			units += size
		}
		pieces = append(pieces, v[start:])
		for k, text := range pieces {
			if k == len(out) {
				next := make([]string, len(row))
				next[0] = row[0]
				out = append(out, next)
			}
			out[k][i] = text
		}
	}
	return out
}
