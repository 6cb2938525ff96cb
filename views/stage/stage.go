// Package stage is a window without a screen, with the bundled fonts, on which tests try panes and widgets. Only tests
// import it.
package stage

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/app"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// Stage is a window and what stands behind it. What a pane does beside the interface thread is done at once here, unless a
// test takes it into its hands with Hold or Spread.
type Stage struct {
	Window fyne.Window
	Desk   *desk.Desk
	Notes  []string // what was said in the status bar
	Errors []string // what was said in the message bar
	Keys   []fyne.KeyName
	tb     testing.TB
}

// New opens a stage; w may be nil where nothing is stored.
func New(tb testing.TB, w *app.Workbench) *Stage {
	tb.Helper()
	_, here, _, _ := runtime.Caller(0)
	fonts := filepath.Join(filepath.Dir(here), "..", "..", "assets", "fonts")
	a := test.NewApp()
	tb.Cleanup(func() { a.Quit() })
	l := look.New(func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(fonts, name+".ttf"))
		if err != nil {
			tb.Fatal(err)
		}
		return b
	})
	l.SetMode(a, look.Light)
	s := &Stage{Window: test.NewWindow(nil), tb: tb}
	s.Window.SetPadded(false)
	kit := &parts.Kit{Look: l, Canvas: s.Window.Canvas(), Key: func(e *fyne.KeyEvent) { s.Keys = append(s.Keys, e.Name) }}
	s.Desk = &desk.Desk{Kit: kit, Workbench: w, Sheets: &sheet.Stack{Kit: kit, Canvas: s.Window.Canvas()}, Now: time.Now,
		Say:  func(m parts.Message) { s.Errors = append(s.Errors, m.Words) },
		Note: func(words string) { s.Notes = append(s.Notes, words) },
		Go:   func(fn func()) { fn() }, Do: func(fn func()) { fn() }}
	return s
}

// Show puts an object into the window.
func (s *Stage) Show(o fyne.CanvasObject, width, height float32) {
	s.Window.SetContent(o)
	s.Window.Resize(fyne.NewSize(width, height))
}

// Click clicks on a widget of the content as the toolkit does: at the press and at the release, what has the keyboard loses
// it unless it lies under the pointer.
func (s *Stage) Click(o fyne.CanvasObject, at fyne.Position) {
	where := fyne.CurrentApp().Driver().AbsolutePositionForObject
	c, pointer := s.Window.Canvas(), where(o).Add(at)
	unfocus := func() {
		f, ok := c.Focused().(fyne.CanvasObject)
		if !ok {
			return
		}
		corner, size := where(f), f.Size()
		if in := pointer.Subtract(corner); in.X < 0 || in.Y < 0 || in.X >= size.Width || in.Y >= size.Height {
			c.Unfocus()
		}
	}
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: pointer}, Button: desktop.MouseButtonPrimary}
	mouse, _ := o.(desktop.Mouseable)
	if mouse != nil {
		mouse.MouseDown(e)
	}
	unfocus()
	over := s.Desk.Sheets.Top() == nil // else the release is the sheet's
	if mouse != nil && over {
		mouse.MouseUp(e)
	}
	unfocus()
	if t, ok := o.(fyne.Tappable); ok && over {
		t.Tapped(&e.PointEvent)
	}
}

// LastNote is what was said last in the status bar.
func (s *Stage) LastNote() string {
	if len(s.Notes) == 0 {
		return ""
	}
	return s.Notes[len(s.Notes)-1]
}

// Pick types words into the picker or question that is open and confirms it.
func (s *Stage) Pick(words string) {
	s.tb.Helper()
	top := s.Desk.Sheets.Top()
	if top == nil {
		s.tb.Fatalf("no sheet is open to choose %q", words)
	}
	entry, ok := s.Window.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		s.tb.Fatalf("nothing can be typed into, for %q", words)
	}
	entry.SetText(words)
	top.Confirm()
}
