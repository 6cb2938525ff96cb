package parts

import (
	"strconv"
	"strings"
)

// Number writes a number as the window does: with a comma at each thousand.
func Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// Count writes a number of things: "1 document", "1,240 documents", "4 parties", "2 days".
func Count(n int, noun string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(noun, "y"); ok && !strings.HasSuffix(noun, "ay") {
			noun = stem + "ies"
		} else {
			noun += "s"
		}
	}
	return Number(n) + " " + noun
}
