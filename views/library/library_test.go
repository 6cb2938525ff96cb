package library

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

func bench(t *testing.T) (*Library, *stage.Stage, *app.Workbench) {
	t.Helper()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(context.Background(), filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	s := stage.New(t, w)
	s.Desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(time.Hour) } // the test does what a delay would
	l := New(Deps{Desk: s.Desk, Open: func(dossier.ID) {}, Add: func() {}, Changed: func() {}, Loaded: func() {}})
	s.Show(l, 272, 600)
	l.Reload(app.Event{Kind: app.DossierOpened})
	return l, s, w
}

// shown draws what is in the list, copies that are folded as their number.
func (l *Library) shownTitles() string {
	var out []string
	for i, ln := range l.lines {
		if ln.head {
			continue
		}
		doc, _ := l.row(i)
		title := doc.Title
		if ln.more > 0 {
			title += fmt.Sprintf("+%d", ln.more)
		}
		out = append(out, title)
	}
	return strings.Join(out, "|")
}

// Documents are sorted, filtered, folded, tagged and noted by keys; a change of one reads that one alone.
func TestLibrary(t *testing.T) {
	l, s, w := bench(t)
	ctx := context.Background()
	add := func(title, outlet, text string, day int) dossier.Document {
		t.Helper()
		d, err := w.AddDocument(ctx, []byte(title+"\n\n"+text), app.Facts{Title: title, Outlet: outlet, Published: dossier.Day(2026, 11, day)})
		if err != nil {
			t.Fatal(err)
		}
		l.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{d.ID}})
		return d
	}
	wire := "“The gate opens in March and stays open until the first snow of the coming winter,” said Ilan Dorvath, the minister. The talks go on in Halmar on Monday, with both sides at one table for the first time in eleven weeks, and a second round is planned for the week after."
	first := add("Gate talks", "Ridge Post", wire, 10)
	add("Bridge fee", "Lake Herald", "“No fee,” said Oda Merrin.", 12)
	add("Gate opens", "Älvdal Press", wire, 11)
	if got := l.shownTitles(); got != "Bridge fee|Gate opens+1" {
		t.Fatalf("the list shows %s", got)
	}
	l.list.GoTo(l.find(l.lines[len(l.lines)-1].id))
	if n := len(l.Selected()); n != 2 {
		t.Errorf("a folded group selects %d documents", n)
	}
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if got := l.shownTitles(); got != "Bridge fee|Gate opens+1|Gate talks" {
		t.Errorf("unfolded: %s", got)
	}
	l.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	l.Shown(first.ID) // a folded one is read: its group opens
	if got := l.shownTitles(); !strings.HasSuffix(got, "Gate talks") {
		t.Errorf("what is read is out of sight: %s", got)
	}
	l.FoldCopies()
	if got := l.shownTitles(); got != "Bridge fee|Gate opens|Gate talks" {
		t.Errorf("not folded: %s", got)
	}
	for _, c := range []struct {
		o    Order
		want string
	}{{Order{By: dossier.ByTitle}, "Bridge fee|Gate opens|Gate talks"}, {Order{By: dossier.ByTitle, Ascending: true}, "Gate talks|Gate opens|Bridge fee"},
		{Order{By: dossier.ByOutlet}, "Gate opens|Bridge fee|Gate talks"}, {Order{By: dossier.ByAdded}, "Gate opens|Bridge fee|Gate talks"}, {Order{Ascending: true}, "Gate talks|Gate opens|Bridge fee"}} {
		c.o.Unfolded = true
		l.setOrder(c.o)
		if got := l.shownTitles(); got != c.want || l.by.Words() != c.o.words() {
			t.Errorf("%s: %s", c.o.words(), got)
		}
	}
	l.setOrder(Order{Unfolded: true})
	l.list.GoTo(l.find(first.ID))
	l.rune('o')
	l.Reload(app.Event{Kind: app.DocumentsChanged, Documents: []dossier.ID{first.ID}})
	l.chip(0)
	if got := l.shownTitles(); got != "Bridge fee|Gate opens" {
		t.Errorf("new ones: %s", got)
	}
	l.chip(1)
	if got := l.shownTitles(); got != "" || !strings.Contains(l.noneWords(), "in work") {
		t.Errorf("in work: %s, said %q", got, l.noneWords())
	}
	l.showAll()
	l.list.GoTo(l.find(first.ID))
	l.PickTag()
	s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText("urgent")
	s.Desk.Sheets.Top().Confirm()
	if d, _ := l.row(l.find(first.ID)); len(d.Tags) != 1 {
		t.Errorf("tags %v", d.Tags)
	}
	l.filter.Entry.SetText("tag:urgent")
	l.restart()
	if got := l.shownTitles(); got != "Gate talks" {
		t.Errorf("tagged: %s", got)
	}
	l.showAll()
	l.restart()
	l.list.GoTo(l.find(first.ID))
	l.AskNote()
	s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText("Compare with the wire")
	s.Desk.Sheets.Top().Confirm()
	if notes, err := w.Notes(ctx, first.ID); err != nil || len(notes) != 1 {
		t.Errorf("notes %v, %v", notes, err)
	}
	article, err := w.Article(ctx, first.ID)
	if err != nil || len(article.Statements) == 0 {
		t.Fatal(article.Statements, err)
	}
	before, _ := l.row(l.find(first.ID))
	if err := w.Reject(ctx, article.Statements[0].ID); err != nil {
		t.Fatal(err)
	}
	index := l.keys
	l.Reload(app.Event{Kind: app.StatementsChanged, Documents: []dossier.ID{first.ID}})
	if now, _ := l.row(l.find(first.ID)); now.Statements != before.Statements-1 {
		t.Errorf("%d statements, want %d", now.Statements, before.Statements-1)
	}
	if &index[0] != &l.keys[0] {
		t.Error("the whole list was read again for one statement")
	}
	l.filter.Entry.SetText("open:")
	l.restart()
	open, one := len(l.keys), l.keys[0].ID
	if _, err := w.AcceptAbove(ctx, one, 0); err != nil {
		t.Fatal(err)
	}
	l.Reload(app.Event{Kind: app.StatementsChanged, Documents: []dossier.ID{one}})
	if len(l.keys) != open-1 {
		t.Errorf("%d documents to decide in, want %d", len(l.keys), open-1)
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors %v", s.Errors)
	}
}
