// Package picker is a small sheet in which one chooses by typing: an issue, a party, a speaker. What is not there can
// be made.
package picker

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/views/desk"
	"parley/views/list"
	"parley/views/look"
	"parley/views/match"
	"parley/views/parts"
	"parley/views/sheet"
)

// Item is one choice.
type Item struct {
	Name string
	Note string // beside it, in soft letters
	Key  string // that sets it without the picker
}

// Options say what is chosen.
type Options struct {
	Title       string
	Subtitle    string
	Placeholder string
	Items       []Item // the likeliest first
	Make        string // "Create issue": offered with what was typed where nothing has that name; empty: nothing can be made
	Picked      func(i int)
	Closed      func() // left with Esc: nothing was chosen
	Made        func(name string)
	Text        string       // what stands in the field at first
	At          *sheet.Place // beside which words it opens; nil: in the middle
}

type picker struct {
	widget.BaseWidget
	desk   *desk.Desk
	o      Options
	field  *parts.Field
	list   *list.List
	clip   fyne.CanvasObject
	names  match.Names
	shown  []int // indexes of items; -1: make what was typed
	sheet  *sheet.Sheet
	picked bool
}

// Width is that of the sheet.
const Width = 440

const (
	rowHeight = 32
	mostRows  = 8
)

// height is that of the sheet: room for the choices, and for making one more.
func height(items int) float32 {
	return 48 + 16 + 28 + look.Space2 + float32(min(max(items+1, 3), mostRows))*rowHeight + 24
}

// Open shows the picker.
func Open(d *desk.Desk, o Options) {
	p := &picker{desk: d, o: o, field: parts.NewField(d.Kit, o.Placeholder, "")}
	names := make([]string, len(o.Items))
	for i, item := range o.Items {
		names[i] = item.Name
	}
	p.names = match.New(names)
	p.list = list.New(d.Kit, p)
	p.list.OnOpen = p.pick
	p.clip = parts.NewClip(p.list)
	p.field.Entry.OnChanged = func(string) { p.filter() }
	p.field.Entry.OnSubmitted = func(string) { p.pick(max(0, p.list.Current())) }
	p.field.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			p.list.TypedKey(e)
			return true
		}
		return false
	}
	p.ExtendBaseWidget(p)
	p.sheet = d.Sheets.Open(sheet.Options{Title: o.Title, Subtitle: o.Subtitle, Width: Width, Height: height(len(o.Items)), At: o.At, Body: p,
		Focus: p.field.Entry, Confirm: func() { p.pick(max(0, p.list.Current())) }, Typed: p.typed, Closed: func() {
			if !p.picked && o.Closed != nil {
				o.Closed()
			}
		}})
	p.field.Entry.SetText(o.Text)
	p.filter()
}

// typed is what would be made of the words; where nothing can be made they only search.
func (p *picker) typed() string {
	if p.o.Make == "" || p.field.Entry.Text == p.o.Text {
		return ""
	}
	return strings.TrimSpace(p.field.Entry.Text)
}

func (p *picker) filter() {
	typed := strings.TrimSpace(p.field.Entry.Text)
	p.shown = p.names.Find(typed)
	exact := false
	for _, item := range p.o.Items {
		exact = exact || strings.EqualFold(item.Name, typed)
	}
	if typed != "" && !exact && p.o.Make != "" {
		p.shown = append(p.shown, -1)
	}
	current := 0
	if len(p.shown) == 0 {
		current = -1
	}
	p.list.Reload(current)
}

func (p *picker) pick(row int) {
	if row < 0 || row >= len(p.shown) {
		return
	}
	i, typed := p.shown[row], strings.TrimSpace(p.field.Entry.Text)
	p.picked = true
	p.sheet.Close()
	if i < 0 {
		p.o.Made(typed)
	} else {
		p.o.Picked(i)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *picker) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Objs: parts.Fixed(p.field, p.clip), Min: func() fyne.Size { return fyne.NewSize(320, 240) },
		Lay: func(s fyne.Size) {
			parts.Put(p.field, 0, 0, s.Width, 28)
			parts.Put(p.clip, 0, 28+look.Space2, s.Width, max(0, s.Height-28-look.Space2))
		}}
}

// Len, Height, Head and NewRow make the picker the source of its list.
func (p *picker) Len() int { return len(p.shown) }

// Height is that of every row.
func (p *picker) Height(int) float32 { return rowHeight }

// Head is never true: there are no groups.
func (p *picker) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (p *picker) NewRow(bool) list.Row {
	k := p.desk.Kit
	r := &row{picker: p, ground: canvas.NewRectangle(nil), name: parts.NewElided(k, "", look.Body, look.InkText),
		note: parts.NewElided(k, "", look.Small, look.InkSoft), key: parts.NewKeyHint(k, "")}
	r.note.Align = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

type row struct {
	widget.BaseWidget
	picker     *picker
	current    bool
	ground     *canvas.Rectangle
	name, note *parts.Label
	key        *parts.KeyHint
}

// Fill shows a choice.
func (r *row) Fill(i int, s list.State) {
	if i >= len(r.picker.shown) {
		return
	}
	r.current = s.Current
	item := Item{Name: fmt.Sprintf("%s “%s”", r.picker.o.Make, strings.TrimSpace(r.picker.field.Entry.Text))}
	if n := r.picker.shown[i]; n >= 0 {
		item = r.picker.o.Items[n]
	}
	r.name.Set(item.Name)
	r.note.Set(item.Note)
	r.key.Set(item.Key)
	r.key.Hidden = item.Key == ""
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.name, r.note, r.key), Min: func() fyne.Size { return fyne.NewSize(200, rowHeight) },
		Ink: func() {
			r.ground.FillColor = r.picker.desk.Kit.Look.Palette().Paper
			if r.current {
				r.ground.FillColor = r.picker.desk.Kit.Look.Palette().Sel
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			right := s.Width - look.Space2
			if !r.key.Hidden {
				m := r.key.MinSize()
				right -= m.Width
				parts.Put(r.key, right, (s.Height-m.Height)/2, m.Width, m.Height)
				right -= look.Space2
			}
			// The name comes first; the note takes what is left, but for a sign, which is always seen.
			room := right - look.Space2
			if note := r.picker.desk.Kit.Look.Width(r.note.Words(), look.Small); note > 0 && note < 24 {
				room -= note + look.Space2 + 2
			}
			name := min(r.picker.desk.Kit.Look.Width(r.name.Words(), look.Body)+2, room)
			parts.Put(r.name, look.Space2, 0, max(0, name), s.Height)
			left := 2*look.Space2 + name
			parts.Put(r.note, left, 0, max(0, right-left), s.Height)
		}}
}
