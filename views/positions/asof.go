package positions

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// asOf is the strip at the foot: the day as of which the grid is shown, over bars of how much was said on each day.
type asOf struct {
	widget.BaseWidget
	kit         *parts.Kit
	choose      func(dossier.Date)
	focus       func()         // gives the keyboard to the grid
	compare     func(days int) // with so many days before
	day         dossier.Date   // unknown: the newest
	against     dossier.Date   // unknown: nothing
	first, last time.Time
	counts      []dossier.DayCount
	label, note *parts.Label
	track, on   *canvas.Rectangle
	handle      *canvas.Rectangle
	other       *canvas.Rectangle // the handle of the day with which the grid is compared
	moving      bool              // that one is dragged
	bars        []*canvas.Rectangle
	ends        [2]*parts.Label
	keys        []*parts.KeyHint
	objects     []fyne.CanvasObject
	drawn       float32 // where the track begins, and its length
	length      float32
}

var (
	_ fyne.Draggable    = (*asOf)(nil)
	_ desktop.Mouseable = (*asOf)(nil)
)

func newAsOf(k *parts.Kit, choose func(dossier.Date), compare func(int), focus func()) *asOf {
	rect := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	a := &asOf{kit: k, choose: choose, compare: compare, focus: focus, label: parts.NewLabel(k, "", look.BodyBold, look.InkText), note: parts.NewLabel(k, "bars: statements per day", look.Second, look.InkSoft),
		track: rect(), on: rect(), handle: rect(), other: rect(), ends: [2]*parts.Label{parts.NewLabel(k, "", look.Small, look.InkSoft), parts.NewLabel(k, "", look.Small, look.InkSoft)}}
	for _, key := range []string{"[", "]"} {
		a.keys = append(a.keys, parts.NewKeyHint(k, key))
	}
	a.ExtendBaseWidget(a)
	return a
}

// set shows what was loaded. The track spans the documents and the statements, and a day that was chosen beyond them.
func (a *asOf) set(l loaded, day, against dossier.Date) {
	a.counts, a.day, a.against = l.days, day, against
	a.first, a.last = time.Time{}, time.Time{}
	if len(l.days) > 0 {
		a.first, a.last = l.days[0].Day.Time, l.days[len(l.days)-1].Day.Time
	}
	if l.grid.From.Known() && (a.first.IsZero() || midnight(l.grid.From).Before(a.first)) {
		a.first = midnight(l.grid.From)
	}
	if l.grid.To.Known() && midnight(l.grid.To).After(a.last) {
		a.last = midnight(l.grid.To)
	}
	a.Refresh()
}

// setAgainst moves the day with which the grid is compared.
func (a *asOf) setAgainst(d dossier.Date) {
	a.against = d
	a.Refresh()
}

// now is the day that is shown.
func (a *asOf) now() time.Time {
	if a.day.Known() {
		return midnight(a.day)
	}
	return a.last
}

// step goes some days on or back, within the track; on its last day the grid is the newest again.
func (a *asOf) step(days int) {
	a.goTo(a.now().AddDate(0, 0, days))
}

func (a *asOf) goTo(t time.Time) {
	switch {
	case a.last.IsZero():
		return
	case t.Before(a.first):
		t = a.first
	}
	chosen := dossier.Day(t.Year(), t.Month(), t.Day())
	if !t.Before(a.last) {
		chosen = dossier.Date{}
	}
	if chosen != a.day {
		a.choose(chosen)
		a.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (a *asOf) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: a, Lay: a.lay, Objs: func() []fyne.CanvasObject { return a.objects }, Min: func() fyne.Size { return fyne.NewSize(400, footStrip) }}
}

