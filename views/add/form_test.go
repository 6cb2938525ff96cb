package add

import (
	"testing"
	"time"

	"parley/dossier"
)

// A date is shown in the form that can be typed, and what is shown is read back as the same date.
func TestWriteDate(t *testing.T) {
	zone := time.FixedZone("", 2*3600)
	half := time.FixedZone("", 5*3600+1800)
	for _, c := range []struct {
		date dossier.Date
		want string
	}{
		{dossier.Date{}, ""},
		{dossier.Day(2026, 11, 14), "2026-11-14"},
		{dossier.Date{Time: time.Date(2026, 11, 14, 18, 5, 0, 0, time.UTC), Precision: dossier.PrecisionMinute}, "2026-11-14 18:05 UTC"},
		{dossier.Date{Time: time.Date(2026, 11, 14, 18, 5, 0, 0, zone), Precision: dossier.PrecisionMinute}, "2026-11-14 18:05 UTC+2"},
		{dossier.Date{Time: time.Date(2026, 11, 14, 18, 5, 0, 0, half), Precision: dossier.PrecisionMinute}, "2026-11-14 18:05 UTC+05:30"},
	} {
		got := writeDate(c.date)
		if got != c.want {
			t.Errorf("shown as %q, want %q", got, c.want)
		}
		back, err := dossier.ParseDate(got)
		if err != nil {
			t.Fatalf("%q: %v", got, err)
		}
		if !back.Time.Equal(c.date.Time) || back.Precision != c.date.Precision {
			t.Errorf("%q was read back as %v", got, back)
		}
	}
}

// A language is taken by name or code, and what is neither is refused.
func TestLanguage(t *testing.T) {
	for _, c := range []struct{ typed, code string }{{"English", "en"}, {"hebrew", "he"}, {"AR", "ar"}, {"", ""}, {"pt-BR", "pt-BR"}, {"zu", "zu"}} {
		if got, err := languageCode(c.typed); err != nil || got != c.code {
			t.Errorf("%q is %q (%v), want %q", c.typed, got, err, c.code)
		}
	}
	for _, bad := range []string{"Engilsh language", "12", "klingonese"} {
		if got, err := languageCode(bad); err == nil {
			t.Errorf("%q was taken as %q", bad, got)
		}
	}
	if languageName("he") != "Hebrew" || languageName("pt-BR") != "pt-BR" || languageName("und") != "" {
		t.Error("a name is wrong")
	}
}

// A grade is a letter and a digit of the Admiralty code.
func TestGrade(t *testing.T) {
	for s, ok := range map[string]bool{"": true, "B2": true, "F6": true, "G1": false, "b2": false, "B7": false, "B": false} {
		if (checkGrade(s) == nil) != ok {
			t.Errorf("%q: taken is %v", s, !ok)
		}
	}
}
