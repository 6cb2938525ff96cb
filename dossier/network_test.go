package dossier

import (
	"fmt"
	"testing"
)

// Ensures that the matrices are those that Discourse Network Analyzer counts. Ann: two for the fee, one against the
// monitors, one conditional on them. Ben: three against the fee, one against the monitors. Cem: one for the fee.
func TestMatrices(t *testing.T) {
	ann, ben, cem, fee, monitors := NewID(), NewID(), NewID(), NewID(), NewID()
	claims := []Claim{{ann, fee, Supports, 2}, {ann, monitors, Opposes, 1}, {ann, monitors, Conditional, 1}, {ben, fee, Opposes, 3}, {ben, monitors, Opposes, 1}, {cem, fee, Supports, 1}}
	actors, issues := []ID{ann, ben, cem}, []ID{fee, monitors}
	for _, c := range []struct {
		what   string
		matrix Matrix
		want   string
		left   int
	}{
		{"actors and issues, stance ignored", TwoMode(claims, actors, issues, QualifierBinary, AggregateIgnore), "[[2 1] [3 1] [1 0]]", 1},
		{"actors and issues, for less against", TwoMode(claims, actors, issues, QualifierBinary, AggregateSubtract), "[[2 -1] [-3 -1] [1 0]]", 1},
		{"on the scale the conditional one counts nothing", TwoMode(claims, actors, issues, QualifierScale, AggregateSubtract), "[[2 -1] [-3 -1] [1 0]]", 0},
		{"on the scale it is a statement", TwoMode(claims, actors, issues, QualifierScale, AggregateIgnore), "[[2 2] [3 1] [1 0]]", 0},
		{"Ann and Ben agree on the monitors once; Ann and Cem on the fee, two by one", OneMode(claims, actors, issues, QualifierBinary, AggregateCongruence), "[[0 1 2] [1 0 0] [2 0 0]]", 1},
		{"Ann and Ben conflict on the fee, two by three", OneMode(claims, actors, issues, QualifierBinary, AggregateConflict), "[[0 6 0] [6 0 3] [0 3 0]]", 1},
		{"congruence less conflict", OneMode(claims, actors, issues, QualifierBinary, AggregateSubtract), "[[0 -5 2] [-5 0 -3] [2 -3 0]]", 1},
		{"joint use, stance ignored: 2×3 + 1×1", OneMode(claims, actors, issues, QualifierBinary, AggregateIgnore), "[[0 7 2] [7 0 3] [2 3 0]]", 1},
		{"each stance once", OneMode(Once(claims), actors, issues, QualifierBinary, AggregateConflict), "[[0 1 0] [1 0 1] [0 1 0]]", 1},
		{"on the scale a conditional one is half way", OneMode(claims, actors, issues, QualifierScale, AggregateCongruence), "[[0 1.5 2] [1.5 0 0] [2 0 0]]", 0},
		{"nobody said anything", OneMode(nil, actors[:2], issues, QualifierScale, AggregateConflict), "[[0 0] [0 0]]", 0},
	} {
		if got := fmt.Sprint(c.matrix.Weights); got != c.want || c.matrix.Left != c.left {
			t.Errorf("%s: %s, %d left out; want %s, %d", c.what, got, c.matrix.Left, c.want, c.left)
		}
	}
}

// Ensures that agreement is the share of the way from conflict everywhere to agreement everywhere, over the issues on
// which both have a position.
func TestAgreements(t *testing.T) {
	g := Grid{Parties: []Party{{ID: NewID()}, {ID: NewID()}, {ID: NewID()}}}
	for _, row := range [][]Stance{{Supports, Opposes, ""}, {Supports, Supports, ""}, {Conditional, "", Conditional}} {
		var cells []Cell
		for _, s := range row {
			c := Cell{Stance: s}
			if s != "" {
				c.Count = 1
			}
			cells = append(cells, c)
		}
		g.Cells = append(g.Cells, cells)
	}
	got := map[string]string{}
	for _, a := range Agreements(g) {
		got[fmt.Sprint(at(g, a.A), at(g, a.B))] = fmt.Sprintf("%.2f over %d", a.Share, a.Shared)
	}
	if want := map[string]string{"0 1": "0.50 over 2", "0 2": "1.00 over 1", "1 2": "0.00 over 0"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v", got)
	}
}

func at(g Grid, id ID) int {
	for i, p := range g.Parties {
		if p.ID == id {
			return i
		}
	}
	return -1
}

// Ensures that numbers of one text are told apart from those of another whatever their script and their thousands.
func TestNumbersApart(t *testing.T) {
	for _, c := range [][3]string{
		{"12 lorries", "15 lorries", "12 against 15"},
		{"1,200 people", "1200 people", ""},
		{"١٢ شاحنة", "12 lorries", ""},
		{"12 of 15 lorries", "12 of 18 lorries", "15 against 18"},
		{"no numbers", "15 lorries", ""},
		{"in 2026, 12 left", "30 left", "12 against 30"},
		{"12 monitors and 3 cars", "15 monitors and 3 cars", "12 against 15"},
		{"5 million coins", "5,000,000 coins", ""},
		{"1.250 coins", "1250 coins", ""},
		{"0.125 coins", "125 coins", ""},
		{"007 coins", "7 coins", ""},
		{"2.5 coins", "25 coins", "2.5 against 25"},
		{"2,5 coins", "2.5 coins", ""},
		{"1.200.000 coins", "1,200,000 coins", ""},
	} {
		if got := numbersApart(c[0], c[1], true); got != c[2] {
			t.Errorf("%q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	for _, c := range [][3]string{ // of two texts that only may tell the same
		{"300 guards are from abroad", "they get a rest every 12 days", ""},
		{"300 guards are from abroad", "of the guards, 250 are from abroad; 280 guards are left", "300 against 280"},
		{"every lorry pays 12", "pays 15, he said", "12 against 15"},
	} {
		if got := numbersApart(c[0], c[1], false); got != c[2] {
			t.Errorf("%q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
