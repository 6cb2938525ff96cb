// Package library is the list of documents beside the article: filtered, in groups by week, worked by the keyboard.
package library

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// Deps is what the library needs from the window.
type Deps struct {
	Desk *desk.Desk
	Open func(document dossier.ID)
	Add  func() // adds a document from the clipboard
	// Changed is called when another row is current, since the menu depends on it.
	Changed func()
	// Order is how the list was sorted last, and whether copies are folded; Ordered is told what is chosen.
	Order   Order
	Ordered func(Order)
	// Loaded is called when there are documents for the first time since the dossier was opened.
	Loaded func()
}

// Library is the pane.
type Library struct {
	widget.BaseWidget
	deps    Deps
	filter  *parts.Field
	list    *view.List
	loader  *desk.Loader[loaded]
	fetcher *desk.Loader[fetched]
	copier  *desk.Loader[map[dossier.ID]dossier.ID]
	typed   *desk.Delay
	errand  atomic.Value // errand: what is to be listed, for the load beside the interface thread
	missing atomic.Value // []dossier.ID: rows that are wanted, for the same
	keys    []dossier.DocumentKey
	rows    map[dossier.ID]dossier.Document // those that were in sight
	old     map[dossier.ID]bool             // rows of which something has changed
	seen    []dossier.ID                    // those that were in sight last
	copies  map[dossier.ID]dossier.ID       // the one that stands for a group of near copies, by member
	open    map[dossier.ID]bool             // groups that are unfolded
	order   Order
	only    wish // the chips
	copied  time.Time
	filling bool
	lines   []line
	listed  wish       // what is shown
	filled  bool       // there were documents
	loads   bool       // something was loaded since the dossier was opened
	awaited bool       // the list gets the keyboard once there is one
	shown   dossier.ID // the document in the reader

	ground      *parts.Ground
	by          *parts.Button
	count       *parts.Label
	chips       []*parts.Chip
	rule        *parts.Ground
	clip        *container.Clip
	empty, none *parts.Empty
}

// Order is how the list is sorted.
type Order struct {
	By        dossier.DocumentSort
	Ascending bool // the other way round than usual
	Unfolded  bool // near copies stand in the list like other documents
}

// New returns an empty library.
func New(d Deps) *Library {
	k := d.Desk.Kit
	l := &Library{deps: d, order: d.Order, ground: parts.NewGround(k, look.InkChrome), rule: parts.NewDivider(k),
		rows: map[dossier.ID]dossier.Document{}, old: map[dossier.ID]bool{}, open: map[dossier.ID]bool{}}
	l.filter = parts.NewField(k, "Filter documents", "Ctrl L")
	l.by = parts.NewButton(k, "", "", parts.LinkWords, l.PickOrder)
	l.count = parts.NewLabel(k, "Statements", look.Small, look.InkSoft)
	for i, words := range []string{"New", "In work", "To decide"} {
		l.chips = append(l.chips, parts.NewChip(k, words, func() { l.chip(i) }))
	}
	l.list = view.New(k, l)
	l.list.OnOpen = l.openRow
	l.list.OnRune = l.rune
	l.list.OnKey = l.key
	l.list.OnMove = func(int) { d.Changed() }
	l.list.OnFocus = func(bool) { d.Changed() }
	l.clip = parts.NewClip(l.list)
	l.empty = parts.NewEmpty(k, "No documents yet. Paste the first one.", "Add from the clipboard", "Ctrl Shift V", d.Add)
	l.none = parts.NewEmpty(k, "", "Show all", "Esc", l.showAll)
	l.loader = desk.NewLoader(d.Desk, l.load, l.show, nil)
	l.fetcher = desk.NewLoader(d.Desk, l.fetch, l.take, nil)
	l.copier = desk.NewLoader(d.Desk, d.Desk.Workbench.Copies, l.takeCopies, nil)
	l.typed = desk.NewDelay(d.Desk, 150*time.Millisecond)
	l.filter.Entry.OnChanged = func(string) { l.typed.Run(l.restart) }
	l.filter.Entry.OnKey = l.filterKey
	l.ExtendBaseWidget(l)
	l.dress()
	return l
}

