package reading

import (
	"os"
	"strings"
	"testing"
)

// wanted is a statement of the test file, in code points of the bare text.
type wanted struct {
	id   rune
	span Span
}

// unmark takes the marks out of a line of testdata/frames.txt and gives what they say.
func unmark(line string) (text string, contents []wanted, speakers map[rune][]Span, names map[rune]string, acts map[rune]Act) {
	names, speakers, acts = map[rune]string{}, map[rune][]Span{}, map[rune]Act{}
	if body, tail, ok := strings.Cut(line, " | "); ok {
		line = body
		id := ' '
		for w := range strings.FieldsSeq(tail) {
			if act, ok := strings.CutPrefix(w[1:], ":act="); ok {
				acts[rune(w[0])] = Act(act)
			} else if len(w) > 1 && w[1] == '=' {
				id = rune(w[0])
				names[id] = w[2:]
			} else {
				names[id] += " " + w
			}
		}
	}
	line = strings.ReplaceAll(line, " ¶ ", "\n\n")
	var out []rune
	type open struct {
		ids   string
		start int
		kind  rune
	}
	var stack []open
	r := []rune(line)
	for i := 0; i < len(r); i++ {
		switch r[i] {
		case '⟦', '⟨':
			j := i + 1
			for r[j] != ' ' {
				j++
			}
			stack = append(stack, open{string(r[i+1 : j]), len(out), r[i]})
			i = j
		case '⟧', '⟩':
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, id := range o.ids {
				if o.kind == '⟦' {
					contents = append(contents, wanted{id, Span{o.start, len(out)}})
				} else {
					speakers[id] = append(speakers[id], Span{o.start, len(out)})
				}
			}
		default:
			out = append(out, r[i])
		}
	}
	return string(out), contents, speakers, names, acts
}

// complaintsOf reads a marked line and says what is missing, wrong or too much.
func complaintsOf(line string, o Options) (text string, complaints []string) {
	text, contents, speakers, names, acts := unmark(line)
	a := Read(text, o)
	r := []rune(text)
	used := map[int]bool{}
	for _, w := range contents {
		ws, we := trimSpan(r, w.span.Start, w.span.End)
		found := -1
		for i := range a.Statements {
			s, e := trimSpan(r, a.Statements[i].Start, a.Statements[i].End)
			if !used[i] && s == ws && e == we {
				found = i
			}
		}
		if found < 0 {
			complaints = append(complaints, "missing "+string(r[w.span.Start:w.span.End]))
			continue
		}
		used[found] = true
		m := a.Statements[found].Speaker
		if act, ok := acts[w.id]; ok && act != a.Statements[found].Act {
			complaints = append(complaints, "act "+string(a.Statements[found].Act))
		}
		right := len(speakers[w.id]) == 0 && m.Empty()
		for _, s := range speakers[w.id] {
			right = right || s == m.Span
		}
		if !right {
			complaints = append(complaints, "speaker "+m.Text)
		}
		if want, ok := names[w.id]; ok && !(want == m.Name || want == "-" && m.Name == "") {
			complaints = append(complaints, "name "+m.Name)
		}
	}
	for i := range a.Statements {
		if !used[i] {
			complaints = append(complaints, "false "+string(r[a.Statements[i].Start:a.Statements[i].End])+" ["+a.Statements[i].Frame+"]")
		}
	}
	return text, complaints
}

// Every frame of reported speech is found with its content, its speaker and, where the text tells, the speaker's name.
func TestFrames(t *testing.T) {
	raw, err := os.ReadFile("testdata/frames.txt")
	if err != nil {
		t.Fatal(err)
	}
	frame, n := "", 0
	for line := range strings.SplitSeq(string(raw), "\n") {
		if f, ok := strings.CutPrefix(line, "## "); ok {
			frame = f
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		n++
		text, complaints := complaintsOf(line, Options{Lang: "en"})
		if len(complaints) > 0 {
			t.Errorf("%s: %s\n\t%s", frame, text, strings.Join(complaints, "; "))
		}
	}
	if n < 120 {
		t.Errorf("only %d sentences", n)
	}
}

// The frames that every language shares work with word lists alone, and the language is told by the text.
func TestLanguages(t *testing.T) {
	raw, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	lang := ""
	for line := range strings.SplitSeq(string(raw), "\n") {
		if l, ok := strings.CutPrefix(line, "## "); ok {
			lang = l
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, complaints := complaintsOf(line, Options{})
		if got := Read(text, Options{}).Lang; got != lang {
			complaints = append(complaints, "language "+got)
		}
		if len(complaints) > 0 {
			t.Errorf("%s: %s\n\t%s", lang, text, strings.Join(complaints, "; "))
		}
	}
}
