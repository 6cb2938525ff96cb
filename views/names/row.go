package names

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

const (
	rowHeight = 44
	indent    = 20 // of a level of the tree of issues
)

// Len, Height, Head and NewRow make the pane the source of its list.
func (p *Pane) Len() int { return len(p.shown) }

// Height is that of every row.
func (p *Pane) Height(int) float32 { return rowHeight }

// Head is never true: there are no groups.
func (p *Pane) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (p *Pane) NewRow(bool) list.Row {
	k := p.deps.Desk.Kit
	r := &row{pane: p, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), tick: canvas.NewRectangle(nil), rule: parts.NewDivider(k),
		letter: parts.NewLabel(k, "", look.SecondBold, look.InkSoft), sign: parts.NewLabel(k, "", look.StanceGlyphs, look.InkSoft),
		name: parts.NewElided(k, "", look.Body, look.InkText), note: parts.NewElided(k, "", look.Small, look.InkSoft), count: parts.NewLabel(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	pane              *Pane
	entry             entry
	state             list.State
	ground, bar, tick *canvas.Rectangle
	rule              *parts.Ground
	letter, sign      *parts.Label
	name, note, count *parts.Label
}

// Fill shows an entry.
func (r *row) Fill(i int, s list.State) {
	if i >= len(r.pane.shown) {
		return
	}
	r.entry, r.state = r.pane.data.entries[r.pane.shown[i]], s
	sign := ""
	switch {
	case r.entry.children > 0 && r.entry.folded:
		sign = "▸"
	case r.entry.children > 0:
		sign = "▾"
	}
	r.letter.Set(r.entry.letter)
	r.sign.Set(sign)
	r.name.Set(r.entry.name)
	r.note.Set(r.entry.note)
	r.count.Set(r.entry.count)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.rule, r.tick, r.bar, r.letter, r.sign, r.name, r.note, r.count),
		Min: func() fyne.Size { return fyne.NewSize(0, rowHeight) },
		Ink: func() {
			p := r.pane.deps.Desk.Kit.Look.Palette()
			r.ground.FillColor, r.tick.FillColor = color.Transparent, color.Transparent
			switch {
			case r.state.Current && r.state.Focused || r.state.Chosen:
				r.ground.FillColor = p.Sel
			case r.state.Current:
				r.ground.FillColor = p.Chrome
			case r.state.Hovered:
				r.ground.FillColor = p.Hover
			}
			if r.state.Chosen || r.state.Current && r.state.Focused {
				r.tick.FillColor = p.Focus
			}
			r.bar.Hidden = r.entry.colour < 0
			if r.entry.colour >= 0 {
				r.bar.FillColor = p.Party(r.entry.colour)
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height-1)
			parts.Put(r.tick, 0, 0, 3, s.Height-1)
			parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
			left := look.Space4 + float32(r.entry.level)*indent
			if r.entry.colour >= 0 {
				parts.Put(r.bar, left, 8, 3, 28)
				left += 11
			}
			if r.pane.section == Issues {
				parts.Put(r.sign, left, 4, 14, 20)
				left += 18
			}
			if r.entry.letter != "" {
				parts.Put(r.letter, left, 4, 24, 20)
				left += 26
			}
			w := r.count.MinSize().Width
			parts.Put(r.count, s.Width-w-look.Space4, 4, w, 20)
			parts.Put(r.name, left, 4, max(0, s.Width-left-w-look.Space4-look.Space3), 20)
			parts.Put(r.note, left, 23, max(0, s.Width-left-look.Space4), 16)
		}}
}
