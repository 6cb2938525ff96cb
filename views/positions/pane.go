// Package positions is the pane in which the parties stand side by side: issues down, parties across, in each cell the
// newest stance and words, as of a day.
package positions

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/shifts"
	"parley/views/sides"
)

// Deps are what the pane needs from its window.
type Deps struct {
	Desk    *desk.Desk
	Place   func(words string) // "Row 3, Arvenia"
	Changed func()
	// OpenPassage opens a statement in its source; Esc there comes back.
	OpenPassage func(document, statement dossier.ID)
}

const (
	filterStrip = 40
	footStrip   = 60
)

// Pane is the positions pane.
type Pane struct {
	widget.BaseWidget
	Deps
	grid         *grid
	clip         fyne.CanvasObject
	ground, foot *parts.Ground
	line         *parts.Ground
	chips        chips
	beside       *parts.Button
	counts       *parts.Label
	asOf         *asOf
	changes      [2]*parts.Button // two lines
	empty        *parts.Empty
	loader       *desk.Loader[loaded]
	marker       *desk.Loader[marked]
	filter       dossier.PositionFilter
	turn         int    // counts the filters and the dossiers that were shown
	view         string // the name of the saved view that is shown, or empty
	against      int    // days before the day of the grid with which it is compared
	folded       map[dossier.ID]bool
	data         loaded
	marked       marked
	live         bool // a dossier is open
	sides        *sides.View
	compared     bool // it is shown instead of the grid
	wish         atomic.Pointer[wish]
	shiftsLeft   int // the line of the sheet of shifts from which a passage was opened; -1: none
}

// usualAgainst is with how many days before the grid is compared, until another day is chosen.
const usualAgainst = 14

type loaded struct {
	grid    dossier.Grid
	days    []dossier.DayCount
	outlets []dossier.Actor
	opened  map[dossier.ID]sequences
}

// wish is what is to be loaded. The pane sets it, the loaders read it beside the interface thread.
type wish struct {
	filter  dossier.PositionFilter
	open    []dossier.ID // issues
	grid    dossier.Grid // that is compared
	against dossier.Date
}

// New returns a pane that shows nothing yet.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{Deps: d, grid: newGrid(k), ground: parts.NewGround(k, look.InkPaper), foot: parts.NewGround(k, look.InkChrome), line: parts.NewDivider(k),
		counts: parts.NewElided(k, "", look.Second, look.InkSoft), against: usualAgainst, folded: map[dossier.ID]bool{}, shiftsLeft: -1}
	p.clip = parts.NewClip(p.grid)
	p.chips = newChips(p)
	p.wish.Store(&wish{})
	p.asOf = newAsOf(k, p.setAsOf, p.setAgainst, p.Focus)
	p.beside = parts.NewButton(k, "Side by side", "Ctrl B", parts.Plain, p.SideBySide)
	for i := range p.changes {
		p.changes[i] = parts.NewButton(k, "", "", parts.LinkWords, p.listChanges)
	}
	p.empty = parts.NewEmpty(k, "No positions yet. Accept a statement in the reader, then set its party (1–9), issue (I) and stance (+ ~ − ?).", "", "", nil)
	p.counts.Align = fyne.TextAlignTrailing
	p.grid.onOpen, p.grid.onToggle, p.grid.onKey, p.grid.onMove = p.openPassage, p.toggle, p.letter, p.moved
	p.grid.onCount, p.grid.onFold = p.toggle, p.fold
	p.sides = sides.New(sides.Deps{Desk: d.Desk, OpenPassage: d.OpenPassage, Back: p.leaveSides, Place: d.Place})
	p.loader = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.marker = desk.NewLoader(d.Desk, p.loadMarks, p.showMarks, nil)
	p.ExtendBaseWidget(p)
	return p
}

// Object returns the pane.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Positions" }

// Focus gives the grid, or what stands side by side, the keyboard.
func (p *Pane) Focus() {
	if p.compared {
		p.sides.Focus()
		return
	}
	p.Desk.Kit.Focus(p.grid)
}

// leaveSides goes back from what stood side by side to the same cell of the grid.
func (p *Pane) leaveSides() {
	p.compared = false
	p.sides.Close()
	p.Refresh()
	p.Focus()
	p.moved()
}

// Reload loads anew after an event.
func (p *Pane) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierClosed:
		p.Close()
	case app.DossierOpened:
		p.Close()
		p.live = true
		p.loader.Reload()
	case app.JobsChanged, app.PacketsChanged:
	default:
		p.live = true
		p.loader.Reload()
		if p.compared {
			p.sides.Reload()
		}
	}
}

// Enter tells where the cursor is, when the pane comes into sight, and opens the list of shifts again from which one left.
func (p *Pane) Enter() {
	p.moved()
	if at := p.shiftsLeft; at >= 0 && p.live { // back from a passage: the list is where it was
		p.shiftsLeft = -1
		p.openShifts(at)
	}
}

// Leave does nothing.
func (p *Pane) Leave() {}

// Close shows nothing: the dossier is closed.
func (p *Pane) Close() {
	p.loader.Drop()
	p.marker.Drop()
	p.sides.Close()
	p.compared = false
	p.shiftsLeft = -1
	p.turn++
	p.live, p.data, p.filter, p.view, p.against, p.folded = false, loaded{}, dossier.PositionFilter{}, "", usualAgainst, map[dossier.ID]bool{}
	p.grid.set(dossier.Grid{}, nil, map[dossier.ID]sequences{}, 0)
	p.showMarks(marked{})
	p.note()
	p.Refresh()
}

// note tells the loader what is wanted now.
func (p *Pane) note() {
	w := &wish{filter: p.filter, grid: p.data.grid, against: p.againstDay()}
	for issue := range p.grid.opened {
		w.open = append(w.open, issue)
	}
	p.wish.Store(w)
}

// reload loads anew under another filter.
func (p *Pane) reload() {
	p.turn++
	p.note()
	p.loader.Restart()
	p.Refresh()
}

func (p *Pane) load(ctx context.Context) (l loaded, err error) {
	w := p.wish.Load()
	if l.grid, err = p.Desk.Workbench.Grid(ctx, w.filter); err != nil {
		return l, err
	}
	l.opened = map[dossier.ID]sequences{}
	for row, issue := range l.grid.Issues {
		if slices.Contains(w.open, issue.ID) {
			if l.opened[issue.ID], err = p.sequences(ctx, l.grid.Cells[row], w.filter); err != nil {
				return l, err
			}
		}
	}
	if l.outlets, err = p.Desk.Workbench.Outlets(ctx); err != nil {
		return l, err
	}
	l.days, err = p.Desk.Workbench.Days(ctx, w.filter)
	return l, err
}

// sequences loads the statements of every party on the issue of a row.
func (p *Pane) sequences(ctx context.Context, row []dossier.Cell, f dossier.PositionFilter) (sequences, error) {
	out := sequences{}
	for _, c := range row {
		if c.Count == 0 {
			continue
		}
		list, err := p.Desk.Workbench.Sequence(ctx, c.PartyID, c.IssueID, f)
		if err != nil {
			return nil, err
		}
		out[c.PartyID] = dossier.Corroborate(list)
	}
	return out, nil
}

func (p *Pane) show(l loaded) {
	p.data = l
	p.setGrid(l.opened)
	p.note()
	p.asOf.set(l, p.filter.AsOf, p.againstDay())
	words := fmt.Sprintf("%s in the grid", parts.Count(l.grid.Coded, "statement"))
	if l.grid.Uncoded > 0 {
		words += fmt.Sprintf("; %d accepted without an issue", l.grid.Uncoded)
	}
	if p.view != "" {
		words = "View: " + p.view + " · " + words
	}
	p.counts.Set(words)
	p.moved()
	p.marker.Restart()
	p.Refresh()
}

// setGrid shows the rows that are not folded away.
func (p *Pane) setGrid(opened map[dossier.ID]sequences) {
	g := p.data.grid
	nodes := dossier.IssueTree(g.Issues, p.folded)
	row := map[dossier.ID]int{}
	for i, issue := range g.Issues {
		row[issue.ID] = i
	}
	cells := make([][]dossier.Cell, len(nodes))
	g.Issues = make([]dossier.Issue, len(nodes))
	for i, n := range nodes {
		g.Issues[i], cells[i] = n.Issue, p.data.grid.Cells[row[n.ID]]
	}
	g.Cells = cells
	p.grid.set(g, nodes, opened, p.year())
}

func (p *Pane) year() int { return p.data.grid.To.Time.Year() }

// fold hides the parts of an issue, or shows them.
func (p *Pane) fold(issue dossier.ID) {
	p.folded[issue] = !p.folded[issue]
	p.setGrid(p.grid.opened)
	p.moved()
}

// foldHere folds the parts of the issue under the cursor; of one without parts those of the issue above.
func (p *Pane) foldHere() {
	row := p.grid.cursor.row
	if row < 0 || row >= len(p.grid.nodes) {
		return
	}
	n := p.grid.nodes[row]
	if n.Children == 0 {
		for i := row - 1; i >= 0 && n.Level > 0; i-- {
			if p.grid.nodes[i].Level < n.Level {
				p.grid.move(i, p.grid.cursor.col)
				p.fold(p.grid.nodes[i].ID)
				return
			}
		}
		p.Desk.Note("This issue has no parts to fold.")
		return
	}
	p.fold(n.ID)
}

// setAsOf shows the grid as of a day; an unknown date is the newest.
func (p *Pane) setAsOf(d dossier.Date) {
	p.filter.AsOf = d
	p.asOf.day = d
	p.changed()
}

// changed loads anew after the filter was changed: what is shown is no saved view any more.
func (p *Pane) changed() {
	p.view = ""
	p.reload()
}

func (p *Pane) letter(r rune) bool {
	switch r {
	case 'f', 'F':
		p.chooseFilter()
		return true
	case 'v', 'V':
		p.chooseView()
		return true
	case 'm', 'M':
		p.mark()
		return true
	case 's', 'S':
		p.listShifts()
		return true
	case 'z', 'Z':
		p.foldHere()
		return true
	case 'y', 'Y':
		p.throughTime()
		return true
	case '<':
		p.setAgainst(p.against + 1)
		return true
	case '>':
		p.setAgainst(max(1, p.against-1))
		return true
	}
	step := map[rune]int{'[': -1, ']': 1, '{': -7, '}': 7}[r]
	if step == 0 || !p.data.grid.To.Known() && !p.filter.AsOf.Known() {
		return false
	}
	p.asOf.step(step)
	return true
}

func (p *Pane) moved() {
	if p.Place != nil && !p.compared {
		words := ""
		if _, ok := p.grid.current(); ok && p.grid.cursor.col < len(p.data.grid.Parties) {
			words = fmt.Sprintf("Row %d, %s", p.grid.cursor.row+1, p.data.grid.Parties[p.grid.cursor.col].Name)
		}
		p.Place(words)
	}
	if p.Changed != nil {
		p.Changed()
	}
}

func (p *Pane) openPassage() {
	if s, ok := p.grid.statement(); ok {
		p.OpenPassage(s.DocumentID, s.StatementID)
	} else if _, ok := p.grid.current(); ok {
		p.Desk.Note("No statement found here: there is no passage to open.")
	}
}

// toggle opens the row under the cursor with every statement under its cells, or folds it.
func (p *Pane) toggle() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	if p.grid.isOpen() {
		p.grid.open(c.IssueID, nil)
		p.note()
		return
	}
	row, f, mine := p.grid.data.Cells[p.grid.cursor.row], p.filter, p.turn
	var list sequences
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.sequences(ctx, row, f)
		return err
	}, func() {
		if mine != p.turn {
			return // another filter or dossier is shown: these are not its statements
		}
		if len(list) == 0 {
			p.Desk.Note("No statement found on this issue.")
			return
		}
		p.grid.open(c.IssueID, list)
		p.note()
	})
}

// listShifts lists what does not go together under the filters.
func (p *Pane) listShifts() { p.openShifts(0) }

func (p *Pane) openShifts(at int) {
	shifts.Open(shifts.Options{Desk: p.Desk, Filter: p.filter, Parties: p.data.grid.Parties, Issues: p.data.grid.Issues, OpenPassage: p.OpenPassage, Closed: p.Focus,
		At: at, Left: func(at int) { p.shiftsLeft = at }})
}

// SideBySide shows the chosen parties on the issue under the cursor side by side; where only one cell is chosen, those
// from it on that have a position there, up to four.
func (p *Pane) SideBySide() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	list := p.grid.columnsChosen()
	if n := len(list); n > sides.MostColumns { // those next to where choosing began
		if p.grid.anchor != nil && p.grid.anchor.col > p.grid.cursor.col {
			list = list[n-sides.MostColumns:]
		}
		p.Desk.Note(fmt.Sprintf("%d are chosen; %d stand side by side.", n, sides.MostColumns))
	}
	if len(list) < 2 {
		list = nil
		row := p.grid.data.Cells[p.grid.cursor.row]
		n := len(p.grid.data.Parties)
		for i := range n {
			if col := (p.grid.cursor.col + i) % n; row[col].Count > 0 || i == 0 {
				list = append(list, p.grid.data.Parties[col])
			}
		}
	}
	var ids []dossier.ID
	for _, party := range list[:min(len(list), sides.MostColumns)] {
		ids = append(ids, party.ID)
	}
	p.compared = true
	p.sides.Open(c.IssueID, ids, p.filter)
	p.Refresh()
	p.Focus()
}

// throughTime shows what the party of the cell said on the issue side by side with itself: a column up to each day on
// which its stance turned.
func (p *Pane) throughTime() {
	c, ok := p.grid.current()
	if !ok {
		return
	}
	if c.Count == 0 {
		p.Desk.Note("No statement found here: there is nothing to follow through time.")
		return
	}
	p.compared = true
	p.sides.OpenDays(c.IssueID, c.PartyID, nil, p.filter)
	p.Refresh()
	p.Focus()
}

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	cell := func() bool { _, ok := p.grid.current(); return p.live && ok && !p.compared }
	live := func() bool { return p.live && !p.compared }
	return append(p.gridCommands(cell, live), p.sides.Commands(func() bool { return p.live && p.compared })...)
}

