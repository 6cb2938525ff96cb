package textview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/views/look"
	"parley/views/parts"
)

// pool keeps the objects of the last refresh, to use them again.
type pool struct {
	objects []fyne.CanvasObject
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	images  []*canvas.Image
	nRect   int
	nText   int
	nImage  int
}

func (d *pool) begin() {
	clear(d.objects)
	d.objects, d.nRect, d.nText, d.nImage = d.objects[:0], 0, 0, 0
}

// rect draws a rectangle.
func (d *pool) rect(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
	if d.nRect == len(d.rects) {
		d.rects = append(d.rects, canvas.NewRectangle(color.Transparent))
	}
	r := d.rects[d.nRect]
	d.nRect++
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, color.Transparent, 0, 0
	parts.Put(r, x, y, w, h)
	d.objects = append(d.objects, r)
	return r
}

// words draws a run of text whose line begins at y.
func (d *pool) words(s string, x, y, line float32, l *look.Look, style look.Style, ink color.Color) {
	if d.nText == len(d.texts) {
		d.texts = append(d.texts, canvas.NewText("", ink))
	}
	t := d.texts[d.nText]
	d.nText++
	t.Text, t.Color = s, ink
	l.Dress(t, style)
	look.PlaceLine(t, fyne.NewPos(x, y), line)
	d.objects = append(d.objects, t)
}

// image draws a pattern.
func (d *pool) image(p *pattern, x, y float32) {
	if d.nImage == len(d.images) {
		i := canvas.NewImageFromImage(nil)
		i.FillMode, i.ScaleMode = canvas.ImageFillStretch, canvas.ImageScalePixels
		d.images = append(d.images, i)
	}
	i := d.images[d.nImage]
	d.nImage++
	if i.Image != p.image {
		i.Image = p.image
		i.Refresh()
	}
	parts.Put(i, x, y, p.width, p.height)
	d.objects = append(d.objects, i)
}
