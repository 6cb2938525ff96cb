package export

import (
	"fmt"
	"math"

	"github.com/go-text/typesetting/font"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"parley/typeset"
)

// faceID is a font of the packet.
type faceID uint8

const (
	sans faceID = iota
	sansBold
	sansSemi
	sansItalic
	serif
	serifItalic
	serifSemi
	mono
	hebrew
	arabic
	symbols
	other0 // fonts of the machine, where a writing wants them
	other1
	other2
	faceCount
)

var faceNames = [other0]string{"NotoSans-Regular", "NotoSans-Bold", "NotoSans-SemiBold", "NotoSans-Italic", "NotoSerif-Regular",
	"NotoSerif-Italic", "NotoSerif-SemiBold", "NotoSansMono-Regular", "NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular", "DejaVuSans"}

// FontNames returns the names under which Options.Fonts must hold fonts.
func FontNames() []string { return append([]string(nil), faceNames[:]...) }

// face knows what a font can show and how wide it is, as gofpdf will write it: whole thousandths of the size.
type face struct {
	id     faceID
	cover  *typeset.Coverage
	font   *sfnt.Font
	buf    sfnt.Buffer
	widths map[rune]int
	used   bool
	name   string // of a font that is not bundled
	points bool   // a font of Hebrew or Arabic: vowel points are placed by its own table
	ttf    []byte
	shaped *font.Face
	places map[string][]offset
}

// loadFaces loads the bundled fonts; the places of others stay empty.
func loadFaces(o Options) ([faceCount]*face, error) {
	var out [faceCount]*face
	for i, name := range faceNames {
		b, ok := o.Fonts[name]
		if !ok {
			return out, fmt.Errorf("the font %s is missing", name)
		}
		f, err := newFace(faceID(i), b)
		if err != nil {
			return out, fmt.Errorf("%s: %w", name, err)
		}
		out[i] = f
	}
	return out, nil
}

func newFace(id faceID, b []byte) (*face, error) {
	cover, err := typeset.NewCoverage(b)
	if err != nil {
		return nil, err
	}
	f, err := sfnt.Parse(b)
	if err != nil {
		return nil, err
	}
	return &face{id: id, cover: cover, font: f, widths: map[rune]int{}, ttf: b, points: id == hebrew || id == arabic, places: map[string][]offset{}}, nil
}

// twin is the same font for another goroutine: it remembers widths by itself.
func (f *face) twin() *face {
	return &face{id: f.id, cover: f.cover, font: f.font, widths: map[rune]int{}, name: f.name, ttf: f.ttf, points: f.points, places: map[string][]offset{}}
}

// width returns the advance of r in thousandths of the font's size.
func (f *face) width(r rune) int {
	if w, ok := f.widths[r]; ok {
		return w
	}
	w := 0
	if g, err := f.font.GlyphIndex(&f.buf, r); err == nil {
		upem := f.font.UnitsPerEm()
		if a, err := f.font.GlyphAdvance(&f.buf, g, fixed.Int26_6(upem), xfont.HintingNone); err == nil {
			w = int(math.Round(float64(a) * 1000 / float64(upem)))
		}
	}
	f.widths[r] = w
	return w
}

// advance is the width of text in thousandths; vowel points have none.
func (f *face) advance(text []rune) int {
	w := 0
	for _, r := range text {
		if !typeset.IsInvisible(r) && !(f.points && isPoint(r)) {
			w += f.width(r)
		}
	}
	return w
}

// has reports whether the font can show r and gofpdf can write it: it knows no character above U+FFFF.
func (f *face) has(r rune) bool { return r <= 0xFFFF && f.cover.Has(r) }

// colour is 0xRRGGBB.
type colour uint32

func (c colour) rgb() (int, int, int) { return int(c >> 16), int(c >> 8 & 0xFF), int(c & 0xFF) }

// look is how a text is set.
type look struct {
	face    faceID
	size    float64 // points
	leading float64 // points
	colour  colour
}

func (l look) in(c colour) look   { l.colour = c; return l }
func (l look) with(f faceID) look { l.face = f; return l }
func (l look) height() float64    { return l.leading * mmPerPoint }
func (l look) baseline() float64  { return (l.leading + 0.72*l.size) / 2 * mmPerPoint } // capitals stand in the middle of the line

const mmPerPoint = 25.4 / 72

// style is a look in the font that a character in it needs.
type style struct {
	face   faceID
	size   float64
	colour colour
	apart  uint8 // from its neighbours, also where they look alike: a link
}

// sizes of Hebrew and Arabic beside Latin of size 1: their letters are lower.
const (
	hebrewScale = 1.05
	arabicScale = 1.1
)

// faceFor chooses the font for r: that of its script, else the look's, else the first that has it; ok is false where
// none has.
func (d *doc) faceFor(l look, r rune, s typeset.Script) (id faceID, scale float64, ok bool) {
	switch {
	case s == typeset.Hebrew && d.faces[hebrew].has(r):
		return hebrew, hebrewScale, true
	case s == typeset.Arabic && d.faces[arabic].has(r):
		return arabic, arabicScale, true
	case typeset.IsInvisible(r) || r == ' ' || r == '\t' || d.faces[l.face].has(r):
		return l.face, 1, true
	}
	for _, id := range [...]faceID{sans, serif, symbols, hebrew, arabic, mono, other0, other1, other2} {
		if d.faces[id] != nil && d.faces[id].has(r) {
			return id, 1, true
		}
	}
	return l.face, 1, false
}

func (d *doc) style(s style) typeset.Style {
	if len(d.styles) > 0 && s == d.lastStyle { // asked for each character
		return d.lastIndex
	}
	d.lastStyle = s
	d.lastIndex = d.indexOf(s)
	return d.lastIndex
}

func (d *doc) indexOf(s style) typeset.Style {
	if n, ok := d.styleIndex[s]; ok {
		return n
	}
	n := typeset.Style(len(d.styles))
	d.styles = append(d.styles, s)
	d.styleIndex[s] = n
	return n
}

// measure is the typeset.Measure of a packet, in millimetres.
func (d *doc) measure(text string, n typeset.Style) float32 {
	s := d.styles[n]
	f := d.faces[s.face]
	p := []rune(text)
	if s.face == arabic {
		p = typeset.Join(p, 0, len(p), f.has)
	}
	w := f.advance(p)
	return float32(float64(w) / 1000 * s.size * mmPerPoint)
}
