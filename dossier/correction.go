package dossier

import "strings"

// Correction is a text and what it was corrected to, compared once for all passages. It is for one goroutine.
type Correction struct {
	old, new *lookup
	runs     []run
	cells    int // spent on approximate matches
}

// NewCorrection compares two texts. Time and memory grow about linearly with them, whatever they are.
func NewCorrection(old, new string) *Correction {
	c := &Correction{old: newLookup(old), new: newLookup(new)}
	c.runs = align(c.old.text, c.new.text)
	return c
}

// Corrected gives the new text in code points; it is not to be changed.
func (c *Correction) Corrected() []rune { return c.new.text }

// Come gives the stretches of the new text that do not come from the old one, in order.
func (c *Correction) Come() []Span {
	_, come := between(c.runs, len(c.old.text), len(c.new.text))
	return come
}

// Carried counts what becomes of the statements of a text that is corrected.
type Carried struct {
	Exact    int `json:"exact"` // placed without asking
	Moved    int `json:"moved"`
	Doubtful int `json:"doubtful"` // left on the text on which they stand
	Lost     int `json:"lost"`
}

// Count adds what became of one.
func (c *Carried) Count(a Anchor) {
	switch a.How {
	case AnchorExact:
		c.Exact++
	case AnchorMoved:
		c.Moved++
	case AnchorDoubtful:
		c.Doubtful++
	case AnchorLost:
		c.Lost++
	}
}

// Left counts those that are to be placed anew.
func (c Carried) Left() int { return c.Doubtful + c.Lost }

// Changes tells how much a correction changes.
type Changes struct {
	Lines   int `json:"lines"`   // of the old text that are not as they were
	Added   int `json:"added"`   // words
	Removed int `json:"removed"` // words
}

// wholeLine reports whether a line of the new text begins and ends at these places.
func (c *Correction) wholeLine(from, end int) bool {
	text := c.new.text
	return (from == 0 || text[from-1] == '\n') && (end == len(text) || end > 0 && text[end-1] == '\n')
}

// Changes counts what the correction changes.
func (c *Correction) Changes() (n Changes) {
	gone, come := between(c.runs, len(c.old.text), len(c.new.text))
	for _, s := range gone {
		n.Removed += len(strings.Fields(string(c.old.text[s.Start:s.End])))
	}
	for _, s := range come {
		n.Added += len(strings.Fields(string(c.new.text[s.Start:s.End])))
	}
	shared, from := c.runs, 0
	for at := 0; at <= len(c.old.text); at++ { // a line is as it was where one shared stretch holds it with its end
		if at < len(c.old.text) && c.old.text[at] != '\n' {
			continue
		}
		end := min(at+1, len(c.old.text))
		for len(shared) > 0 && shared[0].a+shared[0].n < end {
			shared = shared[1:]
		}
		if from < end && (len(shared) == 0 || shared[0].a > from || !c.wholeLine(shared[0].b+from-shared[0].a, shared[0].b+end-shared[0].a)) {
			n.Lines++
		}
		from = end
	}
	return n
}
