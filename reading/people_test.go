package reading

import "testing"

// The people of an article come with their fullest name, role, gender and the party they are likely to speak for; every
// mention is linked, and what is only a capitalised word is left out.
func TestPeople(t *testing.T) {
	text := `“There is no agreement,” Arvenian Foreign Minister Lena Dorsk told reporters in Tarn. Nobody in Arvenia would sign, she said.

Her counterpart, Omar Tiell, sounded a more hopeful note. Tiell said the talks would resume. Mr. Tiell flew home to Bastia on Friday, and the Western press followed him.

Kremlin spokesman Dmitri Orlov said Russia saw no alternative. Moscow urged restraint. Brandt's spokesman, Steffen Hall, declined to comment; Chancellor Anna Brandt of Germany was travelling.

The Bastian Defense Ministry denied any role. “Reports are false,” the ministry said, according to the World Health Board (WHB). The WHB said it had no data.`
	a := Read(text, Options{Lang: "en"})
	by := map[string]Person{}
	for _, p := range a.People() {
		by[p.Name] = p
	}
	for _, want := range []struct {
		name     string
		kind     EntityKind
		role     string
		party    string
		gender   string
		mentions int
	}{
		{"Lena Dorsk", EntityPerson, "Arvenian Foreign Minister", "Arvenia", "f", 1},
		{"Omar Tiell", EntityPerson, "", "", "m", 3},
		{"Dmitri Orlov", EntityPerson, "Kremlin spokesman", "Russia", "m", 1},
		{"Steffen Hall", EntityPerson, "Brandt's spokesman", "", "m", 1},
		{"Anna Brandt", EntityPerson, "Chancellor", "", "f", 2},
		{"Bastian Defense Ministry", EntityBody, "", "Bastia", "", 1},
		{"Moscow", EntityBody, "", "Russia", "", 0},
		{"World Health Board", EntityBody, "", "", "", 2},
	} {
		p, ok := by[want.name]
		if !ok {
			t.Errorf("%s is not in the table", want.name)
			continue
		}
		if p.Kind != want.kind || p.Role != want.role || p.Party != want.party || p.Gender != want.gender || len(p.Mentions) < want.mentions {
			t.Errorf("%s: %+v", want.name, p)
		}
	}
	for _, no := range []string{"Western", "Arvenian", "Reports", "Friday", "Tarn"} {
		if _, ok := by[no]; ok {
			t.Errorf("%s is in the table", no)
		}
	}
	if a.Statements[0].Speaker.Name != "Lena Dorsk" {
		t.Errorf("first speaker %q", a.Statements[0].Speaker.Name)
	}
}
