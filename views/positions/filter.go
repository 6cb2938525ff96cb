package positions

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"parley/dossier"
	"parley/views/ask"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
)

// chips are the filters in sight, at the head of the pane.
type chips struct {
	outlets, accepted, since, kind, grade, more, now, by *parts.Chip
	key                                                  *parts.KeyHint
}

func newChips(p *Pane) chips {
	k := p.Desk.Kit
	return chips{outlets: parts.NewFilterChip(k, "All outlets", p.chooseOutlet), accepted: parts.NewFilterChip(k, "Accepted only", p.turnProposed),
		since: parts.NewFilterChip(k, "All dates", p.turnSince), kind: parts.NewFilterChip(k, "Any kind", p.chooseKind),
		grade: parts.NewFilterChip(k, "Any grade", p.chooseGrade), more: parts.NewFilterChip(k, "+ Filter", p.chooseFilter), key: parts.NewKeyHint(k, "F"),
		now: parts.NewFilterChip(k, "", func() { p.setAsOf(dossier.Date{}); p.Focus() }),
		by:  parts.NewFilterChip(k, "", func() { p.standAcross(dossier.AcrossParties) })}
}

func (c *chips) all() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.by, c.outlets, c.accepted, c.since, c.kind, c.grade, c.now, c.more, c.key}
}

func (c *chips) objects() []fyne.CanvasObject { return c.all() }

// lay names the filters and puts them in a row; it gives where the row ends.
func (c *chips) lay(p *Pane) float32 {
	f := p.filter
	c.outlets.Set(some("All outlets", "outlet", len(f.Outlets)), len(f.Outlets) > 0)
	c.accepted.Set("Accepted only", !f.WithProposed)
	since := "All dates"
	if f.From.Known() {
		since = "Since " + f.From.Label()
	}
	c.since.Set(since, f.From.Known())
	kind := "Any kind"
	if len(f.Kinds) > 0 {
		var words []string
		for _, k := range f.Kinds {
			words = append(words, string(k))
		}
		kind = parts.SentenceCase(strings.Join(words, ", "))
	}
	c.kind.Set(kind, len(f.Kinds) > 0)
	grade := "Any grade"
	if len(f.Grades) > 0 {
		grade = "Grade " + strings.Join(f.Grades, ", ")
	}
	c.grade.Set(grade, len(f.Grades) > 0)
	c.now.Set("As of "+f.AsOf.Label(), true)
	c.now.Hidden = !f.AsOf.Known()
	c.by.Set(parts.SentenceCase(string(f.Dim()))+"s across", true)
	c.by.Hidden = f.Dim() == dossier.AcrossParties
	n := p.further()
	if f.Dim() != dossier.AcrossParties { // it has a chip
		n--
	}
	more := "+ Filter"
	if n > 0 {
		more = fmt.Sprintf("+ %s more", parts.Count(n, "filter"))
	}
	c.more.Set(more, n > 0)
	x := float32(inset)
	for _, o := range c.all() {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		parts.Put(o, x, (filterStrip-m.Height)/2, m.Width, m.Height)
		x += m.Width + look.Space2
	}
	return x
}

// further counts the filters that no chip of their own shows.
func (p *Pane) further() (n int) {
	f := p.filter
	for _, on := range []bool{f.Dim() != dossier.AcrossParties, len(f.Parties) > 0, len(f.Issues) > 0, len(f.Analysts) > 0, f.MinConfidence > 0, f.Day == dossier.DayReported} {
		if on {
			n++
		}
	}
	return n
}

// plain reports whether the filter takes everything.
func (p *Pane) plain() bool {
	f := p.filter
	return !f.Narrow() && p.further() == 0 && !f.From.Known() && !f.AsOf.Known() && !f.WithProposed
}

func some(all, thing string, n int) string {
	if n == 0 {
		return all
	}
	return parts.Count(n, thing)
}

func (p *Pane) turnProposed() {
	p.filter.WithProposed = !p.filter.WithProposed
	p.changed()
	p.Focus()
}

// toggled gives a list with a thing in it, or without it if it was there.
func toggled[T comparable](list []T, one T) []T {
	if i := slices.Index(list, one); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), one)
}

const isOn = "✓"

// several opens a picker in which each choice puts one thing into a filter or takes it out; the first item takes all out.
func several[T comparable](p *Pane, title, all string, ids []T, names []string, list *[]T) {
	items := []picker.Item{{Name: all}}
	if len(*list) == 0 {
		items[0].Note = isOn
	}
	for i, name := range names {
		item := picker.Item{Name: name}
		if slices.Contains(*list, ids[i]) {
			item.Note = isOn
		}
		items = append(items, item)
	}
	picker.Open(p.Desk, picker.Options{Title: title, Subtitle: "Enter puts one in or takes it out, Esc ends", Placeholder: "Name", Items: items, Picked: func(i int) {
		if i == 0 {
			*list = nil
		} else {
			*list = toggled(*list, ids[i-1])
		}
		p.changed()
		several(p, title, all, ids, names, list) // until Esc: more than one is chosen
	}, Closed: p.Focus})
}

