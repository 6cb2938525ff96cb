package textview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/typeset"
	"parley/views/look"
	"parley/views/parts"
)

// Words shows a few lines of what was said, in any direction, exactly as stored; what is more is cut with "…".
type Words struct {
	widget.BaseWidget
	kit     *parts.Kit
	text    []rune
	style   look.Style
	most    int
	marks   []dossier.Span // these stand out
	lines   []typeset.Line
	width   float32
	texts   []fyne.CanvasObject
	measure *typeset.Measurer
}

// NewWords returns the words of a statement, over at most so many lines.
func NewWords(k *parts.Kit, text string, style look.Style, most int) *Words {
	w := &Words{kit: k, text: []rune(text), style: style, most: most}
	w.measure = typeset.NewMeasurer(func(s string, f typeset.Style) float32 { return k.Look.Width(s, w.faceStyle(f)) })
	w.ExtendBaseWidget(w)
	return w
}

// NewMarkedWords returns words of which some stand out; marks are in code points, in order.
func NewMarkedWords(k *parts.Kit, text string, style look.Style, most int, marks []dossier.Span) *Words {
	w := NewWords(k, text, style, most)
	w.marks = marks
	return w
}

// marked is added to the style of what stands out, so that it is a run of its own in every script.
const marked typeset.Style = 100

func (w *Words) faceStyle(f typeset.Style) look.Style {
	s := w.style
	s.Font = look.Font(f % marked)
	return s
}

func (w *Words) styleAt(at int, s typeset.Script) typeset.Style {
	f := typeset.Style(parts.FaceOf(w.text[at], s, w.style.Font))
	for _, m := range w.marks {
		if m.Start <= at && at < m.End {
			return f + marked
		}
	}
	return f
}

func (w *Words) wrap(width float32) {
	if width == w.width {
		return
	}
	w.width = width
	text := w.text
	if limit := 400 * w.most; len(text) > limit { // no more than could be shown
		text = text[:limit]
	}
	w.lines = typeset.Lines(text, width, w.measure, typeset.Options{Style: w.styleAt})
}

// Text is what is shown, before it is cut to its lines.
func (w *Words) Text() string { return string(w.text) }

// HeightAt returns the height at a width.
func (w *Words) HeightAt(width float32) float32 {
	w.wrap(width)
	return float32(min(len(w.lines), w.most)) * w.style.Line
}

// CreateRenderer implements fyne.Widget.
func (w *Words) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: w, Objs: func() []fyne.CanvasObject { return w.texts }, Lay: w.lay,
		Min: func() fyne.Size { return fyne.NewSize(100, w.HeightAt(max(100, w.Size().Width))) }}
}

func (w *Words) lay(s fyne.Size) {
	w.wrap(s.Width)
	w.texts = w.texts[:0]
	p := w.kit.Look.Palette()
	for n, line := range w.lines {
		if n == w.most {
			break
		}
		left := float32(0)
		if line.RTL {
			left = s.Width - line.Width
		}
		for i, run := range line.Runs {
			ink := color.Color(p.Text)
			if run.Tag != "" {
				ink = p.Wrong().Dark
			}
			text := typeset.Text(w.text, run)
			if n == w.most-1 && len(w.lines) > w.most && i == len(line.Runs)-1 {
				text = w.kit.Look.Elide(text+" ……", w.faceStyle(run.Style), run.Width)
			}
			if run.Style >= marked {
				ground := canvas.NewRectangle(p.Hl2)
				parts.Put(ground, left+run.X, float32(n)*w.style.Line+2, run.Width, w.style.Line-4)
				w.texts = append(w.texts, ground)
			}
			t := canvas.NewText(text, ink)
			w.kit.Look.Dress(t, w.faceStyle(run.Style))
			look.PlaceLine(t, fyne.NewPos(left+run.X, float32(n)*w.style.Line), w.style.Line)
			w.texts = append(w.texts, t)
		}
	}
}
