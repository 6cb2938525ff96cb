package textview

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/stage"
)

func shown(tb testing.TB, text string) (*View, *stage.Stage) {
	s := stage.New(tb, nil)
	v := New(s.Desk.Kit)
	s.Show(parts.NewClip(v), 734, 600)
	v.SetText(text, lines([]rune(text)))
	s.Window.Canvas().Focus(v)
	return v, s
}

// long makes a text of so many paragraphs, of the words of a newspaper.
func long(paragraphs int) string {
	r := rand.New(rand.NewSource(1))
	words := strings.Fields("the envoy said monitors would reach line within days if both armies agreed on lists of guns and prisoners that were exchanged before round six of talks in halmar while council refused any map without autonomy for north")
	var b strings.Builder
	for i := range paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for n := range 40 + r.Intn(40) {
			if n > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[r.Intn(len(words))])
		}
		fmt.Fprintf(&b, " %d.", i)
	}
	return b.String()
}

func marksOn(v *View, n int) []Mark {
	out := make([]Mark, n)
	for i := range out {
		start := i * (len(v.text) - 100) / n
		kind := []dossier.Kind{dossier.Direct, dossier.Indirect, dossier.Mixed}[i%3]
		out[i] = Mark{ID: dossier.NewID(), Span: dossier.Span{Start: start, End: start + 60 + i%90}, Kind: kind, Proposed: i%4 == 0, Party: i % 5, Letter: "A"}
	}
	return out
}

// A click sets the caret, with Shift it selects, twice takes the word and thrice the paragraph; dragging extends.
func TestMouse(t *testing.T) {
	v, _ := shown(t, "The Envoy said so.\n\nA second paragraph.")
	at := func(offset int) fyne.Position {
		r := v.layout.place(spot{offset: offset})
		return fyne.NewPos(v.left()+r.X+1, r.Y-v.scroll+textTop+10)
	}
	click := func(offset int, m fyne.KeyModifier) {
		v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(offset)}, Button: desktop.MouseButtonPrimary, Modifier: m})
		v.MouseUp(nil)
	}
	expect := func(what, words string) {
		t.Helper()
		if got := v.Words(v.Selection()); got != words {
			t.Errorf("%s: selected %q, want %q", what, got, words)
		}
	}
	click(4, 0)
	if v.Caret() != 4 {
		t.Errorf("caret at %d, want 4", v.Caret())
	}
	click(9, fyne.KeyModifierShift)
	expect("Shift click", "Envoy")
	v.mouse.lastClick = time.Time{}
	click(11, 0)
	click(11, 0)
	expect("double click", "said")
	v.mouse.pressed = true
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(16)}})
	expect("dragged by words", "said so")
	v.DragEnd()
	click(11, 0)
	expect("triple click", "The Envoy said so.")
	v.mouse.lastClick = time.Time{}
	click(0, 0)
	v.mouse.pressed = true
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(9)}})
	expect("dragged", "The Envoy")
}

// While the pointer is held below the text, the text goes on scrolling; released, it stops.
func TestAutoscrollEnds(t *testing.T) {
	v, _ := shown(t, long(40))
	v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 20)}, Button: desktop.MouseButtonPrimary})
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 700)}})
	done := v.mouse.scrolling
	if done == nil {
		t.Fatal("it does not scroll")
	}
	v.MouseUp(nil)
	select {
	case <-done:
	default:
		t.Error("it goes on after the button is up")
	}
}

// The keys that move the caret do so, and with Shift they select.
func TestKeys(t *testing.T) {
	v, s := shown(t, "The Envoy said so.\n\nA second paragraph, which is long enough to need another line in a window of this width.")
	press := func(k fyne.KeyName, extend bool) { v.move(k, extend) }
	ctrl := func(k fyne.KeyName, m fyne.KeyModifier) {
		v.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl | m})
	}
	for _, c := range []struct {
		name     string
		do       func()
		caret    int
		selected string
	}{
		{"right", func() { press(fyne.KeyRight, false) }, 1, ""},
		{"word right", func() { ctrl(fyne.KeyRight, 0) }, 4, ""},
		{"word right, selecting", func() { ctrl(fyne.KeyRight, fyne.KeyModifierShift) }, 10, "Envoy "},
		{"left ends the selection at its start", func() { press(fyne.KeyLeft, false) }, 4, ""},
		{"end", func() { press(fyne.KeyEnd, false) }, 18, ""},
		{"home", func() { press(fyne.KeyHome, true) }, 0, "The Envoy said so."},
		{"down", func() { press(fyne.KeyDown, false) }, 20, ""},
		{"end of the text", func() { ctrl(fyne.KeyEnd, 0) }, len(v.text), ""},
		{"start of the text", func() { ctrl(fyne.KeyHome, 0) }, 0, ""},
		{"all", v.SelectAll, len(v.text), string(v.text)},
	} {
		c.do()
		if v.Caret() != c.caret || v.Words(v.Selection()) != c.selected {
			t.Errorf("%s: caret %d, selected %q", c.name, v.Caret(), v.Words(v.Selection()))
		}
	}
	test.NewTempApp(t)
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF6})
	if len(s.Keys) != 1 {
		t.Error("F6 was not handed on")
	}
}

