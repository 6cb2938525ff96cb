package dossier

import "testing"

// Ensures that what no packet can have is told with what there is instead, and that what one can have is not.
func TestRecipeMistakes(t *testing.T) {
	for _, test := range []struct {
		recipe Recipe
		field  string
		want   string
	}{
		{Recipe{Parts: []Part{"front", "sumary"}}, "parts", "there is no part “sumary”; there are front, matrix, issues, timeline, shifts, gaps, drafts, sources, index"},
		{Recipe{Paper: "A5"}, "paper", "there is no paper “A5”; there are A4, Letter"},
		{Recipe{Scale: "ICD203"}, "scale", "there is no scale “ICD203”; there are ICD 203, PHIA"},
		{Recipe{Language: "klingon"}, "language", "there is no language “klingon”; write its code, such as en, fr or pt-BR"},
		{Recipe{Language: "xx"}, "language", "there is no language “xx”; write its code, such as en, fr or pt-BR"},
		{Recipe{Marking: "TLP:PURPLE"}, "marking", "there is no marking “TLP:PURPLE” in the Traffic Light Protocol; there are TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"},
		{Recipe{Marking: "tlp amber"}, "marking", "there is no marking “tlp amber” in the Traffic Light Protocol; there are TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"},
		{Recipe{From: Day(2026, 11, 20), CutOff: Day(2026, 11, 10)}, "from", "it begins on 20 Nov 2026, after its cut-off on 10 Nov 2026: nothing was said between the two; let it begin before"},
		{Recipe{Reference: "NB-2", Since: "NB-2"}, "since", "it compares the packet “NB-2” with itself; name the one before it, or “none”"},
		{Recipe{Drafts: []int{7, 8, 7}}, "drafts", "document 7 is named twice as a draft: it would be compared with itself; name each once"},
	} {
		if got := test.recipe.Mistakes(); len(got) != 1 || got[0].Field != test.field || got[0].Sentence != test.want {
			t.Errorf("%+v: %q", test.recipe, got)
		}
	}
	for _, right := range []Recipe{{}, {Parts: Parts, Paper: "letter", Scale: ScalePHIA, Language: "pt-BR", Marking: "tlp: amber+strict"}, {Marking: "For the delegation only", Language: "zh-Hant"},
		{From: Day(2026, 11, 20), CutOff: Date{Day(2026, 11, 1).Time, PrecisionMonth}}, {Marking: "TLP:WHITE", From: Day(2026, 11, 20), CutOff: Day(2026, 11, 20), Since: SinceNone, Reference: SinceNone}, {Drafts: []int{7, 8}}} {
		if got := right.Mistakes(); len(got) != 0 {
			t.Errorf("%+v: %q", right, got)
		}
	}
}
