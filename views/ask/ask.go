// Package ask is a small sheet in which one text is asked for: a date, a reason, a list of names.
package ask

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/views/desk"
	"parley/views/parts"
	"parley/views/sheet"
)

// Question asks for one text.
type Question struct {
	Title, Hint, Text string
	Lines             bool               // several lines
	Check             func(string) error // says what is wrong; nil: nothing can be
	Answer            func(string)
}

// Open opens a sheet with the question; a wrong answer keeps it open and says why.
func Open(d *desk.Desk, q Question) {
	var field *parts.Field
	height := float32(28)
	if q.Lines {
		field = parts.NewTextField(d.Kit, q.Hint)
		height = 132
	} else {
		field = parts.NewField(d.Kit, q.Hint, "")
	}
	var open *sheet.Sheet
	done := func() {
		if q.Check != nil {
			if err := q.Check(field.Entry.Text); err != nil {
				field.SetWrong(err.Error())
				return
			}
		}
		open.Close()
		q.Answer(field.Entry.Text)
	}
	field.Entry.SetText(q.Text)
	if !q.Lines {
		field.Entry.OnSubmitted = func(string) { done() }
	}
	body := &box{field: field, height: height}
	body.ExtendBaseWidget(body)
	open = d.Sheets.Open(sheet.Options{Title: q.Title, Width: 480, Height: 48 + 56 + 32 + height + 24, Body: body, Focus: field.Entry, Confirm: done,
		Typed: func() string {
			if field.Entry.Text == q.Text {
				return ""
			}
			return typedWords(field.Entry.Text)
		},
		Buttons: []*parts.Button{parts.NewButton(d.Kit, "Cancel", "Esc", parts.Plain, func() { open.Close() }),
			parts.NewButton(d.Kit, "Set", "Ctrl Enter", parts.Primary, done)}})
}

// typedWords says what was typed, also where that is nothing any more.
func typedWords(text string) string {
	if strings.TrimSpace(text) == "" {
		return "emptied"
	}
	return text
}

// box gives a field its height and room for a sentence under it.
type box struct {
	widget.BaseWidget
	field  *parts.Field
	height float32
}

// CreateRenderer implements fyne.Widget.
func (b *box) CreateRenderer() fyne.WidgetRenderer {
	return &parts.Drawing{Of: b, Objs: parts.Fixed(b.field), Min: func() fyne.Size { return fyne.NewSize(200, b.height+24) },
		Lay: func(s fyne.Size) { parts.Put(b.field, 0, 0, s.Width, max(b.height, b.field.MinSize().Height)) }}
}
