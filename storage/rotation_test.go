package storage

import (
	"math/rand/v2"
	"testing"
	"time"
)

// Through a year of work with a backup every half hour, the number of backups stays bounded, the newest is never
// deleted, and of every age there is one no further from its neighbour than is promised for that age.
func TestRotationThroughAYear(t *testing.T) {
	for _, size := range []int64{1 << 20, 1 << 30} {
		r, every := RotationFor(size), BackupEvery(size)
		now := time.Date(2026, 1, 1, 0, 10, 0, 0, time.UTC)
		first := now
		var kept []time.Time
		for step := 0; now.Sub(first) < 380*24*time.Hour; step++ {
			now = now.Add(every)
			kept = thinned(r, append(kept, now), now)
			if len(kept) > most(r, every) {
				t.Fatalf("%v: %d backups are kept, and %d were promised", now, len(kept), most(r, every))
			}
			if !kept[len(kept)-1].Equal(now) {
				t.Fatalf("%v: the newest is gone", now)
			}
			if step%97 == 0 {
				gaps(t, r, every, kept, first, now)
			}
		}
		t.Logf("%d bytes: %d backups after a year, the oldest of %v", size, len(kept), kept[0])
	}
}

// most is how many backups a rotation keeps at most: one for each period, and those of the last hour.
func most(r Rotation, every time.Duration) int {
	return r.Hours + r.Days + r.Weeks + r.Months + int(time.Hour/every) + 1
}

// thinned takes away what is not wanted; times are in rising order.
func thinned(r Rotation, made []time.Time, now time.Time) (kept []time.Time) {
	spare := r.Spare(made, now)
	for i, at := range made {
		if !spare[i] {
			kept = append(kept, at)
		}
	}
	return kept
}

// gaps makes sure that between any two backups of an age, and before the oldest, there is no more than the promise.
func gaps(t *testing.T, r Rotation, every time.Duration, kept []time.Time, first, now time.Time) {
	t.Helper()
	const day = 24 * time.Hour
	promise := func(age time.Duration) time.Duration {
		switch {
		case age < time.Hour:
			return every
		case age < time.Duration(r.Hours-1)*time.Hour:
			return max(time.Hour, every)
		case age < time.Duration(r.Days-1)*day:
			return day
		case age < time.Duration(r.Weeks-1)*7*day:
			return 7 * day
		case age < time.Duration(r.Months-1)*30*day:
			return 31 * day
		}
		return 1 << 62
	}
	for i, at := range kept {
		before := first
		if i > 0 {
			before = kept[i-1]
		}
		if gap := at.Sub(before); gap > promise(now.Sub(before))+every {
			t.Fatalf("at %v: between %v and %v lie %v, at most %v were promised", now, before, at, gap, promise(now.Sub(before)))
		}
	}
}

// Whenever backups were made, and in whatever order they are given: thinning twice takes away nothing more, what was
// wanted stays wanted while nothing new comes, the newest stays, and the future is left alone.
func TestRotationOfAnyTimes(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 7))
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for range 300 {
		r := RotationFor([]int64{1, 1 << 40}[random.IntN(2)])
		made := make([]time.Time, 1+random.IntN(200))
		for i := range made {
			ago := time.Duration(random.Int64N(int64(time.Hour) << random.IntN(14)))
			made[i] = now.Add(-ago)
			if random.IntN(50) == 0 {
				made[i] = now.Add(ago)
			}
		}
		var newest time.Time
		var kept []time.Time
		for i, spare := range r.Spare(made, now) {
			if made[i].After(newest) {
				newest = made[i]
			}
			if !spare {
				kept = append(kept, made[i])
			} else if made[i].After(now) {
				t.Fatal("what lies in the future was thinned")
			}
		}
		if again := thinned(r, kept, now); len(again) != len(kept) {
			t.Fatalf("thinned twice: %d, then %d", len(kept), len(again))
		}
		if order := newestFirst(kept); !kept[order[0]].Equal(newest) {
			t.Fatal("the newest was thinned")
		}
	}
	if spare := RotationFor(1).Spare(nil, now); len(spare) != 0 {
		t.Fatal(spare)
	}
}

// After a long pause the days, weeks and months of the work before it are still there.
func TestRotationAfterAPause(t *testing.T) {
	r := RotationFor(1)
	var made []time.Time
	at := time.Date(2025, 1, 1, 18, 0, 0, 0, time.UTC)
	for range 300 {
		at = at.AddDate(0, 0, 1)
		made = thinned(r, append(made, at), at)
	}
	later := at.AddDate(2, 0, 0)
	after := thinned(r, append(made, later), later)
	if len(after) < len(made)-3 || !after[len(after)-2].Equal(at) {
		t.Fatalf("of %d backups %d are left after two years without work", len(made), len(after))
	}
}
