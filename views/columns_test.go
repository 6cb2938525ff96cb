package views

import "testing"

// At the usual sizes library, article and card have the widths of the specification, and none falls below its least.
func TestColumns(t *testing.T) {
	for _, c := range []struct {
		name                   string
		width, library, card   float32
		noLibrary, noCard, drw bool
		wantLib, wantArt, want float32 // of the card
	}{
		{"laptop", 1366, 272, 360, false, false, false, 272, 734, 360},
		{"library folded", 1366, 272, 360, true, false, false, 0, 1006, 360},
		{"card folded", 1366, 272, 360, false, true, false, 272, 1094, 0},
		{"narrow", 1100, 272, 360, false, false, false, 272, 828, 0},
		{"narrow with drawer", 1100, 272, 360, false, false, true, 272, 828, 360},
		{"very narrow", 683, 272, 360, false, false, false, 0, 683, 0},
		{"dragged too far left", 1366, 10, 360, false, false, false, 224, 782, 360},
		{"dragged too far right", 1366, 900, 360, false, false, false, 486, 560, 320},
		{"wide", 2560, 272, 360, false, false, false, 272, 1928, 360},
	} {
		got := layColumns(c.width, c.library, c.card, c.noLibrary, c.noCard, c.drw)
		if got.library != c.wantLib || got.article != c.wantArt || got.card != c.want {
			t.Errorf("%s: library %v, article %v, card %v; want %v, %v, %v", c.name, got.library, got.article, got.card, c.wantLib, c.wantArt, c.want)
		}
		if got.articleX != got.library {
			t.Errorf("%s: the article begins at %v", c.name, got.articleX)
		}
	}
}
