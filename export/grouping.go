package export

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/iterator"
	"gonum.org/v1/gonum/graph/layout"
	"gonum.org/v1/gonum/graph/simple"

	"parley/dossier"
)

// agreed is the graph of who agrees with whom: a node for each party by its place in their order, an edge where the way to
// full agreement is at least half gone, the heavier the more they agree and the more issues they share.
//
// gonum keeps nodes in maps; here they come in order, so that the same positions give the same picture.
type agreed struct {
	*simple.WeightedUndirectedGraph
}

// leastShare is from where on two parties are said to agree.
const leastShare = 0.5

func newAgreed(parties []dossier.Party, list []dossier.Agreement) agreed {
	g := agreed{simple.NewWeightedUndirectedGraph(0, 0)}
	place := map[dossier.ID]int{}
	for i, p := range parties {
		place[p.ID] = i
		g.AddNode(simple.Node(i))
	}
	for _, a := range list {
		i, known := place[a.A]
		j, both := place[a.B]
		if known && both && i != j && a.Shared > 0 && a.Share >= leastShare {
			g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(i), T: simple.Node(j), W: a.Share * float64(a.Shared)})
		}
	}
	return g
}

func ordered(nodes graph.Nodes) graph.Nodes {
	list := graph.NodesOf(nodes)
	slices.SortFunc(list, func(a, b graph.Node) int { return int(a.ID() - b.ID()) })
	return iterator.NewOrderedNodes(list)
}

// Nodes implements graph.Graph.
func (g agreed) Nodes() graph.Nodes { return ordered(g.WeightedUndirectedGraph.Nodes()) }

// From implements graph.Graph.
func (g agreed) From(id int64) graph.Nodes { return ordered(g.WeightedUndirectedGraph.From(id)) }

// source is where the layout and the groups take their chances from: always the same ones.
func source() rand.Source { return rand.NewPCG(0x5A12, 0xC0221D02) }

// Groups says in which group each party stands, from 1, in the order of the parties: those who agree with one another more
// than with the rest, by the modularity of the network (Louvain). A party that agrees with nobody is in group 0.
func Groups(parties []dossier.Party, list []dossier.Agreement) []int {
	g := newAgreed(parties, list)
	out := make([]int, len(parties))
	if g.Edges().Len() == 0 {
		return out
	}
	communities := community.Modularize(g, 1, source()).Communities()
	for _, c := range communities {
		slices.SortFunc(c, func(a, b graph.Node) int { return int(a.ID() - b.ID()) })
	}
	slices.SortFunc(communities, func(a, b []graph.Node) int { return int(a[0].ID() - b[0].ID()) })
	n := 0
	for _, c := range communities {
		if len(c) < 2 {
			continue
		}
		n++
		for _, node := range c {
			out[node.ID()] = n
		}
	}
	return out
}

// box is where a party or a group stands: its middle, and half its width and height.
type box struct{ x, y, w, h float64 }

// apart is how far b must go so that it is clear of a by the gap: along the shorter way, or not at all.
func (a box) apart(b box, gapX, gapY float64) (dx, dy float64) {
	overX, overY := a.w+b.w+gapX-math.Abs(b.x-a.x), a.h+b.h+gapY-math.Abs(b.y-a.y)
	if overX <= 1e-6 || overY <= 1e-6 {
		return 0, 0
	}
	if overX < overY {
		return math.Copysign(overX, b.x-a.x), 0
	}
	return 0, math.Copysign(overY, b.y-a.y)
}

// spread moves boxes apart until none is nearer to another than the gap: each pair by halves, and where they crowd one
// another without end, one after the other below.
func spread(boxes []box, gapX, gapY float64) {
	for range 400 {
		moved := false
		for i := range boxes {
			for j := i + 1; j < len(boxes); j++ {
				dx, dy := boxes[i].apart(boxes[j], gapX, gapY)
				if dx == 0 && dy == 0 {
					continue
				}
				moved = true
				boxes[i].x -= dx / 2
				boxes[i].y -= dy / 2
				boxes[j].x += dx / 2
				boxes[j].y += dy / 2
			}
		}
		if !moved {
			return
		}
	}
	for j := range boxes {
		for i := 0; i < j; i++ {
			if dx, dy := boxes[i].apart(boxes[j], gapX, gapY); dx != 0 || dy != 0 {
				boxes[j].y = boxes[i].y + boxes[i].h + boxes[j].h + gapY + 0.01
				i = -1 // it may have come upon one that was clear of it; it only goes down, so this ends
			}
		}
	}
}

