package export

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"parley/dossier"
)

// BenchmarkPacket prints pages per second of a packet with a long source appendix, beside what gofpdf does by itself
// with the same number of ready lines on the same number of pages.
func BenchmarkPacket(b *testing.B) {
	build := newBuilder(b)
	build.parties("Republic of Arvenia")
	build.issues("Ceasefire")
	text := strings.Repeat(strings.Repeat("The delegates met in the long hall and spoke of the corridor, of fees and of ships that wait. ", 6)+"\n\n", 480)
	s := build.source("T", "O", "en", day(11, 1), "“No.”\n"+text)
	build.quote(s, "“No.”", dossier.Direct, "He", "", "Republic of Arvenia", day(11, 1), "Ceasefire", dossier.Opposes, "")
	p := build.grid()
	fonts := testFonts(b)
	pages := 0
	b.Run("packet", func(b *testing.B) {
		for b.Loop() {
			_, r, err := Bytes(context.Background(), p, Options{Fonts: fonts})
			if err != nil {
				b.Fatal(err)
			}
			pages = r.Pages
		}
		b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
		b.ReportMetric(float64(pages), "pages")
	})
	b.Run("gofpdf", func(b *testing.B) {
		for b.Loop() {
			pdf := gofpdf.New("P", "mm", "A4", "")
			pdf.AddUTF8FontFromBytes("serif", "", bytes.Clone(fonts["NotoSerif-Regular"]))
			pdf.SetFont("serif", "", 9.5)
			for n := range max(pages, 100) {
				pdf.AddPage()
				for line := range 46 {
					pdf.Text(20, 24+float64(line)*4.8, fmt.Sprintf("%d The delegates met in the long hall and spoke of the corridor, of fees and of ships", n))
				}
			}
			var out bytes.Buffer
			if err := pdf.Output(&out); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(max(pages, 100)*b.N)/b.Elapsed().Seconds(), "pages/s")
	})
}

// BenchmarkSources prints how long it takes to lay out, and to write, a packet of 300 sources with all of its parts, page
// numbers and back links.
func BenchmarkSources(b *testing.B) {
	p := largePacket(b)
	fonts := testFonts(b)
	b.Run("layout", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			d, _, err := prepare(context.Background(), p, Options{Fonts: fonts})
			if err != nil {
				b.Fatal(err)
			}
			pages = len(d.pages)
		}
		b.ReportMetric(float64(pages), "pages")
	})
	b.Run("file", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := Bytes(context.Background(), p, Options{Fonts: fonts}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// FuzzPacket: whatever stands in titles, names and texts, a packet is written, and what it cites can be verified.
func FuzzPacket(f *testing.F) {
	fonts := testFonts(f)
	f.Add("Title", "Party", "He said: “No.”", "he")
	f.Add("\u202E🙂\x00", "", "א\u05b8 (ب\u064e) \u2067x\u2069\t\r\n\n e\u0301🇩🇪﷽", "ar")
	f.Add(strings.Repeat("x", 400), "\\()", strings.Repeat("ש", 500), "")
	f.Fuzz(func(t *testing.T, title, name, text, lang string) {
		text = clean(text)
		if len(text) > 20_000 || len([]rune(text)) == 0 {
			return
		}
		build := newBuilder(t)
		build.p.Recipe.Title, build.p.Recipe.Marking, build.p.Recipe.Reference = title, name, lang
		build.parties(name, "B")
		build.issues(title, "Other")
		s := build.source(title, name, lang, day(11, 1), text)
		build.quote(s, text[:len(string([]rune(text)[:max(1, len([]rune(text))/2)]))], dossier.Indirect, name, title, name, day(11, 1), title, dossier.Opposes, title)
		b, _, err := Bytes(context.Background(), build.grid(), Options{Fonts: fonts})
		if err != nil {
			t.Fatal(err)
		}
		if v, err := VerifyBytes(b, ""); err != nil || !v.OK() {
			t.Fatalf("%v %+v", err, v.File)
		}
	})
}
