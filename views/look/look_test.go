package look

import (
	"image/color"
	"math"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"parley/dossier"
)

func bundled(t *testing.T) func(string) []byte {
	return func(name string) []byte {
		b, err := os.ReadFile("../../assets/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

// luminance and contrast follow WCAG 2.2, "relative luminance" and "contrast ratio".
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Every text can be read on every ground it stands on, and every ring and frame can be seen, in both modes.
func TestContrast(t *testing.T) {
	for name, p := range map[string]*Palette{"light": &light, "dark": &dark} {
		check := func(what string, fg, bg color.NRGBA, least float64) {
			t.Helper()
			if got := contrast(fg, bg); got < least {
				t.Errorf("%s: %s has a contrast of %.2f, want at least %.1f", name, what, got, least)
			}
		}
		for _, bg := range []color.NRGBA{p.Paper, p.Chrome, p.Sel} {
			check("text", p.Text, bg, 4.5)
			check("soft", p.Soft, bg, 4.5)
			check("link", p.Link, bg, 4.5)
			check("focus", p.Focus, bg, 3)
		}
		for _, bg := range []color.NRGBA{p.Paper, p.Chrome} {
			check("faint", p.Faint, bg, 4.5)
			check("field", p.Field, bg, 3)
		}
		for _, bg := range []color.NRGBA{p.Hl, p.Hl2, p.Cur, p.TxSel, p.Wrong().Tint, p.Warning().Tint} {
			check("text on a mark", p.Text, bg, 4.5)
		}
		check("text on head", p.OnHead, p.Head, 4.5)
		check("focus on the current statement", p.Focus, p.Cur, 3)
		for _, s := range []dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous, dossier.StanceNone} {
			check("stance "+StanceWord(s), p.Stance(s).Dark, p.Stance(s).Tint, 4.5)
			check("stance "+StanceWord(s)+" on paper", p.Stance(s).Dark, p.Paper, 4.5)
		}
		for i := range p.parties {
			check("party on paper", p.Party(i), p.Paper, 4.5)
			check("party on a highlight", p.Party(i), p.Hl, 4.5)
		}
	}
}

// The look follows the desktop until a mode is chosen.
func TestMode(t *testing.T) {
	a := test.NewTempApp(t)
	l := New(bundled(t))
	l.Attach(a)
	for _, c := range []struct {
		mode   Mode
		system fyne.ThemeVariant
		dark   bool
	}{
		{System, theme.VariantLight, false}, {System, theme.VariantDark, true},
		{Light, theme.VariantDark, false}, {Dark, theme.VariantLight, true},
	} {
		l.mode.Store(int32(c.mode))
		l.system.Store(int32(c.system))
		if l.IsDark() != c.dark || (l.Palette() == &dark) != c.dark {
			t.Errorf("mode %d on a desktop of variant %d: dark is %v", c.mode, c.system, l.IsDark())
		}
	}
}

// A long text is cut to the width with a sign that it was; a short one stays as it is.
func TestElide(t *testing.T) {
	test.NewTempApp(t)
	l := New(bundled(t))
	if got := l.Elide("short", Body, 500); got != "short" {
		t.Errorf("a short text became %q", got)
	}
	for _, width := range []float32{10, 40, 80, 120} {
		got := l.Elide("Arvenia can live with monitors if the guns are on the list", Body, width)
		if w := l.Width(got, Body); w > width && got != "…" {
			t.Errorf("%q is %.1f wide, more than %.0f", got, w, width)
		}
	}
}
