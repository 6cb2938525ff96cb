package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// disk is what a folder's disk holds for certain, and what it may or may not hold besides: of a file what was synced
// and what was written since; of the folder the names that were synced and those made or taken away since.
type disk struct {
	files   map[string]*file // as a running program sees them
	certain map[string]*file // as the disk has them for certain
	names   []naming         // since the folder was synced
	deaf    func(name string) bool
}

type file struct {
	certain []byte
	since   []event // W and T
}

// naming is a name that was given to a file, or taken away where file is nil.
type naming struct {
	name string
	file *file
}

// loadDisk starts from the files of a folder, which all are safe.
func loadDisk(folder string) (*disk, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	d := &disk{files: map[string]*file{}}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return nil, err
		}
		d.files[e.Name()] = &file{certain: b}
	}
	d.certain = maps.Clone(d.files)
	return d, nil
}

func (d *disk) play(e event) {
	f := d.files[e.name]
	switch e.what {
	case 'C':
		d.rename(e.name, &file{})
	case 'U':
		d.rename(e.name, nil)
	case 'R':
		d.rename(string(e.data), f)
		d.rename(e.name, nil)
	case 'W', 'T':
		if f != nil {
			f.since = append(f.since, e)
		}
	case 'S':
		switch {
		case d.deaf != nil && d.deaf(e.name): // a disk that says that it has synced and has not
		case e.name == ".":
			d.certain, d.names = maps.Clone(d.files), nil
		case f != nil:
			for _, e := range f.since {
				f.certain = e.apply(f.certain)
			}
			f.since = nil
		}
	}
}

func (d *disk) rename(name string, f *file) {
	d.names = append(d.names, naming{name, f})
	put(d.files, name, f)
}

func put(files map[string]*file, name string, f *file) {
	if f == nil {
		delete(files, name)
	} else {
		files[name] = f
	}
}

// apply does a write or a cut to the bytes of a file. A hole that it leaves is of zeros.
func (e event) apply(b []byte) []byte {
	if e.what == 'T' {
		if int(e.place) <= len(b) {
			return b[:e.place]
		}
		return append(b, make([]byte, int(e.place)-len(b))...)
	}
	if more := int(e.place) + len(e.data) - len(b); more > 0 {
		b = append(b, make([]byte, more)...)
	}
	copy(b[e.place:], e.data)
	return b
}

// The ways in which a disk may be found after the power came back, of what was not synced.
var survivals = []string{"nothing", "everything", "some writes", "some sectors"}

const sector = 512

// cut gives the files that a disk may hold after a power cut now.
func (d *disk) cut(survival string, r *rand.Rand) map[string][]byte {
	keep := 0
	switch survival {
	case "everything":
		keep = len(d.names)
	case "some writes", "some sectors":
		keep = r.IntN(len(d.names) + 1)
	}
	names := maps.Clone(d.certain)
	for _, n := range d.names[:keep] {
		put(names, n.name, n.file)
	}
	found := map[string][]byte{}
	for name, f := range names {
		b := append([]byte{}, f.certain...)
		odds := r.Float64()
		for _, e := range f.since {
			switch {
			case survival == "everything", survival == "some writes" && r.Float64() < odds:
				b = e.apply(b)
			case survival == "some sectors" && e.what == 'T' && r.Float64() < odds:
				b = e.apply(b)
			case survival == "some sectors" && e.what == 'W':
				for _, part := range e.sectors() {
					if r.Float64() < odds {
						b = part.apply(b)
					}
				}
			}
		}
		found[name] = b
	}
	return found
}

// sectors splits a write where the disk's sectors end.
func (e event) sectors() (parts []event) {
	for at := 0; at < len(e.data); {
		end := min(len(e.data), at+sector-int((e.place+int64(at))%sector))
		parts = append(parts, event{what: 'W', name: e.name, place: e.place + int64(at), data: e.data[at:end]})
		at = end
	}
	return parts
}

// deafTo is a disk that does not sync files of that ending: as the driver's own setting, synchronous=NORMAL, does not
// sync the -wal when a change is acknowledged.
func deafTo(ending string) func(string) bool {
	return func(name string) bool { return strings.HasSuffix(name, ending) }
}
