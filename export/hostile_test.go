package export

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/dossier"
)

// hostile are texts that somebody may have pasted anywhere.
var hostile = []string{"", " ", "🙂🙂 smile", "\u202Eevil\u202C (\\)", strings.Repeat("x", 10_000), "שלום (12) abc", "\xff\xfe\x00\x07", "line\nline\r\n\tline", strings.Repeat("word ", 400), "中文 हिन्दी ไทย", "\u0301\u0301e\u0301", "“”", "%d %s", "السلام عليكم 123"}

// poison puts a text in every field that a person or another program fills.
func poison(p *dossier.Packet, s string) {
	for i := range p.Judgements {
		p.Judgements[i].Text, p.Judgements[i].Reason = "A "+clip(s, 200), clip(s, 120)
	}
	p.Since.Recipe.Reference = s
	for i := range p.Changes {
		p.Changes[i].Party, p.Changes[i].Issue = s, s
	}
	for i := range p.Timeline {
		p.Timeline[i].Party, p.Timeline[i].Issue = s, s
	}
	for i := range p.Shifts {
		p.Shifts[i].Party, p.Shifts[i].Issue, p.Shifts[i].Note, p.Shifts[i].Verdict.Reason, p.Shifts[i].Verdict.Analyst = s, s, s, s, s
	}
	for i := range p.Gaps {
		p.Gaps[i].Party, p.Gaps[i].Issue = s, s
	}
	for i := range p.Drafts {
		p.Drafts[i].Title, p.Drafts[i].Outlet = s, s
	}
	for i := range p.Clauses {
		p.Clauses[i].Number = s
		for k := range p.Clauses[i].Texts {
			for n := range p.Clauses[i].Texts[k] {
				p.Clauses[i].Texts[k][n].Text = s
			}
		}
	}
	for i := range p.Index {
		p.Index[i].Name = s
	}
	for i := range p.Quotes {
		p.Quotes[i].Translation.Text, p.Quotes[i].Translation.By = s, s
		p.Quotes[i].Speaker, p.Quotes[i].Role = s, s
	}
	for i := range p.Sections {
		for k := range p.Sections[i].Sentences {
			c := &p.Sections[i].Sentences[k]
			c.Body, c.Analyst, c.Stale = s, s, s
		}
		for k := range p.Sections[i].Panels {
			c := &p.Sections[i].Panels[k].Summary
			c.Body, c.Analyst, c.Stale = s, s, s
		}
	}
	p.Recipe.Language = s
}

// Whatever stands in a field, the pages stay sound, and the file verifies.
func TestHostileFields(t *testing.T) {
	for i, s := range hostile {
		for _, excerpts := range []bool{false, true} {
			p := samplePacket(t)
			poison(&p, s)
			p.Recipe.Excerpts = excerpts
			d, problems, err := prepare(context.Background(), p, Options{Fonts: testFonts(t)})
			if err != nil || d == nil {
				t.Fatalf("text %d: %v %+v", i, err, problems)
			}
			if slices.ContainsFunc(problems, func(p Problem) bool { return p.Stops && p.Where == "front page" }) { // rightly: the others are still looked at
				t.Logf("text %d does not fit on the front page", i)
				p.Parts = dossier.Parts[1:]
				d, problems, err = prepare(context.Background(), p, Options{Fonts: testFonts(t)})
			}
			if err != nil || d == nil || slices.ContainsFunc(problems, func(p Problem) bool { return p.Stops }) {
				t.Fatalf("text %d: %v %+v", i, err, problems)
			}
			checkPages(t, fmt.Sprintf("text %d", i), d)
			b, _ := write(t, p, fmt.Sprintf("hostile-%d", i))
			if v, err := VerifyBytes(context.Background(), b, ""); err != nil || !v.OK() {
				t.Errorf("text %d: %v", i, err)
			}
			checkQPDF(t, b)
		}
	}
}

// FuzzFields: whatever stands in every field at once, the pages stay sound and the numbers on them right.
func FuzzFields(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, uint8(3), true)
	}
	fonts := testFonts(f)
	f.Fuzz(func(t *testing.T, s string, turn uint8, letter bool) {
		if len(s) > 3000 {
			return
		}
		p := samplePacket(t)
		poison(&p, s)
		n := int(turn) % (len(dossier.Parts) - 1)
		p.Parts = append(slices.Clone(dossier.Parts[1+n:]), dossier.Parts[1:1+n]...) // without the front page, which may rightly be too full
		if letter {
			p.Recipe.Paper = "Letter"
		}
		d, problems, err := prepare(context.Background(), p, Options{Fonts: fonts})
		if err != nil || d == nil {
			t.Fatalf("%v %+v", err, problems)
		}
		checkPages(t, "fuzz", d)
	})
}
