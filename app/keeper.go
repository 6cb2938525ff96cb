package app

import (
	"context"
	"fmt"
	"sync"
	"time"

	"parley/storage"
)

// idleFor is how long nothing must have changed before a backup is made beside the work, and askAgain how long the next
// look waits while a backup would be too early, or could not be made.
const (
	idleFor   = 5 * time.Second
	askAgain  = time.Minute
	closeWait = 20 * time.Second // closing gives a backup no more time than this
)

// keeper makes backups while somebody works at a window, and looks after a dossier that was left by a crash.
type keeper struct {
	idle time.Duration // 0: none are made; tests shorten it

	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
	said    string // the failure that was said last
}

// once says a failure that was not said last time.
func (k *keeper) once(err error, say func(string)) {
	k.mu.Lock()
	again := k.said == err.Error()
	k.said = err.Error()
	k.mu.Unlock()
	if !again {
		say(err.Error())
	}
}

// after calls fn once nothing has asked for longer.
func (k *keeper) after(wait time.Duration, fn func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stopped {
		return
	}
	if k.timer != nil {
		k.timer.Stop()
	}
	k.timer = time.AfterFunc(wait, fn)
}

func (k *keeper) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stopped = true
	if k.timer != nil {
		k.timer.Stop()
	}
}

func (k *keeper) isStopped() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.stopped
}

func (k *keeper) begin() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stopped, k.said = false, ""
}

// keepBackups begins to make backups of the open dossier, where somebody sits at it.
func (w *Workbench) keepBackups(d *storage.Dossier) {
	if w.keeper.idle == 0 {
		return
	}
	w.keeper.begin()
	if d.Unclean() {
		w.jobs.start("Looking after a crash", true, w.lookAfterCrash)
	}
	w.keeper.after(w.keeper.idle, w.backUpIdle) // what was changed before it was opened here
}

// changedSomething starts the wait for idleness anew.
func (w *Workbench) changedSomething(e Event) {
	switch e.Kind {
	case DocumentsChanged, StatementsChanged, NamesChanged, PacketsChanged, Elsewhere:
		w.keeper.after(w.keeper.idle, w.backUpIdle)
	}
}

// backUpIdle makes a backup as a job where one is due.
func (w *Workbench) backUpIdle() {
	var due, later bool
	err := w.with(func(d *storage.Dossier) (err error) {
		due, later, err = d.BackupDue(context.Background(), storage.WhenIdle)
		return err
	})
	switch {
	case err != nil && w.IsOpen():
		w.keeper.once(err, w.notice)
	case later:
		w.keeper.after(askAgain, w.backUpIdle)
	case due && !w.keeper.isStopped():
		w.jobs.start("Backing up", true, func(ctx context.Context, _ Progress) (string, error) {
			w.automaticBackup(ctx, storage.WhenIdle)
			return "", nil
		})
	}
}

// letGo ends what the workbench does to the open dossier by itself and makes the last backup. A dossier that nobody sits
// at gets none: a script says when it wants one.
func (w *Workbench) letGo() {
	if w.keeper.idle == 0 {
		return
	}
	w.keeper.stop()
	w.jobs.endQuiet()
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	w.automaticBackup(ctx, storage.WhenClosing)
}

// lookAfterCrash checks what can be checked in seconds. Every text is checked when a person asks for it.
func (w *Workbench) lookAfterCrash(ctx context.Context, p Progress) (string, error) {
	found, err := w.QuickCheck(ctx, p)
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "The last session did not end cleanly. Everything that was saved is there.", nil
	}
	words := "The last session did not end cleanly, and a check found something wrong."
	if len(found) > 1 {
		words = fmt.Sprintf("The last session did not end cleanly, and a check found %d things wrong.", len(found))
	}
	if w.tell != nil {
		w.tell(words)
	}
	w.bus.publish(Event{Kind: Notice, Words: words, Findings: found})
	return "", nil
}
