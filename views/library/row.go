package library

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

const (
	rowHeight  = 56
	headHeight = 24
)

// Len, Height, Head and NewRow make the library the source of its list.
func (l *Library) Len() int { return len(l.lines) }

// Height returns the height of a row or head.
func (l *Library) Height(i int) float32 {
	if l.lines[i].head {
		return headHeight
	}
	return rowHeight
}

// Head reports whether a row names a group.
func (l *Library) Head(i int) bool { return l.lines[i].head }

// NewRow returns a row to be filled.
func (l *Library) NewRow(head bool) view.Row {
	if head {
		return newGroup(l)
	}
	return newRow(l)
}

type row struct {
	widget.BaseWidget
	library                     *Library
	line                        line
	doc                         dossier.Document
	there                       bool // the document was read
	state                       view.State
	ground, bar, rule           *canvas.Rectangle
	disc                        *canvas.Circle
	tick                        *canvas.Text
	title, facts, count, decide *parts.Label
}

func newRow(l *Library) *row {
	k := l.deps.Desk.Kit
	r := &row{library: l,
		ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil),
		disc: canvas.NewCircle(nil), tick: k.Look.Text("✓", look.Style{Font: look.Symbols, Size: 12, Line: 16}, nil),
		title: parts.NewElided(k, "", look.Body, look.InkText), facts: parts.NewElided(k, "", look.Small, look.InkSoft),
		count: parts.NewLabel(k, "", look.Second, look.InkSoft), decide: parts.NewLabel(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

// Fill shows a document.
func (r *row) Fill(i int, s view.State) {
	if i >= len(r.library.lines) {
		return
	}
	r.line, r.state = r.library.lines[i], s
	doc, there := r.library.row(i)
	r.doc, r.there = doc, there
	style := look.Body
	if doc.State == dossier.DocumentNew {
		style = look.BodyBold
	}
	title, number, decide, second := doc.Title, parts.Number(doc.Statements), "", ""
	if doc.Undecided > 0 {
		decide = parts.Number(doc.Undecided) + " to decide"
	}
	if there {
		second = facts(doc, r.library.deps.Desk.Now())
		if r.line.more > 0 {
			sign := "▸ "
			if r.line.under == nil {
				sign = "▾ "
			}
			title = sign + title
			second = fmt.Sprintf("%s · %s", parts.Count(r.line.more+1, "copy"), second)
		}
	} else {
		number = ""
	}
	r.title.Dress(style, look.InkText)
	r.title.Set(title)
	r.facts.Set(second)
	r.count.Set(number)
	r.decide.Set(decide)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Ink: r.dress, Lay: r.lay,
		Objs: parts.Fixed(r.ground, r.rule, r.bar, r.disc, r.tick, r.title, r.facts, r.count, r.decide),
		Min:  func() fyne.Size { return fyne.NewSize(0, rowHeight) }}
}

func (r *row) dress() {
	p := r.library.deps.Desk.Kit.Look.Palette()
	r.ground.FillColor, r.rule.FillColor, r.bar.FillColor = color.Transparent, p.Line, p.Focus
	if r.state.Hovered {
		r.ground.FillColor = p.Hover
	}
	inReader := r.line.id == r.library.shown
	if inReader || r.state.Chosen || r.state.Current && r.state.Focused {
		r.ground.FillColor = p.Sel
	}
	r.bar.Hidden = !inReader && !(r.state.Current && r.state.Focused)
	if !r.state.Focused || !r.state.Current {
		r.bar.FillColor = p.Link
	}
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = p.Link, p.Link, 2
	if r.doc.State == dossier.DocumentWork {
		r.disc.FillColor = p.Chrome
		if inReader || r.state.Chosen {
			r.disc.FillColor = p.Sel
		}
	}
	r.disc.Hidden = !r.there || r.doc.State == dossier.DocumentDone
	r.tick.Color, r.tick.Hidden = p.Soft, r.doc.State != dossier.DocumentDone
}

func (r *row) lay(s fyne.Size) {
	parts.Put(r.ground, 0, 0, s.Width, s.Height-1)
	parts.Put(r.rule, 0, s.Height-1, s.Width, 1)
	parts.Put(r.bar, 0, 0, 3, s.Height-1)
	parts.Put(r.disc, look.Space4, 14, 10, 10)
	look.PlaceLine(r.tick, fyne.NewPos(look.Space4, 11), 16)
	left := float32(36)
	if r.line.inner {
		left += 14
	}
	right := s.Width - look.Space4
	cw := r.count.MinSize().Width
	parts.Put(r.count, right-cw, 8, cw, 20)
	parts.Put(r.title, left, 8, right-cw-look.Space2-left, 20)
	dw := r.decide.MinSize().Width
	parts.Put(r.decide, right-dw, 29, dw, 16)
	parts.Put(r.facts, left, 29, right-dw-look.Space2-left, 16)
}

// heading is the head of a group.
type heading struct {
	widget.BaseWidget
	library *Library
	name    *parts.Label
	ground  *parts.Ground
	rule    *parts.Ground
}

func newGroup(l *Library) *heading {
	k := l.deps.Desk.Kit
	h := &heading{library: l, name: parts.NewElided(k, "", look.SmallBold, look.InkSoft), ground: parts.NewGround(k, look.InkChrome), rule: parts.NewDivider(k)}
	h.ExtendBaseWidget(h)
	return h
}

// Fill shows the name of the group.
func (h *heading) Fill(i int, _ view.State) {
	if i < len(h.library.lines) {
		h.name.Set(h.library.lines[i].title)
		h.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (h *heading) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: h, Objs: parts.Fixed(h.ground, h.name, h.rule),
		Min: func() fyne.Size { return fyne.NewSize(0, headHeight) },
		Lay: func(s fyne.Size) {
			parts.Put(h.ground, 0, 0, s.Width, s.Height)
			parts.Put(h.name, look.Space4, 0, s.Width-2*look.Space4, s.Height-1)
			parts.Put(h.rule, 0, s.Height-1, s.Width, 1)
		}}
}
