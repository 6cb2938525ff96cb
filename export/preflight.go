package export

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"parley/dossier"
)

// checkPacket finds what is wrong with a packet in whatever form it is written; what only pages or fonts can tell comes
// with the layout. It is not sound where a form could not even be made: where words, texts or numbers do not hold.
func checkPacket(p dossier.Packet) (problems []Problem, sound bool) {
	problems = append(checkQuotes(p), usual.checkSize(p)...)
	if refusal(problems) != nil {
		return problems, false
	}
	if slices.Contains(printed(p), dossier.PartFront) {
		problems = append(problems, checkJudgements(p)...)
	}
	return append(append(problems, checkMarkings(p)...), checkTranslations(p)...), true
}

// checkQuotes compares every quotation with the text it was taken from, and every text with its hash.
func checkQuotes(p dossier.Packet) []Problem {
	var out []Problem
	texts := make([][]rune, len(p.Sources))
	for i, s := range p.Sources {
		where := fmt.Sprintf("S%d", i+1)
		if s.Number != i+1 {
			out = append(out, Problem{Stops: true, Source: i + 1, Where: where, Sentence: fmt.Sprintf("the sources are not numbered in order: S%d stands at place %d", s.Number, i+1)})
		}
		texts[i] = []rune(s.Revision.Text)
		if sha256.Sum256([]byte(s.Revision.Text)) != s.Revision.SHA256 {
			out = append(out, Problem{Stops: true, Source: i + 1, Where: where, Sentence: "the text does not match its SHA-256: it was changed after it was stored"})
		}
		if len(s.Revision.Raw) > 0 && sha256.Sum256(s.Revision.Raw) != s.Revision.RawSHA256 {
			out = append(out, Problem{Stops: true, Source: i + 1, Where: where, Sentence: "the pasted bytes do not match their SHA-256: they were changed after they were stored"})
		}
	}
	for i, q := range p.Quotes {
		where := fmt.Sprintf("Q%d", i+1)
		stop := func(sentence string) {
			out = append(out, Problem{Stops: true, Quote: i + 1, Where: where, Sentence: sentence})
		}
		switch {
		case q.Number != i+1:
			stop(fmt.Sprintf("the quotations are not numbered in order: Q%d stands at place %d", q.Number, i+1))
		case q.Source < 1 || q.Source > len(p.Sources):
			stop("its source is not in the packet")
		case !q.Passage.Holds(texts[q.Source-1]):
			stop(fmt.Sprintf("the words do not stand at their place in S%d: “%s”", q.Source, clip(q.Passage.Exact, 60)))
		case earlier(p.Sources[q.Source-1]):
			stop(fmt.Sprintf("statement %d stands on an earlier text of document %d, which was corrected since; place it anew", q.OfNumber, p.Sources[q.Source-1].Document.Number))
		}
	}
	return append(out, checkReferences(p)...)
}

// earlier says whether a source is a text that was corrected since: what stands in it may not be what it says now.
func earlier(s dossier.Source) bool {
	return s.Document.Revision != dossier.None && s.Document.Revision != s.Revision.ID
}

// clip shortens a text for a sentence; never for the packet itself.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
