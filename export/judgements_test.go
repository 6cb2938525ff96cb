package export

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/dossier"
)

// What a reader would be misled by is told before the packet is written, with the judgement or field that it is about; what
// must not leave the house stops it.
func TestJudgementProblems(t *testing.T) {
	tests := []struct {
		why   string
		harm  func(*dossier.Packet)
		want  string
		stops bool
		about Problem // judgement, field, quotation, source
	}{
		{"likelihood and confidence in a sentence", func(p *dossier.Packet) {
			p.Judgements[0].Text = "They met. We judge with high confidence that a deal is likely."
		}, "“likely” and “high confidence” stand in one sentence", false, Problem{Judgement: 1, Field: "judgements"}},
		{"the same in the bottom line", func(p *dossier.Packet) {
			p.Recipe.BottomLine = "We are confident that a text is highly unlikely. Nothing else."
		}, "bottom line: “highly unlikely” and “confident”", false, Problem{Field: "bottom_line"}},
		{"both words in two sentences are right", func(p *dossier.Packet) {
			p.Judgements[0].Text = "A deal is likely. Confidence is low!"
		}, "", false, Problem{}},
		{"a word that is in no scale", func(p *dossier.Packet) { p.Judgements[1].Likelihood = "quite likely" }, "“quite likely” is not a word of the scale ICD 203", true, Problem{Judgement: 2, Field: "judgements"}},
		{"a word of the other scale", func(p *dossier.Packet) {
			p.Recipe.Scale = dossier.ScalePHIA
			p.Judgements[0].Likelihood, p.Judgements[2].Likelihood = "likely", "realistic possibility"
		}, "“Very likely” is not a word of the scale PHIA", true, Problem{Judgement: 2, Field: "judgements"}},
		{"a scale of one's own", func(p *dossier.Packet) { p.Recipe.Scale = "of our house" }, "“of our house” is no scale of likelihood", true, Problem{Field: "scale"}},
		{"no likelihood at all is allowed", func(p *dossier.Packet) { p.Judgements[0].Likelihood = "" }, "", false, Problem{}},
		{"a confidence of one's own", func(p *dossier.Packet) { p.Judgements[0].Confidence = "sky-high" }, "“sky-high” is no confidence", true, Problem{Judgement: 1, Field: "judgements"}},
		{"a rejected statement is cited", func(p *dossier.Packet) {
			p.Judgements[2].Unresolved = []dossier.Unresolved{{Statement: 14, Why: "was rejected on 18 Nov"}}
		}, "it cites statement 14, which was rejected on 18 Nov", true, Problem{Judgement: 3, Field: "judgements"}},
		{"nothing is cited", func(p *dossier.Packet) { p.Judgements[2].Quotes = nil }, "it cites no statement", false, Problem{Judgement: 3, Field: "judgements"}},
		{"high confidence on one source", func(p *dossier.Packet) { p.Judgements[1].Quotes = []int{5, 6, 7} }, "rests on one source", false, Problem{Judgement: 2, Field: "judgements"}},
		{"high confidence on one agency in two papers", func(p *dossier.Packet) {
			p.Sources[1].Document.Wire, p.Sources[3].Document.Wire = "Lake Press", "lake press"
		}, "rests on one source", false, Problem{Judgement: 2, Field: "judgements"}},
		{"a judgement without words", func(p *dossier.Packet) { p.Judgements[0].Text = " \n" }, "it has no words", true, Problem{Judgement: 1, Field: "judgements"}},
		{"six judgements", func(p *dossier.Packet) {
			p.Judgements = append(p.Judgements, p.Judgements...)
		}, "there are 6 key judgements", true, Problem{Judgement: 6, Field: "judgements"}},
		{"too long judgements", func(p *dossier.Packet) {
			p.Judgements[0].Text = strings.Repeat("Arvenia will accept the mission if the annex lists the guns. ", 12)
		}, "it does not fit on one page, by", true, Problem{Field: "judgements"}},
		{"too long a bottom line", func(p *dossier.Packet) {
			p.Recipe.BottomLine = strings.Repeat("Nobody has agreed to anything as yet. ", 30)
		}, "shorten the bottom line to 60 words", true, Problem{Field: "bottom_line"}},
		{"a judgement cites what is not there", func(p *dossier.Packet) { p.Judgements[0].Quotes = []int{99} }, "quotation Q99 is not in the packet", true, Problem{}},
		{"a timeline cites what is not there", func(p *dossier.Packet) { p.Timeline[0].Quote = -1 }, "quotation Q-1 is not in the packet", true, Problem{}},
		{"an index names a source that is not there", func(p *dossier.Packet) { p.Index[8].Sources = []int{0} }, "source S0 is not in the packet", true, Problem{}},
		{"a source is marked higher", func(p *dossier.Packet) { p.Sources[3].Document.Marking = "tlp: amber+strict" }, "it is marked TLP:AMBER+STRICT and the packet is marked TLP:AMBER", true, Problem{Source: 4, Field: "marking"}},
		{"the packet has no marking", func(p *dossier.Packet) {
			p.Recipe.Marking, p.Sources[3].Document.Marking = "", "TLP:GREEN"
		}, "marked TLP:GREEN and the packet is not marked", true, Problem{Source: 4, Field: "marking"}},
		{"the packet has a marking of the house", func(p *dossier.Packet) {
			p.Recipe.Marking, p.Sources[3].Document.Marking = "For the desk only", "TLP:RED"
		}, "whether “For the desk only” is as strict", false, Problem{Source: 4, Field: "marking"}},
		{"a source is marked as the packet or lower", func(p *dossier.Packet) {
			p.Sources[3].Document.Marking, p.Sources[2].Document.Marking, p.Sources[1].Document.Marking = "TLP:AMBER", "TLP:CLEAR", "by hand"
		}, "", false, Problem{}},
		{"nobody answers for a translation", func(p *dossier.Packet) { p.Quotes[1].Translation.By = "" }, "does not say who translated", false, Problem{Quote: 2}},
	}
	for _, tt := range tests {
		p := samplePacket(t)
		tt.harm(&p)
		problems := Preflight(p, Options{Fonts: testFonts(t)})
		if tt.want == "" {
			if len(problems) > 0 {
				t.Errorf("%s: %+v", tt.why, problems)
			}
			continue
		}
		found := false
		for _, got := range problems {
			if strings.Contains(got.Sentence, tt.want) {
				found = true
				if got.Stops != tt.stops || got.Judgement != tt.about.Judgement || got.Field != tt.about.Field || got.Quote != tt.about.Quote || got.Source != tt.about.Source {
					t.Errorf("%s: %+v", tt.why, got)
				}
			}
		}
		if !found {
			t.Errorf("%s: %q is not among %+v", tt.why, tt.want, problems)
		}
		if _, _, err := Bytes(context.Background(), p, Options{Fonts: testFonts(t)}); (err != nil) != tt.stops {
			t.Errorf("%s: %v", tt.why, err)
		}
	}
}

