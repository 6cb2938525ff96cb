package export

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/dossier"
)

// fullPacket is the sample with everything that a packet may hold.
func fullPacket(t testing.TB) dossier.Packet {
	p := samplePacket(t)
	p.Parts = dossier.Parts
	p.Selected = len(p.Quotes)
	p.Quotes[1].Translation = dossier.Translation{Text: "“We will not agree to a timetable before the first report is issued.”", Lang: "en", By: "desk"}
	p.Quotes[10].Translation = dossier.Translation{Text: "“We are ready to accept 120 observers (no more) under one command,”", Lang: "en"}
	p.Quotes[5].Act = dossier.Denies
	p.Recipe.Scale = dossier.ScaleICD203
	p.Judgements = []dossier.CitedJudgement{
		{Judgement: dossier.Judgement{Text: "Arvenia will accept an Envoy-led monitoring mission if Kesh artillery is listed in the annex.", Likelihood: "likely",
			Confidence: dossier.MediumConfidence, Reason: "Two on-record statements, one minister; no text seen"}, Quotes: []int{8, 11}},
		{Judgement: dossier.Judgement{Text: "Kesh will refuse any withdrawal date earlier than the first monitoring report.", Likelihood: "very likely",
			Confidence: dossier.HighConfidence, Reason: "Same line in two outlets over three weeks"}, Quotes: []int{2, 5}}}
	p.Since = dossier.IssuedPacket{ID: dossier.ID{15: 200}, Recipe: dossier.Recipe{Reference: "NB-2026-038"}, IssuedAt: day(11, 6).Time}
	p.Changes = []dossier.PacketChange{
		{Issue: "Ceasefire monitoring", Party: "Kesh Federation", Kind: dossier.ChangeMoved, Movement: dossier.Softened, Before: dossier.Opposes, After: dossier.Conditional, Quote: 5},
		{Issue: "Prisoner exchange", Party: "UN Special Envoy", Kind: dossier.ChangeNew, After: dossier.Supports, Quote: 4}}
	for i := range p.Quotes {
		q := p.Quotes[i]
		p.Timeline = append(p.Timeline, dossier.PacketMoment{Quote: q.Number, Issue: q.Issues[0].Issue, Party: q.Party, Date: q.Said, Stance: q.Issues[0].Stance})
	}
	p.Timeline[4].Was, p.Timeline[4].Moved = dossier.Opposes, dossier.Softened
	coded := func(n int) dossier.CodedStatement {
		q := p.Quotes[n-1]
		return dossier.CodedStatement{StatementID: q.Statement, Number: n, Stance: q.Issues[0].Stance, Exact: q.Passage.Exact, Date: q.Said, Speaker: q.Speaker}
	}
	p.Shifts = []dossier.PacketShift{{Contrast: dossier.Contrast{Rule: dossier.RuleParty, Earlier: coded(2), Later: coded(5), Days: 17, Movement: dossier.Softened, Strength: dossier.Moderate,
		Verdict: dossier.Verdict{Kind: dossier.Confirmed, Reason: "The chief of staff speaks for the federation.", Analyst: "K. Olander"}},
		Issue: "Ceasefire monitoring", Party: "Kesh Federation", EarlierQuote: 2, LaterQuote: 5}}
	p.Open = 2
	p.Gaps = []dossier.PacketGap{{Issue: "Ceasefire monitoring", Party: "Northern Council", Days: -1},
		{Issue: "Northern autonomy", Party: "Northern Council", Last: 1, LastSaid: day(10, 2), Days: 48}}
	p.Drafts = []dossier.Draft{{Source: 6, Title: "Envoy’s text", Outlet: "UN Special Envoy", Date: day(11, 10), Clauses: 2}, {Source: 2, Title: "Kesh counter-text", Outlet: "Kesh mission", Date: day(11, 14), Clauses: 2}}
	p.Clauses = []dossier.ClauseRow{
		{Number: "Article 4", Status: dossier.ClauseOpen, Texts: [][]dossier.ClausePiece{{{Text: "The Parties shall withdraw artillery twelve kilometres."}},
			{{Text: "The Parties shall withdraw artillery "}, {Text: "twelve kilometres", Kind: dossier.PieceDeleted}, {Text: "[ten] kilometres", Kind: dossier.PieceBracket}, {Text: " after the first report", Kind: dossier.PieceAdded}, {Text: "."}}}},
		{Number: "Article 5", Status: dossier.ClauseMissing, Texts: [][]dossier.ClausePiece{{{Text: "Lists are held by the Envoy."}}, nil}}}
	p.Index = []dossier.IndexEntry{{Kind: dossier.IndexPerson, Name: "L. Tovar", Quotes: []int{8, 9, 10}}, {Kind: dossier.IndexPerson, Name: "נציג העמק", Quotes: []int{11}},
		{Kind: dossier.IndexParty, Name: "Kesh Federation", Quotes: []int{2, 5, 6, 7}}, {Kind: dossier.IndexIssue, Name: "Transit fees", Section: 3}, {Kind: dossier.IndexPlace, Name: "Geneva", Sources: []int{2, 3}}}
	p.Sections[0].Panels[0].Summary = dossier.CitedSentence{Sentence: dossier.Sentence{Kind: dossier.PositionSummary, Body: "Arvenia accepts a mission once the guns are listed.", Confidence: dossier.HighConfidence}, Quotes: []int{8}, Stale: "Arvenia spoke again on 17 Nov"}
	p.Sections[0].Sentences = []dossier.CitedSentence{{Sentence: dossier.Sentence{Kind: dossier.CommonGround, Body: "An Envoy-led mission of about 120 monitors."}, Quotes: []int{3, 11}},
		{Sentence: dossier.Sentence{Kind: dossier.NotSaid, Body: "Neither party has said who pays for the mission."}}}
	return p
}

