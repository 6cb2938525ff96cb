package export

import (
	"context"
	"image"
	"math"

	"parley/dossier"
)

// Preview is a packet that was laid out to be looked at: its pages as pictures, each thing where the PDF has it. It may be
// used from one goroutine at a time: it keeps the glyphs that it has painted.
type Preview struct {
	d *doc
	g *glyphs
}

// NewPreview lays out a packet without writing it. The problems are those of Preflight; where one of them stops the
// layout there is no preview and no error. An error means that the fonts cannot be read, or that ctx ended.
func NewPreview(ctx context.Context, p dossier.Packet, o Options) (*Preview, []Problem, error) {
	d, problems, err := prepare(ctx, p, o)
	if err != nil || d == nil {
		return nil, problems, err
	}
	return &Preview{d, newGlyphs(d.faces)}, problems, nil
}

// Pages is how many there are.
func (p *Preview) Pages() int { return len(p.d.pages) }

// Size is that of a page, from 1, in millimetres; 0, 0 for a page that there is not.
func (p *Preview) Size(page int) (w, h float64) {
	if page < 1 || page > len(p.d.pages) {
		return 0, 0
	}
	return p.d.pages[page-1].w, p.d.pages[page-1].h
}

// longestSide bounds the picture of a page, in pixels, whatever scale is asked for.
const longestSide = 16384

// Image paints a page, from 1, on white, as large as its Size at that many pixels per millimetre, rounded to whole pixels.
// It returns nil for a page that there is not, and for a scale that makes no picture.
func (p *Preview) Image(page int, pixelsPerMM float64) *image.RGBA {
	w, h := p.Size(page)
	wide, high := math.Round(w*pixelsPerMM), math.Round(h*pixelsPerMM)
	if !(wide >= 1 && high >= 1 && wide <= longestSide && high <= longestSide) {
		return nil
	}
	img := blank(int(wide), int(high))
	p.g.page(img, p.d.pages[page-1].ops, pixelsPerMM)
	return img
}

// Place tells where on paper that is which a problem is about: the page, from 1, and a rectangle on it in millimetres. It
// knows the problems of a quotation: where the quotation begins among what its party said, or else in its source.
func (p *Preview) Place(where Problem) (page int, x, y, w, h float64, ok bool) {
	if where.Quote <= 0 {
		return 0, 0, 0, 0, 0, false
	}
	at, ok := p.d.anchors[anchor{'q', where.Quote}]
	if !ok {
		at, ok = p.d.anchors[anchor{'p', where.Quote}]
	}
	return at.page, at.area.x, at.area.y, at.area.w, at.area.h, ok
}

// blank is white paper.
func blank(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	return img
}

// page paints what paintPage does, with scale pixels to the unit of the layout.
func (g *glyphs) page(img *image.RGBA, ops []op, scale float64) {
	for _, o := range ops {
		x, y, w, h := float64(o.x)*scale, float64(o.y)*scale, float64(o.w)*scale, float64(o.h)*scale
		switch o.kind {
		case opText:
			g.text(img, o.face, float32(float64(o.size)*mmPerPoint*scale), o.colour, x, y, o.text)
		case opFill:
			fill(img, x, y, w, h, o.colour)
		case opLine:
			g.line(img, x, y, x+w, y+h, float64(o.size)*scale, o.colour)
		case opFrame:
			dashedFrame(img, x, y, w, h, float64(o.size)*scale, scale, o.colour)
		}
	}
}

// fill paints a rectangle whose edges are moved to whole pixels, so that those which touch on paper touch here and a thin
// one does not fade away.
func fill(img *image.RGBA, x, y, w, h float64, c colour) {
	left, right := edges(x, x+w)
	top, bottom := edges(y, y+h)
	r := image.Rect(left, top, right, bottom).Intersect(img.Rect)
	red, green, blue := c.rgb()
	for row := r.Min.Y; row < r.Max.Y; row++ {
		pix := img.Pix[img.PixOffset(r.Min.X, row):]
		for i := range r.Dx() {
			pix[4*i], pix[4*i+1], pix[4*i+2], pix[4*i+3] = uint8(red), uint8(green), uint8(blue), 0xFF
		}
	}
}

// edges are the whole pixels nearest to two edges, at least one pixel apart.
func edges(from, to float64) (int, int) {
	if from > to {
		from, to = to, from
	}
	a, b := int(math.Round(from)), int(math.Round(to))
	if b == a {
		a = int(math.Floor((from + to) / 2))
		b = a + 1
	}
	return a, b
}

