package packet

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
)

// The row of the shifts says how many wait for a verdict, and takes no room from its own name.
func TestShiftsThatWait(t *testing.T) {
	p, s, w := talks(t)
	note := func() string { return p.rows[p.rowOf(partKey+string(dossier.PartShifts))].note }
	if note() != "none · 1 open" {
		t.Errorf("before a verdict: %q", note())
	}
	list, _, err := w.Shifts(ctx, dossier.PositionFilter{}, false)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if err := w.Judge(ctx, list[0], dossier.Verdict{Kind: dossier.Confirmed}); err != nil {
		t.Fatal(err)
	}
	p.Reload(app.Event{Kind: app.StatementsChanged})
	if note() != "1 pair" {
		t.Errorf("after it: %q", note())
	}
	room := float32(leastRecipe-1-2*look.Space4-22-look.Space2-1) - s.Desk.Kit.Width(dossier.PartShifts.Words(), look.Body)
	for _, c := range []struct {
		decided string
		open    int
		want    string
	}{{"none", 9, "none · 9 open"}, {"9 pairs", 9, "9 pairs · 9 open"}, {"12 pairs", 5, "12 · 5 open"}, {"2 pairs", 15, "2 · 15 open"}, {"none", 140, "0 · 140 open"}} {
		v := &app.PacketPreview{Counts: map[dossier.Part]string{dossier.PartShifts: c.decided}, Open: c.open}
		got := countOf(v, dossier.PartShifts)
		if w := s.Desk.Kit.Width(got, look.Small); got != c.want || w > room {
			t.Errorf("%s and %d open: %q, %.0f of %.0f wide", c.decided, c.open, got, w, room)
		}
	}
}

// The folder in which a file is asked for is that of the dossier, then that of the last export from it.
func TestExportFolder(t *testing.T) {
	p, s, w := talks(t)
	s.Desk.Home = t.TempDir()
	sum, err := w.Summary(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p.Export()
	if s.Desk.Home != filepath.Dir(sum.Path) {
		t.Errorf("begins in %s", s.Desk.Home)
	}
	other := filepath.Join(t.TempDir(), "out.pdf")
	s.Window.Canvas().Focused().(interface{ SetText(string) }).SetText(other)
	s.Desk.Sheets.Top().Confirm()
	w.Jobs().Wait(20 * time.Second)
	s.Desk.Home = t.TempDir()
	if p.Export(); s.Desk.Home != filepath.Dir(other) || p.export {
		t.Errorf("the second begins in %s, writing %v; said %s", s.Desk.Home, p.export, strings.Join(s.Errors, ", "))
	}
	s.Desk.Sheets.Top().Close()
	p.written = filepath.Join(t.TempDir(), "gone")
	home := s.Desk.Home
	if p.Export(); s.Desk.Home != home || s.Desk.Sheets.Top() == nil {
		t.Errorf("where the folder is gone it begins in %s", s.Desk.Home)
	}
}

// The recipe is as wide as its parts need, and wider on a large screen; the entry over a row goes with it.
func TestRecipeWidth(t *testing.T) {
	p, s, _ := talks(t)
	for _, c := range []struct{ pane, want float32 }{{1366, 296}, {1920, 345}, {2560, 420}, {3840, 420}} {
		s.Window.Resize(fyne.NewSize(c.pane, 800))
		p.entry.open(keyTitle)
		if got := p.listClip.Size().Width + 1; got != c.want || p.page.Position().X != c.want || p.entry.Position().X+p.entry.Size().Width != c.want-1-look.Space2 {
			t.Errorf("at %v: %v wide, the page at %v, the entry at %v, %v", c.pane, got, p.page.Position(), p.entry.Position(), p.entry.Size())
		}
		p.entry.cancel()
	}
}