// hostile are words that a form could take for its own language, or change.
var hostileTexts = []string{
	"<script>alert(1)</script> & &amp; &lt; &#10; </p></style><!-- ]]>",
	"*stars* **more** _low_ __lower__ `code` ~~gone~~ ==mark== ^up^ ~down~ $x$ \\* \\ end\\",
	"[S1] [link](http://example.org) ![picture](x.png) [^1] <https://example.org> www.example.org a@example.org",
	"# not a heading #", "1. not a list", "2) nor this", "- nor this", "+ nor this", "> no quotation", "=== --- ***", "    no code", "| a | b |\\| c", "Term\n: no definition",
	"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\",\"x\")", "\tafter a tab", "'apostrophe", "_x0041_x0042_ and _x005F_",
	"He said \"no\" and 'never' -- well --- maybe ... (c) (tm) :smile: 10:30 {braces} {#id .class}",
	"two  spaces,\ta tab\nand a line\n\nand a paragraph", "trailing space \nleading\n  space", "a\\\nb  \nc",
	"hidden \u202etxet\u202c and \u200b and \u0000 and \u0007 and \uFFFE and \r end",
	"نصّ عربي ١٢٣ (NATO) abc", "טקסט עברי 120 (NATO-TV) – סוף", "می\u200cخواهم", "👩\u200d👩\u200d👧 🇨🇭 😀 𝔘𝔫𝔦", "“Quoted,” ‘single’ „unten“ «là»", "e\u0301 é ﬁ \u00a0nbsp\u2028line\u2029para",
	strings.Repeat("long ", 9000),
}

