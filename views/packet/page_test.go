package packet

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/app"
	"parley/dossier"
	"parley/views/stage"
)

// The pages turn by keys from the recipe and from the page, the picture is as large as the page on the screen, and a change of
// the recipe keeps the page one is on.
func TestPages(t *testing.T) {
	p, _, _ := talks(t)
	g := p.page
	if g.pages() < 4 || g.number != 1 || g.shown == nil {
		t.Fatalf("%d pages, on %d", g.pages(), g.number)
	}
	press(p.list, fyne.KeyPageDown)
	if g.number != 2 || !strings.HasPrefix(g.head.Words(), "Page 2 of ") {
		t.Errorf("on %d, %q", g.number, g.head.Words())
	}
	b := g.shown.Image.Bounds()
	if s := g.shown.Size(); float32(b.Dx()) != s.Width || float32(b.Dy()) != s.Height {
		t.Errorf("a picture of %v in a page of %v", b, s)
	}
	p.FocusPage()
	press(g, fyne.KeyEnd)
	if g.number != g.pages() {
		t.Errorf("End: %d", g.number)
	}
	press(g, fyne.KeyHome, fyne.KeyPageDown)
	first := g.shown
	p.edit("Change the title", func(r *dossier.Recipe) { r.Title = "Another title" })
	if g.number != 2 || g.shown == first || g.of != p.result {
		t.Errorf("after a change on page %d; the picture is new: %v", g.number, g.shown != first)
	}
	for range 200 {
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -40)})
		if g.number == 4 {
			break
		}
	}
	if g.number != 4 || g.offset != 0 {
		t.Errorf("the wheel led to page %d, %v", g.number, g.offset)
	}
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 40)})
	if g.number != 3 || g.offset == 0 {
		t.Errorf("the wheel led back to page %d, %v", g.number, g.offset)
	}
	g.turnFitting()
	if s := g.shown.Size(); s.Height > g.clip.Size().Height {
		t.Errorf("the whole page is %v high", s.Height)
	}
	g.TypedRune('+')
	if g.fitting != fitScale || !strings.HasSuffix(g.chip.Words(), " %") {
		t.Errorf("larger: %q", g.chip.Words())
	}
	p.TwoPages()
	if g.number > g.pages() {
		t.Errorf("on page %d of %d", g.number, g.pages())
	}
}

// A click on a quotation opens it, a click beside it does nothing.
func TestClickOnQuotation(t *testing.T) {
	p, s, _ := talks(t)
	g := p.page
	g.goTo(3, false)
	room := g.Size()
	opened, clicks := 0, 0
	for x := float32(0); x < room.Width; x += 20 {
		for y := float32(pageHead); y < room.Height; y += 10 {
			s.Notes = nil
			g.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, y)})
			g.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
			clicks++
			if s.LastNote() == "statement" {
				opened++
			}
			if hand := g.Cursor() == desktop.PointerCursor; hand != (s.LastNote() == "statement") {
				t.Fatalf("at %v, %v the hand says %v", x, y, hand)
			}
		}
	}
	if opened == 0 || opened > clicks/2 {
		t.Errorf("%d of %d clicks opened something", opened, clicks)
	}
}

// In a dossier that is open for reading the recipe changes here, is not kept, and can be exported; a copy takes it along.
func TestReadOnly(t *testing.T) {
	p, _, w := talks(t)
	p.data.readOnly = true
	p.edit("Set", func(r *dossier.Recipe) { r.Title = "Here only" })
	if list, err := w.Recipes(ctx); err != nil || len(list) != 0 {
		t.Errorf("kept %v %v", list, err)
	}
	if p.result.Title != "Here only" || !p.CanExport() || !strings.Contains(p.reason.Words(), "not kept") {
		t.Errorf("laid out %q, %q", p.result.Title, p.reason.Words())
	}
	keep, _ := p.Carry()
	held, err := w.Hold()
	if err == nil {
		err = keep(ctx, held)
	}
	if r := kept(t, w); err != nil || r.Title != "Here only" {
		t.Errorf("in a copy: %+v %v", r, err)
	}
}

