package library

import (
	"fmt"
	"strings"
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

// A group of a week begins where the week changes; near copies stand under the first of them in the list, unless their
// group is open.
func TestGroup(t *testing.T) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	names := map[dossier.ID]string{}
	var keys []dossier.DocumentKey
	id := func(name string, day int) dossier.ID {
		k := dossier.DocumentKey{ID: dossier.NewID(), Day: time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC)}
		keys = append(keys, k)
		names[k.ID] = name
		return k.ID
	}
	a, b, c, d := id("A", 17), id("B", 16), id("C", 11), id("D", 3)
	copies := map[dossier.ID]dossier.ID{a: d, c: d, d: d}
	draw := func(open map[dossier.ID]bool, copies map[dossier.ID]dossier.ID, weeks bool) string {
		out := ""
		for _, l := range group(keys, copies, open, weeks, now) {
			switch {
			case l.head:
				out += l.title + ": "
			case l.inner:
				out += "(" + names[l.id] + ") "
			default:
				out += names[l.id]
				if l.more > 0 {
					out += fmt.Sprintf("+%d", l.more)
				}
				for _, u := range l.under {
					out += strings.ToLower(names[u])
				}
				out += " "
			}
		}
		return strings.TrimSpace(out)
	}
	for _, x := range []struct {
		open   map[dossier.ID]bool
		copies map[dossier.ID]dossier.ID
		weeks  bool
		want   string
	}{
		{nil, nil, true, "This week: A B Last week: C Week of 2 Nov: D"},
		{nil, nil, false, "A B C D"},
		{nil, copies, true, "This week: A+2cd B"},
		{map[dossier.ID]bool{d: true}, copies, true, "This week: A+2 (C) (D) B"},
		{map[dossier.ID]bool{b: true}, copies, false, "A+2cd B"},
	} {
		if got := draw(x.open, x.copies, x.weeks); got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
	if got := facts(dossier.Document{Outlet: "Kesh Wire", Published: dossier.Day(2026, 11, 2), Tags: []string{"urgent"}}, now); got != "Kesh Wire · 2 Nov · urgent" {
		t.Errorf("facts %q", got)
	}
	if got := facts(dossier.Document{}, now); got != "no date" {
		t.Errorf("facts %q", got)
	}
}

// BenchmarkGroup makes a hundred thousand documents ready for the list.
func BenchmarkGroup(b *testing.B) {
	now := time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	keys := make([]dossier.DocumentKey, 100_000)
	for i := range keys {
		keys[i] = dossier.DocumentKey{ID: dossier.NewID(), Day: now.Add(-time.Duration(i) * time.Hour)}
	}
	for b.Loop() {
		group(keys, nil, nil, true, now)
	}
}
