package parts

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName gives the English name of a language by its tag; of what is no tag, or not known, nothing.
func LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return ""
	}
	return display.English.Languages().Name(t)
}
