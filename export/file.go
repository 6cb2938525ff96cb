package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
)

// Files is where packets are written; a test puts faults in. Zero fields mean the disk.
type Files struct {
	CreateTemp func(path string) (File, error) // a new file in the folder of path
	Rename     func(from, to string) error
}

// File is what is needed of an *os.File.
type File interface {
	io.Writer
	Name() string
	Sync() error
	Chmod(os.FileMode) error
	Close() error
}

// createBeside is os.CreateTemp with the permissions of any new file: a packet is made to be passed on.
func createBeside(path string) (File, error) {
	for range 100 {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".parley-%d-%08x.tmp", os.Getpid(), rand.Uint32()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) {
			if err != nil {
				return nil, err
			}
			return f, nil
		}
	}
	return nil, os.ErrExist
}

// WriteFile puts what write writes at path when it is complete, or leaves what was there: temporary file beside it, sync,
// rename, sync the folder. A new file has the permissions of any new file, another those that it had. Where ctx ends
// first, the error is ErrCancelled.
func WriteFile(ctx context.Context, path string, files Files, write func(io.Writer) error) (err error) {
	if files.CreateTemp == nil {
		files.CreateTemp = createBeside
	}
	if files.Rename == nil {
		files.Rename = os.Rename
	}
	f, err := files.CreateTemp(path)
	if err != nil {
		return writeError(path, err)
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(temp)
			err = writeError(path, err)
		}
	}()
	out := bufio.NewWriterSize(untilCancelled{ctx, f}, 1<<16)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := cancelled(ctx); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil { // who could read the old file can read the new one
		if err := f.Chmod(info.Mode().Perm()); err != nil && !errors.Is(err, errors.ErrUnsupported) {
			return err
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := files.Rename(temp, path); err != nil {
		return err
	}
	if folder, err := os.Open(filepath.Dir(path)); err == nil { // some systems cannot sync a folder: the file itself is safe
		_ = folder.Sync()
		_ = folder.Close()
	}
	return nil
}

// untilCancelled writes a megabyte at a time, for as long as ctx lasts.
type untilCancelled struct {
	ctx context.Context
	to  io.Writer
}

func (w untilCancelled) Write(b []byte) (written int, err error) {
	for len(b) > 0 && err == nil {
		if err = cancelled(w.ctx); err != nil {
			break
		}
		var n int
		n, err = w.to.Write(b[:min(len(b), 1<<20)])
		written, b = written+n, b[n:]
	}
	return written, err
}

// writeWhole is WriteFile of a file that is made already.
func writeWhole(ctx context.Context, path string, b []byte, files Files) error {
	return WriteFile(ctx, path, files, func(out io.Writer) error {
		_, err := out.Write(b)
		return err
	})
}

// notWritten says in a sentence why a file is not there, without the name of the temporary one.
type notWritten struct {
	sentence string
	err      error
}

func (e *notWritten) Error() string { return e.sentence }
func (e *notWritten) Unwrap() error { return e.err }

func writeError(path string, err error) error {
	not := func(why string) error { return &notWritten{path + " was not written: " + why, err} }
	switch {
	case errors.Is(err, ErrCancelled):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return not("the disk is full; nothing was changed. Free some space, or choose another disk")
	case errors.Is(err, os.ErrPermission):
		return not("this folder may not be written to; choose another")
	case errors.Is(err, os.ErrNotExist):
		return not("the folder does not exist; choose another, or make it")
	}
	return fmt.Errorf("%s was not written, and nothing was changed: %w", path, err)
}
