package dossier

import "time"

// Movement is how a position changed between two days.
type Movement string

// The movements. A position hardens when it moves away from agreement, and softens when it moves towards it, by one or
// two steps of supports · conditional · ambiguous · opposes; from one end to the other it is reversed.
const (
	Unmoved    Movement = ""
	NewlyTaken Movement = "new"
	Softened   Movement = "softened"
	Hardened   Movement = "hardened"
	Reversed   Movement = "reversed"
	GoneSilent Movement = "silent"
)

// yields is how far each stance goes towards agreement.
var yields = map[Stance]int{Opposes: 0, Ambiguous: 1, Conditional: 2, Supports: 3}

// Steps counts the steps from one stance to another, towards agreement if positive; 0 where one of them is not set.
func Steps(from, to Stance) int {
	a, known := yields[from]
	b, set := yields[to]
	if !known || !set {
		return 0
	}
	return b - a
}

// Move names the way from one stance to another.
func Move(from, to Stance) Movement {
	switch steps := Steps(from, to); {
	case steps == 3 || steps == -3:
		return Reversed
	case steps > 0:
		return Softened
	case steps < 0:
		return Hardened
	}
	return Unmoved
}

// SilentAfter is the number of days without a statement after which a party that has spoken on an issue is silent on it.
const SilentAfter = 14

// CellChange is what happened in a cell between two days.
type CellChange struct {
	PartyID  ID
	IssueID  ID
	Movement Movement
	Before   Cell
	After    Cell
	Silent   int // days since the newest statement, where the movement is GoneSilent
}

// GridChanges compares the grid as of one day with the grid as of a later one, in the order of the later one's issues and
// parties: what was taken for the first time, what softened, hardened or was reversed, and who has fallen silent since.
// A party falls silent on an issue when its newest statement there becomes older than SilentAfter days.
func GridChanges(before, after Grid) []CellChange {
	had := map[[2]ID]Cell{}
	for _, row := range before.Cells {
		for _, c := range row {
			had[[2]ID{c.PartyID, c.IssueID}] = c
		}
	}
	var list []CellChange
	for _, row := range after.Cells {
		for _, c := range row {
			old := had[[2]ID{c.PartyID, c.IssueID}]
			change := CellChange{PartyID: c.PartyID, IssueID: c.IssueID, Before: old, After: c}
			switch {
			case c.Count == 0:
				continue
			case old.Count == 0:
				change.Movement = NewlyTaken
			default:
				change.Movement = Move(old.Stance, c.Stance)
			}
			if change.Movement == Unmoved && c.Newest.Date.Known() {
				then, now := DaysBetween(c.Newest.Date.Time, before.Searched()), DaysBetween(c.Newest.Date.Time, after.Searched())
				if now > SilentAfter && then <= SilentAfter {
					change.Movement, change.Silent = GoneSilent, now
				}
			}
			if change.Movement != Unmoved {
				list = append(list, change)
			}
		}
	}
	return list
}

// Searched is the day up to which silence means something: that of the grid, or of the newest document if that is earlier.
func (g Grid) Searched() time.Time {
	if g.To.Known() && (g.AsOf.IsZero() || g.To.Time.Before(g.AsOf)) {
		return g.To.Time
	}
	return g.AsOf
}

// DaysBetween counts the calendar days from one time to another, each day as it is called in its own zone.
func DaysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

// Silence is for how many days nothing was said in a cell, where that is more than SilentAfter; else 0.
func (g Grid) Silence(c Cell) int {
	if c.Count == 0 || !c.Newest.Date.Known() {
		return 0
	}
	if days := DaysBetween(c.Newest.Date.Time, g.Searched()); days > SilentAfter {
		return days
	}
	return 0
}
