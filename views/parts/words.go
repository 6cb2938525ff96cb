package parts

import (
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
	runs     Drawn // in place of text where the words are not simple
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
	return &Drawing{Of: l, Lay: l.lay,
		Objs: func() []fyne.CanvasObject {
			if l.runs.used > 0 {
				return l.runs.Objects()
			}
			return []fyne.CanvasObject{l.text}
		},
		Min: func() fyne.Size {
			if l.Elide || l.words == "" {
				return fyne.NewSize(l.MinWidth, l.style.Line)
			}
			return fyne.NewSize(max(l.MinWidth, l.kit.Width(l.words, l.style)), l.style.Line)
		},
		Ink: func() {
			l.kit.Look.Dress(l.text, l.style)
			l.text.Color = l.ink(l.kit.palette())
		},
	}
}

func (l *Label) lay(s fyne.Size) {
	words := l.words
	l.runs.Clear()
	if !Simple(words) {
		width := unbounded
		if l.Elide {
			width = s.Width
		}
		runs := l.kit.Line(words, l.style, width, nil)
		x := float32(0)
		if l.Align == fyne.TextAlignTrailing {
			x = s.Width - lineWidth(runs)
		} else if l.Align == fyne.TextAlignCenter {
			x = (s.Width - lineWidth(runs)) / 2
		}
		l.runs.Add(l.kit, runs, fyne.NewPos(x, 0), s.Height, l.ink)
		return
	}
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

// Width returns the width of words on one line, in any direction and script.
func (k *Kit) Width(words string, style look.Style) float32 {
	if Simple(words) {
		return k.Look.Width(words, style)
	}
	return lineWidth(k.Lines(words, style, unbounded, nil)[0])
}

// Paragraph is words over as many lines as the width needs.
type Paragraph struct {
	widget.BaseWidget
	kit   *Kit
	words string
	style look.Style
	ink   look.Ink
	width float32
	drawn Drawn

	lines   [][]Run // of words in a width
	linesOf string
	linesIn float32
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

// Words returns the words.
func (p *Paragraph) Words() string { return p.words }

// HeightAt returns the height of the words at a width.
func (p *Paragraph) HeightAt(width float32) float32 {
	return float32(max(1, len(p.wrap(width)))) * p.style.Line
}

func (p *Paragraph) wrap(width float32) [][]Run {
	if p.lines == nil || p.linesOf != p.words || p.linesIn != width {
		p.lines, p.linesOf, p.linesIn = p.kit.Lines(p.words, p.style, max(1, width), nil), p.words, width
	}
	return p.lines
}

// Resize wraps the words anew.
func (p *Paragraph) Resize(s fyne.Size) {
	if s.Width > 0 { // containers try zero first, where every letter would have a line of its own
		p.width = s.Width
	}
	p.BaseWidget.Resize(s)
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return &Drawing{Of: p, Objs: p.drawn.Objects,
		Min: func() fyne.Size { return fyne.NewSize(0, p.HeightAt(p.width)) },
		Lay: func(s fyne.Size) {
			p.drawn.Clear()
			for i, runs := range p.wrap(s.Width) {
				p.drawn.Add(p.kit, runs, fyne.NewPos(0, float32(i)*p.style.Line), p.style.Line, p.ink)
			}
		}}
}
