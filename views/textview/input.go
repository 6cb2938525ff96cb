package textview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/parts"
)

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
	if !v.move(e.Name, parts.Shifted()) {
		v.kit.PassKey(e)
	}
}

// move moves the caret by a key and reports whether that is a key for it.
func (v *View) move(key fyne.KeyName, extend bool) bool {
	v.fit()
	l, s := v.layout, v.Selection()
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		right := key == fyne.KeyRight
		switch {
		case s.Empty() || extend:
			v.moveTo(l.beside(v.caret, right), extend)
		case right != v.rtlAt(v.caret):
			v.moveTo(spot{s.End, true}, false)
		default:
			v.moveTo(spot{offset: s.Start}, false)
		}
	case fyne.KeyUp:
		v.moveLines(-1, extend)
	case fyne.KeyDown:
		v.moveLines(1, extend)
	case fyne.KeyPageUp:
		v.movePage(true, extend)
	case fyne.KeyPageDown:
		v.movePage(false, extend)
	case fyne.KeyHome:
		start, _ := l.lineEnds(v.caret)
		v.moveTo(start, extend)
	case fyne.KeyEnd:
		_, end := l.lineEnds(v.caret)
		v.moveTo(end, extend)
	default:
		return false
	}
	return true
}

// moveLines moves the caret to the line above or below, under the place from which the moving began.
func (v *View) moveLines(by int, extend bool) {
	l := v.layout
	if len(l.blocks) == 0 {
		return
	}
	at := l.place(v.caret)
	if !v.keepGoal {
		v.goal = at.X
	}
	_, i, n, _ := l.lineAt(v.caret)
	n += by
	switch {
	case n < 0 && i == 0:
		v.moveTo(spot{offset: l.blocks[0].span.Start}, extend)
		return
	case n < 0:
		l.measure(i - 1)
		i, n = i-1, len(l.blocks[i-1].lines)-1
	case n >= len(l.blocks[i].lines) && i == len(l.blocks)-1:
		v.moveTo(spot{offset: l.blocks[i].span.End}, extend)
		return
	case n >= len(l.blocks[i].lines):
		i, n = i+1, 0
		l.measure(i)
	}
	h := l.lineHeight(&l.blocks[i])
	v.moveTo(l.spotAt(v.goal, l.tops.above(i)+float32(n)*h+h/2), extend)
	v.keepGoal = true
}

// movePage moves the caret by what is in sight, less two lines so that one sees where one was.
func (v *View) movePage(back, extend bool) {
	l := v.layout
	if len(l.blocks) == 0 {
		return
	}
	at := l.place(v.caret)
	if !v.keepGoal {
		v.goal = at.X
	}
	page := max(l.line, v.Size().Height-2*textTop-2*l.line)
	y := at.Y + at.Height/2 + page
	if back {
		y -= 2 * page
	}
	before := v.scroll
	switch {
	case y < 0:
		v.moveTo(spot{offset: l.blocks[0].span.Start}, extend)
	case y >= l.height():
		v.moveTo(spot{offset: l.blocks[len(l.blocks)-1].span.End}, extend)
	default:
		to := l.spotAt(v.goal, y)
		v.scroll = before + (l.place(to).Y - at.Y)
		v.moveTo(to, extend)
	}
	v.keepGoal = true
}

// rtlAt reports whether the line of a spot runs from right to left.
func (v *View) rtlAt(s spot) bool {
	if len(v.layout.blocks) == 0 {
		return false
	}
	_, _, _, line := v.layout.lineAt(s)
	return line.RTL
}

func (v *View) moveTo(to spot, extend bool) {
	to.offset = min(max(0, to.offset), len(v.text))
	v.caret = to
	if !extend {
		v.anchor = to.offset
	}
	v.keepGoal = false
	v.reveal()
	v.moved()
}

// Unit is a part of a text to move by.
type Unit int

// The units.
const (
	Letter Unit = iota
	Word
	Sentence
	Passage // a paragraph
)

// MoveBy moves the caret by a unit of the text.
func (v *View) MoveBy(u Unit, back, extend bool) {
	l, at := v.layout, v.caret.offset
	var to int
	switch {
	case u == Sentence && back:
		to = l.sentenceBefore(at)
	case u == Sentence:
		to = l.sentenceAfter(at)
	case u == Word && back:
		to = l.wordBefore(at)
	case u == Word:
		to = l.wordAfter(at)
	case u == Passage && back:
		to = l.paragraphBefore(at)
	case u == Passage:
		to = l.paragraphAfter(at)
	default:
		to = v.Step(at, u, back)
	}
	v.moveTo(spot{offset: to}, extend)
}

// Step returns the place a letter or a word away from an offset; forward by words it is the end of a word, with which
// a statement ends.
func (v *View) Step(offset int, u Unit, back bool) int {
	switch {
	case u == Word && back:
		return v.layout.wordBefore(offset)
	case u == Word:
		return v.layout.wordEnd(offset)
	case back:
		return v.layout.previous(offset)
	}
	return v.layout.next(offset)
}

// TypedShortcut moves by words and to the ends; everything else goes to the owner.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	c, ok := s.(*desktop.CustomShortcut)
	if ok && c.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierControl {
		extend := c.Modifier&fyne.KeyModifierShift != 0
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight:
			v.MoveBy(Word, (c.KeyName == fyne.KeyLeft) != v.rtlAt(v.caret), extend)
			return
		case fyne.KeyUp, fyne.KeyDown:
			v.MoveBy(Passage, c.KeyName == fyne.KeyUp, extend)
			return
		case fyne.KeyHome:
			v.moveTo(spot{}, extend)
			return
		case fyne.KeyEnd:
			v.moveTo(spot{offset: len(v.text)}, extend)
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
	v.anchor, v.caret = 0, spot{offset: len(v.text)}
	v.moved()
}

// ExtendTo shows a span whose ends are being moved, the caret at the one that moves.
func (v *View) ExtendTo(s dossier.Span, atStart bool) {
	v.anchor, v.caret = s.Start, spot{s.End, true}
	if atStart {
		v.anchor, v.caret = s.End, spot{offset: s.Start}
	}
	v.reveal()
	v.Refresh()
}