// Five judgements of two lines stand on the front page beside a bottom line of sixty words, on either paper.
func TestFiveJudgements(t *testing.T) {
	for _, paper := range []string{"A4", "Letter"} {
		p := samplePacket(t)
		p.Recipe.Paper = paper
		p.Judgements = append(p.Judgements, p.Judgements[0], p.Judgements[1])
		if paper == "Letter" { // 17.6 mm lower: the lists give way, and the title has one line
			p.Recipe.Title = "Sarran corridor talks"
		}
		d, problems := laid(t, p)
		if len(problems) > 0 {
			t.Errorf("%s: %+v", paper, problems)
		}
		checkPages(t, paper, d)
		write(t, p, "five-"+paper)
		if n := strings.Count(allText(d), "80–95"); n != 2 {
			t.Errorf("%s: %d judgements carry the range of their word", paper, n)
		}
	}
}

// An excerpt prints the quoted paragraphs and one on each side, says which of how many, and marks what it leaves out.
func TestExcerpts(t *testing.T) {
	b := newBuilder(t)
	b.parties("A")
	b.issues("I")
	var text []string
	for i := range 12 {
		text = append(text, fmt.Sprintf("This is paragraph number%d of the text.", i+1))
	}
	text[5] = "She said: “Not a metre less.”"
	s := b.source("T", "O", "en", day(11, 1), strings.Join(text, "\n\n"))
	b.quote(s, "“Not a metre less.”", dossier.Direct, "She", "", "A", day(11, 1), "I", dossier.Opposes, "")
	p := b.grid()
	p.Recipe.Excerpts = true
	p.Selected = 3
	d, _ := laid(t, p)
	checkPages(t, "excerpt", d)
	all := strings.ReplaceAll(allText(d), "\u00a0", "")
	for _, want := range []string{"number5of", "number7of", "Excerpt,¶5–7of12", "S1.txt", "1of3statements,2leftout"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not on the pages", want)
		}
	}
	for _, not := range []string{"number4of", "number8of", "number1of"} {
		if strings.Contains(all, not) {
			t.Errorf("%q is on the pages", not)
		}
	}
	if n := strings.Count(all, "[…]"); n != 3 { // two gaps, and the note that explains them
		t.Errorf("%d gaps are marked", n)
	}
}

