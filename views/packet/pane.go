// Package packet is the pane that makes a brief: the recipe at the left, the pages as they will be printed in the
// middle, and at the right what stands against printing them.
package packet

import (
	"context"
	"net/url"
	"path/filepath"
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
	// Show opens a statement in the reader; Escape comes back.
	Show func(document, statement dossier.ID)
	// Facts opens the facts of a document for editing.
	Facts func(document dossier.ID)
	// Verify re-checks a packet that was written.
	Verify func(path string)
	// Changed is called when what can be done has changed.
	Changed func()
}

// Pane is the pane.
type Pane struct {
	widget.BaseWidget
	deps Deps
	desk *desk.Desk

	data   loaded          // what the dossier holds
	recipe dossier.Recipe  // the chosen one, as it is kept or is just being kept
	tried  *dossier.Recipe // the same with what is being typed
	order  []dossier.Part  // of all parts, those left out among them
	folded map[string]bool // groups of the recipe
	dropAt int             // the row that another is dragged over, or -1
	below  bool            // it would come to stand below that row
	stale  bool            // the dossier has changed since the last preview
	soon   bool            // the recipe has, and it is laid out as soon as nothing more is changed

	saves   []save                  // what is still to be kept; the first one is being kept where saving
	saving  bool                    // one at a time
	loose   bool                    // the last change could not be kept: it stands here only
	waiting []func(unkept []string) // for that all is kept
	carried int                     // so many of them, the first ones, go into a copy of the dossier
	opening int                     // counts the dossiers that were open here

	names   *desk.Loader[loaded]
	check   *desk.Loader[*app.PacketPreview]
	typed   *desk.Delay
	wanted  atomic.Pointer[dossier.Recipe] // for the preview beside the interface thread
	result  *app.PacketPreview             // the last one, nil before the first
	fault   string                         // why there is none for the recipe, in words
	checked bool                           // it belongs to the recipe as it stands now
	export  bool                           // an export is under way
	wish    func()                         // an export that waits for the preview
	written string                         // the folder of the last export from this dossier
	shown   bool                           // the pane is in sight
	points  []point

	rows    []row
	list    *view.List
	entry   *inline
	page    *page
	pointer *view.List // of points

	head, stops           *parts.Label
	listClip, pointClip   *container.Clip
	button, forms         *parts.Button
	reason                *parts.Paragraph
	ground                *parts.Ground
	left, right, top, bot *parts.Ground
}

// loaded is what the pane reads from the dossier.
type loaded struct {
	held            app.Held
	title, dir      string // dir is the folder of the dossier
	readOnly        bool
	recipes         []dossier.Recipe
	parties, issues []string
	issued          []dossier.IssuedPacket
}

// New returns the pane, empty until a dossier is opened.
func New(d Deps) *Pane {
	k := d.Desk.Kit
	p := &Pane{deps: d, desk: d.Desk, dropAt: -1, folded: map[string]bool{groupParties: true, groupIssues: true}}
	p.list = view.New(k, p)
	p.list.Patient = true
	p.list.OnOpen = p.openRow
	p.list.OnClick = p.clickRow
	p.list.OnDrag = p.dragRow
	p.list.OnScroll = func() { p.entry.leave() } // it stands over its row
	p.list.OnKey, p.list.OnRune, p.list.OnShortcut = p.rowKey, p.rune, p.rowShortcut
	p.list.OnFocus = func(gained bool) {
		if gained {
			p.entry.leave()
		}
	}
	p.listClip = parts.NewClip(p.list)
	p.entry = newInline(p)
	p.page = newPage(p)
	p.pointer = view.New(k, pointSource{p})
	p.pointer.Patient = true
	p.pointer.OnOpen = p.mend
	p.pointer.OnMove = func(int) { p.showPlace() }
	p.pointer.OnClick = p.clickPoint
	p.pointer.OnKey, p.pointer.OnRune = p.key, p.rune
	p.pointer.OnFocus = func(gained bool) {
		if gained {
			p.entry.leave()
			p.showPlace()
		}
	}
	p.pointClip = parts.NewClip(p.pointer)
	p.head = parts.NewLabel(k, "Before export", look.BodyBold, look.InkText)
	p.stops = parts.NewLabel(k, "", look.Second, look.InkSoft)
	p.button = parts.NewButton(k, "Export PDF", "Ctrl E", parts.Primary, p.Export)
	p.forms = parts.NewButton(k, "Other forms…", "", parts.Plain, p.ExportForm)
	p.reason = parts.NewParagraph(k, "", look.Second, look.InkSoft, 320)
	p.ground = parts.NewGround(k, look.InkChrome)
	p.left, p.right, p.top, p.bot = parts.NewDivider(k), parts.NewDivider(k), parts.NewDivider(k), parts.NewDivider(k)
	p.names = desk.NewLoader(d.Desk, p.load, p.show, nil)
	p.typed = desk.NewDelay(d.Desk, 400*time.Millisecond)
	p.check = desk.NewLoader(d.Desk, func(ctx context.Context) (*app.PacketPreview, error) {
		return d.Desk.Workbench.Preview(ctx, *p.wanted.Load())
	}, p.showCheck, p.failCheck)
	p.ExtendBaseWidget(p)
	p.allow()
	return p
}

// Object returns what stands in the window.
func (p *Pane) Object() fyne.CanvasObject { return p }

