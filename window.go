package main

import (
	"fmt"
	"os"

	"parley/app"
	"parley/assets"
	"parley/views"
)

// openWindow opens the workbench in a window, on a dossier or, with an empty path, on the welcome page, and returns
// the exit status when it is closed.
func openWindow(path string) int {
	w := app.New(app.Options{Analyst: os.Getenv("PARLEY_ANALYST")})
	err := views.Run(w, views.Resources{Font: assets.Font, Icon: assets.Icon()}, path)
	if closeErr := w.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "parley:", err)
		return 1
	}
	return 0
}
