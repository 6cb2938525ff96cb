package views

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parley/dossier"
	"parley/views/desk"
	"parley/views/parts"
	"parley/views/sheet"
)

// historyLimit is how many actions the sheet lists.
const historyLimit = 500

// history is the sheet that lists what was done, newest first, and takes it back in order.
type history struct {
	lines  *lines
	loader *desk.Loader[[]dossier.Action]
	sheet  *sheet.Sheet
	undo   *parts.Button
	redo   *parts.Button
}

func (w *window) openHistory() {
	h := &history{lines: newLines(w)}
	h.loader = desk.NewLoader(w.desk, func(ctx context.Context) ([]dossier.Action, error) { return w.work.History(ctx, historyLimit) }, h.show, nil)
	again := func(fn func(context.Context) (dossier.Action, error)) func() {
		return func() {
			w.act(func(ctx context.Context) error { _, err := fn(ctx); return err }, h.loader.Reload)
		}
	}
	h.undo = parts.NewButton(w.kit, "Undo", "", parts.Plain, again(w.work.Undo))
	h.redo = parts.NewButton(w.kit, "Redo", "", parts.Plain, again(w.work.Redo))
	h.sheet = w.desk.Sheets.Open(sheet.Options{Title: "History", Width: 640, Height: 520, Body: h.lines.framed(), Focus: h.lines.list,
		Closed: func() { h.loader.Drop() },
		Buttons: []*parts.Button{
			parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { h.sheet.Close() }), h.redo, h.undo,
		}})
	h.loader.Reload()
}

func (h *history) show(actions []dossier.Action) {
	var all []line
	can := map[bool]bool{} // there is one that is undone, or not
	for _, a := range actions {
		l := line{name: a.Name, when: whenAndWho(a.At, a.Analyst), faint: a.Undone}
		if a.Undone {
			l.state = "undone"
		}
		all = append(all, l)
		can[a.Undone] = true
	}
	h.lines.show(all)
	words := parts.Count(len(actions), "action")
	if len(actions) == historyLimit {
		words = fmt.Sprintf("the last %d actions", historyLimit)
	}
	h.sheet.SetSubtitle(words)
	enable(h.undo, can[false])
	enable(h.redo, can[true])
}

func whenAndWho(at time.Time, analyst string) string {
	return at.Local().Format("2 Jan 15:04") + " · " + analyst
}

func enable(b *parts.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// versions is the sheet that tells what was done to one thing, and makes it what it was.
type versions struct {
	w       *window
	thing   dossier.Thing
	id      dossier.ID
	label   string
	lines   *lines
	at      []int // the version of each line
	all     []dossier.Version
	loader  *desk.Loader[[]dossier.Version]
	sheet   *sheet.Sheet
	restore *parts.Button
}

// openVersions opens the history of a thing; label is how it is called: "statement 12".
func (w *window) openVersions(thing dossier.Thing, id dossier.ID, label string) {
	v := &versions{w: w, thing: thing, id: id, label: label, lines: newLines(w)}
	v.loader = desk.NewLoader(w.desk, func(ctx context.Context) ([]dossier.Version, error) { return w.work.HistoryOf(ctx, thing, id) }, v.show, nil)
	v.restore = parts.NewButton(w.kit, "Restore as it was then", "Enter", parts.Plain, func() { v.restoreAt(v.lines.list.Current()) })
	v.lines.list.OnOpen = v.restoreAt
	v.lines.list.OnMove = func(int) { v.able() }
	v.sheet = w.desk.Sheets.Open(sheet.Options{Title: "History of " + label, Width: 760, Height: 520, Body: v.lines.framed(), Focus: v.lines.list,
		Closed:  func() { v.loader.Drop() },
		Buttons: []*parts.Button{parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { v.sheet.Close() }), v.restore}})
	v.loader.Reload()
}

func (v *versions) show(list []dossier.Version) {
	v.all, v.at = list, nil
	var all []line
	for n, version := range list {
		kind := map[string]string{"undo": "undone", "redo": "done again"}[version.Kind]
		all = append(all, line{name: version.Action.Name, state: kind, when: whenAndWho(version.Action.At, version.Action.Analyst)})
		v.at = append(v.at, n)
		for _, c := range version.Changes {
			all = append(all, line{name: c.Field + ": " + orDash(c.Before) + " → " + orDash(c.After), under: true})
			v.at = append(v.at, n)
		}
	}
	v.lines.show(all)
	v.sheet.SetSubtitle(parts.Count(len(list), "change"))
	v.able()
}

func orDash(value string) string {
	if value == "" {
		return "–"
	}
	const most = 80
	if r := []rune(strings.ReplaceAll(value, "\n", " ")); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return strings.ReplaceAll(value, "\n", " ")
}

// able: the newest version is what the thing is now.
func (v *versions) able() {
	at := v.lines.list.Current()
	enable(v.restore, v.w.writable() && at >= 0 && at < len(v.at) && v.at[at] > 0)
}

func (v *versions) restoreAt(i int) {
	if i < 0 || i >= len(v.at) || v.at[i] == 0 || !v.w.writable() {
		return
	}
	action := v.all[v.at[i]].Action
	v.w.act(func(ctx context.Context) error {
		return v.w.work.RestoreAsOf(ctx, v.thing, v.id, v.label, action.ID, time.Time{})
	}, func() {
		v.w.status.note("Restored: " + v.label + " as of " + action.At.Local().Format("2 Jan 15:04"))
		v.loader.Reload()
	})
}
