package export

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"math"

	"parley/typeset"
)

const (
	pixelsPerUnit = 2.0
	mostPixels    = 48 << 20 // of a picture: 192 MB while it is painted
)

// PNG writes the drawing as a picture of two pixels to the unit, one where it would else be too large to be opened by
// most programs. What is too large even then is refused.
func (d *Drawing) PNG(w io.Writer) error {
	img, err := d.picture()
	if err != nil {
		return err
	}
	return png.Encode(w, img)
}

func (d *Drawing) picture() (*image.RGBA, error) {
	scale := pixelsPerUnit
	tooLarge := func() bool {
		return d.w*scale*d.h*scale > mostPixels || max(d.w, d.h)*scale > longestSide
	}
	if tooLarge() {
		scale = 1
	}
	if tooLarge() {
		return nil, fmt.Errorf("a picture of %.0f by %.0f points is too large for PNG; choose fewer parties or issues, or write it as SVG", d.w, d.h)
	}
	img := blank(int(math.Ceil(d.w*scale)), int(math.Ceil(d.h*scale)))
	for _, s := range d.items {
		d.p.paint(img, s, scale)
	}
	return img, nil
}

// paint paints one shape with scale pixels to the unit.
func (p *Plotter) paint(img *image.RGBA, s shape, scale float64) {
	switch s.kind {
	case shapeWords:
		p.words(img, s, scale)
	case shapeRect:
		p.rect(img, s, scale)
	case shapeCircle:
		rim := disc(s.x*scale, s.y*scale, s.w*scale)
		if s.fill.on {
			p.g.polygons(img, [][][2]float64{rim}, s.fill.colour)
		}
		if s.line.on {
			p.g.polygons(img, strokeOf(rim, s.width*scale, [2]float64{}), s.line.colour)
		}
	default:
		line := flattened(s.steps, scale)
		if s.fill.on {
			p.g.polygons(img, [][][2]float64{line}, s.fill.colour)
		}
		switch {
		case !s.line.on:
		case len(line) == 2 && s.dash[0] == 0 && (line[0][0] == line[1][0] || line[0][1] == line[1][1]):
			p.g.line(img, line[0][0], line[0][1], line[1][0], line[1][1], s.width*scale, s.line.colour)
		default:
			p.g.polygons(img, strokeOf(line, s.width*scale, [2]float64{s.dash[0] * scale, s.dash[1] * scale}), s.line.colour)
		}
	}
}

// rect paints a rectangle on whole pixels, so that those side by side meet.
func (p *Plotter) rect(img *image.RGBA, s shape, scale float64) {
	x, y, w, h := s.x*scale, s.y*scale, s.w*scale, s.h*scale
	if s.fill.on {
		fill(img, x, y, w, h, s.fill.colour)
	}
	if !s.line.on {
		return
	}
	if s.dash[0] > 0 {
		rim := [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}
		p.g.polygons(img, strokeOf(rim, s.width*scale, [2]float64{s.dash[0] * scale, s.dash[1] * scale}), s.line.colour)
		return
	}
	half := max(1, math.Round(s.width*scale)) / 2
	for _, side := range [4][4]float64{{x - half, y, x + w + half, y}, {x - half, y + h, x + w + half, y + h}, {x, y, x, y + h}, {x + w, y, x + w, y + h}} {
		p.g.line(img, side[0], side[1], side[2], side[3], s.width*scale, s.line.colour)
	}
}

// words sets a line as the packet does: letters joined, runs in their order, a font for each script.
func (p *Plotter) words(img *image.RGBA, s shape, scale float64) {
	d := p.d
	b := d.set(plain(s.words, plotLook(s.size, s.bold, s.fill.colour)), math.MaxFloat32, typeset.Auto)
	b.boxed = b.width()
	x := s.x
	switch s.anchor {
	case "middle":
		x -= b.boxed / 2
	case "end":
		x -= b.boxed
	}
	d.cur = &page{}
	for _, l := range b.lines[:min(1, len(b.lines))] {
		d.drawLine(b, l, x, s.y-b.base)
	}
	p.g.page(img, d.cur.ops, scale)
}

// disc is a circle as a polygon of corners that nobody sees.
func disc(x, y, r float64) [][2]float64 {
	n := max(24, int(4*math.Sqrt(r)*math.Pi))
	out := make([][2]float64, n+1)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		out[i] = [2]float64{x + r*cos, y + r*sin}
	}
	return out
}

// flattened makes straight pieces of a path's curves, in pixels.
func flattened(steps []step, scale float64) [][2]float64 {
	var out [][2]float64
	for _, s := range steps {
		if !s.curve || len(out) == 0 {
			out = append(out, [2]float64{s.to[0] * scale, s.to[1] * scale})
			continue
		}
		from := out[len(out)-1]
		for i := 1; i <= 12; i++ {
			t := float64(i) / 12
			u := 1 - t
			var p [2]float64
			for k := range p {
				p[k] = u*u*u*from[k] + scale*(3*u*u*t*s.a[k]+3*u*t*t*s.b[k]+t*t*t*s.to[k])
			}
			out = append(out, p)
		}
	}
	return out
}

// stroke makes polygons of a line: a rectangle for each piece and a disc at each bend, all turning the same way, so that
// where they lie over one another they are one.
func strokeOf(line [][2]float64, width float64, dash [2]float64) (out [][][2]float64) {
	half := max(width, 1) / 2
	piece := func(a, b [2]float64) {
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		if length == 0 {
			return
		}
		nx, ny := -(b[1]-a[1])/length*half, (b[0]-a[0])/length*half
		out = append(out, [][2]float64{{a[0] - nx, a[1] - ny}, {b[0] - nx, b[1] - ny}, {b[0] + nx, b[1] + ny}, {a[0] + nx, a[1] + ny}})
	}
	walked := 0.0
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		if dash[0] <= 0 {
			piece(a, b)
			if i > 1 {
				out = append(out, disc(a[0], a[1], half))
			}
			continue
		}
		at := func(t float64) [2]float64 {
			return [2]float64{a[0] + (b[0]-a[0])*t/length, a[1] + (b[1]-a[1])*t/length}
		}
		round := dash[0] + dash[1]
		for t := 0.0; length > 0 && t < length; {
			phase := math.Mod(walked+t, round)
			next := min(length, t+round-phase)
			if phase < dash[0] {
				piece(at(t), at(min(length, t+dash[0]-phase)))
			}
			t = max(next, t+1e-6)
		}
		walked += length
	}
	if dash[0] <= 0 && len(line) > 2 && line[0] == line[len(line)-1] {
		out = append(out, disc(line[0][0], line[0][1], half))
	}
	return out
}
