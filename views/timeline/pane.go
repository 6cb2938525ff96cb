// Package timeline is the pane in which the parties' statements stand on lanes over time.
package timeline

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/picker"
)

// Deps are what the pane needs from its window.
type Deps struct {
	Desk        *desk.Desk
	Place       func(words string)
	Changed     func()
	OpenPassage func(document, statement dossier.ID)
	// Positions shows the positions of a time and, where one is chosen, an issue.
	Positions func(from, to dossier.Date, issues []dossier.ID)
}

// Pane is the timeline pane.
type Pane struct {
	widget.BaseWidget
	Deps
	loader *desk.Loader[loaded]
	data   loaded
	filter dossier.PositionFilter
	wish   atomic.Pointer[dossier.PositionFilter]
	live   bool
	shown  bool // the scale is set for what is loaded

	scale   scale
	marks   []mark
	cursor  int // index of marks; -1: none
	top     float32
	focused bool
	brush   *[2]float64 // days; nil: none
	grabbed bool

	ground, headGround *parts.Ground
	headLine           *parts.Ground
	issue, proposed    *parts.Chip
	key                *parts.KeyHint
	words              *parts.Label
	export, positions  *parts.Button
	empty              *parts.Empty
	body               *body
	clip               fyne.CanvasObject
}

type loaded struct {
	grid    dossier.Grid
	issues  []dossier.Issue
	moments []dossier.Moment
	lanes   map[dossier.ID]int
}

const (
	strip     = 40
	axisHigh  = 28
	laneHigh  = 84
	laneWidth = 170
	undatedW  = 96
	inset     = 16
)

// New returns a pane that shows nothing yet.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{Deps: d, cursor: -1, ground: parts.NewGround(k, look.InkPaper), headGround: parts.NewGround(k, look.InkChrome), headLine: parts.NewDivider(k),
		words: parts.NewElided(k, "", look.Second, look.InkSoft), key: parts.NewKeyHint(k, "I")}
	p.wish.Store(&dossier.PositionFilter{})
	p.issue = parts.NewFilterChip(k, "All issues", p.chooseIssue)
	p.proposed = parts.NewFilterChip(k, "Accepted only", func() {
		p.filter.WithProposed = !p.filter.WithProposed
		p.reload()
	})
	p.positions = parts.NewButton(k, "Positions of this time", "P", parts.Plain, p.openPositions)
	p.export = parts.NewButton(k, "Export…", "E", parts.Plain, p.Export)
	p.empty = parts.NewEmpty(k, "Nothing on the timeline yet. Accept a statement in the reader, then set its party, issue and stance.", "", "", nil)
	p.words.Align = fyne.TextAlignTrailing
	p.body = newBody(p)
	p.clip = parts.NewClip(p.body)
	p.loader = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.ExtendBaseWidget(p)
	return p
}

// Object returns the pane.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Timeline" }

// Focus gives the lanes the keyboard.
func (p *Pane) Focus() { p.Desk.Kit.Focus(p.body) }

// Enter tells where the cursor is, when the pane comes into sight; Leave does nothing.
func (p *Pane) Enter() { p.moved() }

// Leave does nothing.
func (p *Pane) Leave() {}

// Reload loads anew after an event.
func (p *Pane) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierClosed, app.DossierOpened:
		p.loader.Drop()
		p.data, p.filter, p.marks, p.cursor, p.brush, p.shown = loaded{}, dossier.PositionFilter{}, nil, -1, nil, false
		if p.live = e.Kind == app.DossierOpened; p.live {
			p.reload()
		}
		p.Refresh()
	case app.JobsChanged, app.PacketsChanged, app.JudgementsChanged:
	default:
		p.live = true
		p.loader.Reload()
	}
}

func (p *Pane) reload() {
	f := p.filter
	p.wish.Store(&f)
	p.loader.Restart()
	p.Refresh()
}

func (p *Pane) load(ctx context.Context) (l loaded, err error) {
	f := *p.wish.Load()
	w := p.Desk.Workbench
	if l.grid, err = w.Grid(ctx, f); err != nil {
		return l, err
	}
	if l.issues, err = w.Issues(ctx); err != nil {
		return l, err
	}
	l.moments, err = w.Moments(ctx, f)
	l.lanes = map[dossier.ID]int{}
	for i, party := range l.grid.Parties {
		l.lanes[party.ID] = i
	}
	return l, err
}

