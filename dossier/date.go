package dossier

import (
	"fmt"
	"regexp"
	"time"
)

// Precision says how exactly a date is known.
type Precision string

// The precisions, finest first. An unknown date has PrecisionNone.
const (
	PrecisionMinute Precision = "minute"
	PrecisionDay    Precision = "day"
	PrecisionWeek   Precision = "week"
	PrecisionMonth  Precision = "month"
	PrecisionYear   Precision = "year"
	PrecisionNone   Precision = ""
)

// Date is a date as exactly as it is known. Where the precision is a day or coarser, Time is midnight UTC of the
// first day; at the precision of a minute it keeps the zone that was given.
type Date struct {
	Time      time.Time
	Precision Precision
}

// Known reports whether there is a date at all.
func (d Date) Known() bool { return d.Precision != PrecisionNone && !d.Time.IsZero() }

// Day returns the date of a day.
func Day(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC), PrecisionDay}
}

var dateForms = []struct {
	layout    string
	precision Precision
}{
	{time.RFC3339, PrecisionMinute},
	{"2006-01-02T15:04Z07:00", PrecisionMinute},
	{"2006-01-02 15:04 UTC-07:00", PrecisionMinute},
	{"2006-01-02 15:04 UTC-07", PrecisionMinute},
	{"2006-01-02 15:04 UTC", PrecisionMinute},
	{"2006-01-02T15:04", PrecisionMinute},
	{"2006-01-02 15:04", PrecisionMinute},
	{"2006-01-02", PrecisionDay},
	{"2 Jan 2006", PrecisionDay},
	{"2 January 2006", PrecisionDay},
	{"January 2, 2006", PrecisionDay},
	{"Jan 2, 2006", PrecisionDay},
	{"2006-01", PrecisionMonth},
	{"2006", PrecisionYear},
}

// hourZone matches a zone that is given as people write it, in hours of one digit.
var hourZone = regexp.MustCompile(`^(.* UTC[+-])([0-9])$`)

// ParseDate reads a date as people and programs write it: "2026", "2026-11", "2026-11-16", "2026-11-16 21:40 UTC+2",
// "16 Nov 2026", RFC 3339, or a week as "2026-W47". An empty string is the unknown date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	if m := hourZone.FindStringSubmatch(s); m != nil {
		s = m[1] + "0" + m[2] // UTC+2 is UTC+02
	}
	for _, f := range dateForms {
		if t, err := time.Parse(f.layout, s); err == nil {
			if f.precision != PrecisionMinute {
				t = t.UTC()
			}
			return Date{t, f.precision}, nil
		}
	}
	var year, week int
	if n, _ := fmt.Sscanf(s, "%4d-W%2d", &year, &week); n == 2 && week >= 1 && week <= 53 {
		t := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // 4 January is always in week 1 (ISO 8601)
		t = t.AddDate(0, 0, -int(t.Weekday()+6)%7+(week-1)*7)
		return Date{t, PrecisionWeek}, nil
	}
	return Date{}, fmt.Errorf("%q is not a date: write 2026-11-16, or 2026-11-16 21:40 UTC", s)
}

// String gives the form that files and the database hold; it sorts by time as text within one precision.
func (d Date) String() string {
	if !d.Known() {
		return ""
	}
	switch d.Precision {
	case PrecisionMinute:
		return d.Time.Format("2006-01-02T15:04Z07:00")
	case PrecisionWeek:
		y, w := d.Time.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", y, w)
	case PrecisionMonth:
		return d.Time.Format("2006-01")
	case PrecisionYear:
		return d.Time.Format("2006")
	}
	return d.Time.Format("2006-01-02")
}

// Label gives the form that people read: "16 Nov 2026, 21:40 UTC", "16 Nov 2026", "week of 16 Nov 2026", "Nov 2026".
func (d Date) Label() string {
	if !d.Known() {
		return ""
	}
	switch d.Precision {
	case PrecisionMinute:
		zone := d.Time.Format("-07:00")
		if zone == "+00:00" {
			zone = ""
		}
		return d.Time.Format("2 Jan 2006, 15:04 UTC") + zone
	case PrecisionWeek:
		return "week of " + d.Time.Format("2 Jan 2006")
	case PrecisionMonth:
		return d.Time.Format("Jan 2006")
	case PrecisionYear:
		return d.Time.Format("2006")
	}
	return d.Time.Format("2 Jan 2006")
}

// Short gives the day without the year where the year is the given one: "16 Nov".
func (d Date) Short(year int) string {
	if !d.Known() {
		return ""
	}
	if d.Time.Year() == year && (d.Precision == PrecisionMinute || d.Precision == PrecisionDay) {
		return d.Time.Format("2 Jan")
	}
	if d.Precision == PrecisionMinute {
		return d.Time.Format("2 Jan 2006")
	}
	return d.Label()
}

// MarshalText and UnmarshalText make a Date one string in JSON and TOML.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}
