package views

import (
	"context"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/desk"
	view "parley/views/list"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// historyLimit is how many actions the sheet lists.
const historyLimit = 500

// history is the sheet that lists what was done, newest first, and takes it back in order.
type history struct {
	w       *window
	actions []dossier.Action
	loader  *desk.Loader[[]dossier.Action]
	list    *view.List
	sheet   *sheet.Sheet
	undo    *parts.Button
	redo    *parts.Button
}

func (w *window) openHistory() {
	h := &history{w: w}
	h.list = view.New(w.kit, h)
	h.list.Patient = true
	h.loader = desk.NewLoader(w.desk, func(ctx context.Context) ([]dossier.Action, error) { return w.work.History(ctx, historyLimit) }, h.show, nil)
	again := func(fn func(context.Context) (dossier.Action, error)) func() {
		return func() {
			w.act(func(ctx context.Context) error { _, err := fn(ctx); return err }, h.loader.Reload)
		}
	}
	h.undo = parts.NewButton(w.kit, "Undo", "", parts.Plain, again(w.work.Undo))
	h.redo = parts.NewButton(w.kit, "Redo", "", parts.Plain, again(w.work.Redo))
	frame := parts.NewFrame(w.kit, look.InkPaper, look.InkLine, look.CornerField)
	body := container.NewStack(frame, container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), parts.NewClip(h.list)))
	h.sheet = w.desk.Sheets.Open(sheet.Options{Title: "History", Width: 640, Height: 520, Body: body, Focus: h.list,
		Closed: func() { h.loader.Drop() },
		Buttons: []*parts.Button{
			parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { h.sheet.Close() }), h.redo, h.undo,
		}})
	h.loader.Reload()
}

func (h *history) show(actions []dossier.Action) {
	h.actions = actions
	h.list.Reload(min(h.list.Current(), len(actions)-1))
	words := parts.Count(len(actions), "action")
	if len(actions) == historyLimit {
		words = fmt.Sprintf("the last %d actions", historyLimit)
	}
	h.sheet.SetSubtitle(words)
	can := func(undone bool) bool {
		for _, a := range actions {
			if a.Undone == undone {
				return true
			}
		}
		return false
	}
	for b, on := range map[*parts.Button]bool{h.undo: can(false), h.redo: can(true)} {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

// Len, Height, Head and NewRow make the sheet the source of its list.
func (h *history) Len() int { return len(h.actions) }

// Height is that of every row.
func (h *history) Height(int) float32 { return 32 }

// Head is never true: there are no groups.
func (h *history) Head(int) bool { return false }

// NewRow returns a row to be filled.
func (h *history) NewRow(bool) view.Row {
	k := h.w.kit
	r := &actionRow{history: h, ground: canvas.NewRectangle(nil), name: parts.NewElided(k, "", look.Body, look.InkText),
		state: parts.NewLabel(k, "", look.Small, look.InkSoft), when: parts.NewLabel(k, "", look.Small, look.InkSoft)}
	r.ExtendBaseWidget(r)
	return r
}

type actionRow struct {
	widget.BaseWidget
	history           *history
	ground            *canvas.Rectangle
	in                view.State
	name, state, when *parts.Label
}

// Fill shows an action.
func (r *actionRow) Fill(i int, s view.State) {
	if i >= len(r.history.actions) {
		return
	}
	a := r.history.actions[i]
	r.in = s
	r.name.Set(a.Name)
	r.when.Set(a.At.Local().Format("2 Jan 15:04") + " · " + a.Analyst)
	if a.Undone {
		r.name.Dress(look.Body, look.InkFaint)
		r.state.Set("undone")
	} else {
		r.name.Dress(look.Body, look.InkText)
		r.state.Set("")
	}
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *actionRow) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: r, Objs: parts.Fixed(r.ground, r.name, r.state, r.when), Min: func() fyne.Size { return fyne.NewSize(0, 32) },
		Ink: func() {
			p := r.history.w.look.Palette()
			r.ground.FillColor = color.Transparent
			if r.in.Hovered {
				r.ground.FillColor = p.Hover
			}
			if r.in.Current && r.in.Focused {
				r.ground.FillColor = p.Sel
			}
		},
		Lay: func(s fyne.Size) {
			parts.Put(r.ground, 0, 0, s.Width, s.Height)
			w := r.when.MinSize().Width
			parts.Put(r.when, s.Width-w-16, 0, w, s.Height)
			sw := r.state.MinSize().Width
			parts.Put(r.state, s.Width-w-sw-28, 0, sw, s.Height)
			parts.Put(r.name, 16, 0, s.Width-w-sw-52, s.Height)
		}}
}
