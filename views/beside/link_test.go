package beside

import (
	"strings"
	"testing"
)

func paragraphs(text string) ([]paragraph, int) {
	var out []paragraph
	at := 0
	for _, line := range strings.Split(text, "\n") {
		out = append(out, paragraph{at, line})
		at += len([]rune(line)) + 1
	}
	return out, max(0, at-1)
}

func TestLinked(t *testing.T) {
	a, la := paragraphs("title one\nthe gate opens\nonly here\nthe fee stays")
	b, lb := paragraphs("another title, longer\nthe gate opens\nthe fee stays\nand more after it")
	l := linked(a, b, la, lb)
	for _, c := range []struct{ from, to int }{{0, 0}, {a[1].start, b[1].start}, {a[3].start, b[2].start}, {la, lb}} {
		if got := l.there(c.from); got != c.to {
			t.Errorf("%d belongs to %d, want %d", c.from, got, c.to)
		}
		if got := l.back(c.to); got != c.from {
			t.Errorf("back from %d to %d, want %d", c.to, got, c.from)
		}
	}
	// Nothing in common: in proportion.
	l = linked([]paragraph{{0, "x"}}, []paragraph{{0, "y"}}, 100, 300)
	if got := l.there(50); got != 150 {
		t.Errorf("half way is %d", got)
	}
	// Crossed over: the links never run backwards.
	a, la = paragraphs("one\ntwo\nthree\nfour")
	b, lb = paragraphs("three\nfour\none\ntwo")
	l = linked(a, b, la, lb)
	last := 0
	for i := range la {
		if at := l.there(i); at < last {
			t.Fatalf("%d goes back to %d", i, at)
		} else {
			last = at
		}
	}
	if empty := linked(nil, nil, 0, 0); empty.there(5) != 0 || empty.back(5) != 0 {
		t.Error("empty texts have places")
	}
}
