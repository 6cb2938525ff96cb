package export

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/dossier"
)

// pagesOf reads the pages of a line of the index.
func pagesOf(t *testing.T, line string) (pages []int) {
	t.Helper()
	for _, m := range regexp.MustCompile(`(\d+)(?:–(\d+))?`).FindAllStringSubmatch(line, -1) {
		from, _ := strconv.Atoi(m[1])
		until := from
		if m[2] != "" {
			until, _ = strconv.Atoi(m[2])
		}
		if until < from || len(pages) > 0 && from <= pages[len(pages)-1]+1 {
			t.Errorf("pages do not stand in order and in runs: %s", line)
		}
		for n := from; n <= until; n++ {
			pages = append(pages, n)
		}
	}
	return pages
}

// Ensures that the index gives every page on which a name's statements are cited or printed, in all parts and in any
// order of parts, and no other page; pages in a row are one range.
func TestIndexGivesEveryPage(t *testing.T) {
	turned := slices.Clone(dossier.Parts)
	slices.Reverse(turned)
	ranges := 0
	for _, parts := range [][]dossier.Part{dossier.Parts, turned} {
		p := samplePacket(t)
		p.Parts = parts
		d, _ := laid(t, p)
		at := slices.IndexFunc(d.runs, func(r *run) bool { return r.parts[0] == dossier.PartIndex })
		for _, e := range p.Index {
			if e.Kind == dossier.IndexPlace {
				continue
			}
			want := map[int]bool{}
			for _, page := range d.pages {
				if slices.Contains(d.runs[at].pages, page) {
					continue
				}
				for _, l := range page.links {
					if l.to.kind == 'p' && slices.Contains(e.Quotes, l.to.number) {
						want[page.number] = true
					}
				}
			}
			for _, n := range e.Quotes {
				want[d.anchors[anchor{'q', n}].page] = true
				if e.Kind != dossier.IndexIssue {
					want[d.anchors[anchor{'p', n}].page] = true
				}
			}
			if e.Section > 0 {
				want[d.anchors[anchor{'i', e.Section}].page] = true
			}
			d.run = d.runs[at]
			line := ""
			for _, s := range d.indexEntry(e)[1:] {
				line += strings.ReplaceAll(s.text, ltrMark, "")
			}
			got := pagesOf(t, line)
			ranges += strings.Count(line, "–")
			if len(got) != len(want) || slices.ContainsFunc(got, func(n int) bool { return !want[n] }) {
				t.Errorf("%s: the index gives %v, and it is found on %v", e.Name, got, want)
			}
			if printed := unspaced(allText(d)); !strings.Contains(printed, unspaced(clip(flat(e.Name), 70)+line)) && !strings.Contains(e.Name, "(") {
				t.Errorf("%s: %s is not printed", e.Name, line)
			}
		}
	}
	if ranges == 0 {
		t.Error("no pages stand in a row: nothing is tested")
	}
}

// Ensures that the contents list the index also where the front page alone gives it something to lead to.
func TestIndexOfTheFrontPage(t *testing.T) {
	p := samplePacket(t)
	p.Parts = []dossier.Part{dossier.PartFront, dossier.PartIndex}
	d, problems := laid(t, p)
	if front := text(d.pages[0]); len(problems) > 0 || len(d.pages) != 2 || !strings.Contains(front, "Index") {
		t.Errorf("%d pages, %+v: the contents do not list the index", len(d.pages), problems)
	}
}
