package reading

import (
	"slices"
	"testing"
	"unicode/utf8"
)

var hostile = []string{
	"", " ", "\n", "\"", "“", "“\n“\n”", "said", "said said said", "“A,” he said.", "\"A\" \"B\" \"C", "According to", "According to ,", "X said: \n\"Y",
	"Smith said that", "\xff\xfe\x00", "\xff“a b c,” Roe said", "''a b'' said Roe", "By ", "A\u2028B said that c is d.", "»a« said Roe", "Roe: \"a b c\"",
	"(((((", "Mr. Mr. Mr.", "U.S.U.S.", ",,,,said,,,,", "\"I,\" said, \"said\" said", "Roe's's said that it's it's", "on Thursday on Thursday on", "of of of said",
	"Roe, Poe, said, that", "— — — said Roe", "“Yes.” “No.” said", "a\u200bb said that x was y", "Roe (D) (R) said it was so.", "the the the the claim that claim that",
}

func checkInvariants(t *testing.T, text string, a Article) {
	t.Helper()
	r := []rune(text)
	in := func(what string, s Span, empty bool) {
		if empty && s == (Span{}) {
			return
		}
		if s.Start < 0 || s.End > len(r) || s.Start >= s.End {
			t.Fatalf("%s %v is not inside a text of %d code points: %q", what, s, len(r), text)
		}
	}
	for i, st := range a.Statements {
		in("statement", st.Span, false)
		in("speaker", st.Speaker.Span, true)
		in("cue", st.Cue, true)
		in("addressee", st.Addressee.Span, true)
		in("date", st.Said.Span, true)
		for _, c := range r[st.Start:st.End] {
			if isLineBreak(c) {
				t.Fatalf("statement %v runs over a line break: %q", st.Span, text)
			}
		}
		if st.Outer >= i || st.Outer < -1 {
			t.Fatalf("statement %d lies in %d", i, st.Outer)
		}
		if c := st.Confidence; c.Overall < 0 || c.Overall > 1 || c.Span > 1 || c.Speaker > 1 || c.Name > 1 || c.Name < 0 {
			t.Fatalf("confidence %+v", c)
		}
		if i > 0 && st.Start < a.Statements[i-1].Start {
			t.Fatalf("statements are not in order: %q", text)
		}
		for _, h := range st.Chain {
			in("hop", h.Mention.Span, true)
		}
	}
	for _, p := range a.Paragraphs {
		in("paragraph", p.Span, false)
	}
	for _, s := range a.Sentences {
		in("sentence", s, false)
	}
	for _, e := range a.Entities {
		for _, m := range e.Mentions {
			in("mention", m, false)
		}
	}
	a.Quotes()
}

func FuzzRead(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkInvariants(t, text, Read(text, Options{}))
	})
}

func FuzzDecode(f *testing.F) {
	for _, s := range hostile {
		f.Add([]byte(s))
	}
	f.Add([]byte("<p>A<br>B</p><script>x</script>"))
	f.Add([]byte{0xFF, 0xFE, 'a', 0, 0})
	f.Add([]byte{'a', 0, ' ', 0, 'b', 0, '\n', 0})
	f.Add([]byte("\xff\xfe\xff\xfe"))
	f.Add([]byte("a=\nb=\n=3D=E2=80=94"))
	f.Add([]byte("\xf9\xf8\xfa \xe4\xf0\xe4\xf8\xe5\xfa"))
	f.Add([]byte("<meta charset=koi8-r><p>\xcd\xc9\xce"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := Decode(raw)
		if !utf8.ValidString(d.Body) {
			t.Fatalf("not UTF-8: %q", d.Body)
		}
		if again := Decode([]byte(d.Body)); !d.HTML && !again.HTML && !slices.Contains(append(d.Flags, again.Flags...), "qp") && again.Body != d.Body && len(raw) > 0 {
			t.Fatalf("not stable: %q, then %q", d.Body, again.Body)
		}
	})
}

// FuzzMarks ensures that quotations are paired in order inside their paragraph, that every word knows the one it stands
// in, and that the kind of any part can be told.
func FuzzMarks(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rd := &reader{lx: lexiconOnce(), runes: []rune(text)}
		rd.splitParagraphs()
		for i := range rd.paras {
			p := &rd.paras[i]
			last := -1
			for k, q := range p.pairs {
				if q.open <= last || q.close < q.open || q.close >= len(p.toks) {
					t.Fatalf("pair %d of %d tokens: %+v: %q", k, len(p.toks), q, text)
				}
				last = q.close
				for x := q.open; x <= q.close; x++ {
					if p.toks[x].pair != k {
						t.Fatalf("token %d is not in the quotation around it: %q", x, text)
					}
				}
			}
			switch KindOf(text, p.Span) {
			case Direct, Mixed, Indirect:
			default:
				t.Fatalf("no kind: %q", text)
			}
			n := len(rd.runes)
			if n > 400 {
				return
			}
		}
	})
}
