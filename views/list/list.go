// Package list is a list of any length that draws only what is in sight, and that is worked by the keyboard: arrows,
// Home, End, Page Up, Page Down, Enter, Space.
package list

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/views/parts"
)

// Source says what the rows are. A head stands above a group and cannot be chosen.
type Source interface {
	Len() int
	Height(i int) float32
	Head(i int) bool
	NewRow(head bool) Row
}

// Row draws one row; rows are used again for others.
type Row interface {
	fyne.CanvasObject
	Fill(i int, s State)
}

// State is how a row stands in the list.
type State struct {
	Current bool // the row of the keyboard
	Chosen  bool // one of several that were chosen with Space
	Focused bool // the list has the focus
	Hovered bool
}

// List is the widget. Put it into a container.NewClip, or its first row paints over what is above it.
type List struct {
	widget.BaseWidget
	kit    *parts.Kit
	source Source
	column column

	// OnOpen is called by Enter, and by a click (a double click where Patient).
	OnOpen func(i int)
	// OnMove is called when another row becomes the current one.
	OnMove func(i int)
	// OnRune takes letters; OnKey sees each key first and reports whether it used it.
	OnRune func(r rune)
	OnKey  func(e *fyne.KeyEvent) bool
	// OnShortcut takes keys with Ctrl that the menu does not have.
	OnShortcut func(fyne.Shortcut)
	// OnFocus tells when the keyboard comes or goes.
	OnFocus func(gained bool)
	// Patient makes a single click only choose.
	Patient bool
	// OnClick sees each click on a row first, with its place in it, and reports whether it used it.
	OnClick func(i int, at fyne.Position) bool
	// OnScroll is called when the rows are scrolled by hand.
	OnScroll func()
	// OnDrag takes a row that is dragged over another (-1: over none), the last time with done.
	OnDrag func(i, over int, done bool)

	current int
	chosen  map[int]bool
	hover   int
	focused bool
	offset  float32
	clicked time.Time

	rows    map[int]Row
	spare   map[bool][]Row
	sticky  Row
	objects []fyne.CanvasObject
	bar     *canvas.Rectangle
	held    bool // the bar is being dragged
	pressed int  // the row that the mouse was pressed on, or -1
	over    int  // the row that it is dragged over, or -1
	dragged bool
	click   func() // what letting go of the mouse does; nil: nothing
}

var (
	_ fyne.Focusable    = (*List)(nil)
	_ fyne.Shortcutable = (*List)(nil)
	_ fyne.Scrollable   = (*List)(nil)
	_ fyne.Draggable    = (*List)(nil)
	_ fyne.Tappable     = (*List)(nil)
	_ desktop.Mouseable = (*List)(nil)
	_ desktop.Hoverable = (*List)(nil)
)

// New returns a list of what the source has now.
func New(k *parts.Kit, s Source) *List {
	l := &List{kit: k, source: s, current: -1, hover: -1, pressed: -1, over: -1, chosen: map[int]bool{}, rows: map[int]Row{}, spare: map[bool][]Row{}}
	l.bar = canvas.NewRectangle(nil)
	l.bar.CornerRadius = 3
	l.column = newColumn(s.Len(), s.Height, s.Head)
	l.ExtendBaseWidget(l)
	return l
}

// Reload asks the source anew and makes the given row the current one, or none where it is -1.
func (l *List) Reload(current int) {
	l.column = newColumn(l.source.Len(), l.source.Height, l.source.Head)
	if current >= l.column.len() {
		current = l.column.last()
	}
	l.current, l.hover = current, -1
	clear(l.chosen)
	l.offset = l.column.clamp(l.offset, l.Size().Height)
	l.Refresh()
}

// Top scrolls to the first row.
func (l *List) Top() { l.scrollTo(0) }

// Current returns the current row, or -1.
func (l *List) Current() int { return l.current }

// Chosen returns the rows chosen with Space, else the current one.
func (l *List) Chosen() []int {
	var rows []int
	for i := range l.column.len() {
		if l.chosen[i] {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 && l.current >= 0 {
		rows = []int{l.current}
	}
	return rows
}

// GoTo makes a row the current one and brings it into sight.
func (l *List) GoTo(i int) {
	if i < 0 || i >= l.column.len() || l.column.head[i] {
		return
	}
	moved := i != l.current
	l.current = i
	l.offset = l.column.reveal(i, l.offset, l.Size().Height)
	l.Refresh()
	if moved && l.OnMove != nil {
		l.OnMove(i)
	}
}

// First makes the first row the current one where there is none yet.
func (l *List) First() {
	if l.current < 0 {
		l.GoTo(l.column.first())
	}
}

func (l *List) open(i int) {
	if i >= 0 && i < l.column.len() && l.OnOpen != nil {
		l.OnOpen(i)
	}
}

// Focus gives the list the keyboard.
func (l *List) Focus() {
	l.kit.Focus(l)
}

// FocusGained shows where the keyboard is.
func (l *List) FocusGained() {
	l.focused = true
	l.First()
	l.Refresh()
	if l.OnFocus != nil {
		l.OnFocus(true)
	}
}

// FocusLost hides it.
func (l *List) FocusLost() {
	l.focused = false
	l.Refresh()
	if l.OnFocus != nil {
		l.OnFocus(false)
	}
}

// TypedRune hands letters on.
func (l *List) TypedRune(r rune) {
	if l.OnRune != nil && r != ' ' {
		l.OnRune(r)
	}
}

// TypedShortcut hands keys with Ctrl on.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if l.OnShortcut != nil {
		l.OnShortcut(s)
	}
}