// Down and up keep to the column where they began, over every line of the text and back to the first.
func TestDownAndUp(t *testing.T) {
	v, _ := shown(t, long(20))
	v.moveTo(spot{offset: 30}, false)
	var way []int
	for v.Caret() < len(v.text) && len(way) < 2000 {
		way = append(way, v.Caret())
		v.move(fyne.KeyDown, false)
		if v.Caret() <= way[len(way)-1] {
			t.Fatalf("down from %d comes to %d", way[len(way)-1], v.Caret())
		}
	}
	for range way[1:] {
		v.move(fyne.KeyUp, false)
	}
	if len(way) < 80 || v.Caret() > 110 {
		t.Errorf("%d lines down and up again ends at %d", len(way), v.Caret())
	}
	for range 60 {
		v.move(fyne.KeyPageDown, false)
	}
	if v.Caret() != len(v.text) {
		t.Errorf("page down ends at %d of %d", v.Caret(), len(v.text))
	}
}

// Wherever the caret is taken, it is in sight; a span that is shown is in sight as a whole.
func TestCaretStaysInSight(t *testing.T) {
	v, _ := shown(t, long(400))
	r := rand.New(rand.NewSource(7))
	for range 200 {
		v.moveTo(spot{offset: v.layout.snap(r.Intn(len(v.text)))}, false)
		at := v.layout.place(v.caret)
		if y := v.y(at.Y); y < 0 || y+at.Height > v.Size().Height {
			t.Fatalf("caret %d is at %v of %v", v.Caret(), y, v.Size().Height)
		}
		s := dossier.Span{Start: r.Intn(len(v.text) - 300)}
		s.End = s.Start + 200
		v.BringIntoSight(s)
		from, to := v.layout.place(spot{offset: s.Start}), v.layout.place(spot{s.End, true})
		if v.y(from.Y) < 0 || v.y(to.Y)+to.Height > v.Size().Height {
			t.Fatalf("span %+v lies from %v to %v", s, v.y(from.Y), v.y(to.Y)+to.Height)
		}
	}
}

// Another width, another size of letters, or coming back to a text leaves at the top what was there; each change may
// move it by a part of a line.
func TestTopStays(t *testing.T) {
	v, s := shown(t, long(300))
	v.Select(dossier.Span{Start: 40000, End: 40050})
	v.scrollBy(3)
	top := v.Top()
	near := func(what string) {
		t.Helper()
		if got := v.Top(); got.Offset > top.Offset || top.Offset-got.Offset > 4*66 {
			t.Errorf("%s: %d is at the top, it was %d", what, got.Offset, top.Offset)
		}
	}
	s.Window.Resize(fyne.NewSize(560, 600))
	near("narrower")
	s.Window.Resize(fyne.NewSize(734, 600))
	near("as before")
	larger := v.Shape()
	larger.Size += 3
	v.SetShape(larger)
	near("larger letters")
	v.SetShape(UsualShape())
	near("usual letters")
	text := string(v.text)
	v.SetText("another", lines([]rune("another")))
	v.SetText(text, lines([]rune(text)))
	v.SetTop(top)
	if got := v.Top(); got.Offset != top.Offset || abs(got.Beyond-top.Beyond) > 1 {
		t.Errorf("coming back: %+v, it was %+v", got, top)
	}
}

// What is drawn is bounded by the window, however long the text and however many the marks.
func TestOnlyWhatIsSeenIsDrawn(t *testing.T) {
	for _, text := range []string{long(2000), strings.Repeat("one line of two million letters ", 60000)} {
		v, _ := shown(t, text)
		v.SetMarks(marksOn(v, 1000))
		v.Select(dossier.Span{Start: len(v.text) / 2, End: len(v.text)/2 + 10})
		if n := len(v.pool.objects); n > 400 {
			t.Errorf("%d objects for a window of 600", n)
		}
		measured := 0
		for _, b := range v.layout.blocks {
			if b.measured {
				measured++
			}
		}
		if measured > 60 {
			t.Errorf("%d of %d blocks were measured", measured, len(v.layout.blocks))
		}
	}
}

