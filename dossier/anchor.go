package dossier

import (
	"cmp"
	"slices"
)

// How says how surely a passage was found again in a corrected text.
type How string

// The ways in which a passage is found again. Only the first two are taken without asking.
const (
	AnchorExact    How = "exact"    // its words stand where they stood
	AnchorMoved    How = "moved"    // its words stand elsewhere, and it is sure that these are they
	AnchorDoubtful How = "doubtful" // there are places where they may stand
	AnchorLost     How = "lost"     // there is none
)

// Anchor is where a passage of a text stands in the corrected text.
type Anchor struct {
	How        How
	Span       Span        // zero unless How is AnchorExact or AnchorMoved
	Candidates []Candidate // where it may stand, the likeliest first; of doubtful ones only
}

// Sure reports whether the passage may be placed without asking.
func (a Anchor) Sure() bool { return a.How == AnchorExact || a.How == AnchorMoved }

// Candidate is a place where a passage may stand. Its ends divide no character that people see as one.
type Candidate struct {
	Span  Span
	Score float64 // how alike the words and what stands around them are, 0 to 1
}

// The rule, in numbers. Contexts count up to ContextLength code points to each side.
const (
	moreCandidates = 9  // one for each digit key
	manyPlaces     = 64 // words that stand at more places than this are at none of them for sure
	contextMargin  = 8  // code points of context by which one place must be better than any other
	ownWords       = 40 // words this long, and unique in both texts, are nobody else's
)

// Anchor finds a passage of the old text in the new one. Its words and what stood around them, unchanged and as often
// in both texts, are sure; so are its words where the comparison of the texts puts them, or moved by whole lines, if the
// context says so much more clearly than for any other place. Else they may stand where its words do, or words that
// differ by at most a quarter; else they are lost.
func (c *Correction) Anchor(p Passage) Anchor {
	if !p.Holds(c.old.text) {
		return Anchor{How: AnchorLost}
	}
	if at, ok := c.unchanged(p.Span); ok {
		return c.sure(p.Span, at)
	}
	places := c.new.find(p.Exact, manyPlaces+1)
	if len(places) <= manyPlaces {
		if at, ok := c.clear(p, places); ok {
			return c.sure(p.Span, at)
		}
	}
	near := c.image(p.Span).Start
	found := best(c.exactPlaces(p, places), near)
	if len(found) == 0 || found[0].Score < 0.9 {
		found = best(append(found, c.approximate(p)...), near)
	}
	if len(found) == 0 {
		return Anchor{How: AnchorLost}
	}
	return Anchor{How: AnchorDoubtful, Candidates: found}
}

func (c *Correction) sure(was Span, at int) Anchor {
	how := AnchorMoved
	if at == was.Start {
		how = AnchorExact
	}
	return Anchor{How: how, Span: Span{at, at + was.End - was.Start}}
}

// unchanged finds the words together with all that stood around them.
func (c *Correction) unchanged(s Span) (at int, ok bool) {
	from, to := max(0, s.Start-ContextLength), min(len(c.old.text), s.End+ContextLength)
	left := s.Start - from
	if left+to-s.End < ContextLength {
		return 0, false // a text of one line says little about another
	}
	key := string(c.old.text[from:to])
	was, is := c.old.find(key, manyPlaces), c.new.find(key, manyPlaces)
	if len(was) != len(is) || len(is) == manyPlaces || len(is) == 0 {
		return 0, false
	}
	at = is[slices.Index(was, from)] + left
	if left < ContextLength && at > left || to-s.End < ContextLength && at+to-s.Start < len(c.new.text) {
		return 0, false // what stood at an end of the text does no more
	}
	if len(is) > 1 { // the same lines stand here several times: both orders must agree
		if moved, ok := c.mapped(s); !ok || moved.Start != at {
			return 0, false
		}
	}
	return at, !c.cut(s, at)
}

// clear chooses among the places where the words stand, by the comparison of the texts and by the context.
func (c *Correction) clear(p Passage, places []int) (at int, ok bool) {
	moved, mapped := c.mapped(p.Span)
	at, most := -1, -1
	for _, q := range places {
		if l, r := c.context(p.Span, q); l+r > most || mapped && q == moved.Start && l+r == most {
			at, most = q, l+r
		}
	}
	if at < 0 || mapped && at != moved.Start || c.cut(p.Span, at) {
		return 0, false
	}
	n := p.End - p.Start
	was := c.old.find(p.Exact, manyPlaces+1)
	unique := len(places) == 1 && len(was) == 1
	l, r := c.context(p.Span, at)
	switch {
	case mapped && unique && n >= ownWords:
		return at, true
	case mapped && (l+r < 12 || n+l+r < 24), n < ownWords/2 && (min(l, r) < contextMargin/2 || l+r < ContextLength && !(mapped && unique && l+r >= 3*contextMargin)):
		return 0, false
	case !mapped && !(l+r >= 3*ContextLength/2 || max(l, r) == ContextLength && c.lineStands(p.Span, at, l, r)):
		return 0, false
	}
	// No other place may be nearly as good, neither of these words in the new text nor of the old ones for this place.
	for _, q := range places {
		if l, r := c.context(p.Span, q); q != at && l+r+contextMargin > most {
			return 0, false
		}
	}
	for _, q := range was {
		if l, r := c.context(Span{q, q + n}, at); q != p.Start && l+r+contextMargin > most {
			return 0, false
		}
	}
	// And where lines stand several times, none may have come or gone: nobody could say which.
	return at, unique || len(was) <= manyPlaces && (len(was) == len(places) || n < ownWords/2) && !c.twin(p.Start, n, was)
}

