package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/keymap"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/reader"
)

// reading is the pane with the library, the article and the card of the current statement side by side.
type reading struct {
	widget.BaseWidget
	w       *window
	article *reader.Pane
	ground  *parts.Ground
	left    *splitter
	right   *splitter
	edge    *parts.Ground

	libraryWidth, cardWidth float32
	noLibrary, noCard       bool // folded by hand
	drawer                  bool // the card lies over the article
	placed                  string
	awaited                 bool // the article that is being loaded gets the keyboard
}

func newReading(w *window) *reading {
	r := &reading{w: w, ground: parts.NewGround(w.kit, look.InkPaper), edge: parts.NewGround(w.kit, look.InkEdge), libraryWidth: libraryUsual, cardWidth: cardUsual}
	r.left = newSplitter(w.kit, func(dx float32) { r.libraryWidth = r.columns(r.Size().Width).libraryWish + dx; r.Refresh() })
	r.right = newSplitter(w.kit, func(dx float32) { r.cardWidth = r.columns(r.Size().Width).cardWish - dx; r.Refresh() })
	r.article = reader.New(reader.Deps{Desk: w.desk, Place: r.place, Shown: r.shown, Changed: w.changed, Paste: w.addFromClipboard, GoTo: w.goTo,
		Keys: func() *keymap.Map { return w.keys }, AboveSet: func(v float64) { w.app.Preferences().SetFloat(prefAbove, v) }})
	r.article.SetAbove(w.app.Preferences().FloatWithFallback(prefAbove, reader.UsualAbove))
	r.article.SetShape(w.keptShape())
	r.ExtendBaseWidget(r)
	return r
}

// Object, Title, Focus and Reload make it a pane.
func (r *reading) Object() fyne.CanvasObject { return r }

// Title is the word on the tab.
func (r *reading) Title() string { return "Reader" }

// Focus gives the keyboard to the article, or to the library where none is open.
func (r *reading) Focus() {
	if doc, _ := r.article.Current(); doc != dossier.None {
		r.article.Focus()
	} else {
		r.w.library.Focus()
	}
}

// Reload takes up a change of the dossier.
func (r *reading) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened, app.DossierClosed:
		r.drawer = false
		r.article.Close()
	default:
		r.article.Reload(e)
	}
}

func (r *reading) foldLibrary() {
	r.noLibrary = !r.noLibrary
	r.Refresh()
}

// foldCard folds the card away, or, where there is no room beside the article, lays it over it.
func (r *reading) foldCard() {
	if place := r.columns(r.Size().Width); place.narrow {
		r.drawer = !r.drawer
	} else {
		r.noCard = !r.noCard
	}
	r.Refresh()
}

// read opens a document at a place, or where it was left, and gives the article the keyboard once it is there.
func (r *reading) read(document, statement dossier.ID, at dossier.Span) {
	r.awaited = true
	if statement != dossier.None {
		r.article.OpenStatement(document, statement)
	} else {
		r.article.Open(document, at)
	}
	if shown, _ := r.article.Current(); shown == document {
		r.article.Focus()
		r.awaited = false
	}
}

// shown is called when another article is on the screen.
func (r *reading) shown(document dossier.ID) {
	r.w.library.Shown(document)
	if r.awaited && r.w.current == 0 && r.w.desk.Sheets.Top() == nil {
		r.article.Focus()
	}
	r.awaited = false
}

// Enter says again where in the article one is.
func (r *reading) Enter() { r.place(r.placed) }

// Leave does nothing: all is kept as it is done.
func (r *reading) Leave() {}

// place tells the status bar where in the article one is, while the article is in sight.
func (r *reading) place(words string) {
	r.placed = words
	if r.w.current == 0 {
		r.w.status.place(words)
	}
}

// showCard brings the card into sight and gives it the keyboard.
func (r *reading) showCard() {
	r.noCard = false
	if r.columns(r.Size().Width).narrow {
		r.drawer = true
	}
	r.Refresh()
	r.article.FocusCard()
}

func (r *reading) columns(width float32) columns {
	return layColumns(width, r.libraryWidth, r.cardWidth, r.noLibrary, r.noCard, r.drawer)
}

// CreateRenderer implements fyne.Widget.
func (r *reading) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Lay: r.lay, Min: func() fyne.Size { return fyne.NewSize(600, 300) },
		Objs: parts.Fixed(r.ground, r.w.library, r.article.Article(), r.left, r.article.Card(), r.edge, r.right)}
}

func (r *reading) lay(s fyne.Size) {
	c := r.columns(s.Width)
	parts.Put(r.ground, 0, 0, s.Width, s.Height)
	show(r.w.library, c.library > 0)
	show(r.left, c.library > 0)
	if c.library > 0 {
		parts.Put(r.w.library, 0, 0, c.library, s.Height)
		parts.Put(r.left, c.library-4, 0, 8, s.Height)
	}
	parts.Put(r.article.Article(), c.articleX, 0, c.article, s.Height)
	card := r.article.Card()
	show(card, c.card > 0)
	show(r.right, c.card > 0 && !c.narrow)
	show(r.edge, c.card > 0 && c.narrow)
	if c.card > 0 {
		parts.Put(card, s.Width-c.card, 0, c.card, s.Height)
		parts.Put(r.right, s.Width-c.card-5, 0, 8, s.Height)
		parts.Put(r.edge, s.Width-c.card-1, 0, 1, s.Height)
	}
}

// splitter is a line 1 wide that is 8 wide to the hand.
type splitter struct {
	widget.BaseWidget
	line *parts.Ground
	move func(dx float32)
}

var (
	_ fyne.Draggable     = (*splitter)(nil)
	_ desktop.Cursorable = (*splitter)(nil)
)

func newSplitter(k *parts.Kit, move func(dx float32)) *splitter {
	s := &splitter{line: parts.NewGround(k, look.InkEdge), move: move}
	s.ExtendBaseWidget(s)
	return s
}

// Dragged moves the line.
func (s *splitter) Dragged(e *fyne.DragEvent) { s.move(e.Dragged.DX) }

// DragEnd does nothing: the line lies where it was moved to.
func (s *splitter) DragEnd() {}

// Cursor shows that the line can be moved.
func (s *splitter) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer implements fyne.Widget.
func (s *splitter) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: s, Objs: parts.Fixed(s.line), Min: func() fyne.Size { return fyne.NewSize(8, 8) },
		Lay: func(size fyne.Size) { parts.Put(s.line, 3, 0, 1, size.Height) }}
}
