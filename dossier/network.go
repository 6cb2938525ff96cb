package dossier

import (
	"cmp"
	"math"
	"slices"
)

// The matrices of discourse networks, counted as in Discourse Network Analyzer (P. Leifeld, "Discourse Network Analyzer
// manual"; the counts are those of its exporter, version 3): an actor's statements on a concept are counted for each value
// of the qualifier, and two actors are joined by the products of their counts.

// Claim is how often an actor took a stance on an issue. The actor is a party, a speaker or an outlet.
type Claim struct {
	Actor  ID
	Issue  ID
	Stance Stance
	Count  int
}

// Aggregation is what a matrix makes of stances.
type Aggregation string

// The aggregations. AggregateIgnore counts statements whatever their stance; AggregateSubtract counts those for less those
// against (of two actors: congruence less conflict); AggregateCongruence joins actors that agree, AggregateConflict those
// that do not.
const (
	AggregateIgnore     Aggregation = "ignore"
	AggregateSubtract   Aggregation = "subtract"
	AggregateCongruence Aggregation = "congruence"
	AggregateConflict   Aggregation = "conflict"
)

// Qualifier is how stances become the numbers of a matrix.
type Qualifier string

// The qualifiers. QualifierBinary knows supports (1) and opposes (0) and leaves conditional and ambiguous statements out, as
// a dossier of Discourse Network Analyzer with a boolean qualifier would; QualifierScale is an integer qualifier: supports
// 1, conditional and ambiguous 0, opposes -1.
const (
	QualifierBinary Qualifier = "binary"
	QualifierScale  Qualifier = "scale"
)

// Matrix is a table of weights with names.
type Matrix struct {
	Rows    []ID // actors
	Columns []ID // issues, or the same actors
	Weights [][]float64
	Left    int // statements that the qualifier does not know
}

// TwoMode gives the matrix of actors and issues, in the order given. Only AggregateIgnore and AggregateSubtract mean
// something there; the other two count as ignore.
func TwoMode(claims []Claim, actors, issues []ID, q Qualifier, a Aggregation) Matrix {
	t := tally(claims, actors, issues, q)
	m := Matrix{Rows: actors, Columns: issues, Weights: weights(len(actors), len(issues)), Left: t.left}
	for i := range actors {
		for j := range issues {
			for k, n := range t.counts[i][j] {
				switch {
				case a != AggregateSubtract:
					m.Weights[i][j] += n
				case q == QualifierScale:
					m.Weights[i][j] += n * t.values[k]
				case t.values[k] == 0:
					m.Weights[i][j] -= n
				default:
					m.Weights[i][j] += n
				}
			}
		}
	}
	return m
}

// OneMode joins actors by the issues on which both spoke.
func OneMode(claims []Claim, actors, issues []ID, q Qualifier, a Aggregation) Matrix {
	t := tally(claims, actors, issues, q)
	m := Matrix{Rows: actors, Columns: actors, Weights: weights(len(actors), len(actors)), Left: t.left}
	for i := range actors {
		for o := range actors {
			if i != o {
				m.Weights[i][o] = t.joined(i, o, a)
			}
		}
	}
	return m
}

type tallied struct {
	counts [][][]float64 // by actor, issue and value of the qualifier
	values []float64
	reach  float64 // from the least to the greatest value
	left   int
}

func (t tallied) joined(i, o int, a Aggregation) (w float64) {
	for j := range t.counts[i] {
		for k1, n1 := range t.counts[i][j] {
			for k2, n2 := range t.counts[o][j] {
				far := 0.0
				if t.reach > 0 {
					far = math.Abs(t.values[k1]-t.values[k2]) / t.reach
				}
				switch a {
				case AggregateCongruence:
					w += n1 * n2 * (1 - far)
				case AggregateConflict:
					w += n1 * n2 * far
				case AggregateSubtract:
					w += n1 * n2 * (1 - 2*far)
				default:
					w += n1 * n2
				}
			}
		}
	}
	return w
}

func tally(claims []Claim, actors, issues []ID, q Qualifier) tallied {
	row, column := places(actors), places(issues)
	claims = slices.DeleteFunc(slices.Clone(claims), func(c Claim) bool { // what is not in the matrix does not stretch its scale
		_, known := row[c.Actor]
		_, has := column[c.Issue]
		return !known || !has
	})
	t := tallied{values: []float64{0, 1}}
	value := map[Stance]int{Opposes: 0, Supports: 1}
	if q == QualifierScale { // only values that occur: they decide how far apart two are
		t.values, value = nil, map[Stance]int{}
		for _, v := range []struct {
			value   float64
			stances []Stance
		}{{-1, []Stance{Opposes}}, {0, []Stance{Conditional, Ambiguous}}, {1, []Stance{Supports}}} {
			if slices.ContainsFunc(claims, func(c Claim) bool { return slices.Contains(v.stances, c.Stance) && c.Count > 0 }) {
				for _, s := range v.stances {
					value[s] = len(t.values)
				}
				t.values = append(t.values, v.value)
			}
		}
	}
	if n := len(t.values); n > 0 {
		t.reach = t.values[n-1] - t.values[0]
	}
	t.counts = make([][][]float64, len(actors))
	for i := range t.counts {
		t.counts[i] = weights(len(issues), len(t.values))
	}
	for _, c := range claims {
		i, j := row[c.Actor], column[c.Issue]
		k, ok := value[c.Stance]
		if !ok {
			t.left += c.Count
			continue
		}
		t.counts[i][j][k] += float64(c.Count)
	}
	return t
}

func places(ids []ID) map[ID]int {
	at := make(map[ID]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	return at
}

func weights(rows, columns int) [][]float64 {
	w := make([][]float64, rows)
	for i := range w {
		w[i] = make([]float64, columns)
	}
	return w
}

// Once counts each actor's stance on an issue once, however often it was taken: DNA's "ignore duplicates across date
// range".
func Once(claims []Claim) []Claim {
	out := slices.Clone(claims)
	for i := range out {
		out[i].Count = min(out[i].Count, 1)
	}
	return out
}

// Agreement is how far two parties agree: of the issues on which both have a position, the share of the way between full
// conflict and full agreement. Shared 0: they have none in common.
type Agreement struct {
	A, B   ID
	Share  float64 // 0 they oppose each other everywhere, 1 they agree everywhere
	Shared int     // issues
}

// Agreements compares the parties of a grid by their newest stances, two by two.
func Agreements(g Grid) []Agreement {
	var list []Agreement
	for a := range g.Parties {
		for b := a + 1; b < len(g.Parties); b++ {
			one := Agreement{A: g.Parties[a].ID, B: g.Parties[b].ID}
			apart := 0
			for _, row := range g.Cells {
				if row[a].Count == 0 || row[b].Count == 0 {
					continue
				}
				one.Shared++
				steps := Steps(row[a].Stance, row[b].Stance)
				apart += max(steps, -steps)
			}
			if one.Shared > 0 {
				one.Share = 1 - float64(apart)/float64(3*one.Shared)
			}
			list = append(list, one)
		}
	}
	slices.SortStableFunc(list, func(x, y Agreement) int { return cmp.Compare(y.Share, x.Share) })
	return list
}
