package export

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parley/dossier"
)

// laidOut is a packet before it is painted.
func laidOut(t testing.TB, p dossier.Packet) *doc {
	t.Helper()
	d, problems, err := prepare(context.Background(), p, Options{Fonts: testFonts(t)})
	if err != nil || d == nil {
		t.Fatal(err, problems)
	}
	return d
}

// readOut is what a reader that goes by the structure says, a line for each element that holds words.
func readOut(e *element) []string {
	var out []string
	if e.says != "" || e.alt != "" {
		return []string{e.says + e.alt}
	}
	own := ""
	for _, c := range e.children {
		switch {
		case c.element != nil && (c.element.role == roleLink || c.element.role == roleSign):
			own += strings.Join(readOut(c.element), "")
		case c.element != nil:
			if own != "" {
				out = append(out, own)
			}
			own = ""
			out = append(out, readOut(c.element)...)
		case c.content >= 0:
			for _, o := range c.page.ops {
				if o.kind == opText && int(o.stretch) == c.content {
					own += o.text
				}
			}
		}
	}
	if own != "" {
		out = append(out, own)
	}
	return out
}

// What is read out goes from the front page over the matrix and the issues to the sources; of each panel the party, the
// stance, the words and the speaker; nothing twice and nothing backwards.
func TestReadingOrder(t *testing.T) {
	p := samplePacket(t)
	d := laidOut(t, p)
	all := strings.Join(readOut(d.root), "\n")
	at := 0
	for _, want := range []string{"NEGOTIATION BRIEFING", "Sarran corridor talks", "BOTTOM LINE", "Kesh and Arvenia now accept", "Key judgements\nJudgement\nLikelihood\n",
		"Source summary.", "Contents", "Position matrix", "Issue\nRepublic of Arvenia\n", "UN Special Envoy\n", "1\nCeasefire monitoring",
		"1 Ceasefire monitoring", "Republic of Arvenia \nConditional\n", p.Quotes[10].Passage.Exact, "We are ready to accept 120", "R. Maron", "Deputy Minister · 17 Nov", p.Quotes[7].Passage.Exact, "L. Tovar",
		"Kesh Federation \nConditional", p.Quotes[4].Passage.Exact, "Gen. A. Rusk", "UN Special Envoy \nSupports", "No statement found\nNorthern\u00a0Council.", "Statements over time. Republic of Arvenia: 15 Nov Conditional;",
		"5 Sanctions relief", "Source appendix", "S1 “Twelve kilometres", "¶1 PORT ARVEN", "Q8\n→ p. 3"} {
		i := strings.Index(all[at:], want)
		if i < 0 {
			t.Fatalf("%q is not read after what stands before it; from there on: %.600s", want, all[at:])
		}
		at += i
	}
	for _, q := range p.Quotes {
		if n := strings.Count(all, q.Passage.Exact); n < 1 {
			t.Errorf("Q%d is not read as it is stored: %s", q.Number, q.Passage.Exact)
		}
	}
	for _, never := range []string{"●", "◐", "of 13", "(continued)", "TLP:AMBER"} {
		if strings.Contains(all, never) {
			t.Errorf("%q is read out", never)
		}
	}
	var hebrew, arabic bool
	var walk func(*element)
	walk = func(e *element) {
		hebrew = hebrew || e.lang == "he" && e.says == p.Quotes[10].Passage.Exact
		arabic = arabic || e.lang == "ar" && e.says == p.Quotes[1].Passage.Exact
		for _, c := range e.children {
			if c.element != nil {
				walk(c.element)
			}
		}
	}
	walk(d.root)
	if !hebrew || !arabic {
		t.Error("quotations do not say in which language they are")
	}
}