func (p *Pane) gridCommands(cell, live func() bool) []parts.Command {
	return []parts.Command{
		{Name: "Open the passage", Key: "Enter", Enabled: cell, Run: p.openPassage},
		{Name: "Open or fold the row", Key: "Space", Enabled: cell, Run: p.toggle},
		{Name: "Fold or show the parts of the issue", Key: "Z", Enabled: cell, Run: p.foldHere},
		{Name: "Side by side", Key: "Ctrl B", Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierControl}, Enabled: cell, Run: p.SideBySide},
		{Name: "One party through time", Key: "Y", Enabled: cell, Run: p.throughTime},
		{Name: "Mark a shift…", Key: "M", Enabled: cell, Run: p.mark},
		{Name: "Filter…", Key: "F", Enabled: live, Run: p.chooseFilter, Divided: true},
		{Name: "Views…", Key: "V", Enabled: live, Run: p.chooseView},
		{Name: "Shifts and contradictions…", Key: "S", Enabled: live, Run: p.listShifts},
		{Name: "What changed…", Enabled: func() bool { return live() && len(p.marked.changes)+len(p.marked.contrasts) > 0 }, Run: p.listChanges},
		{Name: "As of a day earlier", Key: "[", Enabled: cell, Run: func() { p.asOf.step(-1) }, Divided: true},
		{Name: "As of a day later", Key: "]", Enabled: cell, Run: func() { p.asOf.step(1) }},
		{Name: "As of a week earlier", Key: "{", Enabled: cell, Run: func() { p.asOf.step(-7) }},
		{Name: "As of a week later", Key: "}", Enabled: cell, Run: func() { p.asOf.step(7) }},
		{Name: "As of the newest", Enabled: cell, Run: func() { p.setAsOf(dossier.Date{}) }},
		{Name: "Compare with a day earlier", Key: "<", Enabled: cell, Run: func() { p.setAgainst(p.against + 1) }},
		{Name: "Compare with a day later", Key: ">", Enabled: cell, Run: func() { p.setAgainst(max(1, p.against-1)) }},
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Lay: p.lay, Min: func() fyne.Size { return fyne.NewSize(600, 300) }, Objs: func() []fyne.CanvasObject {
		if p.compared {
			return []fyne.CanvasObject{p.ground, p.sides}
		}
		if len(p.data.grid.Issues) == 0 || len(p.data.grid.Parties) == 0 {
			if !p.plain() { // what hides all can be taken back
				return append([]fyne.CanvasObject{p.ground, p.clip, p.empty}, p.chips.objects()...)
			}
			return []fyne.CanvasObject{p.ground, p.clip, p.empty} // the grid, too: it has the keyboard
		}
		return append([]fyne.CanvasObject{p.ground, p.clip, p.beside, p.counts, p.foot, p.line, p.asOf, p.changes[0], p.changes[1]}, p.chips.objects()...)
	}}
}

func (p *Pane) lay(s fyne.Size) {
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	if p.compared {
		parts.Put(p.sides, 0, 0, s.Width, s.Height)
		return
	}
	parts.Put(p.empty, 0, filterStrip, s.Width, max(0, s.Height-filterStrip))
	x := p.chips.lay(p)
	b := p.beside.MinSize()
	right := s.Width - inset - b.Width
	parts.Put(p.beside, right, (filterStrip-b.Height)/2, b.Width, b.Height)
	parts.Put(p.counts, x, 0, max(0, right-look.Space3-x), filterStrip)
	parts.Put(p.clip, 0, filterStrip, s.Width, max(0, s.Height-filterStrip-footStrip))
	parts.Put(p.foot, 0, s.Height-footStrip, s.Width, footStrip)
	parts.Put(p.line, 0, s.Height-footStrip, s.Width, 1)
	parts.Put(p.asOf, 0, s.Height-footStrip, s.Width-changesWidth, footStrip)
	for i, line := range p.changes {
		m := line.MinSize()
		w := min(m.Width, changesWidth-inset)
		y := s.Height - footStrip + (footStrip-m.Height)/2
		if p.changes[1].Words() != "" {
			y += 20*float32(i) - 10
		}
		parts.Put(line, s.Width-inset-w, y, w, m.Height)
	}
}

// changesWidth is the room for what changed, at the right of the foot.
const changesWidth = 300

// midnight is the day of a date.
func midnight(d dossier.Date) time.Time {
	t := d.Time.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func dayLabel(t time.Time, year int) string {
	return strings.TrimSpace(dossier.Day(t.Year(), t.Month(), t.Day()).Short(year))
}
