package typeset

import "github.com/go-text/typesetting/segmenter"

// Graphemes returns where each grapheme (what people take for one character) of p begins, and at last len(p).
func Graphemes(p []rune) []int {
	var seg segmenter.Segmenter
	seg.Init(p)
	out := make([]int, 0, len(p)+1)
	for it := seg.GraphemeIterator(); it.Next(); {
		out = append(out, it.Grapheme().Offset)
	}
	return append(out, len(p))
}

// WordAt returns the word that holds the character at i, by UAX #29, for a double click; a space or mark by itself is
// its own. It looks at most 256 code points to each side.
func WordAt(p []rune, i int) (start, end int) {
	if len(p) == 0 {
		return 0, 0
	}
	i = min(max(i, 0), len(p)-1)
	from, to := max(0, i-256), min(len(p), i+256)
	var seg segmenter.Segmenter
	seg.Init(p[from:to])
	for it := seg.WordIterator(); it.Next(); {
		w := it.Word()
		if a, b := from+w.Offset, from+w.Offset+len(w.Text); a <= i && i < b {
			return a, b
		}
	}
	return i, i + 1
}

// Extent is a part of a line from left to right.
type Extent struct{ X, Width float32 }

// X returns where the caret stands before the character at offset, from the line's left edge.
func (l Line) X(p []rune, offset int, m *Measurer) float32 {
	for _, r := range l.Runs {
		if offset >= r.Start && offset < r.End {
			return r.edge(p, offset, m)
		}
	}
	// No run holds it: it is the start of the line, or after the last visible character.
	if (offset <= l.Start) == l.RTL {
		return l.Width
	}
	return 0
}

// Offset returns the grapheme boundary that is nearest to x, from the line's left edge.
func (l Line) Offset(p []rune, x float32, m *Measurer) int {
	first, last := l.Start, l.visibleEnd()
	if len(l.Runs) == 0 {
		return l.Start
	}
	if x <= 0 || x >= l.Width {
		if (x <= 0) == l.RTL {
			return last
		}
		return first
	}
	for _, r := range l.Runs {
		if x >= r.X+r.Width {
			continue
		}
		bounds := Graphemes(p[r.Start:r.End])
		low, high := 0, len(bounds)-1
		for high-low > 1 {
			mid := (low + high) / 2
			e := r.edge(p, r.Start+bounds[mid], m)
			if (e <= x) != r.RTL {
				low = mid
			} else {
				high = mid
			}
		}
		a, b := r.edge(p, r.Start+bounds[low], m), r.edge(p, r.Start+bounds[high], m)
		if abs(x-a) <= abs(b-x) {
			return r.Start + bounds[low]
		}
		return r.Start + bounds[high]
	}
	return last
}

// Extents returns the parts of the line that p[start:end] covers, from left to right, those that touch as one: the
// rectangles of a selection or highlight.
func (l Line) Extents(p []rune, start, end int, m *Measurer) []Extent {
	var out []Extent
	for _, r := range l.Runs {
		a, b := max(start, r.Start), min(end, r.End)
		if a >= b {
			continue
		}
		x0, x1 := r.edge(p, a, m), r.edge(p, b, m)
		if x0 > x1 {
			x0, x1 = x1, x0
		}
		if n := len(out); n > 0 && x0-(out[n-1].X+out[n-1].Width) < 0.01 {
			out[n-1].Width = x1 - out[n-1].X
			continue
		}
		out = append(out, Extent{x0, x1 - x0})
	}
	return out
}

func (l Line) visibleEnd() int {
	end := l.Start
	for _, r := range l.Runs {
		end = max(end, r.End)
	}
	return end
}

// edge returns the x of the boundary before offset within the run; offset may be its end.
func (r Run) edge(p []rune, offset int, m *Measurer) float32 {
	var w float32
	switch {
	case offset <= r.Start:
	case offset >= r.End:
		w = r.Width
	case r.Tag == "":
		w = min(m.stretch(p[r.Start:offset], r.Style), r.Width)
	}
	if r.RTL {
		return r.X + r.Width - w
	}
	return r.X + w
}

// stretch returns the width of text with spaces in it, word by word as Lines measures it.
func (m *Measurer) stretch(p []rune, style Style) float32 {
	var w float32
	for i := 0; i < len(p); {
		j := i
		for j < len(p) && isSpace(p[j]) == isSpace(p[i]) && j-i < longWord {
			j++
		}
		if isSpace(p[i]) {
			w += m.space(p[i:j], style)
		} else {
			w += m.plain(p[i:j], style)
		}
		i = j
	}
	return w
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}
