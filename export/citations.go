package export

import (
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// citation is "[S3]", linked to the passage of a quotation.
func (d *doc) citation(n int) span {
	return span{text: "[S" + itoa(d.p.Quotes[n-1].Source) + "]", look: citeLook, link: anchor{'p', n}}
}

// cites are the citations of quotations, each source once, behind a no-break space. Where a source is cited for more than
// one passage, the quotations are named so that each has its link: "[S1: Q2, Q5]".
func (d *doc) cites(quotes []int) []span {
	var out []span
	for i, of := range bySource(d.p, quotes) {
		if i == 0 {
			out = append(out, separator("\u00a0", citeLook))
		} else {
			out = append(out, separator(" ", citeLook))
		}
		if len(of) == 1 {
			out = append(out, d.citation(of[0]))
			continue
		}
		out = append(out, span{text: "[S" + itoa(d.p.Quotes[of[0]-1].Source) + ":", look: citeLook})
		for k, n := range of {
			end := ","
			if k == len(of)-1 {
				end = "]"
			}
			out = append(out, span{text: "\u00a0Q" + itoa(n) + end, look: citeLook, link: anchor{'p', n}})
		}
	}
	return out
}

// bySource puts together the quotations of one source, in the order in which the sources are cited first.
func bySource(p dossier.Packet, quotes []int) [][]int {
	var out [][]int
	at := map[int]int{}
	for _, n := range quotes {
		s := p.Quotes[n-1].Source
		if _, ok := at[s]; !ok {
			at[s] = len(out)
			out = append(out, nil)
		}
		out[at[s]] = append(out[at[s]], n)
	}
	return out
}

// stanceSpans are glyph and word of a stance, to stand in a line of text.
func stanceSpans(s stanceStyle) []span {
	return []span{{text: s.glyph + "\u00a0", look: stanceLook.with(symbols).in(s.dark)}, {text: strings.ReplaceAll(s.word, " ", "\u00a0"), look: stanceLook.in(s.dark)}}
}

// beginning sets what a quotation says in at most n lines: whole, or its beginning with an ellipsis that is drawn in another
// colour and no closing mark, so that nobody takes the one for the speaker's or the other for the end.
func (d *doc) beginning(q dossier.Quote, width float64, n int) *block {
	d.where, d.quote = "Q"+itoa(q.Number), q.Number
	defer func() { d.quote = 0 }()
	l := quoteLook.as(9, 12.4)
	if q.Kind == dossier.Indirect {
		l = reportedLook.as(8, 12.4)
	}
	text := flat(q.Passage.Exact)
	dir := direction(q.Lang, text)
	b := d.set(plain(text, l), width, dir)
	if len(b.lines) <= n {
		d.mark(anchor{'w', q.Number}, d.y)
		return b
	}
	if words := d.beginningOf(text, l, width, n); words != "" {
		return d.set([]span{{text: words, look: l}, {text: "\u00a0…", look: l.in(grey)}}, width, dir)
	}
	return d.clipped(text, l, width, n)
}

// beginningOf is as many whole words of a text as stand in n lines with an ellipsis behind them; what it ends with is no
// closing mark. It is empty where not one word does.
func (d *doc) beginningOf(text string, l look, width float64, n int) string {
	b := d.set(plain(text, l), width, typeset.Auto)
	fields := strings.Fields(string(b.p[:b.lines[min(n, len(b.lines))-1].End]))
	for len(fields) > 1 {
		fields = fields[:len(fields)-1]
		if strings.ContainsAny(lastRune(fields[len(fields)-1]), "”’»\"'“‹›") {
			continue
		}
		words := strings.Join(fields, " ")
		if len(d.set(plain(words+"\u00a0…", l), width, typeset.Auto).lines) <= n {
			return words
		}
	}
	return ""
}

func lastRune(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// who is the line that names speaker and number of a quotation.
func (d *doc) who(q dossier.Quote, width float64) *block {
	speaker := flat(q.Speaker)
	if speaker == "" {
		speaker = "Speaker not named"
	}
	return d.set([]span{{text: clip(speaker, 80), look: speakerLook}, separator("  ", speakerLook), {text: "Q" + itoa(q.Number), look: speakerLook.in(markText)}}, width, typeset.LeftToRight)
}
