package textview

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/typeset"
	"parley/views/parts"
	"parley/views/stage"
)

func editorShown(tb testing.TB, limit int) *Editor {
	s := stage.New(tb, nil)
	e := NewEditor(s.Desk.Kit, limit)
	s.Show(parts.NewClip(e), 734, 600)
	s.Window.Canvas().Focus(e)
	return e
}

func plainStyle(Paragraph, rune, typeset.Script) typeset.Style { return 0 }

// sound checks that a layout that was edited is what its text asks for: every line a paragraph, cut into blocks that
// cover it, with heights that add up.
func sound(t *testing.T, l *layout, want []rune) {
	t.Helper()
	if string(l.text) != string(want) {
		t.Fatalf("the text is %q, want %q", string(l.text), string(want))
	}
	lines := linesOf(want, 0, len(want))
	if len(lines) != len(l.paragraphs) {
		t.Fatalf("%d lines, want %d", len(l.paragraphs), len(lines))
	}
	n := 0
	for p, line := range lines {
		if l.paragraphs[p].Span != line.Span {
			t.Fatalf("line %d is %+v, want %+v", p, l.paragraphs[p].Span, line.Span)
		}
		at := line.Start
		for first := true; first || at < line.End; first = false {
			if n >= len(l.blocks) {
				t.Fatalf("line %d has no block at %d", p, at)
			}
			b := l.blocks[n]
			if b.paragraph != p || b.span.Start != at || b.span.End > line.End || b.first != (at == line.Start) || b.last != (b.span.End == line.End) {
				t.Fatalf("block %d of line %d %+v: %+v", n, p, line.Span, b)
			}
			if b.span.Empty() && !line.Empty() || b.span.End-b.span.Start > 2*blockLength {
				t.Fatalf("block %d is %d long", n, b.span.End-b.span.Start)
			}
			at = b.span.End
			n++
		}
	}
	if n != len(l.blocks) {
		t.Fatalf("%d blocks, %d belong to lines", len(l.blocks), n)
	}
	sum := float32(0)
	for i := range l.blocks {
		if top := l.tops.above(i); abs(top-sum) > 1 {
			t.Fatalf("block %d begins at %v, want %v", i, top, sum)
		}
		sum += l.blocks[i].height
	}
}

func edited(text string) *layout {
	runes := []rune(text)
	l := newLayout(runes, linesOf(runes, 0, len(runes)), typeset.NewMeasurer(eight), plainStyle)
	l.resize(metrics{width: 400, line: 28, faintLine: 28})
	return l
}

// Any sequence of changes leaves the layout that its text asks for, and what is measured is measured anew where it was
// touched.
func TestReplace(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	some := []string{"", "a", " ", "\n", "fee", "שלום", "👩‍👩‍👧", "two\nlines", "\n\n\n", strings.Repeat("long words ", 900), "القُدس", "x\n" + strings.Repeat("y", 9000)}
	compared := 0
	for round := range 60 {
		text := []rune(strings.Join([]string{"one", "", "two words", strings.Repeat("and a long line ", 40*(round%9)), "end"}, "\n"))
		l := edited(string(text))
		for range 40 {
			from := r.IntN(len(text) + 1)
			to := min(len(text), from+[]int{0, 0, 1, 3, 40, 5000}[r.IntN(6)])
			words := []rune(some[r.IntN(len(some))])
			if len(l.blocks) > 0 && r.IntN(2) == 0 {
				l.measure(r.IntN(len(l.blocks)))
			}
			l.replace(dossier.Span{Start: from, End: to}, words)
			text = append(append(append([]rune{}, text[:from]...), words...), text[to:]...)
			sound(t, l, text)
		}
		for i := range l.blocks {
			l.measure(i)
		}
		fresh := edited(string(text))
		for i := range fresh.blocks {
			fresh.measure(i)
		}
		same := len(fresh.blocks) == len(l.blocks) // a long line may be cut elsewhere: then it may break into other lines
		for i := range l.blocks {
			same = same && l.blocks[i].span == fresh.blocks[i].span
		}
		if compared += map[bool]int{true: 1}[same]; same && abs(fresh.height()-l.height()) > 1 {
			t.Fatalf("height %v, made fresh %v", l.height(), fresh.height())
		}
	}
	if compared < 3 {
		t.Errorf("only %d layouts could be compared with fresh ones", compared)
	}
}

// A piece of a long line that is taken away whole leaves no empty block behind.
func TestReplaceWholeBlock(t *testing.T) {
	text := strings.Repeat("words of a line ", 1500)
	for _, n := range []int{0, 1, 2} {
		l := edited(text)
		if len(l.blocks) < 4 {
			t.Fatalf("%d blocks", len(l.blocks))
		}
		s := l.blocks[n].span
		l.replace(s, nil)
		sound(t, l, []rune(text[:s.Start]+text[s.End:]))
	}
}

func FuzzReplace(f *testing.F) {
	f.Add("one\ntwo", 1, 2, "x\ny")
	f.Add("", 0, 0, "\n")
	f.Fuzz(func(t *testing.T, text string, from, length int, words string) {
		text, words = strings.ToValidUTF8(text, ""), strings.ToValidUTF8(words, "")
		runes := []rune(text)
		from = min(max(from, 0), len(runes))
		to := min(max(from+length, from), len(runes))
		l := edited(text)
		l.replace(dossier.Span{Start: from, End: to}, []rune(words))
		sound(t, l, append(append(append([]rune{}, runes[:from]...), []rune(words)...), runes[to:]...))
	})
}

