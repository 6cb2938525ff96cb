package commands

import (
	"fmt"
	"strings"
	"unicode"
)

// shown makes stored words safe for a terminal: characters that steer the order of writing, or the terminal, are made
// visible, so that nothing reads otherwise than it is stored. What programs read (JSON, CSV) is never changed.
func shown(s string) string {
	if !strings.ContainsFunc(s, steers) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if steers(r) {
			fmt.Fprintf(&b, "[U+%04X]", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func steers(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	}
	return false
}