// Everything that is painted on a page is either decoration or has its place in the structure, once.
func TestEverythingIsTagged(t *testing.T) {
	for name, p := range shapes(t) {
		d := laidOut(t, p)
		seen := map[*page]map[int]int{}
		levels := roleNone
		var walk func(*element)
		walk = func(e *element) {
			if e.role >= roleHeading1 && e.role <= roleHeading3 {
				if e.role > levels+1 && levels != roleNone || levels == roleNone && e.role != roleHeading1 {
					t.Errorf("%s: %s follows %s", name, roleNames[e.role], roleNames[max(levels, roleDocument)])
				}
				levels = e.role
			}
			cells := -1
			for _, c := range e.children {
				switch {
				case c.element != nil:
					if c.element.parent != e {
						t.Errorf("%s: a %s is the child of two", name, roleNames[c.element.role])
					}
					if e.role == roleTable {
						n := 0
						for _, cell := range c.element.children {
							n += max(1, cell.element.columns)
						}
						if cells >= 0 && n != cells {
							t.Errorf("%s: a row has %d cells, another %d", name, n, cells)
						} else {
							cells = n
						}
					}
					walk(c.element)
				case c.content >= 0:
					if seen[c.page] == nil {
						seen[c.page] = map[int]int{}
					}
					seen[c.page][c.content]++
				}
			}
		}
		walk(d.root)
		for _, p := range d.pages {
			for _, o := range p.ops {
				if o.kind == opText && o.stretch >= 0 && seen[p][int(o.stretch)] != 1 {
					t.Errorf("%s: page %d: %q has %d places in the structure", name, p.number, o.text, seen[p][int(o.stretch)])
				}
				if o.kind != opText && o.stretch >= 0 {
					t.Errorf("%s: page %d: a line or ground is read out", name, p.number)
				}
			}
			if len(seen[p]) != len(p.stretches) {
				t.Errorf("%s: page %d has %d stretches, %d of them in the structure", name, p.number, len(p.stretches), len(seen[p]))
			}
		}
	}
}

var (
	tagForm    = regexp.MustCompile(`(?m)^(?:/Artifact BMC|/Artifact <</Type /Pagination>> BDC|/[A-Za-z0-9]+ <</MCID (\d+)>> BDC|EMC)$|\) Tj ET|^[-0-9. ]+ re f$`)
	structForm = regexp.MustCompile(`/StructParents (\d+) /Tabs /S>>\nendobj`)
	linkObject = regexp.MustCompile(`(\d+) 0 obj\n<</Type /Annot /Subtype /Link [^\n]* /StructParent (\d+) /Contents \(Page \d+\)>>`)
)

// In the file each stretch is opened and closed, and each page and link points into the structure and is pointed to.
func TestTagsInTheFile(t *testing.T) {
	b, r := write(t, samplePacket(t), "sample")
	for i, c := range contents(t, b) {
		open, next := false, 0
		for _, m := range tagForm.FindAllStringSubmatch(c, -1) {
			switch {
			case m[0] == "EMC":
				if !open {
					t.Fatalf("page %d: closed before it was opened", i+1)
				}
				open = false
			case strings.HasPrefix(m[0], "/"):
				if open {
					t.Fatalf("page %d: one stretch within another", i+1)
				}
				open = true
				if m[1] != "" {
					if m[1] != strconv.Itoa(next) {
						t.Errorf("page %d: stretch %s, want %d", i+1, m[1], next)
					}
					next++
				}
			case !open:
				t.Errorf("page %d: %q stands outside of all", i+1, m[0])
			}
		}
		if open || next == 0 {
			t.Errorf("page %d: open at the end %v, %d stretches", i+1, open, next)
		}
	}
	if n := len(structForm.FindAll(b, -1)); n != r.Pages {
		t.Errorf("%d of %d pages are tied to the structure", n, r.Pages)
	}
	links := linkObject.FindAllSubmatch(b, -1)
	if len(links) < 30 {
		t.Errorf("%d links", len(links))
	}
	_, parents, _ := strings.Cut(string(b), "<</Nums [\n0 [")
	parents, _, _ = strings.Cut(parents, "endobj")
	for _, l := range links {
		if !strings.Contains(string(b), "/Obj "+string(l[1])+" 0 R>>") || !strings.Contains(parents, "\n"+string(l[2])+" ") {
			t.Errorf("link %s is not in the structure", l[1])
		}
	}
	tool, err := exec.LookPath("pdfinfo")
	if err != nil {
		return
	}
	for _, s := range shapesOf(t) {
		if s.name == "one party" { // it takes seconds for more
			b, _ = write(t, s.make(), s.name)
		}
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-struct-text", path).CombinedOutput()
	if err != nil || !strings.Contains(string(out), `"Kesh and Arvenia now accept third-party monitoring of the ceasefire in principle; they disagree`) || strings.Contains(strings.ToLower(string(out)), "error") {
		t.Errorf("pdfinfo: %v %.500s", err, out)
	}
}

// A packet of the first form, made before pages had a structure, can still be verified.
func TestFirstForm(t *testing.T) {
	v, err := Verify(context.Background(), filepath.Join("testdata", "first.pdf"), "")
	if err != nil || !v.OK() || v.Data.Format != firstDataFormat {
		t.Fatalf("%v %+v", err, v)
	}
	b, err := os.ReadFile(filepath.Join("testdata", "first.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/3] ^= 1
	if v, err := VerifyBytes(context.Background(), b, ""); err == nil && v.OK() {
		t.Error("a changed byte is not found")
	}
}
