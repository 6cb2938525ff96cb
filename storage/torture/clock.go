package main

import (
	"errors"
	"fmt"
	"time"

	"parley/dossier"
	"parley/storage"
)

// clock sets the clock back, by seconds and by years, while work goes on: the history keeps the order in which things
// were done, the dossier's own clock never goes back (verify looks at it), and undo takes what was done last.
func (t *torture) clock(rounds int) error {
	r := t.table.row("clock set back")
	defer r.end()
	path, c, err := t.filledDossier("clock.parley", 10)
	if err != nil {
		return err
	}
	now := time.Now()
	o := modes()[0].options("writer 1")
	o.Now = func() time.Time { return now }
	for range rounds {
		c.acks = 0
		d, err := storage.Open(ctx, path, o)
		if err != nil {
			return err
		}
		w, err := newWriter(d, 1, t.rand.Uint64(), c.mustHear)
		for range 15 {
			now = now.Add([]time.Duration{time.Second, -time.Minute, -40 * 24 * time.Hour, time.Millisecond}[t.rand.IntN(4)])
			if err == nil {
				err = w.step()
			}
		}
		history, historyErr := d.History(ctx, 0)
		if err := errors.Join(err, historyErr, d.Close()); err != nil {
			return err
		}
		var v verdict
		v.add(&v.half, outOfOrder(history), "The history is not in the order in which things were done.")
		heard := c.clone()
		more, err := verify(path, o, c)
		if err != nil {
			r.crashed++
			r.complain(oneLine(err))
		}
		v = verdict{v.lost + more.lost, v.half + more.half, v.findings + more.findings, append(v.words, more.words...)}
		t.table.take(r, v, heard)
	}
	r.note = fmt.Sprintf("the clock ended at %s", now.Format("January 2006"))
	return nil
}

// outOfOrder counts the actions, newest first, whose number is not below that of the one before.
func outOfOrder(history []dossier.Action) (n int) {
	last := 1 << 60
	for _, h := range history {
		if a, ok := parseAction(h.Name); ok {
			if a.n >= last {
				n++
			}
			last = a.n
		}
	}
	return n
}
