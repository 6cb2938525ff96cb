package list

import "testing"

// rows: a head of 24, two rows of 56, a head, three rows.
func sample() column {
	heads := map[int]bool{0: true, 3: true}
	return newColumn(7, func(i int) float32 {
		if heads[i] {
			return 24
		}
		return 56
	}, func(i int) bool { return heads[i] })
}

// Every height belongs to the row that lies there, and only rows in sight are drawn.
func TestWhere(t *testing.T) {
	c := sample()
	if c.height() != 2*24+5*56 {
		t.Fatalf("all rows are %v high", c.height())
	}
	for _, tt := range []struct {
		y    float32
		want int
	}{{-1, -1}, {0, 0}, {23, 0}, {24, 1}, {79, 1}, {80, 2}, {136, 3}, {160, 4}, {327, 6}, {328, -1}} {
		if got := c.at(tt.y); got != tt.want {
			t.Errorf("at %v lies row %d, want %d", tt.y, got, tt.want)
		}
	}
	for _, tt := range []struct {
		offset, height float32
		first, last    int
	}{{0, 100, 0, 3}, {24, 56, 1, 2}, {30, 56, 1, 3}, {300, 100, 6, 7}, {0, 0, 0, 0}} {
		if f, l := c.window(tt.offset, tt.height); f != tt.first || l != tt.last {
			t.Errorf("between %v and %v show rows %d to %d, want %d to %d", tt.offset, tt.offset+tt.height, f, l, tt.first, tt.last)
		}
	}
}

// Keys pass over heads, stop at the ends, and what is chosen comes into sight with its head.
func TestSteps(t *testing.T) {
	c := sample()
	for _, tt := range []struct{ from, n, want int }{
		{-1, 1, 1}, {1, 1, 2}, {2, 1, 4}, {4, -1, 2}, {1, -1, 1}, {6, 1, 6}, {1, 3, 5}, {6, -9, 1},
	} {
		if got := c.step(tt.from, tt.n); got != tt.want {
			t.Errorf("%d rows from %d lies %d, want %d", tt.n, tt.from, got, tt.want)
		}
	}
	if c.first() != 1 || c.last() != 6 {
		t.Errorf("the ends are %d and %d", c.first(), c.last())
	}
	if got := c.reveal(1, 100, 100); got != 0 {
		t.Errorf("row 1 shows at %v, want its head above it", got)
	}
	if got := c.reveal(6, 0, 100); got != 228 {
		t.Errorf("the last row shows at %v", got)
	}
	if got := c.page(1, 120, true); got != 4 {
		t.Errorf("a page down from 1 is %d", got)
	}
	if got := c.page(6, 120, false); got != 4 {
		t.Errorf("a page up from 6 is %d", got)
	}
	if c.groupHead(30) != 0 || c.groupHead(200) != 3 {
		t.Error("the head of the group is not found")
	}
}

// A list without rows, or with heads only, has nothing to choose.
func TestEmpty(t *testing.T) {
	none := newColumn(0, nil, nil)
	if none.first() != -1 || none.last() != -1 || none.at(0) != -1 || none.clamp(50, 10) != 0 {
		t.Error("an empty list offers a row")
	}
	heads := newColumn(2, func(int) float32 { return 24 }, func(int) bool { return true })
	if heads.first() != -1 || heads.last() != -1 {
		t.Error("a head can be chosen")
	}
}
