package export

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

func write(t testing.TB, p dossier.Packet, name string) ([]byte, Report) {
	t.Helper()
	b, r, err := Bytes(context.Background(), p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("PARLEY_SAMPLE"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return b, r
}

var contentForm = regexp.MustCompile(`(?s)<</Filter /FlateDecode /Length \d+>>\nstream\n(.*?)\nendstream`)

// contents unpacks what is painted on each page.
func contents(t testing.TB, pdf []byte) []string {
	var out []string
	for _, m := range contentForm.FindAllSubmatch(pdf, -1) {
		z, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		b, err := io.ReadAll(z)
		if err == nil && bytes.Contains(b, []byte(" Td (")) {
			out = append(out, string(b))
		}
	}
	return out
}

var shownForm = regexp.MustCompile(`(?s)Td \((.*?)\) Tj ET`)

// shown is the text of all pages in the order of painting.
func shown(t testing.TB, pdf []byte) string {
	var b strings.Builder
	for _, c := range contents(t, pdf) {
		for _, m := range shownForm.FindAllStringSubmatch(c, -1) {
			s := strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(m[1])
			for i := 0; i+1 < len(s); i += 2 {
				b.WriteRune(rune(s[i])<<8 | rune(s[i+1]))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// marginForm is a note in the margin, which stands between the lines beside it.
var marginForm = regexp.MustCompile(`Q(\d+)\n→\s*p\. \d+\n`)

// unspaced takes out white space, which a line end may have swallowed.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// checkQPDF lets qpdf look at the file where it is installed.
func checkQPDF(t testing.TB, pdf []byte) {
	t.Helper()
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		return
	}
	path := filepath.Join(t.TempDir(), "check.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

// The same packet gives the same bytes, and the fonts that came in are not changed.
func TestSameBytes(t *testing.T) {
	fonts := testFonts(t)
	before := map[string]string{}
	for name, b := range fonts {
		before[name] = string(b)
	}
	first, _, err := Bytes(context.Background(), samplePacket(t), Options{Fonts: fonts})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, _, err := Bytes(context.Background(), samplePacket(t), Options{Fonts: fonts})
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the bytes differ (%v)", err)
		}
	}
	for name, b := range fonts {
		if string(b) != before[name] {
			t.Errorf("%s was changed", name)
		}
	}
	checkQPDF(t, first)
}

// Every quotation in a Latin script stands on the pages letter for letter, in its issue section and in its source.
func TestQuotationsArePrintedVerbatim(t *testing.T) {
	p := samplePacket(t)
	b, _ := write(t, p, "sample")
	text := unspaced(marginForm.ReplaceAllString(shown(t, b), ""))
	for _, q := range p.Quotes {
		if q.Lang != "en" {
			continue
		}
		if n := strings.Count(text, unspaced(q.Passage.Exact)); n < 2 {
			t.Errorf("Q%d stands %d times on the pages: %s", q.Number, n, q.Passage.Exact)
		}
	}
	for _, s := range p.Sources {
		if s.Document.Lang == "en" && !strings.Contains(strings.ReplaceAll(text, "¶", ""), unspaced(strings.Split(s.Revision.Text, "\n")[0])) {
			t.Errorf("the first paragraph of S%d is not printed as it is", s.Number)
		}
	}
	if strings.Contains(text, "“TheEnvoyoffers") {
		t.Error("a paraphrase stands in quotation marks")
	}
	if !strings.Contains(text, "paraphrasedbyLakeNews") {
		t.Error("a paraphrase does not name who made it")
	}
	if !strings.Contains(text, "120") || !strings.Contains(text, "םיפיקשמ") || !strings.Contains(text, "ﻟﻦ") && !strings.Contains(text, "ﻦﻟ") {
		t.Error("Hebrew is not in visual order, or Arabic not joined")
	}
}

var linkForm = regexp.MustCompile(`/Subtype /Link /Rect \[([^\]]+)\] /Border \[0 0 0\] /Dest \[(\d+) 0 R /XYZ 0 ([-\d.]+) null\]`)

// Each quotation links to its passage and each passage back; no link leads off its page.
func TestLinks(t *testing.T) {
	p := samplePacket(t)
	b, r := write(t, p, "sample")
	links := linkForm.FindAllStringSubmatch(string(b), -1)
	if want := 2 * len(p.Quotes); len(links) < want {
		t.Errorf("%d links for %d quotations", len(links), len(p.Quotes))
	}
	for _, l := range links {
		var obj int
		var y float64
		_, _ = fmt.Sscan(l[2], &obj)
		_, _ = fmt.Sscan(l[3], &y)
		if page := (obj - 1) / 2; obj%2 != 1 || page < 1 || page > r.Pages || y < 0 || y > 842 {
			t.Errorf("a link leads to object %d at %v", obj, y)
		}
	}
	notes := map[string]bool{}
	for _, m := range marginForm.FindAllStringSubmatch(shown(t, b), -1) {
		notes[m[1]] = true
	}
	for _, q := range p.Quotes {
		if !notes[fmt.Sprint(q.Number)] {
			t.Errorf("Q%d has no note in the margin of its source", q.Number)
		}
	}
}

// A packet whose words were changed after they were taken is refused, with a list; nothing is written.
func TestRefusal(t *testing.T) {
	tests := []struct {
		why  string
		harm func(*dossier.Packet)
		want string
	}{
		{"a letter of a quotation differs", func(p *dossier.Packet) {
			p.Quotes[4].Passage.Exact = strings.Replace(p.Quotes[4].Passage.Exact, "first", "First", 1)
		}, "Q5"},
		{"a quotation has moved", func(p *dossier.Packet) { p.Quotes[0].Passage.Start++ }, "Q1"},
		{"a quotation lies outside of its text", func(p *dossier.Packet) { p.Quotes[0].Passage.End = 1 << 30 }, "Q1"},
		{"a text was changed", func(p *dossier.Packet) { p.Sources[5].Revision.Text += " " }, "S6"},
		{"pasted bytes were changed", func(p *dossier.Packet) { p.Sources[1].Revision.Raw[5] ^= 1 }, "S2"},
		{"a source is missing", func(p *dossier.Packet) { p.Sources = p.Sources[:3] }, "source is not in the packet"},
		{"the front page is too full", func(p *dossier.Packet) {
			p.Recipe.BottomLine = strings.Repeat("All is said and nothing is agreed. ", 90)
		}, "does not fit on one page"},
		{"a panel cites what is not there", func(p *dossier.Packet) { p.Sections[0].Panels[0].Quotes[0] = 99 }, "Q99"},
	}
	for _, tt := range tests {
		p := samplePacket(t)
		tt.harm(&p)
		path := filepath.Join(t.TempDir(), "a.pdf")
		_, err := WriteForm(context.Background(), p, FormPDF, path, Options{Fonts: testFonts(t)})
		var refused *RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.why, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: a file was written", tt.why)
		}
	}
	if got := Preflight(samplePacket(t), Options{Fonts: testFonts(t)}); len(got) != 0 {
		t.Errorf("the sample has problems: %+v", got)
	}
	if got := Preflight(samplePacket(t), Options{}); len(got) != 1 || !got[0].Stops {
		t.Errorf("without fonts: %+v", got)
	}
}

// Anything that can be in a dossier gives pages.
func TestShapes(t *testing.T) {
	for _, tt := range shapesOf(t) {
		t.Run(tt.name, func(t *testing.T) {
			b, r := write(t, tt.make(), strings.ReplaceAll(tt.name, " ", "-"))
			if r.Pages < tt.pages {
				t.Errorf("%d pages, want at least %d", r.Pages, tt.pages)
			}
			checkQPDF(t, b)
			for i, c := range contents(t, b) {
				if len(shownForm.FindAllString(c, -1)) < 5 && tt.name != "zero" {
					t.Errorf("page %d is all but empty", i+1)
				}
			}
			if v, err := VerifyBytes(context.Background(), b, ""); err != nil || !v.OK() {
				t.Errorf("the file does not verify: %v %+v %+v", err, v.File, v.Pages)
			}
		})
	}
}

// Direction controls and characters without a glyph are seen on the page as tags, and reported.
func TestTags(t *testing.T) {
	b := newBuilder(t)
	b.parties("A")
	b.issues("I")
	s := b.source("T", "O", "en", day(11, 1), "He “will \u202Eton\u202C sign” 🙂.")
	b.quote(s, "“will \u202Eton\u202C sign” 🙂", dossier.Direct, "He", "", "A", day(11, 1), "I", dossier.Supports, "")
	pdf, r := write(t, b.grid(), "tags")
	text := unspaced(shown(t, pdf))
	for _, want := range []string{"[RLO]ton[PDF]sign”", "[U+1F600]"[:3], "directioncontrols"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the pages", want)
		}
	}
	found := false
	for _, p := range r.Problems {
		found = found || p.Quote == 1 && strings.Contains(p.Sentence, "[U+1F642]")
	}
	if !found || !strings.Contains(text, "[U+1F642]") {
		t.Errorf("the emoji is not reported or not tagged: %+v", r.Problems)
	}
}

// An article of two megabytes is printed whole in a few seconds; cancelling ends it at once.
func TestLargeArticle(t *testing.T) {
	b := newBuilder(t)
	b.parties("A")
	b.issues("I")
	text := strings.Repeat("The delegates met in the long hall and spoke of the corridor, of fees and of the ships that wait. ", 14_000) + "\n" + strings.Repeat("unbroken", 80_000)
	s := b.source("T", "O", "en", day(11, 1), "“Stay.”\n"+text)
	b.quote(s, "“Stay.”", dossier.Direct, "He", "", "A", day(11, 1), "I", dossier.Supports, "")
	p := b.grid()
	start := time.Now()
	pdf, r := write(t, p, "large")
	took := time.Since(start)
	if r.Pages < 300 || took > 60*time.Second {
		t.Errorf("%d pages in %v", r.Pages, took)
	}
	t.Logf("%d pages, %d KB, %v", r.Pages, len(pdf)>>10, took)
	ctx, cancel := context.WithCancel(context.Background())
	o := Options{Fonts: testFonts(t), Progress: func(page, _ int) {
		if page == 5 {
			cancel()
		}
	}}
	path := filepath.Join(t.TempDir(), "x.pdf")
	if _, err := WriteForm(ctx, p, FormPDF, path, o); !errors.Is(err, ErrCancelled) || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a cancelled export left a file")
	}
}
