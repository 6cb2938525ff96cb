package dossier

import "testing"

func TestMembershipOn(t *testing.T) {
	date := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	member := func(from, to string) Membership { return Membership{From: date(from), To: date(to)} }
	for _, c := range []struct {
		what string
		list []Membership
		day  string
		want int
	}{
		{"no membership", nil, "2026-11-20", -1},
		{"always, until now", []Membership{member("", "")}, "2026-11-20", 0},
		{"always, on a day that is not known", []Membership{member("", "")}, "", 0},
		{"it began later", []Membership{member("2026-12-01", "")}, "2026-11-20", -1},
		{"its first day", []Membership{member("2026-11-20", "")}, "2026-11-20", 0},
		{"its last day", []Membership{member("", "2026-11-20")}, "2026-11-20", 0},
		{"the day after", []Membership{member("", "2026-11-20")}, "2026-11-21", -1},
		{"to a month holds to its end", []Membership{member("", "2026-11")}, "2026-11-30", 0},
		{"to a year holds to its end", []Membership{member("2024", "2025")}, "2025-12-31", 0},
		{"bounds, on a day that is not known", []Membership{member("2024", "")}, "", -1},
		{"the later of two", []Membership{member("2020", ""), member("2024", "")}, "2026-11-20", 1},
		{"a bounded one before one for ever", []Membership{member("", ""), member("2024", "2026")}, "2025-06-01", 1},
		{"one for ever, where the bounded one has ended", []Membership{member("", ""), member("2024", "2024")}, "2025-06-01", 0},
		{"a minute is on its own day", []Membership{member("", "2026-11-20")}, "2026-11-20T23:30+05:00", 0},
	} {
		if got := MembershipOn(c.list, date(c.day)); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}
