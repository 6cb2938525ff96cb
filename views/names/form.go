package names

import (
	"context"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// form shows what is known of one entry, and keeps what is changed.
type form struct {
	widget.BaseWidget
	pane    *Pane
	section int // whose fields it has; -1: none yet
	entry   entry
	adding  bool // a new one is being typed

	head, count       *parts.Label
	labels            []*parts.Label
	fields            []*parts.Field
	swatches          []*swatch
	colour            *parts.Label
	save, add, remove *parts.Button
	merge, split      *parts.Button
	said              *parts.Button // the statements of it
	hint              *parts.Paragraph
	body              *fyne.Container
	scroll            *container.Scroll
}

const formLabel = 120

func newForm(p *Pane) *form {
	k := p.deps.Desk.Kit
	f := &form{pane: p, section: -1, head: parts.NewElided(k, "", look.Heading, look.InkText), count: parts.NewElided(k, "", look.Second, look.InkSoft),
		colour: parts.NewLabel(k, "Colour", look.Second, look.InkSoft), hint: parts.NewParagraph(k, "", look.Second, look.InkSoft, 360)}
	f.save = parts.NewButton(k, "Save", "Enter", parts.Primary, f.store)
	f.add = parts.NewButton(k, "New", "N", parts.Plain, p.Add)
	f.remove = parts.NewButton(k, "Remove", "Del", parts.Plain, p.Remove)
	f.merge = parts.NewButton(k, "Merge…", "M", parts.Plain, p.Merge)
	f.split = parts.NewButton(k, "Split…", "S", parts.Plain, p.Split)
	f.said = parts.NewButton(k, "Show its statements", "", parts.LinkWords, p.ShowStatements)
	for i := range 8 {
		f.swatches = append(f.swatches, newSwatch(f, i))
	}
	f.ExtendBaseWidget(f)
	return f
}

// show fills the form with an entry; one without identity is a new one. What is being typed about the same entry stays.
func (f *form) show(e entry) {
	s := sections[f.pane.section]
	if f.section != f.pane.section {
		f.section = f.pane.section
		f.fields, f.labels = nil, nil
		k := f.pane.deps.Desk.Kit
		for _, d := range s.fields {
			field := parts.NewField(k, d.hint, "")
			if d.lines {
				field = parts.NewTextField(k, d.hint)
			}
			field.Entry.OnChanged = func(string) { f.allow() }
			field.Entry.OnKey = f.key
			f.fields = append(f.fields, field)
			f.labels = append(f.labels, parts.NewLabel(k, d.label, look.Second, look.InkSoft))
		}
	} else if f.adding || e.id == f.entry.id && e.id != dossier.None && f.changed() {
		return // being typed
	}
	f.entry = e
	f.fillIn()
}

func (f *form) fillIn() {
	s := sections[f.section]
	for i, d := range s.fields {
		f.fields[i].Entry.SetText(d.get(f.entry))
		f.fields[i].SetWrong("")
	}
	head, count := f.entry.name, f.entry.count
	if f.entry.id == dossier.None {
		head, count = "New "+s.noun, ""
	}
	f.head.Set(head)
	f.count.Set(count)
	f.hint.Set(map[int]string{Issues: "Ctrl ↑ ↓ moves it, Ctrl → puts it under the one above, Ctrl ← takes it out again; → ← fold.",
		Parties: "Ctrl ↑ ↓ moves it: its place is the digit that sets it.", Actors: "Space chooses several to merge."}[f.section])
	f.allow()
	f.Refresh()
}

// changed reports whether something in the form differs from what is kept.
func (f *form) changed() bool {
	for i, d := range sections[f.section].fields {
		if f.fields[i].Entry.Text != d.get(f.entry) {
			return true
		}
	}
	return false
}

// allow enables the buttons that can do something now.
func (f *form) allow() {
	set := func(b *parts.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	can := f.pane.deps.Desk.Workbench.IsOpen()
	known := can && f.entry.id != dossier.None
	set(f.save, can && strings.TrimSpace(f.fields[0].Entry.Text) != "" && (f.entry.id == dossier.None || f.changed()))
	set(f.add, can)
	set(f.remove, known)
	set(f.merge, known)
	set(f.split, known && (f.section == Issues && f.entry.count != "" || len(f.entry.actor.Aliases) > 0))
}

func (f *form) key(e *fyne.KeyEvent) bool {
	focused := f.pane.deps.Desk.Kit.Canvas.Focused()
	at := -1
	for i, field := range f.fields {
		if fyne.Focusable(field.Entry) == focused {
			at = i
		}
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if at >= 0 && sections[f.section].fields[at].lines {
			return false // a line break
		}
		f.store()
	case fyne.KeyEscape:
		f.pane.showFormAnew()
		f.pane.list.Focus()
	default:
		return false
	}
	return true
}

// focus gives the first field the keyboard.
func (f *form) focus() {
	if len(f.fields) > 0 {
		f.pane.deps.Desk.Kit.Focus(f.fields[0].Entry)
	}
}

// store keeps the form.
func (f *form) store() {
	if f.save.Disabled() {
		return
	}
	s, e, d, p := sections[f.section], f.entry, f.pane.data, f.pane
	values := make([]string, len(f.fields))
	for i, field := range f.fields {
		values[i] = strings.TrimSpace(field.Entry.Text)
		field.SetWrong("")
	}
	for _, other := range d.entries {
		if other.id != e.id && dossier.Fold(other.name) == dossier.Fold(values[0]) {
			f.fields[0].SetWrong("There is one of this name already. M merges two.")
			f.Refresh()
			return
		}
	}
	f.save.Disable() // a second Enter before the first is kept would add it twice
	p.deps.Desk.Go(func() {
		err := s.save(context.Background(), p.deps.Desk.Workbench, e, values, d)
		p.deps.Desk.Do(func() {
			if err != nil {
				f.save.Enable()
				f.fields[fieldOf(err)].SetWrong(err.Error())
				f.Refresh()
				return
			}
			f.adding = false
			f.entry = entry{colour: -1} // what comes in now is the truth
			p.sought = values[0]
			p.loader.Restart()
			p.list.Focus()
		})
	})
}

// CreateRenderer implements fyne.Widget.
func (f *form) CreateRenderer() fyne.WidgetRenderer {
	f.body = container.New(formLayout{f})
	f.scroll = container.NewVScroll(f.body)
	return &parts.Drawing{Of: f, Objs: func() []fyne.CanvasObject { return []fyne.CanvasObject{f.scroll} }, Min: func() fyne.Size { return fyne.NewSize(320, 200) },
		Lay: func(s fyne.Size) {
			objects := []fyne.CanvasObject{f.head, f.count, f.hint, f.save, f.add, f.remove, f.merge, f.split, f.said}
			for i := range f.fields {
				objects = append(objects, f.labels[i], f.fields[i])
			}
			if f.section >= 0 && sections[f.section].colours {
				objects = append(objects, f.colour)
				for _, w := range f.swatches {
					objects = append(objects, w)
				}
			}
			f.body.Objects = objects
			parts.Put(f.scroll, 0, 0, s.Width, s.Height)
			f.body.Refresh()
		}}
}

// formLayout places the form's objects.
type formLayout struct{ f *form }

// MinSize is as high as everything together.
func (l formLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(280, l.f.lay(max(320, l.f.Size().Width), false))
}

// Layout implements fyne.Layout.
func (l formLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) { l.f.lay(s.Width, true) }

func (f *form) lay(width float32, put bool) float32 {
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		if put {
			parts.Put(o, x, y, w, h)
		}
	}
	const side = look.Space6
	right := min(width-side, 720)
	y := float32(look.Space3)
	place(f.head, side, y, right-side, 28)
	y += 28
	place(f.count, side, y, (right-side)/2, 20)
	m := f.said.MinSize()
	f.said.Hidden = f.entry.count == "" || f.pane.deps.Statements == nil
	place(f.said, right-m.Width, y-2, m.Width, 24)
	y += 32
	for i := range f.fields {
		h := f.fields[i].MinSize().Height
		if sections[f.section].fields[i].lines {
			h = max(96, h)
		}
		place(f.labels[i], side, y, formLabel-look.Space2, 28)
		place(f.fields[i], side+formLabel, y, right-side-formLabel, h)
		y += h + look.Space3
	}
	if f.section >= 0 && sections[f.section].colours {
		place(f.colour, side, y, formLabel-look.Space2, 28)
		pitch := min(36, (right-side-formLabel)/float32(len(f.swatches)))
		for i, w := range f.swatches {
			place(w, side+formLabel+float32(i)*pitch, y, min(28, pitch), 28)
		}
		y += 28 + look.Space3
	}
	x := float32(side + formLabel)
	for _, b := range []*parts.Button{f.save, f.add, f.merge, f.split, f.remove} {
		m := b.MinSize()
		if x+m.Width > right && x > side+formLabel {
			x, y = side+formLabel, y+m.Height+look.Space2
		}
		place(b, x, y, m.Width, m.Height)
		x += m.Width + look.Space2
	}
	y += 28 + look.Space4
	place(f.hint, side+formLabel, y, right-side-formLabel, f.hint.HeightAt(right-side-formLabel))
	return y + f.hint.HeightAt(right-side-formLabel) + look.Space4
}

// swatch is one of the colours of the parties.
type swatch struct {
	widget.BaseWidget
	form    *form
	colour  int
	focused bool
	rect    *canvas.Rectangle
	ring    *canvas.Rectangle
}

var (
	_ fyne.Focusable     = (*swatch)(nil)
	_ fyne.Tappable      = (*swatch)(nil)
	_ desktop.Cursorable = (*swatch)(nil)
)

func newSwatch(f *form, colour int) *swatch {
	s := &swatch{form: f, colour: colour, rect: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped gives the party the colour.
func (s *swatch) Tapped(*fyne.PointEvent) { s.form.pane.recolour(s.colour) }

// TypedKey takes Enter and Space.
func (s *swatch) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.Tapped(nil)
	default:
		s.form.pane.deps.Desk.Kit.PassKey(e)
	}
}

// TypedRune does nothing.
func (s *swatch) TypedRune(rune) {}

// FocusGained shows the ring.
func (s *swatch) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost hides it.
func (s *swatch) FocusLost() { s.focused = false; s.Refresh() }

// Cursor shows a hand.
func (s *swatch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: s, Objs: parts.Fixed(s.rect, s.ring), Min: func() fyne.Size { return fyne.NewSize(28, 28) },
		Ink: func() {
			p := s.form.pane.deps.Desk.Kit.Look.Palette()
			s.rect.FillColor, s.rect.CornerRadius = p.Party(s.colour), look.CornerField
			s.ring.FillColor, s.ring.CornerRadius, s.ring.StrokeWidth, s.ring.StrokeColor = color.Transparent, look.CornerField, 0, color.Transparent
			if s.form.entry.colour%8 == s.colour && s.form.entry.id != dossier.None {
				s.ring.StrokeWidth, s.ring.StrokeColor = 2, p.Text
			}
			if s.focused {
				s.ring.StrokeWidth, s.ring.StrokeColor = 2, p.Focus
			}
		},
		Lay: func(size fyne.Size) {
			parts.Put(s.rect, 4, 4, size.Width-8, size.Height-8)
			parts.Put(s.ring, 0, 0, size.Width, size.Height)
		}}
}
