package export

import (
	"fmt"

	"parley/dossier"
	"parley/typeset"
)

const chronologyLines = 3 // of a statement in the timeline; the whole stands in the issue section

// chronology is the timeline of all issues: what was said, the oldest first, and the stance of the party after it.
func (d *doc) chronology() {
	if len(d.p.Timeline) == 0 {
		d.nothing(dossier.PartTimeline)
		return
	}
	d.open(dossier.PartTimeline, false)
	d.say("What was said, the oldest first, and where the party stands after it. A change of stance is marked “was … now …”; “…” = the statement goes on.")
	w := d.share(20, 29, 66, 28, 27)
	t := &table{title: dossier.PartTimeline.Words(), columns: []column{{head: "Date", width: w[0]}, {head: "Party", width: w[1]},
		{head: "Statement", width: w[2]}, {head: "Issue", width: w[3]}, {head: "Stance after it", width: w[4]}}}
	month := ""
	for _, m := range d.p.Timeline {
		name := "Undated"
		if m.Date.Known() {
			name = m.Date.Time.Format("January 2006")
			if m.Date.Precision == dossier.PrecisionYear {
				name = m.Date.Time.Format("2006")
			}
		}
		if name != month {
			month = name
			t.rows = append(t.rows, d.groupRow(t, name))
		}
		t.rows = append(t.rows, d.moment(t, m))
	}
	d.table(t)
	d.y += 4
}

func (d *doc) moment(t *table, m dossier.PacketMoment) tableRow {
	known := true
	var said []itemPart
	if m.Quote > 0 {
		q := d.p.Quotes[m.Quote-1]
		known = q.SaidKnown
		if act := q.Act.Words(); act != "" {
			said = append(said, itemPart{b: d.oneLine(act+":", noteLook.as(7.5, 10), t.inner(2))})
		}
		said = append(said, itemPart{b: d.beginning(q, t.inner(2), chronologyLines)})
		if q.Translation.Text != "" {
			said = append(said, itemPart{d.translation(q, t.inner(2), chronologyLines), 0.4})
		}
		speaker := flat(q.Speaker)
		if speaker == "" {
			speaker = "Speaker not named"
		}
		line := []span{{text: clip(speaker, 60), look: speakerLook.as(7, 9.6)}}
		if label := map[dossier.Kind]string{dossier.Indirect: "paraphrase", dossier.Mixed: "in part paraphrase"}[q.Kind]; label != "" {
			line = append(line, separator(" · ", roleLook.as(7, 9.6)), span{text: label, look: roleLook.with(sansItalic).as(7, 9.6)})
		}
		line = append(line, separator("  ", roleLook.as(7, 9.6)), span{text: "Q" + itoa(q.Number), look: speakerLook.as(7, 9.6).in(markText)}, separator("\u00a0", citeLook), d.citation(m.Quote))
		said = append(said, itemPart{d.set(line, t.inner(2), typeset.LeftToRight), 0.5})
	} else {
		said = []itemPart{{b: d.set(plain("not cited in this packet", noteLook), t.inner(2), typeset.Auto)}}
	}
	d.where, d.quote = dossier.PartTimeline.Words(), 0
	small := factValue.as(8, 12.4)
	s := looksOf(m.Stance)
	stance := cellOf(d.set(stanceSpans(s), t.inner(4), typeset.LeftToRight))
	stance.bar = s.dark
	if m.Moved != dossier.Unmoved && m.Was != dossier.StanceNone {
		stance.tint = s.tint
		stance.parts = append(stance.parts, itemPart{d.set(plain(fmt.Sprintf("was %s, now %s", looksOf(m.Was).word, s.word), factLabel.with(sansSemi).as(7, 9.2).in(ink)), t.inner(4), typeset.Auto), 0.5})
		if m.Moved != dossier.NewlyTaken {
			stance.parts = append(stance.parts, itemPart{b: d.oneLine(string(m.Moved), factLabel.as(7, 9.2), t.inner(4))})
		}
	}
	return tableRow{cells: []tableCell{cellOf(d.set(plain(d.when(m.Date, known), small), t.inner(0), typeset.Auto)), d.nameCell(m.Party, small.with(sansSemi), t.inner(1)),
		{parts: said}, d.nameCell(m.Issue, small, t.inner(3)), stance}}
}

// nameCell sets a name so that it begins at the left whatever its letters are.
func (d *doc) nameCell(name string, l look, width float64) tableCell {
	return cellOf(d.clipped(name, l, width, 4).atLeft())
}
