package dossier

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clause is a provision of a draft: its number as it stands, and its words without it.
type Clause struct {
	Number string
	Head   bool   // it is no provision: what stands before the first one
	Text   string // as stored, but for white space at its ends
}

// numbered matches the head of a provision, in the languages that are read: "Article 4", "§ 2", "2.1", "(b)", "المادة 3",
// "סעיף 2", "Статья 1".
var numbered = regexp.MustCompile(`^\s*((?i:(?:article|art\.|artículo|artikel|section|sec\.|clause|paragraph|para\.|annex|annexe|chapter|chapitre|protocol|preamble|статья|стаття|пункт|المادة|مادة|סעיף|פרק)(?:\s+(?:\p{Nd}+(?:\.\p{Nd}+)*\p{L}{0,3}|[IVXLC]+|[A-Z])\b)?)|§+\s*\p{Nd}+(?:\.\p{Nd}+)*|\p{Nd}+(?:\.\p{Nd}+)+|\p{Nd}+(?:[.)])|\((?:\p{Nd}+|[a-z]|[ivx]+)\))[.:)]?(?:\s+|$)`)

// CutClauses cuts a draft into its provisions at the lines that begin with a number. What stands before the first one is
// the head, which is none; a text without numbers is cut into its paragraphs.
func CutClauses(text string) []Clause {
	var list []Clause
	found := false
	var last []int
	for _, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if m := numbered.FindStringSubmatch(line); m != nil && (m[1] != "" && !bareWord(m[1])) && goesOn(&last, m[1], line[len(m[0]):]) {
			found = true
			list = append(list, Clause{Number: strings.Join(strings.Fields(strings.TrimRight(m[1], ".:")), " "), Text: strings.TrimSpace(line[len(m[0]):])})
			continue
		}
		if n := len(list); n > 0 {
			list[n-1].Text = strings.TrimSpace(list[n-1].Text + "\n" + strings.TrimRight(line, " \t"))
		} else {
			list = append(list, Clause{Text: strings.TrimSpace(line)})
		}
	}
	if found {
		list[0].Head = list[0].Number == ""
		return list
	}
	list = nil
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, Clause{Text: line})
		}
	}
	return list
}

// goesOn reports whether a number follows on the one before: "2.5 million" and "Article 9 of the earlier treaty" at the
// beginning of a line that was wrapped begin no provision. Letters and Roman numbers are taken as they are.
func goesOn(last *[]int, head, rest string) bool {
	fields := strings.Fields(head)
	label := fields[len(fields)-1]
	var number []int
	for _, part := range strings.FieldsFunc(label, func(r rune) bool { return r == '.' || r == ')' || r == '(' || r == '§' }) {
		n, digits := 0, 0
		for _, r := range part {
			f := FoldRune(r)
			if len(f) != 1 || f[0] < '0' || f[0] > '9' {
				break
			}
			n, digits = 10*n+int(f[0]-'0'), digits+1
			if digits > 4 {
				return false
			}
		}
		if digits == 0 {
			return true
		}
		number = append(number, n)
	}
	if len(number) == 0 {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(rest); len(fields) > 1 && unicode.IsLower(r) {
		return false
	}
	ok := follows(*last, number)
	if ok {
		*last = number
	}
	return ok
}

// follows reports whether a number may stand after another: at any depth the next one, or the first below it; the first of
// all may be any of a single part.
func follows(last, number []int) bool {
	if len(last) == 0 {
		return len(number) == 1 || number[len(number)-1] <= 1
	}
	shared := 0
	for shared < len(last) && shared < len(number) && last[shared] == number[shared] {
		shared++
	}
	switch {
	case shared == len(number): // the same again ("4bis" after "4"), or a shallower one: (1) after 1.2 counts anew
		return shared == len(last) || len(number) == 1
	case len(number) == 1 && number[0] == 1: // counted anew in another part
		return true
	case shared == len(last): // deeper
		return number[shared] <= 1
	}
	return len(number) == shared+1 && number[shared] == last[shared]+1 || len(number) == shared+2 && number[shared] == last[shared]+1 && number[shared+1] <= 1
}

// bareWord reports whether a head is a word that only with a number begins a provision: "Section" in the middle of a
// sentence is none. A preamble has no number.
func bareWord(head string) bool {
	return !strings.EqualFold(head, "preamble") && !strings.ContainsFunc(head, func(r rune) bool {
		return r == '§' || r == '(' || r >= '0' && r <= '9' || FoldRune(r) != "" && FoldRune(r)[0] >= '0' && FoldRune(r)[0] <= '9'
	}) && !romanOrLetter.MatchString(head)
}

var romanOrLetter = regexp.MustCompile(`\s(?:[IVXLC]+|[A-Z])$`)
