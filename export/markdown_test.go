package export

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markdownhtml "github.com/yuin/goldmark/renderer/html"

	"parley/dossier"
)

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

// Ensures that no sequence of characters is changed by Markdown, in a paragraph, a table or beside marks: what random ones show.
func TestMarkdownEscapes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aZ9 \t\n\\`*_{}[]()<>#+-.!|~&\"'^$=:;/@%,?“”’–1.א é😀")
	for range 4000 {
		p := make([]rune, 1+random.IntN(14))
		for i := range p {
			p[i] = letters[random.IntN(len(letters))]
		}
		words := string(p)
		w := markdownWriter{}
		marked := []textRun{ours("x "), {text: words[:len(string(p[:len(p)/2]))], style: styleMarked}, {text: words[len(string(p[:len(p)/2])):], style: styleBold, link: "q1"}, ours(" y")}
		w.pieces([]piece{stored("quote", "en", words, 0), {kind: pieceGroup, role: "statement", inner: []piece{stored("quote", "en", words, styleItalic)}}, paragraph("", marked...),
			{kind: pieceTable, head: heads("a", "b"), rows: [][]contentCell{{contentCellOf(stored("quote", "en", words, 0)), textCell(marked...)}}}}, "")
		if n := strings.Count(textOf(t, rendered(t, []byte(w.String()))), words); n < 5 {
			t.Fatalf("%q stands %d times, not 5, in\n%s\n%s", words, n, w.String(), rendered(t, []byte(w.String())))
		}
	}
}

// Ensures that what is bold in Markdown is so by its own marks, that a renderer takes them all for marks, and that no
// element of HTML stands for them.
func TestMarkdownBold(t *testing.T) {
	for name, p := range map[string]dossier.Packet{"sample": fullPacket(t), "hostile": hostilePacket(t)} {
		for _, line := range []string{p.Recipe.BottomLine, "They agree. (Or not?)", "“All for all.”", "...", "Word. Nothing else; “quoted” words"} {
			p.Recipe.BottomLine = line
			mark, _ := form(t, p, FormMarkdown)
			if bytes.Contains(mark, []byte("<b>")) {
				t.Errorf("%s: <b> stands in Markdown", name)
			}
			page, _ := form(t, p, FormHTML)
			if a, b := strings.Count(textOf(t, page), "**"), strings.Count(textOf(t, rendered(t, mark)), "**"); a != b {
				t.Errorf("%s, %q: asterisks stand %d times, not %d: marks are shown as letters", name, line, b, a)
			}
		}
	}
	p := fullPacket(t)
	p.Recipe.BottomLine = "Both can live with monitors. A text on monitoring is nearer than one on fees."
	page := rendered(t, first(form(t, p, FormMarkdown)))
	for _, want := range []string{"monitors. <strong>A text on monitoring is nearer than one on fees.</strong>", "<strong>Supports</strong>"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("there is no %s", want)
		}
	}
}
