package commands

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// talks makes a dossier in which Arvenia softens, Kesh says the same in two papers, and then falls silent.
func talks(t *testing.T) *place {
	t.Helper()
	p := newPlace(t)
	articles := []struct{ outlet, day, text string }{
		{"Herald", "2026-10-01", "Minister Ilan Dorvath of Arvenia said: “There will be no fee on any freight of ours.”"},
		{"Herald", "2026-10-02", "Speaker Sela Marun of Kesh said: “The fee is the price of the road and it stays.”"},
		{"Post", "2026-10-03", "Speaker Sela Marun of Kesh said: \"The fee is the price of the road, and it stays\", he said."},
		{"Post", "2026-10-20", "Minister Ilan Dorvath of Arvenia said: “A symbolic fee would not sink the corridor talks.”"},
	}
	for i, a := range articles {
		p.write(fmt.Sprintf("%d.txt", i), a.text)
		p.want(0, "", fmt.Sprintf("import @t.parley @%d.txt --outlet %s --published %s --accept", i, a.outlet, a.day))
	}
	p.want(0, `{"parties":[{"name":"Arvenia","actors":["Ilan Dorvath"]},{"name":"Kesh","actors":["Sela Marun"]}],"issues":[{"name":"Fees"},{"name":"Road"}],"codes":[
		{"quote":"There will be no fee","party":"Arvenia","issue":"Fees","stance":"opposes"},
		{"quote":"price of the road and it","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"price of the road, and it","party":"Kesh","issue":"Fees","stance":"supports"},
		{"quote":"A symbolic fee","party":"Arvenia","issue":"Fees","stance":"conditional"}]}`, "code @t.parley -", "Coded 4 statements")
	return p
}

// Ensures that positions are shown as of a day, by speaker and outlet, narrowed, and that words told twice count once.
func TestPositions(t *testing.T) {
	p := talks(t)
	p.want(0, "", "positions @t.parley", "◐ Conditional (2)  “A symbolic fee", "● Supports (1)", "None since 2 Oct 2026, 18 days; 2 outlets searched to 20 Oct 2026", "– No statement found")
	p.want(0, "", "positions @t.parley --as-of 2026-10-05", "■ Opposes (1)  “There will be no fee")
	p.want(0, "", "positions @t.parley --by outlet --issue Fees --only Post", "Post  ◐ Conditional (2)")
	p.want(0, "", "positions @t.parley --by speaker", "Ilan Dorvath", "Sela Marun")
	p.want(0, "", "positions @t.parley --outlet Herald", "■ Opposes (1)")
	p.want(0, "", "positions @t.parley --grade A", "0 statements in the grid")
	var line cellLine
	for _, l := range strings.Split(strings.TrimSpace(p.want(0, "", "positions @t.parley --json --only Kesh --issue Fees")), "\n") {
		if err := json.Unmarshal([]byte(l), &line); err != nil || line.Count != 1 || line.Reports != 2 || line.Words == "" {
			t.Errorf("%s %v", l, err)
		}
	}
	for _, wrong := range []string{"--by side", "--day heard", "--kind loud", "--confidence 2", "--csv --json", "--matrix odd", "--qualifier odd", "--duplicates odd", "--diff 2026-10-01 --matrix conflict"} {
		p.want(2, "", "positions @t.parley "+wrong, "parley: ")
	}
	p.want(1, "", "positions @t.parley --only Nowhere", "Nowhere")
}

