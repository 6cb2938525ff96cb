package export

import (
	"fmt"
	"strings"
	"testing"

	"parley/dossier"
	"parley/typeset"
)

// Ensures that the closing line never stands on a page of its own, however far the last source fills its page.
func TestClosingLineIsNotAlone(t *testing.T) {
	atFoot := 0
	for n := range 60 {
		p := samplePacket(t)
		p.Parts = []dossier.Part{dossier.PartSources}
		s := &p.Sources[len(p.Sources)-1]
		grown := newBuilder(t)
		grown.source("x", "y", "en", day(11, 1), s.Revision.Text+strings.Repeat("\nA line.", n))
		s.Revision.Text, s.Revision.SHA256 = grown.p.Sources[0].Revision.Text, grown.p.Sources[0].Revision.SHA256
		d, _ := laid(t, p)
		checkPages(t, fmt.Sprint(n, " lines"), d)
		last := unspaced(text(d.pages[len(d.pages)-1]))
		if !strings.Contains(last, "0leftout.") {
			t.Fatalf("%d lines: there is no closing line", n)
		}
		if !strings.Contains(last, "Attachedtothisfile") && !strings.Contains(last, "attachedtothisfile") {
			t.Errorf("%d lines: the closing line stands alone: %s", n, last)
		}
		for _, b := range d.boxes(d.pages[len(d.pages)-1]) {
			if strings.Contains(b.text, "out.") && b.y > d.pages[0].h-bottom {
				atFoot++
			}
		}
	}
	if atFoot == 0 {
		t.Error("no page was filled to its foot: nothing is tested")
	}
}

// Ensures that Hebrew and Arabic facts begin where their neighbours do, and that the head of a page has reference and title
// in their order.
func TestRightToLeftFacts(t *testing.T) {
	p := samplePacket(t)
	p.Recipe.Reference, p.Recipe.PreparedFor, p.Recipe.Handling = "תיק ארבעים", "رئيس البعثة", "לעיון בלבד"
	d, _ := laid(t, p)
	leftmost := func(of typeset.Script, from, until, right float64) float64 {
		least := 1000.0
		for _, b := range d.boxes(d.pages[0]) {
			for _, r := range b.text {
				if typeset.ScriptOf(r) == of && b.y > from && b.y < until && b.x > right {
					least = min(least, b.x)
				}
			}
		}
		return least
	}
	column := d.width() / 4
	near := func(what string, got, want float64) {
		if got < want-0.6 || got > want+1.2 {
			t.Errorf("%s begins at %.1f mm, not at %.1f", what, got, want)
		}
	}
	near("the reference", leftmost(typeset.Hebrew, headRule+5, 100, 0), marginX)
	near("the addressee", leftmost(typeset.Arabic, headRule+5, 100, 0), marginX+3*column)
	near("the head", leftmost(typeset.Hebrew, 0, headRule, 0), marginX)
	if title := leftmost(typeset.Western, 0, headRule, 0); title < marginX+10 {
		t.Errorf("the title begins at %.1f mm, before the reference ends", title)
	}
	if handling := leftmost(typeset.Hebrew, d.pages[0].h-footRule, 400, 0); handling > marginX+30 {
		t.Errorf("the handling sentence begins at %.1f mm", handling)
	}
}

// Ensures that a reader is sent to no part that is not printed, as one with nothing in it is not.
func TestNoReferenceToAPartThatIsNotPrinted(t *testing.T) {
	p := samplePacket(t)
	p.Shifts, p.Open = nil, 0
	for i := range 12 {
		p.Gaps = append(p.Gaps, dossier.PacketGap{Issue: "Transit fees", Party: fmt.Sprintf("Council %d", i), Days: -1})
	}
	d, _ := laid(t, p)
	if front := text(d.pages[0]); strings.Contains(front, dossier.PartShifts.Words()) || !strings.Contains(unspaced(front), "see“Gaps”") {
		t.Error(front)
	}
	p.Parts = []dossier.Part{dossier.PartFront, dossier.PartIssues}
	d, _ = laid(t, p)
	if front := unspaced(text(d.pages[0])); strings.Contains(front, "see“") || strings.Contains(front, "seethe") {
		t.Error(front)
	}
}

// Ensures that the packet of a dossier in which nothing was accepted yet says so, in every form for people, and has no
// empty table, no contents of nothing and no sign to explain.
func TestNothingIsAcceptedYet(t *testing.T) {
	p := dossier.Packet{Dossier: "Talks", Summary: dossier.SourceSummary{Documents: 1, Outlets: 1}}
	d, problems := laid(t, p)
	if len(problems) > 0 || len(d.pages) != 1 {
		t.Errorf("%d pages, %+v", len(d.pages), problems)
	}
	texts := peopleForms(t, p)
	texts["pdf"] = allText(d)
	for kind, all := range texts {
		all = unspaced(all)
		if !strings.Contains(all, "Nostatementisacceptedyet") {
			t.Errorf("%s does not say that no statement is accepted: %s", kind, all)
		}
		for _, wrong := range []string{"Nothingissearched", "Everypartyhas", "[S1]", "Grades:", "Positionmatrix", "Gaps", "0of0", "Terms"} {
			if strings.Contains(all, wrong) {
				t.Errorf("%s has %q", kind, wrong)
			}
		}
	}
	p.Parts = []dossier.Part{dossier.PartGaps} // who asks for a part is told that it is empty
	for kind, all := range peopleForms(t, p) {
		if !strings.Contains(all, "Gaps") || !strings.Contains(all, "No statement is accepted yet.") {
			t.Errorf("%s: %s", kind, all)
		}
	}
}
