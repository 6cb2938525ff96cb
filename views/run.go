// Package views is the window of the workbench: menu, pane bar, panes, sheets and status bar.
package views

import (
	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"parley/app"
	"parley/views/look"
)

// Resources are what the window is built with and does not own.
type Resources struct {
	Font    func(name string) []byte // a bundled font by its name
	Icon    []byte                   // PNG
	Version string                   // empty: the one of the program's metadata
}

// appID names the program to the desktop, and the folder of its settings.
const appID = "app.parley.workbench"

// Run opens the window, on a dossier or, with an empty path, on the welcome page, and returns when it is closed.
func Run(w *app.Workbench, r Resources, path string) error {
	a := fyneapp.NewWithID(appID)
	if r.Icon != nil {
		a.SetIcon(fyne.NewStaticResource("parley.png", r.Icon))
	}
	if r.Version == "" {
		r.Version = a.Metadata().Version
	}
	l := look.New(r.Font)
	if !desktopTells() {
		l.DesktopIsSilent()
	}
	win := newWindow(a, w, l, r)
	win.start(path)
	win.win.ShowAndRun()
	win.stop()
	return nil
}
