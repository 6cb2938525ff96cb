package export

import (
	"time"

	"parley/dossier"
)

// complete gives the sample what the other parts show: judgements, changes, a timeline, shifts, gaps, drafts, an index,
// sentences of the analyst and translations.
func (b *builder) complete() dossier.Packet {
	drafts := []int{
		b.source("Arvenian draft", "Arvenia", "en", day(3, 12), "3(1) The Parties shall establish a monitoring mission for the Sarran corridor.\n3(2) The mission shall be commanded by the Special Envoy.\n3(3) Kesh shall withdraw all artillery to a distance of 12 km within 10 days of signature."),
		b.source("Counter-text", "Kesh", "en", day(4, 3), "3(1) The Parties shall establish a monitoring mission for the Sarran corridor.\n3(2) The mission shall be jointly commanded by one officer of each Party.\n3(4) The cost of the mission shall be shared equally."),
		b.source("Bridging text, revision 2", "UN Envoy", "en", day(11, 10), "3(1) The Parties shall establish a monitoring mission for the Sarran corridor.\n3(2) The mission shall be commanded by [the Special Envoy] [a commander named by the Special Envoy]."),
	}
	p := b.grid()
	a, k, n, e := p.Grid.Parties[0].Name, p.Grid.Parties[1].Name, p.Grid.Parties[2].Name, p.Grid.Parties[3].Name
	for i := range p.Quotes {
		p.Quotes[i].Paragraph = 1 + i%3
		p.Quotes[i].OfNumber = 20 + i
	}
	p.Quotes[1].Translation = dossier.Translation{Text: "“We will not agree to a timetable before the first report is issued.”", Lang: "en", By: "N. Saleh"}
	p.Quotes[10].Translation = dossier.Translation{Text: "“We are ready to accept 120 observers (no more) under one command,”", Lang: "en", By: "K. Olander"}
	p.Selected = len(p.Quotes)
	p.Judgements = []dossier.CitedJudgement{
		{Judgement: dossier.Judgement{Text: "Arvenia will accept an Envoy-led monitoring mission if Kesh artillery is listed in the annex.", Likelihood: "likely", Confidence: dossier.MediumConfidence, Reason: "Two on-record statements, one minister; no text seen"}, Quotes: []int{8, 11}},
		{Judgement: dossier.Judgement{Text: "Kesh will refuse any withdrawal date earlier than the first monitoring report.", Likelihood: "Very likely", Confidence: dossier.HighConfidence, Reason: "Same line in two outlets over three weeks"}, Quotes: []int{2, 5, 7}},
		{Judgement: dossier.Judgement{Text: "The Northern Council will reject transit-fee sharing before autonomy is on the agenda.", Likelihood: "roughly even chance", Confidence: dossier.LowConfidence, Reason: "One party-paper editorial; no official statement"}, Quotes: []int{1}},
	}
	p.Since = dossier.IssuedPacket{ID: b.newID(), Recipe: dossier.Recipe{Reference: "NB-2026-038"}, IssuedAt: time.Date(2026, 11, 6, 8, 0, 0, 0, time.UTC)}
	p.Changes = []dossier.PacketChange{
		{Issue: "Ceasefire monitoring", Party: k, Kind: dossier.ChangeMoved, Movement: dossier.Softened, Before: dossier.Opposes, After: dossier.Conditional, Quote: 5, More: 1},
		{Issue: "Transit fees", Party: a, Kind: dossier.ChangeNew, After: dossier.Opposes, Quote: 9, More: 1},
		{Issue: "Ceasefire monitoring", Party: a, Kind: dossier.ChangeMore, Before: dossier.Conditional, After: dossier.Conditional, Quote: 11, More: 2},
		{Issue: "Sanctions relief", Party: n, Kind: dossier.ChangeWithdrawn, Before: dossier.Ambiguous},
	}
	stances := map[[2]string]dossier.Stance{}
	for _, q := range p.Quotes {
		r := q.Issues[0]
		key := [2]string{q.Party, r.Issue}
		p.Timeline = append(p.Timeline, dossier.PacketMoment{Quote: q.Number, Issue: r.Issue, Party: q.Party, Date: q.Said, Stance: r.Stance, Was: stances[key], Moved: dossier.Move(stances[key], r.Stance)})
		stances[key] = r.Stance
	}
	p.Shifts = []dossier.PacketShift{
		{Issue: "Ceasefire monitoring", Party: k, EarlierQuote: 2, LaterQuote: 5, Contrast: dossier.Contrast{Rule: dossier.RuleShift, Days: 17, Movement: dossier.Softened, Strength: dossier.Strong,
			Earlier: dossier.CodedStatement{Stance: dossier.Opposes, Date: day(10, 28), SaidKnown: true}, Later: dossier.CodedStatement{Stance: dossier.Conditional, Date: day(11, 14), SaidKnown: true},
			Verdict: dossier.Verdict{Kind: dossier.Confirmed, Analyst: "K. Olander", At: time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC), Reason: "Kesh gave up its refusal of monitors before a report; the general speaks for the government on this."}}},
		{Issue: "Ceasefire monitoring", Party: a, EarlierQuote: 8, LaterQuote: 11, Contrast: dossier.Contrast{Rule: dossier.RuleParty, Days: 2, Strength: dossier.Moderate, Note: "12 against 120",
			Earlier: dossier.CodedStatement{Stance: dossier.Conditional, Date: day(11, 15), SaidKnown: true}, Later: dossier.CodedStatement{Stance: dossier.Conditional, Date: day(11, 17), SaidKnown: true},
			Verdict: dossier.Verdict{Kind: dossier.Explained, Analyst: "K. Olander", Reason: "The minister names guns, the deputy monitors; not resolved at the cut-off."}}},
	}
	p.Open = 2
	for _, s := range p.Sections {
		for _, panel := range s.Panels {
			if len(panel.Quotes) == 0 {
				p.Gaps = append(p.Gaps, dossier.PacketGap{Issue: s.Issue.Name, Party: panel.Party.Name, Days: -1})
			}
		}
	}
	p.Gaps = append(p.Gaps, dossier.PacketGap{Issue: "Northern autonomy", Party: n, Last: 1, LastSaid: day(10, 2), Days: 48})
	for i, title := range []string{"Arvenian draft", "Counter-text", "Bridging text, revision 2"} {
		s := p.Sources[drafts[i]-1]
		p.Drafts = append(p.Drafts, dossier.Draft{Source: s.Number, Title: title, Outlet: s.Document.Outlet, Date: s.Document.Published, Clauses: 3})
	}
	piece := func(text string, kind dossier.PieceKind) dossier.ClausePiece {
		return dossier.ClausePiece{Text: text, Kind: kind}
	}
	same := []dossier.ClausePiece{piece("The Parties shall establish a monitoring mission for the Sarran corridor.", dossier.PieceSame)}
	p.Clauses = []dossier.ClauseRow{
		{Number: "3(1)", Status: dossier.ClauseAgreed, Texts: [][]dossier.ClausePiece{same, same, same}},
		{Number: "3(2)", Status: dossier.ClauseOpen, Texts: [][]dossier.ClausePiece{
			{piece("The mission shall be commanded by the Special Envoy.", dossier.PieceSame)},
			{piece("The mission shall be ", dossier.PieceSame), piece("commanded by the Special Envoy", dossier.PieceDeleted), piece("jointly commanded by one officer of each Party", dossier.PieceAdded), piece(".", dossier.PieceSame)},
			{piece("The mission shall be commanded by ", dossier.PieceSame), piece("[", dossier.PieceBracket), piece("the Special Envoy", dossier.PieceSame), piece("]", dossier.PieceBracket), piece(" ", dossier.PieceSame), piece("[", dossier.PieceBracket), piece("a commander named by the Special Envoy", dossier.PieceAdded), piece("]", dossier.PieceBracket), piece(".", dossier.PieceSame)},
		}},
		{Number: "3(3)", Status: dossier.ClauseMissing, Texts: [][]dossier.ClausePiece{{piece("Kesh shall withdraw all artillery to a distance of 12 km within 10 days of signature.", dossier.PieceSame)}, nil, nil}},
		{Number: "3(4)", Status: dossier.ClauseMissing, Texts: [][]dossier.ClausePiece{nil, {piece("The cost of the mission shall be shared equally.", dossier.PieceAdded)}, nil}},
	}
	p.Index = []dossier.IndexEntry{
		{Kind: dossier.IndexPerson, Name: "Haddad, N.", Quotes: []int{2}}, {Kind: dossier.IndexPerson, Name: "Maron, R. (מרון)", Quotes: []int{11}},
		{Kind: dossier.IndexPerson, Name: "Rusk, Gen. A.", Quotes: []int{5, 6, 7}}, {Kind: dossier.IndexPerson, Name: "Tovar, L.", Quotes: []int{8, 9, 10}},
		{Kind: dossier.IndexParty, Name: k, Quotes: []int{2, 5, 6, 7}}, {Kind: dossier.IndexParty, Name: n, Quotes: []int{1}},
		{Kind: dossier.IndexParty, Name: a, Quotes: []int{8, 9, 10, 11}}, {Kind: dossier.IndexParty, Name: e, Quotes: []int{3, 4}},
		{Kind: dossier.IndexPlace, Name: "Geneva", Sources: []int{1, 6}}, {Kind: dossier.IndexPlace, Name: "Port Arven", Sources: []int{4}}, {Kind: dossier.IndexPlace, Name: "Sarran corridor", Sources: []int{4, 7, 8, 9}},
	}
	for i, s := range p.Sections {
		p.Index = append(p.Index, dossier.IndexEntry{Kind: dossier.IndexIssue, Name: s.Issue.Name, Section: i + 1})
	}
	sentence := func(kind dossier.SentenceKind, body string, quotes ...int) dossier.CitedSentence {
		return dossier.CitedSentence{Sentence: dossier.Sentence{Kind: kind, Body: body, Analyst: "K. Olander", Confidence: dossier.MediumConfidence}, Quotes: quotes}
	}
	s := &p.Sections[0]
	s.Issue.Definition = "Both parties accept monitors. They differ on command (Envoy or joint) and on the date of the artillery withdrawal."
	s.Panels[0].Summary = sentence(dossier.PositionSummary, "Accepts an Envoy-led mission; wants Kesh artillery listed by unit and moved 12 km back.", 8, 11)
	s.Panels[1].Summary = sentence(dossier.PositionSummary, "Accepts monitors. No dated withdrawal before their first report.", 5)
	s.Panels[1].Summary.Stale = "Kesh Federation spoke again on 14 Nov"
	s.Sentences = []dossier.CitedSentence{
		sentence(dossier.CommonGround, "An Envoy-led mission of about 120 monitors; lists of heavy weapons held by the Envoy.", 3, 8),
		sentence(dossier.Difference, "Command: single (Arvenia) or joint (Kesh). Withdrawal: dated in the text (Arvenia) or after the first report (Kesh).", 5, 8),
		sentence(dossier.NotSaid, "Neither party has said who pays for the mission."),
	}
	return p
}
