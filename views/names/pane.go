// Package names is the pane in which the names of a dossier are kept: actors, parties, issues, outlets and tags. At the
// left is the list, at the right what is known of the chosen one.
package names

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/list"
	"parley/views/look"
	"parley/views/match"
	"parley/views/parts"
)

// Deps is what the pane needs from the window.
type Deps struct {
	Desk    *desk.Desk
	Changed func() // what can be done has changed
	// Statements searches for what a name stands for.
	Statements func(query string)
}

// The sections, in the order of their chips.
const (
	Actors = iota
	Parties
	Issues
	Outlets
	Tags
)

// Pane is the pane.
type Pane struct {
	widget.BaseWidget
	deps    Deps
	section int
	wish    atomic.Int32 // the same, for the load beside the interface thread
	data    data
	names   match.Names
	shown   []int // indexes of entries that fit the filter
	folded  map[dossier.ID]bool
	// foldedNow is a copy of folded that the load may read.
	foldedNow atomic.Value
	loader    *desk.Loader[loaded]
	sought    string // the name that is to become current once loaded
	seen      bool   // the pane is in sight
	stale     bool   // something has changed while it was not
	awaited   bool   // the list gets the keyboard once it holds something

	ground, rule *parts.Ground
	chips        []*parts.Chip
	filter       *parts.Field
	count        *parts.Label
	list         *list.List
	clip         *container.Clip
	empty        *parts.Paragraph
	begin        *parts.Button
	form         *form
}

type loaded struct {
	section int
	data    data
}

// New returns the pane, empty until a dossier is opened.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{deps: d, section: Parties, folded: map[dossier.ID]bool{}, ground: parts.NewGround(k, look.InkPaper), rule: parts.NewGround(k, look.InkEdge),
		count: parts.NewLabel(k, "", look.Second, look.InkSoft), empty: parts.NewParagraph(k, "", look.Body, look.InkSoft, 360)}
	p.wish.Store(Parties)
	for i, s := range sections {
		p.chips = append(p.chips, parts.NewChip(k, s.title, func() { p.Open(i) }))
	}
	p.filter = parts.NewField(k, "Filter", "")
	p.filter.Entry.OnChanged = func(string) { p.fill() }
	p.filter.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
			p.list.Focus()
		case fyne.KeyEscape:
			if p.filter.Entry.Text == "" {
				return false
			}
			p.filter.Entry.SetText("")
		default:
			return false
		}
		return true
	}
	p.list = list.New(k, p)
	p.list.Patient = true
	p.list.OnOpen = func(int) { p.form.focus() }
	p.list.OnMove = func(int) { p.showForm() }
	p.list.OnKey = p.key
	p.list.OnRune = p.letter
	p.list.OnShortcut = p.shortcut
	p.clip = parts.NewClip(p.list)
	p.begin = parts.NewButton(k, "Add a start list…", "", parts.Plain, p.addStartList)
	p.form = newForm(p)
	p.loader = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.ExtendBaseWidget(p)
	p.dressChips()
	return p
}

// Object, Title, Focus and Reload make it a pane.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Names" }

// Focus gives the list the keyboard.
func (p *Pane) Focus() {
	p.awaited = len(p.shown) == 0
	if !p.awaited {
		p.list.Focus()
	}
}

// FocusForm and FocusFilter give the keyboard to the other two regions.
func (p *Pane) FocusForm() { p.form.focus() }

// FocusFilter gives the filter the keyboard.
func (p *Pane) FocusFilter() { p.deps.Desk.Kit.Focus(p.filter.Entry) }

// ListHas, FormHas and FilterHas report where the keyboard is.
func (p *Pane) ListHas(f fyne.Focusable) bool { return f == fyne.Focusable(p.list) }

// FormHas reports whether the keyboard is in a field of the form.
func (p *Pane) FormHas(f fyne.Focusable) bool {
	for _, field := range p.form.fields {
		if f == fyne.Focusable(field.Entry) {
			return true
		}
	}
	return false
}

// FilterHas reports whether the keyboard is in the filter.
func (p *Pane) FilterHas(f fyne.Focusable) bool { return f == fyne.Focusable(p.filter.Entry) }

// Enter loads what has changed while the pane was out of sight.
func (p *Pane) Enter() {
	p.seen = true
	if p.stale {
		p.stale = false
		p.loader.Reload()
	}
}

// Leave notes that the pane is out of sight.
func (p *Pane) Leave() { p.seen = false }

// Reload takes up a change of the dossier.
func (p *Pane) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened, app.DossierClosed:
		p.loader.Drop()
		p.take(data{})
		p.folded, p.sought, p.form.adding = map[dossier.ID]bool{}, "", false
		p.foldedNow.Store(map[dossier.ID]bool{})
		p.filter.Entry.SetText("")
		p.fill()
		p.stale = e.Kind == app.DossierOpened
	case app.NamesChanged, app.StatementsChanged, app.DocumentsChanged, app.Elsewhere:
		p.stale = true
	}
	if p.seen && p.stale {
		p.stale = false
		p.loader.Reload()
	}
}

