package textview

// heights adds up the heights of blocks: a Fenwick tree, so that a block that turns out higher than was guessed costs
// a few additions and not one for every block below it.
type heights struct{ tree []float32 }

func newHeights(n int) heights { return heights{make([]float32, n+1)} }

// fill sets all heights at once.
func (h heights) fill(height func(i int) float32) {
	clear(h.tree)
	for i := 1; i < len(h.tree); i++ {
		h.tree[i] += height(i - 1)
		if up := i + i&-i; up < len(h.tree) {
			h.tree[up] += h.tree[i]
		}
	}
}

// add makes block i higher by some dp.
func (h heights) add(i int, by float32) {
	for i++; i < len(h.tree); i += i & -i {
		h.tree[i] += by
	}
}

// above is the height of all blocks before block i.
func (h heights) above(i int) float32 {
	sum := float32(0)
	for ; i > 0; i -= i & -i {
		sum += h.tree[i]
	}
	return sum
}

// at gives the block that holds a height; the first or the last one beyond them.
func (h heights) at(y float32) int {
	n := len(h.tree) - 1
	step := 1
	for step*2 <= n {
		step *= 2
	}
	i := 0
	for ; step > 0; step /= 2 {
		if next := i + step; next <= n && h.tree[next] <= y {
			i = next
			y -= h.tree[next]
		}
	}
	return min(i, n-1)
}