// Title is the word on the tab.
func (p *Pane) Title() string { return "Packet" }

// Focus puts the keyboard on the recipe.
func (p *Pane) Focus() { p.list.Focus() }

// FocusPage puts the keyboard on the page.
func (p *Pane) FocusPage() { p.desk.Kit.Focus(p.page) }

// FocusPoints puts the keyboard on the points of the preflight.
func (p *Pane) FocusPoints() { p.pointer.Focus() }

// RecipeHas, PageHas and PointsHave report where the keyboard is.
func (p *Pane) RecipeHas(f fyne.Focusable) bool { return f == fyne.Focusable(p.list) || p.entry.has(f) }

// PageHas reports whether the page has the keyboard.
func (p *Pane) PageHas(f fyne.Focusable) bool { return f == fyne.Focusable(p.page) }

// PointsHave reports whether the points have the keyboard.
func (p *Pane) PointsHave(f fyne.Focusable) bool { return f == fyne.Focusable(p.pointer) }

// Enter is called when the pane comes into sight: what it says may be old.
func (p *Pane) Enter() {
	p.shown = true
	p.names.Reload()
}

// Leave is called when the pane goes out of sight; what was typed is kept then.
func (p *Pane) Leave() {
	p.shown, p.wish = false, nil
	p.entry.leave()
}

// Reload takes up a change of the dossier.
func (p *Pane) Reload(e app.Event) {
	switch e.Kind {
	case app.DossierOpened:
		p.forget()
		if p.shown {
			p.names.Restart()
		}
	case app.DossierClosed:
		p.forget()
	case app.JobsChanged, app.Notice:
	default:
		p.stale = p.stale || e.Kind != app.PacketsChanged
		if p.shown {
			p.names.Reload()
		}
	}
}

// forget takes everything of the dossier away, and says what of it is not kept.
func (p *Pane) forget() {
	p.leaveDossier()
	p.names.Drop()
	p.check.Drop()
	p.data, p.recipe, p.tried, p.order = loaded{}, dossier.Recipe{}, nil, nil
	p.checked, p.result, p.fault, p.points, p.rows, p.wish = false, nil, "", nil, nil, nil
	p.soon, p.stale, p.dropAt, p.written = false, false, -1, ""
	p.typed.Stop()
	p.list.Reload(-1)
	p.pointer.Reload(-1)
	p.page.show(nil, "")
	p.stops.Set("")
	p.allow()
}

func (p *Pane) load(ctx context.Context) (v loaded, err error) {
	w := p.desk.Workbench
	if v.held, err = w.Hold(); err != nil {
		return v, err
	}
	s, err := w.Summary(ctx)
	if err != nil {
		return v, err
	}
	v.title, v.dir, v.readOnly = s.Title, filepath.Dir(s.Path), s.ReadOnly
	if v.recipes, err = w.Recipes(ctx); err != nil {
		return v, err
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
	p.stale = p.stale || len(v.issued) != len(p.data.issued)
	p.data = v
	if len(p.saves) == 0 && !p.loose {
		p.recipe = chosenOf(v, p.recipe)
	}
	p.refill("")
	p.wantCheck()
}

const (
	leastPage   = 280 // the width below which the pages are left out
	leastRecipe = 296
	mostRecipe  = 420
)

// recipeWidth is that of the recipe: on a large screen there is room for longer titles and judgements.
func recipeWidth(pane float32) float32 {
	return max(leastRecipe, min(float32(int(pane*0.18)), mostRecipe))
}

// CreateRenderer implements fyne.Widget.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Min: func() fyne.Size { return fyne.NewSize(660, 300) },
		Objs: parts.Fixed(p.ground, p.listClip, p.page, p.left, p.right, p.head, p.stops, p.top, p.pointClip, p.bot, p.button, p.forms, p.reason, p.entry),
		Lay: func(s fyne.Size) {
			const head, foot = 44, 76
			recipeWidth := recipeWidth(s.Width)
			parts.Put(p.ground, 0, 0, s.Width, s.Height)
			parts.Put(p.listClip, 0, 0, recipeWidth-1, s.Height)
			parts.Put(p.left, recipeWidth-1, 0, 1, s.Height)
			x := s.Width - pointsWidth
			// where there is no room, the pages go first: they can be looked at in the file too
			p.page.Hidden = x-recipeWidth < leastPage
			parts.Put(p.page, recipeWidth, 0, max(0, x-recipeWidth-1), s.Height)
			parts.Put(p.right, x-1, 0, 1, s.Height)
			parts.Put(p.head, x+look.Space4, 0, 160, head)
			w := p.stops.MinSize().Width
			parts.Put(p.stops, s.Width-look.Space4-w, 0, w, head)
			parts.Put(p.top, x, head-1, pointsWidth, 1)
			parts.Put(p.pointClip, x, head, pointsWidth, max(0, s.Height-head-foot))
			parts.Put(p.bot, x, s.Height-foot, pointsWidth, 1)
			m := p.button.MinSize()
			parts.Put(p.button, x+look.Space4, s.Height-foot+12, m.Width, m.Height)
			parts.Put(p.forms, x+look.Space4+m.Width+look.Space2, s.Height-foot+12, p.forms.MinSize().Width, m.Height)
			parts.Put(p.reason, x+look.Space4, s.Height-foot+46, pointsWidth-2*look.Space4, 16)
			p.entry.place(recipeWidth-1, s.Height)
		}}
}
