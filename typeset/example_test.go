package typeset_test

import (
	"fmt"
	"unicode/utf8"

	"parley/typeset"
)

// A paragraph is broken, each run drawn where it stands, and a point found again.
func ExampleLines() {
	m := typeset.NewMeasurer(func(text string, _ typeset.Style) float32 { return float32(utf8.RuneCountInString(text)) })
	p := []rune("He said: שלום (לא יותר), and left.")
	for _, line := range typeset.Lines(p, 24, m, typeset.Options{}) {
		for _, run := range line.Runs {
			fmt.Printf("%2.0f %v %q\n", run.X, run.RTL, string(typeset.Visual(p, run, nil)))
		}
		fmt.Println("a click at 10 is before character", line.Offset(p, 10, m))
	}
	// Output:
	//  0 false "He said: "
	//  9 true "(רתוי אל) םולש"
	// 23 false ","
	// a click at 10 is before character 22
	//  0 false "and left."
	// a click at 10 is before character 34
}
