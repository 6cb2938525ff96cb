package export

import (
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
)

// checkReferences sees to it that everything a packet cites is in it: a layout looks quotations up by their number.
func checkReferences(p dossier.Packet) []Problem {
	var out []Problem
	quotes := func(where string, least int, numbers ...int) {
		for _, n := range numbers {
			if n < least || n > len(p.Quotes) {
				out = append(out, Problem{Stops: true, Where: where, Sentence: fmt.Sprintf("quotation Q%d is not in the packet", n)})
			}
		}
	}
	sources := func(where string, least int, numbers ...int) {
		for _, n := range numbers {
			if n < least || n > len(p.Sources) {
				out = append(out, Problem{Stops: true, Where: where, Sentence: fmt.Sprintf("source S%d is not in the packet", n)})
			}
		}
	}
	for _, s := range p.Sections {
		for _, panel := range s.Panels {
			quotes(s.Issue.Name+", "+panel.Party.Name, 1, panel.Quotes...)
			quotes(s.Issue.Name+", "+panel.Party.Name, 1, panel.Summary.Quotes...)
		}
		for _, c := range s.Sentences {
			quotes(s.Issue.Name+", "+c.Kind.Words(), 1, c.Quotes...)
		}
	}
	for i, j := range p.Judgements {
		quotes(fmt.Sprintf("judgement %d", i+1), 1, j.Quotes...)
	}
	for _, c := range p.Changes {
		quotes("changes", 0, c.Quote)
	}
	for _, m := range p.Timeline {
		quotes(dossier.PartTimeline.Words(), 0, m.Quote)
	}
	for _, s := range p.Shifts {
		quotes(dossier.PartShifts.Words(), 0, s.EarlierQuote, s.LaterQuote)
	}
	for _, g := range p.Gaps {
		quotes(dossier.PartGaps.Words(), 0, g.Last)
	}
	for _, f := range p.Drafts {
		sources(dossier.PartDrafts.Words(), 0, f.Source)
	}
	for _, e := range p.Index {
		quotes(dossier.PartIndex.Words(), 1, e.Quotes...)
		sources(dossier.PartIndex.Words(), 1, e.Sources...)
	}
	return out
}

// protocol is the order of the labels of the Traffic Light Protocol 2.0, the most open first. WHITE was the name of CLEAR
// until 2022.
var protocol = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// tlp is the place of a marking in the protocol, or -1.
func tlp(marking string) int {
	label := strings.ToUpper(strings.ReplaceAll(flat(marking), " ", ""))
	if label == "TLP:WHITE" {
		label = "TLP:CLEAR"
	}
	return slices.Index(protocol, label)
}

// checkMarkings stops a packet that is marked lower than a text in it.
func checkMarkings(p dossier.Packet) []Problem {
	var out []Problem
	whole := tlp(p.Recipe.Marking)
	other := whole < 0 && flat(p.Recipe.Marking) != "" // a marking of the house: nobody here knows its place
	for i, s := range p.Sources {
		of := tlp(s.Document.Marking)
		about := Problem{Where: fmt.Sprintf("S%d", i+1), Source: i + 1, Field: "marking"}
		switch {
		case of < 0 || of <= whole:
			continue
		case other && of > 0:
			about.Sentence = fmt.Sprintf("it is marked %s; whether “%s” is as strict, only you can say", protocol[of], clip(flat(p.Recipe.Marking), 40))
		case !other && of > max(whole, 0):
			about.Stops = true
			is := "not marked"
			if whole >= 0 {
				is = "marked " + protocol[whole]
			}
			about.Sentence = fmt.Sprintf("it is marked %s and the packet is %s: mark the packet %s or leave the source out", protocol[of], is, protocol[of])
		default:
			continue
		}
		out = append(out, about)
	}
	return out
}

// checkTranslations tells of translations that nobody answers for.
func checkTranslations(p dossier.Packet) []Problem {
	var out []Problem
	for i, q := range p.Quotes {
		if flat(q.Translation.Text) != "" && flat(q.Translation.By) == "" {
			out = append(out, Problem{Where: fmt.Sprintf("Q%d", i+1), Quote: i + 1, Sentence: "its translation does not say who translated"})
		}
	}
	return out
}
