package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"parley/views/keymap"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// statementMenu is the menu whose plain keys belong to the reader.
const statementMenu = "Statement"

// keyed gives the commands the keys that are in force.
func (w *window) keyed(groups []group) []group {
	if w.keys == nil {
		w.keys = keymap.New(keyActions(groups), w.app.Preferences().String(prefKeys))
	}
	for gi := range groups {
		for ci := range groups[gi].commands {
			c := &groups[gi].commands[ci]
			if id := keyID(groups[gi].name, c.Name); w.keys.Changed(id) {
				c.Key = w.keys.Key(id)
				c.Shortcut = keymap.Shortcut(c.Key)
			}
		}
	}
	return groups
}

func keyID(group, name string) string { return group + "/" + name }

// keyActions are those whose key can be bound anew: not the few that every program has, nor the plain keys of lists and
// grids, which are the same everywhere.
func keyActions(groups []group) []keymap.Action {
	var out []keymap.Action
	for _, g := range groups {
		for _, c := range g.commands {
			a := keymap.Action{ID: keyID(g.name, c.Name), Name: c.Name, Usual: c.Key, Plain: g.name == statementMenu}
			_, own := c.Shortcut.(*desktop.CustomShortcut)
			switch {
			case c.Key == "1–9":
			case a.Plain, own, c.Key == "":
				out = append(out, a)
			case c.Shortcut == nil && keymap.IsFunctionKey(c.Key):
				out = append(out, a)
			}
		}
	}
	return out
}

// keysChanged keeps what was bound and shows it everywhere.
func (w *window) keysChanged() {
	w.app.Preferences().SetString(prefKeys, w.keys.Settings())
	w.buildMenu()
	w.reading.article.KeysChanged()
	w.status.show()
}

// openKeys shows the keys in force: those of the menu, and under them those that a pane takes while it has the keyboard.
func (w *window) openKeys() {
	left := container.New(layout.NewCustomPaddedVBoxLayout(2))
	right := container.New(layout.NewCustomPaddedVBoxLayout(2))
	columns := []*fyne.Container{left, right}
	heights := []int{0, 0}
	add := func(title string, rows [][2]string) {
		if len(rows) == 0 {
			return
		}
		to := 0
		if heights[1] < heights[0] {
			to = 1
		}
		heights[to] += len(rows) + 2
		columns[to].Add(parts.NewLabel(w.kit, title, look.SecondBold, look.InkText))
		for _, r := range rows {
			name := parts.NewElided(w.kit, r[1], look.Second, look.InkSoft)
			hint := parts.NewAlwaysKey(w.kit, r[0])
			columns[to].Add(container.New(layout.NewBorderLayout(nil, nil, nil, hint), name, hint))
		}
		columns[to].Add(parts.NewSpace(1, 10))
	}
	for _, g := range w.commands {
		var rows [][2]string
		for _, c := range g.commands {
			if c.Key != "" {
				rows = append(rows, [2]string{c.Key, c.Name})
			}
		}
		if g.name == statementMenu {
			rows = append(rows, [2]string{"Shift letter", "the issue that has the letter"})
		}
		add(g.name, rows)
	}
	add("Moving in a text; with Shift it selects", [][2]string{{"← →", "letters"}, {"Ctrl ← →", "words"}, {"[ ]", "sentences"}, {"( )", "select a sentence"}, {"{ }  Ctrl ↑ ↓", "paragraphs"},
		{"Home End", "ends of the line"}, {"PgUp PgDn", "a page"}, {"Ctrl Home End", "ends of the text"}})
	add("Lists", [][2]string{{"↑ ↓ Home End", "move"}, {"PgUp PgDn", "a page"}, {"Enter", "open"}, {"Space", "choose several"}, {"U W O", "new, in work, done"}, {"Del", "delete, restorable"}})
	add("Going to anything", [][2]string{{">", "actions only"}, {"@", "people"}, {"#", "issues"}, {"Enter", "do or open"}})
	add("Sheets", [][2]string{{"Ctrl Enter", "confirm"}, {"Ctrl Shift Enter", "confirm, and the next"}, {"Esc", "one step back"}})
	body := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 12),
		container.New(layout.NewGridLayout(2), left, container.New(layout.NewCustomPaddedLayout(0, 0, 24, 0), right))))
	var s *sheet.Sheet
	done := parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { s.Close() })
	change := parts.NewButton(w.kit, "Change keys…", "", parts.Plain, func() { s.Close(); w.openKeyChanges() })
	s = w.desk.Sheets.Open(sheet.Options{Title: "All keys", Subtitle: "Plain keys hold while the pane has the keyboard, never in an entry",
		Height: 616, Body: body, Left: container.New(layout.NewCustomPaddedHBoxLayout(0), container.NewCenter(change)), Buttons: []*parts.Button{done}, Focus: done})
}
