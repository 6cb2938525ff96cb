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

// floor is what gofpdf does by itself with the lines of a packet that are broken already: the same words in the same runs at
// the same places, in the same fonts and sizes, on as many pages, compressed as it does without being asked. It knows
// nothing of colours, rectangles, links, structure, properties, attachments and hashes, all of which the packet has.
func floor(b *testing.B, d *doc) {
	w, h := d.paper()
	pdf := gofpdf.NewCustom(&gofpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: w, Ht: h}})
	pdf.SetAutoPageBreak(false, 0)
	for _, f := range d.faces {
		if f != nil && f.used {
			pdf.AddUTF8FontFromBytes(fontName(f.id), "", bytes.Clone(f.ttf))
		}
	}
	for _, p := range d.pages {
		orientation := "P"
		if p.landscape {
			orientation = "L"
		}
		pdf.AddPageFormat(orientation, gofpdf.SizeType{Wd: w, Ht: h})
		face, size := faceCount, float32(0)
		for _, o := range p.ops {
			if o.kind != opText {
				continue
			}
			if o.face != face || o.size != size {
				pdf.SetFont(fontName(o.face), "", float64(o.size))
				face, size = o.face, o.size
			}
			pdf.Text(float64(o.x), float64(o.y), o.text)
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		b.Fatal(err)
	}
}

// heap returns what the heap takes in MB, without what nobody needs any more.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / (1 << 20)
}

// peak runs something and returns the most memory that the heap took meanwhile, in MB.
func peak(run func()) float64 {
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

// longSources is a packet of which each source has nine pages.
func longSources(t testing.TB, sources int) dossier.Packet {
	build := newBuilder(t)
	build.parties("Republic of Arvenia")
	build.issues("Ceasefire")
	text := strings.Repeat(strings.Repeat("The delegates met in the long hall and spoke of the corridor, of fees and of ships that wait. ", 6)+"\n\n", 58)
	for range sources {
		s := build.source("T", "O", "en", day(11, 1), "“No.”\n"+text)
		build.quote(s, "“No.”", dossier.Direct, "He", "", "Republic of Arvenia", day(11, 1), "Ceasefire", dossier.Opposes, "")
	}
	return build.grid()
}

// shortSources is a packet of 60 pages with 300 sources: dispatches of a paragraph, five of which stand on a page.
func shortSources(t testing.TB) dossier.Packet {
	build := newBuilder(t)
	build.parties("Republic of Arvenia", "Kesh Federation", "Northern Council", "UN Special Envoy")
	build.issues("Ceasefire monitoring", "Prisoner exchange", "Transit fees", "Northern autonomy", "Sanctions relief")
	for i := range 300 {
		quote := fmt.Sprintf("“We have said it %d times and shall say it again.”", i)
		s := build.source(fmt.Sprintf("Dispatch %d", i), "Lake News", "en", day(11, 1+i%18), "She said: "+quote+" Nobody replied, and the ships waited.")
		doc, text := &build.p.Sources[s-1].Document, &build.p.Sources[s-1].Revision
		doc.URL, doc.Author, doc.Retrieved = "", "", time.Time{}
		text.Raw, text.RawSHA256, text.RawSize = nil, [32]byte{}, 0
		build.quote(s, quote, dossier.Direct, "L. Tovar", "Foreign Minister", build.p.Grid.Parties[i%4].Name, day(11, 1+i%18), build.p.Grid.Issues[i%5].Name, dossier.Stances[i%4], "")
	}
	p := build.grid()
	p.Parts = []dossier.Part{dossier.PartFront, dossier.PartMatrix, dossier.PartSources}
	return p
}

// BenchmarkPacket prints how long it takes to lay out and write packets, in pages per second beside the floor (measured in
// turns with it, so that other work on the machine slows both), and the most memory.
func BenchmarkPacket(b *testing.B) {
	fonts := testFonts(b)
	for _, packet := range []struct {
		name      string
		least, at int // pages
		p         dossier.Packet
	}{
		{"300-sources", 55, 65, shortSources(b)},
		{"300-sources-all-parts", 130, 160, largePacket(b)},
		{"12-long-sources", 100, 120, longSources(b, 12)},
		{"120-long-sources", 1000, 1100, longSources(b, 120)},
	} {
		b.Run(packet.name, func(b *testing.B) {
			kept := heap()
			lines, _, err := prepare(context.Background(), packet.p, Options{Fonts: fonts})
			if err != nil {
				b.Fatal(err)
			}
			for _, p := range lines.pages { // the floor needs no more of them, and memory is measured
				p.stretches, p.links, p.doc = nil, nil, nil
			}
			lines = &doc{p: packet.p, faces: lines.faces, pages: lines.pages}
			kept = heap() - kept
			pages := len(lines.pages)
			if pages < packet.least || pages > packet.at {
				b.Fatalf("%d pages", pages)
			}
			var least time.Duration
			most := 0.0
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				floor(b, lines)
				least += time.Since(start)
				runtime.GC()
				b.StartTimer()
				most = max(most, peak(func() {
					if _, _, err := Bytes(context.Background(), packet.p, Options{Fonts: fonts}); err != nil {
						b.Fatal(err)
					}
				})-kept)
			}
			b.ReportMetric(float64(pages), "pages")
			b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(pages*b.N)/least.Seconds(), "floor-pages/s")
			b.ReportMetric(100*least.Seconds()/b.Elapsed().Seconds(), "%-of-floor")
			b.ReportMetric(most, "peak-MB")
		})
	}
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
