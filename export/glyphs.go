package export

import (
	"image"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// glyphKey names a glyph as it is painted: how large, and how far beyond a whole pixel it begins.
type glyphKey struct {
	face faceID
	r    rune
	size float32 // pixels
	subX uint8   // quarters of a pixel
	subY uint8   // likewise; letters stand on whole pixels, only vowel points do not
}

// glyph is how much of each pixel around its origin is ink.
type glyph struct {
	x, y, w, h int // from the pixel of the origin
	cover      []uint8
}

// cachedInk is how many bytes of glyphs are kept: a page takes a tenth, so that a reader who zooms stays quick.
const cachedInk = 16 << 20

// glyphs rasterises the characters of the packet's fonts, each once. For one goroutine at a time.
type glyphs struct {
	faces [faceCount]*face
	kept  map[glyphKey]*glyph
	bytes int
	raw   vector.Rasterizer
}

func newGlyphs(faces [faceCount]*face) *glyphs {
	return &glyphs{faces: faces, kept: map[glyphKey]*glyph{}}
}

// at gives the glyph of r so that its origin stands at x, y, and the pixel that it is counted from.
func (g *glyphs) at(id faceID, r rune, size float32, x, y float64) (of *glyph, px, py int) {
	k := glyphKey{face: id, r: r, size: size}
	quarter := math.Round(x * 4)
	px = int(math.Floor(quarter / 4))
	k.subX = uint8(quarter - 4*float64(px))
	if g.faces[id].points && isPoint(r) {
		quarter = math.Round(y * 4)
		py = int(math.Floor(quarter / 4))
		k.subY = uint8(quarter - 4*float64(py))
	} else {
		py = int(math.Round(y))
	}
	if of, ok := g.kept[k]; ok {
		return of, px, py
	}
	of = g.rasterise(k)
	if g.bytes += len(of.cover) + 64; g.bytes > cachedInk {
		clear(g.kept)
		g.bytes = len(of.cover) + 64
	}
	g.kept[k] = of
	return of, px, py
}

// rasterise fills the outline of a glyph, which is read in the font's own units and scaled here, so that no size rounds it.
func (g *glyphs) rasterise(k glyphKey) *glyph {
	f := g.faces[k.face]
	index, err := f.font.GlyphIndex(&f.buf, k.r)
	if err != nil {
		return &glyph{}
	}
	upem := f.font.UnitsPerEm()
	outline, err := f.font.LoadGlyph(&f.buf, index, fixed.Int26_6(upem), nil)
	if err != nil || len(outline) == 0 {
		return &glyph{}
	}
	scale := k.size / float32(upem)
	dx, dy := float32(k.subX)/4, float32(k.subY)/4
	minX, minY, maxX, maxY := float32(math.Inf(1)), float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.Inf(-1))
	point := func(p fixed.Point26_6) (x, y float32) { return float32(p.X)*scale + dx, float32(p.Y)*scale + dy }
	for _, s := range outline {
		for _, p := range s.Args[:arguments(s.Op)] {
			x, y := point(p)
			minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
		}
	}
	of := &glyph{x: int(math.Floor(float64(minX))), y: int(math.Floor(float64(minY)))}
	of.w, of.h = int(math.Ceil(float64(maxX)))-of.x, int(math.Ceil(float64(maxY)))-of.y
	if of.w <= 0 || of.h <= 0 || of.w > 4096 || of.h > 4096 {
		return &glyph{}
	}
	at := func(p fixed.Point26_6) (x, y float32) {
		x, y = point(p)
		return x - float32(of.x), y - float32(of.y)
	}
	g.raw.Reset(of.w, of.h)
	for i, s := range outline {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				g.raw.ClosePath()
			}
			g.raw.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			g.raw.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			g.raw.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			g.raw.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	g.raw.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, of.w, of.h))
	g.raw.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	of.cover = mask.Pix
	return of
}

// arguments is how many points a piece of an outline has.
func arguments(op sfnt.SegmentOp) int {
	switch op {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}

// text puts the characters of an op side by side, each as wide as gofpdf will make it. x and y are pixels, unit is how many
// pixels a thousandth of the size takes.
func (g *glyphs) text(img *image.RGBA, id faceID, size float32, c colour, x, y float64, text string) {
	f := g.faces[id]
	unit := float64(size) / 1000
	for _, r := range text {
		if r != ' ' {
			of, px, py := g.at(id, r, size, x, y)
			of.ink(img, px, py, c)
		}
		x += float64(f.width(r)) * unit
	}
}

// ink lays a glyph over what is there; the paper is opaque and stays so.
func (g *glyph) ink(img *image.RGBA, px, py int, c colour) {
	blend(img, px+g.x, py+g.y, g.w, g.h, g.cover, c)
}

// blend lays a colour over an opaque image as densely as cover says.
func blend(img *image.RGBA, left, top, w, h int, cover []uint8, c colour) {
	red, green, blue := c.rgb()
	b := img.Rect
	for row := max(0, b.Min.Y-top); row < min(h, b.Max.Y-top); row++ {
		from, to := max(0, b.Min.X-left), min(w, b.Max.X-left)
		if from >= to {
			return
		}
		pix := img.Pix[img.PixOffset(left+from, top+row):]
		for i, a := range cover[row*w+from : row*w+to] {
			switch a {
			case 0:
			case 255:
				pix[4*i], pix[4*i+1], pix[4*i+2] = uint8(red), uint8(green), uint8(blue)
			default:
				pix[4*i] = mixed(pix[4*i], red, a)
				pix[4*i+1] = mixed(pix[4*i+1], green, a)
				pix[4*i+2] = mixed(pix[4*i+2], blue, a)
			}
		}
	}
}

func mixed(paper uint8, ink int, a uint8) uint8 {
	return uint8((int(paper)*(255-int(a)) + ink*int(a) + 127) / 255)
}
