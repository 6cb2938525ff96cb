package textview

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/typeset"
	"parley/views/look"
	"parley/views/parts"
)

// Paragraph is a line of the text as it is to be shown.
type Paragraph struct {
	dossier.Span
	Number int  // shown beside it; 0: none
	Faint  bool // boilerplate: dimmed, never left out
	Strong bool // a title or heading
}

// Mark is a statement over the words.
type Mark struct {
	ID       dossier.ID
	Span     dossier.Span
	Kind     dossier.Kind
	Proposed bool
	Party    int    // index of its colour, or -1
	Letter   string // the party's letter
	Nested   bool   // stands inside another: that one's underline lies lower
}

// Fine is a fine line under words of the current statement: who speaks, by which cue, through whom.
type Fine struct {
	Span dossier.Span
	Kind FineKind
}

// FineKind is what a fine line stands under.
type FineKind int

// The kinds of fine lines: solid, dotted, dashed.
const (
	FineSpeaker FineKind = iota
	FineCue
	FineHop
)

// View is the widget. It is used on the interface thread only.
type View struct {
	widget.BaseWidget

	// OnKey and OnRune see keys and letters first and report whether they used them.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(rune) bool
	// OnCaret is called when the caret or the selection has moved.
	OnCaret func()
	// OnShortcut takes what is no movement, such as copying.
	OnShortcut func(fyne.Shortcut)
	OnFocus    func(bool)

	kit        *parts.Kit
	text       []rune
	paragraphs []Paragraph
	layout     *Layout
	marks      []Mark
	longest    int // length of the longest mark, so that those in sight are found by search
	current    dossier.ID
	fine       []Fine
	size       float32 // of the letters
	measure    float32 // the widest line

	scroll        float32
	anchor, caret int // the selection is between them
	goal          float32
	keepGoal      bool
	focused       bool
	pressed       bool
	onBar         bool
	clicks        int
	lastClick     time.Time
	lastPlace     fyne.Position
	auto          *time.Ticker
	pointer       fyne.Position

	draw     drawing
	patterns patterns
}

var (
	_ fyne.Focusable     = (*View)(nil)
	_ fyne.Scrollable    = (*View)(nil)
	_ fyne.Draggable     = (*View)(nil)
	_ fyne.Shortcutable  = (*View)(nil)
	_ fyne.Tabbable      = (*View)(nil)
	_ desktop.Mouseable  = (*View)(nil)
	_ desktop.Cursorable = (*View)(nil)
)

// The sizes between which the text can be zoomed, and the usual one.
const (
	sizeLeast, sizeUsual, sizeMost = 13, 17, 28
	measureUsual                   = 588
)

// Where things stand from the left edge of the text's column, which begins at textLeft.
const (
	textLeft    = 88
	textRight   = 58
	numberRight = 40
	laneFirst   = 54
	lanePitch   = 10
	laneWidth   = 4
	textTop     = 12
	barWidth    = 8
)

// New returns a view without text.
func New(k *parts.Kit) *View {
	v := &View{kit: k, size: sizeUsual, measure: measureUsual}
	v.ExtendBaseWidget(v)
	v.SetText("", nil)
	return v
}

// SetText shows another text from its beginning, without marks.
func (v *View) SetText(text string, paragraphs []Paragraph) {
	v.text, v.paragraphs = []rune(text), paragraphs
	v.marks, v.fine, v.current = nil, nil, dossier.None
	v.anchor, v.caret, v.scroll = 0, 0, 0
	v.relay()
}

// relay makes the layout anew: for another text or another size of letters.
func (v *View) relay() {
	spans := make([]dossier.Span, len(v.paragraphs))
	for i, p := range v.paragraphs {
		spans[i] = p.Span
	}
	m := typeset.NewMeasurer(func(text string, s typeset.Style) float32 { return v.kit.Look.Width(text, v.style(look.Font(s))) })
	v.layout = NewLayout(v.text, spans, m, typeset.Options{Style: func(_ int, s typeset.Script) typeset.Style { return typeset.Style(faceOf(s)) }})
	v.Refresh()
}

// faceOf gives the face for a script; what no bundled face has is left to the system's fonts.
func faceOf(s typeset.Script) look.Font {
	switch s {
	case typeset.Hebrew:
		return look.Hebrew
	case typeset.Arabic:
		return look.Arabic
	case typeset.Symbols:
		return look.Symbols
	}
	return look.Serif
}

// style gives a face in the size of the text; Arabic is a little larger, since its letters are smaller.
func (v *View) style(f look.Font) look.Style {
	s := look.Style{Font: f, Size: v.size, Line: v.lineHeight()}
	if f == look.Arabic {
		s.Size++
	}
	return s
}

// lineHeight is 1.65 times the size, to the next 2.
func (v *View) lineHeight() float32 { return float32(int(v.size*1.65/2+0.5)) * 2 }

// SetMarks shows these statements; they are by place, the outer before the inner.
func (v *View) SetMarks(marks []Mark) {
	v.marks, v.longest = marks, 0
	for _, m := range marks {
		v.longest = max(v.longest, m.Span.End-m.Span.Start)
	}
	v.Refresh()
}

// SetCurrent makes a statement the current one and shows its fine lines; None makes none current.
func (v *View) SetCurrent(id dossier.ID, fine []Fine) {
	v.current, v.fine = id, fine
	v.Refresh()
}

// Selection returns the selected span; an empty one stands at the caret.
func (v *View) Selection() dossier.Span {
	return dossier.Span{Start: min(v.anchor, v.caret), End: max(v.anchor, v.caret)}
}

