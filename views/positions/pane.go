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
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sides"
)

// Deps are what the pane needs from its window.
type Deps struct {
	Desk    *desk.Desk
	Place   func(words string) // "Row 3, Arvenia"
	Changed func()
	// OpenPassage opens a statement in its source; Esc there comes back.
	OpenPassage func(document, statement dossier.ID)
	// Recipe calls then with the name of the recipe on which the packet pane works, empty where none is chosen yet. May be nil.
	Recipe func(then func(name string))
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
	p.sides = sides.New(sides.Deps{Desk: d.Desk, OpenPassage: d.OpenPassage, Back: p.leaveSides, Place: d.Place, Recipe: d.Recipe})
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
