package app

import (
	"strings"
	"unicode"

	"parley/dossier"
	"parley/reading"
)

// holdsText reports whether there is a letter or digit in the text.
func holdsText(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// firstWords gives the first n words of a text that has no title, cut at 80 code points.
func firstWords(s string, n int) string {
	if len(s) > 4096 {
		s = s[:4096]
	}
	words := strings.Fields(s)
	cut := len(words) > n
	if cut {
		words = words[:n]
	}
	r := []rune(strings.ToValidUTF8(strings.Join(words, " "), ""))
	if len(r) > 80 {
		r, cut = r[:80], true
	}
	if cut {
		return string(r) + "…"
	}
	return string(r)
}

func paragraphs(a reading.Article) []dossier.Paragraph {
	out := make([]dossier.Paragraph, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		out[i] = dossier.Paragraph{Span: dossier.Span(p.Span), Role: string(p.Role)}
	}
	return out
}

func date(d reading.Date) dossier.Date {
	return dossier.Date{Time: d.Time, Precision: dossier.Precision(d.Precision)}
}

// statements turns what reading found into proposals, with the actors that they name.
func statements(a reading.Article, outlet string) ([]dossier.Statement, []dossier.Actor) {
	text := []rune(a.Text)
	ids := make([]dossier.ID, len(a.Statements))
	for i := range ids {
		ids[i] = dossier.NewID()
	}
	var out []dossier.Statement
	used := map[int]bool{}
	for i, s := range a.Statements {
		passage, ok := dossier.NewPassage(text, dossier.Span(s.Span))
		if !ok {
			continue // cannot happen with spans that reading promises; never store a passage that is none
		}
		st := dossier.Statement{
			ID: ids[i], Passage: passage, Kind: dossier.Kind(s.Kind), Act: dossier.Act(s.Act), Status: dossier.Proposed,
			SpeakerText: s.Speaker.Text, SpeakerSpan: dossier.Span(s.Speaker.Span), Actor: s.Speaker.Name,
			Anonymous: s.Speaker.Anon, CueText: s.CueText, CueSpan: dossier.Span(s.Cue),
			Said: date(s.Said), SaidText: s.Said.Text, SaidReason: s.Said.Reason,
			Hops: hops(s.Chain, outlet), Group: s.Group, Confidence: s.Confidence.Overall, Reason: s.Confidence.Reason,
		}
		if s.Outer >= 0 && s.Outer < len(ids) {
			st.OuterID = ids[s.Outer]
		}
		if e := s.Speaker.Entity; e >= 0 && e < len(a.Entities) && s.Speaker.Name != "" {
			st.Role, st.Party = a.Entities[e].Role, a.Entities[e].Party
			used[e] = true
		}
		out = append(out, st)
	}
	var actors []dossier.Actor
	for i, e := range a.Entities {
		if used[i] {
			actors = append(actors, dossier.Actor{Name: e.Name, Kind: actorKind(e.Kind), Aliases: e.Aliases})
		}
	}
	return out, actors
}

func actorKind(k reading.EntityKind) dossier.ActorKind {
	switch k {
	case reading.EntityPerson:
		return dossier.ActorPerson
	case reading.EntityBody, reading.EntityPlace:
		return dossier.ActorBody
	case reading.EntityOutlet:
		return dossier.ActorOutlet
	case reading.EntityDocument:
		return dossier.ActorDocument
	}
	return dossier.ActorOther
}

// hops gives the chain of reporting; it always ends with the outlet that carries the text, where that is known.
func hops(chain []reading.Hop, outlet string) []dossier.Hop {
	var out []dossier.Hop
	published := false
	for _, h := range chain {
		name := first(h.Name, h.Text)
		if h.Anon {
			name = ""
		}
		if h.Kind == reading.HopPublisher {
			published = true
			if n := len(out); n > 0 && out[n-1].Name == name && out[n-1].Kind != dossier.HopSpeaker {
				out[n-1].Kind = dossier.HopPublisher // "told Lake Herald", in Lake Herald: one hop
				continue
			}
		}
		out = append(out, dossier.Hop{Kind: dossier.HopKind(h.Kind), Name: name, Text: h.Text, Span: dossier.Span(h.Span),
			Named: name != ""})
	}
	if n := len(out); n > 0 && !published && out[n-1].Name == outlet && out[n-1].Kind != dossier.HopSpeaker {
		out[n-1].Kind, published = dossier.HopPublisher, true // "told Lake Herald", in Lake Herald
	}
	if !published && outlet != "" {
		out = append(out, dossier.Hop{Kind: dossier.HopPublisher, Name: outlet, Text: outlet, Named: true})
	}
	return out
}
