package packet

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

var ctx = context.Background()

// talks opens the pane on a dossier in which two parties have spoken on fees. Each change is laid out at once.
func talks(t *testing.T) (*Pane, *stage.Stage, *app.Workbench) {
	t.Helper()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	for day, text := range []string{"Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”",
		"Speaker Sela Marun of Kesh said: “The fee is the price of the road and it stays.”",
		"Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”"} {
		if _, err := w.AddDocument(ctx, []byte(text), app.Facts{Outlet: "Herald", Published: dossier.Day(2026, 10, day+1)}); err != nil {
			t.Fatal(err)
		}
	}
	batch, err := app.ReadBatch(strings.NewReader(`{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"issues":[{"name":"Fees"}],"codes":[
		{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},{"quote":"the road and it stays","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`), "json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Code(ctx, batch); err != nil {
		t.Fatal(err)
	}
	p, s := onStage(t, w)
	return p, s, w
}

func onStage(t *testing.T, w *app.Workbench) (*Pane, *stage.Stage) {
	t.Helper()
	s := stage.New(t, w)
	s.Desk.After = func(_ time.Duration, fn func()) *time.Timer { fn(); return time.NewTimer(0) }
	said := func(words string) { s.Notes = append(s.Notes, words) }
	p := New(Deps{Desk: s.Desk, Changed: func() {}, Show: func(_, statement dossier.ID) { said("statement") }, Facts: func(dossier.ID) { said("facts") },
		Verify: func(path string) { said("verify " + filepath.Base(path)) }, OpenURL: func(u *url.URL) error { said("open " + u.Path); return nil }})
	s.Show(p, 1366, 672)
	p.Reload(app.Event{Kind: app.DossierOpened})
	p.Enter()
	p.Focus()
	return p, s
}

// kept is the recipe as the dossier holds it.
func kept(t *testing.T, w *app.Workbench) dossier.Recipe {
	t.Helper()
	list, err := w.Recipes(ctx)
	if err != nil || len(list) == 0 {
		t.Fatalf("%v %v", list, err)
	}
	return list[0]
}

func press(p interface{ TypedKey(*fyne.KeyEvent) }, names ...fyne.KeyName) {
	for _, n := range names {
		p.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (p *Pane) choose(t *testing.T, key string) {
	t.Helper()
	i := p.rowOf(key)
	if i < 0 {
		t.Fatalf("there is no row %q", key)
	}
	p.list.GoTo(i)
}

func undo(t *testing.T, p *Pane, w *app.Workbench) string {
	t.Helper()
	a, err := w.Undo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.Elsewhere})
	return a.Name
}

// Ctrl and an arrow move a part, Space turns it on and off, a drag moves it too; each is one action with its name.
func TestParts(t *testing.T) {
	p, s, w := talks(t)
	p.choose(t, partKey+string(dossier.PartGaps))
	ctrl := func(key fyne.KeyName) {
		p.list.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
	}
	ctrl(fyne.KeyUp)
	ctrl(fyne.KeyUp)
	if got := kept(t, w).Parts; slices.Index(got, dossier.PartGaps) != 3 || slices.Index(got, dossier.PartTimeline) != 4 {
		t.Errorf("moved up: %v", got)
	}
	if r, _ := p.currentRow(); r.part != dossier.PartGaps {
		t.Errorf("the chosen row is %q", r.key)
	}
	press(p.list, fyne.KeySpace)
	if got := kept(t, w).Parts; slices.Contains(got, dossier.PartGaps) || slices.Index(p.order, dossier.PartGaps) != 3 {
		t.Errorf("left out: %v, order %v", got, p.order)
	}
	if p.rows[p.rowOf(partKey+"gaps")].note != "left out" {
		t.Errorf("%+v", p.rows[p.rowOf(partKey+"gaps")])
	}
	ctrl(fyne.KeyUp) // one that is left out moves here, and nothing is kept
	press(p.list, fyne.KeySpace)
	if got := kept(t, w).Parts; slices.Index(got, dossier.PartGaps) != 2 {
		t.Errorf("back on at its place: %v", got)
	}
	p.dragRow(p.rowOf(partKey+"gaps"), p.rowOf(partKey+"front"), false)
	p.dragRow(p.rowOf(partKey+"gaps"), p.rowOf(partKey+"front"), true)
	if got := kept(t, w).Parts; got[0] != dossier.PartGaps {
		t.Errorf("dragged: %v", got)
	}
	p.TwoPages()
	if got := kept(t, w).Parts; !slices.Equal(got, dossier.TwoPages) || p.rows[p.rowOf(keyForm)].value != "Two pages" {
		t.Errorf("two pages: %v", got)
	}
	p.turnPart(dossier.PartFront)
	p.turnPart(dossier.PartMatrix)
	if got := kept(t, w).Parts; len(got) != 1 || !strings.Contains(s.LastNote(), "one part at least") {
		t.Errorf("the last part went: %v, %q", got, s.LastNote())
	}
	for _, want := range []string{"Leave out Front page", "Print two pages", "Move Gaps up", "Print Gaps", "Leave out Gaps", "Move Gaps up", "Move Gaps up"} {
		if got := undo(t, p, w); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
	}
	if !slices.Equal(p.order, dossier.Parts) || len(p.data.recipes) != 0 || len(s.Errors) > 0 {
		t.Errorf("after undo: %v, %v, %v", p.order, p.data.recipes, s.Errors)
	}
}

