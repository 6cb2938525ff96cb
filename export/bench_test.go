package export

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"parley/dossier"
)

// floor is what gofpdf does by itself with ready lines of the same length on as many pages.
func floor(b *testing.B, fonts map[string][]byte, pages int) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.AddUTF8FontFromBytes("serif", "", bytes.Clone(fonts["NotoSerif-Regular"]))
	pdf.SetFont("serif", "", 9.5)
	for n := range pages {
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

// peak runs something and returns the most memory that the heap took meanwhile, in MB.
func peak(run func()) float64 {
	runtime.GC()
	done, most := make(chan struct{}), make(chan uint64)
	go func() {
		var m runtime.MemStats
		top := uint64(0)
		for {
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapInuse)
			select {
			case <-done:
				most <- top
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	run()
	close(done)
	return float64(<-most) / (1 << 20)
}

// BenchmarkPacket prints pages per second of packets with a source appendix of 100 and 1,000 pages, and the most memory,
// beside the floor in the same run.
func BenchmarkPacket(b *testing.B) {
	fonts := testFonts(b)
	for _, sources := range []int{12, 120} {
		build := newBuilder(b)
		build.parties("Republic of Arvenia")
		build.issues("Ceasefire")
		text := strings.Repeat(strings.Repeat("The delegates met in the long hall and spoke of the corridor, of fees and of ships that wait. ", 6)+"\n\n", 58)
		for range sources {
			s := build.source("T", "O", "en", day(11, 1), "“No.”\n"+text)
			build.quote(s, "“No.”", dossier.Direct, "He", "", "Republic of Arvenia", day(11, 1), "Ceasefire", dossier.Opposes, "")
		}
		p := build.grid()
		pages, most := 0, 0.0
		b.Run(fmt.Sprintf("packet-%d", sources), func(b *testing.B) {
			for b.Loop() {
				most = max(most, peak(func() {
					_, r, err := Bytes(context.Background(), p, Options{Fonts: fonts})
					if err != nil {
						b.Fatal(err)
					}
					pages = r.Pages
				}))
			}
			b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(most, "peak-MB")
		})
		b.Run(fmt.Sprintf("gofpdf-%d", sources), func(b *testing.B) {
			n := max(pages, 100)
			for b.Loop() {
				most = peak(func() { floor(b, fonts, n) })
			}
			b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(most, "peak-MB")
		})
	}
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
		if v, err := VerifyBytes(context.Background(), b, ""); err != nil || !v.OK() {
			t.Fatalf("%v %+v", err, v.File)
		}
	})
}
