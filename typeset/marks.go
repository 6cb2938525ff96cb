package typeset

import (
	"fmt"
	"unicode"
)

// ControlTag returns the visible mark for the character at i where drawing it raw could hide something from the
// reader: "[RLO]" for a direction control, "[ZWSP]" for a character without width, "[U+0007]" for any other control.
// It returns "" for everything else: a joiner or non-joiner between Arabic or Indic letters, or in an emoji, belongs to
// the spelling. (Hidden direction controls can make a text read as its opposite: CVE-2021-42574.)
func ControlTag(p []rune, i int) string {
	r := p[i]
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r < 0x7F || r >= 0xA0 && r < 0xAD || r > 0xAD && r < 0x600:
		return ""
	}
	if name, ok := controlNames[r]; ok {
		if r == 0x200C || r == 0x200D {
			if spells(p, i-1) || spells(p, i+1) {
				return ""
			}
		}
		return "[" + name + "]"
	}
	if r >= 0xFE00 && r <= 0xFE0F { // variation selectors choose a look and hide nothing
		return ""
	}
	if r == 0x85 || r == 0x2028 || r == 0x2029 {
		return ""
	}
	if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) && !(r >= 0x600 && r < 0x606 || r == 0x6DD || r == 0x70F || r == 0x8E2) {
		return fmt.Sprintf("[U+%04X]", r)
	}
	return ""
}

func spells(p []rune, i int) bool {
	return i >= 0 && i < len(p) && (p[i] >= 0x600 && p[i] < 0x1100 || p[i] >= 0xFB50 && p[i] < 0xFE00 || p[i] >= 0xFE0F && p[i] <= 0xFEFC ||
		p[i] >= 0x1F000 && p[i] < 0x20000 || p[i] >= 0x2600 && p[i] < 0x2800)
}

// IsInvisible reports whether r has neither ink nor width, so that a painter leaves it out where it has no tag.
func IsInvisible(r rune) bool {
	if r < 0xAD {
		return r < 0x20 || r >= 0x7F && r < 0xA0
	}
	_, named := controlNames[r]
	return named || r >= 0xFE00 && r <= 0xFE0F || r == 0x2028 || r == 0x2029
}

// IsDirectionControl reports whether r steers the order in which text is shown.
func IsDirectionControl(r rune) bool {
	return r == 0x61C || r == 0x200E || r == 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

var controlNames = map[rune]string{
	0xAD: "SHY", 0x34F: "CGJ", 0x61C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
	0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ",
	0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
}
