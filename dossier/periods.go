package dossier

import (
	"slices"
	"time"
)

// InOrder puts days in order, each once.
func InOrder(days []Date) []Date {
	days = slices.Clone(days)
	slices.SortStableFunc(days, func(a, b Date) int { return a.Time.Compare(b.Time) })
	return slices.CompactFunc(days, func(a, b Date) bool { return DaysBetween(a.Time, b.Time) == 0 })
}

// Periods parts a sequence of statements, the newest first, by days in order: to the first day belongs what was said up
// to its end, to each other one what was said since. What nobody dated belongs to the first, since nothing says that it
// is later; what is later than the last day is left out.
func Periods(sequence []CodedStatement, days []Date) [][]CodedStatement {
	out := make([][]CodedStatement, len(days))
	for _, s := range sequence {
		for i, day := range days {
			if !s.Date.Known() || DaysBetween(s.Date.Time, lastDay(day)) >= 0 {
				out[i] = append(out[i], s)
				break
			}
		}
	}
	return out
}

// lastDay is the last day of a date: of a month its last one.
func lastDay(d Date) time.Time {
	if _, to, ok := d.Bounds(); ok {
		return to
	}
	return d.Time
}

// TurningDays are the days that part a sequence, the newest first, where its stance turns: of each stretch of one stance
// the day of its newest statement. Of more than most the newest are given.
func TurningDays(sequence []CodedStatement, most int) []Date {
	var days []Date
	last := StanceNone
	for _, s := range sequence {
		if !s.Date.Known() || s.Stance == StanceNone {
			continue
		}
		if s.Stance == last {
			continue
		}
		last = s.Stance
		day := Day(s.Date.Time.Year(), s.Date.Time.Month(), s.Date.Time.Day())
		if len(days) == 0 || DaysBetween(day.Time, days[len(days)-1].Time) > 0 {
			days = append(days, day)
		}
	}
	return InOrder(days[:min(len(days), most)])
}
