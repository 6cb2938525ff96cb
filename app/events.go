package app

import (
	"sync"

	"parley/dossier"
)

// EventKind is what has happened.
type EventKind int

// The kinds of events.
const (
	DossierOpened     EventKind = iota
	DossierClosed               //
	DocumentsChanged            // added, edited, deleted; Documents holds which, empty: any
	StatementsChanged           // decided, coded, edited; Documents holds those they stand in, Statements which; empty: any there
	NamesChanged                // parties, issues, actors, outlets
	JudgementsChanged           // verdicts on contrasts, analysts' sentences, saved views
	PacketsChanged              // recipes, issued packets
	JobsChanged                 // a job started, went on or ended: ask Jobs().List()
	Notice                      // something that a person should know and that stopped no work: Words, Findings
	Elsewhere                   // another process wrote to the dossier, or undo and redo: anything may have changed
)

// Event tells subscribers what has been committed.
type Event struct {
	Kind       EventKind
	Documents  []dossier.ID
	Statements []dossier.ID
	Action     string            // name of the journal action, or empty
	Words      string            // of a Notice, in whole sentences
	Findings   []dossier.Finding // of a Notice that a check gave rise to
}

// bus delivers events in the order of publishing, each to every subscriber, one after the other on a goroutine of its
// own, and never while a transaction is open. Nothing is dropped, except that several JobsChanged in a row become one.
// A subscriber that is slow delays the others: it should note what to reload and return.
type bus struct {
	mu      sync.Mutex
	wake    *sync.Cond
	queue   []Event
	subs    map[int]func(Event)
	next    int
	closing bool
	done    chan struct{}
}

func newBus() *bus {
	b := &bus{subs: map[int]func(Event){}, done: make(chan struct{})}
	b.wake = sync.NewCond(&b.mu)
	go b.deliver()
	return b
}

func (b *bus) publish(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.queue); b.closing || e.Kind == JobsChanged && n > 0 && b.queue[n-1].Kind == JobsChanged {
		return
	}
	b.queue = append(b.queue, e)
	b.wake.Signal()
}

func (b *bus) deliver() {
	defer close(b.done)
	for {
		b.mu.Lock()
		for len(b.queue) == 0 && !b.closing {
			b.wake.Wait()
		}
		if len(b.queue) == 0 {
			b.mu.Unlock()
			return
		}
		e := b.queue[0]
		b.queue = b.queue[1:]
		var fns []func(Event)
		for i := 0; i < b.next; i++ { // in the order of subscribing
			if fn, ok := b.subs[i]; ok {
				fns = append(fns, fn)
			}
		}
		b.mu.Unlock()
		for _, fn := range fns {
			fn(e)
		}
	}
}

func (b *bus) close() {
	b.mu.Lock()
	b.closing = true
	b.wake.Signal()
	b.mu.Unlock()
	<-b.done
}

// Subscribe calls fn for every event from now on, on a goroutine of the workbench, until cancel is called.
func (w *Workbench) Subscribe(fn func(Event)) (cancel func()) {
	b := w.bus
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.next
	b.next++
	b.subs[id] = fn
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, id)
	}
}
