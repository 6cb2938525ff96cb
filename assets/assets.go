// Package assets holds what is built into the program: fonts with their licences, the icon and the sample articles.
package assets

import "embed"

//go:embed fonts
var fonts embed.FS

// Font returns the bytes of a bundled TrueType font, such as "NotoSerif-Regular". It panics on a name that is not
// bundled: names are constants of this program. Each call returns its own copy, because gofpdf changes the bytes
// that it is given.
func Font(name string) []byte {
	b, err := fonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		panic(err)
	}
	return b
}
