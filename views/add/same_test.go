package add

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// Of a text that is in the dossier the note says so, of a near copy how near it is; both can be opened; of any other text
// there is no note.
func TestSameNote(t *testing.T) {
	test.NewTempApp(t)
	k := &parts.Kit{Look: look.New(func(name string) []byte {
		b, err := os.ReadFile("../../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	})}
	var opened dossier.ID
	n := newSameNote(k, func(id dossier.ID) { opened = id })
	doc := dossier.Document{ID: dossier.NewID(), Number: 12, Title: "Envoy names a date"}
	likes := []dossier.Likeness{{Document: doc, Share: 0.847, Reverse: 0.9}}
	for _, c := range []struct {
		same  *dossier.Document
		alike []dossier.Likeness
		says  string
	}{
		{nil, nil, ""},
		{&doc, nil, "This text is already here: “Envoy names a date”"},
		{nil, likes, "This text is 84 % the same as “Envoy names a date” (document 12)."},
		{nil, []dossier.Likeness{{Document: doc, Share: 0.2, Reverse: 0.999}}, "This text is longer than “Envoy names a date” (document 12), of which it holds 99 %."},
		{&doc, likes, "already here"},
	} {
		n.show(c.same, c.alike)
		if n.Visible() != (c.says != "") {
			t.Errorf("%q: shown is %v", c.says, n.Visible())
		}
		if c.says == "" {
			continue
		}
		if words := sameWords(c.same, c.alike); !strings.Contains(words, c.says) {
			t.Errorf("says %q, want %q", words, c.says)
		}
		opened = dossier.None
		n.open.Tapped(nil)
		if opened != doc.ID {
			t.Errorf("%q: opens %v", c.says, opened)
		}
	}
}
