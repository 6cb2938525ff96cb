package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markdownhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"parley/dossier"
)

// hostile are words that a form could take for its own language, or change.
var hostile = []string{
	"<script>alert(1)</script> & &amp; &lt; &#10; </p></style><!-- ]]>",
	"*stars* **more** _low_ __lower__ `code` ~~gone~~ ==mark== ^up^ ~down~ $x$ \\* \\ end\\",
	"[S1] [link](http://example.org) ![picture](x.png) [^1] <https://example.org> www.example.org a@example.org",
	"# not a heading #", "1. not a list", "2) nor this", "- nor this", "+ nor this", "> no quotation", "=== --- ***", "    no code", "| a | b |\\| c", "Term\n: no definition",
	"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\",\"x\")", "\tafter a tab", "'apostrophe", "_x0041_x0042_ and _x005F_",
	"He said \"no\" and 'never' -- well --- maybe ... (c) (tm) :smile: 10:30 {braces} {#id .class}",
	"two  spaces,\ta tab\nand a line\n\nand a paragraph", "trailing space \nleading\n  space", "a\\\nb  \nc",
	"hidden \u202etxet\u202c and \u200b and \u0000 and \u0007 and \uFFFE and \r end",
	"نصّ عربي ١٢٣ (NATO) abc", "טקסט עברי 120 (NATO-TV) – סוף", "می‌خواهم", "👩‍👩‍👧 🇨🇭 😀 𝔘𝔫𝔦", "“Quoted,” ‘single’ „unten“ «là»", "e\u0301 é ﬁ \u00a0nbsp\u2028line\u2029para",
	strings.Repeat("long ", 9000),
}

// hostilePacket has hostile words in every field, and every kind of them quoted.
func hostilePacket(t testing.TB) dossier.Packet {
	b := newBuilder(t)
	b.parties(hostile[0], hostile[13], "P3", "P4")
	b.issues(hostile[11], hostile[1])
	r := &b.p.Recipe
	for i, f := range []*string{&r.Title, &r.Reference, &r.Marking, &r.Handling, &r.PreparedFor, &r.Author, &r.BottomLine, &b.p.Dossier} {
		*f = hostile[i]
	}
	for i, words := range hostile {
		text := "Before the words.\n\n" + words + "\n\nAfter them, " + words
		lang := "en"
		if rightToLeft("", words) {
			lang = "ar"
		}
		s := b.source(hostile[(i+1)%len(hostile)], hostile[(i+2)%len(hostile)], lang, day(11, 1+i%20), text)
		b.p.Sources[s-1].Document.URL, b.p.Sources[s-1].Document.Grade = hostile[(i+3)%len(hostile)], hostile[(i+4)%(len(hostile)-1)]
		kind := []dossier.Kind{dossier.Direct, dossier.Indirect, dossier.Mixed}[i%3]
		n := b.quote(s, words, kind, hostile[(i+5)%len(hostile)], hostile[(i+6)%len(hostile)], b.p.Grid.Parties[i%2].Name, day(11, 1+i%20), b.p.Grid.Issues[i%2].Name,
			dossier.Stances[i%4], hostile[(i+7)%len(hostile)])
		q := &b.p.Quotes[n-1]
		q.Act = dossier.Acts[i%len(dossier.Acts)]
		q.Translation = dossier.Translation{Text: hostile[(i+8)%len(hostile)], Lang: "en", By: hostile[(i+9)%len(hostile)]}
		q.Hops = []dossier.Hop{{Kind: dossier.HopSpeaker, Text: "x"}, {Kind: dossier.HopVenue, Name: hostile[(i+10)%len(hostile)]}}
		b.p.Timeline = append(b.p.Timeline, dossier.PacketMoment{Quote: n, Issue: hostile[i], Party: hostile[i], Date: q.Said, Stance: dossier.Supports})
		b.p.Index = append(b.p.Index, dossier.IndexEntry{Kind: dossier.IndexPerson, Name: words, Quotes: []int{n}})
	}
	p := b.grid()
	p.Judgements = []dossier.CitedJudgement{{Judgement: dossier.Judgement{Text: hostile[1], Likelihood: hostile[2], Confidence: dossier.Confidence(hostile[3]), Reason: hostile[4]}, Quotes: []int{1, 2}}}
	p.Gaps = []dossier.PacketGap{{Issue: hostile[5], Party: hostile[6], Days: -1}}
	p.Shifts = []dossier.PacketShift{{Issue: hostile[7], Party: hostile[8], EarlierQuote: 1, LaterQuote: 3, Contrast: dossier.Contrast{Note: hostile[9], Verdict: dossier.Verdict{Kind: dossier.Explained, Reason: hostile[10]}}}}
	p.Drafts = []dossier.Draft{{Source: 1, Title: hostile[11], Outlet: hostile[12]}, {Source: 2, Title: hostile[13]}}
	p.Clauses = []dossier.ClauseRow{{Number: hostile[14], Status: dossier.ClauseOpen, Texts: [][]dossier.ClausePiece{{{Text: hostile[0]}}, {{Text: hostile[1]}, {Text: hostile[2], Kind: dossier.PieceAdded}, {Text: hostile[3], Kind: dossier.PieceDeleted}}}}}
	return p
}

