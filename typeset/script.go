package typeset

import "unicode"

// Script says which kind of font a character needs.
type Script uint8

// The scripts that a caller tells apart. Common characters (digits, spaces, punctuation, marks) take the script of the
// text around them; in a run, Common is left only where there is no other.
const (
	Common  Script = iota
	Western        // Latin, Greek, Cyrillic, Armenian, Georgian: what a text font holds
	Hebrew
	Arabic
	Symbols // arrows, shapes, mathematics, dingbats, emoji
	Other   // every other writing
)

// ScriptOf returns the script of one character.
func ScriptOf(r rune) Script {
	switch {
	case r < 0x80:
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return Western
		}
		return Common
	case r < 0xC0:
		if r == 0xAA || r == 0xBA || r == 0xB5 {
			return Western
		}
		return Common
	case r < 0x590:
		if r == 0xD7 || r == 0xF7 || r >= 0x2B9 && r < 0x370 {
			return Common
		}
		return Western
	case r < 0x600:
		return Hebrew
	case r < 0x700, r >= 0x750 && r < 0x780, r >= 0x870 && r < 0x900:
		return Arabic
	case r >= 0x10A0 && r < 0x1100, r >= 0x1C80 && r < 0x1CC0, r >= 0x1D00 && r < 0x2000, r >= 0x2C60 && r < 0x2C80, r >= 0xA640 && r < 0xA6A0, r >= 0xA720 && r < 0xA800, r >= 0xFB00 && r < 0xFB18:
		return Western
	case r >= 0x2000 && r < 0x2070, r >= 0x20A0 && r < 0x2100:
		return Common
	case r >= 0x2070 && r < 0x20A0, r >= 0x2100 && r < 0x2190:
		return Western
	case r >= 0x2190 && r < 0x2C00, r >= 0x1F000 && r < 0x20000:
		return Symbols
	case r >= 0xFB1D && r < 0xFB50:
		return Hebrew
	case r >= 0xFB50 && r < 0xFE00, r >= 0xFE70 && r <= 0xFEFC:
		return Arabic
	case r >= 0xFE00 && r < 0xFE10, r >= 0xFE20 && r < 0xFE30, r == 0xFEFF, r == 0xFFFD, unicode.Is(unicode.Mn, r):
		return Common
	}
	return Other
}
