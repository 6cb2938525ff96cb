package reader

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

// bench is a reader on a dossier that holds one article; what happens in the dossier comes to the pane at once.
func bench(t testing.TB, text string, outlet string) (*Pane, *stage.Stage, dossier.ID) {
	t.Helper()
	ctx := context.Background()
	w := app.New(app.Options{ConfigDir: t.TempDir(), Analyst: "K. Olander"})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "talks.parley"), "Talks"); err != nil {
		t.Fatal(err)
	}
	d, err := w.AddDocument(ctx, []byte(text), app.Facts{Outlet: outlet, Published: dossier.Day(2026, 11, 18)})
	if err != nil {
		t.Fatal(err)
	}
	s := stage.New(t, w)
	s.Desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(time.Hour) } // the test does what a delay would
	p := New(Deps{Desk: s.Desk})
	s.Show(p.Article(), 734, 600)
	p.Open(d.ID, dossier.Span{})
	p.Focus()
	return p, s, d.ID
}

func sample(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("../../assets/samples/06-a-symbolic-fee.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// changed is the event of a change: the workbench sends it on a goroutine of its own, the test when it wants.
func (p *Pane) changed(d dossier.ID) {
	p.Reload(app.Event{Kind: app.StatementsChanged, Documents: []dossier.ID{d}})
}

func typed(p *Pane, keys ...string) {
	for _, k := range keys {
		switch k {
		case "Tab", "Return", "Delete", "Escape", "Left", "Right", "Down":
			p.view.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		default:
			for _, r := range k {
				p.view.TypedRune(r)
			}
		}
		p.changed(p.shown)
		p.Reload(app.Event{Kind: app.NamesChanged})
	}
}

// Tab goes from proposal to proposal; Enter and Delete decide and go on to the next; what is decided is counted.
func TestDeciding(t *testing.T) {
	p, s, _ := bench(t, sample(t), "Lake Herald")
	all := p.undecided()
	if all < 5 || p.statementNow() == nil || p.statementNow().Status != dossier.Proposed {
		t.Fatalf("%d proposals, current %v", all, p.statementNow())
	}
	first := p.statementNow().ID
	typed(p, "Return")
	if p.undecided() != all-1 || p.statementNow() == nil || p.statementNow().ID == first || p.statementNow().Status != dossier.Proposed {
		t.Errorf("after Enter %d are open, current %+v", p.undecided(), p.statementNow())
	}
	if got, want := p.data.article.Statements[p.indexOf(first)].Status, dossier.Accepted; got != want {
		t.Errorf("the first is %s, want %s", got, want)
	}
	second := p.statementNow().ID
	typed(p, "Delete")
	if p.indexOf(second) >= 0 || p.undecided() != all-2 {
		t.Errorf("a rejected statement is still shown, %d are open", p.undecided())
	}
	third := p.statementNow().ID
	typed(p, "Tab")
	if now := p.statementNow(); now == nil || now.ID == third || now.Status != dossier.Proposed {
		t.Errorf("Tab went to %+v", now)
	}
	for range 2 * all {
		typed(p, "Return")
	}
	if p.undecided() != 0 || s.LastNote() != "All statements here are decided." {
		t.Errorf("%d are open, last note %q", p.undecided(), s.LastNote())
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors: %v", s.Errors)
	}
}

// Party, issue and stance are set by keys alone; a stance without an issue asks for the issue first.
func TestCoding(t *testing.T) {
	p, s, _ := bench(t, sample(t), "Lake Herald")
	choose := func(words string) {
		t.Helper()
		open := s.Desk.Sheets.Top()
		if open == nil {
			t.Fatal("no picker is open")
		}
		s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(words)
		open.Confirm()
		p.changed(p.shown)
		p.Reload(app.Event{Kind: app.NamesChanged})
	}
	id := p.statementNow().ID
	typed(p, "1")
	if !strings.HasPrefix(s.LastNote(), "No parties yet") {
		t.Errorf("without parties 1 says %q", s.LastNote())
	}
	choose("Arvenia")
	now := func() dossier.Statement { return p.data.article.Statements[p.indexOf(id)] }
	if now().Party != "Arvenia" || now().Status != dossier.Accepted {
		t.Fatalf("party %q, %s", now().Party, now().Status)
	}
	p.goTo(p.indexOf(id))
	typed(p, "+")
	choose("Transit fees")
	if c := now().Codings; len(c) != 1 || c[0].Issue != "Transit fees" || c[0].Stance != dossier.Supports {
		t.Fatalf("codings %+v", now().Codings)
	}
	p.goTo(p.indexOf(id))
	typed(p, "?")
	if c := now().Codings; len(c) != 1 || c[0].Stance != dossier.Ambiguous {
		t.Errorf("codings %+v", c)
	}
	typed(p, "i")
	choose("Monitoring")
	if len(now().Codings) != 2 {
		t.Errorf("codings %+v", now().Codings)
	}
	typed(p, "k")
	typed(p, "Tab", "1")
	if s := p.statementNow(); s.Party != "Arvenia" && p.data.article.Statements[0].Party != "Arvenia" {
		t.Errorf("the second statement has no party: %+v", s)
	}
	if len(s.Errors) > 0 {
		t.Errorf("errors: %v", s.Errors)
	}
}

// With words selected, X makes a statement of them, and any coding key makes it first.
func TestSelectionMakesStatements(t *testing.T) {
	p, s, _ := bench(t, "A short note without any quotation in it.\n\nThe second paragraph has some more words.", "Lake Herald")
	if n := len(p.data.article.Statements); n != 0 {
		t.Fatalf("%d statements were found", n)
	}
	if words := p.card.noneWords(); !strings.Contains(words, "press X") {
		t.Errorf("the empty card says %q", words)
	}
	typed(p, "x")
	if !strings.HasPrefix(s.LastNote(), "Select the words first") {
		t.Errorf("X without words says %q", s.LastNote())
	}
	p.view.Select(dossier.Span{Start: 2, End: 12})
	typed(p, "x")
	if now := p.statementNow(); now == nil || now.Passage.Exact != "short note" || now.Status != dossier.Accepted {
		t.Fatalf("current %+v", now)
	}
	p.view.Select(dossier.Span{Start: 13, End: 20})
	typed(p, "k")
	if len(p.data.article.Statements) != 2 {
		t.Errorf("%d statements, want 2", len(p.data.article.Statements))
	}
}

// E moves the ends by keys: Enter keeps them, Escape leaves them.
func TestMovingEnds(t *testing.T) {
	p, _, _ := bench(t, sample(t), "Lake Herald")
	id, was := p.statementNow().ID, p.statementNow().Passage.Span
	typed(p, "e", "Left", "Left", "Escape")
	if got := p.data.article.Statements[p.indexOf(id)].Passage.Span; got != was || p.ends != nil {
		t.Errorf("after Escape %+v, want %+v", got, was)
	}
	p.goTo(p.indexOf(id))
	typed(p, "e", "Down", "Return")
	if got := p.data.article.Statements[p.indexOf(id)].Passage.Span; got.Start != was.Start || got.End <= was.End {
		t.Errorf("after Enter %+v, it was %+v", got, was)
	}
}

// A document is shown again where it was left, and one that is opened at a place is shown there.
func TestPlaceIsKept(t *testing.T) {
	p, s, first := bench(t, sample(t)+strings.Repeat("\n\nAnother paragraph of the same text, with enough words for two lines of the page or so.", 60), "Lake Herald")
	other, err := s.Desk.Workbench.AddDocument(context.Background(), []byte("Another text altogether.\n\nWith two paragraphs."), app.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	p.view.SetCaret(4000)
	p.view.BringIntoSight(dossier.Span{Start: 4000, End: 4010})
	top := p.view.Top()
	if top.Offset < 1000 {
		t.Fatalf("top %+v", top)
	}
	p.Open(other.ID, dossier.Span{})
	if p.view.Top().Offset != 0 {
		t.Errorf("another text begins at %+v", p.view.Top())
	}
	p.Open(first, dossier.Span{})
	if got := p.view.Top(); got.Offset != top.Offset {
		t.Errorf("it was left at %+v and comes back at %+v", top, got)
	}
	p.Open(first, dossier.Span{Start: 10, End: 20})
	if got := p.view.Selection(); got.Start != 10 || got.End != 20 || p.view.Top().Offset != 0 {
		t.Errorf("opened at a place: %+v, top %+v", got, p.view.Top())
	}
}

// A copy says whose words it holds and where they stood; a paraphrase is never put in quotation marks.
func TestCite(t *testing.T) {
	d := dossier.Document{Outlet: "Lake Herald", Published: dossier.Day(2026, 11, 18)}
	direct := &dossier.Statement{Kind: dossier.Direct, Actor: "Rena Ollin"}
	indirect := &dossier.Statement{Kind: dossier.Indirect, SpeakerText: "she"}
	for _, c := range []struct {
		words string
		s     *dossier.Statement
		want  string
	}{
		{"“Our road, our price,”", direct, "“Our road, our price,” — Rena Ollin, Lake Herald, 18 Nov 2026"},
		{"our price", direct, "“our price” — Rena Ollin, Lake Herald, 18 Nov 2026"},
		{"the road was theirs", indirect, "the road was theirs — she, paraphrased by Lake Herald, 18 Nov 2026"},
		{"two\n\nparagraphs", nil, "two\n\nparagraphs\n— Lake Herald, 18 Nov 2026"},
	} {
		if got := cite(c.words, c.s, d); got != c.want {
			t.Errorf("%q is cited as %q, want %q", c.words, got, c.want)
		}
	}
}

// The picker offers what was set last first, and the rest in the dossier's order.
func TestRecentFirst(t *testing.T) {
	var issues []dossier.Issue
	for _, name := range []string{"a", "b", "c", "d"} {
		issues = append(issues, dossier.Issue{ID: dossier.NewID(), Name: name})
	}
	names := ""
	for _, i := range recentFirst(issues, []dossier.ID{issues[2].ID, dossier.NewID(), issues[1].ID}) {
		names += i.Name
	}
	if names != "cbad" {
		t.Errorf("order %q, want cbad", names)
	}
}

// The chain keeps what is known of those who stay in it.
func TestEditChain(t *testing.T) {
	old := []dossier.Hop{{Kind: dossier.HopSpeaker, Name: "Ollin", Text: "she", Named: true, Span: dossier.Span{Start: 3, End: 6}},
		{Kind: dossier.HopVenue, Text: "reporters"}, {Kind: dossier.HopPublisher, Name: "Lake Herald", Named: true}}
	got := editChain(old, []string{"Ollin", " reporters ", "", "Kan 11", "Lake Herald"})
	if len(got) != 4 || got[0] != old[0] || got[1] != old[1] || got[2].Name != "Kan 11" || got[2].Kind != dossier.HopOutlet || got[3] != old[2] {
		t.Errorf("chain %+v", got)
	}
}

// BenchmarkKey is the whole round of a deciding key: action, journal, event, reload, repaint. The floor is the action
// alone.
func BenchmarkKey(b *testing.B) {
	for _, c := range []struct {
		name string
		more int
	}{{"article", 0}, {"2MB", 17500}} {
		b.Run(c.name, func(b *testing.B) {
			p, _, _ := bench(b, sample(b)+strings.Repeat("\n\nA paragraph in which nobody says anything, of the length that paragraphs in newspapers have, more or less.", c.more), "Lake Herald")
			id := p.statementNow().ID
			set := func(k dossier.Kind) {
				if err := p.Desk.Workbench.SetKind(context.Background(), id, k); err != nil {
					b.Fatal(err)
				}
			}
			b.ResetTimer()
			start := time.Now()
			for range b.N {
				p.view.TypedRune('k')
				p.Reload(app.Event{Kind: app.StatementsChanged, Documents: []dossier.ID{p.shown}, Statements: []dossier.ID{id}})
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
			b.StopTimer()
			start = time.Now()
			for i := range 10 {
				set([]dossier.Kind{dossier.Direct, dossier.Mixed}[i%2])
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/10/1000, "ms/floor")
		})
	}
}
