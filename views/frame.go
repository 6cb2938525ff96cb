package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
	"parley/views/parts"
)

// frame lays out the window under the menu: pane bar, error bar, the open pane, status bar; or the welcome page.
type frame struct {
	widget.BaseWidget
	w                *window
	open             bool
	ground           *parts.Ground
	top, under, foot *parts.Ground
}

const (
	menuStrip    = 5 // the toolkit's menu is 23 high; with this strip under it the bar is 28
	paneBarHigh  = 40
	statusHeight = 28
)

func newFrame(w *window) *frame {
	f := &frame{w: w, ground: parts.NewGround(w.kit, look.InkChrome)}
	f.top, f.under, f.foot = parts.NewDivider(w.kit), parts.NewGround(w.kit, look.InkEdge), parts.NewGround(w.kit, look.InkEdge)
	f.ExtendBaseWidget(f)
	return f
}

func (f *frame) setOpen(open bool) {
	f.open = open
	f.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	w := f.w
	objects := []fyne.CanvasObject{f.ground, w.bar, w.welcome}
	for _, p := range w.panes {
		objects = append(objects, p.Object())
	}
	objects = append(objects, w.message, w.status, f.top, f.under, f.foot)
	return &parts.Drawing{Of: f, Objs: parts.Fixed(objects...), Lay: f.lay,
		Min: func() fyne.Size { return fyne.NewSize(640, 320) }}
}

func (f *frame) lay(s fyne.Size) {
	w := f.w
	parts.Put(f.ground, 0, 0, s.Width, s.Height)
	parts.Put(f.top, 0, menuStrip-1, s.Width, 1)
	y := float32(menuStrip)
	show(w.bar, f.open)
	show(f.under, f.open)
	if f.open {
		parts.Put(w.bar, 0, y, s.Width, paneBarHigh)
		parts.Put(f.under, 0, y+paneBarHigh-1, s.Width, 1)
		y += paneBarHigh
	}
	h := w.message.HeightAt(s.Width)
	parts.Put(w.message, 0, y, s.Width, h)
	y += h
	bottom := s.Height - statusHeight
	parts.Put(w.status, 0, bottom, s.Width, statusHeight)
	parts.Put(f.foot, 0, bottom, s.Width, 1)
	show(w.welcome, !f.open)
	if !f.open {
		parts.Put(w.welcome, 0, y, s.Width, bottom-y)
	}
	for i, p := range w.panes {
		o := p.Object()
		show(o, f.open && i == w.current)
		if f.open && i == w.current {
			parts.Put(o, 0, y, s.Width, bottom-y)
		}
	}
}

func show(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}
