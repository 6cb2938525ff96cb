package reading

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// pastedPage is a page of testdata/structure: facts in lines "# name: value", then a line "role | text" for each line of
// the text. Several roles with a slash between them are each right. "comment" stands for boilerplate: a reader's comment
// is not the article. Below "=====" may stand the markup that must become this text.
type pastedPage struct {
	name   string
	facts  map[string]string
	roles  []string
	lines  []string
	text   string
	markup string
}

func readPages(t *testing.T) []pastedPage { return readPagesOf(t) }

func readPagesOf(t testing.TB) []pastedPage {
	t.Helper()
	files, err := filepath.Glob("testdata/structure/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	var out []pastedPage
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p := pastedPage{name: filepath.Base(f), facts: map[string]string{}}
		want, markup, _ := strings.Cut(string(raw), "\n=====\n")
		p.markup = markup
		var text strings.Builder
		for l := range strings.SplitSeq(strings.TrimRight(want, "\n"), "\n") {
			if fact, ok := strings.CutPrefix(l, "# "); ok && len(p.roles) == 0 {
				k, v, _ := strings.Cut(fact, ": ")
				p.facts[k] = v
				continue
			}
			if role, line, ok := strings.Cut(l, " | "); ok {
				p.roles = append(p.roles, role)
				p.lines = append(p.lines, line)
				text.WriteString(line)
			}
			text.WriteByte('\n')
		}
		p.text = text.String()
		if markup != "" {
			p.text = Decode([]byte(markup)).Body
		}
		out = append(out, p)
	}
	return out
}

// shown is a date as the pages have it: to the minute with its zone, where it has one.
func shown(d Date) string {
	switch {
	case d.Precision == PrecisionNone:
		return "-"
	case d.Precision != PrecisionMinute:
		return d.Time.Format("2006-01-02")
	case strings.Contains(d.Reason, "no time zone"):
		return d.Time.Format("2006-01-02T15:04")
	}
	return d.Time.Format("2006-01-02T15:04Z07:00")
}

// Ensures that pasted pages of many kinds are told apart into article and furniture, line by line, and that their facts
// are found with a ground and a place.
func TestPastedPages(t *testing.T) {
	right, all, factsRight, factsAll := 0, 0, 0, 0
	for _, p := range readPages(t) {
		a := Structure(p.text, Options{})
		r := []rune(p.text)
		if len(a.Paragraphs) != len(p.lines) {
			var got []string
			for _, q := range a.Paragraphs {
				got = append(got, string(r[q.Start:q.End]))
			}
			t.Errorf("%s: %d lines, want %d:\n%s", p.name, len(got), len(p.lines), strings.Join(got, "\n"))
			continue
		}
		for i, q := range a.Paragraphs {
			all++
			line := string(r[q.Start:q.End])
			if p.markup != "" && strings.ReplaceAll(strings.TrimSpace(line), "\u00A0", " ") != p.lines[i] {
				t.Errorf("%s: line %d is %q, want %q", p.name, i+1, line, p.lines[i])
				continue
			}
			ok := false
			for want := range strings.SplitSeq(p.roles[i], "/") {
				ok = ok || want == string(q.Role) || want == "comment" && q.Role == RoleBoilerplate
			}
			if !ok {
				t.Errorf("%s: line %d is %s, want %s: %s", p.name, i+1, q.Role, p.roles[i], line)
				continue
			}
			right++
		}
		for name, want := range p.facts {
			f := map[string]Fact{"title": a.Title, "outlet": a.Outlet, "byline": a.Byline, "dateline": a.Dateline, "wire": a.Wire, "url": a.URL,
				"published": {Value: shown(a.Published), Ground: a.Published.Reason, Span: a.Published.Span}, "lang": {Value: a.Lang, Ground: "-"}}[name]
			factsAll++
			if f.Value != want && (want != "-" || f.Value != "") {
				t.Errorf("%s: %s is %q, want %q (%s)", p.name, name, f.Value, want, f.Ground)
				continue
			}
			factsRight++
			if want == "-" || name == "lang" {
				continue
			}
			if f.Ground == "" || f.Span.Empty() || f.Span.End > len(r) {
				t.Errorf("%s: %s has the ground %q and the place %v", p.name, name, f.Ground, f.Span)
			}
		}
		if b := Read(p.text, Options{}); !reflect.DeepEqual(a.Paragraphs, b.Paragraphs) {
			t.Errorf("%s: the lines change in reading", p.name)
		}
	}
	t.Logf("lines right: %d of %d (%.1f %%); facts right: %d of %d", right, all, 100*float64(right)/float64(max(1, all)), factsRight, factsAll)
}
