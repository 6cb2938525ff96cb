package ask

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/views/desk"
	"parley/views/look"
	"parley/views/parts"
	"parley/views/sheet"
)

// Confirm says in paragraphs what would be done, and does it.
func Confirm(d *desk.Desk, title string, paragraphs []string, action string, do func()) {
	const width, most = 560, 520
	list := container.New(layout.NewCustomPaddedVBoxLayout(look.Space3))
	for _, p := range paragraphs {
		list.Add(parts.NewParagraph(d.Kit, p, look.Body, look.InkText, width-48))
	}
	var open *sheet.Sheet
	confirm := func() {
		open.Close()
		do()
	}
	primary := parts.NewButton(d.Kit, action, "Ctrl Enter", parts.Primary, confirm)
	open = d.Sheets.Open(sheet.Options{Title: title, Width: width, Height: min(most, list.MinSize().Height+48+56+2*look.Space4), Body: container.NewVScroll(list), Focus: primary, Confirm: confirm,
		Buttons: []*parts.Button{parts.NewButton(d.Kit, "Cancel", "Esc", parts.Plain, func() { open.Close() }), primary}})
}
