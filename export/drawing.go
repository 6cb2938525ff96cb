package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// Plotter draws plots. It holds the fonts by which names are measured and set; for one goroutine at a time.
type Plotter struct {
	d *doc
	g *glyphs
}

// NewPlotter reads the fonts, which are those of Options.
func NewPlotter(fonts map[string][]byte) (*Plotter, error) {
	d, err := newDoc(dossier.Packet{}, Options{Fonts: fonts})
	if err != nil {
		return nil, err
	}
	return &Plotter{d, newGlyphs(d.faces)}, nil
}

// Drawing is a plot that was drawn: shapes and words from behind to the front, in units of its own. SVG and PNG write
// the same drawing.
type Drawing struct {
	p       *Plotter
	w, h    float64
	items   []shape
	tooltip string // of what is added
}

type shapeKind uint8

const (
	shapePath shapeKind = iota
	shapeRect
	shapeCircle
	shapeWords
)

// shape is one thing of a drawing.
type shape struct {
	kind       shapeKind
	x, y, w, h float64 // of a circle the centre and, twice, the radius; of words the baseline at their anchor
	steps      []step  // of a path
	fill, line paint
	width      float64 // of the line
	dash       [2]float64
	words      string
	size       float64
	bold       bool
	anchor     string // "start", "middle", "end"
	tooltip    string
}

// step goes on from where the step before ended: to, by a straight line, or by a curve with two handles.
type step struct {
	move, curve bool
	a, b, to    [2]float64
}

// paint is a colour, or none.
type paint struct {
	colour
	on bool
}

func ofColour(c colour) paint { return paint{c, true} }

func (p paint) String() string {
	if !p.on {
		return "none"
	}
	return fmt.Sprintf("#%06X", uint32(p.colour))
}

// The colours of plots beside those of the packet.
const (
	gridLine  colour = 0xDDE1E6
	faintLine colour = 0x9AA1AA
)

const wordSize = 12.0

func (p *Plotter) newDrawing(w, h float64) *Drawing { return &Drawing{p: p, w: w, h: h} }

func (d *Drawing) add(s shape) {
	s.tooltip = d.tooltip
	d.items = append(d.items, s)
}

func (d *Drawing) rect(x, y, w, h float64, fill, line paint) {
	d.add(shape{kind: shapeRect, x: x, y: y, w: w, h: h, fill: fill, line: line, width: 1})
}

func (d *Drawing) circle(x, y, r float64, fill, line paint, width float64) {
	d.add(shape{kind: shapeCircle, x: x, y: y, w: r, h: r, fill: fill, line: line, width: width})
}

func (d *Drawing) line(x1, y1, x2, y2, width float64, c colour) {
	d.add(shape{steps: lines([2]float64{x1, y1}, [2]float64{x2, y2}), line: ofColour(c), width: width})
}

func lines(points ...[2]float64) []step {
	out := make([]step, len(points))
	for i, p := range points {
		out[i] = step{move: i == 0, to: p}
	}
	return out
}

// text puts words on a line, as they are: whoever calls has made them fit.
func (d *Drawing) text(x, y float64, anchor string, c colour, words string) {
	d.add(shape{kind: shapeWords, x: x, y: y, words: flat(words), size: wordSize, anchor: anchor, fill: ofColour(c)})
}

func (d *Drawing) bold(x, y float64, anchor string, words string) {
	d.add(shape{kind: shapeWords, x: x, y: y, words: flat(words), size: wordSize, bold: true, anchor: anchor, fill: ofColour(ink)})
}

func (d *Drawing) title(words string) {
	if words != "" {
		d.add(shape{kind: shapeWords, x: 16, y: 26, words: flat(words), size: 16, bold: true, anchor: "start", fill: ofColour(ink)})
	}
}

// handle is how far the handles of a curve reach that looks like a quarter of a circle.
const handle = 0.5523

// stance draws a stance so that it is told without colour: a disc, half a disc, a square, a rhombus.
func (d *Drawing) stance(x, y float64, s dossier.Stance) {
	dark := ofColour(looksOf(s).dark)
	switch s {
	case dossier.Supports:
		d.circle(x, y, 5, dark, paint{}, 0)
	case dossier.Conditional:
		d.circle(x, y, 5, ofColour(white), dark, 1)
		const r, k = 5.0, 5.0 * handle
		d.add(shape{steps: []step{{move: true, to: [2]float64{x, y - r}},
			{curve: true, a: [2]float64{x - k, y - r}, b: [2]float64{x - r, y - k}, to: [2]float64{x - r, y}},
			{curve: true, a: [2]float64{x - r, y + k}, b: [2]float64{x - k, y + r}, to: [2]float64{x, y + r}},
			{to: [2]float64{x, y - r}}}, fill: dark})
	case dossier.Opposes:
		d.rect(x-4.5, y-4.5, 9, 9, dark, paint{})
	default:
		d.add(shape{steps: lines([2]float64{x, y - 6}, [2]float64{x + 6, y}, [2]float64{x, y + 6}, [2]float64{x - 6, y}, [2]float64{x, y - 6}), fill: ofColour(white), line: dark, width: 1})
	}
}

