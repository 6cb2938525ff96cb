package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"parley/views/look"
)

// Empty says what would stand here and offers the one action that brings it, with its key.
type Empty struct {
	widget.BaseWidget
	kit    *Kit
	words  *Paragraph
	action *Button
}

// NewEmpty returns an empty state; without an action its words are empty.
func NewEmpty(k *Kit, sentence, action, key string, do func()) *Empty {
	e := &Empty{kit: k, words: NewParagraph(k, sentence, look.Body, look.InkSoft, 240)}
	if action != "" {
		e.action = NewButton(k, action, key, Plain, do)
	}
	e.ExtendBaseWidget(e)
	return e
}

// Set changes the sentence.
func (e *Empty) Set(sentence string) {
	e.words.Set(sentence)
	e.Refresh()
}

// Words returns the sentence.
func (e *Empty) Words() string { return e.words.Words() }

// CreateRenderer implements fyne.Widget.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{e.words}
	if e.action != nil {
		objects = append(objects, e.action)
	}
	return &Drawing{Of: e, Objs: Fixed(objects...),
		Min: func() fyne.Size { return fyne.NewSize(160, 80) },
		Lay: func(s fyne.Size) {
			w := min(s.Width-32, 480)
			h := e.words.HeightAt(w)
			Put(e.words, 16, 16, w, h)
			if e.action != nil {
				m := e.action.MinSize()
				Put(e.action, 16, 16+h+12, min(m.Width, w), m.Height)
			}
		}}
}
