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
