package packet

import (
	"fmt"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/views/look"
	"parley/views/parts"
)

// fitting is how large a page is shown.
type fitting int

const (
	fitWidth fitting = iota // as wide as there is room
	fitPage                 // whole
	fitScale                // as zoomed
)

// pictureKey tells pictures of pages apart.
type pictureKey struct{ page, pixels int }

// page shows a packet as it will print, a page at a time. Pages are painted beside the interface thread; until one is
// there, what stood before stays.
type page struct {
	widget.BaseWidget
	pane    *Pane
	preview *app.PacketPreview
	number  int // of the page, from 1
	fitting fitting
	zoom    float32 // dp to the millimetre, where fitScale
	offset  float32 // of the upper edge, in dp
	side    float32 // of the left edge, where the page is wider than the room
	mark    app.Point
	words   string // in place of a page
	outdated,
	focused,
	quoted bool // the mouse is over a quotation

	of       *app.PacketPreview // whose pictures these are
	pictures map[pictureKey]*image.RGBA
	order    []pictureKey // of pictures, the oldest first
	painting bool
	asked    pictureKey // the one in sight
	ahead    pictureKey // the one that would come next
	shown    *canvas.Image
	at       fyne.Position // of the page in its room, and how many dp a millimetre takes
	perMM    float32

	paper, desk       *parts.Ground
	head, note, turns *parts.Label
	keys              [2]*parts.KeyHint
	chip              *parts.Chip
	rule              *parts.Ground
	sheet             *sheetArea
	clip              *container.Clip
	empty             *parts.Empty
}

var (
	_ fyne.Focusable     = (*page)(nil)
	_ fyne.Scrollable    = (*page)(nil)
	_ fyne.Draggable     = (*page)(nil)
	_ fyne.Tappable      = (*page)(nil)
	_ desktop.Mouseable  = (*page)(nil)
	_ desktop.Hoverable  = (*page)(nil)
	_ desktop.Cursorable = (*page)(nil)
)

const (
	pageHead   = 44
	pageMargin = look.Space6
	scrollStep = 60
	mostKept   = 6
)

func newPage(p *Pane) *page {
	k := p.desk.Kit
	g := &page{pane: p, number: 1, pictures: map[pictureKey]*image.RGBA{}, paper: parts.NewGround(k, look.InkPaper), desk: parts.NewGround(k, look.InkLine),
		head: parts.NewLabel(k, "", look.BodyBold, look.InkText), note: parts.NewElided(k, "", look.Second, look.InkSoft), turns: parts.NewLabel(k, "page", look.Second, look.InkSoft),
		keys: [2]*parts.KeyHint{parts.NewKeyHint(k, "PgUp"), parts.NewKeyHint(k, "PgDn")}, rule: parts.NewDivider(k)}
	g.chip = parts.NewChip(k, "Fit width", g.turnFitting)
	g.empty = parts.NewEmpty(k, "", "", "", nil)
	g.sheet = newSheetArea(g)
	g.clip = parts.NewClip(g.sheet)
	g.ExtendBaseWidget(g)
	return g
}

// show takes a new preview; the page that one is on stays. nil: there is none, for the reason in words.
func (g *page) show(v *app.PacketPreview, words string) {
	g.outdated = false
	g.preview, g.words = v, words
	switch {
	case v == nil:
	case v.Pages == 0:
		g.words = "No page is laid out while a point marked “Stops” stands at the right."
	case v.Empty:
		g.words = "No page yet. A packet prints accepted statements that have a party, an issue and a stance: Ctrl 1 goes to the reader."
	}
	if v != nil && v.Pages > 0 {
		g.number = max(1, min(g.number, v.Pages))
	}
	if g.words != "" || v == nil {
		g.shown, g.of = nil, nil
	}
	g.empty.Set(g.words)
	g.Refresh()
}

// layingOut stands where there is no page yet.
const layingOut = "Laying out…"

// old tells that the recipe has changed since the pages were laid out. Where there are none, it says what is being done.
func (g *page) old() {
	g.outdated = true
	if g.pages() == 0 {
		g.empty.Set(layingOut)
	}
	g.Refresh()
}

func (g *page) pages() int {
	if g.preview == nil || g.words != "" {
		return 0
	}
	return g.preview.Pages
}

