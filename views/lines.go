package views

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// line is one row of a sheet that lists what was done: what, in which state, when and by whom.
type line struct {
	name, state, when string
	faint             bool
	under             bool // it belongs to the line above
}

// lines is a list of them, and the source of it.
type lines struct {
	w    *window
	all  []line
	list *view.List
}

func newLines(w *window) *lines {
	l := &lines{w: w}
	l.list = view.New(w.kit, l)
	l.list.Patient = true
	return l
}

// framed gives the list as the body of a sheet.
func (l *lines) framed() fyne.CanvasObject {
	frame := parts.NewFrame(l.w.kit, look.InkPaper, look.InkLine, look.CornerField)
	return container.NewStack(frame, container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), parts.NewClip(l.list)))
}

func (l *lines) show(all []line) {
	l.all = all
	l.list.Reload(min(l.list.Current(), len(all)-1))
}

// Len, Height, Head and NewRow make it the source of its list.
func (l *lines) Len() int { return len(l.all) }

// Height is that of every row.
func (l *lines) Height(int) float32 { return 32 }

// Head is never true: there are no groups.
func (l *lines) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (l *lines) NewRow(bool) view.Row {
	k := l.w.kit
	r := &lineRow{lines: l, ground: canvas.NewRectangle(nil), name: parts.NewElided(k, "", look.Body, look.InkText),
		state: parts.NewLabel(k, "", look.Small, look.InkSoft), when: parts.NewLabel(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type lineRow struct {
	widget.BaseWidget
	lines             *lines
	ground            *canvas.Rectangle
	in                view.State
	under             bool
	name, state, when *parts.Label
}

// Fill shows a line.
func (r *lineRow) Fill(i int, s view.State) {
	if i >= len(r.lines.all) {
		return
	}
	l := r.lines.all[i]
	r.in, r.under = s, l.under
	r.name.Set(l.name)
	r.state.Set(l.state)
	r.when.Set(l.when)
	switch {
	case l.faint:
		r.name.Dress(look.Body, look.InkFaint)
	case l.under:
		r.name.Dress(look.Second, look.InkSoft)
	default:
		r.name.Dress(look.Body, look.InkText)
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *lineRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.name, r.state, r.when), Min: func() fyne.Size { return fyne.NewSize(0, 32) },
		Ink: func() {
			p := r.lines.w.look.Palette()
			r.ground.FillColor = color.Transparent
			if r.in.Hovered {
				r.ground.FillColor = p.Hover
			}
			if r.in.Current && r.in.Focused {
				r.ground.FillColor = p.Sel
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			w := r.when.MinSize().Width
			parts.Put(r.when, s.Width-w-16, 0, w, s.Height)
			sw := r.state.MinSize().Width
			parts.Put(r.state, s.Width-w-sw-28, 0, sw, s.Height)
			left := float32(16)
			if r.under {
				left = 36
			}
			parts.Put(r.name, left, 0, s.Width-w-sw-36-left, s.Height)
		}}
}
