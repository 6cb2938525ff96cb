package intake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs joins the lines of printed pages to paragraphs, one a line with a blank line between. A page knows lines only:
// one that is much shorter than most ends its paragraph, and so does one that is a little shorter and ends a sentence.
func paragraphs(lines []string) string {
	var lengths []int
	for i, l := range lines {
		lines[i] = strings.TrimSpace(strings.Map(printed, l))
		if n := utf8.RuneCountInString(lines[i]); n > 20 {
			lengths = append(lengths, n)
		}
	}
	full := 0
	if len(lengths) > 0 {
		slices.Sort(lengths)
		full = lengths[len(lengths)*9/10]
	}
	var out, open strings.Builder
	flush := func() {
		if s := strings.TrimSpace(open.String()); s != "" {
			out.WriteString(s + "\n\n")
		}
		open.Reset()
	}
	for i, line := range lines {
		if line == "" {
			continue
		}
		open.WriteString(join(line))
		next := ""
		for _, l := range lines[i+1:] {
			if l != "" {
				next = l
				break
			}
		}
		if endsParagraph(line, next, full) {
			flush()
		} else {
			open.WriteByte(' ')
		}
	}
	flush()
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// brokenWord stands where a word was divided at the end of a line, as PDFium marks it.
const brokenWord = '\x02'

// printed drops what is no letter of the page.
func printed(r rune) rune {
	switch {
	case r == '\uFFFE' || r == '\u00AD':
		return brokenWord
	case r == brokenWord || r == '\t':
		return r
	case unicode.IsControl(r) || r == '\uFEFF' || r == '\uFFFF':
		return -1
	}
	return r
}

// join makes one word of the parts of a divided one; before a capital or a digit the hyphen is the word's own.
func join(line string) string {
	if !strings.ContainsRune(line, brokenWord) {
		return line
	}
	var b strings.Builder
	r := []rune(line)
	for i, c := range r {
		switch {
		case c != brokenWord:
			b.WriteRune(c)
		case i == 0 || i+1 == len(r) || !unicode.IsLetter(r[i-1]) || !unicode.IsLower(r[i+1]):
			b.WriteByte('-')
		}
	}
	return b.String()
}

func endsParagraph(line, next string, full int) bool {
	n := utf8.RuneCountInString(line)
	if next == "" || n*10 < full*6 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	begin, _ := utf8.DecodeRuneInString(next)
	if strings.ContainsRune("•◦▪–—*", begin) {
		return true
	}
	return n*10 < full*9 && strings.ContainsRune(".!?:…”\"»)׃؟", last) && !unicode.IsLower(begin)
}