func (p *Pane) chooseOutlet() {
	var ids []dossier.ID
	var names []string
	for _, o := range p.data.outlets {
		ids, names = append(ids, o.ID), append(names, o.Name)
	}
	several(p, "Outlets", "All outlets", ids, names, &p.filter.Outlets)
}

func (p *Pane) chooseKind() {
	several(p, "Kind of speech", "Any kind", []dossier.Kind{dossier.Direct, dossier.Indirect, dossier.Mixed}, []string{"Direct", "Indirect", "Mixed"}, &p.filter.Kinds)
}

func (p *Pane) chooseGrade() {
	grades := []string{"A", "B", "C", "D", "E", "F"}
	several(p, "Grade of the source", "Any grade", grades, grades, &p.filter.Grades)
}

// turnSince takes the first day back, or asks for one.
func (p *Pane) turnSince() {
	if p.filter.From.Known() {
		p.filter.From = dossier.Date{}
		p.changed()
		p.Focus()
		return
	}
	p.chooseSince()
}

// chooseSince asks from which day on statements count.
func (p *Pane) chooseSince() { p.askDay("Statements since", &p.filter.From) }

func (p *Pane) askDay(title string, into *dossier.Date) {
	parse := func(text string) (dossier.Date, error) { return dossier.ParseDate(strings.TrimSpace(text)) }
	ask.Open(p.Desk, ask.Question{Title: title, Hint: "2026-11-01; empty: all", Text: into.String(),
		Check: func(text string) error { _, err := parse(text); return err },
		Answer: func(text string) {
			*into, _ = parse(text) // checked
			p.asOf.day = p.filter.AsOf
			p.changed()
			p.Focus()
		}})
}

// chooseFilter lists all that can be filtered by.
func (p *Pane) chooseFilter() {
	f := &p.filter
	note := func(set bool, words string) string {
		if set {
			return words
		}
		return ""
	}
	choices := []struct {
		item picker.Item
		do   func()
	}{
		{picker.Item{Name: "Statements since…", Note: f.From.Label()}, p.chooseSince},
		{picker.Item{Name: "As of…", Note: f.AsOf.Label()}, func() { p.askDay("As of", &p.filter.AsOf) }},
		{picker.Item{Name: "Outlets…", Note: some("", "outlet", len(f.Outlets))}, p.chooseOutlet},
		{picker.Item{Name: "Kind of speech…", Note: some("", "kind", len(f.Kinds))}, p.chooseKind},
		{picker.Item{Name: "Grade of the source…", Note: strings.Join(f.Grades, ", ")}, p.chooseGrade},
		{picker.Item{Name: "Confidence of at least…", Note: note(f.MinConfidence > 0, strconv.FormatFloat(f.MinConfidence, 'g', 2, 64))}, p.askConfidence},
		{picker.Item{Name: "Read by…", Note: strings.Join(f.Analysts, ", ")}, p.chooseAnalyst},
		{picker.Item{Name: "Parties across…", Note: some("", "column", len(f.Parties))}, p.chooseParties},
		{picker.Item{Name: "Issues…", Note: some("", "issue", len(f.Issues))}, p.chooseIssues},
		{picker.Item{Name: "Parties stand across", Note: note(f.Dim() == dossier.AcrossParties, isOn)}, func() { p.standAcross(dossier.AcrossParties) }},
		{picker.Item{Name: "Speakers stand across", Note: note(f.Dim() == dossier.AcrossSpeakers, isOn)}, func() { p.standAcross(dossier.AcrossSpeakers) }},
		{picker.Item{Name: "Outlets stand across", Note: note(f.Dim() == dossier.AcrossOutlets, isOn)}, func() { p.standAcross(dossier.AcrossOutlets) }},
		{picker.Item{Name: "Days are when it was said", Note: note(f.Day != dossier.DayReported, isOn)}, func() { p.setDayKind(dossier.DaySaid) }},
		{picker.Item{Name: "Days are when it was first reported", Note: note(f.Day == dossier.DayReported, isOn)}, func() { p.setDayKind(dossier.DayReported) }},
		{picker.Item{Name: "Proposals too", Note: note(f.WithProposed, isOn)}, p.turnProposed},
		{picker.Item{Name: "No filter"}, func() { p.filter = dossier.PositionFilter{}; p.asOf.day = dossier.Date{}; p.changed(); p.Focus() }},
	}
	var items []picker.Item
	for _, c := range choices {
		items = append(items, c.item)
	}
	picker.Open(p.Desk, picker.Options{Title: "Filter", Placeholder: "What to filter by", Items: items, Picked: func(i int) { choices[i].do() }})
}

