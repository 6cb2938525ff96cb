package export

import (
	"fmt"
	"strings"

	"parley/dossier"
)

// sourceWords says what the packet rests on, and where its texts stand.
func (d *doc) sourceWords() string {
	s := d.p.Summary
	if d.untold() {
		return "No statement is accepted yet, so none is cited."
	}
	text := "Nothing is searched yet."
	if s.Documents > 0 {
		text = count(s.Documents, "article", "articles")
		if s.Outlets > 0 {
			text += " from " + count(s.Outlets, "outlet", "outlets")
		}
		if s.Languages > 1 {
			text += " in " + itoa(s.Languages) + " languages"
		}
		if when := period(s.From, s.To); when != "" {
			text += ", " + when
		}
		text += "; " + count(s.Statements, "accepted statement", "accepted statements")
		if s.Statements > 0 {
			text += ", " + itoa(s.Named) + " with a named speaker"
		}
		text += "."
	}
	switch n := len(d.p.Quotes); {
	case n == 0:
		text += " No statement is cited."
	case n == 1:
		text += " One statement is cited, compared letter for letter with its source."
	default:
		text += fmt.Sprintf(" %d statements from %s are cited, each compared letter for letter with its source.", n, count(d.p.Cited(), "source", "sources"))
	}
	if n := d.translated(); n > 0 {
		text += " " + count(n, "is translated, marked", "are translated, marked") + "\u00a0tr."
	}
	appendix := d.prints(dossier.PartSources)
	switch {
	case len(d.p.Sources) == 0:
	case d.bare && !appendix:
		text += " The sources are listed at the end; their texts are in the dossier."
	case d.bare && d.p.Recipe.Excerpts:
		text += " The appendix prints the quoted passages, marked, with what stands around them."
	case d.bare:
		text += " The full text of every cited source is in the appendix, quoted passages marked."
	case !appendix:
		text += " The full text of every cited source is attached to this file."
	case d.p.Recipe.Excerpts:
		text += " The appendix prints the quoted passages, marked, with what stands around them; the full text of every cited source is attached to this file."
	default:
		text += " The full text of every cited source is in the appendix, quoted passages marked, and attached to this file"
		if len(d.attachedOnly) > 0 {
			text += "; of " + strings.Join(d.attachedOnly, ", ") + ", for which no font is here, only the quoted paragraphs are printed"
		}
		text += "."
	}
	return text
}

func (d *doc) translated() int {
	n := 0
	for _, q := range d.p.Quotes {
		if q.Translation.Text != "" {
			n++
		}
	}
	return n
}

// grid is the position matrix, as it is summed up by issue.
type grid dossier.Grid

// standing are parties of one stance on an issue.
type standing struct {
	look   stanceStyle
	stance dossier.Stance
	silent bool
	names  []string
}

// standing lists the parties by where they stand on an issue of the matrix: from who supports to who is silent.
func (g grid) standing(i int) []standing {
	by := map[dossier.Stance][]string{}
	var none []string
	for j, p := range g.Parties {
		if i >= len(g.Cells) || j >= len(g.Cells[i]) || g.Cells[i][j].Count == 0 {
			none = append(none, flat(p.Name))
		} else {
			by[g.Cells[i][j].Stance] = append(by[g.Cells[i][j].Stance], flat(p.Name))
		}
	}
	var out []standing
	for _, s := range []dossier.Stance{dossier.Supports, dossier.Conditional, dossier.Opposes, dossier.Ambiguous, dossier.StanceNone} {
		if len(by[s]) > 0 {
			out = append(out, standing{looksOf(s), s, false, by[s]})
		}
	}
	if len(none) > 0 {
		out = append(out, standing{silence, dossier.StanceNone, true, none})
	}
	return out
}

// untold reports whether there is nothing at all to print: no statement was accepted.
func (d *doc) untold() bool { return len(d.p.Quotes) == 0 && d.p.Summary.Statements == 0 }

// uncodedWords stand on the front page in place of where the parties stand.
func (d *doc) uncodedWords() string {
	if d.untold() {
		return "No statement is accepted yet: there is nothing to set side by side."
	}
	return "No position is coded yet: the packet holds the sources and what is cited from them."
}

// emptyWords say why there is nothing in a part.
func (d *doc) emptyWords(part dossier.Part) string {
	if d.untold() && part != dossier.PartSources && part != dossier.PartDrafts {
		return "No statement is accepted yet."
	}
	switch part {
	case dossier.PartMatrix:
		return "No position is coded yet: there is no party or no issue to set side by side."
	case dossier.PartIssues:
		return "No issue is in this packet and no statement is cited."
	case dossier.PartTimeline:
		return "No dated statement is coded yet."
	case dossier.PartShifts:
		return "No shift and no contradiction is confirmed or explained."
	case dossier.PartGaps:
		if len(d.p.Grid.Parties) > 0 && len(d.p.Grid.Issues) > 0 {
			return "Every party has spoken on every issue, and lately. " + d.searched()
		}
		return "No party is set beside an issue yet."
	case dossier.PartDrafts:
		switch len(d.p.Drafts) {
		case 0:
			return "No draft is chosen for this packet."
		case 1:
			return "One draft alone is chosen for this packet; it takes a second one to compare it with."
		}
		return "The drafts chosen hold no provision that could be compared."
	case dossier.PartSources:
		return "No source is cited in this packet."
	}
	return "Nothing is cited that an index could lead to."
}