// Points lead to what mends them; N goes round those that are not passed; one with a place is framed on its page.
func TestPoints(t *testing.T) {
	p, s, w := talks(t)
	all, err := w.FindAccepted(ctx, "", 1)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	p.edit("Judge", func(r *dossier.Recipe) { r.Judgements = []dossier.Judgement{{Text: "It stays."}} })
	v := p.result
	v.Points = []app.Point{{Sentence: "the bottom line is long", Where: "front page", Field: "bottom_line"},
		{Stops: true, Sentence: "the words differ", Where: "Q1", Statement: all[0].ID, Document: all[0].DocumentID, Page: 2, X: 20, Y: 100, W: 60, H: 8},
		{Sentence: "it cites no statement", Where: "judgement 1", Judgement: 1, Field: "judgements"},
		{Sentence: "its marking is higher", Where: "S1", Document: all[0].DocumentID, Field: "marking"}, {Sentence: "letters", Where: "index"}}
	p.showCheck(v)
	var words []string
	for _, q := range p.points {
		words = append(words, q.word+" "+q.action)
	}
	want := []string{"Stops Show the statement", "Look Edit the bottom line", "Look Edit the judgement", "Look Edit the document’s facts", "Look ", "Passed ", "Passed "}
	if strings.Join(words, "|") != strings.Join(want, "|") {
		t.Errorf("%q", words)
	}
	p.rune('n')
	if p.pointer.Current() != 0 || !p.PointsHave(p.focused()) || p.page.number != 2 || p.page.mark.Page != 2 || p.points[0].where != "p. 2 · Q1" {
		t.Errorf("N: point %d, page %d, %+v", p.pointer.Current(), p.page.number, p.page.mark)
	}
	press(p.pointer, fyne.KeyReturn)
	if s.LastNote() != "statement" {
		t.Errorf("the first led to %q", s.LastNote())
	}
	p.rune('n')
	press(p.pointer, fyne.KeyReturn)
	if p.entry.key != keyBottom || !p.entry.has(p.focused()) {
		t.Errorf("the second led to %q", p.entry.key)
	}
	p.entry.cancel()
	p.showCheck(v)
	p.FocusPoints()
	p.rune('n')
	press(p.pointer, fyne.KeyReturn)
	if sheetOf(t, s).at != 0 {
		t.Error("the third did not open the judgement")
	}
	s.Desk.Sheets.Top().Close()
	p.FocusPoints()
	p.rune('n')
	p.Mend()
	if s.LastNote() != "facts" {
		t.Errorf("the fourth led to %q", s.LastNote())
	}
	p.rune('n')
	p.rune('n')
	if p.pointer.Current() != 0 {
		t.Errorf("N does not go round: %d", p.pointer.Current())
	}
}

// A point that stops blocks the export and says why; a party that is gone does too; when it is mended, the export asks for a
// file with the name of the reference.
func TestExportBlocked(t *testing.T) {
	p, s, _ := talks(t)
	p.edit("Set", func(r *dossier.Recipe) { r.Reference = "NB/041" })
	if !p.CanExport() || p.button.Disabled() || p.reason.Words() != "" {
		t.Fatalf("blocked: %q", p.reason.Words())
	}
	p.result.Points = []app.Point{{Stops: true, Sentence: "the words differ", Where: "Q1"}}
	p.showCheck(p.result)
	if p.CanExport() || !p.button.Disabled() || !p.forms.Disabled() || p.reason.Words() != "Mend the point marked “Stops” to export." {
		t.Errorf("not blocked: %q", p.reason.Words())
	}
	p.Export()
	if len(s.Errors) != 1 || s.Desk.Sheets.Top() != nil {
		t.Errorf("%q", s.Errors)
	}
	p.edit("Choose", func(r *dossier.Recipe) { r.Parties = []string{"Nobody"} })
	if p.CanExport() || p.result != nil || p.stopping() != 1 || !strings.Contains(p.page.words, "“Nobody”") {
		t.Errorf("a party that is gone: %q", p.page.words)
	}
	p.edit("Choose", func(r *dossier.Recipe) { r.Parties = nil })
	p.Export()
	if s.Desk.Sheets.Top() == nil {
		t.Fatal("no file is asked for")
	}
	if name := s.Window.Canvas().Focused().(interface{ SelectedText() string }).SelectedText(); name != "NB-041.pdf" {
		t.Errorf("offered %q", name)
	}
	s.Desk.Sheets.Top().Close()
	p.ExportForm()
	s.Pick(".docx")
	if name := s.Window.Canvas().Focused().(interface{ SelectedText() string }).SelectedText(); name != "NB-041.docx" {
		t.Errorf("offered %q", name)
	}
}

// An export that is asked for while a change is still being laid out waits for it.
func TestExportWaits(t *testing.T) {
	p, s, _ := talks(t)
	s.Desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(0) }
	p.edit("Set", func(r *dossier.Recipe) { r.Title = "Late" })
	if p.checked || p.CanExport() || !strings.Contains(p.page.note.Words(), "laid out anew") {
		t.Errorf("checked %v, %q", p.checked, p.page.note.Words())
	}
	p.Export()
	if s.Desk.Sheets.Top() == nil || p.result.Title != "Late" {
		t.Errorf("laid out %q", p.result.Title)
	}
}