// legend explains the stances along a line and returns where it ends.
func (d *Drawing) legend(x, y float64) float64 {
	for _, s := range dossier.Stances {
		d.stance(x, y, s)
		d.text(x+10, y+4, "start", ink, string(s))
		x += 110
	}
	return x
}

// plotLook is how words of a plot are set. The layout's unit is that of the drawing.
func plotLook(size float64, bold bool, c colour) look {
	l := look{sans, size / mmPerPoint, size * 1.25 / mmPerPoint, c}
	if bold {
		l.face = sansSemi
	}
	return l
}

// measure is how wide words are on one line.
func (p *Plotter) measure(words string, size float64, bold bool) float64 {
	return p.d.set(plain(flat(words), plotLook(size, bold, ink)), math.MaxFloat32, typeset.Auto).width()
}

// broken breaks a name into at most n lines of a width, the last one with "…" where more would follow.
func (p *Plotter) broken(name string, size float64, bold bool, width float64, n int) []string {
	if flat(name) == "" {
		return nil
	}
	b := p.d.clipped(name, plotLook(size, bold, ink), width, n)
	out := make([]string, len(b.lines))
	for i, l := range b.lines {
		out[i] = strings.TrimSpace(string(b.p[l.Start:l.End]))
	}
	return out
}

// SVG writes the drawing as SVG.
func (d *Drawing) SVG(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" font-family="Noto Sans, sans-serif" font-size="12" fill="#1A1D21">`+"\n", number(d.w), number(d.h))
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="#FFFFFF"/>`+"\n", number(d.w), number(d.h))
	for i, s := range d.items {
		tip := s.tooltip
		if tip != "" && (i == 0 || d.items[i-1].tooltip != tip) {
			b.WriteString("<g><title>" + escaped(tip) + "</title>")
		}
		s.svg(&b)
		if tip != "" && (i+1 == len(d.items) || d.items[i+1].tooltip != tip) {
			b.WriteString("</g>")
		}
		b.WriteByte('\n')
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// number writes a length with at most two decimals, the same on every machine.
func number(x float64) string {
	x = math.Round(x*100) / 100
	if x == 0 {
		x = 0 // not "-0"
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

func (s shape) svg(b *strings.Builder) {
	at := func(p [2]float64) string { return number(p[0]) + " " + number(p[1]) }
	look := fmt.Sprintf(` fill="%s"`, s.fill)
	if s.line.on {
		look += fmt.Sprintf(` stroke="%s"`, s.line)
		if s.width != 1 {
			look += fmt.Sprintf(` stroke-width="%s"`, number(s.width))
		}
		if s.dash[0] > 0 {
			look += fmt.Sprintf(` stroke-dasharray="%s %s"`, number(s.dash[0]), number(s.dash[1]))
		}
	}
	switch s.kind {
	case shapeRect:
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s"%s/>`, number(s.x), number(s.y), number(s.w), number(s.h), look)
	case shapeCircle:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"%s/>`, number(s.x), number(s.y), number(s.w), look)
	case shapeWords:
		anchor, rtl := s.anchor, ""
		if _, base := typeset.Levels([]rune(s.words), typeset.Auto); base == 1 { // "start" is at the right then
			rtl = ` direction="rtl"`
			anchor = map[string]string{"start": "end", "middle": "middle", "end": "start"}[anchor]
		}
		if s.size != wordSize {
			rtl += fmt.Sprintf(` font-size="%s"`, number(s.size))
		}
		if s.bold {
			rtl += ` font-weight="600"`
		}
		fmt.Fprintf(b, `<text x="%s" y="%s" text-anchor="%s"%s%s>%s</text>`, number(s.x), number(s.y), anchor, rtl, look, escaped(s.words))
	default:
		b.WriteString(`<path d="`)
		for _, t := range s.steps {
			switch {
			case t.move:
				b.WriteString("M" + at(t.to))
			case t.curve:
				b.WriteString("C" + at(t.a) + " " + at(t.b) + " " + at(t.to))
			default:
				b.WriteString("L" + at(t.to))
			}
		}
		b.WriteString(`"` + look + `/>`)
	}
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
