package typeset

import "golang.org/x/text/unicode/bidi"

// sequence is an isolating run sequence (BD13): the places of its characters in order, without those that rule X9
// removed.
type sequence struct {
	p        *paragraph
	at       []int
	level    uint8
	sos, eos bidi.Class
}

func strong(level uint8) bidi.Class {
	if level%2 == 1 {
		return bidi.R
	}
	return bidi.L
}

// sequences is rule X10. original holds the classes before overrides: an overridden initiator still isolates.
func (p *paragraph) sequences(original []bidi.Class) []*sequence {
	kept := make([]int, 0, len(p.cls))
	for i, l := range p.levels {
		if l != removed {
			kept = append(kept, i)
		}
	}
	type run struct{ start, end int } // in kept
	var runs []run
	startsAt := map[int]int{} // place in the text → run that starts there, for runs that begin with a matched PDI
	for i := 0; i < len(kept); {
		j := i + 1
		for j < len(kept) && p.levels[kept[j]] == p.levels[kept[i]] {
			j++
		}
		if original[kept[i]] == bidi.PDI && p.match[kept[i]] >= 0 {
			startsAt[kept[i]] = len(runs)
		}
		runs = append(runs, run{i, j})
		i = j
	}
	var out []*sequence
	for ri, r := range runs {
		if _, continued := startsAt[kept[r.start]]; continued && ri > 0 {
			continue
		}
		level := p.levels[kept[r.start]]
		s := &sequence{p: p, level: level}
		before := p.base
		if r.start > 0 {
			before = p.levels[kept[r.start-1]]
		}
		s.sos = strong(max(level, before))
		for {
			s.at = append(s.at, kept[r.start:r.end]...)
			last := kept[r.end-1]
			if isInitiator(original[last]) {
				if next, ok := startsAt[p.match[last]]; ok && p.match[last] >= 0 {
					r = runs[next]
					continue
				}
				s.eos = strong(max(level, p.base))
				if p.match[last] >= 0 && r.end < len(kept) { // its PDI stands inside a run: the level did not change
					s.eos = strong(max(level, p.levels[kept[r.end]]))
				}
				break
			}
			after := p.base
			if r.end < len(kept) {
				after = p.levels[kept[r.end]]
			}
			s.eos = strong(max(level, after))
			break
		}
		out = append(out, s)
	}
	return out
}

// weak is rules W1 to W7 in three passes.
func (s *sequence) weak() {
	cls := s.p.cls
	previous, lastStrong := s.sos, s.sos
	for _, i := range s.at {
		c := cls[i]
		if c == bidi.NSM { // W1
			switch {
			case isInitiator(previous) || previous == bidi.PDI:
				c = bidi.ON
			default:
				c = previous
			}
		}
		previous = c
		switch c {
		case bidi.L, bidi.R:
			lastStrong = c
		case bidi.AL:
			lastStrong = c
			// W3 comes after W2: only W2 asks for AL, and it asks through lastStrong.
			c = bidi.R
		case bidi.EN:
			if lastStrong == bidi.AL { // W2
				c = bidi.AN
			}
		}
		cls[i] = c
		if previous == bidi.EN {
			previous = c
		}
	}
	for k := 1; k+1 < len(s.at); k++ { // W4
		a, c, b := cls[s.at[k-1]], cls[s.at[k]], cls[s.at[k+1]]
		switch {
		case a == bidi.EN && b == bidi.EN && (c == bidi.ES || c == bidi.CS):
			cls[s.at[k]] = bidi.EN
		case a == bidi.AN && b == bidi.AN && c == bidi.CS:
			cls[s.at[k]] = bidi.AN
		}
	}
	for k := 0; k < len(s.at); { // W5, W6
		c := cls[s.at[k]]
		if c != bidi.ET {
			if c == bidi.ES || c == bidi.CS {
				cls[s.at[k]] = bidi.ON
			}
			k++
			continue
		}
		end := k
		for end < len(s.at) && cls[s.at[end]] == bidi.ET {
			end++
		}
		to := bidi.ON
		if (k > 0 && cls[s.at[k-1]] == bidi.EN) || (end < len(s.at) && cls[s.at[end]] == bidi.EN) {
			to = bidi.EN
		}
		for ; k < end; k++ {
			cls[s.at[k]] = to
		}
	}
	lastStrong = s.sos
	for _, i := range s.at { // W7
		switch cls[i] {
		case bidi.L, bidi.R:
			lastStrong = cls[i]
		case bidi.EN:
			if lastStrong == bidi.L {
				cls[i] = bidi.L
			}
		}
	}
}

