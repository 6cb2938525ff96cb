package export

import (
	"strings"

	"parley/dossier"
	"parley/typeset"
)

var staleLook = look{sansItalic, 7.5, 10.6, markText}

// summary is an analyst's sentence on a position: its words, what it rests on, who wrote it, and whether it was overtaken.
func (d *doc) summary(s dossier.CitedSentence, width float64) *block {
	out := append(plain(flat(s.Body), positionLook), d.cites(s.Quotes)...)
	return d.set(append(out, d.signature(s)...), width, typeset.Auto)
}

// signature is a line of its own: author, confidence, and by what the sentence was overtaken.
func (d *doc) signature(s dossier.CitedSentence) []span {
	var out []span
	small := factLabel.as(7, 10.6)
	by := clip(flat(s.Analyst), 60)
	if c := flat(string(s.Confidence)); c != "" {
		if by != "" {
			by += ", "
		}
		by += clip(c, 20) + " confidence"
	}
	if by != "" {
		out = append(out, span{text: "\n", look: small, ours: true}, span{text: by, look: small})
	}
	if stale := staleWords(s); stale != "" {
		out = append(out, span{text: "\n", look: small, ours: true}, span{text: stale, look: staleLook})
	}
	return out
}

// staleWords say that a sentence is out of date and why; empty: it is not.
func staleWords(s dossier.CitedSentence) string {
	stale := flat(s.Stale)
	if stale == "" {
		return ""
	}
	return "Out of date: " + strings.TrimSuffix(clip(stale, 160), ".") + "."
}

// finding is a line of the table below the panels.
type finding struct {
	label string
	text  *block
}

const findingIndent = 28.0

// findings are the analyst's sentences on what the parties have in common, in what they differ and what none has said,
// and what was decided on shifts and contradictions.
func (d *doc) findings(s dossier.Section, panels []*panelRow) {
	where := d.where
	width := d.width() - findingIndent
	var rows []finding
	for _, r := range panels {
		for _, p := range r.panels {
			if p.summary != nil {
				rows = append(rows, finding{"Position", d.set(append(append([]span{{text: clip(flat(p.name), 60), look: bodyLook.with(serifSemi)}, separator(": ", bodyLook), {text: flat(p.summary.Body), look: bodyLook}},
					d.cites(p.summary.Quotes)...), d.signature(*p.summary)...), width, typeset.LeftToRight)})
			}
		}
	}
	for _, kind := range []dossier.SentenceKind{dossier.CommonGround, dossier.Difference} {
		rows = append(rows, d.sentencesOf(s, kind, width)...)
	}
	for _, shift := range d.p.Shifts {
		if shift.Issue == s.Issue.Name {
			rows = append(rows, finding{capital(shift.Word()), d.set(d.shiftLine(shift), width, typeset.LeftToRight)})
		}
	}
	rows = append(rows, d.sentencesOf(s, dossier.NotSaid, width)...)
	d.where = where
	for i, r := range rows {
		h := r.text.height() + 2.8
		fresh := false
		if h > d.room() && d.room() < d.cur.h-top-bottom-1 {
			d.newPage(false)
			fresh = true
		}
		if i == 0 || fresh {
			d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.5, navy)
		}
		d.drawAt(d.oneLine(r.label, smallHead.as(8, 14).in(navy), findingIndent-2), marginX, d.y+1.3)
		d.y = d.drawLong(r.text, marginX+findingIndent, d.y+1.3) + 1.5
		d.cur.line(marginX, d.y, d.cur.w-marginX, d.y, 0.2, rule)
	}
	if len(rows) > 0 {
		d.y += 5
	}
}

// drawLong draws a block over as many pages as it needs.
func (d *doc) drawLong(b *block, x, y float64) float64 {
	for i := 0; i < len(b.lines); {
		fit := min(len(b.lines)-i, max(1, int((d.cur.h-bottom-y)/b.leading)))
		y = d.draw(b, i, i+fit, x, y)
		if i += fit; i < len(b.lines) {
			d.newPage(d.cur.landscape)
			y = d.y
		}
	}
	return y
}

func (d *doc) sentencesOf(s dossier.Section, kind dossier.SentenceKind, width float64) []finding {
	label := map[dossier.SentenceKind]string{dossier.CommonGround: "Common ground", dossier.Difference: "Difference", dossier.NotSaid: "Not said"}[kind]
	var out []finding
	for _, c := range s.Sentences {
		if c.Kind != kind || flat(c.Body) == "" {
			continue
		}
		d.where = "issue " + itoa(s.Number) + ", " + strings.ToLower(label)
		spans := append(plain(flat(c.Body), bodyLook), d.cites(c.Quotes)...)
		out = append(out, finding{label, d.set(append(spans, d.signature(c)...), width, typeset.Auto)})
	}
	return out
}

// shiftLine sums up a pair: who, from what to what, when, and what the analyst made of it.
func (d *doc) shiftLine(s dossier.PacketShift) []span {
	l := bodyLook
	out := []span{{text: clip(flat(s.Party), 50), look: l}}
	moved := s.Earlier.Stance != s.Later.Stance
	for i, of := range []dossier.CodedStatement{s.Earlier, s.Later} {
		word := [2]string{": was ", ", now "}[i]
		if !moved {
			word = [2]string{": one statement", ", another"}[i]
		}
		out = append(out, separator(word, l))
		if moved {
			out = append(out, span{text: looksOf(of.Stance).word, look: l})
		}
		if of.Date.Known() {
			out = append(out, separator(" (", l), span{text: d.when(of.Date, of.SaidKnown), look: l}, separator(")", l))
		}
		out = append(out, d.cites(cited([]int{s.EarlierQuote, s.LaterQuote}[i]))...)
	}
	if note := flat(s.Note); note != "" && !moved {
		out = append(out, separator(": ", l), span{text: clip(note, 120), look: l})
	}
	out = append(out, separator(". ", l))
	if reason := flat(s.Verdict.Reason); reason != "" {
		out = append(out, span{text: capital(string(s.Verdict.Kind)) + ": " + clip(reason, 300), look: l})
	}
	return out
}

// translation sets the words of a statement in another language, below the original: "tr." in front, in italics, and the
// translator where somebody is named. Of at most n lines, if n > 0.
func (d *doc) translation(q dossier.Quote, width float64, n int) *block {
	l := look{serifItalic, 8.8, 12, ink}
	out := []span{{text: "tr.\u00a0", look: l}, {text: flat(q.Translation.Text), look: l}}
	if by := flat(q.Translation.By); by != "" {
		out = append(out, span{text: "\u00a0(" + clip(by, 60) + ")", look: noteLook.as(7, 12)})
	}
	dir := direction(q.Translation.Lang, q.Translation.Text)
	b := d.set(out, width, dir)
	if n < 1 || len(b.lines) <= n {
		return b
	}
	fields := strings.Fields(string(b.p[:b.lines[n-1].End]))
	for len(fields) > 2 {
		fields = fields[:len(fields)-1]
		if b = d.set([]span{{text: strings.Join(fields, " "), look: l}, {text: "\u00a0…", look: l.in(grey)}}, width, dir); len(b.lines) <= n {
			return b
		}
	}
	return d.clipped("tr. "+q.Translation.Text, l, width, n)
}
