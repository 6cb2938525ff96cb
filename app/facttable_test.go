package app

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"parley/dossier"
)

// Ensures that a table is read as spreadsheets and programs write it.
func TestFactTableForms(t *testing.T) {
	for name, raw := range map[string]string{
		"commas":        "file,title,published,grade\na.txt,\"A title,\nof two lines\",2026-11-14,b2\n",
		"semicolons":    "\xEF\xBB\xBFFile;Title;Published;Grade\r\na.txt;\"A title,\nof two lines\";14 November 2026;B2\r\n;;;\r\n",
		"tabs":          "FILE\tTitle\tpublished\tgrade\na.txt\t\"A title,\nof two lines\"\t2026-11-14\tB2",
		"named":         "sep=;\nfile;title;published;grade\na.txt;\"A title,\nof two lines\";2026-11-14;B2",
		"JSON":          `[{"file":"a.txt","title":"A title,\nof two lines","published":"2026-11-14","grade":"B2","lang":null}]`,
		"one object":    `{"file":"a.txt","title":"A title,\nof two lines","published":"2026-11-14","grade":"B2"}`,
		"two bytes":     "\xff\xfef\x00i\x00l\x00e\x00,\x00t\x00i\x00t\x00l\x00e\x00\n\x00a\x00.\x00t\x00x\x00t\x00,\x00\"\x00A\x00 \x00t\x00i\x00t\x00l\x00e\x00,\x00\n\x00o\x00f\x00 \x00t\x00w\x00o\x00 \x00l\x00i\x00n\x00e\x00s\x00\"\x00",
		"other columns": "id,file,title,published,grade\n7,a.txt,\"A title,\nof two lines\",2026-11-14,B2\n",
	} {
		table, err := ReadFactTable([]byte(raw))
		if err != nil || len(table.Problems) > 0 {
			t.Errorf("%s: %v, %+v", name, err, table)
			continue
		}
		f := table.facts(table.take("folder/a.txt"), Facts{Outlet: "Herald", Title: "For all"}, "folder/a.txt")
		if f.Title != "A title,\nof two lines" || f.Outlet != "Herald" || name != "two bytes" && (f.Published.String() != "2026-11-14" || f.Grade != "B2") {
			t.Errorf("%s: %+v", name, f)
		}
		if len(table.Notes) > 0 != (name == "other columns") {
			t.Errorf("%s: notes %v", name, table.Notes)
		}
	}
}

// Ensures that what is wrong in a table is told line by line, and that nothing is imported then.
func TestFactTableProblems(t *testing.T) {
	table, err := ReadFactTable([]byte("file,published,grade,lang\na.txt,soon,B9,klingonese language\na.txt,2026,,\n,2026,,\n./b.txt,,,\nb.txt,,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(table.Problems, "\n")
	for _, want := range []string{"Line 2, published", "Line 2, grade", "Line 2, lang", "Lines 2 and 3 are about the same file", "Line 4 names no file", "Lines 5 and 6"} {
		if !strings.Contains(all, want) {
			t.Errorf("does not say %q:\n%s", want, all)
		}
	}
	w, _ := open(t)
	_, err = w.ImportWith(context.Background(), ImportParams{Inputs: []Input{{Name: "a.txt", Raw: []byte(envoyArticle)}}, Table: table}, nil)
	if err == nil || !strings.Contains(err.Error(), "Nothing was imported") {
		t.Errorf("an import with it: %v", err)
	}
	for name, raw := range map[string]string{"empty": "", "no file": "title\nx\n", "list of numbers": "[1,2]", "inner": `[{"file":{"a":1}}]`, "cut": `[{"file":"a"`, "quotes": "file,title\na,\"x\n"} {
		if _, err := ReadFactTable([]byte(raw)); err == nil || !strings.HasSuffix(err.Error(), ".") && name != "no file" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Ensures that a row finds its file by the longest path, that rows and files without each other are told, and that a
// preview tells all that and changes nothing.
func TestPreviewImport(t *testing.T) {
	ctx := context.Background()
	w, _ := open(t)
	must[dossier.Document](t)(w.AddDocument(ctx, []byte(news(1)), Facts{}))
	before := must[dossier.Summary](t)(w.Summary(ctx))
	dir := t.TempDir()
	write(t, filepath.Join(dir, "march", "a.txt"), news(2))
	write(t, filepath.Join(dir, "may", "a.txt"), news(3))
	write(t, filepath.Join(dir, "b.txt"), news(1))
	write(t, filepath.Join(dir, "c.txt"), news(1)+"One more line.\n")
	write(t, filepath.Join(dir, "d.txt"), news(2))
	write(t, filepath.Join(dir, "e.rtf"), `{\rtf1 x}`)
	write(t, filepath.Join(dir, "f.jpg"), "x")
	table, err := ReadFactTable([]byte("file,title,outlet\nmarch/a.txt,March,Herald\na.txt,Any,\ngone.txt,Gone,\nc.txt,,Courier\n"))
	if err != nil {
		t.Fatal(err)
	}
	v := must[ImportPreview](t)(w.PreviewImport(ctx, ImportParams{Files: []string{dir}, Table: table}, nil))
	files := map[string]FilePreview{}
	for _, f := range v.Files {
		name, _ := filepath.Rel(dir, f.File)
		files[filepath.ToSlash(name)] = f
	}
	if f := files["march/a.txt"]; f.Row != 2 || f.Draft.Title != (Guess{"March", ""}) || f.Draft.Outlet.Value != "Herald" || f.Draft.Encoding != "utf-8" {
		t.Errorf("march: %+v", f)
	}
	if f := files["may/a.txt"]; f.Row != 3 || f.Draft.Title.Value != "Any" {
		t.Errorf("may: %+v", f)
	}
	if f := files["b.txt"]; f.Draft.Same == nil || f.Draft.Same.Number != 1 || f.Row != 0 {
		t.Errorf("the same text: %+v", f)
	}
	if f := files["c.txt"]; len(f.Draft.Alike) != 1 || f.Draft.Outlet.Value != "Courier" || f.Draft.Title.Ground == "" {
		t.Errorf("a near copy: %+v", f)
	}
	if f := files["march/a.txt"]; f.Twin == "" && files["d.txt"].Twin == "" {
		t.Error("of two files with one text, neither is told to be the twin")
	}
	if f := files["e.rtf"]; f.Err == nil {
		t.Errorf("a file that is refused: %+v", f)
	}
	if none := table.NoFile(); len(none) != 1 || none[0] != "line 4, gone.txt" || len(v.Left) != 1 || len(table.Shared()) != 0 {
		t.Errorf("without a file %v, shared %v, left %v", none, table.Shared(), v.Left)
	}
	if after := must[dossier.Summary](t)(w.Summary(ctx)); after != before {
		t.Errorf("the preview changed the dossier: %+v, before %+v", after, before)
	}
}
