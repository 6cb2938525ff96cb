package export

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/unicode/norm"

	"parley/dossier"
)

var citationForm = regexp.MustCompile(`\[S(\d+)\]`)

// The checks of a PDF that need no eyes. Beside them stand: the same bytes from several builds (TestSameBytes), every
// link and number (layout_test.go), margins, overlaps and citations (checkPages), hostile text (hostile_test.go), bidi (typeset),
// and what is read out (structure_test.go).

// letters of a text without spaces, in one form whether joined, in visual order or not.
func letters(s string) string {
	r := []rune(strings.Join(strings.Fields(norm.NFKC.String(s)), ""))
	slices.Sort(r)
	return string(r)
}

// chars are the characters of a text op with the middle of each.
func chars(d *doc, o op, visit func(r rune, x float64)) {
	f := d.faces[o.face]
	unit := float64(o.size) * mmPerPoint / 1000
	x := float64(o.x)
	for _, r := range o.text {
		w := float64(f.advance([]rune{r})) * unit
		visit(r, x+w/2)
		x += w
	}
}

// The highlights of a source cover exactly the words that are quoted from it: their letters, and no others.
func TestHighlightsCoverTheQuotedWords(t *testing.T) {
	p := samplePacket(t)
	d := laidOut(t, p)
	for _, s := range p.Sources {
		var quoted, covered strings.Builder
		text := []rune(s.Revision.Text)
		in := make([]bool, len(text))
		for _, q := range p.Quotes {
			if q.Source == s.Number {
				for i := q.Passage.Start; i < q.Passage.End; i++ {
					in[i] = true
				}
			}
		}
		for i, r := range text {
			if in[i] {
				quoted.WriteRune(r)
			}
		}
		at := d.anchors[anchor{'s', s.Number}]
		until := place{page: math.MaxInt}
		if next, ok := d.anchors[anchor{'s', s.Number + 1}]; ok {
			until = next
		}
		for _, page := range d.pages {
			for _, ground := range page.ops {
				inside := func(y float64) bool {
					return (page.number > at.page || page.number == at.page && y > at.y) && (page.number < until.page || page.number == until.page && y < until.y)
				}
				if ground.kind != opFill || ground.colour != highlight || !inside(float64(ground.y)) {
					continue
				}
				for _, o := range page.ops {
					if o.kind != opText || o.y < ground.y || o.y > ground.y+ground.h {
						continue
					}
					chars(d, o, func(r rune, x float64) {
						if x > float64(ground.x) && x < float64(ground.x+ground.w) {
							covered.WriteRune(r)
						}
					})
				}
			}
		}
		if letters(covered.String()) != letters(quoted.String()) || quoted.Len() == 0 && len(s.Quotes) > 0 {
			t.Errorf("S%d: %q is quoted, %q is highlighted", s.Number, quoted.String(), covered.String())
		}
	}
}

// What the appendix prints of a source is its stored text, and the attachment is its bytes, in every script.
func TestAppendixIsTheStoredText(t *testing.T) {
	p := samplePacket(t)
	d := laidOut(t, p)
	b, _ := write(t, p, "sample")
	f, err := readPacketFile(b, usual)
	if err != nil {
		t.Fatal(err)
	}
	all := unspaced(strings.Join(readOut(d.root), "\n"))
	for _, s := range p.Sources {
		for _, line := range strings.Split(s.Revision.Text, "\n") {
			if !strings.Contains(all, unspaced(line)) {
				t.Errorf("S%d: the appendix does not print %q", s.Number, line)
			}
		}
		text, err := f.attached(context.Background(), textName(s.Number), usual.all)
		if err != nil || string(text) != s.Revision.Text {
			t.Errorf("S%d: the attached text differs (%v)", s.Number, err)
		}
		raw, err := f.attached(context.Background(), rawName(&s), usual.all)
		if err != nil || string(raw) != string(s.Revision.Raw) {
			t.Errorf("S%d: the attached bytes differ (%v)", s.Number, err)
		}
	}
}

// The marking stands on each page at the top and at the bottom, whole and twice.
func TestMarkingTwiceOnEachPage(t *testing.T) {
	for _, label := range []string{"TLP:AMBER", "TLP:AMBER+STRICT", "For official use only"} {
		p := samplePacket(t)
		p.Recipe.Marking = label
		d := laidOut(t, p)
		for _, page := range d.pages {
			up, down := 0, 0
			for _, o := range page.ops {
				if o.kind == opText && o.text == label && o.stretch == -2 && o.size >= 12 {
					if float64(o.y) < page.h/2 {
						up++
					} else {
						down++
					}
				}
			}
			if up != 1 || down != 1 {
				t.Errorf("%s: page %d has it %d times above and %d times below", label, page.number, up, down)
			}
		}
	}
}

