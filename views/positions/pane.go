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
	"parley/views/ask"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
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
	accepted     *parts.Chip
	since        *parts.Chip
	now          *parts.Chip
	filterKey    *parts.KeyHint
	counts       *parts.Label
	asOf         *asOf
	empty        *parts.Empty
	loader       *desk.Loader[loaded]
	filter       dossier.PositionFilter
	data         loaded
	live         bool // a dossier is open
	wish         atomic.Pointer[wish]
}

type loaded struct {
	grid   dossier.Grid
	days   []dossier.DayCount
	opened map[dossier.ID]sequences
}

// wish is what is to be loaded. The pane sets it, the loader reads it beside the interface thread.
type wish struct {
	filter dossier.PositionFilter
	open   []dossier.ID // issues
}

// New returns a pane that shows nothing yet.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{Deps: d, grid: newGrid(k), ground: parts.NewGround(k, look.InkPaper), foot: parts.NewGround(k, look.InkChrome), line: parts.NewDivider(k),
		counts: parts.NewElided(k, "", look.Second, look.InkSoft)}
	p.clip = parts.NewClip(p.grid)
	p.accepted = parts.NewFilterChip(k, "Accepted only", func() {
		p.filter.WithProposed = !p.filter.WithProposed
		p.reload()
		p.Focus()
	})
	p.since = parts.NewFilterChip(k, "All dates", p.chooseSince)
	p.filterKey = parts.NewKeyHint(k, "F")
	p.wish.Store(&wish{})
	p.now = parts.NewFilterChip(k, "As of today", func() {
		p.setAsOf(dossier.Date{})
		p.Focus()
	})
	p.asOf = newAsOf(k, p.setAsOf)
	p.empty = parts.NewEmpty(k, "No positions yet. Accept a statement in the reader, then set its party (1–9), issue (I) and stance (+ ~ − ?).", "", "", nil)
	p.counts.Align = fyne.TextAlignTrailing
	p.grid.onOpen, p.grid.onToggle, p.grid.onKey, p.grid.onMove = p.openPassage, p.toggle, p.letter, p.moved
	p.loader = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.ExtendBaseWidget(p)
	return p
}

// Object returns the pane.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Positions" }

// Focus gives the grid the keyboard.
func (p *Pane) Focus() { p.Desk.Kit.Focus(p.grid) }

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
	}
}

// Enter tells where the cursor is, when the pane comes into sight; Leave does nothing.
func (p *Pane) Enter() { p.moved() }

// Leave does nothing.
func (p *Pane) Leave() {}

// Close shows nothing: the dossier is closed.
func (p *Pane) Close() {
	p.loader.Drop()
	p.live, p.data, p.filter = false, loaded{}, dossier.PositionFilter{}
	p.grid.set(dossier.Grid{}, map[dossier.ID]sequences{}, 0)
	p.note()
	p.Refresh()
}

// note tells the loader what is wanted now.
func (p *Pane) note() {
	w := &wish{filter: p.filter}
	for issue := range p.grid.opened {
		w.open = append(w.open, issue)
	}
	p.wish.Store(w)
}

func (p *Pane) reload() {
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
		out[c.PartyID] = list
	}
	return out, nil
}

func (p *Pane) show(l loaded) {
	p.data = l
	year := l.grid.To.Time.Year()
	p.grid.set(l.grid, l.opened, year)
	p.note()
	p.asOf.set(l, p.filter.AsOf)
	words := fmt.Sprintf("%s in the grid", parts.Count(l.grid.Coded, "statement"))
	if l.grid.Uncoded > 0 {
		words += fmt.Sprintf("; %d accepted without an issue", l.grid.Uncoded)
	}
	p.counts.Set(words)
	p.moved()
	p.Refresh()
}

// setAsOf shows the grid as of a day; an unknown date is the newest.
func (p *Pane) setAsOf(d dossier.Date) {
	p.filter.AsOf = d
	p.asOf.day = d
	p.reload()
}

// chooseSince asks from which day on statements count, or takes all again.
func (p *Pane) chooseSince() {
	if p.filter.From.Known() {
		p.filter.From = dossier.Date{}
		p.reload()
		p.Focus()
		return
	}
	parse := func(text string) (dossier.Date, error) { return dossier.ParseDate(strings.TrimSpace(text)) }
	ask.Open(p.Desk, ask.Question{Title: "Statements since", Hint: "2026-11-01; empty: all",
		Check: func(text string) error { _, err := parse(text); return err },
		Answer: func(text string) {
			p.filter.From, _ = parse(text) // checked
			p.reload()
		}})
}

