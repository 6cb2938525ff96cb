package look

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Font names a face of the bundled fonts.
type Font int

// The faces. The sans ones are also those that Fyne's own widgets use.
const (
	Sans Font = iota
	SansSemiBold
	SansItalic
	Mono
	Serif
	SerifSemiBold
	SerifItalic
	Hebrew
	Arabic
	Symbols // ● ◐ ■ ◇ ↑ ↓ ⇄ ▸ ▾ ✓
	fonts
	Other = fonts // no bundled face: the toolkit looks for one, emoji among them
)

var fontNames = [fonts]string{
	"NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Italic", "NotoSansMono-Regular",
	"NotoSerif-Regular", "NotoSerif-SemiBold", "NotoSerif-Italic",
	"NotoSerifHebrew-Regular", "NotoNaskhArabic-Regular", "DejaVuSans",
}

// Style is a face at a size, and the height of the line it stands in, both in dp.
type Style struct {
	Font Font
	Size float32
	Line float32
}

// The styles of the window, each named after its use.
var (
	Article      = Style{Serif, 17, 28}
	Title        = Style{SerifSemiBold, 20, 28}
	CardQuote    = Style{Serif, 15, 22}
	Sentence     = Style{Serif, 14, 22} // an analyst's sentence, preview of a pasted text
	Translated   = Style{SerifItalic, 14, 20}
	CellWords    = Style{Serif, 13, 18}
	Sequence     = Style{Serif, 12, 18}
	Body         = Style{Sans, 13, 20} // the text of the interface
	BodyBold     = Style{SansSemiBold, 13, 20}
	Heading      = Style{SansSemiBold, 16, 24}
	Second       = Style{Sans, 12, 16} // second line, field label, chip, status
	SecondBold   = Style{SansSemiBold, 12, 16}
	Small        = Style{Sans, 11, 16} // dates in lists, source line, key hint
	SmallBold    = Style{SansSemiBold, 11, 16}
	LaneLetter   = Style{SansSemiBold, 10, 12}
	Wordmark     = Style{SerifSemiBold, 36, 44}
	StanceGlyphs = Style{Symbols, 11, 16}
)

// Spaces of the grid of 4, in dp.
const (
	Space1  float32 = 4
	Space2  float32 = 8
	Space3  float32 = 12
	Space4  float32 = 16
	Space6  float32 = 24
	Space10 float32 = 40
)

// Corners, in dp.
const (
	CornerMark  float32 = 3
	CornerField float32 = 4 // button, entry, key
	CornerSheet float32 = 8
	CornerChip  float32 = 12
)

// Text returns a line of text in a style. The caller places it.
func (l *Look) Text(s string, style Style, c color.Color) *canvas.Text {
	t := canvas.NewText(s, c)
	l.Dress(t, style)
	return t
}

// Dress sets face and size of a text that already exists.
func (l *Look) Dress(t *canvas.Text, style Style) {
	t.TextSize, t.FontSource = style.Size, l.Face(style.Font)
}

// Face returns a bundled font, for canvas.Text.FontSource; nil for Other.
func (l *Look) Face(f Font) fyne.Resource {
	if f < 0 || f >= fonts {
		return nil
	}
	return l.faces[f]
}

// Width returns the width of a line of text in dp. Call it on the interface thread.
func (l *Look) Width(s string, style Style) float32 {
	return l.Measure(s, style).Width
}

// Measure returns the extent of a line of text in dp; the height is the font's, not the line's.
func (l *Look) Measure(s string, style Style) fyne.Size {
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, style.Size, fyne.TextStyle{}, l.Face(style.Font))
	return size
}

// Elide returns s, or as much of its beginning as fits into width with "…" after it.
func (l *Look) Elide(s string, style Style, width float32) string {
	const most = 2000 // more bytes than any line of a window holds: measuring a whole text would take seconds
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	if l.Width(s, style) <= width {
		return s
	}
	runes := []rune(s)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if l.Width(string(runes[:mid])+"…", style) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	for lo > 0 && runes[lo-1] == ' ' {
		lo--
	}
	return string(runes[:lo]) + "…"
}

// PlaceLine moves a text so that it stands in the middle of a line that is height high and begins at pos.
func PlaceLine(t *canvas.Text, pos fyne.Position, height float32) {
	min := t.MinSize()
	t.Move(fyne.NewPos(pos.X, pos.Y+(height-min.Height)/2))
	t.Resize(min)
}
