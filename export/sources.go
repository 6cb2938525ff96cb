package export

import (
	"context"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

const (
	textIndent = 8.0
	textColumn = 140.0
	noteIndent = textIndent + textColumn + 2.4
	noteColumn = 2.4
)

// sources is the appendix: every cited document with its facts and its whole text, the quoted passages marked.
func (d *doc) sources(ctx context.Context) error {
	d.attachedOnly = nil
	if len(d.p.Sources) == 0 {
		d.nothing(dossier.PartSources)
		return nil
	}
	d.newPage(false)
	d.where = "source appendix"
	d.chapter("", "Source appendix", 0, d.y-4)
	d.y = d.drawAt(d.oneLine("Source appendix", sectionLook, d.width()), marginX, d.y-2) + 2
	texts := d.prepareTexts(ctx)
	defer texts.stop()
	for i := range d.p.Sources {
		if err := cancelled(ctx); err != nil {
			return err
		}
		d.begin(roleSection)
		err := d.source(ctx, i, texts)
		d.end()
		if err != nil {
			return err
		}
		d.y += 5
	}
	if line := d.closingLine(0); line != "" {
		if d.room() < 8 { // above the foot: alone on a page it would say nothing of what goes before
			d.closeAtFoot(line)
			return nil
		}
		d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
		d.drawAt(d.set(plain(line, smallHead.as(8.5, 12)), d.width(), typeset.Auto), marginX, d.y+1.6)
	}
	return nil
}

// fact is a label and its value in the table under a source's head.
type fact struct {
	label string
	value *block
}

func sourceName(s *dossier.Source) string { return "S" + itoa(s.Number) }

func (d *doc) source(ctx context.Context, at int, texts *ahead) error {
	s := &d.p.Sources[at]
	d.where = sourceName(s)
	title := s.Document.Title
	if flat(title) == "" {
		title = "Untitled"
	}
	head := d.clipped(title, look{sansBold, 9.5, 13, white}, d.width()-34, 3)
	head.boxed = head.width()
	barHeight := max(8, head.height()+3.4)
	facts := d.facts(s)
	factsHeight := 0.0
	for i := 0; i < len(facts); i += 2 {
		factsHeight += rowHeight(facts[i:min(i+2, len(facts))])
	}
	if barHeight+factsHeight+24 > d.room() {
		d.newPage(false)
	}
	d.mark(anchor{'s', s.Number}, d.y-2)
	d.entries = append(d.entries, entry{fmt.Sprintf("S%d", s.Number), flat(title), 1, anchor{'s', s.Number}})
	d.cur.fill(marginX, d.y, d.width(), barHeight, navy)
	d.begin(roleHeading3)
	d.drawAt(d.oneLine(fmt.Sprintf("S%d", s.Number), look{sansBold, 11, 13, white}, 14), marginX+2, d.y+(barHeight-head.height())/2)
	d.drawAt(head, marginX+12, d.y+(barHeight-head.height())/2)
	d.rightAligned(d.oneLine(grade(s.Document.Grade), look{sansBold, 11, 13, white}, 16), d.cur.w-marginX-2, d.y+(barHeight-head.height())/2)
	d.end()
	d.y += barHeight + 1.6
	second := marginX + d.width()/2 + 1
	for i := 0; i < len(facts); i += 2 {
		row := facts[i:min(i+2, len(facts))]
		for k, f := range row {
			x := marginX
			if k == 1 {
				x = second
			}
			d.drawAt(d.oneLine(f.label, factLabel, 18), x, d.y)
			f.value.boxed = f.value.width() // a Hebrew name begins where the others do
			d.drawAt(f.value, x+18, d.y)
		}
		d.y += rowHeight(row)
	}
	d.y += 1
	d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.2, rule)
	d.y += 3
	t, err := texts.text(ctx, at)
	if err != nil {
		return err
	}
	d.take(t)
	shown, err := d.sourceText(ctx, t)
	if err != nil {
		return err
	}
	n := len(t.paragraphs)
	note := fmt.Sprintf("Complete text as stored, %s. Attached to this file as %s.", count(n, "paragraph", "paragraphs"), textName(s.Number))
	switch {
	case n == 0:
		note = "The stored text is empty."
	case !t.readable:
		d.attachedOnly = append(d.attachedOnly, d.where)
		note = fmt.Sprintf("Of %s, only those with a quoted passage are printed: no font here has the writing of this text. The complete text is attached to this file as %s.",
			count(n, "paragraph", "paragraphs"), textName(s.Number))
		d.found = append(d.found, Problem{Where: d.where, Source: s.Number, Sentence: "no font here has the writing of this text: only the quoted paragraphs are printed, as tags; the text is attached complete"})
	case len(shown) == 0:
		note = fmt.Sprintf("No passage of its %s is quoted. The complete text is attached to this file as %s.", count(n, "paragraph", "paragraphs"), textName(s.Number))
	case len(shown) < n:
		note = fmt.Sprintf("Excerpt, ¶\u00a0%s of %d; […] = left out here. The complete text is attached to this file as %s.", ranges(shown), n, textName(s.Number))
	}
	if len(s.Revision.Raw) > 0 {
		note = strings.TrimSuffix(note, ".") + ", the bytes as pasted as " + rawName(s) + "."
	}
	b := d.set(plain(note, noteLook), textColumn, typeset.Auto)
	if b.height() > d.room() {
		d.newPage(false)
	}
	d.y = d.drawAt(b, marginX+textIndent, d.y)
	return nil
}

