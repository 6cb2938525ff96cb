package dossier

import (
	"fmt"
	"strings"
	"testing"
)

// What changed since a packet is told by cell: silence broken, another stance, said again, gone; the rest says nothing.
func TestPacketChanges(t *testing.T) {
	issue, party, old, fresh := NewID(), NewID(), NewID(), NewID()
	at := func(stance Stance, count int, statement ID) PacketPosition {
		return PacketPosition{IssueID: issue, PartyID: party, Stance: stance, Count: count, Statement: statement}
	}
	tests := []struct {
		name   string
		before []PacketPosition
		stance Stance
		count  int
		newest ID
		want   string
	}{
		{"silence broken", []PacketPosition{at(StanceNone, 0, None)}, Supports, 1, fresh, "new  →supports, 1 more, Q7"},
		{"a party that the packet did not have", nil, Supports, 2, fresh, "new  →supports, 2 more, Q7"},
		{"another stance", []PacketPosition{at(Opposes, 1, old)}, Conditional, 2, fresh, "moved softened opposes→conditional, 1 more, Q7"},
		{"coded anew", []PacketPosition{at(Supports, 1, old)}, Opposes, 1, old, "moved reversed supports→opposes, 0 more, Q0"},
		{"said again", []PacketPosition{at(Opposes, 1, old)}, Opposes, 3, fresh, "more  opposes→opposes, 2 more, Q7"},
		{"older statements came in", []PacketPosition{at(Opposes, 1, old)}, Opposes, 2, old, ""},
		{"gone", []PacketPosition{at(Opposes, 1, old)}, StanceNone, 0, None, "withdrawn  opposes→, 0 more, Q0"},
		{"nothing then and now", nil, StanceNone, 0, None, ""},
	}
	for _, test := range tests {
		g := Grid{Issues: []Issue{{ID: issue}}, Parties: []Party{{ID: party}}, Cells: [][]Cell{{{PartyID: party, IssueID: issue, Stance: test.stance, Count: test.count,
			Newest: CodedStatement{StatementID: test.newest}}}}}
		var got []string
		for _, c := range PacketChanges(test.before, g, func(s ID) int {
			if s == fresh {
				return 7
			}
			return 0
		}) {
			got = append(got, fmt.Sprintf("%s %s %s→%s, %d more, Q%d", c.Kind, c.Movement, c.Before, c.After, c.More, c.Quote))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
