package textview

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
)

// The ends of the current statement are pulled by their handles; a press beside them selects as ever, and one end never
// passes the other.
func TestHandles(t *testing.T) {
	v, _ := shown(t, "the envoy said that the gate would open before the first snow of the year")
	id := dossier.NewID()
	v.SetMarks([]Mark{{ID: id, Span: dossier.Span{Start: 20, End: 38}, Party: -1}})
	v.SetCurrent(id, nil)
	var pulled []dossier.Span
	v.OnEnds = func(s dossier.Span) { pulled = append(pulled, s) }
	at := func(offset int) fyne.Position {
		r := v.layout.place(spot{offset: offset})
		return fyne.NewPos(v.x(r.X), v.y(r.Y)+r.Height/2)
	}
	pull := func(from fyne.Position, to int) {
		v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}})
		v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
		v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(to)}})
		v.MouseUp(&desktop.MouseEvent{})
	}
	first, last := v.ends(dossier.Span{Start: 20, End: 38})
	pull(last, 50)
	pull(first, 11)
	pull(first, 60)
	pull(at(45), 50) // far from both
	want := []dossier.Span{{Start: 20, End: 50}, {Start: 11, End: 38}, {Start: 37, End: 38}}
	if len(pulled) != len(want) {
		t.Fatalf("pulled %v, want %v", pulled, want)
	}
	for i := range want {
		if pulled[i] != want[i] {
			t.Errorf("pull %d gives %v, want %v", i, pulled[i], want[i])
		}
	}
	if s := v.Selection(); s.Start != 45 || s.End != 50 {
		t.Errorf("a press beside the handles selects %v", s)
	}
	v.OnEnds = nil
	pulled = nil
	pull(last, 50)
	if len(pulled) != 0 {
		t.Error("ends were pulled that cannot be")
	}
}

// Where statements lie over each other, the one under the pointer stands out alone.
func TestIsolated(t *testing.T) {
	v, _ := shown(t, "the envoy said that the gate would open before the first snow of the year")
	a, b, c := dossier.NewID(), dossier.NewID(), dossier.NewID()
	marks := []Mark{{ID: a, Span: dossier.Span{Start: 4, End: 30}}, {ID: b, Span: dossier.Span{Start: 20, End: 40}}, {ID: c, Span: dossier.Span{Start: 50, End: 60}}}
	v.SetMarks(marks)
	for _, x := range []struct {
		hovered dossier.ID
		alone   bool
	}{{a, true}, {b, true}, {c, false}, {dossier.None, false}} {
		v.hover(x.hovered)
		if m := v.isolated(marks); (m != nil) != x.alone || m != nil && m.ID != x.hovered {
			t.Errorf("hovering gives %+v", m)
		}
	}
}

// The shape of the text is kept within its bounds, and what stands at the top stays there.
func TestShape(t *testing.T) {
	v, _ := shown(t, long(200))
	v.scrollBy(2000)
	top := v.Top().Offset
	for _, s := range []Shape{{Size: 28, Measure: 720}, {Size: 13, Measure: 480, Sans: true}, {Size: 99, Measure: 10}, UsualShape()} {
		v.SetShape(s)
		got := v.Shape()
		if got.Size < sizeLeast || got.Size > sizeMost || got.Measure < MeasureLeast || got.Measure > MeasureMost || got.Sans != s.Sans {
			t.Errorf("%+v becomes %+v", s, got)
		}
		v.fit()
		if now := v.Top().Offset; abs(float32(now-top)) > 200 { // lines break elsewhere
			t.Errorf("%+v: at the top stands %d, it was %d", s, now, top)
		}
	}
}
