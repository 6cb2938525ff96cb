package typeset

import (
	"github.com/go-text/typesetting/segmenter"
)

// Options say how a paragraph is read.
type Options struct {
	Direction Direction
	// Style gives the style of the character at i; s is its script, for a common character that of the text around it.
	// nil makes the script itself the style.
	Style func(i int, s Script) Style
	// Tag gives the text that is shown instead of the character at i, or "". nil means ControlTag.
	Tag func(p []rune, i int) string
}

// Line is a part of a paragraph on one line: p[Start:End]. Spaces and the end-of-line character at its end belong to it
// but to no run, and have no width.
type Line struct {
	Start, End int
	Width      float32
	RTL        bool  // the paragraph runs from right to left: put X = 0 at the right edge less Width
	Runs       []Run // from left to right
}

// Run is a part of a line in one direction and style.
type Run struct {
	Start, End int
	RTL        bool
	Script     Script
	Style      Style
	Tag        string // shown, from left to right, instead of the one character of the run
	X, Width   float32
}

// Lines breaks a paragraph into lines no wider than width, by UAX #14; a word that is wider by itself is cut between
// graphemes, and one grapheme stands on a line in any case. Embeddings, overrides and isolates have no effect: no
// control can make a text read otherwise than it is stored. An end of line in p ends a line; an empty p is one empty
// line.
func Lines(p []rune, width float32, m *Measurer, o Options) []Line {
	if o.Tag == nil {
		o.Tag = ControlTag
	}
	if o.Style == nil {
		o.Style = func(_ int, s Script) Style { return Style(s) }
	}
	if len(p) == 0 {
		return []Line{{RTL: o.Direction == RightToLeft}}
	}
	b := m.kept // a Style or Tag that breaks lines by itself finds none, and makes its own
	m.kept = nil
	if b == nil {
		b = &breaker{}
	}
	b.m, b.width, b.options, b.all, b.lines = m, width, o, p, nil
	for start := 0; start < len(p); {
		end := start
		for end < len(p) && !isTerminator(p[end]) {
			end++
		}
		if end+1 < len(p) && p[end] == '\r' && p[end+1] == '\n' {
			end++
		}
		if end < len(p) {
			end++
		}
		b.paragraph(start, end)
		start = end
	}
	lines := b.lines
	b.options, b.all, b.lines = Options{}, nil, nil
	b.places.start(nil)
	if len(p) <= mostKept {
		m.kept = b
	}
	return lines
}

// mostKept is the longest paragraph, in code points, whose working memory is kept for the next.
const mostKept = 1 << 14

// piece is a longest stretch of one level, style and tag.
type piece struct {
	start, end int
	level      uint8
	script     Script
	style      Style
	tag        string
}

// part is a measured stretch of a piece.
type part struct {
	start, end int
	piece      int
	width      float32
	blank      bool
}

type breaker struct {
	m         *Measurer
	width     float32
	options   Options
	all       []rune
	places    opportunities
	clusters  segmenter.Segmenter
	graphemes []bool // where a grapheme begins, filled for the first long word of a paragraph
	offset    int    // of the paragraph in all
	pieces    []piece
	base      uint8
	at        int // the piece that measuring has come to
	parts     []part
	x         float32 // width of parts
	lines     []Line
	runs      []Run
	order     []uint8
}

func (b *breaker) paragraph(start, end int) {
	p := b.all[start:end]
	b.offset, b.graphemes, b.at = start, nil, 0
	b.cut(p)
	b.places.start(p)
	lineStart := 0
	for from, to := 0, 0; from < len(p); from = to {
		to = b.places.next(from)
		visible := to
		for visible > from && isSpace(p[visible-1]) {
			visible--
		}
		mark := len(b.parts)
		w := b.measure(p, from, visible, false)
		if mark > 0 && b.x+w > b.width {
			b.carry(mark, lineStart, from)
			lineStart, mark = from, 0
		}
		if w > b.width && mark == 0 {
			b.parts = b.parts[:0]
			lineStart = b.long(p, from, visible)
		} else {
			b.x += w
		}
		b.x += b.measure(p, visible, to, true)
	}
	b.flush(lineStart, len(p))
}

// cut finds the pieces of a paragraph.
func (b *breaker) cut(p []rune) {
	b.pieces, b.base = b.pieces[:0], 0
	var levels []uint8
	if b.options.Direction == RightToLeft || !allLeftToRight(p) {
		cls := classes(p, true)
		levels, b.base = paragraphLevels(p, cls, b.options.Direction)
		resetSpaces(cls, levels, b.base)
	}
	script := Common
	for _, r := range p { // what common characters at the start take
		if script = ScriptOf(r); script != Common {
			break
		}
	}
	level := uint8(0)
	for i, r := range p {
		if levels != nil {
			if levels[i] != level || i == 0 {
				level = levels[i]
				script = b.opening(p, levels, i, script)
			}
		}
		if s := ScriptOf(r); s != Common {
			script = s
		}
		s := script
		if s == Symbols && ScriptOf(r) == Common {
			s = Common // a space or digit after an arrow is no symbol
		}
		style := b.options.Style(b.offset+i, s)
		tag := b.options.Tag(b.all, b.offset+i)
		if n := len(b.pieces); n > 0 && tag == "" {
			if last := &b.pieces[n-1]; last.level == level && last.style == style && last.tag == "" && (last.script == s || s == Common) {
				last.end = i + 1
				continue
			}
		}
		b.pieces = append(b.pieces, piece{i, i + 1, level, s, style, tag})
	}
}