// Open opens a section.
func (p *Pane) Open(section int) {
	if section != p.section {
		p.section = section
		p.wish.Store(int32(section))
		p.take(data{})
		p.form.adding = false
		p.filter.Entry.SetText("")
		p.fill()
		p.dressChips()
	}
	p.stale = false
	p.loader.Restart()
	if p.seen {
		p.Focus()
	}
}

func (p *Pane) dressChips() {
	for i, c := range p.chips {
		c.Set(sections[i].title, i == p.section)
	}
}

func (p *Pane) load(ctx context.Context) (loaded, error) {
	n := int(p.wish.Load())
	d, err := sections[n].load(ctx, p.deps.Desk.Workbench, p)
	return loaded{n, d}, err
}

func (p *Pane) show(l loaded) {
	if l.section != p.section {
		return
	}
	now := dossier.None
	if e, ok := p.current(); ok {
		now = e.id
	}
	p.take(l.data)
	p.refill(now)
}

// take keeps what is listed, and readies its names for the filter.
func (p *Pane) take(d data) {
	names := make([]string, len(d.entries))
	for i, e := range d.entries {
		names[i] = e.name + " " + e.note
	}
	p.data, p.names = d, match.New(names)
}

// fill lists what fits the filter.
func (p *Pane) fill() {
	now := dossier.None
	if e, ok := p.current(); ok {
		now = e.id
	}
	p.refill(now)
}

func (p *Pane) refill(now dossier.ID) {
	if p.filter.Entry.Text == "" {
		p.shown = p.shown[:0]
		for i := range p.data.entries {
			p.shown = append(p.shown, i)
		}
	} else {
		p.shown = p.names.Find(p.filter.Entry.Text)
	}
	at := -1
	for row, i := range p.shown {
		e := p.data.entries[i]
		if p.sought != "" && dossier.Fold(e.name) == dossier.Fold(p.sought) {
			at, p.sought = row, ""
			break
		}
		if e.id == now && now != dossier.None {
			at = row
		}
	}
	if at < 0 && len(p.shown) > 0 {
		at = min(max(p.list.Current(), 0), len(p.shown)-1)
	}
	s := sections[p.section]
	words, count := "", parts.Count(len(p.data.entries), s.noun)
	switch {
	case len(p.data.entries) == 0:
		words = s.empty
	case len(p.shown) == 0:
		words = "No " + s.noun + " has that in its name. Esc shows all."
	case len(p.shown) < len(p.data.entries):
		count = parts.Number(len(p.shown)) + " of " + count
	}
	p.count.Set(count)
	p.empty.Set(words)
	p.list.Reload(at)
	p.showForm()
	p.Refresh()
	if p.awaited && len(p.shown) > 0 && p.seen && p.deps.Desk.Sheets.Top() == nil {
		p.Focus()
	}
	if p.deps.Changed != nil {
		p.deps.Changed()
	}
}

// current is the entry of the keyboard.
func (p *Pane) current() (entry, bool) {
	i := p.list.Current()
	if i < 0 || i >= len(p.shown) || p.shown[i] >= len(p.data.entries) {
		return entry{}, false
	}
	return p.data.entries[p.shown[i]], true
}

// chosen are the entries chosen with Space, else the current one.
func (p *Pane) chosen() []entry {
	var out []entry
	for _, i := range p.list.Chosen() {
		if i < len(p.shown) {
			out = append(out, p.data.entries[p.shown[i]])
		}
	}
	return out
}

func (p *Pane) showForm() {
	e, ok := p.current()
	if !ok {
		e = entry{colour: -1}
	}
	p.form.show(e)
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{p.ground, p.filter, p.count, p.clip, p.empty, p.begin, p.rule, p.form}
	for _, c := range p.chips {
		objects = append(objects, c)
	}
	return &parts.Drawing{Of: p, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(600, 300) }, Lay: p.lay}
}

func (p *Pane) lay(s fyne.Size) {
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	left := min(max(340, s.Width*0.45), 640)
	x := float32(look.Space4)
	for _, c := range p.chips {
		w := c.MinSize().Width
		parts.Put(c, x, look.Space2, w, 24)
		x += w + look.Space2
	}
	count := p.count.MinSize().Width
	parts.Put(p.filter, look.Space4, 40, left-2*look.Space4-count-look.Space3, 28)
	parts.Put(p.count, left-look.Space4-count, 40, count, 28)
	top := float32(76)
	p.clip.Hidden = len(p.shown) == 0
	parts.Put(p.clip, 0, top, left, max(0, s.Height-top))
	p.empty.Hidden = p.empty.Words() == ""
	h := p.empty.HeightAt(left - 2*look.Space4)
	parts.Put(p.empty, look.Space4, top+look.Space3, left-2*look.Space4, h)
	p.begin.Hidden = !sections[p.section].start || len(p.data.entries) > 0
	m := p.begin.MinSize()
	parts.Put(p.begin, look.Space4, top+look.Space3+h+look.Space3, m.Width, m.Height)
	parts.Put(p.rule, left, 0, 1, s.Height)
	parts.Put(p.form, left+1, 0, max(0, s.Width-left-1), s.Height)
}