// direction is what rules N0 to N2 take a class for: numbers count as right to left; ON: no direction.
func direction(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

func isNeutral(c bidi.Class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

// brackets is rule N0 with BD16: pairs of brackets take the direction of what they hold. Before each pair the last
// strong class is carried forward, so that the rule stays linear.
func (s *sequence) brackets(text []rune, original []bidi.Class) {
	cls := s.p.cls
	type opener struct {
		char rune
		at   int
	}
	var stack []opener
	closes := map[int]int{} // place of the opening bracket → of the closing one, both in s.at
scan:
	for k, i := range s.at {
		if cls[i] != bidi.ON || text[i] < 0x20 {
			continue
		}
		props, _ := bidi.LookupRune(text[i])
		if !props.IsBracket() {
			continue
		}
		if props.IsOpeningBracket() {
			if len(stack) == 63 { // BD16: stop looking for pairs in this sequence
				break scan
			}
			stack = append(stack, opener{canonicalBracket(Mirror(text[i])), k})
			continue
		}
		char := canonicalBracket(text[i])
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].char == char {
				closes[stack[j].at] = k
				stack = stack[:j]
				break
			}
		}
	}
	if len(closes) == 0 {
		return
	}
	own := strong(s.level)
	before := s.sos
	for k, i := range s.at {
		end, ok := closes[k]
		if !ok {
			if d := direction(cls[i]); d != bidi.ON {
				before = d
			}
			continue
		}
		found := bidi.ON
		for _, j := range s.at[k+1 : end] {
			d := direction(cls[j])
			if d == own {
				found = own
				break
			}
			if d != bidi.ON {
				found = d
			}
		}
		if found == bidi.ON {
			continue
		}
		if found != own && before != found { // N0 c 2
			found = own
		}
		for _, place := range []int{k, end} {
			cls[s.at[place]] = found
			// Marks on a bracket follow it, which W1 had made neutral with it.
			for m := place + 1; m < len(s.at) && original[s.at[m]] == bidi.NSM; m++ {
				cls[s.at[m]] = found
			}
		}
		before = found
	}
}

// canonicalBracket makes the two spellings of the angle brackets one, as BD16 asks.
func canonicalBracket(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// neutral is rules N1 and N2.
func (s *sequence) neutral() {
	cls := s.p.cls
	before := s.sos
	for k := 0; k < len(s.at); {
		if !isNeutral(cls[s.at[k]]) {
			before = direction(cls[s.at[k]])
			k++
			continue
		}
		end := k
		for end < len(s.at) && isNeutral(cls[s.at[end]]) {
			end++
		}
		after := s.eos
		if end < len(s.at) {
			after = direction(cls[s.at[end]])
		}
		to := strong(s.level)
		if before == after {
			to = before
		}
		for ; k < end; k++ {
			cls[s.at[k]] = to
		}
	}
}

// implicit is rules I1 and I2.
func (s *sequence) implicit() {
	for _, i := range s.at {
		c := s.p.cls[i]
		switch {
		case s.level%2 == 0 && c == bidi.R:
			s.p.levels[i] = s.level + 1
		case s.level%2 == 0 && (c == bidi.AN || c == bidi.EN):
			s.p.levels[i] = s.level + 2
		case s.level%2 == 1 && (c == bidi.L || c == bidi.AN || c == bidi.EN):
			s.p.levels[i] = s.level + 1
		}
	}
}
