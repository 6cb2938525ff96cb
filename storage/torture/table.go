package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// row is what came of one kind of fault.
type row struct {
	kind                                         string
	rounds, acks, lost, half, crashed, unnoticed int
	findings                                     int            // of Check, where there should be none
	named                                        map[string]int // faults by the name that storage gave them
	note                                         string
	words                                        []string // what was wrong, the first few
	control                                      bool     // losses are wanted: they show that the torture can see them
	started, told                                time.Time
}

// table is what a person reads at the end.
type table struct {
	rows     []*row
	progress *os.File
}

func (t *table) row(kind string) *row {
	r := &row{kind: kind, named: map[string]int{}, started: time.Now()}
	t.rows = append(t.rows, r)
	return r
}

// take adds what a look at a dossier found after a round in which the claims were made.
func (t *table) take(r *row, v verdict, c *claims) {
	r.lost += v.lost
	r.half += v.half
	r.findings += v.findings
	r.complain(v.words...)
	if c != nil {
		r.acks += c.acks
		for fault, n := range c.refused {
			r.named[fault] += n
		}
		r.complain(c.unnamed...)
	}
	t.done(r)
}

// fault counts an error under its name. It is no loss: it was told.
func (r *row) fault(err error) {
	r.named[faultOf(err)]++
	if faultOf(err) == "unnamed" {
		r.complain(oneLine(err))
	}
}

// want counts an error and complains where it is not of the kind that it should be.
func (r *row) want(what string, err, kind error) {
	if err == nil {
		r.unnoticed++
		r.complain(what + ": no error was told.")
		return
	}
	r.fault(err)
	if !errors.Is(err, kind) {
		r.unnoticed++
		r.complain(fmt.Sprintf("%s: this was told, and not %q: %s", what, kind, oneLine(err)))
	}
}

func (r *row) complain(words ...string) {
	for _, w := range words {
		if len(r.words) < 20 {
			r.words = append(r.words, fmt.Sprintf("round %d: %s", r.rounds+1, w))
		}
	}
}

// done ends a round and, once in a while, says how far it is.
func (t *table) done(r *row) {
	r.rounds++
	if t.progress != nil && time.Since(r.told) > 10*time.Second {
		r.told = time.Now()
		fmt.Fprintf(t.progress, "%s: %d rounds, %d acknowledged, %d lost\n", r.kind, r.rounds, r.acks, r.lost)
	}
}

// end says how long the rounds took.
func (r *row) end() {
	if r.note != "" {
		r.note += "; "
	}
	r.note += fmt.Sprintf("%.0f s", time.Since(r.started).Seconds())
}

func (r *row) good() bool {
	if r.control {
		return r.lost > 0
	}
	return r.lost+r.half+r.crashed+r.unnoticed+r.findings+r.named["unnamed"] == 0
}

func (t *table) good() bool {
	return !slices.ContainsFunc(t.rows, func(r *row) bool { return !r.good() })
}

func (t *table) print(out io.Writer, complete bool) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "fault\trounds\tacknowledged\tlost\thalf done\tcrashed\tfindings\tunnoticed\tfaults named\tnote")
	for _, r := range t.rows {
		var named []string
		for _, fault := range slices.Sorted(maps.Keys(r.named)) {
			named = append(named, fmt.Sprintf("%s %d", fault, r.named[fault]))
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%s\n", r.kind, r.rounds, r.acks, r.lost, r.half, r.crashed, r.findings, r.unnoticed,
			strings.Join(append(named, "")[:max(1, len(named))], ", "), r.note)
	}
	w.Flush()
	for _, r := range t.rows {
		if !r.good() && !r.control {
			fmt.Fprintf(out, "\n%s:\n  %s\n", r.kind, strings.Join(r.words, "\n  "))
		}
		if !r.good() && r.control {
			fmt.Fprintf(out, "\n%s: nothing was lost, so this torture cannot see a loss.\n", r.kind)
		}
	}
	if complete && t.good() {
		fmt.Fprintln(out, "No acknowledged change was lost, none was half done, and every fault was told in words.")
	}
}