func (p *Pane) askConfidence() {
	var wrong = fmt.Errorf("A confidence lies between 0 and 1, such as 0.8.") //lint:ignore ST1005 a sentence for people
	parse := func(text string) (float64, error) {
		if text = strings.TrimSpace(text); text == "" {
			return 0, nil
		}
		v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil || v < 0 || v > 1 {
			return 0, wrong
		}
		return v, nil
	}
	ask.Open(p.Desk, ask.Question{Title: "Confidence of at least", Hint: "0.8; empty: any. What was made by hand passes.",
		Check:  func(text string) error { _, err := parse(text); return err },
		Answer: func(text string) { p.filter.MinConfidence, _ = parse(text); p.changed(); p.Focus() }})
}

func (p *Pane) chooseAnalyst() {
	var names []string
	p.Desk.Act(func(ctx context.Context) (err error) {
		names, err = p.Desk.Workbench.Analysts(ctx)
		return err
	}, func() { several(p, "Read by", "Anybody", names, names, &p.filter.Analysts) })
}

func (p *Pane) chooseParties() {
	f := p.filter
	f.Parties = nil
	var ids []dossier.ID
	var names []string
	p.Desk.Act(func(ctx context.Context) error {
		g, err := p.Desk.Workbench.Grid(ctx, f)
		for _, party := range g.Parties {
			ids, names = append(ids, party.ID), append(names, party.Name)
		}
		return err
	}, func() {
		several(p, "Across, in the order of choosing", "All", ids, names, &p.filter.Parties)
	})
}

func (p *Pane) chooseIssues() {
	var issues []dossier.Issue
	p.Desk.Act(func(ctx context.Context) (err error) {
		issues, err = p.Desk.Workbench.Issues(ctx)
		return err
	}, func() {
		var ids []dossier.ID
		var names []string
		for _, n := range dossier.IssueTree(issues, nil) {
			ids, names = append(ids, n.ID), append(names, strings.Repeat("  ", n.Level)+n.Name)
		}
		several(p, "Issues", "All issues", ids, names, &p.filter.Issues)
	})
}

func (p *Pane) standAcross(by dossier.Dimension) {
	if p.filter.Dim() != by {
		p.filter.By, p.filter.Parties = by, nil
		p.changed()
	}
	p.Focus()
}

func (p *Pane) setDayKind(k dossier.DayKind) {
	p.filter.Day = k
	p.changed()
	p.Focus()
}

// ShowTime shows the positions of a time and of some issues; of no issue all.
func (p *Pane) ShowTime(from, to dossier.Date, issues []dossier.ID) {
	if p.compared {
		p.leaveSides()
	}
	p.filter.From, p.filter.AsOf, p.filter.Issues = from, to, issues
	p.asOf.day = to
	p.changed()
}

// chooseView lists the saved views, to show, to keep and to forget one.
func (p *Pane) chooseView() {
	var list []dossier.View
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.Desk.Workbench.Views(ctx)
		return err
	}, func() {
		var items []picker.Item
		for _, v := range list {
			item := picker.Item{Name: v.Name}
			if v.Name == p.view {
				item.Note = isOn
			}
			items = append(items, item)
		}
		subtitle := "None is kept yet: type a name"
		if len(list) > 0 {
			items = append(items, picker.Item{Name: "Delete a view…"})
			subtitle = ""
		}
		picker.Open(p.Desk, picker.Options{Title: "Views", Subtitle: subtitle, Placeholder: "Name", Items: items, Make: "Keep this view as", Made: p.keepView, Picked: func(i int) {
			if i < len(list) {
				p.showView(list[i])
			} else {
				p.deleteView(list)
			}
		}})
	})
}

func (p *Pane) keepView(name string) {
	v := dossier.View{Name: name, Filter: p.filter, Against: p.against}
	for id, folded := range p.folded {
		if folded {
			v.Folded = append(v.Folded, id)
		}
	}
	p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.SaveView(ctx, v) }, func() {
		p.view = name
		p.reload()
		p.Desk.Note(fmt.Sprintf("The view “%s” is kept.", name))
	})
}

func (p *Pane) showView(v dossier.View) {
	p.filter, p.folded, p.against = v.Filter, map[dossier.ID]bool{}, usualAgainst
	if v.Against > 0 {
		p.against = v.Against
	}
	for _, id := range v.Folded {
		p.folded[id] = true
	}
	p.asOf.day, p.view = p.filter.AsOf, v.Name
	p.reload()
	p.Focus()
}

func (p *Pane) deleteView(list []dossier.View) {
	var items []picker.Item
	for _, v := range list {
		items = append(items, picker.Item{Name: v.Name})
	}
	picker.Open(p.Desk, picker.Options{Title: "Delete a view", Subtitle: "Undo brings it back", Placeholder: "Name", Items: items, Picked: func(i int) {
		p.Desk.Act(func(ctx context.Context) error { return p.Desk.Workbench.DeleteView(ctx, list[i]) }, func() {
			p.Desk.Note(fmt.Sprintf("The view “%s” was deleted. Undo Ctrl Z", list[i].Name))
		})
	}})
}
