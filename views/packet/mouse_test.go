package packet

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/views/stage"
)

// clickRowOf clicks on a row of the recipe, so far from its left edge.
func clickRowOf(t *testing.T, p *Pane, s *stage.Stage, key string, x float32) {
	t.Helper()
	if i := p.rowOf(key); i != p.list.Current() {
		p.list.GoTo(i - 1) // brings it into sight
	}
	y, high := p.list.Band(p.rowOf(key))
	s.Click(p.list, fyne.NewPos(x, y+high/2))
}

// Whatever a click on a row of the recipe opens has the keyboard at once: sheets, and the entry over or under the row.
func TestClickGivesKeyboard(t *testing.T) {
	p, s, _ := talks(t)
	for _, key := range []string{"name", keyScale, keyPaper, keySince, keyForm, keyDrafts, keyAddJudgement} {
		clickRowOf(t, p, s, key, 120)
		top := s.Desk.Sheets.Top()
		if top == nil {
			t.Fatalf("%s: nothing was opened", key)
		}
		if _, ok := p.focused().(interface{ SetText(string) }); !ok {
			t.Errorf("%s: the keyboard is at %T", key, p.focused())
		}
		top.Close()
	}
	for _, key := range []string{keyTitle, keyReference, keyFor, keyMarking, keyCutOff, keyBottom, keyFrom, keyAuthor} {
		clickRowOf(t, p, s, key, 120)
		if p.entry.key != key || !p.entry.has(p.focused()) {
			t.Errorf("%s: typed is in %q, the keyboard is at %T", key, p.entry.key, p.focused())
		}
		p.entry.cancel()
	}
}

// A click on the label of a fact chooses it, a second one opens it: the bottom line like its neighbours.
func TestSecondClickOpens(t *testing.T) {
	p, s, _ := talks(t)
	for _, key := range []string{keyReference, keyBottom} {
		clickRowOf(t, p, s, key, 30)
		if p.entry.key != "" {
			t.Errorf("%s: the first click opened it", key)
		}
		if clickRowOf(t, p, s, key, 30); p.entry.key != key || !p.entry.has(p.focused()) {
			t.Errorf("%s: the second click opened %q", key, p.entry.key)
		}
		p.entry.cancel()
		p.list.Focus()
	}
}

// Tab keeps what was typed and goes on to the next row that is typed in, past those that are chosen; what cannot be read
// stays, and after the last one comes the recipe.
func TestTabGoesOn(t *testing.T) {
	p, _, w := talks(t)
	p.entry.open(keyTitle)
	test.Type(p.focused(), "Where they stand")
	press(p.focused(), fyne.KeyTab)
	if kept(t, w).Title != "Where they stand" || p.entry.key != keyReference || !p.entry.has(p.focused()) {
		t.Fatalf("kept %q, typed is in %q", kept(t, w).Title, p.entry.key)
	}
	test.Type(p.focused(), "NB-041")
	p.entry.line.Entry.OnTab(true)
	if kept(t, w).Reference != "NB-041" || p.entry.key != keyTitle {
		t.Errorf("back: kept %q, typed is in %q", kept(t, w).Reference, p.entry.key)
	}
	if p.entry.line.Entry.OnTab(true); p.entry.key != "" || !p.RecipeHas(p.focused()) {
		t.Errorf("before the first: typed is in %q", p.entry.key)
	}
	p.entry.open(keyCutOff)
	test.Type(p.focused(), "soon")
	if press(p.focused(), fyne.KeyTab); p.entry.key != keyCutOff || p.entry.line.Entry.Text != "soon" {
		t.Errorf("an unreadable date was left for %q, %q, %q", p.entry.key, p.entry.line.Entry.Text, p.entry.line.Wrong())
	}
	p.entry.line.Entry.SetText("2026-11-16")
	if press(p.focused(), fyne.KeyTab); p.entry.key != keyBottom || !kept(t, w).CutOff.Known() {
		t.Errorf("past the choices: typed is in %q", p.entry.key)
	}
	test.Type(p.focused(), "They talk.")
	if press(p.focused(), fyne.KeyTab); kept(t, w).BottomLine != "They talk." || p.entry.key != keyFrom {
		t.Errorf("kept %q, typed is in %q", kept(t, w).BottomLine, p.entry.key)
	}
	press(p.focused(), fyne.KeyTab)
	test.Type(p.focused(), "K. Olander")
	press(p.focused(), fyne.KeyTab)
	if kept(t, w).Author != "K. Olander" || p.entry.key != "" || !p.RecipeHas(p.focused()) {
		t.Errorf("after the last: kept %q, typed is in %q", kept(t, w).Author, p.entry.key)
	}
}

// An arrow goes through the labels of a marking, so that they are reached without the mouse.
func TestMarkingByArrows(t *testing.T) {
	p, _, w := talks(t)
	p.entry.open(keyMarking)
	press(p.focused(), fyne.KeyDown, fyne.KeyDown)
	if p.entry.line.Entry.Text != "TLP:GREEN" || p.now().Marking != "TLP:GREEN" {
		t.Errorf("down: %q", p.entry.line.Entry.Text)
	}
	press(p.focused(), fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	if got := kept(t, w).Marking; got != "TLP:RED" {
		t.Errorf("up, round: %q", got)
	}
}
