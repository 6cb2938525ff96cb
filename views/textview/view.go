package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/typeset"
	"parley/views/look"
	"parley/views/parts"
)

// Mark is a statement over the words.
type Mark struct {
	ID       dossier.ID
	Span     dossier.Span
	Kind     dossier.Kind
	Proposed bool
	Party    int    // index of its colour, or -1
	Letter   string // the party's letter
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

// Top is what stands at the upper edge: an offset, and how far its line is scrolled beyond the edge. It means the same
// place in whatever width the text is shown.
type Top struct {
	Offset int
	Beyond float32
}

// View is the widget. It is used on the interface thread only.
type View struct {
	widget.BaseWidget

	// OnKey and OnRune see keys and letters first; OnKey reports whether it used the key.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(rune) bool
	// OnCaret is called when the caret or the selection has moved.
	OnCaret func()
	// OnEnds is called when an end of the current statement was pulled to another place; nil: its ends cannot be pulled.
	OnEnds func(dossier.Span)
	// OnScroll is called after another place has come to the top.
	OnScroll func()
	// OnShortcut takes what is no movement, such as copying.
	OnShortcut func(fyne.Shortcut)

	kit      *parts.Kit
	self     fyne.Widget // what stands in the window: the view, or the editor that it is a part of
	editing  bool        // every line is a paragraph, numbered by its place; those that were edited are marked
	text     []rune
	layout   *layout
	measurer *typeset.Measurer
	marks    []Mark
	longest  int // length of the longest mark, so that those in sight are found by search
	current  dossier.ID
	hovered  dossier.ID
	fine     []Fine
	size     float32 // of the letters
	measure  float32 // the widest line
	face     look.Font
	found    []dossier.Span // what a search found, in order
	handles  handles

	scroll   float32
	told     float32 // the scroll that OnScroll was told last
	wanted   *Top    // to be scrolled to once the widget has a size
	anchor   int     // the selection is between it and the caret
	caret    spot
	goal     float32
	keepGoal bool
	focused  bool
	mouse    mouse

	pool     pool
	patterns patterns
}

var (
	_ fyne.Focusable     = (*View)(nil)
	_ fyne.Scrollable    = (*View)(nil)
	_ fyne.Draggable     = (*View)(nil)
	_ fyne.Shortcutable  = (*View)(nil)
	_ fyne.Tabbable      = (*View)(nil)
	_ desktop.Mouseable  = (*View)(nil)
	_ desktop.Hoverable  = (*View)(nil)
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
	v := &View{kit: k, size: sizeUsual, measure: measureUsual, face: look.Serif}
	v.self = v
	v.ExtendBaseWidget(v)
	v.SetText("", nil)
	return v
}

// SetText shows another text from its beginning, without marks.
func (v *View) SetText(text string, paragraphs []Paragraph) {
	v.handles = handles{} // what is being pulled stands in the other text
	v.release()
	v.text = []rune(text)
	v.marks, v.fine, v.current, v.hovered, v.found = nil, nil, dossier.None, dossier.None, nil
	v.anchor, v.caret, v.scroll, v.wanted = 0, spot{}, 0, nil
	v.measurer = typeset.NewMeasurer(func(text string, s typeset.Style) float32 { return v.kit.Look.Width(text, v.dress(s)) })
	v.layout = newLayout(v.text, paragraphs, v.measurer, v.styleOf)
	v.Refresh()
}

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
	return dossier.Span{Start: min(v.anchor, v.caret.offset), End: max(v.anchor, v.caret.offset)}
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
	v.anchor, v.caret = v.layout.snap(s.Start), spot{offset: v.layout.snap(s.End)}
	v.keepGoal = false
	v.BringIntoSight(s)
	v.moved()
}

// SetCaret puts the caret somewhere without scrolling.
func (v *View) SetCaret(offset int) {
	v.anchor = v.layout.snap(offset)
	v.caret = spot{offset: v.anchor}
	v.keepGoal = false
	v.Refresh()
}

// Caret returns where the caret stands.
func (v *View) Caret() int { return v.caret.offset }

// Top returns what is at the upper edge, to come back to it.
func (v *View) Top() Top {
	if v.wanted != nil {
		return *v.wanted
	}
	s := v.layout.spotAt(0, v.scroll)
	return Top{s.offset, v.scroll - v.layout.place(s).Y}
}

// SetTop scrolls to what Top returned.
func (v *View) SetTop(t Top) {
	v.wanted = &t
	v.Refresh()
}

// BringIntoSight brings a span into sight, a third from the top where it was out of sight.
func (v *View) BringIntoSight(s dossier.Span) {
	v.fit()
	h := v.Size().Height - 2*textTop
	v.settleScroll(func() float32 {
		top, last := v.layout.place(spot{offset: s.Start}), v.layout.place(spot{offset: s.End, after: true})
		bottom := last.Y + last.Height
		switch {
		case top.Y >= v.scroll && bottom <= v.scroll+h:
			return v.scroll
		case bottom-top.Y > h:
			return top.Y - top.Height
		}
		return top.Y - h/3
	})
	v.Refresh()
}

