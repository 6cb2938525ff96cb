package export

import (
	"bytes"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// offset is a distance from a letter's origin in thousandths of the font's size, y upwards.
type offset struct{ x, y float64 }

func isPoint(r rune) bool { return r >= 0x300 && unicode.Is(unicode.Mn, r) }

// pointsAt returns where the marks of a cluster (a letter, then its marks) go. gofpdf knows no positioning table, so
// HarfBuzz is asked, for each cluster once.
func (f *face) pointsAt(cluster []rune) []offset {
	key := string(cluster)
	if p, ok := f.places[key]; ok {
		return p
	}
	out := make([]offset, len(cluster)-1)
	f.places[key] = out
	if len(cluster) > 16 { // a pile that no writing has
		return out
	}
	if f.shaped == nil {
		shaped, err := font.ParseTTF(bytes.NewReader(f.ttf))
		if err != nil {
			return out
		}
		f.shaped = shaped
	}
	together := f.shapeCluster(cluster)
	shadda := false
	for _, r := range cluster[1:] {
		shadda = shadda || r == arabicShadda
	}
	for i, r := range cluster[1:] {
		at, ok := together[r]
		if !ok { // the font has one glyph for several marks: set this one alone, above the shadda
			at = f.shapeCluster([]rune{cluster[0], r})[r]
			if shadda && r != arabicShadda && r != arabicKasra && r != arabicKasratan {
				at.y += shaddaHeight
			}
		}
		out[i] = at
	}
	return out
}

const (
	arabicKasratan = 0x64D
	arabicKasra    = 0x650
	arabicShadda   = 0x651
	shaddaHeight   = 230 // thousandths of the size
)

// shapeCluster gives the place of each mark that HarfBuzz sets as a glyph of its own.
func (f *face) shapeCluster(cluster []rune) map[rune]offset {
	const size = 1000
	var shaper shaping.HarfbuzzShaper
	glyphs := shaper.Shape(shaping.Input{Text: cluster, RunEnd: len(cluster), Direction: di.DirectionRTL, Face: f.shaped, Size: fixed.I(size)}).Glyphs
	letter, _ := f.shaped.NominalGlyph(cluster[0])
	var pen, base fixed.Int26_6
	for _, g := range glyphs {
		if g.GlyphID == letter {
			base = pen + g.XOffset
		}
		pen += g.Advance
	}
	out := map[rune]offset{}
	pen = 0
	for _, g := range glyphs {
		for _, r := range cluster[1:] {
			if id, ok := f.shaped.NominalGlyph(r); ok && id == g.GlyphID {
				out[r] = offset{float64(pen+g.XOffset-base) / 64, float64(g.YOffset) / 64}
			}
		}
		pen += g.Advance
	}
	return out
}
