package stage

import (
	"sync"
	"testing"

	"parley/views/desk"
)

// Queue is work beside the interface thread that runs when the test says so, so that a test can do something else first.
type Queue struct {
	tb   testing.TB
	work []func()
}

// Hold keeps from now on what is begun beside the interface thread until it is run by the test, on the test's goroutine;
// what it brings back is taken up at once.
func Hold(tb testing.TB, d *desk.Desk) *Queue {
	q := &Queue{tb: tb}
	d.Go = func(fn func()) { q.work = append(q.work, fn) }
	d.Do = func(fn func()) { fn() }
	return q
}

// Len is how much waits.
func (q *Queue) Len() int { return len(q.work) }

// Run runs what waits at a place of the queue, from 0.
func (q *Queue) Run(i int) {
	q.tb.Helper()
	if i >= len(q.work) {
		q.tb.Fatalf("%d wait beside the interface thread, not %d", len(q.work), i+1)
	}
	fn := q.work[i]
	q.work = append(q.work[:i:i], q.work[i+1:]...)
	fn()
}

// RunAll runs what waits, in order, and what that begins, until nothing waits.
func (q *Queue) RunAll() {
	for len(q.work) > 0 {
		q.Run(0)
	}
}

// Threads are goroutines beside the interface thread, which is the test's own. The race detector sees what the two share.
type Threads struct {
	mu      sync.Mutex
	brought []func()
	running sync.WaitGroup
}

// Spread runs from now on what is begun beside the interface thread on goroutines of its own, as the program does. What
// they bring back waits for Join.
func Spread(d *desk.Desk) *Threads {
	t := &Threads{}
	d.Go = func(fn func()) { t.running.Go(fn) }
	d.Do = func(fn func()) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.brought = append(t.brought, fn)
	}
	return t
}

// Join waits for the goroutines and takes up what they brought, until nothing is under way.
func (t *Threads) Join() {
	for {
		t.running.Wait()
		t.mu.Lock()
		brought := t.brought
		t.brought = nil
		t.mu.Unlock()
		if len(brought) == 0 {
			return
		}
		for _, fn := range brought {
			fn()
		}
	}
}