// turn goes on by pages.
func (g *page) turn(by int) { g.goTo(g.number+by, false) }

// goTo shows a page, from its head or its foot.
func (g *page) goTo(number int, foot bool) {
	number = max(1, min(number, g.pages()))
	if g.pages() == 0 || number == g.number {
		return
	}
	g.number, g.offset = number, 0
	if foot {
		g.offset = float32(math.Inf(1)) // clamped where it is laid out
	}
	g.Refresh()
	g.pane.deps.Changed()
}

// frame marks where a point stands.
func (g *page) frame(at app.Point) {
	g.mark = at
	g.Refresh()
}

// reveal turns to the page of a point and scrolls it into sight.
func (g *page) reveal(at app.Point) {
	if at.Page < 1 || at.Page > g.pages() {
		return
	}
	if g.number != at.Page {
		g.number, g.offset = at.Page, 0
	}
	s := g.scale()
	room := g.clip.Size().Height
	top, bottom := float32(at.Y)*s+pageMargin, float32(at.Y+at.H)*s+pageMargin
	if top-g.offset < pageMargin || bottom-g.offset > room-pageMargin {
		g.offset = top - room/3
	}
	g.Refresh()
}

// turnFitting goes between the width and the whole page.
func (g *page) turnFitting() {
	if g.fitting == fitWidth {
		g.fitting = fitPage
	} else {
		g.fitting = fitWidth
	}
	g.Refresh()
}

// enlarge makes the page larger or smaller, as much as can be painted and read.
func (g *page) enlarge(by float32) {
	const least, most = 0.8, 12
	g.zoom = max(least, min(g.scale()*by, most))
	g.fitting = fitScale
	g.Refresh()
}

// scale is how many dp a millimetre takes.
func (g *page) scale() float32 {
	if g.pages() == 0 {
		return 1
	}
	w, h := g.preview.Size(g.number)
	room := g.clip.Size()
	wide := max(0.2, (room.Width-2*pageMargin)/float32(w))
	switch g.fitting {
	case fitPage:
		return min(wide, max(0.2, (room.Height-2*pageMargin)/float32(h)))
	case fitScale:
		return g.zoom
	}
	return wide
}

// TypedKey turns and scrolls.
func (g *page) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageDown, fyne.KeyRight:
		g.turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		g.turn(-1)
	case fyne.KeyHome:
		g.goTo(1, false)
	case fyne.KeyEnd:
		g.goTo(g.pages(), false)
	case fyne.KeyDown, fyne.KeySpace:
		g.scroll(scrollStep)
	case fyne.KeyUp:
		g.scroll(-scrollStep)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.pane.Mend()
	default:
		g.pane.desk.Kit.PassKey(e)
	}
}

// TypedRune zooms, and takes the letters of the pane.
func (g *page) TypedRune(r rune) {
	switch r {
	case '+', '=':
		g.enlarge(1.2)
	case '-', '−':
		g.enlarge(1 / 1.2)
	case '0':
		g.fitting = fitWidth
		g.Refresh()
	default:
		g.pane.rune(r)
	}
}

// FocusGained shows the ring.
func (g *page) FocusGained() { g.focused = true; g.pane.entry.leave(); g.Refresh() }

// FocusLost hides the ring.
func (g *page) FocusLost() { g.focused = false; g.Refresh() }

// MouseDown gives the page the keyboard.
func (g *page) MouseDown(*desktop.MouseEvent) { g.pane.desk.Kit.Focus(g) }

// MouseUp does nothing.
func (g *page) MouseUp(*desktop.MouseEvent) {}

// Tapped opens the quotation that was clicked, in the reader.
func (g *page) Tapped(e *fyne.PointEvent) {
	if q, ok := g.quotedAt(e.Position); ok {
		g.pane.deps.Show(q.Document, q.Statement)
	}
}

// quotedAt finds the quotation at a place of the widget.
func (g *page) quotedAt(at fyne.Position) (q app.Quoted, ok bool) {
	if g.pages() == 0 || g.perMM == 0 || at.Y < pageHead {
		return q, false
	}
	at = at.SubtractXY(0, pageHead).Subtract(g.at)
	return g.preview.QuotedAt(g.number, float64(at.X/g.perMM), float64(at.Y/g.perMM))
}

