package export

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// Ensures that what stops the PDF stops every form, and that what is to be looked at is told with every form: only what is
// about pages and letters is told of the PDF alone.
func TestStopsOfEveryForm(t *testing.T) {
	for _, tt := range []struct {
		why   string
		harm  func(*dossier.Packet)
		want  string
		stops bool
		pages bool // only of the PDF
	}{
		{"a source is marked higher", func(p *dossier.Packet) { p.Sources[3].Document.Marking = "TLP:RED" }, "it is marked TLP:RED and the packet is marked TLP:AMBER", true, false},
		{"a marking of the house", func(p *dossier.Packet) {
			p.Recipe.Marking, p.Sources[3].Document.Marking = "Desk", "TLP:RED"
		}, "whether “Desk” is as strict", false, false},
		{"a statement that is not printed", func(p *dossier.Packet) {
			p.Judgements[0].Unresolved = []dossier.Unresolved{{Statement: 14, Why: "was rejected"}}
		}, "it cites statement 14, which was rejected", true, false},
		{"no word of the scale", func(p *dossier.Packet) { p.Judgements[0].Likelihood = "quite likely" }, "is not a word of the scale", true, false},
		{"no confidence", func(p *dossier.Packet) { p.Judgements[0].Confidence = "sky-high" }, "is no confidence", true, false},
		{"six judgements", func(p *dossier.Packet) {
			p.Judgements = slices.Concat(p.Judgements, p.Judgements, p.Judgements)
		}, "there are 6 key judgements", true, false},
		{"nothing is cited", func(p *dossier.Packet) { p.Judgements[1].Quotes = nil }, "it cites no statement", false, false},
		{"the front page is not printed", func(p *dossier.Packet) {
			p.Judgements[1].Likelihood, p.Parts = "quite likely", []dossier.Part{dossier.PartMatrix}
		}, "", false, false},
		{"a long bottom line", func(p *dossier.Packet) { p.Recipe.BottomLine = strings.Repeat("word ", 61) }, "the bottom line has 61 words", false, false},
		{"a translation of nobody", func(p *dossier.Packet) { p.Quotes[1].Translation.By = "" }, "does not say who translated", false, false},
		{"a text that no packet holds", func(p *dossier.Packet) {
			r := &p.Sources[0].Revision
			r.Text += strings.Repeat(" ", usual.text)
			r.SHA256 = sha256.Sum256([]byte(r.Text))
		}, "which a packet cannot hold", true, false},
		{"too full a front page", func(p *dossier.Packet) { p.Judgements[0].Text = strings.Repeat("Arvenia will accept. ", 120) }, "it does not fit on one page", true, true},
		{"a letter without a glyph", func(p *dossier.Packet) { p.Recipe.BottomLine = "Nothing 中 yet." }, "no font here has these characters", false, true},
	} {
		for _, f := range Forms {
			p := fullPacket(t)
			tt.harm(&p)
			_, report, err := FormBytes(context.Background(), p, f, Options{Fonts: testFonts(t)})
			here := tt.want != "" && !(tt.pages && f != FormPDF)
			var refused *RefusedError
			if stopped := errors.As(err, &refused); stopped != (here && tt.stops) || err != nil && !stopped {
				t.Errorf("%s, %s: %v", tt.why, f, err)
			}
			told := slices.ContainsFunc(report.Problems, func(q Problem) bool { return strings.Contains(q.Sentence, tt.want) && q.Stops == tt.stops })
			if here != told && tt.want != "" {
				t.Errorf("%s, %s: told is %v: %+v", tt.why, f, told, report.Problems)
			}
		}
	}
}
