package views

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/app"
	"parley/dossier"
)

// tenQuotes is an article in which ten statements are made.
const tenQuotes = `Corridor talks: fees, monitors and a date
By Mira Tollan, Lake Herald
19 November 2026

PORT HALMAR — “The fee will be paid in full,” said Arvenia's foreign minister, Ilan Dorvath. “We accept forty monitors on the northern road,” Dorvath said.

“No fee is acceptable to us,” said the Northern Council's speaker, Oda Merrin. “The monitors must leave by spring,” Merrin said.

“Arvenia is ready to open the gate in March,” Dorvath said. “The toll houses will be removed,” Dorvath said.

“We oppose any toll house in the valley,” Merrin said. “The council has no objection to a joint patrol,” Merrin said.

“A joint patrol is welcome,” Dorvath said. “There will be no patrol without our consent,” Merrin said.
`

// keyboard presses keys as a hand would and counts them. A chord such as Ctrl Shift V counts once in strokes, and with
// each of its keys in presses.
type keyboard struct {
	t                *testing.T
	w                *window
	work             *app.Workbench
	strokes, presses int
}

// menu presses a key of the menu bar.
func (k *keyboard) menu(shown string) {
	k.t.Helper()
	k.strokes++
	k.presses += len(strings.Fields(shown))
	for _, g := range k.w.commands {
		for _, c := range g.commands {
			if c.Key == shown {
				if !k.w.can(c) {
					k.t.Fatalf("%s cannot be done", shown)
				}
				k.w.run(c)
				k.settle()
				return
			}
		}
	}
	k.t.Fatalf("no command has the key %s", shown)
}

// letter presses a key that types a letter; with shift where the letter needs it.
func (k *keyboard) letter(r rune, shifted bool) {
	k.t.Helper()
	k.strokes++
	k.presses++
	if shifted {
		k.presses++
	}
	f := k.w.win.Canvas().Focused()
	if f == nil {
		k.t.Fatalf("nothing has the keyboard for %q", r)
	}
	f.TypedRune(r)
	k.settle()
}

// key presses a key without a letter.
func (k *keyboard) key(name fyne.KeyName) {
	k.strokes++
	k.presses++
	e := &fyne.KeyEvent{Name: name}
	f := k.w.win.Canvas().Focused()
	if d, ok := f.(desktop.Keyable); ok {
		d.KeyDown(e)
	}
	if f != nil {
		f.TypedKey(e)
	} else {
		k.w.key(e)
	}
	k.settle()
}

// settle brings to the window what the key has changed.
func (k *keyboard) settle() {
	k.w.hear(app.Event{Kind: app.DocumentsChanged}, app.Event{Kind: app.StatementsChanged}, app.Event{Kind: app.NamesChanged})
}

// An article with ten proposals is pasted, decided and coded, each statement with its party, issue and stance, in at most
// sixty key presses and without the mouse. The parties and issues of the talks are there, as they are after the first
// article.
func TestSixtyKeys(t *testing.T) {
	w, work := opened(t)
	ctx := context.Background()
	for _, p := range []struct {
		name    string
		members []string
	}{{"Arvenia", []string{"Ilan Dorvath"}}, {"Northern Council", []string{"Oda Merrin"}}} {
		if _, err := work.AddParty(ctx, p.name, "", p.members); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range []dossier.Issue{{Name: "Fee", Letter: "F"}, {Name: "Monitors", Letter: "M"}, {Name: "Gate", Letter: "G"}, {Name: "Patrol", Letter: "P"}} {
		if _, err := work.AddIssue(ctx, i); err != nil {
			t.Fatal(err)
		}
	}
	k := &keyboard{t: t, w: w, work: work}
	k.settle()
	w.app.Clipboard().SetContent(tenQuotes)
	k.menu("Ctrl Shift V")
	k.menu("Ctrl Enter")

	coding := []struct {
		words         string
		party         rune
		issue, stance rune
	}{
		{"fee will be paid", '1', 'F', '+'}, {"forty monitors", '1', 'M', '+'}, {"No fee is", '2', 'F', '-'}, {"monitors must leave", '2', 'M', '-'},
		{"open the gate", '1', 'G', '+'}, {"toll houses will", '1', 'F', '-'}, {"any toll house", '2', 'F', '-'}, {"no objection", '2', 'P', '+'},
		{"patrol is welcome", '1', 'P', '+'}, {"without our consent", '2', 'P', '~'},
	}
	shifted := map[rune]bool{'+': true, '~': true}
	for range coding {
		now := w.reading.article.Statement()
		if now == nil || now.Status != dossier.Proposed {
			t.Fatalf("after %d key presses no proposal is current: %+v", k.presses, now)
		}
		for _, c := range coding {
			if !strings.Contains(now.Passage.Exact, c.words) {
				continue
			}
			if now.PartyID == dossier.None { // an analyst sees in the card that it is set
				k.letter(c.party, false)
			}
			k.letter(c.issue, true)
			k.letter(c.stance, shifted[c.stance])
		}
		k.key(fyne.KeyTab)
	}

	docs, _, err := work.Documents(ctx, dossier.DocumentFilter{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	a, err := work.Article(ctx, docs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Statements) != len(coding) {
		t.Fatalf("%d statements, want %d", len(a.Statements), len(coding))
	}
	stances := map[rune]dossier.Stance{'+': dossier.Supports, '-': dossier.Opposes, '~': dossier.Conditional}
	for i, s := range a.Statements {
		c := coding[i]
		if s.Status != dossier.Accepted || len(s.Codings) != 1 || s.Codings[0].Issue[:1] != string(c.issue) || s.Codings[0].Stance != stances[c.stance] ||
			(s.Party == "Arvenia") != (c.party == '1') {
			t.Errorf("%q: %s, %s, %+v", s.Passage.Exact, s.Status, s.Party, s.Codings)
		}
	}
	if m := w.message.Messages(); len(m) > 0 {
		t.Errorf("said %v", m)
	}
	t.Logf("%d strokes, %d key presses with Ctrl and Shift counted", k.strokes, k.presses)
	if k.presses > 60 {
		t.Errorf("%d key presses, at most 60", k.presses)
	}
}