func (p *Pane) letter(r rune) bool {
	if r == 'f' || r == 'F' {
		p.chooseSince()
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
	if p.Place != nil {
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
	if c, ok := p.grid.current(); ok && c.Count > 0 {
		p.OpenPassage(c.Newest.DocumentID, c.Newest.StatementID)
	} else if ok {
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
	row, f := p.data.grid.Cells[p.grid.cursor.row], p.filter
	var list sequences
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.sequences(ctx, row, f)
		return err
	}, func() {
		if len(list) == 0 {
			p.Desk.Note("No statement found on this issue.")
			return
		}
		p.grid.open(c.IssueID, list)
		p.note()
	})
}

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	cell := func() bool { _, ok := p.grid.current(); return p.live && ok }
	return []parts.Command{
		{Name: "Open the passage", Key: "Enter", Enabled: cell, Run: p.openPassage},
		{Name: "Open or fold the row", Key: "Space", Enabled: cell, Run: p.toggle},
		{Name: "Statements since…", Key: "F", Enabled: func() bool { return p.live }, Run: p.chooseSince},
		{Name: "As of a day earlier", Key: "[", Enabled: cell, Run: func() { p.asOf.step(-1) }, Divided: true},
		{Name: "As of a day later", Key: "]", Enabled: cell, Run: func() { p.asOf.step(1) }},
		{Name: "As of a week earlier", Key: "{", Enabled: cell, Run: func() { p.asOf.step(-7) }},
		{Name: "As of a week later", Key: "}", Enabled: cell, Run: func() { p.asOf.step(7) }},
		{Name: "As of the newest", Enabled: cell, Run: func() { p.setAsOf(dossier.Date{}) }},
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Lay: p.lay, Min: func() fyne.Size { return fyne.NewSize(600, 300) }, Objs: func() []fyne.CanvasObject {
		if len(p.data.grid.Issues) == 0 || len(p.data.grid.Parties) == 0 {
			if f := p.filter; f.From.Known() || f.AsOf.Known() || f.WithProposed { // what hides all can be taken back
				return []fyne.CanvasObject{p.ground, p.empty, p.accepted, p.since, p.filterKey, p.now}
			}
			return []fyne.CanvasObject{p.ground, p.empty}
		}
		return []fyne.CanvasObject{p.ground, p.clip, p.accepted, p.since, p.filterKey, p.now, p.counts, p.foot, p.line, p.asOf}
	}}
}

func (p *Pane) lay(s fyne.Size) {
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	parts.Put(p.empty, 0, filterStrip, s.Width, max(0, s.Height-filterStrip))
	p.accepted.Set("Accepted only", !p.filter.WithProposed)
	since := "All dates"
	if p.filter.From.Known() {
		since = "Since " + p.filter.From.Label()
	}
	p.since.Set(since, p.filter.From.Known())
	p.now.Set("As of "+p.filter.AsOf.Label(), true)
	p.now.Hidden = !p.filter.AsOf.Known()
	x := float32(inset)
	for _, o := range []fyne.CanvasObject{p.accepted, p.since, p.filterKey, p.now} {
		m := o.MinSize()
		parts.Put(o, x, (filterStrip-m.Height)/2, m.Width, m.Height)
		x += m.Width + look.Space2
	}
	parts.Put(p.counts, x, 0, max(0, s.Width-inset-x), filterStrip)
	parts.Put(p.clip, 0, filterStrip, s.Width, max(0, s.Height-filterStrip-footStrip))
	parts.Put(p.foot, 0, s.Height-footStrip, s.Width, footStrip)
	parts.Put(p.line, 0, s.Height-footStrip, s.Width, 1)
	parts.Put(p.asOf, 0, s.Height-footStrip, s.Width, footStrip)
}

// days counts the days from one to another.
func days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// midnight is the day of a date.
func midnight(d dossier.Date) time.Time {
	t := d.Time.UTC()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func dayLabel(t time.Time, year int) string {
	return strings.TrimSpace(dossier.Day(t.Year(), t.Month(), t.Day()).Short(year))
}