// Ensures that what changed between two days is listed with both words.
func TestPositionsDiff(t *testing.T) {
	p := talks(t)
	p.want(0, "", "positions @t.parley --diff 2026-10-05", "Arvenia · Fees: softened, opposes to conditional", "Kesh · Fees: silent, nothing for 18 days", "2 changes from 5 Oct 2026 to 20 Oct 2026")
	p.want(0, "", "positions @t.parley --as-of 2026-10-02 --diff 2026-10-01", "Kesh · Fees: new, supports", "1 change")
	rows, err := csv.NewReader(strings.NewReader(p.want(0, "", "positions @t.parley --diff 2026-10-05 --csv"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][2] != "softened" || !strings.HasPrefix(rows[1][8], "“A symbolic fee") {
		t.Errorf("%v %v", rows, err)
	}
}

// Ensures that the matrices come as tables and graphs, and say what they leave out.
func TestPositionsMatrix(t *testing.T) {
	p := talks(t)
	p.want(0, "", "positions @t.parley --matrix two-mode", ",Fees,Road\nArvenia,1,0\nKesh,2,0\n", "1 statement is conditional or ambiguous")
	p.want(0, "", "positions @t.parley --matrix two-mode --duplicates once --qualifier scale", "Arvenia,2,0\nKesh,1,0\n")
	p.want(0, "", "positions @t.parley --matrix conflict", ",Arvenia,Kesh\nArvenia,0,2\nKesh,2,0\n")
	p.want(0, "", "positions @t.parley --matrix conflict --json", `{"column":"Kesh","row":"Arvenia","weight":2}`)
	var g struct {
		Graph struct {
			Nodes []struct {
				Data []string `xml:"data"`
			} `xml:"node"`
			Edges []struct {
				Source string   `xml:"source,attr"`
				Target string   `xml:"target,attr"`
				Data   []string `xml:"data"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	out, _, _ := p.run("", "positions @t.parley --matrix conflict --graphml")
	if err := xml.Unmarshal([]byte(out), &g); err != nil || len(g.Graph.Nodes) != 2 || len(g.Graph.Edges) != 1 || g.Graph.Nodes[0].Data[0] != "Arvenia" ||
		g.Graph.Edges[0].Source != "party1" || g.Graph.Edges[0].Target != "party2" || g.Graph.Edges[0].Data[0] != "2" {
		t.Errorf("%+v %v", g, err)
	}
	out, _, _ = p.run("", "positions @t.parley --matrix two-mode --graphml")
	if err := xml.Unmarshal([]byte(out), &g); err != nil || strings.Count(out, "<node") != 4 || !strings.Contains(out, `source="party2" target="issue1"`) {
		t.Errorf("%s %v", out, err)
	}
}

// Ensures that shifts are listed and that a verdict is remembered; and that gaps are.
func TestShiftsAndGaps(t *testing.T) {
	p := talks(t)
	p.want(0, "", "shifts @t.parley", "1  Arvenia · Fees: shift (moderate), 19 days, softened", "■ Opposes", "◐ Conditional", "1 shift, 0 contradictions")
	p.want(2, "", "shifts @t.parley --dismiss misread", "--line")
	p.want(1, "", "shifts @t.parley --dismiss misread --line 2", "there are 1 lines, not 2")
	p.want(0, "", "shifts @t.parley --explain condition-met --line 1", "Explained: shift of statements")
	p.want(0, "", "shifts @t.parley", "explained by", "condition-met")
	p.want(0, "", "shifts @t.parley --dismiss misread --line 1", "Dismissed")
	p.want(0, "", "shifts @t.parley", "No shifts or contradictions found")
	p.want(0, "", "shifts @t.parley --dismissed --csv", "dismissed,misread")
	p.want(0, "", "undo @t.parley", "Dismiss shift of statements")
	p.want(0, "", "shifts @t.parley --json", `"verdict":"explained"`)
	p.want(2, "", "shifts @t.parley --reopen --confirm - --line 1", "only one of")
	p.want(0, "", "shifts @t.parley --reopen --line 1", "Open again: shift of statements")
	p.want(0, "", "shifts @t.parley --json", `"verdict":""`)
	p.want(0, "", "gaps @t.parley", "Arvenia · Road: no statement found", "Kesh · Fees: none since 2 Oct 2026, 18 days", "3 gaps; 2 outlets searched to 20 Oct 2026")
	p.want(0, "", "gaps @t.parley --csv", "Fees,Kesh,2026-10-02,18,2,2026-10-20")
	p.want(0, "", "gaps @t.parley --json --only Arvenia", `"days":-1`)
}

// Ensures that a view is kept, lists what it chooses, gives way to the flags beside it, and is deleted and brought back.
func TestViews(t *testing.T) {
	p := talks(t)
	p.want(0, "", "views @t.parley", "No view is kept")
	p.want(1, "", "views @t.parley Kesh", "no view is kept")
	p.want(2, "", "views @t.parley --delete", "name the view")
	p.want(1, "", "views @t.parley --save Fees --issue Nonsense", "--issue")
	p.want(0, "", "views @t.parley --save OnFees --issue Fees --only Kesh --as-of 2026-10-20", "Kept")
	p.want(0, "", "views @t.parley", "OnFees: --as-of 2026-10-20 --only Kesh --issue Fees\n")
	p.want(0, "", "views @t.parley onfees", "--only Kesh")
	p.want(0, "", "compare @t.parley Fees Arvenia --view OnFees", "Arvenia")
	p.want(2, "", "compare @t.parley Fees Arvenia arvenia", "named twice")
	plain, _, _ := p.run("", "positions @t.parley --issue Fees --only Kesh --as-of 2026-10-20 --csv")
	if viewed, _, _ := p.run("", "positions @t.parley --view onfees --csv"); viewed != plain || !strings.Contains(plain, "Kesh") {
		t.Errorf("%q, want %q", viewed, plain)
	}
	other, _, _ := p.run("", "positions @t.parley --issue Fees --only Arvenia --as-of 2026-10-20 --csv")
	if viewed, _, _ := p.run("", "positions @t.parley --view OnFees --only Arvenia --csv"); viewed != other || other == plain {
		t.Errorf("%q, want %q", viewed, other)
	}
	p.want(1, "", "positions @t.parley --view Fee", "there is no view called", "OnFees")
	p.want(0, "", "views @t.parley OnFees --delete", "Deleted")
	p.want(1, "", "gaps @t.parley --view OnFees", "no view is kept")
	p.want(0, "", "undo @t.parley", "Delete view")
	p.want(0, "", "gaps @t.parley --view OnFees", "Kesh")
}

// picture decodes a PNG and counts what is not paper.
func picture(t *testing.T, what string, b []byte) (bounds image.Rectangle, dark int) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%s is no PNG: %v", what, err)
	}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b < 3*0x8000 {
				dark++
			}
		}
	}
	return img.Bounds(), dark
}

// Ensures that the timeline comes as a table, as a drawing and as a picture.
func TestTimeline(t *testing.T) {
	p := talks(t)
	p.want(0, "", "timeline @t.parley", "party,date,precision,date_is_said,stance,statements\n", "Arvenia,2026-10-01,day,false,opposes,1\n", "Kesh,2026-10-03,day,false,supports,1\n")
	p.want(0, "", "timeline @t.parley --svg --only Kesh", "<svg ", "Kesh")
	p.want(1, "", "timeline @t.parley --issue Nothing", "Nothing")
	one, few := picture(t, "a lane", []byte(p.want(0, "", "timeline @t.parley --png --only Kesh")))
	two, more := picture(t, "two lanes", []byte(p.want(0, "", "timeline @t.parley --png")))
	if one.Dx() != 2400 || two.Dy() <= one.Dy() || few < 2000 || more <= few {
		t.Errorf("one lane %v with %d dark dots, two %v with %d", one, few, two, more)
	}
	p.want(0, "", "timeline @t.parley -o @t.csv")
	if b, err := os.ReadFile(p.path("t.csv")); err != nil || !strings.HasPrefix(string(b), "party,date,") {
		t.Errorf("%s %v", b, err)
	}
}

// Ensures that every plot is drawn in each form, and its table printed.
func TestPlot(t *testing.T) {
	p := talks(t)
	for _, c := range []struct{ plot, drawn, printed string }{
		{"stances", ">Arvenia</text>", "Fees,Arvenia,2026-10-01,day,false,opposes,1"},
		{"agreement", "67 % (1)", "Arvenia,Kesh,0.667,1"},
		{"network", ">67 %<", "party,other,agreement,shared_issues,group,other_group\nArvenia,Kesh,0.667,1,1,1"},
		{"reporting", "Herald", "outlet,speaker,statements\n"},
		{"speaking", "Sela Marun", "Kesh,Sela Marun,2"},
	} {
		drawn := p.want(0, "", "plot @t.parley "+c.plot, "<svg ", c.drawn)
		if p.want(0, "", "plot @t.parley --svg "+c.plot) != drawn {
			t.Errorf("%s differs with --svg", c.plot)
		}
		p.want(0, "", "plot @t.parley --csv "+c.plot, c.printed)
		printed := p.want(0, "", "plot @t.parley --png "+c.plot)
		if bounds, dark := picture(t, c.plot, []byte(printed)); bounds.Dx() < 300 || dark < 1000 {
			t.Errorf("%s: %v with %d dark dots", c.plot, bounds, dark)
		}
		for ending, want := range map[string]string{"png": printed, "svg": drawn} {
			p.want(0, "", "plot @t.parley "+c.plot+" -o @plot."+ending)
			if b, err := os.ReadFile(p.path("plot." + ending)); err != nil || string(b) != want {
				t.Errorf("%s: the file .%s differs from what is printed (%v)", c.plot, ending, err)
			}
		}
	}
	p.want(2, "", "plot @t.parley pie", "not \"pie\"")
	p.want(2, "", "plot @t.parley network --png --csv", "choose one of")
	p.want(2, "", "plot @t.parley network -o @plot.gif", "plot.gif was not written", ".png is a picture")
	p.want(2, "", "plot @t.parley network --csv -o @plot.png", "do not agree")
	p.want(1, "", "plot @t.parley network -o @missing/plot.png", "was not written")
	if _, err := os.Stat(p.path("plot.gif")); err == nil {
		t.Error("plot.gif was written")
	}
}

// Ensures that a picture is not poured onto a terminal: exit status 2, and what to do instead.
func TestNoPictureOnATerminal(t *testing.T) {
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal can be opened here")
	}
	defer screen.Close()
	p := talks(t)
	for _, command := range []string{"plot %s network --png", "timeline %s --png"} {
		var errs bytes.Buffer
		status := Main(strings.Fields(fmt.Sprintf(command, p.path("t.parley"))), Streams{In: strings.NewReader(""), Out: screen, Err: &errs}, nil)
		if status != 2 || !strings.Contains(errs.String(), "was not printed") || !strings.Contains(errs.String(), "-o FILE.png") {
			t.Errorf("%s: status %d, %s", command, status, errs.String())
		}
	}
}

// Ensures that what parties said on an issue is compared by command: side by side, and one party with itself.
func TestCompare(t *testing.T) {
	p := talks(t)
	p.want(0, "", "compare @t.parley Fees", "20 Oct 2026\n  Arvenia · conditional\n", "2 Oct 2026\n  Kesh · supports\n", "Herald and 1 more")
	p.want(0, "", "compare @t.parley Fees Arvenia --days turns", "  Up to 1 Oct 2026 · opposes\n", "  1 Oct 2026 – 20 Oct 2026 · conditional\n")
	p.want(0, "", "compare @t.parley Fees Arvenia Kesh --write common --words Both. --sure high", "common ground on Fees, resting on 3 statements")
	p.want(0, "", "compare @t.parley Fees Kesh Arvenia", "Common ground: Both. (")
	var line besideLine
	out := strings.Split(strings.TrimSpace(p.want(0, "", "compare @t.parley Fees Arvenia --json")), "\n")
	if err := json.Unmarshal([]byte(out[0]), &line); err != nil || len(out) != 2 || line.Words != "“A symbolic fee would not sink the corridor talks.”" || line.Row != 1 {
		t.Errorf("%v %v", out, err)
	}
	for _, wrong := range []string{"Fees Arvenia Kesh --days turns", "Fees Arvenia --days soon", "Fees Arvenia --write odd --words x", "Fees Arvenia Kesh --write position --words x", "Fees Arvenia --days turns --write common --words x"} {
		p.want(2, "", "compare @t.parley "+wrong, "parley: ")
	}
	p.want(1, "", "compare @t.parley Nothing", "Nothing")
}

// Ensures that a translation is kept beside the original, found by its words, told in the history, and taken back.
func TestTranslate(t *testing.T) {
	p := talks(t)
	p.want(0, "", "translate @t.parley 4", "No translation.")
	p.want(0, "", "translate @t.parley 4 Eine symbolische Abgabe wird den Korridor nicht versenken. --by Olander", "Kept.")
	p.want(0, "", "translate @t.parley 4", "“A symbolic fee would not sink", "tr., Olander: Eine symbolische Abgabe")
	p.want(0, "", "search @t.parley versenken", "statement", "Korridor nicht [versenken]")
	p.want(0, "", "versions @t.parley statement 4", "translation: – → Eine symbolische", "translator: – → Olander")
	if out := p.want(0, "", "positions @t.parley --json --only Arvenia --issue Fees"); !strings.Contains(out, `"translation":{"text":"Eine symbolische`) || !strings.Contains(out, `"lang":"de"`) {
		t.Error(out)
	}
	p.want(0, "", "compare @t.parley Fees Arvenia", "tr. en → de, Olander: Eine symbolische")
	p.want(0, "", "check @t.parley", "All is well")
	p.want(0, "", "undo @t.parley", "Translate statement 4")
	p.want(0, "", "search @t.parley versenken", "Nothing found.")
}

// Ensures that recipes are kept, listed, printed as files that can be read again, renamed and deleted; and that issued
// packets are listed.
func TestRecipes(t *testing.T) {
	p := talks(t)
	p.want(0, "", "recipes @t.parley", "No recipe is kept")
	p.want(0, "", "packets @t.parley", "No packet was issued")
	p.write("r.toml", "name = \"Weekly\"\nreference = \"NB-1\"\nparts = [\"front\", \"sources\"]\n[[judgements]]\ntext = \"Fees come.\"\nlikelihood = \"likely\"\nstatements = [4]\n")
	p.want(0, "", "brief @t.parley -o @a.pdf --recipe @r.toml --save-recipe", "1 of 4 statements, 3 left out")
	p.want(0, "", "recipes @t.parley", "Weekly · NB-1")
	p.want(0, "", "recipes @t.parley --json", `"name":"Weekly"`)
	p.write("again.toml", p.want(0, "", "recipes @t.parley Weekly", "likelihood = \"likely\""))
	p.want(0, "", "brief @t.parley -o @b.pdf --recipe @again.toml --two-pages", "of 4 statements")
	p.want(0, "", "packets @t.parley", "NB-1 · 2 pages", "SHA-256")
	p.want(2, "", "brief @t.parley -o @b.pdf --parts front,odd", "no part of a packet")
	p.want(2, "", "brief @t.parley -o @b.pdf --parts front --two-pages", "cannot be had together")
	p.want(1, "", "brief @t.parley -o @b.pdf --recipe @again.toml --since NB-9", "NB-9")
	p.want(2, "", "recipes @t.parley Weekly --next-week --delete", "only one of")
	p.want(0, "", "recipes @t.parley Weekly --next-week", "Moved on, ", "NB-2")
	p.want(0, "", "recipes @t.parley Weekly", `reference = "NB-2"`, "likelihood = \"likely\"")
	p.want(0, "", "undo @t.parley", "Same packet, next week")
	p.want(0, "", "recipes @t.parley Weekly --rename Daily", "Renamed")
	p.want(0, "", "recipes @t.parley Daily --delete", "Deleted")
	p.want(0, "", "recipes @t.parley", "No recipe is kept")
	p.want(0, "", "undo @t.parley", "Daily")
	p.want(0, "", "recipes @t.parley", "Daily")
	p.want(2, "", "recipes @t.parley --delete", "name the recipe")
}

// Ensures that the recipe of the sample packet fits the sample articles: what it cites is there, and it is written and
// verified, with what changed since the packet before.
func TestSampleRecipe(t *testing.T) {
	p := newPlace(t)
	samples := filepath.Join("..", "assets", "samples")
	for _, name := range []string{"01-no-fee-on-freight.txt", "02-envoy-offers-monitors.txt", "03-one-commander-for-the-line.txt", "04-no-map-before-autonomy.txt",
		"05-guns-on-the-list.txt", "06-a-symbolic-fee.txt"} {
		p.want(0, "", "import @t.parley "+filepath.Join(samples, name))
	}
	p.want(0, "", "code @t.parley "+filepath.Join(samples, "coding.json"), "34 statements")
	p.want(0, "", "brief @t.parley -o @038.pdf --name Earlier --reference NB-2026-038 --cut-off 2026-11-06 --issued 2026-11-06")
	p.want(0, "", "import @t.parley "+filepath.Join(samples, "07-draft-of-the-envoy.txt")+" --outlet Envoy")
	p.want(0, "", "import @t.parley "+filepath.Join(samples, "08-draft-of-kesh.txt")+" --outlet Kesh")
	p.want(0, "", "brief @t.parley -o @041.pdf --recipe "+filepath.Join(samples, "recipe.toml"), "34 of 34 statements, 0 left out")
	p.want(0, "", "brief @t.parley -o @041.md --recipe "+filepath.Join(samples, "recipe.toml"))
	b, err := os.ReadFile(p.path("041.md"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(b), "\\", "") // Markdown's own escapes
	for _, want := range []string{"NB-2026-038", "very likely", "twelve kilometres", "softened"} {
		if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
			t.Errorf("the packet does not hold %q", want)
		}
	}
	p.want(0, "", "verify @041.pdf @t.parley", "all as they should be")
}
