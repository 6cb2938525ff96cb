package main

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"parley/storage"
)

// full fills the disk: a small one of its own where it may be mounted, else by the limit on the length of files that
// every user may set.
func (t *torture) full(rounds int) error {
	path, c, err := t.filledDossier("base.parley", 60)
	if err != nil {
		return err
	}
	small := rounds * 2 / 3
	disk := filepath.Join(t.folder, "disk")
	if unmount, why := mountSmall(disk, "size=12m"); why != "" {
		t.table.row("disk full").note = "not filled: " + why
		small = 0
	} else {
		err := t.fillDisk(disk, path, c, small)
		if err := errors.Join(err, unmount()); err != nil {
			return err
		}
	}
	if !canLimitFiles {
		t.table.row("files may not grow").note = "not limited: this system has no limit on the length of files"
		return nil
	}
	return t.limit(path, c, rounds-small)
}

// filledDossier makes a closed dossier with so many steps in it.
func (t *torture) filledDossier(name string, steps int) (path string, c *claims, err error) {
	if path, err = t.create(name, modes()[0]); err != nil {
		return "", nil, err
	}
	c = newClaims()
	d, err := storage.Open(ctx, path, modes()[0].options("writer 1"))
	if err != nil {
		return "", nil, err
	}
	w, err := newWriter(d, 1, t.rand.Uint64(), c.mustHear)
	for range steps {
		if err == nil {
			err = w.step()
		}
	}
	err = errors.Join(err, c.settle(d), d.Close())
	return path, c, err
}

// mustHear is hear for a writer in this process.
func (c *claims) mustHear(line string) {
	if err := c.hear(line); err != nil {
		panic(err)
	}
}

// mountSmall mounts a small disk in memory, or says in words why it does not.
func mountSmall(folder, options string) (unmount func() error, why string) {
	if os.Geteuid() != 0 {
		return nil, "mounting a disk needs root"
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, oneLine(err)
	}
	if err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder).Run(); err != nil {
		return nil, "a disk in memory was not mounted (" + oneLine(err) + ")"
	}
	return func() error { return exec.Command("umount", folder).Run() }, ""
}

// fill leaves so many bytes free on a disk; the filler's path is given.
func fill(folder string, free int) (filler string, err error) {
	filler = filepath.Join(folder, "filler")
	f, err := os.Create(filler)
	if err != nil {
		return filler, err
	}
	defer f.Close()
	block := make([]byte, 4096)
	for err == nil {
		_, err = f.Write(block)
	}
	info, err := f.Stat()
	if err != nil {
		return filler, err
	}
	return filler, f.Truncate(max(0, info.Size()-int64(free)))
}

func (t *torture) fillDisk(disk, base string, before *claims, rounds int) error {
	r := t.table.row("disk full")
	defer r.end()
	m := modes()[0]
	opens, backups := 0, 0
	for range rounds {
		path := filepath.Join(disk, "talks.parley")
		if err := copyFile(base, path); err != nil {
			return err
		}
		filler, err := fill(disk, t.rand.IntN([]int{70_000, 400_000, 1_500_000}[t.rand.IntN(3)]))
		if err != nil {
			return err
		}
		c := before.clone()
		d, err := storage.Open(ctx, path, m.options("writer 1"))
		if err != nil {
			r.want("opening", err, storage.ErrDiskFull)
			opens++
		} else {
			err := t.untilFull(d, c)
			r.want("a change", err, storage.ErrDiskFull)
			if err := d.Backup(ctx, filepath.Join(disk, "backup.parley")); err != nil {
				r.want("a backup", err, storage.ErrDiskFull)
				backups++
			}
			if err := d.Close(); err != nil {
				r.want("closing", err, storage.ErrDiskFull)
			}
		}
		// A new one may be whole, and only its opening refused; it may not be half there.
		made := filepath.Join(disk, "new.parley")
		fresh, err := storage.Create(ctx, made, "New", m.options("writer 1"))
		if err == nil {
			err = fresh.Close()
		}
		if err != nil {
			r.want("making", err, storage.ErrDiskFull)
		}
		if err := os.Remove(filler); err != nil {
			return err
		}
		if _, err := os.Stat(made); err == nil {
			if _, err := verify(made, m.options("Noa"), newClaims()); err != nil {
				r.half++
				r.complain("A half-made dossier was left: " + oneLine(err))
			}
		}
		c.refused = map[string]int{} // counted above
		heard := c.clone()
		v, err := verify(path, m.options("Noa"), c)
		if err == nil {
			err = t.goesOn(path, m)
		}
		if err != nil {
			r.crashed++
			r.complain("With room again: " + oneLine(err))
		}
		if left, _ := filepath.Glob(filepath.Join(disk, ".*.tmp*")); len(left) > 0 {
			v.add(&v.half, len(left), "%d temporary files were left on the full disk.", len(left))
		}
		t.table.take(r, v, heard)
		if err := clearFolder(disk); err != nil {
			return err
		}
	}
	r.note = fmt.Sprintf("%d times at opening, %d backups refused", opens, backups)
	return nil
}

