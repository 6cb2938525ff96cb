package export

import (
	"fmt"
	"slices"
	"strings"

	"parley/dossier"
)

// front is who, when and for whom; the bottom line; the judgements; what changed; what it rests on.
func (c *content) front() {
	r := c.p.Recipe
	cut := c.p.CutOff
	if !cut.Known() {
		cut = c.p.Summary.To
	}
	facts := piece{kind: pieceTable, role: "front", rows: [][]contentCell{nil}}
	for _, f := range [][2]string{{"Reference", r.Reference}, {"Issued", c.facts.issuedLabel()}, {"Information cut-off", cut.Label()}, {"Prepared for", r.PreparedFor}} {
		if flat(f[1]) != "" {
			facts.head = append(facts.head, textCell(ours(f[0])))
			facts.rows[0] = append(facts.rows[0], textCell(named(f[1], styleBold)))
		}
	}
	if len(facts.head) > 0 {
		c.add(facts)
	}
	if text := flat(r.BottomLine); text != "" {
		head, last := lastSentence(text)
		var runs []textRun
		if head != "" {
			runs = append(runs, ours(shownText(head)+" "))
		}
		runs = append(runs, oursIn(styleBold, shownText(last)))
		c.add(piece{kind: pieceGroup, role: "bottom-line", inner: []piece{paragraph("label", ours("BOTTOM LINE")), paragraph("lead", runs...)}})
	}
	c.judgements()
	c.changes()
	c.silences()
	c.whereTheyStand()
	c.add(paragraph("summary", oursIn(styleBold, "Source summary"), ours(". "+c.facts.sourceWords())))
	if terms := c.terms(); terms != "" {
		c.add(paragraph("summary", oursIn(styleBold, "Terms"), ours(". "+terms)))
	}
	c.add(factTable("release", [][2]string{{"Author", r.Author}, {"Dossier", c.p.Dossier}})...)
}

// factTable sets labels and values; what is not known is left out.
func factTable(role string, facts [][2]string) []piece {
	t := piece{kind: pieceTable, role: role, rows: [][]contentCell{}, widths: []int{24, 76}}
	for _, f := range facts {
		if flat(f[1]) != "" {
			t.rows = append(t.rows, []contentCell{textCell(oursIn(styleSmall, f[0])), textCell(named(f[1], 0))})
		}
	}
	if len(t.rows) == 0 {
		return nil
	}
	return []piece{t}
}

// judgements stand in a table: how likely it is and how sure the analyst is are never one sentence.
func (c *content) judgements() {
	if len(c.p.Judgements) == 0 {
		return
	}
	c.add(heading(2, "judgements", ours("Key judgements")))
	t := piece{kind: pieceTable, role: "judgements", head: heads("", "Judgement", "Likelihood", "Confidence"), widths: []int{5, 53, 20, 22}}
	for i, j := range c.p.Judgements {
		text := []piece{paragraph("words", append([]textRun{named(j.Text, 0)}, c.cites(j.Quotes)...)...)}
		likelihood := []piece{paragraph("cell", named(capital(j.Likelihood), styleBold))}
		if term, ok := c.p.Recipe.Scale.Term(j.Likelihood); ok {
			likelihood = []piece{paragraph("cell", oursIn(styleBold, capital(term.Word))), paragraph("facts", oursIn(styleSmall, fmt.Sprintf("%d–%d\u00a0%%", term.Low, term.High))),
				{kind: pieceBar, low: term.Low, high: term.High}}
		} else if flat(j.Likelihood) == "" {
			likelihood = []piece{paragraph("cell", ours("–"))}
		}
		confidence := []piece{paragraph("cell", oursIn(styleBold, capital(shownText(flat(string(j.Confidence))))))}
		if j.Confidence == dossier.ConfidenceNone {
			confidence = []piece{paragraph("cell", ours("–"))}
		}
		if flat(j.Reason) != "" {
			confidence = append(confidence, paragraph("facts", named(j.Reason, styleSmall)))
		}
		t.rows = append(t.rows, []contentCell{textCell(oursIn(styleBold, itoa(i+1))), contentCellOf(text...), contentCellOf(likelihood...), contentCellOf(confidence...)})
	}
	c.add(t)
}