// line paints a straight line. Those along the paper are as many whole pixels wide as fits best, at least one.
func (g *glyphs) line(img *image.RGBA, x1, y1, x2, y2, width float64, c colour) {
	thick := max(1, math.Round(width))
	switch {
	case y1 == y2:
		top := math.Round(y1 - thick/2)
		fill(img, x1, top, x2-x1, thick, c)
	case x1 == x2:
		left := math.Round(x1 - thick/2)
		fill(img, left, y1, thick, y2-y1, c)
	default:
		g.slanted(img, x1, y1, x2, y2, max(1, width), c)
	}
}

// slanted paints a line in any direction, with smooth edges and square ends.
func (g *glyphs) slanted(img *image.RGBA, x1, y1, x2, y2, width float64, c colour) {
	length := math.Hypot(x2-x1, y2-y1)
	if length == 0 {
		return
	}
	nx, ny := -(y2-y1)/length*width/2, (x2-x1)/length*width/2
	g.polygons(img, [][][2]float64{{{x1 + nx, y1 + ny}, {x2 + nx, y2 + ny}, {x2 - nx, y2 - ny}, {x1 - nx, y1 - ny}}}, c)
}

// bandHigh is how many rows are filled at once: a long slanted line then needs no mask as large as the picture.
const bandHigh = 128

// polygons fills what lies within any of the polygons, which turn the same way, with smooth edges.
func (g *glyphs) polygons(img *image.RGBA, list [][][2]float64, c colour) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, corners := range list {
		for _, p := range corners {
			low, high = min(low, p[1]), max(high, p[1])
		}
	}
	from, until := max(float64(img.Rect.Min.Y), math.Floor(low)), min(float64(img.Rect.Max.Y), math.Ceil(high))
	for top := from; top < until; top += bandHigh {
		bottom := min(until, top+bandHigh)
		minX, maxX := math.Inf(1), math.Inf(-1)
		var band [][][2]float64
		for _, corners := range list {
			cut := below(below(corners, top, 1), bottom, -1)
			for _, p := range cut {
				minX, maxX = min(minX, p[0]), max(maxX, p[0])
			}
			if len(cut) > 2 {
				band = append(band, cut)
			}
		}
		if len(band) == 0 {
			continue
		}
		r := image.Rect(int(math.Floor(minX)), int(top), int(math.Ceil(maxX)), int(bottom)).Intersect(img.Rect)
		if !r.Empty() {
			g.band(img, r, band, c)
		}
	}
}

// band fills the part of polygons that lies in a rectangle.
func (g *glyphs) band(img *image.RGBA, r image.Rectangle, list [][][2]float64, c colour) {
	g.raw.Reset(r.Dx(), r.Dy())
	for _, corners := range list {
		for i, p := range corners {
			x, y := float32(p[0]-float64(r.Min.X)), float32(p[1]-float64(r.Min.Y))
			if i == 0 {
				g.raw.MoveTo(x, y)
				continue
			}
			g.raw.LineTo(x, y)
		}
		g.raw.ClosePath()
	}
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	g.raw.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	blend(img, r.Min.X, r.Min.Y, r.Dx(), r.Dy(), mask.Pix, c)
}

// below cuts off what lies above a level, or with side -1 what lies below it.
func below(corners [][2]float64, level, side float64) (out [][2]float64) {
	for i, p := range corners {
		before := corners[(i+len(corners)-1)%len(corners)]
		in, was := (p[1]-level)*side >= 0, (before[1]-level)*side >= 0
		if in != was {
			t := (level - before[1]) / (p[1] - before[1])
			out = append(out, [2]float64{before[0] + t*(p[0]-before[0]), level})
		}
		if in {
			out = append(out, p)
		}
	}
	return out
}

// The dashes of a frame, in millimetres, as paintPage asks for them.
const dashOn, dashOff = 1.6, 1.2

// dashedFrame goes round from the top left corner, to the right first, as a PDF reader does.
func dashedFrame(img *image.RGBA, x, y, w, h, width, scale float64, c colour) {
	thick := max(1, math.Round(width))
	on, off := dashOn*scale, dashOff*scale
	round := 2 * (w + h)
	for from := 0.0; from < round; from += on + off {
		at, end := from, min(from+on, round)
		for _, side := range [4]struct{ start, x, y, dx, dy, length float64 }{{0, x, y, 1, 0, w}, {w, x + w, y, 0, 1, h}, {w + h, x + w, y + h, -1, 0, w}, {2*w + h, x, y + h, 0, -1, h}} {
			a, b := max(at, side.start)-side.start, min(end, side.start+side.length)-side.start
			if a >= b {
				continue
			}
			x1, y1, x2, y2 := side.x+side.dx*a, side.y+side.dy*a, side.x+side.dx*b, side.y+side.dy*b
			if side.dy == 0 {
				fill(img, x1, math.Round(y1-thick/2), x2-x1, thick, c)
			} else {
				fill(img, math.Round(x1-thick/2), y1, thick, y2-y1, c)
			}
		}
	}
}
