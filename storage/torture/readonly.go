package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"parley/storage"
)

// lock makes files and folders, where they are there, such that they may not be written, or says in words why it does
// not: for root by the immutable flag, since root may write what permissions forbid.
func lock(paths ...string) (unlock func() error, why string) {
	var undo []func() error
	unlock = func() (err error) {
		for i := len(undo) - 1; i >= 0; i-- {
			err = errors.Join(err, undo[i]())
		}
		return err
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && os.Geteuid() == 0 {
			if err = exec.Command("chattr", "+i", path).Run(); err == nil {
				undo = append(undo, func() error { return exec.Command("chattr", "-i", path).Run() })
			}
		} else if err == nil {
			if err = os.Chmod(path, info.Mode().Perm()&0o555); err == nil {
				undo = append(undo, func() error { return os.Chmod(path, info.Mode().Perm()) })
			}
		}
		if err != nil {
			return nil, fmt.Sprintf("%s could not be made read-only, for root by chattr +i (%s)", filepath.Base(path), oneLine(errors.Join(err, unlock())))
		}
	}
	return unlock, ""
}

// locked opens a dossier whose file or folder may not be written. In half of the rounds its last changes still lie in
// its -wal, since the process that wrote them was killed.
func (t *torture) locked(what, base string, before *claims, rounds int) error {
	r := t.table.row("read-only " + what)
	defer r.end()
	unread := 0
	for round := range rounds {
		path, d, _, c, err := t.begin("locked-"+what, base, before)
		if err != nil {
			return err
		}
		if err := d.Close(); err != nil {
			return err
		}
		if round%2 == 1 {
			if err := t.leaveWal(path, c); err != nil {
				return err
			}
		}
		// In a folder that takes no new names the files that are there may still be written, so those are locked too,
		// but for every fourth round: then SQLite has all that it needs, and work may go on.
		locked := []string{path}
		if what == "folder" {
			locked = []string{filepath.Dir(path), path, path + "-wal", path + "-shm"}
		}
		goesOn := what == "folder" && round%4 == 3
		if goesOn {
			locked = locked[:1]
		}
		unlock, why := lock(locked...)
		if why != "" {
			r.note = "not locked: " + why
			return nil
		}
		v, readErr := t.readLocked(r, path, c, goesOn)
		if err := unlock(); err != nil {
			return err
		}
		if readErr != nil { // refused in words: then everything must be there once it may be written again
			unread++
			r.want("opening", readErr, storage.ErrReadOnly)
		}
		still, err := stillLocked(path)
		if err != nil {
			return err
		}
		if still {
			r.unnoticed++
			r.complain("it may be written again, and is still open for reading only")
		}
		heard := c.clone()
		more, err := verify(path, modes()[0].options("Noa"), c)
		if err != nil {
			r.crashed++
			r.complain(oneLine(err))
		}
		t.table.take(r, verdict{v.lost + more.lost, v.half + more.half, v.findings + more.findings, append(v.words, more.words...)}, heard)
	}
	r.note = fmt.Sprintf("%d times not opened, in words", unread)
	return nil
}

// stillLocked says whether a dossier that may be written again is opened for reading only: SQLite gave its -shm the
// permissions that the file had then. That loses nothing, but it is wrong; the permissions are set right here.
func stillLocked(path string) (bool, error) {
	d, err := storage.Open(ctx, path, modes()[0].options("Noa"))
	if err != nil {
		return false, err
	}
	_, locked := d.ReadOnly()
	err = d.Close()
	if locked {
		for _, suffix := range []string{"-wal", "-shm"} {
			if chmodErr := os.Chmod(path+suffix, 0o600); !errors.Is(chmodErr, fs.ErrNotExist) {
				err = errors.Join(err, chmodErr)
			}
		}
	}
	return locked, err
}

// leaveWal has a child work on a dossier and kills it, so that its -wal stays.
func (t *torture) leaveWal(path string, c *claims) error {
	_, err := os.Stat(path + "-wal")
	for err != nil {
		r := &row{named: map[string]int{}}
		victims, startErr := t.during(r, 200*time.Millisecond, t.child("write", path, modes()[0].name, 2, t.rand.Uint64(), 1<<30, 0))
		if startErr != nil {
			return startErr
		}
		for _, line := range victims[0].lines {
			c.mustHear(line)
		}
		d, openErr := os.Stat(path + "-wal")
		if err = openErr; err == nil && d.Size() == 0 {
			err = errors.New("the -wal is empty")
		}
	}
	return nil
}

// readLocked opens a dossier that may not be written: it is read whole, and every change is refused in words, unless
// goesOn says that it may be kept. An error is that it was not opened.
func (t *torture) readLocked(r *row, path string, c *claims, goesOn bool) (v verdict, err error) {
	d, err := storage.Open(ctx, path, modes()[0].options("writer 1"))
	if err != nil {
		return v, err
	}
	why, locked := d.ReadOnly()
	if locked != (why != "") || !locked && !goesOn {
		r.unnoticed++
		r.complain("It was opened as if it could be written.")
	}
	history, err := d.History(ctx, 0)
	if err == nil {
		promised(history, c, &v)
		err = errors.Join(tables(d, history, &v), check(d, &v))
	}
	if err != nil {
		r.crashed++
		r.complain("It could not be read: " + oneLine(err))
	}
	refused := c.refused
	c.refused = map[string]int{} // counted here
	w, err := newWriter(d, 1, t.rand.Uint64(), c.mustHear)
	if err == nil {
		err = w.step()
	}
	if locked {
		r.want("a change", err, storage.ErrReadOnly)
		_, err = d.Undo(ctx)
		r.want("undo", err, storage.ErrReadOnly)
	} else if err != nil {
		r.crashed++
		r.complain("It was opened to be written, and a change was not kept: " + oneLine(err))
	}
	c.refused = refused
	if err := d.Close(); err != nil {
		r.fault(err)
	}
	return v, nil
}

// readOnlyDisk opens a dossier on a disk that is mounted for reading only.
func (t *torture) readOnlyDisk(base string, before *claims, rounds int) error {
	r := t.table.row("read-only disk")
	defer r.end()
	disk := filepath.Join(t.folder, "disk")
	for range max(1, rounds/4) {
		unmount, why := mountSmall(disk, "size=12m")
		if why != "" {
			r.note = "not mounted: " + why
			return nil
		}
		path := filepath.Join(disk, "talks.parley")
		err := copyFile(base, path)
		if err == nil {
			err = exec.Command("mount", "-o", "remount,ro", disk).Run()
		}
		var v verdict
		if err == nil {
			v, err = t.readLocked(r, path, before.clone(), false)
		}
		t.table.take(r, v, nil)
		if err := errors.Join(err, unmount()); err != nil {
			return err
		}
	}
	return nil
}
