package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"parley/typeset"
	"parley/views/look"
)

// Run is a part of a line that is drawn as one: words in one direction and one face.
type Run struct {
	Words string
	Style look.Style
	X     float32
	Width float32
	Tag   bool // stands for a control that would be unseen
}

// Simple reports whether words can be drawn as one text: they run from left to right in a face that has them, and hold
// nothing unseen. Others go through the rules for directions and scripts.
func Simple(words string) bool {
	for _, r := range words {
		switch {
		case r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0:
			return false
		case r < 0x0590:
		case r >= 0x1e00 && r < 0x2000, r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205e, r >= 0x20a0 && r <= 0x20cf, r == 0x2212:
		default:
			return false
		}
	}
	return true
}

// Lines breaks words into lines of runs, in any direction and script. face gives the face of the character at an offset
// where the style's own face has it; nil: always that one. A word that is wider than a line is cut.
func (k *Kit) Lines(words string, style look.Style, width float32, face func(offset int) look.Font) [][]Run {
	text := []rune(words)
	if face == nil {
		face = func(int) look.Font { return style.Font }
	}
	styled := func(f typeset.Style) look.Style { s := style; s.Font = look.Font(f); return s }
	m := typeset.NewMeasurer(func(s string, f typeset.Style) float32 { return k.Look.Width(s, styled(f)) })
	lines := typeset.Lines(text, width, m, typeset.Options{Style: func(at int, s typeset.Script) typeset.Style {
		return typeset.Style(FaceOf(text[at], s, face(at)))
	}})
	out := make([][]Run, len(lines))
	for i, line := range lines {
		left := float32(0)
		if line.RTL && width < unbounded {
			left = width - line.Width
		}
		for _, r := range line.Runs {
			out[i] = append(out[i], Run{typeset.Text(text, r), styled(r.Style), left + r.X, r.Width, r.Tag != ""})
		}
	}
	return out
}

// FaceOf returns the face for a character that stands among others of a script; base is the face for all that needs no
// other. The Hebrew face has letters only and the Arabic one few signs, so commas, brackets and quotation marks between
// such letters are set in the base face, as runs of their own: the toolkit would find them in another font by itself,
// but then draws what stands before and after them in the wrong order.
func FaceOf(r rune, s typeset.Script, base look.Font) look.Font {
	switch {
	case r >= 0x0590 && r <= 0x05FF, r >= 0xFB1D && r <= 0xFB4F:
		return look.Hebrew
	case r >= 0x0600 && r <= 0x06FF, r >= 0x0750 && r <= 0x077F, r >= 0x08A0 && r <= 0x08FF, r >= 0xFB50 && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC:
		return look.Arabic
	case r >= 0x1F000:
		return look.Other
	case r == ' ' || typeset.IsInvisible(r):
		switch s { // what joins letters of one face does not part them
		case typeset.Hebrew:
			return look.Hebrew
		case typeset.Arabic:
			return look.Arabic
		}
	case s == typeset.Symbols:
		return look.Symbols
	case s == typeset.Other:
		return look.Other
	}
	return base
}

// unbounded is wider than any window.
const unbounded float32 = 1e6

// Line lays words out on one line, cut to a width with "…" at the end that comes last in reading.
func (k *Kit) Line(words string, style look.Style, width float32, face func(offset int) look.Font) []Run {
	text := []rune(words)
	for i, r := range text {
		if r == '\n' || r == '\r' || r == '\t' {
			text[i] = ' '
		}
	}
	const most = 600 // more letters than any line of a window holds
	cut := len(text) > most
	if cut {
		text = text[:most]
	}
	fits := func(n int, more bool) ([]Run, bool) {
		s := string(text[:n])
		if more {
			s += "…"
		}
		runs := k.Lines(s, style, unbounded, face)[0]
		return runs, lineWidth(runs) <= width
	}
	if runs, ok := fits(len(text), cut); ok {
		return runs
	}
	lo, hi := 0, len(text)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if _, ok := fits(mid, true); ok {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	runs, _ := fits(lo, true)
	return runs
}

// lineWidth returns the right end of the runs of a line.
func lineWidth(runs []Run) (w float32) {
	for _, r := range runs {
		w = max(w, r.X+r.Width)
	}
	return w
}

// Drawn keeps the texts of a widget that shows runs, and uses them again.
type Drawn struct {
	texts []*canvas.Text
	used  int
}

// Clear takes all texts away.
func (d *Drawn) Clear() { d.used = 0 }

// Add draws runs on a line that begins at pos.
func (d *Drawn) Add(k *Kit, runs []Run, pos fyne.Position, height float32, ink look.Ink) {
	for _, r := range runs {
		if d.used == len(d.texts) {
			d.texts = append(d.texts, canvas.NewText("", nil))
		}
		t := d.texts[d.used]
		d.used++
		k.Look.Dress(t, r.Style)
		t.Text, t.Color = r.Words, ink(k.palette())
		if r.Tag {
			t.Color = k.palette().Wrong().Dark
		}
		look.PlaceLine(t, fyne.NewPos(pos.X+r.X, pos.Y), height)
	}
}

// Objects returns the texts in use.
func (d *Drawn) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, d.used)
	for i := range out {
		out[i] = d.texts[i]
	}
	return out
}
