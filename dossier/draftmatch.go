package dossier

import (
	"cmp"
	"context"
	"slices"
)

// How much two provisions must have in common to belong together: the share of the words of both, to which the same
// number adds sameNumber. One that stands in another place must be nearly the same, and long enough not to be so by chance.
const (
	clauseAlike = 0.34
	sameNumber  = 0.3
	movedAlike  = 0.8
	movedWords  = 5
)

// Bounds of what is compared each with each: pairs of provisions, and words in them.
const (
	mostPairs = 1 << 20
	mostWork  = 1 << 28
)

// clauseMatcher finds for each new provision the old one that it belongs to.
type clauseMatcher struct {
	ctx      context.Context
	old, new []Clause
	a, b     []wordCount
	of       []int  // by new provision: the old one, or -1
	inOrder  []bool // by new provision: it has an old one, and stands where that stood
	byNumber int
}

// match takes first what is equal at the beginning and the end, then the pairs that have most in common and keep the order
// of both, then what was moved.
func (m *clauseMatcher) match() ([]int, error) {
	m.a, m.b = wordCounts(m.old), wordCounts(m.new)
	m.of, m.inOrder = make([]int, len(m.new)), make([]bool, len(m.new))
	for j := range m.of {
		m.of[j] = -1
	}
	head, tail := 0, 0
	for head < len(m.old) && head < len(m.new) && m.equal(head, head) {
		m.take(head, head)
		head++
	}
	for tail < len(m.old)-head && tail < len(m.new)-head && m.equal(len(m.old)-1-tail, len(m.new)-1-tail) {
		tail++
		m.take(len(m.old)-tail, len(m.new)-tail)
	}
	if err := m.between(head, len(m.old)-tail, head, len(m.new)-tail, m.key, m.byNumbers); err != nil {
		return nil, err
	}
	return m.of, m.moved()
}

func (m *clauseMatcher) take(i, j int) { m.of[j], m.inOrder[j] = i, true }

func (m *clauseMatcher) equal(i, j int) bool {
	return Fold(m.old[i].Number) == Fold(m.new[j].Number) && m.old[i].Text == m.new[j].Text
}

func (m *clauseMatcher) key(c Clause) string { return Fold(c.Number) + "\x00" + c.Text }

// few reports whether stretches are short enough to compare each provision with each.
func (m *clauseMatcher) few(a0, a1, b0, b1 int) bool {
	words := func(list []wordCount) (n int) {
		for _, c := range list {
			n += len(c.of)
		}
		return n
	}
	n, k := a1-a0, b1-b0
	return n*k <= mostPairs && n*words(m.b[b0:b1])+k*words(m.a[a0:a1]) <= mostWork
}

// between matches a stretch of old provisions with one of new ones. Where it is too long, it is cut at those that stand
// once in either by their key, and more takes what lies between.
func (m *clauseMatcher) between(a0, a1, b0, b1 int, key func(Clause) string, more func(a0, a1, b0, b1 int) error) error {
	switch {
	case a0 == a1 || b0 == b1:
		return m.ctx.Err()
	case m.few(a0, a1, b0, b1):
		return m.closely(a0, a1, b0, b1)
	}
	for _, at := range m.unique(a0, a1, b0, b1, key) {
		if err := more(a0, at.a, b0, at.b); err != nil {
			return err
		}
		m.take(at.a, at.b)
		a0, b0 = at.a+1, at.b+1
	}
	return more(a0, a1, b0, b1)
}

// byNumbers matches a stretch by numbers where it is too long to compare all in it.
func (m *clauseMatcher) byNumbers(a0, a1, b0, b1 int) error {
	if a0 < a1 && b0 < b1 && !m.few(a0, a1, b0, b1) {
		m.byNumber += b1 - b0
	}
	return m.between(a0, a1, b0, b1, func(c Clause) string { return Fold(c.Number) }, func(a0, a1, b0, b1 int) error {
		if a0 < a1 && b0 < b1 && m.few(a0, a1, b0, b1) {
			m.byNumber -= b1 - b0
			return m.closely(a0, a1, b0, b1)
		}
		return m.ctx.Err()
	})
}

