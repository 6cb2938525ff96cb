package dossier

import (
	"slices"
	"sort"
	"unicode"
)

// run is a stretch that two texts share: old[a:a+n] is new[b:b+n], in code points.
type run struct{ a, b, n int }

// Bounds that keep comparing near linear for any two texts: below closely words of both sides together, the shortest
// difference is looked for, if it takes at most farthest steps; above, the two are first cut at what is unique in both.
const (
	closely  = 2048
	farthest = 512
)

// align gives the stretches that two texts share, in the order of both. It compares words, so that no stretch begins
// inside one where the texts differ around it. What stands in another order is not found: an alignment keeps the order.
func align(old, new []rune) []run {
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	if head < len(old) || head < len(new) {
		head = backToWord(old, new, head)
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	for k := 0; k < longestWord && tail > 0 && (insideWord(old, len(old)-tail) || insideWord(new, len(new)-tail)); k++ {
		tail--
	}
	w := aligner{old: old, new: new, a: words(old, head, len(old)-tail), b: words(new, head, len(new)-tail)}
	w.add(0, 0, head)
	w.between(0, len(w.a), 0, len(w.b), 0)
	w.add(len(old)-tail, len(new)-tail, tail)
	return w.runs
}

func backToWord(old, new []rune, at int) int {
	for k := 0; k < longestWord && at > 0 && (insideWord(old, at) || insideWord(new, at)); k++ {
		at--
	}
	return at
}

// word is a word of a text, or one code point that is none.
type word struct {
	start, end int
	hash       uint64
}

// longestWord is the most code points that are compared as one.
const longestWord = 64

func words(text []rune, from, to int) []word {
	out := make([]word, 0, (to-from)/3)
	for i := from; i < to; {
		w := word{start: i, hash: 14695981039346656037} // FNV-1a
		for {
			w.hash = (w.hash ^ uint64(text[i])) * 1099511628211
			i++
			if i >= to || !insideWord(text, i) || i-w.start == longestWord {
				break
			}
		}
		w.end = i
		out = append(out, w)
	}
	return out
}

// insideWord says whether a place in a text divides a word. In scripts that are written without spaces every letter
// stands by itself, but for the marks on it.
func insideWord(text []rune, i int) bool {
	if i <= 0 || i >= len(text) || !ofWord(text[i-1]) || !ofWord(text[i]) {
		return false
	}
	return text[i] < 0x0E00 || unicode.Is(unicode.M, text[i]) || !unspaced(text[i])
}

func ofWord(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == 0x200D
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

type aligner struct {
	old, new []rune
	a, b     []word
	runs     []run
}

// add notes a shared stretch after those that are known; one that goes on where the last ended becomes part of it.
func (w *aligner) add(a, b, n int) {
	if n <= 0 {
		return
	}
	if k := len(w.runs) - 1; k >= 0 && w.runs[k].a+w.runs[k].n == a && w.runs[k].b+w.runs[k].n == b {
		w.runs[k].n += n
		return
	}
	w.runs = append(w.runs, run{a, b, n})
}

func (w *aligner) same(i, j int) bool {
	a, b := w.a[i], w.b[j]
	return a.hash == b.hash && slices.Equal(w.old[a.start:a.end], w.new[b.start:b.end])
}

func (w *aligner) take(i, j int) { w.add(w.a[i].start, w.b[j].start, w.a[i].end-w.a[i].start) }

// uniqueLengths are how many words in a row are looked for that stand once in either text, one length after the other.
var uniqueLengths = []int{16, 4, 1}

// between aligns words a0 to a1 of the old text with b0 to b1 of the new one.
func (w *aligner) between(a0, a1, b0, b1, depth int) {
	for a0 < a1 && b0 < b1 && w.same(a0, b0) {
		w.take(a0, b0)
		a0, b0 = a0+1, b0+1
	}
	tail := 0
	for a1-tail > a0 && b1-tail > b0 && w.same(a1-1-tail, b1-1-tail) {
		tail++
	}
	a1, b1 = a1-tail, b1-tail
	switch {
	case a0 == a1 || b0 == b1:
	case a1-a0+b1-b0 <= closely && w.shortest(a0, a1, b0, b1):
	case depth < len(uniqueLengths):
		n := uniqueLengths[depth]
		for _, at := range w.unique(a0, a1, b0, b1, n) {
			skip := max(a0-at.a, b0-at.b, 0) // covered by the one before
			if skip >= n {
				continue
			}
			w.between(a0, at.a+skip, b0, at.b+skip, depth+1)
			for k := skip; k < n; k++ {
				if w.same(at.a+k, at.b+k) { // hashes may lie
					w.take(at.a+k, at.b+k)
				}
			}
			a0, b0 = at.a+n, at.b+n
		}
		w.between(a0, a1, b0, b1, depth+1)
	}
	for ; tail > 0; tail-- {
		w.take(a1, b1)
		a1, b1 = a1+1, b1+1
	}
}

// unique gives the longest chain of places at which the same n words stand, each once on either side.
func (w *aligner) unique(a0, a1, b0, b1, n int) []run {
	type seen struct{ b, as, bs int32 }
	rows := func(words []word) []uint64 { // a hash of each n words in a row
		var out []uint64
		for i := 0; i+n <= len(words); i++ {
			h := uint64(n)
			for _, w := range words[i : i+n] {
				h = (h ^ w.hash) * 0x9E3779B97F4A7C15
				h ^= h >> 29
			}
			out = append(out, h)
		}
		return out
	}
	old := rows(w.a[a0:a1])
	found := make(map[uint64]seen, len(old))
	for _, h := range old {
		s := found[h]
		s.as++
		found[h] = s
	}
	for j, h := range rows(w.b[b0:b1]) {
		if s, ok := found[h]; ok && s.as == 1 {
			s.b, s.bs = int32(j), s.bs+1
			found[h] = s
		}
	}
	var at []run
	for i, h := range old {
		if s := found[h]; s.as == 1 && s.bs == 1 {
			at = append(at, run{a0 + i, b0 + int(s.b), n})
		}
	}
	return increasing(at)
}

// increasing gives the longest chain in which b grows as a does.
func increasing(at []run) []run {
	var ends []int // ends[k]: the place that ends the best chain of k+1
	before := make([]int, len(at))
	for i, r := range at {
		k := sort.Search(len(ends), func(k int) bool { return at[ends[k]].b >= r.b })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	out := make([]run, len(ends))
	if len(ends) > 0 {
		for i, k := ends[len(ends)-1], len(ends)-1; i >= 0; i, k = before[i], k-1 {
			out[k] = at[i]
		}
	}
	return out
}

// shortest takes the words that the shortest difference leaves (E. W. Myers, “An O(ND) difference algorithm and its
// variations”, 1986), and reports whether it took few enough steps to find it.
func (w *aligner) shortest(a0, a1, b0, b1 int) bool {
	n, m := a1-a0, b1-b0
	most := min(n+m, farthest)
	reach := make([]int32, 2*most+3) // by diagonal: how far of the old side
	var trace [][]int32
	for d := 0; d <= most; d++ {
		trace = append(trace, slices.Clone(reach[most+1-d:most+2+d]))
		for k := -d; k <= d; k += 2 {
			x := reach[most+1+k-1] + 1
			if k == -d || k != d && reach[most+1+k-1] < reach[most+1+k+1] {
				x = reach[most+1+k+1]
			}
			i := int(x)
			for i < n && i-k < m && w.same(a0+i, b0+i-k) {
				i++
			}
			reach[most+1+k] = int32(i)
			if i >= n && i-k >= m {
				w.walkBack(trace, a0, b0, n, m)
				return true
			}
		}
	}
	return false
}

func (w *aligner) walkBack(trace [][]int32, a0, b0, n, m int) {
	var pairs []run
	x, y := n, m
	for d := len(trace) - 1; d >= 0; d-- {
		v := trace[d] // the reach before step d, for diagonals -d to d
		at := func(k int) int {
			if k < -d || k > d {
				return -1
			}
			return int(v[k+d])
		}
		k := x - y
		before := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			before = k + 1
		}
		toX := at(before)
		toY := toX - before
		if d == 0 {
			toX, toY = 0, 0
		}
		for x > toX && y > toY {
			x, y = x-1, y-1
			pairs = append(pairs, run{x, y, 1})
		}
		x, y = toX, toY
	}
	for i := len(pairs) - 1; i >= 0; i-- {
		w.take(a0+pairs[i].a, b0+pairs[i].b)
	}
}

// Differences gives the parts of the old words that the new ones do not have, and those that they have instead.
func Differences(old, new string) (gone, come []Span) {
	a, b := []rune(old), []rune(new)
	return between(align(a, b), len(a), len(b))
}

// between gives what lies between shared stretches, of either text.
func between(runs []run, oldEnd, newEnd int) (gone, come []Span) {
	a, b := 0, 0
	for _, r := range append(slices.Clone(runs), run{oldEnd, newEnd, 0}) {
		if r.a > a {
			gone = append(gone, Span{a, r.a})
		}
		if r.b > b {
			come = append(come, Span{b, r.b})
		}
		a, b = r.a+r.n, r.b+r.n
	}
	return gone, come
}
