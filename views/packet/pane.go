// Package packet is the pane that makes a brief: the recipe at the left, what will be printed in the middle, and at
// the right what stands against printing it.
package packet

import (
	"context"
	"fmt"
	"net/url"
	"reflect"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/dossier"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// Deps is what the pane needs from the window.
type Deps struct {
	Desk    *desk.Desk
	OpenURL func(*url.URL) error
	// Show opens a statement in the reader.
	Show func(document, statement dossier.ID)
	// Changed is called when what can be done has changed.
	Changed func()
}

// Pane is the pane.
type Pane struct {
	widget.BaseWidget
	deps    Deps
	desk    *desk.Desk
	form    *recipe
	summary *summary
	points  []point
	flight  app.Preflight
	checked bool // the preflight belongs to what the form says now

	names   *desk.Loader[loaded]
	check   *desk.Loader[app.Preflight]
	typed   *desk.Delay
	wanted  atomic.Pointer[dossier.Recipe] // for the preflight beside the interface thread
	saved   dossier.Recipe
	title   string // of the dossier
	written string // path of what was written last
	export  bool   // an export is under way
	wish    bool   // Export was asked for while the preflight of the last words was still under way
	shown   bool   // the pane is in sight

	scroll                *container.Scroll
	head, stops           *parts.Label
	list                  *view.List
	clip                  *container.Clip
	button                *parts.Button
	reason                *parts.Paragraph
	ground                *parts.Ground
	left, right, top, bot *parts.Ground
	issued                []dossier.IssuedPacket
	issuedList            *issuedList
}

type loaded struct {
	title           string
	recipe          dossier.Recipe
	parties, issues []string
	issued          []dossier.IssuedPacket
}

// New returns the pane, empty until a dossier is opened.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{deps: d, desk: d.Desk}
	p.form = newRecipe(k, p.edited)
	p.summary = newSummary(k, func() { p.open(p.written) })
	p.issuedList = newIssuedList(p)
	p.scroll = container.NewVScroll(container.NewVBox(p.form, p.issuedList))
	p.head = parts.NewLabel(k, "Before export", look.BodyBold, look.InkText)
	p.stops = parts.NewLabel(k, "", look.Second, look.InkSoft)
	p.list = view.New(k, p)
	p.list.OnOpen = p.openPoint
	p.list.Patient = true
	p.clip = parts.NewClip(p.list)
	p.button = parts.NewButton(k, "Export PDF", "Ctrl E", parts.Primary, p.Export)
	p.reason = parts.NewParagraph(k, "", look.Second, look.InkSoft, 320)
	p.ground = parts.NewGround(k, look.InkChrome)
	p.left, p.right, p.top, p.bot = parts.NewDivider(k), parts.NewDivider(k), parts.NewDivider(k), parts.NewDivider(k)
	p.names = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.typed = desk.NewDelay(d.Desk, 400*time.Millisecond)
	p.check = desk.NewLoader(d.Desk, func(ctx context.Context) (app.Preflight, error) {
		return d.Desk.Workbench.Preflight(ctx, *p.wanted.Load())
	}, p.showCheck, func(err error) {
		p.wish = false
		p.reason.Set(err.Error())
		p.allow()
	})
	p.ExtendBaseWidget(p)
	p.allow()
	return p
}

// Object returns what stands in the window.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Packet" }

// Focus puts the keyboard into the form.
func (p *Pane) Focus() {
	p.desk.Kit.Focus(p.form.title.Entry)
}

// FocusList puts the keyboard on the points of the preflight.
func (p *Pane) FocusList() { p.list.Focus() }

// Enter is called when the pane comes into sight: what it says may be old.
func (p *Pane) Enter() {
	p.shown = true
	p.names.Reload()
}

// Leave is called when the pane goes out of sight; the recipe is kept then.
func (p *Pane) Leave() {
	p.shown, p.wish = false, false
	p.Save()
}

// Reload takes up a change of the dossier.
func (p *Pane) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened:
		p.saved, p.written = dossier.Recipe{}, ""
		p.summary.clear()
		if p.shown {
			p.names.Restart()
		}
	case app.DossierClosed:
		p.typed.Stop()
		p.names.Drop()
		p.check.Drop()
		p.issued, p.points = nil, nil
	case app.JobsChanged:
	default:
		if p.shown {
			p.names.Reload()
		}
	}
}

func (p *Pane) load(ctx context.Context) (v loaded, err error) {
	w := p.desk.Workbench
	s, err := w.Summary(ctx)
	if err != nil {
		return v, err
	}
	v.title = s.Title
	recipes, err := w.Recipes(ctx)
	if err != nil {
		return v, err
	}
	v.recipe = dossier.Recipe{Name: "Brief"}
	if len(recipes) > 0 {
		v.recipe = recipes[0]
	}
	parties, err := w.Parties(ctx)
	if err != nil {
		return v, err
	}
	for _, x := range parties {
		v.parties = append(v.parties, x.Name)
	}
	issues, err := w.Issues(ctx)
	if err != nil {
		return v, err
	}
	for _, x := range issues {
		v.issues = append(v.issues, x.Name)
	}
	v.issued, err = w.Issued(ctx)
	return v, err
}

