package typeset

import "unicode"

// rightToLeftMark makes a shaper that looks for directions by itself take all of a run as right to left, also brackets
// and full stops at its ends.
const rightToLeftMark = '\u200F'

// Text returns what a run shows in stored order, for painters that shape each string by themselves, such as Fyne's
// canvas.Text: tags in place of controls, spaces in place of tabs, a right-to-left run between two right-to-left marks.
func Text(p []rune, r Run) string {
	if r.Tag != "" {
		return r.Tag
	}
	out := make([]rune, 0, r.End-r.Start+8)
	if r.RTL {
		out = append(out, rightToLeftMark)
	}
	for _, c := range p[r.Start:r.End] {
		switch {
		case c == '\t':
			out = append(out, ' ', ' ', ' ', ' ')
		case isTerminator(c):
		default:
			out = append(out, c)
		}
	}
	if r.RTL {
		out = append(out, rightToLeftMark)
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
