package names

import (
	"strings"
	"testing"

	"parley/dossier"
)

func TestMembers(t *testing.T) {
	parties := []dossier.Party{{ID: dossier.NewID(), Name: "Arvenia", Letter: "A"}, {ID: dossier.NewID(), Name: "Northern Council", Letter: "N"}}
	const text = "Arvenia; Foreign minister; 2024-03; 2026\nNorthern Council\nArvenia; ; 2027"
	list, err := readMembers(text, parties, nil)
	if err != nil || len(list) != 3 || list[0].Role != "Foreign minister" || list[0].From.String() != "2024-03" || list[0].To.String() != "2026" ||
		list[1].PartyID != parties[1].ID || list[1].From.Known() || list[2].Role != "" || list[2].From.String() != "2027" {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := writeMembers(list); got != text {
		t.Errorf("written as %q", got)
	}
	for i := range list {
		list[i].ID = dossier.NewID()
	}
	again, err := readMembers("arvenia; Deputy\n\n A ; ; 2027-01", parties, list)
	if err != nil || len(again) != 2 || again[0].ID != list[0].ID || again[1].ID != list[2].ID {
		t.Errorf("known lines lost who they were: %+v, %v", again, err)
	}
	for _, c := range []struct{ text, want string }{
		{"Nowhere; Minister", "“Nowhere” is no party"}, {"A; x; soon", "“soon” is no date"}, {"A; x; 2026; 2024", "ends before it begins"}, {"A;b;2024;2025;c", "more than party"},
		{"A\nB", "line 2"},
	} {
		if _, err := readMembers(c.text, parties, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}