// Reload reads anew what a change may have touched: of a few statements only the rows that hold them.
func (l *Library) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened:
		l.empties()
		l.filter.Entry.SetText("")
		l.only = wish{}
		l.dress()
		l.restart()
	case app.DossierClosed:
		l.typed.Stop()
		l.loader.Drop()
		l.fetcher.Drop()
		l.copier.Drop()
		l.empties()
		l.list.Reload(-1)
	case app.StatementsChanged:
		const few = 200
		f := l.listed.filter()
		counted := f.Sort == dossier.ByStatements || f.Sort == dossier.ByToDecide || f.ToDecide
		if len(e.Documents) == 0 || len(e.Documents) > few || counted || l.loader.Busy() {
			l.reload()
			return
		}
		l.fetcher.Drop() // what it brings may be older
		for _, id := range e.Documents {
			l.old[id] = true
		}
		l.list.Refresh()
	case app.DocumentsChanged, app.NamesChanged, app.Elsewhere:
		l.reload()
	}
}

func (l *Library) empties() {
	l.shown, l.lines, l.keys, l.loads, l.filled = dossier.None, nil, nil, false, false
	l.copies, l.copied, l.seen = nil, time.Time{}, nil
	clear(l.rows)
	clear(l.old)
	clear(l.open)
}

// narrowed reports whether not all documents are listed.
func (l *Library) narrowed() bool {
	w := l.wished()
	return w.typed != "" || w.state != "" || w.toDecide
}

// noneWords say what was asked for where nothing has it.
func (l *Library) noneWords() string {
	text := l.filter.Entry.Text
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	var chips []string
	for _, c := range l.chips {
		if c.On() {
			chips = append(chips, strings.ToLower(c.Words()))
		}
	}
	switch {
	case text == "":
		return "No document is " + strings.Join(chips, " and ") + "."
	case len(chips) > 0:
		return fmt.Sprintf("No document that is %s holds “%s” in its title, outlet or author.", strings.Join(chips, " and "), text)
	}
	return fmt.Sprintf("None of the documents holds “%s” in its title, outlet or author.", text)
}

// arrange makes lines of the documents and keeps the current one current.
func (l *Library) arrange(current dossier.ID) {
	copies := l.copies
	if l.order.Unfolded {
		copies = nil
	}
	l.lines = group(l.keys, copies, l.open, l.order.By == dossier.ByPublished, l.deps.Desk.Now())
	l.list.Reload(l.find(current))
}

func (l *Library) find(id dossier.ID) int {
	if id != dossier.None {
		for i, ln := range l.lines {
			if ln.id == id {
				return i
			}
		}
	}
	return -1
}

// Shown marks the document that is in the reader.
func (l *Library) Shown(id dossier.ID) {
	l.shown = id
	if i := l.find(id); i >= 0 {
		l.list.GoTo(i)
	} else if lead, ok := l.copies[id]; ok && !l.order.Unfolded { // it lies folded under another one
		l.open[lead] = true
		l.arrange(id)
	}
	l.list.Refresh()
}

// First returns the first document, or None.
func (l *Library) First() dossier.ID {
	for _, ln := range l.lines {
		if !ln.head {
			return ln.id
		}
	}
	return dossier.None
}

// Selected returns the chosen documents, else the current one; of a folded group all that are in it.
func (l *Library) Selected() []dossier.ID {
	var ids []dossier.ID
	for _, i := range l.list.Chosen() {
		if i < len(l.lines) && !l.lines[i].head {
			ids = append(append(ids, l.lines[i].id), l.lines[i].under...)
		}
	}
	return ids
}

// Focus gives the list the keyboard, as soon as there is one.
func (l *Library) Focus() {
	l.awaited = len(l.lines) == 0
	if !l.awaited {
		l.list.Focus()
	}
}

// Has reports whether the keyboard is here.
func (l *Library) Has(f fyne.Focusable) bool {
	return f == fyne.Focusable(l.list) || f == fyne.Focusable(l.filter.Entry)
}

// FocusFilter gives the filter the keyboard.
func (l *Library) FocusFilter() {
	l.deps.Desk.Kit.Focus(l.filter.Entry)
}

func (l *Library) openRow(i int) {
	if i < len(l.lines) && !l.lines[i].head {
		l.deps.Open(l.lines[i].id)
	}
}

