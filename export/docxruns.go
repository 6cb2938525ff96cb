package export

import (
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// directed is a stretch of letters of one direction, with what stands between them.
type directed struct {
	text string
	rtl  bool
}

// byDirection parts a text where its direction changes: Word wants to be told for each run. Digits, spaces and marks go
// with the letters before them, at the beginning with the paragraph.
func byDirection(text string, rtl bool) []directed {
	var out []directed
	start, now := 0, rtl
	for i, r := range text {
		here := now
		switch typeset.ScriptOf(r) {
		case typeset.Hebrew, typeset.Arabic:
			here = true
		case typeset.Western, typeset.Other:
			here = false
		}
		if here != now && i > start {
			out = append(out, directed{text[start:i], now})
			start = i
		}
		now = here
	}
	return append(out, directed{text[start:], now})
}

// runProperties writes the look of a run, in the order of the schema.
func (w *docxWriter) runProperties(r textRun, lang string, rtl bool) string {
	var b strings.Builder
	has := func(s runStyle) bool { return r.style&s != 0 }
	if has(styleMono) {
		b.WriteString(`<w:rFonts w:ascii="Noto Sans Mono" w:hAnsi="Noto Sans Mono" w:cs="Courier New"/>`)
	} else if has(styleGlyph) && r.stance != dossier.StanceNone {
		b.WriteString(`<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans" w:eastAsia="DejaVu Sans" w:cs="DejaVu Sans"/>`)
	}
	if has(styleBold | styleAdded | styleBracket) {
		b.WriteString(`<w:b/><w:bCs/>`)
	}
	if has(styleItalic) {
		b.WriteString(`<w:i/><w:iCs/>`)
	}
	if has(styleDeleted) {
		b.WriteString(`<w:strike/>`)
	}
	colours := []struct {
		on bool
		c  colour
	}{{has(styleAdded), 0x0B4F8A}, {has(styleDeleted), 0x98281F}, {has(styleBracket), markText}, {w.inHead && has(styleCite), paleBlue}, {has(styleCite) || r.link != "", blue},
		{r.silent, silence.dark}, {r.stance != dossier.StanceNone, looksOf(r.stance).dark}, {has(styleSmall), grey}}
	for _, c := range colours {
		if c.on {
			b.WriteString(`<w:color w:val="` + hexColour(c.c) + `"/>`)
			break
		}
	}
	switch {
	case has(styleMono):
		b.WriteString(`<w:sz w:val="14"/><w:szCs w:val="14"/>`)
	case has(styleCite | styleSmall):
		b.WriteString(`<w:sz w:val="15"/><w:szCs w:val="15"/>`)
	}
	if has(styleAdded) {
		b.WriteString(`<w:u w:val="single"/>`)
	}
	if has(styleMarked) {
		b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + hexColour(highlight) + `"/>`)
	}
	if rtl {
		b.WriteString(`<w:rtl/>`)
	}
	if tag := langTag(lang); tag != "" {
		if rtl {
			b.WriteString(`<w:lang w:bidi="` + tag + `"/>`)
		} else if direction(lang, "א") == typeset.Auto { // Latin letters in a Hebrew text are of no known language
			b.WriteString(`<w:lang w:val="` + tag + `"/>`)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return `<w:rPr>` + b.String() + `</w:rPr>`
}

// runText writes letters; ends of lines and tabs are elements of their own.
func runText(s string) string {
	var b strings.Builder
	start := 0
	text := func(end int) {
		if end > start {
			b.WriteString(`<w:t xml:space="preserve">` + escapeXML(s[start:end]) + `</w:t>`)
		}
		start = end + 1
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\n':
			text(i)
			b.WriteString(`<w:br/>`)
		case '\t':
			text(i)
			b.WriteString(`<w:tab/>`)
		}
	}
	text(len(s))
	return b.String()
}
