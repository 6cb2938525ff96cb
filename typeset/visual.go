package typeset

import "unicode"

// Text returns what a run shows in stored order, for painters that shape and order by themselves: tags in place of
// controls, spaces in place of tabs.
func Text(p []rune, r Run) string {
	if r.Tag != "" {
		return r.Tag
	}
	plain := true
	for _, c := range p[r.Start:r.End] {
		if c == '\t' || isTerminator(c) {
			plain = false
			break
		}
	}
	if plain {
		return string(p[r.Start:r.End])
	}
	out := make([]rune, 0, r.End-r.Start+8)
	for _, c := range p[r.Start:r.End] {
		switch {
		case c == '\t':
			out = append(out, ' ', ' ', ' ', ' ')
		case isTerminator(c):
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// Visual returns the characters of a run from left to right, for painters that put one glyph for each: Arabic letters
// joined, brackets mirrored, marks after the letter that they stand on (rules L3 and L4), characters without ink left
// out. covers says what the run's font has a glyph for; nil: everything.
func Visual(p []rune, r Run, covers func(rune) bool) []rune {
	if r.Tag != "" {
		return []rune(r.Tag)
	}
	var out []rune
	if !r.RTL {
		out = make([]rune, 0, r.End-r.Start)
		for _, c := range p[r.Start:r.End] {
			switch {
			case c == '\t':
				out = append(out, ' ', ' ', ' ', ' ')
			case !IsInvisible(c):
				out = append(out, c)
			}
		}
		return out
	}
	joined := Join(p, r.Start, r.End, covers)
	out = make([]rune, 0, len(joined))
	for end := len(joined); end > 0; {
		start := end - 1
		for start > 0 && unicode.Is(unicode.Mn, joined[start]) {
			start--
		}
		out = append(out, Mirror(joined[start]))
		out = append(out, joined[start+1:end]...)
		end = start
	}
	return out
}
