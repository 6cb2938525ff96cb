package typeset

import "golang.org/x/text/unicode/bidi"

// resetSpaces is rule L1 on one line: separators, and spaces before them or at the end of the line, take the
// paragraph's level. levels is changed in place.
func resetSpaces(cls []bidi.Class, levels []uint8, base uint8) {
	blank := true
	for i := len(levels) - 1; i >= 0; i-- {
		c := cls[i]
		switch {
		case c == bidi.B || c == bidi.S:
			levels[i], blank = base, true
		case isBlank(c):
			if blank {
				levels[i] = base
			}
		default:
			blank = false
		}
	}
}

// isBlank tells what rule L1 counts as space: white space, isolate controls, and what rule X9 removed.
func isBlank(c bidi.Class) bool {
	switch c {
	case bidi.WS, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

// Reorder is rule L2: it returns the places of levels in the order in which they are drawn from left to right.
func Reorder(levels []uint8) []int {
	order := make([]int, len(levels))
	var highest, lowestOdd uint8 = 0, 255
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l%2 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for level := highest; level >= lowestOdd && level > 0; level-- {
		for i := 0; i < len(order); {
			if levels[order[i]] < level {
				i++
				continue
			}
			j := i
			for j < len(order) && levels[order[j]] >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = j
		}
	}
	return order
}
