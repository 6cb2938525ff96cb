package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// What can go wrong, for errors.Is. The error itself is one sentence for people: what did not happen, why, and what
// to do.
var (
	ErrNotFound      = errors.New("not found")
	ErrConflict      = errors.New("conflict")
	ErrInvalid       = errors.New("invalid")
	ErrReadOnly      = errors.New("read-only")
	ErrNoFTS5        = errors.New("built without FTS5")
	ErrNotDossier    = errors.New("not a dossier")
	ErrMoved         = errors.New("moved or replaced")
	ErrDiskFull      = errors.New("disk full")
	ErrBusy          = errors.New("busy")
	ErrDamaged       = errors.New("damaged")
	ErrNothingToUndo = errors.New("nothing to undo")
	ErrNothingToRedo = errors.New("nothing to redo")
)

// Error is an error that a person may see: Error() is the sentence; the sentinel and the cause are for errors.Is and
// errors.As.
type Error struct {
	Sentence string
	Kind     error
	Cause    error
}

func (e *Error) Error() string { return e.Sentence }

// Unwrap gives the sentinel and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

func refuse(kind error, format string, args ...any) error {
	return &Error{Sentence: fmt.Sprintf(format, args...), Kind: kind}
}

// border turns what the driver reports into words, once, where it leaves this package. op says what did not happen:
// "The change was not kept".
func border(op string, err error) error {
	var ours *Error
	var e sqlite3.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ours), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case noRoom(err) != "":
		return &Error{op + ": " + noRoom(err), ErrDiskFull, err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Error{op + ": the file or its folder may not be written. Save a copy elsewhere, or change its permissions.", ErrReadOnly, err}
	case errors.Is(err, fs.ErrNotExist):
		return &Error{op + ": there is no such file or folder. Check the name.", ErrNotFound, err}
	case errors.Is(err, sql.ErrNoRows):
		return &Error{op + ": there is no such thing in this dossier.", ErrNotFound, err}
	case errors.As(err, &e):
		return driverError(op, e, err)
	case unreadable(err):
		return &Error{op + ": the file is damaged, and holds something there that no Parley wrote. Keep it, and restore the newest good backup beside it.", ErrDamaged, err}
	}
	return fmt.Errorf("%s: %w", op, err)
}

// noRoom says in words why a file could not grow, or nothing. SQLite itself knows the full disk alone, and that only
// while it writes: a quota, a limit on the length of files, and a full disk while a file is made, come as other errors.
func noRoom(err error) string {
	var e sqlite3.Error
	_ = errors.As(err, &e)
	for _, reason := range []struct {
		errno syscall.Errno
		words string
	}{
		{syscall.ENOSPC, "the disk is full. Nothing was lost. Free some space, then try again."},
		{syscall.EDQUOT, "your share of the disk is used up. Nothing was lost. Free some space of yours, then try again."},
		{syscall.EFBIG, "the file may not grow any more, since the disk or the system limits the length of files. Nothing was lost. Save a copy on another disk, or have the limit raised."},
	} {
		if errors.Is(err, reason.errno) || (e.Code == sqlite3.ErrIoErr || e.Code == sqlite3.ErrCantOpen) && e.SystemErrno == reason.errno {
			return reason.words
		}
	}
	return ""
}

// unreadable says whether a row holds what the schema does not let in: a flipped bit may make a NULL of a text.
func unreadable(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return strings.HasPrefix(err.Error(), "sql: Scan error") || errors.As(err, &syntax) || errors.As(err, &kind)
}

func driverError(op string, e sqlite3.Error, err error) error {
	switch e.Code {
	case sqlite3.ErrFull:
		return &Error{"The disk is full. Nothing was lost; the last change was not kept. Free some space, then try again.", ErrDiskFull, err}
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return &Error{op + ": another program is writing to this dossier. Nothing was lost. Try again in a moment.", ErrBusy, err}
	case sqlite3.ErrReadonly:
		if e.ExtendedCode == sqlite3.ErrReadonlyDbMoved {
			return &Error{op + ": the dossier's file was moved or replaced while it was open. Save a copy under a new name.", ErrMoved, err}
		}
		return &Error{op + ": this dossier is open for reading only. Save a copy elsewhere to work on it.", ErrReadOnly, err}
	case sqlite3.ErrPerm, sqlite3.ErrAuth:
		return &Error{op + ": the file may not be written. Save a copy elsewhere, or change its permissions.", ErrReadOnly, err}
	case sqlite3.ErrCantOpen:
		return &Error{op + ": the file or its folder cannot be opened. Check that it is there and that you may write to it.", ErrNotFound, err}
	case sqlite3.ErrNotADB:
		return &Error{op + ": the file is not a Parley dossier.", ErrNotDossier, err}
	case sqlite3.ErrCorrupt:
		return &Error{op + ": the file is damaged. Keep it, and restore the newest good backup beside it.", ErrDamaged, err}
	case sqlite3.ErrConstraint:
		return &Error{op + ": it conflicts with something that is already in the dossier (" + e.Error() + ").", ErrConflict, err}
	case sqlite3.ErrTooBig:
		return &Error{op + ": it is too large for one entry. Split it, then try again.", ErrInvalid, err}
	case sqlite3.ErrIoErr:
		return &Error{op + ": the disk reported a fault (" + e.Error() + "). Check the disk, and save a copy elsewhere.", ErrDamaged, err}
	case sqlite3.ErrError: // what people type never reaches SQL: the tables or the search index are not as they were made, or we ask wrongly
		return &Error{op + ": the database could not answer (" + e.Error() + "). The file may be damaged: check it, and restore the newest good backup where it is.", ErrDamaged, err}
	case sqlite3.ErrInterrupt:
		return context.Canceled
	}
	return fmt.Errorf("%s: %w", op, err)
}
