package reading

import (
	"os"
	"strings"
	"testing"

	"parley/reading/score"
)

// complaintsOf reads a marked line and says what is missing, wrong or too much.
func complaintsOf(line string, o Options) (text string, complaints []string) {
	m, err := score.ParseLine(line)
	if err != nil {
		return line, []string{err.Error()}
	}
	return m.Text, complaintsAbout(m, o)
}

func complaintsAbout(m score.Marked, o Options) (complaints []string) {
	a := Read(m.Text, o)
	r := []rune(m.Text)
	used := map[int]bool{}
	for _, w := range m.Contents {
		ws, we := trimSpan(r, w.Start, w.End)
		found := -1
		for i := range a.Statements {
			s, e := trimSpan(r, a.Statements[i].Start, a.Statements[i].End)
			if !used[i] && s == ws && e == we {
				found = i
			}
		}
		if found < 0 {
			complaints = append(complaints, "missing "+string(r[w.Start:w.End]))
			continue
		}
		used[found] = true
		st := &a.Statements[found]
		if act, ok := m.More[w.ID]["act"]; ok && Act(act) != st.Act {
			complaints = append(complaints, "act "+string(st.Act))
		}
		right := len(m.Speakers[w.ID]) == 0 && st.Speaker.Empty()
		for _, s := range m.Speakers[w.ID] {
			right = right || Span{s.Start, s.End} == st.Speaker.Span
		}
		if !right {
			complaints = append(complaints, "speaker "+st.Speaker.Text)
		}
		if want, ok := m.Names[w.ID]; ok && !(want == st.Speaker.Name || want == "-" && st.Speaker.Name == "") {
			complaints = append(complaints, "name "+st.Speaker.Name)
		}
	}
	for i := range a.Statements {
		if !used[i] {
			complaints = append(complaints, "false "+string(r[a.Statements[i].Start:a.Statements[i].End])+" ["+a.Statements[i].Frame+"]")
		}
	}
	return complaints
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
