package positions

import (
	"math/rand"
	"testing"
)

func framed(rows, columns int, open map[int]int) *frame {
	f := &frame{width: 1366, height: 572, columns: columns, lines: make([]int, rows), open: open}
	for i := range f.lines {
		f.lines[i] = 1 + i%2
	}
	f.sum()
	return f
}

// Columns share the room equally and are never narrower than 240.
func TestColumns(t *testing.T) {
	for _, c := range []struct {
		columns int
		want    float32
	}{{0, 240}, {1, 1152}, {4, 288}, {5, 240}, {40, 240}} {
		if got := framed(3, c.columns, nil).column(); got != c.want {
			t.Errorf("%d columns are %v wide, want %v", c.columns, got, c.want)
		}
	}
}

// A row is as high as its words and what is open under them, and the next begins where it ends.
func TestRows(t *testing.T) {
	f := framed(4, 4, map[int]int{1: 3, 2: 100})
	want := []float32{0, 70, 70 + 88 + 3*21 + 12, 70 + 88 + 3*21 + 12 + 70 + 13*21 + 12}
	for i, top := range want {
		if f.rowTop(i) != top {
			t.Errorf("row %d begins at %v, want %v", i, f.rowTop(i), top)
		}
	}
	if f.rowTop(4) != want[3]+88 {
		t.Errorf("the end is at %v", f.rowTop(4))
	}
}

// A click on a cell finds it, wherever the grid is scrolled; beside the cells there is none.
func TestHit(t *testing.T) {
	f := framed(60, 40, map[int]int{7: 4, 30: 12})
	r := rand.New(rand.NewSource(1))
	for range 500 {
		f.x, f.y = float32(r.Intn(9000)), float32(r.Intn(6000))
		f.clamp()
		row0, row1, col0, col1 := f.window()
		for row := row0; row <= row1; row++ {
			for col := col0; col <= col1; col++ {
				x, y, w, h := f.place(row, col)
				px, py := x+w/2, y+h/2
				if px < inset+issueWidth || py < headHeight {
					continue
				}
				if gr, gc, ok := f.hit(px, py); !ok || gr != row || gc != col {
					t.Fatalf("the middle of %d, %d hits %d, %d (%v)", row, col, gr, gc, ok)
				}
			}
		}
	}
	f.x, f.y = 0, 0
	for _, p := range [][2]float32{{10, 300}, {500, 10}} {
		if _, _, ok := f.hit(p[0], p[1]); ok {
			t.Errorf("%v hits a cell", p)
		}
	}
}

// The cells in sight fill the window, and no more than one row and column beyond it are drawn.
func TestWindow(t *testing.T) {
	f := framed(60, 40, map[int]int{3: 12})
	for y := float32(0); y < 7000; y += 37 {
		f.y, f.x = y, y
		f.clamp()
		row0, row1, col0, col1 := f.window()
		w, h := f.body()
		if f.rowTop(row0) > f.y || f.rowTop(row1+1) < min(f.y+h, f.rowTop(60)) {
			t.Fatalf("at %v rows %d to %d do not fill the window", f.y, row0, row1)
		}
		if c := f.column(); float32(col0)*c > f.x || float32(col1+1)*c < f.x+w-1 && col1 != 39 || float32(col1)*c > f.x+w {
			t.Fatalf("at %v columns %d to %d", f.x, col0, col1)
		}
		if row1-row0 > 9 || f.rowTop(row1) > f.y+h {
			t.Fatalf("at %v rows %d to %d are drawn", f.y, row0, row1)
		}
	}
}

// A cell that is revealed lies within the window; one that is in sight already does not move it.
func TestReveal(t *testing.T) {
	f := framed(60, 40, map[int]int{9: 5})
	r := rand.New(rand.NewSource(2))
	for range 300 {
		row, col := r.Intn(60), r.Intn(40)
		f.reveal(row, col)
		x, y, w, h := f.place(row, col)
		if x < inset+issueWidth-0.5 || x+w > f.width-inset+0.5 || y < headHeight-0.5 || y+h > f.height+0.5 {
			t.Fatalf("cell %d, %d lies at %v, %v, %v wide, %v high", row, col, x, y, w, h)
		}
		was := *f
		f.reveal(row, col)
		if f.x != was.x || f.y != was.y {
			t.Fatalf("revealing %d, %d again moves the grid", row, col)
		}
	}
}