// Words returns the text of a span.
func (v *View) Words(s dossier.Span) string {
	s.Start, s.End = max(0, s.Start), min(len(v.text), s.End)
	if s.Empty() {
		return ""
	}
	return string(v.text[s.Start:s.End])
}

// Select selects a span and brings it into sight.
func (v *View) Select(s dossier.Span) {
	v.anchor, v.caret = v.layout.snap(s.Start), v.layout.snap(s.End)
	v.keepGoal = false
	v.BringIntoSight(s)
	v.moved()
}

// SetCaret puts the caret somewhere without scrolling.
func (v *View) SetCaret(offset int) {
	v.anchor = v.layout.snap(offset)
	v.caret = v.anchor
	v.keepGoal = false
	v.Refresh()
}

// Caret returns where the caret stands.
func (v *View) Caret() int { return v.caret }

// Scroll returns how far the text is scrolled, and SetScroll scrolls it there.
func (v *View) Scroll() float32 { return v.scroll }

// SetScroll scrolls to what Scroll returned.
func (v *View) SetScroll(y float32) {
	v.scroll = y
	v.Refresh()
}

// BringIntoSight brings a span into sight, a third from the top where it was out of sight.
func (v *View) BringIntoSight(s dossier.Span) {
	v.fit()
	_, top := v.layout.Place(s.Start)
	_, bottom := v.layout.Place(s.End)
	bottom += v.lineHeight()
	h := v.Size().Height - 2*textTop
	switch {
	case top >= v.scroll && bottom <= v.scroll+h:
	case bottom-top > h:
		v.scroll = top - v.lineHeight()
	default:
		v.scroll = top - h/3
	}
	v.Refresh()
}

// PlaceOf returns where a span stands in the widget: for a picker beside it. It is at the lower left of its last line.
func (v *View) PlaceOf(offset int) fyne.Position {
	x, y := v.layout.Place(offset)
	return fyne.NewPos(v.left()+x, y-v.scroll+textTop+v.lineHeight())
}

// Zoom changes the size of the letters by steps; 0 brings the usual size back. The text at the top stays.
func (v *View) Zoom(steps int) {
	at := v.layout.Offset(0, v.scroll)
	if steps == 0 {
		v.size = sizeUsual
	} else {
		v.size = min(max(v.size+float32(steps), sizeLeast), sizeMost)
	}
	v.relay()
	v.fit()
	_, v.scroll = v.layout.Place(at)
	v.Refresh()
}

// SetMeasure sets the widest line, 480 to 720.
func (v *View) SetMeasure(width float32) {
	v.measure = min(max(width, 480), 720)
	v.Refresh()
}

// fit gives the layout the widget's width.
func (v *View) fit() {
	w := v.Size().Width - textLeft - textRight
	scale := max(1, v.size/sizeUsual)
	v.layout.Resize(min(w, v.measure*scale), v.lineHeight(), v.lineHeight()/2)
}

// left is where the text's lines begin: from 88, with equal margins in a wide window.
func (v *View) left() float32 {
	spare := v.Size().Width - textLeft - textRight - v.layout.width
	return textLeft + max(0, spare/2)
}

// bottom is the furthest scroll.
func (v *View) bottom() float32 {
	return max(0, v.layout.Height()+2*textTop-v.Size().Height)
}

// moved refreshes after a move of the caret and tells the owner.
func (v *View) moved() {
	v.Refresh()
	if v.OnCaret != nil {
		v.OnCaret()
	}
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: v, Lay: v.lay, Objs: func() []fyne.CanvasObject { return v.draw.objects },
		Min: func() fyne.Size { return fyne.NewSize(textLeft+textRight+200, 120) }}
}

// Cursor shows the text cursor.
func (v *View) Cursor() desktop.Cursor {
	if v.pointer.X > v.Size().Width-barWidth-4 {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// FocusGained shows the caret.
func (v *View) FocusGained() { v.setFocus(true) }

// FocusLost hides it.
func (v *View) FocusLost() { v.setFocus(false) }

func (v *View) setFocus(on bool) {
	v.focused = on
	v.Refresh()
	if v.OnFocus != nil {
		v.OnFocus(on)
	}
}

// AcceptsTab keeps Tab for the next statement to decide; F6 leaves the text.
func (v *View) AcceptsTab() bool { return true }

// bar returns the place of the scroll bar, of no height where everything is in sight.
func (v *View) bar() (y, h float32) {
	total, s := v.layout.Height()+2*textTop, v.Size().Height
	if total <= s || s <= 0 {
		return 0, 0
	}
	h = max(24, s*s/total)
	return (s - h) * v.scroll / (total - s), h
}

// drawing keeps the objects of the last refresh, to use them again.
type drawing struct {
	objects []fyne.CanvasObject
	rects   []*canvas.Rectangle
	texts   []*canvas.Text
	images  []*canvas.Image
	nRect   int
	nText   int
	nImage  int
}

func (d *drawing) begin() {
	clear(d.objects)
	d.objects, d.nRect, d.nText, d.nImage = d.objects[:0], 0, 0, 0
}

// rect draws a rectangle.
func (d *drawing) rect(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
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
func (d *drawing) words(s string, x, y, line float32, l *look.Look, style look.Style, ink color.Color) {
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
func (d *drawing) image(p *pattern, x, y float32) {
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

// TextLeft returns where the lines would begin in a widget of a width, so that what stands above can be aligned.
func (v *View) TextLeft(width float32) float32 {
	lines := min(width-textLeft-textRight, v.measure*max(1, v.size/sizeUsual))
	return textLeft + max(0, (width-textLeft-textRight-lines)/2)
}
