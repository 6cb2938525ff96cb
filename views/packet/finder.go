package packet

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// finder is a sheet in which an accepted statement is found by its number or by words.
type finder struct {
	widget.BaseWidget
	desk   *desk.Desk
	field  *parts.Field
	list   *view.List
	clip   *container.Clip
	none   *parts.Label
	sheet  *sheet.Sheet
	words  atomic.Value // string, for the search beside the interface thread
	found  []dossier.Statement
	loader *desk.Loader[[]dossier.Statement]
	typed  *desk.Delay
	picked func(dossier.Statement)
}

// mostFound is how many are listed; more are narrowed by typing more.
const mostFound = 100

func openFinder(d *desk.Desk, picked func(dossier.Statement)) {
	f := &finder{desk: d, field: parts.NewField(d.Kit, "Words of it, party:Name, or its number", ""), none: parts.NewElided(d.Kit, "", look.Second, look.InkSoft), picked: picked}
	f.list = view.New(d.Kit, f)
	f.list.OnOpen = f.pick
	f.clip = parts.NewClip(f.list)
	f.words.Store("")
	f.typed = desk.NewDelay(d, 150*time.Millisecond)
	f.loader = desk.NewLoader(d, func(ctx context.Context) ([]dossier.Statement, error) {
		return d.Workbench.FindAccepted(ctx, f.words.Load().(string), mostFound)
	}, f.show, nil)
	f.field.Entry.OnChanged = func(words string) {
		f.words.Store(words)
		f.typed.Run(f.loader.Restart)
	}
	f.field.Entry.OnSubmitted = func(string) { f.pick(max(0, f.list.Current())) }
	f.field.Entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			f.list.TypedKey(e)
			return true
		}
		return false
	}
	f.ExtendBaseWidget(f)
	f.sheet = d.Sheets.Open(sheet.Options{Title: "Which statement?", Subtitle: "accepted ones", Width: 600, Height: 440, Body: f, Focus: f.field.Entry,
		Confirm: func() { f.pick(max(0, f.list.Current())) }, Closed: func() {
			f.typed.Stop()
			f.loader.Drop()
		}})
	f.loader.Restart()
}

func (f *finder) show(found []dossier.Statement) {
	f.found = found
	current := 0
	words := ""
	if len(found) == 0 {
		current, words = -1, "No accepted statement has these words."
	}
	f.none.Set(words)
	f.list.Reload(current)
}

func (f *finder) pick(i int) {
	if i >= 0 && i < len(f.found) {
		s := f.found[i]
		f.sheet.Close()
		f.picked(s)
	}
}

// CreateRenderer implements fyne.Widget.
func (f *finder) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: f, Objs: parts.Fixed(f.field, f.none, f.clip), Min: func() fyne.Size { return fyne.NewSize(320, 240) },
		Lay: func(s fyne.Size) {
			parts.Put(f.field, 0, 0, s.Width, 28)
			parts.Put(f.none, 0, 28+look.Space3, s.Width, 16)
			parts.Put(f.clip, 0, 28+look.Space2, s.Width, max(0, s.Height-28-look.Space2))
		}}
}

// Len, Height, Head and NewRow make the finder the source of its list.
func (f *finder) Len() int { return len(f.found) }

// Height is that of every row.
func (f *finder) Height(int) float32 { return 46 }

// Head is never true: there are no groups.
func (f *finder) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (f *finder) NewRow(bool) view.Row {
	k := f.desk.Kit
	r := &foundRow{finder: f, ground: canvas.NewRectangle(nil), words: parts.NewElided(k, "", look.CellWords, look.InkText),
		who: parts.NewElided(k, "", look.Small, look.InkSoft), number: parts.NewLabel(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

// foundRow is a statement that can be cited.
type foundRow struct {
	widget.BaseWidget
	finder             *finder
	current            bool
	ground             *canvas.Rectangle
	words, who, number *parts.Label
}

// Fill shows a statement.
func (r *foundRow) Fill(i int, s view.State) {
	if i >= len(r.finder.found) {
		return
	}
	x := r.finder.found[i]
	r.current = s.Current
	r.words.Set(x.Passage.Exact)
	who := speakerOf(x)
	if x.Party != "" && x.Party != who {
		who += " · " + x.Party
	}
	if x.Said.Known() {
		who += " · " + x.Said.Short(r.finder.desk.Now().Year())
	}
	r.who.Set(who)
	r.number.Set(fmt.Sprint(x.Number))
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *foundRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.words, r.who, r.number), Min: func() fyne.Size { return fyne.NewSize(200, 46) },
		Ink: func() {
			p := r.finder.desk.Kit.Look.Palette()
			r.ground.FillColor = p.Paper
			if r.current {
				r.ground.FillColor = p.Sel
			}
		},
		Lay: func(s fyne.Size) {
			const number = 40
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			parts.Put(r.number, look.Space2, 4, number, 18)
			parts.Put(r.words, look.Space2+number, 4, s.Width-number-2*look.Space2, 18)
			parts.Put(r.who, look.Space2+number, 23, s.Width-number-2*look.Space2, 16)
		}}
}
