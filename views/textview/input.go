package textview

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
)

// doubleClick is how soon, and how near, a second click counts with the first.
const (
	doubleClick     = 400 * time.Millisecond
	doubleClickNear = 4
	autoscrollEvery = 30 * time.Millisecond
)

// MouseDown puts the caret under the pointer: twice selects the word, thrice the paragraph, with Shift it extends.
func (v *View) MouseDown(e *desktop.MouseEvent) {
	v.pointer = e.Position
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	if _, h := v.bar(); h > 0 && e.Position.X > v.Size().Width-barWidth-2 {
		v.onBar = true
		v.dragBar(e.Position.Y)
		return
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	now := time.Now()
	near := abs(e.Position.X-v.lastPlace.X) < doubleClickNear && abs(e.Position.Y-v.lastPlace.Y) < doubleClickNear
	if now.Sub(v.lastClick) < doubleClick && near {
		v.clicks = v.clicks%3 + 1
	} else {
		v.clicks = 1
	}
	v.lastClick, v.lastPlace, v.pressed, v.keepGoal = now, e.Position, true, false
	at := v.offsetAt(e.Position)
	switch {
	case v.clicks == 2:
		w := v.layout.wordAt(at)
		v.anchor, v.caret = w.Start, w.End
	case v.clicks == 3:
		p := v.layout.paragraphAt(at)
		v.anchor, v.caret = p.Start, p.End
	case e.Modifier&fyne.KeyModifierShift != 0:
		v.caret = at
	default:
		v.anchor, v.caret = at, at
	}
	v.moved()
}

// MouseUp ends a selection.
func (v *View) MouseUp(*desktop.MouseEvent) { v.release() }

// Dragged extends the selection; beyond the edge the text scrolls.
func (v *View) Dragged(e *fyne.DragEvent) {
	v.pointer = e.Position
	if v.onBar {
		v.dragBar(e.Position.Y)
		return
	}
	if !v.pressed || v.clicks > 1 {
		return
	}
	v.extend()
	outside := e.Position.Y < 0 || e.Position.Y > v.Size().Height
	switch {
	case outside && v.auto == nil:
		v.auto = time.NewTicker(autoscrollEvery)
		go v.autoscroll(v.auto)
	case !outside:
		v.stopAuto()
	}
}

// autoscroll goes on while the pointer is held beyond the edge: the toolkit sends no events then.
func (v *View) autoscroll(t *time.Ticker) {
	for range t.C {
		fyne.Do(func() {
			if v.auto != t {
				return
			}
			by := v.pointer.Y
			if by > 0 {
				by -= v.Size().Height
			}
			v.scrollBy(by / 2)
			v.extend()
		})
	}
}

func (v *View) extend() {
	v.caret = v.offsetAt(v.pointer)
	v.moved()
}

// DragEnd ends a selection.
func (v *View) DragEnd() { v.release() }

func (v *View) release() {
	v.pressed, v.onBar = false, false
	v.stopAuto()
}

func (v *View) stopAuto() {
	if v.auto != nil {
		v.auto.Stop()
		v.auto = nil
	}
}

func (v *View) dragBar(y float32) {
	_, h := v.bar()
	if room := v.Size().Height - h; room > 0 {
		v.scroll = min(max(0, (y-h/2)/room), 1) * v.bottom()
		v.Refresh()
	}
}

func (v *View) offsetAt(p fyne.Position) int {
	return v.layout.Offset(p.X-v.left(), p.Y+v.scroll-textTop)
}

// Scrolled moves the text.
func (v *View) Scrolled(e *fyne.ScrollEvent) { v.scrollBy(-e.Scrolled.DY * 2) }

func (v *View) scrollBy(dy float32) {
	v.fit()
	target := min(max(0, v.scroll+dy), v.bottom())
	_, _, grown := v.layout.show(target-textTop, target+v.Size().Height)
	if dy < 0 {
		target += grown // what stood below the block that was measured now stays where it was
	}
	v.scroll = target
	v.Refresh()
}

// TypedRune hands letters on.
func (v *View) TypedRune(r rune) {
	if v.OnRune != nil {
		v.OnRune(r)
	}
}

// TypedKey moves the caret; with Shift it selects. Keys that nobody uses go to the window.
func (v *View) TypedKey(e *fyne.KeyEvent) {
	if v.OnKey != nil && v.OnKey(e) {
		return
	}
	extend := false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		extend = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if !v.move(e.Name, extend) {
		v.kit.PassKey(e)
	}
}

// move moves the caret by a key and reports whether that is a key for it.
func (v *View) move(key fyne.KeyName, extend bool) bool {
	l := v.layout
	vertical := false
	var to int
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		back := (key == fyne.KeyLeft) != v.rtlAt(v.caret) // the arrow points where the caret goes
		switch s := v.Selection(); {
		case !s.Empty() && !extend && back:
			to = s.Start
		case !s.Empty() && !extend:
			to = s.End
		case back:
			to = l.previous(v.caret)
		default:
			to = l.next(v.caret)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		vertical = true
		x, y := l.Place(v.caret)
		if !v.keepGoal {
			v.goal = x
		}
		step := map[fyne.KeyName]float32{fyne.KeyUp: -1, fyne.KeyDown: 1,
			fyne.KeyPageUp: -v.linesInSight(), fyne.KeyPageDown: v.linesInSight()}[key] * l.line
		to = v.lineAway(y, step)
	case fyne.KeyHome:
		to = l.lineBounds(v.caret).Start
	case fyne.KeyEnd:
		to = l.lineBounds(v.caret).End
	default:
		return false
	}
	v.moveTo(to, extend)
	v.keepGoal = vertical
	return true
}

// lineAway gives the offset under the goal, a step above or below the line at y; a gap between paragraphs is skipped.
func (v *View) lineAway(y, step float32) int {
	l := v.layout
	at := y + l.line/2 + step
	if step < 0 && at < 0 {
		return 0
	}
	if at > l.Height() {
		return len(v.text)
	}
	to := l.Offset(v.goal, at)
	if _, reached := l.Place(to); step > 0 && reached <= y { // landed in the gap: the next line begins below it
		to = l.Offset(v.goal, at+l.gap)
	}
	return to
}

func (v *View) linesInSight() float32 {
	return max(1, float32(int(v.Size().Height/v.layout.line))-2)
}

// rtlAt reports whether the line at an offset runs from right to left.
func (v *View) rtlAt(offset int) bool {
	if len(v.layout.blocks) == 0 {
		return false
	}
	i := v.layout.blockOf(offset)
	v.layout.measure(i)
	b := &v.layout.blocks[i]
	return b.lines[b.lineOf(min(offset, b.span.End))].RTL
}

func (v *View) moveTo(to int, extend bool) {
	v.caret = min(max(0, to), len(v.text))
	if !extend {
		v.anchor = v.caret
	}
	v.keepGoal = false
	v.reveal(v.caret)
	v.moved()
}

// reveal scrolls as little as is needed to bring an offset into sight.
func (v *View) reveal(offset int) {
	v.fit()
	_, y := v.layout.Place(offset)
	h := v.Size().Height - 2*textTop - v.lineHeight()
	v.scroll = min(max(v.scroll, y-h), y)
}

// MoveBy moves by a unit of the text: for the keys of sentences and paragraphs.
func (v *View) MoveBy(u Unit, back, extend bool) {
	l := v.layout
	var to int
	switch {
	case u == Sentence && back:
		to = l.sentenceBefore(v.caret)
	case u == Sentence:
		to = l.sentenceAfter(v.caret)
	case back:
		to = l.paragraphBefore(v.caret)
	default:
		to = l.paragraphAfter(v.caret)
	}
	v.moveTo(to, extend)
}

// Unit is a part of a text to move by.
type Unit int

// The units.
const (
	Letter Unit = iota
	Word
	Sentence
	ParagraphUnit
)

// TypedShortcut moves by words and to the ends; everything else goes to the owner.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if ok && c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierControl {
		extend := c.Modifier&fyne.KeyModifierShift != 0
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight:
			if (c.KeyName == fyne.KeyLeft) != v.rtlAt(v.caret) {
				v.moveTo(v.layout.wordBefore(v.caret), extend)
			} else {
				v.moveTo(v.layout.wordAfter(v.caret), extend)
			}
			return
		case fyne.KeyHome:
			v.moveTo(0, extend)
			return
		case fyne.KeyEnd:
			v.moveTo(len(v.text), extend)
			return
		}
	}
	if _, all := s.(*fyne.ShortcutSelectAll); all {
		v.SelectAll()
		return
	}
	if v.OnShortcut != nil {
		v.OnShortcut(s)
	}
}

// SelectAll selects the whole text.
func (v *View) SelectAll() {
	v.anchor, v.caret = 0, len(v.text)
	v.moved()
}

// ExtendTo moves the caret and keeps the other end of the selection.
func (v *View) ExtendTo(s dossier.Span, atStart bool) {
	v.anchor, v.caret = s.Start, s.End
	if atStart {
		v.anchor, v.caret = s.End, s.Start
	}
	v.reveal(v.caret)
	v.Refresh()
}

func abs(x float32) float32 { return max(x, -x) }
