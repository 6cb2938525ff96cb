package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"parley/storage"
)

// claims are what the writers were told: what must be in the dossier, and what may be.
type claims struct {
	writers map[int]*claim
	undone  map[string]int // by the action's name: undos less redos that were acknowledged
	acks    int            // acknowledged changes, undos and redos
	refused map[string]int // by the name of the fault
	unnamed []string       // errors that were no sentences
}

// claim is what one writer was told.
type claim struct {
	kept   int    // the number of its last acknowledged step
	trying string // what it had begun and heard nothing of: "document", "undo", …
}

func newClaims() *claims {
	return &claims{writers: map[int]*claim{}, undone: map[string]int{}, refused: map[string]int{}}
}

func (c *claims) clone() *claims {
	to := &claims{writers: map[int]*claim{}, undone: maps.Clone(c.undone), acks: c.acks, refused: maps.Clone(c.refused)}
	for n, w := range c.writers {
		copied := *w
		to.writers[n] = &copied
	}
	return to
}

func (c *claims) writer(n int) *claim {
	if c.writers[n] == nil {
		c.writers[n] = &claim{}
	}
	return c.writers[n]
}

// hear takes in one line of a writer. A line that is none is an error: a writer has nothing else to say.
func (c *claims) hear(line string) error {
	part := strings.SplitN(line, " ", 4)
	if len(part) < 3 {
		return fmt.Errorf("a writer said %q", line)
	}
	number, err1 := strconv.Atoi(part[0])
	n, err2 := strconv.Atoi(part[2])
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("a writer said %q", line)
	}
	rest := append(part, "")[3]
	w := c.writer(number)
	switch part[1] {
	case "try":
		w.trying = rest
	case "refused":
		w.trying = ""
		fault, sentence, _ := strings.Cut(rest, ": ")
		if !slices.ContainsFunc(passing, func(p error) bool { return p.Error() == fault }) {
			c.refused[fault]++
		}
		if fault == "unnamed" {
			c.unnamed = append(c.unnamed, sentence)
		}
	case "did":
		w.trying = ""
		c.acks++
		if n > 0 {
			w.kept = n
		} else if what, name, _ := strings.Cut(rest, " "); what == "undo" {
			c.undone[name]++
		} else {
			c.undone[name]--
		}
	default:
		return fmt.Errorf("a writer said %q", line)
	}
	return nil
}

// settle makes what the history says the claims of the next round, so that a loss is counted once.
func (c *claims) settle(d *storage.Dossier) error {
	history, err := d.History(ctx, 0)
	if err != nil {
		return err
	}
	*c = *newClaims()
	for _, h := range history {
		a, ok := parseAction(h.Name)
		if !ok {
			continue
		}
		w := c.writer(a.writer)
		w.kept = max(w.kept, a.n)
		if h.Undone {
			c.undone[h.Name] = 1
		}
	}
	return nil
}
