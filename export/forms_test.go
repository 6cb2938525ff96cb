package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
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

	"golang.org/x/net/html"

	"parley/dossier"
)

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
	if !reflect.DeepEqual(d.Judgements, p.Judgements) || d.Clauses[0].Texts[1][1].Text != hostileTexts[2] {
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
	if _, r := form(t, p, FormHTML); r.Closing != "11 of 40 statements, 29 left out by this form of the packet" {
		t.Errorf("a front page alone closes with %q", r.Closing)
	}
}

// Ensures that an excerpt says so and keeps each quoted passage.
func TestFormsExcerpt(t *testing.T) {
	p := fullPacket(t)
	p.Recipe.Excerpts = true
	p.Quotes = p.Quotes[:9] // of five paragraphs of S1 the second and third are quoted
	p.Sections, p.Timeline, p.Judgements, p.Index, p.Shifts, p.Gaps, p.Changes = nil, nil, nil, nil, nil, nil, nil
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
