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

// Len, Height, Head and NewRow make the pane the source of the list of its recipe.
func (p *Pane) Len() int { return len(p.rows) }

// Height is that of a row.
func (p *Pane) Height(i int) float32 {
	if i >= len(p.rows) {
		return 0
	}
	switch p.rows[i].kind {
	case rowName:
		return 44
	case rowHead:
		return 32
	case rowFact:
		return 24
	case rowCheck:
		if p.rows[i].part == "" {
			return 26
		}
		return 30
	case rowDistance:
		return 6
	}
	return 28
}

// Head reports whether a row cannot be chosen.
func (p *Pane) Head(i int) bool {
	return i < len(p.rows) && (p.rows[i].kind == rowHead || p.rows[i].kind == rowDistance)
}

// NewRow returns a row to be filled.
func (p *Pane) NewRow(bool) view.Row {
	k := p.desk.Kit
	r := &rowView{pane: p, ground: parts.NewGround(k, look.InkChrome), tint: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil), drop: canvas.NewRectangle(nil),
		box: canvas.NewRectangle(nil), tick: k.Look.Text("✓", look.StanceGlyphs, nil),
		words: parts.NewElided(k, "", look.Body, look.InkText), value: parts.NewElided(k, "", look.Body, look.InkText), note: parts.NewElided(k, "", look.Small, look.InkSoft),
		hints: [2]*parts.KeyHint{parts.NewKeyHint(k, ""), parts.NewKeyHint(k, "")}}
	r.note.Align = fyne.TextAlignTrailing
	r.box.CornerRadius = look.CornerMark
	r.ExtendBaseWidget(r)
	return r
}

// rowView draws a row of the recipe.
type rowView struct {
	widget.BaseWidget
	pane                       *Pane
	row                        row
	state                      view.State
	dropped                    bool // another row would come to stand here
	ground                     *parts.Ground
	tint, bar, rule, drop, box *canvas.Rectangle
	tick                       *canvas.Text
	words, value, note         *parts.Label
	hints                      [2]*parts.KeyHint
}

// Fill shows a row.
func (r *rowView) Fill(i int, s view.State) {
	if i >= len(r.pane.rows) {
		return
	}
	r.row, r.state = r.pane.rows[i], s
	r.dropped = r.pane.dropAt == i && (r.row.part != "" || r.row.kind == rowLine && r.row.open != nil)
	r.words.Set(r.row.words)
	r.value.Set(r.row.value)
	r.note.Set(r.row.note)
	for n, h := range r.hints {
		h.Hidden = n >= len(r.row.hints)
		if !h.Hidden {
			h.Set(r.row.hints[n])
		}
	}
	switch r.row.kind {
	case rowName:
		r.words.Dress(look.BodyBold, look.InkText)
	case rowHead:
		r.words.Dress(look.Second, look.InkSoft)
	case rowFact:
		r.words.Dress(look.Second, look.InkSoft)
	case rowLink:
		r.words.Dress(look.Body, look.InkLink)
	case rowCheck:
		r.words.Dress(look.Body, inkIf(r.row.on, look.InkText, look.InkSoft))
	default:
		r.words.Dress(look.Body, inkIf(r.row.faint, look.InkSoft, look.InkText))
	}
	style, noteStyle := look.Body, look.Small
	if r.row.bold {
		style = look.BodyBold
	}
	if r.row.kind == rowName {
		noteStyle = look.Second
	}
	r.value.Dress(style, inkIf(r.row.faint, look.InkSoft, look.InkText))
	r.note.Dress(noteStyle, look.InkSoft)
	r.Refresh()
}

func inkIf(yes bool, one, other look.Ink) look.Ink {
	if yes {
		return one
	}
	return other
}

// CreateRenderer implements fyne.Widget.
func (r *rowView) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.tint, r.rule, r.bar, r.box, r.tick, r.words, r.value, r.note, r.hints[0], r.hints[1], r.drop),
		Min: func() fyne.Size { return fyne.NewSize(0, 24) }, Ink: r.ink, Lay: r.lay}
}

func (r *rowView) ink() {
	p := r.pane.desk.Kit.Look.Palette()
	r.tint.FillColor = color.Transparent
	head := r.row.kind == rowHead || r.row.kind == rowDistance
	switch {
	case head:
	case r.state.Current:
		r.tint.FillColor = p.Sel
	case r.state.Hovered:
		r.tint.FillColor = p.Hover
	}
	r.bar.FillColor, r.bar.Hidden = p.Focus, !(r.state.Current && r.state.Focused)
	r.rule.FillColor, r.rule.Hidden = p.Line, r.row.kind != rowName
	r.drop.FillColor, r.drop.Hidden = p.Focus, !r.dropped
	check := r.row.kind == rowCheck
	r.box.Hidden, r.tick.Hidden = !check, !check || !r.row.on
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = p.Paper, p.Field, 1
	if r.row.on {
		r.box.FillColor, r.box.StrokeColor = p.Head, p.Head
	}
	r.tick.Color = p.OnHead
}

func (r *rowView) lay(s fyne.Size) {
	const left, label = look.Space4, 72
	parts.Put(r.ground, 0, 0, s.Width, s.Height)
	parts.Put(r.tint, 0, 0, s.Width, s.Height)
	parts.Put(r.bar, 0, 0, 3, s.Height)
	drop := float32(0)
	if r.pane.below {
		drop = s.Height - 2
	}
	parts.Put(r.drop, 0, drop, s.Width, 2)
	parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
	y := (s.Height - 14) / 2
	parts.Put(r.box, left, y, 14, 14)
	look.PlaceLine(r.tick, fyne.NewPos(left+7-r.tick.MinSize().Width/2, y), 14)
	right := s.Width - look.Space4
	for n := len(r.row.hints) - 1; n >= 0; n-- {
		w := r.hints[n].MinSize().Width
		parts.Put(r.hints[n], right-w, 0, w, s.Height)
		right -= w + look.Space1
	}
	k := r.pane.desk.Kit
	x := float32(left)
	if r.row.kind == rowCheck {
		x += 22
	}
	if r.row.kind == rowFact {
		parts.Put(r.words, left, 0, label-4, s.Height)
		parts.Put(r.value, left+label, 0, right-left-label, s.Height)
		parts.Put(r.note, right, 0, 0, s.Height)
		return
	}
	parts.Put(r.value, right, 0, 0, s.Height)
	note := float32(0)
	if r.row.note != "" {
		style := look.Small
		if r.row.kind == rowName {
			style = look.Second
		}
		note = min(k.Width(r.row.note, style)+1, 150)
	}
	parts.Put(r.note, right-note, 0, note, s.Height)
	gap := float32(0)
	if note > 0 {
		gap = look.Space2
	}
	parts.Put(r.words, x, 0, max(0, right-x-note-gap), s.Height)
}
