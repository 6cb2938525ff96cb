package views

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// words opens a sheet that says something in paragraphs.
func (w *window) words(title, subtitle string, paragraphs []string, buttons ...*parts.Button) *sheet.Sheet {
	const width = 640
	list := container.New(layout.NewCustomPaddedVBoxLayout(look.Space3))
	const most = 200 // a sheet is read by people; the commands list all
	for i, p := range paragraphs {
		if i == most {
			list.Add(parts.NewLabel(w.kit, fmt.Sprintf("and %s more", parts.Number(len(paragraphs)-most)), look.Second, look.InkSoft))
			break
		}
		list.Add(parts.NewParagraph(w.kit, p, look.Body, look.InkText, width-48))
	}
	var s *sheet.Sheet
	dismiss := parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { s.Close() })
	if len(buttons) > 0 {
		dismiss.Set("Cancel")
	}
	height := list.MinSize().Height + 48 + 56 + 2*look.Space4
	scroll := container.NewVScroll(list)
	s = w.desk.Sheets.Open(sheet.Options{Title: title, Subtitle: subtitle, Width: width, Height: max(180, min(height, 560)), Body: scroll,
		Buttons: append([]*parts.Button{dismiss}, buttons...), Focus: dismiss})
	return s
}

// confirms gives a sheet that was opened by words what Ctrl Enter does.
func (w *window) confirms(s *sheet.Sheet, do func()) { s.SetConfirm(do) }

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
		add(g.name, rows)
	}
	add("Lists", [][2]string{{"↑ ↓ Home End", "move"}, {"PgUp PgDn", "a page"}, {"Enter", "open"}, {"Space", "choose several"}, {"U W O", "new, in work, done"}, {"Del", "delete, restorable"}})
	add("Sheets", [][2]string{{"Ctrl Enter", "confirm"}, {"Ctrl Shift Enter", "confirm, and the next"}, {"Esc", "one step back"}})
	body := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, 12),
		container.New(layout.NewGridLayout(2), left, container.New(layout.NewCustomPaddedLayout(0, 0, 24, 0), right))))
	var s *sheet.Sheet
	done := parts.NewButton(w.kit, "Close", "Esc", parts.Plain, func() { s.Close() })
	s = w.desk.Sheets.Open(sheet.Options{Title: "All keys", Subtitle: "Plain keys hold while the pane has the keyboard, never in an entry",
		Height: 616, Body: body, Buttons: []*parts.Button{done}, Focus: done})
}

// openAbout says what the program is and under which licences its fonts stand.
func (w *window) openAbout() {
	version := "Version " + w.res.Version
	if w.res.Version == "" {
		version = ""
	}
	w.words("Parley", version, []string{
		"Who said what, when, through whom, and where each party stands. MIT licence.",
		"Parley opens no network connection. Your dossiers stay on this computer.",
		"Noto Sans, Noto Serif, Noto Sans Mono, Noto Serif Hebrew and Noto Naskh Arabic: SIL Open Font Licence 1.1, © The Noto Project Authors.",
		"DejaVu Sans: Bitstream Vera and Arev licence, © Bitstream, Inc., Tavmjong Bah; changes in the public domain.",
		"Made with Fyne (BSD), SQLite (public domain) and gofpdf (MIT). The licence texts lie beside the program.",
	})
}
