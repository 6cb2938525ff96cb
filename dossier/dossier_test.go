package dossier

import (
	"testing"
	"time"
)

// Ensures that every form in which people write a date is read, with its precision, and that what is written is read
// back the same.
func TestParseDate(t *testing.T) {
	for _, c := range []struct{ in, out, label string }{
		{"2026", "2026", "2026"},
		{"2026-11", "2026-11", "Nov 2026"},
		{"2026-11-16", "2026-11-16", "16 Nov 2026"},
		{"16 Nov 2026", "2026-11-16", "16 Nov 2026"},
		{"November 16, 2026", "2026-11-16", "16 Nov 2026"},
		{"2026-W47", "2026-W47", "week of 16 Nov 2026"},
		{"2026-W01", "2026-W01", "week of 29 Dec 2025"},
		{"2026-11-16T21:40:00Z", "2026-11-16T21:40Z", "16 Nov 2026, 21:40 UTC"},
		{"2026-11-16 21:40 UTC+2", "2026-11-16T21:40+02:00", "16 Nov 2026, 21:40 UTC+02:00"},
		{"2026-11-16 21:40 UTC+02", "2026-11-16T21:40+02:00", "16 Nov 2026, 21:40 UTC+02:00"},
		{"2026-11-16 21:40", "2026-11-16T21:40Z", "16 Nov 2026, 21:40 UTC"},
		{"", "", ""},
	} {
		d, err := ParseDate(c.in)
		if err != nil || d.String() != c.out || d.Label() != c.label {
			t.Errorf("ParseDate(%q) = %q, %q, %v; want %q, %q", c.in, d.String(), d.Label(), err, c.out, c.label)
		}
		again, err := ParseDate(d.String())
		if err != nil || !again.Time.Equal(d.Time) || again.Precision != d.Precision {
			t.Errorf("%q read back is %v, %v", d.String(), again, err)
		}
	}
	for _, in := range []string{"soon", "2026-13", "2026-11-31", "16/11/2026", "2026-W60"} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", in, d)
		}
	}
}

// Ensures that a date inside the year is shown without it and one of another year with it.
func TestShort(t *testing.T) {
	d := Day(2026, time.November, 16)
	if got := d.Short(2026); got != "16 Nov" {
		t.Errorf("Short inside the year = %q", got)
	}
	if got := d.Short(2027); got != "16 Nov 2026" {
		t.Errorf("Short in another year = %q", got)
	}
}

// Ensures that a passage counts code points, keeps what stands around it, and notices a change of one letter.
func TestPassage(t *testing.T) {
	text := []rune("ab 🕊 שלום “yes” cd")
	p, ok := NewPassage(text, Span{10, 15})
	if !ok || p.Exact != "“yes”" || p.Before != "ab 🕊 שלום " || p.After != " cd" {
		t.Fatalf("NewPassage = %+v, %v", p, ok)
	}
	if !p.Holds(text) {
		t.Error("the passage does not hold in its own text")
	}
	changed := append([]rune(nil), text...)
	changed[11] = 'Y'
	if p.Holds(changed) {
		t.Error("a change of one letter was not noticed")
	}
	for _, s := range []Span{{-1, 2}, {3, 3}, {4, 2}, {0, 99}} {
		if _, ok := NewPassage(text, s); ok {
			t.Errorf("NewPassage(%v) is ok, want not", s)
		}
	}
}