func form(t testing.TB, p dossier.Packet, f Form) ([]byte, Report) {
	t.Helper()
	b, r, err := FormBytes(context.Background(), p, f, Options{})
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	return b, r
}

// textOf is the text of a page as a browser has it.
func textOf(t testing.TB, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "title" {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && slices.Contains([]string{"script", "img", "iframe", "link", "object", "input", "q"}, n.Data) {
			t.Errorf("there is an element <%s>", n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return b.String()
}

// rendered is Markdown as a renderer shows it that has every habit that could change a letter.
func rendered(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Typographer, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(markdownhtml.WithUnsafe()))
	if err := m.Convert(b, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// wordText is the text of a Word document: letters, tabs and ends of lines.
func wordText(t testing.TB, b []byte) string {
	t.Helper()
	var out strings.Builder
	d := xml.NewDecoder(bytes.NewReader(zipPart(t, b, "word/document.xml")))
	in := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "t":
				in = true
			case "br":
				out.WriteByte('\n')
			case "tab":
				out.WriteByte('\t')
			}
		case xml.EndElement:
			in = false
			if e.Name.Local == "p" {
				out.WriteByte('\f')
			}
		case xml.CharData:
			if in {
				out.Write(e)
			}
		}
	}
}

func zipPart(t testing.TB, b []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	content, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// Ensures that every quotation, translation and paragraph of a source stands letter for letter in each form for people,
// whatever its words look like.
func TestFormsAreVerbatim(t *testing.T) {
	for name, p := range map[string]dossier.Packet{"sample": fullPacket(t), "hostile": hostilePacket(t)} {
		page, _ := form(t, p, FormHTML)
		mark, _ := form(t, p, FormMarkdown)
		word, _ := form(t, p, FormDOCX)
		for kind, text := range map[string]string{"html": textOf(t, page), "markdown": textOf(t, rendered(t, mark)), "docx": wordText(t, word)} {
			want := func(what, words string, times int) {
				if n := strings.Count(text, shownText(words)); n < times {
					t.Errorf("%s, %s: %s stands %d times, not %d: %q", name, kind, what, n, times, clip(words, 80))
				}
			}
			for _, q := range p.Quotes {
				want("Q"+itoa(q.Number), q.Passage.Exact, 3) // section, timeline, appendix
				want("translation of Q"+itoa(q.Number), q.Translation.Text, 1)
			}
			for _, s := range p.Sources {
				for _, line := range strings.Split(s.Revision.Text, "\n") {
					if strings.TrimSpace(line) != "" {
						want(fmt.Sprintf("S%d", s.Number), line, 1)
					}
				}
			}
		}
	}
}

// Ensures that each quotation is a paragraph of its own whose text is its words and nothing else: so no quotation marks are
// put around a paraphrase.
func TestParaphraseHasNoMarks(t *testing.T) {
	p := fullPacket(t)
	page, _ := form(t, p, FormHTML)
	for _, q := range p.Quotes {
		class := "quote"
		if q.Kind == dossier.Indirect {
			class = "reported"
		}
		if !regexp.MustCompile(`<p class="` + class + `" lang="[a-z]*" dir="(ltr|rtl)">` + regexp.QuoteMeta(escapeHTML(q.Passage.Exact)) + `</p>`).Match(page) {
			t.Errorf("Q%d is not a paragraph of the class %s", q.Number, class)
		}
	}
	if !bytes.Contains(page, []byte(">denied:</em></p>\n<p class=\"reported\"")) {
		t.Error("the act does not stand in front of the words")
	}
	if !bytes.Contains(page, []byte(`lang="he" dir="rtl">“אנחנו`)) {
		t.Error("Hebrew words do not run from right to left")
	}
	word := string(zipPart(t, first(form(t, p, FormDOCX)), "word/document.xml"))
	if !strings.Contains(word, `<w:bidi/>`) || !strings.Contains(word, `<w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">“אנחנו`) {
		t.Error("Hebrew words do not run from right to left in Word")
	}
}

func first(b []byte, _ Report) []byte { return b }

// Ensures that links lead somewhere and back, anchors are unique, and nothing comes from outside, whichever parts are printed.
func TestHTMLStandsAlone(t *testing.T) {
	lists := [][]dossier.Part{nil, dossier.TwoPages, {dossier.PartSources}, {dossier.PartTimeline, dossier.PartIndex}, {dossier.PartIndex, dossier.PartIssues}}
	for _, parts := range lists {
		for _, p := range []dossier.Packet{fullPacket(t), hostilePacket(t)} {
			p.Parts = parts
			page, _ := form(t, p, FormHTML)
			ids := map[string]bool{}
			for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllSubmatch(page, -1) {
				if ids[string(m[1])] {
					t.Errorf("%v: the anchor %s stands twice", parts, m[1])
				}
				ids[string(m[1])] = true
			}
			for _, m := range regexp.MustCompile(` href="([^"]*)"`).FindAllSubmatch(page, -1) {
				if to, ok := strings.CutPrefix(string(m[1]), "#"); !ok || !ids[to] {
					t.Errorf("%v: a link leads to %s", parts, m[1])
				}
			}
			css := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindSubmatch(page)[1]
			sum := sha256.Sum256(css)
			if !bytes.Contains(page, []byte("content=\"default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")) {
				t.Error("the policy does not allow the page's own style, and it alone")
			}
			if bytes.Contains(page, []byte(" style=")) || bytes.Contains(css, []byte("url(")) || bytes.Contains(css, []byte("@import")) {
				t.Error("the page has a style that its policy forbids")
			}
			mark, _ := form(t, p, FormMarkdown)
			for _, m := range regexp.MustCompile(`\]\(#([a-z0-9]+)\)`).FindAllSubmatch(mark, -1) {
				if !bytes.Contains(mark, []byte(`<a id="`+string(m[1])+`"></a>`)) {
					t.Errorf("%v: in Markdown a link leads to %s", parts, m[1])
				}
			}
			word := string(zipPart(t, first(form(t, p, FormDOCX)), "word/document.xml"))
			for _, m := range regexp.MustCompile(`w:anchor="([^"]*)"`).FindAllStringSubmatch(word, -1) {
				if strings.Count(word, ` w:name="`+m[1]+`"/>`) != 1 {
					t.Errorf("%v: in Word a link leads to %s", parts, m[1])
				}
			}
		}
	}
	page, _ := form(t, fullPacket(t), FormHTML)
	for _, want := range []string{`<a class="cite" href="#p8">[S1]</a>`, `id="p8"`, `<a class="cite" href="#q8">Q8</a>`, `<blockquote class="statement conditional" id="q8">`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("there is no %s", want)
		}
	}
}

// Ensures that the marking stands first and last in each form for people, as it is spelled.
func TestFormsAreMarked(t *testing.T) {
	p := fullPacket(t)
	page := string(first(form(t, p, FormHTML)))
	if strings.Count(page, `<span class="label amber">TLP:AMBER</span>`) != 2 {
		t.Error("the page is not marked twice")
	}
	lines := strings.Split(strings.TrimSpace(string(first(form(t, p, FormMarkdown)))), "\n")
	for _, line := range []string{lines[0], lines[len(lines)-1]} {
		if !strings.HasPrefix(line, "**TLP:AMBER** · Share inside") {
			t.Errorf("a line of Markdown is %q", line)
		}
	}
	word := first(form(t, p, FormDOCX))
	for _, part := range []string{"word/header1.xml", "word/footer1.xml"} {
		if !bytes.Contains(zipPart(t, word, part), []byte("TLP:AMBER")) {
			t.Errorf("%s has no marking", part)
		}
	}
	for kind, text := range map[string]string{"html": textOf(t, []byte(page)), "markdown": strings.Join(lines, "\n"), "docx": wordText(t, word)} {
		if !strings.Contains(text, "11 of 11 statements, 0 left out.") {
			t.Errorf("%s has no closing line", kind)
		}
	}
}

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

// Ensures that the form for programs holds everything of a packet, words raw, and reads back as it was.
func TestJSONIsComplete(t *testing.T) {
	p := hostilePacket(t)
	p.Since = dossier.IssuedPacket{Recipe: dossier.Recipe{Reference: "NB-1"}}
	p.Changes = fullPacket(t).Changes
	b, _ := form(t, p, FormJSON)
	var d Data
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatal(err)
	}
	if d.Format != "parley-packet-2" || len(d.Timeline) != len(p.Timeline) || len(d.Shifts) != 1 || len(d.Gaps) != 1 || len(d.Clauses) != 1 || len(d.Changes) != 2 || d.Since != "NB-1" {
		t.Errorf("parts are missing: %d moments, %d shifts", len(d.Timeline), len(d.Shifts))
	}
	if !reflect.DeepEqual(d.Judgements, p.Judgements) || d.Clauses[0].Texts[1][1].Text != hostile[2] {
		t.Error("judgements or clauses are not those of the packet")
	}
	for i, q := range d.Quotes {
		if q.Passage != p.Quotes[i].Passage || q.Translation != p.Quotes[i].Translation || !q.Passage.Holds([]rune(d.Sources[q.Source-1].Content)) {
			t.Errorf("Q%d is not as it was", q.Number)
		}
	}
}