func (p *Pane) show(l loaded) {
	p.data = l
	p.scale.first, p.scale.last = math.Inf(1), math.Inf(-1)
	for _, m := range l.moments {
		if first, last, ok := m.Date.Bounds(); ok {
			p.scale.first, p.scale.last = min(p.scale.first, dayOf(first)), max(p.scale.last, dayOf(last))
		}
	}
	if math.IsInf(p.scale.first, 0) {
		p.scale.first, p.scale.last = 0, 0
	}
	if !p.shown {
		p.scale.whole()
		p.shown = len(l.moments) > 0
	}
	p.body.heads = nil
	p.arrange()
	p.moved()
	p.Refresh()
}

// arrange places the marks anew; the cursor stays on its mark.
func (p *Pane) arrange() {
	var was mark
	if p.cursor >= 0 && p.cursor < len(p.marks) {
		was = p.marks[p.cursor]
	}
	p.marks = placed(p.data.moments, p.data.lanes, p.scale)
	p.cursor = slices.IndexFunc(p.marks, func(m mark) bool { return m.same(was) })
	if p.cursor < 0 && len(p.marks) > 0 {
		p.cursor = 0
	}
	p.tell()
}

// tell says what is in sight, or in the brush.
func (p *Pane) tell() {
	from, to := p.scale.from, p.scale.to
	if p.brush != nil {
		from, to = p.brush[0], p.brush[1]+1
	}
	n, undated := 0, 0
	for _, m := range p.data.moments {
		first, last, ok := m.Date.Bounds()
		switch {
		case !ok:
			undated += m.Count
		case p.brush == nil && dayOf(last)+1 > from && dayOf(first) < to, dayOf(first) >= from && dayOf(first) < to:
			n += m.Count // in the brush what the positions of its days take: a month counts on its first day
		}
	}
	words := parts.Count(n, "stance") + " in sight" // a statement on two issues takes two
	if p.brush != nil {
		words = fmt.Sprintf("%s from %s to %s", parts.Count(n, "stance"), timeOf(from).Format("2 Jan 2006"), timeOf(to-1).Format("2 Jan 2006"))
	}
	if undated > 0 {
		words += fmt.Sprintf(", %s without a date", parts.Number(undated))
	}
	p.words.Set(words + " · a line under a mark: day of publication")
}

func (p *Pane) moved() {
	if p.Place != nil {
		words := ""
		if m, ok := p.current(); ok {
			when := "no date"
			if !m.undated {
				when = timeOf(m.from).Format("2 Jan 2006")
				if m.to-m.from > 1 {
					when += " to " + timeOf(m.to-1).Format("2 Jan 2006")
				}
			}
			words = fmt.Sprintf("%s, %s: %s %s", p.data.grid.Parties[m.lane].Name, when, parts.Number(m.count), strings.ToLower(look.StanceWord(m.stance)))
		}
		p.Place(words)
	}
	if p.Changed != nil {
		p.Changed()
	}
}

func (p *Pane) current() (mark, bool) {
	if p.cursor < 0 || p.cursor >= len(p.marks) || p.marks[p.cursor].lane >= len(p.data.grid.Parties) {
		return mark{}, false
	}
	return p.marks[p.cursor], true
}

// openMark opens the passage of the mark under the cursor; of several statements it asks which.
func (p *Pane) openMark() {
	m, ok := p.current()
	if !ok {
		return
	}
	f := p.filter
	who := p.data.grid.Parties[m.lane].ID
	var list []dossier.CodedStatement
	p.Desk.Act(func(ctx context.Context) (err error) {
		list, err = p.Desk.Workbench.SaidAt(ctx, f, who, m.moments)
		return err
	}, func() {
		switch len(list) {
		case 0:
		case 1:
			p.OpenPassage(list[0].DocumentID, list[0].StatementID)
		default:
			items := make([]picker.Item, len(list))
			for i, s := range list {
				items[i] = picker.Item{Name: s.Date.Short(p.data.grid.To.Time.Year()) + "  " + strings.Join(strings.Fields(s.Exact), " "), Note: s.Outlet}
			}
			picker.Open(p.Desk, picker.Options{Title: parts.Count(len(list), "statement"), Subtitle: p.data.grid.Parties[m.lane].Name + ", " + strings.ToLower(look.StanceWord(m.stance)), Placeholder: "Words",
				Items: items, Picked: func(i int) { p.OpenPassage(list[i].DocumentID, list[i].StatementID) }})
		}
	})
}

