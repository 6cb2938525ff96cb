package export

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"parley/dossier"
)

var rewrite = flag.Bool("update", false, "rewrite the pictures in testdata")

func preview(t testing.TB, p dossier.Packet) *Preview {
	t.Helper()
	v, problems, err := NewPreview(context.Background(), p, Options{Fonts: testFonts(t)})
	if err != nil || v == nil {
		t.Fatal(err, problems)
	}
	return v
}

// greys is a picture in 16 shades, which keeps the pictures of testdata small.
func greys(img image.Image) *image.Paletted {
	palette := make(color.Palette, 16)
	for i := range palette {
		palette[i] = color.Gray{uint8(17 * i)}
	}
	out := image.NewPaletted(img.Bounds(), palette)
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			out.SetColorIndex(x, y, (color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y+8)/17)
		}
	}
	return out
}

func readPNG(t testing.TB, path string) image.Image {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(path, err)
	}
	return img
}

func shade(img image.Image, x, y int) int {
	return int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)
}

func inGrey(img image.Image) *image.Gray {
	out := image.NewGray(img.Bounds())
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// The pages of the sample are the pictures in testdata/pages: at most one pixel in 2,000 differs by more than two of the 16
// shades. go test ./export -run TestPagePictures -update writes them anew.
func TestPagePictures(t *testing.T) {
	v := preview(t, samplePacket(t))
	old, _ := filepath.Glob(filepath.Join("testdata", "pages", "*.png"))
	if len(old) != v.Pages() && !*rewrite {
		t.Errorf("%d pages, %d pictures", v.Pages(), len(old))
	}
	for n := 1; n <= v.Pages(); n++ {
		got := greys(v.Image(n, 2))
		path := filepath.Join("testdata", "pages", fmt.Sprintf("%02d.png", n))
		if *rewrite {
			var b bytes.Buffer
			if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, got); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want := readPNG(t, path)
		if want.Bounds() != got.Bounds() {
			t.Errorf("page %d is %v, its picture %v", n, got.Bounds(), want.Bounds())
			continue
		}
		differ := 0
		for y := range got.Bounds().Dy() {
			for x := range got.Bounds().Dx() {
				if d := shade(got, x, y) - shade(want, x, y); d > 34 || d < -34 {
					differ++
				}
			}
		}
		if pixels := got.Bounds().Dx() * got.Bounds().Dy(); differ > pixels/2000 {
			t.Errorf("page %d: %d of %d pixels differ from %s", n, differ, pixels, path)
		}
	}
}

// A preview shows what a PDF reader shows of the same packet, at the same places: in squares of two millimetres the ink is
// nearly the same, while a page that is moved by one square is far from it. Without pdftoppm this is not asked: then
// TestPagePictures compares the same pages with pictures that were looked at beside the PDF.
func TestPreviewIsThePDF(t *testing.T) {
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed; TestPagePictures compares the same pages with stored pictures")
	}
	const scale, square = 4, 8
	p := samplePacket(t)
	pdf, _ := write(t, p, "sample")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.pdf"), pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "-png", "-r", fmt.Sprint(scale*25.4), filepath.Join(dir, "a.pdf"), filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	v := preview(t, p)
	for n := 1; n <= v.Pages(); n++ {
		name := fmt.Sprintf("p-%0*d.png", len(strconv.Itoa(v.Pages())), n) // as many digits as the last page has
		want, got := inGrey(readPNG(t, filepath.Join(dir, name))), inGrey(v.Image(n, scale))
		ink := func(img *image.Gray, x0, y0 int) float64 {
			sum := 0
			for y := y0; y < y0+square; y++ {
				for x := x0; x < x0+square; x++ {
					sum += 255 - int(img.GrayAt(x, y).Y)
				}
			}
			return float64(sum) / 255 / square / square
		}
		apart, moved, squares := 0.0, 0.0, 0.0
		for y := square; y+2*square < min(want.Bounds().Dy(), got.Bounds().Dy()); y += square {
			for x := square; x+2*square < min(want.Bounds().Dx(), got.Bounds().Dx()); x += square {
				a := ink(want, x, y)
				apart += math.Abs(a - ink(got, x, y))
				moved += math.Abs(a - ink(got, x+square/2, y))
				squares++
			}
		}
		if apart/squares > 0.012 || moved < 2*apart {
			t.Errorf("page %d: ink differs by %.4f on average, by %.4f where it is moved by a millimetre", n, apart/squares, moved/squares)
		}
	}
}

// A problem of a quotation leads to where it stands on paper, where there is ink; other problems lead nowhere.
func TestPlace(t *testing.T) {
	v := preview(t, samplePacket(t))
	for n := range samplePacket(t).Quotes {
		page, x, y, w, h, ok := v.Place(Problem{Quote: n + 1})
		pw, ph := v.Size(page)
		if !ok || w < 20 || h < 4 || x < 0 || y < 0 || x+w > pw || y+h > ph {
			t.Errorf("Q%d: page %d, %.1f %.1f %.1f %.1f %v", n+1, page, x, y, w, h, ok)
			continue
		}
		img := v.Image(page, 2)
		dark := 0
		for py := int(2 * y); py < int(2*(y+h)); py++ {
			for px := int(2 * x); px < int(2*(x+w)); px++ {
				if shade(img, px, py) < 128 {
					dark++
				}
			}
		}
		if share := float64(dark) / (4 * w * h); share < 0.02 || share > 0.6 {
			t.Errorf("Q%d: %.3f of its place is ink", n+1, share)
		}
	}
	for _, p := range []Problem{{}, {Where: "front page"}, {Quote: 99}, {Quote: -1}} {
		if _, _, _, _, _, ok := v.Place(p); ok {
			t.Errorf("%+v has a place", p)
		}
	}
}

// A packet that cannot be laid out has no preview but its problems; a page or a scale that there is not has no picture.
func TestPreviewOfNothing(t *testing.T) {
	p := samplePacket(t)
	p.Quotes[0].Passage.Start++
	if v, problems, err := NewPreview(context.Background(), p, Options{Fonts: testFonts(t)}); v != nil || err != nil || len(problems) != 1 || problems[0].Quote != 1 {
		t.Errorf("%v %v %v", v, problems, err)
	}
	if v, _, err := NewPreview(context.Background(), samplePacket(t), Options{}); v != nil || err == nil {
		t.Error("a preview without fonts")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if v, _, err := NewPreview(ctx, samplePacket(t), Options{Fonts: testFonts(t)}); v != nil || err == nil {
		t.Error("a preview after it was cancelled")
	}
	v := preview(t, dossier.Packet{})
	for _, ask := range []struct {
		page  int
		scale float64
	}{{0, 2}, {-1, 2}, {v.Pages() + 1, 2}, {1, 0}, {1, -3}, {1, math.NaN()}, {1, math.Inf(1)}, {1, 1e6}} {
		if img := v.Image(ask.page, ask.scale); img != nil {
			t.Errorf("%+v gives %v", ask, img.Bounds())
		}
	}
	if img := v.Image(1, 2); img == nil || img.Bounds() != image.Rect(0, 0, 420, 594) {
		t.Errorf("the first page is %v", img.Bounds())
	}
}

// BenchmarkPreviewPage paints a page of a source at four pixels to the millimetre: for the first time, with the packet laid
// out already, and again.
func BenchmarkPreviewPage(b *testing.B) {
	v := preview(b, samplePacket(b))
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			v.g = newGlyphs(v.d.faces)
			v.Image(4, 4)
		}
	})
	b.Run("warm", func(b *testing.B) {
		for b.Loop() {
			v.Image(4, 4)
		}
	})
}
