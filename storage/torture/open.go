package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"parley/storage"
)

// open does to a file what other programs and people do to it while it is open, and opens files that may not be
// written.
func (t *torture) open(rounds int) error {
	if runtime.GOOS == "windows" {
		t.table.row("file replaced or locked").note = "not done: Windows lets nobody replace an open file, and locks files otherwise"
		return nil
	}
	base, before, err := t.filledDossier("base.parley", 40)
	if err != nil {
		return err
	}
	for _, fault := range []string{"replaced", "moved", "deleted"} {
		if err := t.lostFile(fault, base, before, rounds); err != nil {
			return err
		}
	}
	if err := t.cutWhileOpen(base, before, rounds); err != nil {
		return err
	}
	for _, what := range []string{"file", "folder"} {
		if err := t.locked(what, base, before, rounds); err != nil {
			return err
		}
	}
	return t.readOnlyDisk(base, before, rounds)
}

// begin opens a copy of a dossier in a folder of its own and does a few steps.
func (t *torture) begin(name, base string, before *claims) (path string, d *storage.Dossier, w *writer, c *claims, err error) {
	folder := filepath.Join(t.folder, name)
	path = filepath.Join(folder, "talks.parley")
	if err = errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700)); err != nil {
		return path, nil, nil, nil, err
	}
	if err = copyFile(base, path); err != nil {
		return path, nil, nil, nil, err
	}
	if d, err = storage.Open(ctx, path, modes()[0].options("writer 1")); err != nil {
		return path, nil, nil, nil, err
	}
	c = before.clone()
	w, err = newWriter(d, 1, t.rand.Uint64(), c.mustHear)
	for range 1 + t.rand.IntN(12) {
		if err == nil {
			err = w.step()
		}
	}
	return path, d, w, c, err
}

// lostFile replaces, moves or deletes a dossier that is open. Nothing more may be written; a stranger at its path
// stays as it is; what was acknowledged can be saved, and stands in the file that was moved.
func (t *torture) lostFile(fault, base string, before *claims, rounds int) error {
	r := t.table.row(fault + " while open")
	defer r.end()
	stranger, _, err := t.filledDossier("stranger-"+fault+".parley", 20)
	if err != nil {
		return err
	}
	strange, err := os.ReadFile(stranger)
	if err != nil {
		return err
	}
	m := modes()[0]
	for range rounds {
		path, d, w, c, err := t.begin(fault, base, before)
		if err != nil {
			return err
		}
		away := filepath.Join(filepath.Dir(path), "away.parley")
		switch fault {
		case "replaced":
			err = errors.Join(copyFile(stranger, away), os.Rename(away, path))
		case "moved":
			err = os.Rename(path, away)
		case "deleted":
			err = os.Remove(path)
		}
		if err != nil {
			return err
		}
		c.refused = map[string]int{}
		for range 3 {
			r.want("a change", w.step(), storage.ErrMoved)
		}
		_, err = d.Undo(ctx)
		r.want("undo", err, storage.ErrMoved)
		c.refused = map[string]int{} // counted above
		heard := c.clone()
		saved := filepath.Join(filepath.Dir(path), "saved.parley")
		if err := errors.Join(d.Backup(ctx, saved), d.Close()); err != nil {
			return err
		}
		v, err := verify(saved, m.options("Noa"), c.clone())
		if err == nil && fault == "moved" {
			var more verdict
			more, err = verify(away, m.options("Noa"), c)
			v = verdict{v.lost + more.lost, v.half + more.half, v.findings + more.findings, append(v.words, more.words...)}
		}
		if err != nil {
			r.crashed++
			r.complain(oneLine(err))
		}
		if now, err := os.ReadFile(path); fault == "replaced" && (err != nil || !bytes.Equal(now, strange)) {
			v.add(&v.half, 1, "The file that took the dossier's place was changed.")
		}
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
			v.add(&v.half, 1, "A -wal of %d bytes was left beside what took the dossier's place.", info.Size())
		}
		t.table.take(r, v, heard)
	}
	return nil
}

// cutWhileOpen cuts a dossier short while it is open. That what was cut off is gone must be told, soon; where all of it
// still lay in the -wal, nothing is gone.
func (t *torture) cutWhileOpen(base string, before *claims, rounds int) error {
	r := t.table.row("cut short while open")
	defer r.end()
	told := map[string]int{}
	for range rounds {
		path, d, w, c, err := t.begin("cut", base, before)
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if err := os.Truncate(path, t.rand.Int64N(info.Size())); err != nil {
			return err
		}
		err = nil
		for range 20 {
			if err == nil {
				err = w.step()
			}
		}
		when := "a change"
		if err == nil {
			when = "the check"
			err = checkTells(d)
		}
		closing := d.Close()
		if err == nil {
			when, err = "opening", closing
		}
		if err == nil {
			var again *storage.Dossier
			if again, err = storage.Open(ctx, path, modes()[0].options("Noa")); err == nil {
				err = errors.Join(checkTells(again), again.Close())
			}
		}
		if err == nil {
			when = "nobody"
			if v, err := verify(path, modes()[0].options("Noa"), c); err != nil || !v.good() {
				r.unnoticed++
				r.complain("A file that was cut short while it was open was not told of.")
				r.complain(v.words...)
			}
		} else {
			r.fault(err)
		}
		told[when]++
		t.table.done(r)
	}
	r.note = fmt.Sprintf("told by a change %d, by the check %d, when opened again %d, nothing was missing %d",
		told["a change"], told["the check"], told["opening"], told["nobody"])
	return nil
}

// checkTells gives the first finding of the check as an error.
func checkTells(d *storage.Dossier) error {
	findings, err := d.Check(ctx, nil)
	if err == nil && len(findings) > 0 {
		err = &storage.Error{Sentence: findings[0].Sentence, Kind: storage.ErrDamaged}
	}
	return err
}
