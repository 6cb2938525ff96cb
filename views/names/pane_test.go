package names

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

func bench(t *testing.T) (*Pane, *stage.Stage, *app.Workbench) {
	t.Helper()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(context.Background(), filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	s := stage.New(t, w)
	p := New(Deps{Desk: s.Desk})
	s.Show(p, 1366, 640)
	p.Enter()
	p.Reload(app.Event{Kind: app.DossierOpened})
	return p, s, w
}

func (p *Pane) shownNames() string {
	var out []string
	for _, i := range p.shown {
		out = append(out, p.data.entries[i].name)
	}
	return strings.Join(out, "|")
}

func (p *Pane) heard() { p.Reload(app.Event{Kind: app.NamesChanged}) }

// fillForm types values into the form and presses Save.
func (p *Pane) fillForm(values ...string) {
	for i, v := range values {
		p.form.fields[i].Entry.SetText(v)
	}
	p.form.store()
	p.heard()
}

// Parties are added, renamed, ordered, coloured, merged and removed by the form and the keys; each is one step of undo.
func TestParties(t *testing.T) {
	p, s, w := bench(t)
	ctx := context.Background()
	if !strings.HasPrefix(p.empty.Words(), "No parties yet") {
		t.Errorf("the empty list says %q", p.empty.Words())
	}
	for _, name := range []string{"Arvenia", "Kesh", "Kesh Federation"} {
		p.Add()
		p.fillForm(name, "", "")
	}
	if p.shownNames() != "Arvenia|Kesh|Kesh Federation" {
		t.Fatalf("parties %s; errors %v", p.shownNames(), s.Errors)
	}
	if e, _ := p.current(); e.name != "Kesh Federation" {
		t.Errorf("the one that was added is not current, but %q", e.name)
	}
	p.Add()
	p.form.fields[0].Entry.SetText("ARVENIA")
	p.form.store()
	if p.form.fields[0].Wrong() == "" {
		t.Error("a name that is there was taken")
	}
	p.form.fields[0].Entry.SetText("Mesen")
	p.form.fields[1].Entry.SetText("K")
	p.form.store()
	if p.form.fields[0].Wrong() == "" {
		t.Error("a letter that another party has was taken")
	}
	p.showFormAnew()
	ctrl := func(key fyne.KeyName) {
		p.list.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
		p.heard()
	}
	ctrl(fyne.KeyUp)
	if p.shownNames() != "Arvenia|Kesh Federation|Kesh" {
		t.Errorf("after moving up: %s", p.shownNames())
	}
	p.fillForm("Federation of Kesh", "F", "Sela Marun, Adan Rusk")
	parties, err := w.Parties(ctx)
	if err != nil || parties[1].Name != "Federation of Kesh" || parties[1].Letter != "F" {
		t.Errorf("parties %+v, %v", parties, err)
	}
	p.recolour(5)
	p.heard()
	if parties, _ = w.Parties(ctx); parties[1].Colour != 5 {
		t.Errorf("colour %d", parties[1].Colour)
	}
	if e, _ := p.current(); e.note != "Adan Rusk, Sela Marun" && e.note != "Sela Marun, Adan Rusk" {
		t.Errorf("members %q", e.note)
	}
	p.fillForm("Federation of Kesh", "F", "Sela Marun")
	if e, _ := p.current(); e.note != "Sela Marun" {
		t.Errorf("a member that was taken out stays: %q", e.note)
	}

	p.Merge() // with which?
	confirm(t, s, "Kesh")
	confirm(t, s, "Federation of Kesh") // stays
	s.Desk.Sheets.Top().Confirm()
	p.heard()
	if p.shownNames() != "Arvenia|Federation of Kesh" {
		t.Errorf("after merging: %s; %v", p.shownNames(), s.Errors)
	}
	if _, err := w.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	p.heard()
	if p.shownNames() != "Arvenia|Federation of Kesh|Kesh" {
		t.Errorf("after undo: %s", p.shownNames())
	}
	p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	p.heard()
	if strings.Contains(p.shownNames(), "Federation") {
		t.Errorf("after Del: %s", p.shownNames())
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors %v", s.Errors)
	}
}

// confirm types into the picker on top and takes what fits best.
func confirm(t *testing.T, s *stage.Stage, words string) {
	t.Helper()
	top := s.Desk.Sheets.Top()
	if top == nil {
		t.Fatalf("nothing is open for %q", words)
	}
	s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(words)
	top.Confirm()
}

// Issues make a tree by keys; the start list adds what is not there; splitting and the filter work.
func TestIssues(t *testing.T) {
	p, s, w := bench(t)
	p.Open(Issues)
	if p.begin.Hidden {
		t.Error("the start list is not offered where there are no issues")
	}
	p.addStartList()
	s.Desk.Sheets.Top().Confirm()
	p.heard()
	if len(p.data.entries) != len(dossier.StartList) {
		t.Fatalf("%d issues; %v", len(p.data.entries), s.Errors)
	}
	p.list.GoTo(1)
	p.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierControl})
	p.heard()
	if e, _ := p.current(); e.name != "Withdrawal" || e.level != 1 {
		t.Errorf("%+v", e)
	}
	p.list.GoTo(0)
	p.key(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if strings.Contains(p.shownNames(), "Withdrawal") {
		t.Error("a folded issue shows what stands under it")
	}
	p.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	p.filter.Entry.SetText("monit")
	if got := p.shownNames(); !strings.HasPrefix(got, "Monitoring") {
		t.Errorf("filtered: %s", got)
	}
	p.filter.Entry.SetText("zzz")
	if !strings.Contains(p.empty.Words(), "Esc shows all") {
		t.Errorf("nothing fits: %q", p.empty.Words())
	}
	p.filter.Entry.SetText("")
	done, err := w.Undo(context.Background()) // the nesting
	if err != nil || done.Name != "Edit issue “Withdrawal”" {
		t.Errorf("undone %q, %v", done.Name, err)
	}
	if done, err = w.Undo(context.Background()); err != nil || done.Name != "Add 11 issues" {
		t.Errorf("undone %q, %v", done.Name, err)
	}
}

