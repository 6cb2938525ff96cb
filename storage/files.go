package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// tempBeside makes an empty file with a name of its own in the folder of path, so that it can be renamed into place.
func tempBeside(path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// removeStale takes away what making a file of the folder left when it was cut off by a crash more than a day ago: each
// has a name of its own, and nobody is writing it any more.
func removeStale(folder string, now time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), ".") && strings.Contains(e.Name(), ".parley.") && strings.HasSuffix(e.Name(), ".tmp") &&
			now.Sub(info.ModTime()) > 24*time.Hour {
			removeDatabase(filepath.Join(folder, e.Name()))
		}
	}
}

// removeDatabase removes a temporary database with what SQLite may have left beside it.
func removeDatabase(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + suffix)
	}
}

// placeNew gives a finished file its name, and fails with fs.ErrExist where there is one already: a link, unlike a
// rename, does not replace.
func placeNew(temp, path string) error {
	if err := syncFile(temp); err != nil {
		return err
	}
	err := os.Link(temp, path)
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	if err != nil { // a file system without links
		if _, statErr := os.Lstat(path); statErr == nil {
			return fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
		if err := os.Rename(temp, path); err != nil {
			return err
		}
	}
	return syncFolder(path)
}

// place gives a finished file its name and replaces what bears it.
func place(temp, path string) error {
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(path)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// syncFolder makes a new name survive a power cut. Windows keeps names by itself and cannot sync a folder.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
