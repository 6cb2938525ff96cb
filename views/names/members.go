package names

import (
	"fmt"
	"strings"

	"parley/dossier"
)

// writeMembers gives memberships as they are typed, one a line: "Arvenia; Foreign minister; 2024-03; 2026".
func writeMembers(list []dossier.Membership) string {
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

// readMembers reads what writeMembers writes. A line that was there before keeps its identity.
func readMembers(text string, parties []dossier.Party, before []dossier.Membership) ([]dossier.Membership, error) {
	var out []dossier.Membership
	used := map[dossier.ID]bool{}
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
		m := dossier.Membership{Role: part(1)}
		for _, p := range parties {
			if dossier.Fold(p.Name) == dossier.Fold(part(0)) || p.Letter == part(0) {
				m.PartyID, m.Party = p.ID, p.Name
			}
		}
		if m.PartyID == dossier.None {
			return nil, fmt.Errorf("line %d: “%s” is no party here", n+1, part(0))
		}
		var err error
		if m.From, err = dossier.ParseDate(part(2)); err != nil {
			return nil, fmt.Errorf("line %d: “%s” is no date; write 2024, 2024-03 or 2024-03-15", n+1, part(2))
		}
		if m.To, err = dossier.ParseDate(part(3)); err != nil {
			return nil, fmt.Errorf("line %d: “%s” is no date; write 2024, 2024-03 or 2024-03-15", n+1, part(3))
		}
		if first, _, begins := m.From.Bounds(); begins {
			if _, last, ends := m.To.Bounds(); ends && last.Before(first) {
				return nil, fmt.Errorf("line %d ends before it begins", n+1)
			}
		}
		for _, b := range before {
			if !used[b.ID] && b.PartyID == m.PartyID && m.ID == dossier.None {
				m.ID = b.ID
			}
		}
		used[m.ID] = true
		out = append(out, m)
	}
	return out, nil
}
