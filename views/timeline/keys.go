package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/parts"
)

// move puts the cursor on a mark and brings it into sight.
func (b *body) move(i int) {
	p := b.p
	if i < 0 || i >= len(p.marks) {
		return
	}
	p.cursor = i
	m := p.marks[i]
	if !m.undated {
		p.scale.reveal((m.from + m.to) / 2)
		p.arrange()
	}
	top := float32(m.lane) * laneHigh
	h := b.Size().Height - axisHigh
	p.top = max(min(p.top, top), top+laneHigh-h)
	p.moved()
	b.Refresh()
}

// beside gives the mark of the lane above or below that is nearest in time; the same one where there is none.
func (b *body) beside(by int) int {
	p := b.p
	m, ok := p.current()
	if !ok {
		return p.cursor
	}
	for lane := m.lane + by; lane >= 0 && lane < len(p.data.grid.Parties); lane += by {
		best, far := -1, float32(0)
		for i, o := range p.marks {
			if o.lane != lane {
				continue
			}
			d := o.x - m.x
			if d < 0 {
				d = -d
			}
			if o.undated != m.undated {
				d += 1e6
			}
			if best < 0 || d < far {
				best, far = i, d
			}
		}
		if best >= 0 {
			return best
		}
	}
	return p.cursor
}

// next gives the next moment of the lane in time, also beyond what is in sight.
func (b *body) next(by int) {
	p := b.p
	m, ok := p.current()
	if !ok {
		return
	}
	if i := p.cursor + by; i >= 0 && i < len(p.marks) && p.marks[i].lane == m.lane && (!p.marks[i].undated || m.undated || by < 0) {
		b.move(i)
		return
	}
	// What is out of sight has no mark yet.
	who := p.data.grid.Parties[m.lane].ID
	var to *dossier.Moment
	for i := range p.data.moments {
		o := &p.data.moments[i]
		first, _, known := o.Date.Bounds()
		if o.PartyID != who || !known || m.undated {
			continue
		}
		at := dayOf(first)
		if by > 0 && at >= m.to && at >= p.scale.to && (to == nil || o.Date.Time.Before(to.Date.Time)) || by < 0 && at < m.from && at < p.scale.from && (to == nil || !o.Date.Time.Before(to.Date.Time)) {
			to = o
		}
	}
	if to == nil {
		if i := p.cursor + by; i >= 0 && i < len(p.marks) && p.marks[i].lane == m.lane {
			b.move(i)
		}
		return
	}
	p.scale.reveal(dayOf(to.Date.Time))
	p.arrange()
	for i, o := range p.marks {
		if o.same(mark{stance: to.Stance, moments: []dossier.Moment{*to}}) {
			b.move(i)
			return
		}
	}
}

// TypedKey moves the cursor; other keys go to the window.
func (b *body) TypedKey(e *fyne.KeyEvent) {
	p := b.p
	switch e.Name {
	case fyne.KeyLeft:
		b.next(-1)
	case fyne.KeyRight:
		b.next(1)
	case fyne.KeyUp:
		b.move(b.beside(-1))
	case fyne.KeyDown:
		b.move(b.beside(1))
	case fyne.KeyHome:
		p.showWhole()
		b.move(0)
	case fyne.KeyEnd:
		p.showWhole()
		b.move(len(p.marks) - 1)
	case fyne.KeyPageUp:
		p.pan(-0.8)
	case fyne.KeyPageDown:
		p.pan(0.8)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.openMark()
	case fyne.KeyEscape:
		if p.brush == nil {
			p.Desk.Kit.PassKey(e)
			return
		}
		p.brush = nil
		p.tell()
		p.Refresh()
	default:
		p.Desk.Kit.PassKey(e)
	}
}

// TypedRune does what the letters say.
func (b *body) TypedRune(r rune) {
	p := b.p
	switch r {
	case '+', '=':
		p.zoom(0.7)
	case '-', '−', '_':
		p.zoom(1 / 0.7)
	case '0':
		p.showWhole()
	case '[':
		p.pan(-0.25)
	case ']':
		p.pan(0.25)
	case 'i', 'I':
		p.chooseIssue()
	case 'p', 'P':
		p.openPositions()
	case 'e', 'E':
		p.Export()
	case 'g', 'G':
		p.ExportPlot()
	}
}

// FocusGained and FocusLost show where the keyboard is.
func (b *body) FocusGained() { b.p.focused = true; b.Refresh() }

// FocusLost hides it.
func (b *body) FocusLost() { b.p.focused = false; b.Refresh() }

// Scrolled zooms at the pointer; with Shift, or a wheel across, it goes through time.
func (b *body) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DX != 0:
		b.p.pan(-float64(e.Scrolled.DX) / 600)
	case parts.Shifted():
		b.p.pan(-float64(e.Scrolled.DY) / 600)
	case e.Position.X < inset+laneWidth:
		b.p.top -= e.Scrolled.DY * 2
		b.Refresh()
	case e.Scrolled.DY > 0:
		b.p.zoomAt(0.85, e.Position.X-inset-laneWidth)
	case e.Scrolled.DY < 0:
		b.p.zoomAt(1/0.85, e.Position.X-inset-laneWidth)
	}
}

// MouseDown puts the cursor on the mark under the pointer.
func (b *body) MouseDown(e *desktop.MouseEvent) {
	b.p.Focus()
	b.p.grabbed = false
	i := b.hit(e.Position)
	b.again = i >= 0 && i == b.p.cursor
	if i >= 0 {
		b.move(i)
	}
}

// MouseUp does nothing: a drag ends by itself.
func (b *body) MouseUp(*desktop.MouseEvent) {}

// Tapped opens the passage of a mark that was under the cursor already.
func (b *body) Tapped(*fyne.PointEvent) {
	if b.again {
		b.p.openMark()
	}
}

// hit gives the mark at a place, -1 where there is none.
func (b *body) hit(at fyne.Position) int {
	for i, m := range b.p.marks {
		if x, y := b.place(m); at.X >= x-4 && at.X < x+22 && at.Y >= y-1 && at.Y < y+19 && at.Y >= axisHigh {
			return i
		}
	}
	return -1
}

// Dragged chooses the time from where the pointer was pressed.
func (b *body) Dragged(e *fyne.DragEvent) {
	p := b.p
	x := e.Position.X - inset - laneWidth
	if x < 0 || x > p.scale.width {
		return
	}
	at := float64(int(p.scale.day(x)))
	if !p.grabbed {
		from := float64(int(p.scale.day(min(max(0, x-e.Dragged.DX), p.scale.width))))
		p.grabbed, p.brush = true, &[2]float64{from, from}
		b.began = from
	}
	from := b.began
	p.brush = &[2]float64{min(from, at), max(from, at)}
	p.tell()
	b.Refresh()
}

// DragEnd keeps what was chosen.
func (b *body) DragEnd() { b.p.grabbed = false }

func (p *Pane) zoom(factor float64) {
	x := p.scale.width / 2
	if m, ok := p.current(); ok && !m.undated && m.x >= 0 && m.x <= p.scale.width {
		x = m.x
	}
	p.zoomAt(factor, x)
}

func (p *Pane) zoomAt(factor float64, x float32) {
	p.scale.zoom(factor, x)
	p.arrange()
	p.body.Refresh()
}

func (p *Pane) pan(share float64) {
	p.scale.pan(share)
	p.arrange()
	p.body.Refresh()
}

func (p *Pane) showWhole() {
	p.scale.whole()
	p.brush = nil
	p.arrange()
	p.Refresh()
	p.body.Refresh()
}
