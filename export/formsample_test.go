package export

import (
	"context"
	"os"
	"path/filepath"
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
			Confidence: dossier.HighConfidence, Reason: "Same line in two outlets over three weeks"}, Quotes: []int{2, 5},
			Unresolved: []dossier.Unresolved{{Statement: 71, Why: "was rejected on 18 Nov"}}}}
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
