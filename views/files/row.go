package files

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	view "parley/views/list"
	words "parley/views/look"
	"parley/views/parts"
)

// Len, Height, Head and NewRow make the chooser the source of its list.
func (c *chooser) Len() int { return len(c.shown) }

// Height is that of every row.
func (c *chooser) Height(int) float32 { return 28 }

// Head is never true: there are no groups.
func (c *chooser) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (c *chooser) NewRow(bool) view.Row {
	k := c.desk.Kit
	r := &row{chooser: c, sign: parts.NewLabel(k, "", words.StanceGlyphs, words.InkSoft),
		name: parts.NewElided(k, "", words.Body, words.InkText), facts: parts.NewLabel(k, "", words.Small, words.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	chooser     *chooser
	ground      *canvas.Rectangle
	sign        *parts.Label
	name, facts *parts.Label
	state       view.State
}

// Fill shows an item.
func (r *row) Fill(i int, s view.State) {
	if i >= len(r.chooser.shown) {
		return
	}
	it := r.chooser.shown[i]
	sign, facts := "", fmt.Sprintf("%s · %s", size(it.size), it.at.Format("2 Jan 2006, 15:04"))
	if it.folder {
		sign, facts = "▸", ""
	}
	if it.name == ".." {
		sign, facts = "↑", "one folder up"
	}
	r.sign.Set(sign)
	r.name.Set(it.name)
	r.facts.Set(facts)
	r.state = s
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.ground = canvas.NewRectangle(color.Transparent)
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.sign, r.name, r.facts),
		Min: func() fyne.Size { return fyne.NewSize(0, 28) },
		Ink: func() {
			p := r.chooser.desk.Kit.Look.Palette()
			r.ground.FillColor = color.Transparent
			if r.state.Hovered {
				r.ground.FillColor = p.Hover
			}
			if r.state.Current {
				r.ground.FillColor = p.Sel
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			parts.Put(r.sign, 12, 0, 16, s.Height)
			w := r.facts.MinSize().Width
			parts.Put(r.facts, s.Width-w-16, 0, w, s.Height)
			parts.Put(r.name, 32, 0, s.Width-w-60, s.Height)
		}}
}

// size gives a number of bytes as people read it.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000_000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
