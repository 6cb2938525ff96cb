package reading

import (
	"testing"
	"time"
)

// Ensures that what was said "during the meeting" has the date of the meeting told of in the paragraph before, and none
// where that paragraph names two days.
func TestDateOfEvent(t *testing.T) {
	published := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	said := " The Chancellor's Office stated that, during the meeting, \"the road stays open\".\n"
	for _, c := range []struct{ before, want string }{
		{"On Tuesday, the two ministers met in Halmar.", "2026-11-17"},
		{"On Tuesday, the two ministers met in Halmar, as they had on Monday.", ""},
		{"The two ministers met in Halmar.", ""},
	} {
		a := Read(c.before+"\n\n"+said, Options{Published: published})
		if len(a.Statements) != 1 {
			t.Fatalf("%q: %d statements", c.before, len(a.Statements))
		}
		got := ""
		if d := a.Statements[0].Said; !d.Time.IsZero() {
			got = d.Time.Format("2006-01-02")
		}
		if got != c.want {
			t.Errorf("%q: said %q, want %q", c.before, got, c.want)
		}
	}
}

// Ensures that the day of an aside is not taken for that of the statement, and that who was told is in the chain.
func TestAside(t *testing.T) {
	a := Read("“We need bread,” Mira Osk, a mother who fled the valley on Friday, told Reuters by phone.", Options{Published: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)})
	if len(a.Statements) != 1 {
		t.Fatalf("%d statements", len(a.Statements))
	}
	s := a.Statements[0]
	if !s.Said.Time.IsZero() {
		t.Errorf("said %v", s.Said.Time)
	}
	if len(s.Chain) != 2 || s.Chain[0].Name != "Mira Osk" || s.Chain[1].Kind != HopVenue || s.Chain[1].Name != "Reuters" {
		t.Errorf("chain = %+v", s.Chain)
	}
}

// Ensures that a day inside the words of another statement of the sentence dates neither of them.
func TestDayInContent(t *testing.T) {
	a := Read("“All means all,” Ilan Dorvath said, and added that his office had sent the list on Friday.", Options{Published: time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)})
	if len(a.Statements) != 2 {
		t.Fatalf("%d statements", len(a.Statements))
	}
	for _, s := range a.Statements {
		if !s.Said.Time.IsZero() {
			t.Errorf("%q is dated %v (%s)", string([]rune(a.Text)[s.Start:s.End]), s.Said.Time, s.Said.Reason)
		}
	}
}
