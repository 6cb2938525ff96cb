package reading

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// markedArticle is a file of testdata/articles: "# key: value" lines, a blank line, the text with the marks of
// frames.txt, and a last line "| 1=Name 2=Name".
func markedArticle(t *testing.T, name string) (marked string, head map[string]string, o Options) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head = map[string]string{}
	rest := string(raw)
	for strings.HasPrefix(rest, "#") {
		line, after, _ := strings.Cut(rest, "\n")
		key, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), ": ")
		head[key] = value
		rest = after
	}
	text, names, ok := strings.Cut(strings.TrimSpace(rest), "\n| ")
	marked = strings.TrimSpace(text)
	if ok {
		marked += " | " + names
	}
	if head["published"] != "" {
		if o.Published, err = time.Parse("2006-01-02", head["published"]); err != nil {
			t.Fatal(err)
		}
	}
	return marked, head, o
}

// Every statement of the invented articles is found with its speaker and the speaker's name, and nothing else is.
func TestLanguageArticles(t *testing.T) {
	files, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d articles: %v", len(files), err)
	}
	for _, name := range files {
		marked, head, o := markedArticle(t, name)
		text, complaints := complaintsOf(marked, o)
		a := Read(text, o)
		if a.Lang != head["lang"] {
			complaints = append(complaints, "language "+a.Lang)
		}
		if len(complaints) > 0 {
			t.Errorf("%s:\n\t%s", filepath.Base(name), strings.Join(complaints, "\n\t"))
		}
	}
}