// unique gives the longest chain, in the order of both, of provisions that stand once in either by their key.
func (m *clauseMatcher) unique(a0, a1, b0, b1 int, key func(Clause) string) []run {
	type seen struct{ b, as, bs int }
	found := map[string]seen{}
	for _, c := range m.old[a0:a1] {
		s := found[key(c)]
		s.as++
		found[key(c)] = s
	}
	for j, c := range m.new[b0:b1] {
		if s, ok := found[key(c)]; ok {
			s.b, s.bs = b0+j, s.bs+1
			found[key(c)] = s
		}
	}
	var at []run
	for i, c := range m.old[a0:a1] {
		if s := found[key(c)]; key(c) != "" && s.as == 1 && s.bs == 1 {
			at = append(at, run{a0 + i, s.b, 1})
		}
	}
	return increasing(at)
}

// closely takes the pairs that have most in common and keep the order of both.
func (m *clauseMatcher) closely(a0, a1, b0, b1 int) error {
	n, k := a1-a0, b1-b0
	best := make([][]float64, n+1) // of the rest from i and j on
	for i := range best {
		best[i] = make([]float64, k+1)
	}
	score := make([][]float64, n)
	for i := n - 1; i >= 0; i-- {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		score[i] = make([]float64, k)
		for j := k - 1; j >= 0; j-- {
			s := m.score(a0+i, b0+j)
			score[i][j] = s
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if s > 0 {
				best[i][j] = max(best[i][j], s+best[i+1][j+1])
			}
		}
	}
	i := 0
	for j := range k {
		for i < n && best[i][j] > best[i][j+1] { // this one belongs to one from i on
			if score[i][j] > 0 && best[i][j] == score[i][j]+best[i+1][j+1] {
				m.take(a0+i, b0+j)
				i++
				break
			}
			i++
		}
	}
	return nil
}

func (m *clauseMatcher) score(i, j int) float64 {
	s := m.shared(i, j)
	if m.old[i].Number != "" && Fold(m.old[i].Number) == Fold(m.new[j].Number) {
		s += sameNumber
	}
	if s < clauseAlike {
		return 0
	}
	return s
}

// moved pairs what is left where the words are nearly the same and stand in another place: the most alike first.
func (m *clauseMatcher) moved() error {
	taken := make([]bool, len(m.old))
	for _, i := range m.of {
		if i >= 0 {
			taken[i] = true
		}
	}
	type pair struct {
		i, j  int
		share float64
	}
	var left []int // old ones
	for i := range m.old {
		if !taken[i] && m.a[i].n >= movedWords && !m.old[i].Head {
			left = append(left, i)
		}
	}
	var pairs []pair
	work := 0
	for j := range m.new {
		if m.of[j] >= 0 || m.b[j].n < movedWords || m.new[j].Head {
			continue
		}
		for _, i := range left {
			if work += len(m.a[i].of) + len(m.b[j].of); work > mostWork/4 {
				return m.ctx.Err() // so much is different that no one reads it as moved
			}
			if s := m.shared(i, j); s >= movedAlike {
				pairs = append(pairs, pair{i, j, s})
			}
		}
		if err := m.ctx.Err(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(pairs, func(x, y pair) int { return cmp.Or(cmp.Compare(y.share, x.share), cmp.Compare(x.j, y.j)) })
	for _, p := range pairs {
		if !taken[p.i] && m.of[p.j] < 0 {
			m.of[p.j], taken[p.i] = p.i, true
		}
	}
	return nil
}

// wordCount is how often a provision has each of its words, in the order of their hashes.
type wordCount struct {
	of []counted
	n  int
}

type counted struct {
	word uint64
	n    int
}

func wordCounts(clauses []Clause) []wordCount {
	out := make([]wordCount, len(clauses))
	for i, c := range clauses {
		words := slices.Clone(NewWording(c.Text))
		slices.Sort(words)
		out[i].n = len(words)
		for k, w := range words {
			if k > 0 && words[k-1] == w {
				out[i].of[len(out[i].of)-1].n++
			} else {
				out[i].of = append(out[i].of, counted{w, 1})
			}
		}
	}
	return out
}

// shared is the share of the words of both that they have in common (Dice's coefficient). Two without words, such as
// headings that have a number alone, share all.
func (m *clauseMatcher) shared(i, j int) float64 {
	a, b := m.a[i], m.b[j]
	if a.n+b.n == 0 {
		if m.old[i].Text == m.new[j].Text {
			return 1
		}
		return 0
	}
	common, x, y := 0, 0, 0
	for x < len(a.of) && y < len(b.of) {
		switch cmp.Compare(a.of[x].word, b.of[y].word) {
		case -1:
			x++
		case 1:
			y++
		default:
			common += min(a.of[x].n, b.of[y].n)
			x, y = x+1, y+1
		}
	}
	return 2 * float64(common) / float64(a.n+b.n)
}
