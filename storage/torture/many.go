package main

import (
	"errors"
	"fmt"
	"os/exec"
	"sync"

	"parley/storage"
)

// many has two handles of this process and four other processes work on one dossier at once.
func (t *torture) many(rounds int) error {
	r := t.table.row("2 handles, 4 processes")
	defer r.end()
	m := modes()[0]
	for round := range rounds {
		path, err := t.create(fmt.Sprintf("many-%d.parley", round), m)
		if err != nil {
			return err
		}
		var hearing sync.Mutex
		c := newClaims()
		say := func(line string) {
			hearing.Lock()
			defer hearing.Unlock()
			c.mustHear(line)
		}
		var children []*exec.Cmd
		for n := range 4 {
			children = append(children, t.child("write", path, m.name, n+1, t.rand.Uint64(), 40, 15))
		}
		var victims []*victim
		for _, cmd := range children {
			v, err := start(cmd)
			if err != nil {
				return err
			}
			victims = append(victims, v)
		}
		ends := make([]error, 2)
		var wait sync.WaitGroup
		for n := range ends {
			seed := t.rand.Uint64()
			wait.Go(func() { ends[n] = steps(path, m, 5+n, 40, seed, say) })
		}
		wait.Wait()
		for _, v := range victims {
			<-v.heard
			if err := v.Wait(); err != nil {
				ends = append(ends, fmt.Errorf("%w: %s", err, v.errors.String()))
			}
			for _, line := range v.lines {
				say(line)
			}
		}
		if err := errors.Join(ends...); err != nil {
			r.crashed++
			r.complain(oneLine(err))
		}
		heard := c.clone()
		v, err := verify(path, m.options("Noa"), c)
		if err != nil {
			r.crashed++
			r.complain(oneLine(err))
		}
		t.table.take(r, v, heard)
	}
	return nil
}

// steps opens a handle of its own and does so many steps.
func steps(path string, m mode, number, count int, seed uint64, say func(string)) error {
	d, err := storage.Open(ctx, path, m.options(fmt.Sprint("writer ", number)))
	if err != nil {
		return err
	}
	w, err := newWriter(d, number, seed, say)
	for range count {
		if err == nil {
			err = w.step()
		}
	}
	return errors.Join(err, d.Close())
}
