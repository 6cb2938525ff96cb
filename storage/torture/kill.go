package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"parley/dossier"
	"parley/storage"
)

// kill kills processes in the middle of their work: writers in each mode, then backups, migrations and closing.
func (t *torture) kill(rounds int) error {
	all := modes()
	for _, m := range all {
		if err := t.killWriters("kill -9 writers, "+m.name, m, max(1, rounds*6/10/len(all)), 0); err != nil {
			return err
		}
	}
	if err := t.killWriters("kill -9 while closing", all[0], max(1, rounds/10), 2); err != nil {
		return err
	}
	if err := t.killBackups(max(1, rounds*15/100)); err != nil {
		return err
	}
	if err := t.killMigrations(max(1, rounds*15/100)); err != nil {
		return err
	}
	return t.killRestores(max(1, rounds/20))
}

// A dossier is used for so many rounds, so that files with a history and young ones are both met.
const roundsOfADossier = 25

func (t *torture) create(name string, m mode) (string, error) {
	path := filepath.Join(t.folder, name)
	d, err := storage.Create(ctx, path, "Torture", m.options("Noa"))
	if err != nil {
		return "", err
	}
	return path, d.Close()
}

// victim is a child that is killed, with what it said.
type victim struct {
	*exec.Cmd
	lines  []string
	errors strings.Builder
	heard  chan struct{}
}

func start(cmd *exec.Cmd) (*victim, error) {
	v := &victim{Cmd: cmd, heard: make(chan struct{})}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = &v.errors
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(v.heard)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			v.lines = append(v.lines, lines.Text())
		}
	}()
	return v, nil
}

// killed is how the system says that a process was killed.
var killed = map[bool]string{true: "exit status 1", false: "signal: killed"}[runtime.GOOS == "windows"]

// end kills the child, reads what it had said, and gives an error where it did not die of the killing.
func (v *victim) end() error {
	_ = v.Process.Kill()
	<-v.heard
	err := v.Wait()
	if err == nil || err.Error() == killed && v.errors.Len() == 0 {
		return nil
	}
	return fmt.Errorf("a child ended with %w: %s", err, v.errors.String())
}

// during starts children, kills them one after another at random moments and gives what they said.
func (t *torture) during(r *row, longest time.Duration, children ...*exec.Cmd) ([]*victim, error) {
	var victims []*victim
	for _, c := range children {
		v, err := start(c)
		if err != nil {
			return nil, err
		}
		victims = append(victims, v)
	}
	time.Sleep(time.Duration(t.rand.Int64N(int64(longest))))
	var wait sync.WaitGroup
	ends := make([]error, len(victims))
	for i, v := range victims {
		pause := time.Duration(0)
		if t.rand.IntN(2) == 0 { // the others go on for a while
			pause = time.Duration(t.rand.Int64N(int64(40 * time.Millisecond)))
		}
		wait.Go(func() {
			time.Sleep(pause)
			ends[i] = v.end()
		})
	}
	wait.Wait()
	for _, err := range ends {
		if err != nil { // an error that storage told, or a crash: neither should be
			r.crashed++
			r.complain(oneLine(err))
		}
	}
	return victims, nil
}

func (t *torture) killWriters(kind string, m mode, rounds, reopen int) error {
	r := t.table.row(kind)
	defer r.end()
	var path string
	var c *claims
	for round := range rounds {
		if round%roundsOfADossier == 0 {
			var err error
			if path, err = t.create(fmt.Sprintf("%s-%d-%d.parley", m.name, reopen, round), m); err != nil {
				return err
			}
			c = newClaims()
		}
		var children []*exec.Cmd
		for n := range 1 + t.rand.IntN(m.writers) {
			children = append(children, t.child("write", path, m.name, n+1, t.rand.Uint64(), 1<<30, reopen))
		}
		victims, err := t.during(r, 300*time.Millisecond, children...)
		if err != nil {
			return err
		}
		if err := t.judge(r, path, m, c, victims); err != nil {
			return err
		}
	}
	return nil
}

// judge verifies a dossier against what its writers said.
func (t *torture) judge(r *row, path string, m mode, c *claims, victims []*victim) error {
	for _, v := range victims {
		for _, line := range v.lines {
			if err := c.hear(line); err != nil {
				return err
			}
		}
	}
	heard := c.clone()
	v, err := verify(path, m.options("Noa"), c)
	if err != nil {
		r.crashed++
		r.complain("The dossier could not be read: " + oneLine(err))
	}
	t.table.take(r, v, heard)
	return nil
}

// killMigrations kills a process while it brings a dossier of version 1 up to date.
func (t *torture) killMigrations(rounds int) error {
	r := t.table.row("kill -9 a migration")
	defer r.end()
	old, err := t.oldDossier()
	if err != nil {
		return err
	}
	for round := range rounds {
		folder := filepath.Join(t.folder, fmt.Sprintf("migrated-%d", round))
		path := filepath.Join(folder, "old.parley")
		if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(path, old, 0o600)); err != nil {
			return err
		}
		victims, err := t.during(r, 70*time.Millisecond, t.child("open", path, modes()[0].name))
		if err != nil {
			return err
		}
		if len(victims[0].lines) > 0 {
			r.acks++
		}
		v, err := verifyOld(folder, modes()[0])
		if err != nil {
			r.crashed++
			r.complain("The dossier could not be read: " + oneLine(err))
		}
		t.table.take(r, v, nil)
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
	}
	return nil
}

// oldDossier is the dossier of version 1: one document, 18 statements, 2 readings.
func (t *torture) oldDossier() ([]byte, error) {
	in, err := os.Open(filepath.Join(t.data, "v1.parley.gz"))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// verifyOld demands that the dossier of version 1, and every backup that was made of it, has all that it had.
func verifyOld(folder string, m mode) (v verdict, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.parley"))
	for _, path := range files {
		err = errors.Join(err, verifyOldFile(path, m, &v))
	}
	return v, err
}

func verifyOldFile(path string, m mode, v *verdict) error {
	d, err := storage.Open(ctx, path, m.options("Noa"))
	if err != nil {
		return err
	}
	defer d.Close()
	statements, err := d.Statements(ctx, storage.StatementFilter{})
	if err != nil {
		return err
	}
	_, documents, err := d.Documents(ctx, dossier.DocumentFilter{})
	if err != nil {
		return err
	}
	codings := 0
	for _, s := range statements {
		codings += len(s.Codings)
	}
	if documents != 1 || len(statements) != 18 || codings != 2 {
		v.add(&v.lost, 1, "%s has %d documents, %d statements and %d readings; it had 1, 18 and 2.", filepath.Base(path), documents, len(statements), codings)
	}
	if err := check(d, v); err != nil {
		return err
	}
	history, err := d.History(ctx, 0)
	if err != nil {
		return err
	}
	return undo(d, history, v)
}
