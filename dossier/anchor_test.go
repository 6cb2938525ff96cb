package dossier

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Ensures over thousands of random corrections in many scripts that a passage which is placed without asking stands
// letter for letter at the place where its own letters went, and nowhere else; that one whose surroundings were left
// alone is always placed; and that the same texts give the same anchors.
func TestAnchorsAgainstTheTruth(t *testing.T) {
	seeds := 1500
	if testing.Short() {
		seeds = 200
	}
	var count struct{ passages, exact, moved, doubtful, lost, untouched, first, alike int }
	for seed := range seeds {
		r := rand.New(rand.NewPCG(7, uint64(seed)))
		old := someText(r)
		was := []rune(old)
		now := track(old)
		for range 1 + r.IntN(10) {
			now = now.edit(r)
		}
		c, again := NewCorrection(old, string(now.text)), NewCorrection(old, string(now.text))
		for range 12 {
			a := r.IntN(len(was))
			p, ok := NewPassage(was, Span{a, min(len(was), a+1+r.IntN(90))})
			if !ok || strings.TrimSpace(p.Exact) == "" {
				continue
			}
			got := c.Anchor(p)
			if second := again.Anchor(p); got.How != second.How || got.Span != second.Span || !slices.Equal(got.Candidates, second.Candidates) {
				t.Fatalf("seed %d: %v, then %v", seed, got, second)
			}
			truth := now.standsAt(p.Span, own, 1)
			if len(truth) == 0 { // lines that were the same are one, and a few letters may have been typed again
				truth = now.standsAt(p.Span, lineage(old), 0.75)
			}
			count.passages++
			switch got.How {
			case AnchorExact:
				count.exact++
			case AnchorMoved:
				count.moved++
			case AnchorDoubtful:
				count.doubtful++
				if len(truth) > 0 && slices.Contains(truth, got.Candidates[0].Span.Start) {
					count.first++
				}
			case AnchorLost:
				count.lost++
			}
			checkAnchor(t, p, got, now.text)
			if got.Sure() && !slices.Contains(truth, got.Span.Start) {
				if l, r := c.context(p.Span, got.Span.Start); l+r == 2*ContextLength {
					count.alike++ // no letter tells the two apart, nor any around them
					continue
				}
				t.Errorf("seed %d: %q of %v was placed at %v (%s), its letters went to %v", seed, p.Exact, p.Span, got.Span, got.How, truth)
			}
			if place, ok := untouched(was, now, p.Span); ok {
				count.untouched++
				if !got.Sure() || got.Span.Start != place {
					t.Errorf("seed %d: %q of %v was left alone at %d and is %s at %v", seed, p.Exact, p.Span, place, got.How, got.Span)
				}
			}
		}
	}
	t.Logf("%+v", count)
}

// untouched says where a passage went whose letters and surroundings were left alone, both once in either text.
func untouched(was []rune, now tracked, s Span) (int, bool) {
	from, to := max(0, s.Start-ContextLength), min(len(was), s.End+ContextLength)
	places := now.standsAt(Span{from, to}, own, 1)
	key := string(was[from:to])
	if len(places) != 1 || count(was, key) != 1 || count(now.text, key) != 1 || s.Start-from+to-s.End < ContextLength {
		return 0, false
	}
	end := places[0] + to - from // what follows the surroundings may change, but not become one character with them
	if from == 0 && places[0] != 0 || to == len(was) && end != len(now.text) {
		return 0, false
	}
	return places[0] + s.Start - from, true
}

// count counts the places of words, those that overlap too.
func count(text []rune, words string) (n int) {
	w := []rune(words)
	for i := 0; i+len(w) <= len(text); i++ {
		if slices.Equal(text[i:i+len(w)], w) {
			n++
		}
	}
	return n
}

func checkAnchor(t testing.TB, p Passage, got Anchor, text []rune) {
	t.Helper()
	within := func(s Span) bool { return s.Start >= 0 && s.End <= len(text) && !s.Empty() }
	switch {
	case got.Sure() && (!within(got.Span) || string(text[got.Span.Start:got.Span.End]) != p.Exact):
		t.Fatalf("%q is %s at %v, where it does not stand", p.Exact, got.How, got.Span)
	case (got.How == AnchorExact) != (got.Sure() && got.Span == p.Span):
		t.Fatalf("%q of %v is called %s at %v", p.Exact, p.Span, got.How, got.Span)
	case !got.Sure() && got.Span != (Span{}), (got.How == AnchorDoubtful) != (len(got.Candidates) > 0), len(got.Candidates) > moreCandidates:
		t.Fatalf("%q is %+v", p.Exact, got)
	}
	edge := func(i int) bool { return clusterEdge(text, i) || snap(text, i, true)-i == clusterWindow } // or no real text
	last := 1.0
	for _, k := range got.Candidates {
		if !within(k.Span) || k.Score < 0 || k.Score > last {
			t.Fatalf("candidate %+v of %q in %d code points", k, p.Exact, len(text))
		}
		last = k.Score
		if string(text[k.Span.Start:k.Span.End]) != p.Exact && (!edge(k.Span.Start) || !edge(k.Span.End)) {
			t.Fatalf("candidate %+v of %q cuts a character", k, p.Exact)
		}
	}
}