// A fact is typed where it stands: the page follows, Enter keeps it as one action, Escape takes it back, an unreadable date
// is said and not kept, and leaving the pane keeps what was typed.
func TestTyping(t *testing.T) {
	p, s, w := talks(t)
	p.choose(t, keyTitle)
	press(p.list, fyne.KeyReturn)
	test.Type(p.focused(), "Where they stand")
	if p.result.Title != "Where they stand" || len(p.data.recipes) != 0 {
		t.Errorf("while typing: laid out %q, kept %v", p.result.Title, p.data.recipes)
	}
	press(p.focused(), fyne.KeyReturn)
	if kept(t, w).Title != "Where they stand" || !p.RecipeHas(p.focused()) {
		t.Errorf("kept %+v", kept(t, w))
	}
	p.choose(t, keyTitle)
	press(p.list, fyne.KeyReturn)
	test.Type(p.focused(), "Another")
	press(p.focused(), fyne.KeyEscape)
	if kept(t, w).Title != "Where they stand" || p.result.Title != "Where they stand" {
		t.Errorf("after Escape %q, laid out %q", kept(t, w).Title, p.result.Title)
	}
	p.entry.open(keyCutOff)
	test.Type(p.focused(), "soon")
	press(p.focused(), fyne.KeyReturn)
	if p.entry.key != keyCutOff || p.entry.line.Wrong() == "" {
		t.Error("an unreadable date was taken")
	}
	p.list.Focus()
	if kept(t, w).CutOff.Known() || !strings.Contains(s.LastNote(), "“soon” was not kept") {
		t.Errorf("%v %q", kept(t, w).CutOff, s.LastNote())
	}
	p.entry.open(keyMarking)
	p.entry.mark("TLP:AMBER")
	p.entry.open(keyBottom)
	test.Type(p.focused(), "They talk and they differ.")
	if p.entry.foot.Words() != "5 of 60 words" {
		t.Errorf("count: %q", p.entry.foot.Words())
	}
	p.Leave()
	if r := kept(t, w); r.Marking != "TLP:AMBER" || r.BottomLine != "They talk and they differ." {
		t.Errorf("after leaving: %+v", r)
	}
	for _, want := range []string{"Write the bottom line", "Change the marking", "Change the title"} {
		if got := undo(t, p, w); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
	}
}

// A judgement is written with a word of the scale, a confidence and statements found by words; it is kept, changed, moved and
// removed with one undo each.
func TestJudgements(t *testing.T) {
	p, s, w := talks(t)
	p.rune('j')
	test.Type(p.focused(), "The fee stays.")
	sheetOf(t, s).likely.Tapped(nil)
	s.Pick("Likely")
	sheetOf(t, s).sure[1].Tapped(nil)
	sheetOf(t, s).find.Tapped(nil)
	s.Pick("price of the ro")
	j := sheetOf(t, s)
	if !strings.Contains(j.cited[0].Words(), "Sela Marun: “The fee is the price of the road and it stays.”") {
		t.Errorf("cited: %q", j.cited[0].Words())
	}
	test.Type(p.focused(), ", 99")
	if !strings.Contains(j.cited[1].Words(), "99 is not in this dossier") {
		t.Errorf("cited: %q", j.cited[1].Words())
	}
	s.Desk.Sheets.Top().Confirm()
	number := kept(t, w).Judgements[0].Statements[0]
	want := dossier.Judgement{Text: "The fee stays.", Likelihood: "likely", Confidence: dossier.MediumConfidence, Statements: []int{number, 99}}
	if got := kept(t, w).Judgements; len(got) != 1 || !reflect.DeepEqual(got[0], want) {
		t.Fatalf("%+v", got)
	}
	p.AddJudgement()
	s.Desk.Sheets.Top().Confirm()
	if s.Desk.Sheets.Top() == nil {
		t.Fatal("a judgement without words was kept")
	}
	test.Type(p.focused(), "A token fee is possible.")
	s.Desk.Sheets.Top().Confirm()
	p.choose(t, judgementKey+"1")
	p.MoveBy(-1)
	if got := kept(t, w).Judgements; got[0].Text != "A token fee is possible." {
		t.Errorf("moved: %+v", got)
	}
	p.EditJudgement(0)
	sheetOf(t, s).text.Entry.SetText("A token fee is near.")
	s.Desk.Sheets.Top().Confirm()
	press(p.list, fyne.KeyDelete)
	if got := kept(t, w).Judgements; len(got) != 1 || got[0].Text != "The fee stays." {
		t.Errorf("removed: %+v", got)
	}
	for _, want := range []string{"Remove judgement 1", "Edit judgement 1", "Move judgement 2 up", "Add judgement 2", "Add judgement 1"} {
		if got := undo(t, p, w); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
	}
	if len(p.recipe.Judgements) != 0 || len(s.Errors) > 0 {
		t.Errorf("after undo %+v, %v", p.recipe.Judgements, s.Errors)
	}
}

