package textview

// edge is a side of an outline: across it is Length wide, down it is Length high.
type edge struct {
	X, Y, Length float32
	Down         bool
	Foot         bool // across, below the words
}

// outline gives the sides of the figure that parts of lines make together: a side between two parts that lie upon each
// other is left out, so that words over two lines stand in one frame. The parts are from the top; two of one line lie
// beside each other.
func outline(parts []rect) []edge {
	var out []edge
	for _, r := range parts {
		out = append(out, edge{X: r.X, Y: r.Y, Length: r.Height, Down: true}, edge{X: r.X + r.Width, Y: r.Y, Length: r.Height, Down: true})
		var above, below []rect
		for _, o := range parts {
			switch {
			case touches(o.Y+o.Height, r.Y):
				above = append(above, o)
			case touches(r.Y+r.Height, o.Y):
				below = append(below, o)
			}
		}
		for _, free := range uncovered(r, above) {
			out = append(out, edge{X: free.X, Y: r.Y, Length: free.Width})
		}
		for _, free := range uncovered(r, below) {
			out = append(out, edge{X: free.X, Y: r.Y + r.Height, Length: free.Width, Foot: true})
		}
	}
	return out
}

func touches(a, b float32) bool { return a-b < 1 && b-a < 1 }

// uncovered gives the parts of a rectangle's width that none of the others covers.
func uncovered(r rect, others []rect) []rect {
	free := []rect{r}
	for _, o := range others {
		var rest []rect
		for _, f := range free {
			if o.X+o.Width <= f.X || o.X >= f.X+f.Width {
				rest = append(rest, f)
				continue
			}
			if o.X > f.X {
				rest = append(rest, rect{X: f.X, Width: o.X - f.X})
			}
			if end := f.X + f.Width; o.X+o.Width < end {
				rest = append(rest, rect{X: o.X + o.Width, Width: end - o.X - o.Width})
			}
		}
		free = rest
	}
	return free
}