// Ensures that a form is refused where words are not those of their source, and that what stands at its place is left alone.
func TestFormsRefuse(t *testing.T) {
	for _, f := range Forms {
		p := fullPacket(t)
		p.Quotes[3].Passage.Exact = "“We will hold both lists,”"
		path := filepath.Join(t.TempDir(), "brief")
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := WriteForm(context.Background(), p, f, path, Options{Fonts: testFonts(t)})
		var refused *RefusedError
		if !errors.As(err, &refused) || refused.Problems[0].Quote != 4 {
			t.Errorf("%s: %v", f, err)
		}
		if b, _ := os.ReadFile(path); string(b) != "old" {
			t.Errorf("%s: the file was changed", f)
		}
	}
	if _, err := WriteForm(context.Background(), fullPacket(t), "odt", filepath.Join(t.TempDir(), "x"), Options{}); err == nil || !strings.Contains(err.Error(), "there is no such form") {
		t.Errorf("an unknown form: %v", err)
	}
	cancelledContext, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := WriteForm(cancelledContext, fullPacket(t), FormHTML, filepath.Join(t.TempDir(), "x"), Options{}); !errors.Is(err, ErrCancelled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Ensures that the same packet gives the same bytes in each form, also an empty one and one with every part in another order.
func TestFormsAreRepeatable(t *testing.T) {
	empty := newBuilder(t).grid()
	turned := fullPacket(t)
	turned.Parts = slices.Clone(dossier.Parts)
	slices.Reverse(turned.Parts)
	for name, p := range map[string]dossier.Packet{"full": fullPacket(t), "hostile": hostilePacket(t), "empty": empty, "nothing": {}, "turned": turned} {
		for _, f := range Forms[1:] {
			one, r := form(t, p, f)
			for range 3 {
				if two, _ := form(t, p, f); !bytes.Equal(one, two) {
					t.Errorf("%s, %s: the bytes differ", name, f)
				}
			}
			if r.Quotes != len(p.Quotes) || !strings.HasSuffix(r.Closing, "0 left out") {
				t.Errorf("%s, %s: %s", name, f, r.Closing)
			}
		}
	}
	p := fullPacket(t)
	p.Selected = 40
	p.Parts = []dossier.Part{dossier.PartFront}
	if _, r := form(t, p, FormHTML); r.Closing != "0 of 40 statements, 40 left out" {
		t.Errorf("a front page alone closes with %q", r.Closing)
	}
}

// Ensures that an excerpt says so and keeps each quoted passage.
func TestFormsExcerpt(t *testing.T) {
	p := fullPacket(t)
	p.Recipe.Excerpts = true
	p.Quotes = p.Quotes[:9] // of five paragraphs of S1 the second and third are quoted
	p.Sections, p.Timeline = nil, nil
	p.Parts = []dossier.Part{dossier.PartSources}
	text := textOf(t, first(form(t, p, FormHTML)))
	if !strings.Contains(text, "Excerpt: 4 of 5\u00a0paragraphs as stored.") || !strings.Contains(text, "[¶5 left out]") || strings.Contains(text, "all for all") || !strings.Contains(text, "Not a cent") {
		t.Error(text)
	}
}

// Ensures that a name's ending tells the form.
func TestFormOf(t *testing.T) {
	for path, want := range map[string]Form{"a.pdf": FormPDF, "b/C.DOCX": FormDOCX, "x.htm": FormHTML, "x.html": FormHTML, "a.b.md": FormMarkdown, "x.csv": FormCSV, "x.xlsx": FormXLSX,
		"x.json": FormJSON, "x": "", "x.doc": "", "pdf": ""} {
		if f, ok := FormOf(path); f != want || ok != (want != "") {
			t.Errorf("%s is %q", path, f)
		}
	}
}
