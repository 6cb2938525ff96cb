package textview

import (
	"strconv"

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
		w := v.kit.Look.Width(letter, look.LaneLetter)
		v.pool.words(letter, x+laneWidth/2-w/2, y-1, 12, v.kit.Look, look.LaneLetter, ink)
		v.pool.rect(x, y+12, laneWidth, v.y(l.to)-4-(y+12), ink)
	}
}
