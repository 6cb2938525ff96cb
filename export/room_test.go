package export

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"parley/dossier"
)

// Ensures that each fact of the recipe which is cut on the page is told with the number of characters there is room for,
// that this many fit, and that what fits is not told.
func TestFactsThatAreCut(t *testing.T) {
	for _, f := range []struct {
		field string
		of    func(*dossier.Recipe) *string
	}{
		{"reference", func(r *dossier.Recipe) *string { return &r.Reference }}, {"prepared_for", func(r *dossier.Recipe) *string { return &r.PreparedFor }},
		{"author", func(r *dossier.Recipe) *string { return &r.Author }},
		{"marking", func(r *dossier.Recipe) *string { return &r.Marking }}, {"handling", func(r *dossier.Recipe) *string { return &r.Handling }},
	} {
		p := samplePacket(t)
		cut := func() (room int) {
			_, problems, err := prepare(context.Background(), p, Options{Fonts: testFonts(t)})
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range problems {
				if b.Field == f.field && strings.Contains(b.Sentence, "is cut there: shorten it to ") {
					if room > 0 {
						t.Errorf("%s is told twice", f.field)
					}
					room = b.room
				}
			}
			return room
		}
		if n := cut(); n != 0 {
			t.Errorf("%s of the sample is cut after %d", f.field, n)
		}
		long := strings.TrimSpace(strings.Repeat("words of the house ", 20))
		*f.of(&p.Recipe) = long
		n := cut()
		if n < 10 || n > len(long)-10 {
			t.Errorf("%s: there is room for %d", f.field, n)
			continue
		}
		if *f.of(&p.Recipe) = long[:n]; cut() != 0 {
			t.Errorf("%s: %d characters do not fit", f.field, n)
		}
	}
}

// Ensures that the head of drafts is not counted among their provisions, and that one draft alone is said to need another.
func TestDraftHeadAndOneDraft(t *testing.T) {
	p := samplePacket(t)
	texts := []string{"The parties agree:\nArticle 1\nTrucks pass.", "The parties would agree:\nArticle 1\nTrucks pass.\nArticle 2\nNobody pays."}
	p.Parts = []dossier.Part{dossier.PartDrafts}
	p.Drafts = []dossier.Draft{{Title: "First"}, {Title: "Second"}}
	var err error
	if p.Clauses, _, err = dossier.CompareDrafts(context.Background(), texts); err != nil {
		t.Fatal(err)
	}
	said := func() string { return unspaced(strings.Join(readOut(laidOut(t, p).root), "\n")) }
	if got := said(); !strings.Contains(got, unspaced("1 of 2 provisions agreed · 0 open · 1 not in every text.")) || !strings.Contains(got, "Head") {
		t.Error(got)
	}
	p.ByNumber = 7
	if got := said(); !strings.Contains(got, unspaced("7 are put together by their numbers alone.")) {
		t.Error(got)
	}
	p.Drafts, p.Clauses = p.Drafts[:1], nil
	const alone = "One draft alone is chosen for this packet; it takes a second one to compare it with."
	if got := said(); !strings.Contains(got, unspaced(alone)) {
		t.Error(got)
	}
	if b, _, err := writeMarkdown(context.Background(), p); err != nil || !strings.Contains(string(b), alone) {
		t.Errorf("markdown: %v", err)
	}
}

// Ensures that the front page, in print and in Markdown, counts the sources that are cited and no draft beside them.
func TestDraftsAreNoCitedSources(t *testing.T) {
	p := samplePacket(t)
	if p.Cited() == len(p.Sources) || p.Cited() < 2 {
		t.Fatalf("%d of %d sources are cited: the sample shows nothing", p.Cited(), len(p.Sources))
	}
	want := unspaced(fmt.Sprintf("statements from %d sources are cited", p.Cited()))
	if got := unspaced(strings.Join(readOut(laidOut(t, p).root), "\n")); !strings.Contains(got, want) {
		t.Errorf("the page does not say %s", want)
	}
	if b, _, err := writeMarkdown(context.Background(), p); err != nil || !strings.Contains(unspaced(string(b)), want) {
		t.Errorf("Markdown does not say %s (%v)", want, err)
	}
}

// Ensures that places with missing characters are told as a reader counts them.
func TestMissingInReadingOrder(t *testing.T) {
	of := map[uncovered]struct{}{}
	for _, n := range []int{10, 2, 1} {
		of[uncovered{'☃', fmt.Sprintf("Q%d", n), n}] = struct{}{}
	}
	var places []string
	for _, p := range gather(of, "none:") {
		places = append(places, p.Where)
	}
	if got := strings.Join(places, " "); got != "Q1 Q2 Q10" {
		t.Error(got)
	}
}