func (a *asOf) lay(s fyne.Size) {
	p := a.kit.Look.Palette()
	a.objects = a.objects[:0]
	if a.last.IsZero() {
		return
	}
	now := a.now()
	a.label.Set("As of " + now.Format("2 Jan 2006"))
	note := "bars: statements per day"
	if a.against.Known() {
		note = "against " + dayLabel(a.against.Time, now.Year()) + "; bars: per day"
	}
	a.note.Set(note)
	parts.Put(a.label, inset, 10, 170, 20)
	parts.Put(a.note, inset, 30, 170, 16)
	x, right := float32(inset+issueWidth), s.Width-90
	if !a.kit.Look.KeyHints() {
		right = s.Width - inset - 10
	}
	a.drawn, a.length = x, max(20, right-x)
	y := float32(32)
	a.track.FillColor, a.on.FillColor, a.handle.FillColor = p.Edge, p.Focus, p.Focus
	parts.Put(a.track, x, y, a.length, 2)
	a.objects = append(a.objects, a.label, a.note)
	a.layDays(y, p)
	at, from := a.xOf(now), x
	a.objects = append(a.objects, a.track, a.on)
	if a.against.Known() && !a.against.Time.Before(a.first) {
		from = a.xOf(a.against.Time)
		a.other.FillColor, a.other.StrokeColor, a.other.StrokeWidth, a.other.CornerRadius = p.Paper, p.Focus, 2, 2
		parts.Put(a.other, from-5, y-5, 10, 12)
		a.objects = append(a.objects, a.other)
	}
	parts.Put(a.on, from, y, at-from, 2)
	parts.Put(a.handle, at-6, y-6, 12, 14)
	a.handle.CornerRadius = 2
	a.objects = append(a.objects, a.handle)
	for i, t := range []time.Time{a.first, a.last} {
		a.ends[i].Set(dayLabel(t, a.last.Year()))
		w := a.ends[i].MinSize().Width
		parts.Put(a.ends[i], min(max(x, a.xOf(t)-w/2), right-w), y+8, w, 16)
		a.objects = append(a.objects, a.ends[i])
	}
	kx := right + 24
	for _, k := range a.keys {
		m := k.MinSize()
		parts.Put(k, kx, y-m.Height/2, m.Width, m.Height)
		kx += m.Width + look.Space1
		a.objects = append(a.objects, k)
	}
}

// layDays draws a bar for each day on which something was said; days that would lie over one another share one.
func (a *asOf) layDays(y float32, p *look.Palette) {
	const wide = 7
	type bar struct {
		x     float32
		count int
		day   time.Time
	}
	var bars []bar
	most := 1
	for _, c := range a.counts {
		x := a.xOf(c.Day.Time)
		if n := len(bars); n > 0 && x-bars[n-1].x < wide {
			bars[n-1].count += c.Statements
			most = max(most, bars[n-1].count)
			continue
		}
		bars = append(bars, bar{x, c.Statements, c.Day.Time})
		most = max(most, c.Statements)
	}
	for len(a.bars) < len(bars) {
		a.bars = append(a.bars, canvas.NewRectangle(color.Transparent))
	}
	for i, one := range bars {
		h := max(3, 16*float32(one.count)/float32(most))
		a.bars[i].FillColor = p.Edge
		if !one.day.After(a.now()) {
			a.bars[i].FillColor = p.Field
		}
		parts.Put(a.bars[i], one.x-3, y-h-1, wide-1, h)
		a.objects = append(a.objects, a.bars[i])
	}
}

func (a *asOf) xOf(t time.Time) float32 {
	all := days(a.first, a.last)
	if all <= 0 {
		return a.drawn + a.length
	}
	return a.drawn + a.length*float32(days(a.first, t))/float32(all)
}

// dayAt is the day at a place of the track.
func (a *asOf) dayAt(x float32) time.Time {
	all := float32(days(a.first, a.last))
	return a.first.AddDate(0, 0, int((x-a.drawn)/a.length*all+0.5))
}

func (a *asOf) pointer(x float32) {
	switch {
	case a.length <= 0 || a.last.IsZero():
	case a.moving:
		if days := dossier.DaysBetween(a.dayAt(x), a.now()); days >= 1 {
			a.compare(days)
		}
	default:
		a.goTo(a.dayAt(x))
	}
}

// MouseDown takes the handle of the other day, or goes to the day under the pointer.
func (a *asOf) MouseDown(e *desktop.MouseEvent) {
	a.focus()
	a.moving = false
	if a.against.Known() && !a.last.IsZero() {
		far := func(t time.Time) float64 { return math.Abs(float64(e.Position.X - a.xOf(t))) }
		a.moving = far(a.against.Time) <= 8 && far(a.against.Time) < far(a.now())
	}
	a.pointer(e.Position.X)
}

// MouseUp does nothing.
func (a *asOf) MouseUp(*desktop.MouseEvent) {}

// Dragged moves the day with the pointer.
func (a *asOf) Dragged(e *fyne.DragEvent) { a.pointer(e.Position.X) }

// DragEnd lets go of the handle.
func (a *asOf) DragEnd() {
	a.moving = false
	a.focus()
}
