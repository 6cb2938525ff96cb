package palette

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

const (
	rowHeight  = 36
	headHeight = 28
	side       = 20
)

// Len, Height, Head and NewRow make the palette the source of its list.
func (p *Palette) Len() int { return len(p.lines) }

// Height returns the height of an entry or head.
func (p *Palette) Height(i int) float32 {
	if p.Head(i) {
		return headHeight
	}
	return rowHeight
}

// Head reports whether a line names a group.
func (p *Palette) Head(i int) bool { return p.lines[i].head != "" }

// NewRow returns a row to be filled.
func (p *Palette) NewRow(head bool) list.Row {
	k := p.o.Desk.Kit
	r := &row{palette: p, head: parts.NewElided(k, "", look.SmallBold, look.InkSoft), note: parts.NewElided(k, "", look.Second, look.InkSoft),
		key: parts.NewKeyHint(k, ""), ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	palette    *Palette
	line       line
	state      list.State
	ground     *canvas.Rectangle
	bar        *canvas.Rectangle
	head, note *parts.Label
	key        *parts.KeyHint
	drawn      parts.Drawn
	objects    []fyne.CanvasObject
}

// Fill shows a line.
func (r *row) Fill(i int, s list.State) {
	if i >= len(r.palette.lines) {
		return
	}
	r.line, r.state = r.palette.lines[i], s
	r.head.Set(r.line.head)
	r.note.Set(r.line.entry.Note)
	r.key.Set(r.line.entry.Key)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Lay: r.lay, Objs: func() []fyne.CanvasObject { return r.objects },
		Min: func() fyne.Size { return fyne.NewSize(0, headHeight) }}
}

func (r *row) lay(s fyne.Size) {
	k := r.palette.o.Desk.Kit
	p := k.Look.Palette()
	r.ground.FillColor = color.Transparent
	switch {
	case r.line.head != "":
		r.ground.FillColor = p.Paper
	case r.state.Current:
		r.ground.FillColor = p.Sel
	case r.state.Hovered:
		r.ground.FillColor = p.Hover
	}
	parts.Put(r.ground, 0, 0, s.Width, s.Height)
	r.objects = append(r.objects[:0], r.ground)
	if r.line.head != "" {
		parts.Put(r.head, side, 0, s.Width-2*side, s.Height)
		r.objects = append(r.objects, r.head)
		return
	}
	e := r.line.entry
	left, right := float32(side), s.Width-side
	if e.Colour >= 0 {
		r.bar.FillColor = p.Party(e.Colour)
		parts.Put(r.bar, left, 10, 3, rowHeight-20)
		r.objects = append(r.objects, r.bar)
		left += 11
	}
	if e.Key != "" && k.Look.KeyHints() {
		m := r.key.MinSize()
		right -= m.Width
		parts.Put(r.key, right, (s.Height-m.Height)/2, m.Width, m.Height)
		r.objects = append(r.objects, r.key)
		right -= look.Space2
	}
	plain, bold, ink := look.Body, look.SansSemiBold, look.InkText
	if e.Kind == Statement {
		plain, bold = look.CellWords, look.SerifSemiBold
	}
	if e.Off {
		ink = look.InkFaint
	}
	marks := r.marks(e.Name)
	note := k.Look.Width(e.Note, look.Second) + 2
	room := max(60, right-left-min(note, (right-left)*2/5)-look.Space2)
	line := k.Line(e.Name, plain, room, func(at int) look.Font {
		for _, m := range marks {
			if m.Start <= at && at < m.End {
				return bold
			}
		}
		return plain.Font
	})
	r.drawn.Clear()
	r.drawn.Add(k, line, fyne.NewPos(left, (s.Height-20)/2), 20, ink)
	r.objects = append(r.objects, r.drawn.Objects()...)
	width := float32(0)
	for _, run := range line {
		width = max(width, run.X+run.Width)
	}
	at := left + min(room, width) + look.Space2
	parts.Put(r.note, at, 0, max(0, min(note, right-at)), s.Height)
	r.objects = append(r.objects, r.note)
}

// marks are the places of what was typed in a name.
func (r *row) marks(name string) []dossier.Span {
	_, typed := r.palette.query()
	f := dossier.NewFinder([]rune(name))
	if whole := f.Find(typed, 3); len(whole) > 0 {
		return whole
	}
	var out []dossier.Span
	for _, word := range strings.Fields(typed) {
		out = append(out, f.Find(word, 3)...)
	}
	return out
}
