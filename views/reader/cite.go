package reader

import (
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
)

// copyText copies the selected words, or the current statement, with where they come from.
func (p *Pane) copyText() {
	words, s := p.view.Words(p.view.Selection()), p.statementNow()
	if s != nil && words != "" && !overlaps(s.Passage.Span, p.view.Selection()) {
		s = nil
	}
	if words == "" && s != nil {
		words = s.Passage.Exact
	}
	if words == "" {
		return
	}
	fyne.CurrentApp().Clipboard().SetContent(cite(words, s, p.data.article.Document))
	p.Desk.Note("Copied with its source.")
}

// cite writes words with where they come from. A paraphrase says whose it is, and never stands in quotation marks.
func cite(words string, s *dossier.Statement, d dossier.Document) string {
	var source []string
	outlet := d.Outlet
	if s != nil {
		speaker := s.Actor
		if speaker == "" {
			speaker = s.SpeakerText
		}
		if act := s.Act.Words(); act != "" {
			speaker = strings.TrimSpace(speaker + " (" + act + ")")
		}
		source = append(source, speaker)
		if s.Kind == dossier.Indirect && outlet != "" {
			outlet = "paraphrased by " + outlet
		}
		if s.Kind == dossier.Direct && !strings.ContainsAny(words, "“”„«»\"‘’״") {
			words = "“" + words + "”" // a part of what stands in quotation marks
		}
	}
	known := source[:0]
	for _, part := range append(source, outlet, d.Published.Label()) {
		if part != "" {
			known = append(known, part)
		}
	}
	if len(known) == 0 {
		return words
	}
	join := " — "
	if strings.Contains(words, "\n") {
		join = "\n— "
	}
	return words + join + strings.Join(known, ", ")
}

func overlaps(a, b dossier.Span) bool { return a.Start < b.End && b.Start < a.End }
