package reading

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// article makes an invented article of about n words.
func article(n int) string {
	para := []string{
		"BRENNA, Oct 3 (AP) — Foreign Minister Ilse Maro said on Tuesday that the two sides had made “real progress” on the water accord, but warned that the timetable was at risk.",
		"“We came here to finish this,” Maro told reporters after the meeting, adding that a draft would be sent to both parliaments. “Nobody should doubt that.”",
		"According to Tarn News, the text foresees a joint commission with offices in both capitals. The commission would meet every month.",
		"Her counterpart, Tomasz Belk, rejected the claim that his government had delayed the talks. “It is simply untrue,” he said.",
		"The Ministry of Rivers said in a statement that no date had been set. It declined to give further details.",
		"Outside the hall, a crowd of farmers held up empty buckets while the delegations left through a side door, and the police closed the bridge for an hour.",
	}
	var b strings.Builder
	words := 0
	for i := 0; words < n; i++ {
		p := para[i%len(para)]
		b.WriteString(p)
		b.WriteString("\n\n")
		words += len(strings.Fields(p))
	}
	return b.String()
}

// BenchmarkRead is a 1,000-word article; its floor is cutting the same text into words and nothing else.
func BenchmarkRead(b *testing.B) {
	text := article(1000)
	words := float64(len(strings.Fields(text)))
	Read(text, Options{})
	b.Run("article", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Read(text, Options{})
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
	b.Run("floor-words", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		}
		b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
	})
}

// BenchmarkLinear reads hostile texts of growing size without a line break: the time per byte must stay level.
func BenchmarkLinear(b *testing.B) {
	kinds := map[string]string{
		"said":     "said ",
		"opening":  "“ said ",
		"mixed":    "“ « „ ‘a b' \" said Roe ",
		"commas":   "Roe, Poe, said, ",
		"names":    "Ann Roe of the Ministry of Ministry said that ",
		"he":       "He said that she said. ",
		"letters":  "abcdefghijklmnopqrstuvwxyz",
		"sentence": "“We agree,” Ann Roe said on Tuesday. ",
		"brackets": "( ( ( ) said ",
		"distinct": "",
	}
	for _, name := range []string{"said", "opening", "mixed", "commas", "names", "he", "letters", "sentence", "brackets", "distinct"} {
		for _, kb := range []int{64, 256, 1024} {
			text := strings.Repeat(kinds[name], kb*1024/max(1, len(kinds[name])))
			if name == "distinct" {
				var s strings.Builder
				for i := 0; s.Len() < kb*1024; i++ {
					fmt.Fprintf(&s, "Ann Roe%d said Minister Jo%d Roe agreed. ", i, i)
				}
				text = s.String()
			}
			b.Run(fmt.Sprintf("%s/%dKB", name, kb), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					Read(text, Options{})
				}
			})
		}
	}
}

// BenchmarkDecode is ten megabytes without a line break.
func BenchmarkDecode(b *testing.B) {
	for name, unit := range map[string]string{"plain": "abc é ", "html": "<p>abc &amp; <b>é</b>", "joined": "\u0301"} {
		raw := []byte(strings.Repeat(unit, 10<<20/len(unit)))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				Decode(raw)
			}
		})
	}
}