// hostilePacket has hostile words in every field, and every kind of them quoted.
func hostilePacket(t testing.TB) dossier.Packet {
	b := newBuilder(t)
	b.parties(hostileTexts[0], hostileTexts[13], "P3", "P4")
	b.issues(hostileTexts[11], hostileTexts[1])
	r := &b.p.Recipe
	for i, f := range []*string{&r.Title, &r.Reference, &r.Marking, &r.Handling, &r.PreparedFor, &r.Author, &r.BottomLine, &b.p.Dossier} {
		*f = hostileTexts[i]
	}
	for i, words := range hostileTexts {
		text := "Before the words.\n\n" + words + "\n\nAfter them, " + words
		lang := "en"
		if rightToLeft("", words) {
			lang = "ar"
		}
		s := b.source(hostileTexts[(i+1)%len(hostileTexts)], hostileTexts[(i+2)%len(hostileTexts)], lang, day(11, 1+i%20), text)
		b.p.Sources[s-1].Document.URL, b.p.Sources[s-1].Document.Grade = hostileTexts[(i+3)%len(hostileTexts)], hostileTexts[(i+4)%(len(hostileTexts)-1)]
		kind := []dossier.Kind{dossier.Direct, dossier.Indirect, dossier.Mixed}[i%3]
		n := b.quote(s, words, kind, hostileTexts[(i+5)%len(hostileTexts)], hostileTexts[(i+6)%len(hostileTexts)], b.p.Grid.Parties[i%2].Name, day(11, 1+i%20), b.p.Grid.Issues[i%2].Name,
			dossier.Stances[i%4], hostileTexts[(i+7)%len(hostileTexts)])
		q := &b.p.Quotes[n-1]
		q.Act = dossier.Acts[i%len(dossier.Acts)]
		q.Translation = dossier.Translation{Text: hostileTexts[(i+8)%len(hostileTexts)], Lang: "en", By: hostileTexts[(i+9)%len(hostileTexts)]}
		q.Hops = []dossier.Hop{{Kind: dossier.HopSpeaker, Text: "x"}, {Kind: dossier.HopVenue, Name: hostileTexts[(i+10)%len(hostileTexts)]}}
		b.p.Timeline = append(b.p.Timeline, dossier.PacketMoment{Quote: n, Issue: hostileTexts[i], Party: hostileTexts[i], Date: q.Said, Stance: dossier.Supports})
		b.p.Index = append(b.p.Index, dossier.IndexEntry{Kind: dossier.IndexPerson, Name: words, Quotes: []int{n}})
	}
	p := b.grid()
	p.Judgements = []dossier.CitedJudgement{{Judgement: dossier.Judgement{Text: hostileTexts[1], Likelihood: "likely", Confidence: dossier.LowConfidence, Reason: hostileTexts[4]}, Quotes: []int{1, 2}}}
	p.Gaps = []dossier.PacketGap{{Issue: hostileTexts[5], Party: hostileTexts[6], Days: -1}}
	p.Shifts = []dossier.PacketShift{{Issue: hostileTexts[7], Party: hostileTexts[8], EarlierQuote: 1, LaterQuote: 3, Contrast: dossier.Contrast{Note: hostileTexts[9], Verdict: dossier.Verdict{Kind: dossier.Explained, Reason: hostileTexts[10]}}}}
	p.Drafts = []dossier.Draft{{Source: 1, Title: hostileTexts[11], Outlet: hostileTexts[12]}, {Source: 2, Title: hostileTexts[13]}}
	p.Clauses = []dossier.ClauseRow{{Number: hostileTexts[14], Status: dossier.ClauseOpen, Texts: [][]dossier.ClausePiece{{{Text: hostileTexts[0]}}, {{Text: hostileTexts[1]}, {Text: hostileTexts[2], Kind: dossier.PieceAdded}, {Text: hostileTexts[3], Kind: dossier.PieceDeleted}}}}}
	return p
}

// TestWriteForms writes each form for the eye where PARLEY_SAMPLE names a folder.
func TestWriteForms(t *testing.T) {
	dir := os.Getenv("PARLEY_SAMPLE")
	if dir == "" {
		dir = t.TempDir()
	}
	for _, name := range []string{"forms.docx", "forms.html", "forms.md", "forms.csv", "forms.xlsx", "forms.json"} {
		form, ok := FormOf(name)
		if !ok {
			t.Fatalf("%s is of no form", name)
		}
		r, err := WriteForm(context.Background(), fullPacket(t), form, filepath.Join(dir, name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r.Closing != "11 of 11 statements, 0 left out" || r.Quotes != 11 || r.Bytes == 0 || r.Form != form {
			t.Errorf("%s: %+v", name, r)
		}
	}
}
