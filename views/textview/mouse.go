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
	v.mouse.pointer = e.Position
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.self); c != nil {
		c.Focus(v.self.(fyne.Focusable))
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	v.fit()
	if _, h := v.bar(); h > 0 && e.Position.X > v.Size().Width-barWidth-2 {
		v.mouse.onBar = true
		v.dragBar(e.Position.Y)
		return
	}
	if v.grip(e.Position) {
		return
	}
	m, now := &v.mouse, time.Now()
	near := abs(e.Position.X-m.lastPlace.X) < doubleClickNear && abs(e.Position.Y-m.lastPlace.Y) < doubleClickNear
	if now.Sub(m.lastClick) < doubleClick && near {
		m.clicks = m.clicks%3 + 1
	} else {
		m.clicks = 1
	}
	m.lastClick, m.lastPlace, m.pressed, v.keepGoal = now, e.Position, true, false
	at := v.spotAt(e.Position)
	switch {
	case m.clicks == 1 && e.Modifier&fyne.KeyModifierShift != 0:
		v.caret = at
	case m.clicks == 1:
		v.anchor, v.caret = at.offset, at
	default:
		m.grain = v.grainAt(e.Position)
		v.anchor, v.caret = m.grain.Start, spot{m.grain.End, true}
	}
	v.moved()
}

// MouseUp ends a selection.
func (v *View) MouseUp(*desktop.MouseEvent) { v.release() }

// Dragged extends the selection; beyond the edge the text scrolls.
func (v *View) Dragged(e *fyne.DragEvent) {
	v.mouse.pointer = e.Position
	if v.mouse.onBar {
		v.dragBar(e.Position.Y)
		return
	}
	switch {
	case v.handles.pulled != noEnd:
		v.pull(e.Position)
	case v.mouse.pressed:
		v.extend()
	default:
		return
	}
	outside := e.Position.Y < 0 || e.Position.Y > v.Size().Height
	switch {
	case outside && v.mouse.scrolling == nil:
		v.mouse.scrolling = make(chan struct{})
		go v.autoscroll(v.mouse.scrolling)
	case !outside:
		v.stopAutoscroll()
	}
}

// autoscroll goes on while the pointer is held beyond the edge: the toolkit sends no events then. A step is asked for
// only when the one before is done, so that a slow machine is not flooded.
func (v *View) autoscroll(done chan struct{}) {
	t := time.NewTicker(autoscrollEvery)
	defer t.Stop()
	idle := make(chan struct{}, 1)
	idle <- struct{}{}
	for {
		select {
		case <-done:
			return
		case <-t.C:
		}
		select {
		case <-idle:
		default:
			continue
		}
		fyne.Do(func() {
			if v.mouse.scrolling == done {
				by := v.mouse.pointer.Y
				if by > 0 {
					by -= v.Size().Height
				}
				v.scrollBy(by / 2)
				if v.handles.pulled != noEnd {
					v.pull(v.mouse.pointer)
				} else {
					v.extend()
				}
			}
			idle <- struct{}{}
		})
	}
}

// extend takes the selection to the pointer: by letters, or by what was double or triple clicked.
func (v *View) extend() {
	if v.mouse.clicks < 2 {
		v.caret = v.spotAt(v.mouse.pointer)
		v.moved()
		return
	}
	from, to := v.mouse.grain, v.grainAt(v.mouse.pointer)
	if to.Start < from.Start {
		v.anchor, v.caret = from.End, spot{offset: to.Start}
	} else {
		v.anchor, v.caret = from.Start, spot{max(from.End, to.End), true}
	}
	v.moved()
}

// grainAt gives the word, or with three clicks the paragraph, at a place.
func (v *View) grainAt(p fyne.Position) dossier.Span {
	at := v.spotAt(p)
	if v.mouse.clicks == 3 {
		return v.layout.paragraphAt(at.offset)
	}
	offset := at.offset
	// The boundary nearest to the pointer may be the end of the letter that it is on.
	x := p.X - v.left()
	if before := v.layout.previous(offset); before < offset {
		for _, r := range v.layout.rects(dossier.Span{Start: before, End: offset}, v.layout.blockOf(before), v.layout.blockOf(before)) {
			if y := p.Y + v.scroll - textTop; r.X <= x && x < r.X+r.Width && r.Y <= y && y < r.Y+r.Height {
				offset = before
			}
		}
	}
	return v.layout.wordAt(offset)
}

// DragEnd ends a selection.
func (v *View) DragEnd() { v.release() }

func (v *View) release() {
	v.letGo()
	v.mouse.pressed, v.mouse.onBar = false, false
	v.stopAutoscroll()
}

func (v *View) stopAutoscroll() {
	if v.mouse.scrolling != nil {
		close(v.mouse.scrolling)
		v.mouse.scrolling = nil
	}
}

func (v *View) dragBar(y float32) {
	_, h := v.bar()
	if room := v.Size().Height - h; room > 0 {
		v.scroll = min(max(0, (y-h/2)/room), 1) * v.bottom()
		v.Refresh()
	}
}

func (v *View) spotAt(p fyne.Position) spot {
	return v.layout.spotAt(p.X-v.left(), p.Y+v.scroll-textTop)
}

func abs(x float32) float32 { return max(x, -x) }
