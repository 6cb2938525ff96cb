package reading

import (
	"testing"
	"time"
)

// A pasted page gives its title, author, outlet, place, agency and date, and its furniture is told from its text.
func TestLayout(t *testing.T) {
	text := `Home | News | Rivers | Weather
Locks stay shut as talks stall

By Mira Tollan, Lake Herald
Published 29 October 2026, 18:05 UTC

Share this article

Photo: Jon Fisk/Lake Herald

TARN, Oct 29 (CNA) — The locks on the Brenn will stay shut for another week, the Ministry of Rivers said on Thursday.

Read also: Who owns the river?

“We are not there yet,” Minister Ilse Maro told CNA.

Sign up for our newsletter
https://lakeherald.example/locks
`
	a := Read(text, Options{})
	for _, f := range []struct{ what, got, want string }{
		{"title", a.Title.Value, "Locks stay shut as talks stall"},
		{"byline", a.Byline.Value, "Mira Tollan"},
		{"outlet", a.Outlet.Value, "Lake Herald"},
		{"dateline", a.Dateline.Value, "Tarn"},
		{"wire", a.Wire.Value, "CNA"},
		{"url", a.URL.Value, "https://lakeherald.example/locks"},
		{"published", a.Published.Time.Format(time.DateOnly), "2026-10-29"},
		{"language", a.Lang, "en"},
	} {
		if f.got != f.want {
			t.Errorf("%s %q, want %q", f.what, f.got, f.want)
		}
	}
	want := []Role{RoleBoilerplate, RoleTitle, RoleByline, RolePublished, RoleBoilerplate, RoleCredit, RoleBody, RoleBoilerplate, RoleBody, RoleBoilerplate, RoleBoilerplate}
	for i, p := range a.Paragraphs {
		if i >= len(want) || p.Role != want[i] {
			t.Errorf("line %d %q is %s", i, string([]rune(text)[p.Start:p.End]), p.Role)
		}
	}
	if len(a.Statements) != 2 {
		t.Errorf("%d statements, want 2", len(a.Statements))
	}
}

// A date in words is counted from the day of publication, with its precision.
func TestDates(t *testing.T) {
	published := time.Date(2024, 11, 1, 12, 0, 0, 0, time.UTC) // a Friday
	for _, c := range []struct {
		words, want string
		precision   Precision
	}{
		{"on Thursday", "2024-10-31", PrecisionDay},
		{"Friday", "2024-11-01", PrecisionDay},
		{"last Friday", "2024-10-25", PrecisionDay},
		{"yesterday", "2024-10-31", PrecisionDay},
		{"on Oct. 29", "2024-10-29", PrecisionDay},
		{"on 29 October 2023", "2023-10-29", PrecisionDay},
		{"on Dec. 30", "2024-12-30", PrecisionDay},
		{"last week", "2024-10-21", PrecisionWeek},
		{"last month", "2024-10-01", PrecisionMonth},
		{"last year", "2023-01-01", PrecisionYear},
		{"in September", "2024-09-01", PrecisionMonth},
		{"in March 2022", "2022-03-01", PrecisionMonth},
		{"in 2019", "2019-01-01", PrecisionYear},
		{"two days ago", "2024-10-30", PrecisionDay},
		{"on 2024-10-30", "2024-10-30", PrecisionDay},
		{"Wednesday night", "2024-10-30", PrecisionDay},
	} {
		a := Read("Roe said "+c.words+" that the talks had failed.", Options{Published: published})
		if len(a.Statements) != 1 {
			t.Errorf("%s: %d statements", c.words, len(a.Statements))
			continue
		}
		d := a.Statements[0].Said
		if got := d.Time.Format(time.DateOnly); got != c.want || d.Precision != c.precision || d.Text != c.words || d.Reason == "" {
			t.Errorf("%s: %s %q %q (%s), want %s %q", c.words, got, d.Precision, d.Text, d.Reason, c.want, c.precision)
		}
	}
}
