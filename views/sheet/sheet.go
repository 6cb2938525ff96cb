// Package sheet lays a sheet of paper over the window: a head, what the sheet is for, and a foot with its actions.
// While one is open, nothing beneath it can be changed.
package sheet

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// Options say what a sheet is made of.
type Options struct {
	Title    string
	Subtitle string
	Width    float32 // 0: 800
	Height   float32 // of the whole sheet; 0: as high as the body asks, at most 616
	Top      float32 // where it begins; 0: in the middle
	At       *Place  // beside these words, which stay in sight; nil: in the middle
	Bare     bool    // no head, foot and padding: the body is the whole sheet
	Body     fyne.CanvasObject
	Left     fyne.CanvasObject // in the foot, before the buttons; may be nil
	Buttons  []*parts.Button   // in the foot, the primary one last; may be empty
	Focus    fyne.Focusable    // has the keyboard at first; may be nil

	Confirm     func() // Ctrl Enter; nil: nothing
	ConfirmNext func() // Ctrl Shift Enter; nil: nothing
	Closed      func() // after the sheet is gone, however that came about; may be nil

	// Typed returns what was typed into the sheet and would be lost with it; empty: nothing. May be nil.
	Typed func() string
}

// Place is where words stand on the canvas: the lower left of them, and how high they are.
type Place struct {
	fyne.Position
	Above float32
}

const (
	headHeight  = 48
	footHeight  = 56
	widest      = 800
	highest     = 616
	leastMargin = 16
	padding     = 24
)

// Sheet is one open sheet.
type Sheet struct {
	widget.BaseWidget
	kit   *parts.Kit
	stack *Stack
	o     Options

	scrim, panel, foot, line *canvas.Rectangle
	title, subtitle          *parts.Label
	objects                  []fyne.CanvasObject
}

// Stack holds the sheets that are open, the last one on top.
type Stack struct {
	Kit    *parts.Kit
	Canvas fyne.Canvas
	// OnChange is called after a sheet came or went.
	OnChange func()
	open     []*Sheet
}

// Open lays a sheet on top.
func (st *Stack) Open(o Options) *Sheet {
	s := &Sheet{kit: st.Kit, stack: st, o: o}
	s.title = parts.NewLabel(st.Kit, o.Title, look.Heading, look.InkText)
	s.subtitle = parts.NewElided(st.Kit, o.Subtitle, look.Second, look.InkSoft)
	s.ExtendBaseWidget(s)
	st.open = append(st.open, s)
	st.Canvas.Overlays().Add(s)
	s.Resize(st.Canvas.Size())
	if o.Focus != nil {
		st.Canvas.Focus(o.Focus)
	}
	st.changed()
	return s
}

// Top returns the sheet on top, or nil.
func (st *Stack) Top() *Sheet {
	if len(st.open) == 0 {
		return nil
	}
	return st.open[len(st.open)-1]
}

// Typed is what would be lost with an open sheet.
type Typed struct{ Title, Words string }

// Typed lists what was typed into the open sheets and is kept nowhere.
func (st *Stack) Typed() (list []Typed) {
	for _, s := range st.open {
		if s.o.Typed == nil {
			continue
		}
		if words := s.o.Typed(); words != "" {
			list = append(list, Typed{s.o.Title, words})
		}
	}
	return list
}

// CloseAll takes away the sheets that are open, from the top.
func (st *Stack) CloseAll() {
	for _, s := range slices.Backward(slices.Clone(st.open)) {
		s.Close()
	}
}

func (st *Stack) changed() {
	if st.OnChange != nil {
		st.OnChange()
	}
}

// Close takes the sheet away. The focus goes back to where it was.
func (s *Sheet) Close() {
	for i, o := range s.stack.open {
		if o == s {
			s.stack.open = append(s.stack.open[:i], s.stack.open[i+1:]...)
			s.stack.Canvas.Overlays().Remove(s)
			s.stack.changed()
			if s.o.Closed != nil {
				s.o.Closed()
			}
			return
		}
	}
}

// Confirm does what Ctrl Enter does here.
func (s *Sheet) Confirm() {
	if s.o.Confirm != nil {
		s.o.Confirm()
	}
}

// ConfirmNext does what Ctrl Shift Enter does here.
func (s *Sheet) ConfirmNext() {
	if s.o.ConfirmNext != nil {
		s.o.ConfirmNext()
	}
}

// SetSubtitle changes the words beside the title.
func (s *Sheet) SetSubtitle(words string) {
	s.subtitle.Set(words)
	s.Refresh()
}

// SetConfirm says what Ctrl Enter does here.
func (s *Sheet) SetConfirm(do func()) { s.o.Confirm = do }

