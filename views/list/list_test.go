package list

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

type rows struct {
	n    int
	made int
}

func (r *rows) Len() int           { return r.n }
func (r *rows) Height(int) float32 { return 50 }
func (r *rows) Head(i int) bool    { return i%1000 == 0 }
func (r *rows) NewRow(bool) Row {
	r.made++
	o := &fakeRow{}
	o.ExtendBaseWidget(o)
	return o
}

type fakeRow struct {
	widget.BaseWidget
	i int
}

func (f *fakeRow) Fill(i int, _ State) { f.i = i }

func (f *fakeRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

func shown(t *testing.T, n int) (*List, *rows, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	l := look.New(func(name string) []byte {
		b, err := os.ReadFile("../../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	})
	k := &parts.Kit{Look: l}
	r := &rows{n: n}
	list := New(k, r)
	w := test.NewTempWindow(t, parts.NewClip(list))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 500))
	k.Canvas = w.Canvas()
	return list, r, w
}

func press(l *List, names ...fyne.KeyName) {
	for _, n := range names {
		l.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// A hundred thousand rows take as many widgets as fit into the window, wherever one is in the list.
func TestOnlyWhatIsInSight(t *testing.T) {
	l, r, _ := shown(t, 100_000)
	for range 200 {
		press(l, fyne.KeyPageDown)
	}
	press(l, fyne.KeyEnd, fyne.KeyHome, fyne.KeyEnd)
	if r.made > 30 {
		t.Errorf("%d widgets were made", r.made)
	}
	if l.Current() != 99_999 {
		t.Errorf("End went to %d", l.Current())
	}
}

// The keyboard moves, opens and chooses as the key list says.
func TestKeys(t *testing.T) {
	l, _, _ := shown(t, 40)
	opened := -1
	l.OnOpen = func(i int) { opened = i }
	l.Focus()
	if l.Current() != 1 {
		t.Errorf("the list begins at %d, want the first row that is no head", l.Current())
	}
	press(l, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if opened != 3 {
		t.Errorf("Enter opened %d", opened)
	}
	press(l, fyne.KeySpace, fyne.KeySpace)
	if got := l.Chosen(); len(got) != 2 || got[0] != 3 || got[1] != 4 {
		t.Errorf("Space chose %v", got)
	}
	press(l, fyne.KeyHome, fyne.KeyUp)
	if l.Current() != 1 {
		t.Errorf("above the first row lies %d", l.Current())
	}
}

// A click chooses and opens; on a head it does nothing.
func TestClicks(t *testing.T) {
	l, _, _ := shown(t, 40)
	opened := -1
	l.OnOpen = func(i int) { opened = i }
	click := func(y float32) {
		l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, y)}, Button: desktop.MouseButtonPrimary})
		if opened >= 0 {
			t.Errorf("the press opened %d, before the button was let go", opened)
		}
		l.MouseUp(nil)
		l.Tapped(nil)
		l.Tapped(nil) // which does not do it again
	}
	click(10)
	if opened != -1 {
		t.Errorf("a click on a head opened %d", opened)
	}
	click(120)
	if opened != 2 {
		t.Errorf("a click opened %d, want 2", opened)
	}
	opened = -1
	l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 170)}, Button: desktop.MouseButtonPrimary})
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(24, 174)}})
	if l.DragEnd(); opened != 3 {
		t.Errorf("a click that slipped within its row opened %d, want 3", opened)
	}
	opened = -1
	l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 120)}, Button: desktop.MouseButtonPrimary})
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 270)}})
	if l.DragEnd(); opened != -1 {
		t.Errorf("a press that went away from its row opened %d", opened)
	}
	opened = -1
	l.Patient = true
	click(170)
	if opened != -1 || l.Current() != 3 {
		t.Errorf("a single click in a patient list opened %d", opened)
	}
	click(170)
	if opened != 3 {
		t.Errorf("a double click opened %d", opened)
	}
}

// A list that shrinks under its current row keeps a row that is there.
func TestShrinks(t *testing.T) {
	l, r, _ := shown(t, 40)
	press(l, fyne.KeyEnd)
	r.n = 5
	l.Reload(39)
	if l.Current() != 4 {
		t.Errorf("the current row is %d of 5", l.Current())
	}
	r.n = 0
	l.Reload(-1)
	press(l, fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace, fyne.KeyPageUp, fyne.KeyEnd)
	if l.Current() != -1 {
		t.Errorf("an empty list has a current row: %d", l.Current())
	}
}

// A click tells where in its row it was and may be taken; a drag tells the row and what it is over; a band is where
// the row stands.
func TestPressAndDrag(t *testing.T) {
	l, _, _ := shown(t, 40)
	opened := -1
	l.OnOpen = func(i int) { opened = i }
	var pressed fyne.Position
	take := true
	l.OnClick = func(_ int, at fyne.Position) bool { pressed = at; return take }
	var drag [2]int
	ended := 0
	l.OnDrag = func(i, over int, done bool) {
		drag = [2]int{i, over}
		if done {
			ended++
		}
	}
	y, high := l.Band(2)
	if high <= 0 {
		t.Fatalf("the band is %v, %v", y, high)
	}
	down := func() {
		l.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, y+5)}, Button: desktop.MouseButtonPrimary})
	}
	down()
	l.Tapped(nil)
	if opened != -1 || pressed != fyne.NewPos(20, 5) {
		t.Errorf("opened %d, pressed at %v", opened, pressed)
	}
	below, _ := l.Band(4)
	down()
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, below+1)}})
	l.DragEnd()
	if drag != [2]int{2, 4} || ended != 1 {
		t.Errorf("dragged %v, ended %d times", drag, ended)
	}
	l.DragEnd()
	if take = false; ended != 1 {
		t.Error("a drag ended twice")
	}
	down()
	if l.Tapped(nil); opened != 2 {
		t.Errorf("a click that was not taken opened %d", opened)
	}
}
