package typeset

import (
	"math/rand"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// oneEach gives every code point the width 1 and a tag its length.
func oneEach() *Measurer {
	return NewMeasurer(func(s string, _ Style) float32 { return float32(utf8.RuneCountInString(s)) })
}

func texts(p []rune, lines []Line) []string {
	var out []string
	for _, l := range lines {
		var b strings.Builder
		for _, r := range l.Runs {
			b.WriteString(string(Visual(p, r, nil)))
		}
		out = append(out, b.String())
	}
	return out
}

// A line ends where UAX #14 lets it; what is drawn stands in the order that a reader of the script expects.
func TestLines(t *testing.T) {
	tests := []struct {
		why, text string
		width     float32
		want      string // lines joined by |
		rtl       bool
	}{
		{"spaces hang over the edge", "one two  three", 8, "one two|three", false},
		{"a hyphen may end a line, a no-break space may not", "cease-fire at\u00a0last", 8, "cease-|fire|at\u00a0last", false},
		{"a long word is cut", "abcdefghij kl", 4, "abcd|efgh|ij|kl", false},
		{"an accent stays with its letter", "aaa\u0301\u0301bb", 3, "aa|a\u0301\u0301|bb", false},
		{"an end of line ends the line", "one\ntwo\r\n\r\nthree\n", 9, "one|two||three", false},
		{"Chinese breaks between characters", "中文没有空格", 4, "中文没有|空格", false},
		{"Hebrew runs from right to left", "אבג דהו", 20, "והד גבא", true},
		{"a number in Hebrew keeps its order", "לקבל 120 משקיפים", 20, "םיפיקשמ 120 לבקל", true},
		{"brackets in Hebrew are mirrored", "א (לא) ב", 20, "ב (אל) א", true},
		{"Hebrew inside English", "he said שלום עולם today", 40, "he said םלוע םולש today", false},
		{"English inside Hebrew", "אבג NATO 2024 דהו", 40, "והד NATO 2024 גבא", true},
		{"Hebrew is broken before it is ordered", "אבג דהו זחט", 7, "והד גבא|טחז", true},
		{"a point stays after its letter", "שָלום", 20, "םולשָ", true},
		{"Arabic joins, lam and alef in one", "السلام", 20, "ﻡﻼﺴﻟﺍ", true},
		{"Persian letters join", "گپی", 20, "ﯽﭙﮔ", true},
		{"a non-joiner parts", "می\u200cخ", 20, "ﺥﯽﻣ", true},
		{"an override has no effect and is seen", "a\u202Ebcd\u202C", 30, "a[RLO]bcd[PDF]", false},
		{"isolates and embeddings cannot swap words", "\u202Bsign \u2066not\u2069 \u2066now\u2069\u202C.", 60, "[RLE]sign [LRI]not[PDI] [LRI]now[PDI][PDF].", false},
		{"a space without width is seen", "min\u200Bister", 30, "min[ZWSP]ister", false},
		{"a tab has the width of four spaces", "a\tb", 30, "a    b", false},
		{"a cluster of tags is cut between them", "\u200B\u2060\u200B", 7, "[ZWSP]|[WJ]|[ZWSP]", false},
		{"nothing is one empty line", "", 30, "", false},
	}
	for _, tt := range tests {
		p := []rune(tt.text)
		lines := Lines(p, tt.width, oneEach(), Options{})
		if got := strings.Join(texts(p, lines), "|"); got != tt.want || lines[0].RTL != tt.rtl {
			t.Errorf("%s: got %q, rtl %v; want %q", tt.why, got, lines[0].RTL, tt.want)
		}
	}
}

// Every letter's forms stand for that letter and no other in Unicode's own decomposition.
func TestArabicFormsBelongToTheirLetters(t *testing.T) {
	for letter, f := range presentation {
		for i := range f.count {
			if got := norm.NFKC.String(string(f.first + rune(i))); got != string(letter) {
				t.Errorf("form %d of %U is %U, which stands for %q", i, letter, f.first+rune(i), got)
			}
		}
	}
	for _, alef := range []rune{0x622, 0x623, 0x625, 0x627} {
		for i := range rune(2) {
			if got := norm.NFKC.String(string(lamAlef(alef) + i)); got != string([]rune{lam, alef}) {
				t.Errorf("ligature %U stands for %q", lamAlef(alef)+i, got)
			}
		}
	}
}

// Common characters take the style of the text around them, so that a quotation mark comes from the same font.
func TestScripts(t *testing.T) {
	p := []rune("“אנחנו” said 5 → 6")
	lines := Lines(p, 100, oneEach(), Options{Direction: LeftToRight})
	var got []string
	for _, r := range lines[0].Runs {
		got = append(got, string(p[r.Start:r.End]))
	}
	if want := "“|אנחנו|” said 5 |→| 6"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "|"), want)
	}
}

// A font's coverage is read from its character map; a damaged font is an error.
func TestCoverage(t *testing.T) {
	ttf, err := os.ReadFile("../assets/fonts/NotoSerif-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewCoverage(ttf)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(c.Missing("Kyjiv – Київ שלום● 🙂\u200b")); got != "שלום●🙂" {
		t.Errorf("missing: %q", got)
	}
	for _, n := range []int{0, 1, 11, 100, len(ttf) / 2} {
		if _, err := NewCoverage(ttf[:n]); err == nil && n < 100 {
			t.Errorf("%d bytes of a font are taken for a font", n)
		}
	}
}

