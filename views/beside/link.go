package beside

import "slices"

// link says which place of one text belongs to which of another: at paragraphs that both have they are the same, and
// between them they run in proportion.
type link struct{ from, to []int } // offsets, both rising

// paragraph is a line of a text and where it begins, in code points.
type paragraph struct {
	start int
	words string
}

// linked aligns two texts by the paragraphs that stand once in each and in the same order.
func linked(a, b []paragraph, lengthA, lengthB int) link {
	count := func(list []paragraph) map[string]int {
		n := map[string]int{}
		for _, p := range list {
			n[p.words]++
		}
		return n
	}
	inA, inB := count(a), map[string]int{}
	for i, p := range b {
		if _, twice := inB[p.words]; twice {
			inB[p.words] = -1
			continue
		}
		inB[p.words] = i
	}
	l := link{[]int{0}, []int{0}}
	// The longest row of common paragraphs that rises in both.
	type common struct{ a, b, before, length int }
	var row []common
	best := -1
	for _, p := range a {
		at, ok := inB[p.words]
		if !ok || at < 0 || inA[p.words] != 1 || p.words == "" {
			continue
		}
		c := common{p.start, b[at].start, -1, 1}
		const look = 200 // further back nothing is looked for: texts are short, and hostile ones stay quick
		for i := max(0, len(row)-look); i < len(row); i++ {
			if row[i].b < c.b && row[i].length >= c.length {
				c.before, c.length = i, row[i].length+1
			}
		}
		row = append(row, c)
		if best < 0 || c.length > row[best].length {
			best = len(row) - 1
		}
	}
	var found []common
	for i := best; i >= 0; i = row[i].before {
		found = append(found, row[i])
	}
	slices.Reverse(found)
	for _, c := range found {
		if c.a > l.from[len(l.from)-1] && c.b > l.to[len(l.to)-1] {
			l.from, l.to = append(l.from, c.a), append(l.to, c.b)
		}
	}
	if lengthA > l.from[len(l.from)-1] && lengthB > l.to[len(l.to)-1] {
		l.from, l.to = append(l.from, lengthA), append(l.to, lengthB)
	}
	return l
}

// there gives the place in the second text that belongs to one in the first; back the other way.
func (l link) there(offset int) int { return between(l.from, l.to, offset) }

func (l link) back(offset int) int { return between(l.to, l.from, offset) }

func between(from, to []int, offset int) int {
	i, exact := slices.BinarySearch(from, offset)
	switch {
	case exact:
		return to[i]
	case i == 0:
		return to[0]
	case i == len(from):
		return to[len(to)-1]
	}
	part := float64(offset-from[i-1]) / float64(from[i]-from[i-1])
	return to[i-1] + int(part*float64(to[i]-to[i-1]))
}
