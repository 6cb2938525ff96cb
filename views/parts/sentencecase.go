package parts

import (
	"unicode"
	"unicode/utf8"
)

// SentenceCase begins words with a capital, as a sentence does.
func SentenceCase(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
