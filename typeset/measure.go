package typeset

import "unicode/utf8"

// Style is what the caller makes of it: usually an index into its own list of fonts and sizes.
type Style int

// Measure returns the width of text in a style, in the caller's unit. The text is in stored order and never mixes
// directions, so that it may be shaped.
type Measure func(text string, style Style) float32

// Measurer remembers the widths of words. It may be used by one goroutine at a time.
type Measurer struct {
	measure Measure
	words   map[word]float32
	buf     []byte
	kept    *breaker // what Lines works with, for the next paragraph

	spaced     Style // the style of the last space, and its width
	spaceWidth float32
	spaceKnown bool
}

type word struct {
	style Style
	text  string
}

const (
	rememberedWords = 1 << 16
	longWord        = 64 // code points measured at once; a longer word is measured in parts
)

// NewMeasurer returns a Measurer over measure, which must give the same width for the same text at all times.
func NewMeasurer(measure Measure) *Measurer {
	return &Measurer{measure: measure, words: map[word]float32{}}
}

// Width returns the width of a text in one direction and style.
func (m *Measurer) Width(text string, style Style) float32 { return m.measure(text, style) }

// short returns the width of at most longWord code points and remembers it.
func (m *Measurer) short(p []rune, style Style) float32 {
	if len(p) == 0 {
		return 0
	}
	m.buf = m.buf[:0]
	for _, r := range p {
		m.buf = utf8.AppendRune(m.buf, r)
	}
	if w, ok := m.words[word{style, string(m.buf)}]; ok {
		return w
	}
	if len(m.words) >= rememberedWords {
		clear(m.words)
	}
	text := string(m.buf)
	w := m.measure(text, style)
	m.words[word{style, text}] = w
	return w
}

func (m *Measurer) tag(text string, style Style) float32 {
	if w, ok := m.words[word{style, text}]; ok {
		return w
	}
	w := m.measure(text, style)
	m.words[word{style, text}] = w
	return w
}

// space returns the width of blanks; a tab counts as tabSpaces spaces, an end of line as nothing.
func (m *Measurer) space(p []rune, style Style) float32 {
	var w float32
	for i, r := range p {
		switch {
		case r == ' ':
			w += m.blank(style)
		case r == '\t':
			w += tabSpaces * m.blank(style)
		case isTerminator(r):
		default:
			w += m.short(p[i:i+1], style)
		}
	}
	return w
}

const tabSpaces = 4

// blank returns the width of one space.
func (m *Measurer) blank(style Style) float32 {
	if !m.spaceKnown || m.spaced != style {
		m.spaced, m.spaceWidth, m.spaceKnown = style, m.tag(" ", style), true
	}
	return m.spaceWidth
}

func isTerminator(r rune) bool {
	return r >= '\n' && r <= '\r' || r >= 0x1C && r <= 0x1E || r == 0x85 || r == 0x2028 || r == 0x2029
}

// isSpace tells blanks at which a line may end without their width: they hang over the edge.
func isSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == 0x1680 || r >= 0x2000 && r <= 0x200A && r != 0x2007 || r == 0x205F || r == 0x3000 || isTerminator(r)
}
