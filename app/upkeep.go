package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"parley/dossier"
	"parley/storage"
)

// Check verifies the dossier: the database, every hash, every passage against its text, the search index.
func (w *Workbench) Check(ctx context.Context, p Progress) ([]dossier.Finding, error) {
	return ask(w, func(d *storage.Dossier) ([]dossier.Finding, error) {
		return d.Check(ctx, func(done, total int) { p.step(done, total, "documents") })
	})
}

// BackupFile is a backup of the open dossier.
type BackupFile struct {
	Path  string
	At    time.Time
	Bytes int64
}

// Backup writes a verified copy of the dossier and returns its path. An empty path means the folder "backups" beside
// the dossier, under a name with the time.
func (w *Workbench) Backup(ctx context.Context, to string) (string, error) {
	return ask(w, func(d *storage.Dossier) (string, error) {
		if to == "" {
			dir, base := backupPlace(d.Path())
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return "", fmt.Errorf("No backup was made: the folder %s cannot be made (%w).", dir, err) //lint:ignore ST1005 a sentence for people
			}
			to = filepath.Join(dir, base+"-"+w.now().UTC().Format("20060102-150405")+".parley")
		}
		return to, d.Backup(ctx, to)
	})
}

// SaveCopy writes the open dossier under another name and goes on there: also where its own file was moved, deleted or
// replaced, may not be written, or lies on a full disk.
func (w *Workbench) SaveCopy(ctx context.Context, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	if err := w.with(func(d *storage.Dossier) error { return d.Backup(ctx, to) }); err != nil {
		return err
	}
	return w.Open(ctx, to)
}

// CopyHelps reports whether an error is one after which the work can go on in a copy.
func CopyHelps(err error) bool {
	for _, kind := range []error{storage.ErrMoved, storage.ErrReadOnly, storage.ErrDiskFull} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

func backupPlace(path string) (dir, base string) {
	return filepath.Join(filepath.Dir(path), "backups"), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// Backups lists the backups beside the open dossier, newest first.
func (w *Workbench) Backups(ctx context.Context) ([]BackupFile, error) {
	return ask(w, func(d *storage.Dossier) ([]BackupFile, error) { return BackupsOf(d.Path()) })
}

// BackupsOf lists the backups beside a dossier file, newest first; the file itself need not exist.
func BackupsOf(path string) ([]BackupFile, error) {
	dir, base := backupPlace(path)
	matches, err := filepath.Glob(filepath.Join(escapeGlob(dir), escapeGlob(base)+"-*.parley"))
	if err != nil {
		return nil, err
	}
	var list []BackupFile
	for _, m := range matches {
		if info, err := os.Stat(m); err == nil {
			list = append(list, BackupFile{m, info.ModTime(), info.Size()})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].At.After(list[j].At) })
	return list, nil
}

// escapeGlob makes a path match itself only.
func escapeGlob(s string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(s)
}

// Restore puts a backup in the place of a dossier. The file that was there is kept beside it under another name. The
// open dossier is closed first where it is the one to be replaced, and opened again.
func (w *Workbench) Restore(ctx context.Context, backup, to string) error {
	to, err := filepath.Abs(to)
	if err != nil {
		return err
	}
	s, err := w.Summary(ctx)
	reopen := err == nil && s.Path == to
	if reopen {
		if err := w.CloseDossier(); err != nil {
			return err
		}
	}
	restoreErr := storage.Restore(ctx, backup, to, w.storageOptions())
	if reopen {
		if err := w.Open(ctx, to); err != nil && restoreErr == nil {
			return err
		}
	}
	return restoreErr
}
