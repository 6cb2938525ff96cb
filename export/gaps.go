package export

import (
	"slices"

	"parley/dossier"
	"parley/typeset"
)

// gaps says who has said nothing on what, since when, and where it was searched. What a party never spoke on stands in
// one row: a line for each cell of an empty matrix tells nobody anything.
func (d *doc) gaps() {
	if len(d.p.Gaps) == 0 {
		d.nothing(dossier.PartGaps)
		return
	}
	d.open(dossier.PartGaps, false)
	d.say(d.searched() + " A party that has spoken on an issue counts as silent after " + count(dossier.SilentAfter, "day", "days") + ".")
	w := d.share(44, 62, 40, 24)
	t := &table{title: dossier.PartGaps.Words(), columns: []column{{head: "Party", width: w[0]}, {head: "Issue", width: w[1]}, {head: "Last spoke", width: w[2]}, {head: "Silent for", width: w[3]}}}
	value := factValue.as(8.5, 12)
	var parties []string
	never := map[string][]string{}
	for _, g := range d.p.Gaps {
		if g.Days < 0 {
			if !slices.Contains(parties, g.Party) {
				parties = append(parties, g.Party)
			}
			never[g.Party] = append(never[g.Party], clip(flat(g.Issue), 120))
		}
	}
	if len(parties) > 0 {
		t.rows = append(t.rows, d.groupRow(t, "No statement found"))
	}
	for _, p := range parties {
		t.rows = append(t.rows, tableRow{cells: []tableCell{d.nameCell(p, value.with(sansSemi), t.inner(0)),
			cellOf(d.set(list(never[p], value), t.inner(1), typeset.LeftToRight)), cellOf(d.oneLine("nothing found", value.in(grey), t.inner(2))), cellOf(d.oneLine("–", value.in(grey), t.inner(3)))}})
	}
	first := true
	for _, g := range d.p.Gaps {
		if g.Days < 0 {
			continue
		}
		if first {
			t.rows = append(t.rows, d.groupRow(t, "Silent of late"))
			first = false
		}
		last := []span{{text: "undated", look: value}}
		if g.LastSaid.Known() {
			last[0].text = g.LastSaid.Short(d.year)
		}
		if g.Last > 0 {
			q := d.p.Quotes[g.Last-1]
			last[0].text = d.when(g.LastSaid, q.SaidKnown)
			last = append(last, d.cites([]int{g.Last})...)
		}
		t.rows = append(t.rows, tableRow{cells: []tableCell{d.nameCell(g.Party, value.with(sansSemi), t.inner(0)), d.nameCell(g.Issue, value, t.inner(1)),
			cellOf(d.set(last, t.inner(2), typeset.LeftToRight)), cellOf(d.oneLine(count(g.Days, "day", "days"), value, t.inner(3)))}})
	}
	d.table(t)
	d.y += 4
}
