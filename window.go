package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"parley/app"
	"parley/assets"
	"parley/views"
)

// openWindow opens the workbench in a window, on a dossier or, with an empty path, on the last one, and returns the
// exit status when it is closed. Where there is no last one, it is the welcome page.
func openWindow(path string) int {
	if err := runWindow(path); err != nil {
		fmt.Fprintln(os.Stderr, "parley:", err)
		return 1
	}
	return 0
}

var errNoDisplay = errors.New("there is no display to open a window on; every command works without one, see parley --help")

func runWindow(path string) (err error) {
	if !hasDisplay() {
		return errNoDisplay
	}
	// The toolkit panics where a display is named but cannot be reached.
	defer func() {
		if r := recover(); r != nil {
			if !strings.Contains(fmt.Sprint(r), "GLFW") {
				panic(r)
			}
			err = errNoDisplay
		}
	}()
	w := app.New(app.Options{Analyst: os.Getenv("PARLEY_ANALYST"), Sitting: true})
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	if recent := w.Recent(); path == "" && len(recent) > 0 && !recent[0].Missing {
		path = recent[0].Path
	}
	return views.Run(w, views.Resources{Font: assets.Font, Icon: assets.Icon()}, path)
}

// hasDisplay reports whether a window can be asked for: on Linux and the BSDs the environment names the display.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
