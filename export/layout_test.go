package export

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"parley/dossier"
)

// laid lays out a packet and fails where that stops.
func laid(t testing.TB, p dossier.Packet) (*doc, []Problem) {
	t.Helper()
	d, problems, err := prepare(context.Background(), p, Options{Fonts: testFonts(t)})
	if err != nil {
		t.Fatal(err)
	}
	if d == nil {
		t.Fatalf("refused: %+v", problems)
	}
	return d, problems
}

type printedBox struct {
	x, y, right, below float64
	text               string
}

// boxes are where the letters of a page stand, from the top of a small letter to its foot. Vowel points are left out:
// they stand over their letters.
func (d *doc) boxes(p *page) []printedBox {
	var out []printedBox
	for _, o := range p.ops {
		r := []rune(o.text)
		if o.kind != opText || len(r) == 1 && isPoint(r[0]) {
			continue
		}
		w := float64(d.faces[o.face].advance(r)) / 1000 * float64(o.size) * mmPerPoint
		trimmed := strings.TrimRight(o.text, " ")
		w -= float64(d.faces[o.face].advance(r[len([]rune(trimmed)):])) / 1000 * float64(o.size) * mmPerPoint
		out = append(out, printedBox{float64(o.x), float64(o.y) - 0.5*float64(o.size)*mmPerPoint, float64(o.x) + w, float64(o.y), o.text})
	}
	return out
}

// checkPages: no letter stands outside of the margins or on another, no page is blank, every link leads to a place on a
// page, and every citation whose passage is printed is a link.
func checkPages(t testing.TB, name string, d *doc) {
	t.Helper()
	for _, p := range d.pages {
		boxes := d.boxes(p)
		if len(boxes) < 5 && len(d.pages) > 1 {
			t.Errorf("%s: page %d is all but blank", name, p.number)
		}
		for _, b := range boxes {
			if b.x < marginX-0.4 || b.right > p.w-marginX+0.4 || b.y < 6 || b.below > p.h-6 {
				t.Errorf("%s: page %d: %q stands outside of the margins: %.1f–%.1f, %.1f", name, p.number, clip(b.text, 40), b.x, b.right, b.below)
			}
			if b.below > p.h-15.4 && b.below < p.h-14 || b.y < 14 && b.below > 16 {
				t.Errorf("%s: page %d: %q stands on the rule of head or foot", name, p.number, clip(b.text, 40))
			}
		}
		sort.Slice(boxes, func(i, j int) bool { return boxes[i].y < boxes[j].y })
		for i, a := range boxes {
			for _, b := range boxes[i+1:] {
				if b.y > a.below-0.15 {
					break
				}
				dots := strings.Contains("●◐■◇–", a.text) && strings.Contains("●◐■◇–", b.text) // of a timeline: on one day one hides the other
				if min(a.right, b.right)-max(a.x, b.x) > 0.3 && !dots {
					t.Errorf("%s: page %d: %q and %q overlap at %.1f, %.1f", name, p.number, clip(a.text, 40), clip(b.text, 40), max(a.x, b.x), a.below)
				}
			}
		}
		for _, l := range p.links {
			at, ok := d.anchors[l.to]
			if !ok || at.page < 1 || at.page > len(d.pages) || at.y > d.pages[at.page-1].h {
				t.Errorf("%s: page %d: a link leads to %c%d at %+v", name, p.number, l.to.kind, l.to.number, at)
			}
		}
	}
	for _, e := range d.entries {
		if at := d.anchors[e.to]; at.page < 1 || at.page > len(d.pages) {
			t.Errorf("%s: “%s” of the contents leads to page %d", name, e.title, at.page)
		}
	}
	for _, r := range d.runs {
		if d.stale(r) {
			t.Errorf("%s: the page numbers in %v did not stand still", name, r.parts)
		}
	}
}

// text is what a page shows, column by column.
func text(p *page) string {
	columns := map[float32]*strings.Builder{}
	var order []float32
	for _, o := range p.ops {
		if o.kind == opText {
			if columns[o.x] == nil {
				columns[o.x] = &strings.Builder{}
				order = append(order, o.x)
			}
			columns[o.x].WriteString(o.text + " ")
		}
	}
	var b strings.Builder
	for _, x := range order {
		b.WriteString(columns[x].String() + "\n")
	}
	return b.String()
}

func allText(d *doc) string {
	var b strings.Builder
	for _, p := range d.pages {
		for _, o := range p.ops {
			if o.kind == opText {
				b.WriteString(o.text)
			}
		}
	}
	return unspaced(b.String())
}

