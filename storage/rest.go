package storage

import (
	"sync"
	"time"
)

// restAfter is how long nothing is written before the file is brought to rest.
const restAfter = 2 * time.Second

// rest brings what was written into the one file when nothing has been written for a while: a dossier that is copied
// or synchronised without its -wal would lack its last changes.
type rest struct {
	mu      sync.Mutex
	timer   *time.Timer
	end     []func()
	stopped bool
}

// after starts the wait anew.
func (r *rest) after(d *Dossier) {
	if d.shared != "" {
		return // there is no -wal
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.stopped:
	case r.timer == nil:
		r.timer = time.AfterFunc(restAfter, d.comeToRest)
	default:
		r.timer.Reset(restAfter)
	}
}

// every calls fn again and again until stop.
func (r *rest) every(interval time.Duration, fn func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped {
		return
	}
	done := make(chan struct{})
	t := time.NewTicker(interval)
	r.end = append(r.end, func() { t.Stop(); close(done) })
	go func() {
		for {
			select {
			case <-done:
				return
			case <-t.C:
				fn()
			}
		}
	}()
}

// stop ends it for good.
func (r *rest) stop() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped {
		return
	}
	r.stopped = true
	if r.timer != nil {
		r.timer.Stop()
	}
	for _, end := range r.end {
		end()
	}
}

// comeToRest moves the -wal into the file, unless somebody is writing or a reader still needs it: then it tries again
// later. It never keeps a change waiting for a reader.
func (d *Dossier) comeToRest() {
	if !d.writing.TryLock() {
		return // the change under way starts the wait again
	}
	defer d.writing.Unlock()
	if d.rest.isStopped() || d.sameFile() != nil {
		return
	}
	var busy, pages, moved int
	_, err := d.write.Exec("PRAGMA busy_timeout = 0")
	if err == nil {
		err = d.write.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
		_, _ = d.write.Exec("PRAGMA busy_timeout = 5000")
	}
	if err != nil || busy != 0 {
		d.rest.after(d)
	}
}

func (r *rest) isStopped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stopped
}
