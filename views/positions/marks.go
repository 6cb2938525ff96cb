package positions

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
)

// marked is what is different from an earlier day.
type marked struct {
	changes   []dossier.CellChange
	contrasts []dossier.Contrast // contradictions whose later statement came since
}

// againstDay is the day with which the grid is compared.
func (p *Pane) againstDay() dossier.Date {
	if !p.data.grid.To.Known() {
		return dossier.Date{}
	}
	t := p.data.grid.Searched()
	return dossier.Day(t.Year(), t.Month(), t.Day()-p.against)
}

// setAgainst compares the grid with so many days before its own.
func (p *Pane) setAgainst(days int) {
	if days < 1 || !p.data.grid.To.Known() {
		return
	}
	p.against = days
	p.note()
	p.asOf.setAgainst(p.againstDay())
	p.marker.Restart()
}

func (p *Pane) loadMarks(ctx context.Context) (m marked, err error) {
	w := p.wish.Load()
	if !w.against.Known() {
		return m, nil
	}
	before, changes, err := p.Desk.Workbench.Changes(ctx, w.grid, w.filter, w.against)
	if m.changes = changes; err != nil || w.grid.By != dossier.AcrossParties {
		return m, err
	}
	m.contrasts, err = p.Desk.Workbench.Contradictions(ctx, before, w.grid, w.filter, w.against)
	return m, err
}

func (p *Pane) showMarks(m marked) {
	p.marked = m
	marks := map[place]string{}
	for _, row := range p.data.grid.Cells { // who is silent is silent, whether that was new or not
		for _, c := range row {
			if days := p.data.grid.Silence(c); days > 0 {
				marks[placeOf(c)] = changeMark(dossier.CellChange{Movement: dossier.GoneSilent, Silent: days})
			}
		}
	}
	for _, c := range m.changes {
		marks[place{c.PartyID, c.IssueID}] = changeMark(c)
	}
	for _, c := range m.contrasts {
		marks[place{c.Later.PartyID, c.Later.IssueID}] = "contradicts ⇄"
	}
	p.grid.setMarks(marks)
	first, second := p.changeWords()
	p.changes[0].Set(first)
	p.changes[1].Set(second)
	p.Refresh()
}

// changeMark is what stands in the strip of a cell.
func changeMark(c dossier.CellChange) string {
	switch c.Movement {
	case dossier.NewlyTaken:
		return "new +"
	case dossier.Softened:
		return "softened ↑"
	case dossier.Hardened:
		return "hardened ↓"
	case dossier.Reversed:
		return "reversed ⇄"
	}
	return fmt.Sprintf("silent %s", parts.Count(c.Silent, "day"))
}

// changeWords sum up what changed, in one line or two: "Since 6 Nov: 2 softened · 1 contradiction".
func (p *Pane) changeWords() (first, second string) {
	if !p.againstDay().Known() {
		return "", ""
	}
	count := map[dossier.Movement]int{}
	for _, c := range p.marked.changes {
		count[c.Movement]++
	}
	var list []string
	add := func(n int, word string) {
		if n > 0 {
			list = append(list, fmt.Sprintf("%d %s", n, word))
		}
	}
	add(count[dossier.Softened], "softened")
	add(count[dossier.Hardened], "hardened")
	add(count[dossier.Reversed], "reversed")
	if n := len(p.marked.contrasts); n > 0 {
		list = append(list, parts.Count(n, "contradiction"))
	}
	add(count[dossier.NewlyTaken], "new")
	add(count[dossier.GoneSilent], "gone silent")
	day := dayLabel(p.againstDay().Time, p.year())
	if len(list) == 0 {
		return "Nothing changed since " + day, ""
	}
	first = "Since " + day + ": "
	n := 0 // as many as fit beside the slider
	for ; n < len(list); n++ {
		if longer := first + strings.Join(list[:n+1], " · "); n > 0 && p.Desk.Kit.Width(longer, look.Body) > changesWidth-inset-8 {
			break
		}
	}
	return first + strings.Join(list[:n], " · "), strings.Join(list[n:], " · ")
}

// listChanges lists what changed; what is chosen gets the cursor.
func (p *Pane) listChanges() {
	var items []picker.Item
	var places []place
	names := map[dossier.ID]string{}
	for _, party := range p.data.grid.Parties {
		names[party.ID] = party.Name
	}
	for _, issue := range p.data.grid.Issues {
		names[issue.ID] = issue.Name
	}
	for _, c := range p.marked.contrasts {
		items = append(items, picker.Item{Name: names[c.Later.PartyID] + " · " + names[c.Later.IssueID], Note: fmt.Sprintf("contradicts ⇄ %s", parts.Count(max(c.Days, 0), "day"))})
		places = append(places, place{c.Later.PartyID, c.Later.IssueID})
	}
	for _, c := range p.marked.changes {
		items = append(items, picker.Item{Name: names[c.PartyID] + " · " + names[c.IssueID], Note: changeMark(c)})
		places = append(places, place{c.PartyID, c.IssueID})
	}
	if len(items) == 0 {
		p.Desk.Note("Nothing changed since that day.")
		return
	}
	picker.Open(p.Desk, picker.Options{Title: "What changed", Subtitle: "Since " + p.againstDay().Label(), Placeholder: "Party or issue", Items: items, Picked: func(i int) { p.goTo(places[i]) }})
}

// goTo puts the cursor on a cell, out of what is folded.
func (p *Pane) goTo(to place) {
	for range 2 {
		for row, issue := range p.grid.data.Issues {
			for col, party := range p.grid.data.Parties {
				if issue.ID == to.issue && party.ID == to.party {
					p.grid.anchor = nil
					p.grid.move(row, col)
					p.Focus()
					return
				}
			}
		}
		clear(p.folded)
		p.setGrid(p.grid.opened)
	}
}

// mark says what the newest statement of the cell does to the one before it.
func (p *Pane) mark() {
	c, ok := p.grid.current()
	if !ok || c.Count == 0 {
		p.Desk.Note("No statement found here: there is nothing to mark.")
		return
	}
	f := p.filter
	var list []dossier.CodedStatement
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.Desk.Workbench.Sequence(ctx, c.PartyID, c.IssueID, f)
		return err
	}, func() {
		if len(list) < 2 {
			p.Desk.Note("There is one statement here: a shift needs two.")
			return
		}
		var items []picker.Item
		for _, k := range dossier.LinkKinds {
			items = append(items, picker.Item{Name: string(k)})
		}
		picker.Open(p.Desk, picker.Options{Title: "Mark a shift", Placeholder: "What the newest statement does",
			Subtitle: fmt.Sprintf("Statement %d to statement %d of %s", list[0].Number, list[1].Number, list[1].Date.Label()), Items: items,
			Picked: func(i int) {
				p.Desk.Act(func(ctx context.Context) error {
					return p.Desk.Workbench.AddLink(ctx, dossier.Link{From: list[0].StatementID, To: list[1].StatementID, Kind: dossier.LinkKinds[i]})
				}, func() {
					p.Desk.Note(fmt.Sprintf("Statement %d %s statement %d.", list[0].Number, dossier.LinkKinds[i], list[1].Number))
				})
			}})
	})
}

// days counts the days from one to another.
func days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }
