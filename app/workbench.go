// Package app is the workbench: one method for each thing that a person can do. The window and the commands call
// these methods and nothing below them.
//
// A method that changes something validates, makes one transaction with one journal action, and tells subscribers
// after the commit. Methods are safe from any goroutine; all but IsOpen, Jobs and Subscribe may wait for the disk and
// do not belong on an interface thread. Errors are one sentence for people.
package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"parley/assets"
	"parley/dossier"
	"parley/storage"
)

// Options set up a workbench; every field may be zero.
type Options struct {
	Now       func() time.Time // nil: time.Now
	Analyst   string           // recorded with each action; empty: the name of the account
	ConfigDir string           // where the list of recent dossiers lies; empty: the system's place for settings
	Sitting   bool             // somebody works at a window: backups are made when nothing changes, and on closing
	Tell      func(string)     // told what is published as a Notice; may be nil
	Fonts     []string         // folders with fonts for writings that no bundled font has; nil: those of the system
}

// ErrNoDossier is returned by every method that needs an open dossier.
var ErrNoDossier = errors.New("No dossier is open. Open one, or make a new one.") //lint:ignore ST1005 a sentence for people

// Workbench is one person's work on one dossier at a time.
type Workbench struct {
	now       func() time.Time
	analyst   string
	configDir string
	jobs      *Jobs
	bus       *bus
	keeper    keeper
	tell      func(string)

	mu       sync.RWMutex // guards open; held for reading while a method uses the dossier
	open     *storage.Dossier
	stopPoll context.CancelFunc

	fonts systemFonts

	laid sync.Mutex // guards last
	last structure
}

// New returns a workbench with no dossier open.
func New(o Options) *Workbench {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.ConfigDir == "" {
		if dir, err := os.UserConfigDir(); err == nil {
			o.ConfigDir = filepath.Join(dir, "parley")
		}
	}
	w := &Workbench{now: o.Now, analyst: o.Analyst, configDir: o.ConfigDir, bus: newBus(), tell: o.Tell, fonts: systemFonts{folders: o.Fonts}}
	w.jobs = newJobs(o.Now, func() { w.bus.publish(Event{Kind: JobsChanged}) })
	if o.Sitting {
		w.keeper.idle = idleFor
		w.Subscribe(w.changedSomething)
	}
	return w
}

// Jobs returns the long jobs of this workbench.
func (w *Workbench) Jobs() *Jobs { return w.jobs }

// IsOpen reports whether a dossier is open.
func (w *Workbench) IsOpen() bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.open != nil
}

// Create makes a new dossier file and opens it. An empty title becomes the file's name. It refuses an existing file.
func (w *Workbench) Create(ctx context.Context, path, title string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if strings.TrimSpace(title) == "" {
		title = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	d, err := storage.Create(ctx, path, title, w.storageOptions())
	if err != nil {
		return err
	}
	return w.take(d)
}

// Open opens a dossier file, closing the one that was open. A file that can only be read is opened for reading;
// Summary says why.
func (w *Workbench) Open(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	d, err := storage.Open(ctx, path, w.storageOptions())
	if err != nil {
		return err
	}
	return w.take(d)
}

func (w *Workbench) storageOptions() storage.Options {
	return storage.Options{Now: w.now, Analyst: w.analyst}
}

// take makes d the open dossier and starts to look for changes that other processes make to it.
func (w *Workbench) take(d *storage.Dossier) error {
	w.letGo()
	w.lock()
	closeErr := w.closeLocked()
	w.open = d
	ctx, cancel := context.WithCancel(context.Background())
	w.stopPoll = cancel
	w.mu.Unlock()
	go w.poll(ctx, d)
	w.remember()
	w.bus.publish(Event{Kind: DossierOpened})
	w.keepBackups(d)
	return closeErr
}

// lock waits for its turn without keeping readers from theirs, as a waiting Lock would: an interface thread asks IsOpen
// while a check of a minute is under way.
func (w *Workbench) lock() {
	for !w.mu.TryLock() {
		time.Sleep(2 * time.Millisecond)
	}
}

// poll tells subscribers within a second when another process has written to the dossier.
func (w *Workbench) poll(ctx context.Context, d *storage.Dossier) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if changed, err := d.ChangedElsewhere(ctx); err == nil && changed {
				w.bus.publish(Event{Kind: Elsewhere})
			}
		}
	}
}

// CloseDossier closes the open dossier, if any, so that the file at rest is one file.
func (w *Workbench) CloseDossier() error {
	if !w.IsOpen() {
		return nil
	}
	w.remember()
	w.letGo()
	w.lock()
	err := w.closeLocked()
	w.mu.Unlock()
	w.bus.publish(Event{Kind: DossierClosed})
	return err
}

func (w *Workbench) closeLocked() error {
	if w.open == nil {
		return nil
	}
	w.stopPoll()
	err := w.open.Close()
	w.open = nil
	return err
}

// Close cancels the running jobs, waits for them up to five seconds, and closes the dossier.
func (w *Workbench) Close() error {
	w.jobs.cancelAll()
	w.jobs.Wait(5 * time.Second)
	err := w.CloseDossier()
	w.bus.close()
	return err
}

// Summary tells what the title bar shows: counts, whether and why the dossier is read-only, what Undo takes back.
func (w *Workbench) Summary(ctx context.Context) (s dossier.Summary, err error) {
	err = w.with(func(d *storage.Dossier) error {
		s, err = d.Summary(ctx)
		return err
	})
	return s, err
}

// with runs fn on the open dossier; the dossier is not closed before fn returns.
func (w *Workbench) with(fn func(*storage.Dossier) error) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.open == nil {
		return ErrNoDossier
	}
	return fn(w.open)
}

// change makes one journal action of fn and publishes the event after the commit.
func (w *Workbench) change(ctx context.Context, name string, e Event, fn func(*storage.Tx) error) error {
	return w.with(func(d *storage.Dossier) error { return w.changeIn(ctx, d, name, e, fn) })
}

func (w *Workbench) changeIn(ctx context.Context, d *storage.Dossier, name string, e Event, fn func(*storage.Tx) error) error {
	var first int64
	step := stepOf(ctx)
	if step != nil {
		name, first = step.name, step.first
	}
	done, err := d.ChangeNext(ctx, first, name, fn)
	if err != nil {
		return err
	}
	if step != nil && first == 0 {
		step.first = done.ID
	}
	e.Action = name
	w.bus.publish(e)
	return nil
}

// OpenSample makes the sample dossier, an invented negotiation, and opens it: six articles, read and coded.
func (w *Workbench) OpenSample(ctx context.Context, path string) error {
	if err := w.Create(ctx, path, "Sarran corridor talks"); err != nil {
		return err
	}
	for _, s := range assets.Samples() {
		f := Facts{Outlet: s.Outlet, URL: s.URL, Lang: s.Lang,
			Published: dossier.Date{Time: s.Published, Precision: dossier.PrecisionMinute}}
		if _, err := w.AddDocument(ctx, []byte(s.Text), f); err != nil {
			return fmt.Errorf("sample %s: %w", s.Name, err)
		}
	}
	batch, err := ReadBatch(strings.NewReader(string(assets.SampleCoding())), "json")
	if err != nil {
		return err
	}
	_, err = w.Code(ctx, batch)
	return err
}

// names counts things for the name of an action: "statement 3", "4 statements".
func names(noun string, numbers []int) string {
	if len(numbers) == 1 && numbers[0] > 0 {
		return fmt.Sprintf("%s %d", noun, numbers[0])
	}
	if len(numbers) == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", len(numbers), noun)
}
