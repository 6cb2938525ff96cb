package app

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Progress is called by long work with how far it is; total 0 means that the end is not known.
type Progress func(done, total int, what string)

// step calls p where there is one.
func (p Progress) step(done, total int, what string) {
	if p != nil {
		p(done, total, what)
	}
}

// progressInterval keeps progress at ten reports a second: more cannot be read and would hold up drawing.
const progressInterval = 100 * time.Millisecond

// JobState is what the status bar shows of a job.
type JobState struct {
	ID      int
	Name    string
	What    string // the file or part under way
	Done    int
	Total   int
	Ended   bool
	Result  string // in words, when ended well
	Err     error
	Started time.Time
	EndedAt time.Time
	Quiet   bool // the workbench began it by itself: closing and quitting end it without asking
}

// Jobs runs long work beside the interface and knows how far it is.
type Jobs struct {
	now     func() time.Time
	changed func()

	mu   sync.Mutex
	next int
	jobs []*job
}

type job struct {
	state  JobState
	cancel context.CancelFunc
	last   time.Time
	ended  chan struct{}
}

func newJobs(now func() time.Time, changed func()) *Jobs { return &Jobs{now: now, changed: changed} }

// keepEnded is how long an ended job stays in the list, so that its result can be read.
const keepEnded = 5 * time.Second

// Start runs a job on a goroutine of its own and returns its number. run must return soon after its context ends.
func (j *Jobs) Start(name string, run func(ctx context.Context, p Progress) (result string, err error)) int {
	return j.start(name, false, run)
}

func (j *Jobs) start(name string, quiet bool, run func(ctx context.Context, p Progress) (result string, err error)) int {
	ctx, cancel := context.WithCancel(context.Background())
	j.mu.Lock()
	j.next++
	b := &job{state: JobState{ID: j.next, Name: name, Started: j.now(), Quiet: quiet}, cancel: cancel, ended: make(chan struct{})}
	j.jobs = append(j.jobs, b)
	j.mu.Unlock()
	j.changed()
	go func() {
		defer cancel()
		result, err := run(ctx, func(done, total int, what string) { j.report(b, done, total, what) })
		j.mu.Lock()
		b.state.Ended, b.state.Result, b.state.Err, b.state.EndedAt = true, result, err, j.now()
		j.mu.Unlock()
		close(b.ended)
		j.changed()
		time.AfterFunc(keepEnded+progressInterval, j.changed)
	}()
	return b.state.ID
}

func (j *Jobs) report(b *job, done, total int, what string) {
	j.mu.Lock()
	now := j.now()
	b.state.Done, b.state.Total, b.state.What = done, total, what
	due := now.Sub(b.last) >= progressInterval
	if due {
		b.last = now
	}
	j.mu.Unlock()
	if due {
		j.changed()
	}
}

// List returns the running jobs and those that ended within the last five seconds, oldest first.
func (j *Jobs) List() []JobState {
	j.mu.Lock()
	defer j.mu.Unlock()
	var states []JobState
	kept := j.jobs[:0]
	for _, b := range j.jobs {
		if b.state.Ended && j.now().Sub(b.state.EndedAt) > keepEnded {
			continue
		}
		kept = append(kept, b)
		states = append(states, b.state)
	}
	clear(j.jobs[len(kept):])
	j.jobs = kept
	return states
}

// Cancel asks a job to stop. What it had finished stays.
func (j *Jobs) Cancel(id int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, b := range j.jobs {
		if b.state.ID == id {
			b.cancel()
		}
	}
}

func (j *Jobs) cancelAll() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, b := range j.jobs {
		b.cancel()
	}
}

// endQuiet stops what the workbench began by itself, and waits until it has let go of the dossier.
func (j *Jobs) endQuiet() {
	j.mu.Lock()
	var quiet []*job
	for _, b := range j.jobs {
		if b.state.Quiet {
			b.cancel()
			quiet = append(quiet, b)
		}
	}
	j.mu.Unlock()
	for _, b := range quiet {
		<-b.ended
	}
}

// Wait waits until no job runs, at most for the given time, and reports whether that was reached.
func (j *Jobs) Wait(timeout time.Duration) bool {
	late := time.After(timeout)
	for {
		j.mu.Lock()
		at := slices.IndexFunc(j.jobs, func(b *job) bool { return !b.state.Ended })
		if at < 0 {
			j.mu.Unlock()
			return true
		}
		running := j.jobs[at]
		j.mu.Unlock()
		select {
		case <-running.ended:
		case <-late:
			return false
		}
	}
}
