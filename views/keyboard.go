package views

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"parley/dossier"
	"parley/views/parts"
)

// key takes the plain keys that the focused widget has no use for.
func (w *window) key(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		w.stepBack()
		return
	}
	wanted := string(e.Name)
	if parts.Shifted() {
		wanted = "Shift " + wanted
	}
	if name := string(e.Name); len(name) < 2 || name[0] != 'F' {
		return // only function keys belong to the window
	}
	for _, g := range w.commands {
		for _, c := range g.commands {
			if c.Key == wanted && c.Shortcut == nil {
				w.run(c)
				return
			}
		}
	}
}

// toEnds lets Ctrl Home and Ctrl End lead to the first and last of what has the keyboard: the toolkit gives keys with Ctrl to
// the canvas alone.
func (w *window) toEnds() {
	for key, last := range map[fyne.KeyName]bool{fyne.KeyHome: false, fyne.KeyEnd: true} {
		w.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) {
			if f, ok := w.win.Canvas().Focused().(interface{ ToEnd(last bool) }); ok {
				f.ToEnd(last)
			}
		})
	}
}

// stepBack is what Escape does: it closes the sheet on top, else the message, else goes back to where one came from.
func (w *window) stepBack() {
	switch {
	case w.desk.Sheets.Top() != nil:
		w.desk.Sheets.Top().Close()
	case w.message.Close():
	case w.reading.drawer && w.current == 0:
		w.reading.foldCard()
		w.reading.Focus()
	case w.trail.canBack():
		w.back()
	case w.open():
		w.panes[w.current].Focus()
	}
}

// entry is what the toolkit's entries have and other widgets have not.
type entry interface {
	fyne.Shortcutable
	Undo()
	Redo()
}

func (w *window) inEntry() bool {
	f := w.win.Canvas().Focused()
	_, ok := f.(entry)
	return ok || isMenu(f)
}

func (w *window) takesShortcuts() bool {
	f := w.win.Canvas().Focused()
	_, ok := f.(fyne.Shortcutable)
	return ok || isMenu(f)
}

// isMenu reports whether the menu has the keyboard. It gives it back before it does what was chosen, so what can be done
// then is not known while it is open.
func isMenu(f fyne.Focusable) bool { return strings.HasSuffix(fmt.Sprintf("%T", f), ".menuBarItem") }

// typed hands a shortcut to the entry that has the focus and reports whether there is one.
func (w *window) typed(s fyne.Shortcut) bool {
	e, ok := w.win.Canvas().Focused().(entry)
	if ok {
		e.TypedShortcut(s)
	}
	return ok
}

// forward hands a shortcut to whatever has the focus.
func (w *window) forward(s fyne.Shortcut) {
	if f, ok := w.win.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	}
}

// region is a part of a pane that F6 goes to.
type region struct {
	focus func()
	has   func(fyne.Focusable) bool // whether the keyboard is there
}

// regions returns what F6 goes round, in the open pane.
func (w *window) regions() []region {
	tabs := region{w.focusTabs, func(f fyne.Focusable) bool { return f == fyne.Focusable(w.bar.tabs[w.current]) }}
	never := func(fyne.Focusable) bool { return false }
	switch w.panes[w.current] {
	case pane(w.reading):
		var list []region
		c := w.reading.columns(w.reading.Size().Width)
		if c.library > 0 {
			list = append(list, region{w.library.Focus, w.library.Has})
		}
		list = append(list, region{w.reading.article.Focus, w.reading.article.Has})
		if c.card > 0 {
			list = append(list, region{w.reading.article.FocusCard, w.reading.article.CardHas})
		}
		return append(list, tabs)
	case pane(w.packet):
		return []region{{w.packet.Focus, w.packet.RecipeHas}, {w.packet.FocusPage, w.packet.PageHas}, {w.packet.FocusPoints, w.packet.PointsHave}, tabs}
	case pane(w.names):
		return []region{{w.names.Focus, w.names.ListHas}, {w.names.FocusForm, w.names.FormHas}, {w.names.FocusFilter, w.names.FilterHas}, tabs}
	}
	return []region{{w.panes[w.current].Focus, never}, tabs}
}

func (w *window) focusTabs() { w.win.Canvas().Focus(w.bar.tabs[w.current]) }

// nextRegion moves the keyboard to the next region of the pane, or the one before, from where it is.
func (w *window) nextRegion(by int) {
	list := w.regions()
	if w.region.pane != w.current || w.region.at >= len(list) {
		w.region.pane, w.region.at = w.current, 0
	}
	now := w.win.Canvas().Focused()
	for i, r := range list {
		if now != nil && r.has(now) {
			w.region.at = i
			break
		}
	}
	w.region.at = (w.region.at + by + len(list)) % len(list)
	list[w.region.at].focus()
}

// goTo opens a statement in the reader and remembers where one was.
func (w *window) goTo(document, statement dossier.ID) {
	w.remember()
	w.show(0)
	w.reading.read(document, statement, dossier.Span{})
}

// document returns the one in the reader, else the current one of the library.
func (w *window) document() dossier.ID {
	if doc, _ := w.reading.article.Current(); doc != dossier.None {
		return doc
	}
	if ids := w.library.Selected(); len(ids) > 0 {
		return ids[0]
	}
	return dossier.None
}
