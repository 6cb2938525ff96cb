package app

import (
	"context"
	"fmt"
	"image"
	"strconv"
	"sync"
	"time"

	"parley/dossier"
	"parley/export"
)

// PacketPreview is a packet as it would be printed: what stands against printing it, and its pages to be looked at. Its
// methods may be called from any goroutine.
type PacketPreview struct {
	Preflight
	Passed  []string // what was checked and found right, in sentences
	Pages   int      // 0 where a point stops the layout
	Empty   bool     // no statement, judgement or draft would be printed
	Counts  map[dossier.Part]string
	Title   string
	CutOff  dossier.Date         // of the recipe, or that of the newest document
	Since   dossier.IssuedPacket // what is compared with; zero: nothing
	Changes int                  // since then
	Open    int                  // shifts and contradictions that wait for a verdict: not printed
	Took    time.Duration        // to gather and to lay out

	mu     sync.Mutex // the layout keeps the glyphs that it has painted
	sheet  *export.Preview
	quoted []Quoted
}

// Quoted is a statement that a packet quotes.
type Quoted struct{ Document, Statement dossier.ID }

// Preview gathers a packet and lays it out without writing it.
func (w *Workbench) Preview(ctx context.Context, r dossier.Recipe) (*PacketPreview, error) {
	begun := time.Now()
	p, err := w.Gather(ctx, r)
	if err != nil {
		return nil, err
	}
	o, err := w.exportOptions(p, nil)
	if err != nil {
		return nil, err
	}
	sheet, problems, err := export.NewPreview(ctx, p, o)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("The packet was not laid out: %w. The recipe and the dossier are as they were.", err) //lint:ignore ST1005 a sentence for people
	}
	v := &PacketPreview{Preflight: preflight(p, problems), Counts: partCounts(p), Title: p.Recipe.Title, CutOff: p.CutOff,
		Since: p.Since, Changes: len(p.Changes), Open: p.Open, sheet: sheet}
	v.Empty = len(p.Quotes) == 0 && len(p.Judgements) == 0 && len(p.Drafts) == 0
	for _, q := range p.Quotes {
		v.quoted = append(v.quoted, Quoted{p.Sources[q.Source-1].Document.ID, q.Statement})
	}
	if sheet != nil {
		v.Pages = sheet.Pages()
		for i, b := range problems {
			if page, x, y, w, h, ok := sheet.PlaceOf(b); ok {
				pt := &v.Points[i]
				pt.Page, pt.X, pt.Y, pt.W, pt.H = page, x, y, w, h
			}
		}
		v.Passed = passed(p, sheet)
	}
	v.Took = time.Since(begun)
	return v, nil
}

// passed says what a laid out packet has right. Quotations are compared before the layout, so all of them match here.
func passed(p dossier.Packet, sheet *export.Preview) (list []string) {
	switch n := len(p.Quotes); {
	case n == 1:
		list = append(list, "The quotation matches its source")
	case n > 1:
		list = append(list, fmt.Sprintf("All %d quotations match their sources", n))
	}
	front, letters := sheet.Passed()
	switch front = front && p.Prints(dossier.PartFront); {
	case front && letters:
		list = append(list, "Front page fits; every letter has a glyph")
	case front:
		list = append(list, "Front page fits")
	case letters:
		list = append(list, "Every letter has a glyph")
	}
	if m := p.Recipe.Marking; m != "" {
		words := fmt.Sprintf("%s on all %d pages", m, sheet.Pages())
		if sheet.Pages() == 1 {
			words = m + " on its page"
		}
		list = append(list, words)
	}
	return list
}

// partCounts says in numbers what each part holds.
func partCounts(p dossier.Packet) map[dossier.Part]string {
	c := map[dossier.Part]string{}
	for _, part := range dossier.Parts {
		if !p.Prints(part) {
			c[part] = "left out"
		}
	}
	set := func(part dossier.Part, words string) {
		if p.Prints(part) {
			c[part] = words
		}
	}
	noun := func(n int, one, many, none string) string {
		switch n {
		case 0:
			return none
		case 1:
			return "1 " + one
		}
		return strconv.Itoa(n) + " " + many
	}
	set(dossier.PartFront, noun(len(p.Judgements), "judgement", "judgements", "no judgement"))
	set(dossier.PartMatrix, fmt.Sprintf("%d × %d", len(p.Grid.Issues), len(p.Grid.Parties)))
	set(dossier.PartIssues, noun(len(p.Sections), "issue", "issues", "no issue"))
	set(dossier.PartTimeline, noun(len(p.Timeline), "statement", "statements", "no statement"))
	set(dossier.PartShifts, noun(len(p.Shifts), "pair", "pairs", "none"))
	set(dossier.PartGaps, noun(len(p.Gaps), "gap", "gaps", "none"))
	set(dossier.PartDrafts, noun(len(p.Drafts), "draft", "drafts", "no draft"))
	set(dossier.PartSources, noun(len(p.Sources), "source", "sources", "no source"))
	set(dossier.PartIndex, noun(len(p.Index), "name", "names", "no name"))
	return c
}

// Size is that of a page, from 1, in millimetres; 0, 0 for a page that there is not.
func (p *PacketPreview) Size(page int) (w, h float64) {
	if p.sheet == nil {
		return 0, 0
	}
	return p.sheet.Size(page)
}

// Image paints a page, from 1; nil for a page that there is not. One page is painted at a time: who asks meanwhile waits.
func (p *PacketPreview) Image(page int, pixelsPerMM float64) *image.RGBA {
	if p.sheet == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sheet.Image(page, pixelsPerMM)
}

// QuotedAt gives the statement whose quotation stands at a place of a page, from 1, in millimetres.
func (p *PacketPreview) QuotedAt(page int, x, y float64) (q Quoted, ok bool) {
	if p.sheet == nil {
		return q, false
	}
	n := p.sheet.QuoteAt(page, x, y)
	if n < 1 || n > len(p.quoted) {
		return q, false
	}
	return p.quoted[n-1], true
}
