package views

import (
	"context"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/keymap"
	"parley/views/library"
	"parley/views/look"
	"parley/views/names"
	"parley/views/packet"
	"parley/views/parts"
	"parley/views/positions"
	"parley/views/search"
	"parley/views/sheet"
	"parley/views/timeline"
	"parley/views/welcome"
)

// window is the one window of the program. Its methods are for the interface thread, unless they say otherwise.
type window struct {
	app  fyne.App
	win  fyne.Window
	work *app.Workbench
	look *look.Look
	kit  *parts.Kit
	desk *desk.Desk
	res  Resources

	frame     *frame
	bar       *paneBar
	status    *statusBar
	message   *parts.Bar
	welcome   *welcome.Page
	library   *library.Library
	packet    *packet.Pane
	reading   *reading
	positions *positions.Pane
	timeline  *timeline.Pane
	names     *names.Pane
	panes     []pane
	current   int // index into panes

	keys     *keymap.Map
	capture  func(key string) // takes the next key of the menu; nil: it does what it does
	menu     *fyne.MainMenu
	commands []group

	summary   dossier.Summary
	loader    *desk.Loader[dossier.Summary]
	searched  string                 // what was searched last
	searching *search.Panel          // the search that is open; nil: none
	trail     trail                  // where one was, for back and forward
	recent    []string               // the actions chosen in the palette, the last one first
	region    struct{ pane, at int } // of the keyboard, for F6
	events    mailbox
	cancel    func()
	told      map[int]bool // jobs whose end was told
	toRead    bool         // the newest document is opened when the jobs are done
	leaving   *sheet.Sheet // asks whether to quit, or did
	opening   string       // the file that was asked for last, until one is open
}

// pane is what a tab opens.
type pane interface {
	Object() fyne.CanvasObject
	Title() string
	Focus()
	Reload(app.Event)
}

// entering is implemented by panes that do something when they come into sight or go out of it.
type entering interface {
	Enter()
	Leave()
}

// settings kept between runs.
const (
	prefWidth  = "window.width"
	prefHeight = "window.height"
	prefMode   = "look.mode"
	prefHints  = "look.hidekeys"
	prefKeys   = "keys"
)

func newWindow(a fyne.App, work *app.Workbench, l *look.Look, r Resources) *window {
	l.Attach(a)
	l.SetMode(a, look.Mode(a.Preferences().Int(prefMode))) // before anything is drawn
	l.ShowKeyHints(a, !a.Preferences().Bool(prefHints))
	w := &window{app: a, work: work, look: l, res: r, told: map[int]bool{}}
	w.kit = &parts.Kit{Look: l, Key: w.key}
	w.win = a.NewWindow("Parley")
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.kit.Canvas = w.win.Canvas()
	w.desk = &desk.Desk{
		Offer: w.offer,
		Kit:   w.kit, Workbench: work, Now: time.Now,
		Go: func(fn func()) { go fn() }, Do: fyne.Do,
		Say:  func(m parts.Message) { w.message.Say(m) },
		Note: func(words string) { w.status.note(words) },
	}
	w.desk.Sheets = &sheet.Stack{Kit: w.kit, Canvas: w.win.Canvas(), OnChange: w.changed}
	if home, err := os.UserHomeDir(); err == nil {
		w.desk.Home = home
	}
	w.build()
	return w
}

func (w *window) build() {
	w.message = parts.NewBar(w.kit)
	w.status = newStatusBar(w)
	w.welcome = welcome.New(welcome.Deps{Desk: w.desk, Actions: w.beginnings(), Open: w.openPath, Find: w.findMissing})
	w.library = library.New(library.Deps{Desk: w.desk, Open: w.readDocument, Add: w.addFromClipboard, Changed: w.changed, Loaded: w.readNewest,
		Order: w.keptOrder(), Ordered: w.keepOrder})
	w.packet = packet.New(packet.Deps{Desk: w.desk, OpenURL: w.app.OpenURL, Show: w.goTo, Facts: w.editFactsOf, Verify: w.verifyFile, Changed: w.changed})
	w.reading = newReading(w)
	w.panes = w.allPanes()
	w.bar = newPaneBar(w)
	w.frame = newFrame(w)
	w.message.OnChange = w.frame.Refresh
	w.loader = desk.NewLoader(w.desk, w.work.Summary, w.showSummary, nil)
	w.win.SetContent(w.frame)
	w.buildMenu()
	w.reading.article.KeysChanged() // those that were bound before
	w.status.show()
	w.win.Canvas().SetOnTypedKey(w.key)
	w.toEnds()
	w.win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { w.dropped(uris) })
	w.win.SetCloseIntercept(w.quit)
}

