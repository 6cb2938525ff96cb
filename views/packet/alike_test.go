package packet

import (
	"fmt"
	"testing"

	"parley/app"
	"parley/dossier"
)

// Points that say the same of many places are one, which counts them, names them in the order of their numbers and leads to
// the first; what stops the export stays apart.
func TestAlike(t *testing.T) {
	const says = "no font here has these characters; they are printed as tags:"
	var list []app.Point
	ids := map[int]dossier.ID{}
	for _, n := range []int{1, 10, 11, 12, 2, 3} { // as words are sorted
		ids[n] = dossier.NewID()
		list = append(list, app.Point{Where: fmt.Sprintf("Q%d", n), Sentence: says + " [U+1F6A8] [U+0F00]", Statement: ids[n], Page: n})
	}
	list = append(list, app.Point{Where: "S1", Sentence: "these letters are printed unjoined: [U+06AA] and 3 more"},
		app.Point{Stops: true, Where: "Q1", Sentence: "it was changed"}, app.Point{Stops: true, Where: "Q2", Sentence: "it was changed"},
		app.Point{Where: "S1", Sentence: "its marking is higher", Field: "marking"}, app.Point{Where: "S2", Sentence: "its marking is higher", Field: "marking"})
	got := alike(list)
	if len(got) != 6 {
		t.Fatalf("%d points", len(got))
	}
	if q := got[0]; q.sentence != "6 places: "+says+" [U+0F00] [U+1F6A8]" || q.where != "p. 1 · Q1, Q2, Q3, Q10 and 2 more" || q.Statement != ids[1] || q.action == "" {
		t.Errorf("%q, at %q, leads to %v", q.sentence, q.where, q.Statement)
	}
	if q := got[1]; q.sentence != "These letters are printed unjoined: [U+06AA] and 3 more" || q.where != "S1" {
		t.Errorf("one alone: %q, at %q", q.sentence, q.where)
	}
	if got[2].word != wordStops || got[2].where != "Q1" || got[3].where != "Q2" || got[4].where != "S1" || got[5].where != "S2" {
		t.Errorf("%+v", got[2:])
	}
}
