package dossier

import (
	"fmt"
	"math"
)

// Likeness says how far a text is the same as that of a document: of its runs of five words, which share stands there.
type Likeness struct {
	Document Document
	Share    float64 // of the runs of this text, those that stand in the document: 0 to 1
	Reverse  float64 // of the runs of the document, those that stand in this text: 0 to 1
}

// Words says what a text is: "92 % the same as “Envoy names a date” (document 12)". Of one that is a part of a longer text,
// or holds most of a shorter one, it says so instead. Shares are rounded down, and what is called all the same has the
// same words and no others.
func (l Likeness) Words() string {
	what := fmt.Sprintf("“%s” (document %d)", l.Document.Title, l.Document.Number)
	switch share := percent(l.Share); {
	case l.Share < 0.5:
		return fmt.Sprintf("longer than %s, of which it holds %d %%", what, percent(l.Reverse))
	case l.Reverse < 0.5:
		return fmt.Sprintf("to %d %% a part of %s, which is longer", share, what)
	case share == 100 && percent(l.Reverse) < 100:
		return "99 % the same as " + what
	default:
		return fmt.Sprintf("%d %% the same as %s", share, what)
	}
}

func percent(share float64) int { return int(math.Floor(100*share + 1e-9)) }
