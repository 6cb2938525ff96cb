package textview

import (
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/dossier"
	"parley/typeset"
)

// eight measures every character 8 wide.
func eight(text string, _ typeset.Style) float32 { return 8 * float32(utf8.RuneCountInString(text)) }

// lines cuts a text at its line ends, as reading does: empty lines are no paragraphs.
func lines(text []rune) []Paragraph {
	var out []Paragraph
	for start := 0; start <= len(text); {
		end := start
		for end < len(text) && text[end] != '\n' {
			end++
		}
		if end > start {
			out = append(out, Paragraph{Span: dossier.Span{Start: start, End: end}, Number: len(out) + 1})
		}
		start = end + 1
	}
	return out
}

func laid(text string, width float32) *layout {
	runes := []rune(text)
	l := newLayout(runes, lines(runes), typeset.NewMeasurer(eight), func(Paragraph, rune, typeset.Script) typeset.Style { return 0 })
	l.resize(metrics{width: width, line: 28, faintLine: 24, gap: 14})
	return l
}

// Sums of heights agree with adding them one by one, and a height is found in the block that holds it.
func TestHeights(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 64, 100} {
		r, plain, h := rand.New(rand.NewSource(int64(n))), make([]float32, n), newHeights(n)
		for i := range plain {
			plain[i] = float32(1 + r.Intn(9))
		}
		h.fill(func(i int) float32 { return plain[i] })
		for range 50 {
			i := r.Intn(n)
			plain[i]++
			h.add(i, 1)
		}
		sum := float32(0)
		for i, one := range plain {
			if h.above(i) != sum {
				t.Fatalf("%d blocks: above %d is %v, want %v", n, i, h.above(i), sum)
			}
			if h.at(sum) != i || h.at(sum+one-0.5) != i {
				t.Fatalf("%d blocks: %v and %v are in %d and %d, want %d", n, sum, sum+one-0.5, h.at(sum), h.at(sum+one-0.5), i)
			}
			sum += one
		}
		if h.at(-5) != 0 || h.at(sum+100) != n-1 {
			t.Fatalf("%d blocks: beyond the ends are %d and %d", n, h.at(-5), h.at(sum+100))
		}
	}
}

// A caret stands where its letter begins, at the left edge of the words or, in Hebrew and Arabic, at the right one.
func TestPlace(t *testing.T) {
	for _, c := range []struct {
		name, text string
		offset     int
		after      bool
		want       rect
	}{
		{"first letter", "one two three", 0, false, rect{0, 0, 0, 28}},
		{"second word", "one two three", 4, false, rect{32, 0, 0, 28}},
		{"second line", "one two three", 8, false, rect{0, 28, 0, 28}},
		{"second paragraph", "one\n\ntwo", 5, false, rect{0, 42, 0, 28}},
		{"Hebrew begins at the right", "שלום", 0, false, rect{80, 0, 0, 28}},
		{"Hebrew ends at the left", "שלום", 4, false, rect{48, 0, 0, 28}},
		{"before a Hebrew word in English", "ab שלום", 3, true, rect{24, 0, 0, 28}},
		{"on the Hebrew word's own side", "ab שלום", 3, false, rect{56, 0, 0, 28}},
		{"end of a line cut in a word", "abcdefghijklmno", 10, true, rect{80, 0, 0, 28}},
		{"beginning of the next line", "abcdefghijklmno", 10, false, rect{0, 28, 0, 28}},
	} {
		if got := laid(c.text, 80).place(spot{c.offset, c.after}); got != c.want {
			t.Errorf("%s: caret at %+v, want %+v", c.name, got, c.want)
		}
	}
}

// inverse fails the test unless clicking where a caret stands puts it there again, for every letter of a text.
func inverse(t *testing.T, l *layout) {
	t.Helper()
	for _, p := range l.paragraphs {
		for _, g := range typeset.Graphemes(l.text[p.Start:p.End]) {
			s := spot{offset: p.Start + g}
			at := l.place(s)
			hit := l.spotAt(at.X, at.Y+at.Height/2)
			if got := l.place(hit); abs(got.X-at.X) > 0.6 || got.Y != at.Y {
				t.Fatalf("%q, width %v: caret %d stands at %+v, a click there gives %+v at %+v", string(l.text), l.width, s.offset, at, hit, got)
			}
			if hit.offset < p.Start || hit.offset > p.End {
				t.Fatalf("%q: a click in paragraph %+v gives %d", string(l.text), p.Span, hit.offset)
			}
		}
	}
}

