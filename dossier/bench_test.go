package dossier

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// longText is a text of about so many bytes, and so many edits of it by single words.
func longText(size, edits int) (old, new string) {
	r := rand.New(rand.NewPCG(5, 6))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(someText(r))
		b.WriteByte('\n')
	}
	old = b.String()
	at := strings.Fields(old)
	text := old
	for range edits {
		w := at[r.IntN(len(at))]
		i := r.IntN(len(text) * 9 / 10)
		if k := strings.Index(text[i:], " "+w+" "); k >= 0 {
			text = text[:i+k] + " " + someWords(r, 1+r.IntN(4)) + " " + text[i+k+len(w)+2:]
		}
	}
	return old, text
}

func passages(text string, n int) []Passage {
	runes := []rune(text)
	r := rand.New(rand.NewPCG(8, 9))
	out := make([]Passage, n)
	for i := range out {
		from := r.IntN(len(runes) - 300)
		out[i], _ = NewPassage(runes, Span{from, from + 20 + r.IntN(200)})
	}
	return out
}

// The floor is comparing the two texts by words and no more.
func BenchmarkAnchor(b *testing.B) {
	for _, c := range []struct {
		name        string
		size, edits int
	}{{"200KB", 200 << 10, 50}, {"2MB", 2 << 20, 500}} {
		old, now := longText(c.size, c.edits)
		all := passages(old, 1000)
		b.Run("1000Statements/"+c.name, func(b *testing.B) {
			sure := 0
			for b.Loop() {
				k := NewCorrection(old, now)
				sure = 0
				for _, p := range all {
					if k.Anchor(p).Sure() {
						sure++
					}
				}
			}
			b.ReportMetric(float64(sure), "sure")
		})
		b.Run("Floor_Compare/"+c.name, func(b *testing.B) {
			a, z := []rune(old), []rune(now)
			for b.Loop() {
				align(a, z)
			}
		})
	}
	other, _ := longText(250<<10, 0)
	lost := strings.ToUpper(other)[len(other)/2:]
	all := passages(other[:len(other)/2], 1000)
	b.Run("1000Lost/125KB", func(b *testing.B) {
		for b.Loop() {
			k := NewCorrection(other[:len(other)/2], lost)
			for _, p := range all {
				k.Anchor(p)
			}
		}
	})
}