// Each bookmark leads to the page and the height at which its title stands.
func TestOutlineLeadsToItsTitles(t *testing.T) {
	d := laidOut(t, samplePacket(t))
	if len(d.entries) < 10 {
		t.Fatalf("%d bookmarks", len(d.entries))
	}
	for _, e := range d.entries {
		at := d.anchors[e.to]
		if at.page < 1 || at.page > len(d.pages) {
			t.Errorf("%q leads to page %d", e.title, at.page)
			continue
		}
		var near strings.Builder
		for _, o := range d.pages[at.page-1].ops {
			if o.kind == opText && float64(o.y) > at.y && float64(o.y) < at.y+24 {
				near.WriteString(o.text)
			}
		}
		if !strings.Contains(letters(near.String()), letters(e.title)) && !within(letters(e.title), letters(near.String())) {
			t.Errorf("%q leads to page %d at %.0f mm, where %q stands", e.title, at.page, at.y, near.String())
		}
	}
}

// within says whether all sorted letters of a are among those of b.
func within(a, b string) bool {
	rest := []rune(b)
	for _, r := range a {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

func luminance(c colour) float64 {
	var l float64
	r, g, b := c.rgb()
	for i, v := range []int{r, g, b} {
		x := float64(v) / 255
		if x <= 0.04045 {
			x /= 12.92
		} else {
			x = math.Pow((x+0.055)/1.055, 2.4)
		}
		l += x * []float64{0.2126, 0.7152, 0.0722}[i]
	}
	return l
}

// Every text stands out from the ground under it, 4.5 to 1 or more (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	for name, p := range shapes(t) {
		d := laidOut(t, p)
		worst := map[string]float64{}
		for _, page := range d.pages {
			for i, o := range page.ops {
				if o.kind != opText || strings.TrimSpace(o.text) == "" {
					continue
				}
				ground := white
				x, y := o.x+0.2, o.y-o.size*0.1
				for _, under := range page.ops[:i] {
					if under.kind == opFill && x >= under.x && x <= under.x+under.w && y >= under.y && y <= under.y+under.h {
						ground = under.colour
					}
				}
				a, b := luminance(o.colour)+0.05, luminance(ground)+0.05
				if ratio := max(a, b) / min(a, b); ratio < 4.5 {
					worst[fmt.Sprintf("#%06X on #%06X", o.colour, ground)] = ratio
				}
			}
		}
		for pair, ratio := range worst {
			t.Errorf("%s: %s is %.1f to 1", name, pair, ratio)
		}
	}
}

// No character is painted that its font does not have: the text layer would hide a box on the page.
func TestNoGlyphIsMissing(t *testing.T) {
	for name, p := range shapes(t) {
		d := laidOut(t, p)
		for _, page := range d.pages {
			for _, o := range page.ops {
				for _, r := range o.text {
					if r != ' ' && !d.faces[o.face].has(r) {
						t.Errorf("%s: page %d: %s lacks U+%04X in %q", name, page.number, fontName(o.face), r, o.text)
					}
				}
			}
		}
	}
}

// Every [Sn] names a source of the packet.
func TestCitationsNameSources(t *testing.T) {
	for name, p := range shapes(t) {
		for _, line := range readOut(laidOut(t, p).root) {
			if strings.HasPrefix(line, "Terms. ") { // explains the form
				continue
			}
			for _, m := range citationForm.FindAllStringSubmatch(line, -1) {
				if n, _ := strconv.Atoi(m[1]); n < 1 || n > len(p.Sources) {
					t.Errorf("%s: %s of %d sources", name, m[0], len(p.Sources))
				}
			}
		}
	}
}

// Packets are exported side by side without touching each other's fonts, and are what they are alone.
func TestParallelExports(t *testing.T) {
	fonts := testFonts(t)
	packets := map[string]dossier.Packet{"": samplePacket(t)}
	for _, s := range shapesOf(t)[:5] {
		packets[s.name] = s.make()
	}
	var wait sync.WaitGroup
	for name, p := range packets {
		alone, _, err := Bytes(context.Background(), p, Options{Fonts: fonts})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			wait.Go(func() {
				b, _, err := Bytes(context.Background(), p, Options{Fonts: fonts})
				if err != nil || string(b) != string(alone) {
					t.Errorf("%s: beside others it is another file (%v)", name, err)
				}
			})
		}
	}
	wait.Wait()
}
