package reading

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// addPages seeds a fuzz target with the pages of testdata/structure and with bits of page furniture.
func addPages(f *testing.F, markup bool) {
	for _, p := range readPagesOf(f) {
		if markup == (p.markup != "") {
			if markup {
				f.Add(p.markup)
			} else {
				f.Add(p.text)
			}
		}
	}
	for _, s := range hostile {
		f.Add(s)
	}
}

func FuzzStructure(f *testing.F) {
	addPages(f, false)
	for _, s := range []string{"By \n\n", "By By and\nA b c d e f g h.\nComments\nReply", "©\n\n|\n|\n", "Published \nUpdated on on\n1/1/1", "(A) --\nRelated\nRelated\n", "A:\nB c d e f g h i.", "A, 2 дек - ТАСС.", "A (dpa) -"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a := Structure(text, Options{})
		checkInvariants(t, text, a)
		n := utf8.RuneCountInString(text)
		for _, x := range []Fact{a.Title, a.Outlet, a.Byline, a.Dateline, a.URL, a.Wire, {Value: a.Published.Text, Ground: a.Published.Reason, Span: a.Published.Span}} {
			if x.Value == "" && x.Span.Empty() {
				continue
			}
			if x.Ground == "" || x.Span.Start < 0 || x.Span.End > n || x.Span.Empty() {
				t.Fatalf("fact %+v in %q", x, text)
			}
		}
		for i, p := range a.Paragraphs {
			if p.Role == "" || i > 0 && p.Start < a.Paragraphs[i-1].End {
				t.Fatalf("paragraph %d %+v in %q", i, p, text)
			}
		}
		if b := Read(text, Options{}); !reflect.DeepEqual(a.Paragraphs, b.Paragraphs) || a.Title != b.Title || !reflect.DeepEqual(a.Published, b.Published) {
			t.Fatalf("reading changes the structure of %q", text)
		}
	})
}

func FuzzHTML(f *testing.F) {
	addPages(f, true)
	for _, s := range []string{"<p hidden><p>", "<td><tr><td>a", "<pre> \n<td>", "<title><p>a", "<div style=display:none>a", "</tr></table></pre>a", "<svg><p>a</svg>", "<br><br><br>a", "<p>a<table><tr><td>b<table><tr><td>c</table>d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, _ := htmlText(s)
		if len(text) > 8*len(s)+8 {
			t.Fatalf("%d bytes of %d", len(text), len(s))
		}
		if strings.Contains(text, "\n\n\n\n") && !strings.Contains(s, "\n") && !strings.Contains(s, "&") {
			t.Fatalf("empty lines without end: %q from %q", text, s)
		}
		Structure(text, Options{})
	})
}

// Ensures that hostile pages cost time in line with their length, twenty megabytes of attributes included.
func TestHostilePages(t *testing.T) {
	for _, unit := range []string{"<div>", "<p hidden>", "<td>", "<table><tr><td>", "<blockquote>a", "<b", "&amp", "</p>", "<!--", "<title>", "<pre>\n", "<p style='x'>"} {
		for _, tail := range []string{"", "text"} {
			start := time.Now()
			Decode([]byte("<div>" + strings.Repeat(unit, 1<<20/len(unit)) + tail))
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("a megabyte of %q takes %v", unit, d)
			}
		}
	}
	start := time.Now()
	Decode([]byte("<div style=\"" + strings.Repeat("a:b;", 10<<18) + "\" class='" + strings.Repeat("x", 10<<20) + "'>text</div>"))
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("attributes of 20 MB take %v", d)
	}
	text := "The minister said that the gates will stay shut for a long time to come.\n"
	for _, unit := range []string{"Comments\n", "Related\n", "Leave a reply\n", "Recommended\nA headline\n\n", "By Ann Roe\n", "Ann Roe\n", "2 hours ago\n", "Jan 1, 2020\n", "Who pays?\n", "A b c\n", text + "Comments\n", text + "Related\nA b\n", text + "Photo: x/AFP\n", "A | B | C\n", "• a\n", "Share ", "- ", "Published ", "A - ", "By Ann Roe and "} {
		run := func(n int) time.Duration {
			page := text + text + strings.Repeat(unit, n/len(unit)) + text
			start := time.Now()
			Structure(page, Options{Lang: "en"})
			return time.Since(start)
		}
		worst := 0.0
		for range 4 { // a machine that has other work can make one try slow
			if worst = float64(run(320<<10)) / float64(run(20<<10)); worst < 64 {
				break
			}
		}
		if worst >= 64 { // level: 16; in the square of the length: 256
			t.Errorf("16 times as much of %q takes %.0f times as long", unit, worst)
		}
	}
}
