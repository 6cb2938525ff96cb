package export

import (
	"fmt"
	"strings"
	"unicode"

	"parley/dossier"
	"parley/typeset"
)

var draftLook = look{serif, 9, 12.6, ink}

const (
	addedColour   colour = 0x0B4F8A
	deletedColour colour = 0x98281F
)

// drafts sets the texts of an agreement side by side, a row for each provision.
func (d *doc) drafts() {
	list := d.p.Drafts[:min(len(d.p.Drafts), dossier.MostDrafts)]
	if len(list) == 0 || len(d.p.Clauses) == 0 {
		d.nothing(dossier.PartDrafts)
		return
	}
	d.newPage(true)
	d.where = dossier.PartDrafts.Words()
	if n := len(d.p.Drafts); n > len(list) {
		d.found = append(d.found, Problem{Where: d.where, Field: "drafts", Sentence: fmt.Sprintf("of %d drafts the first %d are set side by side", n, len(list))})
	}
	d.chapter("", d.where, 0, d.y-4)
	d.mark(anchor{'d', 0}, d.y-4)
	d.y = d.drawAt(d.oneLine(d.where+": comparison", sectionLook.as(15, 20), d.width()), marginX, 18.2)
	note := "Base: " + clip(flat(list[0].Title), 80)
	if list[0].Date.Known() {
		note += ", " + list[0].Date.Label()
	}
	note += "."
	switch len(list) {
	case 2:
		note += " In the second column, bold underlined = added, struck = deleted against the base."
	case 3:
		note += " In columns 2 and 3, bold underlined = added, struck = deleted against the base."
	}
	note += " [ ] = not agreed."
	d.y = d.drawAt(d.set(plain(note, cellMeta.as(7.5, 11)), d.width(), typeset.LeftToRight), marginX, d.y) + 2.4
	t := &table{title: d.where, landscape: true, ruled: true, keyed: true}
	w := d.share(append([]float64{18}, []float64{76, 80, 83}[:len(list)]...)...)
	t.columns = append(t.columns, column{head: "No.", width: w[0]})
	for i, f := range list {
		t.columns = append(t.columns, column{head: draftName(f), sub: d.draftSub(f, i == 0), width: w[i+1]})
	}
	for _, c := range d.p.Clauses {
		t.rows = append(t.rows, d.clause(t, list, c))
	}
	d.table(t)
	d.y += 2.4
	all, by := dossier.Provisions(d.p.Clauses)
	below := fmt.Sprintf("%d of %s agreed · %d open · %d not in every text.", by[dossier.ClauseAgreed], count(all, "provision", "provisions"), by[dossier.ClauseOpen], by[dossier.ClauseMissing])
	if n := d.p.ByNumber; n > 0 {
		below += fmt.Sprintf(" Too many differ to compare each with each: %d are put together by their numbers alone.", n)
	}
	d.sayBelow(below)
}

func draftName(f dossier.Draft) string {
	for _, s := range []string{f.Outlet, f.Title} {
		if flat(s) != "" {
			return s
		}
	}
	return "Draft"
}

func (d *doc) draftSub(f dossier.Draft, base bool) []span {
	l := tableSub.in(paleBlue)
	text := clip(flat(f.Title), 60)
	if flat(f.Outlet) == "" {
		text = ""
	}
	if f.Date.Known() {
		if text != "" {
			text += ", "
		}
		text += f.Date.Label()
	}
	if base {
		text += " (base)"
	}
	out := plain(strings.TrimSpace(text), l)
	if f.Source > 0 {
		out = append(out, separator("\u00a0", l), span{text: "[S" + itoa(f.Source) + "]", look: l.in(white), link: anchor{'s', f.Source}})
	}
	return out
}

// clauseLooks are how the states of a provision look, in word and colour.
func clauseLooks(s dossier.ClauseStatus) stanceStyle {
	switch s {
	case dossier.ClauseAgreed:
		return stanceStyle{"●", "agreed", 0x0F6B62, 0xDCEFEC}
	case dossier.ClauseOpen:
		return stanceStyle{"◐", "open", 0x7A5600, 0xFAF0D2}
	case dossier.ClauseMissing:
		return stanceStyle{"◇", "not in all", 0x44546E, 0xE6EAF1}
	}
	return stanceStyle{"–", string(s), 0x5B6169, boxGrey}
}

func (d *doc) clause(t *table, list []dossier.Draft, c dossier.ClauseRow) tableRow {
	s := clauseLooks(c.Status)
	number := provisionName(c)
	head := cellOf(d.clipped(number, speakerLook.as(8, 11), t.inner(0), 4), d.clipped(s.word, factLabel.as(7, 9.4).in(s.dark), t.inner(0), 2))
	head.tint, head.bar = s.tint, s.dark
	row := tableRow{cells: []tableCell{head}}
	for i := range list {
		if i >= len(c.Texts) || len(c.Texts[i]) == 0 {
			row.cells = append(row.cells, cellOf(d.oneLine("— no such provision", draftLook.in(grey), t.inner(i+1))))
			continue
		}
		text := ""
		for _, p := range c.Texts[i] {
			text += p.Text
		}
		lang := ""
		if n := list[i].Source; n > 0 && n <= len(d.p.Sources) {
			lang = d.p.Sources[n-1].Document.Lang
		}
		row.cells = append(row.cells, cellOf(d.set(pieces(c.Texts[i]), t.inner(i+1), direction(lang, text))))
	}
	return row
}

// pieces marks what is added, deleted or in brackets. Between words deleted and words added in their place stands a space
// that neither text has: without it the two read as one word.
func pieces(of []dossier.ClausePiece) []span {
	var out []span
	for i, p := range of {
		if i > 0 && of[i-1].Kind == dossier.PieceDeleted && p.Kind != dossier.PieceDeleted && !endsBlank(of[i-1].Text) && !beginsBlank(p.Text) ||
			i > 0 && of[i-1].Kind == dossier.PieceAdded && p.Kind == dossier.PieceDeleted && !endsBlank(of[i-1].Text) && !beginsBlank(p.Text) {
			out = append(out, span{text: " ", look: draftLook})
		}
		s := span{text: p.Text, look: draftLook}
		switch p.Kind {
		case dossier.PieceAdded:
			s.look, s.line = draftLook.with(serifSemi).in(addedColour), underlined
		case dossier.PieceDeleted:
			s.look, s.line = draftLook.in(deletedColour), struck
		case dossier.PieceBracket:
			s.look = draftLook.with(serifSemi).in(markText)
		}
		out = append(out, s)
	}
	return out
}

func endsBlank(s string) bool {
	r := []rune(s)
	return len(r) > 0 && unicode.IsSpace(r[len(r)-1])
}

func beginsBlank(s string) bool {
	r := []rune(s)
	return len(r) > 0 && (unicode.IsSpace(r[0]) || unicode.IsPunct(r[0]) && r[0] != '[' && r[0] != '(' && r[0] != '“')
}
