// Package welcome is the page that stands in the window while no dossier is open.
package welcome

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/app"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
)

// Action is one of the ways to begin.
type Action struct {
	Name, Note, Key string
	Do              func()
}

// Deps is what the page needs from the window.
type Deps struct {
	Desk    *desk.Desk
	Actions []Action
	Open    func(path string)
	Find    func(app.Recent) // the file is not where it was
}

// Page is the welcome page.
type Page struct {
	widget.BaseWidget
	deps    Deps
	recent  []app.Recent
	loader  *desk.Loader[[]app.Recent]
	actions *view.List
	list    *view.List

	ground                *parts.Ground
	mark, heading         *parts.Label
	claim, promise, drop  *parts.Paragraph
	none                  *parts.Paragraph
	keys                  []*parts.KeyHint
	actionsClip, listClip *container.Clip
	objects               []fyne.CanvasObject
}

// New returns the page; Reload fills the list of recent dossiers.
func New(d Deps) *Page {
	k := d.Desk.Kit
	p := &Page{deps: d, ground: parts.NewGround(k, look.InkPaper)}
	p.mark = parts.NewLabel(k, "Parley", look.Wordmark, look.InkText)
	p.claim = parts.NewParagraph(k, "Who said what, when, through whom, and where each party stands.", look.Body, look.InkSoft, 320)
	p.promise = parts.NewParagraph(k, "Parley opens no network connection. Your dossiers stay on this computer.", look.Second, look.InkSoft, 320)
	p.drop = parts.NewParagraph(k, "Drop a dossier or texts anywhere on this window to open them.", look.Second, look.InkSoft, 600)
	p.none = parts.NewParagraph(k, "No dossier was open yet. The sample shows what one looks like.", look.Body, look.InkSoft, 600)
	p.heading = parts.NewLabel(k, "Recent dossiers", look.Heading, look.InkText)
	for _, key := range []string{"↑", "↓", "Enter", "Del"} {
		p.keys = append(p.keys, parts.NewKeyHint(k, key))
	}
	p.actions = view.New(k, actions{p})
	p.actions.OnOpen = func(i int) { d.Actions[i].Do() }
	p.list = view.New(k, recents{p})
	p.list.OnOpen = func(i int) {
		if r := p.recent[i]; r.Missing {
			d.Find(r)
		} else {
			d.Open(r.Path)
		}
	}
	p.list.OnKey = p.listKey
	p.actions.OnKey = p.actionKey
	p.actionsClip, p.listClip = parts.NewClip(p.actions), container.NewClip(p.list)
	p.loader = desk.NewLoader(d.Desk, func(context.Context) ([]app.Recent, error) { return d.Desk.Workbench.Recent(), nil }, p.show, nil)
	p.objects = []fyne.CanvasObject{p.ground, p.mark, p.claim, p.actionsClip, p.promise, p.heading, p.listClip, p.drop, p.none}
	for _, key := range p.keys {
		p.objects = append(p.objects, key)
	}
	p.ExtendBaseWidget(p)
	return p
}

// Reload reads the list of recent dossiers anew.
func (p *Page) Reload() { p.loader.Reload() }

// Focus puts the keyboard on the latest dossier, or on the first action where there is none.
func (p *Page) Focus() {
	if len(p.recent) > 0 {
		p.list.Focus()
	} else {
		p.actions.Focus()
	}
}

func (p *Page) show(recent []app.Recent) {
	first := p.recent == nil
	p.recent = recent
	current := 0
	if len(recent) == 0 {
		current = -1
	}
	p.list.Reload(current)
	p.Refresh()
	if first && p.Visible() {
		p.Focus()
	}
}

func (p *Page) listKey(e *fyne.KeyEvent) bool {
	i := p.list.Current()
	switch {
	case e.Name == fyne.KeyLeft:
		p.actions.Focus()
	case e.Name == fyne.KeyDelete && i >= 0 && i < len(p.recent):
		path := p.recent[i].Path
		p.deps.Desk.Act(func(context.Context) error { return p.deps.Desk.Workbench.ForgetRecent(path) }, p.Reload)
	default:
		return false
	}
	return true
}

func (p *Page) actionKey(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyRight && len(p.recent) > 0 {
		p.list.Focus()
		return true
	}
	return false
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: p, Objs: func() []fyne.CanvasObject { return p.objects }, Lay: p.lay,
		Min: func() fyne.Size { return fyne.NewSize(640, 400) }}
}

// columns returns the places of the two columns in a page of a width: 320 and 640 with 80 between, closer where it is
// narrow.
func columns(width float32) (x1, w1, x2, w2 float32) {
	w1, w2 = 320, 640
	gap := float32(80)
	if free := width - 2*look.Space6; free < w1+gap+w2 {
		gap = look.Space10
		w1 = min(w1, (free-gap)*0.36)
		w2 = free - gap - w1
	}
	x1 = max(look.Space6, float32(int((width-w1-gap-w2)/2)))
	return x1, w1, x1 + w1 + gap, w2
}

const (
	actionHeight = 56
	recentHeight = 72
)

func (p *Page) lay(s fyne.Size) {
	x1, w1, x2, w2 := columns(s.Width)
	top := float32(120)
	if s.Height < 560 {
		top = look.Space10
	}
	parts.Put(p.ground, 0, 0, s.Width, s.Height)
	parts.Put(p.mark, x1, top, w1, look.Wordmark.Line)
	h := p.claim.HeightAt(w1 - 40)
	parts.Put(p.claim, x1, top+52, w1-40, h)
	y := top + 52 + h + 36
	listHeight := float32(len(p.deps.Actions) * actionHeight)
	parts.Put(p.actionsClip, x1, y, w1, listHeight+1)
	parts.Put(p.promise, x1, y+listHeight+24, w1, p.promise.HeightAt(w1))

	parts.Put(p.heading, x2, top+18, w2, look.Heading.Line)
	right := x2 + w2
	for i := len(p.keys) - 1; i >= 0; i-- {
		m := p.keys[i].MinSize()
		right -= m.Width
		parts.Put(p.keys[i], right, top+21, m.Width, m.Height)
		right -= 6
		p.keys[i].Hidden = len(p.recent) == 0
	}
	listTop := top + 52
	room := max(0, s.Height-listTop-64)
	listHeight = min(room, float32(len(p.recent)*recentHeight))
	parts.Put(p.listClip, x2, listTop, w2, listHeight)
	p.none.Hidden = len(p.recent) > 0
	parts.Put(p.none, x2, listTop, w2, p.none.HeightAt(w2))
	if len(p.recent) == 0 {
		listHeight = p.none.HeightAt(w2)
	}
	parts.Put(p.drop, x2, listTop+listHeight+12, w2, p.drop.HeightAt(w2))
}

// when says when a dossier was last open: the time today, the weekday within a week, else the day.
func when(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch {
	case !t.Before(midnight):
		return "today, " + t.Format("15:04")
	case !t.Before(midnight.AddDate(0, 0, -1)):
		return "yesterday, " + t.Format("15:04")
	case t.After(midnight.AddDate(0, 0, -6)):
		return t.Format("Mon 2 Jan")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	}
	return t.Format("2 Jan 2006")
}
