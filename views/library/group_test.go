package library

import (
	"fmt"
	"testing"
	"time"

	"parley/dossier"
)

// Documents stand under the week in which they were published, and what is not dated under that of its adding.
func TestWeeks(t *testing.T) {
	now := time.Date(2026, 11, 18, 23, 30, 0, 0, time.UTC) // a Wednesday
	for _, c := range []struct {
		day  time.Time
		want string
	}{
		{time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC), "This week"}, // Monday
		{time.Date(2026, 11, 22, 23, 59, 0, 0, time.UTC), "This week"},
		{time.Date(2026, 11, 15, 23, 59, 0, 0, time.UTC), "Last week"}, // Sunday
		{time.Date(2026, 11, 9, 0, 0, 0, 0, time.UTC), "Last week"},
		{time.Date(2026, 11, 8, 0, 0, 0, 0, time.UTC), "Week of 2 Nov"},
		{time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC), "Week of 29 Dec 2025"},
		{time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), "Dated ahead"},
	} {
		if got := week(c.day, now); got != c.want {
			t.Errorf("%s lies in %q, want %q", c.day.Format("Mon 2 Jan 2006"), got, c.want)
		}
	}
}

// A group begins where the week changes, and counts and dates are written as they are read.
func TestGroup(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	lines := group([]dossier.Document{
		{ID: dossier.NewID(), Title: "A", Outlet: "Lake Herald", Published: dossier.Day(2026, 11, 17), Statements: 1240, Undecided: 4},
		{ID: dossier.NewID(), Title: "B", Published: dossier.Day(2026, 11, 16)},
		{ID: dossier.NewID(), Title: "C", Outlet: "Kesh Wire", Retrieved: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)},
	}, now)
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprintf("%v|%s|%s|%s|%s", l.head, l.title, l.facts, l.number, l.decide))
	}
	want := []string{"true|This week|||", "false|A|Lake Herald · 17 Nov|1,240|4 to decide", "false|B|16 Nov|0|", "true|Week of 2 Nov|||", "false|C|Kesh Wire · no date|0|"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the list reads\n%q, want\n%q", got, want)
	}
}

// BenchmarkGroup makes a hundred thousand documents ready for the list.
func BenchmarkGroup(b *testing.B) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	docs := make([]dossier.Document, 100_000)
	for i := range docs {
		docs[i] = dossier.Document{ID: dossier.NewID(), Title: "Envoy names a date", Outlet: "Lake Herald", Statements: i % 30, Undecided: i % 5,
			Published: dossier.Date{Time: now.Add(-time.Duration(i) * time.Hour), Precision: dossier.PrecisionDay}}
	}
	for b.Loop() {
		group(docs, now)
	}
}