func rowHeight(row []fact) float64 {
	var h float64
	for _, f := range row {
		h = max(h, f.value.height())
	}
	return h + 0.7
}

func grade(g string) string {
	if g = flat(g); g == "" {
		return "F6"
	}
	return g
}

// Admiralty code: reliability of the source, credibility of the item.
var (
	reliability = map[byte]string{'A': "completely reliable", 'B': "usually reliable", 'C': "fairly reliable",
		'D': "not usually reliable", 'E': "unreliable", 'F': "reliability not judged"}
	credibility = map[byte]string{'1': "confirmed", '2': "probably true", '3': "possibly true", '4': "doubtful",
		'5': "improbable", '6': "credibility not judged"}
)

func gradeWords(g string) string {
	if g = grade(g); len(g) == 2 && reliability[g[0]] != "" && credibility[g[1]] != "" {
		return g[:1] + " " + reliability[g[0]] + " · " + g[1:] + " " + credibility[g[1]]
	}
	return g
}

// facts lists what is known of a source; what is not known is left out.
func (d *doc) facts(s *dossier.Source) []fact {
	var out []fact
	width := d.width()/2 - 22
	add := func(label, value string) {
		if value = flat(value); value != "" {
			out = append(out, fact{label, d.clipped(value, factValue, width, 3)})
		}
	}
	doc := s.Document
	add("Outlet", doc.Outlet)
	add("Language", languageName(doc.Lang))
	add("Author", doc.Author)
	add("Grade", gradeWords(doc.Grade))
	add("Published", doc.Published.Label())
	if spans := d.usedOn(s); len(spans) > 0 {
		out = append(out, fact{"Used on", d.set(spans, width, typeset.LeftToRight)})
	}
	if !doc.Retrieved.IsZero() {
		add("Pasted", doc.Retrieved.UTC().Format("2 Jan 2006, 15:04 UTC"))
	}
	add("Wire", doc.Wire)
	add("URL", doc.URL)
	add("Marking", doc.Marking)
	out = append(out, fact{"SHA-256", d.set(plain(digest(s.Revision.SHA256[:]), hashLook), width, typeset.LeftToRight)})
	if s.Revision.RawSize > 0 && s.Revision.RawSHA256 != [32]byte{} && s.Revision.RawSHA256 != s.Revision.SHA256 {
		out = append(out, fact{"as pasted", d.set(plain(digest(s.Revision.RawSHA256[:]), hashLook), width, typeset.LeftToRight)})
	}
	return out
}

// digest writes a hash in groups of eight on two lines.
func digest(b []byte) string {
	h := hex.EncodeToString(b)
	var groups []string
	for i := 0; i < len(h); i += 8 {
		groups = append(groups, h[i:i+8])
	}
	return strings.Join(groups[:4], " ") + "\n" + strings.Join(groups[4:], " ")
}

