package sides

import (
	"context"
	"slices"
	"strings"

	"parley/dossier"
	"parley/views/parts"
	"parley/views/picker"
)

// chooseRests asks of which sentence the statements under it are to be seen or chosen.
func (v *View) chooseRests() {
	kinds := append(slices.Clone(compared[:]), dossier.PositionSummary)
	var written []dossier.SentenceKind
	var items []picker.Item
	for _, kind := range kinds {
		if s := v.sentenceOf(kind, v.columnsOf(kind)); s.Body != "" {
			written = append(written, kind)
			items = append(items, picker.Item{Name: v.headOf(kind), Note: parts.Count(len(s.Rests), "statement")})
		}
	}
	switch len(written) {
	case 0:
		v.Desk.Note("No sentence is written here yet: G, D, U and S write one.")
	case 1:
		v.rests(written[0])
	default:
		picker.Open(v.Desk, picker.Options{Title: "What rests on what?", Placeholder: "Sentence", Items: items, Closed: v.Focus, Picked: func(i int) { v.rests(written[i]) }})
	}
}

// columnsOf are the columns that a sentence is about: of a position that under the cursor.
func (v *View) columnsOf(kind dossier.SentenceKind) []dossier.Party {
	if kind == dossier.PositionSummary && v.cursor.col < len(v.data.columns) {
		return v.data.columns[v.cursor.col : v.cursor.col+1]
	}
	return v.data.columns
}

// rests lists the statements of the columns, with a sign at those on which a sentence rests; Enter puts one in or out.
func (v *View) rests(kind dossier.SentenceKind) {
	columns := v.columnsOf(kind)
	s := v.sentenceOf(kind, columns)
	if s.Body == "" {
		v.write(kind)
		return
	}
	var ids []dossier.ID
	var items []picker.Item
	for i, p := range v.data.columns {
		if !slices.ContainsFunc(columns, func(c dossier.Party) bool { return c.ID == p.ID }) {
			continue
		}
		for _, st := range v.data.lists[i] {
			if slices.Contains(ids, st.StatementID) {
				continue
			}
			item := picker.Item{Name: strings.TrimSpace(st.Date.Short(v.data.year) + "  " + p.Name + ": " + strings.Join(strings.Fields(st.Exact), " "))}
			if slices.Contains(s.Rests, st.StatementID) {
				item.Note = "✓"
			}
			ids, items = append(ids, st.StatementID), append(items, item)
		}
	}
	picker.Open(v.Desk, picker.Options{Title: v.headOf(kind) + " rests on", Subtitle: "Enter puts one in or takes it out, Esc ends", Placeholder: "Words", Items: items, Closed: v.Focus, Picked: func(i int) {
		if at := slices.Index(s.Rests, ids[i]); at >= 0 {
			s.Rests = slices.Delete(slices.Clone(s.Rests), at, at+1)
		} else {
			s.Rests = append(slices.Clone(s.Rests), ids[i])
		}
		v.Desk.Act(func(ctx context.Context) error { return v.Desk.Workbench.Write(ctx, s) }, func() {
			sentences := slices.Clone(v.data.sentences)
			for k := range sentences {
				if sentences[k].Same(s) {
					sentences[k] = s
				}
			}
			v.data.sentences = sentences // until the event has brought them
			v.rests(kind)
		})
	}})
}