// drawTogether moves boxes together together around their middle, as near as the gap lets them.
func drawTogether(boxes []box, gapX, gapY float64) {
	const pace = 4.0
	free := func(i int, b box) bool {
		for j, other := range boxes {
			if dx, dy := other.apart(b, gapX, gapY); j != i && (dx != 0 || dy != 0) {
				return false
			}
		}
		return true
	}
	var mx, my float64
	for _, b := range boxes {
		mx += b.x / float64(len(boxes))
		my += b.y / float64(len(boxes))
	}
	for range 400 {
		moved := false
		for i := range boxes {
			b := boxes[i]
			length := math.Hypot(mx-b.x, my-b.y)
			if length < pace {
				continue
			}
			dx, dy := pace*(mx-b.x)/length, pace*(my-b.y)/length
			for _, way := range [3][2]float64{{dx, dy}, {dx, 0}, {0, dy}} {
				if to := (box{b.x + way[0], b.y + way[1], b.w, b.h}); math.Hypot(way[0], way[1]) > 0.5 && free(i, to) {
					boxes[i], moved = to, true
					break
				}
			}
		}
		if !moved {
			return
		}
	}
}

// mostPull is how hard all springs at one node may pull together, in the layout's own measure.
const mostPull = 3

// laidOut gives each node a place, about one unit from those it agrees with: a spring at each edge, nodes pushing one
// another away (Eades).
func (g agreed) laidOut() []box {
	n := g.WeightedUndirectedGraph.Nodes().Len()
	out := make([]box, n)
	if n < 2 {
		return out
	}
	pulls, hardest := make([]float64, n), 1e-9 // at each node, by all its springs
	for _, e := range graph.WeightedEdgesOf(g.WeightedEdges()) {
		for _, end := range [2]int64{e.From().ID(), e.To().ID()} {
			pulls[end] += e.Weight()
			hardest = max(hardest, pulls[end])
		}
	}
	scaled := agreed{simple.NewWeightedUndirectedGraph(0, 0)}
	for i := range n {
		scaled.AddNode(simple.Node(i))
	}
	for _, e := range graph.WeightedEdgesOf(g.WeightedEdges()) { // springs that pull harder would swing ever farther
		scaled.SetWeightedEdge(simple.WeightedEdge{F: e.From(), T: e.To(), W: mostPull * e.Weight() / hardest})
	}
	eades := layout.EadesR2{Updates: 300, Repulsion: 1, Rate: 0.05, Theta: 0.2, Src: source()}
	o := layout.NewOptimizerR2(scaled, eades.Update)
	for o.Update() {
	}
	lost := false
	for i := range out {
		p := o.Coord2(int64(i))
		out[i].x, out[i].y = p.X, p.Y
		lost = lost || !(math.Hypot(p.X, p.Y) < 1e6)
	}
	if lost { // a force without bounds: on a circle instead
		for i := range out {
			out[i].y, out[i].x = math.Sincos(2 * math.Pi * float64(i) / float64(n))
		}
	}
	lieDown(out)
	return out
}

// lieDown turns places so that they spread from left to right more than from top to bottom, as names do.
func lieDown(boxes []box) {
	var mx, my, xx, yy, xy float64
	for _, b := range boxes {
		mx, my = mx+b.x/float64(len(boxes)), my+b.y/float64(len(boxes))
	}
	for _, b := range boxes {
		dx, dy := b.x-mx, b.y-my
		xx, yy, xy = xx+dx*dx, yy+dy*dy, xy+dx*dy
	}
	sin, cos := math.Sincos(-math.Atan2(2*xy, xx-yy) / 2)
	for i, b := range boxes {
		dx, dy := b.x-mx, b.y-my
		boxes[i].x, boxes[i].y = dx*cos-dy*sin, dx*sin+dy*cos
	}
}