// On any paper every page of the sample is sound, each part is there, and each number leads to where it says.
func TestEveryPart(t *testing.T) {
	for _, paper := range []string{"A4", "Letter"} {
		p := samplePacket(t)
		p.Recipe.Paper = paper
		d, problems := laid(t, p)
		if len(problems) > 0 {
			t.Errorf("%s: %+v", paper, problems)
		}
		checkPages(t, paper, d)
		all := allText(d)
		for _, want := range []string{"Keyjudgements", "Verylikely", "80–95%", "Moderate", "ChangedsinceNB-2026-038(6Nov)", "Silenceandcontradictions", "Replaces",
			"Positionmatrix", "Commonground", "Outofdate:KeshFederationspokeagainon14Nov.", "moderateconfidence", "Timeline", "wasOpposes,nowConditional",
			"Contradictionsandshifts", "17daysbetween", "ConfirmedbyK.Olander,18Nov", "2furthercontrastswerefoundbyrule", "Gaps", "48days", "Drafttext:comparison", "Base:Arveniandraft,12Mar2026.",
			"1of4provisionsagreed·1open·2notineverytext.", "Sourceappendix", "11of11statements,0leftout.", "Index", "Port\u00a0Arven"[:4], "tr.", "(N.Saleh)", "¶2", "p.8(drafttext)"} {
			if !strings.Contains(strings.ReplaceAll(all, "\u00a0", ""), want) {
				t.Errorf("%s: %q is not on the pages", paper, want)
			}
		}
		for _, q := range p.Quotes {
			for _, kind := range []byte{'q', 'p', 'm'} {
				if d.anchors[anchor{kind, q.Number}].page == 0 {
					t.Errorf("%s: Q%d has no place of kind %c", paper, q.Number, kind)
				}
			}
		}
		landscape := 0
		for _, pg := range d.pages {
			if pg.landscape {
				landscape++
			}
		}
		if landscape != 2 {
			t.Errorf("%s: %d pages lie across", paper, landscape)
		}
	}
}

// Parts may be left out, stand alone or come in any order: pages stay sound, and page numbers, contents and links right.
func TestPartsInAnyOrder(t *testing.T) {
	orders := [][]dossier.Part{dossier.TwoPages, {dossier.PartSources, dossier.PartIndex, dossier.PartFront}, {dossier.PartIndex, dossier.PartSources, dossier.PartIssues},
		{dossier.PartSources, dossier.PartIssues, dossier.PartMatrix, dossier.PartFront}, {dossier.PartFront, dossier.PartFront, "nonsense", dossier.PartGaps}}
	for _, part := range dossier.Parts {
		orders = append(orders, []dossier.Part{part})
		orders = append(orders, slices.DeleteFunc(slices.Clone(dossier.Parts), func(p dossier.Part) bool { return p == part }))
	}
	random := rand.New(rand.NewPCG(7, 7))
	for range 12 {
		order := slices.Clone(dossier.Parts)
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		orders = append(orders, order)
	}
	for _, order := range orders {
		name := fmt.Sprint(order)
		p := samplePacket(t)
		p.Parts = order
		d, problems := laid(t, p)
		if len(problems) > 0 {
			t.Errorf("%s: %+v", name, problems)
		}
		checkPages(t, name, d)
		last := 0
		for _, part := range d.printed { // they come in the order asked for
			for _, r := range d.runs {
				if slices.Contains(r.parts, part) {
					if r.first < last {
						t.Errorf("%s: %s stands before its turn", name, part)
					}
					last = r.first
				}
			}
		}
		for _, e := range d.chapters() { // the contents name the page on which the title stands
			page := d.pages[d.anchors[e.to].page-1]
			if !strings.Contains(unspaced(text(page)), unspaced(e.title)) {
				t.Errorf("%s: “%s” is not on page %d", name, e.title, page.number)
			}
		}
	}
	p := samplePacket(t)
	p.Parts = dossier.TwoPages
	b, r := write(t, p, "two-pages")
	if r.Pages != 2 {
		t.Errorf("the short form has %d pages", r.Pages)
	}
	if all := unspaced(shown(t, b)); !strings.Contains(all, "11of11statements,0leftout.") && !strings.Contains(strings.ReplaceAll(all, "\u00a0", ""), "11of11statements,0leftout.") {
		t.Error("the short form does not say how much of the packet it prints")
	}
	checkQPDF(t, b)
}

// Without an appendix a citation leads to the quotation in its issue section; without issue sections a passage leads back
// to where it is cited; where there is neither, nothing pretends to be a link.
func TestLinksWithoutParts(t *testing.T) {
	tests := []struct {
		parts []dossier.Part
		kind  byte
		to    int // page, 0: nowhere
	}{
		{[]dossier.Part{dossier.PartMatrix, dossier.PartIssues}, 'p', 2},
		{[]dossier.Part{dossier.PartTimeline, dossier.PartSources}, 'q', 1},
		{[]dossier.Part{dossier.PartSources, dossier.PartTimeline}, 'q', 5},
		{dossier.TwoPages, 'p', 0},
	}
	for _, tt := range tests {
		p := samplePacket(t)
		p.Parts = tt.parts
		d, _ := laid(t, p)
		n := 0
		for _, page := range d.pages {
			for _, l := range page.links {
				if l.to == (anchor{tt.kind, 8}) {
					n++
				}
			}
		}
		if at := d.anchors[anchor{tt.kind, 8}].page; at != tt.to || (n > 0) != (tt.to > 0) {
			t.Errorf("%v: %d links to Q8, which stands on page %d, want %d", tt.parts, n, at, tt.to)
		}
	}
}