func (p *Pane) chooseIssue() {
	items := []picker.Item{{Name: "All issues"}}
	nodes := dossier.IssueTree(p.data.issues, nil)
	for _, n := range nodes {
		item := picker.Item{Name: strings.Repeat("  ", n.Level) + n.Name}
		if slices.Contains(p.filter.Issues, n.ID) {
			item.Note = "✓"
		}
		items = append(items, item)
	}
	picker.Open(p.Desk, picker.Options{Title: "On which issue?", Placeholder: "Issue", Items: items, Picked: func(i int) {
		p.filter.Issues = nil
		if i > 0 {
			p.filter.Issues = []dossier.ID{nodes[i-1].ID}
		}
		p.reload()
		p.Focus()
	}})
}

// openPositions shows the positions of the brushed time, or of what is in sight.
func (p *Pane) openPositions() {
	if len(p.data.moments) == 0 {
		p.Desk.Note("There is nothing on the timeline yet.")
		return
	}
	from, to := p.scale.from, p.scale.to-1
	if p.brush != nil {
		from, to = p.brush[0], p.brush[1]
	}
	day := func(d float64) dossier.Date {
		t := timeOf(d)
		return dossier.Day(t.Year(), t.Month(), t.Day())
	}
	p.Positions(day(from), day(to), p.filter.Issues)
}

// Menu lists what can be done here, with the keys.
func (p *Pane) Menu() []parts.Command {
	some := func() bool { return p.live && len(p.data.moments) > 0 }
	return []parts.Command{
		{Name: "Open the passage", Key: "Enter", Enabled: some, Run: p.openMark},
		{Name: "On which issue…", Key: "I", Enabled: func() bool { return p.live }, Run: p.chooseIssue},
		{Name: "Positions of this time", Key: "P", Enabled: some, Run: p.openPositions},
		{Name: "Export the timeline…", Key: "E", Enabled: some, Run: p.Export},
		{Name: "Export a plot…", Key: "G", Enabled: some, Run: p.ExportPlot},
		{Name: "Closer", Key: "+", Enabled: some, Run: func() { p.zoom(0.7) }, Divided: true},
		{Name: "Farther", Key: "−", Enabled: some, Run: func() { p.zoom(1 / 0.7) }},
		{Name: "All of it", Key: "0", Enabled: some, Run: p.showWhole},
		{Name: "Earlier", Key: "[", Enabled: some, Run: func() { p.pan(-0.25) }},
		{Name: "Later", Key: "]", Enabled: some, Run: func() { p.pan(0.25) }},
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Lay: p.lay, Min: func() fyne.Size { return fyne.NewSize(600, 300) }, Objs: func() []fyne.CanvasObject {
		if len(p.data.moments) == 0 {
			if len(p.filter.Issues) > 0 || p.filter.WithProposed {
				return []fyne.CanvasObject{p.ground, p.clip, p.empty, p.issue, p.key, p.proposed}
			}
			return []fyne.CanvasObject{p.ground, p.clip, p.empty} // the lanes, too: they have the keyboard
		}
		return []fyne.CanvasObject{p.ground, p.clip, p.issue, p.key, p.proposed, p.words, p.positions, p.export}
	}}
}

func (p *Pane) lay(s fyne.Size) {
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	parts.Put(p.empty, 0, strip, s.Width, max(0, s.Height-strip))
	issue := "All issues"
	for _, i := range p.data.issues {
		if slices.Contains(p.filter.Issues, i.ID) {
			issue = i.Name
		}
	}
	p.issue.Set(issue, len(p.filter.Issues) > 0)
	p.proposed.Set("Accepted only", !p.filter.WithProposed)
	x := float32(inset)
	for _, o := range []fyne.CanvasObject{p.issue, p.key, p.proposed} {
		m := o.MinSize()
		parts.Put(o, x, (strip-m.Height)/2, m.Width, m.Height)
		x += m.Width + look.Space2
	}
	right := s.Width - inset
	for _, b := range []*parts.Button{p.export, p.positions} {
		m := b.MinSize()
		right -= m.Width
		parts.Put(b, right, (strip-m.Height)/2, m.Width, m.Height)
		right -= look.Space2
	}
	parts.Put(p.words, x, 0, max(0, right-look.Space2-x), strip)
	parts.Put(p.clip, 0, strip, s.Width, max(0, s.Height-strip))
}
