package export

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// Ensures that the quote list for programs gives back every value as it is stored, one row for each quotation and issue.
func TestCSVIsRaw(t *testing.T) {
	p := hostilePacket(t)
	p.Quotes[0].Issues = append(p.Quotes[0].Issues, dossier.Reading{Issue: "second", Stance: dossier.Opposes})
	p.Quotes[1].Issues = nil
	b, r := form(t, p, FormCSV)
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], quoteColumns) || len(rows) != len(p.Quotes)+2 || r.Closing != fmt.Sprintf("%d of %[1]d statements, 0 left out", len(p.Quotes)) {
		t.Fatalf("there are %d rows, %q", len(rows), r.Closing)
	}
	words, translation := slices.Index(quoteColumns, "words"), slices.Index(quoteColumns, "translation")
	for i, q := range p.Quotes[1:] {
		if row := rows[i+3]; row[words] != q.Passage.Exact || row[translation] != strings.ReplaceAll(q.Translation.Text, "\r\n", "\n") {
			t.Errorf("Q%d became %q", q.Number, row[words])
		}
	}
	if bytes.HasPrefix(b, []byte("\ufeff")) || !bytes.HasSuffix(b, []byte("\r\n")) || bytes.Contains(b, []byte("left out")) {
		t.Error("there is something else than data")
	}
}

type sheetCell struct {
	Ref     string  `xml:"r,attr"`
	Kind    string  `xml:"t,attr"`
	Style   int     `xml:"s,attr"`
	Formula *string `xml:"f"`
	Value   *string `xml:"v"`
	Text    string  `xml:"is>t"`
}

// Ensures that no value of a spreadsheet is or becomes a formula, that its words are the stored ones, and that what is longer
// than a cell goes on below.
func TestXLSXIsGuarded(t *testing.T) {
	p := hostilePacket(t)
	b, r := form(t, p, FormXLSX)
	var sheet struct {
		Rows []struct {
			Cells []sheetCell `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal(zipPart(t, b, "xl/worksheets/sheet1.xml"), &sheet); err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	escaped := regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)
	column := columnName(slices.Index(quoteColumns, "words"))
	for i, row := range sheet.Rows {
		number := ""
		for _, c := range row.Cells {
			if c.Kind != "inlineStr" || c.Formula != nil || c.Value != nil || i > 0 && c.Style != 1 {
				t.Errorf("%s is not a guarded text", c.Ref)
			}
			if len([]rune(c.Text)) > longestCell {
				t.Errorf("%s is too long", c.Ref)
			}
			if strings.HasPrefix(c.Ref, "A") && len(strings.TrimLeft(c.Ref, "A")) == len(c.Ref)-1 {
				number = c.Text
			}
			if strings.TrimRight(c.Ref, "0123456789") == column && i > 0 {
				words[number] += escaped.ReplaceAllStringFunc(c.Text, func(s string) string { // as a spreadsheet reads it
					var r rune
					fmt.Sscanf(s, "_x%04X_", &r)
					return string(r)
				})
			}
		}
	}
	for _, q := range p.Quotes {
		if words[itoa(q.Number)] != shownText(q.Passage.Exact) {
			t.Errorf("Q%d became %q, was %q", q.Number, clip(words[itoa(q.Number)], 60), clip(q.Passage.Exact, 60))
		}
	}
	if len(r.Problems) == 0 {
		t.Error("nobody is told of words that are longer than a cell")
	}
	styles := string(zipPart(t, b, "xl/styles.xml"))
	if !regexp.MustCompile(`<cellXfs[^>]*><xf [^>]*/><xf numFmtId="49"[^>]* quotePrefix="1"`).MatchString(styles) {
		t.Error("the style of cells guards nothing")
	}
}