// The language of a packet stands in its catalog, and only what has the form of a language tag; Verify expects the same.
func TestLanguage(t *testing.T) {
	for _, tt := range []struct{ language, want string }{{"", "(en)"}, {"fr", "(fr)"}, {"zh-Hant-TW", "(zh-Hant-TW)"}, {"(evil) /AA", "(en)"}, {"e", "(en)"}} {
		p := samplePacket(t)
		p.Recipe.Language = tt.language
		b, _ := write(t, p, "language")
		if !strings.Contains(string(b), "/Lang "+tt.want) {
			t.Errorf("%q: /Lang %s is not in the file", tt.language, tt.want)
		}
		if v, err := VerifyBytes(context.Background(), b, ""); err != nil || !v.OK() {
			t.Errorf("%q: %v %+v", tt.language, err, v.Pages)
		}
	}
}

// FuzzRecipe: whatever somebody writes into a recipe, the packet is written or refused in words.
func FuzzRecipe(f *testing.F) {
	fonts := testFonts(f)
	f.Add("Title", "A deal is likely.", "likely", "high", "ICD 203", "en", "TLP:RED", "front")
	f.Add("🙂\u202e", "", "remote chance", "", "PHIA", "(", "TLP: white", "index")
	f.Add(strings.Repeat("x", 900), strings.Repeat("ש ", 300), "\xff", "\x00", "", strings.Repeat("a", 90), "“", "sources")
	f.Fuzz(func(t *testing.T, title, text, likelihood, confidence, scale, language, marking, part string) {
		if len(title)+len(text) > 20_000 {
			return
		}
		p := samplePacket(t)
		r := &p.Recipe
		r.Title, r.BottomLine, r.Scale, r.Language, r.Marking, r.Reference, r.Author, r.Handling, r.PreparedFor = title, text, dossier.Scale(scale), language, marking, text, title, text, text
		r.Parts = []dossier.Part{dossier.Part(part), dossier.PartFront}
		p.Parts = r.Printed()
		j := &p.Judgements[0]
		j.Text, j.Likelihood, j.Confidence, j.Reason = text, likelihood, dossier.Confidence(confidence), title
		b, report, err := Bytes(context.Background(), p, Options{Fonts: fonts})
		if err != nil {
			if _, ok := err.(*RefusedError); !ok || len(report.Problems) == 0 {
				t.Fatal(err)
			}
			return
		}
		if v, err := VerifyBytes(context.Background(), b, ""); err != nil || !v.OK() {
			t.Fatalf("%v %+v", err, v.File)
		}
	})
}
