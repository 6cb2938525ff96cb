package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"parley/dossier"
	"parley/storage"
)

// Backup writes a verified copy of the dossier and returns its path. An empty path means the folder "backups" beside
// the dossier, under a name with the time.
func (w *Workbench) Backup(ctx context.Context, to string) (string, error) {
	return ask(w, func(d *storage.Dossier) (string, error) {
		if to == "" {
			if err := storage.MakeBackupFolder(d.Path()); err != nil {
				return "", err
			}
			to = storage.BackupPath(d.Path(), dossier.BackupByHand, w.now())
		}
		return to, d.Backup(ctx, to)
	})
}

// BackupsOf lists the backups of a dossier file, newest first, with what each holds; the file itself need not exist nor
// open. thorough reads every page and every text of each.
func BackupsOf(ctx context.Context, path string, thorough bool) ([]dossier.Backup, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	list, err := storage.FindBackups(path)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if list[i], err = storage.DescribeBackup(ctx, list[i], thorough); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// ChooseBackup finds among the backups of a dossier the one that is meant: "latest" is the newest that can be restored, a
// time ("2026-11-14", "2026-11-14 18:05") the newest made up to then, in the zone of this computer; anything else is a file.
func ChooseBackup(list []dossier.Backup, what string) (file string, err error) {
	var until time.Time
	switch {
	case what == "latest":
		until = time.Unix(1<<40, 0)
	default:
		for _, form := range []struct {
			layout string
			whole  time.Duration
		}{{"2006-01-02", 24 * time.Hour}, {"2006-01-02 15:04", time.Minute}, {"2006-01-02T15:04", time.Minute}, {"2006-01-02 15:04:05", time.Second}} {
			if t, err := time.ParseInLocation(form.layout, what, time.Local); err == nil {
				until = t.Add(form.whole)
			}
		}
	}
	if until.IsZero() {
		return what, nil
	}
	for _, b := range list {
		if b.Problem == "" && b.Kind != dossier.BackupReplaced && b.Kind != dossier.BackupRepair && b.At.Before(until) {
			return b.Path, nil
		}
	}
	if what == "latest" {
		return "", errors.New("There is no backup that can be restored. Name a file, if one lies elsewhere.") //lint:ignore ST1005 a sentence for people
	}
	return "", fmt.Errorf("There is no backup of %s or before that can be restored.", what) //lint:ignore ST1005 a sentence for people
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

// backUpBeforeImport makes a backup before many texts come in: what an import brings by mistake is undone in one step,
// but a fault of the disk shows when much is written.
func (w *Workbench) backUpBeforeImport(ctx context.Context, o ImportParams) {
	if manyTexts(o) {
		w.automaticBackup(ctx, storage.BeforeImport)
	}
}

func manyTexts(o ImportParams) bool {
	if len(o.Files)+len(o.Inputs) > 1 {
		return true
	}
	for _, file := range o.Files {
		if IsArchive(file) || isFolder(file) {
			return true
		}
	}
	return false
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// automaticBackup makes a backup where one is due. That it failed stops no work, and is said once.
func (w *Workbench) automaticBackup(ctx context.Context, o storage.Occasion) {
	_, err := ask(w, func(d *storage.Dossier) (string, error) { return d.AutomaticBackup(ctx, o) })
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrNoDossier) {
		return
	}
	w.keeper.once(err, w.notice)
}

// notice tells a person something that stopped no work.
func (w *Workbench) notice(words string) {
	if !strings.HasSuffix(words, ".") {
		words += "."
	}
	if w.tell != nil {
		w.tell(words)
	}
	w.bus.publish(Event{Kind: Notice, Words: words})
}
