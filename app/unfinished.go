package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"parley/dossier"
	"parley/storage"
)

// A correction that is being typed is kept beside the program's settings, so that a crash does not lose an hour of it. It
// belongs to one state of a text: a correction of another one is not brought back.

func (w *Workbench) unfinishedFile(revision dossier.ID) string {
	return filepath.Join(w.configDir, "corrections", revision.String()+".txt")
}

// KeepUnfinished keeps what was typed so far as a correction of a revision.
func (w *Workbench) KeepUnfinished(revision dossier.ID, text string) error {
	if w.configDir == "" {
		return nil
	}
	path := w.unfinishedFile(revision)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "typing-*")
	if err != nil {
		return err
	}
	_, err = tmp.WriteString(text)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return os.Rename(tmp.Name(), path)
}

// Unfinished gives what was kept of a correction, and when; ok is false where nothing was.
func (w *Workbench) Unfinished(revision dossier.ID) (text string, at time.Time, ok bool, err error) {
	if w.configDir == "" {
		return "", at, false, nil
	}
	b, err := os.ReadFile(w.unfinishedFile(revision))
	if errors.Is(err, fs.ErrNotExist) {
		return "", at, false, nil
	}
	if err != nil {
		return "", at, false, err
	}
	if info, err := os.Stat(w.unfinishedFile(revision)); err == nil {
		at = info.ModTime()
	}
	return string(b), at, true, nil
}

// DropUnfinished forgets what was kept of a correction: it was made, or given up.
func (w *Workbench) DropUnfinished(revision dossier.ID) error {
	if w.configDir == "" {
		return nil
	}
	if err := os.Remove(w.unfinishedFile(revision)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// LongestText is how many bytes a text may have.
const LongestText = storage.TextLimit
