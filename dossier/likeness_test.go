package dossier

import "testing"

// A near copy is told of by its share; a part and a whole by what they are; and all the same is only what has no other words.
func TestLikenessWords(t *testing.T) {
	for _, c := range []struct {
		share, reverse float64
		want           string
	}{
		{0.929, 0.95, "92 % the same as “Envoy” (document 12)"},
		{0.92, 0.5, "92 % the same as “Envoy” (document 12)"},
		{0.9999, 0.9999, "99 % the same as “Envoy” (document 12)"},
		{1, 1, "100 % the same as “Envoy” (document 12)"},
		{1, 0.98, "99 % the same as “Envoy” (document 12)"},
		{1, 0.2, "to 100 % a part of “Envoy” (document 12), which is longer"},
		{0.2, 0.999, "longer than “Envoy” (document 12), of which it holds 99 %"},
	} {
		l := Likeness{Document: Document{Number: 12, Title: "Envoy"}, Share: c.share, Reverse: c.reverse}
		if got := l.Words(); got != c.want {
			t.Errorf("%v, %v: %q, want %q", c.share, c.reverse, got, c.want)
		}
	}
}
