package typeset

import (
	"bytes"
	"os"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

type oneFace struct{ face *font.Face }

func (o oneFace) ResolveFace(rune) *font.Face { return o.face }

// A shaper that expects left to right, as Fyne's does, takes each run's Text as one run in the run's direction, with
// brackets and full stops at their side, and the marks have no width.
func TestTextForShapers(t *testing.T) {
	ttf, err := os.ReadFile("../assets/fonts/NotoSerifHebrew-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		t.Fatal(err)
	}
	shape := func(s string) (directions []di.Direction, width fixed.Int26_6) {
		var segmenter shaping.Segmenter
		var shaper shaping.HarfbuzzShaper
		in := shaping.Input{Text: []rune(s), RunEnd: len([]rune(s)), Direction: di.DirectionLTR, Face: face, Size: fixed.I(16)}
		for _, part := range segmenter.Split(in, oneFace{face}) {
			directions = append(directions, part.Direction)
			width += shaper.Shape(part).Advance
		}
		return directions, width
	}
	for _, s := range []string{"(לא", "(לא) “כן”.", "אב,", "שלום"} {
		p := []rune(s)
		r := Run{End: len(p), RTL: true}
		directions, width := shape(Text(p, r))
		if _, plain := shape(s); len(directions) != 1 || directions[0] != di.DirectionRTL || width != plain {
			t.Errorf("%q is shaped in the directions %v, %v wide instead of %v", s, directions, width, plain)
		}
	}
}
