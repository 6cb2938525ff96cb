package export

import (
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

// writeFile puts a complete file at path or leaves what was there: temporary file beside it, sync, rename, sync the
// folder.
func writeFile(ctx context.Context, path string, b []byte, files Files) (err error) {
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
	for len(b) > 0 {
		if err := cancelled(ctx); err != nil {
			return err
		}
		n, err := f.Write(b[:min(len(b), 1<<20)])
		if err != nil {
			return err
		}
		b = b[n:]
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

func writeError(path string, err error) error {
	switch {
	case errors.Is(err, ErrCancelled):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("write %s: the disk is full; nothing was changed: %w", path, err)
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("write %s: this folder may not be written to: %w", path, err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("write %s: the folder does not exist: %w", path, err)
	}
	return fmt.Errorf("write %s: nothing was changed: %w", path, err)
}
