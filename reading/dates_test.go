package reading

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// dateCase is a line of testdata/dates.txt.
type dateCase struct {
	line      string
	said      bool
	lang      string
	published time.Time
	text      string
	marked    []string
	want      []string // value and precision
	reason    []string
}

func dateCases(t *testing.T) []dateCase {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "dates.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []dateCase
	said, lang := false, ""
	for l := range strings.SplitSeq(string(raw), "\n") {
		if head, ok := strings.CutPrefix(l, "## "); ok {
			what, tag, _ := strings.Cut(head, " ")
			said, lang = what == "said", tag
			continue
		}
		if l == "" || l[0] == '#' {
			continue
		}
		f := strings.Split(l, " | ")
		if len(f) != 3 {
			t.Fatalf("not three parts: %s", l)
		}
		c := dateCase{line: l, said: said, lang: lang}
		day, tag, _ := strings.Cut(f[0], " ")
		if tag != "" {
			c.lang = tag
		}
		if day != "-" {
			if c.published, err = time.Parse(time.DateOnly, day); err != nil {
				t.Fatal(err)
			}
		}
		rest := strings.ReplaceAll(f[1], "¶", "\n\n")
		for {
			before, after, ok := strings.Cut(rest, "⟦")
			c.text += before
			if !ok {
				break
			}
			mark, more, _ := strings.Cut(after, "⟧")
			c.marked = append(c.marked, mark)
			c.text += mark
			rest = more
		}
		for w := range strings.SplitSeq(f[2], ";") {
			v, reason, _ := strings.Cut(w, "#")
			c.want = append(c.want, strings.TrimSpace(v))
			c.reason = append(c.reason, strings.TrimSpace(reason))
		}
		out = append(out, c)
	}
	return out
}

// shown is a date as the file writes it.
func dateWords(d Date) string {
	switch {
	case d.Text == "":
		return "-"
	case d.Time.IsZero():
		return "?"
	case d.Precision == PrecisionMinute:
		return d.Time.Format("2006-01-02T15:04") + " minute"
	case d.Precision == PrecisionMonth:
		return d.Time.Format("2006-01") + " month"
	case d.Precision == PrecisionYear:
		return d.Time.Format("2006") + " year"
	}
	return d.Time.Format(time.DateOnly) + " " + string(d.Precision)
}

// plainDate leaves out the commas at the end of a marked date.
func plainDate(s string) string { return strings.TrimRight(s, " ,.") }

// Every date in invented sentences is found, with its value, precision and reason, and nothing else is; every statement
// in them has the date that belongs to it.
func TestDatesOfFile(t *testing.T) {
	n := map[bool]int{}
	for _, c := range dateCases(t) {
		n[c.said]++
		if c.lang == "" {
			c.lang = "en" // not told by a single sentence
		}
		o := Options{Published: c.published, Lang: c.lang}
		var got []Date
		if c.said {
			for _, st := range Read(c.text, o).Statements {
				got = append(got, st.Said)
			}
			for len(c.want) == 1 && len(got) > 1 {
				c.want, c.reason = append(c.want, make([]string, len(got)-1)...), append(c.reason, make([]string, len(got)-1)...)
				for i := range c.want {
					c.want[i] = c.want[0]
				}
			}
		} else {
			rd := layText(c.text, o)
			for i := range rd.paras {
				rd.splitUnits(&rd.paras[i])
			}
			found, _, _ := rd.textDates(false)
			for _, w := range found {
				w.Text = rd.slice(w.Span)
				got = append(got, w.Date)
			}
			if c.want[0] == "-" {
				c.want = nil
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %d found", c.line, len(got))
			for _, d := range got {
				t.Logf("   %q %s (%s)", d.Text, dateWords(d), d.Reason)
			}
			continue
		}
		next := 0
		for i, d := range got {
			if dateWords(d) != c.want[i] || !strings.Contains(d.Reason, c.reason[i]) {
				t.Errorf("%s: %q %s (%s)", c.line, d.Text, dateWords(d), d.Reason)
			}
			if d.Text == "" {
				continue
			}
			if d.Reason == "" {
				t.Errorf("%s: %q without a reason", c.line, d.Text)
			}
			if r := []rune(c.text); string(r[d.Span.Start:d.Span.End]) != d.Text {
				t.Errorf("%s: %q is not at its place", c.line, d.Text)
			}
			if len(c.marked) > 0 {
				if want := plainDate(c.marked[min(next, len(c.marked)-1)]); plainDate(d.Text) != want && !(c.said && len(c.marked) == 1) {
					t.Errorf("%s: %q, want %q", c.line, d.Text, want)
				}
				next++
			}
			if c.said && len(c.marked) == 1 && plainDate(d.Text) != plainDate(c.marked[0]) {
				t.Errorf("%s: %q, want %q", c.line, d.Text, c.marked[0])
			}
		}
	}
	t.Logf("%d texts for dates, %d for statements", n[false], n[true])
}
