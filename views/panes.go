package views

import (
	"parley/dossier"
	"parley/views/look"
	"parley/views/names"
	"parley/views/parts"
	"parley/views/positions"
	"parley/views/search"
	"parley/views/timeline"
)

// allPanes lists the panes in the order of their tabs.
func (w *window) allPanes() []pane {
	w.positions = positions.New(positions.Deps{Desk: w.desk, Changed: w.changed, OpenPassage: w.goTo, Recipe: w.packet.Chosen,
		Place: func(words string) {
			if w.current == positionsPane {
				w.status.place(words)
			}
		}})
	w.names = names.New(names.Deps{Desk: w.desk, Changed: w.changed, Statements: w.searchFor})
	w.timeline = timeline.New(timeline.Deps{Desk: w.desk, Changed: w.changed, OpenPassage: w.goTo,
		Place: func(words string) {
			if w.current == timelinePane {
				w.status.place(words)
			}
		},
		Positions: func(from, to dossier.Date, issues []dossier.ID) {
			w.remember()
			w.positions.ShowTime(from, to, issues)
			w.show(positionsPane)
		}})
	return []pane{w.reading, w.positions, w.timeline, w.packet, w.names}
}

// The places of panes among the tabs; the reader is the first, 0.
const (
	positionsPane = 1
	timelinePane  = 2
	packetPane    = 3
	namesPane     = 4
)

func (w *window) positionsCommands() []parts.Command {
	return w.onPane(positionsPane, w.positions.Menu())
}

func (w *window) timelineCommands() []parts.Command { return w.onPane(timelinePane, w.timeline.Menu()) }

func (w *window) namesCommands() []parts.Command { return w.onPane(namesPane, w.names.Menu()) }

// openNames opens a section of the names.
func (w *window) openNames(section int) func() {
	return func() {
		w.show(namesPane)
		w.names.Open(section)
	}
}

// filterLibrary puts the keyboard into the filter of the library.
func (w *window) filterLibrary() {
	w.show(0)
	w.reading.noLibrary = false
	w.reading.Refresh()
	w.library.FocusFilter()
}

// openSearch opens the panel that searches the dossier.
func (w *window) openSearch() {
	if !w.open() || w.desk.Sheets.Top() != nil {
		return
	}
	w.searching = search.Open(search.Deps{Desk: w.desk, Words: w.searched, Open: w.openHit, Closed: func(words string) {
		w.searched, w.searching = words, nil
	}})
}

// openHit goes to a place that a search has found.
func (w *window) openHit(h dossier.Hit) {
	if h.DocumentID == dossier.None {
		return
	}
	w.remember()
	w.show(0)
	w.reading.read(h.DocumentID, h.StatementID, h.Place)
}

// turnMode changes between light and dark.
func (w *window) turnMode() {
	m := look.Dark
	if w.look.IsDark() {
		m = look.Light
	}
	w.setMode(m)
}

func (w *window) setMode(m look.Mode) {
	w.look.SetMode(w.app, m)
}

// turnHints shows or hides the keys beside what they do.
func (w *window) turnHints() {
	on := !w.look.KeyHints()
	w.look.ShowKeyHints(w.app, on)
	w.frame.Refresh()
}
