package list

import "sort"

// column is where rows of given heights lie below one another.
type column struct {
	tops []float32 // tops[i] is the upper edge of row i; the last element is the height of all
	head []bool
}

func newColumn(n int, height func(int) float32, head func(int) bool) column {
	c := column{tops: make([]float32, n+1), head: make([]bool, n)}
	for i := range n {
		c.tops[i+1] = c.tops[i] + height(i)
		c.head[i] = head(i)
	}
	return c
}

func (c column) len() int        { return len(c.head) }
func (c column) height() float32 { return c.tops[len(c.tops)-1] }

// at returns the row at a height, or -1.
func (c column) at(y float32) int {
	if y < 0 || y >= c.height() {
		return -1
	}
	return sort.Search(c.len(), func(i int) bool { return c.tops[i+1] > y })
}

// window returns the rows that show between offset and offset+height, last exclusive.
func (c column) window(offset, height float32) (first, last int) {
	first = sort.Search(c.len(), func(i int) bool { return c.tops[i+1] > offset })
	last = sort.Search(c.len(), func(i int) bool { return c.tops[i] >= offset+height })
	return first, max(first, last)
}

// clamp returns the offset nearest to the wanted one at which nothing empty shows.
func (c column) clamp(offset, height float32) float32 {
	return max(0, min(offset, c.height()-height))
}

// reveal returns the offset nearest to the present one at which row i shows whole, with the head of its group where
// that stands right above it.
func (c column) reveal(i int, offset, height float32) float32 {
	if i < 0 || i >= c.len() {
		return c.clamp(offset, height)
	}
	if height <= 0 { // not laid out yet
		return offset
	}
	top := c.tops[i]
	if i > 0 && c.head[i-1] {
		top = c.tops[i-1]
	}
	switch {
	case top < offset:
		offset = top
	case c.tops[i+1] > offset+height:
		offset = c.tops[i+1] - height
	}
	return c.clamp(offset, height)
}

// step returns the row that is n rows down (up, where n is negative), not counting heads, or the last one that way.
func (c column) step(from, n int) int {
	dir := 1
	if n < 0 {
		dir, n = -1, -n
	}
	best := from
	for i := from + dir; n > 0 && i >= 0 && i < c.len(); i += dir {
		if !c.head[i] {
			best = i
			n--
		}
	}
	return best
}

// first and last return the rows at the ends, not counting heads, or -1.
func (c column) first() int { return c.step(-1, 1) }

func (c column) last() int {
	if i := c.step(c.len(), -1); i < c.len() {
		return i
	}
	return -1
}

// page returns the row a page further down (or up): the one that lies a height away.
func (c column) page(from int, height float32, down bool) int {
	if from < 0 {
		return c.first()
	}
	if !down {
		height = -height
	}
	y := max(0, min(c.tops[from]+height, c.height()-1))
	i := c.at(y)
	if i < 0 || i == from {
		if down {
			return c.step(from, 1)
		}
		return c.step(from, -1)
	}
	if c.head[i] {
		if next := c.step(i, 1); next != i {
			return next
		}
		return c.step(i, -1)
	}
	return i
}

// groupHead returns the head above the row at the offset, which stays in sight while its group scrolls, or -1.
func (c column) groupHead(offset float32) int {
	for i := c.at(offset); i >= 0; i-- {
		if c.head[i] {
			return i
		}
	}
	return -1
}
