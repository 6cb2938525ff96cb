package typeset

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// checkOpportunities compares the short way with the whole of the standard.
func checkOpportunities(t *testing.T, p []rune) {
	t.Helper()
	if len(p) == 0 {
		return
	}
	var want, got []int
	var seg segmenter.Segmenter
	seg.Init(p)
	for it := seg.LineIterator(); it.Next(); {
		want = append(want, it.Line().Offset+len(it.Line().Text))
	}
	var o opportunities
	o.start(p)
	for at := 0; at < len(p); {
		at = o.next(at)
		got = append(got, at)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%q\ngot  %v\nwant %v", string(p), got, want)
	}
}

// Wherever a line may end by UAX #14, and nowhere else, the short way says so: in every combination of five characters of
// each class that has to do with it, in random sequences of them, and in the sample texts of all languages.
func TestOpportunities(t *testing.T) {
	few := []rune("a7.! (”-")
	var all func(p []rune)
	all = func(p []rune) {
		checkOpportunities(t, p)
		if len(p) < 5 {
			for _, r := range few {
				all(append(p, r))
			}
		}
	}
	all(make([]rune, 0, 5))
	many := []rune("aZéßŁ09,.;:!?      \u00a0\t-–—‑…/()[]{}«»“”‘’\"'%$€°&@#*+=<>|\\~^_§№жЯλאתشم\u05b8\u064eـ中。、ー가\u0301\u200b\u200d\u2060\ufeff\u00ad🙂🇩🇪👍🏽◌กा\u1b05\n\r\u2028\x00\u02c8ˈ¡¿")
	random := rand.New(rand.NewPCG(1, 14))
	for range 200_000 {
		p := make([]rune, 1+random.IntN(24))
		for i := range p {
			p[i] = many[random.IntN(len(many))]
			if random.IntN(3) == 0 {
				p[i] = []rune("ab 1 .")[random.IntN(6)]
			}
		}
		checkOpportunities(t, p)
	}
	for r := rune(0); r < 0x3000; r++ { // each character between, before and after simple words
		checkOpportunities(t, []rune("a "+string(r)+"b. "+string(r)+" c"+string(r)+" 1"+string(r)+string(r)+"2 d"))
	}
	files, err := filepath.Glob("../assets/samples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample texts: %v", err)
	}
	words := 0
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			checkOpportunities(t, []rune(line))
			words += len(strings.Fields(line))
		}
	}
	if words < 500 {
		t.Errorf("only %d words of sample texts", words)
	}
}

// FuzzOpportunities: no text has a place where the short way and the standard differ.
func FuzzOpportunities(f *testing.F) {
	f.Add("He said: “No.” (And left!) 3,5 % – x")
	f.Add("שלום, “עולם” 12:30 مرحبا")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 20_000 {
			checkOpportunities(t, []rune(text))
		}
	})
}