// reveal scrolls as little as is needed to bring the caret into sight.
func (v *View) reveal() {
	v.fit()
	v.settleScroll(func() float32 {
		r := v.layout.place(v.caret)
		return min(max(v.scroll, r.Y+r.Height+2*textTop-v.Size().Height), r.Y)
	})
}

// settleScroll scrolls to a wish; what comes into sight may turn out higher than was guessed, then the wish is asked
// for again.
func (v *View) settleScroll(wish func() float32) {
	for range 4 {
		target := min(max(0, wish()), v.bottom())
		v.layout.show(target-textTop, target+v.Size().Height)
		v.scroll = target
		if again := min(max(0, wish()), v.bottom()); again == target {
			return
		}
	}
}

// PlaceOf returns where an offset stands in the widget: the lower left of its letter, for a picker beside it.
func (v *View) PlaceOf(offset int) fyne.Position {
	r := v.layout.place(spot{offset: offset})
	return fyne.NewPos(v.left()+r.X, r.Y-v.scroll+textTop+r.Height)
}

// LineHeight is that of a line of the article.
func (v *View) LineHeight() float32 { return v.layout.line }

// fit gives the layout the widget's width; what is at the top stays there.
func (v *View) fit() {
	m := metrics{width: min(v.Size().Width-textLeft-textRight, v.widest()), line: lineHeight(v.size), faintLine: lineHeight(v.size * faintSize)}
	if !v.editing {
		m.gap = float32(int(m.line / 2))
	}
	if v.layout.width == 0 || v.wanted != nil {
		v.layout.resize(m)
	} else if m.width = max(m.width, 40); m != v.layout.metrics {
		top := v.Top()
		v.layout.resize(m)
		v.wanted = &top
	}
	if v.wanted == nil || v.Size().Height < 10 {
		return
	}
	top := *v.wanted
	v.wanted = nil
	v.settleScroll(func() float32 { return v.layout.place(spot{offset: top.Offset}).Y + top.Beyond })
}

// widest is the width of the longest line: it grows with the letters.
func (v *View) widest() float32 { return v.measure * max(1, v.size/sizeUsual) }

// left is where the text's lines begin: from 88, with equal margins in a wide window.
func (v *View) left() float32 { return v.TextLeft(v.Size().Width) }

// TextLeft returns where the lines begin in a widget of a width, so that what stands above can be aligned.
func (v *View) TextLeft(width float32) float32 {
	room := width - textLeft - textRight
	return textLeft + max(0, (room-min(room, v.widest()))/2)
}

// bottom is the furthest scroll.
func (v *View) bottom() float32 {
	return max(0, v.layout.height()+2*textTop-v.Size().Height)
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
	return &parts.Drawing{Of: v.self, Lay: v.lay, Objs: func() []fyne.CanvasObject { return v.pool.objects },
		Min: func() fyne.Size { return fyne.NewSize(textLeft+textRight+200, 120) }}
}

// Cursor shows the text cursor.
func (v *View) Cursor() desktop.Cursor {
	if v.mouse.pointer.X > v.Size().Width-barWidth-4 {
		return desktop.DefaultCursor
	}
	if v.mouse.near || v.handles.pulled != noEnd {
		return desktop.HResizeCursor
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
}

// AcceptsTab keeps Tab for the next statement to decide; F6 leaves the text.
func (v *View) AcceptsTab() bool { return true }

// bar returns the place of the scroll bar, of no height where everything is in sight.
func (v *View) bar() (y, h float32) {
	total, s := v.layout.height()+2*textTop, v.Size().Height
	if total <= s || s <= 0 {
		return 0, 0
	}
	h = max(24, s*s/total)
	return (s - h) * v.scroll / (total - s), h
}

// mouse is what the view remembers of the mouse.
type mouse struct {
	pressed, onBar bool
	inside         bool // the pointer is over the widget
	near           bool // the pointer is at a handle
	clicks         int
	lastClick      time.Time
	lastPlace      fyne.Position
	pointer        fyne.Position
	grain          dossier.Span  // the word or paragraph that was clicked: dragging takes whole ones
	scrolling      chan struct{} // closed to end the scrolling beyond an edge
}

// Faces and sizes. A style is the number of a face; those of faint paragraphs have a bit more.
const (
	faintStyle = 1 << 8
	faintSize  = 14.0 / sizeUsual
)

// styleOf gives the face for a character in a paragraph.
func (v *View) styleOf(p Paragraph, r rune, s typeset.Script) typeset.Style {
	face := v.face
	if p.Strong && face == look.Sans {
		face = look.SansSemiBold
	} else if p.Strong {
		face = look.SerifSemiBold
	}
	style := typeset.Style(parts.FaceOf(r, s, face))
	if p.Faint {
		style += faintStyle
	}
	return style
}

// dress gives a style its size; Arabic is a little larger, since its letters are smaller.
func (v *View) dress(s typeset.Style) look.Style {
	size := v.size
	if s >= faintStyle {
		size, s = size*faintSize, s-faintStyle
	}
	d := look.Style{Font: look.Font(s), Size: size, Line: lineHeight(size)}
	if d.Font == look.Arabic {
		d.Size++
	}
	return d
}

// lineHeight is 1.65 times the size, to the next 2.
func lineHeight(size float32) float32 { return float32(int(size*1.65/2+0.5)) * 2 }
