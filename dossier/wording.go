package dossier

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
)

// Two statements hold the same words when the outlets took them from one utterance: whole or abridged, punctuated
// otherwise, in other quotation marks. Words are compared folded, by runs of three: the shorter one must consist of runs
// of the longer one, but for what was joined where something was left out.
const (
	// WordingRun is the number of words of a run.
	WordingRun = 3
	// wordingLeast is the number of words below which nothing is said to be the same: "No comment" is said every day.
	wordingLeast = 4
	// wordingMissing is the share of the shorter one's words that may stand outside common runs; of wordingLong words and
	// more it is two at least, since one word put in takes two others out of their runs.
	wordingMissing = 0.2
	wordingLong    = 8
	// WordingDays is how far apart the days may be on which the same words were said: later they are said again.
	WordingDays = 3
)

// Wording is the words of a statement, folded, one hash each.
type Wording []uint64

// NewWording cuts words out of a text; what stands between them does not count. Letters of scripts that are written
// without spaces are words each.
func NewWording(exact string) (w Wording) {
	h := fnv.New64a()
	in := false
	end := func() {
		if in {
			w = append(w, h.Sum64())
			h.Reset()
			in = false
		}
	}
	for _, r := range exact {
		switch f := FoldRune(r); {
		case f == FoldDropped:
		case f == "":
			end()
		case Unspaced(r):
			end()
			h.Write([]byte(f))
			in = true
			end()
		default:
			h.Write([]byte(f))
			in = true
		}
	}
	end()
	return w
}

// Runs gives a hash of each three words in a row; of too few words none.
func (w Wording) Runs() (runs []int64) {
	if len(w) < wordingLeast {
		return nil
	}
	for i := 0; i+WordingRun <= len(w); i++ {
		var run uint64
		for _, h := range w[i : i+WordingRun] {
			run = run*0x9E3779B97F4A7C15 + h
		}
		run ^= run >> 32 // so that all bits take part where some runs are chosen by the low ones
		run *= 0xD6E8FEB86659FD93
		runs = append(runs, int64(run^run>>32))
	}
	return runs
}

// SameWording reports whether two wordings are of one utterance. What one of them negates and the other does not is none.
func SameWording(a, b Wording) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < wordingLeast {
		return false
	}
	runs := b.Runs()
	in := make(map[int64]int, len(runs))
	for i, r := range slices.Backward(runs) {
		in[r] = i
	}
	common := make([]bool, len(a))
	first, last := -1, -1 // of what is common, in b
	head, tail := 0, 0    // words of a before and after it
	for i, r := range a.Runs() {
		at, ok := in[r]
		if !ok {
			continue
		}
		for k := i; k < i+WordingRun; k++ {
			common[k] = true
		}
		if first < 0 {
			first, head = at, i
		}
		last, tail = at+WordingRun, len(a)-i-WordingRun
	}
	missing := int(wordingMissing * float64(len(a)))
	if len(a) >= wordingLong {
		missing = max(missing, 2)
	}
	for _, c := range common {
		if !c {
			missing--
		}
	}
	if missing < 0 {
		return false
	}
	if last < first { // in another order: what lies between them is not known
		first, last = min(first, last), max(first, last)
	}
	// What the longer one says beyond the shorter one does not count, since it was left out; but for the word in front, which
	// in many languages is the one that denies. One word may have been put in where the two differ at an end.
	head++
	if tail > 0 {
		tail++
	}
	return a.negations() == b[max(0, first-head):min(len(b), last+tail)].negations()
}

// negations counts the words that deny.
func (w Wording) negations() (n int) {
	for _, h := range w {
		if negators[h] {
			n++
		}
	}
	return n
}

// negators are the words that deny, as they are hashed, in the languages that are read deeply or by their frames.
var negators = func() map[uint64]bool {
	of := map[uint64]bool{}
	for _, w := range NewWording("not no never nor neither none nobody nothing without cannot t " + // "don't" is cut at its apostrophe
		"לא ולא שלא אין ואין שאין בלי מבלי אף לעולם לא ولا لا لن ولن لم ولم ليس وليس ليست غير بدون دون " +
		"ne pas jamais aucun aucune sans non nicht kein keine keinen keinem keiner nie niemals ohne no nunca jamás ningún ninguna sin не нет ни никогда никто ничего без нельзя") {
		of[w] = true
	}
	return of
}()

// SameTime reports whether two dates may be of one utterance: their days lie at most WordingDays apart. Of what nobody
// dated, or only by its year, that is not known.
func SameTime(a, b Date) bool {
	from, to, ok := a.Bounds()
	first, last, known := b.Bounds()
	if !ok || !known || a.Precision == PrecisionYear || b.Precision == PrecisionYear {
		return false
	}
	return DaysBetween(to, first) <= WordingDays && DaysBetween(last, from) <= WordingDays
}

// Telling is one of several statements that hold the same words.
type Telling struct {
	CodedStatement
	Gone, Come []Span // code points that the first telling has and this one has not, and the other way round
}

// Corroboration is one utterance as several articles have it.
type Corroboration struct {
	Tellings []Telling // the first reported first
	Outlets  int       // different ones
	Wire     string    // the agency whose text all have, or empty
}

// Corroborate groups statements that hold the same words, in the order in which they stand. A statement that nobody
// else has stands alone in its group.
func Corroborate(statements []CodedStatement) []Corroboration {
	at := map[int64]int{}
	var groups []Corroboration
	for _, s := range statements {
		i, known := at[s.Utterance]
		if s.Utterance == 0 || !known {
			i = len(groups)
			groups = append(groups, Corroboration{})
			if s.Utterance != 0 {
				at[s.Utterance] = i
			}
		}
		groups[i].Tellings = append(groups[i].Tellings, Telling{CodedStatement: s})
	}
	for i := range groups {
		groups[i].finish()
	}
	return groups
}

// finish orders the tellings and compares each with the first.
func (c *Corroboration) finish() {
	slices.SortStableFunc(c.Tellings, func(a, b Telling) int {
		return cmp.Or(a.Published.Time.Compare(b.Published.Time), cmp.Compare(a.Number, b.Number))
	})
	outlets := map[string]bool{}
	c.Wire = c.Tellings[0].Wire
	for i := range c.Tellings {
		t := &c.Tellings[i]
		if t.Outlet != "" {
			outlets[t.Outlet] = true
		}
		if t.Wire != c.Wire {
			c.Wire = ""
		}
		if i > 0 && t.Exact != c.Tellings[0].Exact {
			t.Gone, t.Come = Differences(c.Tellings[0].Exact, t.Exact)
		}
	}
	c.Outlets = len(outlets)
}

// Words tell how many outlets have an utterance, and whose text they have: "5 outlets, one AFP text"; empty where it
// stands alone.
func (c Corroboration) Words() string {
	switch {
	case len(c.Tellings) < 2:
		return ""
	case c.Outlets < 2:
		return strconv.Itoa(len(c.Tellings)) + " texts"
	case c.Wire != "":
		return strconv.Itoa(c.Outlets) + " outlets, one " + c.Wire + " text"
	}
	return strconv.Itoa(c.Outlets) + " outlets"
}
