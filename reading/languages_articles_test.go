package reading

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/reading/score"
)

// markedArticle reads a file of testdata/articles.
func markedArticle(t *testing.T, name string) (score.Marked, Options) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	m, err := score.ParseArticle(string(raw))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	o := Options{Outlet: m.Head["outlet"]}
	if p := m.Head["published"]; p != "" {
		if o.Published, err = time.Parse(time.DateOnly, p); err != nil {
			t.Fatal(err)
		}
	}
	return m, o
}

// Every statement of the invented articles is found with its speaker and the speaker's name, and nothing else is.
func TestLanguageArticles(t *testing.T) {
	files, err := filepath.Glob("testdata/articles/*.txt")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d articles: %v", len(files), err)
	}
	for _, name := range files {
		if strings.HasPrefix(filepath.Base(name), "en-") {
			continue // those measure, see TestEnglishArticles
		}
		m, o := markedArticle(t, name)
		complaints := complaintsAbout(m, o)
		if a := Read(m.Text, o); a.Lang != m.Head["lang"] {
			complaints = append(complaints, "language "+a.Lang)
		}
		if len(complaints) > 0 {
			t.Errorf("%s:\n\t%s", filepath.Base(name), strings.Join(complaints, "\n\t"))
		}
	}
}
