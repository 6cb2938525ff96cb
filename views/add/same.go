package add

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// sameNote says why the text cannot be added: it is in the dossier already, and can be opened; or what else is wrong. Of a
// text that is nearly the same as one in the dossier it says so, and that one can be opened; it may be added.
type sameNote struct {
	widget.BaseWidget
	kit          *parts.Kit
	document     *dossier.Document
	words        *parts.Paragraph
	open         *parts.Button
	ground, edge *canvas.Rectangle
}

func newSameNote(k *parts.Kit, open func(dossier.ID)) *sameNote {
	n := &sameNote{kit: k, words: parts.NewParagraph(k, "", look.Body, look.InkText, 600)}
	n.open = parts.NewButton(k, "Open it", "", parts.LinkWords, func() { open(n.document.ID) })
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// say shows what is wrong.
func (n *sameNote) say(words string) {
	n.document = nil
	n.words.Set(words)
	n.Show()
	n.Refresh()
}

// show tells of the document with the same text, else of the likest one, else hides.
func (n *sameNote) show(d *dossier.Document, alike []dossier.Likeness) {
	if n.document = d; d == nil && len(alike) > 0 {
		n.document = &alike[0].Document
	}
	if n.document == nil {
		n.Hide()
		return
	}
	n.words.Set(sameWords(d, alike))
	n.Show()
	n.Refresh()
}

func sameWords(d *dossier.Document, alike []dossier.Likeness) string {
	if d == nil {
		return "This text is " + alike[0].Words() + "."
	}
	where := fmt.Sprintf("document %d", d.Number)
	if d.Outlet != "" {
		where = d.Outlet
	}
	if d.Published.Known() {
		where += ", " + d.Published.Label()
	}
	return fmt.Sprintf("This text is already here: “%s”, %s.", d.Title, where)
}

// heightAt returns the height at a width: 36 for one line.
func (n *sameNote) heightAt(width float32) float32 {
	return n.words.HeightAt(width-n.open.MinSize().Width-31) + 16
}

// CreateRenderer implements fyne.Widget.
func (n *sameNote) CreateRenderer() fyne.WidgetRenderer {
	n.ground, n.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	dress := func() {
		tone := n.kit.Look.Palette().Warning()
		if n.document == nil {
			tone = n.kit.Look.Palette().Wrong()
		}
		n.open.Hidden = n.document == nil
		n.ground.FillColor, n.edge.FillColor = tone.Tint, tone.Dark
	}
	dress()
	return &parts.Drawing{Of: n, Objs: parts.Fixed(n.ground, n.edge, n.words, n.open), Ink: dress,
		Min: func() fyne.Size { return fyne.NewSize(200, 36) },
		Lay: func(s fyne.Size) {
			parts.Put(n.ground, 0, 0, s.Width, s.Height)
			parts.Put(n.edge, 0, 0, 3, s.Height)
			w := n.open.MinSize().Width
			parts.Put(n.open, s.Width-w-8, 0, w, min(s.Height, 36))
			parts.Put(n.words, 15, 8, s.Width-w-31, s.Height-16)
		}}
}
