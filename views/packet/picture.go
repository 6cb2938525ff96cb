package packet

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// A page is white in the dark too, as it will print, and so is the frame on it one for light paper.
var (
	paperWhite = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	markInk    = color.NRGBA{0x7A, 0x56, 0x00, 0xFF}
	waitInk    = color.NRGBA{0x55, 0x5B, 0x66, 0xFF}
)

// sheetArea is the room in which the page lies, cut off at its edges by a clip.
type sheetArea struct {
	widget.BaseWidget
	page    *page
	blank   *canvas.Rectangle // paper, and words on it, until the first picture is there
	wait    *canvas.Text
	mark    *canvas.Rectangle
	ring    *canvas.Rectangle
	objects []fyne.CanvasObject
}

func newSheetArea(g *page) *sheetArea {
	a := &sheetArea{page: g, blank: canvas.NewRectangle(nil), wait: g.pane.desk.Kit.Look.Text(layingOut, look.Body, waitInk), mark: canvas.NewRectangle(nil), ring: parts.NewRing(g.pane.desk.Kit, 0)}
	a.mark.StrokeWidth, a.mark.CornerRadius = 2, 2
	a.blank.StrokeWidth = 1
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *sheetArea) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: a, Objs: func() []fyne.CanvasObject { return a.objects }, Min: func() fyne.Size { return fyne.NewSize(60, 60) },
		Ink: func() {
			p := a.page.pane.desk.Kit.Look.Palette()
			a.blank.FillColor, a.blank.StrokeColor = paperWhite, p.Edge
			a.mark.StrokeColor, a.ring.StrokeColor, a.ring.Hidden = markInk, p.Focus, !a.page.focused
		}, Lay: a.lay}
}

// lay places the page on whole pixels, so that the picture is drawn as it was painted.
func (a *sheetArea) lay(room fyne.Size) {
	g := a.page
	if g.pages() == 0 || room.Width <= 0 || room.Height <= 0 {
		a.objects = a.objects[:0]
		return
	}
	density := g.density()
	w, h := g.preview.Size(g.number)
	scale := g.scale()
	pixels := int(math.Round(w * float64(scale*density)))
	perMM := float64(pixels) / w
	wide := float32(pixels) / density
	high := float32(math.Round(h*perMM)) / density
	g.offset = max(0, min(g.offset, high+2*pageMargin-room.Height))
	g.side = max(0, min(g.side, wide+2*pageMargin-room.Width))
	whole := func(v float32) float32 { return float32(math.Round(float64(v*density))) / density }
	x := whole(max(pageMargin, (room.Width-wide)/2) - g.side)
	y := whole(pageMargin - g.offset)
	if high+2*pageMargin <= room.Height {
		y = whole((room.Height - high) / 2)
	}
	g.at, g.perMM = fyne.NewPos(x, y), float32(perMM)/density
	g.want(pictureKey{g.number, pixels}, perMM)
	parts.Put(a.blank, x-1, y-1, wide+2, high+2)
	a.objects = append(a.objects[:0], a.blank)
	if g.shown != nil {
		parts.Put(g.shown, x, y, wide, high)
		a.objects = append(a.objects, g.shown)
	} else {
		const line = 20
		top := max(y, 0)
		middle := (top + min(y+high, room.Height)) / 2
		look.PlaceLine(a.wait, fyne.NewPos(x+(wide-a.wait.MinSize().Width)/2, middle-line/2), line)
		a.objects = append(a.objects, a.wait)
	}
	if g.mark.Page == g.number && g.mark.W > 0 {
		const around = 3
		mm := g.perMM
		parts.Put(a.mark, x+float32(g.mark.X)*mm-around, y+float32(g.mark.Y)*mm-around, float32(g.mark.W)*mm+2*around, float32(g.mark.H)*mm+2*around)
		a.objects = append(a.objects, a.mark)
	}
	parts.Put(a.ring, 0, 0, room.Width, room.Height)
	a.objects = append(a.objects, a.ring)
}

// density is how many pixels of the screen a dp has.
func (g *page) density() float32 {
	if c := g.pane.desk.Kit.Canvas; c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}

// want shows the picture of a page, or has it painted; what stood before stays until it is there.
func (g *page) want(key pictureKey, perMM float64) {
	g.asked = key
	g.ahead = pictureKey{key.page + 1, key.pixels}
	if g.preview == g.of {
		if img, ok := g.pictures[key]; ok {
			g.put(img)
		} else {
			g.paint()
		}
		return
	}
	g.paint()
}

func (g *page) put(img *image.RGBA) {
	if g.shown == nil || g.shown.Image != image.Image(img) {
		g.shown = canvas.NewImageFromImage(img)
		g.shown.FillMode, g.shown.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	}
}

// paint has the picture in sight painted where there is none yet, else the one that comes next; one at a time, so that
// a window that is being made larger asks for the last size only.
func (g *page) paint() {
	if g.painting || g.pages() == 0 {
		return
	}
	v, key := g.preview, g.asked
	if v == g.of && g.pictures[key] != nil {
		key = g.ahead
		if key.page > v.Pages || g.pictures[key] != nil {
			return
		}
	}
	w, _ := v.Size(key.page)
	if w == 0 {
		return
	}
	g.painting = true
	g.pane.desk.Go(func() {
		img := v.Image(key.page, float64(key.pixels)/w)
		g.pane.desk.Do(func() {
			g.painting = false
			if v == g.preview && img != nil {
				g.store(key, img)
				if key == g.asked {
					g.put(img)
					g.sheet.Refresh()
				}
			}
			if img != nil || v != g.preview { // else it would be tried for ever
				g.paint()
			}
		})
	})
}

// store keeps a picture among the last few; those of an older preview go.
func (g *page) store(key pictureKey, img *image.RGBA) {
	if g.of != g.preview {
		g.of = g.preview
		clear(g.pictures)
		g.order = nil
	}
	g.pictures[key] = img
	g.order = append(g.order, key)
	for len(g.order) > mostKept {
		i := slices.IndexFunc(g.order, func(k pictureKey) bool { return k != g.asked })
		delete(g.pictures, g.order[i])
		g.order = slices.Delete(g.order, i, i+1)
	}
}