// Rearrange lays the sheet out anew after its body has grown or shrunk.
func (s *Sheet) Rearrange() { s.Refresh() }

// Tapped swallows taps beside the sheet, so that they do not reach what lies beneath; the keyboard stays in it.
func (s *Sheet) Tapped(*fyne.PointEvent) {
	if s.o.Focus != nil && s.stack.Canvas.Focused() == nil {
		s.stack.Canvas.Focus(s.o.Focus)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	s.scrim, s.panel, s.foot, s.line = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	s.panel.CornerRadius, s.panel.StrokeWidth = look.CornerSheet, 1
	s.foot.BottomLeftCornerRadius, s.foot.BottomRightCornerRadius = look.CornerSheet, look.CornerSheet
	s.objects = []fyne.CanvasObject{s.scrim, s.panel, s.foot, s.line, s.title, s.subtitle, s.o.Body}
	if s.o.Left != nil {
		s.objects = append(s.objects, s.o.Left)
	}
	for _, b := range s.o.Buttons {
		s.objects = append(s.objects, b)
	}
	s.dress()
	return &parts.Drawing{Of: s, Objs: func() []fyne.CanvasObject { return s.objects }, Ink: s.dress, Lay: s.lay,
		Min: func() fyne.Size { return fyne.NewSize(0, 0) }}
}

func (s *Sheet) dress() {
	p := s.kit.Look.Palette()
	s.scrim.FillColor, s.panel.FillColor, s.panel.StrokeColor = p.Scrim, p.Paper, p.Edge
	s.foot.FillColor, s.line.FillColor = p.Chrome, p.Line
	if s.o.At != nil { // the words beside it are to be read
		s.scrim.FillColor, s.panel.StrokeColor = color.Transparent, p.Field
	}
}

func (s *Sheet) hasFoot() bool { return len(s.o.Buttons) > 0 || s.o.Left != nil }

// place returns where the sheet lies on a canvas.
func (s *Sheet) place(c fyne.Size) (x, y, w, h float32) {
	w = s.o.Width
	if w == 0 {
		w = widest
	}
	w = min(w, c.Width-2*leastMargin)
	h = s.o.Height
	if h == 0 {
		h = s.o.Body.MinSize().Height + headHeight + 2*look.Space4
		if s.hasFoot() {
			h += footHeight
		}
		h = min(h, highest)
	}
	h = min(h, c.Height-2*leastMargin)
	x, y = float32(int((c.Width-w)/2)), float32(int((c.Height-h)/2))
	if s.o.Top > 0 {
		y = min(s.o.Top, c.Height-leastMargin-h)
	}
	if s.o.At != nil {
		x = min(max(leastMargin, s.o.At.X), c.Width-leastMargin-w)
		y = s.o.At.Y + look.Space1
		if above := s.o.At.Y - s.o.At.Above - look.Space1 - h; y+h > c.Height-leastMargin && above > leastMargin {
			y = above
		}
		y = min(y, c.Height-leastMargin-h)
	}
	return x, y, w, h
}

func (s *Sheet) lay(c fyne.Size) {
	x, y, w, h := s.place(c)
	parts.Put(s.scrim, 0, 0, c.Width, c.Height)
	parts.Put(s.panel, x, y, w, h)
	for _, o := range []fyne.CanvasObject{s.title, s.subtitle, s.line, s.foot} {
		if s.o.Bare {
			o.Hide()
		}
	}
	if s.o.Bare {
		parts.Put(s.o.Body, x, y, w, h)
		return
	}
	tw := s.title.MinSize().Width
	parts.Put(s.title, x+padding, y, tw, headHeight)
	parts.Put(s.subtitle, x+padding+tw+look.Space2, y+1, max(0, w-2*padding-tw-look.Space2), headHeight)
	parts.Put(s.line, x+1, y+headHeight-1, w-2, 1)
	bottom := y + h
	s.foot.Hidden = !s.hasFoot()
	if s.hasFoot() {
		bottom -= footHeight
		parts.Put(s.foot, x+1, bottom, w-2, footHeight-1)
		right := x + w - padding
		for i := len(s.o.Buttons) - 1; i >= 0; i-- {
			b := s.o.Buttons[i]
			m := b.MinSize()
			right -= m.Width
			parts.Put(b, right, bottom+(footHeight-m.Height)/2, m.Width, m.Height)
			right -= look.Space2
		}
		if s.o.Left != nil {
			parts.Put(s.o.Left, x+padding, bottom, max(0, right-x-padding), footHeight)
		}
	}
	parts.Put(s.o.Body, x+padding, y+headHeight+look.Space4, w-2*padding, bottom-y-headHeight-2*look.Space4)
}
