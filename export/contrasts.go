package export

import (
	"fmt"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// contrasts are the pairs of statements that do not go together, as an analyst has judged them: the earlier left, the
// later right, whole.
func (d *doc) contrasts() {
	open := ""
	if d.p.Open > 0 {
		open = capital(count(d.p.Open, "further contrast was found by rule and nobody has decided on it; it is not printed.",
			"further contrasts were found by rule and nobody has decided on them; they are not printed."))
	}
	if len(d.p.Shifts) == 0 {
		if open == "" {
			d.nothing(dossier.PartShifts)
			return
		}
		d.open(dossier.PartShifts, false)
		d.say("No shift and no contradiction is confirmed or explained. " + strings.Replace(open, "further contrast", "contrast", 1))
		return
	}
	d.open(dossier.PartShifts, false)
	d.say("Pairs that an analyst has confirmed or explained, the newest first.")
	w := d.share(1, 1)
	t := &table{title: dossier.PartShifts.Words(), ruled: true, columns: []column{{head: "Earlier", width: w[0]}, {head: "Later", width: w[1]}}}
	for _, s := range d.p.Shifts {
		head := d.groupRow(t, flat(s.Issue)+" · "+flat(s.Party))
		head.cells[0].parts[0].b = d.set([]span{{text: clip(flat(s.Party), 60), look: smallHead}, separator(" · ", smallHead), {text: clip(flat(s.Issue), 80), look: smallHead}}, t.width()-2*cellSide, typeset.LeftToRight)
		head.cells[0].parts = append(head.cells[0].parts, itemPart{b: d.set(plain(pairWords(s), factLabel.as(7.5, 10)), t.width()-2*cellSide, typeset.LeftToRight)})
		pair := tableRow{keep: true}
		for i, n := range []int{s.EarlierQuote, s.LaterQuote} {
			of := s.Earlier
			if i == 1 {
				of = s.Later
			}
			look := looksOf(of.Stance)
			c := cellOf(d.set(stanceSpans(look), t.inner(i), typeset.LeftToRight))
			c.bar = look.dark
			if n > 0 {
				for k, p := range d.quoteItem(d.p.Quotes[n-1], of.Stance, t.inner(i)).parts {
					if k == 0 {
						p.above += 0.6
					}
					c.parts = append(c.parts, p)
				}
			} else {
				c.parts = append(c.parts, itemPart{b: d.set(plain(fmt.Sprintf("Statement %d, %s: not cited in this packet", of.Number, d.when(of.Date, of.SaidKnown)), noteLook), t.inner(i), typeset.Auto)})
			}
			pair.cells = append(pair.cells, c)
		}
		d.where = dossier.PartShifts.Words()
		t.rows = append(t.rows, head, pair, tableRow{cells: []tableCell{cellOf(d.verdict(s.Verdict, t.width()-2*cellSide))}})
	}
	d.table(t)
	d.y += 2.4
	if open != "" {
		d.sayBelow(open)
	}
	d.y += 2
}

// sayBelow is say, on a new page where there is no room for it.
func (d *doc) sayBelow(sentence string) {
	if d.room() < 8 {
		d.newPage(d.cur.landscape)
	}
	d.say(sentence)
}

// pairWords says what kind of pair it is: "contradiction, reversed · 3 days between · same speaker · strong".
func pairWords(s dossier.PacketShift) string {
	text := capital(s.Word())
	if s.Movement != dossier.Unmoved {
		text += ", " + string(s.Movement)
	}
	switch {
	case s.Days == 0:
		text += " · same day"
	case s.Days > 0:
		text += " · " + count(s.Days, "day between", "days between")
	default:
		text += " · days between unknown"
	}
	same := s.Earlier.SpeakerID != dossier.None && s.Earlier.SpeakerID == s.Later.SpeakerID
	switch {
	case s.Rule == dossier.RuleTelling:
		text += " · one event, two outlets"
	case s.Rule == dossier.RuleSpeaker || same:
		text += " · same speaker"
	default:
		text += " · same party"
	}
	if s.Strength != "" {
		text += " · " + string(s.Strength)
	}
	if note := flat(s.Note); note != "" {
		text += " · " + clip(note, 160)
	}
	return text
}

func (d *doc) verdict(v dossier.Verdict, width float64) *block {
	text := capital(string(v.Kind))
	if text == "" {
		text = "Not decided"
	}
	if by := flat(v.Analyst); by != "" {
		text += " by " + clip(by, 60)
	}
	if !v.At.IsZero() {
		text += ", " + dossier.Date{Time: v.At.UTC(), Precision: dossier.PrecisionDay}.Short(d.year)
	}
	out := []span{{text: text, look: speakerLook.as(7.5, 12).in(navy)}}
	if reason := flat(v.Reason); reason != "" {
		out = append(out, separator(": ", bodyLook.as(9, 12)), span{text: reason, look: bodyLook.as(9, 12)})
	}
	return d.set(out, width, typeset.LeftToRight)
}
