package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"unicode/utf8"

	"parley/dossier"
)

// limits are how much a file may ask of the machine that verifies it. A packet beyond them is not written either, so
// that whatever was written can be verified.
type limits struct {
	file   int64 // bytes of the file
	text   int   // bytes of the text of a source, which is kept while its quotations are looked up
	all    int   // bytes that all attachments unpack to; apart from texts and packet.json nothing of them is kept
	data   int   // bytes of packet.json
	lists  int   // bytes that the lists in packet.json take in memory, by listWeight
	nested int   // lists and objects in one another in packet.json
}

// usual allows for texts eight times as long as a dossier keeps, and for some 40,000 quotations.
var usual = limits{file: 2 << 30, text: 16 << 20, all: 2 << 30, data: 64 << 20, lists: 64 << 20, nested: 16}

// What a value in a list of packet.json takes at most: one of the lists of Data itself, and one further in.
const (
	outerWeight = 360
	innerWeight = 96
)

// holds reports whether the lists of packet.json can be read into memory. An element may be written with two bytes and
// take hundreds, so what counts is how many there are, not how long the file is.
func (o limits) holds(packet []byte) bool {
	if len(packet) > o.data {
		return false
	}
	inside := make([]byte, 0, o.nested) // the brackets that are open
	weight, quoted := 0, false
	add := func() bool {
		if len(inside) == 2 {
			weight += outerWeight
		} else {
			weight += innerWeight
		}
		return weight <= o.lists
	}
	for i := 0; i < len(packet); i++ {
		c := packet[i]
		if quoted {
			switch c {
			case '\\':
				i++
			case '"':
				quoted = false
			}
			continue
		}
		switch c {
		case '"':
			quoted = true
		case '[', '{':
			if len(inside) == o.nested {
				return false
			}
			if inside = append(inside, c); c == '[' && !add() {
				return false
			}
		case ']', '}':
			if len(inside) > 0 {
				inside = inside[:len(inside)-1]
			}
		case ',':
			if len(inside) > 0 && inside[len(inside)-1] == '[' && !add() {
				return false
			}
		}
	}
	return true
}

var errTooMuch = errors.New("the packet holds more statements than one packet can; print fewer issues, parties or days, or several packets")

// checkSize finds the sources that Verify would not read.
func (o limits) checkSize(p dossier.Packet) (problems []Problem) {
	all := 0
	for i := range p.Sources {
		s := &p.Sources[i]
		all += len(s.Revision.Text) + len(s.Revision.Raw)
		if len(s.Revision.Text) > o.text {
			problems = append(problems, Problem{Stops: true, Where: fmt.Sprintf("S%d", s.Number), Source: s.Number,
				Sentence: fmt.Sprintf("its text is longer than %d MB, which a packet cannot hold; split the document", o.text>>20)})
		}
	}
	if all > o.all-o.data {
		problems = append(problems, Problem{Stops: true, Where: "packet",
			Sentence: fmt.Sprintf("its sources have %d MB together, and a packet holds %d MB; print fewer issues, parties or days", all>>20, (o.all-o.data)>>20)})
	}
	return problems
}

// sumOf is the SHA-256 of a long stretch of bytes; where ctx ends meanwhile it is that of a part.
func sumOf(ctx context.Context, b []byte) [32]byte {
	h := sha256.New()
	for len(b) > 0 && ctx.Err() == nil {
		n := min(len(b), 8<<20)
		h.Write(b[:n])
		b = b[n:]
	}
	return [32]byte(h.Sum(nil))
}

// codePoints finds places in a text that are given in code points, without a copy of the text that is four times as
// long.
type codePoints struct {
	text []byte // valid UTF-8
	at   []int  // byte at which each codePointStep-th code point begins
}

const codePointStep = 512

func newCodePoints(text []byte) codePoints {
	c := codePoints{text: text, at: make([]int, 0, len(text)/codePointStep+1)}
	n := 0
	for i, b := range text {
		if b&0xC0 == 0x80 { // goes on with the code point before
			continue
		}
		if n%codePointStep == 0 {
			c.at = append(c.at, i)
		}
		n++
	}
	return c
}

// holds is dossier.Passage.Holds.
func (c codePoints) holds(p dossier.Passage) bool {
	if p.Start < 0 || p.End <= p.Start || p.Start/codePointStep >= len(c.at) || p.End-p.Start > len(p.Exact) || utf8.RuneCountInString(p.Exact) != p.End-p.Start {
		return false
	}
	rest := c.text[c.at[p.Start/codePointStep]:]
	for left := p.Start % codePointStep; len(rest) > 0; left-- {
		if left == 0 {
			return bytes.HasPrefix(rest, []byte(p.Exact))
		}
		next := 1
		for next < len(rest) && rest[next]&0xC0 == 0x80 {
			next++
		}
		rest = rest[next:]
	}
	return false
}
