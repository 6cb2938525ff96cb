package typeset

import "github.com/go-text/typesetting/segmenter"

// opportunities finds where UAX #14 lets a line of a paragraph end. Most words are letters, digits and the marks after
// them, and need no look at all of its rules: where a word begins after a space that follows such a word a line may
// always end (rule LB18), and what stands before that place has no influence on what comes after it. So the paragraph
// falls into stretches at these places. One that is a simple word holds no other opportunity; only what holds anything
// else (quotation marks, hyphens, brackets, other scripts) goes through the whole of the standard, by itself.
type opportunities struct {
	p      []rune
	seg    segmenter.Segmenter
	it     *segmenter.LineIterator // over a stretch that is not simple; nil: there is none
	offset int                     // of that stretch
}

// kind is what a character may be in a simple word.
type kind uint8

const (
	otherKind kind = iota
	letter         // classes AL and HL, and NU: digits
	stop           // IS: a line never ends before one, nor between one and a letter or digit
	end            // EX: a line never ends before one
	blank          // SP
)

// latin holds the kinds of the characters below U+0180.
var latin = func() (kinds [0x180]kind) {
	for r := range kinds {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r >= 0xC0 && r != 0xD7 && r != 0xF7:
			kinds[r] = letter
		}
	}
	kinds[','], kinds['.'], kinds[';'], kinds[':'] = stop, stop, stop, stop
	kinds['!'], kinds['?'], kinds[' '] = end, end, blank
	return kinds
}()

func kindOf(r rune) kind {
	switch {
	case r >= 0 && int(r) < len(latin):
		return latin[r]
	case r >= 0x391 && r <= 0x3C9 && r != 0x3A2, r >= 0x400 && r < 0x482, r >= 0x5D0 && r <= 0x5EA, r >= 0x620 && r <= 0x64A: // Greek, Cyrillic, Hebrew, Arabic
		return letter
	}
	return otherKind
}

// start begins with a paragraph.
func (o *opportunities) start(p []rune) { o.p, o.it = p, nil }

// next returns the first opportunity after from, which is 0 or what next returned last; the end of the paragraph is one.
func (o *opportunities) next(from int) int {
	if o.it != nil {
		if o.it.Next() {
			l := o.it.Line()
			return o.offset + l.Offset + len(l.Text)
		}
		o.it = nil
	}
	until, simple := stretch(o.p, from)
	if simple {
		return until
	}
	o.seg.Init(o.p[from:until])
	o.it, o.offset = o.seg.LineIterator(), from
	return o.next(from)
}

// stretch returns where the stretch that begins at from ends, and whether it is a simple word with its spaces.
func stretch(p []rune, from int) (until int, simple bool) {
	simple = kindOf(p[from]) == letter
	word, last := otherKind, otherKind // the last character that is no space; the last one
	ended := false                     // the word has come to a mark after which a line may end
	for i, r := range p[from:] {
		k := kindOf(r)
		switch k {
		case letter:
			if last == blank && word != otherKind {
				return from + i, simple
			}
			simple = simple && !ended
		case stop, end:
			simple = simple && last != blank
			ended = ended || k == end
		case otherKind:
			simple = false
		}
		if last = k; k != blank {
			word = k
		}
	}
	return len(p), simple
}