func (p *Pane) show(v loaded) {
	p.title = v.title
	p.issued = v.issued
	r := v.recipe
	if p.dirty() {
		r = p.form.recipe() // what is being typed is not thrown away by a reload
	} else {
		p.saved = v.recipe
	}
	if !p.dirty() || !reflect.DeepEqual(v.parties, p.form.partyNames) || !reflect.DeepEqual(v.issues, p.form.issueNames) {
		p.form.set(r, v.parties, v.issues)
	}
	if !p.dirty() {
		p.saved = p.form.recipe() // as the form gives it back, so that only what is typed makes a difference
	}
	p.issuedList.Refresh()
	p.scroll.Content.Refresh()
	p.startCheck()
}

// dirty reports whether the form says other than what is kept. Before the first load there is nothing to keep.
func (p *Pane) dirty() bool {
	return p.saved.Name != "" && !reflect.DeepEqual(p.form.recipe(), p.saved)
}

func (p *Pane) edited() {
	p.checked = false
	p.allow()
	p.typed.Run(p.startCheck)
	p.scroll.Content.Refresh()
}

func (p *Pane) startCheck() {
	if why := p.form.wrong(); why != "" {
		p.reason.Set(why)
		p.allow()
		return
	}
	r := p.form.recipe()
	p.wanted.Store(&r)
	p.check.Restart()
}

func (p *Pane) showCheck(f app.Preflight) {
	p.flight, p.checked = f, true
	p.points = points(f)
	fit(p.points, 360, func(words string, width float32) int { return len(p.desk.Kit.Lines(words, look.Body, width, nil)) })
	p.list.Reload(-1)
	p.summary.show(*p.wanted.Load(), p.title, f)
	n := f.Stops()
	words := "nothing stops it"
	switch {
	case n == 1:
		words = "1 stops the export"
	case n > 1:
		words = fmt.Sprintf("%d stop the export", n)
	}
	p.stops.Set(words)
	switch {
	case n == 1:
		p.reason.Set("Mend the point marked “Stops” to export.")
	case n > 1:
		p.reason.Set(fmt.Sprintf("Mend the %d points marked “Stops” to export.", n))
	default:
		p.reason.Set("")
	}
	p.allow()
	p.Refresh()
	if p.wish {
		p.wish = false
		p.Export()
	}
}

func (p *Pane) allow() {
	if p.CanExport() {
		p.button.Enable()
	} else {
		p.button.Disable()
	}
	p.deps.Changed()
}

// Save keeps the recipe in the dossier where it was changed.
func (p *Pane) Save() {
	if !p.dirty() || p.form.wrong() != "" {
		return
	}
	r := p.form.recipe()
	p.saved = r
	p.desk.Act(func(ctx context.Context) error { return p.desk.Workbench.SaveRecipe(ctx, r) }, nil)
}

func (p *Pane) openPoint(i int) {
	if i < len(p.points) && p.points[i].document != dossier.None {
		p.deps.Show(p.points[i].document, p.points[i].state)
	}
}

// leastSummary is the width below which the summary is left out.
const leastSummary = 280

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Min: func() fyne.Size { return fyne.NewSize(660, 300) },
		Objs: parts.Fixed(p.ground, p.scroll, p.summary, p.left, p.right, p.head, p.stops, p.top, p.clip, p.bot, p.button, p.reason),
		Lay: func(s fyne.Size) {
			const recipeWidth, pointsWidth, head, foot = 296, 360, 44, 76
			parts.Put(p.ground, 0, 0, s.Width, s.Height)
			parts.Put(p.scroll, 0, 0, recipeWidth, s.Height)
			parts.Put(p.left, recipeWidth, 0, 1, s.Height)
			x := s.Width - pointsWidth
			// where there is no room, the summary goes first: its numbers stand in the printed packet too
			p.summary.Hidden = x-recipeWidth < leastSummary
			parts.Put(p.summary, recipeWidth+1, 0, max(0, x-recipeWidth-2), s.Height)
			parts.Put(p.right, x-1, 0, 1, s.Height)
			parts.Put(p.head, x+look.Space4, 0, 160, head)
			w := p.stops.MinSize().Width
			parts.Put(p.stops, s.Width-look.Space4-w, 0, w, head)
			parts.Put(p.top, x, head-1, pointsWidth, 1)
			parts.Put(p.clip, x, head, pointsWidth, max(0, s.Height-head-foot))
			parts.Put(p.bot, x, s.Height-foot, pointsWidth, 1)
			m := p.button.MinSize()
			parts.Put(p.button, x+look.Space4, s.Height-foot+12, m.Width, m.Height)
			parts.Put(p.reason, x+look.Space4, s.Height-foot+46, pointsWidth-2*look.Space4, 16)
		}}
}