// A point on a line and an offset lead to each other, in both directions of writing.
func TestPlaces(t *testing.T) {
	m := oneEach()
	for _, text := range []string{"one two", "אבג דהו", "he said שלום 12 today", "אבג NATO דהו", "a\u202Eb"} {
		p := []rune(text)
		l := Lines(p, 100, m, Options{})[0]
		for _, r := range l.Runs {
			for i := r.Start; i < r.End; i++ {
				x := l.X(p, i, m)
				inside := x + 0.25
				if r.RTL {
					inside = x - 0.25
				}
				if got := l.Offset(p, inside, m); got != i {
					t.Errorf("%q: offset %d is at %.2f, and %.2f is offset %d", text, i, x, inside, got)
				}
			}
		}
	}
	p := []rune("abc אבג def")
	l := Lines(p, 100, m, Options{})[0]
	if got := l.Extents(p, 2, 6, m); len(got) != 2 || got[0] != (Extent{2, 2}) || got[1] != (Extent{5, 2}) {
		t.Errorf("a selection over a change of direction covers %v", got)
	}
	if a, b := WordAt([]rune("the cease fire"), 5); a != 4 || b != 9 {
		t.Errorf("the word is %d–%d", a, b)
	}
}

func checkLines(t *testing.T, text string, width float32, dir Direction) {
	p := []rune(text)
	m := oneEach()
	lines := Lines(p, width, m, Options{Direction: dir})
	at := 0
	for _, l := range lines {
		if l.Start != at || l.End < l.Start {
			t.Fatalf("line %+v does not begin at %d in %q", l, at, text)
		}
		at = l.End
		var x float32
		covered := 0
		for _, r := range l.Runs {
			if r.X != x || r.Start < l.Start || r.End > l.End || r.Start >= r.End {
				t.Fatalf("run %+v of line %+v in %q", r, l, text)
			}
			x += r.Width
			covered += r.End - r.Start
			Visual(p, r, nil)
			Text(p, r)
		}
		if covered != l.visibleEnd()-l.Start {
			t.Fatalf("runs of %+v cover %d in %q", l, covered, text)
		}
		for _, x := range []float32{-1, 0, l.Width / 3, l.Width, l.Width + 5} {
			if o := l.Offset(p, x, m); o < l.Start || o > l.End {
				t.Fatalf("offset %d outside of %+v", o, l)
			}
		}
		l.Extents(p, l.Start, l.End, m)
	}
	if at != len(p) {
		t.Fatalf("lines end at %d of %d in %q", at, len(p), text)
	}
}

// Whatever the text, lines cover it without gap or overlap, and runs cover lines.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"", "a b", "אב 12 (ג)", "السلام عليكم", "\u202Eabc", "a\r\n\r\nb", "🙂🇩🇪", "\x00\x1c\u2029\u2028", "\u2066\u2067\u2068\u2069 \u202e"} {
		f.Add(s, float32(10), 0)
	}
	f.Fuzz(func(t *testing.T, s string, width float32, dir int) {
		if utf8.RuneCountInString(s) > 5000 {
			return
		}
		checkLines(t, s, width, Direction(dir%3))
	})
}

// Random text of the characters that the rules treat differently keeps the same promises.
func TestRandomText(t *testing.T) {
	alphabet := []rune("aב ا1.,()-\u0301\u05b8\u064e\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\t\n\u2029🙂中→لاﻻ")
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		p := make([]rune, r.Intn(60))
		for i := range p {
			p[i] = alphabet[r.Intn(len(alphabet))]
		}
		checkLines(t, string(p), float32(r.Intn(30)), Direction(r.Intn(3)))
	}
}

// Two megabytes without a space, of letters, of brackets, of marks or of controls, take a time that grows with the length.
func TestTimeIsLinear(t *testing.T) {
	for _, unit := range []string{"abcdefgh", "א", "(", "א)(", "\u0301", "\u2068א", "\u202B", "لا\u064e"} {
		took := func(n int) time.Duration {
			p := []rune(strings.Repeat(unit, n/len([]rune(unit))))
			start := time.Now()
			Lines(p, 80, oneEach(), Options{})
			return time.Since(start)
		}
		small, large := took(100_000), took(2_000_000)
		if large > 80*small+2*time.Second {
			t.Errorf("%q: 100,000 characters took %v, 2,000,000 took %v", unit, small, large)
		}
		t.Logf("%q: %v, %v", unit, small, large)
	}
}

const article = "Foreign Minister Lena Tovar said on Saturday that Arvenia was ready to accept an international monitoring mission in the corridor, but only if the heavy guns on the Kesh side were listed, unit by unit, in the text itself. “We will sign the monitoring text the day the guns are named in it,” she said. “Twelve kilometres, not a metre less.” It was the first time."

func BenchmarkLines(b *testing.B) {
	for _, bm := range []struct{ name, text string }{{"English", article}, {"Hebrew", strings.Repeat("אנחנו מוכנים לקבל 120 משקיפים (לא יותר) ", 9)}} {
		b.Run(bm.name, func(b *testing.B) {
			p := []rune(bm.text)
			m := oneEach()
			b.ReportAllocs()
			for b.Loop() {
				Lines(p, 70, m, Options{})
			}
			b.ReportMetric(float64(len(p)), "runes")
		})
	}
}
