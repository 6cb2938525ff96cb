package reader

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/textview"
)

// stack lays rows under each other, each as high as it asks at the width.
type stack struct {
	widget.BaseWidget
	rows []fyne.CanvasObject
}

// tall is a row whose height depends on its width.
type tall interface{ HeightAt(width float32) float32 }

func newStack(*parts.Kit) *stack {
	s := &stack{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stack) set(rows []fyne.CanvasObject) {
	s.rows = rows
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *stack) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: s, Objs: func() []fyne.CanvasObject { return s.rows },
		Min: func() fyne.Size { return fyne.NewSize(280, s.height(max(280, s.Size().Width), nil)) },
		Lay: func(size fyne.Size) {
			s.height(size.Width, func(o fyne.CanvasObject, y, h float32) { parts.Put(o, 0, y, size.Width, h) })
		}}
}

func (s *stack) height(width float32, place func(o fyne.CanvasObject, y, h float32)) float32 {
	y := float32(0)
	for _, r := range s.rows {
		h := r.MinSize().Height
		if t, ok := r.(tall); ok {
			h = t.HeightAt(width)
		}
		if place != nil {
			place(r, y, h)
		}
		y += h
	}
	return y + look.Space2
}

// rule is a line between two parts of the card.
type rule struct {
	widget.BaseWidget
	line *parts.Ground
}

func newRule(k *parts.Kit) *rule {
	r := &rule{line: parts.NewDivider(k)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *rule) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.line), Min: func() fyne.Size { return fyne.NewSize(10, 17) },
		Lay: func(s fyne.Size) { parts.Put(r.line, 0, 8, s.Width, 1) }}
}

// fact is a row: label, value, a second line, and the key that changes it.
type fact struct {
	widget.BaseWidget
	kit          *parts.Kit
	label, value *parts.Label
	under        *parts.Paragraph
	hasUnder     bool
	key          *parts.KeyHint
	bar          *canvas.Rectangle
	party        int
	ground       *canvas.Rectangle
	hover        bool
	tapped       func()
}

var (
	_ fyne.Tappable     = (*fact)(nil)
	_ desktop.Hoverable = (*fact)(nil)
)

// fact makes a row; party is the index of the colour of a bar before the value, or -1.
func (p *Pane) fact(label, value, under, key string, party int, tapped func()) *fact {
	k := p.Desk.Kit
	f := &fact{kit: k, label: parts.NewLabel(k, label, look.Second, look.InkSoft), value: parts.NewElided(k, value, look.BodyBold, look.InkText),
		under: parts.NewParagraph(k, under, look.Second, look.InkSoft, 200), hasUnder: under != "", key: parts.NewKeyHint(k, p.keymap().InForce(key)),
		bar: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent), party: party}
	f.key.Hidden = key == ""
	if tapped != nil {
		f.tapped = func() {
			p.Focus()
			tapped()
		}
	}
	f.ExtendBaseWidget(f)
	return f
}

// HeightAt returns the height at a width.
func (f *fact) HeightAt(width float32) float32 {
	h := float32(26)
	if f.hasUnder {
		h += f.under.HeightAt(f.valueWidth(width))
	}
	return h
}

func (f *fact) valueWidth(width float32) float32 {
	return max(40, width-2*cardSide-labelWidth-36)
}

// CreateRenderer implements fyne.Widget.
func (f *fact) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: f, Min: func() fyne.Size { return fyne.NewSize(200, f.HeightAt(max(280, f.Size().Width))) },
		Objs: parts.Fixed(f.ground, f.label, f.bar, f.value, f.under, f.key),
		Ink: func() {
			pal := f.kit.Look.Palette()
			f.ground.FillColor, f.bar.FillColor = color.Transparent, color.Transparent
			if f.hover {
				f.ground.FillColor = pal.Hover
			}
			if f.party >= 0 {
				f.bar.FillColor = pal.Party(f.party)
			}
		},
		Lay: func(s fyne.Size) {
			if f.party >= 0 {
				f.bar.FillColor = f.kit.Look.Palette().Party(f.party)
			}
			parts.Put(f.ground, 0, 0, s.Width, s.Height)
			parts.Put(f.label, cardSide, 2, labelWidth, 22)
			x, w := float32(cardSide+labelWidth), f.valueWidth(s.Width)
			parts.Put(f.bar, x, 4, 3, 16)
			if f.party >= 0 {
				x, w = x+11, w-11
			}
			parts.Put(f.value, x, 2, w, 22)
			parts.Put(f.under, cardSide+labelWidth, 23, f.valueWidth(s.Width), max(0, s.Height-23))
			m := f.key.MinSize()
			parts.Put(f.key, s.Width-cardSide-m.Width, 3, m.Width, m.Height)
		}}
}

// Tapped changes the fact.
func (f *fact) Tapped(*fyne.PointEvent) {
	if f.tapped != nil {
		f.tapped()
	}
}

// MouseIn, MouseMoved and MouseOut show that the row can be clicked.
func (f *fact) MouseIn(*desktop.MouseEvent) { f.setHover(f.tapped != nil) }

// MouseMoved does nothing.
func (f *fact) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover.
func (f *fact) MouseOut() { f.setHover(false) }

func (f *fact) setHover(on bool) {
	f.hover = on
	f.Refresh()
}

// quotation shows the words of a statement: with a bar in the party's colour, or in a dashed frame while nobody has
// decided on it. Words that run from right to left stand at the right.
type quotation struct {
	widget.BaseWidget
	kit    *parts.Kit
	words  *textview.Words
	bar    *canvas.Rectangle
	dashes *parts.Dashes
	party  int
	frame  bool
}

// longestQuotation is how many lines the card shows; the text beside it has all.
const longestQuotation = 9

func newQuotation(k *parts.Kit, s dossier.Statement, party int) *quotation {
	q := &quotation{kit: k, words: textview.NewWords(k, s.Passage.Exact, look.CardQuote, longestQuotation), bar: canvas.NewRectangle(color.Transparent),
		dashes: parts.NewDashes(), party: party, frame: s.Status == dossier.Proposed}
	q.ExtendBaseWidget(q)
	return q
}

// quoteTop and quotePad are the room above the frame or bar, and between it and the words.
const (
	quoteTop = look.Space3
	quotePad = look.Space2
)

// HeightAt returns the height at a width.
func (q *quotation) HeightAt(width float32) float32 {
	return q.words.HeightAt(width-2*cardSide-24) + 2*quotePad + quoteTop + look.Space3
}

// CreateRenderer implements fyne.Widget.
func (q *quotation) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: q, Min: func() fyne.Size { return fyne.NewSize(200, q.HeightAt(max(280, q.Size().Width))) },
		Objs: func() []fyne.CanvasObject {
			return append([]fyne.CanvasObject{q.bar, q.words}, q.dashes.Objects()...)
		},
		Lay: func(s fyne.Size) {
			pal := q.kit.Look.Palette()
			ink := pal.Soft
			if q.party >= 0 {
				ink = pal.Party(q.party)
			}
			q.dashes.Clear()
			h := s.Height - quoteTop - look.Space3
			q.bar.FillColor = color.Transparent
			if q.frame {
				q.dashes.Frame(cardSide, quoteTop, s.Width-2*cardSide, h, ink)
			} else {
				q.bar.FillColor = ink
				parts.Put(q.bar, cardSide, quoteTop, 3, h)
			}
			parts.Put(q.words, cardSide+14, quoteTop+quotePad, s.Width-2*cardSide-24, h-2*quotePad)
		}}
}
