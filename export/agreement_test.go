package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// camps makes agreements of parties in so many camps: high within, low across; seed varies what they are.
func camps(parties []dossier.Party, n int, seed uint64) (list []dossier.Agreement) {
	r := rand.New(rand.NewPCG(seed, 7))
	for i := range parties {
		for j := range parties[:i] {
			a := dossier.Agreement{A: parties[j].ID, B: parties[i].ID, Share: 0.45 * r.Float64(), Shared: 1 + r.IntN(5)}
			if i%n == j%n {
				a.Share = 0.7 + 0.3*r.Float64()
			} else if r.IntN(8) == 0 {
				a.Share, a.Shared = 0.5, 1
			}
			list = append(list, a)
		}
	}
	return list
}

// Those who agree are a group, those who agree with nobody are in none, and the same positions give the same groups
// and places each time.
func TestGroups(t *testing.T) {
	tests := []struct {
		why     string
		parties int
		list    func([]dossier.Party) []dossier.Agreement
		want    []int
	}{
		{"nobody", 0, func([]dossier.Party) []dossier.Agreement { return nil }, []int{}},
		{"one", 1, func([]dossier.Party) []dossier.Agreement { return nil }, []int{0}},
		{"two who agree", 2, func(p []dossier.Party) []dossier.Agreement {
			return []dossier.Agreement{{A: p[0].ID, B: p[1].ID, Share: 0.5, Shared: 1}}
		}, []int{1, 1}},
		{"two who do not", 2, func(p []dossier.Party) []dossier.Agreement {
			return []dossier.Agreement{{A: p[0].ID, B: p[1].ID, Share: 0.49, Shared: 9}}
		}, []int{0, 0}},
		{"one beside two", 3, func(p []dossier.Party) []dossier.Agreement {
			return []dossier.Agreement{{A: p[0].ID, B: p[2].ID, Share: 1, Shared: 1}, {A: p[0].ID, B: p[1].ID}}
		}, []int{1, 0, 1}},
		{"three camps", 9, func(p []dossier.Party) []dossier.Agreement { return camps(p, 3, 1) }, []int{1, 2, 3, 1, 2, 3, 1, 2, 3}},
	}
	for _, tt := range tests {
		parties := partiesOf(tt.parties)
		list := tt.list(parties)
		places := newAgreed(parties, list).laidOut()
		for range 20 {
			if got := Groups(parties, list); !slices.Equal(got, tt.want) {
				t.Fatalf("%s: %v, want %v", tt.why, got, tt.want)
			}
			if again := newAgreed(parties, list).laidOut(); !slices.Equal(again, places) {
				t.Fatalf("%s: other places: %v, %v", tt.why, again, places)
			}
		}
	}
}

// Who agrees stands together: in three camps the parties of a camp are nearer to one another than to the others.
func TestWhoAgreesStandsTogether(t *testing.T) {
	p := plotter(t)
	for seed := range uint64(8) {
		parties := partiesOf(12)
		nodes, _ := p.placed(parties, camps(parties, 3, seed))
		within, across := 0.0, 0.0
		for i, a := range nodes {
			for j, b := range nodes[:i] {
				distance := (a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y)
				if i%3 == j%3 {
					within += distance / 18
				} else {
					across += distance / 48
				}
			}
		}
		if within*1.5 > across {
			t.Errorf("seed %d: %.0f within a camp, %.0f across", seed, within, across)
		}
	}
}

// The network draws every party and line; no name lies over another, over a ring or over a share, and no frame over another,
// whatever the number of parties and whoever agrees.
func TestNetwork(t *testing.T) {
	p := plotter(t)
	for _, n := range []int{1, 2, 3, 5, 8, 12, 40} {
		for seed := range uint64(4) {
			if n == 40 && seed > 1 {
				continue // it takes a second each
			}
			parties := partiesOf(n)
			list := camps(parties, 1+int(seed), seed)
			if seed == 3 {
				list = nil
			}
			t.Run(fmt.Sprintf("%d/%d", n, seed), func(t *testing.T) {
				nodes, frames := p.placed(parties, list)
				for i := range frames {
					for j := range frames[:i] {
						if dx, dy := frames[i].apart(frames[j], 0, 0); dx != 0 || dy != 0 {
							t.Errorf("frame %d lies over frame %d", i, j)
						}
					}
				}
				for i := range nodes {
					for j := range nodes[:i] {
						if dx, dy := nodes[i].apart(nodes[j].box, 0, 0); dx != 0 || dy != 0 {
							t.Errorf("%s lies over %s", parties[i].Name, parties[j].Name)
						}
					}
				}
				d := p.Network(parties, list)
				svg, img := drawn(t, d)
				checkWords(t, p, d, img)
				if got := wellFormed(t, svg, "circle"); got != n {
					t.Errorf("%d rings", got)
				}
				lines := 0
				for _, a := range list {
					if n <= fewParties || a.Share >= leastShare {
						lines++
					}
				}
				if got := wellFormed(t, svg, "path"); got != lines {
					t.Errorf("%d lines, want %d", got, lines)
				}
				if strings.Contains(svg, "…") {
					t.Error("a name is cut")
				}
			})
		}
	}
	svg, _ := drawn(t, p.Network(nil, nil))
	if !strings.Contains(svg, nothingWords) {
		t.Error(svg)
	}
}

// The lines tell by their look who agrees: dashed below half of the way, thicker with more issues, none without a shared one;
// a group is named in words.
func TestNetworkLines(t *testing.T) {
	p := plotter(t)
	parties := []dossier.Party{{ID: dossier.NewID(), Name: "A"}, {ID: dossier.NewID(), Name: "B"}, {ID: dossier.NewID(), Name: "<C>"}}
	list := []dossier.Agreement{{A: parties[0].ID, B: parties[1].ID, Share: 0.75, Shared: 4}, {A: parties[0].ID, B: parties[2].ID, Share: 0.25, Shared: 2}, {A: parties[1].ID, B: parties[2].ID}}
	svg, _ := drawn(t, p.Network(parties, list))
	for _, want := range []string{"Group 1", ">75 %<", ">25 %<", `stroke-width="5"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("%s is not there\n%s", want, svg)
		}
	}
	if wellFormed(t, svg, "path") != 2 || strings.Count(svg, "dasharray") != 1 || strings.Contains(svg, "Group 2") {
		t.Error(svg)
	}
	var b bytes.Buffer
	if err := NetworkCSV(&b, parties, list); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 4 || !slices.Equal(rows[1], []string{"A", "B", "0.75", "4", "1", "1"}) || !slices.Equal(rows[2], []string{"A", "<C>", "0.25", "2", "1", "0"}) || rows[3][2] != "" {
		t.Errorf("%v %v", rows, err)
	}
}

// A line goes around a party that stands in its way.
func TestLinesGoAround(t *testing.T) {
	parties := partiesOf(3)
	nodes := []node{{box: box{0, 0, 20, 20}}, {box: box{100, 0, 20, 20}}, {box: box{200, 0, 20, 20}}}
	list := tied(nodes, parties, []dossier.Agreement{{A: parties[0].ID, B: parties[2].ID, Share: 1, Shared: 1}, {A: parties[0].ID, B: parties[1].ID, Share: 1, Shared: 1}})
	if !list[0].bent || list[1].bent || !list[0].clears(nodes, 0, 2) {
		t.Errorf("%+v", list)
	}
}
