package dossier

import (
	"slices"
	"unicode"
)

// What an approximate match may differ by, and what looking for it may cost.
const (
	quarter     = 4    // at most one letter in so many is put in, left out or another
	shortest    = 4    // fewer letters are no ground for a likeness
	fitWhole    = 1024 // longer words are looked for by their beginning and end
	fitEnds     = 256
	mostCells   = 300 << 20 // compared letters in one correction: beyond, nothing more is looked for approximately
	seeds       = 12
	commonSeed  = 8 // a seed that stands at more places says nothing
	moreRegions = 3
)

// exactPlaces gives the places where the very words stand, as candidates. Short words that stand alone, with nothing of
// what was around them, are none.
func (c *Correction) exactPlaces(p Passage, places []int) []Candidate {
	n := p.End - p.Start
	near := c.image(p.Span)
	if len(places) > manyPlaces { // the nearest of very many
		from := max(0, near.Start-8*n-1000)
		words := []rune(p.Exact)
		places = places[:0:0]
		for at := from; at+n <= min(len(c.new.text), near.End+8*n+1000) && len(places) < manyPlaces; at++ {
			if slices.Equal(c.new.text[at:at+n], words) {
				places = append(places, at)
			}
		}
	}
	var out []Candidate
	for _, at := range places {
		l, r := c.context(p.Span, at)
		if n < 12 && l+r < contextMargin || c.cut(p.Span, at) && (n < 12 || snapped(c.new.text, Span{at, at + n}) != Span{at, at + n}) {
			continue
		}
		out = append(out, c.candidate(p.Span, Span{at, at + n}, 0))
	}
	return out
}

// approximate gives places where nearly the same words stand: where the comparison of the texts would have them, and
// where several pieces of them do.
func (c *Correction) approximate(p Passage) (out []Candidate) {
	words := []rune(p.Exact)
	if len(words) < shortest {
		return nil
	}
	slack := len(words)/quarter + 8
	near := c.image(p.Span)
	regions := []Span{{near.Start - slack, min(near.End, near.Start+2*len(words)) + slack}}
	if near.End-near.Start > 2*len(words) {
		regions = append(regions, Span{near.End - 2*len(words) - slack, near.End + slack})
	}
	for _, r := range append(regions, c.seeded(words, slack)...) {
		r = Span{max(0, r.Start), min(len(c.new.text), r.End)}
		s, distance, ok := c.fit(words, r)
		if !ok {
			continue
		}
		if s = snapped(c.new.text, trimmed(c.new.text, s)); s.Empty() {
			continue
		}
		out = append(out, c.candidate(p.Span, s, distance))
	}
	return out
}

// seeded gives parts of the new text in which several pieces of the words stand as far apart as they should.
func (c *Correction) seeded(words []rune, slack int) (regions []Span) {
	size := min(max(len(words)/6, 6), 24)
	if len(words) < 2*size {
		return nil
	}
	step := max(size, (len(words)-size)/seeds)
	var starts []int
	for from := 0; from+size <= len(words); from += step {
		places := c.new.find(string(words[from:from+size]), commonSeed+1)
		if len(places) > commonSeed {
			continue
		}
		for _, at := range places {
			starts = append(starts, at-from)
		}
	}
	slices.Sort(starts)
	type vote struct {
		Span
		votes int
	}
	var votes []vote
	for _, s := range starts {
		if k := len(votes) - 1; k >= 0 && s-votes[k].End <= slack && s-votes[k].Start <= 2*slack {
			votes[k].End, votes[k].votes = s, votes[k].votes+1
		} else {
			votes = append(votes, vote{Span{s, s}, 1})
		}
	}
	slices.SortStableFunc(votes, func(a, b vote) int { return b.votes - a.votes })
	for _, v := range votes[:min(len(votes), moreRegions)] {
		regions = append(regions, Span{v.Start - slack, v.End + len(words) + slack})
	}
	return regions
}

// fit finds the part of a region that is likest to words. ok is false where more than a quarter of them differs.
func (c *Correction) fit(words []rune, in Span) (s Span, distance int, ok bool) {
	text := c.new.text[min(in.Start, in.End):in.End]
	if len(words) <= fitWhole {
		s, distance, ok = c.likest(words, text)
		s = Span{s.Start + in.Start, s.End + in.Start}
		return s, distance, ok && distance <= len(words)/quarter
	}
	head, hd, okHead := c.likest(words[:fitEnds], text)
	tail, td, okTail := c.likest(words[len(words)-fitEnds:], text)
	if !okHead || !okTail || max(hd, td) > fitEnds/quarter {
		return s, 0, false
	}
	s = Span{in.Start + head.Start, in.Start + tail.End}
	n := s.End - s.Start
	ok = 4*n >= 3*len(words) && 3*n <= 4*len(words)
	return s, (hd + td) * len(words) / (2 * fitEnds), ok
}

// likest finds the part of a text with the least edit distance to words (P. H. Sellers, “The theory and computation of
// evolutionary distances”, 1980). ok is false where that would cost more than is left to spend.
func (c *Correction) likest(words, text []rune) (s Span, distance int, ok bool) {
	if c.cells += len(words) * len(text); c.cells > mostCells || len(text) == 0 {
		return s, 0, false
	}
	type cell struct{ cost, start int32 } // of words[:i] against what ends here, and where that began
	column := make([]cell, len(words)+1)
	for i := range column {
		column[i] = cell{int32(i), 0}
	}
	distance = len(words) + 1
	for j, r := range text {
		diagonal := column[0]
		column[0] = cell{0, int32(j + 1)}
		above := column[0]
		for i, w := range words {
			left := column[i+1]
			now := diagonal
			if w != r {
				now.cost++
			}
			if above.cost+1 < now.cost {
				now = cell{above.cost + 1, above.start}
			}
			if left.cost+1 < now.cost {
				now = cell{left.cost + 1, left.start}
			}
			diagonal, column[i+1], above = left, now, now
		}
		if d := int(above.cost); d < distance {
			distance, s = d, Span{int(above.start), j + 1}
		}
	}
	return s, distance, true
}

func trimmed(text []rune, s Span) Span {
	for !s.Empty() && unicode.IsSpace(text[s.Start]) {
		s.Start++
	}
	for !s.Empty() && unicode.IsSpace(text[s.End-1]) {
		s.End--
	}
	return s
}

// snapped widens a span so that it divides no character that people see as one.
func snapped(text []rune, s Span) Span {
	return Span{snap(text, s.Start, false), snap(text, s.End, true)}
}