// changes tells what is different from the packet before.
func (c *content) changes() {
	since := c.p.Since
	if since.ID == dossier.None && len(c.p.Changes) == 0 {
		return
	}
	title := []textRun{ours("Changed since the last packet")}
	if ref := flat(since.Recipe.Reference); ref != "" {
		title = []textRun{ours("Changed since "), named(ref, 0)}
	}
	if !since.IssuedAt.IsZero() {
		title = append(title, ours(" ("+dossier.Date{Time: since.IssuedAt.UTC(), Precision: dossier.PrecisionMinute}.Short(c.facts.year)+")"))
	}
	c.add(heading(3, "changes", title...))
	if len(c.p.Changes) == 0 {
		c.add(paragraph("note", ours("Nothing in the position matrix.")))
		return
	}
	list := piece{kind: pieceGroup, role: "list"}
	for _, ch := range c.p.Changes {
		runs := []textRun{named(ch.Party, styleBold), ours(" on "), named(ch.Issue, 0), ours(": " + changeWords(ch))}
		list.inner = append(list.inner, paragraph("item", append(runs, c.cite(ch.Quote)...)...))
	}
	c.add(list)
}

func changeWords(ch dossier.PacketChange) string {
	switch ch.Kind {
	case dossier.ChangeMoved:
		return fmt.Sprintf("%s, from %s to %s.", string(ch.Movement), strings.ToLower(looksOf(ch.Before).word), strings.ToLower(looksOf(ch.After).word))
	case dossier.ChangeNew:
		return "spoke for the first time: " + strings.ToLower(looksOf(ch.After).word) + "."
	case dossier.ChangeMore:
		return "the same stance, in " + count(ch.More, "more statement", "more statements") + "."
	case dossier.ChangeWithdrawn:
		return "nothing is left of what the last packet had."
	}
	return string(ch.Kind) + "."
}

// silences sums up gaps and shifts, which stand in full in their own parts.
func (c *content) silences() {
	list := piece{kind: pieceGroup, role: "list"}
	for _, g := range c.p.Gaps {
		words := "nothing found."
		if g.LastSaid.Known() {
			words = "nothing since " + g.LastSaid.Short(c.facts.year) + "."
		}
		list.inner = append(list.inner, paragraph("item", named(g.Party, styleBold), ours(" on "), named(g.Issue, 0), ours(": "+words)))
	}
	for _, s := range c.p.Shifts {
		runs := []textRun{ours(capital(s.Word()) + ": "), named(s.Party, styleBold), ours(" on "), named(s.Issue, 0)}
		list.inner = append(list.inner, paragraph("item", append(append(runs, c.cite(s.EarlierQuote)...), c.cite(s.LaterQuote)...)...))
	}
	if len(list.inner) > 0 {
		c.add(heading(3, "silence", ours("Silence and contradictions")), list)
	}
}

// whereTheyStand sums up the matrix: for each issue the parties by stance.
func (c *content) whereTheyStand() {
	g := c.p.Grid
	if len(g.Issues) == 0 || len(g.Parties) == 0 {
		c.add(paragraph("note", ours(c.facts.uncodedWords())))
		return
	}
	t := piece{kind: pieceTable, role: "standing", head: heads("Issue", "Parties"), widths: []int{30, 70}}
	for i := range g.Issues {
		n := c.facts.issueNumber(i)
		name := named(g.Issues[i].Name, styleBold)
		name.link = fmt.Sprintf("issue%d", n)
		var stands [][]textRun
		for _, of := range grid(g).standing(i) {
			var names [][]textRun
			for _, who := range of.names {
				names = append(names, []textRun{named(who, 0)})
			}
			stands = append(stands, slices.Concat(stanceRuns(of.stance, of.silent), []textRun{ours(": ")}, joined(", ", names...)))
		}
		t.rows = append(t.rows, []contentCell{textCell(oursIn(styleBold, itoa(n)+"\u00a0"), name), textCell(joined(" · ", stands...)...)})
	}
	c.add(heading(3, "standing", ours("Where the parties stand")), t)
}

func (c *content) terms() string {
	text := ""
	if len(c.p.Sources) > 0 {
		text = "A stance is an analyst’s reading of a statement. Words in quotation marks are the speaker’s as the source gives them; what a source put in its own words " +
			"is set without marks and says by whom. Grades: letter = reliability of the source, digit = credibility of the item; F6 = not judged."
	}
	if len(c.p.Judgements) > 0 {
		scale := c.p.Recipe.Scale
		if scale == "" {
			scale = dossier.ScaleICD203
		}
		text = strings.TrimSpace(text + " Likelihood words carry the ranges shown (" + shownText(flat(string(scale))) + "); confidence rates the evidence, not the event.")
	}
	return text
}
