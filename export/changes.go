package export

import (
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
	"parley/typeset"
)

// bullets is a short list under a head. What of it does not fit is counted in its last line, with the place where the
// rest stands.
type bullets struct {
	head  string
	items []*block
	where string // where the rest stands; empty: nowhere in this packet
	none  string // said where there is no item
}

const bulletIndent = 3.8

var bulletLook = bodyLook.as(9, 12.4)

func (b *bullets) height(shown int) float64 {
	h := smallHead.height() + 0.4
	for _, it := range b.items[:shown] {
		h += it.height() + 0.7
	}
	if shown < len(b.items) || len(b.items) == 0 {
		h += bulletLook.height()
	}
	return h
}

// fit is how many items fit in a height, -1 where not even the head does.
func (b *bullets) fit(height float64) int {
	for n := len(b.items); n >= 0; n-- {
		if b.height(n) <= height {
			return n
		}
	}
	return -1
}

func (b *bullets) see(how string) string {
	if b.where == "" {
		return ""
	}
	return how + b.where
}

// short is the list in one line, for a page that has no room for more.
func (b *bullets) short() []span {
	l := summaryLook
	text := ": " + b.none
	if n := len(b.items); n > 0 {
		text = ": " + itoa(n) + b.see(", see ") + "."
	}
	return []span{{text: b.head, look: l.with(sansSemi)}, {text: text, look: l}}
}

func (d *doc) drawBullets(b *bullets, shown int, x, y, width float64) float64 {
	y = d.drawAt(d.oneLine(b.head, smallHead, width), x, y) + 0.4
	if len(b.items) == 0 {
		return d.drawAt(d.oneLine(b.none, summaryLook.as(8, 12.4).in(grey), width), x, y)
	}
	for _, it := range b.items[:shown] {
		d.cur.fill(x, y+1.75, 1.2, 1.2, navy)
		y = d.drawAt(it, x+bulletIndent, y) + 0.7
	}
	if left := len(b.items) - shown; left > 0 {
		text := count(left, "more", "more") + b.see(": see ")
		if shown == 0 {
			text = itoa(left) + b.see(", see ") + "."
		}
		y = d.drawAt(d.oneLine(text, summaryLook.as(8, 12.4).in(grey), width), x, y)
	}
	return y
}

// changed lists what is different from the last packet; nil where there is none to compare with.
func (d *doc) changed(width float64) *bullets {
	since := d.p.Since
	if since.ID == dossier.None && since.IssuedAt.IsZero() && flat(since.Recipe.Reference) == "" {
		return nil
	}
	name := flat(since.Recipe.Reference)
	if name == "" {
		name = "the last packet"
	}
	b := &bullets{head: "Changed since " + clip(name, 40), none: "No party said anything new or took another stance."}
	if d.holds(dossier.PartMatrix) {
		b.where = "the position matrix"
	}
	if !since.IssuedAt.IsZero() {
		b.head += " (" + dossier.Date{Time: since.IssuedAt.UTC(), Precision: dossier.PrecisionDay}.Short(d.year) + ")"
	}
	weight := map[dossier.PacketChangeKind]int{dossier.ChangeMoved: 0, dossier.ChangeNew: 1, dossier.ChangeWithdrawn: 2, dossier.ChangeMore: 3}
	list := slices.Clone(d.p.Changes)
	slices.SortStableFunc(list, func(a, b dossier.PacketChange) int { return weight[a.Kind] - weight[b.Kind] })
	for _, c := range list {
		b.items = append(b.items, d.set(d.change(c), width-bulletIndent, typeset.LeftToRight))
	}
	return b
}

// change says what happened in a cell of the matrix.
func (d *doc) change(c dossier.PacketChange) []span {
	out := d.aboutCell(c.Party, c.Issue, bulletLook)
	after := looksOf(c.After).word
	switch c.Kind {
	case dossier.ChangeMoved:
		text := fmt.Sprintf("was %s, now %s", looksOf(c.Before).word, after)
		if c.Movement != dossier.Unmoved {
			text += " (" + string(c.Movement) + ")"
		}
		out = append(out, span{text: text + ".", look: bulletLook})
	case dossier.ChangeNew:
		out = append(out, span{text: "first statement, " + after + ".", look: bulletLook})
	case dossier.ChangeWithdrawn:
		return append(out, span{text: "nothing is left of what that packet held (" + looksOf(c.Before).word + ").", look: bulletLook})
	default:
		out = append(out, span{text: count(max(1, c.More), "further statement", "further statements") + ", still " + after + ".", look: bulletLook})
	}
	if c.Quote > 0 {
		out = append(out, d.cites([]int{c.Quote})...)
	}
	return out
}

