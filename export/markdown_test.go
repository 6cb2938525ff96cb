package export

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markdownhtml "github.com/yuin/goldmark/renderer/html"
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
