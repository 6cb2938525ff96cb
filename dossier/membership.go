package dossier

import "time"

// Bounds gives the first and the last day that a date may mean, as midnights UTC; ok is false for the unknown date.
func (d Date) Bounds() (first, last time.Time, ok bool) {
	if !d.Known() {
		return first, last, false
	}
	y, m, dd := d.Time.Date()
	first = time.Date(y, m, dd, 0, 0, 0, 0, time.UTC)
	last = first
	switch d.Precision {
	case PrecisionWeek:
		last = first.AddDate(0, 0, 6)
	case PrecisionMonth:
		last = time.Date(y, m+1, 0, 0, 0, 0, 0, time.UTC)
	case PrecisionYear:
		last = time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return first, last, true
}

// MembershipOn gives the index of the membership that was valid on a day: of several, the one that began last. On an
// unknown day only a membership without bounds is certain. -1: none.
func MembershipOn(list []Membership, day Date) int {
	first, _, known := day.Bounds()
	found, best := -1, time.Time{}
	for i, m := range list {
		from, _, begins := m.From.Bounds()
		_, to, ends := m.To.Bounds()
		if begins && (!known || first.Before(from)) || ends && (!known || first.After(to)) {
			continue
		}
		if found < 0 || from.After(best) {
			found, best = i, from
		}
	}
	return found
}