// anchored gives where a passage of old, given by its words, stands in new.
func anchored(t *testing.T, old, new, words string) (Anchor, []rune) {
	t.Helper()
	i := strings.Index(old, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	start := len([]rune(old[:i]))
	p, _ := NewPassage([]rune(old), Span{start, start + len([]rune(words))})
	return NewCorrection(old, new).Anchor(p), []rune(new)
}

// Ensures that each kind of correction ends as the rule says: placed where that is sure, asked about where it is not.
func TestAnchor(t *testing.T) {
	const quote = "“We will open the crossing on Sunday,”"
	const text = "Talks in Halmar\n" + quote + " minister Levi said.\nThe port stays closed, a spokesman for Northland told the Herald on Friday evening.\nNo date was named.\n"
	again := strings.Repeat("Read also: five charts that explain the corridor between the two lakes.\n", 3)
	for _, c := range []struct {
		what, old, new, words string
		how                   How
		at                    string // what stands there, or the first candidate
	}{
		{"a letter elsewhere", text, strings.Replace(text, "Friday", "Monday", 1), quote, AnchorExact, quote},
		{"a line before", text, "By A. Writer\n" + text, quote, AnchorMoved, quote},
		{"the speaker's name", text, strings.Replace(text, "minister Levi", "Dana Levi", 1), quote, AnchorExact, quote},
		{"a line that moves", text, text[strings.Index(text, "No date"):] + text[:strings.Index(text, "No date")], "a spokesman for Northland", AnchorMoved, "a spokesman for Northland"},
		{"the last line goes first", text, "No date was named.\n" + strings.Replace(text, "No date was named.\n", "", 1), "No date was named.", AnchorDoubtful, "No date was named."},
		{"one word of it", text, strings.Replace(text, "on Sunday", "on Monday", 1), quote, AnchorDoubtful, "“We will open the crossing on Monday,”"},
		{"most words of it", text, strings.Replace(text, quote, "“There is nothing to say about it,”", 1), quote, AnchorLost, ""},
		{"it goes", text, strings.Replace(text, "No date was named.\n", "", 1), "No date was named.", AnchorLost, ""},
		{"it stands twice now", text, text + "\n" + quote + " Levi said again.", quote, AnchorExact, quote},
		{"the words go into another mouth", "He said no. She left.", "He left. She said no thing.", "no", AnchorLost, ""},
		{"a short word, all around it new", "He said: no! She left.", "Yes? No? I know, no, they say.", "no", AnchorLost, ""},
		{"the same line thrice, one goes", again, again[len(again)/3:], again[:len(again)/3-1], AnchorDoubtful, again[:len(again)/3-1]},
		{"the same line thrice, a word elsewhere", "A head, and then much that stands far away.\n" + again, "One head, and then much that stands far away.\n" + again, again[:len(again)/3-1], AnchorMoved, again[:len(again)/3-1]},
		{"a longer name", "It was signed by Dana Lev", "It was signed by Dana Levin", "signed by Dana Lev", AnchorDoubtful, "signed by Dana Lev"},
		{"a mark on its last letter", "They shouted x", "They shouted x\u0302", "They shouted x", AnchorDoubtful, "They shouted x\u0302"},
		{"Hebrew", "אתמול נפתח המעבר. השר אמר כי „נשוב ביום ראשון”.", "השר אמר כי „נשוב ביום ראשון”. אתמול נפתח המעבר.", "„נשוב ביום ראשון”", AnchorDoubtful, "„נשוב ביום ראשון”"},
		{"Chinese", "大臣说:“我们同意撤军。”会谈继续。", "据悉,大臣说:“我们同意撤军。”会谈继续。", "“我们同意撤军。”", AnchorMoved, "“我们同意撤军。”"},
	} {
		got, now := anchored(t, c.old, c.new, c.words)
		at := got.Span
		if len(got.Candidates) > 0 {
			at = got.Candidates[0].Span
		}
		if words := string(now[at.Start:at.End]); got.How != c.how || words != c.at {
			t.Errorf("%s: %s at %v %q, want %s %q", c.what, got.How, at, words, c.how, c.at)
		}
	}
}

// Ensures that texts made to be slow are anchored in about linear time, without a false claim.
func TestAnchorsInHostileTexts(t *testing.T) {
	const n = 300_000
	r := rand.New(rand.NewPCG(1, 2))
	letters := func(of string, n int) string {
		all, b := []rune(of), make([]rune, n)
		for i := range b {
			b[i] = all[r.IntN(len(all))]
		}
		return string(b)
	}
	for name, c := range map[string][2]string{
		"one letter":      {strings.Repeat("a", n), strings.Repeat("a", n-5)},
		"two letters":     {letters("ab", n), letters("ab", n)},
		"two words":       {letters("a ", n), letters("a ", n)},
		"lines":           {strings.Repeat("\n", n), strings.Repeat("\n", n/2) + "x" + strings.Repeat("\n", n/2)},
		"marks":           {"a" + strings.Repeat("\u0301", n), "b" + strings.Repeat("\u0301", n)},
		"nothing shared":  {letters("abc ", n), letters("xyz ", n)},
		"words turned":    {strings.Repeat("one two three ", n/14), strings.Repeat("three two one ", n/14)},
		"one line, edits": {letters("abcdefgh", n), letters("abcdefgh", n)},
	} {
		old, now := []rune(c[0]), []rune(c[1])
		k := NewCorrection(c[0], c[1])
		for i := range 300 {
			p, _ := NewPassage(old, Span{i * 900, i*900 + 40 + i})
			if p.Exact != "" {
				checkAnchor(t, p, k.Anchor(p), now)
			}
		}
		if k.cells > mostCells+2*fitWhole*fitWhole*8 {
			t.Errorf("%s: %d cells", name, k.cells)
		}
	}
}

// Ensures that a speaker or verb goes with its passage, and stands nowhere where its words were changed.
func TestParts(t *testing.T) {
	old := "Talks. “We will open the crossing,” minister Levi said on Friday.\nMore."
	span := func(text, words string) Span {
		i := strings.Index(text, words)
		if i < 0 {
			return Span{}
		}
		start := len([]rune(text[:i]))
		return Span{start, start + len([]rune(words))}
	}
	for _, c := range []struct{ new, part string }{
		{"Long talks. “We will open the crossing,” minister Levi said on Friday.\nMore.", "Levi"},
		{"More.\nTalks. “We will open the crossing,” minister Levi said on Friday.", "said"},
		{"Talks. “We will open the crossing,” prime minister Levi said on Friday.\nMore.", "Levi"},
		{"Talks. “We will open the crossing,” minister Cohen said on Friday.\nMore.", "Levi"},
		{"Talks. “We will not open the crossing,” minister Levi said on Friday.\nMore.", "said"},
	} {
		k := NewCorrection(old, c.new)
		is := Span{span(c.new, "“").Start, span(c.new, "”").End}
		got, ok := k.Part(span(old, c.part), span(old, "“We will open the crossing,”"), is)
		if want := span(c.new, c.part); ok != !want.Empty() || got != want {
			t.Errorf("%q in %q is at %v, %v; want %v", c.part, c.new, got, ok, want)
		}
	}
}

// Ensures that the shared stretches of any two texts are the same letters on both sides, in order, and that a small
// difference is found to be small.
func TestAlign(t *testing.T) {
	for seed := range 2000 {
		r := rand.New(rand.NewPCG(3, uint64(seed)))
		old := track(someText(r))
		now := old
		for range r.IntN(6) {
			now = now.edit(r)
		}
		a, b, shared := 0, 0, 0
		for _, s := range align(old.text, now.text) {
			if s.a < a || s.b < b || s.n <= 0 || !slices.Equal(old.text[s.a:s.a+s.n], now.text[s.b:s.b+s.n]) {
				t.Fatalf("seed %d: %+v is no shared stretch", seed, s)
			}
			a, b, shared = s.a+s.n, s.b+s.n, shared+s.n
		}
	}
	old := strings.Repeat("Nothing was agreed on the first day. ", 40) + "The guns leave on Sunday. " + strings.Repeat("Nothing was agreed on the second day. ", 40)
	gone, come := Differences(old, strings.Replace(old, "Sunday", "Monday", 1))
	words := []rune(old)
	if len(gone) != 1 || len(come) != 1 || string(words[gone[0].Start:gone[0].End]) != "Sunday" {
		t.Errorf("Differences = %v, %v", gone, come)
	}
}

// FuzzAnchor looks for texts with which anchoring panics or claims what is not so.
func FuzzAnchor(f *testing.F) {
	f.Add("He said “no” twice.", "She said “no” once.", 8, 12)
	f.Add("👩‍👩‍👧 x̂ שָׁלוֹם", "x̂ 👩‍👩‍👧 שלום", 0, 7)
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 3, 9)
	f.Fuzz(func(t *testing.T, old, new string, start, end int) {
		if len(old)+len(new) > 20_000 {
			return
		}
		old, new = strings.ToValidUTF8(old, "?"), strings.ToValidUTF8(new, "?")
		p, ok := NewPassage([]rune(old), Span{start, end})
		if !ok {
			return
		}
		c := NewCorrection(old, new)
		got := c.Anchor(p)
		checkAnchor(t, p, got, []rune(new))
		if old == new && strings.ContainsFunc(p.Exact, unicode.IsLetter) && got.How != AnchorExact && count([]rune(old), p.Exact) == 1 && len([]rune(old)) > 80 {
			t.Errorf("%q is %s in its own text", p.Exact, got.How)
		}
	})
}
