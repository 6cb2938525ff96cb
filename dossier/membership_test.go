package dossier

import (
	"strings"
	"testing"
)

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

func TestMemberships(t *testing.T) {
	parties := []Party{{ID: NewID(), Name: "Arvenia", Letter: "A"}, {ID: NewID(), Name: "Northern Council", Letter: "N"}}
	const text = "Arvenia; Foreign minister; 2024-03; 2026\nNorthern Council\nArvenia; ; 2027"
	list, err := ReadMemberships(text, parties, nil)
	if err != nil || len(list) != 3 || list[0].Role != "Foreign minister" || list[0].From.String() != "2024-03" || list[0].To.String() != "2026" ||
		list[1].PartyID != parties[1].ID || list[1].From.Known() || list[2].Role != "" || list[2].From.String() != "2027" {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := WriteMemberships(list); got != text {
		t.Errorf("written as %q", got)
	}
	for i := range list {
		list[i].ID = NewID()
	}
	again, err := ReadMemberships("arvenia; Deputy\n\n A ; ; 2027-01", parties, list)
	if err != nil || len(again) != 2 || again[0].ID != list[0].ID || again[1].ID != list[2].ID {
		t.Errorf("known lines lost who they were: %+v, %v", again, err)
	}
	for _, c := range []struct{ text, want string }{
		{"Nowhere; Minister", "“Nowhere” is no party"}, {"A; x; soon", "“soon” is no date"}, {"A; x; 2026; 2024", "ends before it begins"}, {"A;b;2024;2025;c", "more than party"},
		{"A\nB", "line 2"},
	} {
		if _, err := ReadMemberships(c.text, parties, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}
