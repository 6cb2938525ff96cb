package dossier

import (
	"strings"
	"testing"
)

// stances writes a sequence: "5 supports, 3 opposes, - opposes" is of days in November, the newest first, - undated.
func stances(words string) (list []CodedStatement) {
	for n, one := range strings.Split(words, ", ") {
		day, stance, _ := strings.Cut(one, " ")
		s := CodedStatement{Number: n + 1, Stance: Stance(stance)}
		if day != "-" {
			d, err := ParseDate("2026-11-" + ("0" + day)[len(day)-1:])
			if err != nil {
				panic(err)
			}
			s.Date = d
		}
		list = append(list, s)
	}
	return list
}

// What one party said is parted where its stance turns, and each statement stands in the first time that ends after it.
func TestPeriods(t *testing.T) {
	tests := []struct{ said, days, turns, periods string }{
		{"9 supports, 5 supports, 3 opposes, 1 opposes", "3 9", "3 9", "3,4 | 1,2"},
		{"9 supports, 3 opposes, - opposes", "2 9", "3 9", "3 | 1,2"},
		{"9 supports", "5", "9", ""},
		{"9 supports, 8 opposes, 7 supports, 6 opposes, 5 supports", "7 9", "6 7 8 9", "3,4,5 | 1,2"},
		{"4 opposes, 4 supports, 2 supports", "4", "4", "1,2,3"},
		{"- supports", "4", "", "1"},
	}
	day := func(d Date) string { return strings.TrimPrefix(strings.TrimPrefix(d.String(), "2026-11-"), "0") }
	for _, test := range tests {
		list := stances(test.said)
		var turns []string
		for _, d := range TurningDays(list, 4) {
			turns = append(turns, day(d))
		}
		if got := strings.Join(turns, " "); got != test.turns {
			t.Errorf("%s: turns %q, want %q", test.said, got, test.turns)
		}
		var days []Date
		for _, d := range strings.Fields(test.days) {
			at, err := ParseDate("2026-11-0" + d)
			if err != nil {
				t.Fatal(err)
			}
			days = append(days, at)
		}
		var periods []string
		for _, p := range Periods(list, days) {
			var numbers []string
			for _, s := range p {
				numbers = append(numbers, string(rune('0'+s.Number)))
			}
			periods = append(periods, strings.Join(numbers, ","))
		}
		if got := strings.Join(periods, " | "); got != test.periods {
			t.Errorf("%s by %s: %q, want %q", test.said, test.days, got, test.periods)
		}
	}
}
