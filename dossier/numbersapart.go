package dossier

import (
	"slices"
	"strings"
)

// numbersApart gives the numbers that two texts tell differently. Where they are the same words, each number is compared with
// the one at its place; else those directly before or after the same word: "12 monitors" against "15 monitors". A number whose
// writing leaves open how much it is, or that a word such as "million" goes on, says nothing.
func numbersApart(a, b string, same bool) string {
	x, y := numbers(a), numbers(b)
	var here, there []string
	apart := func(n, m number) {
		if n.value != "" && m.value != "" && n.value != m.value && !slices.Contains(here, n.value) {
			here, there = append(here, n.value), append(there, m.value)
		}
	}
	switch {
	case same && len(x) == len(y):
		for i := range x {
			apart(x[i], y[i])
		}
	default:
		for _, n := range x {
			for _, m := range y {
				beside := n.after != "" && n.after == m.after || n.after == "" && m.after == "" && n.before != "" && n.before == m.before
				if beside && !slices.ContainsFunc(y, func(o number) bool { return o.value == n.value }) {
					apart(n, m)
				}
			}
		}
	}
	if len(here) == 0 {
		return ""
	}
	return strings.Join(here, ", ") + " against " + strings.Join(there, ", ")
}

// number is a number in digits, empty where that leaves open how much it is, with the words of at least three letters that
// stand directly beside it, folded.
type number struct{ value, before, after string }

// numbers gives the numbers of a text, in whatever script: without what divides thousands, with a point before decimals.
func numbers(text string) (list []number) {
	var words []string // of the text, numbers as they stand
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	digits := func(s string) bool {
		return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' && s[0] >= '0' && s[0] <= '9'
	}
	for _, r := range text {
		f := FoldRune(r)
		isDigit := len(f) == 1 && f[0] >= '0' && f[0] <= '9'
		switch {
		case f == FoldDropped:
		case strings.ContainsRune(",.٬٫\u00A0\u2009\u202F", r) && digits(b.String()):
			b.WriteByte(map[bool]byte{true: ',', false: '.'}[r != '.' && r != '٫']) // a mark within a number, or behind it
		case f == "":
			end()
		case b.Len() > 0 && isDigit != (b.String()[0] >= '0' && b.String()[0] <= '9'):
			end()
			b.WriteString(f)
		default:
			b.WriteString(f)
		}
	}
	end()
	for i, w := range words {
		if w[0] < '0' || w[0] > '9' {
			continue
		}
		n := number{value: plainNumber(w)}
		beside := func(j int) string {
			if j < 0 || j >= len(words) || len([]rune(words[j])) < 3 || words[j][0] >= '0' && words[j][0] <= '9' {
				return ""
			}
			return words[j]
		}
		n.before, n.after = beside(i-1), beside(i+1)
		if multiples[n.after] {
			n.value = ""
		}
		list = append(list, n)
	}
	return list
}

// multiples are words that make a number more than its digits say.
var multiples = func() map[string]bool {
	of := map[string]bool{}
	for _, w := range strings.Fields("hundred thousand million millions billion billions trillion dozen percent мил млн миллионов миллиона миллион тысяч тысячи milliers mille millones mil millionen tausend milliarden מיליון אלף מיליארד مليون الف ملايين") {
		var b strings.Builder
		for _, r := range w {
			if f := FoldRune(r); f != FoldDropped {
				b.WriteString(f)
			}
		}
		of[b.String()] = true
	}
	return of
}()

// plainNumber takes the marks out of a number: several groups of three digits are thousands, one or two digits at the end
// decimals. One group of three may be either, "1.250" is nothing.
func plainNumber(s string) string {
	s = strings.TrimRight(s, ",.")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '.' })
	switch {
	case len(parts) < 2:
		return strings.TrimLeft(s, "0") + map[bool]string{true: "0"}[strings.Trim(s, "0") == ""]
	case len(parts) == 2 && len(parts[1]) == 3 && (strings.Contains(s, ".") || parts[0] == "0"):
		return ""
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return strings.Join(parts[:len(parts)-1], "") + "." + parts[len(parts)-1]
		}
	}
	return strings.Join(parts, "")
}