// TypedKey moves, opens and chooses; other keys are passed on.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	if l.OnKey != nil && l.OnKey(e) {
		return
	}
	c := l.column
	switch e.Name {
	case fyne.KeyDown:
		l.GoTo(c.step(l.current, 1))
	case fyne.KeyUp:
		l.GoTo(c.step(max(l.current, 0), -1))
	case fyne.KeyHome:
		l.GoTo(c.first())
	case fyne.KeyEnd:
		l.GoTo(c.last())
	case fyne.KeyPageDown:
		l.GoTo(c.page(l.current, l.Size().Height, true))
	case fyne.KeyPageUp:
		l.GoTo(c.page(l.current, l.Size().Height, false))
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open(l.current)
	case fyne.KeySpace:
		if l.current >= 0 {
			l.chosen[l.current] = !l.chosen[l.current]
			l.GoTo(c.step(l.current, 1))
			l.Refresh()
		}
	default:
		l.kit.PassKey(e)
	}
}

// doubleClick is the longest time between the two clicks of a double click.
const doubleClick = 400 * time.Millisecond

// MouseDown chooses the row under the pointer. What a click does waits until the button is let go: the toolkit takes the
// keyboard away at a press and at a release from whatever is not under the pointer, such as a sheet that a press opened.
func (l *List) MouseDown(e *desktop.MouseEvent) {
	l.click = nil
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	l.Focus()
	if l.overBar(e.Position) {
		l.held = true
		return
	}
	i := l.column.at(e.Position.Y + l.offset)
	l.pressed, l.over = -1, i
	if i < 0 || l.column.head[i] {
		return
	}
	l.pressed = i
	at := e.Position.SubtractXY(0, l.column.tops[i]-l.offset)
	now := time.Now()
	again := i == l.current && now.Sub(l.clicked) < doubleClick
	l.clicked = now
	l.GoTo(i)
	l.click = func() {
		if l.OnClick != nil && l.OnClick(i, at) {
			return
		}
		if !l.Patient || again {
			l.open(i)
		}
	}
}

// Tapped does what a click does.
func (l *List) Tapped(*fyne.PointEvent) { l.clickOnce() }

func (l *List) clickOnce() {
	if do := l.click; do != nil {
		l.click = nil
		do()
	}
}

// MouseUp lets the bar go.
func (l *List) MouseUp(*desktop.MouseEvent) { l.held = false }

// MouseIn and MouseMoved show the row under the pointer.
func (l *List) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved shows the row under the pointer.
func (l *List) MouseMoved(e *desktop.MouseEvent) {
	if i := l.column.at(e.Position.Y + l.offset); i != l.hover {
		l.hover = i
		l.Refresh()
	}
}

// MouseOut ends the hover.
func (l *List) MouseOut() {
	l.hover = -1
	l.Refresh()
}

// Scrolled moves the rows.
func (l *List) Scrolled(e *fyne.ScrollEvent) { l.scrollTo(l.offset - e.Scrolled.DY) }

// Dragged moves the bar while it is held, else the row that was pressed.
func (l *List) Dragged(e *fyne.DragEvent) {
	h := l.Size().Height
	switch {
	case l.held && h > 0:
		l.scrollTo(l.offset + e.Dragged.DY*l.column.height()/h)
	case !l.held && l.pressed >= 0:
		l.over = l.column.at(max(0, min(e.Position.Y, h)) + l.offset)
		if l.OnDrag != nil {
			l.dragged = true
			l.OnDrag(l.pressed, l.over, false)
		}
	}
}

// DragEnd lets the bar go, or the row. A hand that slipped within the row has clicked.
func (l *List) DragEnd() {
	slipped := !l.held && l.over == l.pressed
	if l.dragged {
		l.OnDrag(l.pressed, l.over, true)
	}
	l.held, l.dragged, l.pressed = false, false, -1
	if slipped {
		l.clickOnce()
	}
}

// Band is where a row stands in the list: the distance of its upper edge from that of the list, and its height.
func (l *List) Band(i int) (y, height float32) {
	if i < 0 || i >= l.column.len() {
		return 0, 0
	}
	return l.column.tops[i] - l.offset, l.column.tops[i+1] - l.column.tops[i]
}

func (l *List) scrollTo(offset float32) {
	if offset = l.column.clamp(offset, l.Size().Height); offset != l.offset {
		l.offset = offset
		l.Refresh()
		if l.OnScroll != nil {
			l.OnScroll()
		}
	}
}

func (l *List) overBar(p fyne.Position) bool {
	return l.column.height() > l.Size().Height && p.X > l.Size().Width-10
}
