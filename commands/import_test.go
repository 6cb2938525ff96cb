package commands

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// Ensures that an import tells of encodings, near copies and tables of facts, on paper and as JSON lines, and that a preview
// tells the same and changes nothing.
func TestImportMany(t *testing.T) {
	p := newPlace(t)
	if err := os.Mkdir(p.path("in"), 0o700); err != nil {
		t.Fatal(err)
	}
	long := text + "\nThe seven bridges of Halmar were closed at noon, and the ferry did not run either." +
		"\nNobody in the harbour could say when the first of the guns would leave, or whether the road to the lake was open.\n"
	p.write("in/a.txt", long)
	p.write("in/b.txt", strings.Replace(long, "noon", "night", 1))
	p.write("in/c.txt", "caf\xe9 \x93yes\x94, Ana Bel said. And so it goes on and on.")
	p.write("in/d.png", "x")
	p.write("facts.csv", "File;Outlet;Shelf\na.txt;The Courier;7\ngone.txt;Nobody;8\n")
	out := p.want(0, "", "import @t.parley @in --facts @facts.csv --preview", "would add 3 documents", "The Courier (given)", "(guessed: ", "windows-1252",
		"Not used: “Shelf”", "no file for line 3, gone.txt", "no row of the table", "left out", "Nothing was changed")
	if _, err := os.Stat(p.path("t.parley")); err == nil {
		t.Error("the preview made the dossier")
	}
	if strings.Contains(out, "% the same") {
		t.Error("an empty dossier has near copies")
	}
	p.want(0, "", "import @t.parley @in/a.txt --facts @facts.csv", "The Courier")
	p.want(0, "", "import @u.parley @in --facts @facts.csv", "no row for "+p.path("in/b.txt"), "no file for line 3, gone.txt")
	p.want(0, "", "import @t.parley @in --preview", "already here, as “Envoy names a date” (document 1)", "% the same as “Envoy names a date” (document 1)")
	lines := strings.Split(strings.TrimSpace(p.want(0, "", "import @t.parley @in --preview --json")), "\n")
	var first, second previewLine
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first.Adds || first.Same == nil || first.Same.Document != 1 {
		t.Errorf("the first line of JSON is %s (%v)", lines[0], err)
	}
	if err := json.Unmarshal([]byte(lines[1]), &second); err != nil || !second.Adds || len(second.Alike) != 1 || second.Alike[0].Share < 0.8 || second.Facts["title"].Ground == "" {
		t.Errorf("the second line of JSON is %s (%v)", lines[1], err)
	}
	out = p.want(0, "", "import @t.parley @in", "Added 2 documents", "Already here: 1. Near copies: 1. Failed: 0. Left out: 1.", "% the same as “Envoy", "windows-1252")
	if strings.Count(out, "% the same") != 1 {
		t.Errorf("near copies are told of wrongly:\n%s", out)
	}
	p.want(0, "", "undo @t.parley")
	var added addedLine
	lines = strings.Split(p.want(0, "", "import @t.parley @in --json"), "\n")
	if err := json.Unmarshal([]byte(lines[0]), &added); err != nil || len(added.Alike) != 1 || added.Encoding != "utf-8" || !strings.HasSuffix(added.File, "b.txt") {
		t.Errorf("JSON of what was added: %s (%v)", lines[0], err)
	}
}

// Ensures that a table that does not fit stops an import before it begins, and that a preview lists what is wrong.
func TestImportBadTable(t *testing.T) {
	p := newPlace(t)
	p.write("bad.csv", "file,published\na.txt,soon\n")
	p.want(1, "", "import @t.parley @a.txt --facts @bad.csv", "Nothing was imported", "Line 2, published")
	p.want(1, "", "import @t.parley @a.txt --facts @bad.csv --preview --json", "Line 2, published")
	p.want(1, "", "import @t.parley @a.txt --facts @none.csv", "was not read")
	p.want(2, "", "import @t.parley @a.txt --preview --accept", "--accept")
}
