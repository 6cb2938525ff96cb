package search

import (
	"testing"

	"parley/dossier"
)

// What was found is bold, letter for letter, in any script, and marks that do not fit are passed over.
func TestRuns(t *testing.T) {
	for _, c := range []struct {
		words string
		marks []dossier.Span
		want  []run
	}{
		{"live with monitors now", []dossier.Span{{Start: 10, End: 15}}, []run{{"live with ", false}, {"monit", true}, {"ors now", false}}},
		{"מפה לפני", []dossier.Span{{Start: 0, End: 3}}, []run{{"מפה", true}, {" לפני", false}}},
		{"a\nb", nil, []run{{"a b", false}}},
		{"short", []dossier.Span{{Start: 3, End: 9}, {Start: 2, End: 2}}, []run{{"short", false}}},
		{"", nil, nil},
	} {
		got := runs(c.words, c.marks)
		if len(got) != len(c.want) {
			t.Errorf("%q became %v, want %v", c.words, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q became %v, want %v", c.words, got, c.want)
			}
		}
	}
}

// Hits stand in groups in a set order, and a kind without hits has no head.
func TestLines(t *testing.T) {
	ls := lines([]dossier.Hit{{Kind: "document", Title: "D"}, {Kind: "statement", Snippet: "S", Title: "D"}, {Kind: "document", Title: "E"}})
	var got []string
	for _, l := range ls {
		if l.head != "" {
			got = append(got, l.head)
		} else {
			got = append(got, l.runs[0].words)
		}
	}
	want := []string{"Statements", "S", "Documents", "D", "E"}
	if len(got) != len(want) {
		t.Fatalf("lines are %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("lines are %q, want %q", got, want)
		}
	}
}
