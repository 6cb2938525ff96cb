package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Label is one line of words in the middle of its height.
type Label struct {
	widget.BaseWidget
	kit   *Kit
	words string
	style look.Style
	ink   look.Ink
	// Elide cuts the words to the width that the label is given; its least width is then MinWidth.
	Elide    bool
	MinWidth float32
	Align    fyne.TextAlign
	text     *canvas.Text
}

// NewLabel returns a line of words.
func NewLabel(k *Kit, words string, style look.Style, ink look.Ink) *Label {
	l := &Label{kit: k, words: words, style: style, ink: ink}
	l.ExtendBaseWidget(l)
	return l
}

// NewElided returns a line of words that is cut to the width it is given.
func NewElided(k *Kit, words string, style look.Style, ink look.Ink) *Label {
	l := NewLabel(k, words, style, ink)
	l.Elide = true
	return l
}

// Words returns the words, uncut.
func (l *Label) Words() string { return l.words }

// Set changes the words.
func (l *Label) Set(words string) {
	if l.words != words {
		l.words = words
		l.Refresh()
	}
}

// Dress changes style and ink.
func (l *Label) Dress(style look.Style, ink look.Ink) {
	l.style, l.ink = style, ink
	l.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	l.text = l.kit.Look.Text(l.words, l.style, l.ink(l.kit.palette()))
	return &Drawing{Of: l, Objs: Fixed(l.text), Lay: l.lay,
		Min: func() fyne.Size {
			if l.Elide || l.words == "" {
				return fyne.NewSize(l.MinWidth, l.style.Line)
			}
			return fyne.NewSize(max(l.MinWidth, l.kit.Look.Width(l.words, l.style)), l.style.Line)
		},
		Ink: func() {
			l.kit.Look.Dress(l.text, l.style)
			l.text.Color = l.ink(l.kit.palette())
		},
	}
}

func (l *Label) lay(s fyne.Size) {
	words := l.words
	if l.Elide {
		words = l.kit.Look.Elide(words, l.style, s.Width)
	}
	l.text.Text = words
	x := float32(0)
	if l.Align != fyne.TextAlignLeading {
		x = s.Width - l.kit.Look.Width(words, l.style)
		if l.Align == fyne.TextAlignCenter {
			x /= 2
		}
	}
	look.PlaceLine(l.text, fyne.NewPos(x, 0), s.Height)
}

// Paragraph is words over as many lines as the width needs.
type Paragraph struct {
	widget.BaseWidget
	kit   *Kit
	words string
	style look.Style
	ink   look.Ink
	width float32
	lines []*canvas.Text
}

// NewParagraph returns words that are wrapped; until it is given a width, it asks for the height at the given one.
func NewParagraph(k *Kit, words string, style look.Style, ink look.Ink, width float32) *Paragraph {
	p := &Paragraph{kit: k, words: words, style: style, ink: ink, width: width}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the words.
func (p *Paragraph) Set(words string) {
	if p.words != words {
		p.words = words
		p.Refresh()
	}
}

// HeightAt returns the height of the words at a width.
func (p *Paragraph) HeightAt(width float32) float32 {
	return float32(max(1, len(p.wrap(width)))) * p.style.Line
}

func (p *Paragraph) wrap(width float32) []string {
	return Wrap(p.words, width, func(s string) float32 { return p.kit.Look.Width(s, p.style) })
}

// Resize wraps the words anew.
func (p *Paragraph) Resize(s fyne.Size) {
	p.width = s.Width
	p.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	d := &Drawing{Of: p, Objs: func() []fyne.CanvasObject { return objects }}
	d.Min = func() fyne.Size { return fyne.NewSize(0, p.HeightAt(p.width)) }
	d.Lay = func(s fyne.Size) {
		lines := p.wrap(s.Width)
		for len(p.lines) < len(lines) {
			p.lines = append(p.lines, canvas.NewText("", nil))
		}
		objects = objects[:0]
		for i, words := range lines {
			t := p.lines[i]
			p.kit.Look.Dress(t, p.style)
			t.Text, t.Color = words, p.ink(p.kit.palette())
			look.PlaceLine(t, fyne.NewPos(0, float32(i)*p.style.Line), p.style.Line)
			objects = append(objects, t)
		}
	}
	return d
}

// Wrap breaks words into lines no wider than width; a line break in the words always ends a line, and a word that is
// wider than the width stands on a line of its own.
func Wrap(words string, width float32, measure func(string) float32) []string {
	var lines []string
	space := measure(" ")
	for _, par := range strings.Split(words, "\n") {
		line, used := "", float32(0)
		for _, w := range strings.Fields(par) {
			ww := measure(w)
			if line != "" && used+space+ww > width {
				lines = append(lines, line)
				line, used = "", 0
			}
			if line != "" {
				line, used = line+" ", used+space
			}
			line, used = line+w, used+ww
		}
		lines = append(lines, line)
	}
	return lines
}
