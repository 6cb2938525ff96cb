package commands

import (
	"strings"
	"testing"

	"parley/app"
)

// Ensures that points stand one a line in the order of their numbers, and that those which say the same share a line.
func TestPointLines(t *testing.T) {
	var points []app.Point
	for _, where := range []string{"Q1", "Q10", "Q2", "S1", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"} {
		points = append(points, app.Point{Where: where, Sentence: "no font here has these characters; they are printed as tags: [U+1F600]"})
	}
	points[1].Sentence += " [U+1F601]"
	points = append(points, app.Point{Where: "Q11", Sentence: "its translation does not say who translated"}, app.Point{Where: "judgement 2", Sentence: "it cites\nnothing"},
		app.Point{Where: "Q9", Sentence: "its translation does not say who translated"})
	want := []string{
		"10 places (Q1; Q2; Q3; Q4; Q5; Q6; Q7; Q8 and 2 more): no font here has these characters; they are printed as tags: [U+1F600] [U+1F601]",
		"2 places (Q9; Q11): its translation does not say who translated",
		"judgement 2: it cites; nothing",
	}
	if got := pointLines(points); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Ensures that a recipe file with what no recipe has is refused with what there is, that several stops stand each on a line,
// and that no kept recipe is replaced or left without its name unseen.
func TestRecipesRefused(t *testing.T) {
	p := talks(t)
	for _, of := range []struct{ file, words string }{
		{"parts = [\"front\", \"sumary\"]", "parts: there is no part “sumary”; there are front, matrix,"},
		{"paper = \"A5\"\nlanguage = \"klingon\"", "paper: there is no paper “A5”; there are A4, Letter; language: there is no language “klingon”"},
		{"colour = 2\ntitel = \"x\"", "it has what no recipe has: colour, titel; there are name, title, reference,"},
		{"[[judgements]]\ntxt = \"x\"", "judgements.txt; there are text, likelihood, confidence, reason, statements"},
		{"marking = \"TLP:PURPLE\"", "there are TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED"},
	} {
		p.write("r.toml", of.file)
		p.want(1, "", "brief @t.parley -o @x.pdf --recipe @r.toml", "r.toml was not used: ", of.words)
		p.want(1, "", "recipes @t.parley @r.toml", of.words)
	}
	p.want(2, "", "brief @t.parley -o @x.pdf --scale ICD203", "there are ICD 203, PHIA")
	p.want(2, "", "brief @t.parley -o @x.pdf --from 2026-10-20 --cut-off 2026-10-01", "after its cut-off on 1 Oct 2026")
	p.write("r.toml", "[[judgements]]\ntext = \"One.\"\nlikelihood = \"maybe\"\n[[judgements]]\ntext = \"Two.\"\nstatements = [999]\n")
	p.want(1, "", "brief @t.parley -o @x.pdf --recipe @r.toml", "parley: stops: judgement 1: “maybe” is not a word", "\nparley: stops: judgement 2: it cites statement 999",
		"\nparley: the packet is not written before these 2 points are mended\n")

	p.want(0, "", "brief @t.parley -o @x.pdf --title First --save-recipe", "4 of 4 statements")
	p.want(2, "", "brief @t.parley -o @y.pdf --title Second --save-recipe", "the dossier has a recipe “Brief” already")
	p.want(0, "", "recipes @t.parley Brief", "title = \"First\"")
	p.want(0, "", "brief @t.parley -o @y.pdf --title Second --name Brief --save-recipe", "y.pdf")
	p.want(0, "", "recipes @t.parley Brief", "title = \"Second\"")
	p.want(2, "", "recipes @t.parley Brief --rename=", "was not renamed: a recipe has a name")
	p.want(2, "", "recipes @t.parley --rename Other", "name the recipe")
	p.want(0, "", "brief @t.parley -o @q.csv", "4 of 4 statements, 0 left out.")
}

// Ensures that each statement in what people read stands with the number by which it is cited, with the columns aligned.
func TestStatementNumbers(t *testing.T) {
	p := talks(t)
	p.want(0, "", "positions @t.parley --only Kesh", "· Sela Marun · statement 2\n")
	p.want(0, "", "positions @t.parley --diff 2026-10-10", "· Ilan Dorvath · statement 1\n", "· Ilan Dorvath · statement 4\n")
	p.want(0, "", "compare @t.parley Fees Arvenia", " · Post · statement 4\n", " · Herald · statement 1\n")
	p.want(0, "", "search @t.parley symbolic --json", "\"number\":4")
	p.want(0, "", "note @t.parley document 4 Symbolic")
	lines := strings.Split(p.want(0, "", "search @t.parley symbolic"), "\n")
	kinds := map[string]bool{}
	for i := 0; i+1 < len(lines)-1; i += 2 {
		kind, _, _ := strings.Cut(lines[i], "  ")
		kinds[kind] = true
		if len(lines[i]) < 14 || lines[i][11:13] != "  " || lines[i][13] == ' ' || !strings.HasPrefix(lines[i+1], strings.Repeat(" ", 13)) || lines[i+1][13] == ' ' {
			t.Errorf("%q\n%q are not aligned", lines[i], lines[i+1])
		}
	}
	if !kinds["statement 4"] || len(kinds) < 2 {
		t.Errorf("found %v", kinds)
	}
}
