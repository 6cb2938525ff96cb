package sheet

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/views/look"
	"parley/views/parts"
)

func stack(t *testing.T) (*Stack, *parts.Kit, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	k := &parts.Kit{Look: look.New(func(name string) []byte {
		b, err := os.ReadFile("../../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	})}
	under := parts.NewButton(k, "Under", "", parts.Plain, nil)
	w := test.NewTempWindow(t, under)
	w.Resize(fyne.NewSize(1366, 768))
	w.Canvas().Focus(under)
	k.Canvas = w.Canvas()
	return &Stack{Kit: k, Canvas: w.Canvas()}, k, w
}

// A sheet takes the keyboard, is closed from the top, and gives the keyboard back to where it was.
func TestStack(t *testing.T) {
	st, k, w := stack(t)
	under := w.Canvas().Focused()
	changes, closed := 0, 0
	st.OnChange = func() { changes++ }
	open := func() (*Sheet, *parts.Button) {
		b := parts.NewButton(k, "Close", "Esc", parts.Plain, nil)
		return st.Open(Options{Title: "T", Body: parts.NewSpace(10, 10), Buttons: []*parts.Button{b}, Focus: b, Closed: func() { closed++ }}), b
	}
	first, b1 := open()
	second, b2 := open()
	if w.Canvas().Focused() != b2 || st.Top() != second {
		t.Error("the upper sheet has not the keyboard")
	}
	second.Close()
	second.Close() // closing twice does nothing
	if w.Canvas().Focused() != b1 || st.Top() != first {
		t.Error("the lower sheet did not get the keyboard back")
	}
	first.Close()
	if w.Canvas().Focused() != under || st.Top() != nil {
		t.Errorf("the keyboard went to %T", w.Canvas().Focused())
	}
	if changes != 4 || closed != 2 {
		t.Errorf("told %d times of changes and %d of closing", changes, closed)
	}
}

// A sheet lies in the middle and inside the window, however small that is.
func TestPlace(t *testing.T) {
	st, _, _ := stack(t)
	s := st.Open(Options{Title: "T", Body: parts.NewSpace(10, 10), Height: 616})
	for _, c := range []struct{ w, h, x, y, width, height float32 }{
		{1366, 768, 283, 76, 800, 616},
		{683, 384, 16, 16, 651, 352},
		{2560, 1440, 880, 412, 800, 616},
	} {
		x, y, w, h := s.place(fyne.NewSize(c.w, c.h))
		if x != c.x || y != c.y || w != c.width || h != c.height {
			t.Errorf("in %v×%v it lies at %v, %v and is %v×%v", c.w, c.h, x, y, w, h)
		}
	}
}
