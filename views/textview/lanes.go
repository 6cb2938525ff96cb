package textview

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/look"
)

// lane is the bar beside a paragraph for a party that is quoted in it.
type lane struct {
	paragraph, party int
	letter           string
	from, to         float32 // the top of its first line, and the foot of its last
}

// lanesMost is how many bars stand beside each other; the last one counts those that have no room.
const lanesMost = 3

// lanes gathers for each paragraph a bar for each party that is quoted in it, from its first to its last line. The
// marks are by place.
func (l *layout) lanes(marks []Mark, first, last int) []lane {
	type key struct{ paragraph, party int }
	var out []lane
	known := map[key]int{}
	for _, m := range marks {
		if m.Party < 0 || m.Letter == "" {
			continue
		}
		rects := l.rects(m.Span, first, last)
		if len(rects) == 0 {
			continue
		}
		from, end := rects[0].Y, rects[len(rects)-1]
		k := key{l.blocks[max(first, l.blockOf(m.Span.Start))].paragraph, m.Party}
		if i, ok := known[k]; ok {
			out[i].from, out[i].to = min(out[i].from, from), max(out[i].to, end.Y+end.Height)
			continue
		}
		known[k] = len(out)
		out = append(out, lane{k.paragraph, m.Party, m.Letter, from, end.Y + end.Height})
	}
	return out
}

// paintLanes draws the bars; a fourth party and more share the third place.
func (v *View) paintLanes(marks []Mark, first, last int, p *look.Palette) {
	all := v.layout.lanes(marks, first, last)
	parties := map[int]int{}
	for _, l := range all {
		parties[l.paragraph]++
	}
	on := v.chosenLane(marks)
	drawn := map[int]int{}
	for _, l := range all {
		n := drawn[l.paragraph]
		drawn[l.paragraph]++
		if n >= lanesMost {
			continue
		}
		letter := l.letter
		if more := parties[l.paragraph] - lanesMost + 1; n == lanesMost-1 && more > 1 {
			letter = "+" + strconv.Itoa(more)
		}
		x := v.left() - textLeft + laneFirst + float32(n)*lanePitch
		y, ink := v.y(l.from), p.Party(l.party)
		if on != nil && on.paragraph == l.paragraph && on.party != l.party {
			ink.A = ink.A / 5 * 2
		}
		w := v.kit.Look.Width(letter, look.LaneLetter)
		v.pool.words(letter, x+laneWidth/2-w/2, y-1, 12, v.kit.Look, look.LaneLetter, ink)
		v.pool.rect(x, y+12, laneWidth, v.y(l.to)-4-(y+12), ink)
	}
}

// chosenLane is that of the statement under the pointer, else of the current one: the others beside its paragraph fade.
func (v *View) chosenLane(marks []Mark) *lane {
	for _, id := range []dossier.ID{v.hovered, v.current} {
		for _, m := range marks {
			if id != dossier.None && m.ID == id {
				return &lane{paragraph: v.layout.blocks[v.layout.blockOf(m.Span.Start)].paragraph, party: m.Party}
			}
		}
	}
	return nil
}

// MouseIn and MouseMoved choose the statement under the pointer, or the one whose lane is there.
func (v *View) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved follows the pointer.
func (v *View) MouseMoved(e *desktop.MouseEvent) {
	v.mouse.pointer, v.mouse.inside = e.Position, true
	if v.mouse.pressed || v.handles.pulled != noEnd {
		return
	}
	near := v.mouse.near
	if m, ok := v.currentMark(); ok && v.OnEnds != nil {
		v.mouse.near = v.nearEnds(m)
	}
	if v.mouse.near != near {
		v.Refresh()
	}
	v.hover(v.markAt(e.Position))
}

// MouseOut chooses none.
func (v *View) MouseOut() {
	v.mouse.inside, v.mouse.near = false, false
	v.hover(dossier.None)
}

func (v *View) hover(id dossier.ID) {
	if v.hovered != id {
		v.hovered = id
		v.Refresh()
	}
}

// markAt gives the innermost statement at a place, or the first of the party whose lane is there.
func (v *View) markAt(p fyne.Position) dossier.ID {
	y := p.Y + v.scroll - textTop
	if len(v.layout.blocks) == 0 || y < 0 || y > v.layout.height() {
		return dossier.None
	}
	i := v.layout.tops.at(y)
	v.layout.measure(i)
	marks := v.inSight(i, i)
	if p.X < v.left()-2 {
		n := int((p.X - (v.left() - textLeft + laneFirst) + (lanePitch-laneWidth)/2) / lanePitch)
		lanes := v.layout.lanes(marks, i, i)
		if n < 0 || n >= min(len(lanes), lanesMost) || y < lanes[n].from || y > lanes[n].to {
			return dossier.None
		}
		for _, m := range marks {
			if m.Party == lanes[n].party {
				return m.ID
			}
		}
		return dossier.None
	}
	x, found, shortest := p.X-v.left(), dossier.None, 0
	for _, m := range marks {
		for _, r := range v.layout.rects(m.Span, i, i) {
			if length := m.Span.End - m.Span.Start; r.X <= x && x < r.X+r.Width && r.Y <= y && y < r.Y+r.Height && (shortest == 0 || length < shortest) {
				found, shortest = m.ID, length
			}
		}
	}
	return found
}
