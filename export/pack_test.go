package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"parley/dossier"
	"parley/typeset"
)

// Pages that are compressed here are to the byte what gofpdf makes of them by itself, also where they are empty, long, or
// hold letters that look like the end of an object.
func TestPackPages(t *testing.T) {
	font := testFonts(t)["NotoSerif-Regular"]
	made := func(compress bool, pages []string) []byte {
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.SetCatalogSort(true)
		pdf.SetCreationDate(time.Unix(1_800_000_000, 0).UTC())
		pdf.SetModificationDate(time.Unix(1_800_000_000, 0).UTC())
		pdf.SetCompression(compress)
		pdf.AddUTF8FontFromBytes("serif", "", bytes.Clone(font))
		link := pdf.AddLink()
		pdf.SetLink(link, 20, 1)
		for i, text := range pages {
			pdf.AddPageFormat([]string{"P", "L"}[i%2], gofpdf.SizeType{Wd: 210, Ht: 297})
			pdf.Link(20, 20, 10, 5, link)
			if text == "" {
				continue
			}
			pdf.SetFont("serif", "", 9.5)
			for n, line := range strings.SplitAfter(text, ".") {
				pdf.Text(20, 24+float64(n), line)
			}
		}
		var out bytes.Buffer
		if err := pdf.Output(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	long := strings.Repeat("The delegates met in the (long) hall. ", 3000)
	for name, pages := range map[string][]string{
		"one":           {"No."},
		"empty":         {"", "", ""},
		"many":          append(strings.SplitAfter(long[:8000], "."), "", "End."),
		"long":          {"Before.", long, "After.", long[:70_000]},
		"look-alikes":   {"endstream\nendobj\n.", "\u0a65\u6e64\u6f62\u6a0a.", "6 0 obj\n<</Length 3>>\nstream\n."},
		"no characters": {strings.Repeat("\\()\r", 400)},
	} {
		want := made(true, pages)
		got, err := packPages(made(false, pages), len(pages))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, gofpdf makes %d (%v)", name, len(got), len(want), err)
		}
	}
	plain := made(false, []string{"No.", "Yes."})
	if _, err := packPages(made(true, []string{"No."}), 1); !errors.Is(err, errBaseForm) {
		t.Errorf("pages that are compressed already: %v", err)
	}
	for cut := range len(plain) - 1 {
		if _, err := packPages(plain[:cut], 2); err == nil {
			t.Fatalf("a file that is cut at %d of %d passes", cut, len(plain))
		}
	}
	if _, err := packPages(plain, 3); err == nil {
		t.Error("a page more than there are passes")
	}
}

// A packet has the same bytes in every run and on any number of cores, with whole texts, in all scripts and as excerpts.
func TestParallelBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	fonts := testFonts(t)
	large, sample, excerpts := largePacket(t), samplePacket(t), samplePacket(t)
	excerpts.Recipe.Excerpts = true
	for i := range large.Sources { // some are much longer than others, so that they are not ready in order
		if s := &large.Sources[i].Revision; i%37 == 0 {
			s.Text += strings.Repeat("\nThe envoy said “no” to the cease-fire of 12:30, and שלום (\u202E\U00010400) to everybody.", i/6)
			s.SHA256 = sha256.Sum256([]byte(s.Text))
		}
	}
	for name, p := range map[string]dossier.Packet{"large": large, "sample": sample, "excerpts": excerpts} {
		var first []byte
		var problems []Problem
		for _, cores := range []int{1, 2, 2, 16} {
			runtime.GOMAXPROCS(cores)
			b, report, err := Bytes(context.Background(), p, Options{Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first, problems = b, report.Problems
			}
			if !bytes.Equal(b, first) || !reflect.DeepEqual(report.Problems, problems) {
				t.Errorf("%s: another file on %d cores: %+v, not %+v", name, cores, report.Problems, problems)
			}
		}
		if v, err := VerifyBytes(context.Background(), first, ""); err != nil || !v.OK() {
			t.Errorf("%s cannot be verified: %v", name, err)
		}
	}
}

// A text that is broken into lines ahead is what it is when it is set in its place: lines, fonts, and characters that no
// font has.
func TestParallelTexts(t *testing.T) {
	p := samplePacket(t)
	for i := range p.Sources { // two letters that no font has, and one of Pashto that cannot be joined
		p.Sources[i].Revision.Text += strings.Repeat("\n“No,” he said (12:30); the cease-fire – שָׁלוֹם, السَّلام ڼ – \U00010400 \u0e01 \u202Eholds.", 10+i)
	}
	d, err := newDoc(p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	texts := d.prepareTexts(context.Background())
	defer texts.stop()
	there, err := newDoc(p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for i, s := range p.Sources {
		got, err := texts.text(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		d.take(got)
		there.where = sourceName(&s)
		text := []rune(s.Revision.Text)
		for k, at := range got.paragraphs {
			words := string(text[at.Start:at.End])
			want := there.set(plain(words, paragraphLook(at.Role)), textColumn, direction(s.Document.Lang, words))
			is := got.blocks[k]
			if string(is.p) != words || len(is.lines) != len(want.lines) || is.height() != want.height() || is.lang != s.Document.Lang {
				t.Fatalf("S%d ¶%d: %d lines, want %d", i+1, k+1, len(is.lines), len(want.lines))
			}
			for n, l := range want.lines {
				for r := range l.Runs {
					if d.styles[is.lines[n].Runs[r].Style] != there.styles[l.Runs[r].Style] {
						t.Fatalf("S%d ¶%d: another font in line %d", i+1, k+1, n+1)
					}
					is.lines[n].Runs[r].Style = l.Runs[r].Style
				}
			}
			if !reflect.DeepEqual(is.lines, want.lines) {
				t.Fatalf("S%d ¶%d: other lines", i+1, k+1)
			}
			lines += len(is.lines)
		}
	}
	if !reflect.DeepEqual(d.missing, there.missing) || !reflect.DeepEqual(d.unjoined, there.unjoined) || len(d.missing) == 0 || len(d.unjoined) == 0 || lines < 100 {
		t.Errorf("%d lines; missing %v, want %v", lines, d.missing, there.missing)
	}
}

// An export that is cancelled while texts are set ahead says so and leaves nothing running; what goes wrong there comes
// out where the text was asked for, and does not end the program.
func TestParallelEnds(t *testing.T) {
	p := largePacket(t)
	d, err := newDoc(p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	texts := d.prepareTexts(ctx)
	for i := range 20 {
		if _, err := texts.text(ctx, i); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	for i := 20; err == nil; i++ {
		_, err = texts.text(ctx, i)
	}
	if !errors.Is(err, ErrCancelled) {
		t.Error(err)
	}
	texts.stop()
	if _, err := d.prepareTexts(ctx).text(ctx, len(p.Sources)-1); !errors.Is(err, ErrCancelled) {
		t.Errorf("cancelled before it began: %v", err)
	}
	twin := d.twin()
	twin.m = typeset.NewMeasurer(func(string, typeset.Style) float32 { panic("no width") })
	defer func() {
		if r := recover(); r != "no width" {
			t.Errorf("%v", r)
		}
	}()
	d.take(twin.prepareText(context.Background(), &p.Sources[0]))
	t.Error("a text that could not be set was taken")
}
