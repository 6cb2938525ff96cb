package export

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"parley/dossier"
)

// tie is the line between two parties: straight, or bent around those that stand in its way.
type tie struct {
	dossier.Agreement
	from, handle1, handle2, to [2]float64
	bent                       bool
}

func (t tie) agree() bool { return t.Share >= leastShare }

// at is a point of the line, from 0 to 1.
func (t tie) at(s float64) (out [2]float64) {
	u := 1 - s
	for k := range out {
		out[k] = u*u*u*t.from[k] + 3*u*u*s*t.handle1[k] + 3*u*s*s*t.handle2[k] + s*s*s*t.to[k]
	}
	return out
}

// bend puts the middle of the line that far aside.
func (t tie) bend(aside float64) tie {
	dx, dy := t.to[0]-t.from[0], t.to[1]-t.from[1]
	length := math.Max(1e-9, math.Hypot(dx, dy))
	nx, ny := -dy/length*aside*4/3, dx/length*aside*4/3
	t.handle1 = [2]float64{t.from[0] + dx/3 + nx, t.from[1] + dy/3 + ny}
	t.handle2 = [2]float64{t.from[0] + 2*dx/3 + nx, t.from[1] + 2*dy/3 + ny}
	t.bent = aside != 0
	return t
}

// clears says whether the line keeps away from the rings of others.
func (t tie) clears(nodes []node, a, b int) bool {
	for i, n := range nodes {
		if i == a || i == b {
			continue
		}
		x, y := n.ring()
		for k := 1; k < 40; k++ {
			if p := t.at(float64(k) / 40); math.Hypot(p[0]-x, p[1]-y) < nodeRadius+5 {
				return false
			}
		}
	}
	return true
}

// tied makes the lines, those that are not drawn left out.
func tied(nodes []node, parties []dossier.Party, list []dossier.Agreement) (out []tie) {
	place := map[dossier.ID]int{}
	for i, party := range parties {
		place[party.ID] = i
	}
	for _, agreement := range list {
		t := tie{Agreement: agreement}
		if t.Shared == 0 || len(parties) > fewParties && !t.agree() {
			continue
		}
		a, b := place[t.A], place[t.B]
		t.from[0], t.from[1] = nodes[a].ring()
		t.to[0], t.to[1] = nodes[b].ring()
		straight := t.bend(0)
		t = straight
		for _, aside := range [...]float64{0, 22, -22, 36, -36, 52, -52} {
			if t = straight.bend(aside); t.clears(nodes, a, b) {
				break
			}
			t = straight
		}
		out = append(out, t)
	}
	return out
}

// ties draws the lines, then the ground of the names, the numbers of the groups, and of few parties the shares where they cover nothing.
func (p *Plotter) ties(d *Drawing, nodes []node, frames []box, list []tie) {
	most := 1
	for _, t := range list {
		most = max(most, t.Shared)
	}
	for _, whole := range [2]bool{false, true} { // whole lines over dashed ones
		for _, t := range list {
			if t.agree() != whole {
				continue
			}
			s := shape{steps: lines(t.from, t.to), line: ofColour(grey), width: 1 + 4*float64(t.Shared)/float64(most)}
			if t.bent {
				s.steps = []step{{move: true, to: t.from}, {curve: true, a: t.handle1, b: t.handle2, to: t.to}}
			}
			if len(nodes) > fewParties { // there are many: the names matter more
				s.width = 0.5 + 2*float64(t.Shared)/float64(most)
			}
			if !whole {
				s.dash, s.width, s.line = [2]float64{6, 5}, 1+float64(t.Shared)/float64(most), ofColour(faintLine)
			}
			d.add(s)
		}
	}
	for _, n := range nodes {
		x, y := n.ring()
		for i, line := range n.name {
			w := p.measure(line, wordSize, false)
			d.rect(x-w/2-2, y+nodeRadius+4+nameLeading*float64(i), w+4, nameLeading+1, p.groundOf(n), paint{})
		}
	}
	var taken []box
	for _, n := range nodes {
		taken = append(taken, n.box)
	}
	for i, b := range frames {
		if hasGroup(nodes, i+1) {
			words := fmt.Sprintf("Group %d", i+1)
			half := p.measure(words, wordSize, true)/2 + 4
			d.rect(b.x-b.w+5, b.y-b.h+4, 2*half, 18, ofColour(boxGrey), paint{})
			d.bold(b.x-b.w+9, b.y-b.h+17, "start", words)
			taken = append(taken, box{b.x - b.w + 5 + half, b.y - b.h + 13, half, 9})
		}
	}
	if len(nodes) <= fewParties {
		p.shares(d, len(nodes), taken, list)
	}
}

// shares writes how far two parties agree on the line between them, those who agree first; where a number would cover
// something it is left to the table.
func (p *Plotter) shares(d *Drawing, parties int, taken []box, list []tie) {
	for _, t := range slices.SortedStableFunc(slices.Values(list), func(a, b tie) int { return cmp.Compare(b.Share, a.Share) }) {
		if !t.agree() && parties > allShares {
			break
		}
		words := fmt.Sprintf("%.0f %%", 100*t.Share)
		half := p.measure(words, wordSize, false)/2 + 3
		for _, s := range [...]float64{0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8} {
			at := t.at(s)
			b := box{at[0], at[1], half, 8}
			if slices.ContainsFunc(taken, func(o box) bool { dx, dy := o.apart(b, 0, 0); return dx != 0 || dy != 0 }) {
				continue
			}
			taken = append(taken, b)
			d.rect(b.x-half, b.y-8, 2*half, 16, ofColour(white), paint{})
			d.text(b.x, b.y+4, "middle", ink, words)
			break
		}
	}
}

// groundOf is what a name stands on: the frame of its group, or the paper.
func (p *Plotter) groundOf(n node) paint {
	if n.group > 0 {
		return ofColour(boxGrey)
	}
	return ofColour(white)
}