// Typing, deleting by letters and words, cutting, pasting, taking back and making again do what they do in every editor.
func TestEditor(t *testing.T) {
	e := editorShown(t, 2<<20)
	e.SetContent("The gate opens.\n\nSecond line.")
	type step func()
	key := func(n fyne.KeyName) step { return func() { e.TypedKey(&fyne.KeyEvent{Name: n}) } }
	letters := func(s string) step {
		return func() {
			for _, r := range s {
				e.TypedRune(r)
			}
		}
	}
	at := func(offset int) step { return func() { e.SetCaret(offset); e.history.close() } }
	selected := func(a, b int) step { return func() { e.Select(dossier.Span{Start: a, End: b}) } }
	ctrl := func(n fyne.KeyName) step {
		return func() { e.TypedShortcut(&desktop.CustomShortcut{KeyName: n, Modifier: fyne.KeyModifierControl}) }
	}
	clip := fyne.CurrentApp().Clipboard()
	for _, c := range []struct {
		what string
		do   step
		want string
	}{
		{"type", func() { at(4)(); letters("old ")() }, "The old gate opens.\n\nSecond line."},
		{"backspace", func() { key(fyne.KeyBackspace)(); key(fyne.KeyBackspace)() }, "The olgate opens.\n\nSecond line."},
		{"undo the backspaces", e.Undo, "The old gate opens.\n\nSecond line."},
		{"undo the word", e.Undo, "The gate opens.\n\nSecond line."},
		{"redo", e.Redo, "The old gate opens.\n\nSecond line."},
		{"delete a word", func() { at(4)(); ctrl(fyne.KeyDelete)() }, "The gate opens.\n\nSecond line."},
		{"backspace a word", func() { at(8)(); ctrl(fyne.KeyBackspace)() }, "The  opens.\n\nSecond line."},
		{"undo it", e.Undo, "The gate opens.\n\nSecond line."},
		{"break the line", func() { at(8)(); key(fyne.KeyReturn)() }, "The gate\n opens.\n\nSecond line."},
		{"join lines", func() { at(8)(); key(fyne.KeyDelete)() }, "The gate opens.\n\nSecond line."},
		{"type over", func() { selected(4, 8)(); letters("door")() }, "The door opens.\n\nSecond line."},
		{"cut", func() { selected(0, 4)(); e.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip}) }, "door opens.\n\nSecond line."},
		{"paste", func() { at(11)(); e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip}) }, "door opens.The \n\nSecond line."},
		{"paste with other line ends", func() {
			clip.SetContent("a\r\nb\rc")
			at(0)()
			e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		}, "a\nb\ncdoor opens.The \n\nSecond line."},
		{"an emoji goes at once", func() { at(0)(); e.Insert("👩‍👩‍👧"); key(fyne.KeyBackspace)() }, "a\nb\ncdoor opens.The \n\nSecond line."},
		{"Hebrew", func() { at(0)(); letters("שלום ")(); key(fyne.KeyBackspace)() }, "שלוםa\nb\ncdoor opens.The \n\nSecond line."},
	} {
		c.do()
		if got := e.Content(); got != c.want {
			t.Fatalf("%s: %q, want %q", c.what, got, c.want)
		}
		if e.Bytes() != len(e.Content()) {
			t.Fatalf("%s: %d bytes, want %d", c.what, e.Bytes(), len(e.Content()))
		}
		sound(t, e.layout, []rune(c.want))
	}
	for e.Edited() {
		e.Undo()
	}
	if got := e.Content(); got != "The gate opens.\n\nSecond line." {
		t.Errorf("everything taken back: %q", got)
	}
	for range 100 {
		e.Redo()
	}
	if got := e.Content(); got != "שלוםa\nb\ncdoor opens.The \n\nSecond line." {
		t.Errorf("everything made again: %q", got)
	}
	small, full := editorShown(t, 10), false
	small.OnFull = func() { full = true }
	small.SetContent("123456789")
	small.Insert("ab")
	if small.Content() != "123456789" || !full {
		t.Errorf("beyond the limit: %q", small.Content())
	}
}

// BenchmarkEdit is a key in the middle of a long text: the change, the layout and the picture. The floor is laying out
// one paragraph of the usual length.
func BenchmarkEdit(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"article 2 MB", strings.Repeat("A paragraph in which nobody says anything, of the length that paragraphs in newspapers have, more or less.\n\n", 18500)},
		{"one line 1 MB", strings.Repeat("words without any end of a line ", 32768)},
		{"one line 1 MB, Hebrew", strings.Repeat("מילים בלי סוף שורה ", 30000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			e := editorShown(b, 4<<20)
			e.SetContent(c.text)
			e.SetCaret(len(e.text) / 2)
			e.BringIntoSight(e.Selection())
			b.ResetTimer()
			start := time.Now()
			for i := range b.N {
				e.TypedRune(rune('a' + i%26))
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/key")
			b.StopTimer()
			start = time.Now()
			for range 20 {
				typeset.Lines(e.text[:100], 588, e.measurer, typeset.Options{})
			}
			b.ReportMetric(float64(time.Since(start).Microseconds())/20/1000, "ms/floor")
		})
	}
	b.Run("paste 1 MB", func(b *testing.B) {
		text := strings.Repeat("A line of a text that is pasted.\n", 32000)
		var took time.Duration
		for range b.N {
			e := editorShown(b, 4<<20)
			e.SetContent("before\nafter")
			start := time.Now()
			e.Insert(text)
			took += time.Since(start)
		}
		b.ReportMetric(float64(took.Microseconds())/float64(b.N)/1000, "ms/paste")
	})
}
