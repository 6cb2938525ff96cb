package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"parley/dossier"
	"parley/storage"
)

// killBackups kills a process that backs up beside one that writes. What bears a backup's name must be a whole backup,
// and hold what was there when it was begun.
func (t *torture) killBackups(rounds int) error {
	r := t.table.row("kill -9 a backup")
	defer r.end()
	m := modes()[0]
	var path, to string
	var c *claims
	least := map[string]int{} // actions that a backup must hold
	for round := range rounds {
		if round%roundsOfADossier == 0 {
			var err error
			if path, err = t.create(fmt.Sprintf("backed-up-%d.parley", round), m); err != nil {
				return err
			}
			to = filepath.Join(t.folder, fmt.Sprintf("backups-%d", round))
			if err := os.Mkdir(to, 0o700); err != nil {
				return err
			}
			c = newClaims()
		}
		victims, err := t.during(r, 300*time.Millisecond, t.child("write", path, m.name, 1, t.rand.Uint64(), 1<<30, 0), t.child("back-up", path, m.name, to))
		if err != nil {
			return err
		}
		for _, line := range victims[1].lines {
			var s saved
			if err := json.Unmarshal([]byte(line), &s); err != nil {
				return err
			}
			least[s.Path] = s.Actions
			r.acks++
		}
		if err := t.judge(r, path, m, c, victims[:1]); err != nil {
			return err
		}
		whole, err := filepath.Glob(filepath.Join(to, "*.parley"))
		if err != nil {
			return err
		}
		for _, backup := range whole {
			if err := judgeBackup(r, backup, m, least[backup]); err != nil {
				r.crashed++
				r.complain("A backup could not be read: " + oneLine(err))
			}
		}
	}
	left, err := filepath.Glob(filepath.Join(t.folder, "backups-*", ".*.tmp*"))
	if len(left) > 0 {
		r.note = fmt.Sprintf("%d temporary files left behind", len(left))
	}
	return err
}

// judgeBackup looks into a copy of a backup, since undo writes into what it is tried on.
func judgeBackup(r *row, backup string, m mode, least int) error {
	copied := backup + ".copy"
	if err := copyFile(backup, copied); err != nil {
		return err
	}
	defer os.Remove(copied)
	d, err := storage.Open(ctx, copied, m.options("Noa"))
	if err != nil {
		return err
	}
	history, err := d.History(ctx, 0)
	c := newClaims()
	if err = errors.Join(err, c.settle(d), d.Close()); err != nil {
		return err
	}
	if len(history) < least {
		r.lost += least - len(history)
		r.complain(fmt.Sprintf("A backup holds %d actions, and %d were there before it was begun.", len(history), least))
	}
	v, err := verify(copied, m.options("Noa"), c)
	r.half += v.half + v.lost
	r.findings += v.findings
	r.complain(v.words...)
	return err
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

// killRestores kills a process that brings a backup to the path of a dossier. What is at the path must be the one or
// the other, whole; where nothing is there, the dossier must stand beside it under the name that says so.
func (t *torture) killRestores(rounds int) error {
	r := t.table.row("kill -9 a restore")
	defer r.end()
	m := modes()[0]
	old, oldClaims, err := t.filledDossier("to-restore.parley", 80)
	if err != nil {
		return err
	}
	backup, backupClaims, err := t.filledDossier("backup.parley", 40)
	if err != nil {
		return err
	}
	backupID, err := idOf(backup)
	if err != nil {
		return err
	}
	was, err := os.ReadFile(backup)
	if err != nil {
		return err
	}
	missing := 0
	for round := range rounds {
		folder := filepath.Join(t.folder, fmt.Sprintf("restored-%d", round))
		path := filepath.Join(folder, "talks.parley")
		if err := errors.Join(os.Mkdir(folder, 0o700), copyFile(old, path)); err != nil {
			return err
		}
		victims, err := t.during(r, 40*time.Millisecond, t.child("restore", backup, path))
		if err != nil {
			return err
		}
		c := oldClaims
		if _, err := os.Stat(path); err != nil {
			missing++
			aside, _ := filepath.Glob(filepath.Join(folder, "talks.replaced-*.parley"))
			if path = filepath.Join(folder, "nothing"); len(aside) == 1 {
				path = aside[0]
			}
		} else if is, err := idOf(path); err != nil || is == backupID {
			c = backupClaims
		}
		if len(victims[0].lines) > 0 { // it was told that it is restored
			r.acks++
			c = backupClaims
		}
		v, err := verify(path, m.options("Noa"), c.clone())
		if err != nil {
			r.crashed++
			r.complain("Neither dossier could be read: " + oneLine(err))
		}
		if now, err := os.ReadFile(backup); err != nil || !bytes.Equal(now, was) {
			v.add(&v.half, 1, "The backup was changed.")
		}
		t.table.take(r, v, nil)
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	r.note = fmt.Sprintf("%d times the dossier stood only beside its path", missing)
	return nil
}

// idOf tells one dossier from another.
func idOf(path string) (dossier.ID, error) {
	d, err := storage.Open(ctx, path, modes()[0].options("Noa"))
	if err != nil {
		return dossier.None, err
	}
	return d.ID(), d.Close()
}