// opening gives the script that common characters at the start of a level run take: that of its first letter, else the
// one before. The look ahead is short: quotation marks and brackets before a word.
func (b *breaker) opening(p []rune, levels []uint8, i int, before Script) Script {
	for j := i; j < len(p) && j < i+32 && levels[j] == levels[i]; j++ {
		if s := ScriptOf(p[j]); s != Common {
			return s
		}
	}
	return before
}

// measure appends the parts of p[from:to] and returns their width.
func (b *breaker) measure(p []rune, from, to int, blank bool) float32 {
	var total float32
	for from < to {
		for b.pieces[b.at].end <= from {
			b.at++
		}
		q := &b.pieces[b.at]
		end := min(to, q.end)
		var w float32
		switch {
		case q.tag != "":
			w = b.m.tag(q.tag, q.style)
		case blank:
			w = b.m.space(p[from:end], q.style)
		default:
			if end-from > longWord {
				end = b.boundary(p, from+longWord, from, end)
			}
			w = b.m.plain(p[from:end], q.style)
		}
		b.parts = append(b.parts, part{from, end, b.at, w, blank})
		total += w
		from = end
	}
	return total
}

// boundary returns the last grapheme boundary at or before want and after from, or else the next one, at most end.
func (b *breaker) boundary(p []rune, want, from, end int) int {
	if b.graphemes == nil {
		b.graphemes = make([]bool, len(p)+1)
		b.clusters.Init(p)
		for it := b.clusters.GraphemeIterator(); it.Next(); {
			b.graphemes[it.Grapheme().Offset] = true
		}
		b.graphemes[len(p)] = true
		for _, q := range b.pieces { // a cluster that is shown as tags may end a line at each of them
			if q.tag != "" {
				b.graphemes[q.start], b.graphemes[q.end] = true, true
			}
		}
	}
	for i := min(want, end); i > from; i-- {
		if b.graphemes[i] {
			return i
		}
	}
	for i := from + 1; i < min(end, from+4*longWord); i++ { // a pile of marks is cut somewhere
		if b.graphemes[i] {
			return i
		}
	}
	return min(end, from+4*longWord)
}

// long lays out a word that is wider than a line, grapheme by grapheme, and returns the start of its last line.
func (b *breaker) long(p []rune, from, to int) int {
	lineStart := from
	b.x, b.at = 0, b.pieceAt(from)
	for from < to {
		next := b.boundary(p, from+1, from, to)
		mark := len(b.parts)
		w := b.measure(p, from, next, false)
		if b.x+w > b.width && mark > 0 {
			b.carry(mark, lineStart, from)
			lineStart = from
		}
		b.x += w
		from = next
	}
	return lineStart
}

func (b *breaker) pieceAt(i int) int {
	low, high := 0, len(b.pieces)-1
	for low < high {
		mid := (low + high + 1) / 2
		if b.pieces[mid].start <= i {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// carry makes a line of the parts before mark and keeps the others for the next.
func (b *breaker) carry(mark, start, end int) {
	kept := b.parts[mark:]
	b.parts = b.parts[:mark]
	b.flush(start, end)
	b.parts = append(b.parts, kept...)
}

var onlyRun = [1]int{0}

// flush makes a line of the parts so far.
func (b *breaker) flush(start, end int) {
	parts := b.parts
	for len(parts) > 0 && parts[len(parts)-1].blank {
		parts = parts[:len(parts)-1]
	}
	line := Line{Start: b.offset + start, End: b.offset + end, RTL: b.base%2 == 1}
	b.runs, b.order = b.runs[:0], b.order[:0]
	last := -1
	for _, q := range parts {
		if q.piece == last {
			r := &b.runs[len(b.runs)-1]
			r.End, r.Width = b.offset+q.end, r.Width+q.width
			continue
		}
		last = q.piece
		of := b.pieces[q.piece]
		b.runs = append(b.runs, Run{Start: b.offset + q.start, End: b.offset + q.end, RTL: of.level%2 == 1, Script: of.script,
			Style: of.style, Tag: of.tag, Width: q.width})
		b.order = append(b.order, of.level)
	}
	order := onlyRun[:]
	if len(b.runs) != 1 { // as most lines have
		order = Reorder(b.order)
	}
	line.Runs = make([]Run, 0, len(b.runs))
	for _, i := range order {
		r := b.runs[i]
		r.X = line.Width
		line.Width += r.Width
		line.Runs = append(line.Runs, r)
	}
	b.lines = append(b.lines, line)
	b.parts, b.x = b.parts[:0], 0
}

// plain returns the width of text that may hold blanks inside, such as a no-break space.
func (m *Measurer) plain(p []rune, style Style) float32 {
	for _, r := range p {
		if r == '\t' || isTerminator(r) {
			return m.space(p, style)
		}
	}
	return m.short(p, style)
}