func (l *Library) filterKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if !l.narrowed() {
			return false
		}
		l.showAll()
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		l.list.Focus()
	default:
		return false
	}
	return true
}

func (l *Library) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDelete:
		l.Delete()
	case fyne.KeyRight, fyne.KeyLeft:
		return l.unfold(e.Name == fyne.KeyRight)
	default:
		return false
	}
	return true
}

// unfold shows or hides the copies under the current document.
func (l *Library) unfold(on bool) bool {
	i := l.list.Current()
	if i < 0 || i >= len(l.lines) || l.copies[l.lines[i].id] == dossier.None {
		return false
	}
	lead := l.copies[l.lines[i].id]
	if l.open[lead] == on {
		return false
	}
	current := l.lines[i].id
	if !on { // the current one may be among those that are hidden
		for i >= 0 && l.lines[i].inner {
			i--
		}
		current = l.lines[max(i, 0)].id
	}
	l.open[lead] = on
	l.arrange(current)
	return true
}

func (l *Library) rune(r rune) {
	switch r {
	case 'u', 'U':
		l.SetState(dossier.DocumentNew)
	case 'w', 'W':
		l.SetState(dossier.DocumentWork)
	case 'o', 'O':
		l.SetState(dossier.DocumentDone)
	case 't', 'T':
		l.PickTag()
	case 'n', 'N':
		l.AskNote()
	}
}

// SetState marks the selected documents as new, in work or done.
func (l *Library) SetState(s dossier.DocumentState) {
	if ids := l.Selected(); len(ids) > 0 {
		l.deps.Desk.Act(func(ctx context.Context) error { return l.deps.Desk.Workbench.SetDocumentState(ctx, ids, s) }, nil)
	}
}

// Delete deletes the selected documents; Undo brings them back.
func (l *Library) Delete() {
	ids := l.Selected()
	if len(ids) == 0 {
		return
	}
	statements := 0
	w := l.deps.Desk.Workbench
	l.deps.Desk.Act(func(ctx context.Context) error {
		rows, err := w.DocumentRows(ctx, ids) // folded copies were not read
		if err != nil {
			return err
		}
		for _, doc := range rows {
			statements += doc.Statements
		}
		return w.DeleteDocuments(ctx, ids)
	}, func() {
		l.deps.Desk.Note(fmt.Sprintf("Deleted %s and %s", parts.Count(len(ids), "document"), parts.Count(statements, "statement")))
	})
}

// CreateRenderer implements fyne.Widget.
func (l *Library) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{l.ground, l.filter, l.by, l.count, l.rule, l.clip, l.empty, l.none}
	for _, c := range l.chips {
		objects = append(objects, c)
	}
	return &parts.Drawing{Of: l, Objs: parts.Fixed(objects...), Min: func() fyne.Size { return fyne.NewSize(224, 200) }, Lay: l.lay}
}

func (l *Library) lay(s fyne.Size) {
	const head = 98
	filtered := l.narrowed()
	l.empty.Hidden = !l.loads || len(l.lines) > 0 || filtered
	l.none.Hidden = !l.loads || len(l.lines) > 0 || !filtered
	l.clip.Hidden = len(l.lines) == 0
	bare := len(l.lines) == 0 && !filtered
	l.by.Hidden, l.count.Hidden = bare, bare || len(l.lines) == 0
	parts.Put(l.ground, 0, 0, s.Width, s.Height)
	parts.Put(l.filter, look.Space4, look.Space2, s.Width-2*look.Space4, 28)
	x := float32(look.Space4)
	for _, c := range l.chips {
		w := c.MinSize().Width
		c.Hidden = bare || x+w > s.Width-look.Space2
		parts.Put(c, x, 42, w, 24)
		x += w + look.Space1
	}
	m := l.by.MinSize()
	parts.Put(l.by, 36-l.by.Padding(), 72, m.Width, 22)
	w := l.count.MinSize().Width
	parts.Put(l.count, s.Width-w-look.Space4, 75, w, 16)
	parts.Put(l.rule, 0, head-1, s.Width, 1)
	for _, o := range []fyne.CanvasObject{l.clip, l.empty, l.none} {
		parts.Put(o, 0, head, s.Width, max(0, s.Height-head))
	}
}