// start shows the window and opens the dossier, if one is given.
func (w *window) start(path string) {
	p := w.app.Preferences()
	w.win.Resize(fyne.NewSize(float32(p.FloatWithFallback(prefWidth, 1366)), float32(p.FloatWithFallback(prefHeight, 768))))
	w.cancel = w.work.Subscribe(func(e app.Event) {
		if w.events.put(e) {
			fyne.Do(w.handle)
		}
	})
	w.app.Lifecycle().SetOnStarted(func() {
		w.welcome.Reload()
		if path != "" {
			w.openPath(path)
		}
	})
}

// stop is called when the window is gone.
func (w *window) stop() {
	if w.cancel != nil {
		w.cancel()
	}
}

// mailbox gathers the events of the workbench, so that a flood of them asks the interface thread once.
type mailbox struct {
	mu     sync.Mutex
	events []app.Event
}

// put adds an event and reports whether the thread must be asked to take them.
func (m *mailbox) put(e app.Event) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.events = append(m.events, e)
	return len(m.events) == 1
}

// take returns what came in, one event of each kind that names nothing, in order.
func (m *mailbox) take() []app.Event {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := m.events
	m.events = nil
	return all
}

// handle takes up what has happened in the workbench.
func (w *window) handle() {
	seen := map[app.EventKind]bool{}
	for _, e := range w.events.take() {
		switch e.Kind {
		case app.JobsChanged:
			if !seen[e.Kind] {
				w.jobsChanged()
			}
		case app.DossierOpened:
			w.opened()
		case app.DossierClosed:
			w.closed()
		case app.Notice:
			w.notice(e)
		}
		if e.Kind != app.JobsChanged && e.Kind != app.Notice {
			w.library.Reload(e)
			for _, p := range w.panes {
				p.Reload(e)
			}
			if w.work.IsOpen() {
				w.loader.Reload()
			}
		}
		seen[e.Kind] = true
	}
	w.changed()
}

func (w *window) opened() {
	w.opening = ""
	w.trail = trail{}
	w.message.Clear()
	w.frame.setOpen(true)
	w.show(0)
}

// readNewest opens the newest document of a dossier that was just opened, so that one reads at once.
func (w *window) readNewest() {
	if w.toRead = len(asked(w.work.Jobs().List())) > 0; w.toRead {
		return // documents are still coming in: when they are all there
	}
	if doc, _ := w.reading.article.Current(); doc != dossier.None || w.current != 0 {
		return
	}
	w.desk.Go(func() {
		docs, _, err := w.work.Documents(context.Background(), dossier.DocumentFilter{Limit: 1})
		w.desk.Do(func() {
			if err == nil && len(docs) > 0 && w.current == 0 && w.desk.Sheets.Top() == nil {
				w.readDocument(docs[0].ID)
			}
		})
	})
}

func (w *window) closed() {
	w.loader.Drop()
	w.summary = dossier.Summary{}
	w.trail = trail{}
	w.win.SetTitle("Parley")
	w.bar.show(w.summary)
	w.frame.setOpen(false)
	w.welcome.Reload()
	w.welcome.Focus()
}

func (w *window) showSummary(s dossier.Summary) {
	first := w.summary.ID != s.ID
	w.summary = s
	w.win.SetTitle(s.Title + " – Parley")
	w.bar.show(s)
	if first && s.ReadOnly {
		why := s.WhyLocked
		if why == "" {
			why = "This dossier is open for reading only."
		}
		w.message.Say(parts.Message{Warning: true, Words: why})
	} else if first && s.Shared != "" {
		w.message.Say(parts.Message{Warning: true, Words: s.Shared})
	}
	w.changed()
}

// show opens a pane by its place in the tabs.
func (w *window) show(i int) {
	if i < 0 || i >= len(w.panes) {
		return
	}
	if i != w.current {
		if p, ok := w.panes[w.current].(entering); ok {
			p.Leave()
		}
	}
	w.current = i
	w.status.place("")
	w.bar.open(i)
	w.frame.Refresh()
	if p, ok := w.panes[i].(entering); ok {
		p.Enter()
	}
	if w.desk.Sheets.Top() == nil {
		w.panes[i].Focus()
	}
	w.changed()
}

// changed is called when what can be done may have changed: the menu and the status bar follow.
func (w *window) changed() {
	if w.menu == nil {
		return // still being built
	}
	w.refreshMenu()
	w.status.show()
}

// act does an action of the workbench beside the interface thread.
func (w *window) act(action func(context.Context) error, then func()) { w.desk.Act(action, then) }
