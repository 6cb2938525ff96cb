package parts

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"parley/dossier"
	"parley/views/look"
)

func kit(t *testing.T) *Kit {
	t.Helper()
	test.NewTempApp(t)
	return &Kit{Look: look.New(func(name string) []byte {
		b, err := os.ReadFile("../../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	})}
}

func in(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	return w
}

// A button is done by mouse and by Enter and Space, is quiet while disabled, and hands on the keys it does not use.
func TestButton(t *testing.T) {
	k := kit(t)
	var passed []fyne.KeyName
	k.Key = func(e *fyne.KeyEvent) { passed = append(passed, e.Name) }
	done := 0
	b := NewButton(k, "Accept", "Enter", Primary, func() { done++ })
	in(t, b)
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.Disable()
	test.Tap(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if done != 3 {
		t.Errorf("done %d times, want 3", done)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if len(passed) != 1 || passed[0] != fyne.KeyF1 {
		t.Errorf("handed on %v", passed)
	}
}

// The components have the heights of the specification.
func TestHeights(t *testing.T) {
	k := kit(t)
	for _, c := range []struct {
		name string
		o    fyne.CanvasObject
		want float32
	}{
		{"button", NewButton(k, "Cancel", "Esc", Plain, nil), 28},
		{"chip", NewChip(k, "All outlets", nil), 24},
		{"tab", NewTab(k, "Reader", nil), 40},
		{"entry", NewField(k, "Filter", "Ctrl L"), 28},
		{"key", NewKeyHint(k, "Ctrl L"), 18},
		{"stance mark", NewStanceMark(k, dossier.Conditional), 20},
		{"progress", NewProgress(k), 4},
	} {
		if h := c.o.MinSize().Height; h != c.want {
			t.Errorf("a %s is %v high, want %v", c.name, h, c.want)
		}
	}
	if w := NewKeyHint(k, "S").MinSize().Width; w < 20 {
		t.Errorf("a key is %v wide, want at least 20", w)
	}
}

// Hidden key hints take no room, in the list of all keys they stay.
func TestHiddenHints(t *testing.T) {
	k := kit(t)
	hint, always := NewKeyHint(k, "Ctrl L"), NewAlwaysKey(k, "Ctrl L")
	k.Look.ShowKeyHints(fyne.CurrentApp(), false)
	if hint.MinSize().Width != 0 || always.MinSize().Width == 0 {
		t.Errorf("widths are %v and %v", hint.MinSize().Width, always.MinSize().Width)
	}
}

// A wrong entry says why under it, and grows by that line only.
func TestField(t *testing.T) {
	k := kit(t)
	f := NewField(k, "", "")
	in(t, f)
	f.SetWrong("Write 2026-11-16")
	if h := f.MinSize().Height; h != 28+18 {
		t.Errorf("a wrong field is %v high", h)
	}
	f.SetWrong("")
	if h := f.MinSize().Height; h != 28 {
		t.Errorf("a mended field is %v high", h)
	}
}

// Escape and the function keys reach the window from an entry, letters and Enter do not.
func TestEntryPassesKeys(t *testing.T) {
	k := kit(t)
	var passed []fyne.KeyName
	k.Key = func(e *fyne.KeyEvent) { passed = append(passed, e.Name) }
	e := NewEntry(k)
	in(t, e)
	for _, n := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyF6, fyne.KeyReturn, fyne.KeyLeft} {
		e.TypedKey(&fyne.KeyEvent{Name: n})
	}
	if len(passed) != 2 {
		t.Errorf("handed on %v, want Escape and F6", passed)
	}
}

// The bar says one message after the other, none twice, and has no height without one.
func TestBar(t *testing.T) {
	k := kit(t)
	b := NewBar(k)
	w := in(t, b)
	w.Resize(fyne.NewSize(900, 400))
	if b.HeightAt(900) != 0 {
		t.Error("an empty bar has a height")
	}
	b.Say(Message{Words: strings.Repeat("a long sentence that needs more than one line ", 8), Warning: true})
	b.Say(Message{Words: "The disk is full. Nothing was lost."})
	b.Say(Message{Words: "The disk is full. Nothing was lost."})
	if len(b.Messages()) != 2 || b.HeightAt(900) != 36 {
		t.Errorf("%d messages, %v high", len(b.Messages()), b.HeightAt(900))
	}
	if !b.Close() || b.HeightAt(900) <= 36 {
		t.Errorf("a long message is %v high", b.HeightAt(900))
	}
	if !b.Close() || b.Close() {
		t.Error("closing does not end")
	}
}

// Words are broken where the width asks for it, in any direction, and none is lost; a word wider than a line is cut.
func TestLines(t *testing.T) {
	k := kit(t)
	for _, words := range []string{"Parley opens no network connection. Your dossiers stay on this computer.", strings.Repeat("unbreakable", 40),
		"לא נחתום על שום מפה לפני דיון באוטונומיה, אמר דובר המועצה", "one\ntwo"} {
		lines := k.Lines(words, look.Body, 120, nil)
		kept := 0
		for _, line := range lines {
			for _, r := range line {
				if r.X+r.Width > 120.5 || r.X < -0.5 {
					t.Errorf("%q: a run lies from %.1f to %.1f", words, r.X, r.X+r.Width)
				}
				kept += len([]rune(strings.Map(func(c rune) rune {
					if c == ' ' || c == 0x200f {
						return -1
					}
					return c
				}, r.Words)))
			}
		}
		if want := len([]rune(strings.NewReplacer(" ", "", "\n", "").Replace(words))); kept != want {
			t.Errorf("%q: %d letters of %d are drawn", words, kept, want)
		}
		if len(lines) < 2 {
			t.Errorf("%q stands on %d line", words, len(lines))
		}
	}
}

// A title that could read as another is shown with its controls; a long one is cut to the width, and soon.
func TestLine(t *testing.T) {
	k := kit(t)
	if Simple("safe\u202Etxt") || Simple("שלום") || !Simple("“Dorvath’s” café – 5 × 4…") {
		t.Error("words are taken for what they are not")
	}
	shown := ""
	for _, r := range k.Line("safe\u202Etxt.exe", look.Body, 400, nil) {
		shown += r.Words
	}
	if !strings.Contains(shown, "RLO") {
		t.Errorf("shown as %q", shown)
	}
	for _, words := range []string{strings.Repeat("מונחים ", 100_000), strings.Repeat("x", 1_000_000)} {
		if w := lineWidth(k.Line(words, look.Body, 200, nil)); w > 200 {
			t.Errorf("a long line is %.0f wide", w)
		}
		if w := k.Look.Width(k.Look.Elide(words, look.Body, 200), look.Body); w > 200 {
			t.Errorf("a long line is cut to %.0f", w)
		}
	}
}

// Numbers are written with commas, and things are counted in the right form.
func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int
		noun string
		want string
	}{{0, "document", "0 documents"}, {1, "party", "1 party"}, {4, "party", "4 parties"}, {2, "day", "2 days"}, {1240, "statement", "1,240 statements"}, {1234567, "page", "1,234,567 pages"}} {
		if got := Count(c.n, c.noun); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
