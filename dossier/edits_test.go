package dossier

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// tracked is a text of which every code point knows from where in the first text it comes; -1: it is new. So what an
// edit did to a passage is known without looking at the words.
type tracked struct {
	text []rune
	from []int
}

func track(s string) tracked {
	t := tracked{text: []rune(s)}
	for i := range t.text {
		t.from = append(t.from, i)
	}
	return t
}

func (t tracked) part(a, b int) tracked {
	return tracked{slices.Clone(t.text[a:b]), slices.Clone(t.from[a:b])}
}

func fresh(s string) tracked {
	t := tracked{text: []rune(s)}
	for range t.text {
		t.from = append(t.from, -1)
	}
	return t
}

func joined(parts ...tracked) (t tracked) {
	for _, p := range parts {
		t.text, t.from = append(t.text, p.text...), append(t.from, p.from...)
	}
	return t
}

// put replaces a part. Letters that are the same before and after stay what they were.
func (t tracked) put(a, b int, by tracked) tracked {
	for i := 0; i < len(by.text) && a+i < b && by.text[i] == t.text[a+i] && by.from[i] < 0; i++ {
		by.from[i] = t.from[a+i]
	}
	return joined(t.part(0, a), by, t.part(b, len(t.text)))
}

// standsAt lists where a span of the first text stands, or so much of it in its order. of says for which letter of the
// first text each counts.
func (t tracked) standsAt(s Span, of func(int) int, share float64) (places []int) {
	for at := range t.from {
		if at+s.End-s.Start > len(t.from) {
			break
		}
		n, missing := s.End-s.Start, 0
		for k := 0; k < n && float64(missing) <= (1-share)*float64(n); k++ {
			if t.from[at+k] < 0 || of(t.from[at+k]) != of(s.Start+k) {
				missing++
			}
		}
		if float64(missing) <= (1-share)*float64(n) {
			places = append(places, at)
		}
	}
	return places
}

// own counts every letter for itself.
func own(i int) int { return i }

// lineage counts the letters of a line that stands several times for those of its first copy: no word tells them apart.
func lineage(text string) func(int) int {
	first := map[string]int{}
	var of []int
	for _, line := range strings.SplitAfter(text, "\n") {
		start, known := first[strings.TrimSuffix(line, "\n")]
		if !known {
			start = len(of)
			first[strings.TrimSuffix(line, "\n")] = start
		}
		letters := len([]rune(strings.TrimSuffix(line, "\n")))
		for i := range len([]rune(line)) {
			if i == letters {
				of = append(of, -2) // any end of a line
				continue
			}
			of = append(of, start+i)
		}
	}
	return func(i int) int { return of[i] }
}

// pools are words in several scripts; sentences made of them repeat words, as texts do.
var pools = [][]string{
	strings.Fields("the envoy said that his delegation would open crossing before winter and no guns stay in corridor we agree refuse talks ended without date port Halmar Levi “We will” “not yet,” spokesman told Herald 14 November"),
	strings.Fields("השר אמר כי הממשלה תפתח את המעבר ביום ראשון הַמֶּמְשָׁלָה לא תסכים לנסיגה „נשוב” דובר הצד הצפוני מסר הודעה קצרה שָׁלוֹם"),
	strings.Fields("قال الوزير إن الحكومة ستفتح المعبر يوم الأحد ولن تقبل الانسحاب «نعود» المتحدث باسم الوفد كِتَابٌ بيان قصير"),
	strings.Fields("👩‍👩‍👧‍👦 said 🇮🇱 🇱🇧 agreed 🤝🏽 on x̂ and q̃ with ệ ň́ ZWJ 🏳️‍🌈 flags 👍 again e̋"),
	strings.Fields("大臣は 国境を 開くと 述べた 我们 同意 撤军 但是 不 接受 日期 明日 会談は 続く ไม่มี ข้อตกลง"),
}

func someWords(r *rand.Rand, n int) string {
	pool := pools[r.IntN(len(pools))]
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(pool[r.IntN(len(pool))])
	}
	return b.String()
}

// someText writes paragraphs; now and then one stands twice.
func someText(r *rand.Rand) string {
	var all []string
	for range 3 + r.IntN(12) {
		if len(all) > 0 && r.IntN(12) == 0 {
			all = append(all, all[r.IntN(len(all))])
			continue
		}
		var sentences []string
		for range 1 + r.IntN(5) {
			sentences = append(sentences, someWords(r, 3+r.IntN(14))+".")
		}
		all = append(all, strings.Join(sentences, " "))
	}
	return strings.Join(all, "\n")
}

// somePart gives a random span of up to n code points.
func (t tracked) somePart(r *rand.Rand, n int) (a, b int) {
	a = r.IntN(len(t.text))
	return a, min(len(t.text), a+1+r.IntN(n))
}

func (t tracked) lines() (out []Span) {
	from := 0
	for i, c := range t.text {
		if c == '\n' {
			out, from = append(out, Span{from, i + 1}), i+1
		}
	}
	if from < len(t.text) {
		out = append(out, Span{from, len(t.text)})
	}
	return out
}

// edit changes the text once, in one of the ways in which people correct one.
func (t tracked) edit(r *rand.Rand) tracked {
	if len(t.text) < 2 {
		return t.put(0, 0, fresh(someWords(r, 5)))
	}
	at := r.IntN(len(t.text) + 1)
	a, b := t.somePart(r, 20)
	switch r.IntN(11) {
	case 0:
		return t.put(at, at, fresh(" "+someWords(r, 1+r.IntN(4))+" "))
	case 1:
		return t.put(a, b, fresh(""))
	case 2:
		return t.put(a, b, fresh(someWords(r, 1+r.IntN(3))))
	case 3: // one letter
		return t.put(a, a+1, fresh(string(pools[0][r.IntN(len(pools[0]))][0])))
	case 4: // a line moves
		l := t.lines()
		s := l[r.IntN(len(l))]
		moved, rest := t.part(s.Start, s.End), joined(t.part(0, s.Start), t.part(s.End, len(t.text)))
		l = rest.lines()
		if len(l) == 0 {
			return t
		}
		to := l[r.IntN(len(l))].Start
		return joined(rest.part(0, to), moved, rest.part(to, len(rest.text)))
	case 5: // two parts change places
		c, d := t.somePart(r, 40)
		if c < a {
			a, b, c, d = c, d, a, b
		}
		if b > c {
			return t
		}
		return joined(t.part(0, a), t.part(c, d), t.part(b, c), t.part(a, b), t.part(d, len(t.text)))
	case 6: // white space
		for i := at; i < len(t.text); i++ {
			if t.text[i] == ' ' {
				return t.put(i, i+1, fresh([]string{"\n", "  ", "\u00a0", " "}[r.IntN(4)]))
			}
		}
		return t
	case 7: // a line stands twice
		l := t.lines()
		s := l[r.IntN(len(l))]
		return joined(t.part(0, s.End), t.part(s.Start, s.End), t.part(s.End, len(t.text)))
	case 8: // a mark on a letter, a link between characters
		return t.put(at, at, fresh([]string{"\u0301", "\u05b8", "\u200d", "\ufe0f"}[r.IntN(4)]))
	case 9: // a line goes
		l := t.lines()
		s := l[r.IntN(len(l))]
		return t.put(s.Start, s.End, fresh(""))
	default: // words that stand elsewhere too are typed in
		return t.put(at, at, t.typed(a, b))
	}
}

// typed gives letters that stand in the text already, as if they were typed anew.
func (t tracked) typed(a, b int) tracked { return fresh(string(t.text[a:b])) }
