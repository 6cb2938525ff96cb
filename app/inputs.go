package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"parley/intake"
)

// Input is one text to import: a file, or bytes that came some other way under a name.
type Input struct {
	Name string
	Raw  []byte // nil: read from the file of that name

	err  error // why it cannot be read
	left bool  // its name is not that of a text
}

// read gives the bytes of an input.
func (in Input) read() ([]byte, error) {
	if in.err != nil || in.Raw != nil {
		return in.Raw, in.err
	}
	info, err := os.Stat(in.Name)
	if err != nil {
		return nil, fileError(err)
	}
	if info.Size() > intake.FileLimit {
		return nil, intake.TooLarge(info.Size())
	}
	raw, err := os.ReadFile(in.Name)
	if err != nil {
		return nil, fileError(err)
	}
	return raw, nil
}

// fileError says in words why a file could not be read.
func fileError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("it may not be read by you")
	}
	return err
}

func rawHash(raw []byte) [32]byte { return sha256.Sum256(raw) }

// inputs gives all texts of an import one by one: folders walked, archives opened.
func (m *importing) inputs(o ImportParams) iter.Seq[Input] {
	var all []Input
	for _, file := range o.Files {
		all = append(all, expand(file)...)
	}
	all = append(all, o.Inputs...)
	for _, in := range all {
		if !in.archive() {
			m.total.Add(1)
		}
	}
	return func(yield func(Input) bool) {
		for _, in := range all {
			if in.archive() {
				if !m.entries(in.Name, yield) {
					return
				}
			} else if !yield(in) {
				return
			}
		}
	}
}

func (in Input) archive() bool {
	return in.Raw == nil && in.err == nil && !in.left && intake.Archived(in.Name)
}

// IsArchive says whether a file is one of many, by its name: it is imported, where one text is shown first.
func IsArchive(name string) bool { return intake.Archived(name) }

// entries gives the texts of an archive under its name, and reports whether to go on.
func (m *importing) entries(name string, yield func(Input) bool) (more bool) {
	give := func(in Input) bool {
		m.total.Add(1)
		return yield(in)
	}
	f, err := os.Open(name)
	if err != nil {
		return give(Input{Name: name, err: fileError(err)})
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return give(Input{Name: name, err: fileError(err)})
	}
	more = true
	err = intake.Entries(f, info.Size(), func(e intake.Entry) bool {
		if e.Err == nil && e.Raw == nil && !e.Left {
			e.Raw = []byte{} // an empty file of an archive is no file of the disk
		}
		more = give(Input{Name: name + "/" + e.Name, Raw: e.Raw, err: e.Err, left: e.Left})
		return more
	})
	if err != nil && more {
		return give(Input{Name: name, err: err})
	}
	return more
}

// expand walks a folder, and keeps a file as it is.
func expand(file string) (inputs []Input) {
	info, err := os.Stat(file)
	if err != nil {
		return []Input{{Name: file, err: fileError(err)}}
	}
	if !info.IsDir() {
		return []Input{{Name: file}}
	}
	_ = filepath.WalkDir(file, func(path string, e fs.DirEntry, err error) error { // in the order of names
		switch {
		case err != nil:
			inputs = append(inputs, Input{Name: path, err: fileError(err)})
		case !e.Type().IsRegular():
		case intake.Wanted(path):
			inputs = append(inputs, Input{Name: path})
		default:
			inputs = append(inputs, Input{Name: path, left: true})
		}
		return nil
	})
	return inputs
}

// inOrder runs fn for each on all cores, a few ahead of the one that is taken, so that memory stays bounded, and gives the
// results in order. When it returns, nothing of it runs any more.
func inOrder[A, B any](ctx context.Context, from iter.Seq[A], fn func(context.Context, A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		ctx, cancel := context.WithCancel(ctx)
		queue := make(chan chan B, 2*runtime.NumCPU())
		var running sync.WaitGroup
		running.Go(func() {
			defer close(queue)
			for a := range from {
				result := make(chan B, 1)
				select {
				case queue <- result:
				case <-ctx.Done():
					return
				}
				running.Go(func() { result <- fn(ctx, a) })
			}
		})
		defer running.Wait()
		defer cancel()
		for result := range queue {
			select {
			case b := <-result:
				if !yield(b) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