// An empty part is left out, or says that it is empty where the recipe names it; no page is blank.
func TestEmptyParts(t *testing.T) {
	for _, part := range dossier.Parts {
		for _, named := range []bool{true, false} {
			b := newBuilder(t)
			p := b.grid()
			p.Parts = slices.Clone(dossier.Parts)
			if named {
				p.Recipe.Parts = []dossier.Part{dossier.PartFront, part}
				p.Parts = p.Recipe.Parts
			}
			d, _ := laid(t, p)
			checkPages(t, string(part), d)
			want := 1
			if named && part != dossier.PartFront {
				want = 2
			}
			if len(d.pages) != want {
				t.Errorf("%s, named %v: %d pages, want %d", part, named, len(d.pages), want)
			}
		}
	}
}

// largePacket has 300 sources of a page's fifth each, all quoted.
func largePacket(t testing.TB) dossier.Packet {
	b := newBuilder(t)
	b.parties("Republic of Arvenia", "Kesh Federation", "Northern Council", "UN Special Envoy")
	b.issues("Ceasefire monitoring", "Prisoner exchange", "Transit fees", "Northern autonomy", "Sanctions relief")
	for i := range 300 {
		q := fmt.Sprintf("“We have said it %d times and shall say it again.”", i)
		s := b.source(fmt.Sprintf("Headline %d", i), "Lake News", "en", day(11, 1+i%18), "The delegates met in the long hall.\n\nShe said: "+q+" Nobody replied, and the ships waited.")
		b.quote(s, q, dossier.Direct, "L. Tovar", "Foreign Minister", b.p.Grid.Parties[i%4].Name, day(11, 1+i%18), b.p.Grid.Issues[i%5].Name, dossier.Stances[i%4], "")
	}
	p := b.grid()
	for _, q := range p.Quotes {
		p.Timeline = append(p.Timeline, dossier.PacketMoment{Quote: q.Number, Issue: q.Issues[0].Issue, Party: q.Party, Date: q.Said, Stance: q.Issues[0].Stance})
		p.Index = append(p.Index, dossier.IndexEntry{Kind: dossier.IndexPerson, Name: fmt.Sprintf("Speaker %d", q.Number), Quotes: []int{q.Number, 1 + q.Number/2}})
	}
	return p
}

// A packet of 300 sources is laid out in about a second, and its numbers stand still.
func TestLargePacket(t *testing.T) {
	p := largePacket(t)
	start := time.Now()
	d, _ := laid(t, p)
	took := time.Since(start)
	checkPages(t, "large", d)
	t.Logf("%d pages in %v", len(d.pages), took)
	if len(d.pages) < 60 || took > 20*time.Second {
		t.Errorf("%d pages in %v", len(d.pages), took)
	}
}

// A statement that is too long for the timeline ends with a drawn ellipsis and no closing mark, and none of its words is
// changed; in the matrix a translation stands below the words, marked as one.
func TestCutWords(t *testing.T) {
	b := newBuilder(t)
	b.parties("A")
	b.issues("I")
	quote := "“" + strings.Repeat("We said “no” and we shall say “no” again. ", 30) + "So be it.”"
	s := b.source("T", "O", "en", day(11, 1), "He said: "+quote)
	b.quote(s, quote, dossier.Direct, "He", "", "A", day(11, 1), "I", dossier.Opposes, "")
	p := b.grid()
	p.Timeline = []dossier.PacketMoment{{Quote: 1, Issue: "I", Party: "A", Date: day(11, 1), Stance: dossier.Opposes}}
	p.Parts = []dossier.Part{dossier.PartTimeline}
	p.Recipe.Parts = p.Parts
	d, _ := laid(t, p)
	checkPages(t, "cut", d)
	words := ""
	for _, o := range d.pages[0].ops {
		if o.kind == opText && o.face == serif {
			words += o.text + " "
		}
	}
	words, ends := strings.CutSuffix(unspaced(words), "…")
	if !ends || !strings.HasPrefix(unspaced(quote), words) || strings.HasSuffix(words, "”") || len(words) < 60 {
		t.Errorf("%q (%v)", words, ends)
	}
	if !strings.Contains(allText(d), "Thewordsof1arenotprintedwhole") && !strings.Contains(strings.ReplaceAll(allText(d), "\u00a0", ""), "Thewordsof1arenotprintedwhole") {
		t.Error("the closing line does not say that the words are cut")
	}
	sample := samplePacket(t)
	sample.Parts = []dossier.Part{dossier.PartMatrix}
	d, _ = laid(t, sample)
	checkPages(t, "matrix", d)
	if !strings.Contains(strings.ReplaceAll(allText(d), "\u00a0", ""), "tr.“Wearereadytoaccept120observers") {
		t.Error("the matrix has no translation")
	}
}
