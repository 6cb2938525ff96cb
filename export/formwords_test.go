package export

import (
	"strings"
	"testing"

	"parley/dossier"
)

// peopleForms are the texts of a packet in the forms for people.
func peopleForms(t testing.TB, p dossier.Packet) map[string]string {
	t.Helper()
	return map[string]string{"html": textOf(t, first(form(t, p, FormHTML))), "markdown": textOf(t, rendered(t, first(form(t, p, FormMarkdown)))), "docx": wordText(t, first(form(t, p, FormDOCX)))}
}

// Ensures that the forms say what the pages say: outlet, paragraph and grade of a quotation, its number in the timeline and
// where one source is cited twice, where the parties stand, both stances of a shift, and who wrote a sentence.
func TestFormsSayWhatThePagesSay(t *testing.T) {
	p := fullPacket(t)
	p.Quotes[7].Paragraph, p.Sources[p.Quotes[7].Source-1].Document.Grade = 6, "B2"
	p.Judgements[0].Quotes = []int{8, 11, 9}
	p.Shifts[0].Earlier.Stance, p.Shifts[0].Later.Stance = dossier.Opposes, dossier.Conditional
	p.Shifts[0].Issue = p.Sections[0].Issue.Name
	c := &p.Sections[0].Sentences
	*c = append(*c, dossier.CitedSentence{Sentence: dossier.Sentence{Kind: dossier.CommonGround, Body: "Both accept monitors.", Analyst: "K. Olander", Confidence: dossier.LowConfidence},
		Stale: "Kesh spoke again on 14 Nov."})
	q := p.Quotes[7]
	s := p.Sources[q.Source-1]
	for kind, text := range peopleForms(t, p) {
		flat := strings.Join(strings.Fields(strings.ReplaceAll(text, "\f", " ")), " ")
		for _, want := range []string{s.Document.Outlet + ", ¶ 6 · B2 [S" + itoa(s.Number) + "]", "Q8 [S" + itoa(s.Number) + "]", ": Q8,", "Where the parties stand",
			": was Opposes (", ", now Conditional (", "Confirmed: The chief of staff", "K. Olander, low confidence", "Out of date: Kesh spoke again on 14 Nov."} {
			if !strings.Contains(flat, want) {
				t.Errorf("%s: there is no %q", kind, want)
			}
		}
		for _, wrong := range []string{"attached to this file", "attached as", "14 Nov..", "Overtaken"} {
			if strings.Contains(flat, wrong) {
				t.Errorf("%s: there is %q", kind, wrong)
			}
		}
	}
}

// Ensures that a form of two pages counts what is cited as the PDF does, says how many of the words it does not hold, and
// that nothing is attached to it.
func TestFormsCountAsThePDF(t *testing.T) {
	p := fullPacket(t)
	p.Parts, p.Selected = dossier.TwoPages, 40
	for i := range p.Grid.Cells {
		for k := range p.Grid.Cells[i] {
			if p.Grid.Cells[i][k].Count > 0 {
				p.Grid.Cells[i][k].Newest.Reason = "As read by the analyst."
			}
		}
	}
	want := "11 of 40 statements, 29 left out by this form of the packet"
	_, pdf, err := FormBytes(t.Context(), p, FormPDF, Options{Fonts: testFonts(t)})
	if err != nil || pdf.Closing != want {
		t.Errorf("the PDF closes with %q: %v", pdf.Closing, err)
	}
	for kind, text := range peopleForms(t, p) {
		if !strings.Contains(text, want+". The words of 11 are not printed whole in this form; they stand in the dossier.") || strings.Contains(text, "attached") {
			t.Errorf("%s does not close as the PDF does, or tells of attachments", kind)
		}
	}
	for _, f := range Forms[1:] {
		if _, r := form(t, p, f); r.Closing != want || r.Quotes != pdf.Quotes {
			t.Errorf("%s closes with %q and counts %d", f, r.Closing, r.Quotes)
		}
	}
}
