package dossier

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"
	"unicode"
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

// Wording is the words of a statement, folded, one hash each; that of a word of digits is odd, all others are even.
type Wording []uint64

// NewWording cuts words out of a text; what stands between them does not count. Letters of scripts that are written
// without spaces are words each.
func NewWording(exact string) (w Wording) {
	h := fnv.New64a()
	in, digits := false, true
	end := func() {
		if in {
			sum := h.Sum64() &^ 1
			if digits {
				sum |= 1
			}
			w = append(w, sum)
			h.Reset()
			in, digits = false, true
		}
	}
	write := func(f string) {
		for _, r := range f {
			digits = digits && unicode.IsDigit(r)
		}
		h.Write([]byte(f))
		in = true
	}
	for _, r := range exact {
		switch f := FoldRune(r); {
		case f == FoldDropped:
		case f == "":
			end()
		case Unspaced(r):
			end()
			write(f)
			end()
		default:
			write(f)
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

// Sameness is how far two wordings are of one utterance.
type Sameness int

// The degrees. SameWords: one leaves out, or puts in, a little; OtherWords: it has other words in a place, as outlets do
// that translate or smooth. A speaker who comes back with another word has said something else.
const (
	NotTheSame Sameness = iota
	OtherWords
	SameWords
)

// CompareWordings tells how far two wordings are of one utterance. What one of them denies and the other does not, or other
// figures in a place, is none.
func CompareWordings(a, b Wording) Sameness {
	if len(a) > len(b) {
		a, b = b, a
	}
	if !likely(a, b) {
		return NotTheSame
	}
	same, missing := SameWords, 0
	gaps := wordGaps(a, b)
	for n, g := range gaps {
		x, y := a[g.a:g.aEnd], b[g.b:g.bEnd]
		missing += len(x)
		first, last := n == 0 && g.a == 0 && g.b == 0, g.aEnd == len(a) && g.bEnd == len(b)
		switch {
		case len(x) > 0 && len(y) > 0:
			if x.figures() && y.figures() || x.denies() != y.denies() {
				return NotTheSame
			}
			same = OtherWords
		case len(x) > 0:
			if x.denies() {
				return NotTheSame
			}
		case first: // left out at the beginning; the word in front may be the one that denies
			if Wording(y[len(y)-1:]).denies() {
				return NotTheSame
			}
		case last: // at the end
		case len(y) <= mostPutIn && y.denies():
			return NotTheSame
		}
	}
	if missing > allowedMissing(a) {
		return NotTheSame
	}
	return same
}

// mostPutIn is up to how many words a gap is taken for words put in, not for a clause left out.
const mostPutIn = 2

func allowedMissing(a Wording) int {
	missing := int(wordingMissing * float64(len(a)))
	if len(a) >= wordingLong {
		missing = max(missing, 2)
	}
	return missing
}

// likely reports whether so many words of the shorter one stand in runs of the longer one that the two are worth comparing.
func likely(a, b Wording) bool {
	if len(a) < wordingLeast {
		return false
	}
	in := make(map[int64]bool, len(b))
	for _, r := range b.Runs() {
		in[r] = true
	}
	covered, upTo := 0, 0
	for i, r := range a.Runs() {
		if in[r] {
			covered += i + WordingRun - max(i, upTo)
			upTo = i + WordingRun
		}
	}
	// A word put in takes two others out of their runs: they count again when word is compared with word.
	return len(a)-covered <= max(allowedMissing(a), 2)
}

// EnoughRuns reports whether two wordings that have so many runs in common may be of one utterance: most pairs that share a
// formula need no further look.
func EnoughRuns(a, b Wording, shared int) bool {
	if len(a) > len(b) {
		a = b
	}
	return WordingRun*shared >= len(a)-max(allowedMissing(a), 2)
}

// gap is what stands between words that two wordings share: in one of them, or in both.
type gap struct{ a, aEnd, b, bEnd int }

// wordGaps gives the gaps of the longest common sequence of words.
func wordGaps(a, b Wording) (gaps []gap) {
	head := 0
	for head < len(a) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	n, m := len(a)-head-tail, len(b)-head-tail
	longest := make([][]int32, n+1) // common words from i and j on
	for i := range longest {
		longest[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a[head+i] == b[head+j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	open := gap{head, head, head, head}
	i, j := 0, 0
	end := func() {
		open.aEnd, open.bEnd = head+i, head+j
		if open.aEnd > open.a || open.bEnd > open.b {
			gaps = append(gaps, open)
		}
	}
	for i < n && j < m {
		switch {
		case a[head+i] == b[head+j]:
			end()
			i, j = i+1, j+1
			open = gap{a: head + i, b: head + j}
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
	i, j = n, m
	end()
	return gaps
}

// denies reports whether an odd number of words deny: two of them cancel.
func (w Wording) denies() bool {
	n := 0
	for _, h := range w {
		if negators[h] {
			n++
		}
	}
	return n%2 == 1
}

// figures reports whether there is a word of digits.
func (w Wording) figures() bool {
	return slices.ContainsFunc(w, func(h uint64) bool { return h&1 == 1 })
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
