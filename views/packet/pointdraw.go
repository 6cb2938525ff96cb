package packet

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// pointSource makes the points of the pane the source of a list.
type pointSource struct{ *Pane }

// Len, Height, Head and NewRow implement list.Source.
func (s pointSource) Len() int { return len(s.points) }

// Height is that of a point.
func (s pointSource) Height(i int) float32 {
	if i >= len(s.points) {
		return 0
	}
	return s.points[i].height
}

// Head is never true: there are no groups.
func (s pointSource) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (s pointSource) NewRow(bool) view.Row {
	k := s.desk.Kit
	r := &pointRow{pane: s.Pane, ground: canvas.NewRectangle(nil), ring: parts.NewRing(k, 0), rule: parts.NewDivider(k),
		glyph: k.Look.Text("", look.StanceGlyphs, nil), word: k.Look.Text("", look.SecondBold, nil),
		sentence: parts.NewParagraph(k, "", look.Body, look.InkText, 260), where: parts.NewElided(k, "", look.Second, look.InkSoft),
		action: parts.NewLabel(k, "", look.Second, look.InkLink), hint: parts.NewKeyHint(k, "Enter")}
	r.ExtendBaseWidget(r)
	return r
}

// clickPoint mends a point at a click on the words that say so.
func (p *Pane) clickPoint(i int, at fyne.Position) bool {
	if i >= len(p.points) || p.points[i].action == "" || at.X < wordColumn || at.Y < p.points[i].height-rowPadding-actionHeight {
		return false
	}
	p.pointer.GoTo(i)
	p.mend(i)
	return true
}

type pointRow struct {
	widget.BaseWidget
	pane         *Pane
	point        point
	state        view.State
	ground, ring *canvas.Rectangle
	rule         *parts.Ground
	glyph, word  *canvas.Text
	sentence     *parts.Paragraph
	where        *parts.Label
	action       *parts.Label
	hint         *parts.KeyHint
}

// Fill shows a point.
func (r *pointRow) Fill(i int, s view.State) {
	if i >= len(r.pane.points) {
		return
	}
	r.point, r.state = r.pane.points[i], s
	r.sentence.Set(r.point.sentence)
	r.where.Set(r.point.where)
	r.action.Set(r.point.action)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *pointRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.rule, r.glyph, r.word, r.sentence, r.where, r.action, r.hint, r.ring),
		Min: func() fyne.Size { return fyne.NewSize(0, 41) },
		Ink: func() {
			p := r.pane.desk.Kit.Look.Palette()
			tone := p.Stance(r.point.stance)
			glyph := look.StanceGlyph(r.point.stance)
			switch r.point.word {
			case wordLook:
				tone = p.Warning()
			case wordPassed:
				glyph = "✓"
			}
			r.glyph.Text, r.glyph.Color, r.word.Text, r.word.Color = glyph, tone.Dark, r.point.word, tone.Dark
			r.ground.FillColor = color.Transparent
			switch {
			case r.state.Current:
				r.ground.FillColor = p.Sel
			case r.state.Hovered:
				r.ground.FillColor = p.Hover
			}
			r.ring.StrokeColor, r.ring.Hidden = p.Focus, !(r.state.Current && r.state.Focused)
			r.hint.Hidden = r.ring.Hidden || r.point.action == ""
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height-1)
			parts.Put(r.ring, 0, 0, s.Width, s.Height-1)
			parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
			look.PlaceLine(r.glyph, fyne.NewPos(look.Space4, rowPadding), 20)
			look.PlaceLine(r.word, fyne.NewPos(look.Space4+16, rowPadding), 20)
			w := s.Width - wordColumn - look.Space4
			h := r.sentence.HeightAt(w)
			parts.Put(r.sentence, wordColumn, rowPadding, w, h)
			y := rowPadding + h
			parts.Put(r.where, wordColumn, y, w, 16)
			if r.point.where != "" {
				y += look.Second.Line
			}
			aw := r.action.MinSize().Width
			parts.Put(r.action, wordColumn, y+2, aw, actionHeight)
			parts.Put(r.hint, wordColumn+aw+look.Space2, y+2, r.hint.MinSize().Width, actionHeight)
		}}
}
