package typeset

import "golang.org/x/text/unicode/bidi"

// Direction is the base direction of a paragraph.
type Direction int

// The directions. Auto takes that of the first strong character (rules P2 and P3), left to right where there is none.
const (
	Auto Direction = iota
	LeftToRight
	RightToLeft
)

// Removed is the level of a character that rule X9 takes out: embedding and override controls, other invisible ones.
// Levels replaces it with the level of the character before; only the conformance test sees it.
const removed = 0xFF

const maxDepth = 125 // of explicit embeddings, BD2

// Levels returns the embedding level of every character (even: left to right, odd: right to left) by UAX #9 up to and
// with rule I2, and the paragraph's own level. Lines still have to reset their trailing spaces (rule L1), see Reorder.
// The text is one paragraph; where it holds paragraph separators, each part gets its own base direction, and base is
// that of the first.
func Levels(text []rune, dir Direction) (levels []uint8, base uint8) {
	return paragraphLevels(text, classes(text, false), dir)
}

// paragraphLevels splits at paragraph separators (rule P1) and fills in what rule X9 removed.
func paragraphLevels(text []rune, cls []bidi.Class, dir Direction) (levels []uint8, base uint8) {
	levels = make([]uint8, len(text))
	if dir != RightToLeft && allLeftToRight(text) {
		return levels, 0
	}
	first := true
	for start := 0; start < len(text) || first; {
		end := start
		for end < len(text) && cls[end] != bidi.B {
			end++
		}
		if end < len(text) {
			end++
		}
		p := paragraph{text: text[start:end], cls: cls[start:end], levels: levels[start:end]}
		b := p.resolve(dir)
		if first {
			base, first = b, false
		}
		start = end
		previous := b
		for i, l := range p.levels {
			if l == removed {
				p.levels[i] = previous
			} else {
				previous = l
			}
		}
	}
	return levels, base
}

// allLeftToRight is the short way for most text: no letter, number or control that could make a level other than 0.
func allLeftToRight(text []rune) bool {
	for _, r := range text {
		switch {
		case r < 0x590:
		case r < 0x900, r >= 0xFB1D && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC, r >= 0x10800 && r < 0x11000, r >= 0x1E800 && r < 0x1F000:
			return false
		case r >= 0x200E && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return false
		}
	}
	return true
}

// classes looks up the bidirectional class of each character. natural takes the effect from explicit controls
// (embeddings, overrides, isolates; not from the marks LRM, RLM and ALM), so that none can make a text read otherwise
// than it is stored.
func classes(text []rune, natural bool) []bidi.Class {
	cls := make([]bidi.Class, len(text))
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		cls[i] = p.Class()
		if natural && (r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069) {
			cls[i] = bidi.BN
		}
	}
	return cls
}

// paragraph is one paragraph in the work of the algorithm.
type paragraph struct {
	text   []rune
	cls    []bidi.Class // as given; changed by overrides and by the weak and neutral rules
	levels []uint8
	match  []int // of an isolate initiator its PDI, of a matched PDI its initiator, else -1
	base   uint8
}

func (p *paragraph) resolve(dir Direction) uint8 {
	p.cls = append([]bidi.Class(nil), p.cls...)
	p.matchIsolates()
	switch dir {
	case LeftToRight:
		p.base = 0
	case RightToLeft:
		p.base = 1
	default:
		p.base = p.firstStrong(0, len(p.cls), 0)
	}
	original := append([]bidi.Class(nil), p.cls...)
	p.explicit()
	for _, seq := range p.sequences(original) {
		seq.weak()
		seq.brackets(p.text, original)
		seq.neutral()
		seq.implicit()
	}
	return p.base
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// matchIsolates finds the PDI of every isolate initiator (BD9).
func (p *paragraph) matchIsolates() {
	p.match = make([]int, len(p.cls))
	var open []int
	for i, c := range p.cls {
		p.match[i] = -1
		switch {
		case isInitiator(c):
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			j := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[i], p.match[j] = j, i
		}
	}
}

// firstStrong is rules P2 and P3 over a part of the text; isolates are skipped over.
func (p *paragraph) firstStrong(start, end int, none uint8) uint8 {
	for i := start; i < end; i++ {
		switch c := p.cls[i]; {
		case c == bidi.L:
			return 0
		case c == bidi.R || c == bidi.AL:
			return 1
		case isInitiator(c):
			if p.match[i] < 0 {
				return none
			}
			i = p.match[i]
		}
	}
	return none
}

type status struct {
	level    uint8
	override bidi.Class // ON: none
	isolate  bool
}

// explicit is rules X1 to X8. FSI inside FSI would look at the same text once for each depth; the depth is bounded by
// maxDepth as in the standard, beyond it the direction no longer matters and is not looked for.
func (p *paragraph) explicit() {
	stack := make([]status, 1, maxDepth+2)
	stack[0] = status{p.base, bidi.ON, false}
	overIsolates, overEmbeddings, validIsolates := 0, 0, 0
	for i, c := range p.cls {
		top := stack[len(stack)-1]
		next := func(odd bool) uint8 {
			if odd {
				return (top.level + 1) | 1
			}
			return (top.level + 2) &^ 1
		}
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			p.levels[i] = removed
			level := next(c == bidi.RLE || c == bidi.RLO)
			if level <= maxDepth && overIsolates == 0 && overEmbeddings == 0 {
				override := bidi.ON
				if c == bidi.RLO {
					override = bidi.R
				} else if c == bidi.LRO {
					override = bidi.L
				}
				stack = append(stack, status{level, override, false})
			} else if overIsolates == 0 {
				overEmbeddings++
			}
		case bidi.RLI, bidi.LRI, bidi.FSI:
			p.levels[i] = top.level
			if top.override != bidi.ON {
				p.cls[i] = top.override
			}
			odd := c == bidi.RLI
			if c == bidi.FSI && top.level < maxDepth && overIsolates == 0 {
				end := p.match[i]
				if end < 0 {
					end = len(p.cls)
				}
				odd = p.firstStrong(i+1, end, 0) == 1
			}
			if level := next(odd); level <= maxDepth && overIsolates == 0 && overEmbeddings == 0 {
				validIsolates++
				stack = append(stack, status{level, bidi.ON, true})
			} else {
				overIsolates++
			}
		case bidi.PDI:
			if overIsolates > 0 {
				overIsolates--
			} else if validIsolates > 0 {
				overEmbeddings = 0
				for !stack[len(stack)-1].isolate {
					stack = stack[:len(stack)-1]
				}
				stack = stack[:len(stack)-1]
				validIsolates--
			}
			top = stack[len(stack)-1]
			p.levels[i] = top.level
			if top.override != bidi.ON {
				p.cls[i] = top.override
			}
		case bidi.PDF:
			p.levels[i] = removed
			if overIsolates > 0 {
				break
			}
			if overEmbeddings > 0 {
				overEmbeddings--
			} else if !top.isolate && len(stack) >= 2 {
				stack = stack[:len(stack)-1]
			}
		case bidi.BN:
			p.levels[i] = removed
		case bidi.B:
			p.levels[i] = p.base
		default:
			p.levels[i] = top.level
			if top.override != bidi.ON {
				p.cls[i] = top.override
			}
		}
	}
}
