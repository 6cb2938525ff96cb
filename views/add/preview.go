package add

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"parley/app"
	"parley/dossier"
	"parley/views/look"
	"parley/views/parts"
)

// previewLimit is how many code points of a text the sheet shows; the whole is read in the reader.
const previewLimit = 6000

// preview shows the beginning of a text as it will be kept, with what looks like menus dimmed.
type preview struct {
	kit    *parts.Kit
	lines  *fyne.Container
	scroll *container.Scroll
	object fyne.CanvasObject
}

func newPreview(k *parts.Kit) *preview {
	p := &preview{kit: k, lines: container.New(layout.NewCustomPaddedVBoxLayout(2))}
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(8, 8, 12, 12), p.lines))
	p.scroll.SetMinSize(fyne.NewSize(200, 96))
	p.object = container.NewStack(parts.NewFrame(k, look.InkPaper, look.InkLine, look.CornerField), p.scroll)
	return p
}

// show fills the preview and scrolls to the top.
func (p *preview) show(d app.Draft, width float32) {
	p.lines.RemoveAll()
	text := []rune(d.Text)
	for i, par := range cut(d.Paragraphs, previewLimit) {
		if par.Start < 0 || par.End > len(text) || par.Empty() {
			continue
		}
		ink := look.InkText
		if par.Role == "boilerplate" {
			ink = look.InkFaint
		}
		words := string(text[par.Start:min(par.End, par.Start+previewLimit)])
		p.lines.Add(parts.NewParagraph(p.kit, words, look.Sentence, ink, width-24))
		if i > 0 && par.End >= previewLimit && par.End < len(text) {
			rest := parts.Number(len(text)-par.End) + " more characters"
			p.lines.Add(parts.NewLabel(p.kit, rest, look.Small, look.InkSoft))
		}
	}
	p.lines.Refresh()
	p.scroll.ScrollToTop()
}

// cut returns the paragraphs up to the one that holds code point limit.
func cut(paragraphs []dossier.Paragraph, limit int) []dossier.Paragraph {
	for i, p := range paragraphs {
		if p.End >= limit {
			return paragraphs[:i+1]
		}
	}
	return paragraphs
}