// untilFull works until something is refused; that there was no end of room is an error of the torture.
func (t *torture) untilFull(d *storage.Dossier, c *claims) error {
	w, err := newWriter(d, 1, t.rand.Uint64(), c.mustHear)
	for range 2000 {
		if err == nil {
			err = w.step()
		}
	}
	return err
}

// goesOn demands that work goes on as if nothing had been.
func (t *torture) goesOn(path string, m mode) error {
	d, err := storage.Open(ctx, path, m.options("writer 1"))
	if err != nil {
		return err
	}
	w, err := newWriter(d, 1, t.rand.Uint64(), func(string) {})
	for range 3 {
		if err == nil {
			err = w.step()
		}
	}
	return errors.Join(err, d.Close())
}

func clearFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(folder, e.Name())))
	}
	return err
}

// limit lets no file of a child grow beyond a random length, and later lifts the limit.
func (t *torture) limit(base string, before *claims, rounds int) error {
	r := t.table.row("files may not grow")
	defer r.end()
	m := modes()[0]
	info, err := os.Stat(base)
	if err != nil {
		return err
	}
	path := filepath.Join(t.folder, "limited.parley")
	for range rounds {
		if err := copyFile(base, path); err != nil {
			return err
		}
		c := before.clone()
		v, err := start(t.child("write-limited", path, m.name, t.rand.Uint64(), t.rand.Int64N(info.Size()*2)))
		if err != nil {
			return err
		}
		<-v.heard
		if err := v.Wait(); err != nil {
			r.crashed++
			r.complain(fmt.Sprintf("%v: %s", err, v.errors.String()))
		}
		for _, line := range v.lines {
			if err := c.hear(line); err != nil {
				return err
			}
		}
		if full := storage.ErrDiskFull.Error(); c.refused[full] == 0 {
			r.unnoticed++
			r.complain(fmt.Sprintf("Where files may not grow, this was told: %v.", c.refused))
		}
		heard := c.clone()
		verdict, err := verify(path, m.options("Noa"), c)
		if err != nil {
			r.crashed++
			r.complain("The dossier could not be read: " + oneLine(err))
		}
		t.table.take(r, verdict, heard)
	}
	return nil
}

// childWritesLimited works under a limit on the length of files until something is refused, and then without it.
func childWritesLimited(args []string) error {
	path, m := args[0], modeNamed(args[1])
	seed, err1 := strconv.ParseUint(args[2], 10, 64)
	length, err2 := strconv.ParseUint(args[3], 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	dice := rand.New(rand.NewPCG(seed, 0))
	early := dice.IntN(4) == 0 // before the dossier is opened
	if early {
		if err := limitFiles(length); err != nil {
			return err
		}
	}
	d, err := storage.Open(ctx, path, m.options("writer 1"))
	if err != nil {
		fmt.Printf("1 refused 0 %s: %s\n", faultOf(err), oneLine(err))
		if err := limitFiles(math.MaxInt64); err != nil {
			return err
		}
		if d, err = storage.Open(ctx, path, m.options("writer 1")); err != nil {
			return err
		}
	}
	w, err := newWriter(d, 1, seed, func(line string) { fmt.Println(line) })
	if err != nil {
		return err
	}
	if !early {
		if err := limitFiles(length); err != nil {
			return err
		}
	}
	for n := 0; n < 3000 && w.step() == nil; n++ {
	}
	if err := limitFiles(math.MaxInt64); err != nil {
		return err
	}
	for range 5 {
		if err := w.step(); err != nil {
			return err
		}
	}
	return d.Close()
}