// aboutCell begins a line on a party and an issue: "Kesh Federation, transit fees: ".
func (d *doc) aboutCell(party, issue string, l look) []span {
	return []span{{text: clip(flat(party), 50), look: l}, separator(", ", l), {text: clip(flat(issue), 60), look: l}, separator(": ", l)}
}

// quiet lists contradictions and silence; nil where the packet has neither.
func (d *doc) quiet(width float64) *bullets {
	b := &bullets{head: "Silence and contradictions"}
	var places []string
	for _, part := range []dossier.Part{dossier.PartShifts, dossier.PartGaps} {
		if d.holds(part) {
			places = append(places, "“"+part.Words()+"”")
		}
	}
	b.where = strings.Join(places, " and ")
	for _, s := range d.p.Shifts {
		if s.Contradiction() {
			b.items = append(b.items, d.set(d.contradiction(s), width-bulletIndent, typeset.LeftToRight))
		}
	}
	for _, line := range d.silences() {
		b.items = append(b.items, d.set(line, width-bulletIndent, typeset.LeftToRight))
	}
	if len(b.items) == 0 {
		return nil
	}
	return b
}

func (d *doc) contradiction(s dossier.PacketShift) []span {
	l := bulletLook
	verb := " contradicts itself on "
	if s.Rule == dossier.RuleTelling {
		verb = " is told differently on "
	}
	out := []span{{text: clip(flat(s.Party), 50), look: l}, separator(verb, l), {text: clip(flat(s.Issue), 60), look: l}}
	if a, b := d.when(s.Earlier.Date, s.Earlier.SaidKnown), d.when(s.Later.Date, s.Later.SaidKnown); s.Earlier.Date.Known() && s.Later.Date.Known() {
		out = append(out, span{text: ", " + a + " against " + b, look: l})
	}
	out = append(out, span{text: ".", look: l})
	return append(out, d.cites(cited(s.EarlierQuote, s.LaterQuote))...)
}

// cited are the numbers of those quotations that are in the packet.
func cited(numbers ...int) []int {
	return slices.DeleteFunc(slices.Clone(numbers), func(n int) bool { return n < 1 })
}

// silences says for each party on what it has said nothing: one line for a party, not one for each cell.
func (d *doc) silences() [][]span {
	var parties []string
	never, fell := map[string][]string{}, map[string][]dossier.PacketGap{}
	for _, g := range d.p.Gaps {
		if !slices.Contains(parties, g.Party) {
			parties = append(parties, g.Party)
		}
		if g.Days < 0 {
			never[g.Party] = append(never[g.Party], g.Issue)
		} else {
			fell[g.Party] = append(fell[g.Party], g)
		}
	}
	var out [][]span
	l := bulletLook
	for _, p := range parties {
		who := span{text: clip(flat(p), 50), look: l}
		if on := never[p]; len(on) > 0 {
			line := append([]span{who, separator(": nothing found on ", l)}, d.names(on, l)...)
			if when := period(d.p.Grid.From, d.p.Grid.To); when != "" {
				line = append(line, separator(", ", l), span{text: when, look: l})
			}
			out = append(out, append(line, span{text: ".", look: l}))
		}
		if on := fell[p]; len(on) > 0 {
			line := []span{who, separator(": nothing new on ", l)}
			var issues []string
			for _, g := range on {
				issues = append(issues, g.Issue)
			}
			line = append(line, d.names(issues, l)...)
			if last := on[len(on)-1]; last.LastSaid.Known() { // the shortest silence among them
				line = append(line, separator(" since ", l), span{text: last.LastSaid.Short(d.year), look: l})
			}
			out = append(out, append(line, span{text: ".", look: l}))
		}
	}
	return out
}

// names lists up to three names and counts the others.
func (d *doc) names(names []string, l look) []span {
	shown := make([]string, 0, 3)
	for _, n := range names[:min(3, len(names))] {
		shown = append(shown, clip(flat(n), 50))
	}
	out := list(shown, l)
	if n := len(names) - len(shown); n > 0 {
		out = append(out, separator(" and "+count(n, "more", "more"), l))
	}
	return out
}
