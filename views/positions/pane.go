// Package positions is the pane in which the parties stand side by side: issues down, parties across, in each cell the
// newest stance and words, as of a day.
package positions

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
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
	now          *parts.Chip
	counts       *parts.Label
	asOf         *asOf
	empty        *parts.Empty
	loader       *desk.Loader[loaded]
	filter       dossier.PositionFilter
	data         loaded
	live         bool // a dossier is open
}

type loaded struct {
	grid dossier.Grid
	days []dossier.DayCount
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
	})
	p.now = parts.NewFilterChip(k, "As of today", func() { p.setAsOf(dossier.Date{}) })
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
func (p *Pane) Focus() { p.Desk.Sheets.Canvas.Focus(p.grid) }

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
	p.grid.set(dossier.Grid{}, 0)
	p.Refresh()
}

func (p *Pane) reload() {
	p.loader.Restart()
	p.Refresh()
}

func (p *Pane) load(ctx context.Context) (l loaded, err error) {
	f := p.filter
	if l.grid, err = p.Desk.Workbench.Grid(ctx, f); err != nil {
		return l, err
	}
	l.days, err = p.Desk.Workbench.Days(ctx, f)
	return l, err
}

func (p *Pane) show(l loaded) {
	p.data = l
	year := l.grid.To.Time.Year()
	p.grid.set(l.grid, year)
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

func (p *Pane) letter(r rune) bool {
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

// toggle opens the cell with every statement under it, or closes it.
func (p *Pane) toggle() {
	c, ok := p.grid.current()
	if !ok || c.Count == 0 {
		return
	}
	if p.grid.isOpen() {
		p.grid.toggle(nil)
		return
	}
	where, f := p.grid.cursor, p.filter
	var list []dossier.CodedStatement
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.Desk.Workbench.Sequence(ctx, c.PartyID, c.IssueID, f)
		return err
	}, func() {
		if p.grid.cursor == where && !p.grid.isOpen() {
			p.grid.toggle(list)
		}
	})
}

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	cell := func() bool { _, ok := p.grid.current(); return p.live && ok }
	return []parts.Command{
		{Name: "Open the passage", Key: "Enter", Enabled: cell, Run: p.openPassage},
		{Name: "Open or fold the cell", Key: "Space", Enabled: cell, Run: p.toggle},
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
			return []fyne.CanvasObject{p.ground, p.empty}
		}
		return []fyne.CanvasObject{p.ground, p.clip, p.accepted, p.now, p.counts, p.foot, p.line, p.asOf}
	}}
}

func (p *Pane) lay(s fyne.Size) {
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	parts.Put(p.empty, 0, 0, s.Width, s.Height)
	p.accepted.Set("Accepted only", !p.filter.WithProposed)
	asOf := "As of the newest"
	if p.filter.AsOf.Known() {
		asOf = "As of " + p.filter.AsOf.Label()
	}
	p.now.Set(asOf, p.filter.AsOf.Known())
	x := float32(inset)
	for _, chip := range []*parts.Chip{p.accepted, p.now} {
		m := chip.MinSize()
		parts.Put(chip, x, (filterStrip-m.Height)/2, m.Width, m.Height)
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
