package dossier

import (
	"fmt"
	"strings"
	"time"
)

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

// WriteMemberships gives memberships as they are typed, one a line: "Arvenia; Foreign minister; 2024-03; 2026".
func WriteMemberships(list []Membership) string {
	lines := make([]string, len(list))
	for i, m := range list {
		parts := []string{m.Party, m.Role, m.From.String(), m.To.String()}
		for len(parts) > 1 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		lines[i] = strings.Join(parts, "; ")
	}
	return strings.Join(lines, "\n")
}

// ReadMemberships reads what WriteMemberships writes, of these parties. A line that was there before keeps its identity.
func ReadMemberships(text string, parties []Party, before []Membership) ([]Membership, error) {
	var out []Membership
	used := map[ID]bool{}
	for n, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		fields := strings.Split(strings.ReplaceAll(line, "؛", ";"), ";")
		part := func(i int) string {
			if i < len(fields) {
				return strings.TrimSpace(fields[i])
			}
			return ""
		}
		if len(fields) > 4 {
			return nil, fmt.Errorf("line %d has more than party; role; since; until", n+1)
		}
		m := Membership{Role: part(1)}
		for _, p := range parties {
			if Fold(p.Name) == Fold(part(0)) || p.Letter == part(0) {
				m.PartyID, m.Party = p.ID, p.Name
			}
		}
		if m.PartyID == None {
			return nil, fmt.Errorf("line %d: “%s” is no party here", n+1, part(0))
		}
		var err error
		if m.From, err = ParseDate(part(2)); err != nil {
			return nil, fmt.Errorf("line %d: “%s” is no date; write 2024, 2024-03 or 2024-03-15", n+1, part(2))
		}
		if m.To, err = ParseDate(part(3)); err != nil {
			return nil, fmt.Errorf("line %d: “%s” is no date; write 2024, 2024-03 or 2024-03-15", n+1, part(3))
		}
		if first, _, begins := m.From.Bounds(); begins {
			if _, last, ends := m.To.Bounds(); ends && last.Before(first) {
				return nil, fmt.Errorf("line %d ends before it begins", n+1)
			}
		}
		for _, b := range before {
			if !used[b.ID] && b.PartyID == m.PartyID && m.ID == None {
				m.ID = b.ID
			}
		}
		used[m.ID] = true
		out = append(out, m)
	}
	return out, nil
}
