package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/dossier"
	"parley/export"
	"parley/intake"
)

// Ensures that a packet is written in the form that its ending names, that our own reader finds every quotation and source
// letter for letter in the Word document, and that only a PDF is recorded as issued.
func TestExportForms(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	party := must[dossier.Party](t)(w.AddParty(ctx, "Arvenia", "", nil))
	issue := must[dossier.Issue](t)(w.AddIssue(ctx, dossier.Issue{Name: "Withdrawal"}))
	var quoted []string
	for _, text := range []string{envoyArticle, "צפון\n\n“אנחנו מוכנים לקבל 120 משקיפים (לא יותר) בפיקוד אחד,” אמר רועי מרון לרשת NATO-TV.\n"} {
		doc := must[dossier.Document](t)(w.AddDocument(ctx, []byte(text), Facts{}))
		for _, s := range must[dossier.Article](t)(w.Article(ctx, doc.ID)).Statements {
			if err := w.SetParty(ctx, party.ID, s.ID); err != nil {
				t.Fatal(err)
			}
			if err := w.SetStance(ctx, s.ID, issue.ID, dossier.Conditional, "as we read it"); err != nil {
				t.Fatal(err)
			}
			quoted = append(quoted, s.Passage.Exact)
		}
	}
	if len(quoted) < 4 {
		t.Fatalf("only %d statements were found", len(quoted))
	}
	dir := t.TempDir()
	for _, name := range []string{"a.docx", "a.html", "a.md", "a.csv", "a.xlsx", "a.json", "a.pdf"} {
		r, err := w.Export(ctx, dossier.Recipe{Marking: "TLP:GREEN"}, filepath.Join(dir, name), nil)
		if err != nil {
			t.Fatal(err)
		}
		if form, _ := export.FormOf(name); r.Form != form || r.Quotes != len(quoted) || !strings.HasSuffix(r.Closing, " statements, 0 left out") {
			t.Errorf("%s: %+v", name, r)
		}
		issued := must[[]dossier.IssuedPacket](t)(w.Issued(ctx))
		if want := name == "a.pdf"; (len(issued) == 1) != want {
			t.Errorf("after %s %d packets are issued", name, len(issued))
		}
	}
	raw, err := os.ReadFile(filepath.Join(dir, "a.docx"))
	if err != nil {
		t.Fatal(err)
	}
	read, err := intake.Read(ctx, "a.docx", raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range quoted {
		if strings.Count(read.Body, words) < 2 { // in its section and in the appendix
			t.Errorf("the Word document does not hold %q twice", words)
		}
	}
	if !strings.Contains(read.Body, "left out.") || read.Title != "Talks" {
		t.Errorf("the Word document is titled %q, or has no closing line", read.Title)
	}
	if _, err := w.Export(ctx, dossier.Recipe{}, filepath.Join(dir, "a.doc"), nil); !errors.Is(err, ErrForm) {
		t.Errorf("a.doc: %v", err)
	}
}
