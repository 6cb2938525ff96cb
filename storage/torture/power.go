package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// power records what is done to the files, plays it up to a random moment, and looks at what the disk may then hold.
func (t *torture) power(rounds int) error {
	if why := noRecorder(); why != "" {
		t.table.row("power cut").note = why
		return nil
	}
	library, err := buildRecorder(t.folder)
	if err != nil {
		return err
	}
	for _, m := range modes() {
		if err := t.cutWriters("power cut, "+m.name, library, m, rounds, nil); err != nil {
			return err
		}
	}
	if err := t.cutMigrations(library, max(1, rounds/5)); err != nil {
		return err
	}
	return t.cutWriters("control: the -wal is not synced", library, modes()[0], max(12, rounds/5), deafTo("-wal"))
}

// recording is what happened to a folder's files, and how the disk was before.
type recording struct {
	disk   *disk
	events []event
	folder string // of its own for each
	deaf   func(string) bool
}

const cutsOfARecording = 50

func (t *torture) cutWriters(kind, library string, m mode, rounds int, deaf func(string) bool) error {
	r := t.table.row(kind)
	r.control = deaf != nil
	defer r.end()
	commits, syncs := 0, 0
	for left := rounds; left > 0; left -= cutsOfARecording {
		rec, before, err := t.recordWriters(library, m, r)
		if err != nil {
			return err
		}
		rec.deaf = deaf
		for _, e := range rec.events {
			if e.what == 'S' {
				syncs++
			}
		}
		err = t.cut(rec, min(left, cutsOfARecording), func(folder string, said []string) error {
			c := before.clone()
			for _, line := range said {
				if err := c.hear(line); err != nil {
					return err
				}
			}
			commits = max(commits, c.acks)
			heard := c.clone()
			v, err := verify(filepath.Join(folder, "talks.parley"), m.options("Noa"), c)
			if err != nil && r.control {
				v.lost = heard.acks
			} else if err != nil {
				r.crashed++
				r.complain("The dossier could not be read: " + oneLine(err))
			}
			t.table.take(r, v, heard)
			return nil
		})
		if err != nil {
			return err
		}
	}
	r.note = fmt.Sprintf("up to %d changes before a cut, %d syncs heard", commits, syncs)
	return nil
}

// recordWriters makes a dossier with something in it and records writers at work on it.
func (t *torture) recordWriters(library string, m mode, r *row) (recording, *claims, error) {
	folder := filepath.Join(t.folder, fmt.Sprintf("%s-%d-%d", m.name, len(t.table.rows), r.rounds))
	if err := os.Mkdir(folder, 0o700); err != nil {
		return recording{}, nil, err
	}
	path, err := t.create(filepath.Join(filepath.Base(folder), "talks.parley"), m)
	if err != nil {
		return recording{}, nil, err
	}
	before := newClaims()
	v, err := start(t.child("write", path, m.name, 1, t.rand.Uint64(), t.rand.IntN(60), 0))
	if err != nil {
		return recording{}, nil, err
	}
	<-v.heard
	if err := v.Wait(); err != nil {
		return recording{}, nil, fmt.Errorf("a child ended with %w: %s", err, v.errors.String())
	}
	for _, line := range v.lines {
		if err := before.hear(line); err != nil {
			return recording{}, nil, err
		}
	}
	before.acks = 0 // those of the recording are counted
	rec := recording{folder: folder}
	if rec.disk, err = loadDisk(folder); err != nil {
		return rec, nil, err
	}
	var children []*exec.Cmd
	for n := range 1 + t.rand.IntN(min(2, m.writers)) {
		children = append(children, t.child("write", path, m.name, n+1, t.rand.Uint64(), 120, 40))
	}
	rec.events, err = record(library, folder, children...)
	return rec, before, err
}

// cut plays a recording up to random moments, half of them just after an acknowledgement, lays what the disk may hold
// then into a folder, and has it judged with what had been said.
func (t *torture) cut(rec recording, cuts int, judge func(folder string, said []string) error) error {
	var acknowledged, moments []int
	for i, e := range rec.events {
		if e.what == 'A' {
			acknowledged = append(acknowledged, i+1)
		}
	}
	for n := range cuts {
		if n%2 == 0 && len(acknowledged) > 0 {
			moments = append(moments, acknowledged[t.rand.IntN(len(acknowledged))])
		} else {
			moments = append(moments, t.rand.IntN(len(rec.events)+1))
		}
	}
	slices.Sort(moments)
	rec.disk.deaf = rec.deaf
	played := 0
	var said []string
	for _, moment := range moments {
		for ; played < moment; played++ {
			if e := rec.events[played]; e.what == 'A' {
				said = append(said, string(e.data))
			} else {
				rec.disk.play(e)
			}
		}
		folder := rec.folder + ".cut"
		if err := lay(folder, rec.disk.cut(survivals[t.rand.IntN(len(survivals))], t.rand)); err != nil {
			return err
		}
		if err := errors.Join(judge(folder, said), os.RemoveAll(folder)); err != nil {
			return err
		}
	}
	return os.RemoveAll(rec.folder)
}

func lay(folder string, files map[string][]byte) error {
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(folder, name), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// cutMigrations cuts the power while a dossier of version 1 is brought up to date.
func (t *torture) cutMigrations(library string, rounds int) error {
	r := t.table.row("power cut, migration")
	defer r.end()
	old, err := t.oldDossier()
	if err != nil {
		return err
	}
	m := modes()[0]
	for left := rounds; left > 0; left -= cutsOfARecording {
		folder := filepath.Join(t.folder, fmt.Sprintf("old-%d", r.rounds))
		path := filepath.Join(folder, "old.parley")
		if err := errors.Join(os.Mkdir(folder, 0o700), os.WriteFile(path, old, 0o600)); err != nil {
			return err
		}
		rec := recording{folder: folder}
		if rec.disk, err = loadDisk(folder); err != nil {
			return err
		}
		if rec.events, err = record(library, folder, t.child("open", path, m.name)); err != nil {
			return err
		}
		err = t.cut(rec, min(left, cutsOfARecording), func(folder string, said []string) error {
			r.acks += len(said)
			var v verdict
			if err := verifyOldFile(filepath.Join(folder, "old.parley"), m, &v); err != nil {
				r.crashed++
				r.complain("The dossier could not be read: " + oneLine(err))
			}
			t.table.take(r, v, nil)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
