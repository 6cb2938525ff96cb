package textview

import (
	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/look"
)

// end is one of the two ends of a statement.
type end int

const (
	noEnd end = iota
	startEnd
	lastEnd
)

// handles are the knobs at the ends of the current statement, by which they are pulled.
type handles struct {
	pulled end
	span   dossier.Span // as it is pulled now
	shown  bool         // also while the pointer is elsewhere
}

const (
	knob     = 8 // the width of a handle
	knobNear = 7 // how far beside it the hand may be
)

// ShowHandles shows the handles of the current statement wherever the pointer is: while its ends are moved by keys.
func (v *View) ShowHandles(on bool) {
	v.handles.shown = on
	v.Refresh()
}

// currentMark is that of the current statement.
func (v *View) currentMark() (Mark, bool) {
	for _, m := range v.marks {
		if m.ID == v.current && v.current != dossier.None {
			return m, true
		}
	}
	return Mark{}, false
}

// ends gives the places of the handles, in the widget: the middle of each knob.
func (v *View) ends(s dossier.Span) (first, last fyne.Position) {
	a, b := v.layout.place(spot{offset: s.Start}), v.layout.place(spot{s.End, true})
	return fyne.NewPos(v.x(a.X), v.y(a.Y)), fyne.NewPos(v.x(b.X), v.y(b.Y)+b.Height)
}

// handledSpan is what the handles stand at.
func (v *View) handledSpan(m Mark) dossier.Span {
	switch {
	case v.handles.pulled != noEnd:
		return v.handles.span
	case v.handles.shown && !v.Selection().Empty():
		return v.Selection() // being moved by keys
	}
	return m.Span
}

// grip takes hold of the handle at a place and reports whether there is one.
func (v *View) grip(at fyne.Position) bool {
	m, ok := v.currentMark()
	if v.OnEnds == nil || !ok || !v.handlesSeen(m) {
		return false
	}
	s := v.handledSpan(m)
	first, last := v.ends(s)
	near := func(p fyne.Position) bool {
		return abs(at.X-p.X) <= knobNear && abs(at.Y-p.Y) <= knobNear
	}
	switch {
	case near(last):
		v.handles.pulled = lastEnd
	case near(first):
		v.handles.pulled = startEnd
	default:
		return false
	}
	v.handles.span = s
	return true
}

// pull takes the end that is held to a place; the two ends never pass each other.
func (v *View) pull(at fyne.Position) {
	to, s := v.spotAt(at).offset, v.handles.span
	if v.handles.pulled == startEnd {
		s.Start = min(to, v.layout.previous(s.End))
	} else {
		s.End = max(to, v.layout.next(s.Start))
	}
	v.handles.span = s
	v.ExtendTo(s, v.handles.pulled == startEnd)
}

// letGo ends the pulling.
func (v *View) letGo() {
	if v.handles.pulled == noEnd {
		return
	}
	v.handles.pulled = noEnd
	if v.OnEnds != nil {
		v.OnEnds(v.handles.span)
	}
}

// handlesSeen reports whether the handles are to be seen: while ends are moved, and under the pointer.
func (v *View) handlesSeen(m Mark) bool {
	return v.OnEnds != nil && (v.handles.shown || v.handles.pulled != noEnd || v.hovered == m.ID || v.nearEnds(m))
}

// nearEnds reports whether the pointer is at a handle, which may lie outside the words.
func (v *View) nearEnds(m Mark) bool {
	first, last := v.ends(m.Span)
	p := v.mouse.pointer
	return v.mouse.inside && (abs(p.X-first.X) <= knobNear && abs(p.Y-first.Y) <= knobNear || abs(p.X-last.X) <= knobNear && abs(p.Y-last.Y) <= knobNear)
}

// paintHandles draws the handles: at the head of the first letter and at the foot of the last one.
func (v *View) paintHandles(marks []Mark, first, last int, p *look.Palette) {
	for _, m := range marks {
		if m.ID != v.current || v.current == dossier.None || !v.handlesSeen(m) {
			continue
		}
		s := v.handledSpan(m)
		a, b := v.ends(s)
		for _, at := range []fyne.Position{a, b} {
			k := v.pool.rect(at.X-knob/2, at.Y-knob/2, knob, knob, p.Paper)
			k.CornerRadius, k.StrokeColor, k.StrokeWidth = knob/2, p.Focus, 2
		}
	}
}
