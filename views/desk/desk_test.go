package desk

import (
	"context"
	"errors"
	"testing"

	"parley/views/parts"
)

// bench is a desk whose slow work waits until the test lets it run.
func bench() (d *Desk, work func(), said *[]string) {
	var queue []func()
	said = &[]string{}
	d = &Desk{
		Go:  func(fn func()) { queue = append(queue, fn) },
		Do:  func(fn func()) { fn() },
		Say: func(m parts.Message) { *said = append(*said, m.Words) },
	}
	return d, func() {
		q := queue
		queue = nil
		for _, fn := range q {
			fn()
		}
	}, said
}

// However often a pane asks, at most one load runs and one waits, and only the newest is shown.
func TestLoaderCoalesces(t *testing.T) {
	d, work, _ := bench()
	loads, shown := 0, []int{}
	l := NewLoader(d, func(context.Context) (int, error) { loads++; return loads, nil }, func(v int) { shown = append(shown, v) }, nil)
	for range 5 {
		l.Reload()
	}
	work()
	work()
	work()
	if loads != 2 || len(shown) != 2 {
		t.Errorf("five wishes made %d loads and %v was shown, want 2", loads, shown)
	}
}

// A newer wish cancels the older one, whose result is dropped.
func TestLoaderRestarts(t *testing.T) {
	d, work, said := bench()
	n, shown := 0, []int{}
	var cancelled bool
	l := NewLoader(d, func(ctx context.Context) (int, error) {
		n++
		if n == 1 {
			cancelled = ctx.Err() != nil
			return n, ctx.Err()
		}
		return n, nil
	}, func(v int) { shown = append(shown, v) }, nil)
	l.Restart()
	l.Restart()
	work()
	if !cancelled || len(shown) != 1 || shown[0] != 2 {
		t.Errorf("cancelled %v, shown %v", cancelled, shown)
	}
	if len(*said) != 0 {
		t.Errorf("a cancel was reported: %v", *said)
	}
}

// An error of an action is said once, and what should follow does not happen.
func TestActReports(t *testing.T) {
	d, work, said := bench()
	then := false
	d.Act(func(context.Context) error { return errors.New("The disk is full.") }, func() { then = true })
	work()
	if then || len(*said) != 1 || (*said)[0] != "The disk is full." {
		t.Errorf("said %v, went on: %v", *said, then)
	}
}