// Actors have further names and dated memberships; what is wrong with a line is said at the line.
func TestActors(t *testing.T) {
	p, s, w := bench(t)
	ctx := context.Background()
	if _, err := w.AddParty(ctx, "Arvenia", "", nil); err != nil {
		t.Fatal(err)
	}
	p.Open(Actors)
	p.Add()
	p.fillForm("Ilan Dorvath", "person", "אילן דורבת\nDorvath", "Arvenia; Foreign minister; 2026-13")
	if !strings.Contains(p.form.fields[3].Wrong(), "no date") {
		t.Fatalf("a wrong date is said as %q", p.form.fields[3].Wrong())
	}
	p.form.fields[3].Entry.SetText("Arvenia; Foreign minister; 2026-01")
	p.form.store()
	p.heard()
	e, _ := p.current()
	if e.name != "Ilan Dorvath" || len(e.actor.Aliases) != 2 || len(e.actor.Memberships) != 1 || e.actor.Memberships[0].Role != "Foreign minister" {
		t.Fatalf("%+v; %v", e, s.Errors)
	}
	p.Split()
	confirm(t, s, "Dorvath")
	p.heard()
	if !strings.Contains(p.shownNames(), "|Dorvath") && !strings.HasPrefix(p.shownNames(), "Dorvath") {
		t.Errorf("after splitting: %s", p.shownNames())
	}
	p.Open(Tags)
	p.Add()
	p.fillForm("urgent")
	if p.shownNames() != "urgent" {
		t.Errorf("tags %s; %v", p.shownNames(), s.Errors)
	}
	if len(p.chosen()) != 1 || p.chosen()[0].id == dossier.None {
		t.Error("no tag is current")
	}
}
