package dossier

import (
	"cmp"
	"strconv"
	"strings"
)

// ComparePlaces orders the places of a packet as a reader counts them: by their words, then by the numbers at their ends, so
// that Q2 comes before Q10.
func ComparePlaces(a, b string) int {
	part := func(s string) (string, int) {
		words := strings.TrimRight(s, "0123456789")
		n, _ := strconv.Atoi(s[len(words):]) // no number counts as 0
		return words, n
	}
	wordsA, numberA := part(a)
	wordsB, numberB := part(b)
	return cmp.Or(strings.Compare(wordsA, wordsB), cmp.Compare(numberA, numberB), strings.Compare(a, b))
}
