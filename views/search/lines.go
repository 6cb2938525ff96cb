package search

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// run is a part of a line: found words are bold.
type run struct {
	words string
	bold  bool
}

var groups = []struct{ kind, head string }{{"statement", "Statements"}, {"document", "Documents"}, {"note", "Notes"}, {"actor", "People and bodies"}}

// lines puts hits into groups, each in the order in which they were found.
func lines(hits []dossier.Hit) []line {
	var out []line
	year := time.Now().Year()
	for _, g := range groups {
		first := true
		for _, h := range hits {
			if h.Kind != g.kind {
				continue
			}
			if first {
				out = append(out, line{head: g.head})
				first = false
			}
			side := h.Outlet
			if d := h.Published.Short(year); d != "" {
				if side != "" {
					side += ", "
				}
				side += d
			}
			words, marks := h.Snippet, h.Marks
			if words == "" {
				words, marks = h.Title, nil
			} else if h.Kind == "statement" || h.Kind == "note" || h.Kind == "document" && h.Snippet != h.Title {
				if side != "" {
					side = " · " + side
				}
				side = h.Title + side
			}
			out = append(out, line{hit: h, runs: runs(words, marks), side: side})
		}
	}
	return out
}

// runs cuts words at the found ones; marks are in code points, in order. Line breaks become spaces.
func runs(words string, marks []dossier.Span) []run {
	text := []rune(words)
	for i, r := range text {
		if r == '\n' || r == '\t' {
			text[i] = ' '
		}
	}
	var out []run
	at := 0
	add := func(end int, bold bool) {
		if end > at {
			out = append(out, run{string(text[at:end]), bold})
			at = end
		}
	}
	for _, m := range marks {
		if m.Start < at || m.End > len(text) || m.Empty() {
			continue
		}
		add(m.Start, false)
		add(m.End, true)
	}
	add(len(text), false)
	return out
}

const (
	hitHeight  = 44
	headHeight = 28
)

// Len, Height, Head and NewRow make the panel the source of its list.
func (p *Panel) Len() int { return len(p.lines) }

// Height returns the height of a hit or head.
func (p *Panel) Height(i int) float32 {
	if p.Head(i) {
		return headHeight
	}
	return hitHeight
}

// Head reports whether a line names a group.
func (p *Panel) Head(i int) bool { return p.lines[i].head != "" }

// NewRow returns a row to be filled.
func (p *Panel) NewRow(head bool) view.Row {
	k := p.deps.Desk.Kit
	r := &row{panel: p, head: head, name: parts.NewElided(k, "", look.SmallBold, look.InkSoft),
		side: parts.NewElided(k, "", look.Small, look.InkSoft), ground: canvas.NewRectangle(nil)}
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	panel      *Panel
	head       bool
	line       line
	state      view.State
	ground     *canvas.Rectangle
	name, side *parts.Label
	drawn      parts.Drawn
	objects    []fyne.CanvasObject
}

// Fill shows a line.
func (r *row) Fill(i int, s view.State) {
	if i >= len(r.panel.lines) {
		return
	}
	r.line, r.state = r.panel.lines[i], s
	r.name.Set(r.line.head)
	r.side.Set(r.line.side)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Lay: r.lay, Objs: func() []fyne.CanvasObject { return r.objects },
		Min: func() fyne.Size { return fyne.NewSize(0, headHeight) }}
}

func (r *row) lay(s fyne.Size) {
	lk := r.panel.deps.Desk.Kit.Look
	p := lk.Palette()
	r.ground.FillColor = color.Transparent
	if r.state.Hovered && !r.head {
		r.ground.FillColor = p.Hover
	}
	if r.state.Current && !r.head {
		r.ground.FillColor = p.Sel
	}
	if r.head {
		r.ground.FillColor = p.Paper
	}
	parts.Put(r.ground, 0, 0, s.Width, s.Height)
	r.objects = append(r.objects[:0], r.ground)
	if r.head {
		parts.Put(r.name, 20, 0, s.Width-40, s.Height)
		r.objects = append(r.objects, r.name)
		return
	}
	plain, bold := look.Body, look.BodyBold
	if r.line.hit.Kind == "statement" {
		plain = look.CellWords
		bold = look.Style{Font: look.SerifSemiBold, Size: plain.Size, Line: plain.Line}
	}
	right := s.Width - 24
	words, marks := "", []dossier.Span(nil)
	for _, run := range r.line.runs {
		at := len([]rune(words))
		words += run.words
		if run.bold {
			marks = append(marks, dossier.Span{Start: at, End: at + len([]rune(run.words))})
		}
	}
	r.drawn.Clear()
	k := r.panel.deps.Desk.Kit
	r.drawn.Add(k, k.Line(words, plain, right-20, func(at int) look.Font {
		for _, m := range marks {
			if m.Start <= at && at < m.End {
				return bold.Font
			}
		}
		return plain.Font
	}), fyne.NewPos(20, 4), 20, look.InkText)
	r.objects = append(r.objects, r.drawn.Objects()...)
	parts.Put(r.side, 20, 23, right-20, 16)
	r.objects = append(r.objects, r.side)
}
