package views

import (
	"fmt"

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
