package export

import (
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"

	"parley/dossier"
)

// AgreementCSV writes a line for each two parties.
func AgreementCSV(w io.Writer, parties []dossier.Party, list []dossier.Agreement) error {
	return agreementCSV(w, parties, list, nil)
}

// NetworkCSV writes a line for each two parties with the groups in which they stand; 0 is none.
func NetworkCSV(w io.Writer, parties []dossier.Party, list []dossier.Agreement) error {
	return agreementCSV(w, parties, list, Groups(parties, list))
}

func agreementCSV(w io.Writer, parties []dossier.Party, list []dossier.Agreement, groups []int) error {
	place := map[dossier.ID]int{}
	for i, p := range parties {
		place[p.ID] = i
	}
	out := csv.NewWriter(w)
	head := []string{"party", "other", "agreement", "shared_issues"}
	if groups != nil {
		head = append(head, "group", "other_group")
	}
	rows := [][]string{head}
	for _, a := range list {
		share := ""
		if a.Shared > 0 {
			share = strconv.FormatFloat(math.Round(1000*a.Share)/1000, 'f', -1, 64)
		}
		row := []string{parties[place[a.A]].Name, parties[place[a.B]].Name, share, strconv.Itoa(a.Shared)}
		if groups != nil {
			row = append(row, strconv.Itoa(groups[place[a.A]]), strconv.Itoa(groups[place[a.B]]))
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// The measures of a network, in the units of its drawing.
const (
	nodeRadius    = 9.0
	nameWidth     = 128.0
	nameLeading   = 15.0
	edgeLength    = 190.0 // about, before names push nodes apart
	nodeGap       = 34.0
	groupGap      = 52.0
	groupPadding  = 14.0
	groupHead     = 20.0
	networkMargin = 28.0
	fewParties    = 12 // up to this many, all lines are drawn, and on those of who agrees their share
	allShares     = 6  // up to this many, on all
)

// node is a party in the network: its box holds the ring and, below it, the name.
type node struct {
	box
	name  []string
	group int
}

// ring is the middle of its ring.
func (n node) ring() (x, y float64) { return n.x, n.y - n.h + nodeRadius + 1 }

// Network draws who agrees with whom. Who agrees stands together; the line between two is the thicker the more issues
// they share, whole where they agree on half of the way or more, dashed where they do not, with the share beside it. Groups
// of those who agree with one another more than with the rest have a frame.
func (p *Plotter) Network(parties []dossier.Party, list []dossier.Agreement) *Drawing {
	const title = "Agreement between the parties"
	if len(parties) == 0 {
		return p.nothing(title, nothingWords)
	}
	nodes, frames := p.placed(parties, list)
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, b := range frames {
		minX, minY, maxX, maxY = min(minX, b.x-b.w), min(minY, b.y-b.h), max(maxX, b.x+b.w), max(maxY, b.y+b.h)
	}
	notes := p.networkNotes(len(parties), list)
	width := maxX - minX + 2*networkMargin
	for _, note := range notes {
		width = max(width, p.measure(note, wordSize, false)+32)
	}
	height := 36 + maxY - minY + 2*networkMargin
	dx, dy := (width-(maxX-minX))/2-minX, 36+networkMargin-minY
	for i := range nodes {
		nodes[i].x += dx
		nodes[i].y += dy
	}
	d := p.newDrawing(width, height+20*float64(len(notes))+6)
	d.title(title)
	for i, b := range frames {
		b.x, b.y = b.x+dx, b.y+dy
		frames[i] = b
		if hasGroup(nodes, i+1) {
			d.rect(b.x-b.w, b.y-b.h, 2*b.w, 2*b.h, ofColour(boxGrey), ofColour(faintLine))
		}
	}
	p.ties(d, nodes, frames, tied(nodes, parties, list))
	for _, n := range nodes {
		x, y := n.ring()
		d.circle(x, y, nodeRadius, ofColour(white), ofColour(ink), 2)
		for i, line := range n.name {
			d.text(x, y+nodeRadius+16+nameLeading*float64(i), "middle", ink, line)
		}
	}
	for i, note := range notes {
		d.text(16, height+20*float64(i), "start", grey, note)
	}
	return d
}

// hasGroup reports whether somebody is in the group; frames of parties by themselves have a number, too, but no group.
func hasGroup(nodes []node, group int) bool {
	return slices.ContainsFunc(nodes, func(n node) bool { return n.group == group })
}

func (p *Plotter) networkNotes(parties int, list []dossier.Agreement) []string {
	shared := slices.ContainsFunc(list, func(a dossier.Agreement) bool { return a.Shared > 0 })
	agree := slices.ContainsFunc(list, func(a dossier.Agreement) bool { return a.Shared > 0 && a.Share >= leastShare })
	switch {
	case parties == 1:
		return []string{"One party alone: there is nobody to agree with."}
	case !shared:
		return []string{"No two parties have a position on the same issue, so there are no lines."}
	}
	notes := []string{"Whole: half of the way to full agreement or more. Dashed: less. Thicker: more issues on which both have a position."}
	if parties > fewParties {
		notes[0] = "A line: half of the way to full agreement or more. Thicker: more issues on which both have a position."
	}
	if !agree {
		return append(notes, "No two parties are half of the way to full agreement, so there are no groups.")
	}
	return append(notes, "A group: parties that agree with one another more than with the rest (modularity). The numbers are in the table (CSV).")
}

// placed lays the parties out. The frames are those of the groups, in their order, then those of parties by themselves; no
// name, ring or frame lies over another.
func (p *Plotter) placed(parties []dossier.Party, list []dossier.Agreement) ([]node, []box) {
	g, groups := newAgreed(parties, list), Groups(parties, list)
	boxes := g.laidOut()
	scale := edgeLength / typicalLength(g, boxes)
	for _, b := range boxes { // whoever stands far off need not stand that far
		scale = min(scale, edgeLength*float64(len(boxes))/max(1e-9, math.Hypot(b.x, b.y)))
	}
	members := make([][]int, slices.Max(groups))
	nodes := make([]node, len(parties))
	for i, party := range parties {
		n := node{box: boxes[i], name: p.broken(party.Name, wordSize, false, nameWidth, 4), group: groups[i]}
		n.x, n.y, n.w, n.h = n.x*scale, n.y*scale, nodeRadius+1, nodeRadius+4+nameLeading*float64(len(n.name))/2
		for _, line := range n.name {
			n.w = max(n.w, p.measure(line, wordSize, false)/2)
		}
		nodes[i] = n
		if n.group > 0 {
			members[n.group-1] = append(members[n.group-1], i)
		}
	}
	for i, n := range nodes {
		if n.group == 0 {
			members = append(members, []int{i})
		}
	}
	frames := make([]box, len(members))
	for k, of := range members {
		inner := make([]box, len(of))
		for i, m := range of {
			inner[i] = nodes[m].box
		}
		spread(inner, nodeGap, nodeGap)
		if len(of) > 1 {
			drawTogether(inner, 1.6*nodeGap, 1.6*nodeGap)
		}
		for i, m := range of {
			nodes[m].box = inner[i]
		}
		frames[k] = around(inner)
		if len(of) > 1 {
			f := &frames[k]
			f.w, f.h, f.y = f.w+groupPadding, f.h+groupPadding+groupHead/2, f.y-groupHead/2
			f.w = max(f.w, 50)
		}
	}
	before := slices.Clone(frames)
	spread(frames, groupGap, groupGap)
	drawTogether(frames, groupGap, groupGap)
	for k, of := range members {
		for _, m := range of {
			nodes[m].x += frames[k].x - before[k].x
			nodes[m].y += frames[k].y - before[k].y
		}
	}
	return nodes, frames
}

// typicalLength is the middle one of the lengths of a network's edges, or of the ways between its nodes.
func typicalLength(g agreed, boxes []box) float64 {
	var lengths []float64
	for i, a := range boxes {
		for j, b := range boxes[:i] {
			if g.HasEdgeBetween(int64(i), int64(j)) || g.Edges().Len() == 0 {
				lengths = append(lengths, math.Hypot(a.x-b.x, a.y-b.y))
			}
		}
	}
	slices.Sort(lengths)
	if len(lengths) == 0 || lengths[len(lengths)/2] < 1e-9 {
		return 1
	}
	return lengths[len(lengths)/2]
}

// around is the box around boxes.
func around(boxes []box) box {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, b := range boxes {
		minX, minY, maxX, maxY = min(minX, b.x-b.w), min(minY, b.y-b.h), max(maxX, b.x+b.w), max(maxY, b.y+b.h)
	}
	return box{(minX + maxX) / 2, (minY + maxY) / 2, (maxX - minX) / 2, (maxY - minY) / 2}
}
