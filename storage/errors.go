package storage

import (
	"errors"
	"fmt"
	"io/fs"

	sqlite3 "github.com/mattn/go-sqlite3"
)

// Errors that callers may ask for with errors.Is. What is shown to people is the whole error's text: a sentence that
// says what did not happen, why, and what to do.
var (
	ErrNotFound      = errors.New("not found")
	ErrConflict      = errors.New("conflict")
	ErrInvalid       = errors.New("invalid")
	ErrReadOnly      = errors.New("read-only")
	ErrNotDossier    = errors.New("not a dossier")
	ErrNoFTS5        = errors.New("no full-text search")
	ErrMoved         = errors.New("moved")
	ErrDiskFull      = errors.New("disk full")
	ErrBusy          = errors.New("busy")
	ErrDamaged       = errors.New("damaged")
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrNothingToRedo = errors.New("nothing to redo")
)

// sentence is an error that people read, with the sentinel and the cause for programs.
type sentence struct {
	text  string
	is    error
	cause error
}

func (e *sentence) Error() string        { return e.text }
func (e *sentence) Is(target error) bool { return target == e.is }
func (e *sentence) Unwrap() error        { return e.cause }

func say(is error, format string, args ...any) error {
	return &sentence{text: fmt.Sprintf(format, args...), is: is}
}

// wrap maps what the driver and the file system report, once, at this border. op names the operation for what has no
// sentence of its own.
func wrap(op string, err error) error {
	if err == nil {
		return nil
	}
	var done *sentence
	if errors.As(err, &done) {
		return err
	}
	if errors.Is(err, fs.ErrPermission) {
		return &sentence{"Not done: the file or its folder may not be written by you. Save a copy elsewhere and work on that.", ErrReadOnly, err}
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("%s: %w", op, err)
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return &sentence{"The disk is full. Nothing was lost; the last change was not kept. Free some space, then try again.", ErrDiskFull, err}
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return &sentence{"Not done: this dossier can only be read. Save a copy elsewhere and work on that.", ErrReadOnly, err}
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return &sentence{"Not done: another window or command is writing to this dossier. Try again in a moment.", ErrBusy, err}
	case sqlite3.ErrCorrupt:
		return &sentence{"The dossier file is damaged. Nothing was changed. Restore the newest backup; the damaged file is kept.", ErrDamaged, err}
	case sqlite3.ErrNotADB:
		return &sentence{"This file is not a Parley dossier.", ErrNotDossier, err}
	case sqlite3.ErrIoErr:
		return &sentence{"The disk could not be read or written. The last change was not kept. Check the disk, then try again.", ErrDiskFull, err}
	case sqlite3.ErrTooBig:
		return &sentence{"Not done: that is more than a dossier can hold in one place. Split it.", ErrInvalid, err}
	}
	return fmt.Errorf("%s: %w", op, err)
}
