package packet

import (
	"slices"
	"strings"

	"parley/dossier"
)

// orderOf lists all parts: those that are printed in their order, each left out one where it stood, at first after the
// one that it usually follows.
func orderOf(r dossier.Recipe, was []dossier.Part) []dossier.Part {
	printed := r.Printed()
	on := func(part dossier.Part) bool { return slices.Contains(printed, part) }
	if len(was) == len(dossier.Parts) {
		if kept := slices.DeleteFunc(slices.Clone(was), func(part dossier.Part) bool { return !on(part) }); slices.Equal(kept, printed) {
			return was
		}
	}
	out := slices.Clone(printed)
	for i, part := range dossier.Parts {
		if on(part) {
			continue
		}
		at := 0
		if i > 0 {
			at = slices.Index(out, dossier.Parts[i-1]) + 1
		}
		out = slices.Insert(out, at, part)
	}
	return out
}

// printedOf lists the parts of an order that are on; all of them in their usual order are kept as no choice.
func printedOf(order []dossier.Part, on func(dossier.Part) bool) []dossier.Part {
	var out []dossier.Part
	for _, part := range order {
		if on(part) {
			out = append(out, part)
		}
	}
	if slices.Equal(out, dossier.Parts) {
		return nil
	}
	return out
}

// turnPart prints a part or leaves it out.
func (p *Pane) turnPart(part dossier.Part) {
	printed := p.recipe.Printed()
	on := slices.Contains(printed, part)
	if on && len(printed) == 1 {
		p.desk.Note("A packet prints one part at least: it stays")
		return
	}
	verb := "Print "
	if on {
		verb = "Leave out "
	}
	p.edit(verb+part.Words(), func(r *dossier.Recipe) {
		r.Parts = printedOf(p.order, func(q dossier.Part) bool { return slices.Contains(printed, q) != (q == part) })
	})
}

// movePart puts a part to another place in the order.
func (p *Pane) movePart(part dossier.Part, to int) {
	from := slices.Index(p.order, part)
	to = max(0, min(to, len(p.order)-1))
	if from < 0 || from == to {
		return
	}
	way := " up"
	if to > from {
		way = " down"
	}
	printed := p.recipe.Printed()
	p.order = slices.Insert(slices.Delete(slices.Clone(p.order), from, from+1), to, part)
	p.edit("Move "+part.Words()+way, func(r *dossier.Recipe) {
		r.Parts = printedOf(p.order, func(q dossier.Part) bool { return slices.Contains(printed, q) })
	})
	p.refill(partKey + string(part)) // one that is left out moves here only
}

// MoveBy moves the chosen part or judgement by a place.
func (p *Pane) MoveBy(by int) {
	r, ok := p.currentRow()
	switch {
	case !ok:
	case r.part != "":
		p.movePart(r.part, slices.Index(p.order, r.part)+by)
	case strings.HasPrefix(r.key, judgementKey):
		p.moveJudgement(r.number, r.number+by)
	}
}

// dragRow moves a part or a judgement to where it is dragged, row by row.
func (p *Pane) dragRow(i, over int, done bool) {
	if i < 0 || i >= len(p.rows) || over < 0 || over >= len(p.rows) {
		return
	}
	from, to := p.rows[i], p.rows[over]
	p.list.GoTo(i)
	if !done {
		p.dropAt, p.below = over, over > i
		p.list.Refresh()
		return
	}
	p.dropAt = -1
	p.list.Refresh()
	switch {
	case from.part != "" && to.part != "":
		p.movePart(from.part, slices.Index(p.order, to.part))
	case strings.HasPrefix(from.key, judgementKey) && strings.HasPrefix(to.key, judgementKey):
		p.moveJudgement(from.number, to.number)
	}
}

// setForm prints all parts, or the short form.
func (p *Pane) setForm(what string, form []dossier.Part) {
	p.order = nil
	p.edit(what, func(r *dossier.Recipe) { r.Parts = slices.Clone(form) })
	p.refill("")
}

// AllParts prints every part in its usual order.
func (p *Pane) AllParts() { p.setForm("Print all parts", nil) }

// TwoPages prints what a reader takes into a meeting.
func (p *Pane) TwoPages() { p.setForm("Print two pages", dossier.TwoPages) }
