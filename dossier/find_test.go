package dossier

import (
	"testing"
	"unicode/utf8"
)

func TestFinder(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        []string // as they stand in the text
	}{
		{"The gate, the Gate and THE GATE.", "gate", []string{"gate", "Gate", "GATE"}},
		{"aaaa", "aa", []string{"aa", "aa"}},
		{"“We waited,” he said", `"we waited,"`, []string{"“We waited,”"}},
		{"Café, CAFE and café", "cafe", []string{"Café", "CAFE", "café"}},
		{"two  spaces\nand a line", "two spaces and", []string{"two  spaces\nand"}},
		{"שָׁלוֹם עולם", "שלום", []string{"שָׁלוֹם"}},
		{"القُدس", "القدس", []string{"القُدس"}},
		{"Straße", "straße", []string{"Straße"}},
		{"Ελλάς", "ελλας", []string{"Ελλάς"}},
		{"a well–known fact", "well-known", []string{"well–known"}},
		{"Møller, MOLLER and œuvre", "moller", []string{"Møller", "MOLLER"}},
		{"wait… for it", "wait...", []string{"wait…"}},
		{"علی و على", "علي", []string{"علی", "على"}},
		{"٢٠٢٦", "2026", []string{"٢٠٢٦"}},
		{"nothing here", "missing", nil},
		{"nothing here", "  ", nil},
		{"", "a", nil},
	} {
		text := []rune(c.text)
		got := NewFinder(text).Find(c.words, 10)
		if len(got) != len(c.want) {
			t.Errorf("%q in %q: %v", c.words, c.text, got)
			continue
		}
		for i, s := range got {
			if words := string(text[s.Start:s.End]); words != c.want[i] {
				t.Errorf("%q in %q: %q, want %q", c.words, c.text, words, c.want[i])
			}
		}
	}
	if got := NewFinder([]rune("a a a a")).Find("a", 2); len(got) != 2 {
		t.Errorf("at most two: %v", got)
	}
}

// Whatever is looked for, what is found lies in the text, in order, and is found in itself.
func FuzzFinder(f *testing.F) {
	f.Add("The gate, the Gate", "gate")
	f.Add("שָׁלוֹם", "ש")
	f.Add("ﬁne ﷺ İi", "i")
	f.Fuzz(func(t *testing.T, text, words string) {
		if !utf8.ValidString(text) || !utf8.ValidString(words) {
			return
		}
		r := []rune(text)
		last := 0
		for _, s := range NewFinder(r).Find(words, 100) {
			if s.Start < last && s.Start != last-1 || s.Empty() || s.End > len(r) {
				t.Fatalf("%q in %q: %+v after %d", words, text, s, last)
			}
			if len(NewFinder(r[s.Start:s.End]).Find(words, 1)) != 1 {
				t.Fatalf("%q is not in %q", words, string(r[s.Start:s.End]))
			}
			last = s.End
		}
	})
}