// What an older recipe brought is dropped, and the pages that one sees stay, as old ones, until those of the newest are
// there; so long nothing can be exported.
func TestOlderPreviewDropped(t *testing.T) {
	p, s, _ := talks(t)
	q := stage.Hold(t, s.Desk)
	before, picture := p.result, p.page.shown
	waits := func(when string) {
		t.Helper()
		if p.result != before || p.page.shown != picture || p.checked || p.CanExport() || !p.page.outdated {
			t.Fatalf("%s: laid out %q, checked %v, old pages %v", when, p.result.Title, p.checked, p.page.outdated)
		}
	}
	s.Desk.After = func(_ time.Duration, fn func()) *time.Timer { fn(); return time.NewTimer(0) }
	p.try(title("One"))
	waits("one is being laid out")
	s.Desk.After = func(time.Duration, func()) *time.Timer { return time.NewTimer(0) }
	p.try(title("Two")) // and typing goes on
	q.Run(0)
	waits("one came while two was typed")
	p.startCheck()
	waits("two is being laid out")
	p.stale = true
	p.wantCheck()
	waits("something changed meanwhile")
	q.Run(1)
	if p.result.Title != "Two" || !p.checked || !p.CanExport() || p.page.outdated {
		t.Errorf("laid out %q, checked %v", p.result.Title, p.checked)
	}
	if q.Run(0); p.result.Title != "Two" || p.page.preview != p.result {
		t.Errorf("an older one came through: %q", p.result.Title)
	}
}

// After a picture that could not be painted, the pages that came meanwhile are painted all the same.
func TestPicturesGoOn(t *testing.T) {
	p, s, _ := talks(t)
	q := stage.Hold(t, s.Desk)
	g := p.page
	v, err := p.desk.Workbench.Preview(ctx, p.recipe)
	if err != nil {
		t.Fatal(err)
	}
	g.of = nil
	g.asked = pictureKey{1, 1 << 24} // far larger than can be painted
	g.paint()
	g.show(v, "")
	if q.Len() != 1 || v.Pages == 0 {
		t.Fatalf("%d pictures of %d pages are being painted", q.Len(), v.Pages)
	}
	q.RunAll()
	if g.of != v || g.pictures[g.asked] == nil || g.shown.Image != g.pictures[g.asked] {
		t.Error("the page in sight was not painted")
	}
}

// A dossier without statements shows a sentence in place of a page; where the pane is narrow, the pages go first.
func TestNoPages(t *testing.T) {
	w := app.New(app.Options{ConfigDir: t.TempDir()})
	t.Cleanup(func() { w.Close() })
	if err := w.Create(ctx, filepath.Join(t.TempDir(), "empty.parley"), "Empty"); err != nil {
		t.Fatal(err)
	}
	p, s := onStage(t, w)
	if p.page.pages() != 0 || !strings.HasPrefix(p.page.words, "No page yet.") || p.page.empty.Hidden {
		t.Errorf("%d pages, %q", p.page.pages(), p.page.words)
	}
	s.Window.Resize(fyne.NewSize(800, 600))
	if !p.page.Hidden {
		t.Error("the pages have not gone")
	}
	p.Reload(app.Event{Kind: app.DossierClosed})
	if len(p.rows) != 0 || len(p.points) != 0 || p.CanExport() {
		t.Errorf("%d rows and %d points are left", len(p.rows), len(p.points))
	}
}

// Before the first pages are there, and while those are laid out that could not be before, words say so; so does the paper
// that waits for its picture.
func TestLayingOutIsSaid(t *testing.T) {
	p, s, _ := talks(t)
	p.edit("Choose", func(r *dossier.Recipe) { r.Parties = []string{"Nobody"} })
	q := stage.Hold(t, s.Desk)
	p.edit("Choose", func(r *dossier.Recipe) { r.Parties = nil })
	if p.page.empty.Hidden || p.page.empty.Words() != layingOut {
		t.Errorf("after what could not be laid out: %q", p.page.empty.Words())
	}
	q.RunAll()
	if !p.page.empty.Hidden || p.page.shown == nil {
		t.Error("the pages have not come")
	}
	p.Reload(app.Event{Kind: app.DossierOpened})
	if p.page.empty.Words() == layingOut {
		t.Error("nothing is being laid out yet")
	}
	q.Run(0)
	if p.page.empty.Hidden || p.page.empty.Words() != layingOut {
		t.Errorf("before the first: %q", p.page.empty.Words())
	}
	q.Run(0)
	if !p.page.empty.Hidden || p.page.shown != nil || !slices.Contains(p.page.sheet.objects, fyne.CanvasObject(p.page.sheet.wait)) {
		t.Error("the paper says nothing while its picture is painted")
	}
	q.RunAll()
	if slices.Contains(p.page.sheet.objects, fyne.CanvasObject(p.page.sheet.wait)) {
		t.Error("the words stay on the page")
	}
}
