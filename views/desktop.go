package views

import (
	"os"
	"path/filepath"
	"runtime"
)

// desktopTells reports whether the desktop can be asked if it is light or dark: on Linux and its kin through the session
// bus, elsewhere always.
func desktopTells() bool {
	switch runtime.GOOS {
	case "darwin", "windows":
		return true
	}
	if os.Getenv("FYNE_THEME") != "" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus"))
	return os.Getenv("XDG_RUNTIME_DIR") != "" && err == nil
}
