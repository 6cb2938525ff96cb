// Package library is the list of documents beside the article: filtered, in groups by week, worked by the keyboard.
package library

import (
	"context"
	"fmt"
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
	typed   *desk.Delay
	words   atomic.Value // string: what stands in the filter, for the load beside the interface thread
	lines   []line
	total   int
	filled  bool       // there were documents
	loads   bool       // something was loaded since the dossier was opened
	awaited bool       // the list gets the keyboard once there is one
	shown   dossier.ID // the document in the reader

	ground       *parts.Ground
	order, count *parts.Label
	rule         *parts.Ground
	clip         *container.Clip
	empty, none  *parts.Empty
}

type loaded struct {
	lines []line
	total int
	text  string
}

// New returns an empty library.
func New(d Deps) *Library {
	k := d.Desk.Kit
	l := &Library{deps: d, ground: parts.NewGround(k, look.InkChrome), rule: parts.NewDivider(k)}
	l.filter = parts.NewField(k, "Filter documents", "Ctrl L")
	l.order = parts.NewLabel(k, "Newest first", look.Small, look.InkSoft)
	l.count = parts.NewLabel(k, "Statements", look.Small, look.InkSoft)
	l.list = view.New(k, l)
	l.list.OnOpen = l.open
	l.list.OnRune = l.rune
	l.list.OnKey = l.key
	l.list.OnMove = func(int) { d.Changed() }
	l.list.OnFocus = func(bool) { d.Changed() }
	l.clip = parts.NewClip(l.list)
	l.empty = parts.NewEmpty(k, "No documents yet. Paste the first one.", "Add from the clipboard", "Ctrl Shift V", d.Add)
	l.none = parts.NewEmpty(k, "", "Show all", "Esc", func() { l.filter.Entry.SetText("") })
	l.loader = desk.NewLoader(d.Desk, l.load, l.show, nil)
	l.typed = desk.NewDelay(d.Desk, 150*time.Millisecond)
	l.filter.Entry.OnChanged = func(words string) {
		l.words.Store(words)
		l.typed.Run(l.loader.Restart)
	}
	l.filter.Entry.OnKey = l.filterKey
	l.ExtendBaseWidget(l)
	return l
}

// Reload reads the list anew after a change.
func (l *Library) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened:
		l.shown, l.lines, l.total, l.loads, l.filled = dossier.None, nil, 0, false, false
		l.filter.Entry.SetText("")
		l.loader.Restart()
	case app.DossierClosed:
		l.typed.Stop()
		l.loader.Drop()
		l.lines, l.total, l.loads, l.filled, l.shown = nil, 0, false, false, dossier.None
		l.list.Reload(-1)
	case app.DocumentsChanged, app.StatementsChanged, app.NamesChanged, app.Elsewhere:
		l.loader.Reload()
	}
}

// load runs beside the interface thread.
func (l *Library) load(ctx context.Context) (loaded, error) {
	words, _ := l.words.Load().(string)
	docs, total, err := l.deps.Desk.Workbench.Documents(ctx, dossier.DocumentFilter{Text: words})
	if err != nil {
		return loaded{}, err
	}
	return loaded{group(docs, l.deps.Desk.Now()), total, words}, nil
}

func (l *Library) show(v loaded) {
	current := dossier.None
	if i := l.list.Current(); i >= 0 && i < len(l.lines) {
		current = l.lines[i].id
	}
	if current == dossier.None {
		current = l.shown
	}
	first := !l.filled && len(v.lines) > 0
	l.filled = l.filled || first
	l.lines, l.loads = v.lines, true
	if v.text == "" {
		l.total = v.total
		l.filter.Entry.SetPlaceHolder("Filter " + parts.Count(v.total, "document"))
	} else {
		text := v.text
		if r := []rune(text); len(r) > 60 {
			text = string(r[:60]) + "…"
		}
		l.none.Set(fmt.Sprintf("None of the documents holds “%s” in its title, outlet or author.", text))
	}
	l.list.Reload(l.find(current))
	l.Refresh()
	l.deps.Changed()
	if l.awaited && len(l.lines) > 0 && l.Visible() && l.deps.Desk.Sheets.Top() == nil && l.deps.Desk.Kit.Canvas.Focused() == nil {
		l.Focus()
	}
	if first {
		l.deps.Loaded()
	}
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
	}
	l.list.Refresh()
}

// First returns the newest document, or None.
func (l *Library) First() dossier.ID {
	for _, ln := range l.lines {
		if !ln.head {
			return ln.id
		}
	}
	return dossier.None
}

// Selected returns the chosen documents, else the current one.
func (l *Library) Selected() []dossier.ID {
	var ids []dossier.ID
	for _, i := range l.list.Chosen() {
		if i < len(l.lines) && !l.lines[i].head {
			ids = append(ids, l.lines[i].id)
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

// FocusFilter gives the filter the keyboard.
func (l *Library) FocusFilter() {
	l.deps.Desk.Kit.Focus(l.filter.Entry)
}

func (l *Library) open(i int) {
	if i < len(l.lines) && !l.lines[i].head {
		l.deps.Open(l.lines[i].id)
	}
}

func (l *Library) filterKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if l.filter.Entry.Text == "" {
			return false
		}
		l.filter.Entry.SetText("")
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		l.list.Focus()
	default:
		return false
	}
	return true
}

func (l *Library) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyDelete {
		l.Delete()
		return true
	}
	return false
}

func (l *Library) rune(r rune) {
	switch r {
	case 'u', 'U':
		l.SetState(dossier.DocumentNew)
	case 'w', 'W':
		l.SetState(dossier.DocumentWork)
	case 'o', 'O':
		l.SetState(dossier.DocumentDone)
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
	for _, ln := range l.lines {
		for _, id := range ids {
			if ln.id == id && !ln.head {
				statements += ln.count
			}
		}
	}
	l.deps.Desk.Act(func(ctx context.Context) error { return l.deps.Desk.Workbench.DeleteDocuments(ctx, ids) }, func() {
		l.deps.Desk.Note(fmt.Sprintf("Deleted %s and %s", parts.Count(len(ids), "document"), parts.Count(statements, "statement")))
	})
}

// CreateRenderer implements fyne.Widget.
func (l *Library) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: l, Objs: parts.Fixed(l.ground, l.filter, l.order, l.count, l.rule, l.clip, l.empty, l.none),
		Min: func() fyne.Size { return fyne.NewSize(224, 200) },
		Lay: func(s fyne.Size) {
			filtered := l.filter.Entry.Text != ""
			l.empty.Hidden = !l.loads || len(l.lines) > 0 || filtered
			l.none.Hidden = !l.loads || len(l.lines) > 0 || !filtered
			l.clip.Hidden = len(l.lines) == 0
			l.order.Hidden, l.count.Hidden = len(l.lines) == 0, len(l.lines) == 0
			parts.Put(l.ground, 0, 0, s.Width, s.Height)
			parts.Put(l.filter, look.Space4, look.Space2, s.Width-2*look.Space4, 28)
			parts.Put(l.order, 36, 46, 100, 16)
			w := l.count.MinSize().Width
			parts.Put(l.count, s.Width-w-look.Space4, 46, w, 16)
			parts.Put(l.rule, 0, 68, s.Width, 1)
			parts.Put(l.clip, 0, 69, s.Width, max(0, s.Height-69))
			parts.Put(l.empty, 0, 69, s.Width, max(0, s.Height-69))
			parts.Put(l.none, 0, 69, s.Width, max(0, s.Height-69))
		}}
}
