package names

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// Len, Height, Head and NewRow make the sheet the source of its list.
func (e *editor) Len() int { return len(e.entries) }

// Height is that of every row.
func (e *editor) Height(int) float32 { return 44 }

// Head is never true: there are no groups.
func (e *editor) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (e *editor) NewRow(bool) view.Row {
	k := e.desk.Kit
	r := &row{editor: e, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), rule: parts.NewDivider(k),
		number: parts.NewLabel(k, "", look.Small, look.InkSoft), letter: parts.NewLabel(k, "", look.SecondBold, look.InkSoft),
		name: parts.NewElided(k, "", look.Body, look.InkText), rest: parts.NewElided(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	editor                     *editor
	entry                      entry
	state                      view.State
	ground, bar                *canvas.Rectangle
	rule                       *parts.Ground
	number, letter, name, rest *parts.Label
}

// Fill shows an entry.
func (r *row) Fill(i int, s view.State) {
	if i >= len(r.editor.entries) {
		return
	}
	r.entry, r.state = r.editor.entries[i], s
	r.number.Set(strconv.Itoa(r.entry.order))
	r.letter.Set(r.entry.letter)
	r.name.Set(r.entry.name)
	r.rest.Set(r.entry.rest)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.rule, r.bar, r.number, r.letter, r.name, r.rest),
		Min: func() fyne.Size { return fyne.NewSize(0, 44) },
		Ink: func() {
			p := r.editor.desk.Kit.Look.Palette()
			r.ground.FillColor = color.Transparent
			if r.state.Hovered {
				r.ground.FillColor = p.Hover
			}
			if r.state.Current {
				r.ground.FillColor = p.Sel
			}
			r.bar.Hidden = r.entry.colour < 0
			if r.entry.colour >= 0 {
				r.bar.FillColor = p.Party(r.entry.colour)
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height-1)
			parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
			nw := r.number.MinSize().Width
			parts.Put(r.number, 28-nw, 4, nw, 20)
			parts.Put(r.bar, 40, 8, 3, 28)
			parts.Put(r.letter, 52, 4, 28, 20)
			parts.Put(r.name, 80, 4, s.Width-96, 20)
			parts.Put(r.rest, 80, 23, s.Width-96, 16)
		}}
}
