package storage

import (
	"context"
	"database/sql"
)

// ChangedElsewhere reports whether another process, or another handle on the same file, made a change since the last
// call. It does not wait for the writer.
func (d *Dossier) ChangedElsewhere(ctx context.Context) (bool, error) {
	d.watch.Lock()
	defer d.watch.Unlock()
	var err error
	if d.read == d.write {
		_, err = d.askWriter(ctx)
	} else {
		err = d.askReader(ctx)
	}
	if err != nil {
		return false, border("Changes made elsewhere were not looked for", err)
	}
	wrote := d.wroteOthers
	d.wroteOthers = false
	return wrote, nil
}

// askReader looks whether anybody wrote; whether it was us, only the writing connection can tell. While that is busy the
// answer waits for the next call; its transaction looks for itself (see begin). watch is held.
func (d *Dossier) askReader(ctx context.Context) (err error) {
	if d.watcher == nil {
		if d.watcher, err = d.read.Conn(ctx); err != nil {
			return err
		}
		if d.write == nil { // nobody here writes: the first value is the one to compare with
			return d.watcher.QueryRowContext(ctx, "PRAGMA data_version").Scan(&d.seenReader)
		}
	}
	var now int64
	if err := d.watcher.QueryRowContext(ctx, "PRAGMA data_version").Scan(&now); err != nil || now == d.seenReader {
		return err
	}
	asked := true
	if d.write == nil {
		err = d.noticeActions(ctx, d.watcher)
	} else {
		asked, err = d.askWriter(ctx)
	}
	if asked && err == nil {
		d.seenReader = now
	}
	return err
}

// askWriter asks the writing connection, unless it is busy, whether others wrote: its data_version changes for them
// alone. watch is held.
func (d *Dossier) askWriter(ctx context.Context) (asked bool, err error) {
	if !d.writing.TryLock() {
		return false, nil
	}
	var seen int64
	err = d.write.QueryRowContext(ctx, "PRAGMA data_version").Scan(&seen)
	d.writing.Unlock()
	if err == nil && seen != d.seenWriter {
		err = d.noticeActions(ctx, d.read)
	}
	if err == nil {
		d.seenWriter = seen
	}
	return true, err
}

// noticeActions looks whether there is an action that was not made here. watch is held.
func (d *Dossier) noticeActions(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) error {
	var newest int64
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM action").Scan(&newest); err != nil {
		return err
	}
	if newest > d.seenAction {
		d.seenAction, d.wroteOthers = newest, true
	}
	return nil
}
