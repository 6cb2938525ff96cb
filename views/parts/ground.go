package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Ground is a rectangle in an ink: the ground of a bar, or a line between two parts.
type Ground struct {
	widget.BaseWidget
	kit    *Kit
	ink    look.Ink
	min    fyne.Size
	frame  look.Ink
	corner float32
	rect   *canvas.Rectangle
}

// NewGround returns a rectangle that fills what it is given.
func NewGround(k *Kit, ink look.Ink) *Ground {
	g := &Ground{kit: k, ink: ink}
	g.ExtendBaseWidget(g)
	return g
}

// NewFrame returns a rectangle with a frame of 1 and rounded corners.
func NewFrame(k *Kit, ink, frame look.Ink, corner float32) *Ground {
	g := NewGround(k, ink)
	g.frame, g.corner = frame, corner
	return g
}

// NewDivider returns a line 1 thick that stretches across or down, whichever its place asks for.
func NewDivider(k *Kit) *Ground {
	g := NewGround(k, look.InkLine)
	g.min = fyne.NewSize(1, 1)
	return g
}

// NewSpace returns an empty place of at least a size.
func NewSpace(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

// CreateRenderer implements fyne.Widget.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	g.rect = canvas.NewRectangle(nil)
	dress := func() {
		g.rect.FillColor = g.ink(g.kit.palette())
		if g.frame != nil {
			g.rect.StrokeColor, g.rect.StrokeWidth, g.rect.CornerRadius = g.frame(g.kit.palette()), 1, g.corner
		}
	}
	dress()
	return &Drawing{Of: g, Objs: Fixed(g.rect), Min: func() fyne.Size { return g.min }, Ink: dress,
		Lay: func(s fyne.Size) { g.rect.Resize(s) }}
}

// NewRing returns the ring round what has the focus, hidden. Its owner gives it size, colour and sight.
func NewRing(k *Kit, corner float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = k.palette().Focus, 2, corner
	r.Hide()
	return r
}
