package dossier

import (
	"strings"
	"testing"
)

// show writes rows as a person reads them: number, status, then each draft with +added+ -deleted- and brackets.
func show(rows []ClauseRow) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(r.Number + " " + string(r.Status))
		for _, text := range r.Texts {
			b.WriteString(" | ")
			for _, p := range text {
				sign := map[PieceKind]string{PieceAdded: "+", PieceDeleted: "-"}[p.Kind]
				b.WriteString(sign + p.Text + sign)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Drafts stand side by side by provision: by number and words, in the order of the base; what is added, left out or in
// brackets is told word by word.
func TestCompareDrafts(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		want  string
	}{
		{"one draft", []string{"Article 1\nTrucks pass freely."}, "Article 1 agreed | Trucks pass freely.\n"},
		{"the same", []string{"1. Trucks pass.", "1. Trucks pass."}, "1 agreed | Trucks pass. | Trucks pass.\n"},
		{"a word", []string{"1. Trucks pass at all hours.", "1. Trucks pass at most hours."}, "1 open | Trucks pass at all hours. | Trucks pass at -all-+most+ hours.\n"},
		{"brackets", []string{"§ 2 The fee is [two] coins.", "§ 2 The fee is [two] coins."}, "§ 2 open | The fee is [two] coins. | The fee is [two] coins.\n"},
		{"one more", []string{"1. Trucks pass.\n2. Guards stay home.", "1. Trucks pass.\n2. A list names every gun.\n3. Guards stay home."},
			"1 agreed | Trucks pass. | Trucks pass.\n2 missing |  | +A list names every gun.+\n2 agreed | Guards stay home. | Guards stay home.\n"},
		{"one less", []string{"1. Trucks pass.\n2. Guards stay home.", "1. Trucks pass."}, "1 agreed | Trucks pass. | Trucks pass.\n2 missing | Guards stay home. | \n"},
		{"three", []string{"1. Trucks pass.", "1. Trucks may pass.", "1. Trucks pass.\n2. Nobody pays."},
			"1 open | Trucks pass. | Trucks +may +pass. | Trucks pass.\n2 missing |  |  | +Nobody pays.+\n"},
		{"no numbers", []string{"Trucks pass.\n\nGuards stay.", "Trucks pass."}, " agreed | Trucks pass. | Trucks pass.\n missing | Guards stay. | \n"},
		{"a preamble", []string{"The parties agree:\n1. Trucks pass."}, " agreed | The parties agree:\n1 agreed | Trucks pass.\n"},
		{"hebrew", []string{"סעיף 1\nמשאיות עוברות.", "סעיף 1\nמשאיות לא עוברות."}, "סעיף 1 open | משאיות עוברות. | משאיות +לא +עוברות.\n"},
		{"a wrapped line", []string{"Article 1\nThe treaty stands, and so does\nArticle 4 of the earlier treaty, with\n2.5 million crowns and until\n12. March of the year.\nArticle 2\nEnd.", "Article 2\nEnd."},
			"Article 1 missing | The treaty stands, and so does\nArticle 4 of the earlier treaty, with\n2.5 million crowns and until\n12. March of the year. | \nArticle 2 agreed | End. | End.\n"},
		{"an article put in", []string{"Article 4\nA.\nArticle 4bis\nB.\nArticle 5\nC."}, "Article 4 agreed | A.\nArticle 4bis agreed | B.\nArticle 5 agreed | C.\n"},
		{"deeper", []string{"1. A\n1.1 B\n1.2 C\n2. D\n2.1 E"}, "1 agreed | A\n1.1 agreed | B\n1.2 agreed | C\n2 agreed | D\n2.1 agreed | E\n"},
		{"counted anew", []string{"1. A\n2. B\n1. C"}, "1 agreed | A\n2 agreed | B\n1 agreed | C\n"},
		{"nothing", []string{"", "1. Trucks pass."}, "1 missing |  | +Trucks pass.+\n"},
	}
	for _, test := range tests {
		if got := show(CompareDrafts(test.texts)); got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// No word of a draft is lost or changed: its provisions hold its letters in their order, and so do its pieces that are
// not left out; a word in the middle of a line begins no provision.
func FuzzCompareDrafts(f *testing.F) {
	f.Add("Article 1\nTrucks [pass].\n2.1 Guards stay.", "Article 1: Trucks may pass.\n(b) Nobody pays\n\nSection of the road.")
	letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 4000 || len(b) > 4000 || strings.ToValidUTF8(a+b, "") != a+b {
			return
		}
		rows := CompareDrafts([]string{a, b})
		for n, text := range []string{a, b} {
			var got strings.Builder
			for _, r := range rows {
				for _, p := range r.Texts[n] {
					if p.Kind != PieceDeleted {
						got.WriteString(p.Text)
					}
				}
			}
			var want strings.Builder
			for _, c := range CutClauses(text) {
				want.WriteString(c.Text)
			}
			if letters(got.String()) != letters(want.String()) {
				t.Errorf("%q became %q", want.String(), got.String())
			}
		}
	})
}