// sensible fails the test unless spans give rectangles within the lines, and every key keeps the caret in the text.
func sensible(t *testing.T, l *layout, a, b int) {
	t.Helper()
	a, b = min(max(a, 0), len(l.text)), min(max(b, 0), len(l.text))
	s := dossier.Span{Start: min(a, b), End: max(a, b)}
	_, last, _ := l.show(0, 1e9)
	for _, r := range l.rects(s, 0, last) {
		if r.Width <= 0 || r.Y < 0 || r.Y+r.Height > l.height()+0.5 || r.X < -0.5 && r.Width < l.width {
			t.Fatalf("%q: span %+v gives %+v in a text %v high", string(l.text), s, r, l.height())
		}
	}
	for _, at := range []int{s.Start, s.End} {
		if snapped := l.snap(at); snapped > at || snapped < 0 {
			t.Fatalf("%q: %d is snapped to %d", string(l.text), at, snapped)
		}
		w, p := l.wordAt(at), l.paragraphAt(at)
		for _, got := range []int{l.next(at), l.previous(at), l.wordAfter(at), l.wordBefore(at), l.wordEnd(at), l.sentenceAfter(at), l.sentenceBefore(at),
			l.paragraphAfter(at), l.paragraphBefore(at), w.Start, w.End, p.Start, p.End, l.beside(spot{offset: at}, true).offset, l.beside(spot{offset: at}, false).offset} {
			if got < 0 || got > len(l.text) {
				t.Fatalf("%q: from %d one comes to %d, beyond the text", string(l.text), at, got)
			}
		}
	}
}

var mixtures = []string{
	"",
	"one",
	"The Envoy said “the list (120 names) is ready”.\n\nArvenia’s answer came on Sunday.",
	"דובר המועצה אמר “FM 102” (123) ביום שני.\nReporters in הלמר asked twice.",
	"قال المتحدث إن 120 مراقبا (UN) سيصلون. He said لا نوافق today",
	"e\u0301e\u0301e\u0301 👩‍👩‍👧‍👦 flags 🇺🇳🇺🇳 zero\u200bwidth \u202eoverride\u202c end",
	"tab\tand\u00a0no-break   spaces  \n   \n\n x",
	"本报讯记者昨日从有关部门获悉谈判将于下周恢复。",
	strings.Repeat("unbroken", 40),
}

// The hit test is the inverse of the position, in every script and at every width.
func TestHitTestIsInverse(t *testing.T) {
	for _, text := range mixtures {
		for _, width := range []float32{40, 100, 333, 2000} {
			l := laid(text, width)
			inverse(t, l)
			sensible(t, l, len(text)/3, 2*len(text)/3)
		}
	}
}

func FuzzLayout(f *testing.F) {
	for i, text := range mixtures {
		f.Add(text, uint16(60+40*i), i, 3*i)
	}
	f.Fuzz(func(t *testing.T, text string, width uint16, a, b int) {
		if len(text) > 3000 || !utf8.ValidString(text) || strings.ContainsAny(text, "\r\v\f\u0085\u2028\u2029") {
			t.Skip("stored texts are short, valid and end their lines with LF alone")
		}
		l := laid(text, float32(width%2000))
		inverse(t, l)
		sensible(t, l, a, b)
	})
}

// Left and right move the caret that way on the screen, through words in both directions, and never back; only between
// paragraphs of different directions may one come back, since each has its own way on.
func TestArrowsMoveAsSeen(t *testing.T) {
	for _, text := range mixtures[1:7] {
		for _, right := range []bool{true, false} {
			l := laid(text, 400)
			s := spot{}
			if !right {
				s.offset = len(l.text)
			}
			if _, _, _, line := l.lineAt(s); line.RTL == right {
				s.offset = len(l.text) - s.offset
			}
			seen := map[spot]bool{}
			for range 4 * (len(l.text) + 4) {
				before := l.place(s)
				next := l.beside(s, right)
				after := l.place(next)
				if next == s {
					break
				}
				_, _, _, from := l.lineAt(s)
				_, _, _, to := l.lineAt(next)
				if from.RTL != to.RTL {
					break
				}
				if seen[next] {
					t.Fatalf("%q: going on, the caret comes to %+v again", text, next)
				}
				seen[next] = true
				if before.Y == after.Y && (after.X > before.X) != right && after.X != before.X {
					t.Fatalf("%q: from %+v at x %v to %+v at x %v, right %v", text, s, before.X, next, after.X, right)
				}
				s = next
			}
		}
	}
}

// A paragraph that is far too long for one measure is cut, and nothing is lost or doubled between the pieces.
func TestLongParagraphIsCut(t *testing.T) {
	for _, text := range []string{strings.Repeat("word ", 4000), strings.Repeat("e\u0301", 9000), strings.Repeat("x", 20000)} {
		l := laid(text, 500)
		at := 0
		for i, b := range l.blocks {
			if b.span.Start != at || b.span.End <= at || b.span.End-b.span.Start > blockLength {
				t.Fatalf("block %d is %+v after %d", i, b.span, at)
			}
			at = b.span.End
			if l.snap(at) != at {
				t.Fatalf("block %d ends inside a letter", i)
			}
		}
		if at != len(l.text) {
			t.Fatalf("%d of %d letters are in blocks", at, len(l.text))
		}
	}
}