// twin says whether the words stand elsewhere in the old text too, with much of the same around them.
func (c *Correction) twin(start, n int, places []int) bool {
	text := c.old.text
	for _, q := range places {
		same := 0
		for i := 1; i <= ContextLength && q >= i && start >= i && text[q-i] == text[start-i]; i++ {
			same++
		}
		for i := 0; i < ContextLength && max(q, start)+n+i < len(text) && text[q+n+i] == text[start+n+i]; i++ {
			same++
		}
		if q != start && same >= 12 {
			return true
		}
	}
	return false
}

// mapped gives the place to which the comparison of the texts puts a span, where it left it in one piece.
func (c *Correction) mapped(s Span) (Span, bool) {
	i, found := slices.BinarySearchFunc(c.runs, s.Start, func(r run, at int) int {
		switch {
		case r.a+r.n <= at:
			return -1
		case r.a > at:
			return 1
		}
		return 0
	})
	if !found || s.Empty() || s.End > c.runs[i].a+c.runs[i].n {
		return Span{}, false
	}
	by := c.runs[i].b - c.runs[i].a
	return Span{s.Start + by, s.End + by}, true
}

// image gives the part of the new text that stands between what stood before and after a span.
func (c *Correction) image(s Span) Span {
	out := Span{0, len(c.new.text)}
	for _, r := range c.runs {
		if r.a <= s.Start {
			out.Start = r.b + min(s.Start-r.a, r.n)
		}
		if r.a+r.n >= s.End {
			out.End = r.b + max(s.End-r.a, 0)
			break
		}
	}
	out.End = max(out.Start, out.End)
	return out
}

// context counts how many code points before and after a span stand before and after a place too; a side that both
// texts end on is whole.
func (c *Correction) context(s Span, at int) (before, after int) {
	return c.around(s, Span{at, at + s.End - s.Start})
}

// around is context for a place of another length.
func (c *Correction) around(s, is Span) (before, after int) {
	old, new := c.old.text, c.new.text
	at, end := is.Start, is.End
	for before < ContextLength && s.Start > before && at > before && old[s.Start-1-before] == new[at-1-before] {
		before++
	}
	if before == s.Start && before == at {
		before = ContextLength
	}
	for after < ContextLength && s.End+after < len(old) && end+after < len(new) && old[s.End+after] == new[end+after] {
		after++
	}
	if s.End+after == len(old) && end+after == len(new) {
		after = ContextLength
	}
	return before, after
}

// lineStands says whether the context reaches the beginning and the end of the line on both sides.
func (c *Correction) lineStands(s Span, at, before, after int) bool {
	old, new := c.old.text, c.new.text
	begins := func(text []rune, at int) bool { return at <= 0 || text[at-1] == '\n' }
	ends := func(text []rune, at int) bool { return at >= len(text) || text[at] == '\n' }
	end := at + s.End - s.Start
	left := before == ContextLength || slices.Contains(old[s.Start-before:s.Start], '\n') ||
		begins(old, s.Start-before) && begins(new, at-before)
	right := after == ContextLength || slices.Contains(old[s.End:s.End+after], '\n') ||
		ends(old, s.End+after) && ends(new, end+after)
	return left && right
}

// cut says whether a place divides what its passage did not: a word, or a character that people see as one.
func (c *Correction) cut(s Span, at int) bool {
	for _, e := range [][2]int{{s.Start, at}, {s.End, at + s.End - s.Start}} {
		if insideWord(c.new.text, e[1]) && !insideWord(c.old.text, e[0]) ||
			!clusterEdge(c.new.text, e[1]) && clusterEdge(c.old.text, e[0]) {
			return true
		}
	}
	return false
}

// Part moves a part of a statement that was placed anew, its speaker or verb: with the passage where the text between
// them is the same, else to where the comparison of the texts puts it. ok is false where it stands nowhere.
func (c *Correction) Part(part, was, is Span) (at Span, ok bool) {
	if part.Empty() || part.Start < 0 || part.End > len(c.old.text) {
		return Span{}, false
	}
	for _, by := range []int{is.Start - was.Start, is.End - was.End} {
		from, to := min(part.Start, was.End), max(part.End, was.Start) // the part and what lies between
		if from+by >= 0 && to+by <= len(c.new.text) && slices.Equal(c.old.text[from:to], c.new.text[from+by:to+by]) {
			return Span{part.Start + by, part.End + by}, true
		}
	}
	return c.mapped(part)
}

// candidate weighs a place: four parts the words, of which so many letters differ, and one what stands around them.
func (c *Correction) candidate(was, is Span, distance int) Candidate {
	before, after := c.around(was, is)
	words := 1 - float64(distance)/float64(was.End-was.Start)
	return Candidate{is, 0.8*max(0, words) + 0.2*float64(before+after)/(2*ContextLength)}
}

// best orders candidates, of equal ones the nearest to a place first, and leaves out those that cover another.
func best(found []Candidate, near int) []Candidate {
	away := func(c Candidate) int { return max(near-c.Span.Start, c.Span.Start-near) }
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(away(a), away(b))) })
	var out []Candidate
	for _, f := range found {
		if len(out) < moreCandidates && !slices.ContainsFunc(out, func(o Candidate) bool { return o.Span.Start < f.Span.End && f.Span.Start < o.Span.End }) {
			out = append(out, f)
		}
	}
	return out
}
