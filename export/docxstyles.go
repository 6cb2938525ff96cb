package export

import (
	"fmt"
	"strings"
)

// docxRoles are the styles of paragraphs by their role.
var docxRoles = map[string]string{"kind": "Kind", "label": "Kind", "lead": "Lead", "note": "Note", "summary": "Summary", "item": "Item", "entry": "Entry",
	"cell": "Cell", "sub": "Facts", "stance": "Cell", "words": "Words", "quote": "Quotation", "reported": "Reported", "translation": "Translation",
	"act": "Note", "speaker": "Speaker", "facts": "Facts", "source": "Source", "source-title": "SourceTitle", "source-aside": "SourceAside",
	"draft": "Words", "contents": "Contents", "closing": "Closing"}

// docxStyle is a paragraph style: sizes in half points, spaces in twentieths of a point.
type docxStyle struct {
	id, name      string
	serif, bold   bool
	size          int
	colour        colour
	before, after int
	line          int // in 240ths of a line
	outline       int // level from 1; 0: none
	more          string
}

var docxStyleList = []docxStyle{
	{id: "Normal", name: "Normal", size: 18, colour: ink, after: 60, line: 264},
	{id: "Title", name: "Title", bold: true, size: 44, colour: ink, after: 200, line: 240, more: `<w:keepNext/>`},
	{id: "Heading1", name: "heading 1", bold: true, size: 36, colour: ink, before: 240, after: 80, line: 240, outline: 1, more: `<w:keepNext/>`},
	{id: "Heading2", name: "heading 2", bold: true, size: 32, colour: ink, before: 400, after: 100, line: 240, outline: 1, more: `<w:keepNext/>`},
	{id: "Heading3", name: "heading 3", bold: true, size: 22, colour: ink, before: 240, after: 80, line: 240, outline: 2, more: `<w:keepNext/>`},
	{id: "SourceHead", name: "Source Head", bold: true, size: 20, colour: white, before: 320, after: 100, line: 264, outline: 2,
		more: `<w:keepNext/><w:shd w:val="clear" w:color="auto" w:fill="24384C"/>`},
	{id: "Kind", name: "Kind", bold: true, size: 17, colour: navy, after: 40, line: 240, more: `<w:keepNext/>`},
	{id: "Lead", name: "Lead", serif: true, size: 21, colour: ink, after: 120, line: 288},
	{id: "Note", name: "Note", size: 15, colour: grey, after: 60, line: 252},
	{id: "Summary", name: "Summary", size: 16, colour: ink, before: 60, after: 60, line: 264},
	{id: "Item", name: "Item", serif: true, size: 19, colour: ink, after: 40, line: 264, more: `<w:ind w:left="200"/>`},
	{id: "Entry", name: "Index Entry", size: 16, colour: ink, after: 20, line: 252},
	{id: "ContentsHead", name: "Contents Head", bold: true, size: 20, colour: ink, before: 240, after: 60, line: 240, more: `<w:keepNext/>`},
	{id: "Contents", name: "Contents Entry", size: 17, colour: ink, after: 20, line: 252},
	{id: "Cell", name: "Cell", size: 16, colour: ink, after: 20, line: 252},
	{id: "HeadCell", name: "Head Cell", bold: true, size: 16, colour: white, after: 0, line: 252},
	{id: "HeadSub", name: "Head Sub", size: 14, colour: paleBlue, after: 0, line: 252},
	{id: "HeadPlain", name: "Head Plain", bold: true, size: 15, colour: grey, after: 0, line: 252},
	{id: "Words", name: "Words", serif: true, size: 18, colour: ink, after: 40, line: 264},
	{id: "Quotation", name: "Quotation", serif: true, size: 20, colour: ink, after: 40, line: 276},
	{id: "Reported", name: "Reported", size: 18, colour: ink, after: 40, line: 276},
	{id: "Translation", name: "Translation", serif: true, size: 18, colour: ink, after: 40, line: 264},
	{id: "Speaker", name: "Speaker", size: 15, colour: ink, after: 0, line: 252, more: `<w:keepNext/>`},
	{id: "Facts", name: "Facts", size: 15, colour: grey, after: 20, line: 252},
	{id: "Source", name: "Source Text", serif: true, size: 19, colour: ink, after: 100, line: 288},
	{id: "SourceTitle", name: "Source Title", serif: true, bold: true, size: 19, colour: ink, after: 100, line: 288},
	{id: "SourceAside", name: "Source Aside", serif: true, size: 19, colour: grey, after: 100, line: 288},
	{id: "Gap", name: "Gap", size: 8, colour: ink, after: 60, line: 240},
	{id: "Closing", name: "Closing", bold: true, size: 18, colour: ink, before: 480, after: 0, line: 252,
		more: `<w:pBdr><w:top w:val="single" w:sz="12" w:space="6" w:color="24384C"/></w:pBdr>`},
}

