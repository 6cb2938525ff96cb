package welcome

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// actions and recents are the sources of the two lists.
type (
	actions struct{ *Page }
	recents struct{ *Page }
)

func (a actions) Len() int           { return len(a.deps.Actions) }
func (a actions) Height(int) float32 { return actionHeight }
func (a actions) Head(int) bool      { return false }
func (a actions) NewRow(bool) view.Row {
	return newRow(a.Page, func(r *row, i int) {
		act := a.deps.Actions[i]
		r.fill(look.Space2, act.Name, look.BodyBold, "", act.Note, "", "", false)
		r.key.Set(act.Key)
	})
}

func (l recents) Len() int           { return len(l.recent) }
func (l recents) Height(int) float32 { return recentHeight }
func (l recents) Head(int) bool      { return false }
func (l recents) NewRow(bool) view.Row {
	return newRow(l.Page, func(r *row, i int) {
		if i >= len(l.recent) {
			return
		}
		d := l.recent[i]
		style := look.Style{Font: look.SansSemiBold, Size: 15, Line: 22}
		if d.Missing {
			style.Font = look.Sans
			r.fill(look.Space3, d.Title, style, place(d.Path), "not found: was it moved, or is the stick not plugged in?",
				when(d.Opened, l.deps.Desk.Now()), "Find it…", true)
			return
		}
		note := fmt.Sprintf("%s, %s, %s", parts.Count(d.Documents, "document"), parts.Count(d.Statements, "statement"), parts.Count(d.Parties, "party"))
		r.fill(look.Space3, d.Title, style, place(d.Path), note, when(d.Opened, l.deps.Desk.Now()), decided(d), d.Undecided > 0)
	})
}

func decided(d app.Recent) string {
	switch {
	case d.Documents == 0:
		return "empty"
	case d.Undecided == 0:
		return "all decided"
	}
	return fmt.Sprintf("%s to decide in %s", parts.Number(d.Undecided), parts.Count(d.ToDecideIn, "document"))
}

// place names the folder of a dossier from the home folder on: "Documents / Sarran".
func place(path string) string {
	dir := filepath.Dir(path)
	if home, err := os.UserHomeDir(); err == nil {
		if rel, err := filepath.Rel(home, dir); err == nil && !strings.HasPrefix(rel, "..") {
			dir = rel
			if rel == "." {
				dir = "home folder"
			}
		}
	}
	return strings.ReplaceAll(strings.Trim(dir, string(filepath.Separator)), string(filepath.Separator), " / ")
}

// row is a line of either list: a name with a place beside it, a note under it, and two facts at the right.
type row struct {
	widget.BaseWidget
	page                             *Page
	show                             func(*row, int)
	state                            view.State
	pad                              float32
	name, beside, note, fact1, fact2 *parts.Label
	key                              *parts.KeyHint
	ground, line, top, ring          *canvas.Rectangle
	first                            bool
}

func newRow(p *Page, show func(*row, int)) *row {
	k := p.deps.Desk.Kit
	r := &row{page: p, show: show, key: parts.NewKeyHint(k, ""),
		name:   parts.NewLabel(k, "", look.BodyBold, look.InkText),
		beside: parts.NewElided(k, "", look.Second, look.InkSoft),
		note:   parts.NewElided(k, "", look.Second, look.InkSoft),
		fact1:  parts.NewLabel(k, "", look.Second, look.InkSoft),
		fact2:  parts.NewLabel(k, "", look.Second, look.InkSoft),
		ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(nil), top: canvas.NewRectangle(nil), ring: parts.NewRing(k, 0)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) fill(pad float32, name string, style look.Style, beside, note, fact1, fact2 string, linked bool) {
	r.pad = pad
	ink := look.InkText
	if style.Font == look.Sans {
		ink = look.InkSoft
	}
	r.name.Dress(style, ink)
	r.name.Set(name)
	r.beside.Set(beside)
	r.note.Set(note)
	r.fact1.Set(fact1)
	r.fact2.Set(fact2)
	if linked {
		r.fact2.Dress(look.Second, look.InkLink)
	} else {
		r.fact2.Dress(look.Second, look.InkSoft)
	}
}

// Fill shows item i.
func (r *row) Fill(i int, s view.State) {
	r.state, r.first = s, i == 0
	r.show(r, i)
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.line, r.top, r.name, r.beside, r.note, r.fact1, r.fact2, r.key, r.ring),
		Min: func() fyne.Size { return fyne.NewSize(0, actionHeight) },
		Ink: func() {
			p := r.page.deps.Desk.Kit.Look.Palette()
			r.line.FillColor, r.top.FillColor, r.ring.StrokeColor = p.Line, p.Line, p.Focus
			r.ground.FillColor = color.Transparent
			if r.state.Hovered {
				r.ground.FillColor = p.Hover
			}
			focused := r.state.Current && r.state.Focused
			if focused {
				r.ground.FillColor = p.Sel
			}
			r.ring.Hidden, r.top.Hidden = !focused, !r.first
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			parts.Put(r.ring, 0, 0, s.Width, s.Height)
			parts.Put(r.line, 0, s.Height-1, s.Width, 1)
			parts.Put(r.top, 0, 0, s.Width, 1)
			right := float32(0)
			for _, l := range []*parts.Label{r.fact1, r.fact2} {
				right = max(right, l.MinSize().Width)
			}
			mid := s.Height / 2
			for i, l := range []*parts.Label{r.fact1, r.fact2} {
				w := l.MinSize().Width
				parts.Put(l, s.Width-r.pad-w, mid-16+float32(i)*16, w, 16)
			}
			if m := r.key.MinSize(); m.Width > 0 {
				right = m.Width
				parts.Put(r.key, s.Width-r.pad-m.Width, mid-9, m.Width, 18)
			}
			room := s.Width - 3*r.pad - right
			nw := min(room, r.name.MinSize().Width)
			parts.Put(r.name, r.pad, mid-18, nw, 20)
			parts.Put(r.beside, r.pad+nw+7, mid-17, max(0, room-nw-7), 20)
			parts.Put(r.note, r.pad, mid+2, room, 16)
		}}
}