// The pointer on the words of a statement, or on the bar of its party, chooses it: the innermost where several lie.
func TestHover(t *testing.T) {
	v, _ := shown(t, "The Envoy said so.\n\nA second paragraph.")
	outer := Mark{ID: dossier.NewID(), Span: dossier.Span{Start: 0, End: 18}, Party: 0, Letter: "A"}
	inner := Mark{ID: dossier.NewID(), Span: dossier.Span{Start: 4, End: 9}, Party: 1, Letter: "K"}
	v.SetMarks([]Mark{outer, inner})
	at := func(x, y float32) dossier.ID {
		v.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
		return v.hovered
	}
	word := v.layout.place(spot{offset: 5})
	for _, c := range []struct {
		name string
		x, y float32
		want dossier.ID
	}{
		{"inner words", v.left() + word.X, 25, inner.ID}, {"outer words", v.left() + 2, 25, outer.ID}, {"no words", v.left() + 500, 25, dossier.None},
		{"first bar", laneFirst + 2 + v.left() - textLeft, 30, outer.ID}, {"second bar", laneFirst + lanePitch + 2 + v.left() - textLeft, 30, inner.ID},
		{"no bar", laneFirst + 2*lanePitch + 2 + v.left() - textLeft, 30, dossier.None}, {"second paragraph", v.left() + 2, 70, dossier.None},
	} {
		if got := at(c.x, c.y); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// bare is the floor: as many texts as a page has, each with words that were not drawn before.
func bare(b *testing.B, v *View) {
	n := 0
	for _, o := range v.pool.objects {
		if _, ok := o.(*canvas.Text); ok {
			n++
		}
	}
	start, rounds := time.Now(), 20
	for r := range rounds {
		for i := range n {
			at := (r*n + i) * 61 % (len(v.text) - 70)
			t := canvas.NewText(string(v.text[at:at+66])+fmt.Sprint(r), look.InkText(v.kit.Look.Palette()))
			v.kit.Look.Dress(t, look.Article)
			t.Resize(t.MinSize())
		}
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(rounds)/1000, "ms/floor")
}

func perOp(b *testing.B, start time.Time) {
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/op")
}

// BenchmarkJump goes to another page of 5,000 paragraphs with 10,000 marks; ms/first is for pages that were not shown
// before, the floor for as many lines that were not drawn before.
func BenchmarkJump(b *testing.B) {
	v, _ := shown(b, long(5000))
	v.SetMarks(marksOn(v, 10000))
	const first = 150
	before := time.Now()
	for i := range first {
		jump(v, i*(len(v.text)-100)/first)
	}
	cold := float64(time.Since(before).Microseconds()) / first / 1000
	b.ResetTimer()
	start := time.Now()
	for i := range b.N {
		jump(v, (i*7919*13)%(len(v.text)-100))
	}
	perOp(b, start)
	b.StopTimer()
	b.ReportMetric(cold, "ms/first")
	bare(b, v)
}

// BenchmarkWheel scrolls the same text by three lines.
func BenchmarkWheel(b *testing.B) {
	v, _ := shown(b, long(5000))
	v.SetMarks(marksOn(v, 10000))
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		v.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -42)})
	}
	perOp(b, start)
	b.StopTimer()
	bare(b, v)
}

// BenchmarkKey moves the caret a line down with Shift held, in the middle of one line of two million letters.
func BenchmarkKey(b *testing.B) {
	v, _ := shown(b, strings.Repeat("the envoy said that monitors would come ", 50000))
	v.SetMarks(marksOn(v, 10000))
	v.moveTo(spot{offset: 1000000}, false)
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		v.move(fyne.KeyDown, true)
	}
	perOp(b, start)
	b.StopTimer()
	bare(b, v)
}

// BenchmarkOpen shows another text of two million letters.
func BenchmarkOpen(b *testing.B) {
	v, _ := shown(b, "")
	text := long(5000)
	paragraphs := lines([]rune(text))
	b.ResetTimer()
	start := time.Now()
	for range b.N {
		v.SetText(text, paragraphs)
	}
	perOp(b, start)
}

func jump(v *View, to int) { v.Select(dossier.Span{Start: to, End: to + 10}) }
