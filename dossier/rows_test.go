package dossier

import "testing"

func TestParseDocumentFilter(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  DocumentFilter
	}{
		{"", DocumentFilter{}},
		{"lake  fee", DocumentFilter{Text: "lake fee"}},
		{`state:NEW outlet:"Lake Herald" fee`, DocumentFilter{State: DocumentNew, OutletNamed: "Lake Herald", Text: "fee"}},
		{"lang:he tag:urgent open:", DocumentFilter{Lang: "he", Tag: "urgent", ToDecide: true}},
		{"outlet:“Ridge Post”", DocumentFilter{OutletNamed: "Ridge Post"}},
		{"state:soon 12:30 tag:", DocumentFilter{Text: "state:soon 12:30 tag:"}},
	} {
		if got := ParseDocumentFilter(c.typed); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.typed, got, c.want)
		}
	}
}
