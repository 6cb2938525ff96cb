package dossier

import (
	"reflect"
	"testing"
)

// Ensures that the next week's packet has its own days and reference, and keeps what the analyst wrote.
func TestNextWeek(t *testing.T) {
	r := Recipe{Name: "Weekly", Title: "The week", Reference: "NB-2026-041", From: Day(2026, 11, 13), CutOff: Day(2026, 11, 26), Issued: Day(2026, 11, 27), Since: "NB-2026-038", BottomLine: "They talk."}
	want := r
	want.Reference, want.From, want.CutOff, want.Issued, want.Since = "NB-2026-042", Day(2026, 11, 20), Day(2026, 12, 3), Date{}, ""
	if got := r.NextWeek(); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	for in, out := range map[string]string{"": "", "NB": "NB", "99": "100", "A-009": "A-010", "41 bis": "41 bis", "X99999999999999999999": "X99999999999999999999"} {
		if got := countUp(in); got != out {
			t.Errorf("%q → %q, want %q", in, got, out)
		}
	}
	if got := (Recipe{}).NextWeek(); got.CutOff.Known() || got.From.Known() {
		t.Errorf("unknown days became %v, %v", got.From, got.CutOff)
	}
}