// docxStyles writes the styles. Fonts that a machine lacks are replaced as the font table says.
func (c *content) docxStyles() string {
	var b strings.Builder
	lang := langTag(c.lang)
	if lang == "" {
		lang = "en"
	}
	b.WriteString(xmlHead + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>` + docxFont(false) +
		`<w:sz w:val="18"/><w:szCs w:val="20"/><w:lang w:val="` + lang + `"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	for _, s := range docxStyleList {
		first := ""
		if s.id == "Normal" {
			first = ` w:default="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/>`, first, s.id, s.name)
		if s.id != "Normal" {
			b.WriteString(`<w:basedOn w:val="Normal"/>`)
		}
		keep, indent := s.more, ""
		if strings.HasPrefix(s.more, `<w:ind`) { // stands after the spacing
			keep, indent = "", s.more
		}
		fmt.Fprintf(&b, `<w:qFormat/><w:pPr>%s<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/>%s`, keep, s.before, s.after, s.line, indent)
		if s.outline > 0 {
			fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, s.outline-1)
		}
		b.WriteString(`</w:pPr><w:rPr>` + docxFont(s.serif))
		if s.bold {
			b.WriteString(`<w:b/><w:bCs/>`)
		}
		fmt.Fprintf(&b, `<w:color w:val="%06X"/><w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, int(s.colour), s.size, s.size+2)
	}
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>`)
	return b.String()
}

func docxFont(serif bool) string {
	name := "Noto Sans"
	if serif {
		name = "Noto Serif"
	}
	return fmt.Sprintf(`<w:rFonts w:ascii="%[1]s" w:hAnsi="%[1]s" w:eastAsia="%[1]s" w:cs="Times New Roman"/>`, name)
}

const docxFonts = xmlHead + `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
	`<w:font w:name="Noto Sans"><w:altName w:val="Segoe UI"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>` +
	`<w:font w:name="Noto Serif"><w:altName w:val="Cambria"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>` +
	`<w:font w:name="Noto Sans Mono"><w:altName w:val="Consolas"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>` +
	`<w:font w:name="DejaVu Sans"><w:altName w:val="Segoe UI Symbol"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`

const docxSettings = xmlHead + `<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/>` +
	`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// docxRunning writes the head or foot of every page: the marking at the right, as it stands on the pages of the PDF.
func (c *content) docxRunning(element string) string {
	var b strings.Builder
	fmt.Fprintf(&b, xmlHead+`<w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">`, element)
	small := `<w:rPr><w:color w:val="565C64"/><w:sz w:val="15"/><w:szCs w:val="15"/></w:rPr>`
	plainRun := func(text string) string {
		out := ""
		for _, part := range byDirection(text, false) {
			properties := small
			if part.rtl {
				properties = strings.Replace(small, `</w:rPr>`, `<w:rtl/></w:rPr>`, 1)
			}
			out += `<w:r>` + properties + runText(part.text) + `</w:r>`
		}
		return out
	}
	field := func(code string) string {
		return `<w:r>` + small + `<w:fldChar w:fldCharType="begin"/></w:r><w:r>` + small + `<w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r><w:r>` + small +
			`<w:fldChar w:fldCharType="separate"/></w:r><w:r>` + small + `<w:t>1</w:t></w:r><w:r>` + small + `<w:fldChar w:fldCharType="end"/></w:r>`
	}
	label := ""
	if c.label != "" {
		label = fmt.Sprintf(`<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="%06X"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>%s</w:r>`,
			int(c.colour), runText("\u00a0"+c.label+"\u00a0"))
	}
	marking := `<w:p><w:pPr><w:spacing w:after="20"/><w:jc w:val="right"/></w:pPr>` + label + `</w:p>`
	border := `<w:p><w:pPr><w:pBdr><w:%s w:val="single" w:sz="4" w:space="4" w:color="C8CDD3"/></w:pBdr><w:spacing w:after="0"/></w:pPr>`
	if element == "hdr" {
		b.WriteString(marking)
		fmt.Fprintf(&b, border, "bottom")
		b.WriteString(plainRun(joinedText(" · ", c.p.Recipe.Reference, c.facts.title())))
	} else {
		fmt.Fprintf(&b, border, "top")
		b.WriteString(field("PAGE") + plainRun(" of ") + field("NUMPAGES"))
		if c.handling != "" {
			b.WriteString(plainRun("   " + c.handling))
		}
	}
	b.WriteString(`</w:p>`)
	if element == "ftr" {
		b.WriteString(marking)
	}
	fmt.Fprintf(&b, `</w:%s>`, element)
	return b.String()
}