// sheetOf is the open sheet of a judgement.
func sheetOf(t *testing.T, s *stage.Stage) *judgement {
	t.Helper()
	for _, o := range s.Window.Canvas().Overlays().List() {
		for _, x := range test.WidgetRenderer(o.(fyne.Widget)).Objects() {
			if j, ok := x.(*judgement); ok {
				return j
			}
		}
	}
	t.Fatal("no judgement is open")
	return nil
}

// Recipes are made, renamed, duplicated, chosen and deleted; undo brings a deleted one back; the next week's packet has its
// own days and reference.
func TestRecipes(t *testing.T) {
	p, s, w := talks(t)
	do := func(fn func(), words string) {
		t.Helper()
		fn()
		s.Pick(words)
	}
	do(p.NewRecipe, "Weekly")
	p.edit("Set", func(r *dossier.Recipe) { r.Reference, r.CutOff = "NB-041", dossier.Day(2026, 10, 9) })
	do(p.RenameRecipe, "Each week")
	do(p.DuplicateRecipe, "Each day")
	names := func() (list []string) {
		all, err := w.Recipes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			list = append(list, r.Name+" "+r.Reference)
		}
		return list
	}
	if got := names(); !slices.Equal(got, []string{"Each day NB-041", "Each week NB-041"}) || p.recipe.Name != "Each day" {
		t.Errorf("%v, chosen %q", got, p.recipe.Name)
	}
	p.NextWeek()
	if r := p.recipe; r.Reference != "NB-042" || r.CutOff != dossier.Day(2026, 10, 16) {
		t.Errorf("%+v", r)
	}
	do(p.ChooseRecipe, "Each week")
	if p.recipe.Reference != "NB-041" {
		t.Errorf("chosen %+v", p.recipe)
	}
	p.DeleteRecipe()
	if got := names(); !slices.Equal(got, []string{"Each day NB-042"}) || p.recipe.Name != "Each day" {
		t.Errorf("%v, chosen %q", got, p.recipe.Name)
	}
	if undo(t, p, w); len(names()) != 2 {
		t.Errorf("after undo %v", names())
	}
	p.NewRecipe()
	s.Pick("each DAY")
	if s.Desk.Sheets.Top() == nil || len(s.Errors) > 0 {
		t.Errorf("a name was taken twice: %v", s.Errors)
	}
}

// A packet that was issued is opened, verified, compared with, and lends its recipe.
func TestIssued(t *testing.T) {
	p, s, w := talks(t)
	p.edit("Set", func(r *dossier.Recipe) { r.Reference, r.Title = "NB-041", "First" })
	path := filepath.Join(t.TempDir(), "NB-041.pdf")
	if _, err := w.Export(ctx, p.recipe, path, nil); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.PacketsChanged})
	p.edit("Set", func(r *dossier.Recipe) { r.Reference, r.Title = "NB-042", "Second" })
	for words, want := range map[string]string{"Open": "open " + filepath.ToSlash(path), "Verify": "verify NB-041.pdf"} {
		p.openIssued(p.data.issued[0])
		if s.Pick(words); s.LastNote() != want {
			t.Errorf("%s: %q", words, s.LastNote())
		}
	}
	p.openIssued(p.data.issued[0])
	s.Pick("Compare")
	p.openIssued(p.data.issued[0])
	if v := p.rows[p.rowOf(keySince)].value; kept(t, w).Since != "NB-041" || !strings.HasPrefix(v, "NB-041, ") || !strings.HasSuffix(v, "0 changes") {
		t.Errorf("compared with %q, said as %q", kept(t, w).Since, v)
	}
	s.Pick("Use its")
	if got := kept(t, w); got.Title != "First" || got.Name != app.UsualRecipe || got.Issued.Known() {
		t.Errorf("%+v", got)
	}
	p.ChooseSince()
	s.Pick("No comparison")
	if got := kept(t, w); got.Since != dossier.SinceNone || p.rows[p.rowOf(keySince)].value != "no comparison" {
		t.Errorf("compared with %q", got.Since)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
