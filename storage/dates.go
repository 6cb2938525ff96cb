package storage

import (
	"time"

	"parley/dossier"
)

// keyDay is the bit from which a date key holds the day, so that all of one day's keys lie between day<<keyDay and
// (day+1)<<keyDay.
const keyDay = 12

// dateKey makes a date sortable as one number; 0 means unknown. The day is the one that people read, in the date's
// own zone, so that "up to 16 November" takes what is shown as 16 November; within a day the instant decides.
func dateKey(d dossier.Date) int64 {
	if !d.Known() {
		return 0
	}
	day := dayNumber(d.Time)
	if d.Precision != dossier.PrecisionMinute {
		return day << keyDay
	}
	// Zones run from -12 to +14 hours: the instant lies at most 14 hours before the day's start as UTC has it.
	y, m, dd := d.Time.Date()
	minutes := int64(d.Time.Sub(time.Date(y, m, dd, 0, 0, 0, 0, time.UTC))/time.Minute) + 14*60 + 1
	return day<<keyDay | min(max(minutes, 1), 1<<keyDay-1)
}

// yearOne is how many days lie between the year 1 and 1970.
const yearOne = 719163

// dayNumber counts days from the year 1, so that every date of a newspaper has a positive key.
func dayNumber(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400 + yearOne
}

// days gives the first and last day of a date as it is known; ok is false for the unknown date.
func days(d dossier.Date) (first, last int64, ok bool) {
	from, to, ok := d.Bounds()
	if !ok {
		return 0, 0, false
	}
	return dayNumber(from), dayNumber(to), true
}

// keyRange gives the half-open range of keys from the first day of from to the last day of to. An undated thing is
// kept where only an end is given: it is not known to be later.
func keyRange(from, to dossier.Date) (low, high int64) {
	low, high = 0, 1<<62
	if first, _, ok := days(from); ok {
		low = first << keyDay
	}
	if _, last, ok := days(to); ok {
		high = (last + 1) << keyDay
	}
	return low, high
}

func checkDate(what string, d dossier.Date) error {
	if d.Known() && (d.Time.Year() < 1 || d.Time.Year() > 9999) {
		return refuse(ErrInvalid, "The %s was not kept: the year must lie between 1 and 9999.", what)
	}
	return nil
}

// readDate reads a date that this package wrote; what cannot be read is shown as unknown rather than hiding the row,
// and reported by Check.
func readDate(s string) dossier.Date {
	d, err := dossier.ParseDate(s)
	if err != nil {
		return dossier.Date{}
	}
	return d
}

func millis(t time.Time) int64 { return t.UnixMilli() }

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
