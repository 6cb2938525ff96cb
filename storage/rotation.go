package storage

import (
	"slices"
	"time"
)

// Rotation says how many automatic backups are kept: the newest of each of the last so many hours, days, weeks and
// months, besides all of the last hour. Periods are those of UTC, and a period without a backup does not count: after
// half a year in which nobody worked, the last twelve days of work are still there.
type Rotation struct {
	Hours, Days, Weeks, Months int
}

// largeDossierBytes is the size in bytes from which on fewer automatic backups are kept, and made less often: forty copies
// of a dossier of a gigabyte would fill the disk they are to protect from.
const largeDossierBytes = 256 << 20

// RotationFor gives the rotation for a dossier of a size in bytes.
func RotationFor(size int64) Rotation {
	if size > largeDossierBytes {
		return Rotation{Hours: 3, Days: 6, Weeks: 4, Months: 3}
	}
	return Rotation{Hours: 12, Days: 12, Weeks: 10, Months: 9}
}

// BackupEvery is the least time between two automatic backups of a dossier of a size in bytes.
func BackupEvery(size int64) time.Duration {
	if size > largeDossierBytes {
		return 2 * time.Hour
	}
	return 30 * time.Minute
}

// Spare tells which of the backups made at the given times are not wanted any more. What was made after now, by a
// clock that was wrong, is left alone; and the newest is always wanted.
func (r Rotation) Spare(made []time.Time, now time.Time) []bool {
	spare := make([]bool, len(made))
	order := newestFirst(made)
	periods := []struct {
		keep int
		of   func(time.Time) int64
		last int64
		some bool
	}{
		{keep: r.Hours, of: func(t time.Time) int64 { return floor(t.Unix(), 3600) }},
		{keep: r.Days, of: func(t time.Time) int64 { return floor(t.Unix(), 86400) }},
		{keep: r.Weeks, of: func(t time.Time) int64 { return floor(t.Unix()-4*86400, 7*86400) }}, // from Monday
		{keep: r.Months, of: func(t time.Time) int64 { y, m, _ := t.UTC().Date(); return int64(y)*12 + int64(m) }},
	}
	for n, i := range order {
		at := made[i]
		wanted := n == 0 || now.Sub(at) < time.Hour
		if at.After(now) {
			continue
		}
		for p := range periods {
			period := &periods[p]
			if is := period.of(at); period.keep > 0 && (!period.some || is != period.last) {
				period.last, period.some = is, true
				period.keep--
				wanted = true
			}
		}
		spare[i] = !wanted
	}
	return spare
}

// floor divides and rounds towards the past, before 1970 too.
func floor(n, by int64) int64 {
	if n < 0 {
		n -= by - 1
	}
	return n / by
}

// newestFirst gives the order of times, the newest first.
func newestFirst(times []time.Time) []int {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[b].Compare(times[a]) })
	return order
}