// MouseIn and MouseMoved tell by the hand what can be opened.
func (g *page) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved does so too.
func (g *page) MouseMoved(e *desktop.MouseEvent) { _, g.quoted = g.quotedAt(e.Position) }

// MouseOut forgets it.
func (g *page) MouseOut() { g.quoted = false }

// Cursor is a hand over a quotation.
func (g *page) Cursor() desktop.Cursor {
	if g.quoted {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Scrolled scrolls, and turns at the ends of a page.
func (g *page) Scrolled(e *fyne.ScrollEvent) {
	g.side -= e.Scrolled.DX
	g.scroll(-e.Scrolled.DY)
}

// Dragged moves the page with the hand.
func (g *page) Dragged(e *fyne.DragEvent) {
	g.offset -= e.Dragged.DY
	g.side -= e.Dragged.DX
	g.Refresh()
}

// DragEnd does nothing.
func (g *page) DragEnd() {}

func (g *page) scroll(by float32) {
	before := g.offset
	g.offset += by
	g.Refresh()
	if g.offset == before { // at the end of the page
		if by > 0 {
			g.goTo(g.number+1, false)
		} else if by < 0 {
			g.goTo(g.number-1, true)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (g *page) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: g, Objs: parts.Fixed(g.paper, g.desk, g.clip, g.empty, g.head, g.note, g.keys[0], g.keys[1], g.turns, g.chip, g.rule),
		Min: func() fyne.Size { return fyne.NewSize(leastPage, 200) }, Ink: g.ink, Lay: g.lay}
}

func (g *page) ink() {
	n := g.pages()
	head, note := "", ""
	switch {
	case n == 0:
	case g.outdated:
		head, note = fmt.Sprintf("Page %d of %d", g.number, n), "as it was; being laid out anew"
	default:
		head, note = fmt.Sprintf("Page %d of %d", g.number, n), "as it will print; laid out in "+tookWords(g.preview.Took)
	}
	g.head.Set(head)
	g.note.Set(note)
	words := "Fit width"
	switch g.fitting {
	case fitPage:
		words = "Whole page"
	case fitScale:
		words = fmt.Sprintf("%.0f %%", g.zoom/printScale*100)
	}
	g.chip.Set(words, false)
	none := n == 0
	g.chip.Hidden, g.turns.Hidden, g.clip.Hidden, g.desk.Hidden, g.empty.Hidden = none, none, none, none, !none
	g.keys[0].Hidden, g.keys[1].Hidden = none, none
}

// tookWords says how long something took, as exactly as anybody wants to know.
func tookWords(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// printScale is how many dp a millimetre takes at 100 %: 96 to the inch.
const printScale = 96 / 25.4

func (g *page) lay(s fyne.Size) {
	parts.Put(g.paper, 0, 0, s.Width, s.Height)
	parts.Put(g.rule, 0, pageHead-1, s.Width, 1)
	parts.Put(g.desk, 0, pageHead, s.Width, max(0, s.Height-pageHead))
	parts.Put(g.clip, 0, pageHead, s.Width, max(0, s.Height-pageHead))
	parts.Put(g.empty, 0, pageHead, s.Width, max(0, s.Height-pageHead))
	if g.empty.Words() == layingOut { // where the page will be
		const around, high = 16, 52
		w := g.pane.desk.Kit.Width(layingOut, look.Body) + 2*around + 1
		parts.Put(g.empty, (s.Width-w)/2, max(pageHead, (pageHead+s.Height-high)/2), w, high)
	}
	right := s.Width - look.Space4
	for _, o := range []fyne.CanvasObject{g.chip, g.turns, g.keys[1], g.keys[0]} {
		m := o.MinSize()
		if m.Width == 0 {
			parts.Put(o, right, 0, 0, pageHead-1)
			continue
		}
		parts.Put(o, right-m.Width, 0, m.Width, pageHead-1)
		right -= m.Width + 6
	}
	w := g.head.MinSize().Width
	parts.Put(g.head, look.Space4, 0, w, pageHead-1)
	parts.Put(g.note, look.Space4+w+look.Space2, 0, max(0, right-2*look.Space4-w), pageHead-1)
	g.sheet.Refresh()
}