func languageName(tag string) string {
	names := map[string]string{"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
		"he": "Hebrew", "it": "Italian", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu"}
	main, _, _ := strings.Cut(tag, "-")
	if name, ok := names[strings.ToLower(main)]; ok {
		return name
	}
	if tag == "und" {
		return ""
	}
	return tag
}

// passage is where a quotation stands in its source.
type passage struct {
	dossier.Span
	number int
	noted  bool
}

func (d *doc) passages(s *dossier.Source) []*passage {
	var out []*passage
	for _, q := range d.p.Quotes {
		if q.Source == s.Number {
			out = append(out, &passage{Span: q.Passage.Span, number: q.Number})
		}
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].Start < out[b].Start })
	return out
}

// readable reports whether the fonts have most of a text's characters: pages of tags are of use to nobody.
func (d *doc) readable(text []rune) bool {
	missing := 0
	for _, r := range text {
		if r < 0x300 {
			continue
		}
		if _, _, ok := d.faceFor(sourceLook, r, typeset.ScriptOf(r)); !ok {
			missing++
		}
	}
	return missing < 300 || missing < len(text)/5
}

func paragraphLook(role string) look {
	switch role {
	case "title", "heading":
		return sourceLook.with(serifSemi)
	case "caption", "credit", "boilerplate", "byline", "outlet", "published":
		return sourceLook.in(grey)
	}
	return sourceLook
}

// sourceParagraph puts one paragraph on pages: number at the left, highlights under the words, marks of quotations at the
// right.
func (d *doc) sourceParagraph(t *preparedText, at int) {
	b, p, marks := t.blocks[at], t.paragraphs[at], t.passages[at]
	noteY := 0.0 // below the notes so far on this page
	for i := 0; i < len(b.lines); {
		fit := int((d.room() + 0.01) / b.leading)
		left := len(b.lines) - i
		switch { // no line of a paragraph stands alone
		case fit >= left:
			fit = left
		case fit == left-1 && fit > 2:
			fit--
		}
		if fit < 1 || fit < 2 && left > 1 {
			d.newPage(false)
			noteY = 0
			continue
		}
		if i == 0 {
			n := d.oneLine("¶"+itoa(at+1), factLabel.as(7, 13.6), textIndent-1)
			n.element = d.elementOf(b)
			d.drawAt(n, marginX, d.y)
		}
		for _, l := range b.lines[i : i+fit] {
			noteY = d.marksOf(b, l, p.Start, marks, noteY)
			d.drawLine(b, l, marginX+textIndent, d.y)
			d.y += b.leading
		}
		if i += fit; i < len(b.lines) {
			d.newPage(false)
			noteY = 0
		}
	}
	d.y = max(d.y, noteY) + 2.2
}

// marksOf draws the highlights of a line before its text, the bar in the margin, and the note where a quotation begins.
func (d *doc) marksOf(b *block, l typeset.Line, offset int, marks []*passage, noteY float64) float64 {
	barred := false
	for _, m := range marks {
		from, to := max(m.Start-offset, l.Start), min(m.End-offset, l.End)
		if from >= to {
			continue
		}
		left := b.left(l, marginX+textIndent)
		for _, e := range l.Extents(b.p, from, to, d.m) {
			d.cur.fill(left+float64(e.X)-0.2, d.y+0.25, float64(e.Width)+0.4, b.leading-0.5, highlight)
		}
		if !barred {
			d.cur.fill(marginX+noteIndent, d.y, 0.9, b.leading, markBar)
			barred = true
		}
		if m.noted {
			continue
		}
		m.noted = true
		d.markArea(anchor{'p', m.number}, area{marginX + textIndent, d.y, textColumn, b.leading})
		y := max(d.y, noteY)
		x := marginX + noteIndent + noteColumn
		d.elementOf(b) // the note is read after the paragraph
		d.begin(roleNote)
		d.drawAt(d.oneLine("Q"+itoa(m.number), look{sansBold, 7.5, 10, markText}, 14), x, y+0.5)
		y += 4
		if page := d.pageOf(anchor{'q', m.number}); page != 0 {
			back := d.set([]span{{text: fmt.Sprintf("→ p. %d", page), look: citeLook, link: anchor{'q', m.number}}}, 18, typeset.LeftToRight)
			y = d.drawAt(back, x, y)
		}
		d.end()
		noteY = y + 0.6
	}
	return noteY
}
