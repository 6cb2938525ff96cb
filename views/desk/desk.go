// Package desk is what a pane is given to work with: the workbench, the parts, the sheets, and the ways to do slow
// things beside the interface thread and to say what came of them.
package desk

import (
	"context"
	"errors"
	"time"

	"parley/app"
	"parley/views/parts"
	"parley/views/sheet"
)

// Desk is one window's.
type Desk struct {
	Kit       *parts.Kit
	Workbench *app.Workbench
	Sheets    *sheet.Stack
	Say       func(parts.Message) // on the interface thread
	Note      func(words string)  // a result in the status bar for some seconds; on the interface thread
	Now       func() time.Time
	Home      string // the folder that a chooser opens first

	// Offer names what a person can do about an error, and does it; empty: nothing. May be nil.
	Offer func(err error) (action string, do func())

	Go func(func()) // runs beside the interface thread
	Do func(func()) // runs on it; from goroutines only

	// After runs fn after a while on a goroutine of its own; nil: time.AfterFunc. Tests, which have no interface thread,
	// leave it out.
	After func(d time.Duration, fn func()) *time.Timer
}

// Fail shows an error in the bar. A cancel is not one.
func (d *Desk) Fail(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		m := parts.Message{Words: err.Error()}
		if d.Offer != nil {
			m.Action, m.Do = d.Offer(err)
		}
		d.Say(m)
	}
}

// Act does one action of the workbench beside the interface thread; then, where it may be nil, runs on it afterwards.
func (d *Desk) Act(action func(context.Context) error, then func()) {
	d.Go(func() {
		err := action(context.Background())
		d.Do(func() {
			if err != nil {
				d.Fail(err)
			} else if then != nil {
				then()
			}
		})
	})
}

// Loader loads what a pane shows: beside the interface thread, at most one load at a time, and what an older wish
// brought is dropped. Its methods are for the interface thread, and show and failed run on it. load does not: it must not
// read a field that the interface thread writes. What is wished it takes from an atomic value, which is never changed once it
// is stored; a load that was given up may still be running beside the next one.
type Loader[T any] struct {
	desk       *Desk
	load       func(context.Context) (T, error)
	show       func(T)
	failed     func(error)
	running    bool
	again      bool
	generation int
	cancel     context.CancelFunc
}

// NewLoader returns a loader; failed may be nil, then errors go into the bar.
func NewLoader[T any](d *Desk, load func(context.Context) (T, error), show func(T), failed func(error)) *Loader[T] {
	if failed == nil {
		failed = d.Fail
	}
	return &Loader[T]{desk: d, load: load, show: show, failed: failed}
}

// Reload loads anew. While a load is under way, one more is done after it.
func (l *Loader[T]) Reload() {
	if l.running {
		l.again = true
		return
	}
	l.start()
}

// Busy reports whether a load is under way.
func (l *Loader[T]) Busy() bool { return l.running }

// Restart gives up the load that is under way and loads anew: for wishes that make the older ones worthless.
func (l *Loader[T]) Restart() {
	l.Drop()
	l.start()
}

// Drop gives up the load that is under way.
func (l *Loader[T]) Drop() {
	l.generation++
	l.running, l.again = false, false
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

func (l *Loader[T]) start() {
	l.running, l.again = true, false
	l.generation++
	mine := l.generation
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	l.desk.Go(func() {
		v, err := l.load(ctx)
		cancel()
		l.desk.Do(func() {
			if mine != l.generation {
				return
			}
			l.running = false
			if err != nil {
				if !errors.Is(err, context.Canceled) {
					l.failed(err)
				}
			} else {
				l.show(v)
			}
			if l.again {
				l.start()
			}
		})
	})
}

// Delay runs the last of several wishes once none has come for a while, so that typing starts one search, not one for
// each letter. Its methods are for the interface thread.
type Delay struct {
	desk  *Desk
	wait  time.Duration
	timer *time.Timer
	wish  int
}

// NewDelay returns a delay.
func NewDelay(d *Desk, wait time.Duration) *Delay { return &Delay{desk: d, wait: wait} }

// Run runs fn on the interface thread after the wait, unless Run or Stop is called before.
func (d *Delay) Run(fn func()) {
	d.Stop()
	mine := d.wish
	after := d.desk.After
	if after == nil {
		after = time.AfterFunc
	}
	d.timer = after(d.wait, func() {
		d.desk.Do(func() {
			if mine == d.wish {
				fn()
			}
		})
	})
}

// Stop forgets the wish.
func (d *Delay) Stop() {
	d.wish++
	if d.timer != nil {
		d.timer.Stop()
	}
}