// The keys for words, sentences and paragraphs go to where a reader expects.
func TestUnits(t *testing.T) {
	const text = "First one. “Second two?” Third.\n\nNext paragraph here"
	l := laid(text, 2000)
	at := func(word string) int { return utf8.RuneCountInString(text[:strings.Index(text, word)]) }
	for _, c := range []struct {
		name      string
		got, want int
	}{
		{"word after", l.wordAfter(0), at("one")},
		{"word before", l.wordBefore(at("one")), 0},
		{"word end", l.wordEnd(0), 5},
		{"sentence after", l.sentenceAfter(0), at("“Second")},
		{"sentence after a closing quote", l.sentenceAfter(at("“Second")), at("Third")},
		{"sentence before", l.sentenceBefore(at("Third")), at("“Second")},
		{"paragraph after", l.paragraphAfter(3), at("Next")},
		{"paragraph before", l.paragraphBefore(at("here")), at("Next")},
		{"letter over the empty line", l.next(at("\n\n")), at("Next")},
		{"and back", l.previous(at("Next")), at("\n\n")},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
}

// A frame over several lines follows the outline of the words, without a side between two lines that lie upon each
// other.
func TestOutline(t *testing.T) {
	across := func(edges []edge, y float32) (total float32) {
		for _, e := range edges {
			if !e.Down && e.Y == y {
				total += e.Length
			}
		}
		return total
	}
	for _, c := range []struct {
		name              string
		parts             []rect
		top, middle, foot float32
		down              int
	}{
		{"one line", []rect{{10, 0, 50, 28}}, 50, 0, 50, 2},
		{"second shorter", []rect{{0, 0, 100, 28}, {0, 28, 40, 28}}, 100, 60, 40, 4},
		{"shifted", []rect{{60, 0, 40, 28}, {0, 28, 80, 28}}, 40, 80, 80, 4},
		{"apart", []rect{{60, 0, 40, 28}, {0, 28, 30, 28}}, 40, 70, 30, 4},
		{"two directions in a line", []rect{{0, 0, 20, 28}, {50, 0, 20, 28}}, 40, 0, 40, 4},
	} {
		edges := outline(c.parts)
		down := 0
		for _, e := range edges {
			if e.Down {
				down++
			}
		}
		if got := across(edges, 0); got != c.top {
			t.Errorf("%s: %v above, want %v", c.name, got, c.top)
		}
		if len(c.parts) > 1 && c.parts[1].Y > 0 {
			if got := across(edges, 28); got != c.middle {
				t.Errorf("%s: %v between the lines, want %v", c.name, got, c.middle)
			}
			if got := across(edges, 56); got != c.foot {
				t.Errorf("%s: %v below, want %v", c.name, got, c.foot)
			}
		}
		if down != c.down {
			t.Errorf("%s: %d sides down, want %d", c.name, down, c.down)
		}
	}
}

// The ground is deeper where accepted statements overlap; proposals have none.
func TestTints(t *testing.T) {
	mark := func(start, end int, proposed bool) Mark {
		return Mark{Span: dossier.Span{Start: start, End: end}, Proposed: proposed}
	}
	got := tints([]Mark{mark(0, 10, false), mark(2, 4, true), mark(5, 15, false), mark(15, 20, false), mark(30, 30, false)})
	want := []tint{{dossier.Span{Start: 0, End: 5}, false}, {dossier.Span{Start: 5, End: 10}, true}, {dossier.Span{Start: 10, End: 20}, false}}
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
	}
}

// A party has one lane beside a paragraph, from its first to its last line; the order is that of the words.
func TestLanes(t *testing.T) {
	l := laid("one two three four five six", 80)
	l.show(0, 1e6)
	marks := []Mark{{Span: dossier.Span{Start: 0, End: 3}, Party: 1, Letter: "K"}, {Span: dossier.Span{Start: 4, End: 7}, Party: 0, Letter: "A"},
		{Span: dossier.Span{Start: 20, End: 24}, Party: 1, Letter: "K"}, {Span: dossier.Span{Start: 8, End: 9}, Party: -1}}
	got := l.lanes(marks, 0, 0)
	if len(got) != 2 || got[0] != (lane{0, 1, "K", 0, 84}) || got[1] != (lane{0, 0, "A", 0, 28}) {
		t.Errorf("lanes %+v", got)
	}
}
