package views

import (
	"context"
	"fmt"

	"parley/dossier"
	"parley/views/desk"
	"parley/views/parts"
	"parley/views/sheet"
)

// trashLimit is how many deleted things the sheet lists.
const trashLimit = 500

// trash is the sheet that lists what was deleted, and brings it back.
type trash struct {
	w      *window
	lines  *lines
	items  []dossier.Deleted
	loader *desk.Loader[trashed]
	sheet  *sheet.Sheet
	back   *parts.Button
}

type trashed struct {
	items []dossier.Deleted
	more  bool
}

func (w *window) openTrash() {
	t := &trash{w: w, lines: newLines(w)}
	t.loader = desk.NewLoader(w.desk, func(ctx context.Context) (all trashed, err error) {
		all.items, all.more, err = w.work.Trash(ctx, trashLimit)
		return all, err
	}, t.show, nil)
	t.back = parts.NewButton(w.kit, "Bring back", "Enter", parts.Primary, func() { t.bringBack(t.lines.list.Current()) })
	t.lines.list.OnOpen = t.bringBack
	t.sheet = w.desk.Sheets.Open(sheet.Options{Title: "Trash", Width: 760, Height: 520, Body: t.lines.framed(), Focus: t.lines.list,
		Closed:  func() { t.loader.Drop() },
		Buttons: []*parts.Button{parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { t.sheet.Close() }), t.back}})
	t.loader.Reload()
}

func (t *trash) show(all trashed) {
	t.items = all.items
	var list []line
	for _, item := range all.items {
		kind := string(item.Thing)
		if item.Number > 0 {
			kind = fmt.Sprintf("%s %d", item.Thing, item.Number)
		}
		list = append(list, line{name: orDash(item.Label), state: kind, when: whenAndWho(item.At, item.Analyst)})
	}
	t.lines.show(list)
	words := "Nothing was deleted."
	switch {
	case all.more:
		words = fmt.Sprintf("the last %d things that were deleted", trashLimit)
	case len(list) > 0:
		words = parts.Count(len(list), "thing") + " deleted"
	}
	t.sheet.SetSubtitle(words)
	enable(t.back, t.w.writable() && len(list) > 0)
}

func (t *trash) bringBack(i int) {
	if i < 0 || i >= len(t.items) || !t.w.writable() {
		return
	}
	item := t.items[i]
	t.w.act(func(ctx context.Context) error { return t.w.work.BringBack(ctx, []dossier.Deleted{item}) }, func() {
		t.w.status.note(fmt.Sprintf("Brought back: %s “%s”", item.Thing, orDash(item.Label)))
		t.loader.Reload()
	})
}
